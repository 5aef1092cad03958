//! Words that are neighbours in the query, where they are near in an entry.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::measure::Measure;
use super::{Feature, Hits, Posting, has, narrow};
use crate::index::EntryKind;
use crate::search::cursor::Cursor;
use crate::search::plan::{Pair, Place, Plan};
use crate::search::ranking::NEAR_WORDS;
use crate::search::walk::Walk;

/// The places where words have neighbours.
const PLACES: [Place; 2] = [Place::Title, Place::Text];

/// Tells where the words of a query are neighbours in an entry.
pub(super) struct Neighbours<'a> {
    plan: &'a Plan,
    measure: &'a Measure,
    locators: Vec<Locator>,
    /// For each pair, the locators of its words in each place.
    pairs: Vec<Vec<(Place, [usize; 2])>>,
    /// Leaves that an entry holds at least that holds a pair: one, where a
    /// word is its own neighbour.
    least: u32,
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

impl<'a> Neighbours<'a> {
    pub(super) fn of(
        plan: &'a Plan,
        walks: &[Walk],
        measure: &'a Measure,
    ) -> Neighbours<'a> {
        let mut locators: Vec<Locator> = Vec::new();
        let mut find = |leaf, place| {
            let found = locator(leaf, place, walks)?;
            let known = locators.iter().position(|l| l.walk == found.walk);
            Some(known.unwrap_or_else(|| {
                locators.push(found);
                locators.len() - 1
            }))
        };
        let mut both = |pair: &Pair, place| {
            let first = find(pair.first, place)?;
            Some((place, [first, find(pair.second, place)?]))
        };
        let places = |pair| {
            let found = PLACES.into_iter().map(|place| both(pair, place));
            found.flatten().collect()
        };
        let pairs = plan.pairs.iter().map(places).collect();
        let doubled = plan.pairs.iter().any(|pair| pair.first == pair.second);
        let least = if doubled { 1 } else { 2 };
        Neighbours { plan, measure, locators, pairs, least }
    }

    /// Adds how much the next entry holds of each pair.
    pub(super) fn add(&mut self, hit: usize, hits: &mut Hits) {
        let counting = hits.counting(hit).iter();
        // Most entries hold a single word.
        if counting.map(|word| word.count_ones()).sum::<u32>() >= self.least {
            self.add_pairs(hit, hits);
        }
        hits.pairs_end.push(narrow(hits.pairs.len()));
    }

    fn add_pairs(&mut self, hit: usize, hits: &mut Hits) {
        let (leaves, pairs) = (self.plan.leaves.len(), self.plan.pairs.len());
        for (i, pair) in self.plan.pairs.iter().enumerate() {
            let counting = hits.counting(hit);
            if !has(counting, pair.first) || !has(counting, pair.second) {
                continue;
            }
            let entry = (hits.addresses[hit].doc_id, hits.kinds[hit]);
            let values = self.pair(i, entry, hits.postings(hit));
            let ids = [leaves + i, leaves + pairs + i];
            for (id, value) in ids.into_iter().zip(values) {
                if value > 0.0 {
                    let id = narrow(id);
                    hits.pairs.push(Feature { id, value });
                }
            }
        }
    }

    /// How much an entry holds of a pair: in order, and near.
    fn pair(
        &mut self,
        pair: usize,
        (doc, kind): (DocId, EntryKind),
        postings: &[Posting],
    ) -> [f32; 2] {
        let mut values = [0f32; 2];
        for &(place, both) in &self.pairs[pair] {
            let comes_by = |at: usize| {
                let walk = self.locators[at].walk;
                postings.iter().any(|posting| posting.walk == walk)
            };
            if !both.into_iter().all(comes_by) {
                continue;
            }
            both.into_iter().for_each(|at| self.locators[at].read(doc));
            let [first, second] = both.map(|at| &*self.locators[at].positions);
            let gap = self.plan.pairs[pair].gap;
            let (ordered, near) = neighbours(first, second, gap);
            for (value, times) in values.iter_mut().zip([ordered, near]) {
                if times > 0 {
                    let there = self.measure.value(times, place, doc, kind);
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
