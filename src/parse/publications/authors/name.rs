//! Reads one name: which of its words are the family's.

use super::separator::{behind_conjunction, others};
use super::word::{is_initial, is_initials_group, is_particle, word_length};
use super::words::{Place, Words, opens_field, read_words};
use super::{Name, Run, Style};
use crate::model::PersonName;
use crate::parse::date::{first_year, is_month};
use crate::parse::words::{is_caseless, is_name_word, is_title_word};

/// Reads one name at `at`: the name, where it ends, how much it looks like
/// one.
pub(super) fn read_name(
    text: &str,
    at: usize,
    run: &Run,
    owner: Option<&PersonName>,
) -> Option<(Name, usize, f32)> {
    let place = Place {
        in_run: !run.names.is_empty(),
        medical: run.names.iter().any(|n| n.style == Style::Medical),
        turned: run.names.last().is_some_and(|n| n.style == Style::Turned),
        all_turned: run.names.len() > 1
            && run.names.iter().all(|name| name.style == Style::Turned),
        owner,
    };
    let inverted = !run.names.is_empty()
        && run.names.iter().all(|name| name.style == Style::Inverted);
    let mut words = read_words(text, at, place)?;
    if let Some(name) = bracketed(text, &words) {
        return Some(name);
    }
    // "Liu, Z." and "Liu, Zirui": the family name stands first.
    // "S, A. D.": so may a single letter be the family name.
    // "MA, B.", "LU, Ximing": two capitals are one as well.
    let letter = words.is_initials()
        && words.words.len() == 1
        && (inverted
            || is_short_family(words.words[0])
                && behind_comma(text, words.end));
    if letter && words.words[0].len() > 1 {
        words.initials = 0;
    }
    if words.marks.is_empty()
        && (words.initials == 0 && words.full() <= 3 || letter)
    {
        let rest = &text[words.end..];
        let gap = rest.len() - rest.trim_start().len();
        if let Some(behind) = rest[gap..].strip_prefix(',') {
            let skip = behind.len() - behind.trim_start().len();
            let next = words.end + gap + 1 + skip;
            let lone = is_particle(words.words[0])
                || words.full() == 1
                    && (is_name_word(words.words[0]) || opens_field(text, at));
            let behind = Place { in_run: true, ..place };
            let given = read_words(text, next, behind).map(|given| {
                if lone || inverted {
                    given.cut_to_initials(text, inverted)
                } else {
                    given
                }
            });
            if let Some(given) = given
                && is_inverted(&words, &given, text, at, run)
            {
                let style = match given.is_initials() {
                    true => Style::Inverted,
                    false => Style::Reversed,
                };
                let family = in_small(&words.text());
                let name = Name {
                    text: format!("{} {family}", given.text()),
                    marks: given.marks.clone(),
                    style,
                };
                let known = if words.score > 0.3 { 1.1 } else { 0.9 };
                return Some((name, given.end, known));
            }
        }
    }
    if words.is_initials() {
        return None;
    }
    let single = words.words.len() == 1;
    // "Alonso et al., 'A Title'": a family name alone.
    let family_alone = || {
        !place.in_run
            && !text[..at].contains(char::is_alphabetic)
            && words.words[0].len() > 2
            && !is_title_word(words.words[0])
            && others(text[words.end..].trim_start_matches(' ')).is_some()
    };
    if single && !words.words[0].chars().all(is_caseless) && !family_alone() {
        return None;
    }
    let initials = words.initials > 0;
    let score = if initials { 1.0 } else { words.score };
    let last = words.words[words.words.len() - 1];
    // "Liu Z", "García JM.": initials behind the family name.
    let closed = !last.ends_with('.')
        || last.chars().filter(|c| c.is_uppercase()).count() > 1;
    let medical = initials
        && (is_initial(last) || is_initials_group(last))
        && closed
        && (!last.contains('-') || place.medical || is_joined(last))
        && !opens_with_initial(&words);
    // "LIU Pengyuan": capitals say which name is the family's.
    let shouted = words.words.len() == 2
        && words.initials == 0
        && is_name_word(words.words[0])
        && words.words[0].chars().all(char::is_uppercase)
        && !last.chars().all(|c| c.is_uppercase() || c == '-');
    if shouted {
        let family = in_small(words.words[0]);
        let text = format!("{last} {family}");
        let name = Name { text, marks: words.marks, style: Style::Open };
        return Some((name, words.end, 0.9));
    }
    let turned_round = !medical
        && last.ends_with('.')
        && is_initial(last)
        && !opens_with_initial(&words);
    let style = match (medical, turned_round) {
        (true, _) => Style::Medical,
        (_, true) => Style::Turned,
        _ => Style::Open,
    };
    let text = match medical {
        true => {
            let split = words.words.len() - words.initials;
            let (family, initials) = words.words.split_at(split);
            let initials = initials.join(" ");
            let initials = initials.trim_end_matches('.');
            format!("{initials} {}", in_small(&family.join(" ")))
        }
        false => {
            let text = words.text();
            turned(&text).unwrap_or_else(|| match last_shouts(&words) {
                true => {
                    let (given, family) =
                        text.rsplit_once(' ').unwrap_or(("", &text));
                    format!("{given} {}", in_small(family))
                }
                false => text,
            })
        }
    };
    Some((Name { text, marks: words.marks, style }, words.end, score))
}

