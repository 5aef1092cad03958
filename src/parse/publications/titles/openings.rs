//! The places where titles may begin, with what a title's score owes to them
//! alone.

use super::contest::may_name_contest;
use super::{QUOTES, Scorer};
use crate::parse::publications::borders::{Border, Kind};
use crate::parse::publications::gap::is_gap;
use crate::parse::publications::measure::Edge;
use crate::parse::publications::works::is_called_thesis;
use crate::parse::words::{last_word, tail};

/// Where titles may begin.
pub(super) struct Opening {
    pub(super) at: usize,
    pub(super) kind: Kind,
    pub(super) edge: Edge,
    /// The score of a border of its kind.
    pub(super) fitting: f32,
    /// The first character is a small letter, any letter, a bracket or dash.
    pub(super) small: bool,
    pub(super) letter: bool,
    pub(super) mark: bool,
    /// Behind a quotation mark, behind two grave accents.
    pub(super) quoted: bool,
    pub(super) accents: bool,
    /// Behind a quotation mark and "in", as a journal's name: in «Le
    /// Regioni».
    pub(super) in_venue: bool,
    /// Up to where a title would be set as a link, in bold, in italics.
    pub(super) marked: [usize; 3],
    /// Behind a venue and perhaps before its contest: "Task 1: …".
    pub(super) contest: bool,
    /// Behind the names and the year of an entry, or in quotation marks
    /// where it or its names open.
    pub(super) awaited: bool,
}

impl Scorer<'_> {
    /// Of several borders at one place the one that says most of the title
    /// behind it.
    pub(super) fn openings(
        &self,
        borders: &[Border],
    ) -> impl Iterator<Item = Opening> + '_ {
        let text = self.text;
        let mut starts: Vec<(usize, Kind)> = borders
            .iter()
            .map(|border| (border.right, border.kind))
            .filter(|(at, _)| *at < text.len() && text.is_char_boundary(*at))
            .collect();
        starts.sort_unstable_by_key(|(at, kind)| (*at, opening_rank(*kind)));
        starts.dedup_by_key(|(at, _)| *at);
        starts.into_iter().map(|(at, kind)| {
            let before = text[..at].trim_end();
            let title = &text[at..];
            let quoted = before
                .ends_with(['"', '“', '„', '«', '»', '「', '《'])
                || kind == Kind::Quote && before.ends_with(['‘', '\'']);
            let accents = before.ends_with("``");
            let may_quote = quoted || accents || kind == Kind::Quote;
            Opening {
                at,
                kind,
                edge: self.measure.edge(at),
                fitting: match kind {
                    // "Findings of the | WMT 2020 | Shared Task".
                    _ if self.reported(|span| {
                        at == span.start
                            || (span.end..span.end + 3).contains(&at)
                    }) =>
                    {
                        -2.0
                    }
                    _ if self.opens_with_volume(at) => -2.0,
                    Kind::Comma | Kind::Semicolon => -0.3,
                    _ if title.starts_with("In: ")
                        || self.journals.contains(&at) =>
                    {
                        -2.0
                    }
                    _ if is_called_thesis(title) => -2.0,
                    _ if self.behind_title(at) => -1.0,
                    // "(2022). TRIK: A Robot": its name opens the title.
                    Kind::Colon | Kind::Rule
                        if self.behind_word(before)
                            || self.behind_quotation(before) =>
                    {
                        -1.7
                    }
                    // No names before.
                    Kind::In | Kind::Colon if !self.behind_names(at) => -0.8,
                    Kind::Bracket => -0.1,
                    _ => 0.0,
                },
                small: title.starts_with(char::is_lowercase)
                    && !opens_with_name(title),
                letter: title.starts_with(char::is_alphabetic),
                mark: title.starts_with(['(', ')', ']', '-', '–', '/', '&']),
                quoted,
                accents,
                in_venue: may_quote
                    && (opens_in(&text[..at])
                        || is_within_sentence(before)
                            && self.far_behind_names(at)),
                marked: self.marked(at),
                contest: kind == Kind::Venue && may_name_contest(title),
                awaited: matches!(kind, Kind::Stop | Kind::Colon | Kind::Line)
                    && self.behind_year(at)
                    && self.behind_names(at)
                    || may_quote && (is_gap(before) || self.behind_names(at)),
            }
        })
    }

    /// Whether a venue and its volume stand at a place: "Sand, Volume 6".
    fn opens_with_volume(&self, at: usize) -> bool {
        self.places.iter().any(|place| {
            place.span.start == at
                && names_volume(&self.text[place.span.end..])
        })
    }

    /// Up to where titles that begin at a place are links, bold, italic, but
    /// for blanks and punctuation.
    fn marked(&self, at: usize) -> [usize; 3] {
        let behind = self.ends.partition_point(|(from, _)| *from <= at + 2);
        let before = behind.checked_sub(1);
        before.map_or([0; 3], |last| self.ends[last].1)
    }

    /// Whether a text ends in one word and its colon or dash, behind names
    /// or a year.
    fn behind_word(&self, before: &str) -> bool {
        /// Bytes of the longest word, with what stands behind it.
        const LONGEST: usize = 80;
        let from = before.len().saturating_sub(LONGEST);
        let from = before.floor_char_boundary(from);
        let bare = before[from..].trim_end_matches([':', ' ', '-', '–', '—']);
        let blank = bare.rfind([' ', '\n']).map(|at| from + at + 1);
        let Some(start) = blank.or((from == 0).then_some(0)) else {
            return false;
        };
        let word = &before[start..from + bare.len()];
        let head = before[..start].trim_end();
        let opened = head.ends_with(['.', ')', '”', ':', '-', ',', '\n']);
        word.contains(char::is_alphabetic)
            && opened
            && self.behind_names(start)
    }

    /// Whether a text ends in a quotation and a colon, behind names or a
    /// year: "(2025). “It Was Sand”: ".
    fn behind_quotation(&self, before: &str) -> bool {
        let bare = before.trim_end_matches([':', ' ']);
        let quoted = bare.strip_suffix(['”', '"', '»']);
        let opened = quoted.and_then(|text| text.rfind(['“', '"', '«', '„']));
        opened.is_some_and(|start| self.behind_names(start))
    }

    /// Whether a place follows a year, but for what closes it.
    fn behind_year(&self, at: usize) -> bool {
        let closes = |c: char| matches!(c, ')' | '.' | ':' | ' ' | '\n');
        let year = self.text[..at].trim_end_matches(closes).len();
        let years = &self.analysis.years;
        years.iter().any(|(range, _)| range.end == year)
    }

    /// Whether words stand between the names of an entry and a place.
    fn far_behind_names(&self, at: usize) -> bool {
        /// Bytes of a few words.
        const WORDS: usize = 20;
        let runs = &self.analysis.runs;
        runs.iter().any(|run| run.range.end + WORDS < at && run.is_likely())
            && !self.behind_names(at)
    }

    /// Whether a place follows the year behind a title that opens the entry:
    /// "Rivers that run slow (2019). *Sand Report*".
    fn behind_title(&self, at: usize) -> bool {
        if !self.behind_year(at) {
            return false;
        }
        let before = &self.text[..at];
        let names = self.analysis.runs.iter().any(|run| run.range.start < at);
        let small = |word: &&str| {
            word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase())
        };
        !names && before.split(' ').filter(small).count() >= 2
    }

    /// Whether a place follows a run of names, but for a year.
    fn behind_names(&self, at: usize) -> bool {
        /// Bytes of the widest gap.
        const WIDEST: usize = 80;
        self.analysis.runs.iter().any(|run| {
            run.range.end <= at
                && at - run.range.end <= WIDEST
                && is_gap(&self.text[run.range.end..at])
        })
    }
}

