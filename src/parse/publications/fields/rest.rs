//! What is left of an entry beside its title and names: venue and year.

use std::ops::Range;

use super::house::{
    behind_editors, without_house, without_town, without_town_of_house,
};
use super::lead::strip_in;
use super::place::without_place;
use super::printed::{
    cut_remark, goes_on, is_gathering, is_venue_like, segments, series, widen,
    without_editors, without_month, without_unit,
};
use super::short::short_name;
use super::single::{
    is_bare_server, is_end_of_name, is_link_in_brackets, is_lone,
    is_part_of_italic, is_pointer,
};
use super::worth;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch, canonical};
use crate::parse::date::{first_year, is_month};
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::authors::Run;
use crate::parse::publications::cues;
use crate::parse::publications::entry::MarkKind;
use crate::parse::publications::label::acronym;
use crate::parse::publications::layout::Reading;

/// What neither title nor authors explain.
pub(super) struct Rest {
    /// Stretches of the entry's text, in order.
    parts: Vec<Range<usize>>,
    /// Where the title begins.
    title_start: usize,
    /// Where the title ends.
    title_end: usize,
    /// Where the names of the authors end.
    names_end: Option<usize>,
}

impl Rest {
    pub(super) fn new(
        analysis: &Analysis,
        reading: &Reading,
        run: Option<&Run>,
    ) -> Rest {
        let mut taken = vec![reading.title.clone()];
        taken.extend(run.map(|run| run.range.clone()));
        taken.sort_by_key(|range| range.start);
        let mut parts = Vec::new();
        let mut at = 0;
        for range in taken {
            parts.push(at..range.start.max(at));
            at = range.end.max(at);
        }
        parts.push(at..analysis.entry.text.len());
        parts.retain(|part| !part.is_empty());
        Rest {
            parts,
            title_start: reading.title.start,
            title_end: reading.title.end,
            names_end: run.map(|run| run.range.end),
        }
    }

    pub(super) fn holds(&self, range: &Range<usize>) -> bool {
        self.parts.iter().any(|part| {
            part.contains(&range.start) && range.end <= part.end + 2
        })
    }

