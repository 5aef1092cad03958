//! One pass over the index: every entry that holds a leaf, with what it
//! holds and how much of it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::sync::Arc;

use tantivy::columnar::{Column, ColumnValues};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyError,
};

use super::cursor::{Cursor, PhraseCursor, postings};
use super::lower::field;
use super::plan::{Condition, Facts, Place, Plan, Source, Strictness};
use super::ranking::{
    self, AUTHOR_NAME, BESIDE_TITLE, NEAR_WORDS, OWN_NAME, Spread,
};
use super::tree::YearRange;
use crate::index::{EntryKind, People, Snapshot};

/// The code of publications in the field `kind`.
const PUBLICATION: u64 = 1;

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

/// What scores need to know of the whole index.
#[derive(Clone, Debug, Default)]
pub(super) struct Statistics {
    /// Words of an average title.
    title: f32,
    /// Words of an average text of another kind.
    text: f32,
    /// Entries over people.
    pub(super) spread: Spread,
}

impl Statistics {
    /// Counts over what is live.
    pub(super) fn new(snapshot: &Snapshot) -> Result<Self, TantivyError> {
        let people = snapshot.people();
        let mut entries = vec![0u32; people.len()];
        let (mut titles, mut words) = (0u64, 0u64);
        let (mut texts, mut text_words) = (0u64, 0u64);
        for segment in snapshot.searcher().segment_readers() {
            let columns = Columns::open(segment)?;
            let inverted = segment.inverted_index(field("text"))?;
            text_words += inverted.total_num_tokens();
            texts += u64::from(segment.max_doc());
            for doc in segment.doc_ids_alive() {
                if columns.kind.get_val(doc) == 0 {
                    continue;
                }
                let length = columns.length.get_val(doc);
                titles += u64::from(length > 0);
                words += length;
                let person = columns.person(people, doc).map(|p| p.1 as usize);
                if let Some(count) = person.and_then(|p| entries.get_mut(p)) {
                    *count += 1;
                }
            }
        }
        let mean = |sum: u64, count: u64| sum as f32 / count.max(1) as f32;
        Ok(Statistics {
            title: mean(words, titles),
            text: mean(text_words, texts).max(6.0),
            spread: Spread::new(entries.into_iter()),
        })
    }
}

/// The columns of a segment that every hit is read from.
struct Columns {
    profile: Arc<dyn ColumnValues<u64>>,
    kind: Arc<dyn ColumnValues<u64>>,
    work: Arc<dyn ColumnValues<u64>>,
    length: Arc<dyn ColumnValues<u64>>,
    year: Column<u64>,
    status: Column<u64>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Columns, TantivyError> {
        let fast = segment.fast_fields();
        let number = |name: &str| fast.column_first_or_default::<u64>(name);
        let optional = |name: &str| -> Result<Column<u64>, TantivyError> {
            let empty = || Column::build_empty_column(segment.max_doc());
            Ok(fast.column_opt::<u64>(name)?.unwrap_or_else(empty))
        };
        Ok(Columns {
            profile: number("profile")?,
            kind: number("kind")?,
            work: number("work")?,
            length: number("length")?,
            year: optional("year")?,
            status: optional("status")?,
        })
    }

    /// Profile and person of an entry; None for one that nobody owns.
    fn person(&self, people: &People, doc: DocId) -> Option<(u32, u32)> {
        let profile = u32::try_from(self.profile.get_val(doc)).ok()?;
        Some((profile, people.person_of(profile)?))
    }

    fn in_years(&self, doc: DocId, ranges: &[YearRange]) -> bool {
        let year = self.year.first(doc).and_then(|y| i32::try_from(y).ok());
        year.is_some_and(|year| ranges.iter().any(|r| r.contains(year)))
    }

    fn has_status(&self, doc: DocId, codes: &[u64]) -> bool {
        self.status.first(doc).is_some_and(|code| codes.contains(&code))
    }

    /// Whether a leaf that is read from columns holds; None for others.
    fn holds(&self, doc: DocId, source: &Source) -> Option<bool> {
        let publication = || self.kind.get_val(doc) == PUBLICATION;
        match source {
            Source::Years(ranges) => {
                Some(publication() && self.in_years(doc, ranges))
            }
            Source::Status(codes) => {
                Some(publication() && self.has_status(doc, codes))
            }
            Source::Publications => Some(publication()),
            Source::Words(_)
            | Source::Phrase(..)
            | Source::Terms(_)
            | Source::AllTerms(..)
            | Source::Nothing => None,
        }
    }
}

