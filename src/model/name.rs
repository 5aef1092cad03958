//! Names of people: spelling variants of one name, made comparable.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A person's name, split into the parts that comparing needs.
///
/// Reads `Zirui Liu`, `Liu, Zirui`, `Liu, Z.`, `Z. Liu`, `Liu Z`,
/// `Zirui "Ray" Liu`, `Zirui (Ray) Liu`, `Ludwig van Beethoven`,
/// `King, Jr., Martin`, `刘子瑞`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// In reading order, nickname left out.
    display: String,
    /// Given names and initials, folded, in order.
    given: Vec<String>,
    /// Names in quotes or brackets, folded.
    nicknames: Vec<String>,
    /// Family name with its particles, folded, words separated by a blank.
    family: String,
}

/// Words that open a family name.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos",
    "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten",
    "zu", "zur", "af", "av", "st", "vander", "dello", "do", "y", "vom", "dal",
];

/// Words after a name that are no part of it.
const SUFFIXES: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "dphil", "msc", "bsc", "dr",
    "esq", "mba", "facs", "frs", "ieee", "fieee",
];

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "prof",
    "professor",
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "dame",
    "dipl",
    "ing",
    "hon",
    "rev",
    "msc",
    "mag",
    "assoc",
    "assistant",
    "associate",
    "adjunct",
    "asst",
    "habil",
    "med",
    "nat",
    "rer",
    "phil",
    "pd",
    "univ",
];

impl PersonName {
    /// Reads a name; None where the text holds no letter.
    ///
    /// ```
    /// use vitae::model::PersonName;
    /// let name = PersonName::parse("Liu, Zirui \"Ray\"").unwrap();
    /// assert_eq!(name.display(), "Zirui Liu");
    /// assert_eq!(name.family(), "liu");
    /// assert!(name.matches(&PersonName::parse("Z. Liu").unwrap()));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<PersonName> {
        let (bare, nicknames) = split_nicknames(text);
        let bare = bare.as_ref();
        let bare = bare.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '*' | '†' | '‡' | '§')
        });
        if !bare.chars().any(char::is_alphabetic) {
            return None;
        }
        if let Some(name) = parse_cjk(bare) {
            return Some(name);
        }
        let mut pieces = bare
            .split(',')
            .map(str::trim)
            .filter(|piece| !piece.is_empty() && !is_among(SUFFIXES, piece));
        let (one, other) = (pieces.next()?, pieces.next());
        let (first, second) = (words(one), other.map(words));
        let (given, family) = match &second {
            None => split_reading_order(&first),
            Some(given) => (given.as_slice(), first.as_slice()),
        };
        if family.is_empty() && given.is_empty() {
            return None;
        }
        let mut parts = Vec::with_capacity(given.len());
        for word in given {
            push_given(word, &mut parts);
        }
        Some(PersonName {
            display: join(given.iter().chain(family), String::push_str),
            given: parts,
            nicknames: nicknames.iter().map(|n| fold(n)).collect(),
            family: join(family, |out, word| push_fold(word, out)),
        })
    }

    /// The name in reading order, without nickname, title and suffix.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The family name, folded, with particles.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Whether a folded word is one of the parts of this name.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        self.given.iter().any(|part| part == word)
            || self.family.split(' ').any(|part| part == word)
    }

    /// Given names and initials, folded.
    #[must_use]
    pub fn given(&self) -> &[String] {
        &self.given
    }

    /// Whether a given name is written out.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.given.iter().any(|part| part.chars().count() > 1)
    }

    /// A key equal for all spellings of this name that are written out
    /// alike: family name and first given name, folded.
    ///
    /// ```
    /// # use vitae::model::PersonName;
    /// let key = |text| PersonName::parse(text).unwrap().key();
    /// assert_eq!(key("José García"), key("Garcia, Jose"));
    /// ```
    #[must_use]
    pub fn key(&self) -> String {
        let first = self.given.first().map_or("", String::as_str);
        format!("{},{first}", self.family.replace([' ', '-'], ""))
    }

    /// Whether the two can be spellings of one name: same family name, and
    /// given names that agree as far as both are written.
    #[must_use]
    pub fn matches(&self, other: &PersonName) -> bool {
        if squeezed(&self.family).eq(squeezed(&other.family)) {
            return given_agree(self, other) || given_agree(other, self);
        }
        if has_double(self, other) || has_double(other, self) {
            return true;
        }
        // "Liu Zirui" for "Zirui Liu": the family name may stand first.
        self.is_full()
            && self.given.len() == 1
            && other.given.len() == 1
            && self.family == other.given[0]
            && other.family == self.given[0]
    }
}

