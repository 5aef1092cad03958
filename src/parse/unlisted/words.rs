//! What single words say of the name of an organization: whether they are part
//! of it, join its parts or only name a kind.

use crate::parse::words::bare;

/// Whether a word by itself names but a kind, of languages that write in
/// small letters, behind it, what tells it.
pub(super) fn is_kind(word: &str) -> bool {
    const KINDS: &[&str] = &[
        "école",
        "ecole",
        "université",
        "università",
        "universidad",
        "universidade",
        "universitat",
        "instituto",
        "istituto",
        "laboratoire",
        "laboratorio",
    ];
    KINDS.contains(&bare(word).to_lowercase().as_str())
}

/// Whether a word may be part of a name.
pub(super) fn is_part(word: &str) -> bool {
    let year = word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let first = word.chars().find(|c| c.is_alphanumeric());
    // "University of Sand. I am".
    !year
        && !["I", "My"].contains(&word)
        && first.is_some_and(|c| !c.is_lowercase())
}

/// Whether a word that is one of organizations stands for any: "my college".
pub(super) fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "universit",
        "institut",
        "colleg",
        "school",
        "academ",
        "laborator",
        "research",
        "center",
        "centre",
        "hospital",
        "foundation",
        "corporation",
        "labs",
        "graduate",
        "business",
        "polytechnic",
    ];
    // "université", "institut": of other languages, in lower case.
    let foreign = ["université", "institut", "universidad", "universidade"];
    word.starts_with(char::is_lowercase)
        && COMMON.iter().any(|common| word.starts_with(common))
        && !foreign.contains(&word)
}

/// Whether a sentence ends with a word.
pub(super) fn ends_sentence(word: &str) -> bool {
    let Some(head) = word.strip_suffix('.') else { return false };
    head.chars().filter(|c| c.is_alphabetic()).count() > 4
}

/// Small words within a name.
pub(super) const JOINING: &[&str] = &[
    "of", "for", "and", "the", "in", "de", "la", "le", "du", "des", "del",
    "di", "da", "do", "dos", "las", "los", "el", "y", "e", "et", "für", "und",
    "der", "die", "zu", "van", "von", "voor", "en", "on", "i", "och", "og",
    "at", "–", "degli", "dei", "delle", "dello", "della", "al",
];

/// Words before an organization that gives money.
pub(super) const FUNDING: &[&str] = &[
    "support",
    "supported",
    "funded",
    "funding",
    "grant",
    "grants",
    "fellowship",
    "scholarship",
    "sponsored",
    "award",
    "awarded",
    "prize",
];
