//! Query text to its syntax tree, with notes on what was read leniently.

use super::characters::{Characters, in_word, is_punctuation};
use super::field::{Field, closest};
use super::notice::{Note, SyntaxError};
use super::tree::{Clause, Kind, Node, Occur};
use crate::model::Span;

mod clauses;
mod pattern;
mod phrase;
mod value;
mod word;

use word::number;

/// Most terms that are read.
const MAX_TERMS: usize = 1024;
/// Deepest nesting of brackets.
const MAX_DEPTH: usize = 40;
/// Largest factor of `^`.
const MAX_WEIGHT: f32 = 1000.0;
/// Names before a colon that are seen in text and never meant as fields.
const SCHEMES: &[&str] =
    &["http", "https", "ftp", "mailto", "doi", "arxiv", "urn", "isbn", "issn"];

/// A query, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The tree; None for a query without words.
    pub root: Option<Node>,
    /// How it was read where that is not plain.
    pub notes: Vec<Note>,
}

/// Reads a query.
///
/// Gives an error only where a guess would silently mean something else;
/// unbalanced quotes, stray operators and the like are read with a note.
///
/// ```
/// let query = vitae::search::parse("\"kv cache\" venue:icml").unwrap();
/// assert_eq!(query.root.unwrap().to_string(), "\"kv cache\" venue:icml");
/// ```
pub fn parse(query: &str) -> Result<Query, SyntaxError> {
    let mut parser = Parser {
        query,
        characters: Characters::new(query),
        notes: Vec::new(),
        terms: 0,
        depth: 0,
        field: None,
    };
    if parser.characters.cut {
        let at = parser.characters.span(usize::MAX, usize::MAX);
        parser.note("the query is too long; its end is left out", at);
    }
    parser.note_patterns();
    let mut root = None;
    loop {
        let part = parser.any()?;
        root = match (root, part) {
            (Some(before), Some(part)) => Some(beside(before, part)),
            (before, part) => before.or(part),
        };
        if parser.characters.done() {
            break;
        }
        // Only a closing bracket stops `any` before the end.
        let at = parser.characters.at;
        parser.characters.at += 1;
        let span = parser.characters.span(at, at + 1);
        parser.note("`)` closes nothing; it is ignored", span);
    }
    Ok(Query { root, notes: parser.notes })
}

/// Joins what stands before and after a stray closing bracket.
fn beside(before: Node, after: Node) -> Node {
    let span = join(before.span, after.span);
    let mut clauses = Vec::new();
    for node in [before, after] {
        match node {
            Node { kind: Kind::Group(inner), weight: 1.0, .. } => {
                clauses.extend(inner);
            }
            node => clauses.push(Clause { occur: Occur::Should, node }),
        }
    }
    Node::new(Kind::Group(clauses), span)
}

fn join(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// Whether a character says how what follows it is meant.
fn is_sign(c: char) -> bool {
    matches!(c, '-' | '+' | '=' | '*')
}

struct Parser<'a> {
    query: &'a str,
    characters: Characters,
    notes: Vec<Note>,
    /// Terms read so far.
    terms: usize,
    /// Brackets that are open.
    depth: usize,
    /// The field of `field:(...)` whose brackets are open.
    field: Option<Field>,
}

