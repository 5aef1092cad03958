//! What the postings of an entry count.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{BitSet, DocId, TERMINATED};

use super::{Feature, Posting};
use crate::index::EntryKind;
use crate::search::columns::Statistics;
use crate::search::plan::Place;
use crate::search::ranking::{
    self, AS_TYPED, AUTHOR_NAME, BESIDE_TITLE, OWN_NAME,
};
use crate::search::walk::Walk;

/// What a walk stands for.
#[derive(Clone, Copy)]
pub(super) struct Meaning {
    pub(super) leaf: u32,
    pub(super) place: Option<Place>,
    factor: f32,
    /// Whether its postings add to a score.
    pub(super) counts: bool,
}

impl Meaning {
    pub(super) fn of(walk: &Walk) -> Meaning {
        let Walk { leaf, place, factor, .. } = *walk;
        let leaf = u32::try_from(leaf).unwrap_or(u32::MAX);
        let counts = factor > 0.0 && place.is_some();
        Meaning { leaf, place, factor, counts }
    }
}

/// The entries that hold a word as it was typed, which all hold its stem.
pub(super) struct Typed {
    leaf: u32,
    entries: BitSet,
}

impl Typed {
    /// Those that a walk comes by, of so many.
    pub(super) fn of(walk: &Walk, count: u32) -> Typed {
        let mut entries = BitSet::with_max_value(count);
        walk.cursor.clone().pass(TERMINATED, |doc, _| {
            entries.insert(doc);
        });
        Typed { leaf: Meaning::of(walk).leaf, entries }
    }
}

/// What postings of a segment count.
pub(super) struct Measure {
    pub(super) meanings: Vec<Meaning>,
    pub(super) typed: Vec<Typed>,
    pub(super) lengths: Arc<dyn ColumnValues<u64>>,
    pub(super) norms: Option<FieldNormReader>,
    pub(super) statistics: Arc<Statistics>,
}

impl Measure {
    /// What an entry's postings count for their leaves, in no order.
    pub(super) fn leaves(
        &self,
        postings: &[Posting],
        doc: DocId,
        kind: EntryKind,
    ) -> Vec<Feature> {
        let mut features: Vec<Feature> = Vec::with_capacity(postings.len());
        let meaning = |p: &Posting| self.meanings[p.walk as usize];
        let is_named = |leaf: u32| {
            postings.iter().map(meaning).any(|other| {
                other.leaf == leaf && other.place == Some(Place::Name)
            })
        };
        for posting in postings {
            let Meaning { leaf, place, factor, .. } = meaning(posting);
            let Some(place) = place else { continue };
            let mut value =
                factor * self.value(posting.frequency, place, doc, kind);
            let of_header = place == Place::Text && kind == EntryKind::Header;
            if of_header && is_named(leaf) {
                value *= OWN_NAME;
            }
            if value <= 0.0 {
                continue;
            }
            // What stands in several places counts where it counts most.
            match features.iter_mut().find(|known| known.id == leaf) {
                Some(known) => known.value = known.value.max(value),
                None => features.push(Feature { id: leaf, value }),
            }
        }
        for Typed { leaf, entries } in &self.typed {
            let mut known = features.iter_mut();
            if entries.contains(doc)
                && let Some(known) = known.find(|f| f.id == *leaf)
            {
                known.value *= AS_TYPED;
            }
        }
        features
    }

    /// What an entry's leaves add up to at most: what makes a word of a
    /// header count less, the own name, is left out, and so is what makes a
    /// word as typed count a trifle more.
    pub(super) fn most(
        &self,
        postings: &[Posting],
        doc: DocId,
        kind: EntryKind,
        weights: &[f32],
    ) -> f32 {
        let (mut sum, mut best, mut last) = (0.0, 0f32, 0);
        // Walks of one leaf follow each other.
        for posting in postings {
            let Meaning { leaf, place, factor, .. } =
                self.meanings[posting.walk as usize];
            let Some(place) = place else { continue };
            if leaf != last {
                sum += best;
                (best, last) = (0.0, leaf);
            }
            let value = self.value(posting.frequency, place, doc, kind);
            best = best.max(weights[leaf as usize] * factor * value);
        }
        sum + best
    }

    /// What a word counts that stands so often in a place of an entry.
    pub(super) fn value(
        &self,
        frequency: u32,
        place: Place,
        doc: DocId,
        kind: EntryKind,
    ) -> f32 {
        let title = || {
            let length = self.lengths.get_val(doc);
            self.statistics.title.of(frequency, length)
        };
        let text = || {
            let norms = self.norms.as_ref();
            let length = norms.map_or(0, |norms| norms.fieldnorm(doc));
            self.statistics.text.of(frequency, u64::from(length))
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
