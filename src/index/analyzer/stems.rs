//! The stems of words, each found once: a corpus has few words, and each
//! stands in several fields of many documents.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_stemmers::{Algorithm, Stemmer};

use super::spelling;

/// Languages other than English whose words are stemmed, by their codes.
pub(in crate::index) const LANGUAGES: &[(&str, Algorithm)] = &[
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

/// Stems of a language that a thread keeps; a corpus has few more words than
/// this.
const KEPT: usize = 1 << 16;

thread_local! {
    /// Those of English, then those of [`LANGUAGES`].
    static STEMS: RefCell<[Option<Stems>; LANGUAGES.len() + 1]> =
        RefCell::default();
}

/// Whose rules make a stem: those of English, or of one of [`LANGUAGES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) struct Language(usize);

impl Language {
    pub(super) const ENGLISH: Language = Language(0);

    /// The language of a code; None for English, and for one without a
    /// stemmer.
    pub(in crate::index) fn foreign(code: &str) -> Option<Language> {
        let at = LANGUAGES.iter().position(|row| row.0 == code)?;
        Some(Language(at + 1))
    }

    /// Its code, where it is not English.
    pub(in crate::index) fn code(self) -> Option<&'static str> {
        self.0.checked_sub(1).map(|at| LANGUAGES[at].0)
    }

    fn algorithm(self) -> Algorithm {
        self.0.checked_sub(1).map_or(Algorithm::English, |at| LANGUAGES[at].1)
    }

    /// Makes a folded word its stem. That of a foreign one names the
    /// language, `de:haus`: the stem of one language is a word of another.
    pub(super) fn stem(self, word: &mut String) {
        STEMS.with_borrow_mut(|all| {
            let stems = all[self.0].get_or_insert_with(|| Stems::of(self));
            stems.replace(word);
        });
    }
}

/// The stems of one language.
struct Stems {
    language: Language,
    stemmer: Stemmer,
    known: HashMap<String, String, FixedState>,
}

impl Stems {
    fn of(language: Language) -> Stems {
        let stemmer = Stemmer::create(language.algorithm());
        Stems { language, stemmer, known: HashMap::default() }
    }

    fn replace(&mut self, word: &mut String) {
        // Looked up by reference: a hit must not allocate.
        if let Some(stem) = self.known.get(word) {
            word.clone_from(stem);
            return;
        }
        let stem = match self.language.code() {
            None => match spelling::american(word) {
                Some(american) => english(&self.stemmer, &american),
                None => english(&self.stemmer, word),
            },
            Some(code) => format!("{code}:{}", self.stemmer.stem(word)),
        };
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(std::mem::replace(word, stem.clone()), stem);
    }
}

/// The stem of a folded word of English.
fn english(stemmer: &Stemmer, word: &str) -> String {
    let stem = stemmer.stem(word);
    // The English stemmer takes no `s` off a word without vowels, nor off
    // `-us`, and so keeps "LLMs" apart from "LLM" and "GPUs" from "GPU".
    if stem == word
        && let Some(single) = word.strip_suffix('s')
        && single.len() >= 2
        && !single.ends_with('s')
        && !single.trim_end_matches("pu").contains(['a', 'e', 'i', 'o', 'u'])
    {
        return single.to_owned();
    }
    stem.into_owned()
}
