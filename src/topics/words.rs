//! Texts to tokens: folded and stemmed words, and what stands between them.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use unicode_normalization::char::is_combining_mark;

use super::casing::Casing;
use crate::index::{Analyzer, Chain};
use crate::model::fold_name;

/// A map that is quick for short keys; the order of its keys means nothing.
pub(super) type Map<K, V> = HashMap<K, V, RandomState>;

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A blank: the phrase goes on.
    Blank,
    /// A hyphen: it goes on, as one word.
    Hyphen,
    /// `of`: it may go on, as in "part of speech".
    Of,
    /// An article or such, which says that one thing of many follows.
    Determiner,
    /// Another word without meaning of its own.
    Function,
    /// A mark, or the beginning.
    Mark,
}

impl Before {
    /// Whether it joins words to one phrase.
    fn joins(self) -> bool {
        matches!(self, Before::Blank | Before::Hyphen)
    }

    /// Whether phrases end before and begin after.
    pub(super) fn is_border(self) -> bool {
        !self.joins()
    }
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Number of the folded word.
    pub(super) word: u32,
    /// Number of its stem.
    pub(super) stem: u32,
    /// Number of the text.
    pub(super) text: u32,
    /// Bytes of the text.
    pub(super) start: u32,
    /// End of them.
    pub(super) end: u32,
    /// What stands before it.
    pub(super) before: Before,
    /// Whether a bare number, such as a year, stands directly before it.
    pub(super) after_number: bool,
    /// Whether one stands directly behind it.
    pub(super) before_number: bool,
}

/// All words met so far, by number.
pub(super) struct Words {
    analyzer: Analyzer,
    words: Map<Box<str>, u32>,
    stem_of: Vec<u32>,
    texts: Vec<Box<str>>,
    stems: Map<Box<str>, u32>,
    stem_texts: Vec<Box<str>>,
    pub(super) casing: Casing,
}

impl Words {
    pub(super) fn new() -> Words {
        Words {
            analyzer: Analyzer::new(Chain::Prose),
            words: Map::default(),
            stem_of: Vec::new(),
            texts: Vec::new(),
            stems: Map::default(),
            stem_texts: Vec::new(),
            casing: Casing::default(),
        }
    }

    /// The number of a folded word.
    fn word(&mut self, folded: &str) -> u32 {
        if let Some(&word) = self.words.get(folded) {
            return word;
        }
        let terms = self.analyzer.terms(folded).iter();
        let stem = terms.map(|term| term.text.as_str()).next();
        let stem = stem.unwrap_or(folded).to_owned();
        let stem = self.stem(&stem);
        let word = place(self.texts.len());
        self.words.insert(folded.into(), word);
        self.texts.push(folded.into());
        self.stem_of.push(stem);
        word
    }

