//! Reads names that a semicolon or slash parts, which no name holds.

use super::name::in_small;
use super::separator::behind_conjunction;
use super::word::{is_initial, may_be_name};
use super::{Name, Style};
use crate::parse::date::is_month;
use crate::parse::words::{is_name_word, is_title_word};

/// The longest name, in bytes.
const LONGEST: usize = 60;

/// Reads the name up to the next delimiter, once a run has shown that its
/// names are parted by one that no name holds: "N, Anandhavelu; Roe, Ann".
pub(super) fn read_delimited(
    text: &str,
    at: usize,
    delimiter: Option<char>,
) -> Option<(Name, usize, f32)> {
    let rest = &text[at..];
    let delimiter = delimiter?;
    let near = &rest[..rest.floor_char_boundary(LONGEST + 4)];
    let end = match near.find(delimiter) {
        Some(end) if end <= LONGEST => end,
        // The last one ends with its sentence.
        _ => closing(rest)?,
    };
    let piece = &rest[..end];
    let (family, given) = match piece.split_once(',') {
        Some((family, given)) => (family.trim(), given.trim()),
        None => slipped(piece).unwrap_or(("", piece.trim())),
    };
    let words = || family.split(' ').chain(given.split(' '));
    let count = words().filter(|word| !word.is_empty()).count();
    let last = !rest[end..].starts_with(delimiter);
    if last && (family.is_empty() || count > 4) {
        return None;
    }
    // "…; Zhu, J. Slam: Towards …" ends with its initials.
    let dotted = |w: &&str| is_initial(w) && w.ends_with('.');
    let initials = given.split(' ').take_while(dotted).count();
    // "…; Zhu, J. R . A Title" has its last dot apart.
    let more = || !given.split(' ').all(is_initial);
    if last && initials > 0 && more() {
        return None;
    }
    // "… with Lay Readers. Ahn, H.; Roe, A.": there the title ends, as it
    // may in "It."; "St. Clair" is a name.
    let ends = |word: &str| {
        word.strip_suffix('.').is_some_and(|bare| {
            bare.chars().count() > 2 || is_title_word(bare)
        })
    };
    if family.split(' ').any(ends) {
        return None;
    }
    // "Mac Low, M. -M."
    let named =
        |word: &str| may_be_name(word.strip_prefix('-').unwrap_or(word));
    let all = words().all(|word| word.is_empty() || named(word));
    if !(2..=6).contains(&count) || !all || given.is_empty() {
        return None;
    }
    let family = in_small(family);
    let text = format!("{given} {family}").trim().to_owned();
    let end = at + piece.trim_end().len();
    let name = Name { text, marks: String::new(), style: Style::default() };
    Some((name, end, 0.9))
}

/// A family name with a full stop in place of its comma, and the initials
/// behind it: "Roe. A. B".
fn slipped(piece: &str) -> Option<(&str, &str)> {
    let (family, given) = piece.trim().split_once(". ")?;
    let named = family.chars().nth(2).is_some()
        && !family.contains(['.', ' '])
        && family.starts_with(char::is_uppercase)
        && !is_title_word(family);
    (named && given.split(' ').all(is_initial)).then_some((family, given))
}

/// The delimiter of a run whose first name is turned round and followed by
/// one: "Lim, Kwan Hui / Roe, Ann", "Roe, Ann; Diaz, Bo".
pub(super) fn first_delimiter(text: &str, start: usize) -> Option<char> {
    let rest = &text[start..];
    let ends = |b| matches!(b, b';' | b'/' | b'\n' | b'(' | b':' | b'"');
    let end = rest.bytes().take(LONGEST + 1).position(ends)?;
    let delimiter = char::from(rest.as_bytes()[end]);
    if !matches!(delimiter, ';' | '/') || rest[..end].contains('“') {
        return None;
    }
    if delimiter == ';' && slipped(&rest[..end]).is_some() {
        return Some(delimiter);
    }
    let (family, given) = rest[..end].split_once(',')?;
    // "Sand Letters, May/June 2019"
    if delimiter == '/' && is_month(given.trim()) {
        return None;
    }
    // "Diamond, T. R.; Roe, A.", but "… Language Model Diamond, T. R.; …".
    let initials = || given.trim().split(' ').all(is_initial);
    let alone = delimiter == ';' && !family.contains(' ');
    let mut words = family.split(' ').chain(given.split(' '));
    let known = words.any(is_name_word) || alone && initials();
    known.then_some(delimiter)
}

/// Whether a turned name ends in an initial behind a given name: "Roe, Ann B."
fn ends_in_middle_initial(text: &str) -> bool {
    let given = text.split_once(',').map_or("", |(_, given)| given.trim());
    let mut words = given.rsplit(' ');
    words.next().is_some_and(|word| is_initial(word) && word.ends_with('.'))
        && words.next().is_some_and(|word| {
            !is_initial(word) && word.starts_with(char::is_uppercase)
        })
}

/// Whether a text opens with an initial and a family name in capitals, up to
/// a comma: "F. ROE, ANNA".
fn opens_shouted(text: &str) -> bool {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let family = near.split_once(',').map_or("", |(family, _)| family);
    let (initial, family) = family.split_once(' ').unwrap_or(("", ""));
    is_initial(initial)
        && family.chars().nth(1).is_some()
        && family.chars().all(|c| c.is_uppercase() || c == ' ')
}

/// Where a name that nothing delimits ends: before a full stop that is no
/// initial's, a bracket, a colon, a quotation or a line's end.
fn closing(text: &str) -> Option<usize> {
    text.char_indices().take(LONGEST).find_map(|(at, c)| {
        let word = text[..at].rsplit([' ', '-', '.']).next().unwrap_or("");
        let ends = match c {
            '.' => {
                word.chars().count() > 1
                    // "…; ROE, ANN . A Title".
                    || text[..at].ends_with(['.', ' '])
                    || !text[..at].contains(',') && !opens_shouted(text)
                    || text[..at].ends_with(char::is_lowercase)
            }
            '(' | ':' | '“' | '"' | '\n' | '|' => true,
            // "…; Roe, Ann B., Sand Letters".
            ',' => text[..at].contains(','),
            // "…; Sigurd, Bengt 1982. Title", "…; Roe, Ann & Diaz, Bo",
            // "…; Roe, Ann B. Sand Letters".
            ' ' => {
                let next = &text[at + 1..];
                next.starts_with(|c: char| c.is_ascii_digit())
                    || behind_conjunction(next).is_some()
                    || ends_in_middle_initial(&text[..at])
            }
            _ => false,
        };
        ends.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::find_runs;

    #[test]
    fn a_semicolon_parts_what_is_slipped_or_spaced() {
        for (text, want) in [
            (
                "Roe. A. B; Weber, C. D; Li, B. Slow Rivers",
                "A. B Roe|C. D Weber|B. Li",
            ),
            ("ROE, ANNA ; LI, BO . Estudo de Rios", "ANNA Roe|BO Li"),
            ("ROE, ANNA ; F. DE BERG, BO . Rios", "ANNA Roe|BO F. De Berg"),
            (
                "Roe, A; Li, B. D ; Weber, W. R . Rios",
                "A Roe|B. D Li|W. R Weber",
            ),
        ] {
            let names: Vec<String> = find_runs(text, None)
                .into_iter()
                .next()
                .map_or(Vec::new(), |run| {
                    run.names.into_iter().map(|name| name.text).collect()
                });
            assert_eq!(names.join("|"), want, "{text}");
        }
    }
}
