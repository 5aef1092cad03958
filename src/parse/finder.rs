//! Finds the words of a table in a text.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Finds words of a table, in the form that is soon built: one of all states
/// took longer than most documents take to read.
pub(super) fn finder(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(words)
        .expect("a table of some short words always compiles")
}