    /// The number of a stem.
    fn stem(&mut self, stem: &str) -> u32 {
        if let Some(&known) = self.stems.get(stem) {
            return known;
        }
        let new = place(self.stem_texts.len());
        self.stems.insert(stem.into(), new);
        self.stem_texts.push(stem.into());
        new
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// How many stems there are.
    pub(super) fn stem_count(&self) -> usize {
        self.stem_texts.len()
    }

    /// A word, folded.
    pub(super) fn text(&self, word: u32) -> &str {
        &self.texts[word as usize]
    }

    /// A stem.
    pub(super) fn stem_text(&self, stem: u32) -> &str {
        &self.stem_texts[stem as usize]
    }

    /// The stem of a word.
    pub(super) fn stem_of(&self, word: u32) -> u32 {
        self.stem_of[word as usize]
    }

    /// Whether a word has no meaning of its own.
    pub(super) fn is_function(&self, word: u32) -> bool {
        function_word(self.text(word)).is_some()
    }

    /// The number of a folded word that was met.
    pub(super) fn known_word(&self, folded: &str) -> Option<u32> {
        self.words.get(folded).copied()
    }

    /// The number of a stem that was met.
    pub(super) fn known_stem(&self, stem: &str) -> Option<u32> {
        self.stems.get(stem).copied()
    }

    /// Adds the tokens of a text; function words become borders.
    pub(super) fn tokens(
        &mut self,
        number_of_text: u32,
        text: &str,
        out: &mut Vec<Token>,
    ) {
        let first = out.len();
        let mut before = Before::Mark;
        let mut after_number = false;
        let mut end = 0;
        let mut folded = String::new();
        while let Some((from, to)) = next_word(text, end) {
            let between = &text[end..from];
            let printed = &text[from..to];
            fold(printed, &mut folded);
            end = to;
            // "Alzheimer's disease"
            if folded == "s" && matches!(between, "'" | "’" | "ʼ") {
                continue;
            }
            let gap = gap(between);
            after_number &= gap.joins();
            before = match (gap, before) {
                (Before::Mark, _) => Before::Mark,
                (Before::Hyphen, Before::Blank) => Before::Hyphen,
                _ => before,
            };
            let joined = gap == Before::Hyphen || joins_next(text, to);
            let function = function_word(&folded).filter(|f| {
                // "end-to-end", "IT infrastructure", "US law"
                *f == Before::Of || !joined && !is_acronym(printed, text)
            });
            if let Some(function) = function {
                before = match (before, function) {
                    (_, Before::Determiner) => Before::Determiner,
                    (Before::Mark, _) => Before::Mark,
                    (Before::Blank | Before::Hyphen, Before::Of) => Before::Of,
                    _ => Before::Function,
                };
                continue;
            }
            // "Task 4" and "SemEval-2020" are none of the topics; "COVID-19"
            // and "2-bit" may be.
            let number = folded.bytes().all(|byte| byte.is_ascii_digit());
            if number && (!joined || folded.len() == 4) {
                if let Some(last) = out[first..].last_mut()
                    && before.joins()
                {
                    last.before_number = true;
                }
                before = Before::Mark;
                after_number = true;
                continue;
            }
            let after_number =
                std::mem::take(&mut after_number) && before == Before::Mark;
            if folded.starts_with(is_cjk) {
                before = Before::Mark;
                continue;
            }
            let word = self.word(&folded);
            let (start, end) = (place(from), place(to));
            let stem = self.stem_of[word as usize];
            let text = number_of_text;
            out.push(Token {
                word,
                stem,
                text,
                start,
                end,
                before,
                after_number,
                before_number: false,
            });
            before = Before::Blank;
        }
        self.casing.note(text, &out[first..]);
    }
}

/// A place or count in 32 bits; no corpus has more.
pub(super) fn place(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A word without case and accents.
fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        out.push_str(&fold_name(word));
    }
}

/// What blanks and marks between two words make.
fn gap(between: &str) -> Before {
    match between {
        " " | "" => Before::Blank,
        "-" | "\u{2010}" | "\u{2011}" => Before::Hyphen,
        "'" | "’" | "ʼ" => Before::Blank,
        other if other.chars().all(char::is_whitespace) => Before::Blank,
        _ => Before::Mark,
    }
}

fn joins_next(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    matches!(rest.next(), Some('-' | '\u{2010}' | '\u{2011}'))
        && rest.next().is_some_and(char::is_alphanumeric)
}

/// Whether a word stands in capitals among others that do not.
fn is_acronym(printed: &str, text: &str) -> bool {
    printed.len() > 1
        && printed.chars().all(char::is_uppercase)
        && text.chars().any(char::is_lowercase)
}

/// The next run of letters and digits from a place on.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &text[from..];
    let start = rest.find(char::is_alphanumeric)?;
    let word = &rest[start..];
    let first = word.chars().next()?;
    let ends = |c: char| {
        !(c.is_alphanumeric() || is_combining_mark(c))
            || is_cjk(c) != is_cjk(first)
    };
    let mut length = word.find(ends).unwrap_or(word.len());
    // "C++", "C#"
    if length == 1 && first.is_ascii_alphabetic() {
        let signs = &word[1..];
        length += match signs.as_bytes() {
            [b'+', b'+', ..] => 2,
            [b'#', ..] => 1,
            _ => 0,
        };
    }
    Some((from + start, from + start + length))
}

/// Scripts written without blanks, where words cannot be told.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ebef}')
}

