//! Single words of a query, with the marks at their ends.

use super::{Characters, Parser, SCHEMES};
use crate::search::characters::{in_word, is_punctuation, trimmed};
use crate::search::field::Field;
use crate::search::notice::SyntaxError;
use crate::search::tree::{How, Kind, Node, Term};

impl Parser<'_> {
    /// A word, a field, `person(` or an address.
    pub(super) fn word(&mut self) -> Result<Option<Node>, SyntaxError> {
        let start = self.characters.at;
        let name = self.name();
        let after = self.characters.peek(name.chars().count());
        if after == '(' && name.eq_ignore_ascii_case("person") {
            self.characters.at += name.len();
            return self.person(start);
        }
        if let Some(field) = self.names_field(&name, after)? {
            self.characters.at += name.len();
            return self.field_values(field, start);
        }
        let Some(term) = self.bare_term(start)? else { return Ok(None) };
        self.hint(&term.text, start);
        let kind = self.within_field(Kind::Term(term));
        let span = self.characters.span(start, self.characters.at);
        Ok(Some(self.weighed(kind, span)))
    }

    /// The letters that stand next, which may name a field.
    fn name(&self) -> String {
        (0..24)
            .map(|i| self.characters.peek(i))
            .take_while(|c| c.is_ascii_alphabetic() || *c == '_')
            .collect()
    }

    /// The field that letters before a colon name; an error where they
    /// nearly do.
    fn names_field(
        &mut self,
        name: &str,
        after: char,
    ) -> Result<Option<Field>, SyntaxError> {
        let start = self.characters.at;
        let end = start + name.len();
        if Field::named(name) == Some(Field::Year)
            && matches!(after, '<' | '>' | '=' | '≥' | '≤')
        {
            let span = self.characters.span(start, end + 1);
            self.note("read as `year:` with a comparison", span);
            return Ok(Some(Field::Year));
        }
        if after != ':' || name.is_empty() || self.field.is_some() {
            return Ok(None);
        }
        if let Some(field) = Field::named(name) {
            return Ok(Some(field));
        }
        let next = self.characters.peek(name.len() + 1);
        let lower = name.to_ascii_lowercase();
        if SCHEMES.contains(&lower.as_str()) || next == '/' {
            return Ok(None);
        }
        let span = self.characters.span(start, end);
        match Field::closest(name) {
            Some(near) if in_word(next) || next == '"' => self.error(
                format!("no field `{lower}`"),
                span,
                Some(format!(
                    "did you mean `{near}:`? (put words with a colon in \
                     quotes)"
                )),
            ),
            _ => {
                if in_word(next) {
                    let note = format!("no field `{lower}`; read as a word");
                    self.note(note, span);
                }
                Ok(None)
            }
        }
    }

    /// Says that a lower-case operator is read as a word.
    fn hint(&mut self, word: &str, start: usize) {
        let upper = match word {
            "or" => "`or` is read as a word; write `OR` for either",
            "not" => "`not` is read as a word; write `NOT` for without",
            "and" => "`and` is read as a word; write `AND` for both",
            _ => return,
        };
        let span = self.characters.span(start, self.characters.at);
        self.note(upper, span);
    }

    /// A word with its `*` or `~1`; None for punctuation only.
    pub(super) fn bare_term(
        &mut self,
        start: usize,
    ) -> Result<Option<Term>, SyntaxError> {
        let leading = |c| in_word(c) && is_punctuation(c) && c != '*';
        self.characters.take_while(leading);
        let from = self.characters.at;
        let address = self.address(from);
        let (end, how) = match address {
            Some(end) => {
                self.characters.at = end;
                (end, How::Word)
            }
            None => self.marks(from)?,
        };
        let text = self.characters.text(from, end);
        let mut text = match address {
            Some(_) => trimmed(&text),
            None => unmarked(&text),
        }
        .to_owned();
        if text.is_empty() {
            return Ok(None);
        }
        // "AND," is a word; in capitals it would read as the operator.
        if matches!(text.as_str(), "AND" | "OR" | "NOT") {
            text = text.to_ascii_lowercase();
        }
        if self.count_term(start).is_none() {
            return Ok(None);
        }
        Ok(Some(Term { text, how, exact: false, first: false }))
    }

    /// Takes a run of word characters and the marks at its end: where the
    /// word itself ends, and how it is to be matched.
    fn marks(&mut self, from: usize) -> Result<(usize, How), SyntaxError> {
        self.characters.take_while(in_word);
        let stop = self.characters.at;
        for i in from..stop {
            self.characters.at = i;
            match self.characters.peek(0) {
                '*' => {
                    let run = (i..stop)
                        .take_while(|_| self.characters.eat('*'))
                        .count();
                    if ends_at(&self.characters, i + run, stop) {
                        return self.prefix(from, i, stop);
                    }
                    self.characters.at = stop;
                    let word = self.characters.text(from, stop);
                    return self.star_error(from, &word);
                }
                '~' => {
                    let digits = digits(&self.characters, i + 1);
                    if ends_at(&self.characters, i + 1 + digits, stop) {
                        return Ok(self.fuzzy(i, digits, stop));
                    }
                }
                '^' if number(&self.characters, i + 1).is_some_and(|n| {
                    ends_at(&self.characters, i + 1 + n, stop)
                }) =>
                {
                    return Ok((i, How::Word));
                }
                _ => {}
            }
        }
        self.characters.at = stop;
        Ok((stop, How::Word))
    }

    /// `word*`, its star at `star`.
    fn prefix(
        &mut self,
        from: usize,
        star: usize,
        stop: usize,
    ) -> Result<(usize, How), SyntaxError> {
        self.pass_punctuation(stop);
        let word = self.characters.text(from, star);
        let word = unmarked(&word);
        let mut letters = word.chars();
        let short = letters.next().is_some_and(|c| c.is_ascii())
            && letters.next().is_none();
        if short {
            let span = self.characters.span(from, star + 1);
            let note =
                format!("`{word}*` is too short a prefix; read as `{word}`");
            self.note(note, span);
            return Ok((star, How::Word));
        }
        Ok((star, How::Prefix))
    }

    /// `word~1`, its tilde at `tilde`.
    fn fuzzy(
        &mut self,
        tilde: usize,
        digits: usize,
        stop: usize,
    ) -> (usize, How) {
        self.characters.at = tilde + 1 + digits;
        let text = self.characters.text(tilde + 1, tilde + 1 + digits);
        let distance = text.parse::<u8>().unwrap_or(if text.is_empty() {
            1
        } else {
            u8::MAX
        });
        if distance > 2 {
            let span = self.characters.span(tilde, self.characters.at);
            self.note("`~` allows two wrong letters at most", span);
        }
        self.pass_punctuation(stop);
        match distance {
            0 => (tilde, How::Word),
            distance => (tilde, How::Fuzzy(distance.min(2))),
        }
    }

    /// Passes punctuation before `stop`, but not a weight.
    fn pass_punctuation(&mut self, stop: usize) {
        while self.characters.at < stop && self.characters.peek(0) != '^' {
            self.characters.at += 1;
        }
    }

    /// Where a web address or DOI that starts here ends.
    fn address(&self, from: usize) -> Option<usize> {
        let starts = |text| self.characters.starts_with(from, text);
        let prefix = (0..12)
            .take_while(|&i| {
                let c = self.characters.peek(i);
                c.is_ascii_digit() || c == '.'
            })
            .count();
        let doi =
            starts("10.") && prefix > 3 && self.characters.peek(prefix) == '/';
        if !doi && !starts("http://") && !starts("https://") {
            return None;
        }
        let (mut end, mut open) = (from, 0);
        loop {
            match self.characters.peek(end - from) {
                c if c.is_whitespace() || c == '"' => return Some(end),
                '(' => open += 1,
                ')' if open == 0 => return Some(end),
                ')' => open -= 1,
                _ => {}
            }
            end += 1;
        }
    }
}

