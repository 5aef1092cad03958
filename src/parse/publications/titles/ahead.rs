//! What may stand right behind a title: a volume, an issue, a journal, a
//! gathering.

use super::{LONGEST, QUOTES};
use crate::parse::words::strip_end;

/// Whether the number of a volume stands behind the quotation mark that a
/// text opens with.
pub(super) fn opens_with_volume(text: &str) -> bool {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let behind = near.trim_start_matches(QUOTES);
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
}

/// Whether a text opens with a name and its volume: "Sand Science, v. 29,".
pub(super) fn opens_with_volume_of(text: &str) -> bool {
    if opens_with_issue(text) {
        return true;
    }
    let Some((name, behind)) = text.split_once(", v. ") else { return false };
    name.len() < 80
        && !name.contains([':', '?', '\n'])
        && !name.contains(". ")
        && behind.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text is a journal's name with its volume, issue and pages: "Sand
/// Letters, 3(2), 20–34".
pub(super) fn opens_with_issue(text: &str) -> bool {
    const LONGEST: usize = 80;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let Some((name, behind)) = near.split_once(',') else { return false };
    let Some(behind) = behind.strip_prefix([' ', '\n']) else { return false };
    let behind = behind.trim_start();
    let digits =
        |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let volume = digits(behind);
    let issue = behind[volume..].strip_prefix('(').unwrap_or("");
    let closed = issue[digits(issue)..].strip_prefix("), ");
    (1..=3).contains(&volume)
        && digits(issue) > 0
        && closed.is_some_and(|pages| digits(pages) > 0)
        && name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase) || SMALL.contains(&word)
        })
}

/// Whether a text ends in a word that joins the number behind it to what is
/// before: the "e" of "Rios em 1990 e 2005".
pub(super) fn joins_number(text: &str, behind: &str) -> bool {
    behind.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && ["and", "&", "e", "y", "et", "und"].iter().any(|word| {
            strip_end(text, word).is_some_and(|head| head.ends_with(' '))
        })
}

/// Words in small letters within names of journals.
const SMALL: [&str; 17] = [
    "of", "and", "the", "for", "in", "on", "&", "de", "et", "der", "des",
    "für", "und", "do", "da", "del", "du",
];

/// Whether a text opens with a journal that no table knows, by the volume and
/// pages behind its name: "Sand Change, 17(8): 2421–2432".
pub(super) fn opens_with_journal(text: &str) -> bool {
    const LONGEST: usize = 90;
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let Some(at) = near.bytes().position(|b| b.is_ascii_digit()) else {
        return false;
    };
    let name = near[..at].trim_end_matches([' ', ',']);
    let volume = &text[at..];
    let digits = volume.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 3 || !name.contains(' ') {
        return false;
    }
    let behind = &volume[digits..];
    let issue = behind.trim_start().starts_with('(') && behind.contains("):")
        || behind.starts_with([',', ':'])
            && behind[1..].trim_start().split(['.', ',']).next().is_some_and(
                |pages| {
                    pages.contains(['-', '–'])
                        && pages.bytes().any(|b| b.is_ascii_digit())
                },
            );
    // "Sand Change 4 (2021), S. 3–9".
    let year = behind.strip_prefix(" (").unwrap_or("");
    let dated = year.find(')') == Some(4)
        && year[..4].bytes().all(|b| b.is_ascii_digit())
        && year[5..].starts_with([',', ':']);
    let named = |word: &str| {
        word.starts_with(char::is_uppercase) || SMALL.contains(&word)
    };
    (issue || dated)
        && !name.contains([',', ':', '(', '?'])
        && name.split(' ').all(named)
}

/// Likewise, by its year and what follows that: "Soft Sand, 2022, (8): 1–18".
pub(super) fn opens_with_dated_journal(text: &str) -> bool {
    const LONGEST: usize = 90;
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let Some(at) = near.bytes().position(|b| b.is_ascii_digit()) else {
        return false;
    };
    let digits = near[at..].bytes().take_while(u8::is_ascii_digit).count();
    let Some(name) = near[..at].strip_suffix(", ").filter(|_| digits == 4)
    else {
        return false;
    };
    let named = |name: &str| {
        name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                && word.ends_with(|c: char| c.is_lowercase() || c == '.')
                || SMALL.contains(&word)
        })
    };
    let behind = &near[at + digits..];
    let digit = |c: char| c.is_ascii_digit();
    let mut dashes = behind.match_indices(['-', '–']);
    behind.contains([':', ';', '('])
        && dashes.any(|(dash, mark)| {
            behind[..dash].ends_with(digit)
                && behind[dash + mark.len()..].starts_with(digit)
        })
        && name.split(' ').count() <= 5
        && named(name)
}

/// Whether a text opens with a conference that no table knows, by its
/// acronym in brackets: "Sand User Group Conference (SUG), 2023".
pub(super) fn opens_with_gathering(text: &str) -> bool {
    const LONGEST: usize = 120;
    if !text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let mut opened = near.match_indices('(');
    let parted = opened.find_map(|(at, mark)| {
        let name = near[..at].strip_suffix(' ')?;
        Some((name, &near[at + mark.len()..]))
    });
    let Some((name, behind)) = parted else { return false };
    let gathers = |name: &str| {
        ["Conference", "Symposium", "Workshop", "Congress", "Meeting"]
            .iter()
            .any(|word| name.contains(word))
    };
    let Some((acronym, _)) = behind.split_once(')') else { return false };
    let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
    !name.contains([':', '?', '\n', '.'])
        && gathers(name)
        && capitals >= 2
        && acronym.len() <= 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_joins_two_years() {
        for (text, behind, joins) in [
            ("Rios em 1990 e", " 2005", true),
            ("Rivers in 1990 and", " 2005, Sand", true),
            ("Rivers and", " Sand", false),
            ("Rivers in the sand", " 2010", false),
        ] {
            assert_eq!(joins_number(text, behind), joins, "{text}");
        }
    }

    #[test]
    fn a_conference_is_told_by_its_acronym() {
        for (text, opens) in [
            ("Sand User Group Conference (SUG), 2023", true),
            ("12th Workshop on Sand (WoS'23), 2023", true),
            ("Sand and the Conference of Rivers, 2023", false),
            ("Sand. Conference (SUG), 2023", false),
            ("Sand in the North (Part II), 2023", false),
        ] {
            assert_eq!(opens_with_gathering(text), opens, "{text}");
        }
        for (text, opens) in [
            ("Soft Sand, 2022, (8): 1-18.", true),
            ("Sandscience, 2020 Jan 21; 428: 112-121", true),
            ("Kiel, 2020", false),
            ("sand and silt, 2020, 16: 167-172", false),
        ] {
            assert_eq!(opens_with_dated_journal(text), opens, "{text}");
        }
        for (text, opens) in [
            ("Sand Change, 17(8): 2421–2432.", true),
            ("Sand Estuary and Silt 14(3): Article 5", true),
            ("J. Sandology 16, 2421–2442", true),
            ("Rivers in 2020, 3-5", false),
            ("and the Sand 3, 4-5", false),
            ("Sand, Silt 3, 4-5", false),
        ] {
            assert_eq!(opens_with_journal(text), opens, "{text}");
        }
    }
}
