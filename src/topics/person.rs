//! The topics of one person, over the years, with what supports each.

use std::collections::BTreeMap;

use super::table::Topics;
use crate::index::{EntryKind, Located};

/// How fast further publications on a topic count less.
const REPEATED: f64 = 0.8;
/// What stating a topic counts, in publications.
const STATED: f64 = 2.0;
/// People from whom on a topic is hardly a chance of wording.
const FEW: f64 = 4.0;
/// How sure a topic is that the person states, however few share it.
const SURE: f64 = 0.8;
/// From this share of its publications on, a longer topic stands for the
/// shorter one within it.
const COVERED: f64 = 0.6;

/// A topic of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonTopic {
    /// Its most usual spelling.
    pub name: String,
    /// Whether an interest names it.
    pub stated: bool,
    /// Distinct publications on it.
    pub publications: u32,
    /// Those of each year that is known.
    pub years: BTreeMap<i32, u32>,
    /// Where it stands: places among the entries that were given.
    pub entries: Vec<usize>,
}

impl Topics {
    /// The topics of the person whose entries these are, what tells most of
    /// them first: what is frequent with them and rare with others.
    #[must_use]
    pub fn of_person(&self, entries: &[Located]) -> Vec<PersonTopic> {
        let mut found: BTreeMap<u32, Found> = BTreeMap::new();
        let read = entries.iter().map(|l| (l.kind, &l.entry));
        self.in_entries(read, |at, topic| {
            let topic = found.entry(topic).or_default();
            topic.entries.push(at);
            let entry = &entries[at].entry;
            if entries[at].kind == EntryKind::Header {
                topic.stated = true;
            } else {
                // Several sources may list one publication.
                let year = topic.works.entry(title_key(&entry.title));
                let year = year.or_default();
                *year = year.or(entry.year);
            }
        });
        let all = self.all();
        let mut topics: Vec<(f64, String, PersonTopic)> = found
            .into_iter()
            .filter_map(|(number, found)| {
                let topic = all.get(number as usize)?;
                let people = f64::from(topic.people);
                let known = people / (people + FEW);
                let known = if found.stated { known.max(SURE) } else { known };
                let own = found.weight() * known * self.rarity(people);
                let key = super::mine::folded(&topic.name);
                Some((own, key, found.named(topic.name.clone())))
            })
            .collect();
        topics.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let covered: Vec<bool> = topics
            .iter()
            .map(|(_, key, topic)| {
                topics.iter().any(|(_, other, longer)| {
                    other.len() > key.len()
                        && contains(other, key)
                        && longer.stated >= topic.stated
                        && f64::from(longer.publications)
                            >= COVERED * f64::from(topic.publications)
                })
            })
            .collect();
        let topics = topics.into_iter().map(|(_, _, topic)| topic);
        let kept = topics.zip(covered).filter(|(_, covered)| !covered);
        kept.map(|(topic, _)| topic).collect()
    }
}

/// What a person's entries say of one topic.
#[derive(Default)]
struct Found {
    stated: bool,
    /// Titles with the year, where known.
    works: BTreeMap<String, Option<i32>>,
    entries: Vec<usize>,
}

impl Found {
    fn weight(&self) -> f64 {
        let stated = if self.stated { STATED } else { 0.0 };
        (self.works.len() as f64).powf(REPEATED) + stated
    }

    fn named(self, name: String) -> PersonTopic {
        let mut years = BTreeMap::new();
        for year in self.works.values().flatten() {
            *years.entry(*year).or_default() += 1;
        }
        PersonTopic {
            name,
            stated: self.stated,
            publications: u32::try_from(self.works.len()).unwrap_or(u32::MAX),
            years,
            entries: self.entries,
        }
    }
}

/// Whether the words of a phrase stand within another.
fn contains(phrase: &str, part: &str) -> bool {
    format!(" {phrase} ").contains(&format!(" {part} "))
}

/// The letters and digits of a title.
fn title_key(title: &str) -> String {
    let letters = title.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
