//! Turns text into the terms that are indexed and searched.
//!
//! One chain serves both sides: words are runs of letters and digits, lower
//! case, without accents; prose words are stemmed too, British ones as they
//! are written in America. `KV-cache` gives
//! `kv`, `cache` and, at the place of the first, `kvcache`, so that each of
//! the three spellings finds the others. Chinese, Japanese and Korean text
//! gives every character and every pair of neighbours.

pub(super) mod spelling;
mod stems;
mod words;

use std::ops::Range;

use super::beginnings::Beginnings;
use crate::model::fold_name;
#[cfg(test)]
pub(super) use stems::LANGUAGES;
pub(super) use stems::Language;
pub use words::is_stop_word;
use words::{
    followed_by_hyphen, follows_hyphen, is_cjk, is_hyphen, next_word,
};

/// How the words of a field become terms.
///
/// The name is stored with the index: raise its number with every change of
/// what a chain gives, and an older index is refused instead of misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Words, folded and stemmed.
    Prose,
    /// Words, folded only.
    Exact,
    /// The whole value as one term, folded.
    Keyword,
}

impl Chain {
    pub(super) const ALL: [Chain; 3] =
        [Chain::Prose, Chain::Exact, Chain::Keyword];

    /// The name under which tantivy knows the chain.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Chain::Prose => "prose-2",
            Chain::Exact => "exact-1",
            Chain::Keyword => "keyword-1",
        }
    }
}

/// Longest word in bytes; longer runs are data, not language.
const LONGEST: usize = 64;

/// One term of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as the index has it.
    pub text: String,
    /// Counted in words from 0; terms of one word share it.
    pub position: u32,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// A word without meaning of its own ("of"), left out of lengths.
    pub stop: bool,
    /// An additional spelling of a word: `kvcache` for `KV-cache`, or a
    /// pair of Chinese characters.
    pub extra: bool,
}

/// Splits text into terms; keep one and reuse it, for it keeps their memory.
pub struct Analyzer {
    chain: Chain,
    /// Whose stems words give.
    language: Language,
    /// A second language: its stems are extra terms.
    second: Option<Language>,
    terms: Vec<Term>,
    free: Vec<Term>,
    stemmed: usize,
}

impl Analyzer {
    /// An analyzer of the given chain.
    #[must_use]
    pub fn new(chain: Chain) -> Analyzer {
        Analyzer {
            chain,
            language: Language::ENGLISH,
            second: None,
            terms: Vec::new(),
            free: Vec::new(),
            stemmed: 0,
        }
    }

    /// The analyzer of prose in a language other than English; None for a
    /// language without a stemmer. Its stems name the language, `de:haus`:
    /// the stem of one language is a word of another.
    #[must_use]
    pub fn foreign(language: &str) -> Option<Analyzer> {
        let language = Language::foreign(language)?;
        Some(Analyzer { language, ..Analyzer::new(Chain::Prose) })
    }

    /// From now on takes texts for those of a document in another language,
    /// which quote much that is English: each word gives its stem by either
    /// rules.
    pub(super) fn set_second(&mut self, second: Option<Language>) {
        self.second = second;
    }

    /// The terms of a text, in order.
    ///
    /// ```
    /// use vitae::index::{Analyzer, Chain};
    /// let mut analyzer = Analyzer::new(Chain::Prose);
    /// let terms = analyzer.terms("Quantized KV-caches");
    /// let terms: Vec<_> = terms.iter().map(|t| t.text.as_str()).collect();
    /// assert_eq!(terms, ["quantiz", "kv", "kvcach", "cach"]);
    /// ```
    pub fn terms(&mut self, text: &str) -> &[Term] {
        self.terms_of(text, &Beginnings::ANY)
    }

    /// The terms of those words of a text that begin like others: to look
    /// for a few takes less than to stem all.
    pub(crate) fn terms_of(
        &mut self,
        text: &str,
        beginnings: &Beginnings,
    ) -> &[Term] {
        self.free.append(&mut self.terms);
        self.stemmed = 0;
        match self.chain {
            Chain::Keyword => self.keyword(text),
            Chain::Prose | Chain::Exact => self.words(text, beginnings),
        }
        &self.terms
    }

    /// The chain that it is of.
    pub(super) fn chain(&self) -> Chain {
        self.chain
    }

