//! Runs of words that may be phrases, each with how it stands in texts.

use super::words::{Before, Map, Token, place};

/// Most words of a phrase.
pub(super) const LONGEST: usize = 5;

/// No phrase.
pub(super) const NONE: u32 = u32::MAX;

/// A run of words that stands in several texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Gram {
    /// The stems; `OF` where `of` stands between two.
    pub(super) key: Vec<u32>,
    /// Texts it stands in.
    pub(super) texts: u32,
    /// How often it stands anywhere.
    pub(super) count: u32,
    /// So often with a border behind it.
    pub(super) ends: u32,
    /// So often with a word without meaning of its own behind it, such as
    /// `for`.
    pub(super) leads: u32,
    /// So often behind an article or the like.
    pub(super) determined: u32,
    /// So often beginning behind a hyphen: "lingual transfer".
    pub(super) hyphen: u32,
    /// So often beside a bare number: "2018 shared task".
    pub(super) numbered: u32,
    /// So often beginning with a gerund where a text or a part of it begins:
    /// "Improving parsing".
    pub(super) gerunds: u32,
    /// How often its last word has a border behind it wherever it stands, as
    /// a share.
    pub(super) last_ends: f64,
    /// Texts of the most usual run that is one word longer.
    pub(super) extended: u32,
    /// How much more often it stands together than its parts would by
    /// chance, for the weakest place to part it: normalised pointwise mutual
    /// information, 1 for words that are never apart.
    pub(super) cohesion: f64,
}

/// Stands between two stems of a key for `of`.
pub(super) const OF: u32 = u32::MAX;

/// Counts all runs of up to [`LONGEST`] words that stand in two texts.
pub(super) fn grams(
    tokens: &[Token],
    texts: usize,
    is_gerund: impl Fn(u32) -> bool,
) -> Vec<Gram> {
    let mut all: Vec<Gram> = Vec::new();
    let mut shorter: Vec<u32> = Vec::new();
    // For each gram the two of one word less it is made of, and its split
    // points' left and right parts are looked up by key.
    let mut by_key: Map<Vec<u32>, u32> = Map::default();
    for length in 1..=LONGEST {
        let level = Level::count(tokens, &shorter, length);
        let first = all.len();
        // Only what stands in two texts goes on.
        let mut renumbered = vec![NONE; level.texts.len()];
        for (id, &texts) in level.texts.iter().enumerate() {
            if texts > 1 || length == 1 {
                renumbered[id] = place(all.len());
                all.push(Gram { texts, ..Gram::default() });
            }
        }
        let ids: Vec<u32> = level
            .ids
            .iter()
            .map(|&id| if id == NONE { NONE } else { renumbered[id as usize] })
            .collect();
        describe(tokens, &ids, length, &is_gerund, &mut all);
        for (at, &id) in ids.iter().enumerate() {
            if id == NONE || length == 1 {
                continue;
            }
            let texts = all[id as usize].texts;
            for part in [shorter[at], shorter[at + 1]] {
                let part = &mut all[part as usize];
                part.extended = part.extended.max(texts);
            }
        }
        for (id, gram) in all.iter().enumerate().skip(first) {
            by_key.insert(gram.key.clone(), place(id));
        }
        let cohesions: Vec<f64> = all[first..]
            .iter()
            .map(|gram| cohesion(gram, &all, &by_key, texts))
            .collect();
        for (gram, cohesion) in all[first..].iter_mut().zip(cohesions) {
            gram.cohesion = cohesion;
        }
        shorter = ids;
    }
    for id in 0..all.len() {
        let last = all[id].key.last();
        let last = last.and_then(|stem| by_key.get([*stem].as_slice()));
        if let Some(&last) = last {
            let Gram { ends, count, .. } = all[last as usize];
            all[id].last_ends = f64::from(ends) / f64::from(count.max(1));
        }
    }
    all.retain(|gram| gram.texts > 1);
    all
}

