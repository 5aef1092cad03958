//! Counts over the full matches of an answer.

use std::collections::{HashMap, HashSet};

use tantivy::TantivyError;

use super::answer::{By, Facet, FacetField};
use super::collect::Hits;
use super::group::Match;
use crate::index::{EntryKind, Snapshot};
use crate::model::Status;

/// Counts the values of a field: each full match once a value.
pub(super) fn count(
    field: FacetField,
    limit: usize,
    matches: &[Match],
    hits: &Hits,
    snapshot: &Snapshot,
    by: By,
) -> Result<Facet, TantivyError> {
    let mut columns = Values::new(field, snapshot)?;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let full = || matches.iter().filter(|found| found.is_full());
    match field {
        FacetField::Venue | FacetField::Year | FacetField::Status => {
            for found in full() {
                let mut values = HashSet::new();
                for (hit, _) in &found.entries {
                    let hit = &hits.list[*hit];
                    if hit.kind == EntryKind::Publication {
                        columns.read(hit.address, &mut values)?;
                    }
                }
                values.into_iter().for_each(|value| {
                    *counts.entry(value).or_default() += 1;
                });
            }
        }
        FacetField::Topic | FacetField::Affiliation => {
            let mut wanted: HashMap<u32, usize> = HashMap::new();
            for found in full() {
                *wanted.entry(found.person).or_default() += 1;
            }
            let mut values: HashMap<u32, HashSet<String>> = HashMap::new();
            columns.read_headers(snapshot, |person, value| {
                if wanted.contains_key(&person) {
                    values.entry(person).or_default().insert(value);
                }
            })?;
            for (person, values) in values {
                // A work counts for each of its values once.
                let times = match by {
                    By::People => 1,
                    By::Publications | By::Documents => wanted[&person],
                };
                for value in values {
                    *counts.entry(value).or_default() += times;
                }
            }
        }
    }
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
    Ok(Facet { field, counts })
}

/// The columns that hold a field's values, one a segment.
struct Values {
    field: FacetField,
    texts: Vec<Option<tantivy::columnar::StrColumn>>,
    numbers: Vec<Option<tantivy::columnar::Column<u64>>>,
    profiles: Vec<Option<tantivy::columnar::Column<u64>>>,
}

impl Values {
    fn new(
        field: FacetField,
        snapshot: &Snapshot,
    ) -> Result<Values, TantivyError> {
        let (text, number) = match field {
            FacetField::Venue => (Some("venue"), None),
            FacetField::Topic => (Some("topic"), None),
            FacetField::Affiliation => (Some("organization"), None),
            FacetField::Year => (None, Some("year")),
            FacetField::Status => (None, Some("status")),
        };
        let mut values = Values {
            field,
            texts: Vec::new(),
            numbers: Vec::new(),
            profiles: Vec::new(),
        };
        for segment in snapshot.searcher().segment_readers() {
            let fast = segment.fast_fields();
            values
                .texts
                .push(text.map(|n| fast.str(n)).transpose()?.flatten());
            let column = |name: &str| fast.column_opt::<u64>(name);
            values.numbers.push(number.map(column).transpose()?.flatten());
            values.profiles.push(column("profile")?);
        }
        Ok(values)
    }

    /// Adds the values of one entry.
    fn read(
        &mut self,
        address: tantivy::DocAddress,
        into: &mut HashSet<String>,
    ) -> Result<(), TantivyError> {
        let segment = address.segment_ord as usize;
        if let Some(numbers) = &self.numbers[segment]
            && let Some(number) = numbers.first(address.doc_id)
        {
            into.insert(match self.field {
                FacetField::Status => status_word(number).to_owned(),
                _ => number.to_string(),
            });
        }
        if let Some(texts) = &self.texts[segment] {
            for ord in texts.term_ords(address.doc_id) {
                let mut text = String::new();
                if texts.ord_to_str(ord, &mut text)? {
                    into.insert(text);
                }
            }
        }
        Ok(())
    }

    /// Calls `visit` with each person and each value of theirs.
    fn read_headers(
        &mut self,
        snapshot: &Snapshot,
        mut visit: impl FnMut(u32, String),
    ) -> Result<(), TantivyError> {
        let people = snapshot.people();
        let segments = snapshot.searcher().segment_readers();
        for (ord, segment) in segments.iter().enumerate() {
            let (Some(texts), Some(profiles)) =
                (&self.texts[ord], &self.profiles[ord])
            else {
                continue;
            };
            let mut text = String::new();
            for doc in segment.doc_ids_alive() {
                let mut ords = texts.term_ords(doc).peekable();
                if ords.peek().is_none() {
                    continue;
                }
                let profile = profiles.first(doc).unwrap_or(u64::MAX);
                let person = u32::try_from(profile)
                    .ok()
                    .and_then(|profile| people.person_of(profile));
                let Some(person) = person else { continue };
                for ord in ords {
                    text.clear();
                    if texts.ord_to_str(ord, &mut text)? {
                        visit(person, text.clone());
                    }
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
