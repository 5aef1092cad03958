//! Hits to matches: the entries of one person (profile, work) together,
//! what they fulfil of the query, their score, and the final order.

use std::collections::HashMap;

use super::By;
use super::collect::{Hits, has};
use super::columns::Statistics;
use super::facts::{EntryFacts, Nothing, PersonFacts, lacking, missing};
use super::persons::Persons;
use super::plan::{Condition, Plan, Strictness};
use super::preference::Factors;
use super::ranking;
use super::roll::Roll;
use super::tree::Occur;
use super::weights::Weights;
use crate::index::{EntryKind, People};

mod best;

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

/// Which matches are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All.
    All,
    /// So many of the highest score, whatever ties with them included.
    Best {
        /// How many.
        count: usize,
        /// Whether full matches come before partial ones.
        full_first: bool,
    },
}

/// The matches of a query, in no order, and what its parts weigh.
pub(super) struct Grouped {
    /// The matches that are wanted.
    pub(super) matches: Vec<Match>,
    /// How many there are, full ones and partial ones.
    pub(super) totals: (usize, usize),
    /// The weights.
    pub(super) weights: Weights,
    /// Whether people match who hold nothing of the query (`*`, `-x`).
    pub(super) everyone: bool,
}

/// What matches are made of.
pub(super) struct Parts<'a> {
    pub(super) plan: &'a Plan,
    pub(super) hits: &'a Hits,
    pub(super) persons: Persons,
    pub(super) weights: Weights,
}

/// Puts hits together and scores them.
pub(super) fn group(
    plan: &Plan,
    hits: &Hits,
    statistics: &Statistics,
    (people, roll): (&People, &Roll),
    (by, wanted): (By, Wanted),
    factors: Factors,
) -> Grouped {
    let persons = Persons::new(hits, people);
    let weights = Weights::new(plan, hits, statistics, &persons, factors);
    let parts = Parts { plan, hits, persons, weights };
    let everyone = plan.condition.holds(Strictness::Full, &Nothing);
    if let (By::People, Wanted::Best { count, full_first }) = (by, wanted) {
        let (mut matches, mut totals) =
            best::of_people(&parts, count, full_first);
        if everyone {
            let holds = holders(hits, people);
            let rest = roll.people(people).iter();
            let rest = rest.filter(|&&person| !holds[person as usize]);
            matches.extend(rest.take(count).map(|&p| bare(p, None)));
            totals.0 += people.len() - parts.persons.len();
        }
        let weights = parts.weights;
        return Grouped { matches, totals, weights, everyone };
    }
    let mut matches = match by {
        By::People => parts.people(),
        By::Documents => parts.documents(),
        By::Publications => parts.publications(),
    };
    if everyone {
        add_the_rest(&mut matches, hits, people, by);
    }
    let full = matches.iter().filter(|found| found.is_full()).count();
    let totals = (full, matches.len() - full);
    Grouped { matches, totals, weights: parts.weights, everyone }
}

