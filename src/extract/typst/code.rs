//! The code that stands within Typst's markup: what a call is given.

/// What a call is given, or what a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// A text between quotes, its escapes undone.
    Text(String),
    /// Markup between brackets: the bytes of the source within them.
    Content(&'a str),
    /// Several, of which some have names.
    List(Vec<Argument<'a>>),
    /// A number, as written.
    Number(&'a str),
    /// A name, a call or a sum: nothing that is known without running it.
    Code(&'a str),
}

/// One of what a call is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Argument<'a> {
    pub(super) key: Option<&'a str>,
    pub(super) value: Value<'a>,
}

/// Deepest nesting that is looked into.
const DEEPEST: usize = 32;

/// What stands between round brackets, in order.
pub(super) fn arguments(inside: &str) -> Vec<Argument<'_>> {
    listed(inside, 0)
}

fn listed(inside: &str, depth: usize) -> Vec<Argument<'_>> {
    let mut found = Vec::new();
    let mut rest = inside;
    while !rest.is_empty() {
        let end = end_of(rest, |byte| byte == b',');
        let part = trimmed(&rest[..end]);
        rest = rest.get(end + 1..).unwrap_or("");
        if part.is_empty() {
            continue;
        }
        let (key, said) = keyed(part);
        found.push(Argument { key, value: value_at(said, depth) });
    }
    found
}

/// What an expression that is whole is.
pub(super) fn value(said: &str) -> Value<'_> {
    value_at(trimmed(said), 0)
}

fn value_at(said: &str, depth: usize) -> Value<'_> {
    let whole = |open, close| {
        let inner = said.strip_prefix(open)?.strip_suffix(close)?;
        (bracketed(said) == Some(said.len())).then_some(inner)
    };
    if let Some(inner) = whole('[', ']') {
        return Value::Content(inner);
    }
    if let Some(inner) = whole('(', ')') {
        return match depth < DEEPEST {
            true => Value::List(listed(inner, depth + 1)),
            false => Value::Code(said),
        };
    }
    if said.starts_with('"') && string_end(said) == said.len() {
        let inner = said.get(1..said.len() - 1).unwrap_or("");
        return Value::Text(unescaped(inner));
    }
    match said.starts_with(|c: char| c.is_ascii_digit()) {
        true => Value::Number(said),
        false => Value::Code(said),
    }
}

/// A part of a list, and its name where it has one: `email: "a@b.example"`.
fn keyed(part: &str) -> (Option<&str>, &str) {
    let bare = |key: &str| !key.is_empty() && key.bytes().all(is_of_name);
    match part.split_once(':') {
        Some((key, said)) if bare(key.trim()) => {
            (Some(key.trim()), trimmed(said))
        }
        _ => (None, part),
    }
}

/// A stretch of code without the blanks and comments at its ends.
fn trimmed(code: &str) -> &str {
    let mut code = code.trim();
    loop {
        let parted = match code.get(..2) {
            Some("//") => code.split_once('\n'),
            Some("/*") => code.split_once("*/"),
            _ => break,
        };
        code = parted.map_or("", |(_, rest)| rest).trim();
    }
    // `"text" // why`
    if code.starts_with('"') {
        let (text, behind) = code.split_at(string_end(code));
        if behind.trim_start().starts_with("//") {
            return text;
        }
    }
    code
}

/// Whether a byte may stand in a name.
pub(super) fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// The length of the name, with dots, that a text begins with.
pub(super) fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_') {
        return 0;
    }
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let next = bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
        if !(is_of_name(*byte) || *byte == b'.' && next) {
            break;
        }
        end += 1;
    }
    // "#name- and": a hyphen ends no name.
    text[..end].trim_end_matches('-').len()
}

/// Where a stretch of code ends: at the first byte that `ends`, outside of
/// brackets, texts and comments. Within square brackets stands markup, where
/// a quotation mark is one.
pub(super) fn end_of(code: &str, ends: impl Fn(u8) -> bool) -> usize {
    end_within(code, Vec::new(), ends)
}

