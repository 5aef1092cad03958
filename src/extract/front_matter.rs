//! The block at the head of a Markdown file, in YAML or, as Hugo writes it,
//! in TOML: who and what the page is.

use serde::Deserialize;
use serde_norway::Value;

mod mails;
mod owner;

use super::persons::is_name;
use super::tree::Node;
use super::{cv_yaml, keyed, markdown, mend, reference};
use crate::model::{
    Metadata, Profile, Publication, Raw, RawBlock, RawLine, Role,
};
use owner::Around;

/// What front matter states.
#[derive(Debug, Default)]
struct FrontMatter {
    metadata: Metadata,
    /// Facts, where the page is one publication's (academicpages, Hugo) or
    /// lists interests and degrees of its author.
    facts: Option<Box<Profile>>,
    /// What the theme prints around the page.
    around: Around,
    /// What it prints of the page's sections, which front matter holds, too.
    sections: Vec<RawBlock>,
}

/// Parts a text into its front matter and the rest; None where it has none.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let Some((rule, rest)) = ["---", "+++"]
        .into_iter()
        .find_map(|rule| Some((rule, text.strip_prefix(rule)?)))
    else {
        return bare(text);
    };
    let rest = rest.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        let end = line.trim_end();
        if end == rule || end == "..." {
            return Some((&rest[..offset], &rest[offset + line.len()..]));
        }
        offset += line.len();
    }
    None
}

/// The number of the line that the rest of a text, behind its front matter,
/// begins with.
pub(super) fn first_line(text: &str, body: &str) -> usize {
    text[..text.len() - body.len()].lines().count() + 1
}

/// Parts off front matter without rules around it, as Pelican has it: lines
/// of a key and a value, of which the first is the title's.
fn bare(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with("Title: ") {
        return None;
    }
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let (key, _) = line.split_once(':')?;
        if key.is_empty() || !key.chars().all(char::is_alphabetic) {
            return None;
        }
        offset += line.len();
    }
    let several = text[..offset].trim_end().contains('\n');
    several.then(|| text.split_at(offset))
}

/// Reads front matter; what is neither YAML nor TOML, or would take too long
/// to read, counts as empty.
fn parse(text: &str) -> FrontMatter {
    if cv_yaml::too_large(text).is_some() {
        return FrontMatter::default();
    }
    // "key = value" is a lone scalar to YAML.
    let value = match serde_norway::from_str::<Value>(text) {
        Ok(Value::Mapping(mapping)) => Value::Mapping(
            mapping
                .into_iter()
                .map(|(key, value)| (in_small(key), value))
                .collect(),
        ),
        _ => match toml::from_str::<toml::Table>(text) {
            Ok(table) => from_toml(toml::Value::Table(table)),
            Err(_) => match mended(text) {
                Some(value) => value,
                None => return FrontMatter::default(),
            },
        },
    };
    let facts = publication(&value);
    let mut root = Node::default();
    if facts.is_none() {
        root = Node::deserialize(value.clone()).unwrap_or_default();
        // Lines count from the rule above.
        root.locate(&format!("\n{text}"));
    }
    let text = |key: &str| value.get(key).and_then(line);
    FrontMatter {
        metadata: Metadata {
            title: text("title"),
            author: author(&value)
                .or_else(|| owner::name(&root))
                .or_else(|| sole_author(&value).filter(|_| facts.is_none())),
            description: text("description").or_else(|| text("excerpt")),
            language: text("lang").or_else(|| text("language")),
            person: owner::person(&root).map(Box::new),
        },
        facts,
        around: owner::around(&root),
        sections: sections(&root),
    }
}

/// What is neither YAML nor TOML as it stands, read as YAML where little
/// hinders it.
fn mended(text: &str) -> Option<Value> {
    let mended = mend::yaml(text);
    let read = |text: &str| match serde_norway::from_str(text) {
        Ok(value @ Value::Mapping(_)) => Some(value),
        _ => None,
    };
    read(&mended).or_else(|| read(&mend::without_broken(&mended)))
}

/// The sections of a landing page as Hugo Blox has them, each with a title
/// and a text in Markdown.
fn sections(front: &Node) -> Vec<RawBlock> {
    let Some(sections) = front.get(&["sections"]) else { return Vec::new() };
    let contents = sections.items().iter().filter_map(|section| {
        let content = section.get(&["content"])?;
        Some((content.get(&["title"])?, content.get(&["text"])?))
    });
    let mut blocks = Vec::new();
    for (title, text) in contents {
        let (Some(heading), Some(body)) = (title.text(), text.text()) else {
            continue;
        };
        let line = title.lines.0;
        blocks.push(RawBlock {
            role: Role::Heading(2),
            page: None,
            lines: vec![RawLine::plain(heading.trim(), line)],
        });
        let first = text.lines.0 as usize;
        blocks.append(&mut markdown::blocks(body, first));
    }
    blocks
}

