//! How the words begin that are looked for.

use super::analyzer::spelling::other_beginning;

/// First letters of stems. A stem begins like the words it is of: all the
/// stemmers change ends only; what other spellings begin with is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginnings {
    /// ASCII letters and digits, a bit each; others are not looked at.
    ascii: u128,
}

impl Beginnings {
    /// Any word at all.
    pub(super) const ANY: Beginnings = Beginnings { ascii: u128::MAX };

    /// The beginnings of terms, with or without the language of each.
    pub(crate) fn of<'a>(
        terms: impl Iterator<Item = &'a String>,
    ) -> Beginnings {
        let word = |term: &'a String| {
            term.split_once(':').map_or(term.as_str(), |(_, word)| word)
        };
        let first = terms.flat_map(|term| {
            let first = word(term).bytes().next();
            [first, other_beginning(term)].into_iter().flatten()
        });
        let ascii = first.filter(u8::is_ascii).map(|first| 1 << first);
        Beginnings { ascii: ascii.fold(0, |all, one: u128| all | one) }
    }

    /// Whether the stem of a word may be one of them.
    pub(super) fn fit(&self, word: &str) -> bool {
        match word.bytes().next() {
            Some(first) if first.is_ascii() => {
                self.ascii >> first.to_ascii_lowercase() & 1 == 1
            }
            // What it is without accents is not known yet.
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::LANGUAGES;
    use crate::index::{Analyzer, Chain};

    #[test]
    fn a_stem_begins_like_its_words() {
        let foreign = LANGUAGES.iter();
        let foreign = foreign.filter_map(|row| Analyzer::foreign(row.0));
        let english = Analyzer::new(Chain::Prose);
        let parts = ["", "e", "ie", "un", "ge", "qu", "ation", "s", "ymm"];
        let ends = ["", "s", "ing", "ungen", "ement", "idade", "heden", "lar"];
        for mut analyzer in foreign.chain([english]) {
            for first in (b'0'..=b'9').chain(b'a'..=b'z').map(char::from) {
                for (part, end) in
                    parts.iter().flat_map(|p| ends.iter().map(move |e| (p, e)))
                {
                    let word = format!("{first}{part}{end}");
                    let stem = analyzer.terms(&word)[0].text.clone();
                    let beginnings = Beginnings::of([&stem].into_iter());
                    assert!(beginnings.fit(&word), "{word}: {stem}");
                }
            }
        }
    }

    #[test]
    fn a_word_of_another_spelling_may_begin_otherwise() {
        let mut analyzer = Analyzer::new(Chain::Prose);
        for word in ["Oestrogens", "oedema", "aesthetics", "aetiological"] {
            let stem = analyzer.terms(word)[0].text.clone();
            let beginnings = Beginnings::of([&stem].into_iter());
            assert!(stem.starts_with('e') && beginnings.fit(word), "{word}");
        }
    }

    #[test]
    fn words_that_begin_otherwise_are_passed_over() {
        let stems = ["pars".to_owned(), "de:netz".to_owned()];
        let beginnings = Beginnings::of(stems.iter());
        let mut analyzer = Analyzer::new(Chain::Prose);
        let text = "A Parser-network, Über non-parsing of pre-training";
        let found = analyzer.terms_of(text, &beginnings).to_vec();
        let mut all = analyzer.terms(text).to_vec();
        all.retain(|term| {
            let first = text[term.span.clone()].to_lowercase();
            first.starts_with(['p', 'n']) || !first.is_ascii()
        });
        assert_eq!(found, all);
    }
}
