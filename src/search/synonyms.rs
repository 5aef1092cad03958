//! A user's groups of words to the stems by which they find each other.

use crate::index::{Analyzer, Chain};
use crate::model;

/// Groups whose members find each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Synonyms {
    groups: Vec<Vec<Member>>,
}

/// A word or phrase of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// As written.
    pub(super) text: String,
    /// Its words, stemmed.
    pub(super) stems: Vec<String>,
}

impl Synonyms {
    /// Makes groups ready; members without words are left out.
    pub(super) fn new(synonyms: &model::Synonyms) -> Synonyms {
        let mut prose = Analyzer::new(Chain::Prose);
        let mut member = |text: &String| {
            let terms = prose.terms(text).iter();
            let stems = terms.filter(|t| !t.extra && !t.stop);
            Member {
                text: text.clone(),
                stems: stems.map(|t| t.text.clone()).collect(),
            }
        };
        let groups = synonyms.groups.iter().map(|group| {
            let members = group.iter().map(&mut member);
            members.filter(|member| !member.stems.is_empty()).collect()
        });
        Synonyms { groups: groups.collect() }
    }

    /// The longest member that words begin with: its group, its place in
    /// it, and how many of the words it takes up.
    pub(super) fn find<T>(
        &self,
        words: &[(Vec<String>, T)],
    ) -> Option<(Vec<Member>, usize, usize)> {
        let mut best: Option<(&Vec<Member>, usize, usize)> = None;
        for group in &self.groups {
            for (i, member) in group.iter().enumerate() {
                let longer = best.is_none_or(|(.., taken)| {
                    words_taken(member, words).is_some_and(|n| n > taken)
                });
                if longer && let Some(taken) = words_taken(member, words) {
                    best = Some((group, i, taken));
                }
            }
        }
        best.map(|(group, i, taken)| (group.clone(), i, taken))
    }
}

/// How many of the words make up a member; None where they do not begin
/// with it.
fn words_taken<T>(
    member: &Member,
    words: &[(Vec<String>, T)],
) -> Option<usize> {
    let mut rest = member.stems.as_slice();
    for (i, (stems, _)) in words.iter().enumerate() {
        rest = rest.strip_prefix(stems.as_slice())?;
        if rest.is_empty() {
            return Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_member_is_found() {
        let text = "kv cache, key-value store\nkv, key value\ngpt-4, gpt4";
        let synonyms = Synonyms::new(&model::Synonyms::parse(text));
        let mut prose = Analyzer::new(Chain::Prose);
        for (words, want) in [
            ("kv caches", Some(("kv cache", 2))),
            ("kv", Some(("kv", 1))),
            ("key value pairs", Some(("key value", 2))),
            ("key value stores", Some(("key-value store", 3))),
            ("cache kv", None),
            ("", None),
        ] {
            let terms = prose.terms(words).iter();
            let words: Vec<(Vec<String>, ())> =
                terms.map(|t| (vec![t.text.clone()], ())).collect();
            let found = synonyms.find(&words);
            let found = found
                .as_ref()
                .map(|(group, i, taken)| (group[*i].text.as_str(), *taken));
            assert_eq!(found, want);
        }
        let compound = [(vec!["gpt".to_owned(), "4".to_owned()], ())];
        assert_eq!(synonyms.find(&compound).map(|f| f.2), Some(1));
    }
}
