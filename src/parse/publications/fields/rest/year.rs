//! The year of an entry, among all that it prints.

use std::ops::Range;

use super::Rest;
use crate::gazetteer::venue::VenueMatch;
use crate::parse::date::first_year;
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::fields::worth;

impl Rest {
    /// The year: of the tag, between authors and title, in brackets, the last
    /// one; else the venue's or the sub-heading's.
    pub(in crate::parse::publications::fields) fn year(
        &self,
        analysis: &Analysis,
        venue: Option<&VenueMatch<'static>>,
    ) -> Option<i32> {
        if let Some(year) = analysis.label.year {
            return Some(year);
        }
        let text = &analysis.entry.text;
        let here =
            analysis.years.iter().filter(|(range, _)| self.holds(range));
        // "…, 2020. Title. Journal 3, 1938–1944."
        let (pages, dates): (Vec<_>, Vec<_>) =
            here.partition(|(range, _)| is_page(text, range));
        let mut here = if dates.is_empty() { pages } else { dates };
        // "SODA 2023\nWinner of the Sand Prize 2022".
        let own = |award: &Range<usize>| {
            venue.is_none_or(|v| !award.contains(&v.span.start))
        };
        let awards: Vec<Range<usize>> =
            worth(text, self.title_end).filter(own).collect();
        let won = |(range, _): &(Range<usize>, i32)| {
            awards.iter().any(|award| award.contains(&range.start))
        };
        if !here.iter().all(|year| won(year)) {
            here.retain(|year| !won(year));
        }
        let bracketed = here.iter().find(|(range, _)| {
            text[..range.start].ends_with(['(', '（', '['])
                && text[range.end..]
                    .starts_with([')', '）', ']', ',', ';', 'a', 'b'])
        });
        // "[5 citations since 2020]" dates no paper.
        // "2019 Mar;139(3):231-7. Epub 2018 Nov 20."
        let last = here.iter().rev().find(|(range, _)| {
            let before = text[..range.start].trim_end();
            !["since", "Epub", "online", "Received", "accessed", "Accessed"]
                .iter()
                .any(|word| before.ends_with(word))
        });
        here.iter()
            .find(|(range, _)| self.parts_names_from_title(text, range))
            .or(bracketed)
            .or(last)
            .map(|(_, year)| *year)
            .or_else(|| venue.and_then(|v| v.year))
            .or(analysis.entry.year)
    }

    /// Whether nothing but a year stands between the authors and the title:
    /// "Anna Weber. 2017. Slow Rivers. Proceedings of the 2016 Sand Days".
    fn parts_names_from_title(&self, text: &str, year: &Range<usize>) -> bool {
        let empty = |from: usize, to: usize| {
            text.get(from..to).is_some_and(|gap| {
                gap.len() < 6 && !gap.contains(char::is_alphanumeric)
            })
        };
        self.names_end.is_some_and(|end| empty(end, year.start))
            && empty(year.end, self.title_start)
    }
}

/// Whether what looks like a year is a page or a part of a range of them.
fn is_page(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let behind = &text[range.end..];
    let dash = ['–', '-', '—'];
    let ranges = behind
        .strip_prefix(dash)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || before
            .strip_suffix(dash)
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    ranges
        || ends_in_volume(before)
        || ["p.", "pp.", "pages", "page", "S.", "):"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// Whether a text ends in a year and a volume, before a page: "MNRAS, 2016,
/// 460,".
fn ends_in_volume(text: &str) -> bool {
    let Some(text) = text.strip_suffix(',') else { return false };
    let mut parts = text.rsplit(',').map(str::trim);
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (volume, year) = (parts.next(), parts.next());
    volume.is_some_and(|part| {
        (2..=4).contains(&part.len())
            && is_number(part)
            && first_year(part).is_none()
    }) && year
        .is_some_and(|part| part.len() == 4 && first_year(part).is_some())
}
