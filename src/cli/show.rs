//! `vitae show`: one person's whole profile.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::parse::place;
use super::{Format, Shared, counted};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Entry, EntryKind, Located, Snapshot};
use crate::model::{
    Affiliation, FORMAT_VERSION, Owner, Person, PersonName, SectionKind,
    fold_name,
};
use crate::output::terminal::{
    DIM, KIND, NUMBER, STRONG, clean, json, pretty_json, styled,
};

/// Show one person's whole profile
///
/// PERSON is an identifier, as search results have it, or a name.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Identifier or name
    #[arg(value_name = "PERSON", required = true, num_args = 1..)]
    person: Vec<String>,
    /// Show addresses and homepages too
    #[arg(long)]
    contact: bool,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// All that `show` says.
#[derive(Serialize)]
struct Shown {
    format_version: u32,
    person: ShownPerson,
    interests: Vec<String>,
    publications: Vec<ShownPublication>,
    sections: BTreeMap<&'static str, Vec<ShownPassage>>,
    coauthors: Vec<Coauthor>,
    sources: Vec<ShownSource>,
}

#[derive(Serialize)]
struct ShownPerson {
    id: String,
    name: Option<String>,
    name_variants: Vec<String>,
    titles: Vec<String>,
    affiliations: Vec<Affiliation>,
    orcid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    emails: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepages: Option<Vec<String>>,
}

/// A publication, once for all the sources that list it.
#[derive(Serialize)]
struct ShownPublication {
    title: String,
    authors: Vec<ShownAuthor>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    authors_truncated: bool,
    venue: Option<String>,
    venue_name: Option<String>,
    year: Option<i32>,
    status: Option<&'static str>,
    track: Option<String>,
    notes: Vec<String>,
    doi: Option<String>,
    arxiv: Option<String>,
    links: Vec<String>,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct ShownAuthor {
    name: String,
    equal_contribution: bool,
    corresponding: bool,
}

/// Where something stands; `source` counts from 1 in the list of sources.
#[derive(Clone, Serialize)]
struct Place {
    source: usize,
    page: Option<u32>,
    line: u32,
}

#[derive(Serialize)]
struct ShownPassage {
    text: String,
    year: Option<i32>,
    place: Place,
}

/// A co-author who is in the index too.
#[derive(Serialize)]
struct Coauthor {
    id: String,
    name: String,
    publications: usize,
}

#[derive(Serialize)]
struct ShownSource {
    path: String,
    format: String,
    publications: usize,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let snapshot = Snapshot::open(&shared.index)?;
    let asked = arguments.person.join(" ");
    let number = find(&snapshot, &asked)?;
    let shown = shown(&snapshot, number, arguments.contact)?;
    let mut out = shared.stdout();
    match arguments.format {
        Format::Text => write_text(&mut out, &shown)?,
        Format::Json => writeln!(out, "{}", pretty_json(&shown)?)?,
        Format::Jsonl => writeln!(out, "{}", json(&shown)?)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The one person that an identifier or a name means.
fn find(snapshot: &Snapshot, asked: &str) -> Result<u32> {
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
        [] => Err(Error::new(ErrorKind::NoPerson(asked.to_owned()))),
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

/// A person in a line: name, titles, organizations.
fn describe(owner: &Owner) -> String {
    let mut parts = vec![owner.name.clone().unwrap_or_default()];
    parts.extend(post(&owner.titles, &owner.affiliations));
    parts.join(", ")
}

fn shown(snapshot: &Snapshot, number: u32, contact: bool) -> Result<Shown> {
    let person = snapshot.people().person(number).unwrap_or_default();
    let entries = snapshot.entries_of(number)?;
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
                        publications[known].merge(entry, place);
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
            emails: contact.then_some(owner.emails),
            homepages: contact.then_some(owner.homepages),
        },
        interests,
        publications,
        sections,
        coauthors,
        sources,
    })
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
        status: entry.status.map(|status| status.as_str()),
        track: entry.track,
        notes: entry.notes,
        doi: entry.doi,
        arxiv: entry.arxiv,
        links: entry.links,
        places: vec![place],
    }
}

