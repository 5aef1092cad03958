//! Texts fitted to the columns of a terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::terminal::{DIM, MATCH, PLAIN, Screen, clean, line, styled};
use crate::model::Span;

/// A text cut to at most so many columns, `…` standing for what is cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let fits = prefix(text, columns.saturating_sub(1));
    format!("{}…", fits.trim_end())
}

/// As much of a text as fits so many columns, no character torn from its
/// accents or joined emoji.
fn prefix(text: &str, columns: usize) -> &str {
    let mut width = 0;
    for (at, character) in text.grapheme_indices(true) {
        width += character.width();
        if width > columns {
            return &text[..at];
        }
    }
    text
}

/// A text filled with blanks up to so many columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}

/// One printed line: its text with styles, and the columns it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) width: usize,
}

impl Line {
    /// A line in one style.
    pub(super) fn new(style: Style, text: &str) -> Line {
        let text = clean(text);
        let width = text.width();
        let text = match style == PLAIN || text.is_empty() {
            true => text.into_owned(),
            false => styled(style, text),
        };
        Line { text, width }
    }

    /// Adds a line to the right of this one, from a column on, a blank at
    /// least between.
    pub(super) fn put(&mut self, column: usize, right: &Line) {
        if right.width == 0 {
            return;
        }
        let least = if self.width == 0 { 0 } else { self.width + 1 };
        let blanks = column.max(least) - self.width;
        self.text.push_str(&" ".repeat(blanks));
        self.text.push_str(&right.text);
        self.width += blanks + right.width;
    }
}

/// A line that is being filled; neighbours of one style share it.
#[derive(Default)]
struct Filling {
    pieces: Vec<(Style, String)>,
    width: usize,
}

impl Filling {
    fn push(&mut self, style: Style, text: &str) {
        self.width += text.width();
        match self.pieces.last_mut().filter(|last| last.0 == style) {
            Some((_, last)) => last.push_str(text),
            None => self.pieces.push((style, text.to_owned())),
        }
    }

    /// A blank before a word: within a style where both sides have it.
    fn blank(&mut self, next: Style) {
        let last = self.pieces.last().map(|(style, _)| *style);
        let style = last.filter(|last| *last == next).unwrap_or(PLAIN);
        self.push(style, " ");
    }

    fn line(self) -> Line {
        let styled = |(style, text): (Style, String)| match style == PLAIN {
            true => text,
            false => styled(style, text),
        };
        let text = self.pieces.into_iter().map(styled).collect();
        Line { text, width: self.width }
    }
}

/// Lays running text out: breaks it into lines of at most so many columns,
/// the last one ending in `…` where there would be more than `lines`.
///
/// The pieces are of documents: they are cleaned here.
pub(super) fn wrapped(
    pieces: &[(Style, &str)],
    columns: usize,
    lines: usize,
) -> Vec<Line> {
    let columns = columns.max(2);
    let cleaned: Vec<(Style, Cow<'_, str>)> =
        pieces.iter().map(|(style, text)| (*style, clean(text))).collect();
    let parts = parts(&cleaned);
    let mut out = vec![Filling::default()];
    for word in parts.chunk_by(|_, next| !next.begins) {
        let word_width: usize =
            word.iter().map(|part| part.text.width()).sum();
        let is_last = out.len() == lines;
        let Some(line) = out.last_mut() else { break };
        let room = columns - usize::from(is_last);
        if line.width > 0 && line.width + 1 + word_width > room {
            if is_last {
                line.push(PLAIN, "…");
                break;
            }
            out.push(Filling::default());
        } else if line.width > 0 {
            line.blank(word.first().map_or(PLAIN, |part| part.style));
        }
        let fits = word.iter().all(|part| {
            put_long(&mut out, part.style, part.text, columns, lines)
        });
        if !fits {
            break;
        }
    }
    out.into_iter().map(Filling::line).collect()
}

/// Adds a word to the last line, broken where it is wider than any line;
/// false where no line is left for the rest of it.
fn put_long(
    out: &mut Vec<Filling>,
    style: Style,
    text: &str,
    columns: usize,
    lines: usize,
) -> bool {
    let mut rest = text;
    loop {
        let is_last = out.len() == lines;
        let Some(line) = out.last_mut() else { return false };
        let room = columns.saturating_sub(line.width);
        let fits = match rest.width() <= room {
            true => rest,
            false => prefix(rest, room.saturating_sub(usize::from(is_last))),
        };
        if !fits.is_empty() {
            line.push(style, fits);
        }
        rest = &rest[fits.len()..];
        if rest.is_empty() {
            return true;
        }
        if is_last {
            line.push(PLAIN, "…");
            return false;
        }
        if fits.is_empty() && line.width == 0 {
            // Wider than a line by itself.
            return true;
        }
        out.push(Filling::default());
    }
}

/// Writes a named value, the value from a column on; wrapped on a terminal,
/// one line in a pipe. Both are cleaned.
pub fn field(
    name: &str,
    value: &str,
    column: usize,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = match screen.columns {
        Some(_) => screen.width().saturating_sub(column),
        None => usize::MAX,
    };
    let mut printed = Line::new(DIM, name);
    for text in wrapped(&[(PLAIN, value)], columns, usize::MAX) {
        printed.put(column, &text);
        line(out, &printed.text)?;
        printed = Line::default();
    }
    Ok(())
}

/// A part of a word, all in one style.
struct Part<'a> {
    style: Style,
    text: &'a str,
    /// Whether the word begins here.
    begins: bool,
}

