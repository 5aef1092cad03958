//! Stretches of an entry that may be its title, each with its score.
//!
//! An entry has hundreds of them, from each border to those behind it. What
//! a stretch's score owes to its start or its end alone is settled once for
//! all stretches there.

mod ahead;
mod closings;
mod contest;
mod inside;
mod openings;
mod over;
mod quotations;
mod reviewed;

use std::ops::Range;

use super::analysis::Analysis;
use super::best::Best;
use super::borders::{Border, Kind};
use super::cues::Cue;
use super::entry::MarkKind;
use super::measure::{Measure, Stretch};
use super::report;
use crate::gazetteer::Strength;
use crate::parse::words::places_of;
use closings::Closing;
use contest::{names_contest, opens_contest, opens_report};
use inside::{less_marks, strictness};
use openings::Opening;
use over::{citations, journals, units};
use quotations::{
    closes_within, is_long_quotation, names_place_and_number,
    runs_beyond_quotation,
};
pub(super) use reviewed::opening as opens_review;

/// A stretch that may be the title.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// Bytes of the entry's text.
    pub(super) range: Range<usize>,
    pub(super) left: Kind,
    pub(super) right: Kind,
    pub(super) style: Style,
}

/// How a title is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Italic,
    Bold,
    Link,
    /// The source says that it is the title.
    Told,
}

impl Style {
    /// All styles, for tables indexed by them.
    pub(super) const COUNT: usize = 6;
}

/// The longest title, in bytes.
const LONGEST: usize = 400;
/// Bytes of a title of a word or two.
const SHORT: usize = 28;
/// Borders behind a start at which its title may end.
const ENDS: usize = 15;
/// What scores no more is no title.
const LEAST: f32 = -2.0;

/// Marks that stand around what is quoted.
const QUOTES: &[char] = &['«', '„', '“', '"', '”', '»', ' '];

/// The likeliest titles of an entry with their scores, the best first.
pub(super) fn find(
    analysis: &Analysis,
    borders: &[Border],
) -> Vec<(f32, Title)> {
    if let Some(told) = told(analysis) {
        return vec![(TOLD, told)];
    }
    let scorer = Scorer::new(analysis);
    let closings = scorer.closings(borders);
    let mut best = Best::new();
    for from in scorer.openings(borders) {
        let behind = closings.partition_point(|to| to.at <= from.at);
        let within = closings[behind..]
            .iter()
            .take_while(|to| to.at - from.at <= LONGEST)
            .take(ENDS);
        let mut fields = scorer.fields.as_slice();
        let mut lost = 0.0;
        for to in within {
            while let [(range, loss), rest @ ..] = fields
                && range.start < to.at
            {
                lost += if range.end > from.at { *loss } else { 0.0 };
                fields = rest;
            }
            scorer.consider(&from, to, lost, &mut best);
        }
    }
    best.into_vec()
}

/// The score of a title that the source says is one.
const TOLD: f32 = 5.0;

/// The title of an entry, where the source says outright which it is; a year
/// in brackets behind it is none of it, nor is a remark: "Slow Rivers,
/// available on SSRN".
fn told(analysis: &Analysis) -> Option<Title> {
    let Some(range) = analysis.entry.told_title() else {
        let range = reviewed::title(analysis)?;
        let (left, right, style) = (Kind::Edge, Kind::Line, Style::Told);
        return Some(Title { range, left, right, style });
    };
    let text = &analysis.entry.text;
    let within = |year: &Range<usize>| {
        year.start > range.start && year.end <= range.end
    };
    let years = analysis.years.iter().filter(|(year, _)| within(year));
    let end = years.rev().find_map(|(year, _)| {
        let around = text[..year.start].strip_suffix(['(', '['])?;
        let closes = text[year.end..].starts_with([')', ']']);
        (closes && year.end + 2 >= range.end).then(|| around.trim_end().len())
    });
    let remark = analysis.cues.iter().find_map(|(cue, _)| {
        let title = text[..cue.start].strip_suffix(", ")?;
        let had = text[cue.start..].starts_with("available ");
        (had && within(cue)).then_some(title.len())
    });
    let end = remark.or(end).filter(|end| *end > range.start);
    let end = end.unwrap_or(range.end);
    let (left, right) = (Kind::Style, Kind::Style);
    Some(Title { range: range.start..end, left, right, style: Style::Told })
}

