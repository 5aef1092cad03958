//! One pass over the index: every entry that holds a leaf, with what it
//! holds. How much of it, is worked out where a score is asked for.

use std::sync::{Arc, Mutex};

use tantivy::{DocAddress, TantivyError};

use super::columns::{Columns, Statistics};
use super::cores;
use super::plan::{Condition, Facts, Plan, Source, Strictness};
use super::roll::Roll;
use crate::index::{EntryKind, Snapshot};
use measure::Measure;
use pass::Pass;
use union::Span;

mod measure;
mod neighbours;
mod pass;
mod union;

/// Most hits that room is kept for, all rooms together.
const ROOM: usize = 1 << 20;

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

/// The entries that hold something of a query, in the order of the index.
///
/// Each of their properties stands side by side with the same of the next
/// entry: who asks for one does not go through the others.
#[derive(Default)]
pub(super) struct Hits {
    /// The person of each.
    pub(super) persons: Vec<u32>,
    profiles: Vec<u32>,
    addresses: Vec<DocAddress>,
    kinds: Vec<EntryKind>,
    works: Vec<u64>,
    /// Where the postings of each are.
    spans: Vec<Span>,
    postings: Vec<Posting>,
    /// Where the pairs of each end.
    pairs_end: Vec<u32>,
    pairs: Vec<Feature>,
    /// The leaves that each holds.
    bits: Vec<u64>,
    /// Those of them that count.
    counting: Vec<u64>,
    /// Words of 64 leaves each, for one hit.
    pub(super) stride: usize,
    /// What postings of each segment count.
    segments: Vec<Measure>,
}

impl Hits {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.persons.len()
    }

    /// What an entry is.
    pub(super) fn get(&self, hit: usize) -> Hit {
        Hit {
            person: self.persons[hit],
            profile: self.profiles[hit],
            address: self.addresses[hit],
            kind: self.kinds[hit],
            work: self.works[hit],
        }
    }

    /// What kind of entry it is.
    pub(super) fn kind(&self, hit: usize) -> EntryKind {
        self.kinds[hit]
    }

    /// The profile of an entry.
    pub(super) fn profile(&self, hit: usize) -> u32 {
        self.profiles[hit]
    }

    /// The work that an entry is, 0 for what is no publication.
    pub(super) fn work(&self, hit: usize) -> u64 {
        self.works[hit]
    }

    /// Which leaves an entry holds, a bit each.
    pub(super) fn bits(&self, hit: usize) -> &[u64] {
        &self.bits[hit * self.stride..(hit + 1) * self.stride]
    }

    /// Which leaves add to an entry's score, a bit each.
    pub(super) fn counting(&self, hit: usize) -> &[u64] {
        &self.counting[hit * self.stride..(hit + 1) * self.stride]
    }

    /// How much an entry holds of the pairs it holds.
    pub(super) fn pairs(&self, hit: usize) -> &[Feature] {
        let before = hit.checked_sub(1).map_or(0, |hit| self.pairs_end[hit]);
        &self.pairs[before as usize..self.pairs_end[hit] as usize]
    }

    fn postings(&self, hit: usize) -> &[Posting] {
        let (start, end) = self.spans[hit];
        &self.postings[start as usize..end as usize]
    }

    /// How many there is room for.
    fn room(&self) -> usize {
        self.persons.capacity()
    }

    /// Makes room for so many entries and postings more: what is not used
    /// costs nothing.
    fn reserve(&mut self, entries: usize, postings: usize) {
        self.persons.reserve(entries);
        self.profiles.reserve(entries);
        self.addresses.reserve(entries);
        self.kinds.reserve(entries);
        self.works.reserve(entries);
        self.bits.reserve(self.stride * entries);
        self.counting.reserve(self.stride * entries);
        self.spans.reserve(entries);
        self.pairs_end.reserve(entries);
        self.postings.reserve(postings);
    }

    /// Forgets all entries, but not the room they took.
    fn clear(&mut self) {
        self.persons.clear();
        self.profiles.clear();
        self.addresses.clear();
        self.kinds.clear();
        self.works.clear();
        self.bits.clear();
        self.counting.clear();
        self.spans.clear();
        self.postings.clear();
        self.pairs_end.clear();
        self.pairs.clear();
        self.segments.clear();
    }

    /// Adds other hits behind these.
    fn append(&mut self, other: &Hits) {
        let before = narrow(self.postings.len());
        self.spans.extend(other.spans.iter().map(behind(before)));
        let before = narrow(self.pairs.len());
        let ends = other.pairs_end.iter();
        self.pairs_end.extend(ends.map(|end| end.saturating_add(before)));
        self.persons.extend_from_slice(&other.persons);
        self.profiles.extend_from_slice(&other.profiles);
        self.addresses.extend_from_slice(&other.addresses);
        self.kinds.extend_from_slice(&other.kinds);
        self.works.extend_from_slice(&other.works);
        self.bits.extend_from_slice(&other.bits);
        self.counting.extend_from_slice(&other.counting);
        self.postings.extend_from_slice(&other.postings);
        self.pairs.extend_from_slice(&other.pairs);
    }

    /// What the leaves of an entry add up to at most, by what they weigh.
    pub(super) fn most(&self, hit: usize, weights: &[f32]) -> f32 {
        let (address, kind) = (self.addresses[hit], self.kinds[hit]);
        let measure = &self.segments[address.segment_ord as usize];
        measure.most(self.postings(hit), address.doc_id, kind, weights)
    }

    /// What an entry holds, and how much of it.
    pub(super) fn features(&self, hit: usize) -> Vec<Feature> {
        let (address, kind) = (self.addresses[hit], self.kinds[hit]);
        let measure = &self.segments[address.segment_ord as usize];
        let doc = address.doc_id;
        let mut features = measure.leaves(self.postings(hit), doc, kind);
        features.extend(self.pairs(hit));
        features.sort_unstable_by_key(|feature| feature.id);
        features
    }
}

