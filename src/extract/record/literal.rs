//! Literals of scripts, read loosely into keys and values: keys need no
//! quotes, what is computed counts as nothing.

use crate::extract::tree::{Node, Value};

/// Deepest that lists and maps are read; what lies deeper is passed over.
const DEEPEST: usize = 32;

/// Reads the list or map that opens at byte `start`; lines are counted from
/// `first` at the head of the text. Gives also where it ends; None where it
/// never does.
pub(super) fn value(
    text: &str,
    start: usize,
    first: u32,
) -> Option<(Node, usize)> {
    let lines = text[..start].bytes().filter(|b| *b == b'\n').count();
    let line = first + u32::try_from(lines).unwrap_or(0);
    let mut reader = Reader { text, at: start, counted: start, line };
    let node = reader.value(0)?;
    Some((node, reader.at))
}

/// Reads the text whose quote opens at byte `start`; gives also where it
/// ends.
pub(in crate::extract) fn text(
    text: &str,
    start: usize,
) -> Option<(String, usize)> {
    let mut reader = Reader { text, at: start, counted: start, line: 0 };
    let read = reader.sum()?;
    Some((read, reader.at))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Up to where line breaks are counted, and the line there.
    counted: usize,
    line: u32,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The line of the place reached.
    fn here(&mut self) -> u32 {
        let passed = &self.text.as_bytes()[self.counted..self.at];
        let breaks = passed.iter().filter(|b| **b == b'\n').count();
        self.line += u32::try_from(breaks).unwrap_or(0);
        self.counted = self.at;
        self.line
    }

    /// Goes past blanks and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest().trim_start();
            self.at = self.text.len() - rest.len();
            let closing = match rest.get(..2) {
                Some("//") => "\n",
                Some("/*") => "*/",
                _ => return,
            };
            let length = rest[2..].find(closing);
            self.at += length.map_or(rest.len(), |at| 2 + at + closing.len());
        }
    }

    /// Reads a value and goes on to what parts it from the next.
    fn value(&mut self, depth: usize) -> Option<Node> {
        self.blanks();
        let first = self.here();
        let value = match self.peek()? {
            b'[' if depth < DEEPEST => self.list(depth)?,
            b'{' if depth < DEEPEST => self.map(depth)?,
            b'"' | b'\'' | b'`' => Value::Text(self.sum()?),
            _ => self.bare(),
        };
        let node = Node { value, lines: (first, self.here()) };
        if depth > 0 {
            self.pass()?;
        }
        Some(node)
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.blanks();
            match self.peek()? {
                b']' => break,
                b',' => self.at += 1,
                // Of another list.
                b'.' => self.pass()?,
                b'}' | b')' => return None,
                _ => items.push(self.value(depth + 1)?),
            }
        }
        self.at += 1;
        Some(Value::List(items))
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        let mut entries = Vec::new();
        self.at += 1;
        loop {
            self.blanks();
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                b']' | b')' => return None,
                _ => {
                    let key = self.key();
                    self.blanks();
                    match key.filter(|_| self.peek() == Some(b':')) {
                        Some(key) => {
                            self.at += 1;
                            entries.push((key, self.value(depth + 1)?));
                        }
                        // A method, or what another map holds.
                        None => self.pass()?,
                    }
                }
            }
        }
        self.at += 1;
        Some(Value::Map(entries))
    }

    fn key(&mut self) -> Option<String> {
        if matches!(self.peek()?, b'"' | b'\'') {
            return self.string();
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !super::is_of_name(c));
        let name = &rest[..end.unwrap_or(rest.len())];
        self.at += name.len();
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// Reads texts that are joined: `"Slow " + "Rivers"`.
    fn sum(&mut self) -> Option<String> {
        let mut sum = self.string()?;
        loop {
            let end = self.at;
            self.blanks();
            if self.peek() == Some(b'+') {
                self.at += 1;
                self.blanks();
                if matches!(self.peek(), Some(b'"' | b'\'' | b'`')) {
                    sum.push_str(&self.string()?);
                    continue;
                }
            }
            self.at = end;
            return Some(sum);
        }
    }

    fn string(&mut self) -> Option<String> {
        let quote = char::from(self.peek()?);
        let inside = &self.text[self.at + 1..];
        let mut out = String::new();
        let mut chars = inside.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => match chars.next()?.1 {
                    'u' => out.extend(escaped(chars.as_str(), &mut chars)),
                    '\n' => {}
                    'n' | 't' | 'r' => out.push(' '),
                    c => out.push(c),
                },
                // A quote that is not closed on its line is none.
                '\n' if quote != '`' => return None,
                c if c == quote => {
                    self.at += 1 + at + c.len_utf8();
                    return Some(out);
                }
                c => out.push(c),
            }
        }
        None
    }

    /// Reads a number or a name; what is computed is left to be passed.
    fn bare(&mut self) -> Value {
        let rest = self.rest();
        let end = rest.find([',', ']', '}', '\n']).unwrap_or(rest.len());
        let word = rest[..end].trim();
        let is_word = |c: char| super::is_of_name(c) || ".-".contains(c);
        match word {
            "null" | "undefined" => Value::Empty,
            _ if word.chars().all(is_word) => Value::Text(word.to_owned()),
            _ => Value::Empty,
        }
    }

    /// Goes on to the comma or bracket behind a value, whatever it is.
    fn pass(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            self.blanks();
            match self.peek()? {
                b',' if open == 0 => return Some(()),
                b']' | b'}' | b')' if open == 0 => return Some(()),
                b']' | b'}' | b')' => open -= 1,
                b'[' | b'{' | b'(' => open += 1,
                b'"' | b'\'' | b'`' if self.string().is_some() => continue,
                _ => {}
            }
            let next = self.rest().chars().next()?;
            self.at += next.len_utf8();
        }
    }
}