/// Whether a stretch is brackets and what they hold: "(12th of 35)".
fn is_bracketed(title: &str) -> bool {
    let inside = title.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inside.is_some_and(|inside| !inside.contains(['(', ')']))
}

/// A venue that a title may hold.
struct Place {
    span: Range<usize>,
    strength: Strength,
    dated: bool,
    /// Where the third word behind it begins.
    third: usize,
    /// Goes on with its contest: "SemEval-2022 Task 1".
    contest: bool,
    /// Told of by the title: "Findings of the WMT 2020 Shared Task".
    reported: bool,
}

impl Place {
    /// What a title that holds it loses at least.
    fn loss(&self) -> f32 {
        match self.strength {
            Strength::Name => 1.0,
            Strength::Acronym => 0.3,
            Strength::Word => 0.0,
        }
    }
}

/// An entry as titles are judged in it.
struct Scorer<'a> {
    analysis: &'a Analysis,
    text: &'a str,
    measure: Measure<'a>,
    places: Vec<Place>,
    /// Where preprints and reports have their numbers.
    numbers: Vec<usize>,
    /// Cues and names, and what a title that holds them loses.
    cues: Vec<(Range<usize>, f32)>,
    runs: Vec<(Range<usize>, f32)>,
    /// Both and the venues, in the order of their starts, without those that
    /// a title gains from; with what a title loses at least.
    fields: Vec<(Range<usize>, f32)>,
    /// What a title can gain from them.
    gain: f32,
    /// What is set apart, but for nearly the whole entry.
    marks: Vec<Range<usize>>,
    /// Where something begins to be set apart, and up to where all until
    /// there are links, bold, italic, but for two more bytes.
    ends: Vec<(usize, [usize; 3])>,
    /// Where italics open behind a comma or a full stop, as journals do, or
    /// two slashes.
    italics: Vec<usize>,
    /// Where lines open with a journal in italics before its volume or tell
    /// but where the work appeared, or where a thesis was written is told
    /// behind a comma.
    journals: Vec<usize>,
}

