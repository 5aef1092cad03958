//! A venue that no table knows, where one is printed.

use std::ops::Range;

use super::Rest;
use crate::gazetteer::institution::by_alias;
use crate::gazetteer::venue::canonical;
use crate::model::series;
use crate::parse::date::is_month;
use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::authors::opens_volume;
use crate::parse::publications::entry::MarkKind;
use crate::parse::publications::fields::house::{
    behind_editors, without_house, without_town, without_town_of_house,
};
use crate::parse::publications::fields::lead::{
    behind_done, is_under_way, opens_in_state, strip_in, tells_state,
};
use crate::parse::publications::fields::place::without_place;
use crate::parse::publications::fields::segments::segments;
use crate::parse::publications::fields::single::is_class;
use crate::parse::publications::fields::trim::{
    cut_remark, without_editors, without_month, without_unit,
};
use crate::parse::publications::fields::venue_like::{
    is_gathering, is_venue_like,
};

/// What says of a work that it appeared in nothing: theses, with who read
/// them first, and patents.
const NO_VENUE: &[&str] = &[
    "thesis",
    "dissertation",
    "hausarbeit",
    "seminararbeit",
    "bachelorarbeit",
    "masterarbeit",
    "unveröffentlichte",
    "patent",
    "[d]",
    "[m]",
    "[p]",
    " thèse de",
    "habilitation à diriger",
    "advisor:",
    "advisors:",
    "supervisor:",
    "supervisors:",
];

impl Rest {
    /// A venue that no table knows: what stands between the title and the
    /// first number, year, page or remark, before byte `end`.
    pub(super) fn unknown_venue(
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
                if range.start >= end
                    || self.tells_where(text, &range)
                    || is_link_in_brackets(analysis, &range)
                {
                    continue;
                }
                // "Mar 2023, In: Water Research".
                let whole = text[range].trim();
                if is_class(whole) {
                    continue;
                }
                let whole = whole
                    .rsplit_once(" In: ")
                    .map_or(whole, |(_, behind)| behind);
                let whole = behind_review(without_editors(whole));
                let whole = strip_in(behind_year(whole));
                if opens_in_state(whole) {
                    continue;
                }
                if let Some(series) = series::named(whole) {
                    return Some(series.to_owned());
                }
                let cut = without_state(set_apart(analysis, whole));
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

    /// What an entry says behind a byte that it was accepted by, where that
    /// looks like a venue: "Accepted at SIAM Journal on Sand, 2023".
    pub(super) fn accepting<'a>(
        &self,
        text: &'a str,
        from: usize,
    ) -> Option<&'a str> {
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

    /// The venue in a cell of its own before the title: "Sand Letters,
    /// 2020⇥Slow Rivers".
    pub(super) fn cell_before<'a>(&self, text: &'a str) -> Option<&'a str> {
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

    /// The journal between the names and the title, with its volume and page
    /// behind it: "A. Roe, Sand Lett. 16, 9 (2008). Slow Rivers". Where no
    /// names stand before the title, it may open the entry.
    pub(in crate::parse::publications::fields) fn journal_before<'a>(
        &self,
        text: &'a str,
    ) -> Option<&'a str> {
        match self.names_end.filter(|end| *end < self.title_start) {
            Some(start) => before_volume(text.get(start..self.title_start)?),
            None => before_numbers(text.get(..self.title_start)?),
        }
    }

    /// Whether brackets right behind the names hold a stretch: where the last
    /// of them is, as in `(with Bo Li [KIEL])`, `with Bo Li (Sand Bank of
    /// Kiel)`. Round ones may hold a venue, and "[Published in Sand 21]" tells
    /// of the work.
    fn tells_where(&self, text: &str, range: &Range<usize>) -> bool {
        let before = &text[..range.start];
        let bracket = before.strip_suffix('[').or_else(|| {
            let inside = text[range.clone()].trim_end_matches([')', ' ']);
            before.strip_suffix('(').filter(|_| by_alias(inside).is_some())
        });
        let before = bracket.map(str::trim_end);
        before.is_some_and(|before| self.names_end == Some(before.len()))
            && behind_done(&text[range.clone()]).is_none()
    }
}

