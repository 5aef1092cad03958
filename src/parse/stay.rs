//! Parts a section into stays: posts held or degrees taken, each with its
//! dates.

use super::date::{DateRange, date_range};
use super::organization::organization;
use super::post::title;
use super::words::is_joining;
use crate::model::{Document, Line, Role};

/// One entry of a list of posts or degrees.
pub(super) struct Stay {
    pub(super) text: String,
    pub(super) dates: Option<DateRange>,
    /// Bytes of the text before the items that tell what was done there.
    head: Option<usize>,
}

impl Stay {
    /// Where it was: what is told of it may name others.
    pub(super) fn organization(&self) -> Option<String> {
        let head = self.head.and_then(|end| self.text.get(..end));
        head.and_then(organization).or_else(|| organization(&self.text))
    }
}

/// Parts a section into stays: each has one range of dates.
pub(super) fn stays(document: &Document, lines: &[Line]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for line in lines {
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        let dates = date_range(text);
        // An organization line opens a stay, also the one whose dates come
        // on a line of their own below.
        let named =
            |text: &str| title(text).is_some() || organization(text).is_some();
        let opens = || dates.is_some() || (line.first && named(text));
        let complete = |stay: &Stay| stay.dates.is_some() && named(&stay.text);
        let fresh = stays.last().is_none_or(|stay| {
            !is_cut(&stay.text) && complete(stay) && opens()
        });
        if fresh {
            stays.push(Stay { text: text.to_owned(), dates, head: None });
            continue;
        }
        if let Some(stay) = stays.last_mut() {
            if line.first && matches!(line.role, Role::Item(_)) {
                stay.head.get_or_insert(stay.text.len());
            }
            stay.text.push('\n');
            stay.text.push_str(text);
            stay.dates = stay.dates.take().or(dates);
        }
    }
    stays
}

/// Whether a text breaks off where more must follow: "…, Institute of".
fn is_cut(text: &str) -> bool {
    let last = text.rsplit([' ', '\n']).next().unwrap_or("");
    last.ends_with([',', '&']) || is_joining(last)
}
