//! Text of documents, made safe to print.
//!
//! Documents are untrusted: all of their text passes [`clean`] or [`json`]
//! on its way out, so that no escape sequence of a CV reaches a terminal, no
//! title forges a line, and no name looks like another one's.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use unicode_normalization::char::is_combining_mark;

/// Marks that one letter may carry; more of them would cover the lines above.
const MARKS: usize = 8;

/// A text of a document without anything that a terminal obeys: control
/// characters become `U+FFFD`, breaks of lines and tabs blanks; marks that
/// reverse the direction of writing, and characters that cannot be seen, go.
///
/// ```
/// use vitae::output::terminal::clean;
/// assert_eq!(clean("a\u{1b}[31mb\nc"), "a\u{fffd}[31mb c");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Most text is: told without looking at each character.
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let mut piled = |c: char| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MARKS
    };
    if !text.contains(|c| is_unsafe(c) || piled(c)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        match c {
            _ if marks > MARKS => {}
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}'
            | '\u{2029}' => clean.push(' '),
            c if c.is_control() => clean.push('\u{fffd}'),
            c if is_unsafe(c) => {}
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// Whether a terminal obeys a character, or an eye overlooks it. The joiners
/// U+200C and U+200D stay: Persian and emoji are written with them.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Direction of writing.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            // Breaks of lines.
            | '\u{2028}' | '\u{2029}'
            // Nothing to see: soft hyphens, blanks without width, fillers,
            // annotations, tags.
            | '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
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
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
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
            ("a\u{2028}b\u{85}c", "a b c"),
            ("Li\u{200b}u\u{ad}\u{2063}\u{e0041}", "Liu"),
            ("نمی\u{200c}خواهم 👩\u{200d}🔬", "نمی\u{200c}خواهم 👩\u{200d}🔬"),
        ] {
            assert_eq!(clean(text), want, "{text:?}");
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let pile = format!("a{}b", "\u{301}".repeat(50));
        assert_eq!(clean(&pile), format!("a{}b", "\u{301}".repeat(MARKS)));
        assert_eq!(clean("Nguyê\u{303}n"), "Nguyê\u{303}n");
    }

    #[test]
    fn json_stays_json() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{7f}\n大\u{200b}\u{e0041}\u{2028}";
        let json = json(&text).unwrap();
        assert!(!json.contains(is_unsafe), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
