//! A text to the acronyms it introduces, each with its long form.
//!
//! After Schwartz and Hearst (2003): the letters of the acronym are found in
//! the words before the bracket, from the last to the first, and the first
//! one begins a word.

/// Longest acronym, in characters.
const LONGEST: usize = 10;
/// Longest text within brackets that is looked at, in bytes.
const WITHIN: usize = 120;

/// An acronym and what a text says it is short for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The acronym as written, without the `s` of a plural: `LLM`.
    pub short: &'a str,
    /// Its long form as written: `large language models`.
    pub long: &'a str,
}

/// The acronyms that a text introduces, in order.
///
/// ```
/// use vitae::gazetteer::acronym_pairs::pairs;
/// let found = pairs("Retrieval-Augmented Generation (RAG) for law");
/// assert_eq!(found[0].short, "RAG");
/// assert_eq!(found[0].long, "Retrieval-Augmented Generation");
/// ```
#[must_use]
pub fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut found: Vec<Pair<'_>> = Vec::new();
    for (open, _) in text.match_indices('(') {
        let rest = &text[open + 1..];
        let end = rest.find(['(', ')']).unwrap_or(rest.len());
        if end > WITHIN || !rest[end..].starts_with(')') {
            continue;
        }
        let (before, within) = (text[..open].trim_end(), rest[..end].trim());
        // "(RAG; Lewis et al.)" and "(RAG, for short)" name it first.
        let cut = within.find([',', ';']).unwrap_or(within.len());
        let first = within[..cut].trim_end();
        let pair = match acronym(first) {
            Some(short) => long_form(short, before),
            None => before
                .rsplit(char::is_whitespace)
                .next()
                .and_then(acronym)
                .and_then(|short| whole_form(short, first)),
        };
        found.extend(pair.filter(|pair| !found.contains(pair)));
    }
    found
}

/// A word that looks like an acronym, without the `s` of a plural.
fn acronym(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”'));
    let singular = word.strip_suffix('s').filter(|head| {
        head.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    let word = singular.unwrap_or(word);
    let length = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let fits = (2..=LONGEST).contains(&length)
        && capitals >= 2
        && word.starts_with(char::is_alphanumeric)
        && word.ends_with(char::is_alphanumeric)
        && word.chars().all(|c| c.is_alphanumeric() || is_joint(c));
    // "(II)" counts the parts of a series.
    let numeral = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (fits && !numeral).then_some(word)
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '/' | '&' | '.')
}

/// The words at the end of a text that an acronym is short for.
fn long_form<'a>(short: &'a str, before: &'a str) -> Option<Pair<'a>> {
    // Nothing reaches over the end of a clause.
    let clause = before.rfind([':', ';', '?', '!', '(', ')', '[', ']', '"']);
    let before = clause.map_or(before, |at| &before[at + 1..]);
    let start = first_letter(short, before)?;
    let long = &before[start..];
    is_long_form(short, long).then_some(Pair { short, long })
}

/// A whole text that the acronym before it is short for.
fn whole_form<'a>(short: &'a str, text: &'a str) -> Option<Pair<'a>> {
    let starts_it = first_letter(short, text) == Some(0);
    let fits = starts_it && is_long_form(short, text);
    fits.then_some(Pair { short, long: text })
}

/// Where the long form of an acronym begins: its letters are matched from
/// the last to the first.
fn first_letter(short: &str, text: &str) -> Option<usize> {
    let letters: Vec<char> = short
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut places = text.char_indices().rev().peekable();
    for (i, &letter) in letters.iter().enumerate().rev() {
        loop {
            let (at, c) = places.next()?;
            let begins =
                places.peek().is_none_or(|(_, c)| !c.is_alphanumeric());
            if c.to_lowercase().eq([letter]) && (i > 0 || begins) {
                if i == 0 {
                    return Some(at);
                }
                break;
            }
        }
    }
    None
}

/// Whether words are as many as the acronym can stand for.
fn is_long_form(short: &str, long: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).count()
    };
    let count = words(long);
    let names_itself = long
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case(short));
    (2..=(letters + 5).min(2 * letters)).contains(&count) && !names_itself
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_stands_behind_its_long_form() {
        for (text, want) in [
            (
                "Retrieval-Augmented Generation (RAG) for law",
                "RAG=Retrieval-Augmented Generation",
            ),
            ("On large language models (LLMs)", "LLM=large language models"),
            (
                "Asymmetric quantization of the key-value (KV) cache",
                "KV=key-value",
            ),
            (
                "Using generative pre-trained transformers (GPT; 2018)",
                "GPT=generative pre-trained transformers",
            ),
            (
                "Explainable AI: local interpretable model-agnostic \
                 explanations (LIME)",
                "LIME=local interpretable model-agnostic explanations",
            ),
            (
                "the Support Vector Machine (SVM) and the Hidden Markov \
                 Model (HMM)",
                "SVM=Support Vector Machine HMM=Hidden Markov Model",
            ),
            (
                "RAG (retrieval augmented generation) at scale",
                "RAG=retrieval augmented generation",
            ),
            ("Mean average precision (mAP)", "mAP=Mean average precision"),
            (
                "Réseaux de neurones à convolution (RNC)",
                "RNC=Réseaux de neurones à convolution",
            ),
            ("Natural (language) processing", ""),
            ("Investigating inner ears (II)", ""),
            ("Extended version (Extended)", ""),
            ("Published there (ICML 2024)", ""),
            ("Something else entirely (RAG)", ""),
            ("(RAG) and an open bracket (RAG", ""),
            ("Transliteration (TL)", ""),
            ("東京大学 (UT) 研究所 (研究)", ""),
            ("", ""),
        ] {
            let found = pairs(text).into_iter();
            let found: Vec<String> =
                found.map(|p| format!("{}={}", p.short, p.long)).collect();
            assert_eq!(found.join(" "), want, "{text}");
        }
    }

    #[test]
    fn a_long_form_has_not_many_more_words_than_letters() {
        let text = "risk of one and another and yet another great thing (RT)";
        assert_eq!(pairs(text), []);
    }
}
