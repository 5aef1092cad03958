//! Names of venues of one word: those of servers, and words that end the
//! name of another.

use std::ops::Range;

use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch};
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::entry::MarkKind;

/// Whether a word is a class of papers of a preprint server: the "cs.DS" of
/// "arXiv:2010.01234 [cs.DS]".
pub(super) fn is_class(word: &str) -> bool {
    const ARCHIVES: &[&str] = &[
        "astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin",
        "physics", "q-bio", "q-fin", "stat",
    ];
    let (archive, class) = word.split_once('.').unwrap_or((word, "any"));
    let spelt = class.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    ARCHIVES.contains(&archive) && spelt && (2..=17).contains(&class.len())
}

/// Whether a match is the end of such a class.
pub(super) fn ends_class(text: &str, span: &Range<usize>) -> bool {
    let of_class = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '.');
    let from = text[..span.start].trim_end_matches(of_class).len();
    from < span.start && is_class(&text[from..span.end])
}

/// Whether nothing but a server's name stands there: `arXiv`.
pub(super) fn is_bare_server(text: &str, found: &VenueMatch<'_>) -> bool {
    found.venue.kind() == VenueKind::Preprint
        && found.strength == Strength::Word
        && text[found.span.clone()].starts_with(char::is_lowercase)
}

/// Whether a server's name is a link in brackets behind an entry, alone or in
/// a row of such: "([SSRN](…), [DOI](…))".
pub(super) fn is_link_in_brackets(
    analysis: &Analysis,
    found: &VenueMatch<'_>,
) -> bool {
    let text = &analysis.entry.text;
    let bracketed = || {
        text[..found.span.start].ends_with(['(', '['])
            && text[found.span.end..].starts_with([')', ']', ','])
    };
    found.venue.kind() == VenueKind::Preprint
        && found.year.is_none()
        && bracketed()
        && analysis.entry.marks.iter().any(|mark| {
            mark.kind == MarkKind::Link && mark.range == found.span
        })
}

/// Whether a server's name only points to where to read: the `[arXiv]` of a
/// row of links, not `arXiv:2503.00001` or `arXiv, 2023`.
pub(super) fn is_pointer(text: &str, found: &VenueMatch<'_>) -> bool {
    let rest = &text[found.span.end..];
    let behind =
        rest.trim_start_matches([' ', ',', ':', '.', '(', '\'', '’', '\n']);
    // "[.pdf, HAL]".
    let label = || {
        rest.starts_with([']', ','])
            && text[..found.span.start].rfind('[').is_some_and(|at| {
                !text[at..found.span.start].contains([']', '\n'])
            })
    };
    (is_bare_server(text, found)
        || found.venue.kind() == VenueKind::Preprint && label())
        && found.year.is_none()
        && !behind.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a match fills its line, or the brackets that end its entry, and
/// is no link.
pub(super) fn is_lone(analysis: &Analysis, found: &VenueMatch<'_>) -> bool {
    let text = &analysis.entry.text;
    // "In: *bioRxiv*."
    if analysis
        .entry
        .marks
        .iter()
        .any(|mark| mark.kind == MarkKind::Italic && mark.range == found.span)
    {
        return true;
    }
    let before = text[..found.span.start].trim_end_matches(' ');
    let behind = text[found.span.end..].trim_start_matches(' ');
    let line = before.ends_with(['\n', '\t'])
        && (behind.is_empty() || behind.starts_with(['\n', '\t']));
    // "A. Roe, B. Li, et al. (arXiv)", where nothing says when.
    let ends = before.ends_with('(')
        && behind.trim_end_matches('.') == ")"
        && analysis.years.is_empty();
    (line || ends)
        && !analysis.entry.marks.iter().any(|mark| {
            mark.kind == MarkKind::Link
                && mark.range.contains(&found.span.start)
        })
}

/// Whether a word that is a venue ends a longer name: the Cancer of
/// "Supportive Care in Cancer", the Surgery of "Annals of Surgery".
pub(super) fn is_end_of_name(text: &str, found: &VenueMatch<'_>) -> bool {
    let start = found.span.start;
    // "J. Numer. Math." is not "Numer. Math.".
    let abbreviated = text[found.span.clone()].contains(". ");
    if abbreviated
        && found.venue.kind() == VenueKind::Journal
        && [" J. ", "\nJ. "].iter().any(|j| text[..start].ends_with(j))
    {
        return true;
    }
    let word = text[start..].split([' ', ',', '.', ';', '\n']).next();
    let name = word.is_some_and(|w| w.ends_with(char::is_lowercase));
    if !name || abbreviated {
        return false;
    }
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.ends_with(char::is_lowercase)
    };
    let named = |head: &str, least: usize| {
        head.rsplit([' ', '\n']).take(least).filter(|w| capital(w)).count()
            == least
    };
    let before = &text[..start];
    found.strength < Strength::Name
        && found.venue.kind() == VenueKind::Journal
        && (before.strip_suffix(" of ").is_some_and(|head| named(head, 1))
            || before.strip_suffix(" and ").is_some_and(|head| named(head, 2))
            || before
                .strip_suffix(" in ")
                .is_some_and(|head| named(head, 2) || opens_name(head)))
}

