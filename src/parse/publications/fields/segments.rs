//! The stretches of a tail: where one may end and the next begin.

use std::ops::Range;

/// Parts a tail at sentence ends, brackets, lines and bars.
pub(super) fn segments(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let cuts = match c {
            '(' | ')' if is_plural(text, at) => false,
            '\n' | '\t' | '|' | '(' | ')' | '（' | '）' | '[' | ']' | '“'
            | '”' | '"' | '„' | '«' | '»' | ';' => true,
            // "Sand Archive · Preprint".
            '·' => behind.starts_with(' ') && text[..at].ends_with(' '),
            '.' if abbreviates(&text[start..at], behind) => false,
            '.' => {
                // "Eur.Phys. J." is glued of two.
                let mut words = text[..at].rsplit([' ', '\n', '.']);
                let word = words.next().unwrap_or("");
                // "Proceedings of the 20. Kolloquium": a number of a series.
                let counted = word.len() <= 3
                    && word.bytes().all(|b| b.is_ascii_digit())
                    && words.next().is_some_and(opens_count);
                behind.starts_with(' ')
                    && !counted
                    && (word.chars().count() > 6
                        // "Kiel University Press. Open access".
                        || word == "Press"
                        || behind
                            .trim_start()
                            .starts_with(|c: char| c.is_ascii_digit())
                        || word.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => false,
        };
        if cuts {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..text.len());
    parts.retain(|part| text[part.clone()].chars().any(char::is_alphabetic));
    parts
}

/// Whether a bracket at a byte is one of those around the ending of a word
/// that may be more: "Rio(s) e areias".
fn is_plural(text: &str, at: usize) -> bool {
    const ENDINGS: [&str; 5] = ["(s)", "(es)", "(n)", "(en)", "(e)"];
    ENDINGS.iter().any(|ending| {
        [at, (at + 1).saturating_sub(ending.len())].iter().any(|&from| {
            text.get(from..).is_some_and(|rest| rest.starts_with(ending))
                && text[..from].ends_with(char::is_lowercase)
        })
    })
}

/// Whether a full stop abbreviates a word of a journal's name and ends no
/// sentence: "Bioconjug. Chem. 35", "Discov. Sand 3".
fn abbreviates(head: &str, behind: &str) -> bool {
    let head = head.trim_start_matches([' ', '.', ',', ':', ')']);
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    let short = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (3..=10).contains(&word.chars().count())
            && word.chars().skip(1).all(char::is_lowercase)
    };
    let mut words = head.split(' ');
    let all = words
        .all(|word| word == "J." || short(word.trim_end_matches('.')))
        && head.split(' ').rev().skip(1).all(|word| word.ends_with('.'));
    let mut next = behind.split(' ');
    let (next, number) = (next.next().unwrap_or(""), next.next());
    let bare = next.trim_end_matches('.');
    // "Sand. Instrum. Methods A, vol. 841".
    let digit = |word: &str| {
        let letter = word.trim_end_matches(',');
        word.starts_with(|c: char| c.is_ascii_digit())
            || letter.len() == 1 && letter.starts_with(char::is_uppercase)
    };
    all && short(bare)
        && (next.len() > bare.len() && bare.len() <= 7
            || number.is_some_and(digit))
}

/// Whether a word opens a name that begins with a number or a year: the "of"
/// of "Proceedings of 2018 Sand Conference".
pub(super) fn opens_count(word: &str) -> bool {
    matches!(word, "of" | "the" | "der" | "des" | "dem" | "zum" | "zur")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_is_parted_but_not_within_short_names() {
        for (text, first) in [
            ("Bioconjug. Chem. 35, 2024", "Bioconjug. Chem"),
            ("J. Univers. Sand. Sci., 2(4)", "J. Univers. Sand. Sci., 2"),
            ("Discov. Sand 3, 2024", "Discov. Sand 3, 2024"),
            ("Sand. Instrum. Methods A, vol", "Sand. Instrum. Methods A, vol"),
            ("Conference. Berlin, 2024", "Conference"),
            ("Sand Archive · Preprint", "Sand Archive "),
            ("沙河（核心）", "沙河"),
            ("Rio(s) e areias, 2024", "Rio(s) e areias, 2024"),
            ("Kiel University Press. Open access", "Kiel University Press"),
            ("Rios (s) e areias, 2024", "Rios "),
        ] {
            assert_eq!(&text[segments(text)[0].clone()], first);
        }
    }
}
