//! What a query was read as, and what a score is made of.

use super::answer::{Explained, ExplainedWord, Hit, ScorePart};
use super::collect::Hits;
use super::plan::{Alternative, Condition, Place, Placed, Plan, Source};
use super::ranking;
use super::tree::{Node, Occur};
use super::weights::Weights;

/// Terms of one word that are shown.
const TERMS: usize = 12;
/// The score of one entry that holds the whole query as it is typed.
const IDEAL: f32 = 10.0;

/// How a query was read.
pub(super) fn explain(
    root: Option<&Node>,
    plan: &Plan,
    weights: &Weights,
) -> Explained {
    let mut words = Vec::new();
    for (index, leaf) in plan.leaves.iter().enumerate() {
        if leaf.hidden {
            continue;
        }
        let mut terms = terms(&leaf.source);
        let others = plan.alternatives.iter();
        let others = others.filter(|other| other.of[0] == index);
        terms.extend(others.map(|other| alternative(plan, other)));
        let more = terms.len().saturating_sub(TERMS);
        terms.truncate(TERMS);
        if more > 0 {
            terms.push(format!("{more} more"));
        }
        words.push(ExplainedWord {
            word: leaf.label.clone(),
            terms,
            people: weights.people(index),
            weight: weights.weight(index),
        });
    }
    Explained {
        tree: root.map(ToString::to_string).unwrap_or_default(),
        words,
        condition: condition(&plan.condition, plan),
    }
}

/// Words that stand for others, with what they count.
fn alternative(plan: &Plan, other: &Alternative) -> String {
    let words: Vec<&str> = other
        .of
        .iter()
        .map(|&leaf| plan.leaves[leaf].label.as_str())
        .collect();
    let of = match words.as_slice() {
        [_] => String::new(),
        words => format!(" for `{}`", words.join(" ")),
    };
    format!("\"{}\" x{}{of}", other.text, ranking::ALTERNATIVE)
}

/// What a leaf is looked up as.
fn terms(source: &Source) -> Vec<String> {
    match source {
        Source::Words(terms) => {
            let mut all: Vec<String> = Vec::new();
            for word in terms {
                let how = match word.place {
                    Place::Typed => continue,
                    Place::Title | Place::Text => "",
                    Place::Exact => "=",
                    Place::Name => "name:",
                    Place::Author => "author:",
                    Place::Venue => "venue:",
                };
                let shown = format!("{how}{}", word.term);
                if !all.contains(&shown) {
                    all.push(shown);
                }
            }
            all
        }
        Source::Phrase(_, all, slop) => {
            let slop =
                if *slop > 0 { format!("~{slop}") } else { String::new() };
            all.iter().map(|p| format!("{}{slop}", quoted(p))).collect()
        }
        Source::ExactPhrase(_, words) => vec![format!("={}", quoted(words))],
        Source::Author(terms, name, _) => {
            let terms = terms.iter().map(|(_, term)| term.clone());
            terms.chain([format!("as \"{}\"", name.display())]).collect()
        }
        Source::Terms(terms) | Source::FirstAuthor(terms) => {
            terms.iter().map(|(_, term)| term.clone()).collect()
        }
        Source::Capitals(word) => vec![format!("{word} in capitals")],
        Source::AllTerms(_, terms) => vec![terms.join(" + ")],
        Source::Years(ranges) => {
            ranges.iter().map(ToString::to_string).collect()
        }
        Source::Status(_) | Source::Publications => Vec::new(),
        Source::Nothing => vec!["nothing".to_owned()],
    }
}

fn quoted(phrase: &[Placed]) -> String {
    let words: Vec<&str> =
        phrase.iter().map(|word| word.term.as_str()).collect();
    format!("\"{}\"", words.join(" "))
}

/// A condition as a line.
fn condition(part: &Condition, plan: &Plan) -> String {
    let label = |leaf: usize| match plan.leaves[leaf].label.as_str() {
        "" => "a publication".to_owned(),
        label => label.to_owned(),
    };
    match part {
        Condition::True => "everyone".to_owned(),
        Condition::Leaf(leaf) => label(*leaf),
        Condition::Within(inner) => {
            format!("in one publication [{}]", condition(inner, plan))
        }
        Condition::Lifted(inner) => {
            format!("of the person [{}]", condition(inner, plan))
        }
        Condition::Any(all) => {
            let all: Vec<String> =
                all.iter().map(|one| condition(one, plan)).collect();
            format!("({})", all.join(" or "))
        }
        Condition::All(clauses, _) => {
            let clauses: Vec<String> = clauses
                .iter()
                .map(|(occur, clause)| {
                    let mark = match occur {
                        Occur::Should => "",
                        Occur::Must => "must ",
                        Occur::Not => "not ",
                    };
                    format!("{mark}{}", condition(clause, plan))
                })
                .collect();
            clauses.join(", ")
        }
    }
}

/// What an entry at a rank adds to its person's score.
pub(super) fn part(
    plan: &Plan,
    weights: &Weights,
    hits: &Hits,
    rank: usize,
    hit: usize,
    score: f32,
) -> ScorePart {
    let parts = weights.parts(plan, hits, hit).into_iter();
    let parts: Vec<(usize, f32)> =
        parts.filter(|(_, part)| *part > 0.0).collect();
    let sum = parts.iter().map(|(_, part)| part).sum();
    let words = parts.into_iter().map(|(id, part)| (feature(plan, id), part));
    let taken = weights.taken(hit, sum).into_iter();
    let taken = taken.map(|(by, part)| (by.as_str().to_owned(), part));
    ScorePart {
        score,
        counted: ranking::discounted(score, rank),
        words: words.chain(taken).collect(),
    }
}

/// The name of a feature.
fn feature(plan: &Plan, id: usize) -> String {
    let leaves = plan.leaves.len();
    if let Some(leaf) = plan.leaves.get(id) {
        return leaf.label.clone();
    }
    let pairs = plan.pairs.len();
    let near = id >= leaves + pairs;
    let pair = plan.pairs.get(id - leaves - if near { pairs } else { 0 });
    let label = |leaf: usize| plan.leaves[leaf].label.as_str();
    let words = pair.map(|pair| (label(pair.first), label(pair.second)));
    let (first, second) = words.unwrap_or_default();
    let join = if near { "near" } else { "before" };
    format!("{first} {join} {second}")
}

/// Makes the scores of a hit comparable over queries: 10 for one entry that
/// holds all of the query as typed.
pub(super) fn scale(hit: &mut Hit, plan: &Plan, weights: &Weights) {
    if !plan.has_words() {
        return;
    }
    let ideal = weights.ideal(plan);
    if ideal <= 0.0 {
        return;
    }
    let factor = IDEAL / ideal;
    hit.score *= factor;
    for evidence in &mut hit.evidence {
        evidence.score *= factor;
    }
    for part in &mut hit.parts {
        part.score *= factor;
        part.counted *= factor;
        part.words.iter_mut().for_each(|(_, score)| *score *= factor);
    }
}
