//! All that a word may be misspelt as, as what walks a dictionary: it goes
//! only where a word near enough can still be.

use std::sync::{Arc, LazyLock};

use levenshtein_automata::{
    DFA, Distance, LevenshteinAutomatonBuilder as Builder, SINK_STATE,
};
use tantivy_fst::Automaton;

/// Longest word, in bytes, that a table is made for: it grows with the word.
const LONGEST: usize = 64;

/// Makers of tables for so many wrong letters; two letters that changed
/// places are one.
static BUILDERS: [LazyLock<Builder>; 3] = [
    LazyLock::new(|| Builder::new(0, true)),
    LazyLock::new(|| Builder::new(1, true)),
    LazyLock::new(|| Builder::new(2, true)),
];

/// The words within so many wrong letters of a word.
#[derive(Clone)]
pub(super) struct Misspelt(Arc<DFA>);

impl Misspelt {
    /// None where there is no table for it.
    pub(super) fn new(word: &str, distance: usize) -> Option<Misspelt> {
        let builder = BUILDERS.get(distance)?;
        let short = word.len() <= LONGEST;
        short.then(|| Misspelt(Arc::new(builder.build_dfa(word))))
    }
}

impl Automaton for Misspelt {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(near: &Misspelt, text: &str) -> bool {
        let step = |state, byte: &u8| near.accept(&state, *byte);
        let end = text.as_bytes().iter().fold(near.start(), step);
        near.is_match(&end)
    }

    proptest! {
        #[test]
        fn it_takes_what_is_near_enough(
            word in "[abcé王]{0,7}",
            other in "[abcé王]{0,7}",
            distance in 0usize..3,
        ) {
            let near = Misspelt::new(&word, distance).unwrap();
            let want = strsim::osa_distance(&word, &other) <= distance;
            prop_assert_eq!(accepts(&near, &other), want);
        }
    }

    #[test]
    fn a_long_word_has_no_table() {
        assert!(Misspelt::new(&"a".repeat(LONGEST + 1), 2).is_none());
        assert!(Misspelt::new("a", 3).is_none());
    }
}