    /// The same terms, for whoever takes their texts out of them.
    pub(super) fn terms_mut(&mut self, text: &str) -> &mut [Term] {
        self.terms(text);
        &mut self.terms
    }

    /// The terms of the last text once more.
    pub(super) fn last_terms(&self) -> &[Term] {
        &self.terms
    }

    /// How many of the last text's terms are words that have a stem, be they
    /// stemmed or not.
    pub(super) fn stemmed(&self) -> usize {
        self.stemmed
    }

    fn keyword(&mut self, text: &str) {
        let term = keyword(text);
        if !term.is_empty() {
            self.push(&term, 0, 0..text.len(), false);
        }
    }

    fn words(&mut self, text: &str, beginnings: &Beginnings) {
        let mut position = 0;
        // The word before, while it is still joined by a hyphen.
        let mut before: Option<(Range<usize>, u32, usize)> = None;
        let mut at = 0;
        while let Some(word) = next_word(text, at) {
            at = word.end;
            if text[word.clone()].starts_with(is_cjk) {
                position = self.characters(text, word, position);
                before = None;
                continue;
            }
            if word.len() > LONGEST {
                position += 1;
                before = None;
                continue;
            }
            let index = self.terms.len();
            self.word(&text[word.clone()], position, &word, beginnings);
            if let Some((first, place, slot)) = before.take()
                && is_hyphen(&text[first.end..word.start])
                && !followed_by_hyphen(text, word.end)
            {
                let joined = [&text[first.clone()], &text[word.clone()]];
                let from = self.terms.len();
                let span = first.start..word.end;
                self.word(&joined.concat(), place, &span, beginnings);
                for term in &mut self.terms[from..] {
                    term.extra = true;
                    term.stop = false;
                }
                // Positions must not fall: move it behind its first word.
                let added = self.terms.len() - from;
                self.terms[slot.min(from)..].rotate_right(added);
            } else if !follows_hyphen(text, word.start) {
                before = Some((word, position, index + 1));
            }
            position += 1;
        }
    }

    /// Adds one word's term.
    fn word(
        &mut self,
        word: &str,
        position: u32,
        span: &Range<usize>,
        beginnings: &Beginnings,
    ) {
        if !beginnings.fit(word) {
            return;
        }
        let mut term = self.free.pop().unwrap_or_else(empty_term);
        fill(&mut term, "", position, span.clone(), false);
        if word.is_ascii() {
            term.text.push_str(word);
            term.text.make_ascii_lowercase();
        } else {
            term.text.push_str(&fold_name(word));
        }
        term.stop = is_stop_word(&term.text);
        self.stemmed += usize::from(!term.stop);
        if self.chain == Chain::Exact || term.stop {
            self.terms.push(term);
            return;
        }
        let second = self.second.map(|language| {
            let mut second = self.free.pop().unwrap_or_else(empty_term);
            fill(&mut second, &term.text, position, span.clone(), false);
            second.extra = true;
            language.stem(&mut second.text);
            second
        });
        self.language.stem(&mut term.text);
        self.terms.push(term);
        self.terms.extend(second);
    }

    /// Adds a run of characters of a script without blanks: each, and each
    /// with the next. Gives the position after it.
    fn characters(
        &mut self,
        text: &str,
        run: Range<usize>,
        mut position: u32,
    ) -> u32 {
        let start = run.start;
        let mut previous: Option<(usize, usize)> = None;
        for (offset, c) in text[run.clone()].char_indices() {
            let (from, to) = (start + offset, start + offset + c.len_utf8());
            if let Some((begin, _)) = previous {
                self.push(&text[begin..to], position - 1, begin..to, false);
                if let Some(term) = self.terms.last_mut() {
                    term.extra = true;
                }
            }
            self.push(&text[from..to], position, from..to, false);
            position += 1;
            previous = Some((from, to));
        }
        position
    }

    fn push(
        &mut self,
        text: &str,
        position: u32,
        span: Range<usize>,
        stop: bool,
    ) {
        let mut term = self.free.pop().unwrap_or_else(empty_term);
        fill(&mut term, text, position, span, stop);
        self.terms.push(term);
    }
}

/// Words of a text that carry meaning: what lengths are counted in.
pub(super) fn length(terms: &[Term]) -> u64 {
    terms.iter().filter(|t| !t.stop && !t.extra).count() as u64
}

fn empty_term() -> Term {
    Term {
        text: String::new(),
        position: 0,
        span: 0..0,
        stop: false,
        extra: false,
    }
}

