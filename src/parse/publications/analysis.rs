//! An entry with all that was found in it: names, venues, years, cues.

use std::ops::Range;

use super::authors::{Run, begins_name, find_runs};
use super::cues::{self, Cue};
use super::entry::{Entry, MarkKind};
use super::label::{Label, take_label};
use super::version;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueMatch, find_all};
use crate::model::PersonName;
use crate::parse::date::years;
use crate::parse::words::bare;

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

impl Analysis {
    /// Finds everything that an entry holds.
    pub(super) fn of(
        mut entry: Entry,
        owner: Option<&PersonName>,
    ) -> Analysis {
        let (label, start) = take_label(&entry.text);
        entry.cut_before(start);
        let mut runs = find_runs(&entry.text, owner);
        let mut venues = match without_kind_mark(&entry.text) {
            Some(text) => find_all(&text),
            None => find_all(&entry.text),
        };
        for venue in &mut venues {
            venue.span.start = whole_name(&entry.text, venue.span.start);
        }
        for run in &mut runs {
            begin_behind_title(&entry, run, owner);
            begin_at_italics(&entry, run, owner);
            end_before_field(&entry, run, &venues, owner);
            begin_with_mark(&entry, run);
        }
        let mut years = years(&entry.text);
        let mut cues = cues::find(&entry.text);
        let others = version::others(&entry.text);
        if !others.is_empty() {
            let other = |at: usize| others.iter().any(|o| o.contains(&at));
            let own = |at: usize| !other(at);
            let dated = years.iter().any(|(year, _)| own(year.start));
            let placed = venues.iter().any(|venue| own(venue.span.start))
                || entry.marks.iter().any(|mark| {
                    mark.kind == MarkKind::Italic && own(mark.range.start)
                });
            if dated {
                years.retain(|(year, _)| own(year.start));
            }
            if placed {
                venues.retain(|venue| own(venue.span.start));
                cues.retain(|(cue, _)| own(cue.start));
            }
        }
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
        // "Teachers' Pay, Retirement, and Student Achievement (with A. Roe)"
        // has two runs, of which one is better.
        let best = self.best_run().map_or(0.0, |run| run.score);
        let named = |r: &&Run| {
            (r.names.len() > 1 || r.score > 0.9)
                && (r.score > 0.72 * best || r.holds_initials())
        };
        taken.extend(self.runs.iter().filter(named).map(|r| r.range.clone()));
        let mut words = 0;
        for word in text.split([' ', '\n', '\t']) {
            let here = word.as_ptr() as usize - text.as_ptr() as usize;
            let free = !taken.iter().any(|range| range.contains(&here));
            if word.is_ascii() {
                let letters = word.bytes().filter(u8::is_ascii_alphabetic);
                words += usize::from(free && letters.count() > 2);
            } else {
                let bare = bare(word).chars();
                let letters = bare.clone().filter(|c| c.is_alphabetic());
                words += usize::from(free && letters.count() > 2);
                words += bare.filter(|c| *c >= '\u{3400}').count() / 2;
            }
            if words >= 3 {
                return true;
            }
        }
        false
    }
}

/// Begins a run behind the linked title that its first words end: the "Hex
/// Splines" of "[Cone Splines and Hex Splines](…), with A. Roe".
fn begin_behind_title(
    entry: &Entry,
    run: &mut Run,
    owner: Option<&PersonName>,
) {
    let text = &entry.text;
    let start = run.range.start;
    let before = text[..start].trim_end();
    let joined = [" and", " &", " of", " for", " in", " with"]
        .iter()
        .any(|word| before.ends_with(word));
    let title = entry.marks.iter().find(|mark| {
        mark.kind == MarkKind::Link
            && mark.range.start + 10 < start
            && (start..=run.range.end).contains(&mark.range.end)
    });
    let Some(title) = title.filter(|_| joined) else { return };
    let behind = title.range.end;
    let mut runs = find_runs(&text[behind..], owner).into_iter();
    match runs.next().filter(|next| behind + next.range.end == run.range.end) {
        Some(next) => {
            let range = next.range.start + behind..next.range.end + behind;
            *run = Run { range, ..next };
        }
        None => run.score = 0.0,
    }
}

/// Begins a run where italics begin within what was read as its first name:
/// "… into ML. *Ann Roe and Bo Li*".
fn begin_at_italics(entry: &Entry, run: &mut Run, owner: Option<&PersonName>) {
    /// Bytes of an acronym and its stop.
    const ACRONYM: usize = 8;
    let text = &entry.text;
    let start = run.range.start;
    let inside = entry.marks.iter().find(|mark| {
        mark.kind == MarkKind::Italic
            && (start + 2..start + ACRONYM).contains(&mark.range.start)
            && text[start..mark.range.start].trim_end().ends_with('.')
            && mark.range.end + 2 >= run.range.end
    });
    let Some(mark) = inside else { return };
    let at = mark.range.start;
    if let Some(next) = find_runs(&text[at..], owner).into_iter().next()
        && next.range.start == 0
    {
        let range = at..next.range.end + at;
        *run = Run { range, ..next };
    }
}

