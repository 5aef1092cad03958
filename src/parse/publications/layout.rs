//! Decides where the fields of each entry stand, over all entries of a list.
//!
//! One list uses one layout. Every entry is read in all ways that its borders
//! allow, each way with a score of its own; the ways are then counted over
//! the list, and each entry takes the way that is good in itself and usual
//! around it.

use std::ops::Range;

use super::authors::{Run, find_runs};
use super::borders::{self, Border, Kind};
use super::cues::{self, Cue};
use super::entry::{Entry, MarkKind};
use super::label::{Label, take_label};
use super::measure::{Measure, Stretch, Tally};
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueMatch, find_all};
use crate::model::PersonName;
use crate::parse::date::years;
use crate::parse::words::{is_joining, is_title_word};

/// An entry with all that was found in it.
pub(super) struct Analysis {
    /// Without its label.
    pub(super) entry: Entry,
    pub(super) label: Label,
    pub(super) runs: Vec<Run>,
    pub(super) venues: Vec<VenueMatch<'static>>,
    pub(super) years: Vec<(Range<usize>, i32)>,
    pub(super) cues: Vec<(Range<usize>, Cue)>,
}

/// One way to read an entry.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Position in [`Analysis::runs`].
    pub(super) run: Option<usize>,
    /// Bytes of the entry's text.
    pub(super) title: Range<usize>,
    pub(super) score: f32,
    shape: Shape,
}

/// What readings of a list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    order: Order,
    left: Kind,
    right: Kind,
    style: TitleStyle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    AuthorsFirst,
    TitleFirst,
    TitleOnly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TitleStyle {
    Plain,
    Quoted,
    Italic,
    Bold,
    Link,
}

/// Readings kept for an entry.
const KEPT: usize = 24;
/// How much the usual layout of the list counts against an entry's own
/// score.
const LIST_WEIGHT: f32 = 1.0;

impl Analysis {
    /// Finds everything that an entry holds.
    pub(super) fn of(entry: &Entry, owner: Option<&PersonName>) -> Analysis {
        let (label, start) = take_label(entry);
        let entry =
            if start == 0 { entry.clone() } else { entry.after(start) };
        let runs = find_runs(&entry.text, owner);
        let venues = find_all(&entry.text);
        let years = years(&entry.text);
        let cues = cues::find(&entry.text);
        Analysis { entry, label, runs, venues, years, cues }
    }

    /// The run that looks most like names.
    pub(super) fn best_run(&self) -> Option<&Run> {
        self.runs.iter().max_by(|a, b| a.score.total_cmp(&b.score))
    }

    /// Whether a venue is named for certain.
    pub(super) fn has_venue(&self) -> bool {
        self.venues.iter().any(|v| v.strength > Strength::Word)
            || self.cues.iter().any(|(_, cue)| *cue == Cue::Venue)
    }

    /// Whether it is said how far the publication has come.
    pub(super) fn has_status(&self) -> bool {
        self.cues.iter().any(|(_, cue)| matches!(cue, Cue::Status(_)))
    }

    /// Whether, besides names and venues, a title's worth of words is left.
    pub(super) fn title_left(&self) -> bool {
        let text = &self.entry.text;
        let mut taken: Vec<Range<usize>> =
            self.venues.iter().map(|v| v.span.clone()).collect();
        taken.extend(self.cues.iter().map(|(range, _)| range.clone()));
        taken.extend(
            self.runs
                .iter()
                .filter(|r| r.names.len() > 1 || r.score > 0.9)
                .map(|r| r.range.clone()),
        );
        let mut words = 0;
        let mut at = 0;
        for word in text.split_inclusive([' ', '\n', '\t']) {
            let here = at;
            at += word.len();
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let free = !taken.iter().any(|range| range.contains(&here));
            let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
            let wide = bare.chars().filter(|c| *c >= '\u{3400}').count();
            words += usize::from(free && letters > 2) + wide / 2;
        }
        words >= 3
    }

