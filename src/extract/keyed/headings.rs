//! What the headings and keys of sections say of their kinds.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::extract::{reference, tree::Node};
use crate::model::{SectionKind, Status};

/// Longest heading that is looked at, in bytes; others are prose.
const LONGEST_HEADING: usize = 80;

/// Headings that are not among those of [`SectionKind`].
const HEADINGS: &[(&str, SectionKind)] = &[
    ("work", SectionKind::Positions),
    ("industry", SectionKind::Positions),
    ("research", SectionKind::Positions),
    ("volunteer", SectionKind::Service),
    ("reviewing", SectionKind::Service),
    ("academic interests", SectionKind::Interests),
    ("areas", SectionKind::Interests),
    ("general information", SectionKind::Contact),
    ("books read", SectionKind::Other),
    ("reading", SectionKind::Other),
    ("reading list", SectionKind::Other),
    ("bookshelf", SectionKind::Other),
];

/// The kind of section that a heading or key opens: one of the kind's
/// headings, or the longest of them within it.
pub(in crate::extract) fn kind_of(heading: &str) -> Option<SectionKind> {
    static KINDS: LazyLock<HashMap<&str, SectionKind>> = LazyLock::new(|| {
        let known = SectionKind::ALL.iter().flat_map(|kind| {
            kind.headings().iter().map(move |heading| (*heading, *kind))
        });
        known.chain(HEADINGS.iter().copied()).collect()
    });
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let heading = in_words(heading).to_lowercase().replace('&', "and");
    let words: Vec<&str> = words_of(&heading).collect();
    // "key_publications", "awards (selected)": the longest run of words.
    (1..=words.len()).rev().find_map(|length| {
        words
            .windows(length)
            .find_map(|run| KINDS.get(run.join(" ").as_str()).copied())
    })
}

/// How far the works have come that a heading or key opens, where it tells
/// of no others: `working_papers`, but not "Papers published or submitted".
pub(super) fn status_of(heading: &str) -> Option<Status> {
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let heading = in_words(heading).to_lowercase();
    let words: Vec<&str> = words_of(&heading).collect();
    let out = ["publi", "article", "journal", "book", "chapter"];
    if words.iter().any(|word| out.iter().any(|stem| word.starts_with(stem))) {
        return None;
    }
    // "WP" is what economists call their working papers.
    match words.iter().any(|word| ["wp", "wps"].contains(word)) {
        true => Some(Status::Preprint),
        false => reference::remark(&words.join(" ")),
    }
}

fn words_of(heading: &str) -> impl Iterator<Item = &str> {
    heading
        .split(['_', '-', ' ', '.', '\\', ':', '(', ')'])
        .filter(|word| !word.is_empty())
}

/// A key with its words apart: `researchInterests` is "research interests".
pub(in crate::extract) fn in_words(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut small = false;
    for c in key.chars() {
        if small && c.is_ascii_uppercase() {
            out.push(' ');
        }
        small = c.is_ascii_lowercase();
        out.push(c);
    }
    out
}

/// `order: - [pubs, Publications]`, in either order: headings that some CV
/// generators keep apart from the keys.
pub(super) fn kinds_by_key(body: &Node) -> HashMap<String, SectionKind> {
    let keys: HashSet<&str> =
        body.entries().iter().map(|(key, _)| key.as_str()).collect();
    let orders = body
        .entries()
        .iter()
        .filter(|(key, _)| key.to_ascii_lowercase().starts_with("order"));
    let mut found = HashMap::new();
    for row in orders.flat_map(|(_, node)| node.items()) {
        let words = || row.items().iter().filter_map(Node::text);
        let Some(key) = words().find(|word| keys.contains(word)) else {
            continue;
        };
        if let Some(kind) = words().filter(|w| *w != key).find_map(kind_of) {
            found.insert(key.to_owned(), kind);
        }
    }
    found
}
