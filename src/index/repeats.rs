//! Texts that say no more than others beside them.

/// Those of the texts whose words do not all stand, side by side, in another
/// one: whatever phrase they hold, the rest holds too.
pub(super) fn without_repeats<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    let is_repeat = |(at, text): (usize, &str)| {
        let others = (0..).zip(texts).filter(|(other, _)| *other != at);
        others.into_iter().any(|(other, whole)| {
            // Of two that say the same, the first stays.
            says(whole, text) && (other < at || !says(text, whole))
        })
    };
    let all = texts.iter().copied().enumerate();
    all.filter(|one| !is_repeat(*one)).map(|(_, text)| text).collect()
}

/// Whether a text holds another one, its words neither cut nor joined to
/// further ones by a hyphen.
fn says(text: &str, other: &str) -> bool {
    let (text, other) = (text.as_bytes(), other.as_bytes());
    let is_end = |byte: Option<&u8>| {
        byte.is_none_or(|byte| {
            byte.is_ascii_whitespace() || b",.;:()[]'\"/".contains(byte)
        })
    };
    let mut places = text.windows(other.len().max(1)).enumerate();
    places.any(|(at, part)| {
        part.eq_ignore_ascii_case(other)
            && is_end(text[..at].last())
            && is_end(text.get(at + part.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_within_another_is_left_out() {
        for (texts, rest) in [
            (&["ACL", "ACL"][..], &["ACL"][..]),
            (
                &["SODA", "Symposium on Sorting", "symposium on sorting"],
                &["SODA", "Symposium on Sorting"],
            ),
            (
                &["SODA", "Sorting", "In: Proc. of Sorting (SODA), 2020"],
                &["In: Proc. of Sorting (SODA), 2020"],
            ),
            (&["Web", "Webs", "Cob-Web", "Web-Science"], &[]),
            (&["Web", "A+ Web+", "WebÉ", "éWeb", ""], &[]),
        ] {
            let rest = if rest.is_empty() { texts } else { rest };
            assert_eq!(without_repeats(texts), rest, "{texts:?}");
        }
    }
}
