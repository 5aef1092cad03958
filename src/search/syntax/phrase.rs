//! Words in quotes, and the marks `*` and `=` before a word.

use super::Parser;
use crate::search::characters::{Characters, in_word, trimmed};
use crate::search::notice::SyntaxError;
use crate::search::tree::{How, Kind, Term};

impl Parser<'_> {
    /// `"..."`, with `~n` after it; None for a phrase without words.
    pub(super) fn phrase(&mut self, exact: bool) -> Option<Term> {
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
    pub(super) fn star(&mut self) -> Result<Option<Kind>, SyntaxError> {
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

    pub(super) fn star_error<T>(
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
    pub(super) fn exact(&mut self) -> Result<Option<Kind>, SyntaxError> {
        let start = self.characters.at;
        self.characters.take_while(|c| c == '=');
        if matches!(self.characters.peek(0), '"' | '‘') {
            return Ok(self.phrase(true).map(Kind::Term));
        }
        let term = self.bare_term(start)?;
        Ok(term.map(|term| Kind::Term(Term { exact: true, ..term })))
    }
}
