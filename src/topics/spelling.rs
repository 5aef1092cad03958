//! Spellings that are one word: British and American, joined and hyphenated.

use super::words::{Before, Map, Token, Words};

/// Endings, or parts, of a word and what others write; a word is brought to
/// the second form where the corpus knows that one too. Those that stems
/// bring together ("-ise", "-yse", "-aemia") are not among them.
const SPELLINGS: &[(&str, &str)] = &[
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("our", "or"),
    ("oural", "oral"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ours", "ors"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("ence", "ense"),
    ("amme", "am"),
    ("ammes", "ams"),
    ("corpora", "corpus"),
    ("automata", "automaton"),
    ("criteria", "criterion"),
    ("indices", "index"),
    ("lexica", "lexicon"),
    ("matrices", "matrix"),
    ("phenomena", "phenomenon"),
    ("vertices", "vertex"),
];

/// For each stem the one that stands for it.
pub(super) struct Spelling {
    stem: Vec<u32>,
    /// Two stems that are also written as one word, and that word's stem.
    joined: Map<(u32, u32), u32>,
}

impl Spelling {
    /// Learns from all words, and from which stand side by side with a
    /// hyphen.
    pub(super) fn of(words: &Words, tokens: &[Token]) -> Spelling {
        let mut stem: Vec<u32> = (0u32..).take(words.stem_count()).collect();
        for word in (0u32..).take(words.len()) {
            let text = words.text(word);
            let other = SPELLINGS.iter().find_map(|(ours, theirs)| {
                let other = format!("{}{theirs}", text.strip_suffix(ours)?);
                words.known_word(&other)
            });
            if let Some(other) = other {
                let (from, to) = (words.stem_of(word), words.stem_of(other));
                // The first of the alphabet, whatever the order of words.
                let known = stem[from as usize];
                let text = |stem| words.stem_text(stem);
                if known == from || text(to) < text(known) {
                    stem[from as usize] = to;
                }
            }
        }
        let mut spelling = Spelling { stem, joined: Map::default() };
        for pair in tokens.windows(2) {
            if pair[1].before != Before::Hyphen {
                continue;
            }
            let key = (pair[0].stem, pair[1].stem);
            if spelling.joined.contains_key(&key) {
                continue;
            }
            let joined =
                [words.stem_text(key.0), words.stem_text(key.1)].concat();
            if let Some(joined) = words.known_stem(&joined)
                && joined != key.0
            {
                let joined = spelling.stem(joined);
                spelling.joined.insert(key, joined);
            }
        }
        spelling
    }

    /// The stem that stands for one.
    pub(super) fn stem(&self, stem: u32) -> u32 {
        let next = self.stem.get(stem as usize).copied().unwrap_or(stem);
        // One step is enough: "colours" to "colors".
        self.stem.get(next as usize).copied().unwrap_or(next)
    }

    /// Brings tokens to one spelling; pairs become one token.
    pub(super) fn apply(&self, tokens: &mut Vec<Token>) {
        let mut kept: usize = 0;
        let mut at = 0;
        while at < tokens.len() {
            let mut token = tokens[at];
            if let Some(next) = tokens.get(at + 1)
                && !next.before.is_border()
                && let Some(&joined) =
                    self.joined.get(&(token.stem, next.stem))
            {
                token.end = next.end;
                token.stem = joined;
                at += 1;
            } else {
                token.stem = self.stem(token.stem);
            }
            tokens[kept] = token;
            kept += 1;
            at += 1;
        }
        tokens.truncate(kept);
    }
}
