//! Regular expressions, which the language has not: where one seems to be
//! meant, a note says so.

use super::Parser;
use crate::search::characters::Characters;

/// Most characters of a piece that are repeated to the user.
const LONGEST: usize = 40;

impl Parser<'_> {
    /// Says of pieces that look like regular expressions, and of a lone `|`,
    /// that they are read for their words.
    pub(super) fn note_patterns(&mut self) {
        for (from, to) in pieces(&self.characters) {
            let piece = self.characters.text(from, to);
            let span = self.characters.span(from, to);
            if piece == "|" {
                let note = "`|` is read as a blank; write `OR` for either";
                self.note(note, span);
            } else if is_pattern(&piece) {
                let mut typed: String = piece.chars().take(LONGEST).collect();
                if typed.len() < piece.len() {
                    typed.push('…');
                }
                let note = format!(
                    "`{typed}` is read for its words, not as a regular \
                     expression; write `word*` for how a word begins, \
                     `word~1` for a wrong letter, `(a OR b)` for either"
                );
                self.note(note, span);
            }
        }
    }
}

/// What stands between blanks and quotes; between slashes, also blanks.
fn pieces(characters: &Characters) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let (mut at, mut quoted) = (0, false);
    while let Some(c) = characters.get(at) {
        let from = at;
        at += 1;
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && !c.is_whitespace() {
            let goes_on = |c: char| c != '"' && !c.is_whitespace();
            at = characters.find(from, |c| !goes_on(c));
            let opens = from + usize::from(matches!(c, '-' | '+' | '('));
            if let Some(close) = closing_slash(characters, opens) {
                at = at.max(characters.find(close, |c| !goes_on(c)));
            }
            all.push((from, at));
        }
    }
    all
}

/// Where the slash stands that closes the one at an index.
fn closing_slash(characters: &Characters, opens: usize) -> Option<usize> {
    let attached = |at| characters.get(at).is_some_and(|c| !c.is_whitespace());
    let close = characters.find(opens + 1, |c| matches!(c, '/' | '"'));
    let closes = characters.get(opens) == Some('/')
        && characters.get(close) == Some('/')
        && attached(opens + 1)
        && attached(close - 1);
    closes.then_some(close)
}

/// Whether a piece of a query is written as a regular expression. Addresses,
/// paths, citations (`caches[12]`) and `quant.*`, which reads as `quant*`,
/// are none.
fn is_pattern(piece: &str) -> bool {
    if piece.contains("://") || piece.starts_with("10.") {
        return false;
    }
    let value = piece.trim_start_matches(['-', '+', '!', '(', '=']);
    let (name, value) = match value.split_once(':') {
        Some((name, value))
            if name.bytes().all(|b| b.is_ascii_alphabetic()) =>
        {
            (name, value)
        }
        _ => ("", value),
    };
    let value = value.trim_end_matches([')', ',', '.']);
    let slashed = value
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'))
        .filter(|inner| !inner.is_empty() && !inner.contains('/'));
    slashed.is_some() && !name.eq_ignore_ascii_case("path")
        || has_operator(value)
}

/// Whether letters stand beside what only a regular expression has there.
fn has_operator(value: &str) -> bool {
    let bytes = value.as_bytes();
    let letter = |i: Option<usize>| {
        let byte = i.and_then(|i| bytes.get(i));
        byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
    };
    (0..bytes.len()).any(|i| {
        let (before, after) = (letter(i.checked_sub(1)), letter(Some(i + 1)));
        match bytes[i] {
            b'?' => before && after,
            b'|' => (before || after) && !value.contains("||"),
            b'\\' => after,
            b'.' => before && bytes.get(i + 1) == Some(&b'+'),
            b'{' => before && bytes.get(i + 1).is_some_and(u8::is_ascii_digit),
            b'[' => {
                let end = value[i..].find(']').map_or(0, |end| i + end);
                let inner = value.get(i + 1..end).unwrap_or_default();
                inner.contains(|c: char| c.is_ascii_lowercase())
                    && (before || letter(Some(end + 1)))
            }
            _ => false,
        }
    })
}
