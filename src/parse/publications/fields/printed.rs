//! Venues as they are printed, known or not.

use std::ops::Range;

use super::house::is_publisher;
use super::lead::strip_in;
use super::remark::{is_placeholder, is_remark};
use crate::gazetteer::institution::by_alias;
use crate::gazetteer::venue::{VenueKind, VenueMatch};
use crate::parse::date::is_month;
use crate::parse::publications::cues::{self, Cue};
use crate::parse::words::places_of;

/// The printed stretch around a venue: to the borders of its sentence.
pub(super) fn widen(
    text: &str,
    span: &Range<usize>,
    parts: &[Range<usize>],
) -> String {
    let part = parts
        .iter()
        .find(|p| p.start <= span.start && span.end <= p.end + 2)
        .cloned()
        .unwrap_or_else(|| span.clone());
    let before = &text[part.start..span.start];
    let start = before.rfind(['\n', '\t', '|', '“', '”', '"']).map_or(
        part.start,
        |at| {
            let found = text[part.start + at..].chars().next();
            part.start + at + found.map_or(1, char::len_utf8)
        },
    );
    let stops = places_of(&text[start..span.start], ". ");
    let start = stops
        .map(|at| start + at)
        .filter(|at| !text[..*at].ends_with("Proc"))
        .last()
        .map_or(start, |at| at + 2);
    let end = part.end.max(span.end);
    let after = &text[span.end..end];
    let stop = after
        .find(['\n', '\t', '|', '[', '“', '"'])
        .into_iter()
        .chain(places_of(after, ". ").next())
        .chain(places_of(after, " (").next())
        .chain(opens_with_volume(after).then_some(0))
        .min()
        .map_or(end, |at| span.end + at);
    let raw = text[start.min(span.start)..stop].trim_matches([
        ' ', ',', '.', ';', ':', '(', ')', '\n', '–', '—', '-',
    ]);
    let raw = strip_in(without_editors(raw));
    without_month(without_units(raw)).replace('\n', " ")
}

/// A stretch behind the names of those who edited what it goes on with: "In
/// A. Roe and B. Diaz, editors, A Book of Rivers".
pub(super) fn without_editors(text: &str) -> &str {
    const MARKS: &[&str] = &[
        ", editors, ",
        ", editor, ",
        ", eds., ",
        ", eds, ",
        ", ed., ",
        ", ed, ",
        ", Eds., ",
    ];
    // Most venues have none.
    if ![", ed", ", Ed"].iter().any(|opening| text.contains(opening)) {
        return text;
    }
    MARKS
        .iter()
        .find_map(|mark| text.rsplit_once(mark))
        .map_or(text, |(_, behind)| behind)
}

/// A stretch without the month behind its last comma or dash: "IEEE Cluster,
/// Sep", "Le Monde — June".
pub(super) fn without_month(text: &str) -> &str {
    let dated = [", ", " — ", " – ", " - "].iter().find_map(|joint| {
        // Most venues have none of the dashes.
        let parted = text.contains(joint).then(|| text.rsplit_once(joint));
        let (head, last) = parted.flatten()?;
        is_month(last).then_some(head)
    });
    dated.unwrap_or(text)
}

/// Whether a volume follows a venue's name: the " 15(2)" of "Sand Science
/// 15(2)", but no year.
fn opens_with_volume(after: &str) -> bool {
    let rest = after.trim_start_matches([',', ' ', ':']);
    let gap = after.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let closed = !rest[digits..].starts_with(char::is_alphabetic);
    gap > 0 && (1..=3).contains(&digits) && closed
}

/// A stretch without what opens the volume or the pages that were cut off:
/// "IEEE Access, vol", "CLUSTER, 2022, pp".
fn without_units(text: &str) -> &str {
    let mut kept = text;
    while let Some((head, unit)) = kept.rsplit_once([' ', ','])
        && ["vol", "pp", "p", "no", "nr", "iss", "art", "pages", "volume"]
            .iter()
            .any(|known| unit.eq_ignore_ascii_case(known))
    {
        kept = head.trim_end_matches([' ', ',', '.', ':', ';']);
    }
    kept
}

