//! What of an entry a field holds, where that takes more than a line.

use super::values::Values;
use crate::gazetteer::acronym_pairs::{Pair, pairs};
use crate::index::analyzer::keyword;
use crate::index::entry::EntryView;
use crate::index::names::known_name;
use crate::model::{Author, Owner};

pub(super) fn owner(entry: EntryView<'_>) -> Option<&Owner> {
    entry.header().map(|profile| &profile.person)
}

pub(super) fn affiliations(owner: &Owner) -> impl Iterator<Item = &str> {
    owner.affiliations.iter().flat_map(|affiliation| {
        let department = affiliation.department.as_deref();
        std::iter::once(affiliation.organization.as_str()).chain(department)
    })
}

pub(super) fn names(authors: &[Author]) -> impl Iterator<Item = &str> {
    authors.iter().map(|author| author.name.as_str())
}

pub(super) fn text(entry: EntryView<'_>, out: &mut Values<'_>) {
    match entry {
        EntryView::Header(profile) => {
            let owner = &profile.person;
            out.option(owner.name.as_ref());
            out.texts(&owner.titles);
            affiliations(owner).for_each(|text| out.text(text));
            out.texts(&profile.interests);
        }
        EntryView::Passage(_, _, passage) => out.text(&passage.text),
        EntryView::Publication(_, publication) => {
            let p = publication;
            out.option(p.venue.as_ref());
            let name = p.venue_name.as_ref().or(p.venue_raw.as_ref());
            out.option(name.filter(|name| Some(*name) != p.venue.as_ref()));
            if let Some(year) = p.year {
                out.text(&year.to_string());
            }
            out.option(p.track.as_ref());
            out.texts(&p.notes);
            out.texts(&p.subjects);
            out.option(p.summary.as_ref());
        }
    }
}

/// What an entry states that somebody works on.
pub(super) fn subjects(entry: EntryView<'_>, out: &mut Values<'_>) {
    match entry {
        EntryView::Header(profile) => out.texts(&profile.interests),
        EntryView::Publication(_, publication) => {
            out.texts(&publication.subjects);
        }
        EntryView::Passage(..) => {}
    }
}

/// The acronyms that an entry introduces, each with its long form.
pub(super) fn acronyms(entry: EntryView<'_>, out: &mut Values<'_>) {
    let mut introduced = |text: &str| {
        for Pair { short, long } in pairs(text) {
            if let Some(prefix) = acronym_prefix(short) {
                out.text(&format!("{prefix}{}", keyword(long)));
            }
        }
    };
    match entry {
        EntryView::Header(_) => {}
        EntryView::Passage(_, _, passage) => introduced(&passage.text),
        EntryView::Publication(_, publication) => {
            introduced(&publication.title);
            publication.summary.iter().for_each(|text| introduced(text));
        }
    }
}

/// What the terms of an acronym begin with in the field `acronym`, before
/// its long form; None for what is no acronym.
#[must_use]
pub fn acronym_prefix(short: &str) -> Option<String> {
    let key: String =
        keyword(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let is_short = (2..=10).contains(&key.chars().count());
    is_short.then(|| format!("{key}\t"))
}

pub(super) fn author_position(entry: EntryView<'_>, out: &mut Values<'_>) {
    let Some(publication) = entry.publication() else { return };
    let owner = entry.profile().person.name.as_deref().map(known_name);
    let owner = owner.as_ref().and_then(|owner| owner.name.as_deref());
    let position = owner.and_then(|owner| {
        publication.authors.iter().position(|author| {
            let known = known_name(&author.name);
            known.name.as_ref().is_some_and(|name| name.matches(owner))
        })
    });
    let position = position.map_or(0, |position| position.min(254) + 1);
    let count = publication.authors.len().min(255);
    out.number((position * 256 + count) as u64);
}

pub(super) fn has(entry: EntryView<'_>, out: &mut Values<'_>) {
    let Some(profile) = entry.header() else { return };
    let owner = &profile.person;
    for (name, there) in [
        ("email", !owner.emails.is_empty()),
        ("orcid", owner.orcid.is_some()),
        ("homepage", !owner.homepages.is_empty()),
        ("affiliation", !owner.affiliations.is_empty()),
        ("interests", !profile.interests.is_empty()),
        ("publications", !profile.publications.is_empty()),
        ("education", !profile.education.is_empty()),
        ("positions", !profile.positions.is_empty()),
        ("awards", !profile.awards.is_empty()),
        ("talks", !profile.talks.is_empty()),
        ("teaching", !profile.teaching.is_empty()),
        ("students", !profile.students.is_empty()),
        ("service", !profile.service.is_empty()),
    ] {
        if there {
            out.text(name);
        }
    }
}