    /// All ways to read the entry, the best first.
    fn read(&self) -> Vec<Reading> {
        let places: Vec<Range<usize>> = self
            .venues
            .iter()
            .filter(|v| {
                let before = self.entry.text[..v.span.start].trim_end();
                v.strength > Strength::Word || before.ends_with(" in")
            })
            .map(|v| v.span.clone())
            .chain(self.years.iter().map(|(range, _)| range.clone()))
            .collect();
        let borders = borders::find(&self.entry, &self.runs, &places);
        let mut titles = self.titles(&borders);
        titles.sort_by(|a, b| b.1.total_cmp(&a.1));
        titles.truncate(KEPT);
        let mut readings = Vec::new();
        for (title, score, left, right, style) in &titles {
            for run in (0..self.runs.len()).map(Some).chain([None]) {
                let Some(more) = self.fit(title, run) else { continue };
                let order = match run {
                    None => Order::TitleOnly,
                    Some(run) if self.runs[run].range.start < title.start => {
                        Order::AuthorsFirst
                    }
                    Some(_) => Order::TitleFirst,
                };
                readings.push(Reading {
                    run,
                    title: title.clone(),
                    score: score + more,
                    shape: Shape {
                        order,
                        left: *left,
                        right: *right,
                        style: *style,
                    },
                });
            }
        }
        readings.sort_by(|a, b| b.score.total_cmp(&a.score));
        readings.truncate(KEPT);
        readings
    }

    /// Stretches that may be the title, each with its score by itself.
    fn titles(
        &self,
        borders: &[Border],
    ) -> Vec<(Range<usize>, f32, Kind, Kind, TitleStyle)> {
        let text = &self.entry.text;
        let mut titles = Vec::new();
        let measure = Measure::of(text);
        // Several borders may stand at one place: the most telling counts.
        let mut starts: Vec<&Border> = borders.iter().collect();
        starts.sort_by_key(|b| (b.right, opening_rank(b.kind)));
        starts.dedup_by_key(|b| b.right);
        let mut ends: Vec<&Border> = borders.iter().collect();
        ends.sort_by_key(|b| (b.left, closing_rank(b.kind)));
        ends.dedup_by_key(|b| b.left);
        let opening = measure.tallies(starts.iter().map(|b| b.right));
        let closing: Vec<Closing> = measure
            .tallies(ends.iter().map(|b| b.left))
            .into_iter()
            .zip(&ends)
            .map(|(tally, to)| Closing {
                tally,
                behind: self.score_behind(to),
            })
            .collect();
        for (from, opening) in starts.into_iter().zip(&opening) {
            let start = from.right;
            if start >= text.len() || !text.is_char_boundary(start) {
                continue;
            }
            let behind = ends.partition_point(|to| to.left <= start);
            let within = ends[behind..]
                .iter()
                .zip(&closing[behind..])
                .take_while(|(to, _)| to.left - start <= 400)
                .take(15);
            for (to, closing) in within {
                let title = start..to.left;
                let style = self.style(&title, from.kind, to.kind);
                let stretch = measure.stretch(&title, opening, &closing.tally);
                let score = self
                    .score_title(&title, &stretch, from, to, style)
                    + closing.behind;
                if score > -2.0 {
                    titles.push((title, score, from.kind, to.kind, style));
                }
            }
        }
        titles
    }

    fn style(
        &self,
        title: &Range<usize>,
        left: Kind,
        right: Kind,
    ) -> TitleStyle {
        if left == Kind::Quote && right == Kind::Quote || self.is_quoted(title)
        {
            return TitleStyle::Quoted;
        }
        for (kind, style) in [
            (MarkKind::Link, TitleStyle::Link),
            (MarkKind::Bold, TitleStyle::Bold),
            (MarkKind::Italic, TitleStyle::Italic),
        ] {
            if self.entry.is_marked(title, kind) {
                return style;
            }
        }
        TitleStyle::Plain
    }

    fn is_quoted(&self, title: &Range<usize>) -> bool {
        let text = &self.entry.text;
        let before = text[..title.start].trim_end();
        let after = text[title.end..].trim_start_matches(['.', ',', ' ', '?']);
        before.ends_with(['"', '“', '„', '«', '「', '《'])
            && after.starts_with(['"', '”', '“', '»', '」', '》'])
            || before.ends_with("``") && after.starts_with("''")
    }

