//! An entry with all that was found in it: names, venues, years, cues.

use std::ops::Range;

use super::authors::{Run, find_runs};
use super::bounds;
use super::cues::{self, Cue};
use super::entry::{Entry, MarkKind};
use super::label::{Label, take_label};
use super::quoted;
use super::version;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueMatch, find_all};
use crate::model::{PersonName, Status};
use crate::parse::date::years;
use crate::parse::words::bare;

/// An entry without its label, and that.
pub(super) struct Labelled {
    pub(super) entry: Entry,
    label: Label,
}

impl Labelled {
    /// Takes the label off an entry.
    pub(super) fn of(mut entry: Entry) -> Labelled {
        let (label, start) = take_label(&entry.text);
        entry.cut_before(start);
        Labelled { entry, label }
    }

    /// Finds everything that the entry holds.
    pub(super) fn analysed(self, owner: Option<&PersonName>) -> Analysis {
        let Labelled { mut entry, label } = self;
        let mut runs = find_runs(&entry.text, owner);
        quoted::drop_within(&mut runs, &entry.text);
        quoted::drop_in_books(&mut runs, &entry);
        quoted::drop_houses(&mut runs, &entry.text);
        quoted::drop_cited(&mut runs, &entry.text);
        quoted::drop_supervisors(&mut runs, &entry.text);
        let mut venues = match without_kind_mark(&entry.text) {
            Some(text) => find_all(&text),
            None => find_all(&entry.text),
        };
        venues.retain(|venue| {
            !goes_on_as_word(&entry.text, &venue.span)
                && !is_spoken_of(&entry.text, &venue.span)
                // An index of citations, not the conference on web science.
                && !entry.text[venue.span.clone()]
                    .eq_ignore_ascii_case("web of science")
        });
        for venue in &mut venues {
            venue.span.start = whole_name(&entry.text, venue.span.start);
        }
        // The "Notre Dame J." of "Notre Dame J. Form. Log." wrote nothing.
        runs.retain(|run| {
            !venues.iter().any(|venue| {
                venue.strength > Strength::Acronym
                    && venue.span.start <= run.range.start
                    && run.range.end < venue.span.end
            })
        });
        bounds::settle(&mut runs, &entry, &venues, owner);
        entry.end_before_company(&runs);
        let mut years = years(&entry.text);
        let mut cues = cues::find(&entry.text);
        quoted::drop_statuses(&mut runs, &entry.text, &cues);
        let others = version::others(&entry.text);
        if !others.is_empty() {
            let other = |at: usize| others.iter().any(|o| o.contains(&at));
            let own = |at: usize| !other(at);
            let dated = years.iter().any(|(year, _)| own(year.start));
            let gathers = |word: &str| {
                let mut found = entry.text.match_indices(word);
                found.any(|(at, _)| own(at))
            };
            // Of "Algorithms for Rivers" the first word names no journal.
            let named = |venue: &VenueMatch<'static>| {
                let behind = entry.text[venue.span.end..].trim_start();
                venue.strength > Strength::Word
                    || !behind.starts_with(char::is_alphabetic)
            };
            let placed = venues
                .iter()
                .any(|venue| own(venue.span.start) && named(venue))
                || dated
                    && ["Workshop", "Conference", "Symposium", "Vol.", "vol."]
                        .into_iter()
                        .any(gathers)
                || entry.marks.iter().any(|mark| {
                    mark.kind == MarkKind::Italic && own(mark.range.start)
                });
            // "To appear. (Previous version, 2023)" is not of 2023.
            let appears = cues.iter().any(|(cue, told)| {
                own(cue.start) && *told == Cue::Status(Status::Accepted)
            });
            if dated || appears {
                years.retain(|(year, _)| own(year.start));
            }
            if placed {
                venues.retain(|venue| own(venue.span.start));
                cues.retain(|(cue, _)| own(cue.start));
            }
        }
        thin(&mut entry.marks);
        thin(&mut venues);
        thin(&mut years);
        thin(&mut cues);
        Analysis { entry, label, runs, venues, years, cues }
    }
}

