//! Venues as they are printed, known or not.

use std::ops::Range;

use super::lead::strip_in;
use super::trim::{without_editors, without_month, without_units};
use crate::gazetteer::venue::{VenueKind, VenueMatch};
use crate::parse::date::is_month;
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

/// Whether a volume follows a venue's name: the " 15(2)" of "Sand Science
/// 15(2)", but no year.
fn opens_with_volume(after: &str) -> bool {
    let rest = after.trim_start_matches([',', ' ', ':']);
    let gap = after.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let closed = !rest[digits..].starts_with(char::is_alphabetic);
    gap > 0 && (1..=3).contains(&digits) && closed
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::venue::find_all;

    #[test]
    fn a_short_name_that_goes_on_is_another_journals() {
        for (text, other) in [
            ("Acta Math. Debrec. 165 (2021), 88–97", true),
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
