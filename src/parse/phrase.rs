//! Phrases, told by patterns of words that need no compiling: a CV is read
//! sooner than a regular expression is made.
//!
//! The words of a pattern stand a blank apart, as far as ASCII blanks part
//! them in the text, whose case does not matter. Of `a|b` either may stand
//! there; what ends in `?` may be missing, what ends in `*` come any number
//! of times; `_` is a blank within one of several, `%ly` any word that ends
//! so.

use arrayvec::ArrayVec;

/// A pattern that tells by a letter what it does not fit: most words of a
/// text need no closer look.
#[derive(Clone, Copy)]
pub(super) struct Pattern {
    text: &'static str,
    /// The letters that what fits may begin with, a bit each.
    initials: u32,
}

impl Pattern {
    /// Where the phrase ends that a text begins with.
    pub(super) fn end(&self, text: &str) -> Option<usize> {
        let first = *text.as_bytes().first()?;
        if self.opens(initial(first)) { end(self.text, text) } else { None }
    }

    fn opens(&self, initial: u32) -> bool {
        self.initials & initial != 0
    }

    const fn of(text: &'static str) -> Pattern {
        let bytes = text.as_bytes();
        let (mut initials, mut opens, mut at) = (0, true, 0);
        while at < bytes.len() {
            match bytes[at] {
                // Behind a word that may be missing, the next one may open.
                b' ' if matches!(bytes[at - 1], b'?' | b'*') => opens = true,
                b' ' => return Pattern { text, initials },
                b'|' => opens = true,
                b'%' if opens => initials = u32::MAX,
                byte if opens => {
                    initials |= initial(byte);
                    opens = false;
                }
                _ => {}
            }
            at += 1;
        }
        Pattern { text, initials }
    }
}

/// Patterns out of their texts.
pub(super) const fn patterns<const N: usize>(
    texts: [&'static str; N],
) -> [Pattern; N] {
    let mut all = [Pattern { text: "", initials: 0 }; N];
    let mut at = 0;
    while at < N {
        all[at] = Pattern::of(texts[at]);
        at += 1;
    }
    all
}

/// The bit of a letter, whatever its case; other bytes share one.
const fn initial(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        _ => 1 << 31,
    }
}

/// Where the phrase ends that a text begins with; of several words that may
/// stand in one place, the first that does counts.
pub(super) fn end(pattern: &str, text: &str) -> Option<usize> {
    end_from(pattern.as_bytes(), text.as_bytes(), 0)
}

/// Where the first phrase ends that a text begins with, of some patterns.
pub(super) fn end_of_any(patterns: &[Pattern], text: &str) -> Option<usize> {
    patterns.iter().find_map(|pattern| pattern.end(text))
}

/// How often what ends in `*` is looked for.
const REPEATS: usize = 8;

/// The same, where the words before it end at a byte of the text.
fn end_from(pattern: &[u8], text: &[u8], at: usize) -> Option<usize> {
    if pattern.is_empty() {
        return Some(at);
    }
    let blank = pattern.iter().position(|byte| *byte == b' ');
    let (word, rest) = match blank {
        Some(blank) => (&pattern[..blank], &pattern[blank + 1..]),
        None => (pattern, &pattern[pattern.len()..]),
    };
    let (some, repeats, optional) = match word {
        [some @ .., b'*'] => (some, REPEATS, true),
        [some @ .., b'?'] => (some, 1, true),
        _ => (word, 1, false),
    };
    let mut places = ArrayVec::<usize, { REPEATS + 1 }>::new();
    places.push(at);
    while let Some(last) = places.last().filter(|_| places.len() <= repeats) {
        let opens = match *last {
            0 => Some(0),
            last => behind_blanks(text, last),
        };
        let Some(from) = opens else { break };
        let mut some = some.split(|byte| *byte == b'|');
        let Some(to) = some.find_map(|one| word_end(one, text, from)) else {
            break;
        };
        places.push(to);
    }
    let least = usize::from(!optional);
    let ends = places.get(least..)?.iter().rev();
    ends.copied().find_map(|to| end_from(rest, text, to))
}

