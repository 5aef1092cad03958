//! Words that mean something in capitals only: `IT`, `US`.

use tantivy::TantivyError;

use super::Lowering;
use crate::index::Term as Token;
use crate::search::plan::{Condition, Source};
use crate::search::tree::{Kind, Node};

impl Lowering<'_> {
    /// A word in capitals, and what it is short for.
    pub(super) fn in_capitals(
        &mut self,
        word: &str,
        node: &Node,
        stem: &str,
    ) -> Result<Condition, TantivyError> {
        let source = Source::Capitals(word.to_owned());
        let leaf = self.scored_leaf(word, node, source);
        self.spell_out(word, leaf)?;
        self.skip_word();
        self.run.push((vec![stem.to_owned()], leaf));
        Ok(Condition::Leaf(leaf))
    }
}

/// Whether capitals make a word of little meaning another one: `IT`, `US`.
pub(super) fn is_disguised(typed: &str, word: &Token) -> bool {
    const PRONOUNS: [&str; 4] = ["he", "us", "we", "who"];
    typed.len() > 1
        && typed.bytes().all(|b| b.is_ascii_uppercase())
        && (word.stop || PRONOUNS.contains(&word.text.as_str()))
}

/// Whether capitals mean something in a query: not where all of several
/// words are written so.
pub(super) fn capitals_mean(root: &Node) -> bool {
    let (mut words, mut small) = (0, false);
    root.walk(true, &mut |node| {
        if let Kind::Term(term) = &node.kind {
            words += 1;
            small |= term.text.contains(char::is_lowercase);
        }
    });
    words == 1 || small
}
