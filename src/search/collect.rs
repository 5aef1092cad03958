//! One pass over the index: every entry that holds a leaf, with what it
//! holds. How much of it, is worked out where a score is asked for.

use std::sync::Mutex;

use tantivy::{DocAddress, TantivyError};

use super::columns::{Columns, Statistics};
use super::plan::{Condition, Facts, Plan, Source, Strictness};
use crate::index::{EntryKind, Snapshot};
use measure::Measure;
use pass::Pass;

mod measure;
mod neighbours;
mod pass;
mod union;

/// Most hits that room is kept for.
const ROOM: usize = 1 << 18;

/// An entry that holds at least one leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Number of the person.
    pub(super) person: u32,
    /// Number of the profile.
    pub(super) profile: u32,
    /// Where the entry is stored.
    pub(super) address: DocAddress,
    /// What it is.
    pub(super) kind: EntryKind,
    /// The work, 0 for what is no publication.
    pub(super) work: u64,
    /// Its postings begin here.
    postings: u32,
    /// Its pairs begin here.
    pairs: u32,
}

/// How much of one thing an entry holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    /// A leaf; behind the leaves the pairs in order, then the near ones.
    pub(super) id: u32,
    /// How much, 1 for once in a text of average length.
    pub(super) value: f32,
}

/// That a walk comes by an entry.
#[derive(Clone, Copy, Debug, Default)]
struct Posting {
    walk: u32,
    /// How often the entry holds what the walk stands for.
    frequency: u32,
}

/// The entries that hold something of a query.
#[derive(Default)]
pub(super) struct Hits {
    /// In the order of the index.
    pub(super) list: Vec<Hit>,
    postings: Vec<Posting>,
    pairs: Vec<Feature>,
    /// For each hit the leaves it holds, then those of them that count.
    bits: Vec<u64>,
    /// Words of 64 leaves each, for one hit.
    pub(super) stride: usize,
    /// What postings of each segment count.
    segments: Vec<Measure>,
}

impl Hits {
    /// Which leaves an entry holds, a bit each.
    pub(super) fn bits(&self, hit: usize) -> &[u64] {
        let at = 2 * hit * self.stride;
        &self.bits[at..at + self.stride]
    }

    /// Which leaves add to an entry's score, a bit each.
    pub(super) fn counting(&self, hit: usize) -> &[u64] {
        let at = (2 * hit + 1) * self.stride;
        &self.bits[at..at + self.stride]
    }

    /// How much an entry holds of the pairs it holds.
    pub(super) fn pairs(&self, hit: usize) -> &[Feature] {
        let next = self.list.get(hit + 1);
        let end = next.map_or(self.pairs.len(), |next| next.pairs as usize);
        &self.pairs[self.list[hit].pairs as usize..end]
    }

    /// Makes room for so many entries and postings more: what is not used
    /// costs nothing.
    fn reserve(&mut self, entries: usize, postings: usize) {
        self.list.reserve(entries);
        self.bits.reserve(2 * self.stride * entries);
        self.postings.reserve(postings);
    }

    fn postings(&self, hit: usize) -> &[Posting] {
        let next = self.list.get(hit + 1);
        let end =
            next.map_or(self.postings.len(), |next| next.postings as usize);
        &self.postings[self.list[hit].postings as usize..end]
    }

    /// What the leaves of an entry add up to at most, by what they weigh.
    pub(super) fn most(&self, hit: usize, weights: &[f32]) -> f32 {
        let Hit { address, kind, .. } = self.list[hit];
        let measure = &self.segments[address.segment_ord as usize];
        measure.most(self.postings(hit), address.doc_id, kind, weights)
    }

    /// What an entry holds, and how much of it.
    pub(super) fn features(&self, hit: usize) -> Vec<Feature> {
        let Hit { address, kind, .. } = self.list[hit];
        let measure = &self.segments[address.segment_ord as usize];
        let doc = address.doc_id;
        let mut features = measure.leaves(self.postings(hit), doc, kind);
        features.extend(self.pairs(hit));
        features.sort_unstable_by_key(|feature| feature.id);
        features
    }
}

