//! Query text to its syntax tree, with notes on what was read leniently.

use super::characters::{Characters, in_word, is_punctuation, trimmed};
use super::field::{Field, closest};
use super::notice::{Note, SyntaxError};
use super::tree::{Clause, How, Kind, Node, Occur, Term};
use crate::model::Span;

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

/// An operator between clauses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
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

    /// `all OR all OR ...`, up to a closing bracket or the end.
    fn any(&mut self) -> Result<Option<Node>, SyntaxError> {
        let start = self.characters.at;
        let mut branches = Vec::new();
        let mut mixed = false;
        loop {
            let branch = self.all()?;
            mixed |= branch.as_ref().is_some_and(|node| {
                matches!(&node.kind, Kind::Group(clauses) if clauses.len() > 1
                    && clauses.iter().all(|c| c.occur == Occur::Should))
            });
            branches.extend(branch);
            let (at, operator) = (self.characters.at, self.operator());
            if operator != Some(Operator::Or) {
                break;
            }
            let span = self.characters.span(at, self.characters.at);
            if branches.is_empty() {
                self.note("`OR` has nothing before it; it is ignored", span);
            }
            self.characters.skip_blanks();
            if self.characters.done() || self.characters.peek(0) == ')' {
                self.note("`OR` has nothing after it; it is ignored", span);
            }
        }
        let span = self.characters.span(start, self.characters.at);
        if branches.len() < 2 {
            return Ok(branches.pop());
        }
        if mixed {
            self.note(
                "words side by side bind tighter than `OR`: `a b OR c` is \
                 `(a b) OR c`",
                span,
            );
        }
        // `a OR (b OR c)` is one choice of three.
        let mut flat = Vec::new();
        for branch in branches {
            match branch {
                Node { kind: Kind::Any(inner), weight: 1.0, .. } => {
                    flat.extend(inner);
                }
                branch => flat.push(branch),
            }
        }
        Ok(Some(Node::new(Kind::Any(flat), span)))
    }

    /// Clauses side by side, up to `OR`, a closing bracket or the end.
    fn all(&mut self) -> Result<Option<Node>, SyntaxError> {
        let start = self.characters.at;
        let mut clauses: Vec<Clause> = Vec::new();
        let mut joined = false;
        loop {
            self.characters.skip_blanks();
            if self.characters.done() || self.characters.peek(0) == ')' {
                break;
            }
            let at = self.characters.at;
            match self.operator() {
                Some(Operator::Or) => {
                    self.characters.at = at;
                    break;
                }
                Some(Operator::And) => {
                    let span = self.characters.span(at, self.characters.at);
                    joined = !clauses.is_empty();
                    if clauses.is_empty() {
                        self.note(
                            "`AND` has nothing before it; it is ignored",
                            span,
                        );
                    }
                    continue;
                }
                Some(Operator::Not) => self.characters.at = at,
                None => {}
            }
            let Some(mut clause) = self.clause()? else { continue };
            if std::mem::take(&mut joined) {
                let before = clauses.last_mut().into_iter();
                before.chain([&mut clause]).for_each(Clause::require);
            }
            clauses.push(clause);
        }
        let span = self.characters.span(start, self.characters.at);
        if joined {
            self.note("`AND` has nothing after it; it is ignored", span);
        }
        match clauses.as_slice() {
            [] => Ok(None),
            [Clause { occur: Occur::Should, .. }] => {
                Ok(clauses.pop().map(|clause| clause.node))
            }
            _ => Ok(Some(Node::new(Kind::Group(clauses), span))),
        }
    }

    /// Takes `AND`, `OR`, `NOT`, `&&` or `||`, where one stands next.
    fn operator(&mut self) -> Option<Operator> {
        const OPERATORS: [(&str, Operator); 5] = [
            ("AND", Operator::And),
            ("OR", Operator::Or),
            ("NOT", Operator::Not),
            ("&&", Operator::And),
            ("||", Operator::Or),
        ];
        self.characters.skip_blanks();
        let at = self.characters.at;
        for (text, operator) in OPERATORS {
            if !self.characters.starts_with(at, text) {
                continue;
            }
            let after = self.characters.peek(text.len());
            let apart = after.is_whitespace()
                || matches!(after, '(' | ')' | '"' | '‘');
            if apart || !text.starts_with(char::is_alphabetic) {
                self.characters.at += text.len();
                return Some(operator);
            }
        }
        None
    }

    /// One clause with its sign; None where only punctuation stands.
    fn clause(&mut self) -> Result<Option<Clause>, SyntaxError> {
        let start = self.characters.at;
        let (mut negated, mut must) = (0, false);
        loop {
            if self.operator() == Some(Operator::Not) {
                negated += 1;
                self.characters.skip_blanks();
                continue;
            }
            let (sign, next) =
                (self.characters.peek(0), self.characters.peek(1));
            let attached = in_word(next) || matches!(next, '(' | '"' | '‘');
            match sign {
                '-' | '!' if attached => negated += 1,
                '+' if attached => must = true,
                _ => break,
            }
            self.characters.at += 1;
        }
        let span = self.characters.span(start, self.characters.at);
        if negated > 1 {
            self.note("several signs for `without` are read as one", span);
        }
        let Some(node) = self.node()? else {
            if negated > 0 {
                self.note("nothing stands after the sign for `without`", span);
            }
            return Ok(None);
        };
        let occur = match (negated, must) {
            (0, false) => Occur::Should,
            (0, true) => Occur::Must,
            _ => Occur::Not,
        };
        Ok(Some(Clause { occur, node }))
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
            c if !in_word(c) || is_punctuation(c) => {
                self.characters.at += 1;
                return Ok(None);
            }
            _ => return self.word(),
        };
        node = node.map(|kind| self.within_field(kind));
        let span = self.characters.span(start, self.characters.at);
        Ok(node.map(|kind| self.weighed(kind, span)))
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

    /// `"..."`, with `~n` after it; None for a phrase without words.
    fn phrase(&mut self, exact: bool) -> Option<Term> {
        let start = self.characters.at;
        let single = self.characters.peek(0) == '‘';
        self.characters.at += 1;
        let from = self.characters.at;
        let closes = |c: &Characters| match (single, c.peek(0)) {
            (false, '"') => true,
            (true, '\'') => !in_word(c.peek(1)),
            _ => false,
        };
        while !self.characters.done() && !closes(&self.characters) {
            self.characters.at += 1;
        }
        let text = self.characters.text(from, self.characters.at);
        if self.characters.done() {
            let span = self.characters.span(start, from);
            self.note("the quote is never closed; it closes at the end", span);
        } else {
            self.characters.at += 1;
        }
        let text = text.replace(['"', '‘'], " ");
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|w| !trimmed(w).is_empty())
            .collect();
        let slop = self.slop();
        if words.is_empty() {
            let span = self.characters.span(start, self.characters.at);
            self.note("the quotes hold no words; they are ignored", span);
            return None;
        }
        self.count_term(start)?;
        let how = How::Phrase(slop);
        Some(Term { text: words.join(" "), how, exact, first: false })
    }

    /// `~n` after a phrase; 0 without.
    fn slop(&mut self) -> u32 {
        if self.characters.peek(0) != '~' {
            return 0;
        }
        let start = self.characters.at;
        self.characters.at += 1;
        let from = self.characters.at;
        self.characters.take_while(|c| c.is_ascii_digit());
        let digits = self.characters.text(from, self.characters.at);
        let span = self.characters.span(start, self.characters.at);
        match digits.parse::<u32>() {
            Ok(slop) if slop <= 50 => slop,
            Ok(_) => {
                self.note("a phrase spreads over 50 words at most", span);
                50
            }
            Err(_) => {
                self.note("`~` after a phrase needs a number; ignored", span);
                0
            }
        }
    }

    /// `*` alone.
    fn star(&mut self) -> Result<Option<Kind>, SyntaxError> {
        let start = self.characters.at;
        self.characters.take_while(|c| c == '*');
        let next = self.characters.peek(0);
        let weight = next == '^' && self.characters.peek(1).is_ascii_digit();
        if !in_word(next) || weight || next == ':' {
            return Ok(Some(Kind::Everything));
        }
        self.characters.take_while(in_word);
        let word = self.characters.text(start, self.characters.at);
        self.star_error(start, word.trim_start_matches('*'))
    }

    fn star_error<T>(
        &self,
        start: usize,
        word: &str,
    ) -> Result<T, SyntaxError> {
        let end = self.characters.at;
        let head: String = word.chars().take_while(|c| *c != '*').collect();
        let head = trimmed(&head);
        let write = if head.is_empty() {
            "write words, or `*` alone for everyone".to_owned()
        } else {
            format!("write `{head}*`, or `{head}~1` for a typo")
        };
        self.error(
            "`*` can only stand at the end of a word",
            self.characters.span(start, end),
            Some(write),
        )
    }

    /// `=word` and `="a phrase"`.
    fn exact(&mut self) -> Result<Option<Kind>, SyntaxError> {
        let start = self.characters.at;
        self.characters.take_while(|c| c == '=');
        if matches!(self.characters.peek(0), '"' | '‘') {
            return Ok(self.phrase(true).map(Kind::Term));
        }
        let term = self.bare_term(start)?;
        Ok(term.map(|term| Kind::Term(Term { exact: true, ..term })))
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
