//! The words that names are made of, each with what its letters tell.

use crate::parse::words::{Lists, is_caseless};

/// A word as names are parted into words: letters with the hyphens,
/// apostrophes and dots that join them, and one dot behind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// With its dot.
    pub(super) text: &'a str,
    /// Without it.
    pub(super) bare: &'a str,
    letters: Letters,
}

/// What a word's characters are.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    /// Without the last dot.
    chars: usize,
    letters: usize,
    capitals: usize,
    small: usize,
    hyphens: usize,
    /// `'` and `’`.
    apostrophes: usize,
    /// The last character is a small letter.
    ends_small: bool,
    /// Holds the dot and hyphen of `J.-P.`.
    joint: bool,
}

impl Letters {
    fn add(&mut self, c: char) {
        self.chars += 1;
        self.ends_small = false;
        match c {
            'a'..='z' => {
                self.letters += 1;
                self.small += 1;
                self.ends_small = true;
            }
            'A'..='Z' => {
                self.letters += 1;
                self.capitals += 1;
            }
            '-' => self.hyphens += 1,
            '\'' | '’' => self.apostrophes += 1,
            _ if c.is_ascii() => {}
            _ => {
                self.ends_small = c.is_lowercase();
                self.letters += usize::from(c.is_alphabetic());
                self.small += usize::from(self.ends_small);
                self.capitals += usize::from(c.is_uppercase());
            }
        }
    }
}

impl<'a> Word<'a> {
    /// The word that begins at a place; None where no letter stands there.
    pub(super) fn at(text: &'a str, at: usize) -> Option<Word<'a>> {
        let rest = &text[at..];
        let (length, letters) = measure(rest);
        if length == 0 {
            return None;
        }
        let text = &rest[..length];
        let bare = text.strip_suffix('.').unwrap_or(text);
        Some(Word { text, bare, letters })
    }

    /// Where it ends in the text it was read from.
    pub(super) fn end(&self, text: &str) -> usize {
        self.text.as_ptr() as usize - text.as_ptr() as usize + self.text.len()
    }

    /// Whether a dot stands behind it.
    pub(super) fn dotted(&self) -> bool {
        self.bare.len() < self.text.len()
    }

    pub(super) fn first(&self) -> char {
        self.text.chars().next().unwrap_or_default()
    }

    /// How many characters it has, without its dot.
    pub(super) fn chars(&self) -> usize {
        self.letters.chars
    }

    pub(super) fn capitals(&self) -> usize {
        self.letters.capitals
    }

    /// Whether its last character is a small letter.
    pub(super) fn ends_small(&self) -> bool {
        self.letters.ends_small
    }

    /// Whether it is capitals and nothing else.
    pub(super) fn is_capitals(&self) -> bool {
        self.letters.capitals == self.letters.chars
    }

    /// Whether it is capitals and hyphens.
    pub(super) fn is_shouted(&self) -> bool {
        self.letters.capitals + self.letters.hyphens == self.letters.chars
    }

    /// Whether it is capitals of the Latin alphabet, without a dot of theirs
    /// or three or four of them.
    pub(super) fn is_plain_capitals(&self) -> bool {
        self.is_capitals() && self.bare.is_ascii()
    }

    /// Whether it is initials: `J.`, `J.-P.`, `JP`, `J`, `Ch.`, `Yu.`.
    pub(super) fn is_initial(&self) -> bool {
        are_initials(self.letters, self.dotted())
    }

    /// Whether it is written as names are: `Liu`, `McKay`, `O'Brien`, `LIU`;
    /// not `KV`, `GPT-4` or `LLaMA2`.
    pub(super) fn is_wordlike(&self, lists: Lists) -> bool {
        let Letters { letters, capitals, .. } = self.letters;
        if letters < 2 {
            return false;
        }
        if capitals == letters {
            // A name in capitals; acronyms are seldom names.
            return lists.name || letters > 5;
        }
        let begins = |head: &&str| self.bare.starts_with(head);
        // "AlMutairi", but "AlexNet".
        let joins = |head: &&str| {
            let rest = self.bare.strip_prefix(head);
            rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        capitals <= 1
            || capitals <= 1 + self.letters.hyphens + self.letters.apostrophes
            || ["Mc", "Mac"].iter().any(begins)
            || (capitals == 2
                && ["De", "Di", "La", "Le", "Lo", "Van", "Von", "Fitz", "Du"]
                    .iter()
                    .any(begins))
            || (capitals == 2
                && ["Al", "El", "Abu", "Abd", "Ben", "Bin", "San"]
                    .iter()
                    .any(joins))
    }
}

fn are_initials(word: Letters, dotted: bool) -> bool {
    let Letters { letters, capitals, .. } = word;
    // Most words are none: two small letters tell.
    if word.small > 1 && !word.joint {
        return false;
    }
    if dotted {
        letters == capitals && letters <= 3
            || (letters == 2 && capitals == 1)
            || word.joint
    } else {
        letters == capitals
            && letters <= 2
            && letters > 0
            && letters + word.hyphens == word.chars
    }
}

/// The length of the word that a text begins with, and its letters.
fn measure(text: &str) -> (usize, Letters) {
    let mut found = Letters::default();
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic());
    let length = letters.count();
    match bytes.get(length) {
        Some(b'-' | b'\'' | b'`' | 0x80..) => return measure_joined(text),
        Some(b'.') if length > 0 && joins_initial(&text[length + 1..]) => {
            return measure_joined(text);
        }
        _ => {}
    }
    let word = &bytes[..length];
    let small = word.iter().filter(|b| b.is_ascii_lowercase()).count();
    found.chars = length;
    found.letters = length;
    found.small = small;
    found.capitals = length - small;
    found.ends_small = word.last().is_some_and(u8::is_ascii_lowercase);
    let dot = length > 0 && bytes.get(length) == Some(&b'.');
    (length + usize::from(dot), found)
}

/// Likewise, of a word that is not all ASCII letters.
fn measure_joined(text: &str) -> (usize, Letters) {
    let mut found = Letters::default();
    let mut end = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        let letter_behind = || next().is_some_and(char::is_alphabetic);
        let belongs = match c {
            'a'..='z' | 'A'..='Z' => true,
            // "J.-P." is one group of initials; "Gal·les" one name.
            '·' | '-' | '‐' | '‑' | '\'' | '’' | '`' | '´' => {
                end > 0 && letter_behind()
            }
            '.' => end > 0 && joins_initial(&text[at + 1..]),
            // Marks that stand over the letter before.
            '\u{300}'..='\u{36f}' => end > 0,
            // "Li Bo等" goes on with others.
            '等' => !before.is_ascii_alphabetic(),
            _ => c.is_alphabetic(),
        };
        if !belongs {
            end += usize::from(c == '.' && end > 0);
            break;
        }
        found.joint |= before == '.' && c == '-';
        found.add(c);
        before = c;
        end = at + c.len_utf8();
    }
    (end, found)
}

