//! What each word of a query weighs, and what an entry scores by it.

use super::collect::{Feature, Hits, has, set_bits};
use super::columns::Statistics;
use super::cores;
use super::persons::Persons;
use super::plan::{Leaf, Plan};
use super::preference::{Factors, Preference};
use super::ranking::{self, ALTERNATIVE, NEAR, ORDERED};
use crate::index::EntryKind;

/// The weight of each feature, from who has it.
pub(super) struct Weights {
    values: Vec<f32>,
    people: Vec<u32>,
    factors: Factors,
}

impl Weights {
    pub(super) fn new(
        plan: &Plan,
        hits: &Hits,
        statistics: &Statistics,
        persons: &Persons,
        factors: Factors,
    ) -> Weights {
        let pairs = plan.pairs.len();
        let Spreads { people, entries } = Spreads::of(plan, hits, persons);
        let weight = |id: usize| {
            statistics.spread.weight(people[id].max(1), entries[id].max(1))
        };
        let leaves = plan.leaves.iter().enumerate().map(|(id, leaf)| {
            if leaf.scored { leaf.weight * weight(id) } else { 0.0 }
        });
        let mut values: Vec<f32> = leaves.collect();
        for (offset, factor) in [(0, ORDERED), (pairs, NEAR)] {
            for (i, pair) in plan.pairs.iter().enumerate() {
                let id = plan.leaves.len() + offset + i;
                values.push(factor * pair.weight * weight(id));
            }
        }
        Weights { values, people, factors }
    }

    /// How many people have a leaf.
    pub(super) fn people(&self, leaf: usize) -> u32 {
        self.people.get(leaf).copied().unwrap_or(0)
    }

    /// What a leaf weighs.
    pub(super) fn weight(&self, leaf: usize) -> f32 {
        self.values.get(leaf).copied().unwrap_or(0.0)
    }

    /// The score of an entry of average length that holds the whole query as
    /// it is typed: what scores are shown relative to.
    pub(super) fn ideal(&self, plan: &Plan) -> f32 {
        let leaves = plan.leaves.iter().zip(&self.values);
        let words: f32 = leaves
            .filter(|(leaf, _)| !leaf.hidden)
            .map(|(_, weight)| weight)
            .sum();
        words + self.values[plan.leaves.len()..].iter().sum::<f32>()
    }

    /// The parts of an entry's score: the feature and what it adds.
    pub(super) fn parts(
        &self,
        plan: &Plan,
        hits: &Hits,
        hit: usize,
    ) -> Vec<(usize, f32)> {
        let features = hits.features(hit);
        let mut parts: Vec<(usize, f32)> = features
            .iter()
            .map(|f| (f.id as usize, self.values[f.id as usize] * f.value))
            .filter(|(id, _)| {
                plan.leaves.get(*id).is_none_or(|leaf| !leaf.hidden)
            })
            .collect();
        let value = |leaf: usize| {
            let found = features.iter().find(|f| f.id as usize == leaf);
            found.map_or(0.0, |f| f.value * self.values[leaf])
        };
        for other in &plan.alternatives {
            let values = other.leaves.iter().map(|&leaf| value(leaf));
            if !values.clone().all(|value| value > 0.0) {
                continue;
            }
            let sum = values.sum::<f32>();
            let all = |leaves: &[usize]| -> f32 {
                leaves.iter().map(|&leaf| self.values[leaf]).sum()
            };
            // Rare words do not count more than the ones they stand for.
            let (own_ideal, ideal) = (all(&other.of), all(&other.leaves));
            let cap = own_ideal / ideal;
            let counted = ALTERNATIVE * sum * cap.min(1.0);
            let typed = |id: &usize| other.of.contains(id);
            let own = parts.iter().filter(|(id, _)| typed(id));
            if own.map(|(_, part)| part).sum::<f32>() < counted {
                parts.retain(|(id, _)| !typed(id));
                parts.push((other.of[0], counted));
            }
        }
        parts
    }