impl<'a> Scorer<'a> {
    fn new(analysis: &'a Analysis) -> Scorer<'a> {
        let text = analysis.entry.text.as_str();
        let places = analysis.venues.iter().map(|venue| {
            let behind = &text[venue.span.end..];
            let third =
                behind.split_whitespace().nth(2).map_or(usize::MAX, |word| {
                    word.as_ptr() as usize - text.as_ptr() as usize
                });
            Place {
                span: venue.span.clone(),
                strength: venue.strength,
                dated: venue.year.is_some(),
                third,
                contest: opens_contest(&text[venue.span.start..]),
                reported: opens_report(&text[..venue.span.start]),
            }
        });
        let cues = analysis.cues.iter().map(|(range, cue)| {
            let loss = match cue {
                Cue::Venue => 1.2,
                Cue::Status(_) | Cue::Remark => 1.0,
                Cue::Track(_) => 0.2,
            };
            (range.clone(), loss)
        });
        // "Title (with A. Roe and B. Diaz)".
        let runs = analysis
            .runs
            .iter()
            .filter(|run| run.names.len() > 1 || run.with)
            .map(|run| {
                let with = if run.with { 0.8 } else { 0.0 };
                (run.range.clone(), 0.35 * run.score.min(4.0) + with)
            });
        let (cues, runs): (Vec<_>, Vec<_>) = (cues.collect(), runs.collect());
        let places: Vec<Place> = places.collect();
        let fields = cues.iter().chain(&runs).filter(|(_, loss)| *loss > 0.0);
        let named = places.iter().filter(|place| !place.reported);
        let named = named.map(|place| (place.span.clone(), place.loss()));
        let mut fields: Vec<_> = fields.cloned().chain(named).collect();
        fields.sort_unstable_by_key(|(range, _)| range.start);
        let gain = runs.iter().map(|(_, loss)| (-loss).max(0.0)).sum();
        let marks = analysis.entry.marks.iter().filter(|mark| {
            mark.kind != MarkKind::Superscript
                && mark.range.len() * 5 < text.len() * 4
        });
        let italics = analysis.entry.marks.iter().filter(|mark| {
            let before = text[..mark.range.start].trim_end();
            mark.kind == MarkKind::Italic
                && mark.range.len() > 6
                && before.ends_with([',', '.', '?', '”', '"', '»', '’'])
        });
        let journals = journals(&analysis.entry).chain(citations(text));
        let journals = journals.chain(units(text));
        let journals: Vec<usize> = journals.collect();
        let mut reached = [0; 3];
        let ends = analysis.entry.marks.iter().filter_map(|mark| {
            let kinds = [MarkKind::Link, MarkKind::Bold, MarkKind::Italic];
            let kind = kinds.iter().position(|kind| *kind == mark.kind)?;
            reached[kind] = reached[kind].max(mark.range.end + 2);
            Some((mark.range.start, reached))
        });
        Scorer {
            ends: ends.collect(),
            italics: italics
                .map(|mark| mark.range.start)
                .chain(books(text))
                // "Заглавие // Журнал".
                .chain(places_of(text, " // ").map(|at| at + 2))
                .chain(journals.iter().copied())
                .collect(),
            journals,
            marks: marks.map(|mark| mark.range.clone()).collect(),
            analysis,
            text,
            measure: Measure::of(text),
            places,
            numbers: places_of(text, "arXiv:")
                .chain(report::numbers(text))
                .collect(),
            cues,
            runs,
            fields,
            gain,
        }
    }

    /// Scores a stretch by how much it looks like a title, and its borders
    /// like those of one; for cues and names within it loses `lost`.
    fn consider(
        &self,
        from: &Opening,
        to: &Closing,
        lost: f32,
        best: &mut Best<Title>,
    ) {
        let style = style(from, to);
        let mut score = match style {
            Style::Quoted if from.in_venue || to.before_volume => -1.5,
            Style::Quoted if to.quote_goes_on => -0.3,
            Style::Quoted => 2.5,
            Style::Bold | Style::Italic if cuts(from, to, style) => -0.6,
            Style::Bold | Style::Link => 0.9,
            Style::Italic => 0.8,
            Style::Plain | Style::Told => 0.0,
        };
        score += match to.kind {
            Kind::Quote if style == Style::Quoted => 0.5,
            _ => to.fitting,
        };
        score += from.fitting;
        // "(2019). Rivers. In A. Roe (Ed.), Handbook", "“Rivers,” in A Book":
        // what stands there is the title, be it a word.
        if from.awaited && to.before_book && to.at - from.at < SHORT {
            score += 2.4;
        }
        // What else there is takes away: most stretches need no closer look.
        let gain = to.behind + to.more + self.gain + 0.01;
        let gain = gain - lost * strictness(style);
        let may_be_kept = |score: f32| {
            let most = score + gain;
            most > LEAST && best.admits(most)
        };
        if !may_be_kept(score + MOST_FOR_WORDS) {
            return;
        }
        let mut stretch = self.measure.stretch(&from.edge, &to.edge);
        stretch.words.unfinished &= !to.letter;
        score += word_score(from, to.at - from.at, &stretch);
        if may_be_kept(less_marks(score, &stretch, style)) {
            self.look_closer(from, to, (score, style, &stretch), best);
        }
    }

    /// Adds to the score of a stretch what its fields say.
    fn look_closer(
        &self,
        from: &Opening,
        to: &Closing,
        (mut score, style, stretch): (f32, Style, &Stretch),
        best: &mut Best<Title>,
    ) {
        let title = from.at..to.at;
        if self.cuts_mark(&title) {
            score -= 1.2;
        }
        if self.runs_beyond_mark(&title)
            || style != Style::Quoted
                && runs_beyond_quotation(&self.text[title.clone()])
            || is_bracketed(&self.text[title.clone()])
        {
            score -= 1.5;
        }
        if self.ends_in_status(&title) {
            score -= 1.6;
        }
        // "A Title arXiv:2201.00001".
        if self.numbers.iter().any(|at| title.contains(at)) {
            score -= 1.5;
        }
        // "(2022). A Title": the year in front is none of it.
        let years = &self.analysis.years;
        let dated = || {
            years.iter().any(|(range, _)| {
                range.start <= title.start + 1 && range.end < title.end
            })
        };
        if !from.letter && dated() {
            score -= 1.5;
        }
        // "… System for IWSLT" before its 2012 is cut short.
        let cut = |place: &Place| {
            place.span.start > title.start
                && place.span.start < title.end
                && place.span.end >= title.end
                && self.follows_preposition(title.start..place.span.start)
        };
        if to.number && self.places.iter().any(cut) {
            score -= 1.0;
        }
        // "A Title", a report for the course "Rivers".
        if style == Style::Quoted && closes_within(&self.text[title.clone()]) {
            score -= 2.5;
        }
        // "…, Oxford University Press".
        if to.behind_house
            && self.text[title.clone()]
                .rsplit_once(", ")
                .is_some_and(|(_, house)| !house.contains(['(', ':']))
        {
            score -= 1.5;
        }
        score += to.more;
        // "PoliTo at SemEval-2025 Task 1: …" begins with its first word.
        if from.contest && names_contest(&self.text[title.clone()]) {
            score -= 1.5;
        }
        score += self.score_inside(&title, stretch, style);
        score += to.behind;
        if score > LEAST && best.admits(score) {
            let (left, right) = (from.kind, to.kind);
            best.offer(score, Title { range: title, left, right, style });
        }
    }

    /// Whether the place of a venue that a title tells of is the one asked
    /// for.
    pub(super) fn reported(
        &self,
        asked: impl Fn(&Range<usize>) -> bool,
    ) -> bool {
        self.places.iter().any(|place| place.reported && asked(&place.span))
    }

    /// Whether a stretch ends in how far a work has come: "Slow Rivers, under
    /// review" before "(with A. Roe)"; "R&R at" a journal is never within.
    fn ends_in_status(&self, title: &Range<usize>) -> bool {
        let cues = &self.analysis.cues;
        cues.iter().any(|(range, cue)| {
            let parted = || {
                let before = self.text[..range.start].trim_end();
                before.ends_with([',', '(', '[', '–', '—'])
            };
            matches!(cue, Cue::Status(_))
                && range.start > title.start
                && (range.end == title.end
                    || range.end < title.end
                        && self.text[range.clone()].contains('&'))
                && parted()
        })
    }

    /// Whether a quotation only opens a longer title: "“Is it You?” Bias in
    /// Human Evaluation". A title's own quotes hold its comma or stop, or
    /// something that is no title follows.
    pub(super) fn goes_on_behind_quote(&self, end: usize) -> bool {
        /// Bytes of marks in a row that anyone sets.
        const MARKS: usize = 16;
        let inside = self.text[..end].trim_end();
        let rest = &self.text[end..];
        let near = &rest[..rest.floor_char_boundary(MARKS)];
        let marked = near.trim_start_matches(['.', ',', '?', '!', ' ', '\'']);
        if marked.is_empty() && near.len() < rest.len() {
            return false;
        }
        let tail = rest.trim_start_matches(['.', ',', '?', '!', ' ']);
        let mut chars = tail.chars();
        let closed = inside.ends_with([',', '.'])
            || rest.starts_with([',', '.'])
            || !chars.next().is_some_and(|c| "\"”“»」》'".contains(c));
        let behind = chars.as_str().trim_start_matches('\'');
        // "“Not Here”: Signs and Their Readers".
        // "« Pas ici » : les signes".
        let next = [" : ", " ", ": "]
            .iter()
            .find_map(|parts| behind.strip_prefix(parts));
        let Some(next) = next else { return false };
        let at = self.text.len() - next.len();
        // All of the words below are shorter.
        let near = &next[..next.floor_char_boundary(8)];
        let word = near.split([' ', '\n', ',', ':']).next().unwrap_or("");
        let opens = ["In", "in", "with", "by", "at", "and", "to", "joint"];
        let found = self.analysis;
        let starts =
            |range: &Range<usize>| range.start >= at && range.start <= at + 1;
        // "“Slow Sand?” *Moss Letters*".
        let italic = || {
            let mut marks = found.entry.marks.iter();
            marks.any(|m| m.kind == MarkKind::Italic && starts(&m.range))
        };
        // "“Slow Rivers and Their Sand in the North” Moss Letters 5 (2020)".
        let whole = || {
            behind.starts_with(' ')
                && names_place_and_number(next)
                && is_long_quotation(inside)
        };
        !(closed
            || italic()
            || whole()
            || opens.contains(&word)
            || !word.starts_with(char::is_alphabetic)
            || found.venues.iter().any(|v| starts(&v.span))
            || found.cues.iter().any(|(range, _)| starts(range))
            || found.runs.iter().any(|run| starts(&run.range)))
    }
}

/// Where what a work appeared in is named for certain: ". In: Handbook",
/// ", in: Handbook".
fn books(text: &str) -> impl Iterator<Item = usize> + '_ {
    let opens = |at: usize| {
        text[..at].ends_with(['.', ',', ')']) || text[at..].starts_with(" In")
    };
    text.match_indices(':').filter_map(move |(at, _)| {
        let word = at.checked_sub(" in".len())?;
        let text = text.get(word..)?;
        let named = text.starts_with(" In: ") || text.starts_with(" in: ");
        (named && opens(word)).then_some(word + 1)
    })
}

