//! HTML pages into blocks.

mod card;
mod nesting;
mod person;
mod shape;
mod stacked;
mod tags;
mod tree;
mod walk;

use super::markdown::unseen;
use super::{Format, Source, front_matter, record};
use crate::model::{Metadata, Owner, Raw, RawBlock, Role, SkipReason};
use tree::Tree;
use walk::blocks;

pub(super) static FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    sniff,
    version: 5,
    text: true,
    extract,
};

/// Whether the file opens as a page does.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = head.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|opening| {
        head.get(..opening.len())
            .is_some_and(|h| h.eq_ignore_ascii_case(opening.as_bytes()))
    })
}

/// Whether a text of no telling name is a piece of a page: it opens with a
/// tag, and closes blocks.
pub(super) fn is_likely(text: &str) -> bool {
    let closes = ["</div>", "</li>", "</p>", "</td>", "</ul>", "</h2>"];
    let opens = |tag: &str| {
        tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
    };
    text.trim_start().strip_prefix('<').is_some_and(opens)
        && closes.iter().any(|tag| text.contains(tag))
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    // A site's generator fills a page in below its front matter.
    let parts = front_matter::split(text).filter(|(front, _)| {
        // A page may have a rule for its first line, too.
        !front.lines().any(|line| line.trim_start().starts_with('<'))
    });
    let body = parts.map_or(text, |(_, body)| body);
    let written = record::written_out(body, true);
    let shown = written.as_deref().unwrap_or(body);
    let page = match parts {
        None => page(shown, 1),
        Some((front, _)) => {
            let number = front_matter::first_line(text, body);
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let shown = unseen::without_tags(shown);
            front_matter::complete(front, page(&shown, number))
        }
    };
    if page.blocks.is_empty() && page.facts.is_none() {
        return Err(SkipReason::Empty);
    }
    Ok(vec![page])
}

/// Reads a page from its line `number`, with what its head declares and its
/// scripts list.
fn page(source: &str, number: u32) -> Raw {
    let tree = Tree::parse(&nesting::bounded(source));
    let [title, author, language, description, maker] = tree.declared.clone();
    let person = person::find(&tree.linked_data).or_else(|| {
        const OFFICES: &[&str] =
            &["root", "webmaster", "admin", "postmaster", "info", "nobody"];
        let mail = maker?.split('?').next()?.trim().to_lowercase();
        let (name, domain) = mail.split_once('@')?;
        let own = domain.contains('.') && !OFFICES.contains(&name);
        own.then(|| Owner { emails: vec![mail.clone()], ..Owner::default() })
    });
    let metadata = Metadata {
        title,
        author: person.as_ref().and_then(|p| p.name.clone()).or(author),
        language,
        description,
        person: person.map(Box::new),
    };
    let mut blocks = blocks(&tree);
    for (script, line) in &tree.scripts {
        add_works(record::of_script(script, *line).0, &mut blocks);
    }
    Raw { blocks: counted_from(number, blocks), metadata, facts: None }
}

/// Adds the works that a script lists to what its page prints.
pub(super) fn add_works(mut listed: Vec<RawBlock>, page: &mut Vec<RawBlock>) {
    if listed.is_empty() {
        return;
    }
    // What the page prints, too, its script holds for a filter.
    let shown: Vec<String> = page.iter().map(RawBlock::text).collect();
    listed.retain(|block| !shows(&shown, block));
    if listed.iter().any(|block| matches!(block.role, Role::Item(_))) {
        page.append(&mut listed);
    }
}

/// Whether one of some texts holds the title of a work that is written out.
fn shows(texts: &[String], work: &RawBlock) -> bool {
    let written = work.text();
    let title = written.split_once('“').and_then(|(_, t)| t.split_once('”'));
    title.is_some_and(|(title, _)| {
        let title = title.trim_end_matches('.');
        texts.iter().any(|text| text.contains(title))
    })
}

/// Reads a page that another format has written out.
pub(super) fn written(markup: &str) -> Raw {
    let written = record::written_out(markup, true);
    page(written.as_deref().unwrap_or(markup), 1)
}

/// Reads markup that stands within another format, from its line `number`.
pub(super) fn fragment(source: &str, number: u32) -> Vec<RawBlock> {
    counted_from(number, blocks(&Tree::parse(&nesting::bounded(source))))
}

