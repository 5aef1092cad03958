//! Marks within Org text: emphasis, links, entities, macros.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::extract::flow::Flow;
use crate::extract::{reference, tex};
use crate::model::Style;

/// The deepest nesting of marks that is told apart.
const DEEPEST: usize = 8;

/// How far a mark's end is looked for, in bytes.
const LONGEST: usize = 2_000;

/// The most that macros may add to a text, in bytes.
const MOST: usize = 1 << 16;

/// Puts the definitions of macros in their places: `{{{name(a, b)}}}`.
pub(super) fn expand<'a>(
    text: &'a str,
    macros: &HashMap<&str, &str>,
) -> Cow<'a, str> {
    if !text.contains("{{{") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{{") {
        out.push_str(before);
        rest = after;
        let Some((call, after)) = after.split_once("}}}") else { break };
        rest = after;
        let (name, words) = call.split_once('(').unwrap_or((call, ""));
        let words: Vec<&str> = words
            .strip_suffix(')')
            .map(|words| words.split(',').map(str::trim).collect())
            .unwrap_or_default();
        let Some(definition) = macros.get(name) else { continue };
        let mut printed = (*definition).to_owned();
        for (i, word) in (1..10).zip(words.iter().chain(&[""; 9])) {
            printed = printed.replace(&format!("${i}"), word);
        }
        if out.len() + printed.len() > text.len() + MOST {
            break;
        }
        out.push_str(&printed);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Adds text in a style with its marks; its first character stands on line
/// `number`.
pub(super) fn write(flow: &mut Flow, text: &str, style: Style, number: u32) {
    let state = State { style, link: None, depth: 0 };
    Writer { flow, number }.write(text, state);
}

/// How text is set.
#[derive(Clone, Copy)]
struct State<'a> {
    style: Style,
    link: Option<&'a str>,
    depth: usize,
}

struct Writer<'a> {
    flow: &'a mut Flow,
    number: u32,
}

impl Writer<'_> {
    fn write(&mut self, text: &str, state: State<'_>) {
        let mut rest = text;
        let mut before = None;
        while let Some(at) = rest.find(MARKS) {
            self.words(&rest[..at], state);
            before = rest[..at].chars().next_back().or(before);
            rest = &rest[at..];
            let length = match state.depth < DEEPEST {
                true => self.mark(rest, before, state),
                false => None,
            };
            let length = length.unwrap_or_else(|| {
                let mark = rest.chars().next().map_or(0, char::len_utf8);
                self.words(&rest[..mark], state);
                mark
            });
            before = rest[..length].chars().next_back();
            rest = &rest[length..];
        }
        self.words(rest, state);
    }

    fn words(&mut self, text: &str, state: State<'_>) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.flow.break_line();
                self.number += 1;
            }
            self.flow.text(line, state.style, state.link, self.number);
        }
    }

    /// Reads what a mark at the start of `text` opens: its length, or None
    /// where it opens nothing.
    fn mark(
        &mut self,
        text: &str,
        before: Option<char>,
        state: State<'_>,
    ) -> Option<usize> {
        let within = &text[..text.floor_char_boundary(LONGEST)];
        let inner = State { depth: state.depth + 1, ..state };
        match text.as_bytes().first()? {
            b'[' => self.bracket(within, inner),
            b'<' => self.angle(within, inner),
            b'@' => {
                // "@@html:<br>@@"
                let (snippet, _) =
                    within.strip_prefix("@@")?.split_once("@@")?;
                if let Some(html) = snippet.strip_prefix("html:") {
                    if html.contains("<br") {
                        self.flow.break_line();
                    }
                    self.words(&reference::without_tags(html), state);
                }
                Some(snippet.len() + 4)
            }
            b'\\' => self.entity(within, state),
            b'^' | b'_' if within[1..].starts_with('{') => {
                let (script, _) = within[2..].split_once('}')?;
                let superscript = within.starts_with('^');
                let style = Style { superscript, ..state.style };
                self.write(script, State { style, ..inner });
                Some(script.len() + 3)
            }
            b'$' => {
                let (formula, after) = within[1..].split_once('$')?;
                let edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
                let is_money = edge(formula.chars().next())
                    || edge(formula.chars().next_back())
                    || after.starts_with(|c: char| c.is_alphanumeric());
                if is_money {
                    return None;
                }
                self.words(&tex::to_text(&format!("${formula}$")), state);
                Some(formula.len() + 2)
            }
            mark => {
                let content = emphasis(within, before)?;
                let mut style = state.style;
                match mark {
                    b'*' => style.bold = true,
                    b'/' => style.italic = true,
                    // Verbatim: no marks within.
                    b'=' | b'~' => {
                        self.words(content, state);
                        return Some(content.len() + 2);
                    }
                    _ => {}
                }
                self.write(content, State { style, ..inner });
                Some(content.len() + 2)
            }
        }
    }

    /// `[[target][words]]`, `[[target]]`, `[fn:1]`, `[cite:@key]`.
    fn bracket(&mut self, text: &str, state: State<'_>) -> Option<usize> {
        let Some(link) = text.strip_prefix("[[") else {
            let note =
                text.strip_prefix("[fn:").or(text.strip_prefix("[cite"))?;
            let end = note.find(']')?;
            return Some(text.len() - note.len() + end + 1);
        };
        let (target, words, length) = match link.find("]") {
            Some(end) if link[end..].starts_with("]]") => {
                (&link[..end], None, end + 4)
            }
            Some(end) if link[end..].starts_with("][") => {
                let words = &link[end + 2..];
                let length = words.find("]]")?;
                (&link[..end], Some(&words[..length]), end + length + 6)
            }
            _ => return None,
        };
        let shown = words.or_else(|| {
            let address = target.strip_prefix("mailto:").unwrap_or(target);
            let is_file = target.starts_with("file:")
                || target.starts_with(['.', '#', '*']);
            (!is_file && !is_picture(target)).then_some(address)
        });
        // A picture may stand in a link's words.
        if let Some(shown) = shown.filter(|words| !is_picture(words)) {
            match words {
                Some(words) => {
                    let link = Some(target);
                    self.write(words, State { link, ..state });
                }
                None => {
                    self.flow.text(
                        shown,
                        state.style,
                        Some(target),
                        self.number,
                    );
                }
            }
        }
        Some(length)
    }

    /// `<https://…>`, `<2020-01-01 Wed>`, `<<anchor>>`.
    fn angle(&mut self, text: &str, state: State<'_>) -> Option<usize> {
        if let Some(anchor) = text.strip_prefix("<<") {
            return anchor.find(">>").map(|end| end + 4);
        }
        let (inner, _) = text[1..].split_once('>')?;
        let is_date = inner.len() >= 10
            && inner.bytes().take(4).all(|byte| byte.is_ascii_digit());
        let is_address = inner.contains("://") || inner.starts_with("mailto:");
        if is_date {
            self.words(&inner[..inner.floor_char_boundary(10)], state);
        } else if is_address && !inner.contains(char::is_whitespace) {
            let shown = inner.trim_start_matches("mailto:");
            self.flow.text(shown, state.style, Some(inner), self.number);
        } else {
            return None;
        }
        Some(inner.len() + 2)
    }

    /// `\\` at a line's end, `\alpha`, `\eacute{}`.
    fn entity(&mut self, text: &str, state: State<'_>) -> Option<usize> {
        if let Some(after) = text.strip_prefix(r"\\") {
            let line = after.lines().next().unwrap_or_default();
            if !line.trim().is_empty() {
                return None;
            }
            self.flow.break_line();
            return Some(2);
        }
        let name =
            text[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let mut length = text.len() - name.len();
        while let Some(group) = text[length..].strip_prefix('{') {
            length += group.find('}')? + 2;
        }
        // "\&" and "C:\"
        let escaped = text[1..].starts_with(['&', '%', '$', '#', '_', '-']);
        let length = if length == 1 && escaped { 2 } else { length };
        // The one entity that TeX writes otherwise.
        let read = match &text[..length] {
            r"\nbsp" | r"\nbsp{}" => " ".to_owned(),
            entity => tex::to_text(entity),
        };
        if length == 1 {
            return None;
        }
        self.words(&read, state);
        Some(length)
    }
}