/// A page with what the front matter above it states: facts, metadata that
/// the page does not give itself, and what its theme prints around it.
pub(super) fn complete(front: &str, page: Raw) -> Raw {
    let listed = list(front);
    let front = parse(front);
    let Around { above, below } = front.around;
    let stated = front.metadata;
    let mut page = Raw {
        blocks: [above, page.blocks, front.sections, below].concat(),
        metadata: Metadata {
            title: stated.title.or(page.metadata.title),
            author: stated.author.or(page.metadata.author),
            language: stated.language.or(page.metadata.language),
            description: stated.description.or(page.metadata.description),
            person: stated.person.or(page.metadata.person),
        },
        facts: front.facts.or(page.facts),
    };
    if let Some(mut listed) = listed.filter(|_| page.facts.is_none()) {
        listed.blocks.append(&mut page.blocks);
        page.blocks = listed.blocks;
        page.facts = listed.facts;
    }
    page
}

/// The publications that front matter below a rule lists for a page which
/// prints them; None where it does not.
fn list(text: &str) -> Option<Raw> {
    /// Titles of a list, beside the page's.
    const FEWEST: usize = 2;
    text.matches("title:").nth(FEWEST)?;
    // Lines count from the rule.
    let text = format!("\n{text}");
    let root = cv_yaml::parse(&text).into_iter().next()?.ok()?;
    let raw = keyed::read(&root, &text, "")?;
    let facts = raw.facts.as_ref()?;
    (facts.publications.len() >= FEWEST).then_some(raw)
}

/// A key as most write it.
fn in_small(key: Value) -> Value {
    match key {
        Value::String(key) if key.starts_with(char::is_uppercase) => {
            Value::String(key.to_lowercase())
        }
        key => key,
    }
}

/// The same value in YAML's terms.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.into()),
        toml::Value::Float(number) => Value::Number(number.into()),
        toml::Value::Boolean(is) => Value::Bool(is),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => {
            Value::Sequence(items.into_iter().map(from_toml).collect())
        }
        toml::Value::Table(table) => Value::Mapping(
            table
                .into_iter()
                .map(|(key, value)| (Value::String(key), from_toml(value)))
                .collect(),
        ),
    }
}

