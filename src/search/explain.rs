//! What a query was read as, and what a score is made of.

use super::answer::{Explained, ExplainedWord, Hit, ScorePart};
use super::collect::Hits;
use super::plan::{Condition, Place, Plan, Source};
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
        let forms = leaf.long_forms.iter();
        terms.extend(forms.map(|form| format!("\"{}\" x.7", form.text)));
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

/// What a leaf is looked up as.
fn terms(source: &Source) -> Vec<String> {
    match source {
        Source::Words(terms) => {
            let mut all: Vec<String> = Vec::new();
            for word in terms {
                let how = match word.place {
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
        Source::Phrase(_, phrase, slop) => {
            let words: Vec<&str> =
                phrase.iter().map(|word| word.term.as_str()).collect();
            let slop =
                if *slop > 0 { format!("~{slop}") } else { String::new() };
            vec![format!("\"{}\"{slop}", words.join(" "))]
        }
        Source::Terms(terms) => {
            terms.iter().map(|(_, term)| term.clone()).collect()
        }
        Source::AllTerms(_, terms) => vec![terms.join(" + ")],
        Source::Years(ranges) => {
            ranges.iter().map(ToString::to_string).collect()
        }
        Source::Status(_) | Source::Publications => Vec::new(),
        Source::Nothing => vec!["nothing".to_owned()],
    }
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
    let words = weights.parts(plan, hits, hit).into_iter();
    let words = words.filter(|(_, part)| *part > 0.0);
    ScorePart {
        score,
        counted: ranking::discounted(score, rank),
        words: words.map(|(id, part)| (feature(plan, id), part)).collect(),
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
