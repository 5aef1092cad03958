//! The syntax tree of a query, and the tree as query text again.

use std::fmt;

use super::field::Field;
use crate::model::Span;

/// How a clause of a group takes part in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occur {
    /// Wanted: full matches hold it, partial ones may lack it.
    Should,
    /// `+x`, `x AND y`: nothing matches without it.
    Must,
    /// `-x`, `NOT x`: nothing matches with it.
    Not,
}

/// One member of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// How it takes part.
    pub occur: Occur,
    /// What it asks for.
    pub node: Node,
}

impl Clause {
    /// Makes a wanted clause a required one.
    pub(super) fn require(&mut self) {
        if self.occur == Occur::Should {
            self.occur = Occur::Must;
        }
    }
}

/// A part of a query.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it asks for.
    pub kind: Kind,
    /// Factor on its score; 1 unless written as `x^2`.
    pub weight: f32,
    /// Where it stands in the query, in bytes.
    pub span: Span,
}

/// Equal but for where they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.kind == other.kind
            && self.weight.to_bits() == other.weight.to_bits()
    }
}

/// What a part of a query asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `*`: everyone.
    Everything,
    /// Clauses side by side.
    Group(Vec<Clause>),
    /// `a OR b`: one of them.
    Any(Vec<Node>),
    /// `person(...)`: its parts hold for the person, each wherever it likes.
    Person(Box<Node>),
    /// Something written, anywhere.
    Term(Term),
    /// `field:a,b`: one of the values in the field.
    Field(Field, Vec<Term>),
    /// `year:2020..2022,2024`: one of the ranges.
    Years(Vec<YearRange>),
    /// `has:email`: the person states one.
    Has(Fact),
}

/// Something written: words and how to match them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words as typed, quotes and marks taken off.
    pub text: String,
    /// How to match them.
    pub how: How,
    /// `=x`: without stemming and expansion.
    pub exact: bool,
    /// `author:^x`: only as first author.
    pub first: bool,
}

/// How the words of a term are matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// `word`.
    Word,
    /// `"two words"~slop`: side by side, or with so many words between.
    Phrase(u32),
    /// `word*`.
    Prefix,
    /// `word~1`: with so many letters wrong.
    Fuzzy(u8),
}

impl How {
    /// Whether it stands for whatever words of the index are like it.
    #[must_use]
    pub fn expands(self) -> bool {
        matches!(self, How::Prefix | How::Fuzzy(_))
    }

    /// How many words may stand between its words.
    #[must_use]
    pub fn slop(self) -> u32 {
        match self {
            How::Phrase(slop) => slop,
            How::Word | How::Prefix | How::Fuzzy(_) => 0,
        }
    }
}

/// Years from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearRange {
    /// None for an open beginning.
    pub first: Option<i32>,
    /// None for an open end.
    pub last: Option<i32>,
}

impl YearRange {
    /// Whether a year lies within.
    #[must_use]
    pub fn contains(self, year: i32) -> bool {
        self.first.is_none_or(|first| first <= year)
            && self.last.is_none_or(|last| year <= last)
    }
}

/// What `has:` can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An e-mail address.
    Email,
    /// An ORCID.
    Orcid,
    /// A homepage.
    Homepage,
    /// An affiliation.
    Affiliation,
    /// A publication.
    Publications,
    /// A research interest.
    Interests,
    /// A degree.
    Education,
    /// A post.
    Positions,
    /// A prize.
    Awards,
    /// A talk.
    Talks,
    /// A course.
    Teaching,
    /// Someone advised.
    Students,
    /// A service to others.
    Service,
}

impl Fact {
    /// All of them, with the word used in queries.
    pub const ALL: [(Fact, &'static str); 13] = [
        (Fact::Email, "email"),
        (Fact::Orcid, "orcid"),
        (Fact::Homepage, "homepage"),
        (Fact::Affiliation, "affiliation"),
        (Fact::Publications, "publications"),
        (Fact::Interests, "interests"),
        (Fact::Education, "education"),
        (Fact::Positions, "positions"),
        (Fact::Awards, "awards"),
        (Fact::Talks, "talks"),
        (Fact::Teaching, "teaching"),
        (Fact::Students, "students"),
        (Fact::Service, "service"),
    ];

    /// The word used in queries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Fact::ALL
            .iter()
            .find(|(fact, _)| *fact == self)
            .map_or("", |(_, word)| word)
    }
}

