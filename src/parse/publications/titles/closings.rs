//! The places where titles may end, with what a title's score owes to them
//! alone.

use std::cell::LazyCell;
use std::ops::Range;

use super::ahead::{
    joins_number, opens_with_dated_journal, opens_with_gathering,
    opens_with_journal, opens_with_volume, opens_with_volume_of,
};
use super::{LONGEST, QUOTES, Scorer};
use crate::gazetteer::Strength;
use crate::parse::date::is_month;
use crate::parse::publications::borders::{Border, Kind};
use crate::parse::publications::entry::MarkKind;
use crate::parse::publications::measure::Edge;
use crate::parse::words::{is_title_word, last_word, strip_end, tail};

/// Where titles may end.
pub(super) struct Closing {
    pub(super) at: usize,
    pub(super) kind: Kind,
    pub(super) edge: Edge,
    /// The score of a border of its kind.
    pub(super) fitting: f32,
    /// The score of what stands behind.
    pub(super) behind: f32,
    /// The score of what the title leaves out.
    pub(super) more: f32,
    /// Behind the name of a publishing house.
    pub(super) behind_house: bool,
    /// Before a number.
    pub(super) number: bool,
    /// Before a quotation mark, and whether more of a title may follow;
    /// before two apostrophes.
    pub(super) quoted: bool,
    pub(super) quote_goes_on: bool,
    /// Before a quotation mark and a number, as a journal's name is: „Sand" 19.
    pub(super) before_volume: bool,
    pub(super) apostrophes: bool,
    /// Behind a letter that is no article, as a mark follows it: "Type A,".
    pub(super) letter: bool,
    /// At a full stop or a quotation mark before what the title is a part of:
    /// ". In A. Roe (Ed.)", ",” in A Book".
    pub(super) before_book: bool,
}

