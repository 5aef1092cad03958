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
        for hit in &hits.list {
            let place = &mut place[hit.person as usize];
            if *place == u32::MAX {
                *place = ends.len() as u32;
                ends.push(0);
            }
            ends[*place as usize] += 1;
        }
        // First where each begins, which moves to where it ends.
        let mut sum = 0;
        for count in &mut ends {
            sum += std::mem::replace(count, sum);
        }
        let mut own = vec![0; hits.list.len()];
        for (i, hit) in (0..).zip(&hits.list) {
            let end = &mut ends[place[hit.person as usize] as usize];
            own[*end as usize] = i;
            *end += 1;
        }
        let mut persons = Persons { hits: own, ends };
        persons.sort_files(hits, people);
        persons
    }

    /// Entries of one profile follow each other, whatever the segments, and
    /// profiles as their files do: their numbers tell of the index's past.
    fn sort_files(&mut self, hits: &Hits, people: &People) {
        let profile = |hit: u32| hits.list[hit as usize].profile;
        let mut start = 0;
        for &end in &self.ends {
            let own = &mut self.hits[start..end as usize];
            start = end as usize;
            let first = own[0];
            if own.iter().any(|&hit| profile(hit) != profile(first)) {
                let order = people.profiles(hits.list[first as usize].person);
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
