//! Reads what can be read of an entry that breaks BibTeX's rules.

use std::collections::HashMap;

use super::entries::{Regular, Token};

/// Reads an entry with a comma missing, a key missing, a stray quote, a
/// brace never closed; None where there is no field at all.
pub(super) fn read(source: &str) -> Option<Regular<'_>> {
    let open = source.find(['{', '('])?;
    let entry_type = source[..open].trim_start_matches('@').trim();
    let mut rest = &source[open + 1..];
    let first_line = rest.find(['\n', ',']).unwrap_or(rest.len());
    let entry_key = match rest[..first_line].trim() {
        // No key: the first field follows at once.
        head if head.contains('=') => "",
        head => {
            rest = &rest[first_line..];
            head
        }
    };
    let closing = closing_braces(source);
    let mut fields = Vec::new();
    while let Some(equals) = rest.find('=') {
        let name = rest[..equals]
            .rsplit(|c: char| c.is_whitespace() || ",}\"".contains(c))
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let text = rest[equals + 1..].trim_start();
        // `text` is always the end of `source`.
        let start = source.len() - text.len();
        let close = closing.get(&start).map(|close| close - start);
        let (value, after) = value(text, close);
        if !name.is_empty() {
            fields.push((name, vec![Token::Text(value)]));
        }
        rest = after;
    }
    let is_entry = !fields.is_empty() && !entry_type.is_empty();
    is_entry.then_some(Regular { entry_type, entry_key, fields })
}

/// For each opening brace that is closed, where.
fn closing_braces(source: &str) -> HashMap<usize, usize> {
    let mut open = Vec::new();
    let mut closing = HashMap::new();
    for (i, byte) in source.bytes().enumerate() {
        match byte {
            b'{' => open.push(i),
            b'}' => {
                closing.extend(open.pop().map(|start| (start, i)));
            }
            _ => {}
        }
    }
    closing
}

/// Splits off the value that `text` starts with; `close` says where a brace
/// it starts with is closed.
fn value(text: &str, close: Option<usize>) -> (&str, &str) {
    let end = match text.bytes().next() {
        Some(b'{') => close.unwrap_or_else(|| next_field(text)),
        Some(b'"') => quoted_end(text),
        _ => {
            let end = text.find([',', '\n', '}']).unwrap_or(text.len());
            return (text[..end].trim(), &text[end..]);
        }
    };
    let inner = &text[1..end];
    let after = &text[end..];
    (inner, after.strip_prefix(['}', '"']).unwrap_or(after))
}

/// Where the line of the next field begins, after a brace never closed.
fn next_field(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && begins_field(line) {
            return at;
        }
        at += line.len();
    }
    text.len()
}

/// Where the quote closes: before a comma or the end of a line.
fn quoted_end(text: &str) -> usize {
    let ends = |(i, _): &(usize, &str)| {
        let after = text[i + 1..].trim_start_matches([' ', '\t', '\r']);
        *i > 0 && (after.is_empty() || after.starts_with([',', '\n', '}']))
    };
    text.match_indices('"').find(ends).map_or(text.len(), |(i, _)| i)
}

/// Whether a line reads `name = ...`.
fn begins_field(line: &str) -> bool {
    let Some((name, _)) = line.split_once('=') else { return false };
    let name = name.trim();
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_entries_give_what_they_hold() {
        for (source, want) in [
            (
                "@misc{a, title={A {B}}\n year={2020}}",
                "a|title=A {B}|year=2020",
            ),
            ("@misc{title={A}, year=2020}", "|title=A|year=2020"),
            ("@misc{a b, title=\"A \"B\" C\",\n}", "a b|title=A \"B\" C"),
            (
                "@misc{a,\n title={A {B,\n year={2020}\n",
                "a|title=A {B,\n|year=2020",
            ),
            ("@misc{a,\n title = {A}, my note = {b}}", "a|title=A|note=b"),
            ("@misc{a, year=2020", "a|year=2020"),
        ] {
            let found = read(source).unwrap();
            let mut text = found.entry_key.to_owned();
            for (name, value) in found.fields {
                let [Token::Text(value)] = value.as_slice() else { panic!() };
                text += &format!("|{name}={value}");
            }
            assert_eq!(text, want, "{source}");
        }
        for source in ["", "@", "@misc{", "{a=1}", "@misc{a}"] {
            assert!(read(source).is_none(), "{source}");
        }
    }
}
