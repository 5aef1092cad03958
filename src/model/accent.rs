//! Accents that stand beside their letters: TeX draws both as glyphs of
//! their own, and what copies its pages writes "Sch¨utz".

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// An accent that takes room, and the one that joins its letter.
const ACCENTS: &[(char, char)] = &[
    ('¨', '\u{308}'),
    ('´', '\u{301}'),
    ('`', '\u{300}'),
    ('ˆ', '\u{302}'),
    ('˜', '\u{303}'),
    ('ˇ', '\u{30c}'),
    ('˚', '\u{30a}'),
    ('˘', '\u{306}'),
    ('˝', '\u{30b}'),
    ('˙', '\u{307}'),
    ('¯', '\u{304}'),
    ('¸', '\u{327}'),
    ('˛', '\u{328}'),
];

/// Whether a character is an accent that takes room of its own.
#[must_use]
pub fn is_accent(c: char) -> bool {
    // Most characters are no such marks.
    matches!(c, '`' | '\u{a8}'..='\u{2dd}')
        && ACCENTS.iter().any(|(accent, _)| *accent == c)
}

/// The letter with an accent, where there is such a letter.
#[must_use]
pub fn accented(letter: char, accent: char) -> Option<char> {
    let (_, mark) = ACCENTS.iter().find(|(known, _)| *known == accent)?;
    let base = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let mut composed = [base, *mark].into_iter().nfc();
    let whole = composed.next().filter(|whole| whole.is_alphabetic());
    whole.filter(|_| base.is_alphabetic() && composed.next().is_none())
}

/// Sets accents on the letters they stand before within a word:
/// "Sch¨utz" is Schütz.
#[must_use]
pub fn set_accents(text: &str) -> Cow<'_, str> {
    // What is also an apostrophe or a quotation mark stands on vowels only.
    let fits = |accent: char, letter: char| match accent {
        '`' | '´' => "aeiouAEIOUı".contains(letter),
        _ => true,
    };
    // Most text has neither.
    if text.bytes().all(|b| b.is_ascii() && b != b'`') {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    for (at, accent) in text.char_indices().filter(|(_, c)| is_accent(*c)) {
        let behind = &text[at + accent.len_utf8()..];
        let Some(letter) = behind.chars().next() else { continue };
        let inside = text[..at].ends_with(char::is_alphabetic);
        let Some(whole) = accented(letter, accent)
            .filter(|_| inside && at >= copied && fits(accent, letter))
        else {
            continue;
        };
        out.push_str(&text[copied..at]);
        out.push(whole);
        copied = at + accent.len_utf8() + letter.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// TeX's commands for accents: those that are no letters need no blank
/// before theirs.
const COMMANDS: &[(char, char)] = &[
    ('"', '¨'),
    ('\'', '´'),
    ('`', '`'),
    ('^', 'ˆ'),
    ('~', '˜'),
    ('=', '¯'),
    ('.', '˙'),
    ('v', 'ˇ'),
    ('r', '˚'),
    ('u', '˘'),
    ('H', '˝'),
    ('c', '¸'),
    ('k', '˛'),
];

/// The mark that combines for one of TeX's commands for accents.
#[must_use]
pub fn tex_mark(command: char) -> Option<char> {
    let (_, accent) = COMMANDS.iter().find(|(known, _)| *known == command)?;
    ACCENTS.iter().find(|(known, _)| known == accent).map(|(_, mark)| *mark)
}

/// Reads the accents of TeX that text copied out of BibTeX keeps:
/// `B{\"o}ttgen`, `Dvo\v{r}\'ak`.
#[must_use]
pub fn read_tex_accents(text: &str) -> Cow<'_, str> {
    // Most text has none.
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let before = &rest[..at];
        match tex_accent(&rest[at + 1..]) {
            Some((letter, length)) => {
                let behind = &rest[at + 1 + length..];
                let closed = behind.strip_prefix('}');
                match (before.strip_suffix('{'), closed) {
                    (Some(head), Some(behind)) => {
                        out.push_str(head);
                        rest = behind;
                    }
                    _ => {
                        out.push_str(before);
                        rest = behind;
                    }
                }
                out.push(letter);
            }
            None => {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The letter that a command for an accent makes, behind its backslash, and
/// the bytes it takes.
fn tex_accent(text: &str) -> Option<(char, usize)> {
    let command = text.chars().next()?;
    let (_, accent) = COMMANDS.iter().find(|(known, _)| *known == command)?;
    let behind = &text[1..];
    let inside = behind.strip_prefix('{');
    // "\c" alone may open another command: "\cite".
    if command.is_ascii_alphabetic() && inside.is_none() {
        return None;
    }
    let argument = inside.unwrap_or(behind);
    let bare = argument.strip_prefix('\\').unwrap_or(argument);
    let letter = bare.chars().next()?;
    if bare.len() < argument.len() && !matches!(letter, 'i' | 'j') {
        return None;
    }
    let rest = &bare[letter.len_utf8()..];
    let rest = match inside {
        Some(_) => rest.strip_prefix('}')?,
        None => rest,
    };
    Some((accented(letter, *accent)?, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_set_on_the_letters_behind_them() {
        for (broken, right) in [
            ("Sch¨utz and Munaf`o", "Schütz and Munafò"),
            ("Garc´ıa, Dvoˇr´ak", "García, Dvořák"),
            ("Fran¸cois", "François"),
            ("It´s 5 ˆ 3, the `open' word", "It´s 5 ˆ 3, the `open' word"),
            ("a˜", "a˜"),
            ("Schütz", "Schütz"),
        ] {
            assert_eq!(set_accents(broken), right);
        }
    }

    #[test]
    fn accents_of_tex_are_read() {
        for (tex, text) in [
            ("B{\\\"o}ttgen, Ren\\'e", "Böttgen, René"),
            ("D\\'{\\i}az and Dvo\\v{r}\\'ak", "Díaz and Dvořák"),
            ("C:\\users\\cite {\\c{c}}a", "C:\\users\\cite ça"),
            ("5 \\", "5 \\"),
        ] {
            assert_eq!(read_tex_accents(tex), text);
        }
    }

    #[test]
    fn not_every_letter_takes_every_accent() {
        for (letter, accent, whole) in [
            ('o', '¨', Some('ö')),
            ('ı', '´', Some('í')),
            ('t', '´', None),
            ('3', '´', None),
            ('o', 'x', None),
        ] {
            assert_eq!(accented(letter, accent), whole);
        }
    }
}
