//! Where a run of names begins and ends, told by what stands around it.

use super::name::turned;
use super::opening::before_opening;
use super::separator::behind_conjunction;
use super::word::{is_initial, is_particle, word_length};
use super::{Name, Run, Style};
use crate::parse::words::{is_joining, is_name_word, is_title_word, lists};

/// Takes the last words of a title from the start of a run that begins where
/// no field does: "… Model Introspection Ann Roe, Bo Li".
pub(super) fn trim_start(text: &str, run: &mut Run) {
    while is_mid_phrase(text, run.range.start) && run.names.len() > 1 {
        let before = text[..run.range.start].trim_end();
        let word = before.rsplit([' ', '\n']).next().unwrap_or("");
        // "Endocentricity of English Gerunds, Ann Roe"
        let goes_on = is_joining(word) || {
            // "… Considered Wasteful, A. Roe, B. Li"
            let mut others = run.names[1..].iter();
            others.all(|n| n.style == Style::Open && has_initial(&n.text))
                && !has_initial(&run.names[0].text)
                && !run.names[0].text.split(' ').any(is_name_word)
        };
        let start = run.range.start;
        let end = start + word_length(&text[start..]);
        let Some(rest) = text[end..].strip_prefix(' ') else { return };
        let first = run.names[0].text.clone();
        let words: Vec<&str> = first.split(' ').collect();
        let known = |w: &&str| is_name_word(w) || is_initial(w);
        if words.iter().all(known) && !goes_on
            || !run.names[0].style.is_open()
            || words[0] != &text[start..end]
        {
            return;
        }
        let after = end + 1;
        if words.len() > 2 && !known(&words[0]) && rest.starts_with(words[1]) {
            let text = words[1..].join(" ");
            run.names[0].text = turned(&text).unwrap_or(text);
            run.range.start = after;
        } else if goes_on
            || !words.iter().any(known)
                && words.iter().any(|w| is_title_word(w))
        {
            let next = text[after..]
                .find([',', ';'])
                .map(|at| after + at + 1)
                .filter(|at| *at < run.range.end);
            let Some(next) = next else { return };
            run.range.start =
                next + text[next..].len() - text[next..].trim_start().len();
            run.names.remove(0);
            run.score -= 0.4;
        } else {
            return;
        }
    }
}

/// Whether one of a name's words is an initial.
pub(super) fn has_initial(name: &str) -> bool {
    name.split(' ').any(is_initial)
}

/// Puts before a run the one name that could not be told from the words of
/// titles, where nothing but its comma parts it from names that can:
/// "Anjalie Field, Doron Roe, Ann Diaz". So does "and", behind initials: "T. P.
/// Speed and R. Roe".
pub(super) fn extend_start(text: &str, run: &mut Run) {
    let head = &text[..run.range.start];
    let joined = [" and ", " & "].iter().find_map(|w| head.strip_suffix(w));
    if let Some(before) = joined
        && let Some(name) = dotted_name(before, run)
    {
        return open_with(before, name, run);
    }
    if run.names.len() < 2 || run.score < 1.2 {
        return;
    }
    let Some(before) = text[..run.range.start].strip_suffix(", ") else {
        return;
    };
    let start = before
        .rfind(['\n', '\t', '.', ':', ';', ',', '”', '"', '(', ')', '?'])
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let opens = !before[..start].ends_with(',');
    let piece = before[start..].trim_start();
    let words: Vec<&str> = piece.split(' ').collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && word.chars().count() > 2
            && word.chars().any(char::is_lowercase)
            && !lists(word).ending
    };
    let titles = words.iter().filter(|word| is_title_word(word)).count();
    let initials = run.names.iter().all(|name| has_initial(&name.text));
    let dotted = dotted_name(before, run);
    let piece = match dotted {
        Some(name) => name,
        None if opens
            && !initials
            && (2..=3).contains(&words.len())
            && words.iter().all(named)
            && titles <= 1 =>
        {
            piece
        }
        None => return,
    };
    open_with(before, piece, run);
}

/// Puts before a run the name that the text before it ends in.
fn open_with(before: &str, name: &str, run: &mut Run) {
    let start = before.len() - name.len();
    let name = Name {
        text: name.to_owned(),
        marks: String::new(),
        style: Style::Open,
    };
    run.names.insert(0, name);
    run.range.start = start;
    run.score += 0.4;
}

