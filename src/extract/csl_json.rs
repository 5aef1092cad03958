//! CSL-JSON references into facts.

use super::{
    Format, Source, reference,
    tree::{Node, Quotes},
};
use crate::model::{
    Author, Passage, Profile, Publication, Raw, SkipReason, Status,
};

pub(super) static FORMAT: Format = Format {
    name: "csl-json",
    extensions: &[],
    sniff,
    version: 2,
    text: true,
    extract,
};

/// JSON with dates and places as only CSL names them.
fn sniff(bytes: &[u8]) -> bool {
    const KEYS: &[&str] = &["\"container-title\"", "\"date-parts\""];
    let start = bytes.trim_ascii_start();
    if !start.starts_with(b"[") && !start.starts_with(b"{") {
        return false;
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(1 << 16)]);
    head.contains("\"title\"") && KEYS.iter().any(|key| head.contains(key))
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut root: Node = serde_json::from_str(text)
        .map_err(|error| SkipReason::Malformed(error.to_string()))?;
    root.locate(text);
    // Crossref answers `{message: {items: [...]}}`, or with one work.
    let body = root.get(&["message"]).unwrap_or(&root);
    let items = body.get(&["items", "references"]).unwrap_or(body).items();
    let mut quotes = Quotes::new(text);
    let mut facts = Box::<Profile>::default();
    for item in items {
        let Some(mut publication) = publication(item) else { continue };
        let line = item.lines.0;
        let span = quotes.quote(item, || publication.title.clone());
        if item.text_of(&["type"]) == Some("speech") {
            facts.talks.push(Passage {
                text: publication.title,
                year: publication.year,
                page: None,
                line,
                span,
            });
            continue;
        }
        publication.line = line;
        publication.span = span;
        facts.publications.push(publication);
    }
    if quotes.blocks.is_empty() {
        return Err(SkipReason::Malformed("no reference with a title".into()));
    }
    let blocks = quotes.blocks;
    Ok(vec![Raw { blocks, facts: Some(facts), ..Raw::default() }])
}

fn publication(item: &Node) -> Option<Publication> {
    let text = |names: &[&str]| {
        // Crossref puts titles into lists of one.
        let node = item.get(names)?;
        let text = node.items().first()?.text()?;
        Some(reference::without_tags(text))
    };
    let mut publication = Publication {
        title: reference::title(&text(&["title"])?),
        year: ["issued", "published", "originaldate"]
            .iter()
            .find_map(|key| year(item.get(&[key])?)),
        doi: text(&["doi"]).as_deref().and_then(reference::doi),
        summary: text(&["abstract"]),
        subjects: item
            .get(&["keyword", "subject"])
            .map_or(&[][..], Node::items)
            .iter()
            .filter_map(Node::text)
            .flat_map(reference::keywords)
            .collect(),
        notes: text(&["note"]).into_iter().collect(),
        links: text(&["url"]).into_iter().collect(),
        ..Publication::default()
    };
    let names = item.get(&["author", "editor"]).map_or(&[][..], Node::items);
    for name in names {
        match author(name) {
            Some(one) if reference::is_others(&one.name) => {
                publication.authors_truncated = true;
            }
            one => publication.authors.extend(one),
        }
    }
    let places = [&["url"], &["number"], &["archive"], &["containertitle"]];
    publication.arxiv = places
        .iter()
        .filter_map(|key| text(*key))
        .chain(publication.doi.clone())
        .find_map(|place| reference::arxiv(&place, false));
    let kind = item.text_of(&["type"]).unwrap_or_default();
    if kind == "thesis" {
        publication.venue_raw = text(&["publisher"]);
        publication.status = Some(Status::Published);
        return Some(publication);
    }
    publication.venue_raw =
        text(&["containertitle", "eventtitle", "event", "collectiontitle"]);
    let remarks = [text(&["status"]), text(&["note"]), text(&["genre"])];
    let remarks: Vec<String> = remarks.into_iter().flatten().collect();
    reference::settle(&mut publication, &remarks.join("; "));
    Some(publication)
}

/// Reads `{"date-parts": [[2021, 5]]}`, `{"raw": "May 2021"}`, `2021`.
fn year(date: &Node) -> Option<i32> {
    let parts = date.get(&["dateparts"]);
    let first = parts
        .and_then(|parts| parts.items().first())
        .and_then(|date| date.items().first())
        .and_then(Node::text);
    first
        .or_else(|| date.text_of(&["raw", "literal", "year"]))
        .or(date.text())
        .and_then(reference::year)
}

fn author(name: &Node) -> Option<Author> {
    let part = |names: &[&str]| name.text_of(names);
    if let Some(whole) = part(&["literal", "name"]).or(name.text()) {
        return Some(Author { name: whole.to_owned(), ..Author::default() });
    }
    let parts = [
        part(&["given"]),
        part(&["droppingparticle"]),
        part(&["nondroppingparticle"]),
        part(&["family"]),
        part(&["suffix"]),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    reference::author(&parts.join(" ").replace(',', ""))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("a.json"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    #[test]
    fn references_are_read_with_their_lines() {
        let text = include_str!("../../tests/fixtures/csl_json/moss.json");
        assert!(sniff(text.as_bytes()));
        let raw = read(text).unwrap();
        let facts = raw.facts.unwrap();
        let read: Vec<_> = facts
            .publications
            .iter()
            .map(|p| {
                let names: Vec<&str> =
                    p.authors.iter().map(|a| a.name.as_str()).collect();
                let venue = p.venue.as_deref();
                (p.title.as_str(), names.join("; "), venue, p.year, p.status)
            })
            .collect();
        assert_eq!(
            read,
            [
                (
                    "Moss on Roofs: CO2",
                    "Mira Olsen; Jan van den Berg; Moss Consortium".into(),
                    Some("Journal of Invented Botany"),
                    Some(2021),
                    Some(Status::Published)
                ),
                (
                    "The Life of Lichen",
                    "Mira Olsen".into(),
                    None,
                    Some(2019),
                    Some(Status::Published)
                ),
                (
                    "Fern Spores",
                    "Mira Olsen".into(),
                    Some("arXiv"),
                    Some(2023),
                    Some(Status::Preprint)
                ),
            ]
        );
        assert_eq!(facts.publications[1].line, 16);
        assert_eq!(facts.talks[0].text, "Why Moss");
    }

    #[test]
    fn minified_sources_are_quoted_briefly() {
        let item = r#"{"title":"Moss","date-parts":1}"#;
        let text = format!("[{}]", vec![item; 1000].join(","));
        let raw = read(&text).unwrap();
        assert_eq!(raw.blocks[999].lines[0].runs[0].text, "Moss");
    }

    #[test]
    fn broken_files_say_why() {
        for text in ["[", "[]", "[{\"title\": 1, \"x\": }]", "{}"] {
            let error = read(text).unwrap_err();
            assert!(matches!(error, SkipReason::Malformed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
            let _ = read(&text);
            let _ = read(&format!("[{{\"title\":\"a\",\"author\":{text:?}}}]"));
        }
    }
}
