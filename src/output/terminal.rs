//! Stdout, with colour where it is wanted, and text made safe to print.
//!
//! Documents are untrusted: all of their text passes [`clean`] or [`json`]
//! on its way out, so that no escape sequence of a CV reaches a terminal.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, BufWriter, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use serde::Serialize;

/// Stdout, buffered; styles are dropped where the choice says so.
pub type Stdout = BufWriter<AutoStream<StdoutLock<'static>>>;

/// Opens stdout; `ColorChoice::Auto` colours terminals only and heeds
/// `NO_COLOR`, `CLICOLOR_FORCE` and `TERM=dumb`.
#[must_use]
pub fn stdout(choice: ColorChoice) -> Stdout {
    let lock = io::stdout().lock();
    let stream = match choice {
        ColorChoice::Auto => AutoStream::auto(lock),
        choice => AutoStream::new(lock, choice),
    };
    BufWriter::with_capacity(1 << 16, stream)
}

/// Names, titles of sections: what the eye looks for first.
pub const STRONG: Style = Style::new().bold();
/// What stands beside: places, counts, marks.
pub const DIM: Style = Style::new().dimmed();
/// Venues, kinds.
pub const KIND: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
/// Years, numbers.
pub const NUMBER: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// A text in a style, the text being safe already.
#[must_use]
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A text of a document without anything that a terminal obeys: control
/// characters become `U+FFFD`, line breaks and tabs blanks, and marks that
/// reverse the direction of writing go.
///
/// ```
/// use vitae::output::terminal::clean;
/// assert_eq!(clean("a\u{1b}[31mb\nc"), "a\u{fffd}[31mb c");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => clean.push(' '),
            c if c.is_control() => clean.push('\u{fffd}'),
            c if is_unsafe(c) => {}
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A value as JSON on one line; what a terminal would obey is escaped.
///
/// ```
/// use vitae::output::terminal::json;
/// assert_eq!(json(&"a\u{9b}b").unwrap(), r#""a\u009bb""#);
/// ```
pub fn json(value: &impl Serialize) -> io::Result<String> {
    Ok(escaped(serde_json::to_string(value)?))
}

/// Likewise over several lines, for people.
pub fn pretty_json(value: &impl Serialize) -> io::Result<String> {
    Ok(escaped(serde_json::to_string_pretty(value)?))
}

/// Escapes what `serde_json` leaves; such characters stand in strings only.
fn escaped(json: String) -> String {
    let obeyed = |c: char| c != '\n' && is_unsafe(c);
    if !json.contains(obeyed) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if obeyed(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Writes one line.
pub fn line(out: &mut dyn Write, text: impl Display) -> io::Result<()> {
    writeln!(out, "{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_gets_through() {
        for (text, want) in [
            ("plain Zürich 大", "plain Zürich 大"),
            ("\u{1b}]0;title\u{7}", "\u{fffd}]0;title\u{fffd}"),
            ("a\tb\r\nc", "a b  c"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("abc\u{202e}cba", "abccba"),
            ("\u{7f}", "\u{fffd}"),
        ] {
            assert_eq!(clean(text), want, "{text:?}");
        }
    }

    #[test]
    fn json_stays_json() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{7f}\n大";
        let json = json(&text).unwrap();
        assert!(!json.contains(is_unsafe), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
