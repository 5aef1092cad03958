//! Where the words of a query stand in a stored text.
//!
//! The text is analyzed again with the chains that indexed it, so that what
//! is marked is what matched: stems, whole phrases, words that a prefix or a
//! mistyped word stands for.

use std::collections::HashSet;
use std::sync::Mutex;

use tantivy::schema::Field as Handle;
use tantivy::{Searcher, TantivyError, Term as IndexTerm};

use super::byline::Bylines;
use super::lower::{field, placed};
use super::plan::{Place, Placed, Plan, Source};
use super::verify::{self, occurrences};
use crate::index::{Analyzer, Beginnings, Chain, Term};
use crate::model::Span;

/// Fields whose terms are stems of words that the quoted texts hold.
const PROSE: [&str; 6] =
    ["title", "text", "affiliation", "role", "award", "interest"];

/// Fields whose terms are whole values.
const VALUES: [&str; 2] = ["topic", "organization"];

/// Those fields of prose that hold whatever any of them does.
const ALL_PROSE: [&str; 2] = ["title", "text"];

/// Reads texts as the index did. The stems that it meets it remembers, so
/// that one reader serves many queries.
pub(super) struct Reader {
    /// Of each language, English first.
    prose: Vec<(String, Analyzer)>,
    exact: Analyzer,
}

impl Reader {
    /// The reader of texts in English and these languages.
    pub(super) fn new(languages: &[String]) -> Reader {
        let english = (String::new(), Analyzer::new(Chain::Prose));
        let others = languages.iter().filter_map(|language| {
            Some((format!("{language}:"), Analyzer::foreign(language)?))
        });
        Reader {
            prose: std::iter::once(english).chain(others).collect(),
            exact: Analyzer::new(Chain::Exact),
        }
    }
}

/// A reader, kept from one query to the next.
#[derive(Default)]
pub(super) struct Readers(Mutex<Option<Reader>>);

impl Readers {
    /// The reader that is kept; another one while that is in use.
    pub(super) fn take(&self, languages: &[String]) -> Reader {
        let kept = self.0.lock().ok().and_then(|mut kept| kept.take());
        kept.unwrap_or_else(|| Reader::new(languages))
    }

    /// Keeps a reader.
    pub(super) fn give_back(&self, reader: Reader) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some(reader);
        }
    }
}

/// Knows the words of one query.
pub(super) struct Highlighter {
    reader: Reader,
    /// The languages of the reader in which the index holds anything of the
    /// query.
    languages: Vec<usize>,
    sought: Sought,
    bylines: Bylines,
    /// Words, each by any of its stems, that are marked only where all of
    /// them stand.
    alternatives: Vec<Vec<Vec<String>>>,
    /// The stems of phrases and alternatives.
    parts: HashSet<String>,
    /// How the words begin that any of these stems may be of.
    beginnings: Beginnings,
}

/// What the leaves of a plan look for in prose.
#[derive(Default)]
struct Sought {
    stems: HashSet<String>,
    words: HashSet<String>,
    phrases: Vec<(Vec<Placed>, u32)>,
    exact_phrases: Vec<Vec<Placed>>,
    capitals: Vec<String>,
}

