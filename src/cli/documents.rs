//! `vitae list documents`: the files of the index, when each was written and
//! whom it is about; with `--since`, what has come or changed of late.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Result;
use crate::index::Snapshot;
use crate::output::list::Listed;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Spans of time by the letter that ends them, in seconds.
const UNITS: &[(char, i64)] =
    &[('m', MINUTE), ('h', HOUR), ('d', DAY), ('w', 7 * DAY)];

/// Every document, or those written since a time, in seconds since 1970:
/// the latest first.
pub(super) fn documents(
    snapshot: &Snapshot,
    since: Option<i64>,
) -> Result<Vec<Listed>> {
    let files = snapshot.files()?;
    let people = snapshot.people();
    let mut found: Vec<(i64, Listed)> = files
        .iter()
        .filter(|file| !file.is_skipped())
        .map(|file| (file.modified.div_euclid(1_000_000_000), file))
        .filter(|(modified, _)| since.is_none_or(|since| *modified >= since))
        .map(|(modified, file)| {
            let mut names: Vec<String> = Vec::new();
            for profile in file.profiles() {
                let person = people.person_of(profile);
                let name = person.and_then(|p| people.id_and_name(p));
                let name = name.map(|(_, name)| name.to_owned());
                names.extend(name.filter(|name| !names.contains(name)));
            }
            let listed = Listed {
                value: file.path.to_owned(),
                count: file.profiles().len(),
                modified: Some(date(modified)),
                people: Some(names),
                ..Listed::default()
            };
            (modified, listed)
        })
        .collect();
    found
        .sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.value.cmp(&b.1.value)));
    Ok(found.into_iter().map(|(_, listed)| listed).collect())
}

/// Reads a time as people write it, in seconds since 1970: `2h`, `1d`, `3w`
/// ago, `today`, `yesterday`, `2026-11-20`, `2026-11-20 08:30`; dates are UTC.
pub(super) fn since(text: &str) -> std::result::Result<i64, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |past| past.as_secs());
    before(text, i64::try_from(now).unwrap_or(i64::MAX)).ok_or_else(|| {
        format!(
            "no time `{text}`; write `1d`, `12h`, `2w`, `yesterday` or a \
             date such as `2026-01-31`"
        )
    })
}

fn before(text: &str, now: i64) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let today = now - now.rem_euclid(DAY);
    match text.as_str() {
        "today" => return Some(today),
        "yesterday" => return Some(today - DAY),
        _ => {}
    }
    if let Some((_, unit)) = UNITS.iter().find(|(c, _)| text.ends_with(*c)) {
        let count: i64 = text[..text.len() - 1].trim().parse().ok()?;
        return now.checked_sub(count.checked_mul(*unit)?);
    }
    let (day, time) = text.split_once([' ', 't']).unwrap_or((&text, "0:00"));
    let mut parts = day.split('-').map(str::parse::<i64>);
    let mut next = || parts.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (i64, i64) =
        (hour.parse().ok()?, minute.parse().ok()?);
    let fits = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute);
    let seconds = days(year, month, day) * DAY + hour * HOUR + minute * MINUTE;
    fits.then_some(seconds)
}

/// Days from 1970-01-01 to a date, after Howard Hinnant: years begin in
/// March, so that the leap day is the last one.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
        - 719_468
}

/// A time as `2026-11-20T08:30:00Z`.
fn date(seconds: i64) -> String {
    let (day, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year =
        (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let (month, day) =
        ((march + 2) % 12 + 1, of_year - (153 * march + 2) / 5 + 1);
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute) = (second / HOUR, second % HOUR / MINUTE);
    let second = second % MINUTE;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        // 2026-11-21T10:00:00Z
        let now = 1_795_255_200;
        assert_eq!(date(now), "2026-11-21T10:00:00Z");
        for (text, want) in [
            ("1d", Some("2026-11-20T10:00:00Z")),
            ("90m", Some("2026-11-21T08:30:00Z")),
            ("2W", Some("2026-11-07T10:00:00Z")),
            ("today", Some("2026-11-21T00:00:00Z")),
            (" yesterday", Some("2026-11-20T00:00:00Z")),
            ("2024-02-29", Some("2024-02-29T00:00:00Z")),
            ("2000-03-01 08:05", Some("2000-03-01T08:05:00Z")),
            ("1970-01-01T00:00", Some("1970-01-01T00:00:00Z")),
            ("2026-13-01", None),
            ("d", None),
            ("soon", None),
            ("99999999999999999d", None),
            ("", None),
        ] {
            let read = before(text, now).map(date);
            assert_eq!(read.as_deref(), want, "{text}");
        }
    }
}
