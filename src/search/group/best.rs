//! The best people of a query, without scoring those who cannot be.
//!
//! What an entry can score at most is told by which words it holds alone;
//! how often, and in how long a text, is read of those only who could still
//! be among the best. The answer is the same as if all were scored.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Match, Parts, filter_score};
use crate::search::facts::PersonFacts;
use crate::search::plan::Strictness;
use crate::search::ranking;

/// What a bound is above what is added up in another order.
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
    score.max(0.0).to_bits()
}

/// What persons can score at most.
struct Bounds<'a> {
    parts: &'a Parts<'a>,
    /// What leaves can add to an entry of full weight.
    ceilings: Vec<f32>,
    /// What so many entries count together that score 1 each.
    together: Vec<f32>,
}

impl Bounds<'_> {
    fn new<'a>(parts: &'a Parts<'a>) -> Bounds<'a> {
        let ceilings = parts.weights.ceilings(parts.plan);
        Bounds { parts, ceilings, together: vec![0.0] }
    }

    fn person(&mut self, place: usize) -> f32 {
        let own = self.parts.persons.own(place);
        let entries = own.iter().map(|&hit| self.entry(hit as usize));
        let best = entries.fold(0.0, f32::max);
        while self.together.len() <= own.len() {
            let rank = self.together.len() - 1;
            let more = ranking::discounted(1.0, rank);
            self.together.push(self.together[rank] + more);
        }
        SLACK * best * self.together[own.len()]
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
