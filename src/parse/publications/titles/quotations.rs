//! Quotations that a title is, or that it only begins with.

use super::LONGEST;

/// Whether a quotation closes before the end of a stretch that it opens.
pub(super) fn closes_within(title: &str) -> bool {
    let marks = ['"', '”', '“', '„', '«'];
    let first = title.find(marks);
    first.is_some_and(|at| {
        // "A Title” Sand Letters": the stretch stands behind the first mark.
        let alone = title.rfind(marks) == Some(at)
            && title[at..]
                .trim_start_matches(|c: char| !c.is_alphanumeric() && c != ' ')
                .strip_prefix(' ')
                .is_some_and(|behind| behind.starts_with(char::is_uppercase));
        // "A Title,” Sand Letters special issue on “Rivers".
        let comma = title[..at].ends_with(',');
        let goes_on = title[at..].starts_with("” ");
        title[at..].starts_with(['"', '”'])
            && (comma && goes_on
                || alone
                || title[..at]
                    .ends_with(|c: char| c.is_alphanumeric() || c == '?')
                    && title[at..]
                        .trim_start_matches(['"', '”'])
                        .starts_with([',', '.']))
    })
}

/// Whether a stretch opens with a title's worth of quoted words, and tells
/// what they stand in: "“The Flood of Moss (1840)” in A Book, ed".
pub(super) fn runs_beyond_quotation(title: &str) -> bool {
    /// Words of a title at least.
    const TITLE: usize = 4;
    let Some(inside) = title.strip_prefix(['“', '"']) else { return false };
    let Some((quoted, behind)) = inside.split_once(['”', '"']) else {
        return false;
    };
    let told = behind.starts_with(" in ") || behind.starts_with(" In ");
    told && quoted.split_whitespace().nth(TITLE - 1).is_some()
}

/// Whether a text opens with a name in capitals and a number: "Moss Letters 5
/// (2020)", but not "Revisited. Sand 5".
pub(super) fn names_place_and_number(text: &str) -> bool {
    /// Bytes of the name.
    const NEAR: usize = 80;
    let near = &text[..text.floor_char_boundary(NEAR)];
    let number = near.find(|c: char| c.is_ascii_digit());
    let name = number.and_then(|at| near[..at].strip_suffix([' ', '(']));
    name.is_some_and(|name| {
        name.starts_with(char::is_uppercase)
            && !name.contains(['.', ':', ';', '?', '!'])
    })
}

/// Whether the quotation that a text ends in has more words than one has that
/// opens a longer title.
pub(super) fn is_long_quotation(text: &str) -> bool {
    const LEAST: usize = 4;
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let open = text[from..].rfind(['"', '“', '„', '«']);
    open.is_some_and(|at| {
        text[from + at..].split_whitespace().nth(LEAST - 1).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_quotations_are_whole_titles() {
        for (text, long) in [
            ("A. Roe. “Slow Rivers of the Northern Sand", true),
            ("A. Roe. “Slow Rivers in Sand", true),
            ("A. Roe and B. Li and C. Diaz. “Slow Rivers", false),
            ("Slow Rivers of the Northern Sand", false),
        ] {
            assert_eq!(is_long_quotation(text), long, "{text}");
        }
        for (text, volume) in [
            ("Moss Letters 5 (2020)", true),
            ("Moss Letters, 2020", true),
            ("Revisited. Moss Letters 5", false),
            ("Protest Songs in the North", false),
        ] {
            assert_eq!(names_place_and_number(text), volume, "{text}");
        }
        for (title, beyond) in [
            ("“The Long Flood of Moss” in Rivers, ed", true),
            ("“The Flood” in Rivers, ed", false),
            ("“The Long Flood of Moss” and Sand", false),
            ("The “Long Flood of Moss” in Rivers", false),
        ] {
            assert_eq!(runs_beyond_quotation(title), beyond, "{title}");
        }
    }

    #[test]
    fn a_quotation_may_close_before_another() {
        for (title, closes) in [
            ("Slow Rivers\", a report for the course \"Sand", true),
            ("Slow “Rivers”, and \"Sand", false),
            ("Slow Rivers\" Sandly", true),
            ("Slow Rivers” Sandly", true),
            ("Rivers of 5\" width", false),
            ("Is \"Sand\" Slow", false),
            ("Slow Rivers,” Sand special issue on “Moss", true),
            ("Slow Rivers", false),
        ] {
            assert_eq!(closes_within(title), closes, "{title}");
        }
    }
}