    /// The venue: the tag's, or the most telling one, the first behind the
    /// title.
    pub(super) fn venue(
        &self,
        analysis: &Analysis,
    ) -> Option<VenueMatch<'static>> {
        let label = analysis.label.venue.clone();
        if label.as_ref().is_some_and(|v| v.strength > Strength::Word) {
            return label;
        }
        let text = &analysis.entry.text;
        let weigh = |found: &VenueMatch<'static>| {
            let mut weight = match found.strength {
                Strength::Name => 3.0,
                Strength::Acronym => 2.6,
                Strength::Word => 1.0,
            };
            let behind = found.span.start >= self.title_end;
            weight += if behind { 0.5 } else { 0.0 };
            weight += if found.year.is_some() { 0.4 } else { 0.0 };
            weight += match found.venue.kind() {
                VenueKind::Workshop => 0.6,
                VenueKind::Conference | VenueKind::Journal => 0.3,
                VenueKind::Series => -1.2,
                // "ICML 2024 (arXiv:…)": the venue beats the server.
                VenueKind::Preprint => -1.5,
            };
            if found.strength == Strength::Word {
                let lone = self.stands_as_venue(text, &found.span)
                    || analysis.entry.marks.iter().any(|mark| {
                        mark.kind == MarkKind::Italic
                            && mark.range.start + 3 >= found.span.start
                            && mark.range.start <= found.span.start
                            && mark.range.end + 6 >= found.span.end
                    });
                weight += if lone { 1.2 } else { -1.5 };
                if !lone && self.ends_phrase(text, found.span.start) {
                    weight -= 1.0;
                }
            }
            weight
        };
        let mut best: Option<(f32, VenueMatch<'static>)> = None;
        let host = self.workshop(text).map(|name| name.start);
        let told = analysis.entry.told_venue();
        let outside = |span: &Range<usize>| {
            told.as_ref().is_some_and(|told| !told.contains(&span.start))
        };
        for found in &analysis.venues {
            if !self.holds(&found.span)
                || outside(&found.span)
                || host.is_some_and(|at| found.span.start >= at)
                || goes_on(text, found)
                || is_end_of_name(text, found)
                || is_part_of_italic(analysis, found)
                || self.is_society(text, &found.span)
                || self.is_series(text, &found.span)
            {
                continue;
            }
            if is_pointer(text, found) && !is_lone(analysis, found) {
                continue;
            }
            let weight = weigh(found);
            if best.as_ref().is_none_or(|(w, _)| weight > *w + 0.05) {
                best = Some((weight, found.clone()));
            }
        }
        let found = best.filter(|(weight, _)| *weight > 0.6).map(|(_, v)| v);
        found
            .filter(|v| {
                // "Journal of Sand 3, 2023, arXiv:…": it came out there.
                !(is_bare_server(text, v) || is_link_in_brackets(analysis, v))
                    || self.unknown_venue(analysis, v.span.start).is_none()
            })
            // "arXiv:…\nAccepted at SIAM Journal on Sand": out there, too.
            .filter(|v| {
                v.venue.kind() != VenueKind::Preprint
                    || self.accepting(text, v.span.end).is_none()
            })
            .or(label)
    }

    /// Whether what begins at a place ends a longer name: the Robotics of
    /// "Conference on Social Robotics 2023".
    fn ends_phrase(&self, text: &str, at: usize) -> bool {
        let before = text.get(self.title_end..at).unwrap_or("");
        let word = before
            .strip_suffix(' ')
            .map(|before| before.rsplit([' ', '\n']).next().unwrap_or(""));
        word.is_some_and(|word| {
            word.starts_with(char::is_uppercase)
                && word.ends_with(char::is_lowercase)
                && word.len() > 3
                && !["Journal", "Revue", "Published"].contains(&word)
                && cues::find(word).is_empty()
        })
    }

    /// Whether a book's name stands before the series it is a volume of:
    /// "In Slow Rivers, volume 29 of Sand Symposium".
    fn is_series(&self, text: &str, span: &Range<usize>) -> bool {
        let Some(before) = text[..span.start].strip_suffix(" of ") else {
            return false;
        };
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let unit = ["volume ", "vol. ", "Volume ", "Vol. "];
        let book = unit.iter().find_map(|unit| head.strip_suffix(unit));
        let Some(book) = book.filter(|_| head.len() < before.len()) else {
            return false;
        };
        let behind = book.get(self.title_end..).unwrap_or("");
        let behind = behind.trim_end_matches([' ', ',', '.']);
        let opens = |word: &str| behind.contains(word);
        let last = behind.rsplit([',', '.']).next().unwrap_or("");
        let titled = |word: &str| word.starts_with(char::is_uppercase);
        let words = last.split(' ').filter(|word| titled(word)).count();
        words > 1
            && (opens("In ") || opens("in "))
            && is_venue_like(strip_in(last.trim()))
    }

    /// Whether a society is named as the publisher of what was named before
    /// it: "Proceedings of a Workshop. Vienna: Association for Sand".
    fn is_society(&self, text: &str, span: &Range<usize>) -> bool {
        if !text[span.clone()].starts_with("Association") {
            return false;
        }
        let before = text[..span.start].trim_end();
        let between = before.get(self.title_end..).unwrap_or("");
        let published = ["Proceedings", "Workshop", "Conference", "Findings"]
            .iter()
            .any(|word| between.contains(word));
        let town = before.strip_suffix(':').is_some_and(|head| {
            !head.ends_with(" in") && !head.ends_with(" In")
        });
        let volume = between.contains(|c: char| c.is_ascii_digit());
        let of = before.ends_with(" of the") || before.ends_with(" of");
        !of && (published || town && volume)
    }

    /// Whether a word that may be a venue stands where one stands: behind
    /// the title, before a number, a year or the end.
    fn stands_as_venue(&self, text: &str, span: &Range<usize>) -> bool {
        let before = text[..span.start].trim_end();
        let opens = self.parts.iter().any(|part| {
            part.start <= span.start
                && text[part.start..span.start]
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .count()
                    <= 2
        }) || before
            .ends_with(['.', ',', '\n', '(', '[', '|', ':', '\t'])
            || [" by", " to", " in", " In", " at"]
                .iter()
                .any(|word| before.ends_with(word));
        let behind =
            text[span.end..].trim_start_matches([' ', ',', '.', ':', ')']);
        let closes = behind.is_empty()
            || behind.starts_with(|c: char| !c.is_alphabetic())
            || behind.starts_with("vol")
            || behind.starts_with("Vol")
            || text[span.end..].starts_with(['\n', '.', ',', '|']);
        opens && closes
    }

    /// The venue as printed: around the match, or where a venue stands.
    pub(super) fn raw_venue(
        &self,
        analysis: &Analysis,
        venue: Option<&VenueMatch<'static>>,
    ) -> Option<String> {
        let text = &analysis.entry.text;
        if let Some(found) = venue {
            let inside = analysis.venues.iter().any(|v| v == found);
            if !inside || !self.holds(&found.span) {
                return Some(analysis.label.tag.clone())
                    .filter(|tag| !tag.is_empty());
            }
            return Some(widen(text, &found.span, &self.parts));
        }
        if let Some(name) = self.workshop(text) {
            return Some(text[name].to_owned());
        }
        if let Some(name) = self.accepting(text, self.title_end) {
            return Some(name.to_owned());
        }
        let tag = acronym(&analysis.label.tag).map(str::to_owned);
        tag.or_else(|| self.unknown_venue(analysis, text.len()))
            .or_else(|| self.cell_before(text).map(str::to_owned))
    }

    /// The venue in a cell of its own before the title: "Sand Letters,
    /// 2020⇥Slow Rivers".
    fn cell_before<'a>(&self, text: &'a str) -> Option<&'a str> {
        /// Bytes of such a cell.
        const LONGEST: usize = 60;
        let (cell, _) = text.split_once('\t')?;
        let name = cell.trim_end_matches(|c: char| c.is_ascii_digit());
        let dated = cell.len() - name.len() == 4;
        let name = name.trim_end_matches([' ', ',']);
        let words = name.split(' ').count();
        let named = |word: &str| is_month(word) || word.contains([':', '/']);
        (dated
            && cell.len() <= LONGEST.min(self.title_start)
            && words > 1
            && name.split(' ').all(|word| !named(word))
            && !name.contains(',')
            && is_venue_like(name))
        .then_some(name)
    }

    /// The name of a venue that is printed, without the short name behind it,
    /// and that.
    pub(super) fn named<'a>(
        &self,
        text: &'a str,
        printed: &'a str,
    ) -> (&'a str, Option<&'a str>) {
        let (name, behind) = match printed.rfind('(') {
            Some(open) if printed.ends_with(')') => printed.split_at(open),
            _ => {
                let tail = text.get(self.title_end..).unwrap_or("");
                let behind = tail.split_once(printed);
                (printed, behind.map_or("", |(_, behind)| behind))
            }
        };
        let name = name.trim_end();
        (name, short_name(name, behind))
    }

    /// The name of a workshop before the conference that it was held at:
    /// "Workshop on Sand (SandMine @ ICML)".
    fn workshop(&self, text: &str) -> Option<Range<usize>> {
        /// Bytes of a workshop's short name.
        const NAME: usize = 40;
        let tail = text.get(self.title_end..)?;
        let end = tail.find('@').and_then(|_| tail.find(" @ "))?;
        let start = tail[..end].rfind('(')? + 1;
        let name = &tail[start..end];
        let closed = tail[end..].contains(')');
        let named = name.starts_with(char::is_uppercase)
            && !name.contains([')', ',', '.'])
            && closed;
        (named && name.len() <= NAME)
            .then(|| self.title_end + start..self.title_end + end)
    }

    /// A venue that no table knows: what stands between the title and the
    /// first number, year, page or remark, before byte `end`.
    fn unknown_venue(
        &self,
        analysis: &Analysis,
        end: usize,
    ) -> Option<String> {
        let text = &analysis.entry.text;
        let tail = text.get(self.title_end..).unwrap_or("");
        // The tail alone: small letters may take more bytes than capitals.
        let lower = tail.to_lowercase();
        if !is_gathering(tail)
            && NO_VENUE.iter().any(|word| lower.contains(word))
        {
            return None;
        }
        // "A Title [PhD thesis]. A University".
        let lower = text.to_lowercase();
        if ["thesis]", "dissertation]"].iter().any(|w| lower.contains(w)) {
            return None;
        }
        if analysis.entry.above.patents {
            return None;
        }
        // Where the source says what it appeared in, it appeared in nothing
        // else.
        let told = analysis.entry.told_venue();
        let behind =
            self.parts.iter().filter(|part| part.start >= self.title_end);
        let behind = behind.filter(|_| told.is_none()).chain(&told);
        for part in behind {
            let tail = &text[part.clone()];
            let segments = segments(tail);
            let editors = behind_editors(tail, &segments);
            // "in the book (eds.), pp. 3–9": behind the editors is none.
            let order = segments[editors..].iter().chain(&segments[..editors]);
            for segment in order {
                let range =
                    part.start + segment.start..part.start + segment.end;
                if range.start >= end || self.tells_where(text, &range) {
                    continue;
                }
                // "Mar 2023, In: Water Research".
                let whole = text[range].trim();
                let whole = whole
                    .rsplit_once(" In: ")
                    .map_or(whole, |(_, behind)| behind);
                let whole = without_editors(whole);
                let whole = strip_in(behind_year(whole));
                if let Some(series) = series(whole) {
                    return Some(series.to_owned());
                }
                let cut = set_apart(analysis, whole);
                let cut = cut_remark(without_number(cut));
                let cut = without_month(without_house(without_unit(cut)));
                let cut = without_place(cut);
                let cut = if editors > 0 { without_town(cut) } else { cut };
                let cut = without_town_of_house(cut);
                let at = cut.as_ptr() as usize - text.as_ptr() as usize;
                if is_venue_like(cut)
                    || is_short_journal(cut, &text[at + cut.len()..])
                {
                    return Some(cut.to_owned());
                }
            }
        }
        None
    }

    /// Whether square brackets right behind the names hold a stretch: where
    /// the last of them is, as in `(with Bo Li [KIEL])`.
    fn tells_where(&self, text: &str, range: &Range<usize>) -> bool {
        let bracket = text[..range.start].strip_suffix('[');
        let before = bracket.map(str::trim_end);
        before.is_some_and(|before| self.names_end == Some(before.len()))
    }

    /// What an entry says behind a byte that it was accepted by, where that
    /// looks like a venue: "Accepted at SIAM Journal on Sand, 2023".
    fn accepting<'a>(&self, text: &'a str, from: usize) -> Option<&'a str> {
        const SAID: &[&str] = &[
            "forthcoming in ",
            "Accepted at ",
            "Accepted by ",
            "Accepted in ",
            "Accepted to ",
            "accepted at ",
            "accepted by ",
            "accepted in ",
            "accepted to ",
            "To appear in ",
            "to appear in ",
            "Published in ",
            "published in ",
        ];
        let from = from.max(self.title_end);
        let tail = text.get(from..)?;
        let at = SAID
            .iter()
            .filter_map(|said| tail.find(said).map(|at| at + said.len()));
        let at = from + at.min()?;
        let behind = text[at..].trim_start_matches("the ");
        let at = text.len() - behind.len();
        if !self.holds(&(at..at + 1)) {
            return None;
        }
        let first = segments(behind).into_iter().next()?;
        let name = cut_remark(behind[first].trim());
        let name = without_place(without_month(name));
        // "To appear in Summer", "code published in GitHub" tell no venue.
        const TELLING: &[&str] = &[
            "Journal",
            "Conference",
            "Transactions",
            "Proceedings",
            "Letters",
            "Annals",
            "Review",
            "Symposium",
            "Bulletin",
        ];
        // "paper forthcoming in Sand and Moss 2024".
        let named = |word: &str| {
            word.starts_with(char::is_uppercase) && !is_month(word)
                || matches!(word, "of" | "and" | "the" | "in" | "&" | "de")
        };
        let promised = text[..at].ends_with("forthcoming in ")
            && name.contains(' ')
            && name.split(' ').all(named);
        let known = TELLING.iter().any(|word| name.contains(word))
            || promised
            || canonical(name).is_some();
        (known && is_venue_like(name)).then_some(name)
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

    /// The year: of the tag, between authors and title, in brackets, the last
    /// one; else the venue's or the sub-heading's.
    pub(super) fn year(
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
}

