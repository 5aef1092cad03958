//! Everyone in the order of their names: what decides between equal scores.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::cores;
use crate::index::People;

/// One in so many people are as soon looked up in the roll as by their names.
const MANY: usize = 4;

/// Everyone in the order of their names, worked out when first asked for.
#[derive(Default)]
pub(super) struct Roll(OnceLock<Places>);

/// The roll and what it says.
struct Places {
    /// Everyone, in order.
    people: Vec<u32>,
    /// The place of each.
    places: Vec<u32>,
}

/// What someone is listed by: the name from its first letter on, then the
/// identifier.
type Listed<'a> = Option<(&'a str, &'a str)>;

fn listed(people: &People, person: u32) -> Listed<'_> {
    let (id, name) = people.id_and_name(person)?;
    Some((from_first_letter(name), id))
}

pub(super) fn from_first_letter(name: &str) -> &str {
    let bare = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() { name } else { bare }
}

impl Roll {
    /// Everyone, in order.
    pub(super) fn people(&self, people: &People) -> &[u32] {
        &self.places(people).people
    }

    fn places(&self, people: &People) -> &Places {
        self.0.get_or_init(|| {
            let count = people.len();
            let read = cores::ranges(count, count, |range| {
                let numbers = range.map(|number| number as u32);
                let row = |number| (listed(people, number), number);
                let mut rows: Vec<_> = numbers.map(row).collect();
                rows.sort_unstable();
                rows
            });
            let mut rows = read.concat();
            // Stable only because that merges what is sorted in parts.
            rows.sort();
            let mut places = vec![0; count];
            for (place, (_, number)) in (0..).zip(&rows) {
                places[*number as usize] = place;
            }
            let people = rows.into_iter().map(|(_, number)| number).collect();
            Places { people, places }
        })
    }
}

/// Compares some of the people by their names.
pub(super) enum Names<'a> {
    /// What each of them is listed by.
    Read(Vec<Listed<'a>>),
    /// Where each of them stands in the roll.
    Known(Vec<u32>),
}

impl<'a> Names<'a> {
    /// The names of some people, in their order here.
    pub(super) fn of(
        some: &[u32],
        people: &'a People,
        roll: &Roll,
    ) -> Names<'a> {
        let some = some.iter();
        if some.len() > people.len() / MANY {
            let places = &roll.places(people).places;
            Names::Known(some.map(|&n| places[n as usize]).collect())
        } else {
            Names::Read(some.map(|&n| listed(people, n)).collect())
        }
    }

    /// The order of two of them.
    pub(super) fn compare(&self, one: usize, other: usize) -> Ordering {
        match self {
            Names::Read(names) => names[one].cmp(&names[other]),
            Names::Known(places) => places[one].cmp(&places[other]),
        }
    }
}