    /// Whether a quotation only opens a longer title: "“Is it You?” Bias in
    /// Human Evaluation". A title's own quotes hold its comma or stop, or
    /// something that is no title follows.
    fn goes_on_behind_quote(&self, title: &Range<usize>) -> bool {
        let text = &self.entry.text;
        let inside = text[..title.end].trim_end();
        let rest = &text[title.end..];
        let tail = rest.trim_start_matches(['.', ',', '?', '!', ' ']);
        let mut chars = tail.chars();
        let closed = inside.ends_with([',', '.'])
            || rest.starts_with([',', '.'])
            || !chars.next().is_some_and(|c| "\"”“»」》'".contains(c));
        let behind = chars.as_str().trim_start_matches('\'');
        let Some(next) = behind.strip_prefix(' ') else { return false };
        let at = text.len() - next.len();
        let word = next.split([' ', '\n', ',']).next().unwrap_or("");
        let opens = ["In", "in", "with", "by", "at", "and", "to", "joint"];
        let starts =
            |range: &Range<usize>| range.start >= at && range.start <= at + 1;
        !(closed
            || opens.contains(&word)
            || !word.starts_with(char::is_alphabetic)
            || self.venues.iter().any(|v| starts(&v.span))
            || self.cues.iter().any(|(range, _)| starts(range))
            || self.runs.iter().any(|run| starts(&run.range)))
    }

    /// Whether a stretch is cut out of something that is set apart as one: a
    /// part of the words in bold, of a link.
    fn cuts_mark(&self, title: &Range<usize>) -> bool {
        let text = &self.entry.text;
        let letters = |range: Range<usize>| {
            text.get(range).map_or(0, |t| {
                t.chars().filter(|c| c.is_alphanumeric()).count()
            })
        };
        self.entry.marks.iter().any(|mark| {
            mark.kind != MarkKind::Superscript
                && mark.range.len() * 5 < text.len() * 4
                && mark.range.start <= title.start
                && title.end <= mark.range.end
                && letters(mark.range.start..title.start)
                    + letters(title.end..mark.range.end)
                    > 1
        })
    }

    /// How much a stretch looks like a title, and its borders like those of
    /// one.
    fn score_title(
        &self,
        title: &Range<usize>,
        stretch: &Stretch<'_>,
        from: &Border,
        to: &Border,
        style: TitleStyle,
    ) -> f32 {
        let whole = &self.entry.text;
        let text = &whole[title.clone()];
        let mut score = word_score(text, stretch);
        score += match style {
            TitleStyle::Quoted if self.goes_on_behind_quote(title) => 0.5,
            TitleStyle::Quoted => 2.5,
            TitleStyle::Bold | TitleStyle::Link => 0.9,
            TitleStyle::Italic => 0.8,
            TitleStyle::Plain => 0.0,
        };
        score += match to.kind {
            Kind::Stop | Kind::Line => 0.6,
            Kind::Quote if style == TitleStyle::Quoted => 0.5,
            Kind::In | Kind::Names | Kind::Rule => 0.4,
            Kind::Venue | Kind::Edge => 0.2,
            Kind::Style | Kind::Comma | Kind::Semicolon => 0.0,
            Kind::Bracket => -0.2,
            Kind::Quote => -0.8,
            Kind::Colon => -1.2,
        };
        score -= match from.kind {
            Kind::Comma | Kind::Semicolon => 0.3,
            Kind::In | Kind::Colon if !self.behind_names(title.start) => 0.8,
            Kind::Bracket => 0.1,
            _ => 0.0,
        };
        // A question mark ends the title it belongs to.
        if text.ends_with(['?', '!']) && to.kind == Kind::Stop {
            score += 0.2;
        }
        if self.cuts_mark(title) {
            score -= 1.2;
        }
        // "(2022). A Title": the year in front is none of it.
        let first = self.years.iter().any(|(range, _)| {
            range.start <= title.start + 1 && range.end < title.end
        });
        if first && text.starts_with(|c: char| !c.is_alphabetic()) {
            score -= 1.5;
        }
        // "… System for IWSLT" before its 2012 is cut short.
        let tail = self.venues.iter().any(|v| {
            v.span.start > title.start
                && v.span.start < title.end
                && v.span.end >= title.end
                && follows_preposition(&whole[title.start..v.span.start])
        });
        let digits = whole[title.end..].trim_start_matches([' ', '-', '–']);
        if tail && digits.starts_with(|c: char| c.is_ascii_digit()) {
            score -= 1.0;
        }
        score += self.score_more(title, to);
        // "PoliTo at SemEval-2025 Task 1: …" begins with its first word.
        if from.kind == Kind::Venue && names_task(text) {
            score -= 1.5;
        }
        score + self.score_inside(title, stretch, style)
    }

