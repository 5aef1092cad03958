//! Counts over the full matches of an answer.

use std::collections::{HashMap, HashSet};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, TantivyError};

use super::answer::{By, Facet, FacetField, Request};
use super::collect::Hits;
use super::group::Match;
use crate::index::{EntryKind, Snapshot};
use crate::model::Status;
use crate::topics::{Topic, Topics};

/// Counts the values of a field: each full match once a value.
///
/// `everyone` says that people match who hold nothing of the query: then all
/// that they published counts.
pub(super) fn count(
    field: FacetField,
    request: &Request,
    matches: &[Match],
    hits: &Hits,
    snapshot: &Snapshot,
    everyone: bool,
) -> Result<Facet, TantivyError> {
    let limit = request.facet_limit;
    let full = || matches.iter().filter(|found| found.is_full());
    let of_person = field == FacetField::Affiliation;
    if of_person || (everyone && request.by != By::Publications) {
        let people: HashSet<u32> = full().map(|found| found.person).collect();
        return count_all(field, limit, snapshot, |p| people.contains(&p));
    }
    let columns = Values::new(field, snapshot)?;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for found in full() {
        let mut values = HashSet::new();
        for (hit, _) in &found.entries {
            let hit = &hits.list[*hit];
            if hit.kind == EntryKind::Publication {
                columns.read(hit.address, |value| {
                    values.insert(value);
                })?;
            }
        }
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    Ok(listed(field, limit, counts))
}

/// Counts the values of a field over all entries of some people, each person
/// once a value.
pub(super) fn count_all(
    field: FacetField,
    limit: usize,
    snapshot: &Snapshot,
    wanted: impl Fn(u32) -> bool,
) -> Result<Facet, TantivyError> {
    let columns = Values::new(field, snapshot)?;
    let publications = matches!(
        field,
        FacetField::Venue | FacetField::Year | FacetField::Status
    );
    let people = snapshot.people();
    let mut found: HashSet<(u32, String)> = HashSet::new();
    for (ord, segment) in (0..).zip(snapshot.searcher().segment_readers()) {
        let fast = segment.fast_fields();
        let profiles = fast.column_first_or_default::<u64>("profile")?;
        let kinds = fast.column_first_or_default::<u64>("kind")?;
        for doc in segment.doc_ids_alive() {
            let kind = EntryKind::from_code(kinds.get_val(doc));
            if publications != (kind == EntryKind::Publication) {
                continue;
            }
            let profile = u32::try_from(profiles.get_val(doc)).ok();
            let person = profile.and_then(|p| people.person_of(p));
            let Some(person) = person.filter(|&p| wanted(p)) else {
                continue;
            };
            columns.read(DocAddress::new(ord, doc), |value| {
                found.insert((person, value));
            })?;
        }
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, value) in found {
        *counts.entry(value).or_default() += 1;
    }
    Ok(listed(field, limit, counts))
}

/// Counts the topics of some people, each person once a topic.
pub(super) fn topics(
    topics: &Topics,
    limit: usize,
    wanted: impl Fn(u32) -> bool,
) -> Facet {
    let all = topics.all();
    let mut counts = vec![0; all.len()];
    topics.of_people(|person, topic, _| {
        counts[topic as usize] += usize::from(wanted(person));
    });
    named(all, counts, limit)
}

/// Counts the topics of some titles, each title once a topic.
pub(super) fn topics_of(
    topics: &Topics,
    limit: usize,
    titles: &[String],
) -> Facet {
    let all = topics.all();
    let mut counts = vec![0; all.len()];
    topics.in_texts(titles, |_, topic| counts[topic as usize] += 1);
    named(all, counts, limit)
}

fn named(all: Vec<Topic>, counts: Vec<usize>, limit: usize) -> Facet {
    let names = all.into_iter().map(|topic| topic.name);
    let counted = names.zip(counts).filter(|(_, count)| *count > 0);
    listed(FacetField::Topic, limit, counted.collect())
}

/// Counts in their order: most frequent first, then by value, later years
/// first.
fn listed(
    field: FacetField,
    limit: usize,
    counts: HashMap<String, usize>,
) -> Facet {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| {
        let by_value = if field == FacetField::Year {
            b.0.cmp(&a.0)
        } else {
            a.0.to_lowercase().cmp(&b.0.to_lowercase()).then(a.0.cmp(&b.0))
        };
        b.1.cmp(&a.1).then(by_value)
    });
    counts.truncate(limit);
    Facet { field, counts }
}

/// The columns that hold a field's values, one a segment.
struct Values {
    field: FacetField,
    texts: Vec<Option<StrColumn>>,
    numbers: Vec<Option<Column<u64>>>,
}

impl Values {
    fn new(
        field: FacetField,
        snapshot: &Snapshot,
    ) -> Result<Values, TantivyError> {
        let (text, number) = match field {
            FacetField::Venue => (Some("venue"), None),
            // Counted by `topics` instead.
            FacetField::Topic => (None, None),
            FacetField::Affiliation => (Some("organization"), None),
            FacetField::Year => (None, Some("year")),
            FacetField::Status => (None, Some("status")),
        };
        let mut values =
            Values { field, texts: Vec::new(), numbers: Vec::new() };
        for segment in snapshot.searcher().segment_readers() {
            let fast = segment.fast_fields();
            values
                .texts
                .push(text.map(|n| fast.str(n)).transpose()?.flatten());
            let column = |name: &str| fast.column_opt::<u64>(name);
            values.numbers.push(number.map(column).transpose()?.flatten());
        }
        Ok(values)
    }

    /// Calls `visit` with each value of an entry.
    fn read(
        &self,
        address: DocAddress,
        mut visit: impl FnMut(String),
    ) -> Result<(), TantivyError> {
        let segment = address.segment_ord as usize;
        if let Some(numbers) = &self.numbers[segment]
            && let Some(number) = numbers.first(address.doc_id)
        {
            visit(match self.field {
                FacetField::Status => status_word(number).to_owned(),
                _ => number.to_string(),
            });
        }
        if let Some(texts) = &self.texts[segment] {
            for ord in texts.term_ords(address.doc_id) {
                let mut text = String::new();
                if texts.ord_to_str(ord, &mut text)? {
                    visit(text);
                }
            }
        }
        Ok(())
    }
}

fn status_word(code: u64) -> &'static str {
    Status::ALL
        .iter()
        .find(|(status, _)| crate::index::status_code(*status) == code)
        .map_or("unknown", |(_, word)| word)
}
