//! Terms of a query to leaves of its plan.

use tantivy::TantivyError;

use super::capitals::is_disguised;
use super::{Lowering, field};
use crate::gazetteer::venue;
use crate::index::{Term as Token, keyword};
use crate::model::fold_name;
use crate::search::plan::{Condition, Leaf, Place, Placed, Source, WordTerm};
use crate::search::tree::{How, Node, Term};

impl Lowering<'_> {
    /// The conditions of free words, all of which are wanted; none for what
    /// carries no meaning. `whole` keeps the parts of a word together.
    pub(super) fn term(
        &mut self,
        term: &Term,
        node: &Node,
        whole: bool,
    ) -> Result<Vec<Condition>, TantivyError> {
        let tokens = self.prose.terms(&term.text).to_vec();
        let words: Vec<&Token> = tokens.iter().filter(|t| !t.extra).collect();
        if words.is_empty() {
            let note = format!("`{}` holds no word; ignored", term.text);
            self.note(note, node.span);
            return Ok(Vec::new());
        }
        let label = term.to_string();
        match term.how {
            How::Prefix | How::Fuzzy(_) => {
                self.end_run();
                self.expanded(term, node, &label)
            }
            How::Phrase(slop) => {
                self.end_run();
                Ok(self.phrase(term, node, &words, slop))
            }
            How::Word if term.exact => {
                self.end_run();
                Ok(self.phrase(term, node, &words, 0))
            }
            How::Word => {
                if let [word] = words.as_slice() {
                    if self.capitals && is_disguised(&term.text, word) {
                        let (text, stem) = (&term.text, &word.text);
                        return Ok(vec![self.in_capitals(text, node, stem)?]);
                    }
                    if word.stop && !self.stop_words && !whole {
                        self.skip_word();
                        return Ok(Vec::new());
                    }
                    return Ok(vec![self.word(&label, node, &tokens, word)?]);
                }
                let separable = !whole
                    && words.iter().all(|w| is_word(w))
                    && joined_by_hyphens(&term.text, &words);
                if !separable {
                    self.end_run();
                    return Ok(vec![
                        self.compound(&label, node, &words, &tokens),
                    ]);
                }
                let mut all = Vec::new();
                for word in &words {
                    if word.stop {
                        self.skip_word();
                        continue;
                    }
                    let label = &term.text[word.span.clone()];
                    all.push(self.word(label, node, &tokens, word)?);
                }
                Ok(all)
            }
        }
    }

    pub(super) fn scored_leaf(
        &mut self,
        label: &str,
        node: &Node,
        source: Source,
    ) -> usize {
        self.add(Leaf {
            label: label.to_owned(),
            span: node.span,
            value: None,
            source,
            weight: node.weight,
            scored: true,
            hidden: false,
            of_person: false,
        })
    }

    /// One word; in a compound (`KV-cache`), also its joined spelling.
    pub(super) fn word(
        &mut self,
        label: &str,
        node: &Node,
        tokens: &[Token],
        word: &Token,
    ) -> Result<Condition, TantivyError> {
        let exact = fold_name(label);
        let mut terms = word_terms(&word.text, &exact);
        for joined in tokens.iter().filter(|t| {
            t.extra
                && t.span.start <= word.span.start
                && word.span.end <= t.span.end
        }) {
            for place in [Place::Title, Place::Text] {
                let term = joined.text.clone();
                terms.push(WordTerm { place, term, factor: 1.0 });
            }
        }
        terms.extend(self.foreign_terms(label));
        if let Some(venue) = venue::by_alias(label) {
            // "nips" as a word finds what appeared at NeurIPS.
            let (place, term) = (Place::Venue, keyword(venue.key()));
            terms.push(WordTerm { place, term, factor: 1.0 });
        }
        // A word typed twice is one word.
        let known = self.plan.leaves.iter().position(|leaf| {
            matches!(&leaf.source, Source::Words(old) if *old == terms)
                && !leaf.hidden
                && leaf.weight.to_bits() == node.weight.to_bits()
        });
        let leaf = match known {
            Some(leaf) => leaf,
            None => {
                let source = Source::Words(terms);
                let leaf = self.scored_leaf(label, node, source);
                self.spell_out(label, leaf)?;
                self.take_apart(label, leaf);
                leaf
            }
        };
        self.pair_up(leaf);
        self.run.push((vec![word.text.clone()], leaf));
        Ok(Condition::Leaf(leaf))
    }

    /// A word whose parts mean nothing apart: `GPT-4`, `2-bit`, an address.
    fn compound(
        &mut self,
        label: &str,
        node: &Node,
        words: &[&Token],
        tokens: &[Token],
    ) -> Condition {
        let fields = vec![field("title"), field("text")];
        let phrase = Source::Phrase(fields, self.placings(label, words), 0);
        let whole = self.scored_leaf(label, node, phrase);
        let stems = words.iter().map(|word| word.text.clone());
        self.run.push((stems.collect(), whole));
        let mut any = vec![Condition::Leaf(whole)];
        let joined: Vec<WordTerm> = tokens
            .iter()
            .filter(|t| t.extra && t.span.len() == label.len())
            .flat_map(|t| {
                [Place::Title, Place::Text].map(|place| WordTerm {
                    place,
                    term: t.text.clone(),
                    factor: 1.0,
                })
            })
            .collect();
        if !joined.is_empty() {
            let source = Source::Words(joined);
            let leaf = self.scored_leaf(label, node, source);
            any.push(Condition::Leaf(leaf));
        }
        let value = keyword(label);
        let prefixes = ["doi:", "arxiv:", "https://doi.org/", "mailto:"];
        let bare = prefixes.iter().find_map(|p| value.strip_prefix(p));
        let value = bare.unwrap_or(&value).to_owned();
        let number = value.starts_with(|c: char| c.is_ascii_digit());
        let identifier = value.starts_with("10.") || bare.is_some() && number;
        for (name, known) in
            [("email", value.contains('@')), ("doi", identifier)]
        {
            if known {
                let source = Source::Terms(vec![(field(name), value.clone())]);
                let leaf = self.scored_leaf(label, node, source);
                any.push(Condition::Leaf(leaf));
            }
        }
        match any.pop() {
            Some(only) if any.is_empty() => only,
            last => {
                any.extend(last);
                Condition::Any(any)
            }
        }
    }

    /// Words side by side, or one exact word.
    fn phrase(
        &mut self,
        term: &Term,
        node: &Node,
        words: &[&Token],
        slop: u32,
    ) -> Vec<Condition> {
        let label = term.to_string();
        let source = if let [word] = words
            && is_disguised(&term.text, word)
        {
            Source::Capitals(term.text.clone())
        } else if term.exact {
            let tokens = self.exact.terms(&term.text).iter();
            let written: Vec<&Token> = tokens.filter(|t| !t.extra).collect();
            if let [word] = written.as_slice() {
                let (place, term) = (Place::Exact, word.text.clone());
                Source::Words(vec![WordTerm { place, term, factor: 1.0 }])
            } else {
                Source::ExactPhrase(placed(words), placed(&written))
            }
        } else if let [word] = words {
            let terms = word_terms(&word.text, &word.text);
            Source::Words(terms[..2].to_vec())
        } else {
            let fields = vec![field("title"), field("text")];
            let phrases = self.placings(&term.text, words);
            Source::Phrase(fields, phrases, slop)
        };
        let leaf = self.scored_leaf(&label, node, source);
        vec![Condition::Leaf(leaf)]
    }

    /// The stems of a word in the other languages of the corpus.
    pub(super) fn foreign_terms(&mut self, word: &str) -> Vec<WordTerm> {
        let mut all = Vec::new();
        for foreign in &mut self.foreign {
            let terms = foreign.terms(word).iter();
            let whole = |t: &&Token| !t.extra && t.span.len() == word.len();
            for stem in terms.filter(whole) {
                all.extend([Place::Title, Place::Text].map(|place| {
                    let term = stem.text.clone();
                    WordTerm { place, term, factor: 1.0 }
                }));
            }
        }
        all
    }

    /// The words of a phrase as each language stems them.
    pub(super) fn placings(
        &mut self,
        text: &str,
        words: &[&Token],
    ) -> Vec<Vec<Placed>> {
        let mut all = vec![placed(words)];
        for foreign in &mut self.foreign {
            let terms = foreign.terms(text).iter().filter(|t| !t.extra);
            let terms: Vec<&Token> = terms.collect();
            let other = placed(&terms);
            if !all.contains(&other) {
                all.push(other);
            }
        }
        all
    }
}

