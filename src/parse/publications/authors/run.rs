//! Reads a run of names, one behind the other.

use super::beyond::{
    add_behind_dots, add_groups, behind_forgotten_comma, is_dots,
};
use super::consortium;
use super::context::{opens_entry, opens_with_initial};
use super::delimited::read_delimited;
use super::ending::is_past_end;
use super::joined::read_joined;
use super::name::read_name;
use super::separator::{Separator, behind_conjunction, separator};
use super::word::{is_initial, is_particle, word_length};
use super::{Name, Run, Style};
use crate::model::{PersonName, fold_name};
use crate::parse::date::is_month;
use crate::parse::words::{is_name_word, is_title_word, lists};

/// The longest list of family names alone, in bytes.
const LONGEST_FAMILIES: usize = 120;

/// Reads a run that starts at `start`; `delimiter` parts its first name from
/// the next, where one does that no name holds.
pub(super) fn read_run(
    text: &str,
    start: usize,
    mut delimiter: Option<char>,
    owner: Option<&PersonName>,
) -> Option<Run> {
    let mut run = Run {
        range: start..start,
        names: Vec::new(),
        truncated: false,
        with: false,
        score: 0.0,
    };
    if let Some(mut joined) = read_joined(text, start) {
        let is_owner =
            |name: &Name| owner.is_some_and(|o| is_name_of(name, o));
        joined.score += f32::from(u8::from(joined.names.iter().any(is_owner)));
        return Some(joined);
    }
    if let Some(end) = read_families(text, start, &mut run) {
        run.range.end = end;
        return Some(run);
    }
    let mut at = start;
    // A lone word that may be the family name of "Liu, Z.".
    while let Some((name, end, score)) = read_group(text, at, &run)
        .or_else(|| read_delimited(text, at, delimiter))
        .or_else(|| read_abbreviated(text, at, &run, owner))
        .or_else(|| read_slipped(text, at, &run))
        .or_else(|| read_name(text, at, &run, owner))
        .or_else(|| bridge(text, at, &run, owner))
    {
        let is_owner = owner.is_some_and(|owner| is_name_of(&name, owner));
        if !run.names.is_empty()
            && !is_owner
            && is_past_end(text, (at, end), &run.names)
        {
            break;
        }
        if !run.names.is_empty()
            && !is_owner
            && runs_into_prose(text, (at, end), &run.names, (&name, score))
            && !precedes_name(text, (end, score), &run, owner)
        {
            break;
        }
        run.score += if is_owner { score.max(0.8) + 1.0 } else { score };
        let marked = !name.marks.is_empty();
        run.names.push(name);
        run.range.end = end;
        match separator(text, end, marked) {
            Separator::Next(next) => {
                at = next;
                delimiter = text[end..next]
                    .chars()
                    .find(|c| matches!(c, ';' | '；' | '/' | '–'));
            }
            Separator::Others(behind) => {
                let dots = is_dots(&text[end..behind]);
                run.truncated = true;
                run.range.end = behind;
                if dots {
                    add_behind_dots(text, &mut run, owner);
                    // "…, ..., Dahl, S. et al. A Title".
                    if let Separator::Others(behind) =
                        separator(text, run.range.end, false)
                    {
                        run.range.end = behind;
                    }
                } else {
                    add_owner(text, &mut run, owner);
                }
                break;
            }
            Separator::None => match behind_forgotten_comma(text, &run) {
                Some(next) => at = next,
                None => break,
            },
        }
    }
    add_groups(text, &mut run, owner);
    without_slips(&mut run);
    // A list that breaks off behind its comma may go on "et al.".
    (!run.names.is_empty()).then_some(run)
}

/// Reads the group that signs an entry before anybody else does: "The SAND
/// Collaboration, Slow Rivers".
fn read_group(text: &str, at: usize, run: &Run) -> Option<(Name, usize, f32)> {
    if !run.names.is_empty() {
        return None;
    }
    let (from, end) = consortium::opening(text, at)?;
    let name = Name {
        text: text[from..end].to_owned(),
        marks: String::new(),
        style: Style::Open,
    };
    Some((name, end, 0.95))
}

/// Drops the initial that is printed once more behind its name: "E. ROE, E.,
/// B. LI".
fn without_slips(run: &mut Run) {
    let initial = |name: &str| {
        let letter = name.trim_end_matches('.');
        letter.chars().count() == 1
    };
    let slips = |pair: &[Name]| {
        let (before, name) = (&pair[0].text, &pair[1].text);
        initial(name)
            && !initial(before)
            && before.chars().next() == name.chars().next()
    };
    if let Some(at) = run.names.windows(2).position(slips) {
        run.names.remove(at + 1);
    }
}

