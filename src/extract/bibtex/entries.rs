//! Splits BibTeX source into its entries and reads their fields.

use std::collections::HashMap;

use serde::Deserialize;
use serde_bibtex::de::Deserializer;

use super::lenient;

/// Longest value kept, so that macros built of macros cannot grow without
/// bounds.
const LONGEST_VALUE: usize = 1 << 16;

/// An entry as the parser gives it; the names are the parser's.
#[derive(Deserialize)]
enum Parsed<'a> {
    #[serde(borrow)]
    Regular(Regular<'a>),
    #[serde(borrow)]
    Macro(Option<(&'a str, Vec<Token<'a>>)>),
    Comment,
    Preamble,
}

/// A regular entry, its values not yet put together.
#[derive(Deserialize)]
pub(super) struct Regular<'a> {
    pub(super) entry_type: &'a str,
    pub(super) entry_key: &'a str,
    #[serde(borrow)]
    pub(super) fields: Vec<(&'a str, Vec<Token<'a>>)>,
}

/// A part of a value.
#[derive(Deserialize)]
pub(super) enum Token<'a> {
    Variable(&'a str),
    Text(&'a str),
}

/// One entry, with its values as TeX.
#[derive(Debug, Default)]
pub(super) struct Entry<'a> {
    /// `article`, `misc`: lower case.
    pub(super) kind: String,
    /// The citation key.
    pub(super) key: String,
    /// Its text in the source.
    pub(super) source: &'a str,
    /// Line of the source it starts on.
    pub(super) line: u32,
    /// Lower-case names; the first of fields with the same name.
    fields: HashMap<String, String>,
}

impl Entry<'_> {
    /// A field's value as TeX; None where it is missing or blank.
    pub(super) fn tex(&self, name: &str) -> Option<&str> {
        let value = self.fields.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// The value of the first of these fields that is there.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.tex(name))
    }

    /// Takes over what `other` has and this entry lacks.
    pub(super) fn inherit(&mut self, other: &HashMap<String, String>) {
        for (name, value) in other {
            self.fields.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }

    /// All fields, to be inherited by others.
    pub(super) fn fields(&self) -> &HashMap<String, String> {
        &self.fields
    }
}

/// All entries that can be read, in order, and the line of the first that
/// cannot.
pub(super) fn read<'a>(text: &'a str) -> (Vec<Entry<'a>>, Option<u32>) {
    let clean = without_comment_lines(text);
    let mut macros = Macros::default();
    let (mut entries, mut broken) = (Vec::new(), None);
    let (mut line, mut counted) = (1_u32, 0);
    for range in split(&clean) {
        let breaks = clean[counted..range.start].matches('\n').count();
        line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        counted = range.start;
        match parse(&clean[range.clone()]) {
            Some(Parsed::Regular(parsed)) => {
                let mut entry = Entry {
                    kind: parsed.entry_type.to_ascii_lowercase(),
                    key: parsed.entry_key.to_owned(),
                    source: text.get(range).unwrap_or_default(),
                    line,
                    fields: HashMap::with_capacity(parsed.fields.len()),
                };
                for (name, value) in parsed.fields {
                    let value = macros.expand(&value);
                    let name = name.to_ascii_lowercase();
                    let kept = entry.fields.entry(name).or_default();
                    if kept.trim().is_empty() {
                        *kept = value;
                    }
                }
                entries.push(entry);
            }
            Some(Parsed::Macro(Some((name, value)))) => {
                let value = macros.expand(&value);
                macros.0.insert(name.to_ascii_lowercase(), value);
            }
            Some(_) => {}
            None => {
                broken.get_or_insert(line);
            }
        }
    }
    (entries, broken)
}

fn parse(source: &str) -> Option<Parsed<'_>> {
    let parsed = Deserializer::from_str(source).into_iter().next()?;
    parsed.ok().or_else(|| lenient::read(source).map(Parsed::Regular))
}

/// What `@string` entries have defined so far.
#[derive(Default)]
struct Macros(HashMap<String, String>);

impl Macros {
    /// Joins the parts of a value; months, and macros that nobody defined,
    /// stand for themselves.
    fn expand(&self, value: &[Token<'_>]) -> String {
        let mut out = String::new();
        for token in value {
            let text = match token {
                Token::Text(text) => text,
                Token::Variable(name) => self
                    .0
                    .get(&name.to_ascii_lowercase())
                    .map_or(*name, String::as_str),
            };
            if out.len() + text.len() > LONGEST_VALUE {
                break;
            }
            out.push_str(text);
        }
        out
    }
}

/// Blanks lines that start with `%`, byte for byte.
fn without_comment_lines(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('%') {
            let end = if line.ends_with('\n') { "\n" } else { "" };
            clean.push_str(&" ".repeat(line.len() - end.len()));
            clean.push_str(end);
        } else {
            clean.push_str(line);
        }
    }
    clean
}

/// The byte ranges of the entries, `@` to closing brace.
///
/// An entry that is not closed ends where the next one opens at the start
/// of a line. Takes time linear in the length.
fn split(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut unclosed_comment = false;
    while let Some(start) = text[at..].find('@').map(|i| at + i) {
        at = start + 1;
        let Some(open) = opening(text, start) else { continue };
        if text[start + 1..].get(..7).is_some_and(is_comment) {
            // A commented-out entry goes with its comment.
            if unclosed_comment {
                continue;
            }
            match closing(bytes, open, false) {
                Some(end) if bytes.get(end - 1) == Some(&b'}') => at = end,
                _ => unclosed_comment = true,
            }
            continue;
        }
        let end = closing(bytes, open, true).unwrap_or(bytes.len());
        found.push(start..end);
        at = end;
    }
    found
}

