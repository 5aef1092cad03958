//! All entries of a person to a page of items, each with its place.

use super::opener::Place;
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Entry, EntryKind, Located, Snapshot};
use crate::model::{Owner, SectionKind, fold_name};

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
    let people = snapshot.people();
    let number = people.by_id(id);
    let person = number.and_then(|number| people.person(number));
    let (Some(number), Some(person)) = (number, person) else {
        return Err(Error::new(ErrorKind::NoPerson {
            asked: id.to_owned(),
            people: Vec::new(),
        }));
    };
    let mut publications: Vec<(Entry, Place)> = Vec::new();
    let mut passages: Vec<(SectionKind, Entry, Place)> = Vec::new();
    for Located { profile, kind, entry } in snapshot.entries_of(number)? {
        let source = people.source_of(profile).unwrap_or_default();
        let place =
            Place { path: source.path, page: entry.page, line: entry.line };
        match kind {
            EntryKind::Header => {}
            EntryKind::Publication => {
                let key = key(&entry.title);
                let repeats = publications.iter().any(|(known, _)| {
                    known.year == entry.year && self::key(&known.title) == key
                });
                if !repeats {
                    publications.push((entry, place));
                }
            }
            // Contact data is shown by `vitae show --contact` only.
            EntryKind::Passage(SectionKind::Contact) => {}
            EntryKind::Passage(section) => {
                let repeats = passages
                    .iter()
                    .any(|(_, known, _)| known.text == entry.text);
                if !repeats {
                    passages.push((section, entry, place));
                }
            }
        }
    }
    publications.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.year));
    passages.sort_by_key(|(section, ..)| {
        SectionKind::ALL.iter().position(|known| known == section)
    });
    let mut items: Vec<Item> = Vec::new();
    let mut above = None;
    for (entry, place) in publications {
        let year = entry.year.map_or("no year".into(), |y| y.to_string());
        items.push(publication(headed(&mut above, year), entry, place));
    }
    for (section, entry, place) in passages {
        let heading = headed(&mut above, section.name().to_owned());
        let (text, citation) = (entry.text.clone(), entry.text);
        let detail = String::new();
        items.push(Item { heading, text, detail, place, citation });
    }
    let name = person.owner.name.clone().unwrap_or_else(|| id.to_owned());
    let post = post(&person.owner);
    Ok(Profile { id: person.id, name, post, items })
}

/// A heading where it differs from the one above.
fn headed(above: &mut Option<String>, heading: String) -> Option<String> {
    if above.as_ref() == Some(&heading) {
        return None;
    }
    above.clone_from(&Some(heading));
    above.clone()
}

fn key(title: &str) -> String {
    fold_name(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn publication(heading: Option<String>, entry: Entry, place: Place) -> Item {
    let mut authors: Vec<String> =
        entry.authors.into_iter().map(|author| author.name).collect();
    if entry.authors_truncated {
        authors.push("et al.".to_owned());
    }
    let venue = entry.venue.unwrap_or_default();
    let citation = citation(&authors, &entry.title, &venue, entry.year);
    let authors = authors.join(", ");
    let parts = [venue, authors].into_iter().filter(|part| !part.is_empty());
    let detail = parts.collect::<Vec<_>>().join(" · ");
    Item { heading, text: entry.title, detail, place, citation }
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
