//! Dates and ranges as structured sources write them.

use std::sync::LazyLock;

use regex::Regex;

use super::reference::year;

/// Names of months by their first three letters, in the languages CVs are
/// most often written in.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Words for what has not ended.
const LASTING: &[&str] =
    &["present", "now", "current", "today", "ongoing", "heute", "oggi"];

/// The first and the last date of a stay.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Range {
    /// `2022`, `2022-05`.
    pub(super) start: Option<String>,
    /// Likewise; absent while it lasts.
    pub(super) end: Option<String>,
    /// Said to last.
    pub(super) lasting: bool,
}

/// Reads `2022 -- 2024`, `August 2012 – Present`, `05/2021`, `2019-2021`.
///
/// A single date is the end, as `2020` beside a degree is.
pub(super) fn range(text: &str) -> Range {
    static BORDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\s*(?:--+|–|—|~|\s-\s|\bto\b|\buntil\b|\btill\b|\bbis\b)\s*",
        )
        .expect("the pattern is valid")
    });
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(\d{4})\s*[-/]\s*(\d{4}|[a-z]{3,}(?: [a-z]+)?)?\s*$")
            .expect("the pattern is valid")
    });
    let lower = text.to_lowercase();
    if let Some(found) = YEARS.captures(&lower) {
        let end = found.get(2).map_or("", |end| end.as_str());
        return between(&found[1], end);
    }
    match BORDER.splitn(&lower, 2).collect::<Vec<_>>().as_slice() {
        [start, end] => between(start, end),
        _ => Range {
            end: date(&lower),
            lasting: is_lasting(&lower),
            ..Range::default()
        },
    }
}

/// Puts a start and an end together.
pub(super) fn between(start: &str, end: &str) -> Range {
    let end_date = date(end);
    Range {
        // "Sep -- Nov 2020" names the year once.
        start: date(start).or_else(|| {
            let year = end_date.as_ref().map(|end| &end[..4])?;
            date(&format!("{start} {year}"))
        }),
        lasting: is_lasting(end)
            || end.trim().is_empty() && date(start).is_some(),
        end: end_date,
    }
}

/// Reads one date as `2022` or `2022-05`; None where no year is named.
pub(super) fn date(text: &str) -> Option<String> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:(\d{4})[-/.](\d{1,2})|(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4}))")
            .expect("the pattern is valid")
    });
    let year = year(text)?;
    let numbered = NUMBERS.captures(text).and_then(|found| {
        found.get(2).or(found.get(3))?.as_str().parse::<u32>().ok()
    });
    let named = || {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !c.is_alphabetic())
            .find_map(|word| {
                MONTHS.iter().position(|names| {
                    names.iter().any(|name| word.starts_with(name))
                })
            })
            .and_then(|i| u32::try_from(i + 1).ok())
    };
    match numbered.or_else(named).filter(|month| (1..=12).contains(month)) {
        Some(month) => Some(format!("{year:04}-{month:02}")),
        None => Some(format!("{year:04}")),
    }
}

fn is_lasting(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim();
    // "2015 - till date", "2015 to date".
    text == "date"
        || text.ends_with(" date")
        || LASTING.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_to_the_month() {
        for (text, want) in [
            ("2021-03", Some("2021-03")),
            ("2021-03-15", Some("2021-03")),
            ("2022", Some("2022")),
            ("August 2012", Some("2012-08")),
            ("05/2021", Some("2021-05")),
            ("01-09-2022", Some("2022-09")),
            ("Summer 2009", Some("2009")),
            ("Sept. 2010", Some("2010-09")),
            ("present", None),
            ("", None),
        ] {
            assert_eq!(date(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn ranges_are_read_with_their_ends() {
        for (text, start, end, lasting) in [
            ("2014--2019", Some("2014"), Some("2019"), false),
            ("2025--", Some("2025"), None, true),
            ("August 2012 -- Present", Some("2012-08"), None, true),
            ("2019-2021", Some("2019"), Some("2021"), false),
            ("2019 - now", Some("2019"), None, true),
            ("2019-till date", Some("2019"), None, true),
            ("2019 to date", Some("2019"), None, true),
            ("2022–2023 / 2024–2025", Some("2022"), Some("2023"), false),
            ("Sep – Nov 2020", Some("2020-09"), Some("2020-11"), false),
            ("2020", None, Some("2020"), false),
            ("some time", None, None, false),
        ] {
            let found = range(text);
            let found =
                (found.start.as_deref(), found.end.as_deref(), found.lasting);
            assert_eq!(found, (start, end, lasting), "{text}");
        }
    }
}
