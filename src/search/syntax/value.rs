//! What stands after the colon of a field.

use super::{Parser, closest, in_word};
use crate::model::{Span, Status};
use crate::search::characters::is_punctuation;
use crate::search::field::Field;
use crate::search::notice::SyntaxError;
use crate::search::tree::{Fact, How, Kind, Node, Term, YearRange};

impl Parser<'_> {
    /// The values of a field whose name has just been taken.
    pub(super) fn field_values(
        &mut self,
        field: Field,
        start: usize,
    ) -> Result<Option<Node>, SyntaxError> {
        self.characters.eat(':');
        let name = self.characters.span(start, self.characters.at);
        if self.characters.peek(0).is_whitespace() {
            let blanks = self.characters.at;
            self.characters.skip_blanks();
            let next = self.characters.peek(0);
            if self.characters.done() || !(in_word(next) || next == '"') {
                self.characters.at = blanks;
            } else {
                let name = field.name();
                let note = format!("the blank after `{name}:` is ignored");
                self.note(note, self.characters.span(start, blanks));
            }
        }
        let kind = match field {
            Field::Year => Kind::Years(self.years(name)?),
            Field::Has => self.has(name)?,
            _ if self.characters.peek(0) == '(' => {
                return self.field_brackets(field, start);
            }
            _ => Kind::Field(field, self.values(field, name)?),
        };
        self.terms += 1;
        let span = self.characters.span(start, self.characters.at);
        Ok(Some(self.weighed(kind, span)))
    }

    /// `field:(...)`: the brackets' words, each in the field.
    fn field_brackets(
        &mut self,
        field: Field,
        start: usize,
    ) -> Result<Option<Node>, SyntaxError> {
        let outer = self.field.replace(field);
        let inner = self.brackets();
        self.field = outer;
        let span = self.characters.span(start, self.characters.at);
        Ok(inner?.map(|kind| self.weighed(kind, span)))
    }

    /// `a,"b c",d*`
    fn values(
        &mut self,
        field: Field,
        name: Span,
    ) -> Result<Vec<Term>, SyntaxError> {
        let mut terms = Vec::new();
        loop {
            let start = self.characters.at;
            match self.value(field)? {
                Some(term) => terms.push(self.checked(field, term, start)?),
                None if terms.is_empty() => {
                    let example = example(field);
                    return self.error(
                        format!("nothing stands after `{}:`", field.name()),
                        name,
                        Some(format!("write for example `{example}`")),
                    );
                }
                None => {}
            }
            let next = self.characters.peek(1);
            let goes_on = self.characters.peek(0) == ','
                && (in_word(next) || next == '"');
            if !goes_on {
                break;
            }
            self.characters.at += 1;
        }
        let initial =
            |term: &Term| term.text.chars().count() <= 2 && terms.len() > 1;
        let is_name = matches!(field, Field::Author | Field::Name);
        if is_name && terms.iter().any(initial) {
            let note = "the comma means `or`; put a name with a comma in \
                        quotes: `author:\"Liu, Z\"`";
            self.note(note, name);
        }
        Ok(terms)
    }

    /// One value; None where none stands.
    fn value(&mut self, field: Field) -> Result<Option<Term>, SyntaxError> {
        let start = self.characters.at;
        let (mut exact, mut first) = (false, false);
        loop {
            match self.characters.peek(0) {
                '=' => exact = true,
                '^' if field == Field::Author => first = true,
                _ => break,
            }
            self.characters.at += 1;
        }
        let next = self.characters.peek(0);
        if next == '-' && in_word(self.characters.peek(1)) {
            let mut end = 0;
            while in_word(self.characters.peek(end)) {
                end += 1;
            }
            let from = self.characters.at;
            let word = self.characters.text(from + 1, from + end);
            return self.error(
                "`-` stands before the field, not after it",
                self.characters.span(from, from + end),
                Some(format!("write `-{}:{word}`", field.name())),
            );
        }
        let term = if matches!(next, '"' | '‘') {
            self.phrase(false)
        } else if in_word(next) && !self.characters.done() {
            self.bare_term(start)?
        } else {
            None
        };
        Ok(term.map(|term| Term { exact, first, ..term }))
    }

    /// Checks a value of a field that knows its values.
    fn checked(
        &mut self,
        field: Field,
        term: Term,
        start: usize,
    ) -> Result<Term, SyntaxError> {
        if field != Field::Status {
            return Ok(term);
        }
        let words = Status::ALL.map(|(_, word)| word);
        let text = term.text.to_lowercase();
        if words.contains(&text.as_str()) {
            return Ok(Term { text, how: How::Word, ..term });
        }
        let span = self.characters.span(start, self.characters.at);
        self.error(
            format!("no status `{text}`"),
            span,
            Some(choice(&text, &words)),
        )
    }

    /// `has:email`
    fn has(&mut self, name: Span) -> Result<Kind, SyntaxError> {
        let start = self.characters.at;
        self.characters.take_while(in_word);
        let text = self.characters.text(start, self.characters.at);
        let text = text.trim_matches(is_punctuation).to_lowercase().to_owned();
        let singular = |word: &str| word.trim_end_matches('s').to_owned();
        let found = Fact::ALL
            .iter()
            .find(|(_, word)| singular(word) == singular(&text));
        if let Some((fact, _)) = found {
            return Ok(Kind::Has(*fact));
        }
        let words = Fact::ALL.map(|(_, word)| word);
        let span = self.characters.span(start, self.characters.at);
        let (message, span) = if text.is_empty() {
            ("nothing stands after `has:`".to_owned(), name)
        } else {
            (format!("`has:` does not know `{text}`"), span)
        };
        self.error(message, span, Some(choice(&text, &words)))
    }

    /// `2024`, `2022..2025`, `>=2022`, several with commas between.
    fn years(&mut self, name: Span) -> Result<Vec<YearRange>, SyntaxError> {
        let start = self.characters.at;
        self.characters.take_while(|c| {
            c.is_alphanumeric()
                || matches!(c, '.' | '-' | ',' | '<' | '>' | '=' | '≥' | '≤')
        });
        let text = self.characters.text(start, self.characters.at);
        let kept = text.trim_end_matches([',', '-', '=', '<', '>']);
        // "year:2022.." is a range, "year:2022." ends a sentence.
        let kept = match kept.strip_suffix('.') {
            Some(sentence) if !sentence.ends_with('.') => sentence,
            _ => kept,
        };
        let mut ranges = Vec::new();
        let mut from = start;
        for piece in kept.split(',').filter(|piece| !piece.is_empty()) {
            let length = piece.chars().count();
            let span = self.characters.span(from, from + length);
            from += length + 1;
            ranges.push(self.year_range(piece, span)?);
        }
        if ranges.is_empty() {
            return self.error(
                "nothing stands after `year:`",
                name,
                Some("write for example `year:2020..2024`".to_owned()),
            );
        }
        Ok(ranges)
    }

    fn year_range(
        &mut self,
        piece: &str,
        span: Span,
    ) -> Result<YearRange, SyntaxError> {
        let wrong = |text: &str| {
            let digits = text.bytes().all(|b| b.is_ascii_digit());
            let suggestion = if digits && text.len() == 2 {
                format!("did you mean `year:20{text}`?")
            } else {
                "write a year (`year:2024`), a range (`year:2020..2024`, \
                 `year:2020..`) or a comparison (`year:>=2020`)"
                    .to_owned()
            };
            (format!("`{text}` is no year"), suggestion)
        };
        let comparison = piece
            .chars()
            .next()
            .is_some_and(|c| matches!(c, '<' | '>' | '=' | '≥' | '≤'));
        let dashed = piece.len() == 9 && piece.as_bytes()[4] == b'-';
        let parts = if comparison {
            let digits = piece.trim_start_matches(['<', '>', '=', '≥', '≤']);
            let sign = &piece[..piece.len() - digits.len()];
            parse_year(digits).and_then(|year| compared(sign, year))
        } else if let Some((first, last)) = piece.split_once("..") {
            // "2020...2024" is meant alike.
            open_range(first, last.trim_start_matches('.'))
        } else if dashed {
            self.note("a range of years is written `2020..2024`", span);
            open_range(&piece[..4], &piece[5..])
        } else {
            parse_year(piece)
                .map(|year| YearRange { first: Some(year), last: Some(year) })
        };
        let Some(range) = parts else {
            let (message, suggestion) = wrong(piece);
            return self.error(message, span, Some(suggestion));
        };
        match (range.first, range.last) {
            (Some(first), Some(last)) if first > last => {
                if !comparison {
                    self.note("the years are in reverse order; turned", span);
                }
                Ok(YearRange { first: Some(last), last: Some(first) })
            }
            _ => Ok(range),
        }
    }
}