/// Characters that may be marks.
const MARKS: &[char] =
    &['*', '/', '_', '=', '~', '+', '[', '<', '@', '\\', '^', '$'];

/// What a mark at the start of `text` emphasises; None where it is none.
fn emphasis(text: &str, before: Option<char>) -> Option<&str> {
    let opens = |c: char| c.is_whitespace() || "-–—('\"“‘{[".contains(c);
    let ends =
        |c: char| c.is_whitespace() || "-–—.,;:!?'\")}]”’\\".contains(c);
    let mark = text.chars().next()?;
    let rest = &text[mark.len_utf8()..];
    let blank = rest.starts_with(char::is_whitespace);
    if blank || !before.is_none_or(opens) {
        return None;
    }
    let limit = rest.match_indices('\n').nth(2).map_or(rest.len(), |at| at.0);
    rest[..limit].match_indices(mark).find_map(|(at, _)| {
        let content = &rest[..at];
        let inside = content.chars().next_back()?;
        let after = rest[at + mark.len_utf8()..].chars().next();
        let whole = !inside.is_whitespace() && after.is_none_or(ends);
        whole.then_some(content)
    })
}

fn is_picture(target: &str) -> bool {
    let target = target.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"]
        .iter()
        .any(|ending| target.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with bold and italic runs marked.
    fn read(text: &str) -> String {
        let mut flow = Flow::default();
        write(&mut flow, text, Style::default(), 1);
        flow.shown()
    }

    #[test]
    fn marks_are_told_from_characters() {
        for (text, want) in [
            ("*A. Roe* and/or B. Li", "*A. Roe* and/or B. Li"),
            ("/Journal of\nMoss/, 2 * 3", "/Journal of/|/Moss/, 2 * 3"),
            ("snake_case, =a*b*=, ~x~.", "snake_case, a*b*, x."),
            ("/On *thin* ice/", "/On/ *thin* /ice/"),
            (
                "[[https://a.example][the /paper/]]",
                "the<https://a.example> /paper<https://a.example>/",
            ),
            (
                "[[https://a.example]].",
                "https://a.example<https://a.example>.",
            ),
            ("[[file:me.jpg]] [fn:1]x [cite:@roe]", "x"),
            ("26^{th} H_{2}O", "26th H2O"),
            ("Moss \\& \\alpha{}, C:\\\\\nx", "Moss & α, C:|x"),
            ("Moss\\nbsp{}A, sand\\nbsp", "Moss A, sand"),
            ("a@@html:<br>@@b @@latex:\\foo@@c", "a|b c"),
            ("<2020-01-01 Wed> and <b", "2020-01-01 and <b"),
            ("it cost $5 and $6", "it cost $5 and $6"),
            ("*open /ends", "*open /ends"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn macros_are_expanded_once() {
        let macros = HashMap::from([("paper", "/$1/, $2 {{{paper}}}")]);
        let text = "a {{{paper(Moss, 2020)}}} b {{{other}}}c";
        assert_eq!(expand(text, &macros), "a /Moss/, 2020 {{{paper}}} b c");
    }
}
