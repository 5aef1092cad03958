//! What may stand between two fields without being one.

use std::borrow::Cow;

use crate::parse::date::is_month;

/// Letters and digits of the longest of such words.
const LONGEST: usize = 16;

/// Whether nothing but separators, a year, a link word or an opening word
/// stands between two fields.
pub(super) fn is_gap(text: &str) -> bool {
    /// Bytes of a gap at most, of whatever marks.
    const FAR: usize = 512;
    if text.len() > FAR {
        return false;
    }
    let mut buffer = [0; LONGEST];
    let Some(bare) = bare(text, &mut buffer) else { return false };
    bare.len() <= 1
        || bare.chars().nth(1).is_none()
        || bare.len() <= 8 && bare.bytes().all(|b| b.is_ascii_digit())
        || matches!(
            &*bare,
            "with"
                | "by"
                | "jointwith"
                | "and"
                | "pdf"
                | "link"
                | "paper"
                | "authors"
                | "title"
                | "jointworkwith"
                | "togetherwith"
                | "jointlywith"
                | "coauthoredwith"
                | "emcoautoriacom"
                | "emparceriacom"
                | "juntocom"
                | "juntocon"
                | "avec"
                | "gemeinsammit"
                | "zusammenmit"
                | "mit"
                | "code"
                | "pdfcode"
                | "linkcode"
                | "ed"
                | "eds"
                | "editors"
                | "hrsg"
                | "hg"
                | "orgs"
                | "acuradi"
                | "w"
        )
        // "(Eds.) (2021): ".
        || bare.len() > 4
            && bare.as_bytes()[bare.len() - 4..].iter().all(u8::is_ascii_digit)
            && matches!(
                bare.get(..bare.len() - 4),
                Some("ed" | "eds" | "editors" | "hrsg" | "hg" | "acuradi")
            )
        || (4..=LONGEST).contains(&bare.len())
            && bare.bytes().take(4).all(|b| b.is_ascii_digit())
            && closes_year(&bare[4..])
}

/// Whether something may stand behind a year without a blank's worth of
/// meaning: a day, the letter of "2022a", a month, "with".
fn closes_year(rest: &str) -> bool {
    let word = rest.trim_matches(|c: char| c.is_ascii_digit());
    word.chars().nth(1).is_none()
        || is_month(word)
        || matches!(word, "with" | "by" | "and" | "ed" | "eds")
}

/// The letters and digits of a text, in lower case; None for more of them
/// than a gap may have.
fn bare<'a>(
    text: &str,
    buffer: &'a mut [u8; LONGEST],
) -> Option<Cow<'a, str>> {
    let mut length = 0;
    for byte in text.bytes() {
        match SMALL[usize::from(byte)] {
            0 => {}
            u8::MAX => return wide(text).map(Cow::Owned),
            small => {
                *buffer.get_mut(length)? = small;
                length += 1;
            }
        }
    }
    std::str::from_utf8(&buffer[..length]).ok().map(Cow::Borrowed)
}

/// Each letter and digit of ASCII in lower case, 0 for other bytes of ASCII
/// and 255 for those of other characters.
const SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut at = 0;
    while at < small.len() {
        let byte = at as u8;
        small[at] = match byte {
            0x80.. => u8::MAX,
            _ if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            _ => 0,
        };
        at += 1;
    }
    small
};

/// Likewise, of any letters.
fn wide(text: &str) -> Option<String> {
    let letters = || text.chars().filter(|c| c.is_alphanumeric());
    if letters().nth(LONGEST).is_some() {
        return None;
    }
    Some(letters().flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_holds_no_word_of_a_title() {
        for (text, gap) in [
            (". (2021). ", true),
            (", 2022a. ", true),
            (". 2020. With ", true),
            (" (2019, Mar.). ", true),
            (" (2019, September 24). ", true),
            (" (Eds.) (2021): ", true),
            (", 2009.- TRIK: ", false),
            (" and the Delta ", false),
        ] {
            assert_eq!(is_gap(text), gap, "{text}");
        }
    }
}
