//! Reads one name: which of its words are the family's.

use super::context::{opens_entry, opens_field};
use super::inverted::{
    behind_comma, bracketed, is_inverted, is_short_family,
    with_mothers_initial,
};
use super::separator::{behind_conjunction, others};
use super::word::{is_initial, is_initials_group, is_particle};
use super::words::{Place, Words, read_words, suffix_in_small};
use super::{Name, Run, Style};
use crate::model::PersonName;
use crate::parse::words::{is_caseless, is_name_word, is_title_word};

/// Reads one name at `at`: the name, where it ends, how much it looks like
/// one.
pub(super) fn read_name(
    text: &str,
    at: usize,
    run: &Run,
    owner: Option<&PersonName>,
) -> Option<(Name, usize, f32)> {
    let place = place_behind(run, owner);
    let mut words = read_words(text, at, place)?;
    // "Reis Jr., D. R., …": it stands behind the family name.
    let junior = words.take_suffix(text);
    if let Some(name) = bracketed(text, &words)
        .or_else(|| with_mothers_initial(text, &words, at))
        .or_else(|| family_first(text, at, &mut words, junior, place, run))
    {
        return Some(name);
    }
    words.give_back(junior);
    if words.is_initials() || is_no_name_alone(text, at, &words, place) {
        return None;
    }
    if is_shouted(text, at, &words, place) {
        let [family, given] = *words.words.as_slice() else { return None };
        let text = format!("{given} {}", in_small(family));
        let name = Name { text, marks: words.marks, style: Style::Open };
        return Some((name, words.end, 0.9));
    }
    Some(in_order(text, words, place, run))
}

/// Where a name stands that follows those of a run.
fn place_behind<'a>(run: &Run, owner: Option<&'a PersonName>) -> Place<'a> {
    let of = |style| run.names.iter().filter(|n| n.style == style).count();
    // "Roe A., Li B., Diaz C, Berg D.E.": one dot was forgotten.
    let medical = of(Style::Medical);
    Place {
        in_run: !run.names.is_empty(),
        medical: medical > of(Style::Turned),
        turned: run.names.last().is_some_and(|n| n.style == Style::Turned),
        all_turned: run.names.len() > 1
            && run.names.iter().all(|name| name.style == Style::Turned),
        owner,
    }
}

/// Whether names of a run stand turned round; a comma may be forgotten: "Roe,
/// A., Uzrek S., & Li, B.".
fn is_turned_round(run: &Run) -> bool {
    let round = |style| matches!(style, Style::Inverted | Style::Turned);
    run.names.first().is_some_and(|name| name.style == Style::Inverted)
        && run.names.iter().all(|name| round(name.style))
}

/// A name whose family name stands first, before a comma: "Liu, Z.", "Liu,
/// Zirui", and where it is a letter or two: "S, A. D.", "MA, B.", "LU,
/// Ximing".
fn family_first(
    text: &str,
    at: usize,
    words: &mut Words<'_>,
    junior: Option<&str>,
    place: Place<'_>,
    run: &Run,
) -> Option<(Name, usize, f32)> {
    let inverted = is_turned_round(run);
    let letter = words.is_initials()
        && words.words.len() == 1
        && (inverted
            || is_short_family(words.words[0])
                && behind_comma(text, words.end));
    if letter && words.words[0].len() > 1 {
        words.initials = 0;
    }
    // "Vidal-Roe*, M., …": the mark may stand at the family name.
    let marked = !words.marks.is_empty();
    let family = (!marked || words.full() == 1)
        && (words.initials == 0 && words.full() <= 3 || letter);
    let rest = &text[words.end..];
    let behind = rest.trim_start().strip_prefix(',').filter(|_| family)?;
    let next = text.len() - behind.trim_start().len();
    // "…, Arnould, JPY (2023)": three initials.
    if let Some(length) = initials_group(&text[next..])
        && words.full() > 0
        && (inverted || text[next + length..].starts_with(" ("))
    {
        let group = &text[next..next + length];
        let text = format!("{group} {}", in_small(&words.text()));
        let (marks, style) = (String::new(), Style::Inverted);
        return Some((Name { text, marks, style }, next + length, 0.9));
    }
    let given = read_words(text, next, Place { in_run: true, ..place })?;
    let lone = is_particle(words.words[0])
        || words.full() == 1
            && (is_name_word(words.words[0]) || opens_field(text, at));
    let given = match lone || inverted {
        true => given.cut_to_initials(text, inverted),
        false => given,
    };
    let fits = (!marked || given.is_initials())
        && is_inverted(words, &given, text, at, run);
    fits.then(|| put_round(text, words, &given, junior))
}

/// A name with its family name first, in reading order.
fn put_round(
    text: &str,
    family: &Words<'_>,
    given: &Words<'_>,
    junior: Option<&str>,
) -> (Name, usize, f32) {
    let suffix = suffix(&text[given.end..]);
    let gap = if junior.is_some() { " " } else { "" };
    let (before, last) = (given.text(), in_small(&family.text()));
    let parts = [
        before.as_str(),
        " ",
        &last,
        gap,
        junior.map_or("", suffix_in_small),
        suffix.trim_start_matches(','),
    ];
    let name = Name {
        text: parts.concat(),
        marks: family.marks.clone() + &given.marks,
        style: match given.is_initials() {
            true => Style::Inverted,
            false => Style::Reversed,
        },
    };
    let known = if family.score > 0.3 { 1.1 } else { 0.9 };
    (name, given.end + suffix.len(), known)
}