    /// What a title leaves out that would go well with it: the sentence
    /// behind its question, a translation in brackets.
    fn score_more(&self, title: &Range<usize>, to: &Border) -> f32 {
        let text = &self.entry.text;
        let inside = &text[title.clone()];
        let rest = &text[to.right.min(text.len())..];
        let starts_with_field = |start: usize, end: usize| {
            let here = |range: &Range<usize>| {
                range.start >= start && range.start < end
            };
            self.venues.iter().any(|v| here(&v.span))
                || self.years.iter().any(|(range, _)| here(range))
                || self.cues.iter().any(|(range, _)| here(range))
                || self.runs.iter().any(|run| {
                    here(&run.range) && (run.names.len() > 1 || run.with)
                })
        };
        let sentence = to.kind == Kind::Stop && inside.ends_with(['?', '!']);
        let bracket = to.kind == Kind::Bracket
            && text[title.end..].trim_start().starts_with(['(', '（']);
        if !(sentence || bracket) {
            return 0.0;
        }
        let end = if bracket {
            rest.find([')', '）'])
        } else {
            rest.find(['.', '?', '\n'])
        };
        let Some(end) = end else { return 0.0 };
        let more = &rest[..end];
        let words = more.split_whitespace().count();
        let at = text.len() - rest.len();
        let wordy = words >= 4
            && more
                .split_whitespace()
                .filter(|word| is_title_word(word))
                .count()
                * 2
                >= words;
        if wordy && !starts_with_field(at, at + end) { -1.0 } else { 0.0 }
    }

    /// Whether a place follows a run of names, but for a year.
    fn behind_names(&self, at: usize) -> bool {
        self.runs.iter().any(|run| {
            run.range.end <= at && is_gap(&self.entry.text[run.range.end..at])
        })
    }

    /// What stands inside a title that should not.
    fn score_inside(
        &self,
        title: &Range<usize>,
        stretch: &Stretch<'_>,
        style: TitleStyle,
    ) -> f32 {
        let whole = &self.entry.text;
        let text = &whole[title.clone()];
        let mut score = 0.0f32;
        let within = |range: &Range<usize>| {
            range.start < title.end && title.start < range.end
        };
        let strict = if style == TitleStyle::Quoted { 0.4 } else { 1.0 };
        for venue in self.venues.iter().filter(|v| within(&v.span)) {
            let covers = venue.span.len() * 2 > title.len();
            // "LRG at SemEval-2021 Task 4: Reading with …" goes on.
            let behind =
                &self.entry.text[venue.span.end.min(title.end)..title.end];
            // "SemEval-2022 Task 1: …" opens a title, "ICML 2024 …" none.
            let tag = venue.span.start <= title.start + 1
                && !opens_task(&self.entry.text[venue.span.start..]);
            let goes_on = !tag && behind.split_whitespace().count() >= 3;
            score -= strict
                * match venue.strength {
                    Strength::Name if goes_on && !covers => 1.0,
                    Strength::Acronym if goes_on && !covers => 0.3,
                    Strength::Name => 2.0,
                    Strength::Acronym if covers => 2.0,
                    Strength::Acronym if venue.year.is_some() => 1.2,
                    Strength::Acronym => 0.3,
                    Strength::Word if covers => 0.8,
                    Strength::Word => 0.0,
                };
        }
        for (_, cue) in self.cues.iter().filter(|(range, _)| within(range)) {
            score -= strict
                * match cue {
                    Cue::Venue => 1.2,
                    Cue::Status(_) => 1.0,
                    Cue::Remark => 1.0,
                    Cue::Track(_) => 0.2,
                };
        }
        // "A System for WMT 2011": that year is the title's.
        let closing = self.venues.iter().find(|v| {
            within(&v.span)
                && v.span.start > title.start
                && v.span.end + 6 >= title.end
                && follows_preposition(&whole[title.start..v.span.start])
        });
        let own = |range: &Range<usize>| {
            closing.is_some_and(|v| range.start >= v.span.start)
        };
        if self.years.iter().any(|(range, _)| within(range) && !own(range)) {
            score -= 0.35 * strict;
        }
        // "A Title (2025)": the year behind a title is none of it.
        let dated = self.years.iter().find(|(range, _)| {
            within(range)
                && !own(range)
                && range.end <= title.end
                && whole[range.end..title.end].len() < 4
                && !whole[range.end..title.end].contains(char::is_alphanumeric)
                && range.start > title.start
        });
        if dated.is_some() {
            let bracket = text.trim_end_matches('.').ends_with(')');
            score -= if bracket { 3.0 } else { 1.2 } * strict;
        }
        // "Title (with A. Roe and B. Diaz)".
        for run in self.runs.iter().filter(|run| within(&run.range)) {
            let with = if run.with { 0.8 } else { 0.0 };
            if run.names.len() > 1 || run.with {
                score -= strict * (0.35 * run.score.min(4.0) + with);
            }
        }
        // Sentences within: ". A", a line that was not full.
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let (stops, lines) = (stretch.stops as f32, stretch.lines as f32);
        score -= stops.min(2.0) * 0.8 * strict + lines.min(3.0) * 0.7;
        if stretch.columns {
            score -= 1.0;
        }
        if stretch.open_bracket {
            score -= 0.9;
        }
        if stretch.open_quote {
            score -= 0.9;
        }
        score
    }