/// Whether a text goes on with a hyphen and a letter.
fn joins_initial(text: &str) -> bool {
    text.strip_prefix(['-', '‐', '‑'])
        .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// The length of the word that a text begins with.
pub(super) fn word_length(text: &str) -> usize {
    measure(text).0
}

/// Whether a word is initials: `J.`, `J.-P.`, `JP`, `J`, `Ch.`, `Yu.`.
pub(super) fn is_initial(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let joint = || word.as_bytes().windows(2).any(|pair| pair == b".-");
    let mut letters = Letters::default();
    for c in bare.chars() {
        letters.add(c);
        // Most words are none: two small letters tell.
        if letters.small > 1 && !joint() {
            return false;
        }
    }
    letters.joint = joint();
    are_initials(letters, bare.len() < word.len())
}

/// Whether a word is three or four initials without dots: `CHH`.
pub(super) fn is_initials_group(word: &str) -> bool {
    matches!(word.len(), 3 | 4) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a word is written as those of names are: with a capital, or of a
/// script that has none, and without digits; or a particle.
pub(super) fn may_be_name(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    let first = bare.chars().next();
    first.is_some_and(|c| c.is_uppercase() || is_caseless(c))
        && bare
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        || is_particle(word)
}

/// Whether a name begins with an article or particle that lost its vowel:
/// "d'Avila", "dell'Orto".
pub(super) fn is_elided(word: &str) -> bool {
    let Some(at) = word.find(['\'', '’']) else { return false };
    let (head, behind) = word.split_at(at);
    ["d", "l", "t", "dell", "dall"].contains(&head)
        && behind.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Whether particles are joined to a name: `al-Roe`, `van-der-Roe`.
pub(super) fn is_hyphenated(word: &str) -> bool {
    if !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let Some((particles, name)) = word.rsplit_once('-') else { return false };
    name.chars().count() > 2
        && name.starts_with(char::is_uppercase)
        && particles.split('-').all(is_particle)
}

/// Whether a word is a particle of names.
pub(in crate::parse::publications) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "van"
            | "der"
            | "den"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "el"
            | "al"
            | "bin"
            | "ibn"
            | "ben"
            | "ter"
            | "ten"
            | "zu"
            | "zur"
            | "af"
            | "av"
            | "do"
            | "dal"
            | "vom"
            | "dello"
            | "im"
            | "zum"
            | "het"
            | "des"
            | "las"
            | "los"
            | "ul"
    )
}
