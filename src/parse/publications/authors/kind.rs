//! What a word is in a name.

use std::borrow::Cow;

use super::context::{
    continues_medical, is_closed_piece, links_family, opens_entry,
    opens_field, opens_list, opens_medical, opens_turned, opens_with_initial,
    precedes_family, precedes_given, precedes_initials,
};
use super::separator::behind_conjunction;
use super::turned::opens_with_capitals;
use super::word::{
    Word, is_elided, is_hyphenated, is_initial, is_initials_group,
    is_particle, word_length,
};
use super::words::{Place, Words};
use crate::parse::date::is_month;
use crate::parse::words::{is_caseless, is_name_word, lists};

/// What a word is in a name.
pub(super) enum Kind {
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
pub(super) fn kind_of(
    text: &str,
    at: usize,
    word: &Word<'_>,
    words: &Words<'_>,
    place: Place<'_>,
) -> Kind {
    let behind = &text[word.end(text)..];
    Candidate { text, at, word, words, place, behind }.kind()
}

/// Articles that open titles in Portuguese, Spanish and Italian.
const ARTICLES: &[&str] = &[
    "A", "O", "As", "Os", "Um", "Uma", "El", "La", "Los", "Las", "Il", "Lo",
    "Le", "Gli", "I",
];

/// A word that may be a part of a name.
struct Candidate<'a> {
    text: &'a str,
    /// Where the name begins.
    at: usize,
    word: &'a Word<'a>,
    /// The words of the name before it.
    words: &'a Words<'a>,
    place: Place<'a>,
    /// What follows it.
    behind: &'a str,
}