/// Whether words are one alone, which is no name but in scripts without
/// capitals, and before "et al.": "Alonso et al., 'A Title'".
fn is_no_name_alone(
    text: &str,
    at: usize,
    words: &Words<'_>,
    place: Place<'_>,
) -> bool {
    let [word] = words.words.as_slice() else { return false };
    let family_alone = || {
        !place.in_run
            && opens_entry(text, at)
            && word.len() > 2
            && !is_title_word(word)
            && others(text[words.end..].trim_start_matches(' ')).is_some()
    };
    !word.chars().all(is_caseless) && !family_alone()
}

/// Whether capitals say which of two words is the family's: "LIU Pengyuan".
fn is_shouted(
    text: &str,
    at: usize,
    words: &Words<'_>,
    place: Place<'_>,
) -> bool {
    let [family, given] = *words.words.as_slice() else { return false };
    words.initials == 0
        && (is_name_word(family)
            || (place.in_run || opens_entry(text, at)) && is_name_word(given))
        && family.chars().all(char::is_uppercase)
        && !given.chars().all(|c| c.is_uppercase() || c == '-')
}

/// A name whose words stand in reading order, or whose initials stand behind
/// it: "Zirui Liu", "Liu Z", "García JM.", "Liu Z.".
fn in_order(
    text: &str,
    words: Words<'_>,
    place: Place<'_>,
    run: &Run,
) -> (Name, usize, f32) {
    let last = words.words[words.words.len() - 1];
    // "Mingtong LIU, Jinan XU": where families are printed in capitals, two
    // of them are one, too.
    let shouting = !place.medical
        && place.in_run
        && words.initials == 1
        && is_short_family(last)
        && words.words[0].contains(char::is_lowercase)
        && text[run.range.clone()].split([' ', ',', '\n']).any(|word| {
            word.len() > 2 && word.chars().all(char::is_uppercase)
        });
    let score = if words.initials > 0 { 1.0 } else { words.score };
    let closed = !last.ends_with('.')
        || last.chars().filter(|c| c.is_uppercase()).count() > 1;
    let medical = words.initials > 0
        && !shouting
        && (is_initial(last) || is_initials_group(last))
        && closed
        && (!last.contains('-') || place.medical || is_joined(last))
        && !opens_with_initial(&words);
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
        true => initials_first(&words),
        false => spelt(&words, shouting),
    };
    (Name { text, marks: words.marks, style }, words.end, score)
}

/// A name with the initials behind it put in front: "Liu ZR" is "ZR Liu".
fn initials_first(words: &Words<'_>) -> String {
    let split = words.words.len() - words.initials;
    let (family, initials) = words.words.split_at(split);
    let initials = initials.join(" ");
    let initials = initials.trim_end_matches('.');
    format!("{initials} {}", in_small(&family.join(" ")))
}

/// A name as it is spelt, its last word in small letters where it `shouts`.
fn spelt(words: &Words<'_>, shouting: bool) -> String {
    let text = words.text();
    let shouts = shouting || last_shouts(words);
    turned(&text).unwrap_or_else(|| match shouts {
        true => {
            let (given, family) = text.rsplit_once(' ').unwrap_or(("", &text));
            format!("{given} {}", in_small(family))
        }
        false => text,
    })
}

/// What tells one bearer of a name from another, behind its initials: the
/// ", III" of "Roe, T. J., III, & Li, B.".
fn suffix(text: &str) -> &str {
    let known = [", Jr.", ", Jr", ", Sr.", ", III", ", II", ", IV"];
    let suffix = known.iter().find(|suffix| text.starts_with(**suffix));
    suffix
        .filter(|suffix| {
            let behind = &text[suffix.len()..];
            behind.is_empty() || behind.starts_with([',', ';', ' ', '.', '('])
        })
        .map_or("", |suffix| &text[..suffix.len()])
}

/// The length of three or four initials that a text opens with, where they
/// end a name.
fn initials_group(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let closed = text[length..].starts_with([',', ';', '.'])
        || text[length..].starts_with(" (")
        || text[length..]
            .strip_prefix(' ')
            .is_some_and(|rest| behind_conjunction(rest).is_some());
    (closed && is_initials_group(&text[..length])).then_some(length)
}

/// Whether a name's first word is an initial, not a family name of two
/// capitals: "YE H.", "WU M".
fn opens_with_initial(words: &Words<'_>) -> bool {
    let first = words.words[0];
    is_initial(first) && !(is_short_family(first) && words.full() > 0)
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
    // "Ye.A." is two.
    let dotted =
        |w: &&str| w.ends_with('.') && w.split_inclusive('.').all(is_initial);
    let full =
        words.iter().take_while(|w| !is_initial(w) && !dotted(w)).count();
    let full = full.max(usize::from(is_short_family(words[0])));
    let (family, given) = words.split_at(full);
    let long = family.len() > 2 && !is_particle(family[0]);
    // "…, HW Hu." has its initials in front.
    let in_front = is_initial(words[0])
        && given.iter().any(|word| word.contains(char::is_lowercase));
    if full == 0
        || long
        || in_front
        || given.is_empty()
        || !given.iter().all(dotted)
    {
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
        // "Anna Weber III".
        [first, .., last] => {
            let counts = last.chars().all(|c| matches!(c, 'I' | 'V'));
            shouts(last) && !shouts(first) && !counts
        }
        _ => false,
    }
}
