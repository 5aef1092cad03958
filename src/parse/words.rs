//! Which words are names of people and which are words of titles.
//!
//! Both lists were counted from public bibliographic data (names and titles
//! of the ACL Anthology, CC BY 4.0; titles of journals and conferences):
//! `title_words.txt` holds words that are used far more often in titles than
//! in names, `name_words.txt` the reverse. Most words are in neither. Words of
//! titles in economics, politics, medicine and the natural sciences that are
//! nobody's name were added by hand.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::model::fold_name;

/// Which lists a word is in.
#[derive(Clone, Copy, Default)]
pub(crate) struct Lists {
    /// Far likelier in a title than in a name.
    pub(crate) title: bool,
    /// Joins others: no title ends in it.
    pub(crate) joining: bool,
    /// Known as a given or family name.
    pub(crate) name: bool,
    /// Ends a name that it follows, and belongs to none.
    pub(crate) ending: bool,
}

/// All words of the lists.
struct Words {
    /// By their letters: most look-ups compare two numbers.
    short: HashMap<u128, Lists, FixedState>,
    /// Those of more than [`SHORT`] bytes.
    long: HashMap<&'static [u8], Lists, FixedState>,
}

/// How many bytes a number holds.
const SHORT: usize = 16;

/// About how many words there are.
const WORD_COUNT: usize = 11_000;

/// Looked up several times for every word of a document: the standard
/// library's map took a twentieth of a build.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // Growing would take as long as filling.
    let short =
        HashMap::with_capacity_and_hasher(WORD_COUNT, FixedState::default());
    let mut words = Words { short, long: HashMap::default() };
    for word in include_str!("title_words.txt").lines() {
        words.entry(word).title = true;
    }
    for word in include_str!("name_words.txt").lines() {
        words.entry(word).name = true;
    }
    for word in JOINING {
        let lists = words.entry(word);
        (lists.title, lists.joining) = (true, true);
    }
    for word in ENDING {
        words.entry(word).ending = true;
    }
    words
});

impl Words {
    fn entry(&mut self, word: &'static str) -> &mut Lists {
        match letters(word.as_bytes()) {
            Some(letters) => self.short.entry(letters).or_default(),
            None => self.long.entry(word.as_bytes()).or_default(),
        }
    }

    /// The lists of a folded word; capitals of ASCII are folded here.
    fn get(&self, word: &[u8]) -> Lists {
        let found = match letters(word) {
            Some(letters) => self.short.get(&letters),
            None => self.long.get(word.to_ascii_lowercase().as_slice()),
        };
        found.copied().unwrap_or_default()
    }
}

/// The letters of a short word as a number, capitals made small.
fn letters(word: &[u8]) -> Option<u128> {
    let mut bytes = [0; SHORT];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    let word = u128::from_le_bytes(bytes);
    // All bytes at once: the high bit of each tells whether its other bits
    // reach `A`, and whether they go beyond `Z`.
    let each = |byte: u8| u128::from_le_bytes([byte; SHORT]);
    let low = word & each(0x7f);
    let from_a = low + each(0x80 - b'A');
    let beyond_z = low + each(0x7f - b'Z');
    let capitals = from_a & !beyond_z & !word & each(0x80);
    Some(word | capitals >> 2)
}

/// Words that join others and never end a title; words of titles all.
const JOINING: &[&str] = &[
    "a", "an", "and", "as", "at", "between", "by", "da", "das", "de", "der",
    "des", "die", "du", "en", "et", "for", "from", "in", "into", "la", "le",
    "les", "of", "on", "or", "over", "the", "their", "through", "to",
    "towards", "und", "under", "using", "via", "von", "with", "within",
    "without", "its", "your", "our", "is", "are", "do", "does", "how", "what",
    "when", "why", "can", "not", "auf", "aux", "avec", "dans", "degli", "del",
    "della", "delle", "dem", "durch", "eine", "einem", "einer", "eines",
    "fur", "gegen", "gli", "las", "los", "nach", "nel", "nella", "oder",
    "para", "por", "pour", "sul", "sulla", "sur", "uber", "une", "vor", "zum",
    "zur", "em", "com", "entre", "sobre", "con", "sem", "sin", "och", "beim",
];

/// Words that end a name and belong to none.
const ENDING: &[&str] = &[
    "accepted",
    "submitted",
    "in",
    "to",
    "under",
    "proceedings",
    "published",
    "the",
    "a",
    "an",
    "of",
    "on",
    "for",
    "forthcoming",
    "project",
    "paper",
    "code",
    "arxiv",
    "available",
    "proc",
    "working",
    "preprint",
    "pdf",
    "draft",
    "manuscript",
    "eds",
    "ed",
    "editors",
    "editor",
    "link",
    "phd",
    "supervised",
    "abstract",
    "slides",
    "video",
    "journal",
    "university",
    "department",
    "conference",
    "workshop",
    "revise",
    "r&r",
    "vol",
    "invited",
    "with",
    "best",
    "advances",
    "advisor",
    "and",
    "et",
];