impl Candidate<'_> {
    /// Whether the name begins with it.
    fn opens(&self) -> bool {
        self.words.words.is_empty()
    }

    fn kind(&self) -> Kind {
        let Candidate { word, words, behind, .. } = self;
        let bare = word.bare;
        let first = word.first();
        let caseless = is_caseless(first);
        let particle = is_particle(bare)
            || matches!(bare, "y" | "e") && links_family(behind, words)
            || self.is_short_particle();
        // "Jean d'Orsay", but "Journal d'Analyse".
        let given = || words.words.last().is_some_and(|w| is_name_word(w));
        let elided = || {
            (self.opens() || words.is_initials() || given()) && is_elided(bare)
        };
        let named = first.is_uppercase()
            || caseless
            || elided()
            || is_hyphenated(bare);
        if !particle && !named || self.is_none(caseless) {
            return Kind::None;
        }
        let family = self.is_letter();
        let shouted = self.is_shouted();
        if !caseless
            && !self.is_short()
            && !family
            && !shouted
            && !self.is_junior()
            && (word.is_initial() || self.is_behind() || self.is_in_front())
        {
            return Kind::Initial;
        }
        if particle {
            return Kind::Particle;
        }
        if caseless {
            return Kind::Name { weight: 0.0 };
        }
        self.name(family, shouted)
    }

    /// "Ana C. d. S. Roe", "Jan v. d. Berg": a particle cut to a letter.
    fn is_short_particle(&self) -> bool {
        let Candidate { word, behind, .. } = self;
        let next = behind.strip_prefix([' ', '\n']).unwrap_or("");
        !self.opens()
            && word.dotted()
            && matches!(word.bare, "d" | "v")
            && next.starts_with(|c: char| {
                c.is_uppercase() || matches!(c, 'd' | 'v')
            })
    }

    /// Whether it is no part of a name, by what stands in it and around it.
    fn is_none(&self, caseless: bool) -> bool {
        let Candidate { word, place, behind, .. } = self;
        let (bare, opens) = (word.bare, self.opens());
        // "Anthony Saunders December 2025".
        let dated = || {
            let year = behind.trim_start_matches([' ', ',']);
            // "Mar" and "Jan" are names as well.
            bare.len() > 3
                && year.starts_with(|c: char| c.is_ascii_digit())
                && is_month(bare)
        };
        if !opens && behind.starts_with([' ', ',']) && dated() {
            return true;
        }
        // "Roe, J. Master thesis: Slow Rivers".
        let thesis = || {
            let next = behind.strip_prefix(' ').unwrap_or("");
            next.get(..6).is_some_and(|w| w.eq_ignore_ascii_case("thesis"))
        };
        if matches!(bare, "Master" | "Masters" | "Bachelor") && thesis() {
            return true;
        }
        // A Chinese name has four characters at most.
        if caseless && (!opens && !self.is_given() || word.chars() > 5) {
            return true;
        }
        // "S3Eval", "K2": no name runs into a number and more letters.
        let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        // Nor into a long one: "DP18001". Footnotes have short ones.
        let digits = behind.len() - number.len();
        if digits > 2 || digits > 0 && number.starts_with(char::is_alphabetic)
        {
            return true;
        }
        // "… with an LLM. Ann Roe": no name opens with three initials.
        if opens
            && !place.in_run
            && bare.len() >= 3
            && word.dotted()
            && word.is_plain_capitals()
        {
            return true;
        }
        // "ROE, A. A areia e a cidade", "ROE, A. Os rios": the article.
        let last = self.words.words.last();
        if !opens
            && !word.dotted()
            && ARTICLES.contains(&bare)
            && last.is_some_and(|last| last.ends_with('.') && is_initial(last))
            && behind.strip_prefix(' ').is_some_and(|next| {
                let word = &next[..word_length(next)];
                next.starts_with(char::is_lowercase)
                    && !is_particle(word)
                    && behind_conjunction(next).is_none()
            })
        {
            return true;
        }
        // "… Where to Find It. Roe, A.": two letters that are a word are none.
        opens && word.dotted() && word.chars() == 2 && word.ends_small() && {
            let lists = lists(bare);
            lists.title && !lists.name
        }
    }

    /// "山田 花子, 佐藤 健": the given name behind a blank, as in Japanese.
    fn is_given(&self) -> bool {
        /// Characters of either name at most.
        const LONGEST: usize = 3;
        let Candidate { word, words, behind, .. } = self;
        let [family] = words.words.as_slice() else { return false };
        let short = |name: &str| {
            name.chars().all(is_caseless)
                && (1..=LONGEST).contains(&name.chars().count())
        };
        short(family)
            && short(word.bare)
            && !word.dotted()
            && behind.starts_with([',', '、', '，', '*', '†', ';'])
    }

    /// "Yu. V. Roe" but "Xia Hu.": two letters abbreviate in front only.
    /// "Roe Ye.A." has two initials.
    fn is_short(&self) -> bool {
        let Candidate { word, behind, .. } = self;
        !self.opens()
            && word.chars() == 2
            && word.ends_small()
            && !(word.dotted() && opens_with_initial(behind))
    }

    /// "ROE JR, A.": a younger Roe, who has initials besides.
    fn is_junior(&self) -> bool {
        let Candidate { word, words, behind, .. } = self;
        matches!(word.bare, "JR" | "SR")
            && words.full() > 0
            && words.initials == 0
            && behind.strip_prefix(", ").is_some_and(|rest| {
                // "KIM SR, A. PARK" are two.
                let words = rest.split([' ', '\n']);
                let mut words =
                    words.map(|w| w.trim_end_matches([',', ';', '.']));
                let next = words.find(|word| !is_initial(word)).unwrap_or("");
                let shouted =
                    next.len() > 1 && next.chars().all(char::is_uppercase);
                opens_with_initial(rest) && !shouted
            })
    }

    /// "R. van der A": a family name of one letter.
    fn is_letter(&self) -> bool {
        let Candidate { word, words, .. } = self;
        word.chars() == 1
            && !word.dotted()
            && words.words.last().is_some_and(|w| is_particle(w))
    }

    /// "LI D.": capitals and an initial are a name.
    fn is_shouted(&self) -> bool {
        let Candidate { text, at, word, place, behind, .. } = self;
        self.opens()
            && !word.dotted()
            && word.chars() > 1
            && word.is_shouted()
            && behind.strip_prefix(' ').is_some_and(|next| {
                opens_with_initial(next)
                    || (place.medical || opens_field(text, *at))
                        && opens_with_capitals(next)
            })
    }

    /// "A Roe, SHD Haddock, J Li": three initials before the family name.
    fn is_in_front(&self) -> bool {
        let Candidate { text, at, word, place, behind, .. } = self;
        let bare = word.bare;
        self.opens()
            && is_initials_group(bare)
            && !word.dotted()
            && !is_name_word(bare)
            && (place.in_run || opens_entry(text, *at))
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
    }

    /// "Yang CHH": as many initials as there are given names.
    fn is_behind(&self) -> bool {
        let Candidate { word, words, place, behind, .. } = self;
        let bare = word.bare;
        words.full() > 0
            && words.initials == 0
            && is_initials_group(bare)
            && (place.medical
                || words.words.len() == 1
                    && (is_name_word(words.words[0]) && !is_spoken(bare)
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
    }

    /// The name that it is, or none; `family` and `shouted` say that it can
    /// be nothing else.
    fn name(&self, family: bool, shouted: bool) -> Kind {
        if self.is_award() {
            return Kind::None;
        }
        let Candidate { word, behind, .. } = self;
        let mut lists = lists(word.bare);
        // "Link, M., Armsby, P.", "…, Roe A, To K, Li B": initials say that it
        // is a name.
        let initials = || {
            behind.strip_prefix(", ").is_some_and(opens_with_initial)
                || self.place.medical && precedes_initials(behind, self.place)
        };
        lists.ending &= !(self.opens() && initials() || self.is_given_ed());
        if !family
            && !shouted
            && !word.is_wordlike(lists)
            && !self.is_camel()
            && !self.is_family_alone()
            && !self.is_suffix()
            && !self.is_told()
        {
            return Kind::None;
        }
        let sure = family || word.bare == "An" && self.is_given_an();
        if lists.ending && !sure
            || lists.title && !lists.name && !sure && !self.is_named()
            || self.is_venue_behind()
        {
            return Kind::None;
        }
        Kind::Name { weight: if lists.name { 1.0 } else { 0.4 } }
    }

    /// "Ann Roe Best Paper Award": what was won stands behind the names.
    fn is_award(&self) -> bool {
        let Candidate { word, behind, .. } = self;
        !self.opens()
            && matches!(word.bare, "Best" | "Outstanding" | "Distinguished")
            && [" Paper", " Student Paper", " Demo"]
                .iter()
                .any(|prize| behind.starts_with(prize))
    }

    /// "Ed Roe", but "A. Roe, Ed. Sand" and "A. Roe (Ed)".
    fn is_given_ed(&self) -> bool {
        let Candidate { text, at, .. } = self;
        text[*at..]
            .strip_prefix("Ed ")
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    }

    fn is_suffix(&self) -> bool {
        ["jr", "sr", "ii", "iii"]
            .iter()
            .any(|suffix| self.word.bare.eq_ignore_ascii_case(suffix))
    }

    /// "WenHan Chao", among others; "SungPil Han", who opens an entry.
    fn is_camel(&self) -> bool {
        let Candidate { text, at, word, words, place, behind } = *self;
        let next = || {
            let next = behind.strip_prefix(' ').unwrap_or("");
            let (family, behind) = next.split_at(word_length(next));
            is_name_word(family)
                && family.chars().count() < 6
                && (behind.starts_with(',') || joins(behind))
        };
        let opens = self.opens();
        (place.in_run
            || words.initials > 0
            || opens && opens_list(text, at, behind)
            || opens && opens_entry(text, at) && next())
            && word.capitals() == 2
            && word.ends_small()
            && word.chars() > 4
    }

    /// "Ann OBUA, …": family names alone in capitals.
    fn is_family_alone(&self) -> bool {
        let Candidate { word, words, place, behind, .. } = *self;
        words.words.len() == 1
            && (place.in_run || words.words.iter().any(|w| is_name_word(w)))
            && word.is_capitals()
            && word.chars() > 2
            && !lists(word.bare).title
            && (behind.starts_with([',', ';']) || joins(behind))
    }

    /// "MA, B., ROE, K.": initials behind the comma tell.
    fn is_told(&self) -> bool {
        let Candidate { text, at, word, place, behind, .. } = *self;
        self.opens()
            && word.is_shouted()
            && (precedes_initials(behind, place)
                || opens_list(text, at, behind)
                || precedes_given(text, at, behind, place)
                || opens_turned(text, at, behind))
    }

    /// "Larry An, …", "… & An, S.", "…, An A, Roe B", "…, An Yang, Ann Roe".
    fn is_given_an(&self) -> bool {
        let Candidate { text, at, place, behind, .. } = *self;
        match self.opens() {
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
        }
    }

    /// Whether a word of titles is a name here: "Mengnan Du", "Christopher De
    /// Sa", a particle with a capital.
    fn is_named(&self) -> bool {
        let Candidate { text, at, word, place, behind, .. } = *self;
        let mut buffer = [0; 24];
        let lower = lower_case(word.bare, &mut buffer);
        // "Los Angeles Fires".
        let article = self.opens() && matches!(&*lower, "las" | "los");
        is_particle(&lower) && !article
            || place.owner.is_some_and(|o| o.holds(&lower))
            || self.opens()
                && (precedes_initials(behind, place)
                    || opens_list(text, at, behind)
                    || opens_medical(text, at, behind))
            || (place.in_run || opens_field(text, at))
                && is_closed_piece(text, at, place.in_run)
            || self.is_behind_middle()
    }

    /// "With John A. Field.": whom a work is done with has a given name and
    /// a middle initial before the family's.
    fn is_behind_middle(&self) -> bool {
        let Candidate { text, at, word, words, behind, .. } = self;
        let [given, middle] = words.words.as_slice() else { return false };
        let company =
            ["With ", "with "].iter().any(|w| text[..*at].ends_with(w));
        company
            && is_name_word(given)
            && middle.ends_with('.')
            && is_initial(middle)
            && (behind.is_empty()
                || word.dotted()
                || behind.starts_with([',', ';', ')', '\n'])
                || joins(behind))
    }

    /// "Niko Roe COLING": a venue without its comma.
    fn is_venue_behind(&self) -> bool {
        let word = &self.word;
        !self.opens()
            && word.chars() > 2
            && word.is_capitals()
            && crate::gazetteer::venue::by_alias(word.bare).is_some()
    }
}

/// Whether a name is joined with the next.
fn joins(behind: &str) -> bool {
    let next = behind.strip_prefix(' ');
    next.is_some_and(|next| behind_conjunction(next).is_some())
}

/// Whether four capitals can be spoken, as a family name can: the SEKA of
/// "Ann SEKA".
fn is_spoken(capitals: &str) -> bool {
    let vowel = |b: u8| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    let vowels = capitals.bytes().filter(|b| vowel(*b)).count();
    capitals.len() > 3 && vowels > 1
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
