//! Phrases that may be topics: where they stand, and who has them.

use super::corpus::Corpus;
use super::grams::{Gram, LONGEST, OF, key};
use super::judge::Spread;
use super::spread::{Clumping, Usual};
use super::words::{Before, Map, Token, Words, place};

/// A phrase that may be a topic.
pub(super) struct Candidate {
    pub(super) gram: Gram,
    pub(super) is_acronym: bool,
    /// People who state it.
    pub(super) stated: u32,
    pub(super) spread: Spread,
}

/// A candidate at a place of a text.
pub(super) struct Found {
    pub(super) at: u32,
    pub(super) length: u32,
    pub(super) candidate: u32,
}

/// The phrases that are looked for.
#[derive(Default)]
pub(super) struct Phrases {
    pub(super) by_key: Map<Vec<u32>, u32>,
    pub(super) candidates: Vec<Candidate>,
}

/// A key with acronyms spelt out.
fn spelt_out(key: &[u32], meanings: &Map<u32, Vec<u32>>) -> Vec<u32> {
    let mut out = Vec::with_capacity(key.len());
    for stem in key {
        match meanings.get(stem) {
            Some(long) => out.extend(long),
            None => out.push(*stem),
        }
    }
    out
}

impl Phrases {
    pub(super) fn add(
        &mut self,
        gram: Gram,
        is_acronym: bool,
        meanings: &Map<u32, Vec<u32>>,
    ) -> u32 {
        let long = spelt_out(&gram.key, meanings);
        let next = place(self.candidates.len());
        let id = *self.by_key.entry(long).or_insert(next);
        self.by_key.insert(gram.key.clone(), id);
        if id == next {
            let spread = Spread::default();
            self.candidates.push(Candidate {
                gram,
                is_acronym,
                stated: 0,
                spread,
            });
        } else {
            let known = &mut self.candidates[id as usize];
            known.is_acronym |= is_acronym;
            // The more frequent form tells what it is, else the longer one.
            let weight = |gram: &Gram| (gram.texts, gram.key.len());
            if weight(&gram) > weight(&known.gram) {
                known.gram = gram;
            }
        }
        id
    }

    /// Adds interests that consist of one phrase, and counts who states
    /// them.
    pub(super) fn add_stated(
        &mut self,
        corpus: &Corpus,
        stated: &[Token],
        words: &Words,
        meanings: &Map<u32, Vec<u32>>,
        refused: &Map<Vec<u32>, ()>,
    ) {
        let mut states: Vec<(u32, u32)> = Vec::new();
        for tokens in stated.chunk_by(|a, b| a.text == b.text) {
            let whole = tokens.len() <= LONGEST + 1
                && tokens[1..].iter().all(|token| {
                    !token.before.is_border() || token.before == Before::Of
                });
            let is_word = |token: &Token| {
                let letters = words.text(token.word).chars();
                letters.filter(|c| c.is_alphabetic()).count() > 1
            };
            let key = key(tokens);
            if !whole
                || !tokens.iter().any(is_word)
                || refused.contains_key(&key)
            {
                continue;
            }
            let known = self.by_key.get(&spelt_out(&key, meanings)).copied();
            let id = known.unwrap_or_else(|| {
                let gram = Gram { key, ..Gram::default() };
                self.add(gram, false, meanings)
            });
            let statement = &corpus.statements[tokens[0].text as usize];
            states.push((id, statement.person));
        }
        states.sort_unstable();
        states.dedup();
        for (candidate, _) in states {
            self.candidates[candidate as usize].stated += 1;
        }
    }

    /// Lets long forms within phrases be found as acronyms too.
    pub(super) fn add_short_forms(&mut self, meanings: &Map<u32, Vec<u32>>) {
        let mut short: Map<&[u32], Vec<u32>> = Map::default();
        for (acronym, long) in meanings {
            short.entry(long.as_slice()).or_default().push(*acronym);
        }
        let mut more = Vec::new();
        for (key, &id) in &self.by_key {
            for from in 0..key.len() {
                for to in from + 1..=key.len() {
                    for acronym in
                        short.get(&key[from..to]).into_iter().flatten()
                    {
                        let mut other = key[..from].to_vec();
                        other.push(*acronym);
                        other.extend(&key[to..]);
                        more.push((other, id));
                    }
                }
            }
        }
        more.sort_unstable();
        for (key, id) in more {
            self.by_key.entry(key).or_insert(id);
        }
    }

    /// Everywhere that candidates stand, in the order of the tokens.
    pub(super) fn find(&self, tokens: &[Token]) -> Vec<Found> {
        let longest = self.by_key.keys().map(Vec::len).max().unwrap_or(0);
        let hashed: Map<u64, u32> = self
            .by_key
            .iter()
            .map(|(key, &id)| (key.iter().fold(0, |h, &s| mix(h, s)), id))
            .collect();
        let mut starts: Vec<bool> = Vec::new();
        for key in self.by_key.keys() {
            let first = key[0] as usize;
            if first >= starts.len() {
                starts.resize(first + 1, false);
            }
            starts[first] = true;
        }
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if !starts.get(token.stem as usize).is_some_and(|s| *s) {
                continue;
            }
            let mut hash = 0;
            let mut stems = 0;
            for (i, next) in tokens[at..].iter().enumerate() {
                if i > 0 {
                    match next.before {
                        Before::Blank | Before::Hyphen => {}
                        Before::Of => {
                            hash = mix(hash, OF);
                            stems += 1;
                        }
                        Before::Determiner
                        | Before::Function
                        | Before::Mark => break,
                    }
                }
                hash = mix(hash, next.stem);
                stems += 1;
                if stems > longest {
                    break;
                }
                if let Some(&candidate) = hashed.get(&hash) {
                    let (at, length) = (place(at), place(i + 1));
                    found.push(Found { at, length, candidate });
                }
            }
        }
        found
    }

    /// How a candidate clumps without its last word; None where that is no
    /// candidate.
    pub(super) fn head_clump(&self, gram: &Gram) -> Option<f64> {
        let (_, front) = gram.key.split_last()?;
        let front = self.by_key.get(front)?;
        Some(self.candidates[*front as usize].spread.clump)
    }

    /// Counts who has each candidate.
    pub(super) fn spread(
        &mut self,
        corpus: &Corpus,
        tokens: &[Token],
        found: &[Found],
    ) {
        let mut uses = vec![0u32; corpus.people];
        for owner in corpus.owners.iter().flatten() {
            uses[*owner as usize] += 1;
        }
        let clumping = Clumping::new(uses);
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut last = vec![u32::MAX; self.candidates.len()];
        for one in found {
            let work = tokens[one.at as usize].text;
            let candidate = &mut self.candidates[one.candidate as usize];
            if last[one.candidate as usize] == work {
                continue;
            }
            last[one.candidate as usize] = work;
            candidate.spread.publications += 1;
            for owner in &corpus.owners[work as usize] {
                candidate.spread.uses += 1;
                pairs.push((one.candidate, *owner));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for (candidate, _) in &pairs {
            self.candidates[*candidate as usize].spread.people += 1;
        }
        for candidate in &mut self.candidates {
            candidate.spread.clump = clumping.of(candidate.spread);
        }
        let usual = Usual::new(&self.candidates);
        for candidate in &mut self.candidates {
            candidate.spread.clump /= usual.clump(candidate.spread.uses);
        }
    }
}

fn mix(hash: u64, stem: u32) -> u64 {
    (hash ^ u64::from(stem))
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
}