/// Whether a journal's short name goes on before its volume, so that it is
/// another journal's: `Acta Math. Hungar. 165`, `BMJ Case Rep 2016`.
pub(super) fn goes_on(text: &str, found: &VenueMatch<'_>) -> bool {
    if found.venue.kind() != VenueKind::Journal || found.year.is_some() {
        return false;
    }
    let printed = &text[found.span.clone()];
    let behind = &text[found.span.end..];
    // "European Sand Journal-Quality of Grains".
    let joined = behind.strip_prefix(['-', '–']);
    if joined.is_some_and(|rest| rest.starts_with(char::is_uppercase))
        || names_more(printed, behind)
    {
        return true;
    }
    let acronym = !printed.contains(char::is_lowercase);
    let rest = match behind.strip_prefix(". ") {
        Some(rest) => rest,
        None if acronym => behind.strip_prefix(' ').unwrap_or(""),
        None => return false,
    };
    let mut words = rest.split(' ').map(|word| word.trim_end_matches('.'));
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let named = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && word.len() > 2
            && chars.all(char::is_lowercase)
            && !is_month(word)
            && !["Vol", "Volume", "Art", "Article", "Issue", "Suppl", "Nos"]
                .contains(&word)
    };
    let mut next = || words.next().unwrap_or("");
    let (first, second) = (next(), next());
    named(first) && (number(second) || named(second) && number(next()))
}

/// Whether the name of a journal "of" something goes on with what else it is
/// of, before its volume: "Journal of Sand" in "Journal of Sand Change
/// Strategies, 18(1)".
fn names_more(printed: &str, behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(' ') else { return false };
    let end = rest.find([',', '(', '\n', '.', ':']).unwrap_or(rest.len());
    let rest = &rest[..end];
    let word = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().count() > 3
            && word.chars().skip(1).all(char::is_lowercase)
            && !is_month(word)
            && ![
                "Volume",
                "Article",
                "Issue",
                "Suppl",
                "Special",
                "Accepted",
                "Forthcoming",
                "Submitted",
                "Preprint",
                "Online",
                "Early",
                "Paper",
                "Best",
                "Award",
                "Press",
            ]
            .contains(&word)
    };
    let joint = |word: &str| matches!(word, "and" | "of" | "in" | "&");
    let words = || {
        rest.split(' ')
            .take_while(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
    };
    printed.contains(" of ")
        && (2..=5).contains(&words().count())
        && words().all(|w| word(w) || joint(w))
        && words().next().is_some_and(word)
        && words().last().is_some_and(word)
}

