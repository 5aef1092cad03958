//! The publications among the evidence as BibTeX entries, each once.

use std::collections::HashSet;
use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use super::terminal::clean;
use super::{Context, OutputFormat};
use crate::model::{PersonName, Status};
use crate::search::{Answer, Evidence};

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "bibtex",
    help: "the publications shown, as BibTeX",
    evidence: true,
    write,
};

fn write(answer: &Answer, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    let (mut titles, mut keys) = (HashSet::new(), HashSet::new());
    let evidence = answer.hits.iter().flat_map(|hit| &hit.evidence);
    for publication in evidence.filter(|e| e.title.is_some()) {
        let title = publication.title.as_deref().unwrap_or_default();
        if !titles.insert(title.to_lowercase()) {
            continue;
        }
        let mut key = citation_key(publication, title);
        let mut suffix = b'a';
        while !keys.insert(key.clone()) {
            key = format!(
                "{}{}",
                citation_key(publication, title),
                suffix as char
            );
            suffix = suffix.saturating_add(1).min(b'z');
            if suffix == b'z' {
                key = format!("{key}{}", keys.len());
            }
        }
        entry(publication, title, &key, out)?;
    }
    Ok(())
}

/// `liu2024kivi`
fn citation_key(publication: &Evidence, title: &str) -> String {
    let ascii = |text: &str| -> String {
        let letters = text.nfkd().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let first = publication.authors.first().and_then(|a| PersonName::parse(a));
    let family = first.map_or_else(String::new, |name| ascii(name.family()));
    let year = publication.year.map(|y| y.to_string()).unwrap_or_default();
    let word = title.split_whitespace().map(ascii).find(|w| w.len() > 2);
    let key = format!("{family}{year}{}", word.unwrap_or_default());
    if key.is_empty() { "untitled".to_owned() } else { key }
}

fn entry(
    publication: &Evidence,
    title: &str,
    key: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let venue = publication.venue_name.as_ref().or(publication.venue.as_ref());
    let journal = venue.is_some_and(|venue| {
        let venue = venue.to_lowercase();
        ["journal", "transactions", "letters", "review", "annals", "magazine"]
            .iter()
            .any(|word| venue.contains(word))
    });
    let kind = match (publication.status, venue) {
        (_, None) => "misc",
        (Some(Status::Preprint | Status::Submitted), _) => "misc",
        (_, Some(_)) if journal => "article",
        (_, Some(_)) => "inproceedings",
    };
    let place = match kind {
        "article" => "journal",
        "inproceedings" => "booktitle",
        _ => "howpublished",
    };
    writeln!(out, "@{kind}{{{key},")?;
    let year = publication.year.map(|year| year.to_string());
    let status = match publication.status {
        Some(Status::Accepted) => Some("to appear".to_owned()),
        Some(Status::Submitted) => Some("submitted".to_owned()),
        Some(Status::Published | Status::Preprint) | None => None,
    };
    let authors = publication.authors.join(" and ");
    for (name, value) in [
        ("title", Some(title.to_owned())),
        ("author", Some(authors).filter(|names| !names.is_empty())),
        (place, venue.cloned()),
        ("year", year),
        ("doi", publication.doi.clone()),
        ("eprint", publication.arxiv.clone()),
        ("note", status),
    ] {
        if let Some(value) = value {
            writeln!(out, "  {name} = {{{}}},", braced(&value))?;
        }
    }
    writeln!(out, "}}\n")
}

/// A value that stays within its braces.
fn braced(text: &str) -> String {
    let mut depth = 0i32;
    let balanced = text.chars().all(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth >= 0
    }) && depth == 0;
    let text = clean(text);
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '{' | '}' if !balanced => {}
            '&' | '%' | '#' | '_' => {
                if !out.ends_with('\\') {
                    out.push('\\');
                }
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_leave_its_braces() {
        for (text, want) in [
            ("A {KIVI} & B", "A {KIVI} \\& B"),
            ("a } b {", "a  b "),
            ("100%", "100\\%"),
        ] {
            assert_eq!(braced(text), want);
        }
    }
}