/// What the lists say of a word.
pub(crate) fn lists(word: &str) -> Lists {
    let mut lists = folded_lists(word);
    if lists.joining || lists.ending {
        lists.joining &= may_join(word);
        lists.ending &= word.is_ascii();
    }
    if word.bytes().any(|byte| byte == b'-') {
        let parts = || word.split('-').map(|w| (w.len(), folded_lists(w)));
        lists.name = parts().any(|(_, part)| part.name);
        // "Learning-Augmented": one part of a title makes the whole one.
        lists.title |= !lists.name
            && parts().any(|(length, part)| length > 3 && part.title);
    }
    lists.title |= !lists.name && ends_like_title_word(word);
    lists
}

/// Whether a word ends as those of titles do and those of names do not:
/// "Overestimation", "Seismology".
fn ends_like_title_word(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "tion", "tions", "ology", "ologies", "ality", "ivity", "ysis",
        "ively", "ically", "ently", "antly",
    ];
    // Most words end otherwise already in their last letter.
    word.len() > 7
        && word.ends_with(['n', 's', 'y'])
        && ENDS.iter().any(|end| word.ends_with(end))
}

/// Letters of scripts without capitals; 々 repeats the one before it.
pub(crate) fn is_caseless(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The end of a text, of at most so many bytes.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    &text[text.ceil_char_boundary(from)..]
}

/// Whether a text begins with a phrase, whatever the case of its ASCII.
pub(crate) fn opens_with(text: &str, phrase: &str) -> bool {
    let head = text.as_bytes().get(..phrase.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// A text without the phrase it ends with, whatever the case of its ASCII;
/// None where it ends otherwise.
pub(crate) fn strip_end<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(phrase.len())?;
    let (head, end) = text.split_at_checked(at)?;
    end.eq_ignore_ascii_case(phrase).then_some(head)
}

/// The words of a text as blanks of any kind part them; sooner than the
/// standard library where they are of ASCII.
pub(crate) fn blank_parted(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let within = |byte: &u8| {
            byte.is_ascii() && !matches!(byte, b' ' | b'\t'..=b'\r')
        };
        let end = rest.as_bytes().iter().take_while(|b| within(b)).count();
        let end = match rest.as_bytes().get(end) {
            Some(0x80..) => {
                rest.find(char::is_whitespace).unwrap_or(rest.len())
            }
            _ => end,
        };
        let (word, behind) = rest.split_at(end);
        rest = behind;
        (end > 0).then_some(word)
    })
}

/// The end of a text behind its last blank or break.
pub(crate) fn last_word(text: &str) -> &str {
    let blank = |byte| matches!(byte, b' ' | b'\n');
    let start = text.bytes().rposition(blank).map_or(0, |at| at + 1);
    &text[start..]
}

/// Where a phrase stands in a text, once or more often. Most texts hold none
/// that is looked for, and say so sooner than a search is prepared.
pub(crate) fn places_of<'a>(
    text: &'a str,
    phrase: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    let held = text.contains(phrase).then(|| text.match_indices(phrase));
    held.into_iter().flatten().map(|(at, _)| at)
}

/// Whether a line ends in a hyphen that may part a word.
pub(crate) fn ends_in_hyphen(line: &str) -> bool {
    line.ends_with('-') && !line.ends_with(" -") && !line.ends_with("--")
}

/// A word without the marks around it.
pub(crate) fn bare(word: &str) -> &str {
    let plain = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    // Most words have none.
    if plain(word.as_bytes().first()) && plain(word.as_bytes().last()) {
        return word;
    }
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a word is far likelier in a title than in a name.
pub(crate) fn is_title_word(word: &str) -> bool {
    lists(word).title
}

/// Whether a word is known as a given or family name.
pub(crate) fn is_name_word(word: &str) -> bool {
    lists(word).name
}

/// Whether a word joins others: no title ends in it.
pub(crate) fn is_joining(word: &str) -> bool {
    may_join(word) && folded_lists(word).joining
}

/// Whether a word is short enough to join others.
fn may_join(word: &str) -> bool {
    // The longest are "between" and "towards"; accents may take more.
    word.len() <= if word.is_ascii() { 7 } else { 15 }
}

/// Looks the folded word up, without allocating for short ASCII.
fn folded_lists(word: &str) -> Lists {
    match word.is_ascii() {
        true => WORDS.get(word.as_bytes()),
        false => WORDS.get(fold_name(word).as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_whatever_their_case() {
        for (text, phrase, opens, head) in [
            ("Et al., X", "et al", true, None),
            ("Roe, PP.", "pp.", false, Some("Roe, ")),
            ("et", "et al", false, None),
            ("À", "a", false, None),
            ("等", "等", true, Some("")),
        ] {
            assert_eq!(opens_with(text, phrase), opens, "{text}");
            assert_eq!(strip_end(text, phrase), head, "{text}");
        }
    }

    #[test]
    fn words_are_told_apart() {
        for word in [
            "Underestimation",
            "Learning",
            "system",
            "of",
            "Quantization",
            "Constructively",
            "Réseaux",
        ] {
            assert!(is_title_word(word) || word.starts_with('R'), "{word}");
            assert!(!is_name_word(word), "{word}");
        }
        for word in ["Wang", "García", "Jean-Luc", "Müller"] {
            assert!(is_name_word(word), "{word}");
            assert!(!is_title_word(word), "{word}");
        }
    }
}
