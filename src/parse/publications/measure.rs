//! Measures stretches of an entry by what is counted over its text once.
//!
//! An entry has hundreds of stretches between borders that may be its title:
//! what each holds is the difference of two running counts.

use std::ops::Range;

use crate::parse::words::is_title_word;

/// A text with its words and sentence ends.
pub(super) struct Measure<'a> {
    text: &'a str,
    words: Vec<Word>,
    stops: Vec<Stop>,
}

/// A word, trimmed to its first and last letter or digit.
struct Word {
    range: Range<usize>,
    known: bool,
    /// Known words before this one.
    before: usize,
}

/// A full stop and a blank before a capital.
struct Stop {
    /// The word before the stop.
    word: Range<usize>,
    /// Where the capital stands.
    next: usize,
}

/// Counts up to a place of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    wide: usize,
    digits: usize,
    lines: usize,
    columns: usize,
    /// Opening less closing marks.
    round: isize,
    square: isize,
    curly: isize,
    straight: usize,
}

/// What a stretch of a text holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch<'a> {
    pub(super) words: usize,
    /// Words known from titles or in lower case.
    pub(super) known: usize,
    /// The first letter or digit.
    pub(super) first: Option<char>,
    /// The last word.
    pub(super) last: &'a str,
    /// Characters of scripts without blanks.
    pub(super) wide: usize,
    pub(super) digits: usize,
    pub(super) lines: usize,
    /// Whether a tab or a bar stands within.
    pub(super) columns: bool,
    /// Whether brackets are opened and closed unequally often.
    pub(super) open_bracket: bool,
    /// Likewise quotation marks.
    pub(super) open_quote: bool,
    /// Sentence ends, as far as they are followed by more.
    pub(super) stops: usize,
}

impl<'a> Measure<'a> {
    pub(super) fn of(text: &'a str) -> Measure<'a> {
        let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
        let mut before = 0;
        for word in text.split_whitespace() {
            let bare = bare(word);
            if bare.is_empty() {
                continue;
            }
            let start = bare.as_ptr() as usize - text.as_ptr() as usize;
            let known = is_known(bare);
            words.push(Word {
                range: start..start + bare.len(),
                known,
                before,
            });
            before += usize::from(known);
        }
        let stops = text.match_indices(". ").filter_map(|(at, _)| {
            let next = text[at + 2..].trim_start();
            let start = text[..at].rfind([' ', '.']).map_or(0, |i| i + 1);
            next.starts_with(char::is_uppercase).then(|| Stop {
                word: start..at,
                next: text.len() - next.len(),
            })
        });
        Measure { text, words, stops: stops.collect() }
    }

    /// The counts up to some places of the text, which are in order.
    pub(super) fn tallies(
        &self,
        places: impl Iterator<Item = usize>,
    ) -> Vec<Tally> {
        let mut tally = Tally::default();
        let mut chars = self.text.char_indices().peekable();
        let mut up_to = |place: usize| {
            while let Some((_, c)) = chars.next_if(|(at, _)| *at < place) {
                tally.add(c);
            }
            tally
        };
        places.map(&mut up_to).collect()
    }

    /// What a stretch holds, given the counts up to its start and its end.
    pub(super) fn stretch(
        &self,
        range: &Range<usize>,
        start: &Tally,
        end: &Tally,
    ) -> Stretch<'a> {
        let text = self.text;
        // The first and the last word may be cut, perhaps down to a mark.
        let part = |word: &Word| {
            let from = word.range.start.max(range.start);
            let to = word.range.end.min(range.end);
            let cut = to - from < word.range.len();
            if cut { bare(&text[from..to]) } else { &text[from..to] }
        };
        let from = self.words.partition_point(|w| w.range.end <= range.start);
        let to = self.words.partition_point(|w| w.range.start < range.end);
        let mut held = self.words.get(from..to).unwrap_or_default();
        while let [first, rest @ ..] = held
            && part(first).is_empty()
        {
            held = rest;
        }
        while let [rest @ .., last] = held
            && part(last).is_empty()
        {
            held = rest;
        }
        let known = match held {
            [] => 0,
            [one] => self.known_part(one, part(one)),
            [first, .., last] => {
                last.before - first.before - usize::from(first.known)
                    + self.known_part(first, part(first))
                    + self.known_part(last, part(last))
            }
        };
        let stops = self.stops.iter().filter(|stop| {
            let from = stop.word.start.max(range.start);
            from <= stop.word.end
                && stop.next < range.end
                && ends_sentence(&text[from..stop.word.end])
        });
        Stretch {
            words: held.len(),
            known,
            first: held.first().and_then(|word| part(word).chars().next()),
            last: held.last().map_or("", part),
            wide: end.wide - start.wide,
            digits: end.digits - start.digits,
            lines: end.lines - start.lines,
            columns: end.columns > start.columns,
            open_bracket: end.round != start.round
                || end.square != start.square,
            open_quote: end.curly != start.curly
                || (end.straight - start.straight) % 2 == 1,
            stops: stops.count(),
        }
    }

    /// One where what a stretch leaves of a word is known.
    fn known_part(&self, word: &Word, part: &str) -> usize {
        let cut = part.len() < word.range.len();
        usize::from(if cut { is_known(part) } else { word.known })
    }
}

impl Tally {
    fn add(&mut self, c: char) {
        match c {
            '0'..='9' => self.digits += 1,
            '\n' => self.lines += 1,
            '\t' | '|' => self.columns += 1,
            '(' => self.round += 1,
            ')' => self.round -= 1,
            '[' => self.square += 1,
            ']' => self.square -= 1,
            '“' => self.curly += 1,
            '”' => self.curly -= 1,
            '"' => self.straight += 1,
            '\u{3400}'.. => self.wide += 1,
            _ => {}
        }
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_known(bare: &str) -> bool {
    bare.starts_with(char::is_lowercase) || is_title_word(bare)
}

/// Whether a full stop behind a word ends a sentence.
fn ends_sentence(word: &str) -> bool {
    word.chars().nth(2).is_some()
        && !matches!(word, "vs" | "etc" | "St" | "Dr" | "al")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(text: &str, range: Range<usize>) -> Stretch<'_> {
        let measure = Measure::of(text);
        let tallies = measure.tallies([range.start, range.end].into_iter());
        measure.stretch(&range, &tallies[0], &tallies[1])
    }

    #[test]
    fn a_stretch_is_measured_like_a_text_of_its_own() {
        let text = "[3] Roe, A. (2019): On (slow. “Xq–yz Rivers”. Deltas\t\
                    of 河流与三角洲 | Nature, vol. 3 -- Ab. Cd";
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        for (i, &start) in places.iter().enumerate() {
            for &end in &places[i..] {
                let alone = &text[start..end];
                let whole = stretch(alone, 0..alone.len());
                assert_eq!(stretch(text, start..end), whole, "{alone}");
            }
        }
    }

    #[test]
    fn sentences_brackets_and_quotes_are_counted() {
        let text = "On vol. Tides (1. “A” | B";
        let found = stretch(text, 0..text.len());
        assert_eq!((found.words, found.digits, found.stops), (6, 1, 1));
        assert_eq!((found.first, found.last), (Some('O'), "B"));
        assert!(found.columns && found.open_bracket && !found.open_quote);
    }
}