/// The same, within brackets that were opened before.
fn end_within(
    code: &str,
    mut open: Vec<u8>,
    ends: impl Fn(u8) -> bool,
) -> usize {
    let bytes = code.as_bytes();
    let outer = open.len();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let in_markup = open.last() == Some(&b'[');
        let next = bytes.get(at + 1);
        match byte {
            _ if open.len() == outer && ends(byte) => return at,
            b'"' if !in_markup => {
                at += string_end(&code[at..]);
                continue;
            }
            b'/' if next == Some(&b'/')
                && (at == 0 || bytes[at - 1] != b':') =>
            {
                at += comment_end(&code[at..]);
                continue;
            }
            b'/' if next == Some(&b'*') => {
                let end = code[at..].find("*/");
                at = end.map_or(code.len(), |end| at + end + 2);
                continue;
            }
            // In markup a round bracket is one of a call, or but a sign.
            b'(' if in_markup && !is_called(&code[..at]) => {}
            b'(' | b'[' | b'{' => open.push(byte),
            b')' | b'}' if in_markup => {}
            b')' | b']' | b'}' if open.len() > outer => {
                open.pop();
            }
            // What was opened before is closed.
            b')' | b']' | b'}' => return at,
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    code.len()
}

/// Whether markup ends in the name of what is called: `#link`.
fn is_called(before: &str) -> bool {
    /// Bytes of a name at most.
    const LONGEST: usize = 40;
    let from = before.len().saturating_sub(LONGEST);
    let near = &before.as_bytes()[from..];
    let of_name = |byte: &&u8| is_of_name(**byte) || **byte == b'.';
    let name = near.iter().rev().take_while(of_name).count();
    name > 0 && near[..near.len() - name].ends_with(b"#")
}

/// The length of what a text begins with up to the bracket that closes it;
/// None where none does.
pub(super) fn bracketed(text: &str) -> Option<usize> {
    let (first, inside) = (*text.as_bytes().first()?, text.get(1..)?);
    let end = 1 + end_within(inside, vec![first], |_| false);
    (end < text.len()).then_some(end + 1)
}

/// The length of the text between quotes that code begins with.
fn string_end(code: &str) -> usize {
    let mut escaped = true;
    for (at, byte) in code.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn comment_end(code: &str) -> usize {
    code.find('\n').unwrap_or(code.len())
}

/// A text with its escapes undone.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 't' | 'r') => out.push(' '),
                Some(c) => out.push(c),
                None => {}
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_given_values() {
        let read = arguments(
            "\"a, (b\", 10pt, key: [c, d], who: (name: \"Ann\", \"e\"),\n \
             // no: \"f\",\n fill: rgb(\"00f\"),",
        );
        let keys: Vec<_> = read.iter().map(|a| a.key).collect();
        assert_eq!(keys, [None, None, Some("key"), Some("who"), Some("fill")]);
        assert_eq!(read[0].value, Value::Text("a, (b".into()));
        assert_eq!(read[1].value, Value::Number("10pt"));
        assert_eq!(read[2].value, Value::Content("c, d"));
        let Value::List(who) = &read[3].value else { panic!("{read:?}") };
        assert_eq!(who[0].value, Value::Text("Ann".into()));
        assert_eq!(who[1].key, None);
        assert_eq!(read[4].value, Value::Code("rgb(\"00f\")"));
    }

    #[test]
    fn brackets_close_or_do_not() {
        for (text, want) in [
            ("(a) b", Some(3)),
            ("(a", None),
            ("[a (b) \\] c] d", Some(12)),
            ("(\")\") b", Some(5)),
            ("[5\" of #f(\"]\") moss (and] b", Some(25)),
            ("(/* ) */ a) b", Some(11)),
            ("", None),
        ] {
            assert_eq!(bracketed(text), want, "{text}");
        }
    }

    #[test]
    fn names_end_before_what_is_none() {
        for (text, want) in [
            ("term(1)", 4),
            ("resume.with(", 11),
            ("a-b c", 3),
            ("name. Then", 4),
            ("9", 0),
            ("", 0),
        ] {
            assert_eq!(name_length(text), want, "{text}");
        }
    }
}
