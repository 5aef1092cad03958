//! The year of an entry, among all that it prints.

use std::ops::Range;

use super::Rest;
use crate::gazetteer::venue::VenueMatch;
use crate::parse::date::first_year;
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::entry::MarkKind;
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
        let here = here.filter(|(range, _)| !is_of_talk(analysis, range));
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
        let bracketed = || {
            here.iter().find(|(range, _)| {
                text[..range.start].ends_with(['(', '（', '['])
                    && text[range.end..]
                        .starts_with([')', '）', ']', ',', ';', 'a', 'b'])
            })
        };
        let of_volume =
            here.iter().find(|(range, _)| is_of_volume(text, range));
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
            .or(of_volume)
            .or_else(bracketed)
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

/// Whether a year is that of a talk on the work: "[Slides – Sand Days 2025]",
/// a link.
fn is_of_talk(analysis: &Analysis, year: &Range<usize>) -> bool {
    const SHOWN: &[&str] =
        &["slides", "poster", "talk", "video", "presentation", "recording"];
    let text = &analysis.entry.text;
    let links = analysis.entry.marks.iter();
    let links = links.filter(|mark| mark.kind == MarkKind::Link);
    links.map(|mark| &mark.range).any(|link| {
        let label = text[link.clone()].trim_start_matches(['[', '(']);
        let first = label.split(|c: char| !c.is_alphanumeric()).next();
        link.contains(&year.start)
            && first.is_some_and(|word| {
                SHOWN.contains(&&*word.to_ascii_lowercase())
            })
    })
}

/// Whether a year in brackets stands between a volume and a page, and so is
/// the year in which the volume came out: "(2017), Sand Lett. 227 (2018), 95".
fn is_of_volume(text: &str, year: &Range<usize>) -> bool {
    let before = text[..year.start].strip_suffix(" (").unwrap_or_default();
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let volume = before.len() - head.len();
    let behind = text[year.end..].strip_prefix(')').unwrap_or_default();
    let page = behind.trim_start_matches([',', ':', ' ']);
    (1..=3).contains(&volume)
        && head.ends_with(' ')
        && page.len() < behind.len()
        && page.starts_with(|c: char| c.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::{Entry, Mark};

    #[test]
    fn a_volume_is_dated_behind_its_number() {
        for (text, volume) in [
            ("Rivers, with B. Li (2018), Sand 12", false),
            ("Sand Lett. 227 (2018), 957-986", true),
            ("Sand Lett. 12 (2018) 95", true),
            ("Sand Days 2018 (2018), 95", false),
            ("Sand Days 12 (2018), Kiel", false),
        ] {
            let at = text.rfind("2018").expect("the text holds it");
            assert_eq!(is_of_volume(text, &(at..at + 4)), volume, "{text}");
        }
    }

    #[test]
    fn a_talk_on_a_work_does_not_date_it() {
        for (text, talk) in [
            ("Slow Rivers [Slides – Sand Days 2025]", true),
            ("Slow Rivers (Poster, 2025)", true),
            ("Slow Rivers [Paper, 2025]", false),
        ] {
            let mut entry = Entry::of(text);
            let (range, kind) = (13..text.len() - 1, MarkKind::Link);
            entry.marks.push(Mark { range, kind });
            let analysis = Analysis::of(entry, None);
            let year = &analysis.years[0].0;
            assert_eq!(is_of_talk(&analysis, year), talk, "{text}");
        }
    }
}
