//! `vitae show`: one person's whole profile.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;

use super::{Shared, format_named, format_names};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Entry, EntryKind, Located, Snapshot};
use crate::model::{
    FORMAT_VERSION, Owner, Person, PersonName, SectionKind, fold_name,
};
use crate::output::person::{
    Coauthor, PERSON_FORMATS, Place, Shown, ShownAuthor, ShownPassage,
    ShownPerson, ShownPublication, ShownSource, ShownTopic, post,
};
use crate::topics::{PersonTopic, Topics};

/// How alike, of 1, a name must look to be suggested.
const ALIKE: f64 = 0.84;
/// People that are suggested at most.
const SUGGESTED: usize = 3;

/// Show one person's whole profile
///
/// PERSON is an identifier, as search results have it, or a name.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Identifier or name
    #[arg(value_name = "PERSON", required = true, num_args = 1..)]
    person: Vec<String>,
    /// Show e-mail addresses and what stands under contact too
    #[arg(long)]
    contact: bool,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(value_parser = formats())]
    format: String,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let snapshot = Snapshot::open(&shared.index)?;
    let asked = arguments.person.join(" ");
    let number = find(&snapshot, &asked)?;
    let shown = shown(&snapshot, number, arguments.contact)?;
    let mut out = shared.paged();
    let screen = out.screen();
    let format = format_named(PERSON_FORMATS, &arguments.format);
    (format.write)(&shown, &screen, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn formats() -> PossibleValuesParser {
    format_names(PERSON_FORMATS.iter().map(|f| (f.name, f.help)))
}

/// The one person that an identifier or a name means.
pub(super) fn find(snapshot: &Snapshot, asked: &str) -> Result<u32> {
    let people = snapshot.people();
    if let Some(number) = people.by_id(asked) {
        return Ok(number);
    }
    let mut numbers = snapshot.people_named(asked)?;
    let is_exact = |number: &u32| {
        people
            .id_and_name(*number)
            .is_some_and(|(_, name)| fold_name(name) == fold_name(asked))
    };
    if numbers.len() > 1 && numbers.iter().any(is_exact) {
        numbers.retain(is_exact);
    }
    match numbers.as_slice() {
        [] => Err(Error::new(ErrorKind::NoPerson {
            asked: asked.to_owned(),
            people: nearest(snapshot, asked),
        })),
        [number] => Ok(*number),
        several => Err(Error::new(ErrorKind::Ambiguous {
            asked: asked.to_owned(),
            people: several
                .iter()
                .filter_map(|number| people.person(*number))
                .map(|person| (person.id.clone(), describe(&person.owner)))
                .collect(),
        })),
    }
}

/// The people whose names look most like what was asked for.
fn nearest(snapshot: &Snapshot, asked: &str) -> Vec<(String, String)> {
    let people = snapshot.people();
    let asked = fold_name(asked);
    let is_one_word = !asked.contains(' ');
    let alike = |name: &str| {
        let name = fold_name(name);
        let words = name.split(' ').filter(|_| is_one_word);
        words
            .chain([name.as_str()])
            .map(|word| strsim::jaro_winkler(&asked, word))
            .fold(0.0, f64::max)
    };
    let numbers = 0..u32::try_from(people.len()).unwrap_or(u32::MAX);
    let mut near: Vec<(f64, u32)> = numbers
        .filter_map(|number| {
            let (id, name) = people.id_and_name(number)?;
            Some((alike(name).max(alike(id)), number))
        })
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.iter()
        .take(SUGGESTED)
        .filter_map(|(_, number)| people.person(*number))
        .map(|person| (person.id.clone(), describe(&person.owner)))
        .collect()
}

/// A person in a line: name, titles, organizations.
fn describe(owner: &Owner) -> String {
    let mut parts = vec![owner.name.clone().unwrap_or_default()];
    parts.extend(post(owner));
    parts.join(", ")
}

fn shown(snapshot: &Snapshot, number: u32, contact: bool) -> Result<Shown> {
    let person = snapshot.people().person(number).unwrap_or_default();
    let contact = contact && !person.owner.hide_contact;
    let entries = snapshot.entries_of(number)?;
    let topics = Topics::open(snapshot)?.of_person(&entries);
    let mut sources: Vec<ShownSource> = Vec::new();
    let mut source_of = HashMap::new();
    for &profile in &person.profiles {
        let source = snapshot.people().source_of(profile).unwrap_or_default();
        let known = sources.iter().position(|s| s.path == source.path);
        let index = known.unwrap_or_else(|| {
            sources.push(ShownSource {
                path: source.path,
                format: source.format,
                publications: 0,
            });
            sources.len() - 1
        });
        source_of.insert(profile, index);
    }
    let mut publications: Vec<ShownPublication> = Vec::new();
    let mut by_title: HashMap<String, usize> = HashMap::new();
    let mut sections: BTreeMap<&'static str, Vec<ShownPassage>> =
        BTreeMap::new();
    let mut interests = Vec::new();
    for Located { profile, kind, entry } in entries {
        let source = source_of.get(&profile).copied().unwrap_or(0);
        let place =
            Place { source: source + 1, page: entry.page, line: entry.line };
        match kind {
            EntryKind::Header => {
                for interest in entry.interests() {
                    if !interests.iter().any(|known| known == interest) {
                        interests.push(interest.to_owned());
                    }
                }
            }
            EntryKind::Publication => {
                sources[source].publications += 1;
                let key = fold_title(&entry.title);
                match by_title.get(&key) {
                    Some(&known) if !key.is_empty() => {
                        merge(
                            &mut publications[known],
                            publication(entry, place),
                        );
                    }
                    _ => {
                        by_title.insert(key, publications.len());
                        publications.push(publication(entry, place));
                    }
                }
            }
            EntryKind::Passage(SectionKind::Contact) if !contact => {}
            EntryKind::Passage(section) => {
                let passages = sections.entry(section.name()).or_default();
                if !passages.iter().any(|known| known.text == entry.text) {
                    let (text, year) = (entry.text, entry.year);
                    passages.push(ShownPassage { text, year, place });
                }
            }
        }
    }
    publications.sort_by_key(|p| std::cmp::Reverse(p.year));
    let coauthors = coauthors(snapshot, number, &person, &publications)?;
    let owner = person.owner;
    Ok(Shown {
        format_version: FORMAT_VERSION,
        person: ShownPerson {
            id: person.id,
            name: owner.name,
            name_variants: owner.name_variants,
            titles: owner.titles,
            affiliations: owner.affiliations,
            orcid: owner.orcid,
            tags: owner.tags,
            homepages: owner.homepages,
            emails: contact.then_some(owner.emails),
        },
        interests,
        topics: topics.into_iter().map(topic).collect(),
        publications,
        sections,
        coauthors,
        sources,
    })
}

fn topic(topic: PersonTopic) -> ShownTopic {
    let PersonTopic { name, stated, publications, years, .. } = topic;
    ShownTopic { name, stated, publications, years }
}

fn fold_title(title: &str) -> String {
    let letters = fold_name(title);
    letters.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn publication(entry: Entry, place: Place) -> ShownPublication {
    let authors = entry.authors.into_iter().map(|author| ShownAuthor {
        name: author.name,
        equal_contribution: author.equal_contribution,
        corresponding: author.corresponding,
    });
    ShownPublication {
        title: entry.title,
        authors: authors.collect(),
        authors_truncated: entry.authors_truncated,
        venue: entry.venue,
        venue_name: entry.venue_name,
        year: entry.year,
        status: entry.status,
        track: entry.track,
        notes: entry.notes,
        doi: entry.doi,
        arxiv: entry.arxiv,
        links: entry.links,
        places: vec![place],
    }
}

/// Takes over from another listing what a publication lacks.
fn merge(known: &mut ShownPublication, other: ShownPublication) {
    if known.authors.len() < other.authors.len() {
        known.authors = other.authors;
    }
    known.venue = known.venue.take().or(other.venue);
    known.venue_name = known.venue_name.take().or(other.venue_name);
    known.year = known.year.or(other.year);
    known.status = known.status.or(other.status);
    known.track = known.track.take().or(other.track);
    known.doi = known.doi.take().or(other.doi);
    known.arxiv = known.arxiv.take().or(other.arxiv);
    for (mine, more) in
        [(&mut known.notes, other.notes), (&mut known.links, other.links)]
    {
        for text in more {
            if !mine.contains(&text) {
                mine.push(text);
            }
        }
    }
    known.places.extend(other.places);
}

/// Authors of the publications who are one certain person of the index, the
/// most frequent first.
fn coauthors(
    snapshot: &Snapshot,
    number: u32,
    person: &Person,
    publications: &[ShownPublication],
) -> Result<Vec<Coauthor>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for author in publications.iter().flat_map(|p| &p.authors) {
        *counts.entry(author.name.as_str()).or_default() += 1;
    }
    let owner = person.owner.name.as_deref().and_then(PersonName::parse);
    let mut found: BTreeMap<u32, usize> = BTreeMap::new();
    for (name, count) in counts {
        let Some(parsed) = PersonName::parse(name) else { continue };
        let is_owner = owner.as_ref().is_some_and(|o| o.matches(&parsed));
        if is_owner || !parsed.is_full() {
            continue;
        }
        if let [other] = snapshot.people_named(name)?.as_slice()
            && *other != number
        {
            *found.entry(*other).or_default() += count;
        }
    }
    let mut coauthors: Vec<Coauthor> = found
        .into_iter()
        .filter_map(|(number, publications)| {
            let (id, name) = snapshot.people().id_and_name(number)?;
            let (id, name) = (id.to_owned(), name.to_owned());
            Some(Coauthor { id, name, publications })
        })
        .collect();
    coauthors.sort_by(|a, b| {
        b.publications.cmp(&a.publications).then_with(|| a.id.cmp(&b.id))
    });
    Ok(coauthors)
}
