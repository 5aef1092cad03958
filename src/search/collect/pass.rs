//! The pass over one segment.

use tantivy::{DocAddress, DocId, TantivyError};

use super::measure::{Averages, Meaning, Measure};
use super::neighbours::Neighbours;
use super::union::Union;
use super::{Hit, Hits, Posting, by_column, has};
use crate::index::{EntryKind, Snapshot};
use crate::search::columns::{Columns, Statistics};
use crate::search::cursor::Cursor;
use crate::search::plan::Plan;
use crate::search::walk::{Walk, open_leaf};

/// The pass over one segment.
pub(super) struct Pass<'a> {
    ord: u32,
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    columns: &'a Columns,
    walks: Vec<Walk>,
    measure: Measure,
    neighbours: Neighbours,
    /// Leaves that are read from columns.
    columnar: Vec<usize>,
    /// The profile met last, and its person.
    owner: (u32, Option<u32>),
}

impl<'a> Pass<'a> {
    pub(super) fn open(
        plan: &'a Plan,
        snapshot: &'a Snapshot,
        statistics: &Statistics,
        (ord, columns): (u32, &'a Columns),
        scan: bool,
    ) -> Result<Pass<'a>, TantivyError> {
        let segment = snapshot.searcher().segment_reader(ord);
        let stored = |doc| {
            let entry = snapshot.entry(DocAddress::new(ord, doc));
            entry.unwrap_or_default()
        };
        let mut walks = Vec::new();
        let mut columnar = Vec::new();
        for (leaf, part) in plan.leaves.iter().enumerate() {
            open_leaf(&part.source, leaf, segment, &stored, &mut walks)?;
            if by_column(&part.source) {
                columnar.push(leaf);
            }
        }
        let neighbours = Neighbours::of(plan, &walks);
        if scan {
            let matching = |doc: &DocId| {
                columnar.iter().any(|&leaf| {
                    let source = &plan.leaves[leaf].source;
                    columns.holds(*doc, source) == Some(true)
                })
            };
            let docs = segment.doc_ids_alive().filter(matching).collect();
            let cursor = Cursor::List(docs, 0);
            // Which of the leaves it is, the columns tell at each entry.
            let leaf = usize::MAX;
            walks.push(Walk { cursor, leaf, place: None, factor: 1.0 });
        }
        let measure = Measure {
            meanings: walks.iter().map(Meaning::of).collect(),
            lengths: columns.length.clone(),
            norms: columns.norms.clone(),
            averages: Averages::of(statistics),
        };
        let owner = (u32::MAX, None);
        Ok(Pass {
            ord,
            plan,
            snapshot,
            columns,
            walks,
            measure,
            neighbours,
            columnar,
            owner,
        })
    }

    /// How many entries it meets at least, and how many postings at most;
    /// about, where it goes over phrases.
    pub(super) fn counts(&self) -> (usize, usize) {
        let lengths = self.walks.iter().map(|walk| walk.cursor.len());
        lengths.fold((0, 0), |(most, all), len| (len.max(most), all + len))
    }

    /// Adds all entries, and gives back what measures them.
    pub(super) fn run(mut self, hits: &mut Hits) -> Measure {
        let segment = self.snapshot.searcher().segment_reader(self.ord);
        let alive = segment.alive_bitset();
        let mut union = Union::new();
        let (mut profiles, mut kinds) = (Vec::new(), Vec::new());
        while union.advance(&mut self.walks) {
            let docs = union.docs.as_slice();
            profiles.resize(docs.len(), 0);
            kinds.resize(docs.len(), 0);
            self.columns.profile.get_vals(docs, &mut profiles);
            self.columns.kind.get_vals(docs, &mut kinds);
            for (i, &doc) in docs.iter().enumerate() {
                if alive.is_some_and(|alive| !alive.is_alive(doc)) {
                    continue;
                }
                let Some((profile, person)) = self.owner(profiles[i]) else {
                    continue;
                };
                let kind = EntryKind::from_code(kinds[i]);
                let hit = Hit {
                    person,
                    profile,
                    address: DocAddress::new(self.ord, doc),
                    kind,
                    work: match kind {
                        EntryKind::Publication => self.columns.work(doc),
                        EntryKind::Header | EntryKind::Passage(_) => 0,
                    },
                    postings: narrow(hits.postings.len()),
                    pairs: narrow(hits.pairs.len()),
                };
                hits.list.push(hit);
                self.entry(doc, kind, union.postings(i), hits);
            }
        }
        self.measure
    }

    /// Profile and person of an entry; None for one that nobody owns.
    fn owner(&mut self, profile: u64) -> Option<(u32, u32)> {
        let profile = u32::try_from(profile).ok()?;
        // Entries of one profile mostly follow each other.
        if profile != self.owner.0 {
            let people = self.snapshot.people();
            self.owner = (profile, people.person_of(profile));
        }
        Some((profile, self.owner.1?))
    }

    /// Records what an entry holds.
    fn entry(
        &mut self,
        doc: DocId,
        kind: EntryKind,
        postings: &[Posting],
        hits: &mut Hits,
    ) {
        let stride = hits.stride;
        let base = hits.bits.len();
        hits.bits.resize(base + 2 * stride, 0);
        let (bits, counting) = hits.bits[base..].split_at_mut(stride);
        for posting in postings {
            let meaning = self.measure.meanings[posting.walk as usize];
            if meaning.leaf == u32::MAX {
                continue;
            }
            set(bits, meaning.leaf as usize);
            if meaning.counts() {
                set(counting, meaning.leaf as usize);
            }
            hits.postings.push(*posting);
        }
        for &leaf in &self.columnar {
            let source = &self.plan.leaves[leaf].source;
            if self.columns.holds(doc, source) == Some(true) {
                set(bits, leaf);
            }
        }
        for other in &self.plan.alternatives {
            if other.leaves.iter().all(|&leaf| has(counting, leaf)) {
                other.of.iter().for_each(|&leaf| set(bits, leaf));
            }
        }
        if postings.len() > 1 {
            let pairs = &self.plan.pairs;
            let held = |leaf: usize| has(counting, leaf);
            let pairs = pairs
                .iter()
                .enumerate()
                .filter(|(_, pair)| held(pair.first) && held(pair.second));
            for (i, pair) in pairs {
                self.neighbours.pair(
                    (i, *pair),
                    (doc, kind),
                    &self.measure,
                    &mut hits.pairs,
                );
            }
        }
    }
}

fn set(bits: &mut [u64], leaf: usize) {
    bits[leaf / 64] |= 1 << (leaf % 64);
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
