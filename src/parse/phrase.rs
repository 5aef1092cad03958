//! Phrases, told by patterns of words that need no compiling: a CV is read
//! sooner than a regular expression is made.
//!
//! The words of a pattern stand a blank apart, as far as ASCII blanks part
//! them in the text, whose case does not matter. Of `a|b` either may stand
//! there; what ends in `?` may be missing, what ends in `*` come any number
//! of times; `_` is a blank within one of several, `%ly` any word that ends
//! so.

use arrayvec::ArrayVec;

/// Patterns that tell by two letters what none of them fits: most words of a
/// text need no closer look.
pub(super) struct Patterns<All: ?Sized = [Pattern]> {
    openings: Openings,
    all: All,
}

/// One of some patterns.
#[derive(Clone, Copy)]
pub(super) struct Pattern {
    text: &'static str,
    /// The letters that what fits may begin with, a bit each.
    initials: u32,
}

/// For each first letter of what fits, the letters that may follow it.
struct Openings([u32; CLASSES]);

/// The letters, and all that is none.
const CLASSES: usize = 27;

/// Patterns out of their texts.
pub(super) const fn patterns<const N: usize>(
    texts: [&'static str; N],
) -> Patterns<[Pattern; N]> {
    let mut all = [Pattern { text: "", initials: 0 }; N];
    let mut openings = Openings([0; CLASSES]);
    let mut at = 0;
    while at < N {
        let initials = openings.add(texts[at].as_bytes());
        all[at] = Pattern { text: texts[at], initials };
        at += 1;
    }
    Patterns { openings, all }
}

impl Patterns {
    /// Those that what stands at a place may fit, by its first letter.
    fn at<'a>(
        &'a self,
        text: &[u8],
        at: usize,
    ) -> impl Iterator<Item = &'static str> + use<'a> {
        let first = text.get(at).map_or(CLASSES - 1, |byte| class(*byte));
        let second = text.get(at + 1).map_or(CLASSES - 1, |byte| class(*byte));
        let may_fit = self.openings.0[first] & (1 << second) != 0;
        let all = if may_fit { &self.all } else { &[] };
        let fit =
            all.iter().filter(move |one| one.initials & (1 << first) != 0);
        fit.map(|one| one.text)
    }
}

impl Openings {
    /// Adds those of a pattern, and gives its first letters.
    const fn add(&mut self, pattern: &[u8]) -> u32 {
        let (mut initials, mut opens, mut at) = (0, true, 0);
        while at < pattern.len() {
            match pattern[at] {
                // Behind a word that may be missing, the next one may open.
                b' ' if matches!(pattern[at - 1], b'?' | b'*') => opens = true,
                b' ' => break,
                b'|' => opens = true,
                b'%' if opens => {
                    self.0 = [u32::MAX; CLASSES];
                    initials = u32::MAX;
                    opens = false;
                }
                byte if opens => {
                    let seconds = match byte.is_ascii_alphanumeric() {
                        true if at + 1 < pattern.len() => {
                            1 << class(pattern[at + 1])
                        }
                        true => 1 << (CLASSES - 1),
                        false => u32::MAX,
                    };
                    self.0[class(byte)] |= seconds;
                    initials |= 1 << class(byte);
                    opens = false;
                }
                _ => {}
            }
            at += 1;
        }
        initials
    }
}

/// Which of the [`CLASSES`] a byte is of, whatever its case.
const fn class(byte: u8) -> usize {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => (letter - b'a') as usize,
        _ => CLASSES - 1,
    }
}

/// Where the phrase of a pattern ends that a text begins with; of several
/// words that may stand in one place, the first that does counts.
fn end_of(pattern: &str, text: &str) -> Option<usize> {
    end_from(pattern.as_bytes(), text.as_bytes(), 0)
}

/// Where the phrases end that a text begins with, of some patterns.
pub(super) fn ends<'a>(
    patterns: &'a Patterns,
    text: &'a str,
) -> impl Iterator<Item = usize> + use<'a> {
    let fitting = patterns.at(text.as_bytes(), 0);
    fitting.filter_map(|pattern| end_of(pattern, text))
}

/// Where the first of them ends.
pub(super) fn end(patterns: &Patterns, text: &str) -> Option<usize> {
    ends(patterns, text).next()
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
    patterns: &Patterns,
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
        let fitting = patterns.at(bytes, at);
        let ends = fitting.filter_map(|one| end_of(one, &text[at..]));
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
    fn patterns_know_what_they_may_begin_with() {
        for (pattern, openings, not) in [
            ("slow|old rivers", "slow,ol,SL", "so,lo,r,s,rivers"),
            ("slow? rivers", "sl,ri,RI", "so,ro,o"),
            ("slow* old? rivers|ice", "sl,ol,ri,ic", "so,ce"),
            ("a|an? sea", "a,an,a.,a ,se", "as,ab,e"),
            ("to_ sea", "to", "t,ta"),
            ("e.g.", "e.", "eg,f."),
            ("%ly? run", "ab,ru,r", ""),
            ("é sand", "é,éa", "sa"),
        ] {
            let patterns = &patterns([pattern]) as &Patterns;
            let opens =
                |text: &str| patterns.at(text.as_bytes(), 0).next().is_some();
            assert!(openings.split(',').all(opens), "{pattern}");
            let not = not.split(',').filter(|text| !text.is_empty());
            assert!(!not.clone().any(opens), "{pattern}");
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
            let found = end_of(pattern, text).map(|end| &text[..end]);
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