/// Which of several borders at one place says most of the title it opens.
fn opening_rank(kind: Kind) -> u8 {
    use Kind::*;
    match kind {
        Quote => 0,
        Edge => 1,
        Line => 2,
        Stop => 3,
        Names => 4,
        Rule => 5,
        Style => 6,
        Venue => 7,
        Bracket => 8,
        In => 9,
        Colon => 10,
        Semicolon => 11,
        Comma => 12,
    }
}

/// The end of a text, as far as one word before a quotation mark needs it.
fn near(before: &str) -> &str {
    const NEAR: usize = 80;
    tail(before, NEAR)
}

/// Whether a volume is named behind a venue: ", Volume 6".
fn names_volume(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', ',', '.']);
    ["Volume ", "volume ", "Vol. ", "vol. ", "Vol ", "vol "]
        .iter()
        .find_map(|unit| behind.strip_prefix(unit))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether "in" stands before the quotation mark that a text ends in.
fn opens_in(before: &str) -> bool {
    let before = near(before).trim_end_matches(QUOTES);
    [" in", " In", "[w:]", " en", " in:"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// Whether a text opens with the name of something, which may begin small:
/// "cdec: A Decoder", "eSand for Rivers".
fn opens_with_name(text: &str) -> bool {
    const LONGEST: usize = 16;
    let head = &text[..text.floor_char_boundary(LONGEST + 1)];
    let length = head.find([' ', '\n', ':']).unwrap_or(head.len());
    (2..=LONGEST).contains(&length)
        && (text[length..].starts_with(": ")
            || text[..length].contains(char::is_uppercase))
}

/// Whether the word before a quotation mark begins small: "call it “Sand”".
fn is_within_sentence(before: &str) -> bool {
    let before = near(before).trim_end_matches(QUOTES);
    let before = before.trim_end_matches("``");
    let word = last_word(before);
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_follows_a_journal() {
        for (behind, volume) in [
            (", Volume 617, id.L7", true),
            (" vol. 3, no. 2", true),
            (" 3", false),
            (", Volumes of Sand", false),
            ("", false),
        ] {
            assert_eq!(names_volume(behind), volume, "{behind}");
        }
    }
}
