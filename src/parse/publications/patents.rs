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
    cut(title, |behind| {
        let word = behind.split([' ', ',', ';', ')']).next().unwrap_or("");
        is_number(word) || names_office(behind)
    })
}

/// A title that runs on into who granted its patent, and its number, without
/// both: "A Sieve, US Patent 10,123,456 B2".
pub(super) fn without_office(title: &str) -> &str {
    cut(title, |behind| {
        let patent = || behind.to_lowercase().contains("patent");
        names_office(behind) && patent()
    })
}

/// A title up to the first comma or bracket that such a text follows.
fn cut(title: &str, told: impl Fn(&str) -> bool) -> &str {
    let ends = title.match_indices([',', '(', ';']).map(|(at, _)| at);
    let mut ends = ends.filter(|at| *at > 0);
    ends.find(|at| told(title[at + 1..].trim_start()))
        .map_or(title, |at| title[..at].trim_end())
}

/// Whether a text opens with who granted a patent, and its number follows.
fn names_office(text: &str) -> bool {
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
    OFFICES.iter().any(|office| text.starts_with(office))
        && text.split(' ').any(is_number)
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
        for (title, bare) in [
            ("A Sieve, US patent US 1234567 B2", "A Sieve"),
            ("A Sieve, U.S. Patent No. 9,123,456", "A Sieve"),
            ("Sand, US 1234567 and More", "Sand, US 1234567 and More"),
            ("Sand, US patents and More", "Sand, US patents and More"),
        ] {
            assert_eq!(without_office(title), bare, "{title}");
        }
    }
}
