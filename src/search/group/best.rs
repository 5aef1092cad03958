//! The best people of a query, without scoring those who cannot be.
//!
//! What someone scores at most is quickly added up; what exactly, is worked
//! out of those only who can still be among the best. The answer is the same
//! as if all were scored.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use foldhash::fast::FixedState;

use super::{Match, Parts, filter_score};
use crate::index::EntryKind;
use crate::search::collect::set_bits;
use crate::search::cores;
use crate::search::facts::PersonFacts;
use crate::search::plan::{Leaf, Strictness};
use crate::search::ranking;

/// What a bound is above what is left out of it: the words as typed, and
/// that sums in another order are rounded otherwise.
const SLACK: f32 = 1.01;

/// What is known by the leaves that are held, where these are few.
type Known<T> = HashMap<u64, T, FixedState>;

/// A person who may be among the best: what they score at most, roughly, and
/// their place among the persons, the first of equal ones the greatest.
type Candidate = (u32, Reverse<u32>);

/// The best matches, `count` of them and what ties with them, and how many
/// full and partial matches there are.
pub(super) fn of_people(
    parts: &Parts<'_>,
    count: usize,
    full_first: bool,
) -> (Vec<Match>, (usize, usize)) {
    let bounds = Bounds::new(parts);
    let entries = parts.hits.len();
    let sorted = cores::ranges(parts.persons.len(), entries, |range| {
        let mut sorted = Sorted::new(parts, &bounds);
        range.for_each(|place| sorted.add(place));
        (sorted.full, sorted.partial)
    });
    let (mut full, mut partial) = (Vec::new(), Vec::new());
    for (more_full, more_partial) in sorted {
        full.extend(more_full);
        partial.extend(more_partial);
    }
    let totals = (full.len(), partial.len());
    let mut matches = Vec::new();
    if full_first {
        let left = count.saturating_sub(full.len());
        best(&bounds, full, count, &mut matches);
        best(&bounds, partial, left, &mut matches);
    } else {
        full.extend(partial);
        best(&bounds, full, count, &mut matches);
    }
    (matches, totals)
}

/// Persons by how strictly they match.
struct Sorted<'a> {
    parts: &'a Parts<'a>,
    bounds: &'a Bounds<'a>,
    full: Vec<Candidate>,
    partial: Vec<Candidate>,
    /// Whether a part of the query asks what is in one publication.
    asks_within: bool,
    /// What is known by the leaves someone holds, where these tell all.
    known: Known<(Option<Strictness>, f32)>,
}

impl<'a> Sorted<'a> {
    fn new(parts: &'a Parts<'a>, bounds: &'a Bounds<'a>) -> Sorted<'a> {
        let asks_within = parts.plan.condition.any_within(&|_| true);
        let (full, partial) = (Vec::new(), Vec::new());
        let known = Known::default();
        Sorted { parts, bounds, full, partial, asks_within, known }
    }

    /// Adds a person, by its place.
    fn add(&mut self, place: usize) {
        let own = self.parts.persons.own(place);
        let (strictness, each) = match self.telling(own) {
            None => self.look(own),
            Some(bits) => match self.known.get(&bits) {
                Some(known) => *known,
                None => {
                    let known = self.look(own);
                    self.known.insert(bits, known);
                    known
                }
            },
        };
        let rough = ordered(self.bounds.persons_of(own.len(), each));
        let candidate = (rough, Reverse(place as u32));
        match strictness {
            Some(Strictness::Full) => self.full.push(candidate),
            Some(Strictness::Partial) => self.partial.push(candidate),
            None => {}
        }
    }

    /// The leaves that someone holds, where these are few and tell all: also
    /// what is in one publication, where each holds the same.
    fn telling(&self, own: &[u32]) -> Option<u64> {
        let hits = self.parts.hits;
        if hits.stride > 1 {
            return None;
        }
        let bits = |hit: &u32| hits.bits(*hit as usize)[0];
        if !self.asks_within {
            return Some(own.iter().map(bits).fold(0, |all, one| all | one));
        }
        let first = bits(own.first()?);
        let kind = |hit: &u32| hits.kind(*hit as usize);
        let mut own = own.iter();
        own.all(|hit| {
            bits(hit) == first && kind(hit) == EntryKind::Publication
        })
        .then_some(first)
    }

    /// How strictly someone matches, and what an entry scores at most that
    /// holds as much as they do.
    fn look(&self, own: &[u32]) -> (Option<Strictness>, f32) {
        let Parts { plan, hits, .. } = self.parts;
        let facts = PersonFacts::new(plan, hits, own);
        (self.parts.strictness(&facts), self.bounds.entry_of(facts.bits()))
    }
}

