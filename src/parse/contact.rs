//! How to reach the person a document is about.

use std::sync::LazyLock;

use regex::Regex;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    // Written out, or with "[at]" and "(dot)" against harvesters.
    Regex::new(
        r"(?xi)
        ([a-z0-9][a-z0-9._%+\-]*|\{[^{}\n]{2,60}\})
        \s*(?:@|\ ?[\[({<]\s*(?:at|@)\s*[\])}>]\ ?|\ (?:at|AT)\ )\s*
        ((?:[a-z0-9\-]+\s*(?:\.|\ ?[\[({<]\s*(?:dot|\.)\s*[\])}>]\ ?|\ dot\ )\s*)+
        [a-z]{2,12})\b",
    )
    .expect("a constant pattern")
});

static DOTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+|\s*\.\s*")
        .expect("a constant pattern")
});

static ORCID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{4})-(\d{4})-(\d{4})-(\d{3}[\dXx])\b")
        .expect("a constant pattern")
});

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
    for text in texts {
        for part in EMAIL.captures_iter(text) {
            let whole = part.get(0).map_or("", |m| m.as_str());
            let at_word = !whole.contains('@');
            let bracketed = whole.contains(['[', '(', '{', '<']);
            let dotted = whole.contains(" dot ");
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

/// The ORCID identifier of a text.
pub(super) fn orcid(text: &str) -> Option<String> {
    ORCID
        .captures_iter(text)
        .map(|c| format!("{}-{}-{}-{}", &c[1], &c[2], &c[3], &c[4]))
        .map(|id| id.to_uppercase())
        .find(|id| is_checked(id))
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
