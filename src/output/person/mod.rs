//! One person's whole profile to bytes, in every format of `vitae show`.

use std::io::{self, Write};

use super::Format;
use super::reference::Reference;
use super::terminal::{Screen, json, line, pretty_json};
use crate::model::{Affiliation, Owner, PersonName};
use crate::search::{Shown, ShownPassage, ShownPublication};

mod csl_json;
mod json_resume;
mod markdown;
mod rows;
mod text;

/// Every format of a person, the default first.
pub static PERSON_FORMATS: &[&Format<Shown>] = &[
    &text::FORMAT,
    &rows::TABLE,
    &Format { name: "json", help: "one JSON value", write: write_json },
    &Format { name: "jsonl", help: "the same on one line", write: write_line },
    &rows::CSV,
    &Format {
        name: "bibtex",
        help: "the publications, as BibTeX",
        write: write_bibtex,
    },
    &markdown::FORMAT,
    &csl_json::FORMAT,
    &json_resume::FORMAT,
];

impl Shown {
    /// The name to print.
    fn name(&self) -> &str {
        self.person.name.as_deref().unwrap_or("(no name)")
    }

    /// The publications to be cited.
    fn references(&self) -> Vec<Reference<'_>> {
        self.publications.iter().map(Reference::from).collect()
    }

    /// The passages of a section.
    fn section(&self, name: &str) -> &[ShownPassage] {
        self.sections.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a name can be the person's own.
    fn is_own(&self) -> impl Fn(&str) -> bool {
        let names = self.person.name.iter().chain(&self.person.name_variants);
        let names: Vec<PersonName> =
            names.filter_map(|name| PersonName::parse(name)).collect();
        move |name| {
            let parsed = PersonName::parse(name);
            parsed.is_some_and(|p| names.iter().any(|own| own.matches(&p)))
        }
    }

    /// The person as bibliographic writers need them.
    fn post(&self) -> Option<String> {
        let owner = Owner {
            titles: self.person.titles.clone(),
            affiliations: self.person.affiliations.clone(),
            ..Owner::default()
        };
        post(&owner)
    }
}

impl<'a> From<&'a ShownPublication> for Reference<'a> {
    fn from(p: &'a ShownPublication) -> Reference<'a> {
        let venue = p.venue_name.as_deref().or(p.venue.as_deref());
        Reference {
            title: &p.title,
            authors: p.authors.iter().map(|a| a.name.as_str()).collect(),
            authors_truncated: p.authors_truncated,
            venue,
            year: p.year,
            status: p.status,
            track: p.track.as_deref(),
            doi: p.doi.as_deref(),
            arxiv: p.arxiv.as_deref(),
            links: &p.links,
        }
    }
}

/// `Assistant Professor · University of Minnesota`; None where neither title
/// nor affiliation is known.
#[must_use]
pub fn post(owner: &Owner) -> Option<String> {
    let mut parts: Vec<&str> =
        owner.titles.iter().map(String::as_str).collect();
    let current: Vec<&Affiliation> = owner.current_affiliations().collect();
    // Where none is said to be of now, the first one stands for all.
    let is_known = current.iter().any(|place| place.current);
    let kept = if is_known { current.len() } else { 1 };
    for place in current.into_iter().take(kept) {
        if !parts.contains(&place.organization.as_str()) {
            parts.push(&place.organization);
        }
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Where something stands: `p2:14`, `14`; empty where that is not known.
#[must_use]
pub fn position(page: Option<u32>, line: u32) -> String {
    match (page, line) {
        (Some(page), 0) => format!("p{page}"),
        (None, 0) => String::new(),
        (Some(page), line) => format!("p{page}:{line}"),
        (None, line) => line.to_string(),
    }
}

fn write_json(
    shown: &Shown,
    _: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    line(out, pretty_json(shown)?)
}

fn write_line(
    shown: &Shown,
    _: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    line(out, json(shown)?)
}

fn write_bibtex(
    shown: &Shown,
    _: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    super::bibtex::write_references(&shown.references(), out)
}