/// A scalar as one line of text.
fn line(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// `author: Jane Roe`, `author: {name: Jane Roe}`, `name: Jane Roe`.
fn author(front: &Value) -> Option<String> {
    let author = front.get("author")?;
    line(author).or_else(|| author.get("name").and_then(line))
}

/// Who alone wrote a page, as Pelican says it: `Authors: Jane Roe`.
fn sole_author(front: &Value) -> Option<String> {
    let authors = front.get("authors")?;
    let sole = match authors {
        Value::Sequence(items) => match items.as_slice() {
            [sole] => line(sole)?,
            _ => return None,
        },
        _ => line(authors)?,
    };
    is_name(&sole).then_some(sole)
}

/// Keys of a publication's place.
const VENUES: &[&str] = &[
    "venue",
    "publication",
    "journal",
    "booktitle",
    "conference",
    "prevenue",
];

/// The publication a page is about: a title with a venue or authors.
fn publication(front: &Value) -> Option<Box<Profile>> {
    let text = |key: &str| front.get(key).and_then(line);
    let listed = |key: &str| -> Vec<String> {
        match front.get(key) {
            Some(Value::Sequence(items)) => {
                items.iter().filter_map(line).collect()
            }
            Some(value) => line(value).into_iter().collect(),
            None => Vec::new(),
        }
    };
    let in_publications = text("collection")
        .is_some_and(|name| name.starts_with("publication"))
        || front.get("publication_types").is_some()
        || front.get("authors").is_some()
            && VENUES.iter().any(|key| front.get(key).is_some());
    // A page that lists publications is in that collection too.
    let venue = VENUES.iter().find_map(|key| text(key));
    if !in_publications || (venue.is_none() && text("date").is_none()) {
        return None;
    }
    let year = text("date")
        .or_else(|| text("year"))
        .and_then(|date| date.get(..4)?.parse().ok());
    let title = text("title")?;
    let mut authors = [listed("authors"), listed("author")].concat();
    if let Some(citation) = text("citation").filter(|_| authors.is_empty()) {
        authors = reference::cited(&citation, &title)
            .map(str::to_owned)
            .into_iter()
            .collect();
    }
    let mut publication = Publication {
        title,
        authors: authors
            .iter()
            .flat_map(|names| reference::names(names))
            // Hugo's name for whom the site is about.
            .filter(|name| *name != "admin" && !reference::is_others(name))
            .filter_map(reference::author)
            .collect(),
        venue_raw: venue.map(|venue| venue.replace(['*', '_'], "")),
        year,
        summary: text("abstract"),
        subjects: listed("tags")
            .into_iter()
            .chain(listed("keywords"))
            .collect(),
        doi: text("doi"),
        links: ["paperurl", "url_pdf", "link"]
            .iter()
            .filter_map(|key| text(key))
            .collect(),
        line: 1,
        ..Publication::default()
    };
    reference::settle(&mut publication, &text("status").unwrap_or_default());
    Some(Box::new(Profile {
        publications: vec![publication],
        ..Profile::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;

    #[test]
    fn brackets_without_end_are_not_read() {
        let front = format!("title: {}\n", "{[".repeat(50_000));
        let page = complete(&front, Raw::default());
        assert!(page.blocks.is_empty() && page.facts.is_none());
    }

    #[test]
    fn the_sections_of_a_landing_page_are_read() {
        let front = "type: landing\nsections:\n  - block: collection\n    \
                     content:\n      title: Papers\n      text: |\n        \
                     - **A. Roe**, Slow Moss, 2024\n";
        let text = format!("---\n{front}---\n");
        let page = complete(front, Raw::default());
        let lines: Vec<(u32, String)> = page
            .blocks
            .iter()
            .flat_map(|block| &block.lines)
            .map(|line| {
                let runs = line.runs.iter().map(|run| run.text.as_str());
                (line.number, runs.collect())
            })
            .collect();
        let line_of = |words: &str| {
            let at = text.lines().position(|line| line.contains(words));
            u32::try_from(at.unwrap_or(0) + 1).unwrap_or(0)
        };
        assert_eq!(
            lines,
            [
                (line_of("Papers"), "Papers".to_owned()),
                (line_of("Slow"), "A. Roe, Slow Moss, 2024".to_owned()),
            ]
        );
    }

    #[test]
    fn front_matter_stands_between_two_rules_at_the_head() {
        for (text, want) in [
            ("---\na: 1\n---\nbody", Some(("a: 1\n", "body"))),
            ("---\n---\n", Some(("", ""))),
            ("+++\na = 1\n+++\nbody", Some(("a = 1\n", "body"))),
            ("+++\na = 1\n---\n", None),
            ("📝 Publications", None),
            ("---\na: 1\n", None),
            ("text\n---\na: 1\n---\n", None),
            ("--- a\n---\n", None),
            ("📝 text", None),
        ] {
            assert_eq!(split(text), want, "{text:?}");
        }
    }

    #[test]
    fn what_is_broken_hides_nothing_else() {
        let front = "title: Anna Weber\nrole: Reader\norganizations:\n  - \
                     name: River Hall\nsocial:\n  #- icon: a\n    link: b\n  \
                     - icon: c\n";
        let read = parse(front);
        assert_eq!(read.metadata.title.as_deref(), Some("Anna Weber"));
        let person = read.metadata.person.expect("it describes somebody");
        assert_eq!(person.affiliations[0].organization, "River Hall");
    }

    #[test]
    fn a_page_may_list_publications_to_be_printed() {
        let listed = list(
            "layout: papers\ntitle: Papers\nitems:\n  \
             - title: Moss on Roofs\n    coauthor: Bo Li and Ana Sand\n    \
             journal: Journal of Moons, 3(4), 2021.\n  \
             - title: Moss on Walls\n    coauthor: false\n    \
             journal: Journal of Moons, 4(4), 2022.\n",
        );
        let facts = listed.and_then(|raw| raw.facts).expect("publications");
        let [roofs, walls] = facts.publications.as_slice() else {
            panic!("{:?}", facts.publications);
        };
        assert_eq!(roofs.title, "Moss on Roofs");
        assert_eq!((roofs.authors.len(), roofs.year), (2, Some(2021)));
        assert_eq!((walls.authors.len(), walls.line), (0, 8));
        assert!(list("title: A\nkey: - title:\nmore:\n- title: B").is_none());
    }

    #[test]
    fn a_page_of_one_publication_states_it() {
        let front = parse(
            "title: On Tides\ncollection: publications\ndate: 2021-03-01\n\
             venue: 'Journal of Moons'\n",
        );
        let facts = front.facts.expect("a publication");
        assert_eq!(facts.publications[0].title, "On Tides");
        assert_eq!(facts.publications[0].year, Some(2021));
        assert_eq!(facts.publications[0].status, Some(Status::Published));
        let front = parse(
            "title: On Tides\nauthors: [admin, Ann Roe]\n\
             publication: '*Journal of Moons*'\n",
        );
        let facts = front.facts.expect("a publication");
        let names: Vec<_> =
            facts.publications[0].authors.iter().map(|a| &a.name).collect();
        assert_eq!(names, ["Ann Roe"]);
        let front = parse(
            "title = 'On Tides'\nauthors = ['Ann Roe']\ndate = 2020-02-01\n\
             publication = 'Journal of Moons'\n",
        );
        let facts = front.facts.expect("a publication");
        assert_eq!(facts.publications[0].title, "On Tides");
        assert_eq!(facts.publications[0].year, Some(2020));
        let front = parse(
            "title: On Tides: Four\ncollection: publications\ndate: 2020\n\
             journal: Moons, 3(4)\ncitation: 'A. Roe, B. van Li, and C. Om, \
             “On Tides: Four,” Moons, 2020.'\n",
        );
        let publication = &front.facts.expect("a publication").publications[0];
        let names: Vec<_> =
            publication.authors.iter().map(|a| &*a.name).collect();
        assert_eq!(names, ["A. Roe", "B. van Li", "C. Om"]);
        assert_eq!(publication.venue.as_deref(), Some("Moons"));
        assert!(parse("title: About\nlayout: page\n").facts.is_none());
        assert!(parse(": : :\n\t-").facts.is_none());
    }
}
