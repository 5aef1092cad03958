//! A CV in keys and values whose publications are written out, as the page
//! that is made of it: `publications: ["Olsen, M. (2020). Moss. Ferns."]`.

use super::text::flat;
use super::{in_words, is_left_out, is_other, keys, kind_of, titled_section};
use crate::extract::sheet::Sheet;
use crate::extract::tree::{Node, Value, same_key};
use crate::extract::{markdown, reference, tex};
use crate::model::{Owner, Raw, RawLine, Role, SectionKind};

/// Keys of a whole reference.
const WRITTEN: &[&str] = &["content", "citation", "reference", "entry"];

/// Keys of one where no other names the work.
const NAMELESS: &[&str] = &["text", "bullet", "description", "details"];

/// Words of how far a work has come, where its year is not known yet.
const UNDATED: &[&str] = &[
    "(in progress)",
    "(in prep",
    "(in press)",
    "(under review)",
    "(submitted)",
    "(forthcoming)",
];

/// The least length of a reference, in bytes.
const SHORTEST: usize = 40;

/// The deepest that headings nest.
const DEEPEST: u8 = 6;

/// Lays a CV out as a page, where it lists references as texts.
pub(super) fn read(body: &Node, owner: &Owner) -> Option<Raw> {
    let sections = sections(body);
    let listed = sections.iter().map(|(heading, node)| listed(heading, node));
    if listed.sum::<usize>() < 2 {
        return None;
    }
    let mut sheet = Sheet::default();
    let first = body.lines.0;
    if let Some(name) = &owner.name {
        sheet.line(Role::Heading(1), name, first);
    }
    let places = owner.affiliations.iter().map(|a| &a.organization);
    for text in owner.titles.iter().chain(places).chain(&owner.emails) {
        sheet.line(Role::Body, text, first);
    }
    for (heading, node) in sections {
        section(&mut sheet, heading, node, 2, false);
    }
    Some(sheet.into_raw(owner.name.clone()))
}

/// Lays a list of references out as a page, where most of what a file of
/// publications lists are such: `- title: "Olsen, M. (2020). Moss. Ferns."`.
pub(super) fn of_references(file: &str, list: &Node) -> Option<Raw> {
    let items: Vec<&Node> =
        list.items().iter().filter(|item| !is_other(item)).collect();
    let referred = items.iter().filter(|item| refers(item)).count();
    if referred * 2 <= items.len() {
        return None;
    }
    let mut sheet = Sheet::default();
    section(&mut sheet, file, list, 1, false);
    Some(sheet.into_raw(None))
}

/// Whether an item is one whole reference, or has one for its title.
fn refers(item: &Node) -> bool {
    written(item).is_some_and(|text| {
        text.len() > SHORTEST && reference::year(text).is_some()
    })
}

fn is_list(heading: &str) -> bool {
    kind_of(heading) == Some(SectionKind::Publications)
}

/// How many references lie below a heading, in a list of publications or in
/// one among others: `academicWorks: {publications: [...]}`.
fn listed(heading: &str, node: &Node) -> usize {
    match &node.value {
        _ if is_list(heading) => references(node),
        Value::Map(entries) => {
            let lists = entries.iter().filter(|(key, _)| is_list(key));
            lists.map(|(_, node)| references(node)).sum()
        }
        _ => 0,
    }
}

/// The sections of a CV with their headings.
fn sections(body: &Node) -> Vec<(&str, &Node)> {
    let mut found = Vec::new();
    for (key, node) in body.entries() {
        if same_key(key, "sections") {
            found.extend(node.entries().iter().map(|(key, n)| (&**key, n)));
        } else if !is_left_out(key) {
            found.push((key, node));
        }
    }
    found.extend(body.listed().iter().filter_map(titled_section));
    found
}

/// Whether what should be a title is a whole reference: "Olsen, M. (2020).
/// Moss on Roofs and the Ferns beside Them. Ferns, 3(4), 1–9."
pub(super) fn is_reference(title: &str) -> bool {
    let dated = title.match_indices('(').any(|(at, _)| {
        let behind = title[at + 1..].bytes();
        behind.take_while(u8::is_ascii_digit).count() == 4
    });
    dated && title.len() > 2 * SHORTEST
}

