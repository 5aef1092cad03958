//! Words of the index that a prefix or a mistyped word stands for.

use std::io;

use tantivy::postings::TermInfo;
use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::termdict::{TermDictionary, TermStreamer};
use tantivy::{
    DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED,
    TantivyError,
};
use tantivy_fst::Automaton;

use misspelt::Misspelt;

mod misspelt;

/// Most words that a prefix or a mistyped word is expanded to.
pub(super) const MAX_EXPANSIONS: usize = 100;
/// Most words of the index that are looked at for one expansion.
const MAX_SCANNED: usize = 400_000;

/// Words of the index, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Expansion {
    /// The words, each with the number of entries that hold it.
    pub(super) words: Vec<(String, u64)>,
    /// Whether there are more than are listed.
    pub(super) bounded: bool,
}

impl Expansion {
    /// Counts each word once; equally frequent ones stand by the alphabet.
    fn from_words(mut words: Vec<(String, u64)>, bounded: bool) -> Expansion {
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Expansion { words, bounded }
    }

    /// The most frequent words, as many as a query is expanded to.
    pub(super) fn most_frequent(mut self) -> Expansion {
        self.bounded |= self.words.len() > MAX_EXPANSIONS;
        self.words.truncate(MAX_EXPANSIONS);
        self
    }
}

/// The terms of a field that are `wanted` among those that a search of each
/// dictionary gives, each with the number of living entries that hold it, and
/// whether there were too many to look at.
fn scan<A: Automaton>(
    searcher: &Searcher,
    field: Handle,
    search: impl Fn(&TermDictionary) -> io::Result<TermStreamer<'_, A>>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Expansion, TantivyError>
where
    A::State: Clone,
{
    let mut words = Vec::new();
    let mut bounded = false;
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = search(inverted.terms())?;
        let mut scanned = 0;
        while let Some((term, info)) = terms.next() {
            scanned += 1;
            if scanned > MAX_SCANNED {
                bounded = true;
                break;
            }
            let Ok(term) = std::str::from_utf8(term) else { continue };
            if wanted(term) {
                let count = living(segment, &inverted, info)?;
                if count > 0 {
                    words.push((term.to_owned(), count));
                }
            }
        }
    }
    Ok(Expansion::from_words(words, bounded))
}

/// How many entries hold a term: those deleted stay in the lists of a
/// segment until it is merged, but must not count.
fn living(
    segment: &SegmentReader,
    inverted: &InvertedIndexReader,
    info: &TermInfo,
) -> Result<u64, TantivyError> {
    let Some(alive) = segment.alive_bitset() else {
        return Ok(u64::from(info.doc_freq));
    };
    let basic = IndexRecordOption::Basic;
    let mut postings = inverted.read_postings_from_terminfo(info, basic)?;
    let mut count = 0;
    let mut entry = postings.doc();
    while entry != TERMINATED {
        count += u64::from(alive.is_alive(entry));
        entry = postings.advance();
    }
    Ok(count)
}

/// The words that begin with `prefix`.
pub(super) fn prefix(
    searcher: &Searcher,
    field: Handle,
    prefix: &str,
) -> Result<Expansion, TantivyError> {
    // No text holds the byte, so none that begins with it is after it.
    let end = [prefix.as_bytes(), &[u8::MAX]].concat();
    scan(
        searcher,
        field,
        |terms| terms.range().ge(prefix).lt(&end).into_stream(),
        |_| true,
    )
}

/// The words within so many wrong letters of `word`, itself included.
pub(super) fn fuzzy(
    searcher: &Searcher,
    field: Handle,
    word: &str,
    distance: usize,
) -> Result<Expansion, TantivyError> {
    let letters = word.chars().count();
    let near = |term: &str| {
        term.chars().count().abs_diff(letters) <= distance
            && strsim::osa_distance(term, word) <= distance
    };
    match Misspelt::new(word, distance) {
        Some(any) => scan(
            searcher,
            field,
            |terms| terms.search(any.clone()).into_stream(),
            near,
        ),
        None => scan(searcher, field, TermDictionary::stream, near),
    }
}

/// The word of the index that a word without any match was meant to be: the
/// nearest, and of equally near ones the most frequent.
pub(super) fn correction(
    searcher: &Searcher,
    field: Handle,
    word: &str,
) -> Result<Option<String>, TantivyError> {
    let distance = match word.chars().count() {
        0..=3 => return Ok(None),
        4..=6 => 1,
        _ => 2,
    };
    let mut near = corrections(searcher, field, word, distance)?;
    Ok((!near.is_empty()).then(|| near.swap_remove(0).0))
}

/// The words of the index within so many wrong letters of a word, itself
/// included, each with its number of wrong letters, the likeliest first.
pub(super) fn corrections(
    searcher: &Searcher,
    field: Handle,
    word: &str,
    distance: usize,
) -> Result<Vec<(String, usize)>, TantivyError> {
    let near = fuzzy(searcher, field, word, distance)?.words;
    let mut near: Vec<(usize, bool, String)> = near
        .into_iter()
        .map(|(term, _)| {
            let first = term.chars().next() != word.chars().next();
            (strsim::osa_distance(&term, word), first, term)
        })
        .collect();
    // They stand by frequency, and go on doing so.
    near.sort_by_key(|(distance, first, _)| (*distance, *first));
    Ok(near.into_iter().map(|(wrong, _, term)| (term, wrong)).collect())
}
