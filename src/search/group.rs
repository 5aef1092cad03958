//! Hits to matches: the entries of one person (profile, work) together,
//! what they fulfil of the query, their score, and the final order.

use std::collections::HashMap;

use super::By;
use super::collect::{Hit, Hits, Statistics, has};
use super::plan::{Condition, Facts, Plan, Strictness};
use super::ranking::{self, LONG_FORM, NEAR, ORDERED};
use crate::index::{EntryKind, People};

/// A person, profile or work that matches.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// Number of the person.
    pub(super) person: u32,
    /// Number of the profile; None for people.
    pub(super) profile: Option<u32>,
    /// The best hit; None for those who match without any.
    pub(super) best: Option<usize>,
    /// How well it matches.
    pub(super) score: f32,
    /// Hits that take part, best first, each with its score.
    pub(super) entries: Vec<(usize, f32)>,
    /// Leaves that are missing; empty for a full match.
    pub(super) missing: Vec<usize>,
}

impl Match {
    /// Whether everything asked for is there.
    pub(super) fn is_full(&self) -> bool {
        self.missing.is_empty()
    }
}

/// What makes two publications one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Work(u64),
    /// A publication without a title is like no other.
    Entry(usize),
}

/// The matches of a query, in no order, and what its parts weigh.
pub(super) struct Grouped {
    /// The matches.
    pub(super) matches: Vec<Match>,
    /// The weights.
    pub(super) weights: Weights,
    /// Whether people match who hold nothing of the query (`*`, `-x`).
    pub(super) everyone: bool,
}

/// Puts hits together and scores them.
pub(super) fn group(
    plan: &Plan,
    hits: &Hits,
    statistics: &Statistics,
    people: &People,
    by: By,
) -> Grouped {
    let persons = by_person(hits, people.len());
    let weights = Weights::new(plan, hits, statistics, &persons);
    let mut matches = Vec::new();
    let mut works: HashMap<Key, usize> = HashMap::new();
    for own in &persons {
        let facts = PersonFacts::new(plan, hits, own);
        match by {
            By::People => {
                matches.extend(matched(plan, hits, &weights, own, &facts));
            }
            By::Documents => {
                for part in own.chunk_by(|&a, &b| {
                    hits.list[a].profile == hits.list[b].profile
                }) {
                    let facts = PersonFacts::new(plan, hits, part);
                    let found = matched(plan, hits, &weights, part, &facts);
                    let profile = Some(hits.list[part[0]].profile);
                    matches.extend(found.map(|m| Match { profile, ..m }));
                }
            }
            By::Publications => {
                for &hit in own {
                    let found = publication(plan, hits, &weights, hit, &facts);
                    let Some(found) = found else { continue };
                    let key = match hits.list[hit].work {
                        0 => Key::Entry(hit),
                        work => Key::Work(work),
                    };
                    merge_work(&mut matches, &mut works, key, found);
                }
            }
        }
    }
    let everyone = plan.condition.holds(Strictness::Full, &Nothing);
    if everyone {
        add_the_rest(&mut matches, hits, people, by);
    }
    Grouped { matches, weights, everyone }
}

/// A work is one match, however many lists hold it.
fn merge_work(
    matches: &mut Vec<Match>,
    works: &mut HashMap<Key, usize>,
    key: Key,
    found: Match,
) {
    match works.get(&key) {
        None => {
            works.insert(key, matches.len());
            matches.push(found);
        }
        Some(&at) => {
            let known = &mut matches[at];
            let better = (found.missing.len(), -found.score)
                < (known.missing.len(), -known.score);
            let (mut kept, other) = if better {
                (found, known.clone())
            } else {
                (known.clone(), found)
            };
            kept.entries.extend(other.entries);
            *known = kept;
        }
    }
}

