//! Clauses side by side, joined by operators and signs.

use super::Parser;
use crate::search::characters::in_word;
use crate::search::notice::SyntaxError;
use crate::search::tree::{Clause, Kind, Node, Occur};

/// An operator between clauses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
}

impl Parser<'_> {
    /// `all OR all OR ...`, up to a closing bracket or the end.
    pub(super) fn any(&mut self) -> Result<Option<Node>, SyntaxError> {
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
}
