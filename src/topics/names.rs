//! What a topic is called: its most usual spelling, and its others.

use super::words::{Map, Words};
use crate::index::{Analyzer, Chain};
use crate::model::fold_name;

/// The spellings of topics with their counts.
#[derive(Default)]
pub(super) struct Spellings<'a> {
    counts: Map<(u32, u64), Spelt<'a>>,
}

/// One spelling.
struct Spelt<'a> {
    /// Anywhere.
    count: u32,
    /// Where it ends as a phrase does: "pre-training", not "pre-trained".
    whole: u32,
    printed: &'a str,
}

impl<'a> Spellings<'a> {
    /// Counts a printed form of a topic, whatever its case; `whole` is its
    /// weight where it ends as a phrase does, else 0.
    pub(super) fn add(&mut self, topic: u32, printed: &'a str, whole: u32) {
        let hash = printed.bytes().fold(0u64, |hash, byte| {
            let byte = u64::from(byte.to_ascii_lowercase());
            (hash ^ byte).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
        });
        let new = Spelt { count: 0, whole: 0, printed };
        let known = self.counts.entry((topic, hash)).or_insert(new);
        known.count += whole.max(1);
        known.whole += whole;
    }

    /// Each topic with its forms in lower case, one for all that share their
    /// stems: of the most usual stems the most usual form first. What is
    /// equally usual is in the order of the alphabet.
    pub(super) fn ordered(&self) -> Vec<(u32, Vec<String>)> {
        let mut analyzer = Analyzer::new(Chain::Prose);
        let mut all: Vec<(u32, String, u32, String, u32)> = self
            .counts
            .iter()
            .map(|(&(topic, _), spelt)| {
                let form = lower(spelt.printed);
                let stems = stems(&mut analyzer, &form);
                (topic, stems, u32::MAX - spelt.whole, form, spelt.count)
            })
            .collect();
        all.sort_unstable();
        let topics = all.chunk_by(|a, b| a.0 == b.0);
        topics
            .map(|forms| {
                let groups = forms.chunk_by(|a, b| a.1 == b.1);
                let mut groups: Vec<(u64, &str)> = groups
                    .map(|same| {
                        let counts = same.iter().map(|f| u64::from(f.4));
                        (counts.sum(), same[0].3.as_str())
                    })
                    .collect();
                groups.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
                let names = groups.into_iter().map(|(_, form)| form.into());
                (forms[0].0, names.collect())
            })
            .collect()
    }
}

/// The stems of a phrase: equal for forms that one search finds.
pub(super) fn stems(analyzer: &mut Analyzer, phrase: &str) -> String {
    let terms = analyzer.terms(phrase).iter().filter(|term| !term.extra);
    let stems: Vec<&str> = terms.map(|term| term.text.as_str()).collect();
    stems.join(" ")
}

/// In lower case, with single blanks.
fn lower(printed: &str) -> String {
    let lower = printed.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ")
}

/// A lower-case phrase with the capitals that its words keep within a text.
pub(super) fn with_capitals(
    phrase: &str,
    words: &Words,
    acronyms: &Map<u32, &str>,
) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut rest = phrase;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric());
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        let known = words.known_word(&fold_name(word));
        match known {
            Some(number) if acronyms.contains_key(&number) => {
                out.push_str(acronyms[&number]);
            }
            Some(number) if words.casing.is_name(number) => {
                let mut letters = word.chars();
                let first = letters.next().into_iter();
                out.extend(first.flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
            }
            _ => out.push_str(word),
        }
    }
    out.push_str(rest);
    out
}
