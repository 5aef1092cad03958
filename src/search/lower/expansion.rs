//! Words that a beginning or a mistyped word stands for.

use tantivy::schema::Field as Handle;
use tantivy::{TantivyError, Term as IndexTerm};

use super::{Lowering, field};
use crate::index::Term as Token;
use crate::model::fold_name;
use crate::search::expand::{self, Expansion, MAX_EXPANSIONS};
use crate::search::plan::{Condition, Place, Source, WordTerm};
use crate::search::tree::{How, Node, Term};

impl Lowering<'_> {
    /// `word*` and `word~1`: any of the words it stands for.
    pub(super) fn expanded(
        &mut self,
        term: &Term,
        node: &Node,
        label: &str,
    ) -> Result<Vec<Condition>, TantivyError> {
        let tokens = self.exact.terms(&term.text).to_vec();
        let words: Vec<&Token> = tokens.iter().filter(|t| !t.extra).collect();
        let Some((last, head)) = words.split_last() else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        // "KV-cach*": the words before the last one are plain.
        for word in head {
            let stems = self.prose.terms(&word.text).to_vec();
            for stem in stems.iter().filter(|t| !t.extra) {
                let text = &term.text[word.span.clone()];
                all.push(self.word(text, node, &stems, stem)?);
            }
        }
        self.end_run();
        // What is typed twice is expanded once; no other leaf has its mark
        // in its label.
        let known = self.plan.leaves.iter().position(|leaf| {
            matches!(leaf.source, Source::Words(_))
                && leaf.label == label
                && !leaf.hidden
                && leaf.weight.to_bits() == node.weight.to_bits()
        });
        if let Some(leaf) = known {
            all.push(Condition::Leaf(leaf));
            return Ok(all);
        }
        let exact = field(Place::Exact.field());
        let found = self.expansion(exact, &last.text, term.how, node)?;
        let words = found.words.into_iter().map(|(word, _)| WordTerm {
            place: Place::Exact,
            factor: closeness(&last.text, &word),
            term: word,
        });
        let source = Source::Words(words.collect());
        let leaf = self.scored_leaf(label, node, source);
        all.push(Condition::Leaf(leaf));
        Ok(all)
    }

    /// The terms of a keyword field that a value stands for.
    pub(super) fn expansion(
        &mut self,
        field: Handle,
        word: &str,
        how: How,
        node: &Node,
    ) -> Result<Expansion, TantivyError> {
        let found = self.all_words(field, word, how)?.most_frequent();
        self.note_bounds(found.bounded, node);
        Ok(found)
    }

    /// The stems, in a prose field, of the words that a value stands for:
    /// those that the field holds, however frequent others are elsewhere.
    pub(super) fn expanded_stems(
        &mut self,
        handle: Handle,
        term: &Term,
        node: &Node,
    ) -> Result<Vec<(Handle, String)>, TantivyError> {
        let exact = field(Place::Exact.field());
        let word = fold_name(&term.text);
        let found = self.all_words(exact, &word, term.how)?;
        let (mut stems, mut words) = (Vec::new(), 0);
        let mut bounded = found.bounded;
        for (word, _) in found.words {
            let held = self.stems_in(handle, &word)?;
            words += usize::from(!held.is_empty());
            if words > MAX_EXPANSIONS {
                bounded = true;
                break;
            }
            for stem in held {
                if !stems.contains(&(handle, stem.clone())) {
                    stems.push((handle, stem));
                }
            }
        }
        self.note_bounds(bounded, node);
        Ok(stems)
    }

    /// The stems of a word, in each language, that a field holds.
    fn stems_in(
        &mut self,
        handle: Handle,
        word: &str,
    ) -> Result<Vec<String>, TantivyError> {
        let stems = self.prose.terms(word).iter();
        let mut stems: Vec<String> = stems.map(|t| t.text.clone()).collect();
        stems.extend(self.foreign_terms(word).into_iter().map(|w| w.term));
        let mut held = Vec::new();
        for stem in stems {
            let term = IndexTerm::from_field_text(handle, &stem);
            if self.searcher.doc_freq(&term)? > 0 {
                held.push(stem);
            }
        }
        Ok(held)
    }

    /// The same, as many as there are.
    pub(super) fn all_words(
        &self,
        field: Handle,
        word: &str,
        how: How,
    ) -> Result<Expansion, TantivyError> {
        match how {
            How::Fuzzy(distance) => expand::fuzzy(
                self.searcher,
                field,
                word,
                usize::from(distance),
            ),
            How::Prefix | How::Word | How::Phrase(_) => {
                expand::prefix(self.searcher, field, word)
            }
        }
    }

    fn note_bounds(&mut self, bounded: bool, node: &Node) {
        if bounded {
            let note = format!(
                "`{node}` fits too many words; the {MAX_EXPANSIONS} most \
                 frequent are used"
            );
            self.note(note, node.span);
        }
    }
}

/// Words that differ from what was typed score below it.
fn closeness(typed: &str, word: &str) -> f32 {
    if typed == word {
        1.0
    } else if word.starts_with(typed) {
        0.9
    } else {
        0.6
    }
}
