//! Names whose family name stands first, parted by a comma or brackets.

use super::context::opens_entry;
use super::name::in_small;
use super::separator::{behind_conjunction, others};
use super::word::{is_initial, is_particle, word_length};
use super::words::Words;
use super::{Name, Run, Style};
use crate::parse::date::{first_year, is_month};
use crate::parse::words::{is_name_word, is_title_word};

fn opens_with_year(text: &str) -> bool {
    first_year(text.get(..5).unwrap_or(text))
        .is_some_and(|(range, _)| range.start == 0)
}

/// Whether a word is a family name of two capitals: `MA`, `LI`.
pub(super) fn is_short_family(word: &str) -> bool {
    word.len() == 2 && is_name_word(word)
}

/// Whether what may be a given name follows behind a comma.
pub(super) fn behind_comma(text: &str, end: usize) -> bool {
    text[end..].strip_prefix(", ").is_some_and(|rest| {
        let word = &rest[..word_length(rest)];
        is_initial(word) && word.ends_with('.')
            || word.len() > 2 && word.contains(char::is_lowercase)
    })
}

/// A family name with its given names in brackets, as French libraries print
/// them: "Roe (Anna)", "ROE (A. B.)".
pub(super) fn bracketed(
    text: &str,
    words: &Words<'_>,
) -> Option<(Name, usize, f32)> {
    let family = words.words.as_slice();
    let inside = text[words.end..].strip_prefix(" (")?;
    let close = inside.find(')').filter(|at| *at < 24)?;
    let (given, behind) = (&inside[..close], &inside[close + 1..]);
    let named = given.split([' ', '-']).all(|word| {
        let mut letters = word.trim_end_matches('.').chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
    });
    let whole = words.full() == 1 || is_particle(family[0]);
    let initials = given.ends_with('.');
    let closed = behind.starts_with([',', ':', ';'])
        || behind.starts_with(" –")
        || behind.strip_prefix(' ').is_some_and(|rest| {
            behind_conjunction(rest).is_some() || others(rest).is_some()
        });
    // "Cole (Diaz), …" is a name of before a marriage where one is known.
    let fits = initials || !given.contains(' ');
    if !(whole && words.initials == 0 && named && closed && fits) {
        return None;
    }
    let text = format!("{given} {}", in_small(&words.text()));
    let name = Name { text, marks: String::new(), style: Style::Reversed };
    Some((name, words.end + " (".len() + close + ")".len(), 0.9))
}

/// The name that opens an entry turned round, with an initial for the mother's
/// name, as in Chile: "Roe D., Alejandro, Bo Li".
pub(super) fn with_mothers_initial(
    text: &str,
    words: &Words<'_>,
    at: usize,
) -> Option<(Name, usize, f32)> {
    let last = words.words.last().is_some_and(|word| is_initial(word));
    let family = (words.full(), words.initials, last) == (1, 1, true);
    let given = text[words.end..].strip_prefix(", ")?;
    let word = &given[..word_length(given)];
    let fits = family
        && opens_entry(text, at)
        && word.chars().nth(1).is_some_and(char::is_lowercase)
        && is_name_word(word)
        && given[word.len()..].strip_prefix(", ").is_some_and(|next| {
            let next = &next[..word_length(next)];
            !(is_initial(next) || next.contains('.'))
        });
    if !fits {
        return None;
    }
    let text = format!("{word} {}", words.text());
    let name = Name { text, marks: String::new(), style: Style::Reversed };
    Some((name, words.end + ", ".len() + word.len(), 0.9))
}

/// Whether "and" and a name turned round open a text: "& Roe, Ann & …".
fn joins_turned(text: &str) -> bool {
    let Some(rest) = behind_conjunction(text) else { return false };
    let rest = rest.trim_start();
    let family = word_length(rest);
    let given = rest[family..].strip_prefix(", ").unwrap_or("");
    let length = word_length(given);
    family > 1
        && rest.starts_with(char::is_uppercase)
        && given.starts_with(char::is_uppercase)
        && given[length..].starts_with([' ', '.', ',', ';', '('])
        && given[..length].contains(char::is_lowercase)
}

