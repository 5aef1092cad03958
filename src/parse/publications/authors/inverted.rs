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
    let name = Name {
        text: format!("{word} {}", words.text()),
        marks: String::new(),
        style: Style::Reversed,
    };
    fits.then(|| (name, words.end + ", ".len() + word.len(), 0.9))
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
    // "Sato, S 2022 Title", but "Czech Republic, Feb 2009".
    let dated = opens_with_year(behind)
        && !given.words.last().is_some_and(|word| is_month(word));
    // What follows is empty, a year, "and" or "et al.".
    let ends_before = |behind: &str| {
        behind.is_empty()
            || dated
            || behind_conjunction(behind).is_some()
            || others(behind).is_some()
    };
    let closed = behind.starts_with(|c: char| !c.is_alphanumeric())
        || ends_before(behind);
    if given.is_initials() {
        // "Hui Guan, A Tree of …": an article is no initial.
        return closed || given.words.iter().any(|w| w.ends_with('.'));
    }
    // "… Are Not Sexist, Chiril, P., V. Moriceau": the second is a family's.
    let next = text[given.end..].strip_prefix(", ").unwrap_or("");
    let word = &next[..word_length(next)];
    let initials = word.ends_with('.') && is_initial(word);
    if initials
        && given.initials == 0
        && next[word.len()..].starts_with([',', ';'])
    {
        return false;
    }
    // One of the two has a name of its own: "Tianwei Xing, Chia-Yuan Chang".
    let particle = is_particle(family.words[0])
        || matches!(family.words[0], "Del" | "Della" | "Von" | "Dos");
    if family.full() > 1 && !particle && given.full() > 1 {
        return false;
    }
    // "Bush, Mary Ann, Jo Roe", "Cole Diaz, Maria, Jo Roe": what opens an
    // entry is turned round where one of the two is no name by itself.
    let first = run.names.is_empty() && text[..at].trim().is_empty();
    // "Tsoun, Benjamin K., …": a lone word is no name.
    if first
        && family.full() == 1
        && given.full() == 1
        && given.initials > 0
        && closed
        && !is_title_word(family.words[0])
    {
        return true;
    }
    // "[2] Dion, Cheikh Bamba: Slow Rivers"
    let titled =
        |words: &Words<'_>| words.words.iter().any(|w| is_title_word(w));
    let opens = run.names.is_empty() && opens_entry(text, at);
    // "Kwong, Ho Wang (2023)".
    let yeared = behind.strip_prefix('(').is_some_and(opens_with_year);
    let ends = yeared || behind.starts_with(": ") || others(behind).is_some();
    let any_titled = || titled(family) || titled(given);
    if opens && ends && family.full() == 1 && !any_titled() {
        return true;
    }
    // "Agaro, Milin, Soto, Swetla": words alone are no names.
    let single = next[..word_length(next)].len() > 1
        && next.starts_with(char::is_uppercase)
        && next[word_length(next)..].starts_with(',');
    if opens
        && single
        && family.full() == 1
        && given.full() <= 2
        && given.initials == 0
        && !any_titled()
    {
        return true;
    }
    // "Ureña, Francisco Javier, and Nadia Roe", "Tran, Minh Chau und A. Roe"
    let joined = || {
        behind_conjunction(behind.trim_start_matches([',', ' '])).is_some_and(
            |rest| rest.trim_start().starts_with(char::is_uppercase),
        )
    };
    if first
        && given.initials == 0
        && (next.starts_with(char::is_uppercase)
            // "Garcia Diaz, Maria, “Slow Rivers”".
            || next.starts_with(['“', '"', '«', '„'])
            || joined()
            // "Garcia, Maria Ann, et al.", "Garcia, Maria Ann, […], Roe, B."
            || others(next).is_some())
    {
        let named = |words: &Words<'_>| {
            words.words.iter().any(|word| is_name_word(word))
        };
        if matches!((family.full(), given.full()), (1, 2) | (2, 1))
            && named(given)
            && !titled(family)
        {
            return true;
        }
    }
    // "DIONE, Cheikh M. Bamba et al.": capitals tell the family's.
    let shouts = |words: &Words<'_>| {
        words.words.iter().all(|word| {
            word.len() > 1
                && word.chars().all(|c| c.is_uppercase() || c == '-')
        })
    };
    let dotted = given.words.last().is_some_and(|word| word.ends_with('.'));
    let parts = dotted
        || behind.starts_with([',', ';', '.', '&', '(', '[', '/', ':'])
        || ends_before(behind);
    if parts && family.full() <= 2 && shouts(family) && !shouts(given) {
        return true;
    }
    // All before it are turned round with their given names.
    let reversed = run.names.len() > 1
        && run.names.iter().all(|name| name.style == Style::Reversed);
    if parts && reversed && family.full() == 1 && given.full() <= 3 {
        return true;
    }
    let after_one =
        matches!(run.names.as_slice(), [Name { style: Style::Reversed, .. }]);
    // "Roe, Ann & Soler, Aina Mar."
    let last = || {
        let between = text[run.range.end..at].trim_start_matches([' ', ',']);
        behind_conjunction(between).is_some()
    };
    if parts
        && after_one
        && family.full() == 1
        && (given.full() == 1 || given.full() == 2 && last())
    {
        return true;
    }
    // "Soler, Aina Mar & Roe, Ann": the next is turned round for certain.
    if opens && family.full() == 1 && given.full() == 2 && joins_turned(behind)
    {
        return true;
    }
    if family.full() == 1 && given.full() + given.initials <= 3 {
        // "Wang, Wei Li": after a whole name the lone word is its family
        // name only where the given name stands alone or has initials.
        let alone = given.full() == 1;
        let behind = text[given.end..].trim_start();
        let closes = behind.starts_with([
            ',', ';', '.', '&', '(', '[', '*', '“', '"', '\n', '/', ':', '–',
            '—',
        ]) || ends_before(behind);
        let known = is_name_word(family.words[0])
            || family.score > 0.0 && given.initials == 0;
        return closes && known && (alone || given.initials > 0)
            || (closes
                && run.names.is_empty()
                && given.full() == 2
                && given.words.len() == 2
                && behind.starts_with([';', '.'])
                && is_name_word(family.words[0]));
    }
    // "García Márquez, Gabriel;" with semicolons between names.
    let behind = text[given.end..].trim_start();
    // "de Sousa, Maria Clara;": a name that begins small is a family's.
    family.full() <= 3
        && (given.full() == 1 && (behind.starts_with(';') || particle)
            || particle && given.full() <= 3 && closed)
}