/// The character of an escape's hexadecimal digits: "00e9", "{1f600}".
fn escaped(rest: &str, chars: &mut std::str::CharIndices<'_>) -> Option<char> {
    let braced = rest.starts_with('{');
    let (digits, length) = match braced {
        true => {
            let end = rest.find('}').filter(|end| *end < 9)?;
            (&rest[1..end], end + 1)
        }
        false => (rest.get(..4)?, 4),
    };
    let code = u32::from_str_radix(digits, 16).ok()?;
    chars.nth(length - 1);
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read_loosely() {
        for (text, want) in [
            ("{a: 'b', \"c\": 1,}", r#"{"a": "b", "c": 1}"#),
            (
                "[ /* x */ 'Ren\\u00e9', `a\nb`, \"\\\"q\\\"\" ]",
                r#"["René", "a\nb", "\"q\""]"#,
            ),
            (
                "{a: f(1, 'x)'), b: null, c() { d() }, ...e, f: g.h}",
                r#"{"a": null, "b": null, "f": "g.h"}"#,
            ),
            (
                "{a: 'b' + 'c', // d\n e: ['f'].map(x => x)}",
                r#"{"a": "bc", "e": ["f"]}"#,
            ),
        ] {
            let (node, end) = value(text, 0, 1).expect("it is whole");
            let want: Node = serde_json::from_str(want).expect("JSON");
            assert_eq!(bare(node), want, "{text}");
            assert_eq!(end, text.len());
        }
        for text in ["{a: 'b'", "[1, 2", "{a: [}", "[\"a\nb\"]"] {
            assert!(value(text, 0, 1).is_none(), "{text}");
        }
    }

    /// A value without its lines.
    fn bare(node: Node) -> Node {
        let value = match node.value {
            Value::List(items) => {
                Value::List(items.into_iter().map(bare).collect())
            }
            Value::Map(entries) => Value::Map(
                entries.into_iter().map(|(k, v)| (k, bare(v))).collect(),
            ),
            value => value,
        };
        Node { value, lines: (0, 0) }
    }
}
