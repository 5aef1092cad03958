//! Syntax tree to plan: which leaves are looked up, and what must hold.
//!
//! The scope rule: words alone ask about a person; a group that names a
//! field of publications asks for one publication in which all of it holds;
//! `person(...)` lifts that.

use tantivy::schema::Field as Handle;
use tantivy::{Searcher, TantivyError};

use super::notice::Note;
use super::plan::{Condition, Leaf, Pair, Plan, Source};
use super::synonyms::Synonyms;
use super::tree::{Clause, How, Kind, Node, Occur};
use crate::index::{Analyzer, Chain, handle};
use crate::model::Span;

mod alternative;
mod capitals;
mod expansion;
mod scope;
mod term;
mod value;

pub(super) use term::placed;

use alternative::Typed;
use capitals::capitals_mean;
use scope::binds;

/// How a query is to be taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Every word is a must.
    pub(super) strict: bool,
    /// All of the query asks for one publication.
    pub(super) one_publication: bool,
}

/// The forms of the topic that a text is one of; none for no topic.
pub(super) type Forms<'a> = dyn Fn(&str) -> Vec<String> + 'a;

/// What words are taken for, besides themselves.
#[derive(Clone, Copy)]
pub(super) struct Knowledge<'a> {
    /// What the user holds to mean the same.
    pub(super) synonyms: &'a Synonyms,
    /// Languages, other than English, of the corpus.
    pub(super) languages: &'a [String],
    /// The topics of the corpus.
    pub(super) forms: &'a Forms<'a>,
}

/// Makes a plan of a tree.
pub(super) fn lower(
    root: Option<&Node>,
    searcher: &Searcher,
    knowledge: Knowledge<'_>,
    manner: Manner,
) -> Result<(Plan, Vec<Note>), TantivyError> {
    let mut lowering = Lowering {
        searcher,
        forms: knowledge.forms,
        synonyms: knowledge.synonyms,
        manner,
        plan: Plan::default(),
        notes: Vec::new(),
        prose: Analyzer::new(Chain::Prose),
        foreign: knowledge
            .languages
            .iter()
            .filter_map(|language| Analyzer::foreign(language))
            .collect(),
        exact: Analyzer::new(Chain::Exact),
        before: None,
        run: Vec::new(),
        stop_words: false,
        capitals: false,
    };
    if let Some(root) = root {
        lowering.capitals = capitals_mean(root);
        lowering.stop_words = lowering.only_stop_words(root);
        let condition = if manner.one_publication {
            let publications = lowering.publications(root.span);
            lowering.node(root, true)?.map(|inner| {
                let clauses = vec![
                    (Occur::Must, Condition::Leaf(publications)),
                    (Occur::Must, inner),
                ];
                Condition::Within(Box::new(Condition::All(clauses, true)))
            })
        } else {
            lowering.node(root, false)?
        };
        lowering.end_run();
        lowering.plan.condition = condition.unwrap_or_default();
    }
    Ok((lowering.plan, lowering.notes))
}

struct Lowering<'a> {
    searcher: &'a Searcher,
    forms: &'a Forms<'a>,
    synonyms: &'a Synonyms,
    manner: Manner,
    plan: Plan,
    notes: Vec<Note>,
    prose: Analyzer,
    /// Of each other language of the corpus.
    foreign: Vec<Analyzer>,
    exact: Analyzer,
    /// The word before within the group, and how many words back it stands.
    before: Option<(usize, u32)>,
    /// The words of the run at hand.
    run: Vec<Typed>,
    /// Whether stop words are looked up: the query has no others.
    stop_words: bool,
    /// Whether capitals tell `IT` from `it`.
    capitals: bool,
}

/// The handle of one of the index's own fields.
pub(super) fn field(name: &str) -> Handle {
    handle(name).expect("a row of index::FIELDS")
}

