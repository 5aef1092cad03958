//! One person's whole profile, out of all documents about them.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::error::Result;
use crate::index::{Entry, EntryKind, Located, Snapshot};
use crate::model::{
    Affiliation, Author, FORMAT_VERSION, Person, PersonName, SectionKind,
    Status, fold_name,
};
use crate::topics::{PersonTopic, Topics};

/// All that is known of a person.
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
    pub authors: Vec<Author>,
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
    /// Reads a person; what stands under contact only where it is asked for,
    /// topics where they are given.
    pub fn read(
        snapshot: &Snapshot,
        number: u32,
        contact: bool,
        topics: Option<&Topics>,
    ) -> Result<Shown> {
        let person = snapshot.people().person(number).unwrap_or_default();
        let contact = contact && !person.owner.hide_contact;
        let entries = snapshot.entries_of(number)?;
        let topics = topics.map_or(Vec::new(), |t| t.of_person(&entries));
        let mut gathered = Gathered::new(snapshot, &person);
        for located in entries {
            gathered.add(located, contact);
        }
        let Gathered {
            sources, mut publications, sections, interests, ..
        } = gathered;
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
}

/// What is known of a person, gathered entry by entry.
#[derive(Default)]
struct Gathered {
    sources: Vec<ShownSource>,
    /// The place in `sources` of each profile.
    source_of: HashMap<u32, usize>,
    publications: Vec<ShownPublication>,
    /// The place in `publications` of each title, folded.
    by_title: HashMap<String, usize>,
    sections: BTreeMap<&'static str, Vec<ShownPassage>>,
    interests: Vec<String>,
}

impl Gathered {
    /// Knows the sources of a person, and nothing of what they say.
    fn new(snapshot: &Snapshot, person: &Person) -> Gathered {
        let mut sources: Vec<ShownSource> = Vec::new();
        let mut source_of = HashMap::new();
        for &profile in &person.profiles {
            let source =
                snapshot.people().source_of(profile).unwrap_or_default();
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
        Gathered { sources, source_of, ..Gathered::default() }
    }

    /// Adds what an entry says; what stands under contact only where it is
    /// asked for.
    fn add(&mut self, located: Located, contact: bool) {
        let Located { profile, kind, entry } = located;
        let source = self.source_of.get(&profile).copied().unwrap_or(0);
        let place =
            Place { source: source + 1, page: entry.page, line: entry.line };
        match kind {
            EntryKind::Header => {
                for interest in entry.interests() {
                    if !self.interests.iter().any(|known| known == interest) {
                        self.interests.push(interest.to_owned());
                    }
                }
            }
            EntryKind::Publication => {
                self.sources[source].publications += 1;
                self.add_publication(entry, place);
            }
            EntryKind::Passage(SectionKind::Contact) if !contact => {}
            EntryKind::Passage(section) => {
                let passages =
                    self.sections.entry(section.name()).or_default();
                if !passages.iter().any(|known| known.text == entry.text) {
                    let (text, year) = (entry.text, entry.year);
                    passages.push(ShownPassage { text, year, place });
                }
            }
        }
    }

    /// Adds a publication, or what another listing of it lacks.
    fn add_publication(&mut self, entry: Entry, place: Place) {
        let key = fold_title(&entry.title);
        match self.by_title.get(&key) {
            Some(&known) if !key.is_empty() => {
                let other = publication(entry, place);
                merge(&mut self.publications[known], other);
            }
            _ => {
                self.by_title.insert(key, self.publications.len());
                self.publications.push(publication(entry, place));
            }
        }
    }
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
    ShownPublication {
        title: entry.title,
        authors: entry.authors,
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
