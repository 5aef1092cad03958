//! Months and ranges of dates.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::years;

/// What each month is called, in full and cut short.
const MONTHS: [&str; 12] = [
    "jan january janv janvier januar januari janeiro jänner enero gennaio \
     stycznia ocak",
    "feb february febr februar februari febrero febbraio fév févr février \
     fev fevr fevrier fevereiro lutego şubat",
    "mar march mars marz mär märz maerz marzo março marco marca mart \
     maart marts",
    "apr april aprile avr avril abr abril kwietnia nisan",
    "may mai mayo maio mag maggio maja mayıs",
    "jun june juni juin junio junho giugno czerwca haziran",
    "jul july juli juil juillet julio julho luglio lipca temmuz",
    "aug august augusti augustus aoû août aout agosto sierpnia ağustos",
    "sep sept september septembre septiembre septembro settembre setembro \
     września eylül",
    "oct october octobre octubre okt oktober ottobre outubro października \
     ekim",
    "nov november novembre noviembre novembro listopada kasım",
    "dec december decembre déc décembre dez dezember dezembro dicembre \
     diciembre grudnia aralık",
];

/// A range of dates: `2019-08` to `2024-08`, or to now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateRange {
    /// `2019`, `2019-08`.
    pub start: Option<String>,
    /// Likewise; absent while it lasts, or for a single date.
    pub end: Option<String>,
    /// "Present", "now", "today".
    pub current: bool,
    /// Bytes of the text it took.
    pub range: Range<usize>,
}

/// Words for an end that has not come.
const OPEN_ENDS: &[&str] = &[
    "present", "now", "current", "today", "ongoing", "heute", "aujourd",
    "presente", "actual", "actuel", "atual", "oggi", "hoy", "至今", "date",
    "(now)", "to date", "expected",
];

/// The first range of dates, or single date, of a text.
///
/// ```
/// # use vitae::parse::date_range;
/// let range = date_range("Sep. 2019 – Present, Rice").unwrap();
/// assert_eq!(range.start.as_deref(), Some("2019-09"));
/// assert!(range.current);
/// ```
#[must_use]
pub fn date_range(text: &str) -> Option<DateRange> {
    let found = dates(text);
    let (first, start) = found.first()?;
    let mut range = DateRange {
        start: Some(start.clone()),
        range: first.clone(),
        ..DateRange::default()
    };
    // "May–August 2009": the year of both stands behind the second.
    if let Some((at, month)) = month_to(text, first.start)
        && let Some((year, _)) = start.split_once('-')
    {
        range.start = Some(format!("{year}-{month:02}"));
        range.end = Some(start.clone());
        range.range.start = at;
        return Some(range);
    }
    let behind = &text[first.end..];
    let between =
        found.get(1).map(|(second, _)| &text[first.end..second.start]);
    if let (Some(between), Some((second, end))) = (between, found.get(1))
        && is_range_mark(between)
    {
        range.end = Some(end.clone());
        range.range.end = second.end;
        return Some(range);
    }
    let before = text[..first.start].trim_end();
    const SINCE: &[&str] = &["since", "depuis", "seit", "desde", "sinds"];
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    let since = word.is_some_and(|last| {
        SINCE.iter().any(|since| last.eq_ignore_ascii_case(since))
            || last == "dal"
    });
    // "2022–26", but "since 2019-20".
    if let Some((year, end)) = short_end(start, behind) {
        range.end = Some(year).filter(|_| !since);
        range.current = since;
        range.range.end = first.end + end;
        return Some(range);
    }
    let trimmed = behind.trim_start_matches([
        ' ', '-', '–', '—', '−', '(', '~', '～', '\n', '\t', '到', '至', ',',
    ]);
    let lower = trimmed.get(..16).unwrap_or(trimmed).to_lowercase();
    let reaching = ["to ", "till ", "until "];
    let lower =
        reaching.iter().find_map(|w| lower.strip_prefix(w)).unwrap_or(&lower);
    let open = OPEN_ENDS.iter().any(|word| lower.starts_with(word));
    let marked =
        behind.trim_start().starts_with(['-', '–', '—', '−', '(', '~']);
    // "2019–", also before what is done since: "2012– Student". A hyphen
    // may part, too: "2018- MSc".
    let close = behind.strip_prefix('–').is_some_and(|behind| {
        let told = behind.trim_start();
        told.len() < behind.len() && told.starts_with(char::is_alphabetic)
    });
    let dangling = marked && trimmed.trim().is_empty() || close;
    let reaches = reaching.iter().any(|word| behind.contains(word));
    if (open && (marked || reaches)) || dangling || since {
        range.current = true;
        range.range.end = text.len() - trimmed.len();
    }
    Some(range)
}

