//! How much a printed name tells by its form.

use super::compile::{ACRONYM, WEAK};
use super::table::Entry;

/// How telling a match is, from little to much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Also a word, a topic or a name: `Nature`, `Machine Learning`, `SAM`.
    Word,
    /// An acronym, or a word that a year or sponsor makes one: `CHI'22`.
    Acronym,
    /// A name of several words.
    Name,
}

impl Strength {
    /// How telling an alias is by itself.
    pub(super) fn of(entry: Entry) -> Strength {
        if entry.has(WEAK) {
            Strength::Word
        } else if entry.has(ACRONYM) {
            Strength::Acronym
        } else {
            Strength::Name
        }
    }
}

/// How an acronym is printed.
pub(super) enum Case {
    /// With capitals inside: `ICML`, `NeurIPS`, `arXiv`.
    Exact,
    /// Like a name: `Neurips`.
    Title,
    /// Like a word.
    Lower,
}

/// How the letters of a printed acronym stand.
pub(super) fn acronym_case(printed: &str) -> Case {
    let capitals = printed.chars().filter(|c| c.is_uppercase()).count();
    let first = printed.starts_with(char::is_uppercase);
    let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
    match (capitals, first) {
        (2.., _) | (1, false) => Case::Exact,
        (1, true)
            if capitals == letters
                || printed.contains(|c: char| c.is_ascii_digit()) =>
        {
            Case::Exact
        }
        (1, true) if letters > 4 => Case::Title,
        _ => Case::Lower,
    }
}