/// Adds those who match without holding anything (`*`, `-training`).
fn add_the_rest(
    matches: &mut Vec<Match>,
    hits: &Hits,
    people: &People,
    by: By,
) {
    let bare = |person, profile| Match {
        person,
        profile,
        best: None,
        score: 0.0,
        entries: Vec::new(),
        missing: Vec::new(),
    };
    match by {
        By::People => {
            let mut known = vec![false; people.len()];
            for hit in &hits.list {
                known[hit.person as usize] = true;
            }
            for (person, known) in (0..).zip(known) {
                if !known {
                    matches.push(bare(person, None));
                }
            }
        }
        By::Documents => {
            let mut known = vec![false; people.profile_count()];
            for hit in &hits.list {
                known[hit.profile as usize] = true;
            }
            for (profile, known) in (0..).zip(known) {
                if let Some(person) = people.person_of(profile)
                    && !known
                {
                    matches.push(bare(person, Some(profile)));
                }
            }
        }
        By::Publications => {}
    }
}

/// The hits of each person with any, in the order of the index.
fn by_person(hits: &Hits, people: usize) -> Vec<Vec<usize>> {
    let mut place = vec![u32::MAX; people];
    let mut persons: Vec<Vec<usize>> = Vec::new();
    for (i, hit) in hits.list.iter().enumerate() {
        let slot = &mut place[hit.person as usize];
        if *slot == u32::MAX {
            *slot = u32::try_from(persons.len()).unwrap_or(u32::MAX);
            persons.push(Vec::new());
        }
        persons[*slot as usize].push(i);
    }
    // Entries of one profile follow each other, whatever the segments.
    for own in &mut persons {
        let key = |&i: &usize| (hits.list[i].profile, i);
        if !own.is_sorted_by_key(key) {
            own.sort_by_key(key);
        }
    }
    persons
}

/// The weight of each feature, from who has it.
pub(super) struct Weights {
    values: Vec<f32>,
    people: Vec<u32>,
    /// Whether any word is an abbreviation that is spelt out.
    long_forms: bool,
}

impl Weights {
    fn new(
        plan: &Plan,
        hits: &Hits,
        statistics: &Statistics,
        persons: &[Vec<usize>],
    ) -> Weights {
        let pairs = plan.pairs.len();
        let count = plan.leaves.len() + 2 * pairs;
        let mut people = vec![0u32; count];
        let mut entries = vec![0u32; count];
        let mut last = vec![u32::MAX; count];
        for (number, own) in (0u32..).zip(persons) {
            for (i, &hit) in own.iter().enumerate() {
                let Hit { kind, .. } = hits.list[hit];
                if kind == EntryKind::Header || is_repeated(hits, own, i) {
                    continue;
                }
                for feature in hits.features(hit) {
                    let id = feature.id as usize;
                    entries[id] += 1;
                    people[id] += u32::from(last[id] != number);
                    last[id] = number;
                }
            }
        }
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
        let long_forms = plan.leaves.iter().any(|l| !l.long_forms.is_empty());
        Weights { values, people, long_forms }
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
        if !self.long_forms {
            return parts;
        }
        let of = |leaf: usize| {
            let found = features.iter().find(|f| f.id as usize == leaf);
            found.map_or(0.0, |f| f.value * self.values[leaf])
        };
        for (leaf, part) in plan.leaves.iter().enumerate() {
            let long = part.long_forms.iter().filter_map(|form| {
                let parts = form.leaves.iter().map(|&leaf| of(leaf));
                let whole = parts.clone().all(|part| part > 0.0);
                whole.then(|| LONG_FORM * parts.sum::<f32>())
            });
            let long = long.fold(0.0, f32::max);
            match parts.iter_mut().find(|(id, _)| *id == leaf) {
                Some((_, own)) => *own = own.max(long),
                None if long > 0.0 => parts.push((leaf, long)),
                None => {}
            }
        }
        parts
    }

    /// The score of one entry.
    fn score(&self, plan: &Plan, hits: &Hits, hit: usize) -> f32 {
        if !self.long_forms {
            let features = hits.features(hit).iter();
            return features
                .map(|f| self.values[f.id as usize] * f.value)
                .sum();
        }
        self.parts(plan, hits, hit).iter().map(|(_, part)| part).sum()
    }
}