/// Whether `family, given` is one name turned round, not two names; the
/// family name stands at `at`.
pub(super) fn is_inverted(
    family: &Words<'_>,
    given: &Words<'_>,
    text: &str,
    at: usize,
    run: &Run,
) -> bool {
    let behind = text[given.end..].trim_start_matches(' ');
    let next = text[given.end..].strip_prefix(", ").unwrap_or("");
    let pair = Pair { family, given, text, at, run, behind, next };
    if given.is_initials() {
        // "Hui Guan, A Tree of …": an article is no initial.
        return pair.is_closed()
            || given.words.iter().any(|word| word.ends_with('.'));
    }
    // One of the two has a name of its own: "Tianwei Xing, Chia-Yuan Chang".
    let two = family.full() > 1 && given.full() > 1 && !pair.has_particle();
    !(two || pair.next_turns_given())
        && (pair.opens_with_lone_word()
            || pair.opens_entry_turned()
            || pair.opens_entry_with_two_words()
            || pair.shouts()
            || pair.goes_on_reversed()
            || pair.is_whole())
}

/// Two stretches of words with a comma between them, and what is around.
struct Pair<'a> {
    family: &'a Words<'a>,
    given: &'a Words<'a>,
    text: &'a str,
    /// Where the first stands.
    at: usize,
    /// The names before.
    run: &'a Run,
    /// What follows the second.
    behind: &'a str,
    /// What follows a comma behind the second.
    next: &'a str,
}

