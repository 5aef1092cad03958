//! Tells which elements of a page hold one entry each, whose inner blocks
//! are its lines (title, authors, venue), and which are mere scaffolding.

use std::collections::{HashMap, HashSet};

use super::tags::Kind;
use super::tree::Tree;
use crate::model::{Field, SectionKind};

/// What lies within an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// Letters of text, roughly.
    pub(super) length: usize,
    /// Innermost block elements with text.
    pub(super) leaves: usize,
    /// Leaves that read like a whole reference: long, with a year.
    references: usize,
    /// Headings of sections; those of entries are not counted.
    sections: usize,
    /// Other headings.
    titles: usize,
    /// Lists and tables.
    pub(super) nested: usize,
    /// Cells that belong to this row.
    pub(super) cells: usize,
    has_year: bool,
    /// Stretches of text that name a year: lines, where breaks part them.
    dated: usize,
    /// Has text that no block within holds.
    loose: bool,
    /// Holds an entry already.
    holds_entry: bool,
    /// Two line breaks in a row part its text.
    parted: bool,
    /// Holds an `@`: contact data.
    pub(super) contact: bool,
    /// Letters within links to other places of the site.
    linked: usize,
    /// Such links, and those that are named like sections.
    links: usize,
    named_links: usize,
    /// One entry.
    pub(super) entry: bool,
    /// A heading that names an entry.
    pub(super) title: bool,
}

impl Shape {
    /// Whether it is a menu: nothing but short links within the site, some
    /// named like sections.
    pub(super) fn is_menu(&self) -> bool {
        const LONGEST_LINK: usize = 28;
        // The page that is open may be no link, others lead elsewhere.
        let least = if self.named_links >= 3 { 3 } else { 4 };
        self.links >= 3
            && self.named_links >= 2
            && self.linked * 5 >= self.length * least
            && self.length <= LONGEST_LINK * self.links
            && !self.contact
    }

    /// Whether it is a text of few paragraphs, no list and no section.
    pub(super) fn is_prose(&self) -> bool {
        const MOST_PARAGRAPHS: usize = 4;
        const MOST_DATED: usize = 2;
        self.leaves <= MOST_PARAGRAPHS
            && self.references < 2
            && self.dated <= MOST_DATED
            && self.sections + self.titles + self.nested == 0
    }

    /// Whether it is short and plain enough to be read as one entry.
    pub(super) fn entry_sized(&self) -> bool {
        is_item(self)
    }
}

/// The longest an entry gets, abstract included.
pub(super) const LONGEST_ENTRY: usize = 1_600;

/// The most lines an entry has.
const MOST_LINES: usize = 16;

/// Measures every node; bottom up, for a child stands after its parent.
pub(super) fn measure(tree: &Tree) -> Vec<Shape> {
    let titles = find_titles(tree);
    let mut shapes = vec![Shape::default(); tree.nodes.len()];
    for at in (0..tree.nodes.len()).rev() {
        let node = &tree.nodes[at];
        let mut shape = shapes[at];
        match node.kind() {
            None => shape = of_text(node.text()),
            Some(Kind::Inline) => {}
            Some(Kind::Heading(_)) => {
                shape.title = titles[at];
                shape.titles = usize::from(shape.title);
                let title = shape.title;
                shape.sections = usize::from(!title && shape.length > 0);
                shape.leaves = 1;
            }
            Some(Kind::Break) => shape.parted = follows_break(tree, at),
            Some(kind) => {
                if shape.leaves == 0 && shape.length > 0 {
                    shape.leaves = 1;
                    let long = shape.length > 80 && shape.has_year;
                    shape.references = usize::from(long);
                } else {
                    shape.leaves += usize::from(shape.loose);
                }
                shape.entry = match kind {
                    Kind::Item => is_item(&shape),
                    Kind::Article => is_item(&shape) && shape.nested == 0,
                    Kind::Row => shape.cells > 0 && is_compact(&shape),
                    _ => false,
                } || node.tag().is_some_and(|tag| tag.card);
                let nests = matches!(kind, Kind::List | Kind::Table);
                shape.nested += usize::from(nests && shape.length > 0);
                shape.holds_entry |= shape.entry;
            }
        }
        if let Some(link) = node.tag().and_then(|tag| tag.link.as_deref())
            && is_of_site(link)
            && shape.links == 0
        {
            shape.linked = shape.length;
            shape.links = 1;
            let named = shape.length <= 40 && is_known(&tree.text_within(at));
            shape.named_links = usize::from(named);
        }
        shapes[at] = shape;
        if node.parent != at && node.kind() != Some(Kind::Hidden) {
            add(&mut shapes[node.parent], &shape, node.kind());
        }
    }
    mark_repeated(tree, &mut shapes);
    shapes
}

