//! Years, months and ranges as CVs write them.

mod range;

use std::ops::Range;

use super::words::strip_end;
pub(crate) use range::is_month;
pub use range::{DateRange, date_range};

/// Years that a publication or a post can bear. Preprints are dated ahead,
/// early careers start after 1900.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2035;

/// The years of a text with their places: four digits of their own, not part
/// of a page range, an identifier or an address.
///
/// ```
/// # use vitae::parse::years;
/// assert_eq!(years("EMNLP 2021, pages 1995–2003")[0].1, 2021);
/// assert!(years("arXiv:2012.01234, W2019A4, doi:10.1000/2019").is_empty());
/// ```
#[must_use]
pub fn years(text: &str) -> Vec<(Range<usize>, i32)> {
    find_years(text).collect()
}

/// The first of the years of a text.
pub(super) fn first_year(text: &str) -> Option<(Range<usize>, i32)> {
    find_years(text).next()
}

fn find_years(text: &str) -> impl Iterator<Item = (Range<usize>, i32)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..)?;
            let start = at + rest.iter().position(u8::is_ascii_digit)?;
            let digits =
                bytes[start..].iter().take_while(|b| b.is_ascii_digit());
            at = start + digits.count();
            if at - start != 4 {
                continue;
            }
            let Ok(year) = text[start..at].parse::<i32>() else { continue };
            if YEARS.contains(&year) && is_year(text, start..at) {
                at += usize::from(has_letter(text, start..at));
                return Some((start..at, year));
            }
        }
    })
}

/// Whether a letter tells the entries of a year apart: "2022a", "(2019b)".
fn has_letter(text: &str, range: Range<usize>) -> bool {
    let mut behind = text[range.end..].chars();
    let letter = matches!(behind.next(), Some('a'..='h'));
    letter
        && !behind.next().is_some_and(char::is_alphanumeric)
        && !text[..range.start].ends_with(char::is_alphanumeric)
}

fn is_year(text: &str, range: Range<usize>) -> bool {
    let before = &text[..range.start];
    let after = &text[range.end..];
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let mut beyond = after.chars();
    beyond.next();
    let second = beyond.next();
    // Identifiers, versions, decimals, thousands.
    if next == Some('.')
        && second.is_some_and(|c| c.is_ascii_digit())
        && !is_month_part(&after[1..])
        && !opens_range(before, &after[1..])
    {
        return false;
    }
    if matches!(previous, Some('.' | '/' | '_' | '=' | '#' | '$' | '€' | '%'))
        && !before.ends_with("..")
        && before[..before.len() - 1].ends_with(|c: char| c.is_alphanumeric())
        && !is_date_part(before)
    {
        return false;
    }
    // "W2019A4", "GLUE2020x" but "ACL2020" and "2023SparseNet".
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    if lower(next) && !has_letter(text, range.clone())
        || next == Some('_')
        || next == Some('/')
            && second.is_some_and(|c| c.is_ascii_digit())
            && !is_slash_year(&text[range.clone()], after)
            && !before.ends_with('(')
    {
        return false;
    }
    if previous.is_some_and(char::is_alphabetic)
        && next.is_some_and(char::is_alphabetic)
    {
        return false;
    }
    if opens_decade(after) {
        return false;
    }
    // An address or a DOI: the whole word tells.
    let word_start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = &before[word_start..];
    let doi = || word.contains("10.") && !is_day_of_october(word);
    if word.contains("://") || doi() || word.contains("www.") {
        return false;
    }
    let dated = opens_day(after) && word.is_empty();
    dated || !is_page(before, after)
}

/// Whether a span of decades goes on behind its first year: the "–2020s" of
/// "the 2010–2020s".
fn opens_decade(after: &str) -> bool {
    let end = after.strip_prefix(['-', '–']).unwrap_or("");
    let digits = end.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = end[digits..].chars();
    digits == 4
        && behind.next() == Some('s')
        && !behind.next().is_some_and(char::is_alphanumeric)
}

/// Whether a word is the day and the month of a date in October, whose number
/// opens DOIs as well: the "07.10." of "07.10.2011".
fn is_day_of_october(word: &str) -> bool {
    let day = word.trim_start_matches(['(', '[']).strip_suffix(".10.");
    day.is_some_and(|day| {
        day.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    })
}

/// The rest of a date after ISO 8601: the "-07-14" of "2023-07-14".
fn opens_day(after: &str) -> bool {
    let part = |text: &str, most: u32| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        digits == 2
            && text[..2].parse().is_ok_and(|n: u32| (1..=most).contains(&n))
    };
    let month = after.strip_prefix('-').filter(|rest| part(rest, 12));
    let day = month.and_then(|month| month[2..].strip_prefix('-'));
    day.is_some_and(|day| part(day, 31))
}