/// Reads the owner where nothing but all their initials stands for them:
/// "C. Roe, **DCQ**, B. Li", "B. Li and R.V.".
fn read_abbreviated(
    text: &str,
    at: usize,
    run: &Run,
    owner: Option<&PersonName>,
) -> Option<(Name, usize, f32)> {
    let owner = owner?;
    let rest = &text[at..];
    let dotted = |c: char| c.is_uppercase() || matches!(c, '.' | '-');
    let length = rest.find(|c| !dotted(c)).unwrap_or(rest.len());
    let printed = rest[..length].trim_end_matches(['-']);
    let behind = &rest[printed.len()..];
    let letters = printed.chars().filter(|c| c.is_uppercase());
    let count = letters.clone().count();
    if !(2..=4).contains(&count) {
        return None;
    }
    let parted = behind.is_empty()
        || behind.starts_with([',', ';', '\n', '*', '†', '‡', '(', ')', ':'])
        || behind.strip_prefix(' ').is_some_and(|next| {
            behind_conjunction(next).is_some() || next.starts_with('(')
        });
    if !parted {
        return None;
    }
    let own = owner.given().iter().map(String::as_str);
    let own = own.chain(owner.family().split([' ', '-']));
    let own = own.filter_map(|word| word.chars().next());
    if !own.eq(letters.flat_map(char::to_lowercase)) {
        return None;
    }
    let end = at + printed.len();
    // "US and China in the River" opens a title.
    if run.names.is_empty() {
        let Separator::Next(next) = separator(text, end, false) else {
            return None;
        };
        let (_, _, score) = read_name(text, next, run, Some(owner))?;
        if score < 0.7 {
            return None;
        }
    }
    let name = Name {
        text: printed.to_owned(),
        marks: String::new(),
        style: Style::Open,
    };
    Some((name, end, 1.8))
}

/// Reads a name turned round among others with a full stop in place of its
/// comma: the last of "Roe, A., Diaz, M., & Bauer. S.".
fn read_slipped(
    text: &str,
    at: usize,
    run: &Run,
) -> Option<(Name, usize, f32)> {
    let turned = |name: &Name| {
        matches!(name.style, Style::Inverted | Style::Medical | Style::Turned)
    };
    if !run.names.last().is_some_and(turned) {
        return None;
    }
    let rest = &text[at..];
    let family = &rest[..word_length(rest)];
    let given = rest[family.len()..].strip_prefix(' ')?;
    let initial = &given[..word_length(given)];
    let family = family.strip_suffix('.')?;
    let long = family.chars().nth(2).is_some()
        && family.contains(char::is_lowercase)
        && !lists(family).title;
    let behind = &given[initial.len()..];
    let closed = behind.is_empty()
        || behind.starts_with([',', ';', '\n', ' ', '('])
            && !behind.strip_prefix(' ').is_some_and(opens_with_initial);
    if !(long && closed && initial.ends_with('.') && is_initial(initial)) {
        return None;
    }
    let end = text.len() - behind.len();
    let name = Name {
        text: format!("{initial} {family}"),
        marks: String::new(),
        style: Style::Inverted,
    };
    Some((name, end, 0.9))
}

/// Reads family names alone that open an entry, as lawyers print them:
/// "Roe/Diaz-Li/Gomez, Slow Rivers, in: …"; where they end.
fn read_families(text: &str, start: usize, run: &mut Run) -> Option<usize> {
    if !opens_entry(text, start) {
        return None;
    }
    let rest = &text[start..];
    let near = &rest[..rest.floor_char_boundary(LONGEST_FAMILIES)];
    let end =
        near.find([',', '/']).filter(|at| near[*at..].starts_with('/'))?;
    let end = end + near[end..].find(',')?;
    let names: Vec<&str> = near[..end].split('/').collect();
    let family = |name: &&str| {
        name.chars().count() > 2
            && name.starts_with(char::is_uppercase)
            && name.contains(char::is_lowercase)
            && name
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
            && !is_title_word(name)
    };
    if !names.iter().all(family) {
        return None;
    }
    for name in names {
        run.names.push(Name {
            text: name.to_owned(),
            marks: String::new(),
            style: Style::Open,
        });
        run.score += 0.7;
    }
    Some(start + end)
}

