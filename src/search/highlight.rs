//! Where the words of a query stand in a stored text.
//!
//! The text is analyzed again with the chains that indexed it, so that what
//! is marked is what matched: stems, whole phrases, words that a prefix or a
//! mistyped word stands for.

use std::collections::HashSet;

use super::byline::Bylines;
use super::lower::{field, placed};
use super::plan::{Place, Placed, Plan, Source};
use super::verify::{self, occurrences};
use crate::index::{Analyzer, Chain, Term};
use crate::model::Span;

/// Fields whose terms are stems of words that the quoted texts hold.
const PROSE: [&str; 6] =
    ["title", "text", "affiliation", "role", "award", "interest"];

/// Knows the words of one query.
pub(super) struct Highlighter {
    /// Of each language.
    prose: Vec<Analyzer>,
    exact: Analyzer,
    stems: HashSet<String>,
    words: HashSet<String>,
    phrases: Vec<(Vec<Placed>, u32)>,
    exact_phrases: Vec<Vec<Placed>>,
    capitals: Vec<String>,
    bylines: Bylines,
    /// Words, each by any of its stems, that are marked only where all of
    /// them stand.
    alternatives: Vec<Vec<Vec<String>>>,
}

impl Highlighter {
    /// The highlighter of a plan, for texts in English and these
    /// languages.
    pub(super) fn new(plan: &Plan, languages: &[String]) -> Highlighter {
        let (mut stems, mut words) = (HashSet::new(), HashSet::new());
        let (mut phrases, mut exact_phrases) = (Vec::new(), Vec::new());
        let prose = PROSE.map(field);
        let values = [field("topic"), field("organization")];
        let mut capitals = Vec::new();
        let mut exact = Analyzer::new(Chain::Exact);
        // What must not be there weighs nothing.
        let asked = plan.leaves.iter();
        for leaf in asked.filter(|l| !l.label.is_empty() && l.weight > 0.0) {
            match &leaf.source {
                Source::Words(terms) => {
                    for word in terms {
                        let set = match word.place {
                            Place::Title | Place::Text => &mut stems,
                            Place::Exact => &mut words,
                            Place::Typed
                            | Place::Name
                            | Place::Author
                            | Place::Venue => continue,
                        };
                        set.insert(word.term.clone());
                    }
                }
                Source::Phrase(_, all, slop) => {
                    let all = all.iter().map(|p| (p.clone(), *slop));
                    phrases.extend(all);
                }
                Source::ExactPhrase(_, words) => {
                    exact_phrases.push(words.clone());
                }
                Source::Terms(terms) => {
                    let stemmed = terms.iter();
                    let stemmed = stemmed.filter(|(f, _)| prose.contains(f));
                    stems.extend(stemmed.map(|(_, term)| term.clone()));
                    // Whole values, which stand in headers as phrases.
                    let whole = terms.iter();
                    for (_, value) in whole.filter(|t| values.contains(&t.0)) {
                        let words = exact.terms(value).iter();
                        let words: Vec<&Term> =
                            words.filter(|t| !t.extra).collect();
                        exact_phrases.push(placed(&words));
                    }
                }
                Source::Capitals(word) => capitals.push(word.clone()),
                Source::AllTerms(..)
                | Source::Author(..)
                | Source::FirstAuthor(_)
                | Source::Years(_)
                | Source::Status(_)
                | Source::Publications
                | Source::Nothing => {}
            }
        }
        let others = plan.alternatives.iter();
        let alternatives = others
            .filter(|other| plan.leaves[other.of[0]].weight > 0.0)
            .map(|other| {
                let leaves = other.leaves.iter();
                leaves.map(|&leaf| plan.leaves[leaf].stems()).collect()
            });
        let alternatives = alternatives.collect();
        Highlighter {
            prose: std::iter::once(Analyzer::new(Chain::Prose))
                .chain(languages.iter().filter_map(|l| Analyzer::foreign(l)))
                .collect(),
            exact,
            stems,
            words,
            phrases,
            exact_phrases,
            capitals,
            bylines: Bylines::new(plan),
            alternatives,
        }
    }

    /// Names in a row with the bytes to mark; None where the query asks for
    /// none of them.
    pub(super) fn byline<'a>(
        &mut self,
        names: impl Iterator<Item = &'a str>,
    ) -> Option<(String, Vec<Span>)> {
        self.bylines.quote(names, &mut self.exact)
    }

    /// Bytes of `text` to mark, in order and apart from each other.
    pub(super) fn spans(&mut self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut mark = |term: &Term| {
            spans.push(Span::new(term.span.start, term.span.end));
        };
        let all = self.prose.iter_mut();
        let terms: Vec<Term> =
            all.flat_map(|prose| prose.terms(text).to_vec()).collect();
        let terms = terms.as_slice();
        terms
            .iter()
            .filter(|t| self.stems.contains(&t.text))
            .for_each(&mut mark);
        for words in &self.alternatives {
            let is_one = |stems: &[String], t: &Term| stems.contains(&t.text);
            let there = |stems: &Vec<String>| {
                terms.iter().any(|term| is_one(stems, term))
            };
            if words.iter().all(there) {
                let parts = terms.iter().filter(|term| {
                    words.iter().any(|stems| is_one(stems, term))
                });
                parts.for_each(&mut mark);
            }
        }
        for (phrase, slop) in &self.phrases {
            for found in occurrences(terms, phrase, *slop) {
                found.into_iter().for_each(&mut mark);
            }
        }
        if !self.words.is_empty() || !self.exact_phrases.is_empty() {
            let terms = self.exact.terms(text);
            let words = terms.iter().filter(|t| self.words.contains(&t.text));
            words.for_each(&mut mark);
            for phrase in &self.exact_phrases {
                for found in occurrences(terms, phrase, 0) {
                    found.into_iter().for_each(&mut mark);
                }
            }
        }
        for word in &self.capitals {
            spans.extend(verify::capitals(text, word));
        }
        merged(spans)
    }
}

/// Spans in order, overlapping and adjoining ones joined.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut all: Vec<Span> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start <= last.end => {
                last.end = last.end.max(span.end);
            }
            _ => all.push(span),
        }
    }
    all
}
