//! What a query asks of the index: leaves that entries hold or lack, and the
//! condition over them.

use tantivy::schema::Field as Handle;

use super::field::Field;
use super::tree::{Occur, YearRange};
use crate::model::{PersonName, Span};

/// A query, made ready for the index.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What entries are looked up for; a leaf is known by its place here.
    pub(super) leaves: Vec<Leaf>,
    /// What a person must fulfil.
    pub(super) condition: Condition,
    /// Words that stand side by side in the query.
    pub(super) pairs: Vec<Pair>,
    /// What words of the query may be replaced by, those of single words
    /// first.
    pub(super) alternatives: Vec<Alternative>,
}

/// One thing that an entry holds or lacks.
#[derive(Debug)]
pub(super) struct Leaf {
    /// How it is typed, for messages; empty for leaves that no one typed.
    pub(super) label: String,
    /// Where it stands in the query.
    pub(super) span: Span,
    /// The field and the value it stands for, as typed; None for words.
    pub(super) value: Option<(Field, String)>,
    /// What is looked up.
    pub(super) source: Source,
    /// Factor on its score.
    pub(super) weight: f32,
    /// Whether it adds to scores: words do, filters do not.
    pub(super) scored: bool,
    /// Whether it is a part of an alternative: it counts only with the
    /// others.
    pub(super) hidden: bool,
    /// Whether it is a fact of the person, not of one entry.
    pub(super) of_person: bool,
}

impl Leaf {
    /// The stem that a word is looked up by.
    pub(super) fn stem(&self) -> Option<&String> {
        match &self.source {
            Source::Words(terms) => terms.first().map(|word| &word.term),
            _ => None,
        }
    }

    /// The stems that a word is looked up by, of all languages.
    pub(super) fn stems(&self) -> Vec<String> {
        self.words().iter().map(|word| word.term.clone()).collect()
    }

    /// The terms that a word is looked up by; none for what is no word.
    pub(super) fn words(&self) -> &[WordTerm] {
        match &self.source {
            Source::Words(terms) => terms,
            _ => &[],
        }
    }
}

/// Words that stand for others: the long form of an acronym, a synonym.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    /// The words.
    pub(super) text: String,
    /// The leaves of the words typed.
    pub(super) of: Vec<usize>,
    /// The leaves of the words that stand for them; an entry must hold all.
    pub(super) leaves: Vec<usize>,
}

/// How a leaf is looked up.
#[derive(Debug)]
pub(super) enum Source {
    /// Any of these terms in the fields that free words look at.
    Words(Vec<WordTerm>),
    /// Terms side by side in any of the fields, as any of the languages
    /// has them.
    Phrase(Vec<Handle>, Vec<Vec<Placed>>, u32),
    /// Words side by side as they are written; the terms narrow down where.
    ExactPhrase(Vec<Placed>, Vec<Placed>),
    /// A word in capitals, whose small letters are another word: `IT`.
    Capitals(String),
    /// An author's name, of which the terms know the first initial only;
    /// where the flag is set, the first author's.
    Author(Vec<(Handle, String)>, PersonName, bool),
    /// The same, where any of the terms is all that it must be; of the first
    /// author.
    FirstAuthor(Vec<(Handle, String)>),
    /// Any of the terms, each in its field.
    Terms(Vec<(Handle, String)>),
    /// All of the terms in one field of one entry.
    AllTerms(Handle, Vec<String>),
    /// A year of a publication.
    Years(Vec<YearRange>),
    /// A status of a publication, by its code.
    Status(Vec<u64>),
    /// Every publication.
    Publications,
    /// Nothing: what is asked for is not in the index.
    Nothing,
}

/// A term of a free word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WordTerm {
    /// The field.
    pub(super) place: Place,
    /// The term.
    pub(super) term: String,
    /// Factor on what it scores.
    pub(super) factor: f32,
}

/// The fields that free words look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Stemmed words of titles.
    Title,
    /// Stemmed words of all other text.
    Text,
    /// Words as written, of titles and other text.
    Exact,
    /// The same, where it only tells a word as typed from its other forms.
    Typed,
    /// The person's name.
    Name,
    /// Names of authors.
    Author,
    /// Canonical names of venues.
    Venue,
}

impl Place {
    /// The field's name in the index.
    pub(super) fn field(self) -> &'static str {
        match self {
            Place::Title => "title",
            Place::Text => "text",
            Place::Exact | Place::Typed => "exact",
            Place::Name => "name",
            Place::Author => "author",
            Place::Venue => "venue",
        }
    }
}