    /// What follows a title that ends at a border: a venue, names, a year,
    /// the end.
    fn score_behind(&self, to: &Border) -> f32 {
        let text = &self.entry.text;
        let rest = &text[to.right.min(text.len())..];
        if rest.trim().is_empty() {
            return 0.1;
        }
        let near = |start: usize| start >= to.left && start <= to.right + 2;
        let venue = self.venues.iter().any(|v| {
            near(v.span.start) && v.strength > Strength::Word
                || (v.span.start == to.right && to.kind != Kind::Colon)
        });
        let year = self.years.iter().any(|(range, _)| {
            range.start >= to.left && range.start <= to.right + 2
        });
        let names = self.runs.iter().any(|run| {
            (near(run.range.start)
                || run.with && near(run.range.start.saturating_sub(5)))
                && (run.names.len() > 1 || run.score > 1.0)
        });
        let cue = self.cues.iter().any(|(range, _)| near(range.start));
        let opens = rest.starts_with("In ")
            || rest.starts_with("In:")
            || to.kind == Kind::In;
        if venue || opens || names || cue {
            return 0.7;
        }
        if year {
            return 0.4;
        }
        if rest.starts_with(char::is_lowercase) {
            return -0.9;
        }
        0.0
    }

    /// How well a run of names goes with a title; None where they overlap.
    fn fit(&self, title: &Range<usize>, run: Option<usize>) -> Option<f32> {
        let text = &self.entry.text;
        let overlaps = |range: &Range<usize>| {
            range.start < title.end && title.start < range.end
        };
        let Some(chosen) = run else {
            // The owner is left out, or the names were lost.
            let lost: f32 = self
                .runs
                .iter()
                .map(|r| r.score.min(4.0) * 0.4)
                .fold(0.0, f32::max);
            return Some(-0.6 - lost);
        };
        let run = &self.runs[chosen];
        if overlaps(&run.range) {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let count = run.names.len().min(6) as f32;
        let mut score = run.score.min(6.0) * 0.35 + count * 0.1;
        if run.names.len() == 1 && run.score < 0.9 {
            score -= 0.8;
        }
        // Names inside the title that are not its authors'.
        for (i, other) in self.runs.iter().enumerate() {
            if i != chosen && overlaps(&other.range) && other.names.len() > 1 {
                score -= 0.5 * other.score.min(3.0);
            }
        }
        let gap = if run.range.start < title.start {
            &text[run.range.end..title.start]
        } else {
            &text[title.end..run.range.start]
        };
        if !is_gap(gap) {
            score -= 0.7 + (gap.len().min(120) as f32) * 0.008;
        }
        // What stands before both fields is explained by neither.
        let first = run.range.start.min(title.start);
        if !is_gap(&text[..first]) {
            score -= 0.5 + (first.min(100) as f32) * 0.01;
        }
        Some(score)
    }
}

/// What every title that ends at one border has in common.
struct Closing {
    tally: Tally,
    /// The score of what stands behind.
    behind: f32,
}

/// Whether a text ends in "at", "for" and the like.
fn follows_preposition(text: &str) -> bool {
    let before = text.trim_end();
    let word = before.rsplit([' ', '\n']).next().unwrap_or("");
    matches!(word, "for" | "at" | "in" | "to" | "from" | "of")
        || before.ends_with('@')
}

/// Whether a text that starts with a venue's name goes on with its contest:
/// "SemEval-2022 Task 1: …", "CoNLL-2003 Shared Task on …".
fn opens_task(text: &str) -> bool {
    text.split_once(PARTING).is_some_and(|(_, rest)| names_task(rest))
}

/// Whether one of the first words of a text means a contest.
fn names_task(text: &str) -> bool {
    text.split(PARTING).take(4).any(|word| {
        ["task", "challenge", "track"]
            .iter()
            .any(|w| word.eq_ignore_ascii_case(w))
    })
}

/// What parts the words of a contest's name.
const PARTING: [char; 3] = [' ', ':', ','];

/// Which of several borders at one place says most of the title it opens.
fn opening_rank(kind: Kind) -> usize {
    use Kind::*;
    [
        Quote, Edge, Line, Stop, Names, Rule, Style, Venue, Bracket, In,
        Colon, Semicolon, Comma,
    ]
    .iter()
    .position(|k| *k == kind)
    .unwrap_or(usize::MAX)
}

/// Which of several borders at one place says most of the title it closes.
fn closing_rank(kind: Kind) -> usize {
    use Kind::*;
    [
        Stop, Line, In, Quote, Names, Rule, Venue, Edge, Style, Semicolon,
        Comma, Bracket, Colon,
    ]
    .iter()
    .position(|k| *k == kind)
    .unwrap_or(usize::MAX)
}

/// Whether nothing but separators, a year, a link word or an opening word
/// stands between two fields.
fn is_gap(text: &str) -> bool {
    // Longer than any of the words: not worth folding.
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    if letters.nth(14).is_some() {
        return false;
    }
    let bare: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    bare.chars().count() <= 1
        || bare.chars().all(|c| c.is_ascii_digit()) && bare.len() <= 8
        || matches!(
            bare.as_str(),
            "with"
                | "by"
                | "jointwith"
                | "and"
                | "pdf"
                | "link"
                | "paper"
                | "authors"
                | "title"
                | "jointworkwith"
                | "code"
                | "pdfcode"
                | "linkcode"
                | "ed"
                | "eds"
                | "editors"
                | "w"
        )
        || (bare.len() <= 8
            && bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.len() >= 4
            && bare[..4].bytes().all(|b| b.is_ascii_digit()))
}

/// How much the words of a stretch look like a title's.
fn word_score(text: &str, stretch: &Stretch<'_>) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a title's length")]
    let (mut words, mut known, wide) =
        (stretch.words as f32, stretch.known as f32, stretch.wide as f32);
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
    if text.starts_with(char::is_lowercase) {
        score -= 0.8;
    } else if stretch.first.is_some_and(char::is_lowercase) {
        score -= 0.2;
    }
    if text.starts_with(['(', ')', ']', '-', '–', '/', '&']) {
        score -= 0.5;
    }
    if is_joining(stretch.last) && stretch.last != "It" {
        score -= 2.2;
    }
    if stretch.digits * 3 > text.len() {
        score -= 1.5;
    }
    score
}

/// Counts of shapes over a list.
#[derive(Default)]
struct Votes {
    total: f32,
    order: [f32; 3],
    left: [f32; Kind::COUNT],
    right: [f32; Kind::COUNT],
    style: [f32; 5],
}

impl Votes {
    fn add(&mut self, shape: Shape, weight: f32) {
        self.total += weight;
        self.order[shape.order as usize] += weight;
        self.left[shape.left as usize] += weight;
        self.right[shape.right as usize] += weight;
        self.style[shape.style as usize] += weight;
    }

