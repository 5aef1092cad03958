//! Flattens absurdly deep markup before it is parsed: the parser's time
//! grows with the square of the depth.

use std::borrow::Cow;
use std::collections::HashMap;

/// Deeper than any page people write, shallow enough to be parsed at once.
const DEEPEST: usize = 400;

/// Elements that hold nothing, or that the next of their kind closes.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link",
    "meta", "param", "source", "track", "wbr", "p", "li", "dd", "dt", "td",
    "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup",
    "html", "head", "body",
];

/// Elements whose contents are not markup.
const OPAQUE: &[&str] = &["script", "style", "textarea", "title", "xmp"];

/// The source without the tags that nest too deep.
pub(super) fn bounded(source: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut dropped: HashMap<String, usize> = HashMap::new();
    let mut depth = 0;
    let mut at = 0;
    while let Some(found) = source[at..].find('<') {
        let start = at + found;
        at = start + 1;
        if source[start..].starts_with("<!--") {
            at = find(source, start, "-->");
            continue;
        }
        let closing = source[at..].starts_with('/');
        let name = name(&source[at + usize::from(closing)..]);
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        let end = find(source, start, ">");
        if !closing && OPAQUE.contains(&name.as_str()) {
            // Tells `</script>` apart from all else within.
            at = find_closing(source, end, &name);
            continue;
        }
        let excess = dropped.entry(name.clone()).or_default();
        let count = open.entry(name).or_default();
        let drops = match closing {
            true if *excess > 0 => {
                *excess -= 1;
                true
            }
            true => {
                depth -= usize::from(*count > 0);
                *count = count.saturating_sub(1);
                false
            }
            false if depth >= DEEPEST => {
                *excess += 1;
                true
            }
            false => {
                depth += 1;
                *count += 1;
                false
            }
        };
        if drops {
            out.push_str(&source[copied..start]);
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(&source[copied..]);
    Cow::Owned(out)
}

/// The name of a tag, lower case.
fn name(rest: &str) -> String {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let length = rest.bytes().take(24).take_while(is_name).count();
    let name = &rest[..length];
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// One past the next `mark`, or the end.
fn find(source: &str, from: usize, mark: &str) -> usize {
    source[from..].find(mark).map_or(source.len(), |at| from + at + mark.len())
}

/// The place of the closing tag of an element, or the end.
fn find_closing(source: &str, from: usize, element: &str) -> usize {
    let mut at = from;
    while let Some(found) = source[at..].find("</") {
        let start = at + found;
        if name(&source[start + 2..]) == element {
            return start;
        }
        at = start + 2;
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nests_too_deep_is_dropped() {
        let plain = "<ul><li>a<script>'<div><div>'</script><!-- <b> --></ul>";
        assert!(
            matches!(bounded(plain), Cow::Borrowed(text) if text == plain)
        );
        let many = "<p>x<br>".repeat(5000);
        assert!(matches!(bounded(&many), Cow::Borrowed(_)));
        let deep = format!("{}x{}", "<i>".repeat(999), "</i>".repeat(999));
        let want = format!("{}x{}", "<i>".repeat(400), "</i>".repeat(400));
        assert_eq!(bounded(&deep), want);
    }
}
