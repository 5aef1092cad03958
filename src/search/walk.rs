//! The walks over the index that a leaf of a plan needs.

use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{DocId, SegmentReader, TERMINATED, TantivyError};

use super::cursor::{Cursor, PhraseCursor, postings};
use super::lower::field;
use super::plan::{Place, Placed, Source, WordTerm};
use super::verify::{ExactPhrase, capitals, is_by, is_first};
use crate::index::Entry;

/// A cursor and what it stands for.
#[derive(Clone)]
pub(super) struct Walk {
    pub(super) cursor: Cursor,
    pub(super) leaf: usize,
    /// None for leaves without a score.
    pub(super) place: Option<Place>,
    pub(super) factor: f32,
}

/// All entries that a cursor goes over.
fn listed(cursor: &mut Cursor) -> Vec<DocId> {
    let mut docs = Vec::new();
    cursor.pass(TERMINATED, |doc, _| docs.push(doc));
    docs
}

/// What a match in a field of prose counts as.
fn place_of(handle: Handle) -> Place {
    if handle == field("text") { Place::Text } else { Place::Title }
}

/// Opens the walks of a leaf; `stored` reads an entry back, for what terms
/// alone do not tell.
pub(super) fn open_leaf(
    source: &Source,
    leaf: usize,
    segment: &SegmentReader,
    stored: &dyn Fn(DocId) -> Entry,
    walks: &mut Vec<Walk>,
) -> Result<(), TantivyError> {
    let mut opener = Opener { leaf, segment, stored, walks };
    match source {
        Source::Words(words) => opener.words(words),
        Source::Phrase(fields, phrases, slop) => {
            opener.phrases(fields, phrases, *slop)
        }
        Source::ExactPhrase(stems, words) => opener.exact_phrase(stems, words),
        Source::Capitals(word) => opener.capitals(word),
        Source::FirstAuthor(terms) => {
            let names = terms.iter().map(|(_, term)| term.as_str()).collect();
            opener.verified(terms, |entry| is_first(entry, &names))
        }
        Source::Author(terms, name, first) => {
            opener.verified(terms, |entry| is_by(entry, name, *first))
        }
        Source::Terms(terms) => opener.terms(terms),
        Source::AllTerms(handle, terms) => opener.all_terms(*handle, terms),
        Source::Years(_)
        | Source::Status(_)
        | Source::Publications
        | Source::Nothing => Ok(()),
    }
}

/// Opens the walks of one leaf over one segment.
struct Opener<'a> {
    leaf: usize,
    segment: &'a SegmentReader,
    stored: &'a dyn Fn(DocId) -> Entry,
    walks: &'a mut Vec<Walk>,
}

impl Opener<'_> {
    fn add(&mut self, cursor: Cursor, place: Option<Place>, factor: f32) {
        self.walks.push(Walk { cursor, leaf: self.leaf, place, factor });
    }

    /// Adds entries that were looked at one by one.
    fn add_list(&mut self, docs: Vec<DocId>, place: Option<Place>) {
        self.add(Cursor::List(docs, 0), place, 1.0);
    }

    /// The entries that hold a term, without saying how often; None for
    /// none.
    fn holding(
        &self,
        handle: Handle,
        term: &str,
    ) -> Result<Option<Cursor>, TantivyError> {
        let basic = IndexRecordOption::Basic;
        let found = postings(self.segment, handle, term, basic)?;
        Ok(found.map(|found| Cursor::Postings(Box::new(found))))
    }

    /// Words, each in a place where it counts.
    fn words(&mut self, words: &[WordTerm]) -> Result<(), TantivyError> {
        for word in words {
            let option = match word.place {
                Place::Title | Place::Text => {
                    IndexRecordOption::WithFreqsAndPositions
                }
                Place::Exact
                | Place::Typed
                | Place::Name
                | Place::Author
                | Place::Venue => IndexRecordOption::Basic,
            };
            let handle = field(word.place.field());
            if let Some(found) =
                postings(self.segment, handle, &word.term, option)?
            {
                let cursor = Cursor::Postings(Box::new(found));
                self.add(cursor, Some(word.place), word.factor);
            }
        }
        Ok(())
    }

    /// Any of some phrases in any of some fields.
    fn phrases(
        &mut self,
        fields: &[Handle],
        phrases: &[Vec<Placed>],
        slop: u32,
    ) -> Result<(), TantivyError> {
        for &handle in fields {
            for phrase in phrases {
                if let Some(found) =
                    PhraseCursor::new(self.segment, handle, phrase, slop)?
                {
                    let cursor = Cursor::Phrase(Box::new(found));
                    self.add(cursor, Some(place_of(handle)), 1.0);
                }
            }
        }
        Ok(())
    }

    /// A phrase as it was typed, which an entry is read for that holds its
    /// stems.
    fn exact_phrase(
        &mut self,
        stems: &[Placed],
        words: &[Placed],
    ) -> Result<(), TantivyError> {
        let mut check = ExactPhrase::new(words);
        for handle in [field("title"), field("text")] {
            let found = PhraseCursor::new(self.segment, handle, stems, 0)?;
            let Some(found) = found else { continue };
            let mut docs = listed(&mut Cursor::Phrase(Box::new(found)));
            docs.retain(|doc| check.holds(&(self.stored)(*doc)));
            self.add_list(docs, Some(place_of(handle)));
        }
        Ok(())
    }

    /// A word in capitals, which an entry is read for that holds it in any
    /// letters.
    fn capitals(&mut self, word: &str) -> Result<(), TantivyError> {
        let small = word.to_ascii_lowercase();
        for handle in [field("title"), field("text")] {
            let Some(mut cursor) = self.holding(handle, &small)? else {
                continue;
            };
            let mut docs = listed(&mut cursor);
            docs.retain(|doc| {
                let entry = (self.stored)(*doc);
                let mut texts = entry.texts().into_iter();
                texts.any(|text| !capitals(text, word).is_empty())
            });
            self.add_list(docs, Some(place_of(handle)));
        }
        Ok(())
    }

    /// Entries that hold any of some terms and prove to be meant when they
    /// are read.
    fn verified(
        &mut self,
        terms: &[(Handle, String)],
        meant: impl Fn(&Entry) -> bool,
    ) -> Result<(), TantivyError> {
        let mut docs = Vec::new();
        for (handle, term) in terms {
            if let Some(mut cursor) = self.holding(*handle, term)? {
                docs.extend(listed(&mut cursor));
            }
        }
        docs.sort_unstable();
        docs.dedup();
        docs.retain(|doc| meant(&(self.stored)(*doc)));
        self.add_list(docs, None);
        Ok(())
    }

    /// Any of some terms.
    fn terms(
        &mut self,
        terms: &[(Handle, String)],
    ) -> Result<(), TantivyError> {
        for (handle, term) in terms {
            if let Some(cursor) = self.holding(*handle, term)? {
                self.add(cursor, None, 1.0);
            }
        }
        Ok(())
    }

    /// All of some terms in one field.
    fn all_terms(
        &mut self,
        handle: Handle,
        terms: &[String],
    ) -> Result<(), TantivyError> {
        let mut docs: Option<Vec<DocId>> = None;
        for term in terms {
            let cursor = self.holding(handle, term)?;
            let found = cursor.map_or(Vec::new(), |mut c| listed(&mut c));
            docs = Some(match docs {
                None => found,
                Some(mut docs) => {
                    docs.retain(|doc| found.binary_search(doc).is_ok());
                    docs
                }
            });
        }
        self.add_list(docs.unwrap_or_default(), None);
        Ok(())
    }
}