/// Adds the best of some persons.
fn best(
    bounds: &Bounds<'_>,
    mut candidates: Vec<Candidate>,
    count: usize,
    matches: &mut Vec<Match>,
) {
    let count = count.min(candidates.len());
    if count == 0 {
        return;
    }
    let persons = &bounds.parts.persons;
    let mut top = Top { parts: bounds.parts, count, known: BinaryHeap::new() };
    // A bound that costs nothing tells who is scored first, and by what they
    // score who of the others is worth a closer one.
    if count < candidates.len() {
        candidates.select_nth_unstable_by(count, |a, b| b.cmp(a));
    }
    let (first, others) = candidates.split_at(count);
    first.iter().for_each(|(_, Reverse(place))| top.add(*place, matches));
    let others = others.iter().filter(|(bound, _)| top.reaches(*bound));
    let others: Vec<Candidate> = others.copied().collect();
    let own = |Reverse(place): Reverse<u32>| persons.own(place as usize);
    let entries = others.iter().map(|(_, place)| own(*place).len()).sum();
    let close = cores::ranges(others.len(), entries, |range| {
        let (mut room, mut known) = (Vec::new(), Known::default());
        let others = others[range].iter().filter_map(|&(rough, place)| {
            let own = own(place);
            let by_leaves = bounds.person(own, &mut room, |hit| {
                bounds.entry_holding(hit, &mut known)
            });
            if !top.reaches(ordered(by_leaves)) {
                return None;
            }
            let close = bounds.person(own, &mut room, |hit| bounds.entry(hit));
            let close = ordered(close).min(rough);
            top.reaches(close).then_some((close, place))
        });
        others.collect::<Vec<Candidate>>()
    });
    let mut open: BinaryHeap<_> = close.concat().into();
    while let Some((bound, Reverse(place))) = open.pop() {
        if !top.reaches(bound) {
            break;
        }
        top.add(place, matches);
    }
}

/// The best scores so far.
struct Top<'a> {
    parts: &'a Parts<'a>,
    /// How many are asked for.
    count: usize,
    /// The least of them first.
    known: BinaryHeap<Reverse<u32>>,
}

impl Top<'_> {
    /// Whether someone of such a score is one of them.
    fn reaches(&self, score: u32) -> bool {
        let least = self.known.peek().map_or(0, |Reverse(least)| *least);
        self.known.len() < self.count || score >= least
    }

    /// Scores someone.
    fn add(&mut self, place: u32, matches: &mut Vec<Match>) {
        let own = self.parts.persons.own(place as usize);
        let Some(found) = self.parts.matched(own) else { return };
        self.known.push(Reverse(ordered(found.score)));
        if self.known.len() > self.count {
            self.known.pop();
        }
        matches.push(found);
    }
}

/// A score as a number of the same order.
fn ordered(score: f32) -> u32 {
    // Not by `max`, which may give a zero of either sign.
    if score > 0.0 { score.to_bits() } else { 0 }
}

/// What persons can score at most.
struct Bounds<'a> {
    parts: &'a Parts<'a>,
    /// Whether words score, not filters alone.
    has_words: bool,
    /// What leaves count at most.
    ceilings: Vec<f32>,
    /// What a leaf that weighs 1 adds to an entry at most.
    most: f32,
    /// What an entry that scores 1 counts by its rank.
    discounts: Vec<f32>,
    /// What so many such entries count together.
    sums: Vec<f32>,
}

impl Bounds<'_> {
    fn new<'a>(parts: &'a Parts<'a>) -> Bounds<'a> {
        let ceilings = parts.weights.ceilings(parts.plan);
        let words = parts.plan.leaves.iter().flat_map(Leaf::words);
        let factor = words.map(|word| word.factor).fold(1.0, f32::max);
        let entries = parts.persons.iter().map(<[u32]>::len).max();
        let ranks = 0..entries.unwrap_or(0);
        let discounts: Vec<f32> =
            ranks.map(|rank| ranking::discounted(1.0, rank)).collect();
        let mut sums = vec![0.0];
        for (rank, discount) in discounts.iter().enumerate() {
            sums.push(sums[rank] + discount);
        }
        let most = factor * ranking::MOST;
        let has_words = parts.plan.has_words();
        Bounds { parts, has_words, ceilings, most, discounts, sums }
    }

    /// What an entry that holds some leaves scores at most.
    fn entry_of(&self, bits: &[u64]) -> f32 {
        let Parts { plan, weights, .. } = self.parts;
        if !self.has_words {
            return filter_score(plan, bits);
        }
        let leaves = set_bits(bits).map(|leaf| self.ceilings[leaf]);
        let pairs = weights.pairs(plan, bits);
        self.most * leaves.chain(pairs).sum::<f32>()
    }

    /// What so many entries count together that score `each` at most.
    fn persons_of(&self, entries: usize, each: f32) -> f32 {
        SLACK * each * self.sums[entries]
    }

    /// What someone scores at most, given what an entry does; `room` is for
    /// what each does.
    fn person(
        &self,
        own: &[u32],
        room: &mut Vec<f32>,
        mut entry: impl FnMut(usize) -> f32,
    ) -> f32 {
        room.clear();
        room.extend(own.iter().map(|&hit| entry(hit as usize)));
        room.sort_unstable_by(|a, b| b.total_cmp(a));
        let counted = room.iter().zip(&self.discounts);
        SLACK * counted.map(|(score, part)| score * part).sum::<f32>()
    }

    /// What an entry scores at most, by the leaves that it holds alone.
    fn entry_holding(&self, hit: usize, known: &mut Known<f32>) -> f32 {
        match self.parts.hits.bits(hit) {
            &[bits] => {
                *known.entry(bits).or_insert_with(|| self.entry_of(&[bits]))
            }
            bits => self.entry_of(bits),
        }
    }

    /// What an entry scores at most, by how much it holds of each leaf.
    fn entry(&self, hit: usize) -> f32 {
        let Parts { plan, hits, weights, .. } = self.parts;
        if self.has_words {
            weights.bound(hits, hit, &self.ceilings)
        } else {
            filter_score(plan, hits.bits(hit))
        }
    }
}