impl Parser<'_> {
    fn note(&mut self, message: impl Into<String>, span: Span) {
        let message = message.into();
        if !self.notes.iter().any(|note| note.message == message) {
            self.notes.push(Note { message, span });
        }
    }

    fn error<T>(
        &self,
        message: impl Into<String>,
        span: Span,
        suggestion: Option<String>,
    ) -> Result<T, SyntaxError> {
        Err(SyntaxError {
            message: message.into(),
            span,
            suggestion,
            query: self.query.to_owned(),
        })
    }

    /// A bracket, phrase, field or word with its weight; None where only
    /// punctuation stands, which is passed over.
    fn node(&mut self) -> Result<Option<Node>, SyntaxError> {
        self.characters.skip_blanks();
        if self.characters.done() || self.characters.peek(0) == ')' {
            return Ok(None);
        }
        let start = self.characters.at;
        let mut node = match self.characters.peek(0) {
            '(' => self.brackets()?,
            '"' | '‘' => self.phrase(false).map(Kind::Term),
            '*' => self.star()?,
            '=' => self.exact()?,
            c if !in_word(c) => {
                self.characters.at += 1;
                return Ok(None);
            }
            c if is_punctuation(c) => return self.past_punctuation(),
            _ => return self.word(),
        };
        node = node.map(|kind| self.within_field(kind));
        let span = self.characters.span(start, self.characters.at);
        Ok(node.map(|kind| self.weighed(kind, span)))
    }

    /// The word behind the punctuation that stands next: what a sign before
    /// it says, it says of the word (`-.net`). None where none is attached.
    fn past_punctuation(&mut self) -> Result<Option<Node>, SyntaxError> {
        let passed = |c| in_word(c) && is_punctuation(c) && !is_sign(c);
        self.characters.at += 1;
        self.characters.take_while(passed);
        let next = self.characters.peek(0);
        if in_word(next) && !is_punctuation(next) {
            return self.word();
        }
        Ok(None)
    }

    /// `( ... )`
    fn brackets(&mut self) -> Result<Option<Kind>, SyntaxError> {
        let open = self.characters.at;
        self.characters.at += 1;
        let span = self.characters.span(open, open + 1);
        if self.depth >= MAX_DEPTH {
            self.note(
                "brackets are nested too deeply; some are ignored",
                span,
            );
            return Ok(None);
        }
        self.depth += 1;
        let inner = self.any();
        self.depth -= 1;
        let inner = inner?;
        if !self.characters.eat(')') {
            self.note("`(` is never closed; it closes at the end", span);
        }
        let Some(inner) = inner else {
            self.note("the brackets are empty; they are ignored", span);
            return Ok(None);
        };
        if inner.weight == 1.0 {
            return Ok(Some(inner.kind));
        }
        // `(a^2)^3`: the inner weight needs a group to stand on.
        let clause = Clause { occur: Occur::Must, node: inner };
        Ok(Some(Kind::Group(vec![clause])))
    }

    /// `person( ... )`, from its bracket on.
    fn person(&mut self, start: usize) -> Result<Option<Node>, SyntaxError> {
        let field = self.field.take();
        let inner = self.brackets();
        self.field = field;
        let span = self.characters.span(start, self.characters.at);
        let Some(kind) = inner? else { return Ok(None) };
        let kind = Kind::Person(Box::new(Node::new(kind, span)));
        Ok(Some(self.weighed(kind, span)))
    }

    /// A term becomes one of the field whose brackets are open.
    fn within_field(&self, kind: Kind) -> Kind {
        match (self.field, kind) {
            (Some(field), Kind::Term(term)) => Kind::Field(field, vec![term]),
            (_, kind) => kind,
        }
    }

    /// Reads `^2` after a part.
    fn weighed(&mut self, kind: Kind, span: Span) -> Node {
        let mut node = Node::new(kind, span);
        let start = self.characters.at;
        if self.characters.peek(0) != '^' {
            return node;
        }
        let Some(length) = number(&self.characters, start + 1) else {
            self.note("`^` needs a number after it; it is ignored", span);
            self.characters.at += 1;
            return node;
        };
        self.characters.at = start + 1 + length;
        let text = self.characters.text(start + 1, self.characters.at);
        let weight = text.parse::<f32>().unwrap_or(1.0);
        if weight > MAX_WEIGHT {
            self.note(format!("weights end at {MAX_WEIGHT}"), span);
        }
        node.weight = weight.min(MAX_WEIGHT);
        node
    }

    /// Counts a term; None once there are too many.
    fn count_term(&mut self, start: usize) -> Option<()> {
        self.terms += 1;
        if self.terms <= MAX_TERMS {
            return Some(());
        }
        let span = self.characters.span(start, self.characters.at);
        let note = format!("only the first {MAX_TERMS} words are used");
        self.note(note, span);
        None
    }
}

#[cfg(test)]
mod tests;
