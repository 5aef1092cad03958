//! What is left of an entry beside its title and names: venue and year.

mod known;
mod unknown;
mod year;

use std::ops::Range;

use super::printed::widen;
use super::short::short_name;
use crate::gazetteer::venue::VenueMatch;
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::authors::Run;
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
        let journal = || self.journal_before(text).map(str::to_owned);
        tag.or_else(journal)
            .or_else(|| self.unknown_venue(analysis, text.len()))
            .or_else(|| self.cell_before(text).map(str::to_owned))
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
}