/// Whether a name's first word is an initial, not a family name of two
/// capitals: "YE H.", "WU M".
fn opens_with_initial(words: &Words<'_>) -> bool {
    let first = words.words[0];
    is_initial(first) && !(is_short_family(first) && words.full() > 0)
}

fn opens_with_year(text: &str) -> bool {
    first_year(text.get(..5).unwrap_or(text))
        .is_some_and(|(range, _)| range.start == 0)
}

/// Whether a word is a family name of two capitals: `MA`, `LI`.
fn is_short_family(word: &str) -> bool {
    word.len() == 2 && is_name_word(word)
}

/// Whether what may be a given name follows behind a comma.
fn behind_comma(text: &str, end: usize) -> bool {
    text[end..].strip_prefix(", ").is_some_and(|rest| {
        let word = &rest[..word_length(rest)];
        is_initial(word) && word.ends_with('.')
            || word.len() > 2 && word.contains(char::is_lowercase)
    })
}

/// A family name with its given names in brackets, as French libraries print
/// them: "Roe (Anna)", "ROE (A. B.)".
fn bracketed(text: &str, words: &Words<'_>) -> Option<(Name, usize, f32)> {
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
    let fits = initials || closed && !given.contains(' ');
    let text = format!("{given} {}", in_small(&words.text()));
    let name = Name { text, marks: String::new(), style: Style::Reversed };
    (whole && words.initials == 0 && named && closed && fits).then_some((
        name,
        words.end + 2 + close + 1,
        0.9,
    ))
}

/// Whether `family, given` is one name turned round, not two names; the
/// family name stands at `at`.
fn is_inverted(
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
    let closed = behind.is_empty()
        || behind.starts_with(|c: char| !c.is_alphanumeric())
        || behind_conjunction(behind).is_some()
        || others(behind).is_some()
        || dated;
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
    let titled = || {
        let words = family.words.iter().chain(&given.words);
        words.clone().any(|word| is_title_word(word))
    };
    let opens =
        run.names.is_empty() && !text[..at].contains(char::is_alphabetic);
    let ends = behind.starts_with(": ") || others(behind).is_some();
    if opens && ends && family.full() == 1 && !titled() {
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
        && !titled()
    {
        return true;
    }
    if first && next.starts_with(char::is_uppercase) && given.initials == 0 {
        let named = |words: &Words<'_>| {
            words.words.iter().any(|word| is_name_word(word))
        };
        let titled = family.words.iter().any(|word| is_title_word(word));
        if matches!((family.full(), given.full()), (1, 2) | (2, 1))
            && named(given)
            && !titled
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
    let parts = behind.is_empty()
        || dotted
        || behind.starts_with([',', ';', '.', '&', '(', '[', '/', ':'])
        || behind_conjunction(behind).is_some()
        || dated
        || others(behind).is_some();
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
    if parts && after_one && family.full() == 1 && given.full() == 1 {
        return true;
    }
    if family.full() == 1 && given.full() + given.initials <= 3 {
        // "Wang, Wei Li": after a whole name the lone word is its family
        // name only where the given name stands alone or has initials.
        let alone = given.full() == 1;
        let behind = text[given.end..].trim_start();
        let closes = behind.is_empty()
            || behind.starts_with([
                ',', ';', '.', '&', '(', '[', '*', '“', '"', '\n', '/', ':',
                '–', '—',
            ])
            || behind_conjunction(behind).is_some()
            || dated
            || others(behind).is_some();
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

/// Whether initials are two joined by a hyphen: the `P-J` of "Chen P-J".
fn is_joined(initials: &str) -> bool {
    matches!(initials.as_bytes(), [b'A'..=b'Z', b'-', b'A'..=b'Z'])
}

/// A name in reading order where dotted initials stand behind a family name
/// of one or two words: "ROE A. B.", "Roe A.".
pub(super) fn turned(name: &str) -> Option<String> {
    if !name.ends_with('.') {
        return None;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let full = words.iter().take_while(|w| !is_initial(w)).count();
    let full = full.max(usize::from(is_short_family(words[0])));
    let (family, given) = words.split_at(full);
    let dotted = |w: &&str| is_initial(w) && w.ends_with('.');
    let long = family.len() > 2 && !is_particle(family[0]);
    if full == 0 || long || given.is_empty() || !given.iter().all(dotted) {
        return None;
    }
    let family = in_small(&family.join(" "));
    Some(format!("{} {family}", given.join(" ")))
}

/// A family name in capitals with small letters: `LI` as `Li`,
/// `GARCÍA-DÍAZ` as `García-Díaz`.
pub(super) fn in_small(family: &str) -> String {
    let shouted =
        family.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
            && !family.contains(char::is_lowercase);
    if !shouted {
        return family.to_owned();
    }
    let mut inside = false;
    let small = family.chars().flat_map(|c| {
        let first = !inside;
        inside = c.is_alphabetic();
        let small = c.to_lowercase().filter(move |_| !first);
        small.chain(first.then_some(c))
    });
    small.collect()
}

/// Whether the last word alone is in capitals: "Arun AHUJA".
fn last_shouts(words: &Words<'_>) -> bool {
    let shouts = |word: &&str| {
        word.chars().count() > 2 && !word.contains(char::is_lowercase)
    };
    match words.words.as_slice() {
        [first, .., last] => shouts(last) && !shouts(first),
        _ => false,
    }
}
