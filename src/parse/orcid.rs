//! ORCID identifiers.

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
    fn an_orcid_has_a_check_digit() {
        let right = "https://orcid.org/0000-0002-1825-0097";
        assert_eq!(orcid(right).as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!(orcid("0000-0002-1825-0098"), None);
    }
}
