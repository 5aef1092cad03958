//! Keys that set up a page about somebody and list nothing, as that page:
//! `name: Mira Olsen`, `email: …`, `address: [Moss Hall, Kiel]`.

use super::{in_words, kind_of};
use crate::extract::html;
use crate::extract::tree::{Node, Value};
use crate::model::{
    Metadata, Owner, Raw, RawBlock, RawLine, Role, Run, SectionKind,
};

/// Keys of where letters go, line by line.
const ADDRESS: &[&str] = &["address", "postaladdress", "officeaddress"];

/// Keys of a post, which elsewhere may head a page.
const POST: &[&str] = &["title", "position", "role", "occupation"];

/// Keys of what somebody says of themselves.
const PROSE: &[&str] = &[
    "bio",
    "shortbio",
    "biography",
    "about",
    "aboutme",
    "summary",
    "intro",
    "introduction",
    "description",
    "tagline",
    "headline",
];

/// Keys of which a page about somebody has one beside name and address.
const OF_SOMEBODY: &[&str] = &[
    "affiliation",
    "institution",
    "university",
    "orcid",
    "bio",
    "shortbio",
    "biography",
    "aboutme",
    "interests",
    "researchinterests",
];

/// Words of what a page says of somebody who studies or teaches.
const OF_SCHOOLS: &[&str] = &[
    "universi",
    "college",
    "institut",
    "phd",
    "ph.d",
    "professor",
    "postdoc",
];

/// Keys of a site, a program or an event, whose settings name somebody.
const OF_OTHERS: &[&str] = &[
    "baseurl",
    "theme",
    "remotetheme",
    "plugins",
    "gems",
    "markdown",
    "permalink",
    "exclude",
    "version",
    "dependencies",
    "environment",
    "engines",
    "publisher",
    "services",
    "openinghours",
    "menu",
    "date",
    "venue",
    "members",
];

/// Words of names that are nobody's.
const NO_NAMES: &[&str] = &[
    "association",
    "center",
    "centre",
    "club",
    "conference",
    "corporation",
    "day",
    "department",
    "group",
    "inc",
    "institute",
    "journal",
    "lab",
    "laboratory",
    "library",
    "museum",
    "network",
    "project",
    "school",
    "society",
    "stack",
    "team",
    "tools",
    "university",
    "widgets",
    "workshop",
];

/// Items of one key at most: what lists more is no page about somebody.
const MOST: usize = 40;

/// Lays out what keys say of somebody who has a name and can be reached;
/// None where they do not.
pub(super) fn read(body: &Node, owner: &Owner) -> Option<Raw> {
    let name = owner.name.as_deref().filter(|name| is_persons(name))?;
    let reached = !owner.emails.is_empty() || owner.orcid.is_some();
    let holds = |keys: &[&str]| body.get(keys).is_some();
    let said = [POST, ADDRESS].into_iter().filter_map(|keys| body.get(keys));
    let mut said = said.flat_map(|node| node.items().iter().take(MOST));
    let of_school = said.any(|item| {
        let lower = item.text().unwrap_or("").to_lowercase();
        OF_SCHOOLS.iter().any(|word| lower.contains(word))
    });
    if !reached || !(of_school || holds(OF_SOMEBODY)) || holds(OF_OTHERS) {
        return None;
    }
    let first = body.lines.0;
    let plain = |text: &str| vec![RawLine::plain(text, first)];
    let mut blocks = vec![block(Role::Heading(1), plain(name))];
    let post = body.text_of(POST).map(str::to_owned);
    let titles = owner.titles.iter().cloned().chain(post);
    let places = owner.affiliations.iter().map(|a| a.organization.clone());
    for text in titles.chain(places) {
        blocks.push(block(Role::Body, plain(&text)));
    }
    let linked = |mail: &String| {
        let link = Some(format!("mailto:{mail}"));
        let runs = vec![Run { link, ..Run::plain(mail) }];
        RawLine { runs, number: first, geometry: None }
    };
    blocks.extend(
        owner
            .emails
            .iter()
            .take(MOST)
            .map(|m| block(Role::Body, vec![linked(m)])),
    );
    let address = body.get(ADDRESS).into_iter().flat_map(Node::items);
    let address = address.take(MOST);
    let address = address.filter_map(|item| Some((item.text()?, item)));
    blocks.extend(address.map(|(text, item)| {
        block(Role::Body, vec![RawLine::plain(text.trim(), item.lines.0)])
    }));
    for key in PROSE {
        let Some(node) = body.get(&[key]) else { continue };
        let items = node.items().iter().take(MOST);
        let text = items.filter_map(|n| Some((n.text()?, n)));
        for (text, node) in text {
            blocks.extend(html::fragment(text, node.lines.0));
        }
    }
    for (key, node) in body.entries() {
        if kind_of(key) == Some(SectionKind::Interests) {
            list(&mut blocks, key, node);
        }
    }
    let author = Some(name.to_owned());
    let metadata = Metadata { author, ..Metadata::default() };
    Some(Raw { blocks, metadata, facts: None })
}

/// Adds a list below its heading.
fn list(blocks: &mut Vec<RawBlock>, key: &str, node: &Node) {
    if matches!(node.value, Value::Empty | Value::Map(_)) {
        return;
    }
    let heading = in_words(key).replace('_', " ");
    let heading = vec![RawLine::plain(heading, node.lines.0)];
    blocks.push(block(Role::Heading(2), heading));
    let items = node.items().iter().take(MOST).filter_map(|item| {
        let text = item.text().or_else(|| item.text_of(&["name", "title"]))?;
        Some(RawLine::plain(text, item.lines.0))
    });
    blocks.extend(items.map(|line| block(Role::Item(0), vec![line])));
}

/// Whether a name is one of somebody, by its words with capitals: other
/// settings have the name of a program there.
fn is_persons(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && [words.first(), words.last()].into_iter().flatten().all(|word| {
            word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        })
        && !name.contains(|c: char| c.is_ascii_digit() || "/@:_".contains(c))
        && !words.iter().any(|w| NO_NAMES.contains(&w.to_lowercase().as_str()))
}

fn block(role: Role, lines: Vec<RawLine>) -> RawBlock {
    RawBlock { role, page: None, lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_somebody_has_capitals() {
        for (name, is) in [
            ("Mira Olsen", true),
            ("Mira van der Olsen", true),
            ("moss-tools", false),
            ("Moss tools", false),
            ("Moss 2 Go", false),
            ("Kiel Chess Club", false),
            ("Mira", false),
        ] {
            assert_eq!(is_persons(name), is, "{name}");
        }
    }
}