fn of_text(text: &str) -> Shape {
    Shape {
        loose: !text.trim().is_empty(),
        length: text.split_whitespace().map(|word| word.len() + 1).sum(),
        has_year: has_year(text),
        dated: usize::from(has_year(text)),
        contact: text
            .split_once('@')
            .and_then(|(_, host)| host.split_whitespace().next())
            .is_some_and(|host| host.contains('.')),
        ..Shape::default()
    }
}

fn add(sum: &mut Shape, part: &Shape, kind: Option<Kind>) {
    sum.length += part.length;
    sum.linked += part.linked;
    sum.links += part.links;
    sum.named_links += part.named_links;
    sum.leaves += part.leaves;
    sum.references += part.references;
    sum.sections += part.sections;
    sum.titles += part.titles;
    sum.nested += part.nested;
    sum.cells += usize::from(kind == Some(Kind::Cell) && part.length > 0);
    sum.has_year |= part.has_year;
    sum.dated += part.dated;
    sum.loose |= part.loose && matches!(kind, None | Some(Kind::Inline));
    sum.holds_entry |= part.holds_entry;
    sum.parted |= part.parted;
    sum.contact |= part.contact;
}

/// Whether a list item or an article is one entry, not a page section.
fn is_item(shape: &Shape) -> bool {
    shape.length <= 2 * LONGEST_ENTRY
        && shape.leaves <= 2 * MOST_LINES
        && shape.sections == 0
        && shape.titles <= 3
}

/// Whether a group of blocks may be one entry.
fn is_compact(shape: &Shape) -> bool {
    shape.length <= LONGEST_ENTRY
        && (1..=MOST_LINES).contains(&shape.leaves)
        && shape.references < 2
        && shape.sections == 0
        && shape.titles <= 3
        && shape.nested == 0
        && !shape.holds_entry
        && !shape.parted
}

/// Marks groups that stand among others of the same making: what a page
/// repeats, it repeats once an entry. A class that names entries in one
/// place does so everywhere, be it the only paper of its year.
fn mark_repeated(tree: &Tree, shapes: &mut [Shape]) {
    let named: HashSet<&str> =
        innermost_groups(tree, shapes, |at| has_twin(tree, shapes, at))
            .into_iter()
            .filter_map(|at| Some(tree.nodes[at].tag()?.signature.as_str()))
            .filter(|signature| signature.contains('.'))
            .collect();
    let entries = innermost_groups(tree, shapes, |at| {
        let tag = tree.nodes[at].tag();
        tag.is_some_and(|tag| named.contains(tag.signature.as_str()))
            || has_twin(tree, shapes, at)
    });
    for at in entries {
        shapes[at].entry = true;
    }
}

/// Finds the groups of blocks that satisfy a condition and hold no other
/// entry.
fn innermost_groups(
    tree: &Tree,
    shapes: &[Shape],
    is_entry: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut holds = vec![false; tree.nodes.len()];
    let mut found = Vec::new();
    for at in (0..tree.nodes.len()).rev() {
        let node = &tree.nodes[at];
        let group = matches!(node.kind(), Some(Kind::Block))
            && shapes[at].leaves >= 2
            && is_compact(&shapes[at])
            && !holds[at]
            && is_entry(at);
        if group {
            found.push(at);
        }
        if group || shapes[at].entry || holds[at] {
            holds[node.parent] = true;
        }
    }
    found
}

/// Whether the next or the previous element beside this one is of the same
/// making and holds several blocks, too.
fn has_twin(tree: &Tree, shapes: &[Shape], at: usize) -> bool {
    let node = &tree.nodes[at];
    let Some(tag) = node.tag() else { return false };
    let is_twin = |other: usize| {
        let signature = tree.nodes[other].tag().map(|tag| &tag.signature);
        signature == Some(&tag.signature) && shapes[other].leaves >= 2
    };
    let after = tree.sibling_after(at);
    after.is_some_and(is_twin) || tree.sibling_before(at).is_some_and(is_twin)
}

/// Whether a line break directly follows another and parts text from text.
fn follows_break(tree: &Tree, at: usize) -> bool {
    // A page of nothing but line breaks must not cost their square.
    const REACH: usize = 64;
    let is_blank = |at: usize| tree.nodes[at].text().trim().is_empty();
    let parent = tree.nodes[at].parent;
    let Some(before) = tree.sibling_before(at) else { return false };
    tree.nodes[before].kind() == Some(Kind::Break)
        && (before + 1..at).all(is_blank)
        && !(parent..before).rev().take(REACH).all(is_blank)
        && !(at..tree.nodes[parent].end).take(REACH).all(is_blank)
}