impl Scorer<'_> {
    /// Of several borders at one place the one that says most of the title
    /// before it.
    pub(super) fn closings(&self, borders: &[Border]) -> Vec<Closing> {
        let text = self.text;
        let mut ends: Vec<&Border> = borders.iter().collect();
        let key = |to: &&Border| (to.left, closing_rank(to.kind), to.right);
        ends.sort_unstable_by_key(key);
        ends.dedup_by_key(|to| to.left);
        // Most entries have none.
        let single: Vec<usize> = borders
            .iter()
            .filter(|to| to.kind == Kind::Quote)
            .map(|to| to.left)
            .filter(|at| text[*at..].starts_with(['’', '\'']))
            .collect();
        let closing = |to: &Border| {
            let rest = &text[to.left..];
            let number = rest.trim_start_matches([' ', '-', '–']);
            let after = rest.trim_start_matches(['.', ',', ' ', '?']);
            let quoted = after
                .starts_with(['"', '”', '“', '»', '«', '」', '》'])
                || single.contains(&to.left);
            let apostrophes = after.starts_with("''");
            Closing {
                at: to.left,
                kind: to.kind,
                edge: self.measure.edge(to.left),
                fitting: match to.kind {
                    _ if self.reported(|span| {
                        (to.left..to.left + 3).contains(&span.start)
                    }) =>
                    {
                        -2.0
                    }
                    _ if ends_in_pages_or_day(&text[..to.left]) => -1.5,
                    _ if opens_part(after) => -2.0,
                    _ if joins_number(&text[..to.left], rest) => -1.5,
                    kind => fitting(kind, &text[..to.left]),
                },
                behind: self.score_behind(to) + self.score_italic(to),
                behind_house: HOUSES
                    .iter()
                    .any(|house| text[..to.left].ends_with(house)),
                more: self.score_more(to),
                number: number.starts_with(|c: char| c.is_ascii_digit()),
                before_volume: rest.starts_with(['»', '”', '"'])
                    && opens_with_volume(rest),
                quoted,
                quote_goes_on: (quoted
                    || apostrophes
                    || to.kind == Kind::Quote)
                    && self.goes_on_behind_quote(to.left),
                apostrophes,
                letter: text[..to.left].ends_with(" A")
                    && rest.starts_with(['.', ',']),
                before_book: to.kind == Kind::Stop
                    && ["In ", "In: ", "pp. ", "Pages ", "pages "]
                        .iter()
                        .any(|word| text[to.right..].starts_with(word))
                    || quoted && closes_before_book(rest),
            }
        };
        ends.into_iter().map(closing).collect()
    }

    /// What follows a title that ends at a border: a venue, names, a year,
    /// the end.
    fn score_behind(&self, to: &Border) -> f32 {
        let found = self.analysis;
        let text = self.text;
        let rest = &text[to.right.min(text.len())..];
        if rest.trim_start().is_empty() {
            return 0.1;
        }
        let near = |start: usize| start >= to.left && start <= to.right + 2;
        let venue = found.venues.iter().any(|v| {
            near(v.span.start) && v.strength > Strength::Word
                || (v.span.start == to.right
                    && !matches!(to.kind, Kind::Colon | Kind::Venue))
        });
        let names = || {
            found.runs.iter().any(|run| {
                (near(run.range.start)
                    || run.with && near(run.range.start.saturating_sub(5)))
                    && (run.names.len() > 1 || run.score > 1.0)
            })
        };
        let cue = || found.cues.iter().any(|(range, _)| near(range.start));
        let opens = to.kind == Kind::In
            || rest.starts_with("In ")
            || rest.starts_with("In:");
        let journal = || self.journals.contains(&to.right);
        if venue
            || opens
            || journal()
            || names()
            || cue()
            || opens_with_gathering(rest)
        {
            return 0.7;
        }
        if to.kind == Kind::Comma && opens_with_journal(rest)
            || matches!(to.kind, Kind::Comma | Kind::Style)
                && opens_with_dated_journal(rest)
        {
            return 0.7;
        }
        // ", Dec. 2020".
        let month = LazyCell::new(|| {
            let month = rest.split([' ', '.']).next().unwrap_or("");
            if is_month(month) { month.len() + ". ".len() } else { 0 }
        });
        let dated = found.years.iter().any(|(range, _)| {
            range.start >= to.left
                && (near(range.start)
                    || near(range.start.saturating_sub(*month).max(to.left)))
                && !opens_span(&text[range.start..])
        });
        // "Trade and Sand (1990-2014). Sand Review"
        if dated || ends_with_span(&text[..to.left]) {
            return 0.4;
        }
        // "Slow Rivers: Sand Science, v. 29, p. 12–19."
        if to.kind == Kind::Colon && opens_with_volume_of(rest) {
            return 1.9;
        }
        // "…, p. 12–19."
        let pages = || {
            ["p. ", "pp. ", "p ", "pp ", "S. "].iter().any(|unit| {
                rest.strip_prefix(unit).is_some_and(|number| {
                    number.starts_with(|c: char| c.is_ascii_digit())
                })
            })
        };
        if rest.starts_with(['p', 'S']) && pages() {
            return 0.4;
        }
        if rest.starts_with(char::is_lowercase) {
            // "Slow Rivers. eSand 3", as brands are written.
            let near = &rest[..rest.floor_char_boundary(BRAND + 1)];
            let word = near.split([' ', ',', '.', ';']).next().unwrap_or("");
            let brand =
                word.len() <= BRAND && word.contains(char::is_uppercase);
            return if brand { 0.6 } else { -0.9 };
        }
        0.0
    }

    /// What a title loses that ends before another sentence where a venue in
    /// italics follows that: "Slow rivers. Sand and silt. *Sand Science* 3".
    fn score_italic(&self, to: &Border) -> f32 {
        if to.kind != Kind::Stop {
            return 0.0;
        }
        let text = self.text;
        let right = to.right.min(text.len());
        let next =
            self.analysis.entry.marks.iter().find(|m| {
                m.kind == MarkKind::Italic && m.range.start >= right
            });
        let Some(next) = next else { return 0.0 };
        let between = &text[right..next.range.start.max(right)];
        let whole = between.trim_end().ends_with(['.', '?', '!']);
        let words = between.split_whitespace().count();
        let opens = between.starts_with("In") || between.starts_with("in");
        let plain = !between.contains(['\n', '(', ')', '[']);
        let taken = || self.has_field(right..next.range.start);
        if !(whole && words >= 2 && plain && !opens) || taken() {
            return 0.0;
        }
        // What is mostly in small letters is a sentence, and no name.
        let small = between
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase));
        if words >= 5 && small.count() * 2 > words { -1.8 } else { -0.8 }
    }

    /// What a title that ends at a border leaves out, though it would go
    /// well with it: the sentence behind its question, a translation in
    /// brackets.
    fn score_more(&self, to: &Border) -> f32 {
        let text = self.text;
        let sentence =
            to.kind == Kind::Stop && text[..to.left].ends_with(['?', '!']);
        // "Slow rivers. A longitudinal study. Sand Science 3".
        if to.kind == Kind::Stop
            && let Some(end) = end_of_study(&text[to.right.min(text.len())..])
            && !self.has_field(to.right..to.right + end)
        {
            return -1.0;
        }
        let bracket = to.kind == Kind::Bracket
            && text[to.left..].trim_start().starts_with(['(', '（']);
        if !(sentence || bracket) {
            return 0.0;
        }
        let at = to.right.min(text.len());
        let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
        let end = if bracket {
            rest.find([')', '）'])
        } else {
            rest.find(['.', '?', '\n'])
        };
        let Some(end) = end else { return 0.0 };
        let more = &rest[..end];
        let words = more.split_whitespace().count();
        let known = || {
            more.split_whitespace().filter(|word| is_title_word(word)).count()
        };
        // "Whose Sand? – A Study".
        let dashed = sentence
            && words >= 2
            && text[to.left..].trim_start().starts_with(['–', '—']);
        let wordy = dashed || words >= 4 && known() * 2 >= words;
        if wordy && !self.has_field(at..at + end) { -1.0 } else { 0.0 }
    }

    /// Whether a field of an entry begins in a stretch.
    fn has_field(&self, stretch: Range<usize>) -> bool {
        let found = self.analysis;
        let here = |range: &Range<usize>| stretch.contains(&range.start);
        found.venues.iter().any(|v| here(&v.span))
            || found.years.iter().any(|(range, _)| here(range))
            || found.cues.iter().any(|(range, _)| here(range))
            || self.runs.iter().any(|(range, _)| here(range))
    }
}