/// The journal that a stretch names before its volume and page, and nothing
/// before it: the "Sand Lett." of ", Sand Lett. 16, 9 (2008). ".
fn before_volume(text: &str) -> Option<&str> {
    /// Bytes of its name at most.
    const LONGEST: usize = 60;
    let head = text.trim_start_matches([',', '.', ' ', '\n']);
    let at = head.find(|c: char| c.is_ascii_digit())?;
    let name = head[..at].strip_suffix(' ')?;
    let named = name.starts_with(char::is_uppercase)
        && name.len() <= LONGEST
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '&'));
    (named && opens_volume(&head[name.len()..])).then_some(name)
}

/// The journal that a stretch names before nothing but numbers, or alone where
/// its name says that it is one; the year may stand in front: "2019 Sand
/// Letters 25, No. 1, 17–52 (2019).", "2008 Kiel Journal of Sand."
fn before_numbers(text: &str) -> Option<&str> {
    /// Bytes of its name at most.
    const LONGEST: usize = 80;
    const UNITS: &[&str] = &[
        "Art", "Issue", "No", "Nr", "Vol", "art", "issue", "no", "nos", "p",
        "pp", "vol",
    ];
    let head = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let at = head.find(|c: char| c.is_ascii_digit()).unwrap_or(head.len());
    let cut = |c: char| matches!(c, ' ' | ',' | '.' | ':' | '(' | '\n');
    let name = head[..at].trim_end_matches(cut);
    let name = UNITS
        .iter()
        .find_map(|unit| name.strip_suffix(unit)?.strip_suffix([' ', ',']))
        .map_or(name, |name| name.trim_end_matches(cut));
    let behind = &head[name.len()..];
    let words = behind.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let (numbers, others): (Vec<&str>, Vec<&str>) =
        words.partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '&');
    let alone = numbers.is_empty() && name.contains("Journal of ");
    (name.contains(' ')
        && name.len() <= LONGEST
        && name.chars().all(plain)
        && !name.contains("Paper")
        && (alone || numbers.len() > 1)
        && others.iter().all(|word| UNITS.contains(word))
        && is_venue_like(name))
    .then_some(name)
}

/// Whether a stretch is a link within square brackets, and names no
/// gathering: what belongs to the work, as in "[Moss Index]".
fn is_link_in_brackets(analysis: &Analysis, range: &Range<usize>) -> bool {
    let text = &analysis.entry.text;
    text[..range.start].ends_with('[')
        && text[range.end..].starts_with(']')
        && !is_gathering(&text[range.clone()])
        && analysis.entry.marks.iter().any(|mark| {
            mark.kind == MarkKind::Link
                && mark.range.start <= range.start + 1
                && range.end <= mark.range.end + 1
        })
}

