//! Reads the words of one name.

use arrayvec::ArrayVec;

use super::context::next_capital;
use super::kind::{Kind, kind_of};
use super::marks::{former_name, read_marks, skip_nickname};
use super::separator::behind_conjunction;
use super::turned::is_turned;
use super::word::{Word, is_initial, is_particle, word_length};
use crate::model::PersonName;
use crate::parse::words::is_name_word;

/// Words of the longest name, without the one of before a marriage.
const MOST: usize = 6;

/// A name's words as they stand.
pub(super) struct Words<'a> {
    pub(super) words: ArrayVec<&'a str, { MOST + 1 }>,
    pub(super) end: usize,
    pub(super) score: f32,
    pub(super) initials: usize,
    pub(super) marks: String,
}

/// What stands behind a family name, as it is printed in capitals, and else.
const SHOUTED: &[(&str, &str)] = &[
    ("JR", "Jr"),
    ("SR", "Sr"),
    ("FILHO", "Filho"),
    ("NETO", "Neto"),
    ("JUNIOR", "Junior"),
    ("JÚNIOR", "Júnior"),
];

/// Whether a word, without its full stop, stands behind a family name.
fn is_suffix(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV")
        || SHOUTED.iter().any(|(caps, usual)| [*caps, *usual].contains(&word))
}

/// A suffix in small letters: the Jr of "ROE JR, A."
pub(super) fn suffix_in_small(suffix: &str) -> &str {
    let shouted = SHOUTED.iter().find(|(capitals, _)| *capitals == suffix);
    shouted.map_or(suffix, |(_, usual)| usual)
}

impl<'a> Words<'a> {
    /// How many words are no initials.
    pub(super) fn full(&self) -> usize {
        self.words.len() - self.initials
    }

    pub(super) fn is_initials(&self) -> bool {
        self.initials > 0 && self.full() == 0
    }

    /// Whether the last of several words is an initial with its dot.
    fn ends_in_dotted_initial(&self) -> bool {
        self.full() > 0
            && self
                .words
                .last()
                .is_some_and(|w| is_initial(w) && w.ends_with('.'))
    }