impl Lowering<'_> {
    fn note(&mut self, message: String, span: Span) {
        if !self.notes.iter().any(|note| note.message == message) {
            self.notes.push(Note { message, span });
        }
    }

    /// The condition of a part; None where nothing remains of it. `bound`
    /// parts stand within one publication.
    fn node(
        &mut self,
        node: &Node,
        bound: bool,
    ) -> Result<Option<Condition>, TantivyError> {
        if !bound && binds(node) {
            let inner = self.node(node, true)?;
            return Ok(inner.map(|inner| Condition::Within(Box::new(inner))));
        }
        match &node.kind {
            Kind::Everything => Ok(Some(Condition::True)),
            Kind::Group(clauses) => self.group(clauses, node.weight, bound),
            Kind::Any(nodes) => {
                let mut branches = Vec::new();
                for part in nodes {
                    self.end_run();
                    let from = self.plan.leaves.len();
                    branches.extend(self.node(part, bound)?);
                    self.weigh(from, node.weight);
                }
                self.end_run();
                Ok((!branches.is_empty()).then_some(Condition::Any(branches)))
            }
            Kind::Person(inner) => {
                let from = self.plan.leaves.len();
                let condition = self.parts(inner)?;
                self.weigh(from, node.weight);
                Ok(condition.map(|inner| Condition::Lifted(Box::new(inner))))
            }
            Kind::Term(term) => {
                let all = self.term(term, node, false)?;
                Ok(together(all))
            }
            Kind::Field(field, terms) => {
                let mut any = Vec::new();
                for term in terms {
                    any.extend(self.value(*field, term, node)?);
                }
                Ok(match any.len() {
                    0 => Some(self.leaf(node, Source::Nothing)),
                    1 => any.pop(),
                    _ => Some(Condition::Any(any)),
                })
            }
            Kind::Years(ranges) => {
                Ok(Some(self.leaf(node, Source::Years(ranges.clone()))))
            }
            Kind::Has(fact) => {
                let term = (field("has"), fact.as_str().to_owned());
                let leaf = self.leaf(node, Source::Terms(vec![term]));
                Ok(Some(self.of_person(leaf)))
            }
        }
    }

    /// The parts of `person(...)`, each on its own.
    fn parts(
        &mut self,
        node: &Node,
    ) -> Result<Option<Condition>, TantivyError> {
        match &node.kind {
            Kind::Group(clauses) => {
                let mut parts = Vec::new();
                for clause in clauses {
                    let condition = self.node(&clause.node, false)?;
                    let occur = self.occur(clause);
                    parts.extend(condition.map(|part| (occur, part)));
                }
                Ok(Some(Condition::All(parts, false)))
            }
            _ => self.node(node, false),
        }
    }

    fn group(
        &mut self,
        clauses: &[Clause],
        weight: f32,
        bound: bool,
    ) -> Result<Option<Condition>, TantivyError> {
        let from = self.plan.leaves.len();
        self.end_run();
        let mut parts = Vec::new();
        let mut word_required = false;
        for clause in clauses {
            let occur = self.occur(clause);
            if let Kind::Term(term) = &clause.node.kind {
                let negated = occur == Occur::Not;
                if negated {
                    self.end_run();
                }
                let from = self.plan.leaves.len();
                let all = self.term(term, &clause.node, negated)?;
                word_required |= occur == Occur::Must && !all.is_empty();
                if negated {
                    self.end_run();
                    self.silence(from);
                    parts.extend(together(all).map(|part| (occur, part)));
                } else {
                    parts.extend(all.into_iter().map(|part| (occur, part)));
                }
                continue;
            }
            self.end_run();
            let from = self.plan.leaves.len();
            let condition = self.node(&clause.node, bound)?;
            if occur == Occur::Not {
                self.silence(from);
            }
            parts.extend(condition.map(|part| (occur, part)));
        }
        self.end_run();
        self.weigh(from, weight);
        Ok((!parts.is_empty()).then_some(Condition::All(parts, word_required)))
    }

    /// How a clause takes part: filters are never optional.
    fn occur(&self, clause: &Clause) -> Occur {
        let mut filters = false;
        clause.node.walk(true, &mut |node| {
            filters |= matches!(
                node.kind,
                Kind::Field(..) | Kind::Years(_) | Kind::Has(_)
            );
        });
        match clause.occur {
            Occur::Should if filters || self.manner.strict => Occur::Must,
            occur => occur,
        }
    }

    /// Multiplies the weights of the leaves from one on.
    fn weigh(&mut self, from: usize, weight: f32) {
        if weight.to_bits() == 1f32.to_bits() {
            return;
        }
        for leaf in &mut self.plan.leaves[from..] {
            leaf.weight *= weight;
        }
        for pair in &mut self.plan.pairs {
            if pair.first >= from {
                pair.weight *= weight;
            }
        }
    }

    /// What must not be there adds nothing to scores.
    fn silence(&mut self, from: usize) {
        for leaf in &mut self.plan.leaves[from..] {
            leaf.scored = false;
            leaf.weight = 0.0;
        }
    }

    fn add(&mut self, leaf: Leaf) -> usize {
        self.plan.leaves.push(leaf);
        self.plan.leaves.len() - 1
    }

    /// Adds a leaf that filters.
    fn leaf(&mut self, node: &Node, source: Source) -> Condition {
        let index = self.add(Leaf {
            label: node.to_string(),
            span: node.span,
            value: None,
            source,
            weight: node.weight,
            scored: false,
            hidden: false,
            of_person: false,
        });
        Condition::Leaf(index)
    }

    fn of_person(&mut self, condition: Condition) -> Condition {
        if let Condition::Leaf(index) = condition {
            self.plan.leaves[index].of_person = true;
        }
        condition
    }

    /// A leaf that every publication has.
    fn publications(&mut self, span: Span) -> usize {
        self.add(Leaf {
            label: String::new(),
            span,
            value: None,
            source: Source::Publications,
            weight: 1.0,
            scored: false,
            hidden: false,
            of_person: false,
        })
    }

    /// Whether a query consists of stop words.
    fn only_stop_words(&mut self, root: &Node) -> bool {
        let mut words = Vec::new();
        root.walk(true, &mut |node| {
            if let Kind::Term(term) = &node.kind {
                words.push(term.clone());
            }
        });
        words.iter().all(|term| {
            term.how == How::Word
                && self.prose.terms(&term.text).iter().all(|t| t.stop)
        })
    }

    /// Remembers a word leaf and pairs it with the one before.
    fn pair_up(&mut self, leaf: usize) {
        if let Some((first, gap)) = self.before {
            let weight = self.plan.leaves[leaf].weight;
            let pair = Pair { first, second: leaf, gap: gap + 1, weight };
            self.plan.pairs.push(pair);
        }
        self.before = Some((leaf, 0));
    }

    /// Notes that a word was left out between its neighbours.
    fn skip_word(&mut self) {
        if let Some((_, gap)) = &mut self.before {
            *gap += 1;
        }
    }
}

/// One condition of several that must all hold.
fn together(mut all: Vec<Condition>) -> Option<Condition> {
    if all.len() < 2 {
        return all.pop();
    }
    let all = all.into_iter().map(|part| (Occur::Should, part)).collect();
    Some(Condition::All(all, false))
}
