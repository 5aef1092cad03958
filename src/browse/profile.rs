//! A person's whole profile as a page of items, each with its place.

use super::opener::Place;
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::model::{Owner, SectionKind};
use crate::search::{self, Shown, ShownPassage, ShownPublication};

/// A person's whole profile, for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) id: String,
    pub(super) name: String,
    /// Posts and affiliations.
    pub(super) post: String,
    pub(super) items: Vec<Item>,
}

/// One publication or passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// What stands above it: a year, the name of a section.
    pub(super) heading: Option<String>,
    pub(super) text: String,
    /// Venue and authors of a publication.
    pub(super) detail: String,
    pub(super) place: Place,
    /// What is copied.
    pub(super) citation: String,
}

/// Reads the profile of the person with an identifier.
pub(super) fn read(snapshot: &Snapshot, id: &str) -> Result<Profile> {
    let Some(number) = snapshot.people().by_id(id) else {
        return Err(Error::new(ErrorKind::NoPerson {
            asked: id.to_owned(),
            people: Vec::new(),
        }));
    };
    let shown = Shown::read(snapshot, number, false, None)?;
    let place = |place: &search::Place| {
        let index = place.source.saturating_sub(1);
        let source = shown.sources.get(index);
        let path = source.map_or_else(String::new, |s| s.path.clone());
        Place { path, page: place.page, line: place.line }
    };
    let mut items: Vec<Item> = Vec::new();
    let mut above = None;
    for listed in &shown.publications {
        let year = listed.year.map_or("no year".into(), |y| y.to_string());
        let heading = headed(&mut above, year);
        let place = listed.places.first().map(place).unwrap_or_default();
        items.push(publication(heading, listed, place));
    }
    for (section, passages) in sections(&shown) {
        for passage in passages {
            let heading = headed(&mut above, section.to_owned());
            items.push(Item {
                heading,
                text: passage.text.clone(),
                detail: String::new(),
                place: place(&passage.place),
                citation: passage.text.clone(),
            });
        }
    }
    let person = shown.person;
    let owner = Owner {
        titles: person.titles,
        affiliations: person.affiliations,
        ..Owner::default()
    };
    let name = person.name.unwrap_or_else(|| id.to_owned());
    Ok(Profile { id: person.id, name, post: post(&owner), items })
}

/// The sections of a profile, in the order of all that there are.
fn sections(
    shown: &Shown,
) -> impl Iterator<Item = (&'static str, &[ShownPassage])> {
    SectionKind::ALL.iter().filter_map(|section| {
        let name = section.name();
        Some((name, shown.sections.get(name)?.as_slice()))
    })
}

/// A heading where it differs from the one above.
fn headed(above: &mut Option<String>, heading: String) -> Option<String> {
    if above.as_ref() == Some(&heading) {
        return None;
    }
    above.clone_from(&Some(heading));
    above.clone()
}

fn publication(
    heading: Option<String>,
    listed: &ShownPublication,
    place: Place,
) -> Item {
    let authors = listed.authors.iter().map(|author| author.name.clone());
    let mut authors: Vec<String> = authors.collect();
    if listed.authors_truncated {
        authors.push("et al.".to_owned());
    }
    let venue = listed.venue.clone().unwrap_or_default();
    let text = listed.title.clone();
    let citation = citation(&authors, &text, &venue, listed.year);
    let authors = authors.join(", ");
    let parts = [venue, authors].into_iter().filter(|part| !part.is_empty());
    let detail = parts.collect::<Vec<_>>().join(" · ");
    Item { heading, text, detail, place, citation }
}

/// `Zirui Liu, Jiayi Yuan. KIVI: A Tuning-Free ... ICML 2024.`
pub(super) fn citation(
    authors: &[String],
    title: &str,
    venue: &str,
    year: Option<i32>,
) -> String {
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let printed = format!("{venue} {year}");
    let parts = [authors.join(", "), title.to_owned(), printed];
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim().trim_end_matches('.'))
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}.", parts.join(". "))
}

/// `University of Minnesota · Assistant Professor`
pub(super) fn post(owner: &Owner) -> String {
    let first = owner.affiliations.first();
    let parts = first.map(|affiliation| affiliation.organization.as_str());
    let parts = parts.into_iter().chain(owner.titles.first().map(|t| &**t));
    parts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_leaves_out_what_is_not_known() {
        let authors = ["Ada Bell".to_owned(), "Cy Dunn".to_owned()];
        for (authors, venue, year, want) in [
            (
                &authors[..],
                "ICML",
                Some(2024),
                "Ada Bell, Cy Dunn. On X. ICML 2024.",
            ),
            (&authors[..1], "", None, "Ada Bell. On X."),
            (&[], "ICML", None, "On X. ICML."),
        ] {
            assert_eq!(citation(authors, "On X.", venue, year), want);
        }
    }
}
