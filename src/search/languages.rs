//! The languages of the corpus, by whose rules words are stemmed too.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError};

use super::lower::field;
use crate::index::Analyzer;

/// The codes of the languages, other than English, that documents are in
/// and that have a stemmer; sorted.
pub(super) fn of(searcher: &Searcher) -> Result<Vec<String>, TantivyError> {
    let mut found: Vec<String> = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field("lang"))?;
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            let Ok(code) = std::str::from_utf8(term) else { continue };
            if found.iter().any(|known| known == code)
                || Analyzer::foreign(code).is_none()
            {
                continue;
            }
            // A document that is gone leaves its terms behind.
            let basic = IndexRecordOption::Basic;
            let mut postings =
                inverted.read_postings_from_terminfo(info, basic)?;
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    found.push(code.to_owned());
                    break;
                }
                postings.advance();
            }
        }
    }
    found.sort();
    Ok(found)
}