impl Pair<'_> {
    /// Whether what follows is empty, a year, "and" or "et al.".
    fn ends_before(&self, behind: &str) -> bool {
        // "Sato, S 2022 Title", but "Czech Republic, Feb 2009".
        let dated = || {
            opens_with_year(self.behind)
                && !self.given.words.last().is_some_and(|w| is_month(w))
        };
        behind.is_empty()
            || dated()
            || behind_conjunction(behind).is_some()
            || others(behind).is_some()
    }

    fn is_closed(&self) -> bool {
        self.behind.starts_with(|c: char| !c.is_alphanumeric())
            || self.ends_before(self.behind)
    }

    /// Whether a mark that parts names follows.
    fn is_parted(&self) -> bool {
        let last = self.given.words.last();
        last.is_some_and(|word| word.ends_with('.'))
            || self
                .behind
                .starts_with([',', ';', '.', '&', '(', '[', '/', ':'])
            || self.ends_before(self.behind)
    }

    /// Whether the first opens with a particle.
    fn has_particle(&self) -> bool {
        let first = self.family.words[0];
        is_particle(first) || matches!(first, "Del" | "Della" | "Von" | "Dos")
    }

    /// Whether nothing stands before the first.
    fn is_first(&self) -> bool {
        self.run.names.is_empty() && self.text[..self.at].trim().is_empty()
    }

    /// Whether the first opens an entry.
    fn opens(&self) -> bool {
        self.run.names.is_empty() && opens_entry(self.text, self.at)
    }

    /// Whether words of titles are among the words.
    fn is_titled(&self) -> bool {
        has_title_word(self.family) || has_title_word(self.given)
    }

    /// Whether the second is the family name of initials behind it: "… Are
    /// Not Sexist, Chiril, P., V. Moriceau".
    fn next_turns_given(&self) -> bool {
        let word = &self.next[..word_length(self.next)];
        let initials = word.ends_with('.') && is_initial(word);
        initials
            && self.given.initials == 0
            && self.next[word.len()..].starts_with([',', ';'])
    }

    /// What opens an entry is turned round where one of the two is no name by
    /// itself: "Bush, Mary Ann, Jo Roe". So is a lone word: "Tsoun, Benjamin
    /// K., …".
    fn opens_with_lone_word(&self) -> bool {
        self.is_first()
            && self.family.full() == 1
            && self.given.full() == 1
            && self.given.initials > 0
            && self.is_closed()
            && !is_title_word(self.family.words[0])
    }

    /// Whether a lone word opens an entry, behind its number too, and what
    /// follows tells: a year or colon (`[2] Dion, Cheikh Bamba: Slow Rivers`,
    /// "Kwong, Ho Wang (2023)"), words alone, which are no names ("Agaro,
    /// Milin, Soto, Swetla"), or a next one that is turned round for certain
    /// ("Soler, Aina Mar & Roe, Ann").
    fn opens_entry_turned(&self) -> bool {
        if !self.opens() || self.family.full() != 1 {
            return false;
        }
        let behind = self.behind;
        let yeared = || behind.strip_prefix('(').is_some_and(opens_with_year);
        let ends = || {
            behind.starts_with(": ") || others(behind).is_some() || yeared()
        };
        let word = word_length(self.next);
        let single = word > 1
            && self.next.starts_with(char::is_uppercase)
            && self.next[word..].starts_with(',')
            && self.given.full() <= 2
            && self.given.initials == 0;
        (single || ends()) && !self.is_titled()
            || self.given.full() == 2 && joins_turned(behind)
    }

    /// Whether the two that open an entry have three words, and names follow,
    /// or the title: "Cole Diaz, Maria, Jo Roe", "Ureña, Francisco Javier, and
    /// Nadia Roe", "Garcia Diaz, Maria, “Slow Rivers”", "Garcia, Maria Ann,
    /// […], Roe, B.".
    fn opens_entry_with_two_words(&self) -> bool {
        let joined = || {
            behind_conjunction(self.behind.trim_start_matches([',', ' ']))
                .is_some_and(|rest| {
                    rest.trim_start().starts_with(char::is_uppercase)
                })
        };
        let counts = (self.family.full(), self.given.full());
        let named = || self.given.words.iter().any(|word| is_name_word(word));
        matches!(counts, (1, 2) | (2, 1))
            && self.given.initials == 0
            && self.is_first()
            && (self.next.starts_with(char::is_uppercase)
                || self.next.starts_with(['“', '"', '«', '„'])
                || joined()
                || others(self.next).is_some())
            && named()
            && !has_title_word(self.family)
    }

    /// Whether capitals tell the family's: "DIONE, Cheikh M. Bamba et al.".
    fn shouts(&self) -> bool {
        let shouts = |words: &Words<'_>| {
            words.words.iter().all(|word| {
                word.len() > 1
                    && word.chars().all(|c| c.is_uppercase() || c == '-')
            })
        };
        self.family.full() <= 2
            && shouts(self.family)
            && !shouts(self.given)
            && self.is_parted()
    }

    /// Whether the names before are turned round with their given names, or
    /// the one is: "Roe, Ann & Soler, Aina Mar."
    fn goes_on_reversed(&self) -> bool {
        let names = self.run.names.as_slice();
        let reversed = names.iter().all(|name| name.style == Style::Reversed);
        if names.is_empty() || !reversed || self.family.full() != 1 {
            return false;
        }
        let given = self.given.full();
        let last = || {
            let between = &self.text[self.run.range.end..self.at];
            let between = between.trim_start_matches([' ', ',']);
            behind_conjunction(between).is_some()
        };
        let fits = match names.len() {
            1 => given == 1 || given == 2 && last(),
            _ => given <= 3,
        };
        // "… and Li, Bo\nSand Letters".
        let ends_line = || self.behind.starts_with('\n') && last();
        fits && (self.is_parted() || ends_line())
    }

    /// Whether the words by themselves make a name turned round.
    fn is_whole(&self) -> bool {
        let (family, given) = (self.family, self.given);
        let behind = self.text[given.end..].trim_start();
        if family.full() == 1 && given.full() + given.initials <= 3 {
            // "Wang, Wei Li": after a whole name the lone word is its family
            // name only where the given name stands alone or has initials.
            let closes = behind.starts_with([
                ',', ';', '.', '&', '(', '[', '*', '“', '"', '\n', '/', ':',
                '–', '—',
            ]) || self.ends_before(behind);
            let is_name = is_name_word(family.words[0]);
            let known = is_name || family.score > 0.0 && given.initials == 0;
            let alone = given.full() == 1 || given.initials > 0;
            let two = || {
                self.run.names.is_empty()
                    && given.full() == 2
                    && given.words.len() == 2
                    && behind.starts_with([';', '.'])
                    && is_name
            };
            return closes && (known && alone || two());
        }
        // "García Márquez, Gabriel;" with semicolons between names, "de Sousa,
        // Maria Clara;": a name that begins small is a family's.
        let particle = self.has_particle();
        family.full() <= 3
            && (given.full() == 1 && (behind.starts_with(';') || particle)
                || particle && given.full() <= 3 && self.is_closed())
    }
}

/// Whether words of titles are among some words.
fn has_title_word(words: &Words<'_>) -> bool {
    words.words.iter().any(|word| is_title_word(word))
}
