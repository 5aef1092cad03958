//! The pass over one segment.

use std::sync::Arc;

use tantivy::{DocAddress, DocId, TERMINATED, TantivyError};

use super::measure::{Meaning, Measure, Typed};
use super::neighbours::Neighbours;
use super::union::Union;
use super::{Hits, behind, by_column, has, narrow};
use crate::index::{EntryKind, Snapshot};
use crate::search::columns::{Columns, Facts, Statistics};
use crate::search::cursor::Cursor;
use crate::search::plan::{Place, Plan};
use crate::search::walk::{Walk, open_leaf};

/// The pass over one segment, or over some of its entries.
pub(super) struct Pass<'a> {
    ord: u32,
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    columns: &'a Columns,
    walks: Vec<Walk>,
    /// Walks over words as they were typed: none comes by an entry that the
    /// others do not.
    typed: Vec<Walk>,
    /// Leaves that are read from columns, entry by entry.
    columnar: Vec<usize>,
    /// Entries up to here.
    end: DocId,
    /// The profile met last, and its person.
    owner: (u32, Option<u32>),
}

impl<'a> Pass<'a> {
    pub(super) fn open(
        plan: &'a Plan,
        snapshot: &'a Snapshot,
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
        if scan {
            for leaf in columnar.drain(..) {
                let docs = columns.listed(&plan.leaves[leaf].source);
                let cursor = Cursor::List(docs, 0);
                walks.push(Walk { cursor, leaf, place: None, factor: 1.0 });
            }
        }
        let is_typed = |walk: &mut Walk| walk.place == Some(Place::Typed);
        let typed = walks.extract_if(.., is_typed).collect();
        Ok(Pass {
            ord,
            plan,
            snapshot,
            columns,
            walks,
            typed,
            columnar,
            end: TERMINATED,
            owner: (u32::MAX, None),
        })
    }

    /// What measures its postings.
    pub(super) fn measure(&self, statistics: &Arc<Statistics>) -> Measure {
        let segment = self.snapshot.searcher().segment_reader(self.ord);
        let typed = |walk| Typed::of(walk, segment.max_doc());
        Measure {
            meanings: self.walks.iter().map(Meaning::of).collect(),
            typed: self.typed.iter().map(typed).collect(),
            lengths: self.columns.length.clone(),
            norms: self.columns.norms.clone(),
            statistics: statistics.clone(),
        }
    }

    /// How many entries and postings it meets at most; about, where it goes
    /// over phrases.
    pub(super) fn counts(&self) -> (usize, usize) {
        let segment = self.snapshot.searcher().segment_reader(self.ord);
        let lengths = self.walks.iter().map(|walk| walk.cursor.len());
        let postings = lengths.sum::<usize>();
        (postings.min(segment.max_doc() as usize), postings)
    }

    /// The same as several passes over entries that follow each other.
    pub(super) fn split(self, parts: usize) -> Vec<Pass<'a>> {
        let segment = self.snapshot.searcher().segment_reader(self.ord);
        let parts = u32::try_from(parts).unwrap_or(u32::MAX).max(1);
        let size = segment.max_doc().div_ceil(parts).max(1);
        let from = |walk: &Walk, start| {
            let cursor = walk.cursor.from(start);
            Walk { cursor, ..*walk }
        };
        let starts = (0..segment.max_doc()).step_by(size as usize);
        let part = |start: DocId| Pass {
            walks: self.walks.iter().map(|walk| from(walk, start)).collect(),
            typed: Vec::new(),
            columnar: self.columnar.clone(),
            end: start.saturating_add(size),
            ..self
        };
        starts.map(part).collect()
    }

    /// Adds all entries.
    pub(super) fn run(mut self, measure: &Measure, hits: &mut Hits) {
        let segment = self.snapshot.searcher().segment_reader(self.ord);
        let alive = segment.alive_bitset();
        let mut neighbours = Neighbours::of(self.plan, &self.walks, measure);
        let mut union = Union::new(hits.stride);
        let (mut facts, mut owned) = (Facts::default(), Vec::new());
        while union.advance(&mut self.walks, self.end) {
            self.columns.read_profiles(&union.docs, &mut facts);
            owned.clear();
            let profiles = union.docs.iter().zip(&facts.profiles);
            for (at, (&doc, &profile)) in profiles.enumerate() {
                if alive.is_some_and(|alive| !alive.is_alive(doc)) {
                    continue;
                }
                if let Some(person) = self.person(profile) {
                    owned.push(at);
                    hits.persons.push(person);
                }
            }
            union.keep(&owned);
            let profiles = owned.iter().map(|&at| facts.profiles[at] as u32);
            hits.profiles.extend(profiles);
            self.columns.read(&union.docs, &mut facts);
            let from = hits.works.len();
            self.add(&union, &facts, hits);
            for hit in from..hits.len() {
                self.imply(hit, hits);
                neighbours.add(hit, hits);
            }
        }
    }

    /// Adds the entries of a window whose owners are added.
    fn add(&self, union: &Union, facts: &Facts, hits: &mut Hits) {
        let address = |&doc: &DocId| DocAddress::new(self.ord, doc);
        hits.addresses.extend(union.docs.iter().map(address));
        let kinds = facts.kinds.iter();
        hits.kinds.extend(kinds.map(|&code| EntryKind::from_code(code)));
        hits.works.extend_from_slice(&facts.works);
        hits.bits.extend_from_slice(&union.leaves.held);
        hits.counting.extend_from_slice(&union.leaves.counting);
        let before = narrow(hits.postings.len());
        hits.spans.extend(union.spans.iter().map(behind(before)));
        hits.postings.extend_from_slice(union.postings());
    }

    /// The person of a profile; None for one that nobody owns.
    fn person(&mut self, profile: u64) -> Option<u32> {
        let profile = u32::try_from(profile).ok()?;
        // Entries of one profile mostly follow each other.
        if profile != self.owner.0 {
            let people = self.snapshot.people();
            self.owner = (profile, people.person_of(profile));
        }
        self.owner.1
    }

    /// Adds the leaves that an entry holds by its columns, and by what others
    /// stand for.
    fn imply(&self, hit: usize, hits: &mut Hits) {
        if self.columnar.is_empty() && self.plan.alternatives.is_empty() {
            return;
        }
        let doc = hits.addresses[hit].doc_id;
        let own = hit * hits.stride..(hit + 1) * hits.stride;
        let bits = &mut hits.bits[own.clone()];
        let counting = &hits.counting[own];
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
    }
}

fn set(bits: &mut [u64], leaf: usize) {
    bits[leaf / 64] |= 1 << (leaf % 64);
}