/// Whether a text ends in a word that opens names of journals: "Advances in
/// Bioinformatics".
fn opens_name(text: &str) -> bool {
    let word = text.rsplit([' ', '\n']).next().unwrap_or("");
    matches!(
        word,
        "Advances"
            | "Trends"
            | "Progress"
            | "Frontiers"
            | "Studies"
            | "Issues"
    )
}

/// Whether a journal's name is a part of a longer one that is set in
/// italics as a whole: the Advanced Materials of "*Advanced Materials
/// Research*".
pub(super) fn is_part_of_italic(
    analysis: &Analysis,
    found: &VenueMatch<'_>,
) -> bool {
    let text = &analysis.entry.text;
    let (start, end) = (found.span.start, found.span.end);
    // "*DX for Sand and Rivers*": a title that opens with capitals.
    if !text[start..end].contains(char::is_lowercase)
        && found.year.is_none()
        && text[end..].starts_with(" for ")
        && analysis.entry.marks.iter().any(|mark| {
            mark.kind == MarkKind::Italic
                && mark.range.start == start
                && mark.range.end > end + " for ".len()
        })
    {
        return true;
    }
    if found.venue.kind() != VenueKind::Journal || found.year.is_some() {
        return false;
    }
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && !["Proc.", "Vol.", "Volume", "Vol", "No.", "Issue"]
                .contains(&word)
    };
    let longer = |range: &Range<usize>| {
        let before = text.get(range.start..start).unwrap_or("");
        let behind = text.get(end..range.end).unwrap_or("");
        // "*Opt. Mater. Express*": short words may be cut short.
        let cut = |word: &str| word.len() < 8 && word.ends_with('.');
        let plain = |text: &str| {
            !text.contains([',', ':', '(', '\n'])
                && text
                    .split_whitespace()
                    .all(|word| !word.contains('.') || cut(word))
        };
        let leads = before.ends_with(' ')
            && plain(before)
            && before.split_whitespace().any(|w| capital(w) && w != "The");
        // "*Heart Journal-Quality of Care*", "*Sand: Rivers and Seas*".
        // "*Heart, Surgery, and Care*": a list.
        const JOINTS: &[&str] =
            &[" and ", ", and ", " & ", ", & ", " ", "-", "–", ": "];
        let trails = JOINTS.iter().any(|joint| {
            behind.strip_prefix(joint).is_some_and(|rest| {
                capital(rest.split([' ', ',', ':', '(']).next().unwrap_or(""))
            })
        });
        leads || trails
    };
    analysis.entry.marks.iter().any(|mark| {
        mark.kind == MarkKind::Italic
            && mark.range.start <= start
            && mark.range.end >= end
            && longer(&mark.range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::venue::find_all;
    use crate::parse::publications::entry::{Entry, Mark};

    #[test]
    fn a_server_parts_its_papers_into_classes() {
        for (text, class) in [
            ("cs.DS", true),
            ("cond-mat.soft", true),
            ("q-bio", true),
            ("Sand.DS", false),
            ("cs.", false),
            ("DS", false),
        ] {
            assert_eq!(is_class(text), class, "{text}");
        }
        let text = "arXiv:2010.01234 [cs.DS]";
        assert!(ends_class(text, &(21..23)));
        assert!(!ends_class("Sand, DS 2010", &(6..8)));
    }

    #[test]
    fn a_name_in_italics_is_one() {
        for (text, part) in [
            ("Advanced Materials Research", true),
            ("Notes in Computer Science", true),
            ("Sand, Science, and Rivers", true),
            ("Science and Rivers", true),
            ("ICML for Rivers", true),
            ("ICML in Rivers", false),
            ("The Science", false),
            ("Science", false),
            ("Proc. Science", false),
        ] {
            let mut entry = Entry::of(text);
            let range = 0..text.len();
            entry.marks.push(Mark { range, kind: MarkKind::Italic });
            let analysis = Analysis::of(entry, None);
            let found = &analysis.venues[0];
            assert_eq!(is_part_of_italic(&analysis, found), part, "{text}");
        }
    }

    #[test]
    fn a_server_linked_in_brackets_is_where_to_read() {
        for (text, link) in [
            ("74 Sand L. Rev. (2020) with A. Roe (SSRN)", true),
            ("74 Sand L. Rev. (2020) with A. Roe (SSRN, code)", true),
            ("A. Roe. Slow Sand. SSRN, 2020", false),
        ] {
            let mut entry = Entry::of(text);
            let at = text.find("SSRN").expect("the text holds it");
            let range = at..at + "SSRN".len();
            entry.marks.push(Mark { range, kind: MarkKind::Link });
            let analysis = Analysis::of(entry, None);
            let found = analysis.venues.last().expect("a venue is found");
            assert_eq!(is_link_in_brackets(&analysis, found), link, "{text}");
        }
    }

    #[test]
    fn a_server_may_fill_its_line_or_the_last_brackets() {
        for (text, lone) in [
            ("Slow Sand\nA. Roe, et al. (arXiv)", true),
            ("Slow Sand\nA. Roe\narXiv", true),
            ("Slow Sand\nA. Roe. 2020 (arXiv)", false),
            ("Slow Sand\nA. Roe (arXiv) (code)", false),
        ] {
            let analysis = Analysis::of(Entry::of(text), None);
            let found = analysis.venues.last().expect("a venue is found");
            assert_eq!(is_lone(&analysis, found), lone, "{text}");
        }
    }

    #[test]
    fn a_bare_server_is_a_venue_before_a_number() {
        for (text, pointer) in [
            ("A. Roe. Slow Sand. arXiv:2503.00001, 2025", false),
            ("A. Roe. Slow Sand. arXiv, 2023", false),
            ("A. Roe. Slow Sand. arXiv 2023", false),
            ("A. Roe. Slow Sand. 2023 [pdf] [arXiv] [code]", true),
            ("project page / arXiv / video", true),
            ("A. Roe. Slow Sand. arXiv preprint arXiv:2503.00001", false),
        ] {
            let found = find_all(text);
            assert_eq!(is_pointer(text, &found[0]), pointer, "{text}");
        }
    }

    #[test]
    fn a_word_that_is_a_venue_may_end_a_name() {
        for (text, ends) in [
            ("A Title. Supportive Care in Cancer 2020;28:1", true),
            ("A Title. Accepted in Cancer 2020", false),
            ("A Title. Cancer 2020", false),
            ("A Title. Advances in Cancer 3, 2020", true),
            ("A Title. J. Numer. Math. 3, 2020", true),
            ("A Title. Numer. Math. 3, 2020", false),
            ("A Title, Voices of Nature 3, 2020", true),
        ] {
            let found = find_all(text);
            assert_eq!(is_end_of_name(text, &found[0]), ends, "{text}");
        }
    }
}
