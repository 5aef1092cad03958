//! Where a list of names has ended, though what follows looks like one more.

use super::Name;
use super::separator::behind_conjunction;

/// Whether what stands in a range of a text is no further name behind the
/// ones before: a journal with its volume ("B. Li, Z. Sandforsch. 53a, 963"),
/// or the start of a title behind the last name ("A. Roe and B. Li, Moss Delta
/// Filter and Its Use").
pub(super) fn is_past_end(
    text: &str,
    (start, end): (usize, usize),
    before: &[Name],
) -> bool {
    let behind = &text[end..];
    opens_volume(behind)
        || before.last().is_some_and(|last| is_last(text, start, last))
            && goes_on(behind)
}

/// Whether a name that ends before a place is joined to those before it.
fn is_last(text: &str, at: usize, name: &Name) -> bool {
    let before = text[..at].trim_end_matches([',', ' ', '\n']);
    let head = before.strip_suffix(name.text.as_str());
    head.is_some_and(|head| head.ends_with(" and ") || head.ends_with("& "))
}

/// Whether a word follows that nothing parts from what stands before it.
fn goes_on(behind: &str) -> bool {
    behind.strip_prefix(' ').is_some_and(|rest| {
        rest.starts_with(char::is_alphabetic)
            && behind_conjunction(rest).is_none()
    })
}

/// Whether a volume and a page follow: ". 53a, 963 (1998)", " 6(2), 41".
pub(in crate::parse::publications) fn opens_volume(behind: &str) -> bool {
    let digits =
        |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = behind.strip_prefix('.').unwrap_or(behind);
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let volume = digits(rest);
    let mut rest = &rest[volume..];
    if let Some((issue, behind)) =
        rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && issue.len() <= 5
    {
        rest = behind;
    }
    let rest =
        rest.strip_prefix(['a', 'b', 'c', 'A', 'B', 'C']).unwrap_or(rest);
    let Some(rest) = rest.strip_prefix(", ") else { return false };
    let page = digits(rest);
    // "A. Roe 1, 2 and B. Li 3": marks of where they are.
    let whole = page > 1 || rest[page..].starts_with(" (");
    (1..=3).contains(&volume) && page > 0 && whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_follow_no_names() {
        for (behind, volume) in [
            (". 53a, 963 (1998).", true),
            (" 6(2), 4 (2011)", true),
            (" 12, 345-356", true),
            (" 1, 2 and B. Li 3", false),
            (". 2019, 12", false),
            (", B. Li", false),
            (". Slow Rivers", false),
            ("", false),
        ] {
            assert_eq!(opens_volume(behind), volume, "{behind}");
        }
    }
}
