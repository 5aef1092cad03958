//! What stands around a word, where that tells whether it is a name.

use super::separator::behind_conjunction;
use super::turned::opens_with_capitals;
use super::word::{is_initial, is_initials_group, word_length};
use super::words::{Place, Words};
use crate::parse::words::{is_name_word, lists};

/// One more initial behind a place: the `J` of "Chang J C J,".
pub(super) fn next_capital(text: &str, end: usize) -> Option<&str> {
    let rest = text[end..].strip_prefix(' ')?;
    let capital = rest.as_bytes().first()?.is_ascii_uppercase();
    let behind = rest.get(1..)?;
    let closed = behind.starts_with([',', ';', '.'])
        || behind.as_bytes().first() == Some(&b' ')
            && behind.as_bytes().get(2).is_some_and(|b| b" ,;.".contains(b));
    (capital && closed).then(|| &rest[..1])
}

/// Whether a text begins with a dotted initial.
pub(super) fn opens_with_initial(text: &str) -> bool {
    let word = &text[..word_length(text)];
    word.ends_with('.') && is_initial(word)
}

/// Whether the "y" before a text joins the two family names of one
/// person ("José Ortega y Gasset, …") rather than two persons ("Ana Ruiz y
/// Bo Díaz", "Ruiz, A. y Díaz, B.").
pub(super) fn links_family(text: &str, words: &Words<'_>) -> bool {
    let Some(rest) = text.strip_prefix(' ') else { return false };
    let next = &rest[..word_length(rest)];
    let behind = rest[next.len()..].trim_start_matches(' ');
    words.full() >= 2
        && words.initials == 0
        && next.chars().next().is_some_and(char::is_uppercase)
        && !is_initial(next)
        && !behind.starts_with(char::is_alphabetic)
}

/// Whether initials behind a word say that it is a family name, whatever
/// else it means: "North, K., …", "Short S." among names of that kind.
pub(super) fn precedes_initials(behind: &str, place: Place<'_>) -> bool {
    if !place.in_run {
        return false;
    }
    if let Some(rest) = behind.strip_prefix(", ") {
        let capital =
            rest.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        return opens_with_initial(rest)
            || capital && rest[1..].starts_with([',', ';']);
    }
    behind.strip_prefix(' ').is_some_and(|rest| {
        let word = &rest[..word_length(rest)];
        let bare = word.trim_end_matches('.');
        place.medical
            && (is_initial(bare) || is_initials_group(bare))
            && (word.ends_with('.') || rest[word.len()..].starts_with(','))
    })
}

/// Whether a family name in capitals opens an entry and a given name ends it:
/// "ABNER Samira, …", "ROE Ann et …".
pub(super) fn opens_turned(text: &str, at: usize, behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(' ') else { return false };
    let (given, rest) = rest.split_at(word_length(rest));
    let closes = rest.starts_with(',')
        || rest
            .strip_prefix(' ')
            .is_some_and(|rest| behind_conjunction(rest).is_some());
    closes
        && given.contains(char::is_lowercase)
        && is_name_word(given)
        && opens_entry(text, at)
}

/// Whether a family name in capitals at the start of an entry or behind
/// another name goes on with a given name: "DIOUF, Cheikh".
pub(super) fn precedes_given(
    text: &str,
    at: usize,
    behind: &str,
    place: Place<'_>,
) -> bool {
    let rest = behind.strip_prefix(", ").unwrap_or("");
    let given = &rest[..word_length(rest)];
    (place.in_run || opens_entry(text, at))
        && given.starts_with(char::is_uppercase)
        && given.contains(char::is_lowercase)
        && !lists(given).title
}

/// Whether a word opens an entry whose first names have capitals behind:
/// "Field D, Roe S,".
pub(super) fn opens_medical(text: &str, at: usize, behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(' ') else { return false };
    opens_with_capitals(rest)
        && continues_medical(&rest[word_length(rest)..])
        && opens_entry(text, at)
}

/// Whether a list goes on with a family name and capitals: ", Feng Y,".
pub(super) fn continues_medical(behind: &str) -> bool {
    let rest = behind.strip_prefix(", ").unwrap_or("");
    let family = &rest[..word_length(rest)];
    family.len() > 1
        && family.contains(char::is_lowercase)
        && rest[family.len()..]
            .strip_prefix(' ')
            .is_some_and(opens_with_capitals)
}

/// Whether a word opens an entry and dotted initials stand behind its comma:
/// "Post, M., Roe, A.".
pub(super) fn opens_list(text: &str, at: usize, behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(", ") else { return false };
    let word = &rest[..word_length(rest)];
    let after = &rest[word.len()..];
    let closed = after.starts_with([',', ';'])
        || after.starts_with(" (")
        || behind_conjunction(after.trim_start_matches(' ')).is_some();
    closed && opens_with_initial(rest) && opens_entry(text, at)
}

/// Whether a name's word and a comma follow.
pub(super) fn precedes_family(behind: &str) -> bool {
    behind.strip_prefix(' ').is_some_and(|rest| {
        let word = &rest[..word_length(rest)];
        is_name_word(word) && rest[word.len()..].starts_with(',')
    })
}

/// Whether the piece of text at `at`, up to the next separator, is two or
/// three capitalised words of which one is known as a name: then a word of
/// titles may be a name too ("Or Biran, …", "A. Way, …").
pub(super) fn is_closed_piece(text: &str, at: usize, in_run: bool) -> bool {
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .take(48)
        .find(|(i, c)| {
            matches!(c, ',' | ';' | '\n' | '(' | '“' | '"' | '*' | '†')
                || *c == ' '
                    && [" and ", " & ", " – ", " — "]
                        .iter()
                        .any(|word| rest[*i..].starts_with(word))
                || *c == '.'
                    && rest[..*i]
                        .chars()
                        .rev()
                        .take_while(|c| c.is_alphabetic())
                        .count()
                        > 1
        })
        .map(|(i, _)| i);
    let piece = match end {
        Some(end) => &rest[..end],
        None if rest.chars().count() < 40 => rest,
        None => return false,
    };
    let words: Vec<&str> = piece.split_whitespace().collect();
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    // "A. Way, …", but not "J. Chem. Phys.".
    let parted = !rest[piece.len()..].starts_with('.');
    let known = |w: &str| is_name_word(w) || in_run && parted && is_initial(w);
    (2..=3).contains(&words.len())
        && words.iter().all(|w| capital(w))
        && words.iter().any(|w| known(w))
}

/// Whether no word stands before a place of an entry: nothing, or a number.
pub(super) fn opens_entry(text: &str, at: usize) -> bool {
    !text[..at].contains(char::is_alphabetic)
}

/// Whether a field can begin at a place: at the start, behind a separator.
pub(super) fn opens_field(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    before.is_empty()
        || before.ends_with([
            '.', ',', ';', ':', '\n', '\t', '”', '"', ')', ']', '?', '!', '–',
            '—', '|', '(',
        ])
}
