//! Words that stand for words of the query: long forms of acronyms, which
//! the table knows or the corpus introduces, and the user's synonyms.

use tantivy::{TantivyError, Term as IndexTerm};

use super::term::word_terms;
use super::{Lowering, field};
use crate::gazetteer::acronym;
use crate::index::Term as Token;
use crate::search::mined;
use crate::search::plan::{Alternative, Leaf, Source};

/// Meanings of an acronym that are looked for, of the table and of the
/// corpus each.
const MEANINGS: usize = 3;

/// A typed word: its stems and its leaf.
pub(super) type Typed = (Vec<String>, usize);

impl Lowering<'_> {
    /// Ends a run of words: what follows is no neighbour.
    pub(super) fn end_run(&mut self) {
        self.before = None;
        let run = std::mem::take(&mut self.run);
        for pair in run.windows(2) {
            self.join(pair[0].1, pair[1].1);
        }
        let mut at = 0;
        while at < run.len() {
            at += self.synonyms_of(&run[at..]).max(1);
        }
    }

    /// Adds the synonyms of the longest known phrase that the typed words
    /// begin with; says how many words it has, 0 for none.
    fn synonyms_of(&mut self, typed: &[Typed]) -> usize {
        let Some((group, member, words)) = self.synonyms.find(typed) else {
            return 0;
        };
        let of: Vec<usize> =
            typed[..words].iter().map(|(_, leaf)| *leaf).collect();
        for (i, other) in group.iter().enumerate() {
            if i != member {
                self.add_alternative(&other.text, &of);
            }
        }
        words
    }

    /// Adds the joined spelling of two neighbours, where the index has it:
    /// `flash attention` finds `FlashAttention`.
    fn join(&mut self, first: usize, second: usize) {
        let label = |leaf: usize| self.plan.leaves[leaf].label.as_str();
        let text = format!("{}{}", label(first), label(second));
        let [Token { text: stem, stop: false, .. }] = self.prose.terms(&text)
        else {
            return;
        };
        let is_there = ["title", "text"].iter().any(|name| {
            let term = IndexTerm::from_field_text(field(name), stem);
            self.searcher.doc_freq(&term).unwrap_or(0) > 0
        });
        if is_there && text.chars().all(char::is_alphabetic) {
            self.add_alternative(&text, &[first, second]);
        }
    }

    /// Adds the parts of a word in camel case: `FlashAttention` finds
    /// `flash attention`.
    pub(super) fn take_apart(&mut self, label: &str, leaf: usize) {
        let parts = humps(label);
        if parts.len() > 1 {
            self.add_alternative(&parts.join(" "), &[leaf]);
        }
    }

    /// Adds what an acronym stands for.
    pub(super) fn spell_out(
        &mut self,
        label: &str,
        leaf: usize,
    ) -> Result<(), TantivyError> {
        let known = acronym::meanings(label).into_iter().take(MEANINGS);
        let mut all: Vec<String> =
            known.map(|meaning| meaning.long().to_owned()).collect();
        let found = mined::long_forms(self.searcher, &mut self.prose, label)?;
        all.extend(found.into_iter().take(MEANINGS));
        for text in all {
            let words = self.prose.terms(&text).iter().filter(is_spoken);
            if words.count() > 1 {
                self.add_alternative(&text, &[leaf]);
            }
        }
        Ok(())
    }

    /// Adds words that stand for typed ones.
    fn add_alternative(&mut self, text: &str, of: &[usize]) {
        let Leaf { weight, span, .. } = self.plan.leaves[of[0]];
        let words = self.prose.terms(text).iter().filter(is_spoken);
        let words: Vec<Token> = words.cloned().collect();
        let is_known = self.plan.alternatives.iter().any(|known| {
            let leaves = known.leaves.iter().map(|&l| &self.plan.leaves[l]);
            let stems = words.iter().map(|word| Some(&word.text));
            known.of == of && leaves.map(Leaf::stem).eq(stems)
        });
        if is_known || words.is_empty() {
            return;
        }
        let mut leaves = Vec::new();
        for word in words {
            let mut terms = word_terms(&word.text, "");
            terms.truncate(2);
            terms.extend(self.foreign_terms(&text[word.span]));
            leaves.push(self.add(Leaf {
                label: String::new(),
                span,
                value: None,
                source: Source::Words(terms),
                weight,
                scored: true,
                hidden: true,
                of_person: false,
            }));
        }
        let (text, of) = (text.to_owned(), of.to_vec());
        let others = &mut self.plan.alternatives;
        let at = others.partition_point(|other| other.of.len() <= of.len());
        others.insert(at, Alternative { text, of, leaves });
    }
}

/// The parts of a word in camel case, each of several letters.
fn humps(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut lower = false;
    for (at, c) in word.char_indices() {
        if lower && c.is_uppercase() {
            parts.push(&word[start..at]);
            start = at;
        }
        lower = c.is_lowercase();
    }
    parts.push(&word[start..]);
    let is_word = |part: &&str| {
        part.chars().count() > 1 && part.chars().all(char::is_alphabetic)
    };
    if parts.iter().all(is_word) { parts } else { Vec::new() }
}

/// Whether a term is a word that has to be there.
pub(super) fn is_spoken(term: &&Token) -> bool {
    !term.extra && !term.stop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_has_parts() {
        for (word, parts) in [
            ("FlashAttention", "Flash Attention"),
            ("flashAttention", "flash Attention"),
            ("flashattention", ""),
            ("LLMs", ""),
            ("PyTorch", "Py Torch"),
            ("GPT4All", ""),
            ("mAP", ""),
            ("", ""),
        ] {
            let found = humps(word);
            let found = if found.len() > 1 { found } else { Vec::new() };
            assert_eq!(found.join(" "), parts, "{word}");
        }
    }
}