/// A word without punctuation around it and marks that mean nothing where
/// they stand (`kv~1'`): printed alone they would be read again.
fn unmarked(word: &str) -> &str {
    let mut word = trimmed(word);
    loop {
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let head = word.trim_end_matches(['+', '#']);
        let head = head.trim_end_matches(digits);
        let Some(head) = head.strip_suffix(['~', '^']) else { return word };
        word = trimmed(head);
    }
}

/// How many digits stand at an index.
fn digits(characters: &Characters, from: usize) -> usize {
    let ahead = from - characters.at;
    (0..9).take_while(|i| characters.peek(ahead + i).is_ascii_digit()).count()
}

/// How many characters the number at an index has; None for no number.
pub(super) fn number(characters: &Characters, from: usize) -> Option<usize> {
    let whole = digits(characters, from);
    if whole == 0 {
        return None;
    }
    let ahead = from - characters.at;
    if characters.peek(ahead + whole) == '.' {
        let part = digits(characters, from + whole + 1);
        if part > 0 {
            return Some(whole + 1 + part);
        }
    }
    Some(whole)
}

/// Whether only a weight and punctuation stand from an index up to `stop`.
fn ends_at(characters: &Characters, from: usize, stop: usize) -> bool {
    let mut from = from;
    let peek = |i: usize| characters.peek(i - characters.at);
    if from < stop && peek(from) == '^' {
        from += 1 + number(characters, from + 1).unwrap_or(0);
    }
    (from..stop).all(|i| is_punctuation(peek(i)))
}
