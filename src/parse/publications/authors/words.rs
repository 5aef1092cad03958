//! Reads the words of one name.

use std::borrow::Cow;

use arrayvec::ArrayVec;

use super::context::{
    continues_medical, is_closed_piece, links_family, next_capital,
    opens_entry, opens_field, opens_list, opens_medical, opens_turned,
    opens_with_initial, precedes_family, precedes_given, precedes_initials,
};
use super::marks::{former_name, read_marks, skip_nickname};
use super::separator::behind_conjunction;
use super::turned::{is_turned, opens_with_capitals};
use super::word::{
    Word, is_elided, is_hyphenated, is_initial, is_initials_group,
    is_particle, word_length,
};
use crate::model::PersonName;
use crate::parse::date::is_month;
use crate::parse::words::{is_caseless, is_name_word, lists};

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
        let known = ["Jr", "Sr", "II", "III", "IV", "Filho", "Neto"];
        let behind = text[self.end..].trim_start_matches('.');
        let takes = known.contains(&last.trim_end_matches('.'))
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
        let initial = match word_kind(text, at, &word, &words, place) {
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
        // A dot behind a word that is no initial ends the name.
        if word.dotted() && !initial {
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

/// What a word is in a name.
enum Kind {
    Initial,
    Particle,
    /// A name, or a word of a script without capitals; 1 where it is known
    /// as a name.
    Name {
        weight: f32,
    },
    /// No part of the name.
    None,
}

/// What a word is in the name that begins at `at` with `words`.
fn word_kind(
    text: &str,
    at: usize,
    word: &Word<'_>,
    words: &Words<'_>,
    place: Place<'_>,
) -> Kind {
    let bare = word.bare;
    let behind = &text[word.end(text)..];
    let first = word.first();
    let opens = words.words.is_empty();
    let caseless = is_caseless(first);
    let particle = is_particle(bare)
        || matches!(bare, "y" | "e") && links_family(behind, words);
    let elided = || (opens || words.is_initials()) && is_elided(bare);
    let named =
        first.is_uppercase() || caseless || elided() || is_hyphenated(bare);
    if !particle && !named {
        return Kind::None;
    }
    // "Anthony Saunders December 2025".
    let dated = || {
        let year = behind.trim_start_matches([' ', ',']);
        // "Mar" and "Jan" are names as well.
        bare.len() > 3
            && year.starts_with(|c: char| c.is_ascii_digit())
            && is_month(bare)
    };
    if !opens && behind.starts_with([' ', ',']) && dated() {
        return Kind::None;
    }
    // A Chinese name has four characters at most.
    if caseless && (!opens || word.chars() > 5) {
        return Kind::None;
    }
    // "S3Eval", "K2": no name runs into a number and more letters.
    let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < behind.len() && number.starts_with(char::is_alphabetic) {
        return Kind::None;
    }
    // "… with an LLM. Ann Roe": no name opens with three initials.
    if opens
        && !place.in_run
        && bare.len() >= 3
        && word.dotted()
        && word.is_plain_capitals()
    {
        return Kind::None;
    }
    // "… Where to Find It. Roe, A.": two letters that are a word are none.
    if opens && word.dotted() && word.chars() == 2 && word.ends_small() {
        let lists = lists(bare);
        if lists.title && !lists.name {
            return Kind::None;
        }
    }
    // "Yu. V. Roe" but "Xia Hu.": two letters abbreviate in front only.
    // "Roe Ye.A." has two initials.
    let short = !opens
        && word.chars() == 2
        && word.ends_small()
        && !(word.dotted() && opens_with_initial(behind));
    // "R. van der A": a family name of one letter.
    let family = word.chars() == 1
        && !word.dotted()
        && words.words.last().is_some_and(|w| is_particle(w));
    // "LI D.": capitals and an initial are a name.
    let shouted = opens
        && !word.dotted()
        && word.chars() > 1
        && word.is_shouted()
        && behind.strip_prefix(' ').is_some_and(|next| {
            opens_with_initial(next)
                || (place.medical || opens_field(text, at))
                    && opens_with_capitals(next)
        });
    // "A Roe, SHD Haddock, J Li": three initials before the family name.
    let in_front = || {
        opens
            && is_initials_group(bare)
            && !word.dotted()
            && !is_name_word(bare)
            && (place.in_run || opens_entry(text, at))
            && behind.strip_prefix(' ').is_some_and(|next| {
                let (family, behind) = next.split_at(word_length(next));
                let closed = family.strip_suffix('.');
                let ends = closed.is_some();
                let family = closed.unwrap_or(family);
                family.starts_with(char::is_uppercase)
                    && family.contains(char::is_lowercase)
                    && !lists(family).title
                    && (behind.starts_with([',', ';'])
                        // "…, AHW Tsai. A Title": the last of several.
                        || place.in_run
                            && ends
                            && is_name_word(family)
                        || behind.strip_prefix(' ').is_some_and(|rest| {
                            behind_conjunction(rest).is_some()
                        }))
            })
    };
    // "Yang CHH": as many as there are given names.
    let medical = || {
        words.full() > 0
            && words.initials == 0
            && is_initials_group(bare)
            && (place.medical
                || words.words.len() == 1
                    && (is_name_word(words.words[0])
                        || !place.in_run && continues_medical(behind)))
            && (behind.trim_start_matches('.').starts_with([',', ';'])
                || behind.starts_with(" et al")
                || place.medical
                    && (behind.starts_with([':', '.'])
                        || behind
                            .strip_prefix(' ')
                            .and_then(behind_conjunction)
                            .is_some()))
            // "Rubungo ANN" in a list of such.
            && (place.medical || !is_name_word(bare))
    };
    if !caseless
        && !short
        && !family
        && !shouted
        && (word.is_initial() || medical() || in_front())
    {
        return Kind::Initial;
    }
    if particle {
        return Kind::Particle;
    }
    if caseless {
        return Kind::Name { weight: 0.0 };
    }
    let is_suffix = || {
        ["jr", "sr", "ii", "iii"].iter().any(|s| bare.eq_ignore_ascii_case(s))
    };
    // "WenHan Chao", among others.
    let is_camel = || {
        (place.in_run || words.initials > 0)
            && word.capitals() == 2
            && word.ends_small()
            && word.chars() > 4
    };
    // "MA, B., ROE, K.": initials behind the comma tell.
    let told = || {
        opens
            && word.is_shouted()
            && (precedes_initials(behind, place)
                || opens_list(text, at, behind)
                || precedes_given(text, at, behind, place)
                || opens_turned(text, at, behind))
    };
    // "Ann Roe Best Paper Award": what was won stands behind the names.
    let award = !opens
        && matches!(bare, "Best" | "Outstanding" | "Distinguished")
        && [" Paper", " Student Paper", " Demo"]
            .iter()
            .any(|prize| behind.starts_with(prize));
    if award {
        return Kind::None;
    }
    let mut lists = lists(bare);
    // "Link, M., Armsby, P.": initials say that it is a name.
    let initials =
        || behind.strip_prefix(", ").is_some_and(opens_with_initial);
    lists.ending &= !(opens && initials());
    if !family
        && !shouted
        && !word.is_wordlike(lists)
        && !is_camel()
        && !is_suffix()
        && !told()
    {
        return Kind::None;
    }
    // "Larry An, …", "… & An, S.", "…, An A, Roe B", "…, An Yang, Ann Roe".
    let given = bare == "An"
        && match opens {
            true => {
                precedes_initials(behind, place)
                    || opens_list(text, at, behind)
                    || place.in_run && precedes_family(behind)
            }
            false => {
                behind.is_empty()
                    || behind.starts_with([',', ';', '\n'])
                    || behind.starts_with(" (")
            }
        };
    if lists.ending && !family && !given {
        return Kind::None;
    }
    if lists.title && !lists.name && !family && !given {
        let mut buffer = [0; 24];
        let lower = lower_case(bare, &mut buffer);
        // "Mengnan Du", "Christopher De Sa": a particle with a capital.
        let named = is_particle(&lower)
            || place.owner.is_some_and(|o| o.holds(&lower))
            || opens
                && (precedes_initials(behind, place)
                    || opens_list(text, at, behind)
                    || opens_medical(text, at, behind))
            || (place.in_run || opens_field(text, at))
                && is_closed_piece(text, at, place.in_run);
        if !named {
            return Kind::None;
        }
    }
    // "Niko Roe COLING": a venue without its comma.
    let shouts = !opens
        && word.chars() > 2
        && word.is_capitals()
        && crate::gazetteer::venue::by_alias(bare).is_some();
    if shouts {
        return Kind::None;
    }
    Kind::Name { weight: if lists.name { 1.0 } else { 0.4 } }
}

/// A word in lower case, without allocating for short ASCII.
fn lower_case<'a>(word: &'a str, buffer: &'a mut [u8; 24]) -> Cow<'a, str> {
    if word.is_ascii()
        && let Some(lower) = buffer.get_mut(..word.len())
    {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        if let Ok(lower) = std::str::from_utf8(lower) {
            return Cow::Borrowed(lower);
        }
    }
    Cow::Owned(word.to_lowercase())
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
