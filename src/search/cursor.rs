//! Walks over the entries that hold a leaf, in the order of the index.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyError, Term};

use super::plan::Placed;

/// A walk over entries of one segment.
#[derive(Clone)]
pub(super) enum Cursor {
    /// Those that hold a term.
    Postings(Box<SegmentPostings>),
    /// Those that hold a phrase.
    Phrase(Box<PhraseCursor>),
    /// Those listed, with the place in the list.
    List(Vec<DocId>, usize),
}

impl Cursor {
    /// The entry it stands at, [`TERMINATED`] behind the last.
    pub(super) fn doc(&self) -> DocId {
        match self {
            Cursor::Postings(postings) => postings.doc(),
            Cursor::Phrase(phrase) => phrase.doc,
            Cursor::List(docs, at) => {
                docs.get(*at).copied().unwrap_or(TERMINATED)
            }
        }
    }

    /// How many entries it comes by, about.
    pub(super) fn len(&self) -> usize {
        match self {
            Cursor::Postings(postings) => postings.doc_freq() as usize,
            Cursor::Phrase(phrase) => phrase.len(),
            Cursor::List(docs, _) => docs.len(),
        }
    }

    /// The same walk from an entry on.
    pub(super) fn from(&self, start: DocId) -> Cursor {
        let mut cursor = self.clone();
        if cursor.doc() < start {
            match &mut cursor {
                Cursor::Postings(postings) => {
                    postings.seek(start);
                }
                Cursor::Phrase(phrase) => phrase.seek(start),
                Cursor::List(docs, at) => {
                    *at = docs.partition_point(|doc| *doc < start);
                }
            }
        }
        cursor
    }

    /// Goes on to the first entry from `end` on, and calls `visit` with each
    /// entry before it and how often the leaf stands there.
    pub(super) fn pass(
        &mut self,
        end: DocId,
        mut visit: impl FnMut(DocId, u32),
    ) {
        match self {
            Cursor::Postings(postings) => {
                let mut doc = postings.doc();
                while doc < end {
                    visit(doc, postings.term_freq());
                    doc = postings.advance();
                }
            }
            Cursor::Phrase(phrase) => {
                while phrase.doc < end {
                    visit(phrase.doc, phrase.frequency);
                    phrase.advance();
                }
            }
            Cursor::List(docs, at) => {
                while let Some(&doc) = docs.get(*at).filter(|doc| **doc < end)
                {
                    visit(doc, 1);
                    *at += 1;
                }
            }
        }
    }
}

/// The postings of a term; None where no entry holds it.
pub(super) fn postings(
    segment: &SegmentReader,
    field: Handle,
    term: &str,
    option: IndexRecordOption,
) -> Result<Option<SegmentPostings>, TantivyError> {
    let inverted = segment.inverted_index(field)?;
    let term = Term::from_field_text(field, term);
    Ok(inverted.read_postings(&term, option)?)
}

/// A walk over the entries that hold a phrase in a field.
#[derive(Clone)]
pub(super) struct PhraseCursor {
    terms: Vec<(SegmentPostings, u32)>,
    slop: u32,
    doc: DocId,
    frequency: u32,
    positions: Vec<Vec<u32>>,
    /// How far each of them is read.
    read: Vec<usize>,
}

impl PhraseCursor {
    /// A walk over a phrase; None where one of its words is missing.
    pub(super) fn new(
        segment: &SegmentReader,
        field: Handle,
        phrase: &[Placed],
        slop: u32,
    ) -> Result<Option<PhraseCursor>, TantivyError> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut terms = Vec::new();
        for word in phrase {
            let found = postings(segment, field, &word.term, option)?;
            let Some(found) = found else { return Ok(None) };
            terms.push((found, word.offset));
        }
        if terms.is_empty() {
            return Ok(None);
        }
        let positions = vec![Vec::new(); terms.len()];
        let (doc, frequency, read) = (0, 0, Vec::new());
        let mut cursor =
            PhraseCursor { terms, slop, doc, frequency, positions, read };
        cursor.settle();
        Ok(Some(cursor))
    }

    fn advance(&mut self) {
        self.terms[0].0.advance();
        self.settle();
    }

    /// How many entries it looks at, which are more than it comes by.
    fn len(&self) -> usize {
        let entries = self.terms.iter().map(|(term, _)| term.doc_freq());
        entries.min().unwrap_or(0) as usize
    }

    /// Goes on to the first entry from `start` on, which is behind it.
    fn seek(&mut self, start: DocId) {
        let first = &mut self.terms[0].0;
        if first.doc() < start {
            first.seek(start);
        }
        self.settle();
    }

    /// Goes on until all words are in one entry, as the phrase has them.
    fn settle(&mut self) {
        'entries: loop {
            let doc = self.terms[0].0.doc();
            self.doc = doc;
            if doc == TERMINATED {
                return;
            }
            for i in 1..self.terms.len() {
                let other = &mut self.terms[i].0;
                let at = if other.doc() < doc {
                    other.seek(doc)
                } else {
                    other.doc()
                };
                if at != doc {
                    let first = &mut self.terms[0].0;
                    if at == TERMINATED {
                        self.doc = TERMINATED;
                        return;
                    }
                    first.seek(at);
                    continue 'entries;
                }
            }
            for (i, (postings, offset)) in self.terms.iter_mut().enumerate() {
                postings.positions(&mut self.positions[i]);
                // Shifted so that a phrase stands at one number.
                for position in &mut self.positions[i] {
                    *position += 1000 - (*offset).min(1000);
                }
            }
            self.frequency =
                matches(&self.positions, self.slop, &mut self.read);
            if self.frequency > 0 {
                return;
            }
            self.terms[0].0.advance();
        }
    }
}

/// How often all lists have a number within `slop` of each other; `at` is
/// room for where each list is read.
fn matches(lists: &[Vec<u32>], slop: u32, at: &mut Vec<usize>) -> u32 {
    at.clear();
    at.resize(lists.len(), 0);
    let mut found = 0;
    loop {
        let (mut low, mut high) = ((u32::MAX, 0), 0);
        for (i, list) in lists.iter().enumerate() {
            let Some(&position) = list.get(at[i]) else { return found };
            low = low.min((position, i));
            high = high.max(position);
        }
        if high - low.0 <= slop {
            found += 1;
            at.iter_mut().for_each(|at| *at += 1);
        } else {
            at[low.1] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_matches_within_its_slop() {
        for (lists, slop, want) in [
            (vec![vec![5], vec![5]], 0, 1),
            (vec![vec![5], vec![6]], 0, 0),
            (vec![vec![5], vec![7]], 2, 1),
            (vec![vec![1, 5, 9], vec![5, 9, 20]], 0, 2),
            (vec![vec![1], vec![]], 9, 0),
        ] {
            assert_eq!(matches(&lists, slop, &mut vec![7]), want, "{lists:?}");
        }
    }
}