    /// The score of one entry.
    pub(super) fn score(&self, plan: &Plan, hits: &Hits, hit: usize) -> f32 {
        let words: f32 = if plan.alternatives.is_empty() {
            let features = hits.features(hit).into_iter();
            let value = |f: Feature| self.values[f.id as usize] * f.value;
            ranking::sum(features.map(value))
        } else {
            let parts = self.parts(plan, hits, hit).into_iter();
            ranking::sum(parts.map(|(_, part)| part))
        };
        self.preferred(hit, words)
    }

    /// What each leaf counts at most, alternatives as often as they can.
    pub(super) fn ceilings(&self, plan: &Plan) -> Vec<f32> {
        let leaves = plan.leaves.iter().enumerate();
        let ceiling = |(i, leaf): (usize, &Leaf)| {
            let others = plan.alternatives.iter();
            let others = others.filter(|other| other.leaves.contains(&i));
            let counted = ALTERNATIVE * others.count() as f32;
            self.values[i] * if leaf.hidden { counted } else { 1.0 }
        };
        leaves.map(ceiling).collect()
    }

    /// What the pairs weigh whose words are among some leaves.
    pub(super) fn pairs(
        &self,
        plan: &Plan,
        bits: &[u64],
    ) -> impl Iterator<Item = f32> {
        let values = self.values[plan.leaves.len()..].iter();
        let pairs = plan.pairs.iter().cycle();
        let held = values.zip(pairs).filter(|(_, pair)| {
            has(bits, pair.first) && has(bits, pair.second)
        });
        held.map(|(value, _)| *value)
    }

    /// What an entry scores at most, whatever its preferences take.
    pub(super) fn bound(
        &self,
        hits: &Hits,
        hit: usize,
        ceilings: &[f32],
    ) -> f32 {
        let pairs = hits.pairs(hit).iter();
        let pairs = pairs.map(|f| self.values[f.id as usize] * f.value);
        hits.most(hit, ceilings) + pairs.sum::<f32>()
    }

    /// What an entry's score counts after what the user prefers.
    pub(super) fn preferred(&self, hit: usize, score: f32) -> f32 {
        score * self.factors.of(hit)
    }

    /// What each preference takes from an entry's score.
    pub(super) fn taken(
        &self,
        hit: usize,
        score: f32,
    ) -> Vec<(Preference, f32)> {
        self.factors.taken(hit, score)
    }
}

/// How widely features are spread.
struct Spreads {
    /// People who have each of them.
    people: Vec<u32>,
    /// Entries that hold each of them.
    entries: Vec<u32>,
}

impl Spreads {
    /// Counts over all persons, headers left out and each work once.
    fn of(plan: &Plan, hits: &Hits, persons: &Persons) -> Spreads {
        let count = plan.leaves.len() + 2 * plan.pairs.len();
        let parts = cores::ranges(persons.len(), hits.len(), |range| {
            let mut spreads = Spreads::none(count);
            spreads.count(hits, range.map(|place| persons.own(place)));
            spreads
        });
        let mut all = Spreads::none(count);
        for part in parts {
            let add = |sums: &mut Vec<u32>, more: Vec<u32>| {
                sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            };
            add(&mut all.people, part.people);
            add(&mut all.entries, part.entries);
        }
        all
    }

    fn none(count: usize) -> Spreads {
        Spreads { people: vec![0; count], entries: vec![0; count] }
    }

    /// Adds what the hits of each person hold.
    fn count<'a>(
        &mut self,
        hits: &Hits,
        persons: impl Iterator<Item = &'a [u32]>,
    ) {
        let mut works = Vec::new();
        let mut last = vec![u32::MAX; self.people.len()];
        for (number, own) in (0..).zip(persons) {
            works.clear();
            for hit in own.iter().map(|&hit| hit as usize) {
                let (kind, work) = (hits.kind(hit), hits.work(hit));
                let repeated = work != 0 && works.contains(&work);
                works.push(work);
                if kind == EntryKind::Header || repeated {
                    continue;
                }
                let pairs = hits.pairs(hit).iter().map(|f| f.id as usize);
                for id in set_bits(hits.counting(hit)).chain(pairs) {
                    self.entries[id] += 1;
                    if last[id] != number {
                        last[id] = number;
                        self.people[id] += 1;
                    }
                }
            }
        }
    }
}