/// Keeps the first and the last of what an entry holds very often: every
/// title that it may have is held against all of it.
fn thin<T>(found: &mut Vec<T>) {
    /// More than a publication has, thousands of authors apart.
    const ENDS: usize = 128;
    if found.len() > 2 * ENDS {
        found.drain(ENDS..found.len() - ENDS);
    }
}

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
    pub(super) fn of(entry: Entry, owner: Option<&PersonName>) -> Analysis {
        Labelled::of(entry).analysed(owner)
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

    /// Whether italics stand behind a byte, and pages close behind them, as
    /// those of a journal that no table knows: "*Sand*, *8*(2), 169-185".
    pub(super) fn has_pages_behind_italics(&self, at: usize) -> bool {
        /// Bytes of a volume, an issue and pages.
        const NEAR: usize = 40;
        let text = &self.entry.text;
        let mut italics = self.entry.marks.iter().filter(|mark| {
            mark.kind == MarkKind::Italic && mark.range.start >= at
        });
        italics.next().is_some_and(|mark| {
            let end = text.floor_char_boundary(mark.range.end + NEAR);
            has_pages(&text[mark.range.end.min(end)..end])
        })
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

/// Whether a text holds the first and last page of something: "169-185".
pub(super) fn has_pages(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–')))
        .filter_map(|word| word.split_once(['-', '–']))
        .any(|(first, last)| {
            let last = last.trim_start_matches(['-', '–']);
            let page = |text: &str| {
                (1..=5).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_digit())
            };
            page(first) && page(last)
        })
}

/// Whether what looks like a venue is a part of a longer word: the AI
/// of "AI-Based Rivers", the JAP of "JAP.pdf", the PA of "PA-021155".
fn goes_on_as_word(text: &str, span: &Range<usize>) -> bool {
    // "R&R Journal of Sand": revise and resubmit.
    if let Some(head) = text[..span.start].strip_suffix('&') {
        let mut letters = head.chars().rev();
        let one = letters.next().is_some_and(char::is_uppercase);
        return one && letters.next().is_none_or(|c| !c.is_alphanumeric());
    }
    let behind = &text[span.end..];
    let is_file = behind.strip_prefix('.').is_some_and(|rest| {
        ["pdf", "ps", "dvi", "html", "doc"].iter().any(|e| rest.starts_with(e))
    });
    let capitals = !text[span.clone()].contains(char::is_lowercase);
    let joined = behind.strip_prefix('-').is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let dated = matches!(digits, 2 | 4)
            && !rest[digits..].starts_with(char::is_alphanumeric);
        let mut letters = rest.chars();
        let word = letters.next().is_some_and(char::is_alphabetic)
            && letters.next().is_some_and(char::is_lowercase);
        word || digits > 0 && !dated
    });
    is_file || capitals && joined
}

/// Whether what looks like a venue is words of a sentence in small letters:
/// the "physiological research" of "linear regression in physiological
/// research".
fn is_spoken_of(text: &str, span: &Range<usize>) -> bool {
    let printed = &text[span.clone()];
    if !printed.contains(' ') || printed.contains(char::is_uppercase) {
        return false;
    }
    // "…, in physical review letters, 2019": a place of its own.
    if text[span.end..].starts_with([',', ';', ' ', '*']) {
        return false;
    }
    let before = text[..span.start].strip_suffix(' ').unwrap_or("");
    let (head, word) = before.rsplit_once([' ', '\n']).unwrap_or(("", before));
    let told = ["accepted", "published", "appear", "appeared", "press"];
    let said = head.rsplit([' ', '\n']).next().unwrap_or("");
    !word.is_empty()
        && word.chars().all(char::is_lowercase)
        && !said.ends_with([',', '.'])
        && !told.iter().any(|verb| said.eq_ignore_ascii_case(verb))
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
    let open = text.find('[')?;
    let rest = &text[open..];
    let at = open + rest.find("[J]").or_else(|| rest.find("[C]"))?;
    let mut blank = text.to_owned();
    blank.replace_range(at..at + 3, "[ ]");
    Some(blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_other_numbers() {
        for (text, pages) in [
            (", 8(2), 169-185.", true),
            (", 46, 1–15", true),
            (", 2020-05-01x", false),
            (", vol. 8", false),
            (" COVID-19", false),
        ] {
            assert_eq!(has_pages(text), pages, "{text}");
        }
    }

    #[test]
    fn parts_of_words_are_no_venues() {
        for (text, name, part) in [
            ("AI-Based Rivers", "AI", true),
            ("AI-driven Rivers", "AI", true),
            ("Slow Rivers. JAP.pdf", "JAP", true),
            ("ACL-IJCNLP 2021", "ACL", false),
            ("SemEval-2022", "SemEval", false),
            ("ICML-22, Kiel", "ICML", false),
            ("(ID: PA-021155)", "PA", true),
            ("(ID: PA-00Z-X)", "PA", true),
            ("In ICML. It is", "ICML", false),
            ("(R&R Journal of Sand)", "R Journal", true),
            ("ISCA&MICRO 2020", "MICRO", false),
        ] {
            let at = text.find(name).expect("the text holds it");
            let span = at..at + name.len();
            assert_eq!(goes_on_as_word(text, &span), part, "{text}");
        }
    }

    #[test]
    fn words_in_small_letters_are_no_venues() {
        for (text, name, spoken) in [
            (
                "Flow in physiological research.",
                "physiological research",
                true,
            ),
            (
                "Flow. physiological research, 3",
                "physiological research",
                false,
            ),
            ("Flow in Water Research", "Water Research", false),
            ("Flow, in water research", "water research", false),
            ("Flow. Published in water research", "water research", false),
            ("Flow in water research, 2019", "water research", false),
        ] {
            let at = text.find(name).expect("the text holds it");
            let span = at..at + name.len();
            assert_eq!(is_spoken_of(text, &span), spoken, "{text}");
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
