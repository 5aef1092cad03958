//! Characters that printers, icon fonts and OCR leave behind.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Composes accents, spells ligatures out, drops invisible characters and
/// icon glyphs, and makes every blank a plain one; tabs stay, they part
/// columns.
///
/// ```
/// # use vitae::normalize::tidy_characters;
/// assert_eq!(tidy_characters("eﬃcient\u{a0}Cafe\u{301}"), "efficient Café");
/// ```
#[must_use]
pub fn tidy_characters(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && (b >= b' ' || b == b'\t')) {
        return Cow::Borrowed(text);
    }
    if is_nfc(text) && !text.chars().any(|c| mend(c) != Mend::Keep) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        match mend(c) {
            Mend::Keep => out.push(c),
            Mend::Drop => {}
            Mend::Blank => out.push(' '),
            Mend::Spell(letters) => out.push_str(letters),
        }
    }
    Cow::Owned(out)
}

#[derive(PartialEq, Eq)]
enum Mend {
    Keep,
    Drop,
    Blank,
    Spell(&'static str),
}

fn mend(c: char) -> Mend {
    match c {
        ' '..='~' => Mend::Keep,
        'ﬀ' => Mend::Spell("ff"),
        'ﬁ' => Mend::Spell("fi"),
        'ﬂ' => Mend::Spell("fl"),
        'ﬃ' => Mend::Spell("ffi"),
        'ﬄ' => Mend::Spell("ffl"),
        'ﬅ' | 'ﬆ' => Mend::Spell("st"),
        'Ĳ' => Mend::Spell("IJ"),
        'ĳ' => Mend::Spell("ij"),
        // Hyphens that printers tell from the usual one.
        '\u{2010}' | '\u{2011}' => Mend::Spell("-"),
        '\t' => Mend::Keep,
        // Soft hyphen, zero-width characters, direction marks, variation
        // selectors, byte-order marks, tags.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Mend::Drop,
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Mend::Blank,
        // Icon fonts live in the private areas; a blank keeps the words
        // beside them apart.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Mend::Blank,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Mend::Blank,
        _ => Mend::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_tidied() {
        for (broken, right) in [
            ("plain\ttext", "plain\ttext"),
            ("ﬁrst eﬀort", "first effort"),
            ("co\u{ad}operate", "cooperate"),
            ("\u{f0e0} mail", "  mail"),
            ("Prado\u{2010}Nóvoa", "Prado-Nóvoa"),
            ("a\u{200b}b\u{202e}c", "abc"),
            ("esc\u{1b}[31m", "esc [31m"),
            ("Zürich × 刘", "Zürich × 刘"),
        ] {
            assert_eq!(tidy_characters(broken), right);
        }
    }
}
