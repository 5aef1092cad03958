//! The language of a text, by the little words it cannot do without.

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
    for c in text.chars() {
        letters += usize::from(c.is_alphabetic());
        match c {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{3400}'..='\u{9fff}' => wide += 1,
            _ => {}
        }
    }
    for (code, count) in [("ja", kana), ("ko", hangul), ("zh", wide)] {
        if count * 5 > letters.max(1) {
            return Some(code.to_owned());
        }
    }
    let mut counts = [0usize; WORDS.len()];
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if word.is_empty() || word.chars().nth(LONGEST).is_some() {
            continue;
        }
        let lower = word.to_lowercase();
        for (count, (_, words)) in counts.iter_mut().zip(WORDS) {
            *count += usize::from(words.contains(&lower.as_str()));
        }
    }
    let (best, most) =
        counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (*most >= ENOUGH).then(|| WORDS[best].0.to_owned())
}

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
