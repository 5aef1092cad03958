//! What can be the name of a venue that no table knows.

use super::house::is_publisher;
use super::remark::{is_placeholder, is_remark};
use crate::gazetteer::institution::by_alias;
use crate::parse::date::is_month;
use crate::parse::publications::cues::{self, Cue};
use crate::segment::is_kind_of_work;

/// Whether a stretch names proceedings or a journal by a word for such.
pub(super) fn is_gathering(text: &str) -> bool {
    ["Proceedings", "Workshop", "Conference", "Journal"]
        .iter()
        .any(|word| text.contains(word))
}

/// What the names of parts of a university open with.
pub(in crate::parse::publications) const UNITS: &[&str] =
    &["Department of ", "Dept. of ", "Faculty of ", "School of "];

/// Whether a stretch can be the name of a venue.
pub(super) fn is_venue_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !is_of_fair_length(text, &words) || !opens_as_name(text, &words) {
        return false;
    }
    let lower = text.to_lowercase();
    // "Title." With Ann Roe: what is left of the names; "First published
    // 2020. See http://…".
    let left_over = matches!(text, "With" | "See" | "First published");
    // "2021 My thesis": no journal calls itself so.
    let own = words.iter().any(|word| word.eq_ignore_ascii_case("my"));
    // "Sand, Silt, and" goes on.
    let open = |word: &&str| matches!(*word, "and" | "&" | "of" | "in");
    !(left_over
        || is_kept_in_a_house(text, &lower)
        || is_remark(text, &lower)
        || is_placeholder(&lower)
        // "Book chapter" is what it is, and not in what.
        || is_kind_of_work(text)
        || is_town(text)
        || is_publisher(text)
        || lower.ends_with(" authors")
        || is_university(text)
        || is_sentence(&lower, &words)
        || own
        || is_number(text)
        || words.last().is_some_and(open)
        || is_status(text)
        || is_month_of_year(&words)
        || is_extent(&words))
}

/// Whether a stretch is neither too short nor too long for a name.
fn is_of_fair_length(text: &str, words: &[&str]) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // 考古 and サンド are journals.
    let wide = text.chars().filter(|c| *c >= '\u{3040}').count();
    (letters >= 3 || wide >= 2) && (1..=22).contains(&words.len())
}

/// Whether a stretch opens as a name does, by a capital, a number or a
/// brand.
fn opens_as_name(text: &str, words: &[&str]) -> bool {
    let first = text.chars().next();
    // "npj Complexity", "eLife", "bioRxiv".
    let brand = first.is_some_and(char::is_lowercase)
        && words.first().is_some_and(|word| {
            word.len() <= 10
                && (word.contains(char::is_uppercase) || *word == "npj")
        });
    let capital = first.is_some_and(|c| {
        c.is_uppercase() || c.is_ascii_digit() || c >= '\u{3040}'
    });
    (brand || capital) && !text.starts_with("10.")
}

/// Whether a stretch says that a work is a thesis, a report or a patent,
/// which appears nowhere but in its house.
fn is_kept_in_a_house(text: &str, lower: &str) -> bool {
    const HOUSES: &[&str] = &[
        "thesis",
        "dissertation",
        "patent",
        "doctorate",
        "mémoire",
        "diplomarbeit",
        "tesi ",
        "hausarbeit",
        "seminararbeit",
        "bachelorarbeit",
        "masterarbeit",
        "magisterarbeit",
        "unveröffentlicht",
        "unpublished",
        "undergraduate project",
        "student project",
        "honours project",
        "honors project",
        "course project",
        "bachelor project",
        "master project",
        "term paper",
        "technical report",
        "technical document",
        "tech report",
        "tech. rep",
        "habilitation",
    ];
    // "Proceedings of the Workshop on Patent Translation" is a venue.
    !is_gathering(text)
        && !is_named_series(text)
        && HOUSES.iter().any(|word| lower.contains(word))
}

/// Whether a stretch names the house whose reports it is one of, in short:
/// "KLM Technical Report".
fn is_named_series(text: &str) -> bool {
    let house = ["Technical Report", "Tech Report"];
    let house = house.iter().find_map(|kind| text.strip_suffix(kind));
    let house = house.and_then(|house| house.strip_suffix(' '));
    house.is_some_and(|house| {
        house.len() > 1
            && house.chars().all(|c| c.is_uppercase() || c == '-' || c == '/')
    })
}

/// Whether a stretch tells where a publisher is: "Sunderland, MA".
fn is_town(text: &str) -> bool {
    text.rsplit_once(", ").is_some_and(|(town, state)| {
        town.split(' ').count() <= 2
            && (!town.contains(',')
                || town.starts_with(|c: char| c.is_ascii_digit()))
            && state.len() == 2
            && state.bytes().all(|b| b.is_ascii_uppercase())
    })
}