/// Whether a text closes a quotation with a comma or a full stop, and tells
/// what the work is a part of: ",” in A Book". Not "” in the North".
fn closes_before_book(text: &str) -> bool {
    /// Bytes that are looked at.
    const NEAR: usize = 32;
    let text = &text[..text.floor_char_boundary(NEAR)];
    let parting = |c: char| matches!(c, '.' | ',') || QUOTES.contains(&c);
    let behind = text.trim_start_matches(parting);
    text[..text.len() - behind.len()].contains(['.', ','])
        && ["in ", "in: ", "In ", "In: "]
            .iter()
            .any(|word| behind.starts_with(word))
}

/// Whether a text opens with years from one to another, as what a work is
/// about has them, and no work: "1990-2014)".
fn opens_span(text: &str) -> bool {
    let year = |text: &str| {
        text.len() >= 4 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit)
    };
    let behind = text.get(4..).unwrap_or("");
    let next = behind.strip_prefix(['-', '–', '—']).unwrap_or("");
    year(text) && year(next) && next[4..].starts_with(')')
}

/// Whether a text ends with a span of years in brackets.
fn ends_with_span(text: &str) -> bool {
    let inside = text.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    inside.is_some_and(|(_, years)| {
        years.len() < 16 && opens_span(&text[text.len() - years.len() - 1..])
    })
}

/// Where a sentence ends that says what kind of study a work is, as no name
/// of a journal does, before another one: "A longitudinal study. Sand Science
/// 3".
fn end_of_study(text: &str) -> Option<usize> {
    const ARTICLES: [&str; 6] = ["A ", "An ", "Une ", "Eine ", "Un ", "Uma "];
    const KINDS: &[&str] = &[
        "study",
        "analysis",
        "review",
        "survey",
        "approach",
        "perspective",
        "investigation",
        "comparison",
        "trial",
        "experiment",
        "assessment",
        "evaluation",
        "étude",
        "analyse",
        "studie",
        "estudio",
        "estudo",
    ];
    const LONGEST: usize = 120;
    ARTICLES.iter().find(|article| text.starts_with(*article))?;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let (sentence, behind) = near.split_once(". ")?;
    let told = !sentence.contains(['\n', ',', '(', '?', '“', '"'])
        && KINDS.iter().any(|kind| {
            strip_end(sentence, kind).is_some_and(|head| head.ends_with(' '))
        })
        && behind.starts_with(|c: char| c.is_uppercase());
    told.then_some(sentence.len())
}

/// Which of several borders at one place says most of the title it closes.
fn closing_rank(kind: Kind) -> u8 {
    use Kind::*;
    match kind {
        Stop => 0,
        Line => 1,
        In => 2,
        Quote => 3,
        Names => 4,
        Rule => 5,
        Venue => 6,
        Edge => 7,
        Style => 8,
        Semicolon => 9,
        Comma => 10,
        Bracket => 11,
        Colon => 12,
    }
}

