//! One pass over the index: every entry that holds a leaf, with what it
//! holds and how much of it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED, TantivyError};

use super::columns::{Columns, Statistics};
use super::cursor::Cursor;
use super::lower::field;
use super::plan::{Condition, Facts, Place, Plan, Source, Strictness};
use super::ranking::{self, AS_TYPED, AUTHOR_NAME, BESIDE_TITLE, OWN_NAME};
use super::walk::{Walk, open_leaf};
use crate::index::{EntryKind, People, Snapshot};

mod neighbours;

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
    /// Its features begin here.
    features: u32,
}

/// How much of one thing an entry holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    /// A leaf; behind the leaves the pairs in order, then the near ones.
    pub(super) id: u32,
    /// How much, 1 for once in a text of average length.
    pub(super) value: f32,
}

/// The entries that hold something of a query.
#[derive(Debug, Default)]
pub(super) struct Hits {
    /// In the order of the index.
    pub(super) list: Vec<Hit>,
    features: Vec<Feature>,
    bits: Vec<u64>,
    /// Words of 64 leaves each, for one hit.
    pub(super) stride: usize,
}

impl Hits {
    /// What an entry holds.
    pub(super) fn features(&self, hit: usize) -> &[Feature] {
        let end = self
            .list
            .get(hit + 1)
            .map_or(self.features.len(), |next| next.features as usize);
        &self.features[self.list[hit].features as usize..end]
    }

    /// Which leaves an entry holds, a bit each.
    pub(super) fn bits(&self, hit: usize) -> &[u64] {
        &self.bits[hit * self.stride..(hit + 1) * self.stride]
    }
}

/// Whether a bit is set.
pub(super) fn has(bits: &[u64], leaf: usize) -> bool {
    bits.get(leaf / 64).is_some_and(|word| word >> (leaf % 64) & 1 == 1)
}

/// Collects all entries that hold a leaf of the plan.
pub(super) fn collect(
    plan: &Plan,
    snapshot: &Snapshot,
    statistics: &Statistics,
) -> Result<Hits, TantivyError> {
    let stride = plan.leaves.len().div_ceil(64).max(1);
    let mut hits = Hits { stride, ..Hits::default() };
    let scan = needs_scan(plan);
    let segments = snapshot.searcher().segment_readers();
    for (ord, segment) in (0..).zip(segments) {
        let mut pass = Pass::open(plan, snapshot, statistics, ord, scan)?;
        pass.run(ord, segment, &mut hits);
    }
    Ok(hits)
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

/// The pass over one segment.
struct Pass<'a> {
    plan: &'a Plan,
    people: &'a People,
    statistics: &'a Statistics,
    columns: Columns,
    text_norms: Option<FieldNormReader>,
    walks: Vec<Walk>,
    /// For each leaf, its walk over titles and over text.
    main: Vec<[Option<usize>; 2]>,
    /// Leaves that are read from columns.
    columnar: Vec<usize>,
    /// What the entry at hand holds of each leaf and pair.
    values: Vec<f32>,
    touched: Vec<u32>,
    positions: Vec<(DocId, Vec<u32>)>,
}