/// Adds the owner who is named behind "et al.": "A. Roe et al., **B. Li**.".
fn add_owner(text: &str, run: &mut Run, owner: Option<&PersonName>) {
    let behind = &text[run.range.end..];
    let told = among(behind);
    let next = behind.strip_prefix(", ").filter(|_| owner.is_some());
    let Some(rest) = next.or(told) else { return };
    let at = text.len() - rest.len();
    let is_owner = |name: &Name| owner.is_some_and(|o| is_name_of(name, o));
    if let Some((name, end, score)) = read_name(text, at, run, owner)
        && (told.is_some() || is_owner(&name))
    {
        run.names.push(name);
        run.range.end = end;
        if text[end..].starts_with([')', ']']) && told.is_some() {
            run.range.end += 1;
        }
        run.score += score.max(0.8) + 1.0;
    }
}

/// The name that a remark in brackets picks out of those left out: "(102
/// authors, including A. Roe)".
fn among(text: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let inside =
        text.trim_start_matches([' ', ',']).strip_prefix(['(', '['])?;
    let near = &inside[..inside.floor_char_boundary(LONGEST)];
    let end = ["including ", "incl. ", "inc. "]
        .iter()
        .find_map(|word| near.find(word).map(|at| at + word.len()))?;
    (!near[..end].contains([')', ']'])).then(|| &inside[end..])
}

/// Reads a piece between two separators that no rule takes for a name, where
/// the run of names goes on behind it or "and" says that it ends with it:
/// "Ann Roe, Can Udom, Bo Li", "Ann Roe and German Diaz."
fn bridge(
    text: &str,
    at: usize,
    run: &Run,
    owner: Option<&PersonName>,
) -> Option<(Name, usize, f32)> {
    // Inverted names are read elsewhere or not at all, but for the first of
    // "Roe, A, JN Callow, and Jx Diaz".
    let first = usize::from(run.names.len() > 1);
    let open = run.names.iter().skip(first).all(|name| name.style.is_open());
    if run.names.is_empty() || !open {
        return None;
    }
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .take(40)
        .find(|(i, c)| {
            matches!(c, ',' | ';' | '\n' | '(' | '“' | '"')
                || *c == '.' && !is_initial_at(rest, *i)
                || rest[*i..].starts_with(" and ")
                || rest[*i..].starts_with(" & ")
        })
        .map_or(rest.len(), |(i, _)| i);
    let piece = rest.get(..end)?.trim_end();
    let words: Vec<&str> = piece.split(' ').collect();
    let named = |word: &&&str| {
        word.starts_with(|c: char| c.is_uppercase())
            && word.chars().all(|c| {
                c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')
            })
            && !lists(word).ending
            || is_particle(word)
    };
    let capitals = words.iter().filter(named).count();
    // "Ji hyun An": one word may stand in small letters.
    let small = words
        .iter()
        .filter(|w| !named(w))
        .all(|word| word.len() < 8 && word.chars().all(char::is_lowercase));
    if words.len() > 4
        || capitals == 0
        || capitals + 1 < words.len()
        || !small
        || !named(&&words[0])
    {
        return None;
    }
    let stop = at + piece.len();
    let name = || Name {
        text: piece.to_owned(),
        marks: String::new(),
        style: Style::Open,
    };
    let before = text[..at].trim_end();
    let last = before.ends_with(" and") || before.ends_with('&');
    let behind = &text[stop..];
    let closed = behind.is_empty()
        || behind.starts_with(['.', '\n', '(', '“', '"'])
        || run.holds_initials()
            && behind.strip_prefix(" (").is_some_and(opens_with_date);
    if last {
        let whole = capitals == words.len() && words.len() > 1;
        return (closed && whole && run.score > 0.9)
            .then(|| (name(), stop, 0.5));
    }
    let Separator::Next(next) = separator(text, stop, false) else {
        return None;
    };
    let lone = words.len() == 1 && is_title_word(words[0]);
    let (_, _, score) = read_name(text, next, run, owner)?;
    (score >= 0.9 && !lone).then(|| (name(), stop, 0.5))
}

/// Whether what is in brackets opens with a year, perhaps behind its month:
/// "Dec. 2018). Slow Rivers".
fn opens_with_date(inside: &str) -> bool {
    let date = inside.split(')').next().unwrap_or("");
    let (month, year) = date.rsplit_once(' ').unwrap_or(("", date));
    let month = month.trim_end_matches(['.', ',']);
    year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && (month.is_empty() || is_month(month))
}

