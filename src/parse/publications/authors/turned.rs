//! Names whose initials stand behind, without a comma.

use super::context::opens_field;
use super::word::{Word, is_initial};
use super::words::{Place, Words};
use crate::model::PersonName;
use crate::parse::words::lists;

/// Whether words are a whole name with its initials behind, so that the next
/// one opens a title: "LI D. Slow", "Petrov A. S. Slow" after such a name or
/// of the owner.
pub(super) fn is_turned(
    text: &str,
    words: &Words<'_>,
    next: &Word<'_>,
    place: Place<'_>,
) -> bool {
    if words.initials == 0 || words.full() == 0 || is_initial(words.words[0]) {
        return false;
    }
    let last = words.words[words.words.len() - 1];
    if !is_initial(last) {
        return false;
    }
    // "Ben K. Roe." ends as a name does.
    let behind = &text[next.end(text)..];
    let closed = next.dotted()
        || behind.starts_with([',', ';', '*'])
        || [" and ", " & "].iter().any(|word| behind.starts_with(word));
    let shouted = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 1
            && !word.chars().any(char::is_lowercase)
    };
    // "… a Consonant CMM R. Roe": the title's last word is no name.
    let at = words.words[0].as_ptr() as usize - text.as_ptr() as usize;
    let opens = place.in_run || opens_field(text, at);
    // "Limso N. Effectively Reading Laws": an entry of one author.
    let alone = || {
        !place.in_run
            && text[..at].chars().filter(|c| c.is_alphanumeric()).count() <= 3
            && words.words.len() == 2
            && !lists(next.bare).name
            && behind
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    };
    opens && shouted(words.words[0]) && !next.is_shouted()
        || (!closed || place.all_turned)
            && last.ends_with('.')
            && (place.turned
                || alone()
                || place.owner.is_some_and(|owner| {
                    PersonName::parse(&words.text())
                        .is_some_and(|name| owner.matches(&name))
                }))
}

/// Whether a text opens with one to three initials without dots that end a
/// name: "AA, Faye O. …".
pub(super) fn opens_with_capitals(text: &str) -> bool {
    let capital = |b: &u8| b.is_ascii_uppercase() || *b == b'-';
    let capitals = text.bytes().take_while(capital).count();
    let behind = &text[capitals..];
    (1..=3).contains(&capitals)
        && (behind.starts_with([',', '.', ';']) || behind.starts_with(" ("))
}