/// A family name's letters: "de la Cruz" may be printed "delaCruz".
fn squeezed(family: &str) -> impl Iterator<Item = char> {
    family.chars().filter(|c| !matches!(c, ' ' | '-'))
}

/// Whether the family name of `double` is the last two words of `plain`:
/// "A. Ruiz-Soto" of "Ana Ruiz Soto".
fn has_double(double: &PersonName, plain: &PersonName) -> bool {
    let [first, .., middle] = plain.given.as_slice() else { return false };
    double.family.contains([' ', '-'])
        && middle.chars().nth(1).is_some()
        && squeezed(&double.family)
            .eq(middle.chars().chain(squeezed(&plain.family)))
        && double.given.first().is_some_and(|given| {
            given == first
                || given.chars().nth(1).is_none() && first.starts_with(given)
        })
}

/// Whether `short`'s given names are those of `long`, written out or not.
fn given_agree(short: &PersonName, long: &PersonName) -> bool {
    let (Some(first), Some(other)) = (short.given.first(), long.given.first())
    else {
        // A bare family name fits everybody of that name.
        return true;
    };
    let agree = |a: &str, b: &str| {
        let one_letter = |s: &str| s.chars().count() == 1;
        a == b
            || (one_letter(a) && b.starts_with(a))
            || (one_letter(b) && a.starts_with(b))
    };
    let joined = |name: &PersonName| name.given.concat();
    if !agree(first, other)
        && !long.nicknames.contains(first)
        && !short.nicknames.contains(other)
        && joined(short) != joined(long)
    {
        return false;
    }
    let (a, b) = (&short.given[1..], &long.given[1..]);
    a.iter().zip(b).all(|(a, b)| agree(a, b)) || joined(short) == joined(long)
}

/// Lower case without accents; `ł`, `ø`, `ß` and their like spelt out.
///
/// ```
/// assert_eq!(vitae::model::fold_name("Łukasz Høgh-Strauß"), "lukasz hogh-strauss");
/// ```
#[must_use]
pub fn fold_name(text: &str) -> String {
    fold(text)
}

fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_fold(text.trim(), &mut out);
    out
}

/// Adds a text as [`fold`] gives it.
fn push_fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            // What it is composed of; the marks, which alone could change
            // places, are left out.
            decompose_compatible(c, |part| push_folded(part, out));
        }
    }
}

fn push_folded(c: char, out: &mut String) {
    match c {
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        '’' | '‘' | 'ʼ' => out.push('\''),
        '‐' | '‑' | '–' => out.push('-'),
        _ if is_combining_mark(c) => {}
        _ => out.extend(c.to_lowercase()),
    }
}

/// Folded, and without the dots of abbreviations.
fn plain(word: &str) -> String {
    let mut folded = fold(word);
    folded.retain(|c| c != '.');
    folded
}

