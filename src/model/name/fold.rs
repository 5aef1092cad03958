//! Text without case, accents and spelling, so that names compare.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case without accents; `ł`, `ø`, `ß` and their like spelt out.
///
/// ```
/// assert_eq!(vitae::model::fold_name("Łukasz Høgh-Strauß"), "lukasz hogh-strauss");
/// ```
#[must_use]
pub fn fold_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_fold(text.trim(), &mut out);
    out
}

/// Adds a text as [`fold_name`] gives it.
pub(super) fn push_fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            // What it is composed of; the marks, which alone could change
            // places, are left out.
            decompose_compatible(c, |part| push_folded(part, out));
        }
    }
}

fn push_folded(c: char, out: &mut String) {
    match c {
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        '’' | '‘' | 'ʼ' => out.push('\''),
        '‐' | '‑' | '–' => out.push('-'),
        _ if is_combining_mark(c) => {}
        _ => out.extend(c.to_lowercase()),
    }
}

/// Folded, and without the dots of abbreviations.
pub(super) fn plain(word: &str) -> String {
    let mut folded = fold_name(word);
    folded.retain(|c| c != '.');
    folded
}
