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
            .or_else(|| bracketed(near))
            .or_else(|| affiliation(text, text.len() - near.len()))
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

/// The length of brackets that hold marks: "(*)", or what was one: "()".
fn bracketed(text: &str) -> Option<usize> {
    /// Characters between the brackets.
    const LONGEST: usize = 4;
    let inside = text.strip_prefix('(')?;
    let is_mark = |c: &char| MARKS.contains(c) || matches!(c, '+' | ',');
    let marks = inside.chars().take_while(is_mark);
    let (count, bytes) =
        marks.fold((0, 0), |(n, len), c| (n + 1, len + c.len_utf8()));
    let closed = inside[bytes..].starts_with(')');
    (closed && count <= LONGEST).then_some(bytes + "()".len())
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

/// The length of the place in brackets at `at` that a name comes from, where
/// the name before or behind has one, too: "A. Roe (Kiel University), B. Li
/// (Moss Labs, Lyon)."
fn affiliation(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 100;
    let rest = &text[at..];
    let near = &rest[..rest.floor_char_boundary(LONGEST)];
    let end = near.find(')')?;
    let place = &near[1..end];
    let behind = &rest[end + 1..];
    // A list goes on, or ends.
    let next = behind.trim_start_matches([',', ';', ' ', '\n']);
    let goes_on = next.len() < behind.len();
    let closed = behind.trim_start().is_empty() || behind.starts_with('.');
    (is_place(place)
        && (goes_on && followed(next) || (goes_on || closed) && led(text, at)))
    .then_some(end + 1)
}

/// Whether brackets hold words that may be a place: no year, no editors, no
/// remark in small letters.
fn is_place(text: &str) -> bool {
    const EDITORS: &[&str] = &["Ed", "Hg", "Hrsg", "Dir", "Coord", "Org"];
    // "E. Roe (Diaz)" is a former name.
    let lone = text.chars().skip(1).all(char::is_lowercase);
    text.starts_with(char::is_uppercase)
        && text.chars().nth(1).is_some()
        && !lone
        && !text.contains(|c: char| c.is_ascii_digit() || c == '(')
        && !EDITORS.iter().any(|word| {
            let rest = text.strip_prefix(word);
            rest.is_some_and(|r| ["", "s", ".", "s."].contains(&r))
        })
}

/// Whether a text opens with a name before brackets.
fn followed(text: &str) -> bool {
    let text = text.strip_prefix("and ").unwrap_or(text);
    let text = text.strip_prefix("& ").unwrap_or(text);
    let near = &text[..text.floor_char_boundary(NAME)];
    let Some((name, inside)) = near.split_once(" (") else { return false };
    is_named(name) && inside.starts_with(char::is_uppercase)
}

/// Whether brackets close right before the name that ends at `at`.
fn led(text: &str, at: usize) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(NAME));
    let Some((_, name)) = text[from..at].rsplit_once(')') else {
        return false;
    };
    let bare = name.trim_start_matches([',', ';', ' ', '\n']);
    let parted = bare.len() < name.len();
    let bare = bare.strip_prefix("and ").unwrap_or(bare);
    parted && is_named(bare.strip_prefix("& ").unwrap_or(bare).trim_end())
}

/// Bytes of a name and what joins it to another, at most.
const NAME: usize = 50;

/// Whether words may be one name: two to five, most with a capital.
fn is_named(text: &str) -> bool {
    let words = text.split(' ').count();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    (2..=5).contains(&words)
        && !text.contains([',', ';', ':', '?', '"', '“', '\n'])
        && text.split(' ').filter(capital).count() + 1 >= words
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_in_brackets_behind_each_name() {
        for (text, marks) in [
            ("A. Roe (Kiel University), Bo Li (Lyon)", " (Kiel University)"),
            ("A. Roe (Diaz), Bo Li (Kiel University)", ""),
            ("A. Roe (Moss, Kiel),\nBo Li (Lyon)", " (Moss, Kiel)"),
            ("A. Roe (ETH) and Bo Li (Lyon).", " (ETH)"),
            ("A. Roe (PI), Bo Li (PhD student)", " (PI)"),
            ("A. Roe (Kiel), Slow Rivers", ""),
            ("A. Roe (2019), Bo Li (2020)", ""),
            ("A. Roe (Eds.), Slow Rivers (Sand)", ""),
            ("A. Roe (corresponding author), Bo", " (corresponding author)"),
            ("A. Roe(*), Bo Li", "(*)"),
            ("A. Roe (†,*) and Bo Li", " (†,*)"),
            ("A. Roe() and Bo Li", "()"),
            ("A. Roe (*in Kiel), Bo Li", ""),
        ] {
            let at = "A. Roe".len();
            assert_eq!(&text[at..read_marks(text, at)], marks, "{text}");
        }
        let text = "A. Roe (ETH), Bo Li (Moss Labs).";
        let at = text.find(" (Moss").unwrap();
        assert_eq!(&text[at..read_marks(text, at)], " (Moss Labs)");
    }
}