/// The words of a text.
fn parts<'a>(pieces: &'a [(Style, Cow<'_, str>)]) -> Vec<Part<'a>> {
    let (mut parts, mut begins) = (Vec::new(), true);
    for (style, text) in pieces {
        for (i, text) in text.split(char::is_whitespace).enumerate() {
            begins |= i > 0;
            if !text.is_empty() {
                parts.push(Part { style: *style, text, begins });
                begins = false;
            }
        }
    }
    parts
}

/// A quoted text as pieces, its marks set off.
pub(super) fn marked<'a>(
    text: &'a str,
    marks: &[Span],
    style: Style,
) -> Vec<(Style, &'a str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in marks {
        let range = mark.range();
        if range.start < at || text.get(range.clone()).is_none() {
            continue;
        }
        pieces.push((style, &text[at..range.start]));
        pieces.push((MATCH, &text[range.clone()]));
        at = range.end;
    }
    pieces.push((style, &text[at..]));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize, lines: usize) -> Vec<String> {
        let lines = wrapped(&[(PLAIN, text)], columns, lines);
        for line in &lines {
            assert_eq!(line.width, line.text.width(), "{text}");
            assert!(line.width <= columns, "{text}: {line:?}");
        }
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_quotation_is_wrapped_and_marked() {
        let mark = |text: &str| styled(MATCH, text);
        let pieces = marked("KV cache-free  model", &[Span::new(3, 8)], PLAIN);
        let broken = wrapped(&pieces, 14, 3);
        assert_eq!(broken[0].text, format!("KV {}-free", mark("cache")));
        assert_eq!(broken[1].text, "model");
        assert_eq!(lines("a b c d", 3, 1), ["a…"]);
        assert_eq!(lines("", 10, 2), [""]);
        assert_eq!(lines("one two three", 7, 9), ["one two", "three"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken() {
        assert_eq!(lines("量子计算机", 6, 2), ["量子计", "算机"]);
        assert_eq!(lines("量子计算机量子", 6, 2), ["量子计", "算机…"]);
        assert_eq!(lines("ab abcdefgh", 4, 9), ["ab", "abcd", "efgh"]);
        assert_eq!(lines("大", 2, 1), ["大"]);
    }

    #[test]
    fn characters_count_as_wide_as_they_are() {
        assert_eq!(cut("量子计算", 5), "量子…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(padded("量", 4), "量  ");
        // Accents take no room; a family of emoji takes that of one.
        let zoe = "Zoe\u{308} Bell";
        assert_eq!(cut(zoe, 4), "Zoe\u{308}…");
        assert_eq!(padded(zoe, 9).chars().count(), 10);
        let family = "👩\u{200d}👩\u{200d}👧 x";
        assert_eq!(cut(family, 3), "👩\u{200d}👩\u{200d}👧…");
        assert_eq!(family.width(), 4);
    }

    #[test]
    fn a_line_to_the_right_keeps_its_distance() {
        let mut line = Line::new(PLAIN, "量子");
        line.put(6, &Line::new(PLAIN, "ACL"));
        assert_eq!((line.text.as_str(), line.width), ("量子  ACL", 9));
        line.put(3, &Line::new(PLAIN, "x"));
        assert_eq!(line.text, "量子  ACL x");
    }
}
