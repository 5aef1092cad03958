//! One publication as bibliographies have it, whatever it is written as.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::gazetteer::venue::{self, Venue, VenueKind};
use crate::model::{PersonName, Status};
use crate::search::Evidence;

/// A publication to be cited.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference<'a> {
    pub(super) title: &'a str,
    pub(super) authors: Vec<&'a str>,
    /// There are more authors than are known.
    pub(super) authors_truncated: bool,
    /// The venue's full name where known, or else what is known.
    pub(super) venue: Option<&'a str>,
    pub(super) year: Option<i32>,
    pub(super) status: Option<Status>,
    pub(super) track: Option<&'a str>,
    pub(super) doi: Option<&'a str>,
    pub(super) arxiv: Option<&'a str>,
    pub(super) links: &'a [String],
}

/// What kind of work it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In an issue of a journal.
    Article,
    /// In the proceedings of a conference or workshop.
    Paper,
    /// A doctoral thesis.
    Thesis,
    /// On a preprint server, submitted, or nowhere that is known.
    Manuscript,
}

impl<'a> From<&'a Evidence> for Reference<'a> {
    fn from(evidence: &'a Evidence) -> Reference<'a> {
        let venue = evidence.venue_name.as_ref().or(evidence.venue.as_ref());
        Reference {
            title: evidence.title.as_deref().unwrap_or_default(),
            authors: evidence.authors.iter().map(String::as_str).collect(),
            authors_truncated: evidence.authors_truncated,
            venue: venue.map(String::as_str),
            year: evidence.year,
            status: evidence.status,
            track: evidence.track.as_deref(),
            doi: evidence.doi.as_deref(),
            arxiv: evidence.arxiv.as_deref(),
            links: &evidence.links,
        }
    }
}

impl Reference<'_> {
    /// What kind of work it is: by its status, by what the venue is known
    /// for, or else by the venue's words.
    pub(super) fn kind(&self) -> Kind {
        const JOURNALS: &[&str] = &[
            "journal",
            "transactions",
            "letters",
            "review",
            "annals",
            "magazine",
            "zeitschrift",
            "revue",
        ];
        let Some(place) = self.venue else { return Kind::Manuscript };
        let lower = place.to_lowercase();
        let names = |words: &[&str]| words.iter().any(|w| lower.contains(w));
        if matches!(self.status, Some(Status::Preprint | Status::Submitted)) {
            return Kind::Manuscript;
        }
        if names(&["thesis", "dissertation"]) {
            return Kind::Thesis;
        }
        match venue::by_alias(place).map(Venue::kind) {
            Some(VenueKind::Journal) => Kind::Article,
            Some(VenueKind::Preprint) => Kind::Manuscript,
            Some(
                VenueKind::Conference
                | VenueKind::Workshop
                | VenueKind::Series,
            ) => Kind::Paper,
            None if names(JOURNALS) => Kind::Article,
            None => Kind::Paper,
        }
    }

    /// How far it has come and where, beside the venue.
    pub(super) fn note(&self) -> Option<String> {
        let status = match self.status {
            Some(Status::Accepted) => Some("to appear"),
            Some(Status::Submitted) => Some("submitted"),
            Some(Status::Published | Status::Preprint) | None => None,
        };
        let parts: Vec<&str> = self.track.into_iter().chain(status).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// `liu2024kivi`
    fn key(&self) -> String {
        let ascii = |text: &str| -> String {
            let letters = text.nfkd().filter(char::is_ascii_alphanumeric);
            letters.collect::<String>().to_ascii_lowercase()
        };
        let first = self.authors.first().and_then(|a| PersonName::parse(a));
        let family =
            first.map_or_else(String::new, |name| ascii(name.family()));
        let year = self.year.map(|y| y.to_string()).unwrap_or_default();
        let mut words = self.title.split_whitespace().map(ascii);
        let word = words.find(|word| word.len() > 2).unwrap_or_default();
        let key = format!("{family}{year}{word}");
        if key.is_empty() { "untitled".to_owned() } else { key }
    }
}

/// A key for each reference, no two alike: `liu2024kivi`, `liu2024kivi-2`.
pub(super) fn keys(references: &[Reference<'_>]) -> Vec<String> {
    let mut used = HashSet::new();
    let unique = |reference: &Reference<'_>| {
        let key = reference.key();
        let numbered = |n| match n {
            1 => key.clone(),
            n => format!("{key}-{n}"),
        };
        let free = (1..).map(numbered).find(|key| used.insert(key.clone()));
        free.unwrap_or(key)
    };
    references.iter().map(unique).collect()
}

/// The publications among the evidence, each once.
pub(super) fn distinct<'a>(
    evidence: impl Iterator<Item = &'a Evidence>,
) -> Vec<Reference<'a>> {
    let mut titles = HashSet::new();
    evidence
        .filter(|evidence| evidence.title.is_some())
        .map(Reference::from)
        .filter(|reference| titles.insert(reference.title.to_lowercase()))
        .collect()
}

/// A name in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct NameParts {
    pub(super) given: String,
    pub(super) family: String,
    /// `Jr.`
    pub(super) suffix: String,
}

/// Splits a name in reading order: the last word is the family name, with
/// the particles before it.
pub(super) fn name_parts(name: &str) -> NameParts {
    const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_suffix =
        |word: &&str| SUFFIXES.contains(&word.to_lowercase().as_str());
    let suffix = match words.last().filter(|last| is_suffix(last)) {
        Some(last) if words.len() > 2 => {
            let last = (*last).to_owned();
            words.pop();
            last
        }
        _ => String::new(),
    };
    let is_particle =
        |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let last = words.len().saturating_sub(1);
    let mut start = last;
    while start > 1 && is_particle(words[start - 1]) {
        start -= 1;
    }
    let (given, family) = words.split_at(start.min(words.len()));
    NameParts { given: given.join(" "), family: family.join(" "), suffix }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_before_its_particles() {
        for (name, given, family, suffix) in [
            ("Zirui Liu", "Zirui", "Liu", ""),
            ("Ludwig van der Rohe", "Ludwig", "van der Rohe", ""),
            ("Martin L. King Jr.", "Martin L.", "King", "Jr."),
            ("刘子瑞", "", "刘子瑞", ""),
            ("van Beethoven", "van", "Beethoven", ""),
            ("", "", "", ""),
        ] {
            let parts = name_parts(name);
            assert_eq!(
                (&*parts.given, &*parts.family, &*parts.suffix),
                (given, family, suffix),
                "{name}"
            );
        }
    }

    #[test]
    fn no_two_keys_are_alike() {
        let one = Reference {
            title: "On KIVI",
            authors: vec!["Zirui Liu"],
            year: Some(2024),
            ..Reference::default()
        };
        let all = [one.clone(), one, Reference::default()];
        assert_eq!(keys(&all), ["liu2024kivi", "liu2024kivi-2", "untitled"]);
    }

    #[test]
    fn a_venue_tells_the_kind() {
        for (venue, status, kind) in [
            (Some("ICML"), None, Kind::Paper),
            (Some("TACL"), Some(Status::Published), Kind::Article),
            (Some("Journal of Moss"), None, Kind::Article),
            (Some("Workshop on Moss"), None, Kind::Paper),
            (Some("ICML"), Some(Status::Submitted), Kind::Manuscript),
            (Some("arXiv"), None, Kind::Manuscript),
            (Some("PhD thesis, MIT"), None, Kind::Thesis),
            (None, None, Kind::Manuscript),
        ] {
            let one = Reference { venue, status, ..Reference::default() };
            assert_eq!(one.kind(), kind, "{venue:?}");
        }
    }
}
