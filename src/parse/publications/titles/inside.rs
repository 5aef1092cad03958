//! What a title holds that it should not.

use std::ops::Range;

use super::contest::ends_in_contest;
use super::{Place, Scorer, Style};
use crate::gazetteer::Strength;
use crate::parse::publications::measure::Stretch;
use crate::parse::words::last_word;

impl Scorer<'_> {
    /// Whether a stretch is cut out of something that is set apart as one: a
    /// part of the words in bold, of a link.
    pub(super) fn cuts_mark(&self, title: &Range<usize>) -> bool {
        let letters = |range: Range<usize>| {
            self.text.get(range).map_or(0, |t| {
                t.chars().filter(|c| c.is_alphanumeric()).count()
            })
        };
        self.marks.iter().any(|mark| {
            mark.start <= title.start
                && title.end <= mark.end
                && letters(mark.start..title.start)
                    + letters(title.end..mark.end)
                    > 1
        })
    }

    /// Whether a stretch begins in what is set apart as titles are, and goes
    /// on behind the comma or the full stop that closes it: "*Slow Rivers and
    /// Their Sand*, Habilitation at Kiel". Not "*Escherichia coli* in Sand".
    pub(super) fn runs_beyond_mark(&self, title: &Range<usize>) -> bool {
        /// Words of a title at least.
        const TITLE: usize = 4;
        self.marks.iter().any(|mark| {
            let beyond = mark.start <= title.start + 2
                && title.start < mark.end
                && mark.end + 2 < title.end;
            let Some(set) = self.text.get(mark.clone()).filter(|_| beyond)
            else {
                return false;
            };
            let closed = self.text[mark.end..].starts_with([',', '.'])
                || set.trim_end().ends_with([',', '.']);
            closed && set.split_whitespace().nth(TITLE - 1).is_some()
        })
    }

    /// What stands inside a title that should not.
    pub(super) fn score_inside(
        &self,
        title: &Range<usize>,
        stretch: &Stretch,
        style: Style,
    ) -> f32 {
        let whole = self.text;
        let mut score = 0.0f32;
        let within = |range: &Range<usize>| {
            range.start < title.end && title.start < range.end
        };
        let strict = strictness(style);
        // "A Title, *Geology*, 41": the journal is none of it.
        let opened = |at: &&usize| (title.start + 2..title.end).contains(*at);
        if self.italics.iter().any(|at| opened(&at)) {
            score -= 1.2 * strict;
        }
        let told =
            |place: &Place| place.reported && place.span.start > title.start;
        for place in self.places.iter().filter(|p| within(&p.span) && !told(p))
        {
            let covers = place.span.len() * 2 > title.len();
            if self.ends_in_journal(title, place) {
                score -= 1.5;
                continue;
            }
            // "SemEval-2022 Task 1: …" opens a title, "ICML 2024 …" none.
            let tag = place.span.start <= title.start + 1 && !place.contest;
            // "LRG at SemEval-2021 Task 4: Reading with …" goes on.
            let goes_on = !tag && place.third < title.end;
            score -= strict
                * match place.strength {
                    Strength::Name if goes_on && !covers => 1.0,
                    Strength::Acronym if goes_on && !covers => 0.3,
                    Strength::Name => 2.0,
                    Strength::Acronym if covers => 2.0,
                    Strength::Acronym if place.dated => 1.2,
                    Strength::Acronym => 0.3,
                    Strength::Word if covers => 0.8,
                    Strength::Word => 0.0,
                };
        }
        for (_, loss) in self.cues.iter().filter(|(range, _)| within(range)) {
            score -= strict * loss;
        }
        let years = self.analysis.years.iter().map(|(range, _)| range);
        let mut years = years.filter(|range| within(range)).peekable();
        if years.peek().is_some() {
            // "A System for WMT 2011": that year is the title's.
            let closing = self.places.iter().find(|place| {
                within(&place.span)
                    && place.span.start > title.start
                    && place.span.end + 6 >= title.end
                    && self.follows_preposition(title.start..place.span.start)
            });
            let own = |range: &&Range<usize>| {
                closing.is_some_and(|p| range.start >= p.span.start)
            };
            let mut years = years.filter(|range| !own(range)).peekable();
            if years.peek().is_some() {
                score -= 0.35 * strict;
            }
            // "A Title (2025)": the year behind a title is none of it.
            let dated = years.any(|range| {
                range.end <= title.end
                    && title.end - range.end < 4
                    && !whole[range.end..title.end]
                        .contains(char::is_alphanumeric)
                    && range.start > title.start
            });
            // "Roe, A. (2019). A Reply to Diaz (2016)" has told its own.
            let told = || {
                let years = &self.analysis.years;
                years.iter().any(|(range, _)| range.end < title.start)
            };
            // "“The Flood of Moss (1840)” in A Book, 2011".
            let quoted = || {
                let years = &self.analysis.years;
                let whole = |range: &Range<usize>| !within(range);
                style == Style::Quoted && years.iter().any(|(r, _)| whole(r))
            };
            if dated && !told() && !quoted() {
                score -= loss_for_year(&whole[title.clone()]) * strict;
            }
        }
        for (_, loss) in self.runs.iter().filter(|(range, _)| within(range)) {
            score -= strict * loss;
        }
        less_marks(score, stretch, style)
    }

    /// Whether a stretch takes in the journal behind it, before the year or
    /// the volume: the Sensors of "Slow Rivers, Sensors, 2019".
    fn ends_in_journal(&self, title: &Range<usize>, place: &Place) -> bool {
        place.strength < Strength::Name
            && place.span.start > title.start
            && (place.span.end..=place.span.end + 1).contains(&title.end)
            && self.text[..place.span.start].ends_with(", ")
            && self.text[title.end..]
                .trim_start_matches([',', '.', ' ', '('])
                .starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a stretch ends in "at", "for" and the like.
    pub(super) fn follows_preposition(&self, stretch: Range<usize>) -> bool {
        let before = self.text[stretch].trim_end();
        let word = last_word(before);
        matches!(word, "for" | "at" | "in" | "to" | "from" | "of")
            || before.ends_with('@')
    }
}

/// What a title loses that ends in a year, which is none of it but in the
/// name of a contest: "… Shared Task 2020", "… (FinCausal 2025)".
fn loss_for_year(title: &str) -> f32 {
    let text = title.trim_end_matches('.');
    let Some(text) = text.strip_suffix(')') else {
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
        return if ends_in_contest(head) { 0.0 } else { 1.2 };
    };
    let inside = text.rsplit('(').next().unwrap_or(text);
    // "(Hart Publishing 2019)", "(OUP 2019)" name who printed a book.
    let contest = |word: &str| {
        word.chars().filter(char::is_ascii_uppercase).count() > 1
            && !matches!(word, "OUP" | "CUP" | "MIT")
    };
    let named = inside.split(' ').any(contest)
        && !inside.contains(',')
        && inside.split(' ').count() <= 3;
    if named { 0.0 } else { 3.0 }
}

/// A score less what the marks of a stretch say against it: the ends of
/// sentences and of lines that were not full, what is opened and not closed.
pub(super) fn less_marks(score: f32, stretch: &Stretch, style: Style) -> f32 {
    let mut score = score;
    let (stops, lines) = (f32::from(stretch.stops), f32::from(stretch.lines));
    score -= stops.min(2.0) * 0.8 * strictness(style) + lines.min(3.0) * 0.7;
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

/// How much counts against a title what stands in it: quoted ones hold what
/// they like.
pub(super) fn strictness(style: Style) -> f32 {
    if style == Style::Quoted { 0.4 } else { 1.0 }
}
