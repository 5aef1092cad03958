//! RIS references into facts.

use super::{Format, Source, reference};
use crate::model::{Profile, Publication, Raw, SkipReason, Span, Status};

pub(super) static FORMAT: Format = Format {
    name: "ris",
    extensions: &["ris"],
    sniff: |bytes| bytes.trim_ascii_start().starts_with(b"TY  - "),
    version: 2,
    text: true,
    extract,
};

const TITLE: &[&str] = &["TI", "T1", "CT", "BT"];
const AUTHORS: &[&str] = &["AU", "A1"];
const EDITORS: &[&str] = &["A2", "ED"];
const YEAR: &[&str] = &["PY", "Y1", "DA"];
const VENUE: &[&str] = &["JF", "JO", "T2", "JA", "J2", "BT", "C3"];
const HOUSE: &[&str] = &["PB", "AD"];
const SUMMARY: &[&str] = &["AB", "N2"];
const NOTES: &[&str] = &["N1", "M1"];
const LINKS: &[&str] = &["UR", "L1", "L2", "LK"];

/// One reference: its lines, and its fields in order.
#[derive(Default)]
struct Entry<'a> {
    line: u32,
    lines: Vec<&'a str>,
    fields: Vec<(&'a str, String)>,
}

impl Entry<'_> {
    fn all<'e>(&'e self, tags: &'e [&str]) -> impl Iterator<Item = &'e str> {
        self.fields
            .iter()
            .filter(|(tag, value)| tags.contains(tag) && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// The first value under the first of these tags that has one.
    fn first<'e>(&'e self, tags: &'e [&str]) -> Option<&'e str> {
        tags.iter().find_map(|tag| {
            let own = self
                .fields
                .iter()
                .find(|(one, value)| one == tag && !value.is_empty());
            own.map(|(_, value)| value.as_str())
        })
    }
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let mut raw = Raw::default();
    let mut facts = Box::<Profile>::default();
    for entry in entries(source.text()) {
        let Some(mut publication) = publication(&entry) else { continue };
        publication.line = entry.line;
        publication.span = Span::new(raw.blocks.len(), raw.blocks.len() + 1);
        raw.blocks.push(reference::block(&entry.lines, entry.line));
        facts.publications.push(publication);
    }
    if facts.publications.is_empty() {
        return Err(SkipReason::Malformed("no reference with a title".into()));
    }
    raw.facts = Some(facts);
    Ok(vec![raw])
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        let tagged = tagged(line);
        match tagged {
            // A reference whose end is missing ends where the next begins.
            Some(("TY", _)) => {
                entries.push(Entry { line: number, ..Entry::default() });
                open = true;
            }
            Some(("ER", _)) => open = false,
            _ => {}
        }
        let Some(entry) = entries.last_mut().filter(|_| open) else {
            continue;
        };
        entry.lines.push(line);
        match (tagged, entry.fields.last_mut()) {
            (Some((tag, value)), _) => {
                entry.fields.push((tag, value.to_owned()));
            }
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (None, None) => {}
        }
    }
    entries
}

/// Splits `AU  - Olsen, Mira` into tag and value.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.trim_start().split_once("  -")?;
    let is_tag = tag.len() == 2
        && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    is_tag.then(|| (tag, value.trim()))
}

fn publication(entry: &Entry<'_>) -> Option<Publication> {
    let kind = entry.first(&["TY"]).unwrap_or_default();
    let title = reference::without_tags(entry.first(TITLE)?);
    let mut publication = Publication {
        title: reference::title(&title),
        year: YEAR
            .iter()
            .filter_map(|tag| entry.first(std::slice::from_ref(tag)))
            .find_map(reference::year),
        doi: entry.first(&["DO"]).and_then(reference::doi),
        summary: entry.first(SUMMARY).map(str::to_owned),
        subjects: entry.all(&["KW"]).flat_map(reference::keywords).collect(),
        notes: entry.all(NOTES).map(str::to_owned).collect(),
        links: entry
            .all(LINKS)
            .filter(|link| link.contains("://"))
            .map(str::to_owned)
            .collect(),
        ..Publication::default()
    };
    let authors = match entry.first(AUTHORS) {
        Some(_) => AUTHORS,
        None => EDITORS,
    };
    for name in entry.all(authors) {
        if reference::is_others(name) {
            publication.authors_truncated = true;
        } else {
            publication.authors.extend(reference::author(name));
        }
    }
    let places = publication.links.iter().map(String::as_str);
    publication.arxiv = places
        .chain(entry.all(VENUE))
        .chain(entry.all(&["M3", "AN"]))
        .find_map(|text| reference::arxiv(text, false));
    if kind == "THES" {
        publication.venue_raw = entry.first(HOUSE).map(str::to_owned);
        publication.status = Some(Status::Published);
        return Some(publication);
    }
    // A book's `BT` is its own title.
    let venue =
        VENUE.iter().filter_map(|tag| entry.first(std::slice::from_ref(tag)));
    publication.venue_raw = venue
        .map(str::to_owned)
        .find(|venue| reference::title(venue) != publication.title);
    let remarks = publication.notes.join("; ");
    reference::settle(&mut publication, &remarks);
    Some(publication)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("a.ris"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    #[test]
    fn references_are_read_with_their_lines() {
        let text = include_str!("../../tests/fixtures/ris/moss.ris");
        let raw = read(text).unwrap();
        let facts = raw.facts.unwrap();
        let read: Vec<_> = facts
            .publications
            .iter()
            .map(|p| {
                let names: Vec<&str> =
                    p.authors.iter().map(|a| a.name.as_str()).collect();
                (
                    p.line,
                    p.title.as_str(),
                    names.join("; "),
                    p.venue.as_deref(),
                    p.year,
                    p.status.map(Status::as_str),
                )
            })
            .collect();
        let published = Some("published");
        assert_eq!(
            read,
            [
                (
                    1,
                    "Moss on Roofs: A Survey of H2O",
                    "Mira Olsen; Tao Reed Jr.".into(),
                    Some("Journal of Invented Botany"),
                    Some(2021),
                    published
                ),
                (
                    15,
                    "The Life of Lichen",
                    "Mira Olsen".into(),
                    None,
                    Some(2019),
                    published
                ),
                (
                    23,
                    "Fern Spores",
                    "Ana Sand".into(),
                    Some("arXiv"),
                    Some(2023),
                    Some("preprint")
                ),
            ]
        );
        let first = &facts.publications[0];
        assert_eq!(first.doi.as_deref(), Some("10.0000/jib.1"));
        assert_eq!(first.summary.as_deref(), Some("Roofs, and moss."));
        assert_eq!(raw.blocks[1].lines[0].number, 15);
    }

    #[test]
    fn a_file_without_references_says_so() {
        for text in ["TY  - JOUR\nER  - \n", "words", "TY  -"] {
            let error = read(text).unwrap_err().to_string();
            assert_eq!(error, "malformed: no reference with a title");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(TY|TI|AU|é)?  - ?\\PC{0,60}") {
            let _ = read(&text);
            let _ = read(&format!("TY  - JOUR\nTI  - x\n{text}"));
        }
    }
}