/// What a word makes that has no meaning of its own; None for all others.
fn function_word(folded: &str) -> Option<Before> {
    if folded.len() > LONGEST_FUNCTION_WORD {
        return None;
    }
    if folded == "of" {
        return Some(Before::Of);
    }
    if DETERMINERS.binary_search(&folded).is_ok() {
        return Some(Before::Determiner);
    }
    let letter = folded.len() == 1 && folded.is_ascii();
    (letter && folded.as_bytes()[0].is_ascii_lowercase()
        || FUNCTION_WORDS.binary_search(&folded).is_ok())
    .then_some(Before::Function)
}

const LONGEST_FUNCTION_WORD: usize = 9;

/// Articles, possessives and demonstratives; sorted.
const DETERMINERS: &[&str] = &[
    "a", "an", "another", "das", "der", "die", "each", "ein", "eine", "el",
    "every", "gli", "her", "his", "il", "its", "la", "las", "le", "les", "lo",
    "los", "my", "os", "our", "some", "that", "the", "their", "these", "this",
    "those", "um", "uma", "un", "una", "une", "your",
];

/// Other words of grammar, of the languages that CVs are mostly written in;
/// sorted.
const FUNCTION_WORDS: &[&str] = &[
    "about", "across", "after", "against", "al", "all", "alla", "along",
    "als", "also", "am", "amid", "among", "and", "any", "ao", "aos", "are",
    "around", "as", "at", "au", "auf", "aus", "aux", "avec", "be", "because",
    "been", "before", "bei", "between", "beyond", "both", "but", "by", "can",
    "ce", "ces", "cette", "chez", "com", "come", "como", "con", "could", "da",
    "dal", "dans", "de", "degli", "dei", "del", "della", "delle", "dem",
    "den", "des", "desde", "di", "did", "do", "does", "dos", "down", "du",
    "durch", "during", "ed", "een", "einem", "einen", "einer", "eines", "em",
    "en", "entre", "est", "et", "few", "for", "fra", "from", "fur", "hacia",
    "had", "has", "have", "he", "het", "how", "if", "im", "in", "into", "is",
    "ist", "it", "just", "less", "leur", "leurs", "many", "may", "me", "met",
    "might", "mit", "more", "must", "na", "nach", "nas", "nei", "nel",
    "nella", "no", "nos", "not", "oder", "off", "on", "only", "onto", "op",
    "or", "other", "ou", "out", "over", "own", "par", "para", "pela", "pelo",
    "per", "por", "pour", "sa", "sans", "se", "ses", "she", "should", "sind",
    "so", "sobre", "sont", "su", "such", "sul", "sulla", "sur", "sus", "te",
    "than", "them", "then", "there", "they", "through", "to", "too", "toward",
    "towards", "tra", "uber", "und", "under", "unter", "up", "upon", "us",
    "using", "van", "vers", "versus", "via", "vom", "von", "voor", "vs",
    "was", "we", "were", "what", "when", "where", "whether", "which", "while",
    "who", "whom", "whose", "why", "wie", "will", "with", "within", "without",
    "would", "you", "zum", "zur",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by their stems, `|` before each that a phrase may begin with.
    fn cut(text: &str) -> String {
        let mut words = Words::new();
        let mut tokens = Vec::new();
        words.tokens(0, text, &mut tokens);
        let shown = tokens.iter().map(|token| {
            let border = if token.before.is_border() { "|" } else { "" };
            format!("{border}{}", words.stem_text(token.stem))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_are_cut_at_marks_and_words_of_grammar() {
        for (text, want) in [
            ("Parsing the Web: a survey", "|pars |web |survey"),
            ("Part-of-speech tags", "|part |speech tag"),
            ("End-to-end speech", "|end to end speech"),
            ("SemEval-2020 Task 4: COVID-19", "|semev |task |covid 19"),
            ("Alzheimer's disease", "|alzheim diseas"),
            ("IT in the US", "|it |us"),
            ("Le traitement des langues", "|traitement |langu"),
            ("C++ and 大模型 models", "|c++ |model"),
            ("", ""),
        ] {
            assert_eq!(cut(text), want, "{text}");
        }
        assert!(FUNCTION_WORDS.is_sorted() && DETERMINERS.is_sorted());
        let longest = FUNCTION_WORDS.iter().chain(DETERMINERS);
        let longest = longest.map(|word| word.len()).max();
        assert!(longest <= Some(LONGEST_FUNCTION_WORD));
    }
}
