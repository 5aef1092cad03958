//! What goes on with a run of names that seemed to end: names behind dots
//! for those left out, behind a comma that was forgotten, and behind groups.

use super::consortium::behind_names;
use super::ending::is_past_end;
use super::name::read_name;
use super::separator::{Separator, behind_conjunction, separator};
use super::word::{is_initial, word_length};
use super::{Name, Run, Style};
use crate::model::PersonName;

/// Groups that sign behind people at most.
const MOST_GROUPS: usize = 3;

/// Adds the names that follow dots, which may stand among them once more:
/// "…, Diaz, C., …, Schulz, E.", "…, Diaz C., Li B., …, Schulz E.".
pub(super) fn add_behind_dots(
    text: &str,
    run: &mut Run,
    owner: Option<&PersonName>,
) {
    let mut added = add_last(text, run, owner);
    while added {
        match separator(text, run.range.end, false) {
            Separator::Others(behind)
                if is_dots(&text[run.range.end..behind]) =>
            {
                run.range.end = behind;
                added = add_last(text, run, owner);
            }
            Separator::Next(next) => {
                added = add_turned(text, next, run, owner);
            }
            _ => break,
        }
    }
}

/// Adds the groups that sign behind people, and the people behind them: "Roe,
/// A., Sand Working Group, Li, B.".
pub(super) fn add_groups(
    text: &str,
    run: &mut Run,
    owner: Option<&PersonName>,
) {
    let people = run.names.len();
    for _ in 0..MOST_GROUPS {
        if run.names.is_empty() || run.truncated {
            break;
        }
        let Some((from, to)) = behind_names(text, run.range.end) else {
            break;
        };
        run.names.push(Name {
            text: text[from..to].to_owned(),
            marks: String::new(),
            style: Style::Open,
        });
        run.range.end = to;
        run.score += 0.5;
    }
    if people > 1 && run.names.len() > people {
        add_all_turned(text, run, owner);
    }
}

/// Adds the names behind others that have their initials behind.
fn add_all_turned(text: &str, run: &mut Run, owner: Option<&PersonName>) {
    while let Separator::Next(next) = separator(text, run.range.end, false)
        && add_turned(text, next, run, owner)
    {}
}

/// Adds a name behind others that has its initials behind as they have;
/// whether there is one.
fn add_turned(
    text: &str,
    at: usize,
    run: &mut Run,
    owner: Option<&PersonName>,
) -> bool {
    let Some((name, end, score)) = read_name(text, at, run, owner) else {
        return false;
    };
    let turned =
        matches!(name.style, Style::Inverted | Style::Medical | Style::Turned);
    if !turned || is_past_end(text, (at, end), &run.names) {
        return false;
    }
    run.names.push(name);
    run.range.end = end;
    run.score += score;
    true
}

/// Where the next name begins in a list of names turned round, though no
/// comma stands before it: "Roe, A., Diaz, M.L. Li, B., Berg, C.".
pub(super) fn behind_forgotten_comma(text: &str, run: &Run) -> Option<usize> {
    let [.., before, last] = run.names.as_slice() else { return None };
    let inverted = |name: &Name| name.style == Style::Inverted;
    if !inverted(before) || !inverted(last) {
        return None;
    }
    let end = run.range.end;
    let next = text[end..].strip_prefix([' ', '\n'])?;
    let family = &next[..word_length(next)];
    let given = next[family.len()..].strip_prefix(", ")?;
    let initial = &given[..word_length(given)];
    let long = family.chars().nth(1).is_some()
        && family.starts_with(char::is_uppercase)
        && family.ends_with(char::is_lowercase);
    // Of a title no such word is followed by an initial and a comma.
    let behind = &given[initial.len()..];
    let capital = |rest: &str| {
        rest.trim_start_matches([' ', ',']).starts_with(char::is_uppercase)
    };
    let goes_on = behind.starts_with([',', ';'])
        || behind.strip_prefix(' ').is_some_and(|next| {
            next.starts_with('(')
                || behind_conjunction(next).is_some_and(capital)
        });
    let parted = text[..end].ends_with('.')
        && long
        && initial.ends_with('.')
        && is_initial(initial)
        && goes_on;
    parted.then_some(text.len() - next.len())
}

/// Adds the last author behind dots for those left out: "A. Roe, B. Li, …
/// C. Diaz"; false where none stands there.
fn add_last(text: &str, run: &mut Run, owner: Option<&PersonName>) -> bool {
    let behind = &text[run.range.end..];
    let rest = behind.trim_start_matches([' ', '\n', ',', '&']);
    let at = text.len() - rest.len();
    if let Some((name, end, score)) = read_name(text, at, run, owner)
        && score > 0.3
    {
        run.names.push(name);
        run.range.end = end;
        run.score += score;
        return true;
    }
    false
}

/// Whether dots stand for names that are left out.
pub(super) fn is_dots(text: &str) -> bool {
    let inside = text.trim_end_matches([']', ')']);
    inside.ends_with(['.', '…']) && !text.contains(char::is_alphabetic)
}