/// A four-digit year.
fn parse_year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// `2020..2024`, either end left open.
fn open_range(first: &str, last: &str) -> Option<YearRange> {
    if first.is_empty() && last.is_empty() {
        return None;
    }
    let end = |text: &str| {
        if text.is_empty() { Some(None) } else { parse_year(text).map(Some) }
    };
    Some(YearRange { first: end(first)?, last: end(last)? })
}

/// The years of a comparison; None for an unknown sign.
fn compared(sign: &str, year: i32) -> Option<YearRange> {
    let (first, last) = match sign {
        "<" => (None, Some(year - 1)),
        "<=" | "=<" | "≤" => (None, Some(year)),
        ">" => (Some(year + 1), None),
        ">=" | "=>" | "≥" => (Some(year), None),
        "=" | "==" => (Some(year), Some(year)),
        _ => return None,
    };
    Some(YearRange { first, last })
}

/// The word that was meant, or all there are.
fn choice(typed: &str, words: &[&str]) -> String {
    match closest(typed, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", words.join(", ")),
    }
}

/// A value that shows how a field is written.
fn example(field: Field) -> &'static str {
    match field {
        Field::Title => "title:quantization",
        Field::Venue => "venue:icml",
        Field::Year => "year:2024",
        Field::Author => "author:\"Liu, Z\"",
        Field::Status => "status:accepted",
        Field::Name => "name:\"Ada Lovelace\"",
        Field::Affiliation => "affiliation:mit",
        Field::Topic => "topic:\"machine translation\"",
        Field::Role => "role:professor",
        Field::Award => "award:fellowship",
        Field::Advisor => "advisor:knuth",
        Field::Lang => "lang:en",
        Field::Path => "path:2024/",
        Field::Tag => "tag:shortlist",
        Field::Has => "has:email",
    }
}