impl Sought {
    /// Adds what a leaf looks for.
    fn add(&mut self, source: &Source, exact: &mut Analyzer) {
        match source {
            Source::Words(terms) => {
                for word in terms {
                    let set = match word.place {
                        Place::Title | Place::Text => &mut self.stems,
                        Place::Exact => &mut self.words,
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
                self.phrases.extend(all);
            }
            Source::ExactPhrase(_, words) => {
                self.exact_phrases.push(words.clone());
            }
            Source::Terms(terms) => self.add_terms(terms, exact),
            Source::Capitals(word) => self.capitals.push(word.clone()),
            Source::AllTerms(..)
            | Source::Author(..)
            | Source::FirstAuthor(_)
            | Source::Years(_)
            | Source::Status(_)
            | Source::Publications
            | Source::Nothing => {}
        }
    }

    /// Adds stems of prose, and whole values, which stand in headers as
    /// phrases.
    fn add_terms(&mut self, terms: &[(Handle, String)], exact: &mut Analyzer) {
        let prose = PROSE.map(field);
        let values = VALUES.map(field);
        let stems = terms.iter().filter(|(f, _)| prose.contains(f));
        self.stems.extend(stems.map(|(_, term)| term.clone()));
        for (_, value) in terms.iter().filter(|(f, _)| values.contains(f)) {
            let words = exact.terms(value).iter();
            let words: Vec<&Term> = words.filter(|t| !t.extra).collect();
            self.exact_phrases.push(placed(&words));
        }
    }
}

impl Highlighter {
    /// The highlighter of a plan.
    pub(super) fn new(
        plan: &Plan,
        mut reader: Reader,
        searcher: &Searcher,
    ) -> Result<Highlighter, TantivyError> {
        let mut sought = Sought::default();
        // What must not be there weighs nothing.
        let asked = plan.leaves.iter();
        for leaf in asked.filter(|l| !l.label.is_empty() && l.weight > 0.0) {
            sought.add(&leaf.source, &mut reader.exact);
        }
        let others = plan.alternatives.iter();
        let alternatives = others
            .filter(|other| plan.leaves[other.of[0]].weight > 0.0)
            .map(|other| {
                let leaves = other.leaves.iter();
                leaves.map(|&leaf| plan.leaves[leaf].stems()).collect()
            });
        let alternatives: Vec<Vec<Vec<String>>> = alternatives.collect();
        let of_phrases = sought.phrases.iter().flat_map(|(phrase, _)| phrase);
        let mut parts: HashSet<String> =
            of_phrases.map(|word| word.term.clone()).collect();
        parts.extend(alternatives.iter().flatten().flatten().cloned());
        let beginnings = Beginnings::of(sought.stems.iter().chain(&parts));
        let mut languages = Vec::new();
        for (i, (prefix, _)) in reader.prose.iter().enumerate() {
            let of_it = |stem: &&String| stem.starts_with(prefix);
            let mut asked = sought.stems.iter().chain(&parts).filter(of_it);
            if i == 0 || held(searcher, &mut asked)? {
                languages.push(i);
            }
        }
        Ok(Highlighter {
            reader,
            languages,
            sought,
            bylines: Bylines::new(plan),
            alternatives,
            parts,
            beginnings,
        })
    }

    /// The reader, for other queries.
    pub(super) fn into_reader(self) -> Reader {
        self.reader
    }

    /// Names in a row with the bytes to mark; None where the query asks for
    /// none of them.
    pub(super) fn byline<'a>(
        &mut self,
        names: impl Iterator<Item = &'a str>,
    ) -> Option<(String, Vec<Span>)> {
        self.bylines.quote(names, &mut self.reader.exact)
    }

    /// Bytes of `text` to mark, in order and apart from each other.
    pub(super) fn spans(&mut self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut mark = |term: &Term| {
            spans.push(Span::new(term.span.start, term.span.end));
        };
        let mut parts: Vec<Term> = Vec::new();
        for &language in &self.languages {
            let analyzer = &mut self.reader.prose[language].1;
            for term in analyzer.terms_of(text, &self.beginnings) {
                if self.sought.stems.contains(&term.text) {
                    mark(term);
                }
                if self.parts.contains(&term.text) {
                    parts.push(term.clone());
                }
            }
        }
        let terms = parts.as_slice();
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
        for (phrase, slop) in &self.sought.phrases {
            for found in occurrences(terms, phrase, *slop) {
                found.into_iter().for_each(&mut mark);
            }
        }
        if !self.sought.words.is_empty()
            || !self.sought.exact_phrases.is_empty()
        {
            let terms = self.reader.exact.terms(text);
            let words =
                terms.iter().filter(|t| self.sought.words.contains(&t.text));
            words.for_each(&mut mark);
            for phrase in &self.sought.exact_phrases {
                for found in occurrences(terms, phrase, 0) {
                    found.into_iter().for_each(&mut mark);
                }
            }
        }
        for word in &self.sought.capitals {
            spans.extend(verify::capitals(text, word));
        }
        merged(spans)
    }
}

/// Whether an entry holds one of the stems.
fn held(
    searcher: &Searcher,
    stems: &mut dyn Iterator<Item = &String>,
) -> Result<bool, TantivyError> {
    for stem in stems {
        for field in ALL_PROSE.map(field) {
            let term = IndexTerm::from_field_text(field, stem);
            if searcher.doc_freq(&term)? > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
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