/// What an item says as one text.
fn written(item: &Node) -> Option<&str> {
    item.text().or_else(|| {
        if item.get(keys::AUTHORS).is_some() {
            return None;
        }
        let named = || {
            item.get(keys::POST).is_some() || item.get(keys::PLACE).is_some()
        };
        let cited = || {
            let title = item.said_of(keys::TITLE)?;
            let whole = is_reference(title);
            (whole && item.get(keys::VENUE).is_none()).then_some(title)
        };
        let nameless = || match item.entries() {
            [(key, whole)] if same_key(key, "title") => whole.text(),
            _ if named() => None,
            _ => item.text_of(NAMELESS),
        };
        item.text_of(WRITTEN).or_else(cited).or_else(nameless)
    })
}

/// How many references lie in a list, or in lists by year or kind.
fn references(node: &Node) -> usize {
    match &node.value {
        Value::List(items) => items
            .iter()
            .filter_map(written)
            .filter(|text| {
                let undated = || UNDATED.iter().any(|w| text.contains(w));
                let dated = reference::year(text).is_some() || undated();
                text.len() > SHORTEST && dated
            })
            .count(),
        Value::Map(entries) => {
            entries.iter().map(|(_, node)| references(node)).sum()
        }
        Value::Empty | Value::Text(_) => 0,
    }
}

/// Adds a section, which may lie within a list of publications.
fn section(
    sheet: &mut Sheet,
    heading: &str,
    node: &Node,
    level: u8,
    within: bool,
) {
    if node.is_empty() {
        return;
    }
    let is_list = is_list(heading);
    let posts = may_hold_posts(heading);
    // Within a list, "preprints" tells how far they have come.
    let heading = match is_list && !within {
        true => "Publications".to_owned(),
        false if posts && node.items().iter().all(is_post) => {
            "Positions".to_owned()
        }
        false => in_words(heading).replace('_', " "),
    };
    sheet.line(Role::Heading(level), &heading, node.lines.0);
    match &node.value {
        Value::Empty => {}
        Value::Text(_) => paragraph(sheet, posts, node, Role::Body),
        Value::List(items) => {
            for item in items.iter().filter(|item| !is_other(item)) {
                paragraph(sheet, posts, item, Role::Item(0));
            }
        }
        Value::Map(entries)
            if level < DEEPEST && node.get(keys::ENTRY).is_none() =>
        {
            for (key, node) in entries {
                section(sheet, key, node, level + 1, within || is_list);
            }
        }
        Value::Map(_) => paragraph(sheet, posts, node, Role::Item(0)),
    }
}

/// Whether an item is a post, by keys that no other entry has.
fn is_post(item: &Node) -> bool {
    let place = ["company", "employer", "organization", "organisation"];
    item.get(keys::POST).is_some()
        && item.get(&place).is_some()
        && [keys::DATES, keys::START].iter().any(|k| item.get(k).is_some())
}

/// Whether entries below a heading may be posts: grants, projects and
/// services have organizations and dates, too.
fn may_hold_posts(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    match kind_of(heading) {
        None => !["project", "volunteer"].iter().any(|w| lower.contains(w)),
        Some(kind) => kind == SectionKind::Positions,
    }
}

/// What an item says, a post's place and dates before what it was about.
fn said(item: &Node, posts: bool) -> String {
    if let Some(text) = written(item) {
        return text.to_owned();
    }
    if !posts || !is_post(item) {
        return flat(item);
    }
    let stay = || {
        let start = item.text_of(keys::START)?;
        Some(format!("{start} – {}", item.text_of(keys::END).unwrap_or("")))
    };
    let dates = item.text_of(keys::DATES).map(str::to_owned).or_else(stay);
    let parts = [keys::POST, keys::PLACE].map(|keys| item.text_of(keys));
    let parts = parts.into_iter().flatten().map(str::to_owned).chain(dates);
    let head = parts.collect::<Vec<_>>().join(", ");
    let prose = item.get(&["description", "summary", "details"]);
    match prose {
        Some(prose) => format!("{head}. {}", flat(prose)),
        None => head,
    }
}

/// Adds a text, which may be set in Markdown, HTML or TeX.
fn paragraph(sheet: &mut Sheet, posts: bool, node: &Node, role: Role) {
    let text = said(node, posts);
    let text = match text.contains('\\') {
        true => tex::to_text(&text),
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let first = usize::try_from(node.lines.0).unwrap_or(1);
    let lines: Vec<RawLine> = markdown::blocks(&text, first)
        .into_iter()
        .flat_map(|block| block.lines)
        .collect();
    sheet.block(role, lines);
}
