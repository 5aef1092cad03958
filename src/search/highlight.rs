//! Where the words of a query stand in a stored text.
//!
//! The text is analyzed again with the chains that indexed it, so that what
//! is marked is what matched: stems, whole phrases, words that a prefix or a
//! mistyped word stands for.

use std::collections::HashSet;

use super::lower::field;
use super::plan::{Leaf, Place, Placed, Plan, Source};
use crate::index::{Analyzer, Chain, Term};
use crate::model::Span;

/// Knows the words of one query.
pub(super) struct Highlighter {
    prose: Analyzer,
    exact: Analyzer,
    stems: HashSet<String>,
    words: HashSet<String>,
    phrases: Vec<(Vec<Placed>, u32)>,
    /// Stems that are marked only where all of them stand.
    long_forms: Vec<Vec<String>>,
}

/// The stem that a leaf is looked up by.
fn stem(leaf: &Leaf) -> Option<String> {
    match &leaf.source {
        Source::Words(terms) => terms.first().map(|word| word.term.clone()),
        _ => None,
    }
}

impl Highlighter {
    /// The highlighter of a plan.
    pub(super) fn new(plan: &Plan) -> Highlighter {
        let (mut stems, mut words) = (HashSet::new(), HashSet::new());
        let mut phrases = Vec::new();
        let (title, text) = (field("title"), field("text"));
        let mut long_forms = Vec::new();
        // What must not be there weighs nothing.
        let asked = plan.leaves.iter();
        for leaf in asked.filter(|l| !l.label.is_empty() && l.weight > 0.0) {
            for form in &leaf.long_forms {
                let sources = form.leaves.iter().map(|&l| &plan.leaves[l]);
                long_forms.push(sources.filter_map(stem).collect());
            }
            match &leaf.source {
                Source::Words(terms) => {
                    for word in terms {
                        let set = match word.place {
                            Place::Title | Place::Text => &mut stems,
                            Place::Exact => &mut words,
                            Place::Name | Place::Author | Place::Venue => {
                                continue;
                            }
                        };
                        set.insert(word.term.clone());
                    }
                }
                Source::Phrase(_, phrase, slop) => {
                    phrases.push((phrase.clone(), *slop));
                }
                Source::Terms(terms) => {
                    let prose = terms
                        .iter()
                        .filter(|(f, _)| *f == title || *f == text);
                    stems.extend(prose.map(|(_, term)| term.clone()));
                }
                Source::AllTerms(..)
                | Source::Years(_)
                | Source::Status(_)
                | Source::Publications
                | Source::Nothing => {}
            }
        }
        Highlighter {
            prose: Analyzer::new(Chain::Prose),
            exact: Analyzer::new(Chain::Exact),
            stems,
            words,
            phrases,
            long_forms,
        }
    }

    /// Bytes of `text` to mark, in order and apart from each other.
    pub(super) fn spans(&mut self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut mark = |term: &Term| {
            spans.push(Span::new(term.span.start, term.span.end));
        };
        let terms = self.prose.terms(text);
        terms
            .iter()
            .filter(|t| self.stems.contains(&t.text))
            .for_each(&mut mark);
        for form in &self.long_forms {
            let there = |stem: &String| terms.iter().any(|t| t.text == *stem);
            if form.iter().all(there) {
                let parts = terms.iter().filter(|t| form.contains(&t.text));
                parts.for_each(&mut mark);
            }
        }
        for (phrase, slop) in &self.phrases {
            for found in occurrences(terms, phrase, *slop) {
                found.into_iter().for_each(&mut mark);
            }
        }
        if !self.words.is_empty() {
            let terms = self.exact.terms(text).iter();
            terms.filter(|t| self.words.contains(&t.text)).for_each(&mut mark);
        }
        merged(spans)
    }
}

/// The terms of each occurrence of a phrase.
fn occurrences<'a>(
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