/// Finds the headings that name entries. Headings of one making go
/// together: among titles, "Graph Minors" is a title, too. So is what heads
/// a list item, unless it is known to head sections.
fn find_titles(tree: &Tree) -> Vec<bool> {
    let mut verdicts = vec![None; tree.nodes.len()];
    let mut votes: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut in_item = vec![false; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        let around = tree.nodes[node.parent].kind();
        in_item[at] = in_item[node.parent]
            || matches!(around, Some(Kind::Item | Kind::Article));
        if let (Some(Kind::Heading(_)), Some(tag)) = (node.kind(), node.tag())
        {
            let verdict = is_title(&tree.text_within(at));
            let (yes, all) = votes.entry(&tag.signature).or_default();
            *yes += usize::from(verdict == Some(true));
            *all += 1;
            verdicts[at] = Some(verdict);
        }
    }
    let decide = |(at, verdict): (usize, &Option<Option<bool>>)| {
        let tag = tree.nodes[at].tag();
        if verdict.is_some() && names_title(tree, at) {
            return true;
        }
        let votes = tag.and_then(|tag| votes.get(tag.signature.as_str()));
        match (verdict, votes) {
            (Some(Some(verdict)), _) => *verdict,
            (Some(None), Some((yes, all))) => in_item[at] || yes * 2 > *all,
            _ => false,
        }
    };
    verdicts.iter().enumerate().map(decide).collect()
}

/// Whether an element or one within it is named after the title of a work.
fn names_title(tree: &Tree, at: usize) -> bool {
    tree.nodes[at..tree.nodes[at].end].iter().any(|node| {
        let field = node.tag().and_then(|tag| tag.style.field);
        matches!(field, Some(Field::Title | Field::Caption))
    })
}

/// Whether a heading names an entry ("Learning to See in the Dark") or a
/// section ("Journal Articles", "2021"); None where its words do not tell.
pub(super) fn is_title(text: &str) -> Option<bool> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || is_known(text) {
        return Some(false);
    }
    (text.split_whitespace().count() >= 4).then_some(true)
}

/// Whether a heading within an entry names a part of it, and no title:
/// "Abstract", "Full Paper".
pub(super) fn heads_part(text: &str) -> bool {
    const PARTS: &[&str] = &[
        "abstract",
        "summary",
        "description",
        "details",
        "keywords",
        "links",
        "paper",
        "full paper",
        "full text",
        "pdf",
        "download",
        "bibtex",
        "citation",
        "cite",
    ];
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    PARTS.iter().any(|part| bare.eq_ignore_ascii_case(part))
}

/// Whether a text is the heading of a known kind of section.
fn is_known(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    SectionKind::ALL
        .iter()
        .any(|kind| kind.headings().contains(&lower.as_str()))
}

/// Whether a link leads to another page or place of its site, not to a file.
fn is_of_site(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let page = match name.rsplit_once('.') {
        Some((_, ending)) => {
            ["html", "htm", "php", "jsp", "aspx", "shtml"].contains(&ending)
        }
        None => true,
    };
    page && !target.contains(':') && target != "#"
}

/// Whether a text names a year.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).enumerate().any(|(at, digits)| {
        let beside = |at: Option<usize>| {
            at.and_then(|at| text.as_bytes().get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        matches!(digits, [b'1', b'9', a, b] | [b'2', b'0', a, b]
            if a.is_ascii_digit() && b.is_ascii_digit())
            && !beside(at.checked_sub(1))
            && !beside(Some(at + 4))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_an_entry_or_a_section() {
        for (text, want) in [
            ("Learning to See in the Dark", Some(true)),
            ("Journal Articles", Some(false)),
            ("Publications:", Some(false)),
            ("2021", Some(false)),
            ("Graph Minors", None),
            ("", Some(false)),
        ] {
            assert_eq!(is_title(text), want, "{text}");
        }
    }

    #[test]
    fn a_heading_may_name_a_part_of_an_entry() {
        for (text, want) in [
            ("Abstract:", true),
            (" Full paper ", true),
            ("Abstract Rivers", false),
            ("", false),
        ] {
            assert_eq!(heads_part(text), want, "{text}");
        }
    }

    #[test]
    fn a_menu_links_within_the_site() {
        for (target, want) in [
            ("/", true),
            ("publications/", true),
            ("cv.html#top", true),
            ("#teaching", true),
            ("#", false),
            ("paper.pdf", false),
            ("https://a.example/", false),
            ("mailto:a@b.example", false),
        ] {
            assert_eq!(is_of_site(target), want, "{target}");
        }
    }

    #[test]
    fn a_year_stands_alone() {
        for (text, want) in [
            ("in 2019.", true),
            ("1999–2001", true),
            ("no. 120195", false),
            ("2024a", true),
            ("200", false),
        ] {
            assert_eq!(has_year(text), want, "{text}");
        }
    }
}