fn is_comment(name: &str) -> bool {
    name.eq_ignore_ascii_case("comment")
}

/// Where the entry's brace opens, if an entry starts at the `@`: not in an
/// e-mail address, and not behind a `%`.
fn opening(text: &str, at: usize) -> Option<usize> {
    // Only so far back that many `@` in one line cost little.
    let before = &text.as_bytes()[at.saturating_sub(200)..at];
    let line = before.rsplit(|&b| b == b'\n').next().unwrap_or_default();
    if line.contains(&b'%')
        || line.last().is_some_and(u8::is_ascii_alphanumeric)
    {
        return None;
    }
    let after = &text[at + 1..];
    let name = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let blank =
        after[name..].bytes().take_while(u8::is_ascii_whitespace).count();
    let open = at + 1 + name + blank;
    let opens = matches!(text.as_bytes().get(open), Some(b'{' | b'('));
    (name > 0 && opens).then_some(open)
}

/// One past the brace or bracket that closes the one at `open`, or, where
/// `guess` is set, the start of the next line that opens an entry.
fn closing(bytes: &[u8], open: usize, guess: bool) -> Option<usize> {
    let bracket = bytes[open] == b'(';
    let mut depth = usize::from(!bracket);
    let mut line_start = false;
    for (i, &byte) in bytes.iter().enumerate().skip(open + 1) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !bracket {
                    return Some(i + 1);
                }
            }
            b')' if bracket && depth == 0 => return Some(i + 1),
            b'@' if guess && line_start && opens_entry(&bytes[i + 1..]) => {
                return Some(i);
            }
            _ => {}
        }
        line_start = byte == b'\n' || line_start && byte.is_ascii_whitespace();
    }
    None
}

/// Whether `@` is followed by `type{key,`, as no prose within a value is.
fn opens_entry(rest: &[u8]) -> bool {
    let head = &rest[..rest.len().min(200)];
    let name = head.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let rest = head[name..].trim_ascii_start();
    let Some((b'{' | b'(', rest)) = rest.split_first() else { return false };
    let key = rest.iter().take_while(|b| {
        b.is_ascii_graphic() && !matches!(b, b',' | b'{' | b'}' | b'=')
    });
    name > 0 && rest.get(key.count()) == Some(&b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        read(text).0.into_iter().map(|entry| entry.key).collect()
    }

    #[test]
    fn entries_are_found_among_comments_and_broken_ones() {
        for (text, want) in [
            ("---\n---\n@misc{a, title={A}}", vec!["a"]),
            ("@misc{a, title={A}}@misc(b, title={B})", vec!["a", "b"]),
            ("%@misc{a, title={A}}\n@misc{b, title={B}}", vec!["b"]),
            ("x % @misc{a, title={A}}\n@misc{b, title={B}}", vec!["b"]),
            ("@comment{@misc{a, title={A}}}\n@misc{b,}", vec!["b"]),
            ("@Comment{\n@misc{a,\ntitle={A}}\n}\n@misc{b,}", vec!["b"]),
            ("@misc{a, title={A}, % why\n}\n@misc{b,}", vec!["a", "b"]),
            ("@misc{a,\n  title={A\n}\n\n@misc{b, year=2020}", vec!["a", "b"]),
            ("@misc{a,\n%  year={1},\n  title={A}}", vec!["a"]),
            ("mail me@home.org\n@misc{b, year=2020}", vec!["b"]),
        ] {
            assert_eq!(keys(text), want, "{text}");
        }
    }

    #[test]
    fn macros_and_months_are_expanded() {
        let text = "@string{J = {Journal}}\n@article{a, month = jan # {/} \
                    # feb, journal = j # { of Moss}, note = unknown}";
        let (entries, broken) = read(text);
        assert_eq!(entries[0].tex("month"), Some("jan/feb"));
        assert_eq!(entries[0].tex("journal"), Some("Journal of Moss"));
        assert_eq!(entries[0].tex("note"), Some("unknown"));
        assert_eq!((entries[0].line, broken), (2, None));
    }

    #[test]
    fn hostile_sources_cost_little() {
        let mut bomb = "@string{m0 = {xxxxxxxxxxxxxxxx}}\n".to_owned();
        for i in 1..60 {
            let last = i - 1;
            bomb += &format!("@string{{m{i} = m{last} # m{last}}}\n");
        }
        for text in [
            bomb,
            "@misc{".repeat(200_000),
            "@comment{".repeat(200_000),
            "@misc{a,\n".repeat(100_000),
            "{".repeat(500_000) + "@misc{a, title=" + &"{".repeat(500_000),
            "@".repeat(500_000),
            "@misc{a,".to_owned() + &"a={\n".repeat(200_000),
            "@misc{a,".to_owned() + &"a=\"x\" ".repeat(200_000),
            "@misc{a,".to_owned() + &"=".repeat(200_000),
        ] {
            let _ = read(&text);
        }
    }
}