/// Whether a stretch tells where a thesis was written, which is no venue:
/// "2016, University of Kiel", "Department of Sand, University of Kiel".
fn is_university(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ',' | ' ')
    });
    behind.contains("niversi")
        && (by_alias(behind).is_some()
            || behind.contains(", ")
                && UNITS.iter().any(|unit| behind.starts_with(unit)))
}

/// Whether a stretch is a sentence on the work: "Modes are derived from …".
fn is_sentence(lower: &str, words: &[&str]) -> bool {
    const SAYING: &[&str] = &[
        " is ",
        " are ",
        " was ",
        " were ",
        " can be ",
        " has been ",
        " have been ",
        " we ",
        " shows that ",
    ];
    const OPENING: &[&str] = &["A", "An", "I", "Our", "This", "We"];
    // "Who We Are and Where We Live" is a book.
    let small = words.iter().filter(|w| w.starts_with(char::is_lowercase));
    let small = small.count() * 2 > words.len();
    let first = words.first().copied().unwrap_or("");
    // "A long look at moss on walls", "Measuring what moss takes from walls".
    let opens = words.len() > 3 && OPENING.contains(&first)
        || words.len() > 6 && first.ends_with("ing");
    let says = |verb: &&str| lower.contains(*verb);
    small && (opens || words.len() > 6 && SAYING.iter().any(says))
}

/// Whether a stretch is the number of a report, pages with a date, or the
/// rest of a DOI.
fn is_number(text: &str) -> bool {
    // "TR-12", "TRB9/04".
    let numbered = text.rsplit_once('/').is_some_and(|(head, number)| {
        !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
            && head.bytes().any(|b| b.is_ascii_digit())
    });
    let capitals = text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text.contains(|c: char| c.is_lowercase() || c == ' ');
    let report = capitals && (numbered || text.starts_with("TR-"));
    // "12-19, 2020年4月".
    let is_date = |c: char| !c.is_alphabetic() || "年月日号巻頁".contains(c);
    // "5281/zenodo.4060331".
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let identifier = digits >= 4 && text[digits..].starts_with('/');
    report || identifier || text.chars().all(is_date)
}

/// Whether a stretch tells how far a work has come.
fn is_status(text: &str) -> bool {
    cues::find(text).iter().any(|(range, cue)| {
        let most = range.start == 0 || range.len() * 2 > text.len();
        matches!(cue, Cue::Status(_)) && most
    })
}

/// Whether words say how long a work is, and perhaps when it was written:
/// "6600 words", "Pages. January" of "24 Pages. January 18".
fn is_extent(words: &[&str]) -> bool {
    const UNITS: &[&str] = &[
        "page", "pages", "word", "words", "seiten", "wörter", "mots",
        "páginas", "palabras", "palavras", "pagine", "parole",
    ];
    let is_unit = |word: &str| {
        let lower = word.trim_matches(['.', ',']).to_lowercase();
        UNITS.contains(&lower.as_str())
    };
    let told = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || is_month(word)
            || is_unit(word)
    };
    // "Words" and "PAGES Magazine" are journals.
    let journal = words.len() == 1
        || words.iter().any(|w| w.eq_ignore_ascii_case("magazine"));
    !journal
        && words.iter().any(|word| is_unit(word))
        && words.iter().all(told)
}

/// Whether words are a month, by itself or with a number.
fn is_month_of_year(words: &[&str]) -> bool {
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let when = |word: &&str| is_month(word) || number(word);
    words.len() <= 2
        && words.iter().any(|word| is_month(word))
        && words.iter().all(when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_venue_is_one() {
        for (text, venue) in [
            ("Marine Science", true),
            ("KLM Technical Report", true),
            ("Technical Report", false),
            ("Internal Technical Report", false),
            ("TRB9/04", false),
            ("SANDCON/2020", true),
            ("Department of Sand, University of Kiel", false),
            ("Faculty of Arts Review", true),
            ("npj Sand", true),
            ("Sunderland, MA", false),
            ("SNDM, Sunderland, MA", true),
            ("2014, Sunderland, MA", false),
            ("slow rivers", false),
            ("Press Coverage", false),
            ("Journal TBD", false),
            ("Journal of Sand", true),
            ("Book Chapter", false),
            ("Undergraduate Project", false),
            ("ResearchGate", false),
            ("Autores", false),
            ("Code", false),
            ("Online", false),
            ("Unveröffentlichte Hausarbeit, Flusskunde", false),
            ("March 2021", false),
            ("2021 March", false),
            ("10.1145/1234", false),
            ("6600 words", false),
            ("Pages. January", false),
            ("Words and Things", true),
            ("Master's", false),
            ("Previous version", false),
        ] {
            assert_eq!(is_venue_like(text), venue, "{text}");
        }
    }
}
