//! Measures stretches of an entry by what is counted over its text once.
//!
//! An entry has hundreds of stretches between borders that may be its title:
//! what each holds is the difference of two running counts.

use std::ops::Range;

use crate::parse::words::{bare, blank_parted, is_joining, lists};

/// A text with its words, sentence ends and marks.
pub(super) struct Measure<'a> {
    text: &'a str,
    words: Vec<Word>,
    stops: Vec<Stop>,
    /// Behind each mark that is counted, the counts up to there.
    tallies: Vec<(usize, Tally)>,
}

/// A word, trimmed to its first and last letter or digit.
struct Word {
    range: Range<usize>,
    /// Known from titles or in lower case.
    known: bool,
    /// Begins with a small letter.
    small: bool,
    /// A title never ends in it.
    joining: bool,
    /// Known words before this one.
    before: u16,
}

/// A full stop and a blank before a capital.
struct Stop {
    /// The word before the stop.
    word: Range<usize>,
    /// Where the capital stands.
    next: usize,
    /// Whether it ends a sentence where the whole word stands before it.
    ends: bool,
}

/// Counts up to a place of a text. They wrap: only the difference of two
/// is asked for, and no stretch is as long as they can count.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    wide: u16,
    digits: u16,
    lines: u16,
    columns: u16,
    /// Opening less closing marks.
    round: u16,
    square: u16,
    curly: u16,
    straight: u16,
}

/// Where stretches begin or end, with all that is counted up to there.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    at: usize,
    /// Whether it stands within a word.
    cuts: bool,
    /// The first word that ends behind it, known words before that one, and
    /// whether it begins with a small letter.
    next: usize,
    known_before: u16,
    small: bool,
    /// Behind the last word that begins before it, known words up to that
    /// one, and whether it joins what follows.
    past: usize,
    known_up_to: u16,
    joining: bool,
    /// The first stop whose word begins behind it, and sentence ends before.
    next_stop: usize,
    ends_before: u16,
    /// Behind the last stop that is followed by more before it, and sentence
    /// ends up to that one.
    past_stop: usize,
    ends_up_to: u16,
    /// What follows the stop whose word it cuts, if that is a sentence end
    /// still.
    behind_cut: Option<usize>,
    tally: Tally,
}

/// The words of a stretch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    pub(super) count: u16,
    /// Words known from titles or in lower case.
    pub(super) known: u16,
    /// Whether the first letter is a small one.
    pub(super) small: bool,
    /// Whether the last word joins what should follow.
    pub(super) unfinished: bool,
}

/// What a stretch of a text holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) words: Words,
    /// Characters of scripts without blanks.
    pub(super) wide: u16,
    pub(super) digits: u16,
    pub(super) lines: u16,
    /// Whether a tab or a bar stands within.
    pub(super) columns: bool,
    /// Whether brackets are opened and closed unequally often.
    pub(super) open_bracket: bool,
    /// Likewise quotation marks.
    pub(super) open_quote: bool,
    /// Sentence ends, as far as they are followed by more.
    pub(super) stops: u16,
}