/// Where postings are that so many others come before.
fn behind(before: u32) -> impl Fn(&Span) -> Span {
    move |(start, end)| {
        (start.saturating_add(before), end.saturating_add(before))
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether a bit is set.
pub(super) fn has(bits: &[u64], leaf: usize) -> bool {
    bits.get(leaf / 64).is_some_and(|word| word >> (leaf % 64) & 1 == 1)
}

/// The bits that are set.
pub(super) fn set_bits(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    let (mut i, mut rest) = (0, bits.first().copied().unwrap_or(0));
    std::iter::from_fn(move || {
        while rest == 0 {
            i += 1;
            rest = *bits.get(i)?;
        }
        let bit = 64 * i + rest.trailing_zeros() as usize;
        rest &= rest - 1;
        Some(bit)
    })
}

/// Collects hits, with what serves all queries of a snapshot.
pub(super) struct Collector {
    /// What scores need to know of the whole index.
    pub(super) statistics: Arc<Statistics>,
    /// Everyone, in the order of equal scores.
    pub(super) roll: Roll,
    columns: Vec<Columns>,
    /// Hits that are no longer asked for: their room serves the next query.
    rooms: Mutex<Vec<Hits>>,
}

impl Collector {
    pub(super) fn new(snapshot: &Snapshot) -> Result<Self, TantivyError> {
        let statistics = Arc::new(Statistics::new(snapshot));
        let columns = Columns::all(snapshot.searcher())?;
        let (roll, rooms) = (Roll::default(), Mutex::default());
        Ok(Collector { statistics, roll, columns, rooms })
    }

    /// Collects all entries that hold a leaf of the plan.
    pub(super) fn collect(
        &self,
        plan: &Plan,
        snapshot: &Snapshot,
    ) -> Result<Hits, TantivyError> {
        let stride = plan.leaves.len().div_ceil(64).max(1);
        let scan = needs_scan(plan);
        let passes = (0..).zip(&self.columns);
        let passes = passes
            .map(|segment| Pass::open(plan, snapshot, segment, scan))
            .collect::<Result<Vec<Pass<'_>>, _>>()?;
        let measures =
            passes.iter().map(|pass| pass.measure(&self.statistics));
        let measures: Vec<Measure> = measures.collect();
        let counts: Vec<(usize, usize)> =
            passes.iter().map(Pass::counts).collect();
        let entries = counts.iter().map(|(entries, _)| entries).sum();
        let postings = counts.iter().map(|(_, postings)| postings).sum();
        let mut hits = self.room(stride);
        hits.reserve(entries, postings);
        let parts = cores::parts(postings);
        let segments = passes.into_iter().zip(&measures);
        if parts == 1 {
            segments.for_each(|(pass, measure)| pass.run(measure, &mut hits));
        } else {
            let segments = segments.zip(&counts);
            let passes = segments.flat_map(|((pass, measure), (_, own))| {
                let parts = (parts * own).div_ceil(postings.max(1));
                let passes = pass.split(parts).into_iter();
                passes.map(move |pass| (pass, measure))
            });
            let found = cores::each(passes.collect(), |(pass, measure)| {
                let mut hits = self.room(stride);
                pass.run(measure, &mut hits);
                hits
            });
            for part in found {
                hits.append(&part);
                self.give_back(part);
            }
        }
        hits.segments = measures;
        Ok(hits)
    }

    /// Keeps the room of hits, where it is not too much.
    pub(super) fn give_back(&self, hits: Hits) {
        if let Ok(mut rooms) = self.rooms.lock() {
            let all = rooms.iter().chain([&hits]);
            if all.map(Hits::room).sum::<usize>() <= ROOM {
                rooms.push(hits);
            }
        }
    }

    /// No hits, with room for some.
    fn room(&self, stride: usize) -> Hits {
        let room = self.rooms.lock().ok().and_then(|mut rooms| rooms.pop());
        let mut hits = room.unwrap_or_default();
        hits.clear();
        hits.stride = stride;
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
