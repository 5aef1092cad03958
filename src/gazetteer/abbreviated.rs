//! Journals by abbreviations that no table lists, after the rule of ISO 4:
//! each word but joining ones is printed, in order, cut behind its first
//! letters: "Acta Mathem. Hungar." is the *Acta Mathematica Hungarica*.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::venue::{self, Venue, VenueKind};
use crate::model::fold_name;

/// Words that abbreviations leave out.
const JOINING: &[&str] = &[
    "a", "and", "da", "de", "del", "der", "des", "di", "die", "do", "du", "e",
    "et", "for", "fur", "fuer", "im", "in", "la", "le", "of", "on", "the",
    "und", "y",
];

/// Abbreviations of fewer letters than three that are usual.
const SHORT: &[&str] =
    &["am", "an", "br", "j", "q", "st", "uk", "us", "z", "nz"];

/// Fewest letters of an abbreviation that may tell a journal.
const LETTERS: usize = 8;

/// Names of journals by how many words they have and how the first begins.
type Index = HashMap<(usize, [u8; 2]), Vec<(&'static str, Venue<'static>)>>;

// Made where the first such abbreviation is met: names are folded later, and
// only those that are alike.
static JOURNALS: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::new();
    let journals = venue::all().filter(|v| v.kind() == VenueKind::Journal);
    for journal in journals {
        let (name, short) = (journal.name(), journal.key());
        let names = [Some(name), Some(short).filter(|s| *s != name)];
        for name in names.into_iter().flatten() {
            if let Some(key) = key(name).filter(|(words, _)| *words > 1) {
                index.entry(key).or_default().push((name, journal));
            }
        }
    }
    index
});

/// The one journal that a text abbreviates the name of; None where it is no
/// abbreviation, or one of several names or of none.
pub(crate) fn journal(printed: &str) -> Option<Venue<'static>> {
    let end = printed.find([',', '(', '[', ':']).unwrap_or(printed.len());
    let name = printed[..end]
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let dots = name.matches('.').count() + usize::from(end == printed.len());
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if dots < 2 && !name.ends_with('.') || letters < LETTERS {
        return None;
    }
    let mut words: Vec<(String, bool)> = Vec::new();
    let parts = name.split_whitespace().flat_map(|word| {
        // "J.Chem." has lost a blank.
        word.split_inclusive('.')
    });
    for part in parts {
        let cut = part.ends_with('.');
        let folded = fold_name(part.trim_end_matches('.'));
        if folded.is_empty() || folded.contains(' ') {
            return None;
        }
        if cut || !JOINING.contains(&folded.as_str()) {
            words.push((folded, cut));
        }
    }
    // The stop behind the last word may have been taken for the sentence's.
    let last = words.last_mut()?;
    last.1 |= last.0.len() > 2;
    let whole: Vec<&str> = words.iter().map(|(word, _)| &**word).collect();
    let alike = JOURNALS.get(&key(&whole.join(" "))?)?;
    let fits = |(name, _): &&(&str, Venue<'static>)| {
        told(&fold_name(name)).zip(&words).all(|(full, (word, cut))| {
            full == word
                || *cut
                    && full.starts_with(word.as_str())
                    && (word.len() > 2 || SHORT.contains(&word.as_str()))
        })
    };
    let mut found = alike.iter().filter(fits).map(|(_, journal)| *journal);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The words of a name that its abbreviation prints.
fn told(name: &str) -> impl Iterator<Item = &str> {
    let joins = |word: &&str| {
        JOINING.iter().any(|joining| word.eq_ignore_ascii_case(joining))
    };
    name.split(|c: char| !c.is_alphanumeric())
        .filter(move |word| !word.is_empty() && !joins(word))
}

/// Under what a name is kept.
fn key(name: &str) -> Option<(usize, [u8; 2])> {
    let first = told(name).next()?;
    let first = match first.is_ascii() {
        true => first.to_ascii_lowercase(),
        false => fold_name(first),
    };
    let opens = *first.as_bytes().first()?;
    // "J." and "Journal" are kept together.
    let second = first.as_bytes().get(1).filter(|_| opens != b'j');
    Some((told(name).count(), [opens, *second.unwrap_or(&b' ')]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journals_are_known_by_their_abbreviations() {
        for (printed, name) in [
            ("Acta Mathem. Hung. 68(2), 2024", {
                Some("Acta Mathematica Hungarica")
            }),
            ("Notre Dame J. Formal Log.", {
                Some("Notre Dame Journal of Formal Logic")
            }),
            ("Acta Mathem. Hungar", Some("Acta Mathematica Hungarica")),
            ("Slow Riv. Sand Lett.", None),
            ("Nature", None),
            ("J. S.", None),
            ("", None),
        ] {
            let found = journal(printed).map(Venue::name);
            assert_eq!(found, name, "{printed}");
        }
    }
}
