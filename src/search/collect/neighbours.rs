//! Words that are neighbours in the query, where they are near in an entry.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::measure::Measure;
use super::{Feature, Hit, Hits, Posting, has};
use crate::search::cursor::Cursor;
use crate::search::plan::{Pair, Place, Plan};
use crate::search::ranking::NEAR_WORDS;
use crate::search::walk::Walk;

/// The places where words have neighbours.
const PLACES: [Place; 2] = [Place::Title, Place::Text];

/// Tells where the words of a query are neighbours in an entry.
pub(super) struct Neighbours {
    /// For each leaf of a pair, where it stands in titles and in text.
    leaves: Vec<[Option<Locator>; 2]>,
    /// How many leaves and pairs there are.
    counts: (usize, usize),
}

/// Where a word stands in entries, read only where that is asked.
struct Locator {
    /// The walk over the same postings.
    walk: u32,
    postings: SegmentPostings,
    /// The entry read last.
    doc: DocId,
    positions: Vec<u32>,
}

impl Locator {
    /// Reads where it stands in an entry, which comes behind those read
    /// before; nowhere, where it does not.
    fn read(&mut self, doc: DocId) {
        if self.doc != doc {
            self.doc = doc;
            self.positions.clear();
            if self.postings.doc() < doc {
                self.postings.seek(doc);
            }
            if self.postings.doc() == doc {
                self.postings.positions(&mut self.positions);
            }
        }
    }
}

impl Neighbours {
    pub(super) fn of(plan: &Plan, walks: &[Walk]) -> Neighbours {
        let count = plan.leaves.len();
        let mut leaves: Vec<_> = (0..count).map(|_| [None, None]).collect();
        for pair in &plan.pairs {
            for leaf in [pair.first, pair.second] {
                leaves[leaf] = PLACES.map(|place| locator(leaf, place, walks));
            }
        }
        Neighbours { leaves, counts: (count, plan.pairs.len()) }
    }

    /// Adds how much an entry, which walks come by, holds of each pair.
    pub(super) fn add(
        &mut self,
        plan: &Plan,
        hit: Hit,
        walks: &[Posting],
        measure: &Measure,
        hits: &mut Hits,
    ) {
        let last = hits.len() - 1;
        for (i, &pair) in plan.pairs.iter().enumerate() {
            let counting = hits.counting(last);
            if has(counting, pair.first) && has(counting, pair.second) {
                let values = self.pair(pair, hit, walks, measure);
                let (leaves, pairs) = self.counts;
                let ids = [leaves + i, leaves + pairs + i];
                for (id, value) in ids.into_iter().zip(values) {
                    if value > 0.0 {
                        let id = u32::try_from(id).unwrap_or(u32::MAX);
                        hits.pairs.push(Feature { id, value });
                    }
                }
            }
        }
    }

    /// How much an entry holds of a pair: in order, and near.
    fn pair(
        &mut self,
        pair: Pair,
        hit: Hit,
        walks: &[Posting],
        measure: &Measure,
    ) -> [f32; 2] {
        let doc = hit.address.doc_id;
        let mut values = [0f32; 2];
        for (slot, place) in PLACES.into_iter().enumerate() {
            let both = [pair.first, pair.second];
            let comes_by = |leaf: usize| {
                self.leaves[leaf][slot].as_ref().is_some_and(|locator| {
                    walks.iter().any(|p| p.walk == locator.walk)
                })
            };
            if !both.into_iter().all(comes_by) {
                continue;
            }
            for leaf in both {
                if let Some(locator) = &mut self.leaves[leaf][slot] {
                    locator.read(doc);
                }
            }
            let positions = |leaf: usize| {
                let locator = self.leaves[leaf][slot].as_ref();
                locator.map_or(&[][..], |locator| &locator.positions)
            };
            let (ordered, near) = neighbours(
                positions(pair.first),
                positions(pair.second),
                pair.gap,
            );
            for (value, times) in values.iter_mut().zip([ordered, near]) {
                if times > 0 {
                    let there = measure.value(times, place, doc, hit.kind);
                    *value = value.max(there);
                }
            }
        }
        values
    }
}

/// What tells where a word stands: the first of the walks of its leaf.
fn locator(leaf: usize, place: Place, walks: &[Walk]) -> Option<Locator> {
    let mut walks = (0..).zip(walks);
    let (number, walk) = walks
        .find(|(_, walk)| walk.leaf == leaf && walk.place == Some(place))?;
    match &walk.cursor {
        Cursor::Postings(postings) => Some(Locator {
            walk: number,
            postings: SegmentPostings::clone(postings),
            doc: TERMINATED,
            positions: Vec::new(),
        }),
        Cursor::Phrase(_) | Cursor::List(..) => None,
    }
}

/// How often the second word follows the first as typed or directly, and
/// how often they stand near each other.
fn neighbours(first: &[u32], second: &[u32], gap: u32) -> (u32, u32) {
    let (mut ordered, mut near) = (0, 0);
    for &a in first {
        for &b in second {
            ordered += u32::from(b == a + 1 || b == a + gap);
            near += u32::from(a != b && a.abs_diff(b) <= NEAR_WORDS);
        }
    }
    (ordered, near)
}
