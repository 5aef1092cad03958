//! Texts fitted to the columns of a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::terminal::{STRONG, clean, styled};
use crate::model::Span;

/// A text cut to at most so many columns, `…` standing for what is cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut width = 0;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width >= columns {
            break;
        }
        out.push(c);
    }
    let mut out = out.trim_end().to_owned();
    out.push('…');
    out
}

/// A text filled with blanks up to so many columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}

/// A piece of a quoted line, marked or not.
struct Piece {
    text: String,
    marked: bool,
}

/// Breaks a quoted text into lines of at most so many columns, its marks in
/// bold; the last line holds an `…` where there would be more than `lines`.
pub(super) fn quoted(
    text: &str,
    marks: &[Span],
    columns: usize,
    lines: usize,
) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    let mut width = 0;
    for word in words(text, marks) {
        let columns_of = |piece: &Piece| piece.text.width();
        let word_width: usize = word.iter().map(columns_of).sum();
        let last = out.len() == lines;
        if width > 0 && width + 1 + word_width > columns - usize::from(last) {
            if last {
                if let Some(line) = out.last_mut() {
                    line.push('…');
                }
                return out;
            }
            out.push(String::new());
            width = 0;
        }
        let Some(line) = out.last_mut() else { break };
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        for piece in word {
            let room = columns.saturating_sub(width).max(2);
            let text = cut(&piece.text, room);
            width += text.width();
            if piece.marked {
                line.push_str(&styled(STRONG, text));
            } else {
                line.push_str(&text);
            }
        }
    }
    out
}

/// The words of a text, each as pieces that are marked or not.
fn words(text: &str, marks: &[Span]) -> Vec<Vec<Piece>> {
    let mut pieces: Vec<(usize, usize, bool)> = Vec::new();
    let mut at = 0;
    for mark in marks {
        let range = mark.range();
        if range.start < at || text.get(range.clone()).is_none() {
            continue;
        }
        pieces.push((at, range.start, false));
        pieces.push((range.start, range.end, true));
        at = range.end;
    }
    pieces.push((at, text.len(), false));
    let mut words: Vec<Vec<Piece>> = vec![Vec::new()];
    for (start, end, marked) in pieces {
        let part = clean(text.get(start..end).unwrap_or_default());
        for (i, word) in part.split(char::is_whitespace).enumerate() {
            if i > 0 {
                words.push(Vec::new());
            }
            if !word.is_empty()
                && let Some(last) = words.last_mut()
            {
                last.push(Piece { text: word.to_owned(), marked });
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_wrapped_and_marked() {
        let bold = |text: &str| styled(STRONG, text);
        let marks = [Span::new(3, 8)];
        assert_eq!(
            quoted("KV cache-free  model", &marks, 14, 3),
            [format!("KV {}", bold("cache")) + "-free", "model".into()]
        );
        assert_eq!(quoted("a b c d", &[], 3, 1), ["a…"]);
        assert_eq!(quoted("量子计算机", &[], 6, 2), ["量子…"]);
        assert_eq!(quoted("", &[], 10, 2), [""]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(cut("量子计算", 5), "量子…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(padded("量", 4), "量  ");
    }
}
