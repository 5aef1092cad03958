//! Names of contests: a venue's name before one opens a title.

use crate::parse::words::opens_with;

/// Words for a contest that are part of its name.
const CONTESTS: [&str; 3] = ["task", "challenge", "track"];

/// What parts the words of a contest's name.
const PARTING: [char; 3] = [' ', ':', ','];

/// Whether one of the first words of a text means a contest.
pub(super) fn names_contest(text: &str) -> bool {
    text.split(PARTING)
        .take(4)
        .any(|word| CONTESTS.iter().any(|c| word.eq_ignore_ascii_case(c)))
}

/// Likewise, where the text may be cut at any place.
pub(super) fn may_name_contest(text: &str) -> bool {
    text.split(PARTING)
        .take(4)
        .any(|word| CONTESTS.iter().any(|c| opens_with(word, c)))
}

/// Whether a text that starts with a venue's name goes on with its contest:
/// "SemEval-2022 Task 1: …", "CoNLL-2003 Shared Task on …".
pub(super) fn opens_contest(text: &str) -> bool {
    text.split_once(PARTING).is_some_and(|(_, rest)| names_contest(rest))
}
