//! Hits to matches: the entries of one person (profile, work) together,
//! what they fulfil of the query, their score, and the final order.

use std::collections::HashMap;

use super::By;
use super::collect::{Hits, has};
use super::columns::Statistics;
use super::facts::{EntryFacts, Nothing, PersonFacts, lacking, missing};
use super::plan::{Condition, Plan, Strictness};
use super::preference::Factors;
use super::ranking;
use super::tree::Occur;
use super::weights::{Weights, is_repeated};
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
    factors: Factors,
) -> Grouped {
    let mut persons = by_person(hits, people);
    if by == By::Publications {
        // Of works that match alike, the first person's is shown.
        persons.sort_by_key(|own| hits.list[own[0]].person);
    }
    let weights = Weights::new(plan, hits, statistics, &persons, factors);
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

/// The hits of each person with any, in the order of their files.
fn by_person(hits: &Hits, people: &People) -> Vec<Vec<usize>> {
    let mut place = vec![u32::MAX; people.len()];
    let mut persons: Vec<Vec<usize>> = Vec::new();
    for (i, hit) in hits.list.iter().enumerate() {
        let slot = &mut place[hit.person as usize];
        if *slot == u32::MAX {
            *slot = u32::try_from(persons.len()).unwrap_or(u32::MAX);
            persons.push(Vec::new());
        }
        persons[*slot as usize].push(i);
    }
    // Entries of one profile follow each other, whatever the segments, and
    // profiles as their files do: their numbers tell of the index's past.
    for own in &mut persons {
        let profile = |&i: &usize| hits.list[i].profile;
        if own.iter().any(|i| profile(i) != profile(&own[0])) {
            let order = people.profiles(hits.list[own[0]].person);
            own.sort_by_cached_key(|i| {
                let at = order.iter().position(|p| *p == profile(i));
                (at.unwrap_or(order.len()), *i)
            });
        }
    }
    persons
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
        .filter(|&&hit| shows(plan, hits, hit))
        .filter(|&&hit| takes_part(condition, &facts.entry(hit), hits, hit))
        .map(|&hit| (hit, weights.score(plan, hits, hit)))
        .collect();
    if !plan.has_words() {
        for (hit, score) in &mut scored {
            *score = weights.preferred(*hit, filter_score(plan, hits, *hit));
        }
    }
    // Equal ones stay in the order of the files.
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
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

/// Whether an entry holds anything asked for: some words of a long form are
/// nothing yet.
fn shows(plan: &Plan, hits: &Hits, hit: usize) -> bool {
    let bits = hits.bits(hit);
    let leaves = plan.leaves.iter().enumerate();
    plan.alternatives.is_empty()
        || leaves.into_iter().any(|(i, leaf)| !leaf.hidden && has(bits, i))
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
            *occur != Occur::Not && takes_part(one, entry, hits, hit)
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
        score = weights.preferred(hit, filter_score(plan, hits, hit));
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