impl<'a> Measure<'a> {
    pub(super) fn of(text: &'a str) -> Measure<'a> {
        let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
        let mut before = 0u16;
        for word in blank_parted(text) {
            let bare = bare(word);
            if bare.is_empty() {
                continue;
            }
            let start = bare.as_ptr() as usize - text.as_ptr() as usize;
            let word = Word::of(bare, start, before);
            before = before.wrapping_add(word.known.into());
            words.push(word);
        }
        let bytes = text.as_bytes();
        let dots = bytes.windows(2).enumerate();
        let dots = dots.filter(|(_, pair)| pair == b". ");
        let stops = dots.filter_map(|(at, _)| {
            let next = text[at + 2..].trim_start();
            let mut before = bytes[..at].iter();
            let start = before.rposition(|b| matches!(b, b' ' | b'.'));
            let start = start.map_or(0, |i| i + 1);
            next.starts_with(char::is_uppercase).then(|| Stop {
                word: start..at,
                next: text.len() - next.len(),
                ends: ends_sentence(&text[start..at]),
            })
        });
        let stops = stops.collect();
        Measure { text, words, stops, tallies: tallies(text) }
    }

    /// What is counted up to a place of the text.
    pub(super) fn edge(&self, at: usize) -> Edge {
        let next = self.words.partition_point(|w| w.range.end <= at);
        let word = self.words.get(next);
        let cuts = word.is_some_and(|w| w.range.start < at);
        let past = next + usize::from(cuts);
        let last = past.checked_sub(1).map(|i| &self.words[i]);
        let known_up_to =
            last.map_or(0, |w| w.before.wrapping_add(w.known.into()));
        let stops = self.stops.iter();
        let next_stop = stops.take_while(|stop| stop.word.start < at).count();
        let stops = self.stops.iter();
        let past_stop = stops.take_while(|stop| stop.next < at).count();
        let ends = |stops: usize| {
            self.stops[..stops].iter().map(|s| u16::from(s.ends)).sum()
        };
        let cut = next_stop.checked_sub(1).map(|i| &self.stops[i]);
        let cut = cut.filter(|stop| {
            at <= stop.word.end && ends_sentence(&self.text[at..stop.word.end])
        });
        let behind = self.tallies.partition_point(|(place, _)| *place <= at);
        let tally = behind.checked_sub(1).map(|i| self.tallies[i].1);
        Edge {
            at,
            cuts,
            next,
            known_before: word.map_or(known_up_to, |w| w.before),
            small: word.is_some_and(|w| w.small),
            past,
            known_up_to,
            joining: last.is_some_and(|w| w.joining),
            next_stop,
            ends_before: ends(next_stop),
            past_stop,
            ends_up_to: ends(past_stop),
            behind_cut: cut.map(|stop| stop.next),
            tally: tally.unwrap_or_default(),
        }
    }

    /// What the stretch between two edges holds.
    #[inline]
    pub(super) fn stretch(&self, start: &Edge, end: &Edge) -> Stretch {
        let (from, to) = (&start.tally, &end.tally);
        let words = if start.next >= end.past {
            Words::default()
        } else if start.cuts || end.cuts {
            self.cut_words(start, end)
        } else {
            words(start, end)
        };
        let mut stops = 0;
        if start.next_stop < end.past_stop {
            stops += end.ends_up_to - start.ends_before;
        }
        if start.behind_cut.is_some_and(|next| next < end.at) {
            stops += 1;
        }
        Stretch {
            words,
            wide: to.wide.wrapping_sub(from.wide),
            digits: to.digits.wrapping_sub(from.digits),
            lines: to.lines.wrapping_sub(from.lines),
            columns: to.columns != from.columns,
            open_bracket: to.round != from.round || to.square != from.square,
            open_quote: to.curly != from.curly
                || (to.straight ^ from.straight) & 1 == 1,
            stops,
        }
    }

    /// Words of which the first or the last is cut, perhaps down to a mark;
    /// what is left of them is looked up anew.
    fn cut_words(&self, start: &Edge, end: &Edge) -> Words {
        let part = |word: &Word| {
            let from = word.range.start.max(start.at);
            let to = word.range.end.min(end.at);
            let cut = to - from < word.range.len();
            let part = &self.text[from..to];
            if cut { bare(part) } else { part }
        };
        let mut held = &self.words[start.next..end.past];
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
        let [first, rest @ ..] = held else { return Words::default() };
        let left = |word: &Word| Word::of(part(word), 0, 0);
        let opening = left(first);
        let mut words = Words {
            count: u16::try_from(held.len()).unwrap_or(u16::MAX),
            known: u16::from(opening.known),
            small: opening.small,
            unfinished: opening.joining,
        };
        if let [.., last] = rest {
            let closing = left(last);
            let between = last.before.wrapping_sub(first.before);
            words.known += between - u16::from(first.known);
            words.known += u16::from(closing.known);
            words.unfinished = closing.joining;
        }
        words
    }
}

/// The words between two edges that cut none.
#[inline]
fn words(start: &Edge, end: &Edge) -> Words {
    Words {
        count: u16::try_from(end.past - start.next).unwrap_or(u16::MAX),
        known: end.known_up_to.wrapping_sub(start.known_before),
        small: start.small,
        unfinished: end.joining,
    }
}

impl Word {
    fn of(bare: &str, start: usize, before: u16) -> Word {
        let small = bare.starts_with(char::is_lowercase);
        let (title, joining) = match small {
            true => (false, is_joining(bare)),
            false => {
                let lists = lists(bare);
                (lists.title, lists.joining)
            }
        };
        Word {
            range: start..start + bare.len(),
            known: small || title,
            small,
            joining,
            before,
        }
    }
}

/// The counts behind each mark of a text.
fn tallies(text: &str) -> Vec<(usize, Tally)> {
    let mut tally = Tally::default();
    let mut tallies = Vec::with_capacity(16);
    let bytes = text.as_bytes();
    let mut at = 0;
    let counted = |byte: &u8| COUNTED[usize::from(*byte)];
    while let Some(ahead) = bytes[at..].iter().position(counted)
        && let Some(c) = text[at + ahead..].chars().next()
    {
        at += ahead + c.len_utf8();
        if tally.add(c) {
            tallies.push((at, tally));
        }
    }
    tallies
}

/// First bytes of the characters that may be counted.
const COUNTED: [bool; 256] = {
    let mut counted = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        counted[byte] = byte >= 0xe2
            || matches!(
                byte as u8,
                b'0'..=b'9'
                    | b'\n'
                    | b'\t'
                    | b'|'
                    | b'('
                    | b')'
                    | b'['
                    | b']'
                    | b'"'
            );
        byte += 1;
    }
    counted
};

impl Tally {
    /// Whether a character is counted.
    fn add(&mut self, c: char) -> bool {
        let count = |sum: &mut u16, by: i16| {
            *sum = sum.wrapping_add_signed(by);
        };
        match c {
            '0'..='9' => count(&mut self.digits, 1),
            '\n' => count(&mut self.lines, 1),
            '\t' | '|' => count(&mut self.columns, 1),
            '(' => count(&mut self.round, 1),
            ')' => count(&mut self.round, -1),
            '[' => count(&mut self.square, 1),
            ']' => count(&mut self.square, -1),
            '“' => count(&mut self.curly, 1),
            '”' => count(&mut self.curly, -1),
            '"' => count(&mut self.straight, 1),
            '\u{3400}'.. => count(&mut self.wide, 1),
            _ => return false,
        }
        true
    }
}

/// Whether a full stop behind a word ends a sentence.
fn ends_sentence(word: &str) -> bool {
    word.chars().nth(2).is_some()
        && !matches!(word, "vs" | "etc" | "St" | "Dr" | "al")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(text: &str, range: Range<usize>) -> Stretch {
        let measure = Measure::of(text);
        measure.stretch(&measure.edge(range.start), &measure.edge(range.end))
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
        assert_eq!((found.words.count, found.digits, found.stops), (6, 1, 1));
        assert!(!found.words.small && !found.words.unfinished);
        assert!(found.columns && found.open_bracket && !found.open_quote);
    }
}