/// The first phrase of some patterns in a text from a byte on that `fits`:
/// where it begins, as a word of ASCII does, and where it ends.
pub(super) fn find(
    patterns: &[Pattern],
    text: &str,
    from: usize,
    fits: impl Fn(usize, usize) -> bool,
) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let opens = |at: &usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        is_of_word(bytes[*at]) && !before.is_some_and(is_of_word)
    };
    (from..text.len()).filter(opens).find_map(|at| {
        let initial = initial(bytes[at]);
        let fitting = patterns.iter().filter(|one| one.opens(initial));
        let ends = fitting.filter_map(|one| end(one.text, &text[at..]));
        let mut found = ends.map(|end| (at, at + end));
        found.find(|&(start, end)| fits(start, end))
    })
}

/// Behind the blanks at a place; None where there are none.
fn behind_blanks(text: &[u8], at: usize) -> Option<usize> {
    let blanks = text[at..].iter().take_while(|b| b.is_ascii_whitespace());
    Some(blanks.count()).filter(|count| *count > 0).map(|count| at + count)
}

/// Where one of a pattern's words ends that stands at a place.
fn word_end(word: &[u8], text: &[u8], mut at: usize) -> Option<usize> {
    if let [b'%', ending @ ..] = word {
        let behind = &text[at..];
        let length = behind.iter().take_while(|b| is_of_word(**b)).count();
        let ends = length > ending.len() && behind[..length].ends_with(ending);
        return ends.then_some(at + length);
    }
    for byte in word {
        if *byte == b'_' {
            at = behind_blanks(text, at)?;
        } else if text.get(at)?.to_ascii_lowercase() == *byte {
            at += 1;
        } else {
            return None;
        }
    }
    let goes_on = word.last().is_some_and(u8::is_ascii_alphanumeric)
        && text.get(at).is_some_and(|byte| is_of_word(*byte));
    (!goes_on).then_some(at)
}

/// Whether a byte is part of a word of ASCII.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_knows_what_it_may_begin_with() {
        for (pattern, opening, not) in [
            ("slow|old rivers", "so", "r"),
            ("slow? rivers", "sr", "o"),
            ("slow* old? rivers|ice", "sori", "c"),
            ("%ly? run", "abr", ""),
            ("é sand", "é", "s"),
        ] {
            let [pattern] = patterns([pattern]);
            let opens = |c: char| {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes);
                pattern.opens(initial(bytes[0]))
            };
            assert!(opening.chars().all(opens), "{}", pattern.text);
            assert!(!not.chars().any(opens), "{}", pattern.text);
        }
    }

    #[test]
    fn a_phrase_is_told_by_its_words() {
        for (pattern, text, want) in [
            ("slow river|rivers", "Slow  Rivers run", Some("Slow  Rivers")),
            ("slow river|rivers", "slow riverside", None),
            ("slow? rivers", "rivers", Some("rivers")),
            ("slow? rivers", "slow", None),
            ("a|an? the", "the", Some("the")),
            ("in the*", "in the the sea", Some("in the the")),
            ("in the* sea", "in the the sea", Some("in the the sea")),
            ("in the* sea", "in sea", Some("in sea")),
            ("as_far_as|as", "as far as", Some("as far as")),
            ("as_far_as|as", "as far", Some("as")),
            ("i %ly? run", "I slowly run", Some("I slowly run")),
            ("i %ly? run", "I ly run", None),
            ("e.g.", "e.g., é", Some("e.g.")),
            ("é", "É", None),
            ("the é", "the", None),
            ("of", "o", None),
            ("to_", "to ", Some("to ")),
        ] {
            let found = end(pattern, text).map(|end| &text[..end]);
            assert_eq!(found, want, "{pattern}: {text}");
        }
    }

    #[test]
    fn a_phrase_is_found_where_a_word_begins() {
        let text = "Offside of a sea, of the sea; é of";
        let found = |from| {
            let range =
                find(&patterns(["of the?", "é"]), text, from, |_, _| true);
            range.map(|(start, end)| &text[start..end])
        };
        assert_eq!(found(0), Some("of"));
        assert_eq!(found(10), Some("of the"));
        assert_eq!(found(24), Some("of"), "an é begins nothing");
        let behind = |start, _| start > 18;
        assert_eq!(find(&patterns(["of"]), text, 0, behind), Some((33, 35)));
    }
}
