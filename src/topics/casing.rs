//! How words are written: which ones keep their capitals within a text.

use super::words::{Map, Token};

/// Counts of the spellings of each word.
#[derive(Default)]
pub(super) struct Casing {
    counts: Vec<Counts>,
    /// Spellings with capitals within: `LLMs`, `fMRI`, `ResNet`.
    inner: Map<(u32, Box<str>), u32>,
}

/// How often one word stands in which form.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// Anywhere.
    all: u32,
    /// With capitals within.
    inner: u32,
    /// In lower case, where not all words are capitalised.
    lower: u32,
    /// Capitalised, where not all words are, and not first.
    capital: u32,
}

impl Casing {
    /// Counts the words of a text.
    pub(super) fn note(&mut self, text: &str, tokens: &[Token]) {
        let printed = |t: &Token| &text[t.start as usize..t.end as usize];
        let starts_low = |word: &str| word.starts_with(char::is_lowercase);
        let long = |t: &&Token| t.end - t.start > 3;
        let (mut lower, mut others) = (0, 0);
        for token in tokens.iter().skip(1).filter(long) {
            if starts_low(printed(token)) {
                lower += 1;
            } else {
                others += 1;
            }
        }
        let is_sentence = lower > others;
        let is_loud = !text.contains(char::is_lowercase);
        for (i, token) in tokens.iter().enumerate() {
            let word = printed(token);
            let at = token.word as usize;
            if at >= self.counts.len() {
                self.counts.resize(at + 1, Counts::default());
            }
            let counts = &mut self.counts[at];
            if is_loud {
                continue;
            }
            counts.all += 1;
            if word.chars().skip(1).any(char::is_uppercase) {
                counts.inner += 1;
                let key = (token.word, Box::from(word));
                *self.inner.entry(key).or_default() += 1;
            } else if is_sentence && starts_low(word) {
                counts.lower += 1;
            } else if is_sentence && i > 0 && !begins(text, token) {
                counts.capital += 1;
            }
        }
    }

    /// Counts the words of a phrase where only names are capitalised.
    pub(super) fn note_phrase(&mut self, text: &str, tokens: &[Token]) {
        for token in tokens {
            let at = token.word as usize;
            if at >= self.counts.len() {
                self.counts.resize(at + 1, Counts::default());
            }
            let word = &text[token.start as usize..token.end as usize];
            let lower = word.starts_with(char::is_lowercase);
            self.counts[at].lower += u32::from(lower);
            self.counts[at].capital += u32::from(!lower);
        }
    }

    /// How often a word stands with capitals within, and anywhere.
    pub(super) fn capitals(&self, word: u32) -> (u32, u32) {
        let counts = self.counts.get(word as usize).copied();
        counts.map_or((0, 0), |counts| (counts.inner, counts.all))
    }

    /// Whether a word is mostly written with capitals within.
    fn is_acronym(&self, word: u32) -> bool {
        let (inner, all) = self.capitals(word);
        inner > 1 && inner * 2 > all
    }

    /// The most usual form of each word that is mostly written with
    /// capitals within.
    pub(super) fn acronyms(&self) -> Map<u32, &str> {
        let mut best: Map<u32, (u32, &str)> = Map::default();
        for ((word, form), &count) in &self.inner {
            if !self.is_acronym(*word) {
                continue;
            }
            let known = best.entry(*word).or_insert((0, form));
            // Of equally usual forms the first of the alphabet.
            if count > known.0 || count == known.0 && &**form < known.1 {
                *known = (count, form);
            }
        }
        best.into_iter().map(|(word, (_, form))| (word, form)).collect()
    }

    /// Whether a word is capitalised where not all words are.
    pub(super) fn is_name(&self, word: u32) -> bool {
        let counts = self.counts.get(word as usize).copied();
        counts.is_some_and(|c| c.capital > 2 * c.lower)
    }
}

/// Whether a sentence or subtitle begins with a token.
fn begins(text: &str, token: &Token) -> bool {
    let before = text[..token.start as usize].trim_end();
    before.ends_with(['.', ':', '?', '!', '–', '—', '"', '“', '('])
}