/// The year that closes a range by its last two digits, and where it ends
/// behind the year that opens it.
fn short_end(start: &str, behind: &str) -> Option<(String, usize)> {
    let rest = behind.strip_prefix(['-', '–', '—', '/'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let year = start.get(..4).filter(|_| digits == 2)?;
    let goes_on = rest[digits..].starts_with(['-', '–', '/', '.'])
        || rest[digits..].starts_with(char::is_alphanumeric);
    let closes = rest[..digits] > year[2..] && !goes_on;
    let end = behind.len() - rest.len() + digits;
    closes.then(|| (format!("{}{}", &year[..2], &rest[..digits]), end))
}

/// Whether what stands between two dates joins them to a range.
fn is_range_mark(between: &str) -> bool {
    let bare = between.trim().trim_matches(['(', ')', '.', ',']);
    let bare = bare.trim();
    matches!(
        bare,
        "-" | "–"
            | "—"
            | "−"
            | "--"
            | "---"
            | "to"
            | "until"
            | "till"
            | "~"
            | "à"
            | "bis"
            | "至"
            | "~~"
            | "→"
            | "- -"
            | "through"
            | "hasta"
            | "até"
            | "al"
            | "a"
            | "do"
            | "tot"
            | "and"
            | "/"
    )
}

/// Dates with their places: `2019`, `2019-08`.
fn dates(text: &str) -> Vec<(Range<usize>, String)> {
    years(text)
        .into_iter()
        .map(|(range, year)| {
            let (start, month) = month_before(text, range.start);
            if let Some(month) = month {
                return (start..range.end, format!("{year}-{month:02}"));
            }
            match month_after(text, range.end) {
                Some((month, end)) => {
                    (range.start..end, format!("{year}-{month:02}"))
                }
                None => (range, year.to_string()),
            }
        })
        .collect()
}

/// "Sep. 2019", "September, 2019", "09/2019", "15 Sep 2019", "Fall 2019".
fn month_before(text: &str, at: usize) -> (usize, Option<u32>) {
    let before = text[..at].trim_end_matches([' ', '.', ',', '\u{a0}']);
    if let Some(head) = before.strip_suffix('/') {
        let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = head.len() - digits;
        let month = head[start..].parse().ok();
        let month = month.filter(|m| (1..=12).contains(m));
        return (if month.is_some() { start } else { at }, month);
    }
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(before.len(), |(i, _)| i);
    let word = before[start..].to_lowercase();
    let month = month_named(&word);
    (if month.is_some() { start } else { at }, month)
}

/// The month, and where it begins, that a dash joins to a date at a place.
fn month_to(text: &str, at: usize) -> Option<(usize, u32)> {
    let before = text[..at].trim_end().strip_suffix(['-', '–', '—'])?;
    let before = before.trim_end();
    let start = before
        .rfind(|c: char| !(c.is_alphabetic() || c == '.'))
        .map_or(0, |i| {
            i + before[i..].chars().next().map_or(1, char::len_utf8)
        });
    let word = before[start..].trim_end_matches('.').to_lowercase();
    let month = month_named(&word).filter(|_| is_month(&word))?;
    Some((start, month))
}

/// "2019-08", "2019.09", "2019年9月".
fn month_after(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text[at..].strip_prefix(['-', '.', '/', '年'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let month = rest[..digits].parse().ok();
    let month = month.filter(|m| (1..=12).contains(m))?;
    let behind = rest[digits..].strip_prefix('月').unwrap_or(&rest[digits..]);
    Some((month, text.len() - behind.len()))
}

/// Whether a word names a month.
pub(crate) fn is_month(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    may_name_month(bare) && month_named(&bare.to_lowercase()).is_some()
}

/// Whether a word is as long as names of months are.
fn may_name_month(word: &str) -> bool {
    /// Bytes of the longest.
    const LONGEST: usize = "października".len();
    (3..=LONGEST).contains(&word.len())
}

/// The month that a word in small letters names. A name that only begins as
/// one does is none: Martin, Mayer, Decker.
fn month_named(word: &str) -> Option<u32> {
    if !may_name_month(word) {
        return None;
    }
    MONTH_NAMES.get(word).copied()
}

/// The names of [`MONTHS`], each with its month: looked up for every word
/// that may be one.
static MONTH_NAMES: LazyLock<HashMap<&str, u32, FixedState>> =
    LazyLock::new(|| {
        let names = MONTHS.iter().zip(1..);
        let names = names.flat_map(|(names, month)| {
            names.split(' ').map(move |name| (name, month))
        });
        names.collect()
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_as_months_do_are_none() {
        for (word, month) in [
            ("March", true),
            ("mar.", true),
            ("Sept.", true),
            ("août", true),
            ("Dezember", true),
            ("Martin", false),
            ("Mayer", false),
            ("Decker", false),
            ("Novak", false),
            ("Ma", false),
        ] {
            assert_eq!(is_month(word), month, "{word}");
        }
    }

    #[test]
    fn a_range_has_a_start_and_perhaps_an_end() {
        for (text, start, end, current) in [
            ("Aug. 2019 – Aug. 2021", "2019-08", Some("2021-08"), false),
            ("2024.09 - 2025.03", "2024-09", Some("2025-03"), false),
            ("Aug. 2024 (Now)", "2024-08", None, true),
            ("2021 - Present", "2021", None, true),
            ("2021-till date", "2021", None, true),
            ("2021 till now", "2021", None, true),
            ("since 2020", "2020", None, true),
            ("desde 2020", "2020", None, true),
            ("dal 2020", "2020", None, true),
            ("dal 2010 al 2012", "2010", Some("2012"), false),
            ("Desde 2010 hasta 2012", "2010", Some("2012"), false),
            ("Université de Sedan, Sedan 2010", "2010", None, false),
            ("Gold Medal 2020", "2020", None, false),
            ("09/2016 to 06/2018", "2016-09", Some("2018-06"), false),
            ("2019–", "2019", None, true),
            ("Fall 2021", "2021", None, false),
            ("2023年9月", "2023-09", None, false),
            ("May–August 2009", "2009-05", Some("2009-08"), false),
            ("CA, Sept. - Dec. 2010", "2010-09", Some("2010-12"), false),
            ("2022–26", "2022", Some("2026"), false),
            ("Kiel 2016-20", "2016", Some("2020"), false),
            ("2019–21-x", "2019", None, false),
            ("2012– Student, Kiel", "2012", None, true),
            ("2012 – Student, Kiel", "2012", None, false),
            ("2018- MSc, Kiel", "2018", None, false),
            ("Reader, since 2019-20", "2019", None, true),
            ("Reader, Kiel, 2018-", "2018", None, true),
            ("2012 – actuellement", "2012", None, true),
        ] {
            let range = date_range(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(range.start.as_deref(), Some(start), "{text}");
            assert_eq!(range.end.as_deref(), end, "{text}");
            assert_eq!(range.current, current, "{text}");
        }
        assert_eq!(date_range("no date"), None);
    }
}
