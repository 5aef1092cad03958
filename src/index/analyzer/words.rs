//! The words of a text, and which of them carry no meaning.

use std::ops::Range;

/// The next run of letters and digits of one kind of script.
pub(super) fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = from;
    let mut cjk = false;
    loop {
        let rest = bytes.get(start..)?;
        start += rest.iter().position(|b| !b.is_ascii() || is_part(*b))?;
        if bytes[start].is_ascii() {
            break;
        }
        let c = text[start..].chars().next()?;
        if c.is_alphanumeric() {
            cjk = is_cjk(c);
            break;
        }
        start += c.len_utf8();
    }
    let mut end = start;
    loop {
        if !cjk {
            let rest = bytes[end..].iter();
            end += rest.take_while(|b| is_part(**b)).count();
        }
        if bytes.get(end).is_none_or(u8::is_ascii) {
            break;
        }
        let Some(c) = text[end..].chars().next() else { break };
        if !is_letter(c) || is_cjk(c) != cjk {
            break;
        }
        end += c.len_utf8();
    }
    // "C++", "C#", "F#": the signs are part of the name.
    if end - start == 1 && bytes[start].is_ascii_alphabetic() {
        end += match &bytes[end..] {
            [b'+', b'+', ..] => 2,
            [b'#', ..] => 1,
            _ => 0,
        };
    }
    Some(start..end)
}

/// Whether a byte is an ASCII letter or digit.
fn is_part(byte: u8) -> bool {
    const PARTS: [bool; 256] = {
        let mut parts = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            parts[byte] = (byte as u8).is_ascii_alphanumeric();
            byte += 1;
        }
        parts
    };
    PARTS[usize::from(byte)]
}

/// Letters, digits and the marks that belong to a letter.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Scripts that are written without blanks between words.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ebef}')
}

pub(super) fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "\u{2010}" | "\u{2011}")
}

pub(super) fn followed_by_hyphen(text: &str, at: usize) -> bool {
    // Most words are followed by a blank.
    if text.as_bytes().get(at).is_none_or(|b| b.is_ascii() && *b != b'-') {
        return false;
    }
    let mut rest = text[at..].chars();
    rest.next().is_some_and(|c| is_hyphen(c.encode_utf8(&mut [0; 4])))
        && rest.next().is_some_and(char::is_alphanumeric)
}

pub(super) fn follows_hyphen(text: &str, at: usize) -> bool {
    let Some(before) = text.as_bytes()[..at].last() else { return false };
    if before.is_ascii() && *before != b'-' {
        return false;
    }
    let mut rest = text[..at].chars().rev();
    rest.next().is_some_and(|c| is_hyphen(c.encode_utf8(&mut [0; 4])))
        && rest.next().is_some_and(char::is_alphanumeric)
}

/// Words that say nothing about a subject; sorted.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from",
    "if", "in", "into", "is", "it", "its", "no", "not", "of", "on", "or",
    "such", "that", "the", "their", "then", "there", "these", "they", "this",
    "to", "was", "will", "with",
];

/// The same as numbers, which are compared in one step; sorted as well.
const STOP_CODES: [u64; STOP_WORDS.len()] = {
    let mut codes = [0; STOP_WORDS.len()];
    let mut at = 0;
    while at < codes.len() {
        codes[at] = code(STOP_WORDS[at].as_bytes());
        at += 1;
    }
    codes
};

/// A short word as a number, in the order of the alphabet.
const fn code(word: &[u8]) -> u64 {
    let mut bytes = [0; size_of::<u64>()];
    let mut at = 0;
    while at < word.len() {
        bytes[at] = word[at];
        at += 1;
    }
    u64::from_be_bytes(bytes)
}

/// Whether a folded word carries no meaning of its own.
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    word.len() <= 5 && STOP_CODES.binary_search(&code(word.as_bytes())).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stop_word_is_found() {
        assert!(STOP_WORDS.is_sorted(), "they are looked up by halving");
        for word in STOP_WORDS {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["", "ann", "thee", "theirs", "rivers"] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
