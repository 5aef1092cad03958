//! Names of contests: a venue's name before one opens a title.

use crate::parse::words::{opens_with, strip_end};

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

/// Whether the last word of a text means a contest.
pub(super) fn ends_in_contest(text: &str) -> bool {
    let text = text.trim_end();
    let start = text.bytes().rposition(|b| b == b' ').map_or(0, |at| at + 1);
    let last = &text[start..];
    CONTESTS.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// Whether a text that starts with a venue's name goes on with its contest:
/// "SemEval-2022 Task 1: …", "CoNLL-2003 Shared Task on …".
pub(super) fn opens_contest(text: &str) -> bool {
    text.split_once(PARTING).is_some_and(|(_, rest)| names_contest(rest))
}

/// Whether a text ends in words by which a title goes on with the name of
/// what it reports: "Findings of the", "Overview of the Third".
pub(super) fn opens_report(text: &str) -> bool {
    let text = text.trim_end();
    let (head, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let counts = ["first", "second", "third", "fourth", "fifth", "joint"]
        .iter()
        .any(|word| last.eq_ignore_ascii_case(word))
        || last.starts_with(|c: char| c.is_ascii_digit());
    let text = if counts { head } else { text };
    let text = strip_end(text, " the").unwrap_or(text);
    ["findings of", "overview of", "results of", "report on"]
        .iter()
        .any(|words| strip_end(text, words).is_some())
}
