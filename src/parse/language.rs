//! The language of a text, by the little words it cannot do without.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// Words of running text that few other languages share.
const WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "for", "with", "from", "by", "is", "are"]),
    ("de", &["und", "der", "die", "das", "für", "mit", "von", "ist", "im"]),
    ("fr", &["et", "les", "des", "pour", "dans", "une", "du", "avec", "sur"]),
    ("es", &["y", "los", "las", "para", "una", "con", "del", "por", "el"]),
    ("it", &["e", "di", "gli", "per", "una", "con", "della", "nel", "il"]),
    ("pt", &["e", "os", "para", "uma", "com", "dos", "da", "em", "não"]),
];

/// Letters of the longest of them.
const LONGEST: usize = 5;

/// Words that must be met before a language is believed.
const ENOUGH: usize = 4;

/// The two-letter code of a text's language; None for a text of too few
/// words, or of a language that is not told.
pub(super) fn language(text: &str) -> Option<String> {
    let (mut letters, mut kana, mut hangul, mut wide) = (0, 0, 0, 0);
    let mut counts = [0usize; WORDS.len()];
    let (mut start, mut length, mut at) = (0, 0, 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphabetic() {
            let rest = text.as_bytes()[at..].iter();
            let run = rest.take_while(|b| b.is_ascii_alphabetic()).count();
            (at, length) = (at + run, length + run);
            continue;
        }
        let c = match byte.is_ascii() {
            true => char::from(byte),
            false => text[at..].chars().next().unwrap_or_default(),
        };
        match c {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{3400}'..='\u{9fff}' => wide += 1,
            _ => {}
        }
        if !byte.is_ascii() && c.is_alphabetic() {
            (at, length) = (at + c.len_utf8(), length + 1);
            continue;
        }
        letters += length;
        count(&text[start..at], length, &mut counts);
        at += c.len_utf8();
        (start, length) = (at, 0);
    }
    letters += length;
    count(&text[start..], length, &mut counts);
    // Pages in Japanese may hold little but terms in Han characters.
    let (kana, wide) = match kana * 10 > wide {
        true => (kana + wide, 0),
        false => (0, wide),
    };
    for (code, count) in [("ja", kana), ("ko", hangul), ("zh", wide)] {
        if count * 5 > letters.max(1) {
            return Some(code.to_owned());
        }
    }
    let (best, most) =
        counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (*most >= ENOUGH).then(|| WORDS[best].0.to_owned())
}

/// Counts a word of some letters for the languages that it is one of.
fn count(word: &str, letters: usize, counts: &mut [usize; WORDS.len()]) {
    if !(1..=LONGEST).contains(&letters) {
        return;
    }
    let mut buffer = [0; LONGEST];
    let lower = match buffer.get_mut(..word.len()) {
        Some(lower) if word.is_ascii() => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            Cow::Borrowed(&*lower)
        }
        _ => Cow::Owned(word.to_lowercase().into_bytes()),
    };
    let Some(languages) = LANGUAGES.get(&*lower) else { return };
    for (bit, count) in counts.iter_mut().enumerate() {
        *count += usize::from(languages >> bit & 1);
    }
}

/// The languages that each word is one of, a bit each.
static LANGUAGES: LazyLock<HashMap<&[u8], u8, FixedState>> =
    LazyLock::new(|| {
        let mut languages: HashMap<_, u8, _> = HashMap::default();
        for (bit, (_, words)) in WORDS.iter().enumerate() {
            for word in *words {
                *languages.entry(word.as_bytes()).or_default() |= 1 << bit;
            }
        }
        languages
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_tell_the_language() {
        for (text, code) in [
            (
                "The shape of rivers and the age of deltas for the north",
                Some("en"),
            ),
            (
                "Die Form der Flüsse und das Alter der Deltas für den Norden",
                Some("de"),
            ),
            (
                "Les rivières et la forme des deltas pour une étude du nord avec",
                Some("fr"),
            ),
            ("发表论文 河流与三角洲", Some("zh")),
            ("Ann Roe 2019", None),
        ] {
            assert_eq!(language(text).as_deref(), code, "{text}");
        }
    }
}
