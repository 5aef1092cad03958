//! How to reach the person a document is about.

use std::sync::LazyLock;

use regex::Regex;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    // Written out, or with "[at]" and "(dot)" against harvesters.
    Regex::new(
        r"(?xi-u)
        ([a-z0-9][a-z0-9._%+\-]*|\{(?u:[^{}\n]+)\})
        \s*(?:@|\ ?[\[({<]\s*(?:at|@)\s*[\])}>]\ ?|\ (?:at|AT)\ )\s*
        ((?:[a-z0-9\-]+\s*(?:\.|\ ?[\[({<]\s*(?:dot|\.)\s*[\])}>]\ ?|\ dot\ )\s*)+
        [a-z]{2,12})\b",
    )
    .expect("a constant pattern")
});

static DOTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+|\s*\.\s*",
    )
    .expect("a constant pattern")
});

/// Characters of the longest list of names before one domain.
const MOST_NAMES: usize = 60;

/// The e-mail addresses of a text, lower case, written out, each once.
pub(super) fn emails<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |address: String| {
        let known = found.contains(&address);
        // "lastname" and "firstname.lastname" stand for a pattern.
        let holder = address.starts_with("firstname")
            || address.contains("lastname")
            || address.starts_with("name@")
            || address.starts_with("you@");
        if !known && !holder {
            found.push(address);
        }
    };
    for text in texts.filter(|text| may_hold_address(text)) {
        for part in EMAIL.captures_iter(text) {
            let whole = part.get(0).map_or("", |m| m.as_str());
            let at_word = !whole.contains('@');
            let bracketed = whole.contains(['[', '(', '{', '<']);
            let dotted = whole.contains(" dot ") || whole.contains(" DOT ");
            // "I work at example.com" is no address.
            if at_word && !bracketed && !dotted {
                continue;
            }
            let domain = DOTS.replace_all(&part[2], ".").to_lowercase();
            let domain = domain.replace(char::is_whitespace, "");
            let local = part[1].to_lowercase();
            if let Some(several) =
                local.strip_prefix('{').and_then(|l| l.strip_suffix('}'))
            {
                if !(2..=MOST_NAMES).contains(&several.chars().count()) {
                    continue;
                }
                for one in several.split([',', ';', '|']) {
                    let one = one.trim();
                    if !one.is_empty() && !one.contains(' ') {
                        add(format!("{one}@{domain}"));
                    }
                }
                continue;
            }
            add(format!("{local}@{domain}"));
        }
    }
    found
}

/// Whether a text has an `@`, or the word "at" with what makes it one: the
/// pattern alone would take a tenth of the time a document takes.
fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_at = |at: usize| {
        let ends =
            |b: Option<&u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric());
        bytes[at..at + 2].eq_ignore_ascii_case(b"at")
            && ends(at.checked_sub(1).and_then(|i| bytes.get(i)))
            && ends(bytes.get(at + 2))
    };
    text.contains('@')
        || (text.contains(['[', '(', '{', '<'])
            || text.contains(" dot ")
            || text.contains(" DOT "))
            && (1..bytes.len()).any(|end| is_at(end - 1))
}

/// The ORCID identifier of a text.
pub(super) fn orcid(text: &str) -> Option<String> {
    let mut from = 0;
    while let Some(hyphen) = text.get(from..)?.find('-') {
        let hyphen = from + hyphen;
        from = hyphen + 1;
        // "0000-0002-1825-0097", as a word of its own.
        let Some(start) = hyphen.checked_sub(4) else { continue };
        let Some(id) = text.get(start..start + 19) else { continue };
        let shaped = id.bytes().enumerate().all(|(at, b)| match at {
            4 | 9 | 14 => b == b'-',
            18 => b.is_ascii_digit() || matches!(b, b'X' | b'x'),
            _ => b.is_ascii_digit(),
        });
        let in_word = |c: char| c.is_alphanumeric() || c == '_';
        if !shaped
            || text[..start].ends_with(in_word)
            || text[start + 19..].starts_with(in_word)
        {
            continue;
        }
        let id = id.to_uppercase();
        if is_checked(&id) {
            return Some(id);
        }
        from = start + 19;
    }
    None
}

/// Whether the last digit of an ORCID is right (ISO 7064 11,2).
fn is_checked(id: &str) -> bool {
    let digits: Vec<u32> = id
        .chars()
        .filter(|c| *c != '-')
        .map(|c| c.to_digit(10).unwrap_or(10))
        .collect();
    let Some((last, head)) = digits.split_last() else { return false };
    let total = head.iter().fold(0, |sum, d| (sum + d) * 2);
    (12 - total % 11) % 11 == *last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_out() {
        for (text, want) in [
            ("mail: Ann.Roe@Example.ORG, or", &["ann.roe@example.org"][..]),
            ("ann [at] example [dot] org", &["ann@example.org"]),
            (
                "{ann,bo}@cs.example.org",
                &["ann@cs.example.org", "bo@cs.example.org"],
            ),
            ("ann AT example DOT org", &["ann@example.org"]),
            ("I work at example.org", &[]),
            ("ann(at)example.org", &["ann@example.org"]),
            ("@handle and #tag", &[]),
        ] {
            assert_eq!(emails(std::iter::once(text)), want, "{text}");
        }
    }

    #[test]
    fn an_orcid_has_a_check_digit() {
        let right = "https://orcid.org/0000-0002-1825-0097";
        assert_eq!(orcid(right).as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!(orcid("0000-0002-1825-0098"), None);
    }
}