/// What says of a work that it appeared in nothing: theses, with who read
/// them first, and patents.
const NO_VENUE: &[&str] = &[
    "thesis",
    "dissertation",
    "patent",
    "[d]",
    "[m]",
    "[p]",
    "advisor:",
    "advisors:",
    "supervisor:",
    "supervisors:",
];

/// The head of a stretch that is set in italics, where its tail is not:
/// "*Handbook of Sand*, Kiel, Roe, ".
fn set_apart<'a>(analysis: &'a Analysis, whole: &'a str) -> &'a str {
    let text = &analysis.entry.text;
    let start = whole.as_ptr() as usize - text.as_ptr() as usize;
    let mark = analysis.entry.marks.iter().find(|mark| {
        mark.kind == MarkKind::Italic
            && mark.range.start <= start + 2
            && mark.range.start + 2 >= start
    });
    match mark {
        Some(mark) if mark.range.end < start + whole.len() => {
            whole.get(..mark.range.end.max(start) - start).unwrap_or(whole)
        }
        _ => whole,
    }
}

/// A stretch without the year in front that a mark parts from it: "2024 •
/// Discrete Mathematics".
fn behind_year(text: &str) -> &str {
    let Some((year, behind)) = text.split_at_checked(4) else { return text };
    let dated = matches!(year.as_bytes(), [b'1' | b'2', b'0' | b'9', ..])
        && year.bytes().all(|b| b.is_ascii_digit());
    let behind = behind.trim_start_matches(' ');
    // "2024, in *Sand Letters*".
    if let Some(behind) = behind.strip_prefix(", in ").filter(|_| dated) {
        return behind;
    }
    match behind.strip_prefix(['•', '·', '|', '–', '—', ':']) {
        Some(behind) if dated => behind.trim_start_matches(' '),
        _ => text,
    }
}

/// A stretch without the number of a volume in front, as lawyers print it:
/// "121 Colum. L. Rev.".
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    match rest.strip_prefix(' ') {
        Some(rest)
            if (1..=3).contains(&digits)
                && rest.starts_with(char::is_uppercase) =>
        {
            rest
        }
        _ => text,
    }
}

/// Whether a short name stands before a volume and its issue, as a journal's
/// does: "Data 3(3), 37", "SJ3 17(1), 13501".
fn is_short_journal(name: &str, behind: &str) -> bool {
    let volume = behind.strip_prefix(' ').unwrap_or("");
    let digits = volume.bytes().take_while(u8::is_ascii_digit).count();
    let issue = volume[digits..].strip_prefix('(').unwrap_or("");
    name.len() > 2
        && !name.contains(' ')
        && name.starts_with(char::is_uppercase)
        && (1..=3).contains(&digits)
        && issue.starts_with(|c: char| c.is_ascii_digit())
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
