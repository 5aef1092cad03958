//! Patents in lists of their own, which name a number more often than who
//! invented them, or when.

use super::analysis::Analysis;
use crate::model::{Publication, Status};

/// Digits of the number of a patent at least.
const FEWEST: usize = 5;

/// Whether an entry of a list of patents prints its number or a year, though
/// perhaps no names: "A Device for Sand, ZL01234567.8 (Issued)".
pub(super) fn is_patent(analysis: &Analysis) -> bool {
    analysis.entry.above.patents
        && (!analysis.years.is_empty()
            || analysis.entry.text.split([' ', '\n']).any(is_number))
}

/// Takes the number out of the title of a patent, and tells that it is out
/// where its entry does not say that it is under way.
pub(super) fn complete(patent: &mut Publication, entry: &str) {
    let length = without_number(&patent.title).len();
    patent.title.truncate(length);
    let entry = entry.to_lowercase();
    let under_way = ["pending", "filed", "application", "submitted"]
        .iter()
        .any(|word| entry.contains(word));
    if patent.status.is_none() && !under_way {
        patent.status = Some(Status::Published);
    }
}

/// Whether a word may be the number of a patent: "ZL200701234567.8".
fn is_number(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_digit).count() >= FEWEST
}

/// A title without the number of the patent behind it, and who granted it.
fn without_number(title: &str) -> &str {
    const OFFICES: &[&str] = &[
        "U.S. ",
        "US ",
        "USPTO",
        "Patent ",
        "patent ",
        "European Patent",
        "Chinese Patent",
        "German Patent",
    ];
    let numbered = |at: &usize| {
        let behind = title[at + 1..].trim_start();
        let word = behind.split([' ', ',', ';', ')']).next().unwrap_or("");
        is_number(word)
            || OFFICES.iter().any(|office| behind.starts_with(office))
                && behind.split(' ').any(is_number)
    };
    let ends = title.match_indices([',', '(', ';']).map(|(at, _)| at);
    let mut ends = ends.filter(|at| *at > 0);
    ends.find(numbered).map_or(title, |at| title[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_part_of_a_title() {
        for (title, bare) in [
            ("A Sieve for Sand, ZL01234567.8 (Issued)", "A Sieve for Sand"),
            ("A Sieve, U.S. Patent Pending 20070123456", "A Sieve"),
            ("A Sieve (US 10,123,456 B2)", "A Sieve"),
            ("Sieve, Sand and Moss of 2010", "Sieve, Sand and Moss of 2010"),
        ] {
            assert_eq!(without_number(title), bare, "{title}");
        }
    }
}