/// The score of a title that ends at a border of a kind, behind a text.
fn fitting(kind: Kind, before: &str) -> f32 {
    match kind {
        // A question mark ends the title it belongs to.
        Kind::Stop if before.ends_with(['?', '!']) => 0.8,
        Kind::Stop | Kind::Line => 0.6,
        Kind::In | Kind::Names | Kind::Rule => 0.4,
        Kind::Venue | Kind::Edge => 0.2,
        Kind::Style | Kind::Comma | Kind::Semicolon => 0.0,
        Kind::Bracket => -0.2,
        Kind::Quote => -0.8,
        Kind::Colon => -1.2,
    }
}

/// What the names of many publishing houses end in.
const HOUSES: [&str; 4] =
    ["University Press", "Springer", "Elsevier", "Routledge"];

/// Bytes of a brand at most: "eSand".
const BRAND: usize = 10;

/// Whether a text ends in pages or a day that belong to no title: "…, p
/// 12–19", "…. 22 Aug".
fn ends_in_pages_or_day(text: &str) -> bool {
    /// Bytes of pages at most.
    const LONGEST: usize = 64;
    let text = tail(text, LONGEST);
    let Some(blank) = text.bytes().rposition(|b| b == b' ') else {
        return false;
    };
    let (head, last) = (&text[..blank], &text[blank + 1..]);
    let digit = |c: char| c.is_ascii_digit();
    // Most places have no number near.
    let near = head.trim_end_matches('.').ends_with(digit);
    if !near && !last.starts_with(digit) {
        return false;
    }
    let digits = |word: &str| {
        word.starts_with(digit)
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'))
    };
    let before = last_word(head);
    let parted = |word: &str| {
        head.len() > word.len()
            && head[..head.len() - word.len()]
                .trim_end()
                .ends_with([',', '.', '?', '!'])
    };
    // "… Sand: Rivers, 3(2), 20-34".
    let issue = before.strip_suffix("),").and_then(|b| b.split_once('('));
    let range = || last.contains(['-', '–']) && digits(last);
    let volume = |text: &str| digits(text.trim_end_matches(','));
    if issue.is_some_and(|(v, no)| volume(v) && digits(no)) {
        return parted(before) && range();
    }
    match before.trim_end_matches('.') {
        "p" | "pp" | "S" | "s" | "pages" => digits(last) && parted(before),
        day => {
            day.len() <= 2 && digits(day) && is_month(last) && parted(before)
        }
    }
}

/// Whether a text opens with the number of a part, which a title goes on
/// with: "Slow Rivers. Part II: The Sand".
fn opens_part(text: &str) -> bool {
    let rest = text.strip_prefix("Part ").or(text.strip_prefix("Teil "));
    rest.is_some_and(|rest| {
        let number =
            |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
        let behind = rest.trim_start_matches(number);
        behind.len() < rest.len()
            && (behind.is_empty() || behind.starts_with([':', '.', ',', ' ']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_may_tell_the_kind_of_study() {
        for (text, tells) in [
            ("A longitudinal study. Sand Science 3", true),
            ("Une longue étude. Sable 3", true),
            ("A study of sand. Sand Science 3", false),
            ("Sand Analysis. Kiel", false),
            ("A longitudinal study, 2020. Kiel", false),
        ] {
            assert_eq!(end_of_study(text).is_some(), tells, "{text}");
        }
    }

    #[test]
    fn years_from_one_to_another_are_what_a_title_is_about() {
        for (text, span) in [
            ("1990-2014). Sand", true),
            ("1990–2014)", true),
            ("2014). Sand", false),
            ("2014-12)", false),
            ("é014", false),
            ("", false),
        ] {
            assert_eq!(opens_span(text), span, "{text}");
        }
    }

    #[test]
    fn no_title_ends_in_pages_or_a_day() {
        for (text, ends) in [
            ("Slow Rivers, p. 12–19", true),
            ("Slow Rivers: Sand, 3(2), 20-34", true),
            ("Slow Rivers. Sand, 3,(2), 20-34", true),
            ("Slow Rivers. 22 Aug", true),
            ("Slow Rivers of 2010-2020", false),
            ("Slow Rivers, 2(3), and Sand", false),
        ] {
            assert_eq!(ends_in_pages_or_day(text), ends, "{text}");
        }
    }
}
