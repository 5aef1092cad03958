//! Degrees taken, with those who advised them.

use super::date::date_range;
use super::stay::stays;
use crate::model::{Document, Education, Line, PersonName};

/// Degrees as they are printed.
const DEGREES: &[&str] = &[
    "ph.d",
    "phd",
    "ph. d",
    "doctor of",
    "doctorate",
    "dphil",
    "d.phil",
    "doctoral",
    "master of",
    "master",
    "m.sc",
    "msc",
    "m.s.",
    "ms in",
    "m.a.",
    "ma in",
    "m.phil",
    "mphil",
    "mba",
    "m.eng",
    "meng",
    "bachelor",
    "b.sc",
    "bsc",
    "b.s.",
    "bs in",
    "b.a.",
    "ba in",
    "b.eng",
    "beng",
    "b.e.",
    "b.tech",
    "btech",
    "m.tech",
    "diplom",
    "licence",
    "laurea",
    "magister",
    "diploma",
    "habilitation",
    "dr. rer",
    "doctorat",
    "博士",
    "硕士",
    "学士",
    "本科",
    "a.b.",
    "s.b.",
    "s.m.",
    "j.d.",
    "m.d.",
];

/// The degrees of a document.
#[derive(Default)]
pub(super) struct Degrees {
    pub(super) taken: Vec<Education>,
    /// Where some are said to be pursued still: "2022 – present".
    pub(super) pursued: Vec<String>,
}

impl Degrees {
    /// Adds the degrees of a section.
    pub(super) fn read(&mut self, document: &Document, lines: &[Line]) {
        for stay in stays(document, lines) {
            let degree = degree(&stay.text);
            let organization = stay.organization();
            if degree.is_none() && organization.is_none() {
                continue;
            }
            let dates = stay.dates.unwrap_or_default();
            // "2027 (expected)" tells of the end alone.
            let expected = stay.text.to_lowercase().contains("expected");
            if dates.current && !expected {
                self.pursued.extend(organization.clone());
            }
            self.taken.push(Education {
                degree,
                organization,
                start: dates.start,
                end: dates.end,
                advisors: advisors(&stay.text),
            });
        }
    }
}

fn degree(text: &str) -> Option<String> {
    text.lines()
        .flat_map(|line| line.split(['\t', '|', ',', '•']))
        .map(str::trim)
        .find(|part| {
            let lower = part.to_lowercase();
            part.chars().count() < 100
                && DEGREES.iter().any(|degree| {
                    lower.find(degree).is_some_and(|at| {
                        !lower[..at].ends_with(char::is_alphanumeric)
                    })
                })
        })
        .map(|part| {
            let end = date_range(part).map_or(part.len(), |d| d.range.start);
            let cut = if end > 4 { &part[..end] } else { part };
            cut.trim_matches([' ', '-', '–', ':', '(', '*', '.']).to_owned()
        })
        .filter(|degree| !degree.is_empty())
}

/// Names behind "advised by", "Advisor:", "supervisor".
fn advisors(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let words = [
        "co-advised by",
        "advised by",
        "co-advisors:",
        "co-advisor:",
        "advisors:",
        "advisor:",
        "supervisors:",
        "supervisor:",
        "supervised by",
        "under the supervision of",
        "adviser:",
        "betreuer:",
        "导师：",
        "导师:",
    ];
    let Some(behind) = words
        .iter()
        .find_map(|word| lower.find(word).map(|at| at + word.len()))
    else {
        return Vec::new();
    };
    let line = text[behind..].lines().next().unwrap_or("");
    line.split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .filter_map(PersonName::parse)
        .filter(PersonName::is_full)
        .map(|name| name.display().to_owned())
        .take(4)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advisors_stand_behind_their_word() {
        let text = "Ph.D. in CS, advised by Dr. Ann B. Roe and Carl Diaz";
        assert_eq!(advisors(text), ["Ann B. Roe", "Carl Diaz"]);
        assert_eq!(degree(text).as_deref(), Some("Ph.D. in CS"));
    }
}