/// Whether a work stands earlier in the list of the same person.
fn is_repeated(hits: &Hits, own: &[usize], at: usize) -> bool {
    let work = hits.list[own[at]].work;
    work != 0 && own[..at].iter().any(|&hit| hits.list[hit].work == work)
}

/// What a person (or profile) holds.
struct PersonFacts<'a> {
    plan: &'a Plan,
    hits: &'a Hits,
    own: &'a [usize],
    bits: Vec<u64>,
}

impl<'a> PersonFacts<'a> {
    fn new(
        plan: &'a Plan,
        hits: &'a Hits,
        own: &'a [usize],
    ) -> PersonFacts<'a> {
        let mut bits = vec![0; hits.stride];
        for &hit in own {
            for (all, one) in bits.iter_mut().zip(hits.bits(hit)) {
                *all |= one;
            }
        }
        PersonFacts { plan, hits, own, bits }
    }

    /// The facts of one of the entries.
    fn entry(&'a self, hit: usize) -> EntryFacts<'a> {
        EntryFacts { person: self, bits: self.hits.bits(hit) }
    }

    fn publications(&self) -> impl Iterator<Item = usize> + '_ {
        self.own
            .iter()
            .copied()
            .filter(|&hit| self.hits.list[hit].kind == EntryKind::Publication)
    }
}

impl Facts for PersonFacts<'_> {
    fn holds(&self, leaf: usize) -> bool {
        has(&self.bits, leaf)
    }

    fn within(&self, inner: &Condition, strictness: Strictness) -> bool {
        self.publications()
            .any(|hit| inner.holds(strictness, &self.entry(hit)))
    }

    fn lifted(&self, inner: &Condition, strictness: Strictness) -> bool {
        inner.holds(strictness, self)
    }
}

/// What one entry holds, and the person it belongs to.
struct EntryFacts<'a> {
    person: &'a PersonFacts<'a>,
    bits: &'a [u64],
}

impl Facts for EntryFacts<'_> {
    fn holds(&self, leaf: usize) -> bool {
        if self.person.plan.leaves[leaf].of_person {
            self.person.holds(leaf)
        } else {
            has(self.bits, leaf)
        }
    }

    fn within(&self, inner: &Condition, strictness: Strictness) -> bool {
        inner.holds(strictness, self)
    }

    fn lifted(&self, inner: &Condition, strictness: Strictness) -> bool {
        inner.holds(strictness, self.person)
    }
}

/// Facts of someone who holds nothing.
struct Nothing;

impl Facts for Nothing {
    fn holds(&self, _: usize) -> bool {
        false
    }

    fn within(&self, _: &Condition, _: Strictness) -> bool {
        false
    }

    fn lifted(&self, inner: &Condition, strictness: Strictness) -> bool {
        inner.holds(strictness, self)
    }
}

/// The match of a person or profile; None for none.
fn matched(
    plan: &Plan,
    hits: &Hits,
    weights: &Weights,
    own: &[usize],
    facts: &PersonFacts<'_>,
) -> Option<Match> {
    let condition = &plan.condition;
    let full = condition.holds(Strictness::Full, facts);
    let strictness = if full { Strictness::Full } else { Strictness::Partial };
    if !full && !condition.holds(Strictness::Partial, facts) {
        return None;
    }
    let mut scored: Vec<(usize, f32)> = own
        .iter()
        .filter(|&&hit| takes_part(condition, &facts.entry(hit), hits, hit))
        .map(|&hit| (hit, weights.score(plan, hits, hit)))
        .collect();
    if !plan.has_words() {
        for (hit, score) in &mut scored {
            *score = filter_score(plan, hits, *hit);
        }
    }
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let once: Vec<usize> = scored.iter().map(|(hit, _)| *hit).collect();
    let counted = scored
        .iter()
        .enumerate()
        .filter(|(i, _)| !is_repeated(hits, &once, *i))
        .map(|(_, (_, score))| *score);
    let score = ranking::person_score(counted);
    let missing =
        if full { Vec::new() } else { missing(condition, facts, strictness) };
    Some(Match {
        person: hits.list[own[0]].person,
        profile: None,
        best: scored.first().map(|(hit, _)| *hit),
        score,
        entries: scored,
        missing,
    })
}

