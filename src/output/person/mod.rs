//! One person's whole profile to bytes, in every format of `vitae show`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::reference::Reference;
use super::terminal::{Screen, json, line, pretty_json};
use crate::model::{Affiliation, Owner, PersonName, Status};

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

/// All that `show` says of a person.
#[derive(Serialize)]
pub struct Shown {
    /// [`crate::model::FORMAT_VERSION`].
    pub format_version: u32,
    /// Who it is.
    pub person: ShownPerson,
    /// Stated interests.
    pub interests: Vec<String>,
    /// What their titles and interests are on, the most telling first.
    pub topics: Vec<ShownTopic>,
    /// Each once, the latest first.
    pub publications: Vec<ShownPublication>,
    /// What else is said, by the section it stands in.
    pub sections: BTreeMap<&'static str, Vec<ShownPassage>>,
    /// Co-authors who are in the index too, the most frequent first.
    pub coauthors: Vec<Coauthor>,
    /// The files it is known from.
    pub sources: Vec<ShownSource>,
}

/// Who a person is.
#[derive(Serialize)]
pub struct ShownPerson {
    /// Identifier in this index.
    pub id: String,
    /// In reading order.
    pub name: Option<String>,
    /// Other spellings.
    pub name_variants: Vec<String>,
    /// Posts and titles.
    pub titles: Vec<String>,
    /// Organizations, current ones first.
    pub affiliations: Vec<Affiliation>,
    /// Sixteen digits in four groups.
    pub orcid: Option<String>,
    /// Set by the user.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// As written.
    pub homepages: Vec<String>,
    /// Present only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emails: Option<Vec<String>>,
}

/// A topic of a person.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownTopic {
    /// Its most usual spelling.
    pub name: String,
    /// Whether an interest names it.
    pub stated: bool,
    /// Publications on it.
    pub publications: u32,
    /// Those of each year.
    pub years: BTreeMap<i32, u32>,
}

/// A publication, once for all the sources that list it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownPublication {
    /// As printed.
    pub title: String,
    /// In printed order.
    pub authors: Vec<ShownAuthor>,
    /// There are more authors than are printed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub authors_truncated: bool,
    /// Key of the venue, or the venue as printed.
    pub venue: Option<String>,
    /// Its full name, where known.
    pub venue_name: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// How far it has come.
    pub status: Option<Status>,
    /// Findings, Workshop, Demo.
    pub track: Option<String>,
    /// Awards and remarks.
    pub notes: Vec<String>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// arXiv identifier.
    pub arxiv: Option<String>,
    /// As written.
    pub links: Vec<String>,
    /// Where it is listed.
    pub places: Vec<Place>,
}

/// An author with the marks at the name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownAuthor {
    /// In reading order.
    pub name: String,
    /// Marked as having contributed equally.
    pub equal_contribution: bool,
    /// Marked as corresponding author.
    pub corresponding: bool,
}

/// Where something stands.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Place {
    /// Position in the list of sources, counted from 1.
    pub source: usize,
    /// Page, counted from 1.
    pub page: Option<u32>,
    /// Line in the file or on the page; 0 if not known.
    pub line: u32,
}

/// A passage of a section.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownPassage {
    /// As printed.
    pub text: String,
    /// The latest year it names.
    pub year: Option<i32>,
    /// Where it stands.
    pub place: Place,
}

/// A co-author who is in the index too.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Coauthor {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Publications they share.
    pub publications: usize,
}

/// A file that a person is known from.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownSource {
    /// As given to `vitae index`.
    pub path: String,
    /// Name of its format.
    pub format: String,
    /// Publications it lists.
    pub publications: usize,
}

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
