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
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words: Vec<&str> = text.split_whitespace().collect();
    // 考古 and サンド are journals.
    let wide = text.chars().filter(|c| *c >= '\u{3040}').count();
    if letters < 3 && wide < 2 || words.is_empty() || words.len() > 22 {
        return false;
    }
    let first = text.chars().next();
    // "npj Complexity", "eLife", "bioRxiv".
    let brand = first.is_some_and(char::is_lowercase)
        && words[0].len() <= 10
        && (words[0].contains(char::is_uppercase) || words[0] == "npj");
    if !brand
        && !first.is_some_and(|c| {
            c.is_uppercase() || c.is_ascii_digit() || c >= '\u{3040}'
        })
        || text.starts_with("10.")
    {
        return false;
    }
    let lower = text.to_lowercase();
    // A thesis, a report or a patent appears nowhere but in its house.
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
    // "Title." With Ann Roe: what is left of the names; "First published
    // 2020. See http://…".
    if matches!(text, "With" | "See" | "First published") {
        return false;
    }
    // "Proceedings of the Workshop on Patent Translation" is a venue.
    if !is_gathering(text) && HOUSES.iter().any(|word| lower.contains(word)) {
        return false;
    }
    if is_remark(text, &lower) || is_placeholder(&lower) {
        return false;
    }
    // "Book chapter" is what it is, and not in what.
    if is_kind_of_work(text) {
        return false;
    }
    // "Sunderland, MA" is where its house is.
    let town = text.rsplit_once(", ").is_some_and(|(town, state)| {
        town.split(' ').count() <= 2
            && state.len() == 2
            && state.bytes().all(|b| b.is_ascii_uppercase())
    });
    if is_publisher(text) || lower.ends_with(" authors") || town {
        return false;
    }
    // Where a thesis was written is no venue: "2016, University of Kiel".
    let behind = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ',' | ' ')
    });
    if behind.contains("niversi") && by_alias(behind).is_some() {
        return false;
    }
    // So is the part of it: "Department of Sand, University of Kiel".
    if behind.contains(", ")
        && behind.contains("niversi")
        && UNITS.iter().any(|unit| behind.starts_with(unit))
    {
        return false;
    }
    // "Modes are derived from …": a sentence on the work.
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
    // "Who We Are and Where We Live" is a book.
    let small = words.iter().filter(|w| w.starts_with(char::is_lowercase));
    if words.len() > 6
        && small.count() * 2 > words.len()
        && SAYING.iter().any(|verb| lower.contains(verb))
    {
        return false;
    }
    // "2021 My thesis": no journal calls itself so.
    if words.iter().any(|word| word.eq_ignore_ascii_case("my")) {
        return false;
    }
    // "TR-SAND-2011-07" is the number of a report.
    if text.starts_with("TR-") && !text.contains(' ') {
        return false;
    }
    // "12-19, 2020年4月": pages, and when.
    let is_date = |c: char| !c.is_alphabetic() || "年月日号巻頁".contains(c);
    if text.chars().all(is_date) {
        return false;
    }
    // "5281/zenodo.4060331" is the rest of a DOI.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits >= 4 && text[digits..].starts_with('/') {
        return false;
    }
    // "Sand, Silt, and" goes on.
    let open = |word: &&str| matches!(*word, "and" | "&" | "of" | "in");
    if words.last().is_some_and(open) {
        return false;
    }
    let status = cues::find(text).iter().any(|(range, cue)| {
        let most = range.start == 0 || range.len() * 2 > text.len();
        matches!(cue, Cue::Status(_)) && most
    });
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let when = |word: &&str| is_month(word) || number(word);
    let date = words.len() <= 2
        && words.iter().any(|word| is_month(word))
        && words.iter().all(when);
    !(status || date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_venue_is_one() {
        for (text, venue) in [
            ("Marine Science", true),
            ("Department of Sand, University of Kiel", false),
            ("Faculty of Arts Review", true),
            ("npj Sand", true),
            ("Sunderland, MA", false),
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
        ] {
            assert_eq!(is_venue_like(text), venue, "{text}");
        }
    }
}