/// What an entry counts in a query without words.
fn filter_score(plan: &Plan, hits: &Hits, hit: usize) -> f32 {
    let bits = hits.bits(hit);
    let leaves = plan.leaves.iter().enumerate();
    leaves
        .filter(|(leaf, part)| has(bits, *leaf) && !part.label.is_empty())
        .map(|(_, part)| part.weight)
        .fold(0.0, f32::max)
}

/// Whether an entry adds to the score of its person: where the query binds
/// words to one publication, only such publications do.
fn takes_part(
    condition: &Condition,
    entry: &EntryFacts<'_>,
    hits: &Hits,
    hit: usize,
) -> bool {
    let publication = hits.list[hit].kind == EntryKind::Publication;
    match condition {
        Condition::True | Condition::Leaf(_) | Condition::Lifted(_) => true,
        Condition::Within(inner) => {
            publication && inner.holds(Strictness::Partial, entry)
        }
        Condition::Any(all) => {
            all.iter().any(|one| takes_part(one, entry, hits, hit))
        }
        // Of clauses side by side, any gives the entry a part.
        Condition::All(clauses, _) => clauses.iter().any(|(occur, one)| {
            *occur != super::tree::Occur::Not
                && takes_part(one, entry, hits, hit)
        }),
    }
}

/// The match of one publication; None for none.
fn publication(
    plan: &Plan,
    hits: &Hits,
    weights: &Weights,
    hit: usize,
    person: &PersonFacts<'_>,
) -> Option<Match> {
    let facts = person.entry(hit);
    let full = plan.condition.holds(Strictness::Full, &facts);
    if !full && !plan.condition.holds(Strictness::Partial, &facts) {
        return None;
    }
    let mut score = weights.score(plan, hits, hit);
    if !plan.has_words() {
        score = filter_score(plan, hits, hit);
    }
    let missing =
        if full { Vec::new() } else { lacking(&plan.condition, &facts) };
    Some(Match {
        person: hits.list[hit].person,
        profile: Some(hits.list[hit].profile),
        best: Some(hit),
        score,
        entries: vec![(hit, score)],
        missing,
    })
}

/// The leaves that keep a partial match from being a full one.
fn missing(
    condition: &Condition,
    facts: &PersonFacts<'_>,
    strictness: Strictness,
) -> Vec<usize> {
    match condition {
        // What the best publication lacks.
        Condition::Within(inner) => facts
            .publications()
            .map(|hit| facts.entry(hit))
            .filter(|entry| inner.holds(strictness, entry))
            .map(|entry| lacking(inner, &entry))
            .min_by_key(Vec::len)
            .unwrap_or_default(),
        Condition::All(clauses, _) => {
            let mut all = Vec::new();
            for (_, clause) in clauses {
                if !clause.holds(Strictness::Full, facts) {
                    all.extend(missing(clause, facts, strictness));
                }
            }
            all
        }
        other => lacking(other, facts),
    }
}

/// The wanted leaves that are not there.
fn lacking(condition: &Condition, facts: &dyn Facts) -> Vec<usize> {
    match condition {
        Condition::True => Vec::new(),
        Condition::Leaf(leaf) if facts.holds(*leaf) => Vec::new(),
        Condition::Leaf(leaf) => vec![*leaf],
        Condition::Within(inner) | Condition::Lifted(inner) => {
            lacking(inner, facts)
        }
        // None of the choices is there; the first stands for them.
        Condition::Any(all) => {
            if all.iter().any(|one| one.holds(Strictness::Full, facts)) {
                return Vec::new();
            }
            all.iter().flat_map(|one| lacking(one, facts)).collect()
        }
        Condition::All(clauses, _) => clauses
            .iter()
            .filter(|(occur, _)| *occur != super::tree::Occur::Not)
            .flat_map(|(_, clause)| lacking(clause, facts))
            .collect(),
    }
}