/// Whether a word is one of a list of plain ones.
fn is_among(list: &[&str], word: &str) -> bool {
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
fn join<'a>(
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
fn split_nicknames(text: &str) -> (Cow<'_, str>, Vec<String>) {
    const OPENING: &[char] = &['"', '“', '(', '（', '„', '«'];
    let (mut bare, mut nicknames) = (String::new(), Vec::new());
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
fn words(text: &str) -> Vec<Cow<'_, str>> {
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
        && last.matches('.').count() == 1
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
fn split_reading_order<'a, 'b>(
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
fn push_given(word: &str, parts: &mut Vec<String>) {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.')
        && word.split(['.', '-']).all(|part| part.chars().count() <= 1);
    let capitals = letters <= 3
        && letters > 1
        && word.chars().all(|c| c.is_uppercase() || c == '-');
    if dotted || capitals {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        parts.extend(letters.map(|c| fold(c.encode_utf8(&mut [0; 4]))));
        return;
    }
    let mut folded = fold(word);
    folded.retain(|c| !matches!(c, '.' | '-'));
    if !folded.is_empty() {
        parts.push(folded);
    }
}

/// Two-character family names of Chinese and Japanese.
const LONG_CJK_FAMILIES: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "皇甫",
    "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "佐藤", "鈴木",
    "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田",
];

/// Reads a name in Chinese characters, family name first.
fn parse_cjk(text: &str) -> Option<PersonName> {
    if text.is_ascii() {
        return None;
    }
    let letters: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace() && *c != '·').collect();
    let is_cjk = |c: &char| {
        matches!(*c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{3040}'..='\u{30ff}' | '\u{20000}'..='\u{2ebef}')
    };
    if !(2..=6).contains(&letters.len()) || !letters.iter().all(is_cjk) {
        return None;
    }
    let joined: String = letters.iter().collect();
    let long = letters.len() > 2
        && LONG_CJK_FAMILIES.iter().any(|family| joined.starts_with(family));
    let (family, given) = letters.split_at(if long { 2 } else { 1 });
    Some(PersonName {
        given: vec![given.iter().collect()],
        family: family.iter().collect(),
        nicknames: Vec::new(),
        display: joined,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text).unwrap_or_else(|| panic!("no name: {text}"))
    }

    #[test]
    fn a_name_has_given_and_family_parts() {
        for (text, display, given, family) in [
            ("Zirui Liu", "Zirui Liu", "zirui", "liu"),
            ("Liu, Zirui", "Zirui Liu", "zirui", "liu"),
            ("Liu, Z.", "Z. Liu", "z", "liu"),
            ("Liu Z", "Z Liu", "z", "liu"),
            ("García JM", "JM García", "j m", "garcia"),
            ("Zirui \"Ray\" Liu", "Zirui Liu", "zirui", "liu"),
            ("Xia (Ben) Hu", "Xia Hu", "xia", "hu"),
            (
                "Ludwig van Beethoven",
                "Ludwig van Beethoven",
                "ludwig",
                "van beethoven",
            ),
            ("van der Berg, Jan", "Jan van der Berg", "jan", "van der berg"),
            ("J.-P. Dupont", "J.-P. Dupont", "j p", "dupont"),
            ("Jean-Luc Picard", "Jean-Luc Picard", "jeanluc", "picard"),
            ("Prof. Dr. Anna Schmidt", "Anna Schmidt", "anna", "schmidt"),
            ("King, Jr., Martin L.", "Martin L. King", "martin l", "king"),
            ("Jane Roe, PhD", "Jane Roe", "jane", "roe"),
            ("刘子瑞", "刘子瑞", "子瑞", "刘"),
            ("欧阳修文", "欧阳修文", "修文", "欧阳"),
            ("Łukasz Kaiser*", "Łukasz Kaiser", "lukasz", "kaiser"),
            ("Plato", "Plato", "", "plato"),
        ] {
            let name = name(text);
            assert_eq!(name.display(), display, "{text}");
            assert_eq!(name.given().join(" "), given, "{text}");
            assert_eq!(name.family(), family, "{text}");
        }
        for text in ["", "  ", "*†", "42", ","] {
            assert_eq!(PersonName::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_match() {
        for (a, b) in [
            ("Zirui Liu", "Liu, Z."),
            ("Zirui Liu", "Liu Z"),
            ("Zirui Liu", "LIU, Zirui"),
            ("Zirui (Ray) Liu", "Ray Liu"),
            ("José García", "Jose Garcia"),
            ("Yu-Neng Chuang", "Yuneng Chuang"),
            ("Lars K. Hansen", "Lars Hansen"),
            ("L. K. Hansen", "Lars Kai Hansen"),
            ("Liu Zirui", "Zirui Liu"),
            ("LIAN LIU", "Lian Liu"),
            ("Ana Ruiz Soto", "A. Ruiz-Soto"),
        ] {
            assert!(name(a).matches(&name(b)), "{a} = {b}");
            assert!(name(b).matches(&name(a)), "{b} = {a}");
        }
    }

    #[test]
    fn other_names_do_not_match() {
        for (a, b) in [
            ("Zirui Liu", "Zihan Liu"),
            ("Zirui Liu", "Zirui Li"),
            ("Liu, Y.", "Zirui Liu"),
            ("Lars K. Hansen", "Lars P. Hansen"),
            ("刘子瑞", "刘子涵"),
            ("Ana Ruiz Soto", "B. Ruiz-Soto"),
            ("Ana R. Soto", "A. Ruiz-Soto"),
        ] {
            assert!(!name(a).matches(&name(b)), "{a} != {b}");
        }
    }
}