impl ShownPublication {
    /// Takes over from another listing what this one lacks.
    fn merge(&mut self, other: Entry, place: Place) {
        let other = publication(other, place);
        if self.authors.len() < other.authors.len() {
            self.authors = other.authors;
        }
        self.venue = self.venue.take().or(other.venue);
        self.venue_name = self.venue_name.take().or(other.venue_name);
        self.year = self.year.or(other.year);
        self.status = self.status.or(other.status);
        self.track = self.track.take().or(other.track);
        self.doi = self.doi.take().or(other.doi);
        self.arxiv = self.arxiv.take().or(other.arxiv);
        for note in other.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        self.places.extend(other.places);
    }
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

/// `Assistant Professor · University of Minnesota`.
fn post(titles: &[String], affiliations: &[Affiliation]) -> Option<String> {
    let mut parts: Vec<&str> = titles.iter().map(String::as_str).collect();
    let current = affiliations.iter().filter(|a| a.current);
    parts.extend(current.map(|a| a.organization.as_str()));
    if parts.len() == titles.len() {
        parts.extend(affiliations.first().map(|a| a.organization.as_str()));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn write_text(out: &mut dyn Write, shown: &Shown) -> Result<()> {
    write_person(out, shown)?;
    let several = shown.sources.len() > 1;
    let count = shown.publications.len();
    if count > 0 {
        heading(out, &counted(count, "publication", "publications"))?;
    }
    for year in shown.publications.chunk_by(|a, b| a.year == b.year) {
        let label =
            year[0].year.map_or("no year".to_owned(), |y| y.to_string());
        writeln!(out, "{}", styled(NUMBER, label))?;
        for publication in year {
            write_publication(out, publication, several)?;
        }
    }
    for &section in SectionKind::ALL {
        let Some(passages) = shown.sections.get(section.name()) else {
            continue;
        };
        heading(out, section.name())?;
        for passage in passages {
            let place = places(std::slice::from_ref(&passage.place), several);
            writeln!(out, "  {}{place}", clean(&passage.text))?;
        }
    }
    if !shown.coauthors.is_empty() {
        heading(out, "co-authors here")?;
        for coauthor in &shown.coauthors {
            let count = coauthor.publications;
            let id = styled(DIM, clean(&coauthor.id));
            let count = styled(NUMBER, format!("{count:>4}"));
            writeln!(out, "{count}  {}  {id}", clean(&coauthor.name))?;
        }
    }
    heading(out, "sources")?;
    for (number, source) in (1..).zip(&shown.sources) {
        let number = styled(DIM, format!("[{number}]"));
        let kind = styled(KIND, &source.format);
        let count = source.publications;
        let count = counted(count, "publication", "publications");
        writeln!(out, " {number} {}  {kind}  {count}", clean(&source.path))?;
    }
    Ok(())
}

fn write_person(out: &mut dyn Write, shown: &Shown) -> Result<()> {
    let person = &shown.person;
    let name = person.name.as_deref().unwrap_or("(no name)");
    let id = styled(DIM, clean(&person.id));
    writeln!(out, "{}  {id}", styled(STRONG, clean(name)))?;
    if let Some(post) = post(&person.titles, &person.affiliations) {
        writeln!(out, "{}", clean(&post))?;
    }
    let list = |texts: &[String], separator| {
        (!texts.is_empty()).then(|| texts.join(separator))
    };
    let of = |texts: &Option<Vec<String>>| {
        texts.as_ref().and_then(|texts| list(texts, ", "))
    };
    for (label, value) in [
        ("also", list(&person.name_variants, ", ")),
        ("interests", list(&shown.interests, "; ")),
        ("orcid", person.orcid.clone()),
        ("e-mail", of(&person.emails)),
        ("homepage", of(&person.homepages)),
    ] {
        if let Some(value) = value {
            let label = styled(DIM, format!("{label:<9}"));
            writeln!(out, "{label} {}", clean(&value))?;
        }
    }
    Ok(())
}

fn write_publication(
    out: &mut dyn Write,
    publication: &ShownPublication,
    several: bool,
) -> Result<()> {
    let p = publication;
    let places = places(&p.places, several);
    writeln!(out, "  {}{places}", styled(STRONG, clean(&p.title)))?;
    let mut authors: Vec<String> = p.authors.iter().map(marked).collect();
    authors.extend(p.authors_truncated.then(|| "et al.".to_owned()));
    if !authors.is_empty() {
        writeln!(out, "    {}", clean(&authors.join(", ")))?;
    }
    let venue = p.venue.as_deref().map(|v| styled(KIND, clean(v)));
    let stated = p.status.filter(|status| *status != "published");
    let about: Vec<String> = [
        venue,
        p.track.as_deref().map(|t| clean(t).into_owned()),
        stated.map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .chain(p.notes.iter().map(|note| clean(note).into_owned()))
    .collect();
    if !about.is_empty() {
        writeln!(out, "    {}", about.join(" · "))?;
    }
    Ok(())
}

fn marked(author: &ShownAuthor) -> String {
    let equal = if author.equal_contribution { "*" } else { "" };
    let corresponding = if author.corresponding { "†" } else { "" };
    format!("{}{equal}{corresponding}", author.name)
}

/// `  [1] p2:14, [2] 7`; the number only where there are several sources.
fn places(places: &[Place], several: bool) -> String {
    let shown: Vec<String> = places
        .iter()
        .filter(|at| several || at.line > 0)
        .map(|at| {
            let source = several.then(|| format!("[{}]", at.source));
            let line = (at.line > 0).then(|| place(at.page, at.line));
            let parts: Vec<String> = source.into_iter().chain(line).collect();
            parts.join(" ")
        })
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    format!("  {}", styled(DIM, shown.join(", ")))
}

fn heading(out: &mut dyn Write, text: &str) -> Result<()> {
    writeln!(out, "\n{}", styled(STRONG, text))?;
    Ok(())
}
