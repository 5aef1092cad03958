//! Counts over the full matches of an answer.

use std::cmp::Reverse;
use std::collections::HashSet;

use tantivy::{DocAddress, TantivyError};

use super::answer::{By, Facet, FacetField, Request};
use super::collect::Hits;
use super::group::Match;
use super::values::Values;
use crate::index::{Entry, EntryKind, Snapshot};
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
    let mut columns = Values::new(field, snapshot)?;
    let mut pairs = Vec::new();
    for (number, found) in (0..).zip(full()) {
        for (hit, _) in &found.entries {
            let hit = hits.get(*hit);
            if hit.kind == EntryKind::Publication {
                columns.read(hit.address, |value| {
                    pairs.push((value, number));
                })?;
            }
        }
    }
    Ok(listed(field, limit, counted(pairs, &columns)))
}

/// Counts the values of a field over all entries of some people, each person
/// once a value.
pub(super) fn count_all(
    field: FacetField,
    limit: usize,
    snapshot: &Snapshot,
    wanted: impl Fn(u32) -> bool,
) -> Result<Facet, TantivyError> {
    let mut columns = Values::new(field, snapshot)?;
    let publications = matches!(
        field,
        FacetField::Venue | FacetField::Year | FacetField::Status
    );
    let people = snapshot.people();
    let mut pairs = Vec::new();
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
                pairs.push((value, person));
            })?;
        }
    }
    Ok(listed(field, limit, counted(pairs, &columns)))
}

/// How many have each value, out of pairs of a value and one that has it.
fn counted(
    mut pairs: Vec<(u32, u32)>,
    values: &Values,
) -> Vec<(String, usize)> {
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (values.name(same[0].0).to_owned(), same.len()))
        .collect()
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

/// Counts the topics of some publications, each once a topic.
pub(super) fn topics_of(
    topics: &Topics,
    limit: usize,
    publications: &[Entry],
) -> Facet {
    let all = topics.all();
    let mut counts = vec![0; all.len()];
    let entries = publications.iter().map(|e| (EntryKind::Publication, e));
    topics.in_entries(entries, |_, topic| counts[topic as usize] += 1);
    named(all, counts, limit)
}

fn named(all: Vec<Topic>, counts: Vec<usize>, limit: usize) -> Facet {
    let names = all.into_iter().map(|topic| topic.name);
    let counted = names.zip(counts).filter(|(_, count)| *count > 0);
    listed(FacetField::Topic, limit, counted.collect())
}

/// Counts in their order: most frequent first, then by value; but years as
/// time goes, the latest first.
fn listed(
    field: FacetField,
    limit: usize,
    mut counts: Vec<(String, usize)>,
) -> Facet {
    if field == FacetField::Year {
        let year = |value: &str| value.parse::<u64>().ok();
        counts.sort_by_key(|(value, _)| Reverse(year(value)));
    } else {
        counts.sort_by_cached_key(|(value, count)| {
            (Reverse(*count), value.to_lowercase(), value.clone())
        });
    }
    counts.truncate(limit);
    Facet { field, counts }
}