    /// Takes away what tells one bearer of a family name from another, where
    /// it stands between that and the comma before the given name: the "Jr."
    /// of "Reis Jr., D. R.".
    pub(super) fn take_suffix(&mut self, text: &'a str) -> Option<&'a str> {
        let [.., family, last] = self.words.as_slice() else { return None };
        let behind = text[self.end..].trim_start_matches('.');
        let takes = is_suffix(last.trim_end_matches('.'))
            && behind.starts_with(", ")
            && !is_initial(family);
        if !takes {
            return None;
        }
        let suffix = self.words.pop();
        self.end = text.len() - behind.len();
        suffix
    }

    /// Puts back what [`Words::take_suffix`] took.
    pub(super) fn give_back(&mut self, suffix: Option<&'a str>) {
        self.words.extend(suffix);
    }

    /// Without the words behind its initials, where they open the title:
    /// "Hsu, W. Faithful Logical Reasoning". `inverted` where all names
    /// before have nothing but initials behind the comma.
    pub(super) fn cut_to_initials(
        mut self,
        text: &str,
        inverted: bool,
    ) -> Self {
        let mut before = None;
        let dotted = |w: &&&str| {
            let start = w.as_ptr() as usize;
            // "Ribeiro, M.C.H, …": the last dot was forgotten.
            let glued = before.replace(start + w.len()) == Some(start);
            is_initial(w) && (w.ends_with('.') || glued)
        };
        let initials = self.words.iter().take_while(dotted).count();
        let behind = text[self.end..].trim_start_matches(' ');
        let parted = behind.starts_with([',', ';', '&', '('])
            || behind_conjunction(behind).is_some();
        let Some(next) = self.words.get(initials) else { return self };
        let parted = parted && (is_name_word(next) || is_initial(next));
        if initials > 0 && (inverted || !parted) {
            self.words.truncate(initials);
            let last = self.words[initials - 1];
            self.end =
                last.as_ptr() as usize - text.as_ptr() as usize + last.len();
            self.initials = initials;
            self.marks.clear();
            self.score = 0.0;
        }
        self
    }

    /// As they are printed.
    pub(super) fn text(&self) -> String {
        let length = self.words.iter().map(|word| word.len() + 1).sum();
        let mut text = String::with_capacity(length);
        let mut end = 0;
        for word in &self.words {
            let start = word.as_ptr() as usize;
            // "A.V." stays as it is printed.
            if !text.is_empty() && start != end {
                text.push(' ');
            }
            text.push_str(word);
            end = start + word.len();
        }
        text
    }
}

/// Reads the words of one name: capitalised words, initials, particles.
pub(super) fn read_words<'a>(
    text: &'a str,
    at: usize,
    place: Place<'_>,
) -> Option<Words<'a>> {
    let mut words = Words {
        words: ArrayVec::new(),
        end: at,
        score: 0.0,
        initials: 0,
        marks: String::new(),
    };
    let mut pos = at;
    let mut known = 0.0f32;
    while words.words.len() < MOST {
        let Some(word) = Word::at(text, pos) else { break };
        let end = pos + word.text.len();
        let initial = match kind_of(text, at, &word, &words, place) {
            // "…, Kuhn J. A Title": an article is no initial.
            Kind::Initial
                if place.turned
                    && !word.dotted()
                    && words.ends_in_dotted_initial() =>
            {
                break;
            }
            Kind::Initial => true,
            Kind::Particle => false,
            Kind::Name { .. } if is_turned(text, &words, &word, place) => {
                break;
            }
            Kind::Name { weight } => {
                known += weight;
                false
            }
            Kind::None => break,
        };
        words.initials += usize::from(initial);
        words.words.push(word.text);
        words.end = end;
        // "Nghiem MQ. Title": in a list of this style the dot ends it.
        let ends = || !precedes_own_family(text, end, &word);
        if initial && place.medical && words.full() > 0 && ends() {
            while let Some(next) = next_capital(text, words.end) {
                words.words.try_push(next).ok()?;
                words.initials += 1;
                words.end += 1 + next.len();
            }
            let marks = read_marks(text, words.end);
            words.marks.push_str(text[words.end..marks].trim());
            words.end = marks;
            break;
        }
        // A dot behind a word that is no initial, nor a particle cut to a
        // letter, ends the name.
        let cut = word.chars() == 1 && word.ends_small();
        if word.dotted() && !initial && !cut {
            let last = words.words.len() - 1;
            words.words[last] = word.bare;
            words.end = end - 1;
            break;
        }
        let marks = read_marks(text, end);
        if marks > end {
            words.marks.push_str(text[end..marks].trim());
            words.end = marks;
            break;
        }
        // "E. Roe (Diaz), …": the name of before a marriage.
        if let Some(length) = former_name(&text[end..])
            && words.words.len() > 1
        {
            words.words.push(text[end + 1..end + length].trim_start());
            words.end = end + length;
            break;
        }
        // "Zirui (Ray) Liu", "Zirui "Ray" Liu".
        let next = skip_nickname(text, end);
        match text[next..].chars().next() {
            // "W. -C. Roe": a joined initial, broken off.
            Some(' ') if word.dotted() && opens_joined(&text[next..]) => {
                pos = next + " -".len();
            }
            Some(' ') => pos = next + 1,
            // "J.K. Rowling" and "J.Rowling": no blank behind a dot.
            Some(c) if word.dotted() && c.is_uppercase() => pos = next,
            _ => break,
        }
    }
    // No name ends in a particle: "von" of "B. von".
    while words.words.last().is_some_and(|w| is_particle(w)) {
        words.words.pop();
    }
    if words.words.is_empty() || words.initials > 5 {
        return None;
    }
    if words.marks.is_empty() {
        let last = words.words[words.words.len() - 1];
        words.end =
            last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    }
    let full = words.full();
    #[expect(clippy::cast_precision_loss, reason = "at most six")]
    let share = if full > 0 { known / full as f32 } else { 0.0 };
    words.score = if words.words.len() > 4 { share - 0.4 } else { share };
    Some(words)
}

/// Whether a text opens with a hyphen and a dotted initial: " -C. Roe".
fn opens_joined(text: &str) -> bool {
    text.strip_prefix(" -").is_some_and(|rest| {
        let word = &rest[..word_length(rest)];
        word.ends_with('.') && is_initial(word)
    })
}

/// Whether a family name follows an initial in a list of names with theirs in
/// front: the "S." of "Levin D, Zhe S. Chen, Roe A".
fn precedes_own_family(text: &str, end: usize, initial: &Word<'_>) -> bool {
    let Some(next) = text[end..].strip_prefix(' ') else { return false };
    let family = &next[..word_length(next)];
    initial.dotted()
        && initial.chars() == 1
        && is_name_word(family)
        && !is_initial(family)
        && next[family.len()..].starts_with([',', ';'])
}

/// Where a name is read.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// Behind another name.
    pub(super) in_run: bool,
    /// Names before it have their initials behind.
    pub(super) medical: bool,
    /// The name before it has dotted initials behind, and no comma.
    pub(super) turned: bool,
    /// So have all before it, and they are two at least.
    pub(super) all_turned: bool,
    /// Whom the document is about.
    pub(super) owner: Option<&'a PersonName>,
}