/// Bytes that a stretch goes on for at least behind a title that cuts it.
const REST: usize = 4;

/// Whether a title ends at a name within the bold or italic stretch that it
/// opens: all of that is the title, "**Evidence from French Sand Moss**".
fn cuts(from: &Opening, to: &Closing, style: Style) -> bool {
    let [_, bold, italic] = from.marked;
    let end = if style == Style::Bold { bold } else { italic };
    to.kind == Kind::Names && to.at + REST < end
}

/// How a title between two borders is set apart.
fn style(from: &Opening, to: &Closing) -> Style {
    if from.kind == Kind::Quote && to.kind == Kind::Quote
        || from.quoted && to.quoted
        || from.accents && to.apostrophes
    {
        return Style::Quoted;
    }
    [Style::Link, Style::Bold, Style::Italic]
        .into_iter()
        .zip(from.marked)
        .find(|(_, end)| to.at <= *end)
        .map_or(Style::Plain, |(style, _)| style)
}

/// What [`word_score`] gives at most.
const MOST_FOR_WORDS: f32 = 1.8;

/// How much the words of a stretch look like a title's; it has `length`
/// bytes.
fn word_score(from: &Opening, length: usize, stretch: &Stretch) -> f32 {
    let (mut words, mut known, wide) = (
        f32::from(stretch.words.count),
        f32::from(stretch.words.known),
        f32::from(stretch.wide),
    );
    // Chinese titles have no blanks: two characters count as a word.
    if wide > 3.0 {
        words += wide / 2.0;
        known += wide / 2.0;
    }
    if words < 1.0 {
        return -5.0;
    }
    let mut score = match words {
        n if n < 2.0 => -1.6,
        n if n < 3.0 => -0.7,
        n if n < 4.0 => 0.2,
        n if n < 20.0 => 1.0,
        n if n < 27.0 => 0.5,
        n if n < 40.0 => -0.5,
        _ => -2.5,
    };
    score += 0.8 * known / words;
    if from.small {
        score -= 0.8;
    } else if stretch.words.small {
        score -= 0.2;
    }
    if from.mark {
        score -= 0.5;
    }
    if stretch.words.unfinished {
        score -= 2.2;
    }
    if usize::from(stretch.digits) * 3 > length {
        score -= 1.5;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use crate::parse::publications::entry::{Entry, Mark};

    #[test]
    fn what_the_source_calls_the_title_is_the_title() {
        for (text, marked, title) in [
            ("Sand. Ann Roe. Nature, 2020", "Sand", "Sand"),
            (
                "Who Won by 2019? (2020)\nNature",
                "Who Won by 2019? (2020)",
                "Who Won by 2019?",
            ),
            ("Rivers of 2019 [2020]", "Rivers of 2019", "Rivers of 2019"),
        ] {
            let mut entry = Entry::of(text);
            let range = 0..marked.len();
            let kind = MarkKind::Field(Field::Title);
            entry.marks.push(Mark { range, kind });
            let told = told(&Analysis::of(entry, None)).expect("one is told");
            assert_eq!(&text[told.range], title, "{text}");
        }
    }

    #[test]
    fn brackets_may_hold_all_there_is() {
        for (title, all) in [
            ("(12th of 35)", true),
            ("(Slow) Rivers (of Sand)", false),
            ("(Slow) Rivers", false),
        ] {
            assert_eq!(is_bracketed(title), all, "{title}");
        }
    }
}