/// Ends a run before the known venue, or the words in italics, that it runs
/// into: "A. Roe, B. Li, SIAM J. Computing".
fn end_before_field(
    entry: &Entry,
    run: &mut Run,
    venues: &[VenueMatch<'_>],
    owner: Option<&PersonName>,
) {
    let text = &entry.text;
    let inside = |at: &usize| run.range.start < *at && *at < run.range.end;
    let known = venues.iter().filter(|v| v.strength == Strength::Name);
    let slanted = entry.marks.iter().filter(|mark| {
        mark.kind == MarkKind::Italic && mark.range.end > run.range.end + 1
    });
    let first = known
        .map(|venue| venue.span.start)
        .chain(slanted.map(|mark| mark.range.start))
        .filter(inside)
        .min();
    let Some(first) = first else { return };
    let cut = find_runs(&text[..first], owner);
    let start = run.range.start;
    if let Some(cut) = cut.into_iter().find(|c| c.range.start == start) {
        *run = cut;
    }
}

/// Begins a run with the word that its first name's link or type begins
/// with: "[Art M. Roe](…)".
fn begin_with_mark(entry: &Entry, run: &mut Run) {
    let start = run.range.start;
    let begun = entry
        .marks
        .iter()
        .map(|mark| &mark.range)
        .find(|mark| mark.start < start && start < mark.end);
    if let Some(mark) = begun
        && mark.end <= run.range.end + 1
        && entry.text[mark.start..start]
            .strip_suffix(' ')
            .is_some_and(begins_name)
    {
        run.take_word(&entry.text, mark.start);
    }
}

/// Where the name of a venue begins as it is printed, with the numbers and
/// societies before what tables know of it: "…, 12th IEEE International
/// Workshop on Sand".
fn whole_name(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let parted = [',', '.', ':', '\n', '(', '“', '”', '"', '|'];
    let from = before.rfind(parted).map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let head = before[from..].trim_start();
    let numbers = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < word.len() && matches!(rest, "st" | "nd" | "rd" | "th")
            || word.len() == 4 && rest.is_empty()
    };
    let society = |word: &str| {
        word.len() > 2
            && word.split('/').all(|part| {
                ["IEEE", "ACM", "SIAM", "AAAI", "USENIX", "IFIP", "CVF"]
                    .contains(&part)
            })
    };
    let around = |word: &str| {
        numbers(word) || society(word) || matches!(word, "The" | "Annual")
    };
    let whole = head.ends_with(' ') && head.split_whitespace().all(around);
    if whole { start - head.len() } else { start }
}

/// A text whose mark of a kind of document after GB/T 7714 is blank, where it
/// has one: the J of `[J]. Optics Letters` opens no journal's name.
fn without_kind_mark(text: &str) -> Option<String> {
    let at = text.find("[J]").or_else(|| text.find("[C]"))?;
    let mut blank = text.to_owned();
    blank.replace_range(at..at + 3, "[ ]");
    Some(blank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::Mark;

    /// The names of the runs of a text, some stretches of which are set apart.
    fn names(text: &str, marked: &[(&str, MarkKind)]) -> Vec<String> {
        let mut entry = Entry::of(text);
        for (part, kind) in marked {
            let at = text.find(part).expect("the text holds it");
            let range = at..at + part.len();
            entry.marks.push(Mark { range, kind: *kind });
        }
        let runs = Analysis::of(entry, None).runs;
        let likely = runs.into_iter().filter(|run| run.score > 0.0);
        likely.flat_map(|run| run.names).map(|name| name.text).collect()
    }

    #[test]
    fn what_is_set_apart_bounds_names() {
        use MarkKind::{Italic, Link};
        for (text, marked, want) in [
            (
                "Cone Splines and Hex Splines, with P. R. Masso, Sand 3",
                ("Cone Splines and Hex Splines", Link),
                &["P. R. Masso"][..],
            ),
            (
                "Seals of the North, Art M. Duva and Bo Li, Sand 3",
                ("Art M. Duva", Link),
                &["Art M. Duva", "Bo Li"],
            ),
            (
                "Embedding Sand into ML. Ann Roe and Bo Li. 2003",
                ("Ann Roe and Bo Li", Italic),
                &["Ann Roe", "Bo Li"],
            ),
            (
                "Seals of the North, A. Roe, B. Li, SIAM J. Computing 3, 2003",
                ("SIAM J. Computing", Italic),
                &["A. Roe", "B. Li"],
            ),
        ] {
            assert_eq!(names(text, &[marked]), want, "{text}");
        }
    }

    #[test]
    fn numbers_and_societies_open_the_name_of_a_venue() {
        for (text, name) in [
            ("Slow Rivers, 12th IEEE ", "12th IEEE "),
            (
                "Slow Rivers. The 2021 IEEE/ACM Annual ",
                "The 2021 IEEE/ACM Annual ",
            ),
            ("Slow Rivers of the ", ""),
            ("Slow Rivers, 2nd Edition of ", ""),
            ("", ""),
        ] {
            let start = whole_name(text, text.len());
            assert_eq!(&text[start..], name, "{text}");
        }
    }
}
