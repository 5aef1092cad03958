//! What a source tells of a work outright beside its title: in properties
//! of a headline, in a record of BibTeX below an item.

use super::flow::Flow;
use super::separated::names::{AUTHORS, UNSURE, VENUE, YEAR, is_any};
use crate::model::{Field, Publication, Style};

/// Keys of where a work appeared, beside the names of columns.
const PLACES: &[&str] = &["proceedings", "proc"];

/// Parts of a work, as the source names them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) authors: Vec<String>,
    pub(super) venue: Option<String>,
    pub(super) date: Option<String>,
    /// Identifiers and addresses.
    pub(super) places: Vec<String>,
}

impl Told {
    /// What a record says beside the title.
    pub(super) fn of(work: Publication) -> Told {
        Told {
            authors: work.authors.into_iter().map(|a| a.name).collect(),
            venue: work.venue_raw.or(work.venue),
            date: work.year.map(|year| year.to_string()),
            places: work
                .doi
                .map(|doi| format!("doi:{doi}"))
                .into_iter()
                .collect(),
        }
    }

    /// Takes the value of a key, which is as names of columns are compared;
    /// whether the key is one of a work's.
    pub(super) fn take(&mut self, key: &str, value: &str) -> bool {
        let is = |keys| is_any(key, keys);
        let value = value.to_owned();
        match key {
            "doi" => self.places.push(format!("doi:{value}")),
            "url" | "link" | "pdf" => self.places.push(value),
            _ if is(AUTHORS) => self.authors.push(value),
            _ if is(YEAR) => self.date = self.date.take().or(Some(value)),
            _ if is(UNSURE) => return false,
            _ if is(VENUE) || is(PLACES) => {
                self.venue = self.venue.take().or(Some(value));
            }
            _ => return false,
        }
        true
    }

    /// Whether it tells who wrote it and where it appeared.
    pub(super) fn is_work(&self) -> bool {
        let has_doi = || self.places.iter().any(|p| p.starts_with("doi:"));
        !self.authors.is_empty() && (self.venue.is_some() || has_doi())
    }

    /// Adds the parts as lines below the title that stands in the open
    /// block, each marked as what it is.
    pub(super) fn write(&self, flow: &mut Flow, number: u32) {
        flow.break_line();
        if !self.authors.is_empty() {
            let style = named(Field::Authors);
            flow.text(&self.authors.join(", "), style, None, number);
            flow.break_line();
        }
        if let Some(venue) = &self.venue {
            let venue = venue.trim_end_matches('.');
            flow.text(venue, named(Field::Venue), None, number);
        }
        if let Some(date) = &self.date {
            let joint = if self.venue.is_some() { ", " } else { "" };
            let text = format!("{joint}{date}");
            flow.text(&text, Style::default(), None, number);
        }
        for place in &self.places {
            flow.break_line();
            flow.text(place, Style::default(), None, number);
        }
        flow.break_line();
    }
}

/// The style of what is called this.
pub(super) fn named(field: Field) -> Style {
    Style { field: Some(field), ..Style::default() }
}
