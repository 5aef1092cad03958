//! Entries whose terms fit to whether what they say does.

use std::collections::HashSet;

use super::plan::Placed;
use crate::index::{Analyzer, Chain, Entry, Term, name_terms};
use crate::model::{PersonName, Span};

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
/// know; but then nobody is the first.
pub(super) fn is_by(entry: &Entry, name: &PersonName, first: bool) -> bool {
    let mut authors =
        entry.author_names().take(if first { 1 } else { usize::MAX });
    entry.authors.is_empty() && !first
        || authors.any(|author| {
            PersonName::parse(author).is_some_and(|a| a.matches(name))
        })
}

/// Whether the first author of an entry has a name that one of the terms
/// finds.
pub(super) fn is_first(entry: &Entry, terms: &HashSet<&str>) -> bool {
    let first = entry.author_names().next().map(name_terms);
    first.is_some_and(|all| all.iter().any(|t| terms.contains(t.as_str())))
}

/// Where a word stands in capitals; nowhere in a text that is all capitals,
/// where they tell nothing.
pub(super) fn capitals(text: &str, word: &str) -> Vec<Span> {
    if !text.contains(char::is_lowercase) {
        return Vec::new();
    }
    let is_whole = |start: usize| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(char::is_alphanumeric)
    };
    let starts = text.match_indices(word).map(|(start, _)| start);
    let starts = starts.filter(|start| is_whole(*start));
    starts.map(|start| Span::new(start, start + word.len())).collect()
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