/// "2024.09", not "2012.01234".
fn is_month_part(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && after[..2].parse().is_ok_and(|m: u32| (1..=12).contains(&m))
}

/// "; 2022.634–655": pages without their blank.
fn opens_range(before: &str, after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    before.ends_with([' ', '('])
        && after.len() - rest.len() <= 4
        && rest
            .strip_prefix(['-', '–'])
            .is_some_and(|end| end.starts_with(|c: char| c.is_ascii_digit()))
}

/// "03/2019", "12.03.2019".
fn is_date_part(before: &str) -> bool {
    let head = &before[..before.len() - 1];
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) || digits == 4
}

/// "2019/2020", "2019/20", "2019/0".
fn is_slash_year(year: &str, after: &str) -> bool {
    let digits = after[1..].bytes().take_while(u8::is_ascii_digit).count();
    let next = |year: &str| year.as_bytes()[year.len() - 1] - b'0' + 1;
    digits == 4
        || digits == 2
        || digits == 1 && after.as_bytes()[1] - b'0' == next(year) % 10
}

/// Whether a number stands where pages stand.
fn is_page(before: &str, after: &str) -> bool {
    let trimmed = before.trim_end();
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−');
    let after = after.trim_start();
    let end = after.trim_start_matches(dash).trim_start();
    let range_after = after.starts_with(dash)
        && end.starts_with(|c: char| c.is_ascii_digit());
    // "p. 1995", not "Sep. 1995".
    let is_last = |word: &&str| {
        strip_end(trimmed, word)
            .is_some_and(|head| !head.ends_with(char::is_alphabetic))
    };
    // "Cook P. 1995": an initial, unless a range follows.
    let initial = trimmed.ends_with("P.") && !range_after;
    if !initial && ["pp.", "pages", "page", "p.", "no."].iter().any(is_last) {
        return true;
    }
    // "98(4):1995–2003", "12, 1995–2003".
    if range_after && trimmed.ends_with([':', ',', ')']) {
        let digits = end.bytes().take_while(u8::is_ascii_digit).count();
        // "2019–2021" between commas may be years, "1995–2003:" pages.
        return trimmed.ends_with(':') || digits != 4 || {
            let end: i32 = end[..digits].parse().unwrap_or(0);
            !YEARS.contains(&end)
        };
    }
    // The second half of a page range.
    if trimmed.ends_with(dash) {
        let head = trimmed.trim_end_matches(dash).trim_end();
        let number = head.bytes().rev();
        let number = number.take_while(u8::is_ascii_digit).count();
        let head = &head[..head.len() - number];
        if number > 0 && is_page(head, "") {
            return true;
        }
        return (number != 4 || head.trim_end().ends_with(':')) && number > 2;
    }
    // "Comp. Theor. Chem. 1051, 2015": not told from a year here.
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_digits_of_their_own() {
        for (text, want) in [
            ("In EMNLP 2021.", &[2021][..]),
            ("ACL2023", &[2023]),
            ("Arxiv 2023SparseNet", &[2023]),
            ("W4A4, 2.85×, 70B", &[]),
            ("arXiv:2012.01234", &[]),
            ("doi:10.1016/j.comptc.2014.10.032", &[]),
            ("Phys. Rev. B 98(4):1995–2003, 2018", &[2018]),
            ("pages 2003–2012", &[]),
            ("p. 2003", &[]),
            ("Slow Rivers, 2003-07-14. Sand", &[2003]),
            ("https://a.example/2003-07-14", &[]),
            ("pages 2003-07", &[]),
            ("Roe A., Diaz P. 2003. Slow", &[2003]),
            ("Journal of Sand 69 (1990/3)", &[1990]),
            ("Roe (2003a) and Diaz 2004b.", &[2003, 2004]),
            ("ACM; 2022.634–655", &[2022]),
            ("Sep. 2003", &[2003]),
            ("2019–2021", &[2019, 2021]),
            ("during the 2010–2020s", &[]),
            ("https://x.org/2019/paper", &[]),
            ("03/2019", &[2019]),
            ("2019/2020", &[2019, 2020]),
            ("Winter 2018/9", &[2018]),
            ("Winter 2019/0", &[2019]),
            ("Sand 2019/7", &[]),
            ("(2015)", &[2015]),
            ("07.10.2011.", &[2011]),
            ("(7.10.2011)", &[2011]),
            ("10.10.2011", &[2011]),
            ("doi:10.2011/07", &[]),
        ] {
            let found: Vec<i32> =
                years(text).into_iter().map(|(_, year)| year).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
