//! Takes a printed name apart.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::fold::{fold_name, plain};
use super::{PARTICLES, PersonName, SUFFIXES, TITLES};

/// Whether a word is one of a list of plain ones.
pub(super) fn is_among(list: &[&str], word: &str) -> bool {
    if !word.is_ascii() {
        return list.contains(&plain(word).as_str());
    }
    let letters = word.bytes().filter(|b| *b != b'.');
    let length = letters.clone().count();
    list.iter().filter(|listed| listed.len() == length).any(|listed| {
        letters.clone().map(|b| b.to_ascii_lowercase()).eq(listed.bytes())
    })
}

/// Words parted by blanks, each added by `push`.
pub(super) fn join<'a>(
    words: impl IntoIterator<Item = &'a Cow<'a, str>>,
    push: impl Fn(&mut String, &str),
) -> String {
    let mut out = String::with_capacity(24);
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        push(&mut out, word);
    }
    out
}

/// Takes names in quotes or brackets out of a name.
pub(super) fn split_nicknames(text: &str) -> (Cow<'_, str>, Vec<String>) {
    const OPENING: &[char] = &['"', '“', '(', '（', '„', '«'];
    let (mut bare, mut nicknames) = (String::new(), Vec::new());
    // Most names have none.
    if text.bytes().all(|b| b.is_ascii() && !matches!(b, b'"' | b'(')) {
        return (Cow::Borrowed(text), nicknames);
    }
    let mut rest = text;
    while let Some(open) = rest.find(OPENING) {
        let opener = rest[open..].chars().next().unwrap_or('"');
        let closers: &[char] = match opener {
            '(' | '（' => &[')', '）'],
            '«' => &['»'],
            _ => &['"', '”', '“'],
        };
        let inside = &rest[open + opener.len_utf8()..];
        let Some(close) = inside.find(closers) else { break };
        let closer = inside[close..].chars().next().map_or(1, char::len_utf8);
        nicknames.push(inside[..close].trim().to_owned());
        bare.push_str(&rest[..open]);
        bare.push(' ');
        rest = &inside[close + closer..];
    }
    if nicknames.is_empty() {
        return (Cow::Borrowed(text), nicknames);
    }
    bare.push_str(rest);
    (Cow::Owned(bare), nicknames)
}

/// The words of a name, titles and suffixes left out.
pub(super) fn words(text: &str) -> Vec<Cow<'_, str>> {
    let mut words: Vec<Cow<'_, str>> = Vec::with_capacity(4);
    words.extend(text.split_whitespace().map(|word| match word.is_ascii() {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.nfc().collect()),
    }));
    while words.len() > 1 && is_among(TITLES, &words[0]) {
        words.remove(0);
    }
    while words.len() > 1 && is_among(SUFFIXES, &words[words.len() - 1]) {
        words.pop();
    }
    // "Carlos Diaz." at the end of a sentence; "J." and "Jr." keep theirs.
    if let Some(last) = words.last_mut()
        && last.bytes().filter(|b| *b == b'.').count() == 1
        && last.chars().filter(|c| c.is_alphabetic()).count() > 2
    {
        *last = match last {
            Cow::Borrowed(word) => Cow::Borrowed(word.trim_end_matches('.')),
            Cow::Owned(word) => Cow::Owned(word.trim_end_matches('.').into()),
        };
    }
    words
}

/// Splits `Ludwig van Beethoven` and `Liu Z` into given and family names.
pub(super) fn split_reading_order<'a, 'b>(
    given: &'b [Cow<'a, str>],
) -> (&'b [Cow<'a, str>], &'b [Cow<'a, str>]) {
    let [before @ .., last] = given else { return (&[], given) };
    if before.is_empty() {
        return (&[], given);
    }
    // "Liu Z", "Daume H", "García JM": medical style, initials stand last.
    let is_initials = last.chars().count() <= 3
        && last.chars().all(|c| c.is_uppercase())
        && !given[0].ends_with('.')
        && given[0].chars().count() > 1
        && given[0].chars().any(char::is_lowercase);
    if is_initials {
        return (std::slice::from_ref(last), before);
    }
    let start = given
        .iter()
        .enumerate()
        .skip(1)
        .find(|(i, word)| {
            // "Y" and "Al" are also initials and given names.
            *i + 1 < given.len()
                && word.chars().next().is_some_and(char::is_lowercase)
                && is_among(PARTICLES, word)
        })
        .map_or(given.len() - 1, |(i, _)| i);
    given.split_at(start)
}

/// Adds the parts of one given name: `J.-P.` and `JP` are two initials,
/// `Jean-Luc` is one name.
pub(super) fn push_given(word: &str, parts: &mut Vec<String>) {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.')
        && word.split(['.', '-']).all(|part| part.chars().count() <= 1);
    let capitals = letters <= 3
        && letters > 1
        && word.chars().all(|c| c.is_uppercase() || c == '-');
    if dotted || capitals {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        parts.extend(letters.map(|c| fold_name(c.encode_utf8(&mut [0; 4]))));
        return;
    }
    let mut folded = fold_name(word);
    folded.retain(|c| !matches!(c, '.' | '-'));
    if !folded.is_empty() {
        parts.push(folded);
    }
}

/// Family names of two characters and more of Chinese and Japanese, the longer
/// before what they begin with.
pub(super) const LONG_CJK_FAMILIES: &[&str] = &[
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "佐々木",
    "長谷川",
    "五十嵐",
    "野々村",
];

/// Reads a name in Chinese characters, family name first.
pub(super) fn parse_cjk(text: &str) -> Option<PersonName> {
    if text.is_ascii() {
        return None;
    }
    let letters: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace() && *c != '·').collect();
    let is_cjk = |c: &char| {
        matches!(*c, '々' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{3040}'..='\u{30ff}' | '\u{20000}'..='\u{2ebef}')
    };
    if !(2..=6).contains(&letters.len()) || !letters.iter().all(is_cjk) {
        return None;
    }
    let joined: String = letters.iter().collect();
    let long = LONG_CJK_FAMILIES.iter().find(|f| joined.starts_with(**f));
    let long = long.map(|family| family.chars().count());
    let length = long.filter(|length| *length < letters.len()).unwrap_or(1);
    let (family, given) = letters.split_at(length);
    Some(PersonName {
        given: vec![given.iter().collect()],
        family: family.iter().collect(),
        nicknames: Vec::new(),
        display: joined,
    })
}