impl Parts<'_> {
    fn people(&self) -> Vec<Match> {
        self.persons.iter().filter_map(|own| self.matched(own)).collect()
    }

    fn documents(&self) -> Vec<Match> {
        let profile = |hit: u32| self.hits.profile(hit as usize);
        let persons = self.persons.iter();
        let parts = persons
            .flat_map(|own| own.chunk_by(|&a, &b| profile(a) == profile(b)));
        let found = parts.filter_map(|part| {
            let found = self.matched(part)?;
            Some(Match { profile: Some(profile(part[0])), ..found })
        });
        found.collect()
    }

    fn publications(&self) -> Vec<Match> {
        let Parts { plan, hits, persons, weights } = self;
        // Of works that match alike, the first person's is shown.
        let mut all: Vec<&[u32]> = persons.iter().collect();
        all.sort_by_key(|own| hits.persons[own[0] as usize]);
        let mut matches = Vec::new();
        let mut works: HashMap<Key, usize> = HashMap::new();
        for own in all {
            let facts = PersonFacts::new(plan, hits, own);
            for hit in own.iter().map(|&hit| hit as usize) {
                let found = publication(plan, hits, weights, hit, &facts);
                let Some(found) = found else { continue };
                let key = match hits.work(hit) {
                    0 => Key::Entry(hit),
                    work => Key::Work(work),
                };
                merge_work(&mut matches, &mut works, key, found);
            }
        }
        matches
    }

    /// How a person or profile matches; None for not at all.
    fn strictness(&self, facts: &PersonFacts<'_>) -> Option<Strictness> {
        let levels = [Strictness::Full, Strictness::Partial];
        let condition = &self.plan.condition;
        levels.into_iter().find(|level| condition.holds(*level, facts))
    }

    /// The match of a person or profile; None for none.
    fn matched(&self, own: &[u32]) -> Option<Match> {
        let Parts { plan, hits, weights, .. } = self;
        let facts = PersonFacts::new(plan, hits, own);
        let strictness = self.strictness(&facts)?;
        let condition = &plan.condition;
        let mut scored: Vec<(usize, f32)> = own
            .iter()
            .map(|&hit| hit as usize)
            .filter(|&hit| shows(plan, hits, hit))
            .filter(|&hit| takes_part(condition, &facts.entry(hit), hits, hit))
            .map(|hit| (hit, score(plan, hits, weights, hit)))
            .collect();
        // Equal ones stay in the order of the files.
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        // A work counts once, however many of the files list it.
        let works: Vec<u64> =
            scored.iter().map(|(hit, _)| hits.work(*hit)).collect();
        let is_first =
            |i: usize| works[i] == 0 || !works[..i].contains(&works[i]);
        let counted = scored.iter().enumerate();
        let counted = counted.filter(|(i, _)| is_first(*i));
        let score =
            ranking::person_score(counted.map(|(_, (_, score))| *score));
        let missing = match strictness {
            Strictness::Full => Vec::new(),
            Strictness::Partial => missing(condition, &facts, strictness),
        };
        Some(Match {
            person: hits.persons[own[0] as usize],
            profile: None,
            best: scored.first().map(|(hit, _)| *hit),
            score,
            entries: scored,
            missing,
        })
    }
}

/// What an entry counts.
fn score(plan: &Plan, hits: &Hits, weights: &Weights, hit: usize) -> f32 {
    if plan.has_words() {
        weights.score(plan, hits, hit)
    } else {
        weights.preferred(hit, filter_score(plan, hits.bits(hit)))
    }
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

/// A match of someone who holds nothing of the query.
fn bare(person: u32, profile: Option<u32>) -> Match {
    Match {
        person,
        profile,
        best: None,
        score: 0.0,
        entries: Vec::new(),
        missing: Vec::new(),
    }
}

/// Of each person, whether there are hits.
fn holders(hits: &Hits, people: &People) -> Vec<bool> {
    let mut holders = vec![false; people.len()];
    for &person in &hits.persons {
        holders[person as usize] = true;
    }
    holders
}

/// Adds those who match without holding anything (`*`, `-training`).
fn add_the_rest(
    matches: &mut Vec<Match>,
    hits: &Hits,
    people: &People,
    by: By,
) {
    match by {
        By::People => {
            for (person, holds) in (0..).zip(holders(hits, people)) {
                if !holds {
                    matches.push(bare(person, None));
                }
            }
        }
        By::Documents => {
            let mut known = vec![false; people.profile_count()];
            for hit in 0..hits.len() {
                known[hits.profile(hit) as usize] = true;
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

/// What an entry that holds some leaves counts in a query without words.
fn filter_score(plan: &Plan, bits: &[u64]) -> f32 {
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
    let publication = hits.kind(hit) == EntryKind::Publication;
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
    let score = score(plan, hits, weights, hit);
    let missing =
        if full { Vec::new() } else { lacking(&plan.condition, &facts) };
    Some(Match {
        person: hits.persons[hit],
        profile: Some(hits.profile(hit)),
        best: Some(hit),
        score,
        entries: vec![(hit, score)],
        missing,
    })
}