/// Whether the full stop at a place follows an initial.
fn is_initial_at(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit([' ', '.', '-']).next().unwrap_or("");
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether what was read as one more name is the start of a title that goes
/// on: "H. Ney, Revisiting Checkpoint Averaging for …".
fn runs_into_prose(
    text: &str,
    (start, end): (usize, usize),
    before: &[Name],
    (name, score): (&Name, f32),
) -> bool {
    const REMARKS: &[&str] =
        &["in", "by", "as", "to", "under", "with", "working", "a", "at"];
    let goes_on = text[end..].strip_prefix(' ').is_some_and(|rest| {
        let word = rest.split([' ', '\n', ',', '.']).next().unwrap_or("");
        word.starts_with(char::is_lowercase)
            && is_title_word(word)
            && behind_conjunction(rest).is_none()
            && !REMARKS.contains(&word)
    });
    let initials = |name: &Name| name.text.split(' ').any(is_initial);
    // "L. Li, K. Roe, Chinese Long and Short Forms".
    let resumes = text[end..].strip_prefix(", ").is_some_and(|rest| {
        rest.split([' ', '.']).next().is_some_and(is_initial)
    });
    // "Anna W. Roe, Bo D. Li and Jo Uzov".
    let between = text[..start].trim_end();
    let joined = between.ends_with(" and") || between.ends_with('&');
    let opens =
        |name: &Name| name.text.split(' ').next().is_some_and(is_initial);
    // "A. Roe, B. Li and Jo Uzov. Slow Rivers", "… and Jo Uzov (2020)".
    let behind = &text[end..];
    let dated = behind.strip_prefix(" (").is_some_and(opens_with_date);
    let closed = joined && (dated || behind.starts_with(['.', ',', '\n']));
    // "Anna W. Roe, Bo D. Li, Jo Uzov. Slow Rivers": none need have two given
    // names.
    let last = || {
        text[end..].strip_prefix(". ").is_some_and(opens_title)
            && !before.iter().any(opens)
            && name.text.split(' ').count() == 2
            && name.text.split(' ').next().is_some_and(is_name_word)
            && !name.text.split(' ').all(is_title_word)
    };
    // The others, who may be thousands, are asked last.
    let other_style = || {
        before.len() > 1
            && !initials(name)
            && !resumes
            && before.iter().all(initials)
            && (before.iter().any(opens) && !closed || !joined)
            && !last()
    };
    name.marks.is_empty() && score < 0.9 && (goes_on || other_style())
}

/// Whether a text opens with a sentence as long as titles are, most words of
/// which are small.
pub(super) fn opens_title(text: &str) -> bool {
    const FEWEST: usize = 4;
    let end = text.find(['.', '\n']).unwrap_or(text.len());
    let words = || text[..end].split_whitespace();
    let small = words().filter(|word| word.starts_with(char::is_lowercase));
    words().nth(FEWEST).is_some() && small.count() * 2 > words().count()
}

/// Whether someone else stands behind a name that ends at a byte and has a
/// score: "A. B. Roe, Uvo Zhrek, Xia Hu".
fn precedes_name(
    text: &str,
    (end, score): (usize, f32),
    run: &Run,
    owner: Option<&PersonName>,
) -> bool {
    let read =
        |next: &str| read_name(text, text.len() - next.len(), run, owner);
    let is_owner =
        |name: &Name| owner.is_some_and(|owner| is_name_of(name, owner));
    let next = text[end..].strip_prefix(", ").and_then(read);
    let last = || {
        let next = text[end..].strip_prefix(' ').and_then(behind_conjunction);
        next.and_then(read)
    };
    // Of the words of one of them some are known as names.
    next.is_some_and(|(name, _, next)| {
        next >= 0.7 || score >= 0.7 && next >= 0.4 || is_owner(&name)
    }) || last().is_some_and(|(name, ..)| is_owner(&name))
}

/// Whether a name is one of the owner's.
pub(in crate::parse::publications) fn is_name_of(
    name: &Name,
    owner: &PersonName,
) -> bool {
    // Reading a name costs more than looking for the family's.
    may_hold(&name.text, owner.family())
        && PersonName::known(&name.text).is_some_and(|n| owner.matches(&n))
}

/// Whether a name holds a family name, which is folded.
pub(super) fn may_hold(name: &str, family: &str) -> bool {
    if !name.is_ascii() {
        return fold_name(name).contains(family);
    }
    let (name, family) = (name.as_bytes(), family.as_bytes());
    family.is_empty()
        || name
            .windows(family.len())
            .any(|part| part.eq_ignore_ascii_case(family))
}
