//! What a person or an entry holds of a query, and what they lack.

use std::borrow::Cow;

use super::collect::{Hits, has};
use super::plan::{Condition, Facts, Plan, Strictness};
use super::tree::Occur;
use crate::index::EntryKind;

/// What a person (or profile) holds.
pub(super) struct PersonFacts<'a> {
    plan: &'a Plan,
    hits: &'a Hits,
    own: &'a [u32],
    bits: Cow<'a, [u64]>,
}

impl<'a> PersonFacts<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        hits: &'a Hits,
        own: &'a [u32],
    ) -> PersonFacts<'a> {
        let (first, rest) = own.split_first().expect("they have an entry");
        let mut bits = Cow::Borrowed(hits.bits(*first as usize));
        for &hit in rest {
            let other = hits.bits(hit as usize);
            // Most entries add nothing: then nothing is copied.
            if bits.iter().zip(other).any(|(all, one)| one & !all != 0) {
                let bits = bits.to_mut().iter_mut();
                bits.zip(other).for_each(|(all, one)| *all |= one);
            }
        }
        PersonFacts { plan, hits, own, bits }
    }

    /// Which leaves the entries hold together, a bit each.
    pub(super) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The facts of one of the entries.
    pub(super) fn entry(&'a self, hit: usize) -> EntryFacts<'a> {
        EntryFacts { person: self, bits: self.hits.bits(hit) }
    }

    fn publications(&self) -> impl Iterator<Item = usize> + '_ {
        self.own
            .iter()
            .map(|&hit| hit as usize)
            .filter(|&hit| self.hits.kind(hit) == EntryKind::Publication)
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
pub(super) struct EntryFacts<'a> {
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
pub(super) struct Nothing;

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

/// The leaves that keep a partial match from being a full one.
pub(super) fn missing(
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
pub(super) fn lacking(condition: &Condition, facts: &dyn Facts) -> Vec<usize> {
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
            .filter(|(occur, _)| *occur != Occur::Not)
            .flat_map(|(_, clause)| lacking(clause, facts))
            .collect(),
    }
}
