//! Styled words to lines of a width.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::terminal::clean;

/// A text with a style, to be wrapped together with others.
pub(super) type Piece<'a> = (&'a str, Style);

/// Breaks pieces, one behind the other, into lines of at most so many
/// columns, each indented; a word that is wider than a line is cut.
///
/// Nothing that a terminal obeys gets through.
pub(super) fn wrapped(
    pieces: &[Piece<'_>],
    columns: usize,
    indent: usize,
) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(indent).max(1);
    let mut lines = vec![vec![Span::raw(" ".repeat(indent))]];
    let mut width = 0;
    for word in words(pieces) {
        let wide: usize = word.iter().map(|(text, _)| text.width()).sum();
        if width > 0 && width + 1 + wide > room {
            lines.push(vec![Span::raw(" ".repeat(indent))]);
            width = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if width > 0 {
            line.push(Span::raw(" "));
            width += 1;
        }
        for (text, style) in word {
            let text = cut(&text, room.saturating_sub(width));
            width += text.width();
            line.push(Span::styled(text, style));
        }
    }
    lines.into_iter().map(Line::from).collect()
}

/// The words of the pieces, each as the parts that are styled alike.
fn words(pieces: &[Piece<'_>]) -> Vec<Vec<(String, Style)>> {
    let mut words: Vec<Vec<(String, Style)>> = vec![Vec::new()];
    for (text, style) in pieces {
        for (i, part) in clean(text).split(char::is_whitespace).enumerate() {
            if i > 0 {
                words.push(Vec::new());
            }
            if let Some(word) = words.last_mut().filter(|_| !part.is_empty()) {
                word.push((part.to_owned(), *style));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A text cut to so many columns, `…` standing for what is cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let text = clean(text);
    if text.width() <= columns {
        return text.into_owned();
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
    if columns > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Stylize;

    #[test]
    fn words_are_kept_whole_and_styled() {
        let bold = Style::new().bold();
        let none = Style::new();
        let pieces = [("KV ", none), ("cache", bold), ("-free model", none)];
        let lines = wrapped(&pieces, 15, 1);
        let texts: Vec<String> =
            lines.iter().map(ToString::to_string).collect();
        assert_eq!(texts, [" KV cache-free", " model"]);
        assert!(lines[0].spans.contains(&"cache".bold()));
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        let plain = |text: &str, columns| {
            let lines = wrapped(&[(text, Style::new())], columns, 0);
            lines.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(plain("extraordinary a", 6), ["extra…", "a"]);
        assert_eq!(plain("量子计算 a", 5), ["量子…", "a"]);
        assert_eq!(plain("a\u{1b}[2Jb\u{202e}", 20), ["a\u{fffd}[2Jb"]);
        assert_eq!(plain("", 5), [""]);
        assert_eq!(cut("abc", 0), "");
    }
}
