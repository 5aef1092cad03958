//! Marks, nicknames and former names behind the words of a name.

use crate::parse::words::is_title_word;

/// Characters that mark authors.
const MARKS: &[char] = &[
    '*', '∗', '⋆', '†', '‡', '§', '¶', '#', '^', '✉', '✝', '♯', '♢', '⁎',
    '＊', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰', '\\', '$', '{',
    '}', '_',
];

/// Behind the marks at `at`; `*` and `,` may alternate ("Roe1,*").
pub(super) fn read_marks(text: &str, at: usize) -> usize {
    let mut end = at;
    let rest = &text[at..];
    // Most names have none.
    let near = rest.strip_prefix(' ').unwrap_or(rest);
    let mark = near.bytes().next();
    if mark == Some(b'(')
        && let Some(length) = share(near)
    {
        return at + rest.len() - near.len() + length;
    }
    if mark.is_none_or(|b| b.is_ascii_alphabetic() || b == b',' || b == b'.') {
        return at;
    }
    let trimmed = rest.trim_start_matches([' ']);
    let gap = rest.len() - trimmed.len();
    let mut pos = at;
    if trimmed.starts_with(MARKS) && gap <= 1 {
        pos += gap;
    }
    for c in text[pos..].chars() {
        let digit = c.is_ascii_digit() && end - at < 3;
        if MARKS.contains(&c) || digit {
            pos += c.len_utf8();
            end = pos;
        } else {
            break;
        }
    }
    // "Ann Roe+, Bo Li": raised on the page.
    let behind = text[end..].strip_prefix('+');
    if end == at && behind.is_some_and(|b| b.starts_with([',', '.', ' '])) {
        return end + 1;
    }
    // A year is no mark: "Roe 2019" and "Roe2019".
    let digits = text[at..end].chars().filter(char::is_ascii_digit).count();
    if digits > 2 { at } else { end }
}

/// The length of what tells in brackets which part an author had: "(co-first)",
/// "(corresponding author)".
fn share(text: &str) -> Option<usize> {
    const LONGEST: usize = 32;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let end = near.find(')')?;
    let words = near[1..end].to_ascii_lowercase();
    let told = ["first", "corresponding", "equal", "senior", "lead"]
        .iter()
        .any(|part| words.trim_start_matches("co-").starts_with(part));
    told.then_some(end + 1)
}

/// The length of a family name in brackets that ends a name: " (Diaz)" of
/// "E. Roe (Diaz), A. Li".
pub(super) fn former_name(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(" (")?;
    let end = inside.find(')')?;
    let word = &inside[..end];
    let parted = inside[end + 1..].starts_with([',', ';']);
    let named = word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(|c| c.is_lowercase() || c == '-')
        && word.chars().count() > 3;
    (parted && named && !is_title_word(word)).then_some(end + 3)
}

/// Behind a nickname in brackets or quotes.
pub(super) fn skip_nickname(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let opener = rest.strip_prefix(' ').and_then(|rest| rest.bytes().next());
    // Most names have none.
    if opener.is_none_or(|b| b.is_ascii_alphanumeric()) {
        return at;
    }
    for (open, close) in [(" (", ')'), (" \"", '"'), (" “", '”')] {
        if let Some(inside) = rest.strip_prefix(open)
            && let Some(end) = inside.find(close)
            && end < 16
            && inside[..end].chars().all(char::is_alphabetic)
            && inside[end + close.len_utf8()..].starts_with(' ')
        {
            return at + open.len() + end + close.len_utf8();
        }
    }
    at
}
