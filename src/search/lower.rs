//! Syntax tree to plan: which leaves are looked up, and what must hold.
//!
//! The scope rule: words alone ask about a person; a group that names a
//! field of publications asks for one publication in which all of it holds;
//! `person(...)` lifts that.

use tantivy::schema::Field as Handle;
use tantivy::{Searcher, TantivyError};

use super::field::{Field, Scope};
use super::notice::Note;
use super::plan::{Condition, Leaf, Pair, Place, Plan, Source, WordTerm};
use super::tree::{Clause, How, Kind, Node, Occur};
use crate::index::{Analyzer, Chain, handle};
use crate::model::Span;

mod term;
mod value;

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

/// Makes a plan of a tree.
pub(super) fn lower(
    root: Option<&Node>,
    searcher: &Searcher,
    forms: &Forms<'_>,
    manner: Manner,
) -> Result<(Plan, Vec<Note>), TantivyError> {
    let mut lowering = Lowering {
        searcher,
        forms,
        manner,
        plan: Plan::default(),
        notes: Vec::new(),
        prose: Analyzer::new(Chain::Prose),
        exact: Analyzer::new(Chain::Exact),
        before: None,
        stop_words: false,
    };
    if let Some(root) = root {
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
        lowering.plan.condition = condition.unwrap_or_default();
    }
    Ok((lowering.plan, lowering.notes))
}

struct Lowering<'a> {
    searcher: &'a Searcher,
    forms: &'a Forms<'a>,
    manner: Manner,
    plan: Plan,
    notes: Vec<Note>,
    prose: Analyzer,
    exact: Analyzer,
    /// The word before within the group, and how many words back it stands.
    before: Option<(usize, u32)>,
    /// Whether stop words are looked up: the query has no others.
    stop_words: bool,
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
                    self.before = None;
                    let from = self.plan.leaves.len();
                    branches.extend(self.node(part, bound)?);
                    self.weigh(from, node.weight);
                }
                self.before = None;
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
        let outer = self.before.take();
        let mut parts = Vec::new();
        let mut word_required = false;
        for clause in clauses {
            let occur = self.occur(clause);
            if let Kind::Term(term) = &clause.node.kind {
                let negated = occur == Occur::Not;
                if negated {
                    self.before = None;
                }
                let from = self.plan.leaves.len();
                let all = self.term(term, &clause.node, negated)?;
                word_required |= occur == Occur::Must && !all.is_empty();
                if negated {
                    self.before = None;
                    self.silence(from);
                    parts.extend(together(all).map(|part| (occur, part)));
                } else {
                    parts.extend(all.into_iter().map(|part| (occur, part)));
                }
                continue;
            }
            self.before = None;
            let from = self.plan.leaves.len();
            let condition = self.node(&clause.node, bound)?;
            if occur == Occur::Not {
                self.silence(from);
            }
            parts.extend(condition.map(|part| (occur, part)));
        }
        self.before = outer;
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
            source,
            weight: node.weight,
            scored: false,
            hidden: false,
            of_person: false,
            long_forms: Vec::new(),
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
            source: Source::Publications,
            weight: 1.0,
            scored: false,
            hidden: false,
            of_person: false,
            long_forms: Vec::new(),
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

/// Whether a part asks for one publication: it names a field of one, outside
/// of `person(...)`, and not only to be without it.
fn binds(node: &Node) -> bool {
    if let Kind::Group(clauses) = &node.kind
        && clauses.iter().all(|clause| clause.occur == Occur::Not)
    {
        return false;
    }
    // The branches of a choice are groups of their own.
    if matches!(node.kind, Kind::Any(_) | Kind::Person(_)) {
        return false;
    }
    let mut found = false;
    node.walk(false, &mut |part| {
        found |= match &part.kind {
            Kind::Years(_) => true,
            Kind::Field(field, _) => field.scope() == Scope::Publication,
            Kind::Everything
            | Kind::Group(_)
            | Kind::Any(_)
            | Kind::Person(_)
            | Kind::Term(_)
            | Kind::Has(_) => false,
        };
    });
    found
}

/// One condition of several that must all hold.
fn together(mut all: Vec<Condition>) -> Option<Condition> {
    if all.len() < 2 {
        return all.pop();
    }
    let all = all.into_iter().map(|part| (Occur::Should, part)).collect();
    Some(Condition::All(all, false))
}

/// The terms of a free word in the places it is looked for.
fn word_terms(stem: &str, exact: &str) -> Vec<WordTerm> {
    let at = |place, term: &str| WordTerm {
        place,
        term: term.to_owned(),
        factor: 1.0,
    };
    vec![
        at(Place::Title, stem),
        at(Place::Text, stem),
        at(Place::Name, exact),
        at(Place::Author, exact),
    ]
}

/// The index's field of a field of the language.
fn index_field(name: Field) -> Handle {
    field(match name {
        Field::Title => "title",
        Field::Venue => "venue",
        Field::Year => "year",
        Field::Author => "author",
        Field::Status => "status",
        Field::Name => "name",
        Field::Affiliation => "affiliation",
        Field::Topic => "interest",
        Field::Role => "role",
        Field::Award => "award",
        Field::Advisor => "advisor",
        Field::Lang => "lang",
        Field::Path => "path",
        Field::Tag => "tag",
        Field::Has => "has",
    })
}