/// The head of a stretch that is set in italics or bold, where its tail is
/// not: "*Handbook of Sand*, Kiel, Roe, ".
fn set_apart<'a>(analysis: &'a Analysis, whole: &'a str) -> &'a str {
    let text = &analysis.entry.text;
    let start = whole.as_ptr() as usize - text.as_ptr() as usize;
    // "**Revista de Areias**, São Paulo, v. 22".
    let before_volume =
        [", v", ", n", ", vol"].iter().any(|unit| whole.ends_with(unit));
    let mark = analysis.entry.marks.iter().find(|mark| {
        (mark.kind == MarkKind::Italic
            || mark.kind == MarkKind::Bold && before_volume)
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

/// A stretch without the sentence in front that tells which book a work with a
/// title of its own reviews: "Review essay on Slow Rivers by Bo Li. Sand".
fn behind_review(text: &str) -> &str {
    const OPENINGS: &Patterns = &patterns(["book? review essay? of|on"]);
    let review = phrase::end(OPENINGS, text).is_some();
    let behind = text.rsplit_once(". ").filter(|_| review);
    behind.map_or(text, |(_, journal)| journal)
}

/// A stretch without the sentence behind it that tells how far the work has
/// come: "J. Sand. Moss.. In review", "J. Sand – under review".
fn without_state(text: &str) -> &str {
    // "Sand Letters – pending review".
    let dashed = [" – ", " — ", " - ", ", "].iter().find_map(|dash| {
        let (head, state) = text.rsplit_once(dash)?;
        tells_state(state).then_some(head.trim_end())
    });
    match text.rsplit_once(". ") {
        Some((head, state)) if is_under_way(state) => head.trim_end(),
        _ => dashed.unwrap_or(text),
    }
}

/// A stretch without the year in front that a mark parts from it: "2024 •
/// Discrete Mathematics".
fn behind_year(text: &str) -> &str {
    // "(with Bo Li), 2021, Sand Letters".
    let bare = text.trim_start_matches([',', '.', ' ']);
    let Some((year, behind)) = bare.split_at_checked(4) else { return text };
    let dated = matches!(year.as_bytes(), [b'1' | b'2', b'0' | b'9', ..])
        && year.bytes().all(|b| b.is_ascii_digit());
    let behind = behind.trim_start_matches(' ');
    // "2024, in *Sand Letters*".
    if let Some(behind) = behind.strip_prefix(", in ").filter(|_| dated) {
        return behind;
    }
    match behind.strip_prefix(['•', '·', '|', '–', '—', ':', ',']) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_may_stand_before_a_venue() {
        for (text, venue) in [
            ("2021, Sand Letters", "Sand Letters"),
            (", 2021, Sand Letters", "Sand Letters"),
            ("2024 • Sand Letters", "Sand Letters"),
            ("2024 Sand Days", "2024 Sand Days"),
        ] {
            assert_eq!(behind_year(text), venue);
        }
    }

    #[test]
    fn a_book_reviewed_is_no_part_of_a_venue() {
        for (text, venue) in [
            ("Review Essay on Slow Rivers by Bo Li. Sand", "Sand"),
            ("Review of Slow Rivers. Sand Letters", "Sand Letters"),
            ("Review of Sand", "Review of Sand"),
            ("Sand. Letters", "Sand. Letters"),
        ] {
            assert_eq!(behind_review(text), venue);
        }
    }

    #[test]
    fn how_far_a_work_has_come_is_no_part_of_its_venue() {
        for (text, venue) in [
            ("Sand Letters – pending review", "Sand Letters"),
            ("SandCon — under review", "SandCon"),
            ("Sand Letters. In review", "Sand Letters"),
            ("Sand Letters – awaiting decision.", "Sand Letters"),
            ("Sand – Moss and Review", "Sand – Moss and Review"),
            ("Sand Review, under revision", "Sand Review"),
            ("Sandbriefe – in Begutachtung", "Sandbriefe"),
            ("Moss, Sand and Review", "Moss, Sand and Review"),
        ] {
            assert_eq!(without_state(text), venue);
        }
    }

    #[test]
    fn a_journal_may_open_an_entry() {
        for (text, journal) in [
            ("2021 Sand Moss 25, 17–52 (2020).\n", Some("Sand Moss")),
            (
                "Acts of the Sand Society, 37, No. 1, 5-8 (2019).",
                Some("Acts of the Sand Society"),
            ),
            ("Acts of Sand, vol. 37, pp. 5-8. ", Some("Acts of Sand")),
            ("2008 Kiel Journal of Sand.\n", Some("Kiel Journal of Sand")),
            ("2008 Sand Days.\n", None),
            ("Sand 25, 17–52. ", None),
            ("Working Paper 12, 2019. ", None),
            ("Sand Moss 25, with Bo Li 12. ", None),
            ("2019 ", None),
        ] {
            assert_eq!(before_numbers(text), journal, "{text}");
        }
    }

    #[test]
    fn a_journal_stands_before_its_volume() {
        for (text, journal) in [
            (", Sand Lett. 16, 9 (2008).\n", Some("Sand Lett.")),
            (",\nThe Sand Papers 6(2), 41 (2011).", Some("The Sand Papers")),
            (". 2008, Sand Lett. 16, 9. ", None),
            (", Sand Days, Kiel 12, 41. ", None),
            (", Sand Lett. (2008). ", None),
            (". ", None),
        ] {
            assert_eq!(before_volume(text), journal, "{text}");
        }
    }
}