/// A word that means something by itself, unlike `4` or `s`.
fn is_word(token: &Token) -> bool {
    let text = &token.text;
    text.len() > 1
        && text.is_ascii()
        && text.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether only hyphens and slashes stand between words: `KV-cache`, unlike
/// an address, is as good as its parts.
fn joined_by_hyphens(text: &str, words: &[&Token]) -> bool {
    words.windows(2).all(|pair| {
        let between = text.get(pair[0].span.end..pair[1].span.start);
        between.is_some_and(|between| {
            between.chars().all(|c| matches!(c, '-' | '/' | ' '))
        })
    })
}

/// The terms of a free word in the places it is looked for.
pub(super) fn word_terms(stem: &str, exact: &str) -> Vec<WordTerm> {
    let at = |place, term: &str| WordTerm {
        place,
        term: term.to_owned(),
        factor: 1.0,
    };
    vec![
        at(Place::Title, stem),
        at(Place::Text, stem),
        at(Place::Name, exact),
        at(Place::Author, exact),
        at(Place::Typed, exact),
    ]
}

pub(in crate::search) fn placed(words: &[&Token]) -> Vec<Placed> {
    let first = words.first().map_or(0, |word| word.position);
    words
        .iter()
        .map(|word| Placed {
            term: word.text.clone(),
            offset: word.position - first,
        })
        .collect()
}
