//! Which acronym is short for which phrase, in this corpus.

use super::corpus::Corpus;
use super::grams::key;
use super::phrases::Phrases;
use super::spelling::Spelling;
use super::words::{Map, Token, Words, place};
use crate::gazetteer::{acronym, acronym_pairs, venue};

/// The field of acronyms that are no subjects: `PhD`, `AAAI`.
const NO_SUBJECT: &str = "academic life";
/// What a text that introduces an acronym counts, in people who use both
/// forms.
const INTRODUCED: usize = 2;
/// How much better supported the best of several meanings is.
const CLEARLY: usize = 3;
/// Letters from which a meaning that is the only one needs no support.
const LONG: usize = 3;

/// Acronyms by their stems.
#[derive(Default)]
pub(super) struct Acronyms {
    /// Whether the words of a stem are mostly written in capitals: those of
    /// `LLM` are, those of `TAG` are not where people tag.
    pub(super) stems: Vec<bool>,
    /// Keys of the long forms.
    pub(super) meanings: Map<u32, Vec<u32>>,
}

impl Acronyms {
    /// The acronyms of a corpus whose titles have these tokens.
    pub(super) fn of(
        words: &mut Words,
        spelling: &Spelling,
        corpus: &Corpus,
        tokens: &[Token],
    ) -> Acronyms {
        let stems = stems(words, spelling);
        let mut options = options(words, spelling, corpus, &stems);
        agree(&mut options, corpus, tokens);
        let mut meanings = Map::default();
        for options in options {
            let letters = options.letters;
            let mut all = options.long;
            all.sort_by_key(|long| std::cmp::Reverse(long.support));
            let best = match all.as_slice() {
                [only] => only.support > 0 || letters >= LONG,
                [first, second, ..] => {
                    first.support > 0
                        && first.support >= CLEARLY * second.support
                }
                [] => false,
            };
            if best {
                meanings.insert(options.stem, all.swap_remove(0).key);
            }
        }
        Acronyms { stems, meanings }
    }

    /// Whether a stem is an acronym.
    pub(super) fn is_acronym(&self, stem: u32) -> bool {
        self.stems.get(stem as usize).copied().unwrap_or(false)
    }
}

/// What an acronym may be short for.
struct Options {
    stem: u32,
    letters: usize,
    long: Vec<Long>,
}

/// A long form, and how much speaks for it.
struct Long {
    key: Vec<u32>,
    support: usize,
}

fn stems(words: &Words, spelling: &Spelling) -> Vec<bool> {
    let mut counts = vec![(0, 0); words.stem_count()];
    for word in (0u32..).take(words.len()) {
        if words.is_function(word) {
            continue;
        }
        let stem = spelling.stem(words.stem_of(word)) as usize;
        let (inner, all) = words.casing.capitals(word);
        counts[stem].0 += inner;
        counts[stem].1 += all;
    }
    let counts = counts.into_iter();
    let mut stems: Vec<bool> =
        counts.map(|(inner, all)| inner > 1 && inner * 2 > all).collect();
    for (word, form) in words.casing.acronyms() {
        // `IWSLT` is where, not what.
        let is_venue = venue::by_alias(form).is_some()
            && acronym::meanings(form).is_empty();
        if is_venue {
            stems[spelling.stem(words.stem_of(word)) as usize] = false;
        }
    }
    stems
}

/// The long forms that the table and the titles themselves give.
fn options(
    words: &mut Words,
    spelling: &Spelling,
    corpus: &Corpus,
    stems: &[bool],
) -> Vec<Options> {
    let mut introduced: Map<&str, Vec<&str>> = Map::default();
    for title in corpus.titles.iter().filter(|title| title.contains('(')) {
        for pair in acronym_pairs::pairs(title) {
            introduced.entry(pair.short).or_default().push(pair.long);
        }
    }
    let mut forms: Vec<(u32, String)> = words
        .casing
        .acronyms()
        .into_iter()
        .map(|(word, form)| (words.stem_of(word), form.to_owned()))
        .collect();
    forms.sort_by(|a, b| a.1.cmp(&b.1));
    let mut all = Vec::new();
    for (stem, form) in forms {
        let stem = spelling.stem(stem);
        if !stems[stem as usize] {
            continue;
        }
        let short = form.strip_suffix('s').unwrap_or(&form);
        let table = acronym::meanings(&form).into_iter();
        let table = table.filter(|row| row.field() != NO_SUBJECT);
        let here = introduced.get(short).into_iter().flatten().copied();
        let mut long: Vec<Long> = Vec::new();
        for (text, support) in table
            .map(|row| (row.long(), 0))
            .chain(here.map(|text| (text, INTRODUCED)))
        {
            let mut tokens: Vec<Token> = Vec::new();
            words.tokens(0, text, &mut tokens);
            spelling.apply(&mut tokens);
            let key = key(&tokens);
            match long.iter_mut().find(|known| known.key == key) {
                Some(known) => known.support += support,
                None if key.len() > 1 => long.push(Long { key, support }),
                None => {}
            }
        }
        all.push(Options { stem, letters: short.chars().count(), long });
    }
    // Plural and singular are two words of one stem.
    all.sort_by_key(|options| (options.stem, options.long.len()));
    all.dedup_by(|longer, kept| {
        let same = longer.stem == kept.stem;
        if same {
            std::mem::swap(longer, kept);
        }
        same
    });
    all
}

/// Counts for each long form the people who write it and the acronym.
fn agree(options: &mut [Options], corpus: &Corpus, tokens: &[Token]) {
    let mut phrases = Phrases::default();
    let mut keys: Vec<Vec<u32>> = Vec::new();
    for options in &*options {
        keys.push(vec![options.stem]);
        keys.extend(options.long.iter().map(|long| long.key.clone()));
    }
    for (number, key) in keys.into_iter().enumerate() {
        phrases.by_key.entry(key).or_insert(place(number));
    }
    let mut having: Map<u32, Vec<u32>> = Map::default();
    for found in phrases.find(tokens) {
        let work = tokens[found.at as usize].text as usize;
        let people = having.entry(found.candidate).or_default();
        people.extend(&corpus.owners[work]);
    }
    for people in having.values_mut() {
        people.sort_unstable();
        people.dedup();
    }
    let people = |key: &[u32]| {
        let number = phrases.by_key.get(key)?;
        having.get(number)
    };
    for options in options {
        let Some(short) = people(&[options.stem]) else { continue };
        for long in &mut options.long {
            let both = people(&long.key).into_iter().flatten();
            let both = both.filter(|p| short.binary_search(p).is_ok());
            long.support += both.count();
        }
    }
}