/// Parts a tail at sentence ends, brackets, lines and bars.
pub(super) fn segments(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let cuts = match c {
            '(' | ')' if is_plural(text, at) => false,
            '\n' | '\t' | '|' | '(' | ')' | '（' | '）' | '[' | ']' | '“'
            | '”' | '"' | '„' | '«' | '»' | ';' => true,
            // "Sand Archive · Preprint".
            '·' => behind.starts_with(' ') && text[..at].ends_with(' '),
            '.' if abbreviates(&text[start..at], behind) => false,
            '.' => {
                // "Eur.Phys. J." is glued of two.
                let mut words = text[..at].rsplit([' ', '\n', '.']);
                let word = words.next().unwrap_or("");
                // "Proceedings of the 20. Kolloquium": a number of a series.
                let counted = word.len() <= 3
                    && word.bytes().all(|b| b.is_ascii_digit())
                    && words.next().is_some_and(opens_count);
                behind.starts_with(' ')
                    && !counted
                    && (word.chars().count() > 6
                        // "Kiel University Press. Open access".
                        || word == "Press"
                        || behind
                            .trim_start()
                            .starts_with(|c: char| c.is_ascii_digit())
                        || word.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => false,
        };
        if cuts {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..text.len());
    parts.retain(|part| text[part.clone()].chars().any(char::is_alphabetic));
    parts
}

/// Whether a bracket at a byte is one of those around the ending of a word
/// that may be more: "Rio(s) e areias".
fn is_plural(text: &str, at: usize) -> bool {
    const ENDINGS: [&str; 5] = ["(s)", "(es)", "(n)", "(en)", "(e)"];
    ENDINGS.iter().any(|ending| {
        [at, (at + 1).saturating_sub(ending.len())].iter().any(|&from| {
            text.get(from..).is_some_and(|rest| rest.starts_with(ending))
                && text[..from].ends_with(char::is_lowercase)
        })
    })
}

/// Whether a full stop abbreviates a word of a journal's name and ends no
/// sentence: "Bioconjug. Chem. 35", "Discov. Sand 3".
fn abbreviates(head: &str, behind: &str) -> bool {
    let head = head.trim_start_matches([' ', '.', ',', ':', ')']);
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    let short = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (3..=10).contains(&word.chars().count())
            && word.chars().skip(1).all(char::is_lowercase)
    };
    let mut words = head.split(' ');
    let all = words
        .all(|word| word == "J." || short(word.trim_end_matches('.')))
        && head.split(' ').rev().skip(1).all(|word| word.ends_with('.'));
    let mut next = behind.split(' ');
    let (next, number) = (next.next().unwrap_or(""), next.next());
    let bare = next.trim_end_matches('.');
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    all && short(bare)
        && (next.len() > bare.len() && bare.len() <= 7
            || number.is_some_and(digit))
}

/// Whether a word opens a name that begins with a number or a year: the "of"
/// of "Proceedings of 2018 Sand Conference".
fn opens_count(word: &str) -> bool {
    matches!(word, "of" | "the" | "der" | "des" | "dem" | "zum" | "zur")
}

/// When an issue came out that is named after its season.
const SEASONS: &[&str] = &[
    "spring",
    "summer",
    "autumn",
    "winter",
    "fall ",
    "printemps",
    "automne",
    "hiver",
    "frühjahr",
    "herbst",
    "primavera",
    "otoño",
];

/// A series of working papers with whose it is, which elsewhere tells but how
/// far a work has come: the "Kiel Working Paper" of "Kiel Working Paper no. 7".
pub(super) fn series(text: &str) -> Option<&str> {
    const PAPERS: &[&str] = &[
        " Working Paper",
        " Discussion Paper",
        " Staff Paper",
        " Policy Paper",
        " Research Paper",
    ];
    /// What says of a paper which one it is, and not whose.
    const OWN: &[&str] = &[
        "Best",
        "Current",
        "Draft",
        "Invited",
        "Job",
        "Joint",
        "Latest",
        "Market",
        "My",
        "New",
        "Our",
        "Revised",
        "Solo",
        "The",
        "This",
        "Unpublished",
    ];
    const HOMES: &[&str] =
        &["Universi", "Institut", "School", "Bank", "Cent", "Departmen"];
    /// Words of its name at most.
    const MOST: usize = 6;
    let mut ends = PAPERS.iter().filter_map(|paper| {
        let at = text.find(paper)?;
        Some((at, at + paper.len()))
    });
    let (at, end) = ends.next()?;
    let words = text[..at].split(' ');
    let named = words.clone().all(|word| {
        let joins = ["of", "for", "and", "in", "the"].contains(&word);
        (joins || word.starts_with(char::is_uppercase))
            && !OWN.contains(&word)
            && !is_month(word)
            && word.chars().all(|c| c.is_alphabetic() || "-/&'".contains(c))
    });
    let behind = text[end..].trim_start_matches('s');
    // "Kiel Working Papers in Linguistics" is told as it stands.
    let parted = !behind.starts_with(char::is_alphabetic)
        && !behind.starts_with(" in ");
    let plural = text[end..].len() - behind.len();
    // "Completed Working Paper" is nobody's.
    let capitals =
        |word: &str| word.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let number = behind.split(' ').nth(1).unwrap_or("");
    let numbered = behind.starts_with(' ')
        && (number.contains(|c: char| c.is_ascii_digit())
            || number.eq_ignore_ascii_case("no."));
    let whose = numbered
        || words.clone().any(|word| {
            capitals(word) || HOMES.iter().any(|home| word.starts_with(home))
        });
    let known = named && parted && whose && words.count() <= MOST;
    known.then(|| &text[..end + plural])
}

/// The head of a stretch up to the first number, month, remark or address.
pub(super) fn cut_remark(text: &str) -> &str {
    // "Water Research.doi.org/10.1093/wr.12".
    let text = text.find("doi.org").map_or(text, |at| &text[..at]);
    let mut end = text.len();
    for (at, _) in text.match_indices([',', ' ', ':']) {
        let next = text[at + 1..].trim_start();
        let lower = next.get(..10).unwrap_or(next).to_ascii_lowercase();
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        // "Studies in History 12", not "Fall 2019 Meeting" or "3D Vision".
        let opener = text[..at].rsplit(' ').next().unwrap_or("");
        let counts = number
            && !opens_count(opener)
            && next.split([' ', ',']).next().is_some_and(|w| {
                w.chars().all(|c| !c.is_alphabetic()) || is_locator(w)
            });
        let remark = [
            "vol",
            "no.",
            "pp",
            "pages",
            "issue",
            "art.",
            "article",
            "doi",
            "http",
            "isbn",
            "issn",
            "eds",
            "ed.",
            "edited",
            "online fir",
            "ahead of p",
            "ahead-of-p",
            "early view",
            "advance on",
            "forthcomin",
        ]
        .iter()
        .any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| {
                // "Theoretical and Methodological Issues in Sand".
                !rest.starts_with(|c: char| c.is_alphabetic())
                    || word.starts_with("http")
                    || *word == "vol"
            })
        });
        // "S. 77–98", "s. 12", "2nd edn".
        let page = ["s. ", "p. ", "str. ", "с. ", "núm. ", "no ", "nr "]
            .iter()
            .filter_map(|word| lower.strip_prefix(word))
            .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // "Sur les sables, Printemps".
        let season = text[at..].starts_with(", ")
            && SEASONS.iter().any(|word| lower.starts_with(word));
        let edition = number
            && lower.split(' ').nth(1).is_some_and(|w| w.starts_with("ed"));
        if counts || remark || page || edition || season {
            end = at;
            break;
        }
    }
    text[..end].trim_matches([
        ' ', ',', '.', ';', ':', '-', '–', '—', '\n', '(', '*', '†',
    ])
}

