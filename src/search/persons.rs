//! Hits put together by person.

use super::collect::Hits;
use crate::index::People;

/// The hits of each person with any.
pub(super) struct Persons {
    /// Hits, a person after the other.
    hits: Vec<u32>,
    /// Where the hits of each person end.
    ends: Vec<u32>,
}

impl Persons {
    /// The persons in the order of their first hits; the hits of each in the
    /// order of the person's files.
    pub(super) fn new(hits: &Hits, people: &People) -> Persons {
        let mut place = vec![u32::MAX; people.len()];
        let mut ends: Vec<u32> = Vec::new();
        // Hits of one person mostly follow each other.
        let runs = || hits.persons.chunk_by(|a, b| a == b);
        for run in runs() {
            let place = &mut place[run[0] as usize];
            if *place == u32::MAX {
                *place = ends.len() as u32;
                ends.push(0);
            }
            ends[*place as usize] += run.len() as u32;
        }
        // First where each begins, which moves to where it ends.
        let mut sum = 0;
        for count in &mut ends {
            sum += std::mem::replace(count, sum);
        }
        let mut own = vec![0; hits.len()];
        let mut next = 0;
        for run in runs() {
            let end = &mut ends[place[run[0] as usize] as usize];
            let start = *end as usize;
            *end += run.len() as u32;
            let places = &mut own[start..*end as usize];
            places.iter_mut().zip(next..).for_each(|(own, hit)| *own = hit);
            next += run.len() as u32;
        }
        let mut persons = Persons { hits: own, ends };
        persons.sort_files(hits, people);
        persons
    }

    /// Entries of one profile follow each other, whatever the segments, and
    /// profiles as their files do: their numbers tell of the index's past.
    fn sort_files(&mut self, hits: &Hits, people: &People) {
        let profile = |hit: u32| hits.profile(hit as usize);
        let mut start = 0;
        for &end in &self.ends {
            let own = &mut self.hits[start..end as usize];
            start = end as usize;
            let first = own[0];
            if own.iter().any(|&hit| profile(hit) != profile(first)) {
                let order = people.profiles(hits.persons[first as usize]);
                own.sort_by_cached_key(|&hit| {
                    let at = order.iter().position(|p| *p == profile(hit));
                    (at.unwrap_or(order.len()), hit)
                });
            }
        }
    }

    /// How many persons have hits.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The hits of a person, by its place.
    pub(super) fn own(&self, place: usize) -> &[u32] {
        let before =
            place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.hits[before as usize..self.ends[place] as usize]
    }

    /// The hits of each person.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|place| self.own(place))
    }
}