/// The blocks of a text of which line `number` is the first.
fn counted_from(number: u32, mut blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let lines = blocks.iter_mut().flat_map(|block| &mut block.lines);
    for line in lines {
        line.number += number.saturating_sub(1);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_style_sheet_sets_below_is_apart() {
        for (source, lines) in [
            (
                "<li><span class=t>Slow Moss</span><span class=m>with Bo Li\
                 </span></li>",
                &["Slow Moss", "with Bo Li"][..],
            ),
            // One word may go on in the next, as formulas do.
            (
                "<li><span class=a>Slow</span><span class=b>er Moss</span>\
                 </li>",
                &["Slower Moss"],
            ),
            (
                "<li><span class=a>Slow Moss</span> <span class=a>on Roofs\
                 </span></li>",
                &["Slow Moss on Roofs"],
            ),
        ] {
            let blocks = fragment(source, 1);
            let said = |line: &crate::model::RawLine| {
                line.runs.iter().map(|run| run.text.as_str()).collect()
            };
            let found: Vec<String> =
                blocks[0].lines.iter().map(said).collect();
            assert_eq!(found, lines, "{source}");
        }
    }

    #[test]
    fn a_list_within_a_term_is_the_next_one() {
        let list = |inside: &str| format!("<dl><dt>Moss<dd>Sand{inside}");
        for (page, depth) in [
            // Never closed.
            (format!("<dl><dt>Slow Moss<p>{}", list("")), 0),
            (format!("<dl><dt>Moss<dd>Slow Sand<p>{}", list("")), 1),
            (format!("<ul><li>Slow Moss{}", list("</dl>")), 1),
        ] {
            let blocks = fragment(&page, 1);
            let last = blocks.last().map(|block| block.role);
            assert_eq!(last, Some(Role::Item(depth)), "{page}");
        }
    }

    #[test]
    fn hidden_prose_is_for_searching() {
        let prose = "We look at moss on roofs and wait. ".repeat(15);
        for (how, want) in [
            ("id='abs2' style='display: none'", Role::Boilerplate),
            ("class='paperAbstract' hidden", Role::Boilerplate),
            ("class='bibtex-entry' hidden", Role::Boilerplate),
            ("style='display: none'", Role::Body),
            ("class='tab-pane' hidden", Role::Body),
            ("class='tabcontent' style='display:none'", Role::Body),
            ("class='d-none d-md-block'", Role::Body),
            ("class='plain'", Role::Body),
        ] {
            let page = format!("<p>Moss</p><div {how}>{prose}</div>");
            let roles: Vec<Role> =
                fragment(&page, 1).iter().map(|block| block.role).collect();
            assert_eq!(roles, [Role::Body, want], "{how}");
        }
        // The pane of a tab holds a list as any other part does.
        let papers = "<li>A. Roe. Moss on Roofs and Walls. Ferns, 2020.</li>";
        let pane = format!(
            "<div style='display:none'><ul>{}</ul></div>",
            papers.repeat(12)
        );
        let blocks = fragment(&pane, 1);
        assert!(blocks.iter().all(|block| block.role == Role::Item(0)));
        assert_eq!(blocks.len(), 12);
        // So do lines parted by breaks, also where abstracts are meant.
        let papers = "C. Novak and B. Li. Moss on roofs. Ferns, 2020.<br>";
        for how in ["class='tab-pane'", "id='abstracts'"] {
            let pane =
                format!("<div {how} hidden><p>{}</div>", papers.repeat(12));
            let blocks = fragment(&pane, 1);
            assert_eq!(blocks[0].role, Role::Body, "{how}");
        }
    }

    #[test]
    fn a_badge_in_a_title_is_none_of_it() {
        let title = "<div><div class='pub-title'>Moss on Roofs \
                     <span class='badge badge-rr'>R&amp;R</span></div>\
                     <div>Ann Roe, 2020</div></div>";
        let blocks = fragment(title, 1);
        let runs = blocks.iter().flat_map(|block| &block.lines[0].runs);
        let bold: String = runs
            .filter(|run| run.style.bold)
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(bold.trim(), "Moss on Roofs");
    }
}
