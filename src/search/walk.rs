//! The walks over the index that a leaf of a plan needs.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyError};

use super::cursor::{Cursor, PhraseCursor, postings};
use super::lower::field;
use super::plan::{Place, Source};

/// A cursor and what it stands for.
pub(super) struct Walk {
    pub(super) cursor: Cursor,
    pub(super) leaf: usize,
    /// None for leaves without a score.
    pub(super) place: Option<Place>,
    pub(super) factor: f32,
}

/// Opens the walks of a leaf.
pub(super) fn open_leaf(
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