fn fill(
    term: &mut Term,
    text: &str,
    position: u32,
    span: Range<usize>,
    stop: bool,
) {
    term.text.clear();
    term.text.push_str(text);
    term.position = position;
    term.span = span;
    term.stop = stop;
    term.extra = false;
}

/// A value as one folded term: what keyword fields hold.
///
/// ```
/// assert_eq!(vitae::index::keyword("  NeurIPS "), "neurips");
/// ```
#[must_use]
pub fn keyword(text: &str) -> String {
    let folded = fold_name(text);
    if !folded.contains(|c: char| c.is_whitespace() && c != ' ')
        && !folded.contains("  ")
    {
        return folded;
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(chain: Chain, text: &str) -> String {
        let mut analyzer = Analyzer::new(chain);
        let terms = analyzer.terms(text).iter();
        let shown: Vec<String> =
            terms.map(|t| format!("{}@{}", t.text, t.position)).collect();
        shown.join(" ")
    }

    #[test]
    fn words_are_folded_stemmed_and_split() {
        for (text, want) in [
            ("KV cache", "kv@0 cach@1"),
            ("KV-cache sizes", "kv@0 kvcach@0 cach@1 size@2"),
            ("2-bit and 2bit", "2@0 2bit@0 bit@1 and@2 2bit@3"),
            ("end-to-end", "end@0 to@1 end@2"),
            ("Zürich, (naïve) résumés", "zurich@0 naiv@1 resum@2"),
            ("大模型 LLMs", "大@0 大模@0 模@1 模型@1 型@2 llm@3"),
            ("LLM GPUs corpus plus", "llm@0 gpu@1 corpus@2 plus@3"),
            ("The state of", "the@0 state@1 of@2"),
            ("C++, C# (F#) and c", "c++@0 c#@1 f#@2 and@3 c@4"),
            ("—", ""),
        ] {
            assert_eq!(terms(Chain::Prose, text), want, "{text}");
        }
        assert_eq!(terms(Chain::Exact, "Caches"), "caches@0");
        assert_eq!(terms(Chain::Keyword, "Proc.  of X"), "proc. of x@0");
    }

    #[test]
    fn positions_never_fall() {
        let text = "a-b c-d 大-模 e-f-g h - i x-大 é-ü 𠀀𠀁-q";
        for chain in Chain::ALL {
            let mut analyzer = Analyzer::new(chain);
            let terms = analyzer.terms(text);
            assert!(terms.is_sorted_by_key(|t| t.position));
        }
    }

    #[test]
    fn a_second_language_adds_its_stems() {
        let shown = |analyzer: &mut Analyzer, text: &str| {
            let terms = analyzer.terms(text).iter();
            let terms: Vec<String> =
                terms.map(|t| format!("{}@{}", t.text, t.position)).collect();
            terms.join(" ")
        };
        for (language, text, both, alone) in [
            ("de", "Häuser", "hauser@0 de:haus@0", "de:haus@0"),
            (
                "de",
                "neuronalen Netzen",
                "neuronalen@0 de:neuronal@0 netzen@1 de:netz@1",
                "de:neuronal@0 de:netz@1",
            ),
            ("fr", "réseaux", "reseaux@0 fr:reseau@0", "fr:reseau@0"),
            (
                "es",
                "KV-redes",
                "kv@0 kvrede@0 es:kvred@0 es:kv@0 rede@1 es:red@1",
                "es:kv@0 es:kvred@0 es:red@1",
            ),
        ] {
            let mut bilingual = Analyzer::new(Chain::Prose);
            bilingual.set_second(Language::foreign(language));
            assert_eq!(shown(&mut bilingual, text), both, "{text}");
            let mut foreign = Analyzer::foreign(language).unwrap();
            assert_eq!(shown(&mut foreign, text), alone, "{text}");
        }
        assert!(Analyzer::foreign("en").is_none());
        assert!(Analyzer::foreign("zh").is_none());
    }

    #[test]
    fn stop_words_do_not_count_in_lengths() {
        let mut analyzer = Analyzer::new(Chain::Prose);
        for (text, words) in [
            ("Attention is all you need", 4),
            ("A pre-training of the KV-cache", 4),
            ("", 0),
        ] {
            assert_eq!(length(analyzer.terms(text)), words, "{text}");
        }
    }
}