/// The one name that all words before a run of an entry are, where initials
/// say so, as they open no title: "E. Senses, A. Roe, B. Li", "EF Senses, A
/// Roe, B Li".
fn dotted_name<'a>(before: &'a str, run: &Run) -> Option<&'a str> {
    let name = before.trim_start_matches(|c: char| !c.is_alphabetic());
    let (given, family) = name.rsplit_once(' ')?;
    let bare = |name: &Name| {
        let first = name.text.split(' ').next().unwrap_or("");
        is_initial(first) && !first.contains('.')
    };
    let alike = || given.len() > 1 && run.names.iter().all(bare);
    let initials = given.split(' ').all(is_initial)
        && (given.split(' ').all(|word| word.ends_with('.')) || alike());
    let fits = initials
        && given.len() < 12
        && is_capitalised(family)
        && family.chars().nth(2).is_some();
    fits.then_some(name)
}

/// Joins two runs with nothing between but one piece that no rule takes for
/// a name: "Ann Roe, Bo Li, German Diaz, Jo Berg, Cy Soto".
pub(super) fn joined_over_gaps(text: &str, runs: &mut Vec<Run>) {
    let mut at = 0;
    while at + 1 < runs.len() {
        let piece = gap_name(text, &runs[at], &runs[at + 1]);
        let Some(piece) = piece else {
            at += 1;
            continue;
        };
        let name = Name {
            text: piece.to_owned(),
            marks: String::new(),
            style: Style::Open,
        };
        let behind = runs.remove(at + 1);
        let run = &mut runs[at];
        run.names.push(name);
        run.names.extend(behind.names);
        run.range.end = behind.range.end;
        run.truncated = behind.truncated;
        run.score += behind.score + 0.4;
    }
}

/// What may be a name between two runs of several names each, in the style
/// of both.
fn gap_name<'a>(text: &'a str, before: &Run, behind: &Run) -> Option<&'a str> {
    /// Names that tell a run.
    const SEVERAL: usize = 2;
    let head = &text[..before.range.start];
    let with = before_opening(head).is_some_and(|(_, left_out)| left_out);
    let open = |run: &Run| {
        (with || run.names.len() >= SEVERAL)
            && run.names.iter().all(|name| name.style == Style::Open)
    };
    let gap = text.get(before.range.end..behind.range.start)?.trim_end();
    // "(with Ann Roe, Moss Law, and Bo Li)".
    let last = gap.strip_suffix(" and").or_else(|| gap.strip_suffix(" &"));
    let inside = last.unwrap_or(gap).strip_prefix(',')?.strip_suffix(',')?;
    let piece = inside.trim();
    let words = || piece.split([' ', '\n']);
    let named = |word: &str| {
        let letters = word.trim_end_matches('.').chars();
        word.starts_with(char::is_uppercase)
            && letters.clone().all(|c| c.is_alphabetic() || c == '-')
            && (letters.count() > 2 || is_initial(word))
            || is_particle(word)
    };
    let fits = !before.truncated
        && open(before)
        && open(behind)
        && (2..=4).contains(&words().count())
        && words().all(named)
        && words().next_back().is_some_and(is_capitalised);
    fits.then_some(piece)
}

/// Whether a word may be a family name by its letters: a capital and small
/// ones.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.len() > 1
        && letters.all(|c| c.is_lowercase() || c == '-')
}

/// Gives the first name the word before it that is also one of titles, where
/// "with" or "by" opens names there: "(with Art M. Duval".
pub(super) fn take_first_word(text: &str, run: &mut Run) {
    let start = run.range.start;
    let Some(before) = text[..start].strip_suffix(' ') else { return };
    let at = before.rfind([' ', '\n', '(']).map_or(0, |at| at + 1);
    if at > 0
        && begins_name(&before[at..])
        && before_opening(&before[..at]).is_some()
    {
        run.take_word(text, at);
    }
}

/// Whether a word may begin a name: a capital and small letters.
pub(in crate::parse::publications) fn begins_name(word: &str) -> bool {
    is_capitalised(word) && !lists(word).ending
}

/// Whether a place follows the words of a phrase, with nothing between.
fn is_mid_phrase(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    let word = before.rsplit([' ', '\n', '(']).next().unwrap_or("");
    let opener = ["by", "authors", "joint", "from", "w"];
    before.ends_with(char::is_alphabetic)
        && !opener.iter().any(|w| w.eq_ignore_ascii_case(word))
        && behind_conjunction(word).is_none()
}
