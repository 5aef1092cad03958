//! What an abstract keeps coming back to.

use std::collections::HashMap;

use super::is_stop_word;
use crate::model::fold_name;

/// The runs of words of an abstract of which each is used more than once,
/// in whatever number and case: the subjects that it is about, where a word
/// that is named once is often but what it is compared with. Small words
/// stay within a run and are no run by themselves.
#[must_use]
pub fn gist(summary: &str) -> Vec<&str> {
    let words: Vec<(usize, usize, String)> = words(summary);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, _, key) in &words {
        *counts.entry(key).or_default() += 1;
    }
    let again = |key: &str| counts.get(key).is_some_and(|n| *n > 1);
    let mut runs: Vec<&str> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut before = 0;
    for (start, end, key) in &words {
        // A mark ends a phrase; a blank or a hyphen does not.
        let parted = !matches!(&summary[before..*start], " " | "-" | "\n");
        before = *end;
        let is_small = is_stop_word(key);
        if parted || !again(key) && !is_small {
            runs.extend(open.take().map(|(from, to)| &summary[from..to]));
        }
        if again(key) && !is_small {
            open = Some((open.map_or(*start, |(from, _)| from), *end));
        }
    }
    runs.extend(open.map(|(from, to)| &summary[from..to]));
    let mut seen: Vec<String> = Vec::new();
    runs.retain(|run| {
        let key = fold_name(run);
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
    runs
}

/// The words of a text: where each stands, and a key that its plural shares.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut words = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let key = fold_name(&text[from..at]);
                let one = key.strip_suffix('s').filter(|k| k.len() > 2);
                let key = one.map_or_else(|| key.clone(), str::to_owned);
                words.push((from, at, key));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_again_counts() {
        for (summary, runs) in [
            (
                "We study river deltas. A river delta grows by sediment.",
                &["river deltas", "river delta"][..],
            ),
            ("Nothing here is said twice.", &[]),
            (
                "Mixture of experts scales. Our mixture of experts is sparse; \
                 unlike dense models.",
                &["Mixture of experts"],
            ),
            ("", &[]),
            ("LLMs, and how an LLM thinks: all LLMs.", &["LLMs", "LLM"]),
            ("für Flüsse, Flüsse", &["Flüsse"]),
        ] {
            assert_eq!(gist(summary), runs, "{summary}");
        }
    }
}