impl Node {
    /// A part of weight 1.
    #[must_use]
    pub fn new(kind: Kind, span: Span) -> Node {
        Node { kind, weight: 1.0, span }
    }

    /// Calls `visit` for this part and all parts within it, outer ones
    /// first; the parts of `person(...)` only when `lifted` is set.
    pub fn walk<'a>(&'a self, lifted: bool, visit: &mut dyn FnMut(&'a Node)) {
        visit(self);
        match &self.kind {
            Kind::Group(clauses) => {
                clauses.iter().for_each(|c| c.node.walk(lifted, visit));
            }
            Kind::Any(nodes) => {
                nodes.iter().for_each(|node| node.walk(lifted, visit));
            }
            Kind::Person(node) if lifted => node.walk(lifted, visit),
            Kind::Person(_)
            | Kind::Everything
            | Kind::Term(_)
            | Kind::Field(..)
            | Kind::Years(_)
            | Kind::Has(_) => {}
        }
    }
}

/// Writes query text that reads as the same tree.
impl fmt::Display for Node {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = self.weight.to_bits() == 1f32.to_bits();
        // An address would swallow the weight.
        let address = |term: &Term| {
            term.text.starts_with("10.") || term.text.starts_with("http")
        };
        let bracketed = match &self.kind {
            Kind::Group(_) | Kind::Any(_) => true,
            Kind::Term(term) => address(term),
            Kind::Field(_, terms) => terms.iter().any(address),
            Kind::Everything
            | Kind::Person(_)
            | Kind::Years(_)
            | Kind::Has(_) => false,
        };
        if bracketed && !bare {
            return write!(out, "({})^{}", Inner(&self.kind), self.weight);
        }
        write!(out, "{}", Inner(&self.kind))?;
        if bare { Ok(()) } else { write!(out, "^{}", self.weight) }
    }
}

/// A node's text without brackets and weight.
struct Inner<'a>(&'a Kind);

impl fmt::Display for Inner<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Everything => out.write_str("*"),
            Kind::Group(clauses) => write_clauses(out, clauses),
            Kind::Any(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    let or = if i == 0 { "" } else { " OR " };
                    write!(out, "{or}{node}")?;
                }
                Ok(())
            }
            Kind::Person(node) => write!(out, "person({node})"),
            Kind::Term(term) => write!(out, "{term}"),
            Kind::Field(field, terms) => {
                write!(out, "{}:", field.name())?;
                write_list(out, terms)
            }
            Kind::Years(ranges) => {
                out.write_str("year:")?;
                write_list(out, ranges)
            }
            Kind::Has(fact) => write!(out, "has:{}", fact.as_str()),
        }
    }
}

fn write_clauses(
    out: &mut fmt::Formatter<'_>,
    clauses: &[Clause],
) -> fmt::Result {
    for (i, clause) in clauses.iter().enumerate() {
        let blank = if i == 0 { "" } else { " " };
        let mark = match clause.occur {
            Occur::Should => "",
            Occur::Must => "+",
            Occur::Not => "-",
        };
        let bare = clause.node.weight.to_bits() == 1f32.to_bits();
        let node = &clause.node;
        if bare && matches!(node.kind, Kind::Group(_) | Kind::Any(_)) {
            write!(out, "{blank}{mark}({node})")?;
        } else {
            write!(out, "{blank}{mark}{node}")?;
        }
    }
    Ok(())
}

fn write_list<T: fmt::Display>(
    out: &mut fmt::Formatter<'_>,
    items: &[T],
) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        write!(out, "{}{item}", if i == 0 { "" } else { "," })?;
    }
    Ok(())
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Term { text, how, exact, first } = self;
        out.write_str(if *first { "^" } else { "" })?;
        out.write_str(if *exact { "=" } else { "" })?;
        match how {
            How::Word => out.write_str(text),
            How::Phrase(0) => write!(out, "\"{text}\""),
            How::Phrase(slop) => write!(out, "\"{text}\"~{slop}"),
            How::Prefix => write!(out, "{text}*"),
            How::Fuzzy(distance) => write!(out, "{text}~{distance}"),
        }
    }
}

impl fmt::Display for YearRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first == last => {
                write!(out, "{first:04}")
            }
            (first, last) => {
                let year = |year: Option<i32>| {
                    year.map(|year| format!("{year:04}")).unwrap_or_default()
                };
                write!(out, "{}..{}", year(first), year(last))
            }
        }
    }
}