/// A term of a phrase and where it stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The term.
    pub(super) term: String,
    /// Words from the phrase's first.
    pub(super) offset: u32,
}

/// Two leaves that are neighbours in the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The first one.
    pub(super) first: usize,
    /// The second one.
    pub(super) second: usize,
    /// Words from the first to the second, as typed.
    pub(super) gap: u32,
    /// Factor on its score.
    pub(super) weight: f32,
}

/// A condition over leaves.
#[derive(Debug, Default)]
pub(super) enum Condition {
    /// Holds for all.
    #[default]
    True,
    /// The leaf is there.
    Leaf(usize),
    /// Clauses side by side. Where the flag is set, a required word stands
    /// among them, which makes a partial match without any wanted one.
    All(Vec<(Occur, Condition)>, bool),
    /// One of them.
    Any(Vec<Condition>),
    /// Holds within one publication.
    Within(Box<Condition>),
    /// Holds for the person, also when asked within a publication.
    Lifted(Box<Condition>),
}

/// How strictly wanted clauses are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// All of them: a full match.
    Full,
    /// At least one of a group: a partial match.
    Partial,
}

/// What is known about the candidate a condition is tried on.
pub(super) trait Facts {
    /// Whether a leaf is there.
    fn holds(&self, leaf: usize) -> bool;
    /// Whether a condition holds within one of the publications.
    fn within(&self, condition: &Condition, strictness: Strictness) -> bool;
    /// Whether a condition holds for the person.
    fn lifted(&self, condition: &Condition, strictness: Strictness) -> bool;
}

impl Plan {
    /// The words of leaves, each once, in the order of the query.
    pub(super) fn labels(&self, leaves: &[usize]) -> Vec<String> {
        let mut all: Vec<(u32, String)> = leaves
            .iter()
            .map(|&leaf| &self.leaves[leaf])
            .filter(|leaf| !leaf.label.is_empty())
            .map(|leaf| (leaf.span.start, leaf.label.clone()))
            .collect();
        all.sort();
        all.dedup();
        all.into_iter().map(|(_, label)| label).collect()
    }

    /// How many words the plan scores that someone typed.
    pub(super) fn word_count(&self) -> usize {
        let typed = |leaf: &&Leaf| leaf.scored && !leaf.hidden;
        self.leaves.iter().filter(typed).count()
    }

    /// Whether the query has words that score.
    pub(super) fn has_words(&self) -> bool {
        self.word_count() > 0
    }
}

impl Condition {
    /// Whether a test holds for any condition on one publication.
    pub(super) fn any_within(
        &self,
        test: &dyn Fn(&Condition) -> bool,
    ) -> bool {
        match self {
            Condition::True | Condition::Leaf(_) => false,
            Condition::Any(all) => all.iter().any(|c| c.any_within(test)),
            Condition::All(clauses, _) => {
                clauses.iter().any(|(_, c)| c.any_within(test))
            }
            Condition::Lifted(inner) => inner.any_within(test),
            Condition::Within(inner) => test(inner) || inner.any_within(test),
        }
    }

    /// Whether the condition holds.
    pub(super) fn holds(
        &self,
        strictness: Strictness,
        facts: &dyn Facts,
    ) -> bool {
        match self {
            Condition::True => true,
            Condition::Leaf(leaf) => facts.holds(*leaf),
            Condition::Any(all) => {
                all.iter().any(|one| one.holds(strictness, facts))
            }
            Condition::Within(inner) => facts.within(inner, strictness),
            Condition::Lifted(inner) => facts.lifted(inner, strictness),
            Condition::All(clauses, word_required) => {
                let (mut wanted, mut found) = (0, 0);
                for (occur, clause) in clauses {
                    let strictness = match occur {
                        Occur::Not => Strictness::Full,
                        Occur::Must | Occur::Should => strictness,
                    };
                    let holds = clause.holds(strictness, facts);
                    match (occur, holds) {
                        (Occur::Not, true) | (Occur::Must, false) => {
                            return false;
                        }
                        (Occur::Not, false) => {}
                        (Occur::Must, true) => {}
                        (Occur::Should, holds) => {
                            wanted += 1;
                            found += usize::from(holds);
                        }
                    }
                }
                match strictness {
                    Strictness::Full => found == wanted,
                    // A filter alone is no partial match of the words.
                    Strictness::Partial => {
                        wanted == 0 || found > 0 || *word_required
                    }
                }
            }
        }
    }
}
