//! The numbers and letters that count the entries of a list.

use crate::parse::publications::authors::is_particle;
use crate::parse::publications::label::closes_by_dash;

/// The label of a line, as its letters and number: `J12.`, `[12]`, `[j7]`.
pub(in crate::parse::publications) fn label_of(
    text: &str,
) -> Option<(&str, u32)> {
    // "a. Weber A. …" of funders' forms.
    if let [letter @ b'a'..=b'j', b'.' | b')', b' ', b'A'..=b'Z', ..] =
        text.as_bytes()
    {
        return Some((&text[..1], u32::from(letter - b'a' + 1)));
    }
    let rest = text.trim_start_matches(['[', '(', '{']);
    let bracket = rest.len() < text.len();
    let letter = |b: &u8| {
        b.is_ascii_uppercase()
            || *b == b'-'
            || bracket && b.is_ascii_lowercase()
    };
    let letters = rest.bytes().take_while(letter).count();
    let (letters, rest) = rest.split_at(letters);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    // "C4 : A Title".
    let spaced = (1..=2).contains(&letters.len()) && behind.starts_with(" : ");
    let behind = if spaced { &behind[1..] } else { behind };
    let closes = behind.starts_with([']', ')', '}'])
        || (!bracket
            && behind.starts_with(['.', ':', '\t'])
            && !behind[1..].starts_with(|c: char| c.is_ascii_digit()))
        || !bracket && letters.is_empty() && closes_by_dash(behind);
    if !(1..=3).contains(&digits) || letters.len() > 4 || !closes {
        return None;
    }
    Some((letters, rest[..digits].parse().ok()?))
}

/// A number with nothing but a blank behind it: "12 Roe A, …", "13 van Dyck
/// A, …".
pub(super) fn bare_number(text: &str) -> Option<(&str, u32)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(' ')?;
    let opens = rest
        .starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'))
        || rest.split(' ').next().is_some_and(is_particle);
    if !(1..=3).contains(&digits) || !opens {
        return None;
    }
    Some(("", text[..digits].parse().ok()?))
}

/// Whether lines are counted from 1 up, or down to 1, by bare numbers.
pub(super) fn is_counted<'a>(
    count: usize,
    text: impl Fn(usize) -> &'a str,
) -> bool {
    let numbers: Vec<u32> = (0..count)
        .filter_map(|i| bare_number(text(i)).map(|(_, number)| number))
        .collect();
    let up = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let down = numbers.windows(2).all(|pair| pair[0] == pair[1] + 1);
    numbers.len() >= 3
        && (up && numbers[0] == 1 || down && numbers.ends_with(&[1]))
}

/// Whether a list is numbered: labels run up or down by one, each kind of
/// publication by itself (`[j7]`, `[c14]`, `[c13]`).
pub(super) fn is_numbered<'a>(
    count: usize,
    text: impl Fn(usize) -> &'a str,
) -> bool {
    let labels: Vec<(&str, u32)> =
        (0..count).filter_map(|i| label_of(text(i))).collect();
    let steps = labels
        .windows(2)
        .filter(|pair| {
            let ((kind, number), (next_kind, next)) = (pair[0], pair[1]);
            kind != next_kind || number.abs_diff(next) <= 1 || next == 1
        })
        .count();
    labels.len() >= 2 && steps * 3 >= (labels.len() - 1) * 2
}
