//! Borders that only some styles of citation have.

use super::borders::{Border, Kind, skip, trim_left};

/// Titles in single quotation marks, as British styles print them: "Roe, A.
/// (2020) 'A Title', Journal". An apostrophe is none of these.
pub(super) fn single_quotes(text: &str, found: &mut Vec<Border>) {
    if !(text.contains('\'') || text.contains('‘')) {
        return;
    }
    let opens = |(at, mark): (usize, &str)| {
        let before = text[..at].trim_end();
        let free = before.len() < at || at == 0;
        let parted = before.is_empty()
            || before.ends_with([',', '.', ')', ']', ':', ';', '\t'])
            || before.ends_with(|c: char| c.is_ascii_digit());
        let behind = &text[at + mark.len()..];
        let word = behind.starts_with(char::is_alphanumeric);
        (free && parted && word).then_some((at, at + mark.len()))
    };
    let closes = |(at, mark): &(usize, &str)| {
        let behind = &text[at + mark.len()..];
        let ends = behind.is_empty()
            || [",", ".", ";", " (", " [", " in ", ", ", "\n"]
                .iter()
                .any(|next| behind.starts_with(next));
        ends && !text[..*at].ends_with(' ')
    };
    let opening = text.match_indices(['‘', '\'']).find_map(opens);
    let Some((left, start)) = opening else { return };
    let mut closing = text[start..]
        .match_indices(['’', '\''])
        .map(|(at, m)| (start + at, m));
    // "… over Time’ Proceedings of …": where no comma parts them.
    let glued = |(at, mark): &(usize, &str)| {
        text[at + mark.len()..]
            .strip_prefix(' ')
            .is_some_and(|behind| behind.starts_with(char::is_uppercase))
    };
    let mut again = closing.clone();
    let found_end = closing.find(closes).or_else(|| again.find(glued));
    let Some((end, mark)) = found_end else {
        return;
    };
    let kind = Kind::Quote;
    found.push(Border { left: trim_left(text, left), right: start, kind });
    let right = skip(text, end + mark.len());
    found.push(Border { left: end, right, kind });
}

/// Where a citation in the style of lawyers begins, with the volume in front:
/// 121 of "A Title, 121 Colum. L. Rev. 1455 (2021)".
pub(super) fn reporter(text: &str) -> Option<usize> {
    let close = text.match_indices('(').find_map(|(at, mark)| {
        let before = text[..at].strip_suffix(' ')?;
        let inside = text[at + mark.len()..].get(..5)?;
        let year = inside.bytes().take(4).all(|b| b.is_ascii_digit());
        (year && inside.ends_with(')')).then_some(before.len())
    })?;
    let number = |word: &str| {
        (1..=4).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    let mut words = text[..close].rsplit(' ');
    words.next().filter(|word| number(word))?;
    let mut dots = false;
    for (i, word) in words.take(7).enumerate() {
        if number(word) {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let parted = text[..at].trim_end().ends_with([',', '”', '"', '?']);
            return (i > 0 && dots && parted).then_some(at);
        }
        if !word.starts_with(|c: char| c.is_uppercase() || c == '&')
            || word.ends_with(',')
        {
            return None;
        }
        dots |= word.ends_with('.');
    }
    None
}
