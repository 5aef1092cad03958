//! Reads a profile out of a document.

mod date;
mod publications;
mod words;

pub use date::{DateRange, date_range, years};

use crate::model::{Document, Profile};

/// Reads all that a document says of the person it is about.
#[must_use]
pub fn profile(document: &Document) -> Profile {
    let mut profile = document.facts.as_deref().cloned().unwrap_or_default();
    profile.document.path.clone_from(&document.path);
    document.format.clone_into(&mut profile.document.format);
    profile
}