impl<'a> Pass<'a> {
    fn open(
        plan: &'a Plan,
        snapshot: &'a Snapshot,
        statistics: &'a Statistics,
        ord: u32,
        scan: bool,
    ) -> Result<Pass<'a>, TantivyError> {
        let segment = snapshot.searcher().segment_reader(ord);
        let stored = |doc| {
            let entry = snapshot.entry(DocAddress::new(ord, doc));
            entry.unwrap_or_default()
        };
        let columns = Columns::open(segment)?;
        let mut walks = Vec::new();
        let mut main = vec![[None; 2]; plan.leaves.len()];
        let mut columnar = Vec::new();
        for (leaf, part) in plan.leaves.iter().enumerate() {
            let from = walks.len();
            open_leaf(&part.source, leaf, segment, &stored, &mut walks)?;
            for (i, walk) in walks.iter().enumerate().skip(from) {
                let slot = match walk.place {
                    Some(Place::Title) => 0,
                    Some(Place::Text) => 1,
                    _ => continue,
                };
                main[leaf][slot] = main[leaf][slot].or(Some(i));
            }
            if by_column(&part.source) {
                columnar.push(leaf);
            }
        }
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
        let text = segment.fieldnorms_readers().get_field(field("text"))?;
        let positions = vec![(TERMINATED, Vec::new()); walks.len()];
        let values = vec![0.0; plan.leaves.len() + 2 * plan.pairs.len()];
        Ok(Pass {
            plan,
            people: snapshot.people(),
            statistics,
            columns,
            text_norms: text,
            walks,
            main,
            columnar,
            values,
            touched: Vec::new(),
            positions,
        })
    }

    fn run(&mut self, ord: u32, segment: &SegmentReader, hits: &mut Hits) {
        let alive = segment.alive_bitset();
        let mut queue: BinaryHeap<Reverse<(DocId, usize)>> = self
            .walks
            .iter()
            .enumerate()
            .map(|(i, walk)| Reverse((walk.cursor.doc(), i)))
            .filter(|Reverse((doc, _))| *doc != TERMINATED)
            .collect();
        let mut here = Vec::new();
        while let Some(&Reverse((doc, _))) = queue.peek() {
            here.clear();
            let live = alive.is_none_or(|alive| alive.is_alive(doc));
            let owner =
                live.then(|| self.columns.person(self.people, doc)).flatten();
            // All walks that stand at this entry are used before any goes on.
            while let Some(top) = queue.peek_mut() {
                if top.0.0 != doc {
                    break;
                }
                here.push(PeekMut::pop(top).0.1);
            }
            if let Some((profile, person)) = owner {
                let address = DocAddress::new(ord, doc);
                self.entry(address, profile, person, &here, hits);
            }
            for &i in &here {
                let next = self.walks[i].cursor.advance();
                if next != TERMINATED {
                    queue.push(Reverse((next, i)));
                }
            }
        }
    }

    /// Records one entry.
    fn entry(
        &mut self,
        address: DocAddress,
        profile: u32,
        person: u32,
        here: &[usize],
        hits: &mut Hits,
    ) {
        let doc = address.doc_id;
        let kind = EntryKind::from_code(self.columns.kind.get_val(doc));
        let base = hits.bits.len();
        hits.bits.resize(base + hits.stride, 0);
        let named =
            here.iter().any(|&i| self.walks[i].place == Some(Place::Name));
        for &i in here {
            let walk = &self.walks[i];
            if walk.leaf == usize::MAX {
                continue;
            }
            hits.bits[base + walk.leaf / 64] |= 1 << (walk.leaf % 64);
            if let Some(place) = walk.place {
                let mut value = walk.factor
                    * self.value(walk.cursor.frequency(), place, doc, kind);
                if named && place == Place::Text && kind == EntryKind::Header {
                    let leaf = walk.leaf;
                    let own = here.iter().any(|&other| {
                        let other = &self.walks[other];
                        other.leaf == leaf && other.place == Some(Place::Name)
                    });
                    value *= if own { OWN_NAME } else { 1.0 };
                }
                self.raise(walk.leaf, value);
            }
        }
        for &i in here {
            let Walk { leaf, place, .. } = self.walks[i];
            if place == Some(Place::Typed) {
                self.values[leaf] *= AS_TYPED;
            }
        }
        for &leaf in &self.columnar {
            let source = &self.plan.leaves[leaf].source;
            if self.columns.holds(doc, source) == Some(true) {
                hits.bits[base + leaf / 64] |= 1 << (leaf % 64);
            }
        }
        if here.len() > 1 {
            self.pairs(doc, kind);
        }
        for other in &self.plan.alternatives {
            if other.leaves.iter().all(|&leaf| self.values[leaf] > 0.0) {
                for leaf in &other.of {
                    hits.bits[base + leaf / 64] |= 1 << (leaf % 64);
                }
            }
        }
        hits.list.push(Hit {
            person,
            profile,
            address,
            kind,
            work: self.columns.work.get_val(doc),
            features: u32::try_from(hits.features.len()).unwrap_or(u32::MAX),
        });
        self.touched.sort_unstable();
        for id in self.touched.drain(..) {
            let value = std::mem::take(&mut self.values[id as usize]);
            hits.features.push(Feature { id, value });
        }
    }

    /// Keeps the highest value of a feature.
    fn raise(&mut self, id: usize, value: f32) {
        if value > 0.0 {
            if self.values[id] <= 0.0 {
                self.touched.push(u32::try_from(id).unwrap_or(u32::MAX));
            }
            self.values[id] = self.values[id].max(value);
        }
    }

    /// What a word counts that stands so often in a place of an entry.
    fn value(
        &self,
        frequency: u32,
        place: Place,
        doc: DocId,
        kind: EntryKind,
    ) -> f32 {
        let frequency = frequency as f32;
        let title = || {
            let length = self.columns.length.get_val(doc) as f32;
            ranking::saturation(frequency, length, self.statistics.title)
        };
        let text = || {
            let norms = self.text_norms.as_ref();
            let length = norms.map_or(0, |norms| norms.fieldnorm(doc)) as f32;
            let average = self.statistics.text;
            ranking::saturation(frequency, length, average)
        };
        let publication = kind == EntryKind::Publication;
        let weight = ranking::entry_weight(kind);
        match place {
            Place::Title => weight * title(),
            Place::Text if publication => BESIDE_TITLE * weight * text(),
            Place::Text => weight * text(),
            Place::Exact if publication => weight * title(),
            Place::Exact => weight * text(),
            Place::Name => OWN_NAME,
            Place::Author => AUTHOR_NAME,
            Place::Venue => BESIDE_TITLE,
            // It only raises what the stem counts.
            Place::Typed => 0.0,
        }
    }
}
