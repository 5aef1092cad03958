//! Names of people: spelling variants of one name, made comparable.

mod fold;
mod known;
mod parts;

pub use fold::fold_name;
use fold::push_fold;
use parts::{
    is_among, join, parse_cjk, push_given, split_nicknames,
    split_reading_order, words,
};

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

/// Whether a folded word may open a family name: "van", "de la".
#[must_use]
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

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
            nicknames: nicknames.iter().map(|n| fold_name(n)).collect(),
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
    // "A. Ruiz-Santa Cruz" for "Ana Ruiz Santa Cruz".
    let letters = |words: &[String]| words.concat().replace('-', "");
    a.iter().zip(b).all(|(a, b)| agree(a, b))
        || joined(short) == joined(long)
        || !a.is_empty() && letters(a) == letters(b)
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
            ("佐々木一郎", "佐々木一郎", "一郎", "佐々木"),
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
            ("Ana Ruiz Santa Cruz", "A Ruiz-Santa Cruz"),
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
