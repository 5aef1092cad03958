//! Entries whose terms fit to whether what they say does.

use super::plan::Placed;
use crate::index::{Analyzer, Chain, Entry, Term};
use crate::model::PersonName;

/// Words side by side as they are written.
pub(super) struct ExactPhrase<'a> {
    words: &'a [Placed],
    exact: Analyzer,
}

impl ExactPhrase<'_> {
    pub(super) fn new(words: &[Placed]) -> ExactPhrase<'_> {
        ExactPhrase { words, exact: Analyzer::new(Chain::Exact) }
    }

    /// Whether an entry holds them.
    pub(super) fn holds(&mut self, entry: &Entry) -> bool {
        let texts = entry.texts();
        texts.into_iter().any(|text| {
            let terms = self.exact.terms(text);
            !occurrences(terms, self.words, 0).is_empty()
        })
    }
}

/// Whether one of the authors of an entry, or the first one, can bear a
/// name. Where no authors are listed, it is the owner's, which the terms
/// know.
pub(super) fn is_by(entry: &Entry, name: &PersonName, first: bool) -> bool {
    let mut authors =
        entry.author_names().take(if first { 1 } else { usize::MAX });
    entry.authors.is_empty()
        || authors.any(|author| {
            PersonName::parse(author).is_some_and(|a| a.matches(name))
        })
}

/// The terms of each occurrence of a phrase.
pub(super) fn occurrences<'a>(
    terms: &'a [Term],
    phrase: &[Placed],
    slop: u32,
) -> Vec<Vec<&'a Term>> {
    let Some(first) = phrase.first() else { return Vec::new() };
    let starts = terms.iter().filter(|term| term.text == first.term);
    let mut found = Vec::new();
    for start in starts {
        let rest = phrase.iter().map(|word| {
            let wanted = start.position + word.offset;
            terms
                .iter()
                .filter(|term| {
                    term.text == word.term
                        && term.position.abs_diff(wanted) <= slop
                })
                .min_by_key(|term| term.position.abs_diff(wanted))
        });
        found.extend(rest.collect::<Option<Vec<_>>>());
    }
    found
}
