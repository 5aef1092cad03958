//! The venue of the tables that an entry names.

use std::ops::Range;

use super::Rest;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch};
use crate::parse::owner::STATES;
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::cues;
use crate::parse::publications::entry::MarkKind;
use crate::parse::publications::fields::lead::strip_in;
use crate::parse::publications::fields::printed::goes_on;
use crate::parse::publications::fields::short::short_name;
use crate::parse::publications::fields::single::{
    ends_class, is_bare_server, is_end_of_name, is_link_in_brackets, is_lone,
    is_part_of_italic, is_pointer,
};
use crate::parse::publications::fields::venue_like::is_venue_like;

impl Rest {
    /// The venue: the tag's, or the most telling one, the first behind the
    /// title.
    pub(in crate::parse::publications::fields) fn venue(
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
            weight -=
                if self.is_of_award(text, &found.span) { 1.0 } else { 0.0 };
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
                            && !goes_on_inside(
                                text,
                                found.span.end,
                                &mark.range,
                            )
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
                || ends_class(text, &found.span)
                || goes_on(text, found)
                || is_end_of_name(text, found)
                || is_part_of_italic(analysis, found)
                || self.is_society(text, &found.span)
                || self.is_state(text, &found.span)
                || self.is_series(text, &found.span)
                || self.is_anothers(text, found)
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
                let unknown = || {
                    self.unknown_venue(analysis, v.span.start).is_some()
                        || self.journal_before(text).is_some()
                };
                !(is_bare_server(text, v) || is_link_in_brackets(analysis, v))
                    || !unknown()
            })
            // "arXiv:…\nAccepted at SIAM Journal on Sand": out there, too.
            .filter(|v| {
                v.venue.kind() != VenueKind::Preprint
                    || self.accepting(text, v.span.end).is_none()
            })
            .or(label)
    }

    /// Whether a line of its own behind the title tells an award in which a
    /// venue is named: "IEEE RAS Best Paper Award" below the journal.
    fn is_of_award(&self, text: &str, venue: &Range<usize>) -> bool {
        let start = text[..venue.end].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].split('\n').next().unwrap_or("");
        start >= self.title_end
            && ["Award", "award", "Prize", "prize"]
                .iter()
                .any(|word| line.contains(word))
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

    /// Whether a short name abbreviates the name of another gathering, behind
    /// which it stands in brackets: "Conference on River Control (CRC)".
    fn is_anothers(&self, text: &str, found: &VenueMatch<'_>) -> bool {
        /// Words that the names of most gatherings hold.
        const COMMON: &[&str] = &[
            "annual",
            "conference",
            "european",
            "international",
            "meeting",
            "symposium",
            "workshop",
        ];
        let before = text.get(self.title_end..found.span.start).unwrap_or("");
        let Some(name) = before.strip_suffix('(') else { return false };
        let from = name.rfind(['.', ',', '\n', ';']).map_or(0, |at| at + 1);
        let name = name[from..].trim();
        let behind = &text[found.span.start - 1..];
        if found.strength == Strength::Name
            || short_name(name, behind).is_none()
        {
            return false;
        }
        let printed = name.to_lowercase();
        let known = found.venue.name().to_lowercase();
        let mut words = known.split(|c: char| !c.is_alphanumeric());
        // "Proc. of Comput. Vision" may abbreviate the others.
        !words.any(|word| {
            let stem = &word[..word.floor_char_boundary(5)];
            word.len() > 3 && !COMMON.contains(&word) && printed.contains(stem)
        })
    }

    /// Whether two capitals are the state of a town that stands before them:
    /// "Sand Meeting. Portland, OR, United States".
    fn is_state(&self, text: &str, span: &Range<usize>) -> bool {
        if !STATES.contains(&&text[span.clone()]) {
            return false;
        }
        let before = text.get(self.title_end..span.start).unwrap_or("");
        let town = before.strip_suffix(", ").is_some_and(|before| {
            let word = before.rsplit([' ', '\n']).next().unwrap_or("");
            word.starts_with(char::is_uppercase)
                && word.ends_with(char::is_lowercase)
        });
        let behind = &text[span.end..];
        let closed = [",", ".", ";", ")", "\n", " US", " United", " Canada"];
        town && (behind.is_empty()
            || closed.iter().any(|mark| behind.starts_with(mark)))
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
}

/// Whether a name goes on behind a byte by a small word, inside what is set
/// apart around it: the "Conference on Sand" of "*Conference on Sand and
/// River Moss*".
fn goes_on_inside(text: &str, at: usize, mark: &Range<usize>) -> bool {
    let behind = text.get(at..mark.end).unwrap_or("");
    [" and ", " & ", " for ", " in "].iter().any(|joint| {
        behind
            .strip_prefix(joint)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_inside_what_is_set_apart() {
        for (name, set_apart, on) in [
            ("Conference on Sand", "Conference on Sand and River Moss", true),
            ("Conference on Sand", "Conference on Sand for Rivers 3", true),
            ("Conference on Sand", "Conference on Sand, Kiel and Bonn", false),
            ("Conference on Sand", "Conference on Sand and 3 more", false),
            ("Conference on Sand", "Conference on Sand", false),
        ] {
            let text = format!("{set_apart} and Others");
            let mark = 0..set_apart.len();
            let found = goes_on_inside(&text, name.len(), &mark);
            assert_eq!(found, on, "{set_apart}");
        }
    }
}
