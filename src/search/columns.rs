//! Columns of the index that every hit is read from, and counts over them.

use std::ops::RangeInclusive;
use std::sync::Arc;

use tantivy::columnar::{Cardinality, Column, ColumnValues};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, Searcher, SegmentReader, TantivyError};

use super::lower::field;
use super::plan::Source;
use super::ranking::{Saturation, Spread};
use super::tree::YearRange;
use crate::index::Snapshot;

/// The code of publications in the field `kind`.
const PUBLICATION: u64 = 1;

/// What scores need to know of the whole index.
#[derive(Clone, Debug)]
pub(super) struct Statistics {
    /// What words count in titles.
    pub(super) title: Saturation,
    /// What they count in texts of another kind.
    pub(super) text: Saturation,
    /// Entries over people.
    pub(super) spread: Spread,
}

impl Statistics {
    /// Counts over what is live.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let people = snapshot.people();
        let totals = people.totals();
        let mean = |sum: u64, count: u64| sum as f32 / count.max(1) as f32;
        Statistics {
            title: Saturation::new(mean(totals.title_words, totals.titles)),
            text: Saturation::new(
                mean(totals.text_terms, totals.entries).max(6.0),
            ),
            spread: Spread::new(people.sizes()),
        }
    }
}

/// What many entries are, in their order, with the room to read it.
#[derive(Default)]
pub(super) struct Facts {
    /// Numbers of the profiles.
    pub(super) profiles: Vec<u64>,
    /// Codes of the kinds.
    pub(super) kinds: Vec<u64>,
    /// The works, 0 for what is no publication.
    pub(super) works: Vec<u64>,
    publications: Vec<DocId>,
    held: Vec<DocId>,
    rows: Vec<u32>,
    numbers: Vec<u64>,
}

/// The columns of a segment that every hit is read from.
pub(super) struct Columns {
    pub(super) profile: Arc<dyn ColumnValues<u64>>,
    pub(super) kind: Arc<dyn ColumnValues<u64>>,
    work: Column<u64>,
    pub(super) length: Arc<dyn ColumnValues<u64>>,
    /// Words of texts that are no titles.
    pub(super) norms: Option<FieldNormReader>,
    year: Column<u64>,
    status: Column<u64>,
}

impl Columns {
    /// The columns of each segment: to open them takes as long as to answer
    /// a query of a rare word.
    pub(super) fn all(
        searcher: &Searcher,
    ) -> Result<Vec<Columns>, TantivyError> {
        searcher.segment_readers().iter().map(Columns::open).collect()
    }

    fn open(segment: &SegmentReader) -> Result<Columns, TantivyError> {
        let column = |name: &str| -> Result<Column<u64>, TantivyError> {
            let column = segment.fast_fields().column_opt::<u64>(name)?;
            let empty = || Column::build_empty_column(segment.max_doc());
            Ok(column.unwrap_or_else(empty))
        };
        // Every entry has one: the values alone are faster to read.
        let number = |name: &str| {
            column(name).map(|column| match column.get_cardinality() {
                Cardinality::Full => column.values,
                Cardinality::Optional | Cardinality::Multivalued => {
                    column.first_or_default_col(0)
                }
            })
        };
        Ok(Columns {
            profile: number("profile")?,
            kind: number("kind")?,
            length: number("length")?,
            work: column("work")?,
            norms: segment.fieldnorms_readers().get_field(field("text"))?,
            year: column("year")?,
            status: column("status")?,
        })
    }

    /// Reads the profiles of entries.
    pub(super) fn read_profiles(&self, docs: &[DocId], facts: &mut Facts) {
        facts.profiles.resize(docs.len(), 0);
        self.profile.get_vals(docs, &mut facts.profiles);
    }

    /// Reads what else entries are, given in their order.
    pub(super) fn read(&self, docs: &[DocId], facts: &mut Facts) {
        let Facts { kinds, works, publications, held, rows, numbers, .. } =
            facts;
        kinds.resize(docs.len(), 0);
        self.kind.get_vals(docs, kinds);
        // Publications alone are works.
        publications.clear();
        let all = docs.iter().zip(kinds.iter());
        let all = all.filter(|(_, kind)| **kind == PUBLICATION);
        publications.extend(all.map(|(doc, _)| *doc));
        held.clear();
        rows.clear();
        self.work.row_ids_for_docs(publications, held, rows);
        numbers.resize(rows.len(), 0);
        self.work.values.get_vals(rows, numbers);
        works.clear();
        let mut known = held.iter().zip(numbers.iter()).peekable();
        works.extend(docs.iter().map(|doc| {
            let own = known.next_if(|(held, _)| *held == doc);
            own.map_or(0, |(_, work)| *work)
        }));
    }

    fn in_years(&self, doc: DocId, ranges: &[YearRange]) -> bool {
        let year = self.year.first(doc).and_then(|y| i32::try_from(y).ok());
        year.is_some_and(|year| ranges.iter().any(|r| r.contains(year)))
    }

    fn has_status(&self, doc: DocId, codes: &[u64]) -> bool {
        self.status.first(doc).is_some_and(|code| codes.contains(&code))
    }

    /// The entries that hold a leaf that is read from columns, in order; none
    /// for others.
    pub(super) fn listed(&self, source: &Source) -> Vec<DocId> {
        let count = self.kind.num_vals();
        let within = |column: &Column<u64>, values: RangeInclusive<u64>| {
            let mut docs = Vec::new();
            column.get_docids_for_value_range(values, 0..count, &mut docs);
            docs
        };
        let year = |year: i32| u64::try_from(year).unwrap_or(0);
        let mut docs = Vec::new();
        match source {
            Source::Years(ranges) => {
                for range in ranges {
                    let first = year(range.first.unwrap_or(0));
                    let last = year(range.last.unwrap_or(i32::MAX));
                    docs.extend(within(&self.year, first..=last));
                }
            }
            Source::Status(codes) => {
                for &code in codes {
                    docs.extend(within(&self.status, code..=code));
                }
            }
            Source::Publications => {
                let kind = PUBLICATION..=PUBLICATION;
                let kinds = &self.kind;
                kinds.get_row_ids_for_value_range(kind, 0..count, &mut docs);
            }
            _ => {}
        }
        docs.sort_unstable();
        docs.dedup();
        // Passages have years too.
        docs.retain(|&doc| self.kind.get_val(doc) == PUBLICATION);
        docs
    }

    /// Whether a leaf that is read from columns holds; None for others.
    pub(super) fn holds(&self, doc: DocId, source: &Source) -> Option<bool> {
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
            | Source::ExactPhrase(..)
            | Source::Author(..)
            | Source::FirstAuthor(_)
            | Source::Terms(_)
            | Source::AllTerms(..)
            | Source::Capitals(_)
            | Source::Nothing => None,
        }
    }
}
