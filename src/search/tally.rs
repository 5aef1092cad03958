//! Publications counted by who lists them, where and when they appeared.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use tantivy::TantivyError;

use super::answer::{Axis, FacetField, Tally};
use super::collect::Hits;
use super::group::Match;
use super::order::listed_by;
use super::values::Values;
use crate::index::{EntryKind, Snapshot};

/// What one publication is, by each axis; None where that is not stated.
type Kind = Vec<Option<u32>>;

/// Counts works by some axes. A work counts once for all that agree on it,
/// and where two lists say different things of it, once for each.
pub(super) fn count(
    axes: &[Axis],
    works: &[Match],
    hits: &Hits,
    snapshot: &Snapshot,
) -> Result<Vec<Tally>, TantivyError> {
    let values = |axis: &Axis| {
        let field = axis.field();
        field.map(|field| Values::new(field, snapshot)).transpose()
    };
    let mut columns: Vec<Option<Values>> =
        axes.iter().map(values).collect::<Result<_, _>>()?;
    let mut counts: HashMap<Kind, usize> = HashMap::new();
    for work in works.iter().filter(|found| found.is_full()) {
        let mut kinds: Vec<Kind> = Vec::new();
        for (hit, _) in &work.entries {
            let hit = hits.get(*hit);
            if hit.kind != EntryKind::Publication {
                continue;
            }
            let mut kind = Kind::new();
            for column in &mut columns {
                let mut value = None;
                match column {
                    None => value = Some(hit.person),
                    Some(column) => column.read(hit.address, |number| {
                        value.get_or_insert(number);
                    })?,
                }
                kind.push(value);
            }
            kinds.push(kind);
        }
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            *counts.entry(kind).or_default() += 1;
        }
    }
    let people = snapshot.people();
    let mut tallies: Vec<Tally> = Vec::new();
    for (kind, count) in counts {
        let mut tally = Tally { count, ..Tally::default() };
        for ((axis, column), value) in axes.iter().zip(&columns).zip(kind) {
            let Some(number) = value else { continue };
            let name = |column: &Option<Values>| {
                let name = column.as_ref().map(|c| c.name(number).to_owned());
                name.unwrap_or_default()
            };
            match axis {
                Axis::Person => {
                    let person = people.id_and_name(number);
                    tally.person = person
                        .map(|(id, name)| (id.to_owned(), name.to_owned()));
                }
                Axis::Venue => tally.venue = Some(name(column)),
                Axis::Year => tally.year = name(column).parse().ok(),
                Axis::Status => tally.status = Some(name(column)),
            }
        }
        tallies.push(tally);
    }
    sort(&mut tallies, axes);
    Ok(tallies)
}

impl Axis {
    /// The field that tells; None for people, who are no column.
    fn field(self) -> Option<FacetField> {
        match self {
            Axis::Person => None,
            Axis::Venue => Some(FacetField::Venue),
            Axis::Year => Some(FacetField::Year),
            Axis::Status => Some(FacetField::Status),
        }
    }

    /// The order of this axis alone: names as in a dictionary, the latest
    /// year first, and last what is not stated.
    fn order(self, a: &Tally, b: &Tally) -> Ordering {
        let word = |word: &Option<String>| {
            let word = word.as_ref();
            (
                word.is_none(),
                word.map(|word| (word.to_lowercase(), word.clone())),
            )
        };
        match self {
            Axis::Person => {
                let person = |tally: &Tally| {
                    let person = tally.person.as_ref();
                    person.map(|(id, name)| (listed_by(name), id.clone()))
                };
                person(a).cmp(&person(b))
            }
            Axis::Venue => word(&a.venue).cmp(&word(&b.venue)),
            Axis::Year => Reverse(a.year).cmp(&Reverse(b.year)),
            Axis::Status => word(&a.status).cmp(&word(&b.status)),
        }
    }
}

/// By all axes but the last; within them the most frequent first, but years
/// as time goes.
fn sort(tallies: &mut [Tally], axes: &[Axis]) {
    let Some((last, groups)) = axes.split_last() else { return };
    tallies.sort_unstable_by(|a, b| {
        let within = match last {
            Axis::Year => Ordering::Equal,
            Axis::Person | Axis::Venue | Axis::Status => b.count.cmp(&a.count),
        };
        let group = groups.iter().map(|axis| axis.order(a, b));
        group
            .fold(Ordering::Equal, Ordering::then)
            .then(within)
            .then_with(|| last.order(a, b))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(venue: Option<&str>, year: Option<i32>, count: usize) -> Tally {
        let venue = venue.map(str::to_owned);
        Tally { venue, year, count, ..Tally::default() }
    }

    #[test]
    fn groups_stand_together_and_begin_with_the_most_frequent() {
        let mut all = [
            tally(None, Some(2020), 9),
            tally(Some("ICML"), Some(2019), 2),
            tally(Some("acl"), Some(2020), 1),
            tally(Some("ICML"), None, 5),
            tally(Some("ICML"), Some(2024), 1),
        ];
        let mut order = |axes: &[Axis]| -> Vec<usize> {
            sort(&mut all, axes);
            all.iter().map(|tally| tally.count).collect()
        };
        // Years as time goes, what is not stated last.
        assert_eq!(order(&[Axis::Venue, Axis::Year]), [1, 1, 2, 5, 9]);
        assert_eq!(order(&[Axis::Year, Axis::Venue]), [1, 9, 1, 2, 5]);
        assert_eq!(order(&[Axis::Venue]), [9, 5, 2, 1, 1]);
    }
}