/// All runs of one length.
struct Level {
    /// The run that begins at each token.
    ids: Vec<u32>,
    /// Texts of each run.
    texts: Vec<u32>,
}

impl Level {
    fn count(tokens: &[Token], shorter: &[u32], length: usize) -> Level {
        let mut known: Map<(u32, u32, bool), u32> = Map::default();
        let mut level =
            Level { ids: vec![NONE; tokens.len()], texts: Vec::new() };
        let mut last: Vec<u32> = Vec::new();
        for at in 0..tokens.len() {
            let key = if length == 1 {
                (tokens[at].stem, 0, false)
            } else {
                let Some(end) = tokens.get(at + length - 1) else { break };
                if end.before.is_border() && end.before != Before::Of {
                    continue;
                }
                let (left, right) = (shorter[at], shorter[at + 1]);
                if left == NONE || right == NONE {
                    continue;
                }
                let of = length == 2 && end.before == Before::Of;
                (left, right, of)
            };
            let id = *known.entry(key).or_insert_with(|| {
                level.texts.push(0);
                last.push(NONE);
                place(level.texts.len() - 1)
            });
            level.ids[at] = id;
            let text = tokens[at].text;
            if last[id as usize] != text {
                last[id as usize] = text;
                level.texts[id as usize] += 1;
            }
        }
        level
    }
}

/// Notes how runs stand in their texts.
fn describe(
    tokens: &[Token],
    ids: &[u32],
    length: usize,
    is_gerund: &impl Fn(u32) -> bool,
    all: &mut [Gram],
) {
    for (at, &id) in ids.iter().enumerate() {
        if id == NONE {
            continue;
        }
        let run = &tokens[at..at + length];
        let next = tokens.get(at + length);
        let next = next.filter(|next| next.text == run[0].text);
        let begins = run[0].before;
        let ends = next.is_none_or(|next| next.before.is_border());
        let gram = &mut all[id as usize];
        gram.count += 1;
        gram.ends += u32::from(ends);
        let leads = next.is_some_and(|next| {
            use Before::{Determiner, Function, Of};
            matches!(next.before, Of | Determiner | Function)
        });
        let last = run[length - 1];
        let gerund = begins == Before::Mark && is_gerund(run[0].word);
        gram.gerunds += u32::from(gerund);
        gram.numbered += u32::from(run[0].after_number || last.before_number);
        gram.leads += u32::from(leads);
        gram.determined += u32::from(begins == Before::Determiner);
        gram.hyphen += u32::from(begins == Before::Hyphen);
        if gram.key.is_empty() {
            gram.key = key(run);
        }
    }
}

/// The stems of a run of tokens, with [`OF`] for `of` between them.
pub(super) fn key(run: &[Token]) -> Vec<u32> {
    let mut key = Vec::with_capacity(run.len());
    for (i, token) in run.iter().enumerate() {
        if i > 0 && token.before == Before::Of {
            key.push(OF);
        }
        key.push(token.stem);
    }
    key
}

fn cohesion(
    gram: &Gram,
    all: &[Gram],
    by_key: &Map<Vec<u32>, u32>,
    texts: usize,
) -> f64 {
    let share = |texts_with: u32| f64::from(texts_with) / texts as f64;
    let of = |part: &[u32]| {
        let part = part.strip_prefix(&[OF]).unwrap_or(part);
        by_key.get(part).map(|&id| all[id as usize].texts)
    };
    let whole = share(gram.texts);
    let splits = (1..gram.key.len()).filter(|&at| gram.key[at - 1] != OF);
    let weakest = splits.filter_map(|at| {
        let (left, right) = gram.key.split_at(at);
        let (left, right) = (of(left)?, of(right)?);
        if left == gram.texts && right == gram.texts {
            return Some(1.0);
        }
        let chance = share(left) * share(right);
        Some((whole / chance).ln() / (-whole.ln()).max(1e-9))
    });
    weakest.fold(1.0, f64::min)
}