    /// The logarithm of how usual a shape is, 0 being the most usual.
    fn usual(&self, shape: Shape) -> f32 {
        let share = |count: f32| ((count + 0.3) / (self.total + 0.6)).ln();
        let order = share(self.order[shape.order as usize]);
        let left = share(self.left[shape.left as usize]);
        let right = share(self.right[shape.right as usize]);
        let style = share(self.style[shape.style as usize]);
        // Long lists say more than short ones.
        let trust = (self.total / 4.0).min(1.0);
        trust * (order * 0.6 + left * 0.3 + right * 0.35 + style * 0.35)
    }
}

/// Chooses a reading for every entry of a list; None for an entry that has
/// none.
pub(super) fn decide(list: &[Analysis]) -> Vec<Option<Reading>> {
    let readings: Vec<Vec<Reading>> =
        list.iter().map(Analysis::read).collect();
    let mut chosen: Vec<Option<Reading>> =
        readings.iter().map(|of_one| of_one.first().cloned()).collect();
    // Twice: the second vote no longer hears the readings that lost.
    for _ in 0..2 {
        let mut votes = Votes::default();
        for (readings, now) in readings.iter().zip(&chosen) {
            let Some(best) = now else { continue };
            let top = best.score;
            let weights: Vec<f32> = readings
                .iter()
                .map(|r| ((r.score - top) * 1.5).min(0.0).exp())
                .collect();
            let sum: f32 = weights.iter().sum();
            for (reading, weight) in readings.iter().zip(&weights) {
                votes.add(reading.shape, weight / sum.max(0.01));
            }
        }
        for (readings, now) in readings.iter().zip(&mut chosen) {
            *now = readings
                .iter()
                .map(|reading| {
                    let usual = votes.usual(reading.shape) * LIST_WEIGHT;
                    (reading.score + usual, reading)
                })
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(score, reading)| Reading { score, ..reading.clone() });
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles that a list of entries gives, decided together.
    fn titles(list: &[&str]) -> Vec<String> {
        let entries: Vec<Analysis> = list
            .iter()
            .map(|text| Analysis::of(&Entry::of(text), None))
            .collect();
        decide(&entries)
            .into_iter()
            .zip(&entries)
            .map(|(reading, analysis)| {
                reading.map_or(String::new(), |reading| {
                    analysis.entry.text[reading.title].to_owned()
                })
            })
            .collect()
    }

    #[test]
    fn a_title_is_found_in_every_layout() {
        for (text, title) in [
            (
                "Roe, A., & Diaz, B. (2019). Slow rivers and deltas. Journal of Hydrology, 3, 1–9.",
                "Slow rivers and deltas",
            ),
            (
                "A. Roe and B. Diaz. 2019. Slow rivers and deltas. In Proceedings of ACL, pages 1–9.",
                "Slow rivers and deltas",
            ),
            (
                "Ann Roe, Bo Diaz. “Slow Rivers: A Study”, ICML 2019.",
                "Slow Rivers: A Study",
            ),
            (
                "Slow Rivers and Deltas (2019). Ann Roe and Bo Diaz. In ICML.",
                "Slow Rivers and Deltas",
            ),
            (
                "Slow Rivers of the North\nAnn Roe, Bo Diaz\nICML 2019",
                "Slow Rivers of the North",
            ),
            (
                "Roe A, Diaz B. Slow rivers of the north. Nature. 2019;3(4):1-9.",
                "Slow rivers of the north",
            ),
            (
                "Slow rivers of the north, A. Roe, B. Diaz, ICML 2019",
                "Slow rivers of the north",
            ),
            (
                "A. Roe, B. Diaz, Slow rivers of the north, in Neurocomputing, 2019.",
                "Slow rivers of the north",
            ),
        ] {
            assert_eq!(titles(&[text]), [title], "{text}");
        }
    }
}