/// A cursor and what it stands for.
struct Walk {
    cursor: Cursor,
    leaf: usize,
    /// None for leaves without a score.
    place: Option<Place>,
    factor: f32,
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
        let mut pass =
            Pass::open(plan, snapshot.people(), statistics, segment, scan)?;
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
        people: &'a People,
        statistics: &'a Statistics,
        segment: &SegmentReader,
        scan: bool,
    ) -> Result<Pass<'a>, TantivyError> {
        let columns = Columns::open(segment)?;
        let mut walks = Vec::new();
        let mut main = vec![[None; 2]; plan.leaves.len()];
        let mut columnar = Vec::new();
        for (leaf, part) in plan.leaves.iter().enumerate() {
            let from = walks.len();
            open_leaf(&part.source, leaf, segment, &mut walks)?;
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
            people,
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
        for &leaf in &self.columnar {
            let source = &self.plan.leaves[leaf].source;
            if self.columns.holds(doc, source) == Some(true) {
                hits.bits[base + leaf / 64] |= 1 << (leaf % 64);
            }
        }
        if here.len() > 1 {
            self.pairs(doc, kind);
        }
        for (leaf, part) in self.plan.leaves.iter().enumerate() {
            let long = part.long_forms.iter().any(|form| {
                form.leaves.iter().all(|&leaf| self.values[leaf] > 0.0)
            });
            if long {
                hits.bits[base + leaf / 64] |= 1 << (leaf % 64);
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
        }
    }

    /// Neighbours of the query that are neighbours in the entry.
    fn pairs(&mut self, doc: DocId, kind: EntryKind) {
        let plan = self.plan;
        let leaves = plan.leaves.len();
        for (i, pair) in plan.pairs.iter().enumerate() {
            for (slot, place) in [Place::Title, Place::Text].iter().enumerate()
            {
                let (Some(first), Some(second)) = (
                    self.main[pair.first][slot],
                    self.main[pair.second][slot],
                ) else {
                    continue;
                };
                if self.walks[first].cursor.doc() != doc
                    || self.walks[second].cursor.doc() != doc
                {
                    continue;
                }
                for walk in [first, second] {
                    let (read, positions) = &mut self.positions[walk];
                    if *read != doc {
                        *read = doc;
                        self.walks[walk].cursor.positions(positions);
                    }
                }
                let (ordered, near) = neighbours(
                    &self.positions[first].1,
                    &self.positions[second].1,
                    pair.gap,
                );
                if ordered > 0 {
                    let value = self.value(ordered, *place, doc, kind);
                    self.raise(leaves + i, value);
                }
                if near > 0 {
                    let value = self.value(near, *place, doc, kind);
                    self.raise(leaves + plan.pairs.len() + i, value);
                }
            }
        }
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

/// Opens the walks of a leaf.
fn open_leaf(
    source: &Source,
    leaf: usize,
    segment: &SegmentReader,
    walks: &mut Vec<Walk>,
) -> Result<(), TantivyError> {
    let basic = IndexRecordOption::Basic;
    let mut add = |cursor: Cursor, place: Option<Place>, factor: f32| {
        walks.push(Walk { cursor, leaf, place, factor });
    };
    match source {
        Source::Words(terms) => {
            for word in terms {
                let option = match word.place {
                    Place::Title | Place::Text => {
                        IndexRecordOption::WithFreqsAndPositions
                    }
                    Place::Exact
                    | Place::Name
                    | Place::Author
                    | Place::Venue => basic,
                };
                let handle = field(word.place.field());
                let found = postings(segment, handle, &word.term, option)?;
                if let Some(found) = found {
                    let cursor = Cursor::Postings(Box::new(found));
                    add(cursor, Some(word.place), word.factor);
                }
            }
        }
        Source::Phrase(fields, phrase, slop) => {
            for &handle in fields {
                let place = if handle == field("text") {
                    Place::Text
                } else {
                    Place::Title
                };
                let found = PhraseCursor::new(segment, handle, phrase, *slop)?;
                if let Some(found) = found {
                    add(Cursor::Phrase(Box::new(found)), Some(place), 1.0);
                }
            }
        }
        Source::Terms(terms) => {
            for (handle, term) in terms {
                if let Some(found) = postings(segment, *handle, term, basic)? {
                    add(Cursor::Postings(Box::new(found)), None, 1.0);
                }
            }
        }
        Source::AllTerms(handle, terms) => {
            let mut docs: Option<Vec<DocId>> = None;
            for term in terms {
                let mut found = Vec::new();
                if let Some(mut all) = postings(segment, *handle, term, basic)?
                {
                    while all.doc() != TERMINATED {
                        found.push(all.doc());
                        all.advance();
                    }
                }
                docs = Some(match docs {
                    None => found,
                    Some(mut docs) => {
                        docs.retain(|doc| found.binary_search(doc).is_ok());
                        docs
                    }
                });
            }
            add(Cursor::List(docs.unwrap_or_default(), 0), None, 1.0);
        }
        Source::Years(_)
        | Source::Status(_)
        | Source::Publications
        | Source::Nothing => {}
    }
    Ok(())
}
