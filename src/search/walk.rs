//! The walks over the index that a leaf of a plan needs.

use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{DocId, SegmentReader, TERMINATED, TantivyError};

use super::cursor::{Cursor, PhraseCursor, postings};
use super::lower::field;
use super::plan::{Place, Source};
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

/// All entries that hold any of some terms.
fn listed_under(
    terms: &[(Handle, String)],
    segment: &SegmentReader,
) -> Result<Vec<DocId>, TantivyError> {
    let mut docs = Vec::new();
    for (handle, term) in terms {
        let basic = IndexRecordOption::Basic;
        if let Some(found) = postings(segment, *handle, term, basic)? {
            docs.extend(listed(&mut Cursor::Postings(Box::new(found))));
        }
    }
    docs.sort_unstable();
    docs.dedup();
    Ok(docs)
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
                    | Place::Typed
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
        Source::Phrase(fields, phrases, slop) => {
            for &handle in fields {
                for phrase in phrases {
                    let found =
                        PhraseCursor::new(segment, handle, phrase, *slop)?;
                    if let Some(found) = found {
                        let cursor = Cursor::Phrase(Box::new(found));
                        add(cursor, Some(place_of(handle)), 1.0);
                    }
                }
            }
        }
        Source::ExactPhrase(stems, words) => {
            let mut check = ExactPhrase::new(words);
            for handle in [field("title"), field("text")] {
                let found = PhraseCursor::new(segment, handle, stems, 0)?;
                let Some(found) = found else { continue };
                let mut cursor = Cursor::Phrase(Box::new(found));
                let mut docs = listed(&mut cursor);
                docs.retain(|doc| check.holds(&stored(*doc)));
                add(Cursor::List(docs, 0), Some(place_of(handle)), 1.0);
            }
        }
        Source::Capitals(word) => {
            let small = word.to_ascii_lowercase();
            for handle in [field("title"), field("text")] {
                let found = postings(segment, handle, &small, basic)?;
                let Some(found) = found else { continue };
                let mut docs = listed(&mut Cursor::Postings(Box::new(found)));
                docs.retain(|doc| {
                    let entry = stored(*doc);
                    let mut texts = entry.texts().into_iter();
                    texts.any(|text| !capitals(text, word).is_empty())
                });
                add(Cursor::List(docs, 0), Some(place_of(handle)), 1.0);
            }
        }
        Source::FirstAuthor(terms) => {
            let mut docs = listed_under(terms, segment)?;
            let terms = terms.iter().map(|(_, term)| term.as_str()).collect();
            docs.retain(|doc| is_first(&stored(*doc), &terms));
            add(Cursor::List(docs, 0), None, 1.0);
        }
        Source::Author(terms, name, first) => {
            let mut docs = listed_under(terms, segment)?;
            docs.retain(|doc| is_by(&stored(*doc), name, *first));
            add(Cursor::List(docs, 0), None, 1.0);
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
                if let Some(all) = postings(segment, *handle, term, basic)? {
                    let mut cursor = Cursor::Postings(Box::new(all));
                    found = listed(&mut cursor);
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