/// Whether a word is a volume and the number of an article in it:
/// "12:e034", "12:A45.".
fn is_locator(word: &str) -> bool {
    let digits = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    word.trim_end_matches('.').split_once(':').is_some_and(|(volume, at)| {
        let at = at.strip_prefix(|c: char| c.is_ascii_alphabetic());
        digits(volume) && at.is_some_and(digits)
    })
}

/// A stretch without the unit of a number that was cut off: the v of
/// "Cadernos de Saúde, v. 38".
pub(super) fn without_unit(text: &str) -> &str {
    const UNITS: &[&str] = &[
        "v", "n", "t", "т", "Т", "s", "S", "p", "Bd", "Jg", "nr", "no", "vol",
        "Vol",
    ];
    UNITS
        .iter()
        .filter_map(|unit| text.strip_suffix(unit))
        .find_map(|head| {
            head.strip_suffix(", ").or_else(|| head.strip_suffix(". "))
        })
        .unwrap_or(text)
}

/// Whether a stretch names proceedings or a journal by a word for such.
pub(super) fn is_gathering(text: &str) -> bool {
    ["Proceedings", "Workshop", "Conference", "Journal"]
        .iter()
        .any(|word| text.contains(word))
}

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
    use crate::gazetteer::venue::find_all;

    #[test]
    fn a_venue_ends_before_its_volume() {
        for (text, venue) in [
            ("Cadernos de Saúde, v", "Cadernos de Saúde"),
            ("The Changing Sea. s", "The Changing Sea"),
            ("Journal of Sand S", "Journal of Sand S"),
            ("Sand", "Sand"),
        ] {
            assert_eq!(without_unit(text), venue);
        }
    }

    #[test]
    fn working_papers_are_of_a_series() {
        for (text, named) in [
            ("Kiel Working Paper W17/07", Some("Kiel Working Paper")),
            ("KIEL Discussion Papers No. 7", Some("KIEL Discussion Papers")),
            ("University of Kiel Working Paper", {
                Some("University of Kiel Working Paper")
            }),
            ("Completed Working Paper.", None),
            ("Working Paper 7", None),
            ("Job Market Working Paper", None),
            ("May Working Paper", None),
            ("slow rivers Working Paper", None),
            ("2020 Working Paper", None),
            ("Kiel Working Paperwork", None),
            ("Kiel Working Papers in Linguistics", None),
        ] {
            assert_eq!(series(text), named, "{text}");
        }
    }

    #[test]
    fn what_is_not_printed_yet_says_so_behind_the_name() {
        for text in [
            "Sand and Water A, online first",
            "Sand and Water A, ahead of print",
            "Sand and Water A ahead-of-print, 2007",
            "Sand and Water A, early view",
            "Sand and Water A, forthcoming",
            "Sand and Water A, advance online publication",
            "Sand and Water A, 12:e034",
        ] {
            assert_eq!(cut_remark(text), "Sand and Water A", "{text}");
        }
        assert_eq!(cut_remark("Sand Online Letters"), "Sand Online Letters");
    }

    #[test]
    fn a_tail_is_parted_but_not_within_short_names() {
        for (text, first) in [
            ("Bioconjug. Chem. 35, 2024", "Bioconjug. Chem"),
            ("J. Univers. Sand. Sci., 2(4)", "J. Univers. Sand. Sci., 2"),
            ("Discov. Sand 3, 2024", "Discov. Sand 3, 2024"),
            ("Conference. Berlin, 2024", "Conference"),
            ("Sand Archive · Preprint", "Sand Archive "),
            ("沙河（核心）", "沙河"),
            ("Rio(s) e areias, 2024", "Rio(s) e areias, 2024"),
            ("Kiel University Press. Open access", "Kiel University Press"),
            ("Rios (s) e areias, 2024", "Rios "),
        ] {
            assert_eq!(&text[segments(text)[0].clone()], first);
        }
    }

    #[test]
    fn what_looks_like_a_venue_is_one() {
        for (text, venue) in [
            ("Marine Science", true),
            ("npj Sand", true),
            ("Sunderland, MA", false),
            ("slow rivers", false),
            ("Press Coverage", false),
            ("ResearchGate", false),
            ("Autores", false),
            ("Code", false),
            ("March 2021", false),
            ("2021 March", false),
            ("10.1145/1234", false),
        ] {
            assert_eq!(is_venue_like(text), venue, "{text}");
        }
    }

    #[test]
    fn a_known_venue_is_printed_without_its_volume() {
        for (text, venue) in [
            ("Sand Access, vol", "Sand Access"),
            (
                "Conference on Sand (CS), 2022, pp",
                "Conference on Sand (CS), 2022",
            ),
            ("Sand 3", "Sand 3"),
        ] {
            assert_eq!(without_units(text), venue);
        }
        assert_eq!(cut_remark("Sand.doi.org/10.1111/s.1"), "Sand");
    }

    #[test]
    fn a_short_name_that_goes_on_is_another_journals() {
        for (text, other) in [
            ("Acta Math. Hungar. 165 (2021), 88–97", true),
            ("BMJ Case Rep 2016; 3", true),
            ("J. Am. Chem. Soc. 2023, 145, 11202", false),
            ("Phys. Rev. Lett. March 2010", false),
            ("BMJ 2016; 3", false),
        ] {
            let found = find_all(text);
            assert_eq!(goes_on(text, &found[0]), other, "{text}");
        }
    }
}