/// Whether a bit is set.
pub(super) fn has(bits: &[u64], leaf: usize) -> bool {
    bits.get(leaf / 64).is_some_and(|word| word >> (leaf % 64) & 1 == 1)
}

/// The bits that are set.
pub(super) fn set_bits(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(i, &word)| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let bit = 64 * i + rest.trailing_zeros() as usize;
            (rest != 0).then(|| rest &= rest - 1)?;
            Some(bit)
        })
    })
}

/// Collects hits, with what serves all queries of a snapshot.
pub(super) struct Collector {
    /// What scores need to know of the whole index.
    pub(super) statistics: Statistics,
    columns: Vec<Columns>,
    /// Hits that are no longer asked for: their room serves the next query.
    room: Mutex<Option<Hits>>,
}

impl Collector {
    pub(super) fn new(snapshot: &Snapshot) -> Result<Self, TantivyError> {
        let statistics = Statistics::new(snapshot);
        let columns = Columns::all(snapshot.searcher())?;
        Ok(Collector { statistics, columns, room: Mutex::default() })
    }

    /// Collects all entries that hold a leaf of the plan.
    pub(super) fn collect(
        &self,
        plan: &Plan,
        snapshot: &Snapshot,
    ) -> Result<Hits, TantivyError> {
        let mut hits = self.room();
        hits.stride = plan.leaves.len().div_ceil(64).max(1);
        let scan = needs_scan(plan);
        let passes = (0..).zip(&self.columns).map(|segment| {
            Pass::open(plan, snapshot, &self.statistics, segment, scan)
        });
        let passes: Vec<Pass<'_>> = passes.collect::<Result<_, _>>()?;
        let counts = passes.iter().map(Pass::counts);
        let (entries, postings) =
            counts.fold((0, 0), |sum, more| (sum.0 + more.0, sum.1 + more.1));
        hits.reserve(entries, postings);
        for pass in passes {
            let measure = pass.run(&mut hits);
            hits.segments.push(measure);
        }
        Ok(hits)
    }

    /// Keeps the room of hits, where it is not too much.
    pub(super) fn give_back(&self, hits: Hits) {
        if hits.list.capacity() <= ROOM
            && let Ok(mut room) = self.room.lock()
        {
            *room = Some(hits);
        }
    }

    /// No hits, with room for some.
    fn room(&self) -> Hits {
        let room = self.room.lock().ok().and_then(|mut room| room.take());
        let mut hits = room.unwrap_or_default();
        hits.list.clear();
        hits.postings.clear();
        hits.pairs.clear();
        hits.bits.clear();
        hits.segments.clear();
        hits
    }
}

/// Whether a leaf is read from columns.
fn by_column(source: &Source) -> bool {
    matches!(
        source,
        Source::Years(_) | Source::Status(_) | Source::Publications
    )
}

/// Whether publications can match that hold no term of the plan.
fn needs_scan(plan: &Plan) -> bool {
    struct ByColumns<'a>(&'a Plan);
    impl Facts for ByColumns<'_> {
        fn holds(&self, leaf: usize) -> bool {
            let leaf = &self.0.leaves[leaf];
            leaf.of_person || by_column(&leaf.source)
        }
        fn within(&self, inner: &Condition, strictness: Strictness) -> bool {
            inner.holds(strictness, self)
        }
        fn lifted(&self, _: &Condition, _: Strictness) -> bool {
            true
        }
    }
    let facts = ByColumns(plan);
    plan.leaves.iter().any(|leaf| by_column(&leaf.source))
        && plan
            .condition
            .any_within(&|inner| inner.holds(Strictness::Partial, &facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_listed() {
        let bits = [1 << 63 | 5, 0, 2];
        let listed: Vec<usize> = set_bits(&bits).collect();
        assert_eq!(listed, [0, 2, 63, 129]);
        assert!(listed.iter().all(|&bit| has(&bits, bit)));
        assert!(!has(&bits, 1) && !has(&bits, 500));
    }
}
