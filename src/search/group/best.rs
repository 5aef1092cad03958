//! The best people of a query, without scoring those who cannot be.
//!
//! What someone scores at most is quickly added up; what exactly, is worked
//! out of those only who can still be among the best. The answer is the same
//! as if all were scored.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Match, Parts, filter_score};
use crate::search::facts::PersonFacts;
use crate::search::plan::Strictness;
use crate::search::ranking;

/// What a bound is above what is left out of it: the words as typed, and
/// that sums in another order are rounded otherwise.
const SLACK: f32 = 1.01;

/// The best matches, `count` of them and what ties with them, and how many
/// full and partial matches there are.
pub(super) fn of_people(
    parts: &Parts<'_>,
    count: usize,
    full_first: bool,
) -> (Vec<Match>, (usize, usize)) {
    let (mut full, mut partial) = (Vec::new(), Vec::new());
    for (place, own) in parts.persons.iter().enumerate() {
        let facts = PersonFacts::new(parts.plan, parts.hits, own);
        match parts.strictness(&facts) {
            Some(Strictness::Full) => full.push(place),
            Some(Strictness::Partial) => partial.push(place),
            None => {}
        }
    }
    let totals = (full.len(), partial.len());
    let mut matches = Vec::new();
    if full_first {
        best(parts, &full, count, &mut matches);
        let left = count.saturating_sub(full.len());
        best(parts, &partial, left, &mut matches);
    } else {
        full.extend(partial);
        best(parts, &full, count, &mut matches);
    }
    (matches, totals)
}

/// Adds the best of some persons.
fn best(
    parts: &Parts<'_>,
    places: &[usize],
    count: usize,
    matches: &mut Vec<Match>,
) {
    if count == 0 {
        return;
    }
    let mut bounds = Bounds::new(parts);
    let mut open: BinaryHeap<(u32, Reverse<usize>)> = places
        .iter()
        .map(|&place| (ordered(bounds.person(place)), Reverse(place)))
        .collect();
    // The best scores so far, the least of them first.
    let mut known = BinaryHeap::new();
    while let Some((bound, Reverse(place))) = open.pop() {
        let least = known.peek().map_or(0, |Reverse(least)| *least);
        if known.len() == count && bound < least {
            break;
        }
        let Some(found) = parts.matched(parts.persons.own(place)) else {
            continue;
        };
        known.push(Reverse(ordered(found.score)));
        if known.len() > count {
            known.pop();
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
    /// What leaves count at most.
    ceilings: Vec<f32>,
    /// What an entry that scores 1 counts by its rank.
    discounts: Vec<f32>,
    /// What each entry of the person at hand scores at most.
    entries: Vec<f32>,
}

impl Bounds<'_> {
    fn new<'a>(parts: &'a Parts<'a>) -> Bounds<'a> {
        let ceilings = parts.weights.ceilings(parts.plan);
        let (discounts, entries) = (Vec::new(), Vec::new());
        Bounds { parts, ceilings, discounts, entries }
    }

    fn person(&mut self, place: usize) -> f32 {
        let own = self.parts.persons.own(place);
        let mut entries = std::mem::take(&mut self.entries);
        entries.clear();
        entries.extend(own.iter().map(|&hit| self.entry(hit as usize)));
        entries.sort_unstable_by(|a, b| b.total_cmp(a));
        let known = self.discounts.len();
        let more = known..own.len();
        self.discounts.extend(more.map(|i| ranking::discounted(1.0, i)));
        let counted = entries.iter().zip(&self.discounts);
        let sum: f32 = counted.map(|(score, part)| score * part).sum();
        self.entries = entries;
        SLACK * sum
    }

    fn entry(&self, hit: usize) -> f32 {
        let Parts { plan, hits, weights, .. } = self.parts;
        if plan.has_words() {
            weights.bound(hits, hit, &self.ceilings)
        } else {
            filter_score(plan, hits, hit)
        }
    }
}
