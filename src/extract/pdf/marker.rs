//! Reads what a list puts before an entry: bullets, numbers, labels.

/// What a line starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A glyph without meaning; the bytes it takes with the blanks after it.
    Bullet(usize),
    /// A number or label that belongs to the entry (`[12]`, `3.`, `J4.`);
    /// its letters, and its number.
    Number(String, u32),
}

/// Glyphs that mark items.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '■', '□', '●', '○', '◆', '◇', '♦', '⋄', '⬥', '▸', '▹',
    '►', '▶', '▷', '➢', '➤', '➔', '✓', '✔', '❖', '‣', '⁃', '∙', '⚫', '★',
    '☆', '⬧', '⧫', '➣', '❑', '⚬', '∘', '✦', '✧', '◾', '⦁', '⇨', '→', '»',
    '›', '¡',
];

/// Glyphs that mark items only where a blank follows.
const DASHES: &[char] = &['-', '–', '—', '*', '·', '∗', '+', '>', 'o', '−'];

/// Reads the marker that a line starts with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let blank = rest.starts_with([' ', '\t']);
    // "— (2024). A Title": the dash stands for the authors before.
    let repeats = || {
        first == '—'
            && rest.strip_prefix(" (").is_some_and(|year| {
                year.starts_with(|c: char| c.is_ascii_digit())
                    || year.starts_with("n.d.")
            })
    };
    if BULLETS.contains(&first)
        || DASHES.contains(&first) && blank && !repeats()
    {
        let bare = rest.trim_start();
        return (!bare.is_empty())
            .then(|| Marker::Bullet(text.len() - bare.len()));
    }
    number(text)
}

/// Whether a line is a bullet whose item is on the next line.
pub(super) fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|c| BULLETS.contains(&c)) && chars.next().is_none()
}

/// Whether a text is the number of an entry and nothing else: `[12]`, "3.".
pub(super) fn is_number(text: &str) -> bool {
    // A number is one before a blank.
    text.len() <= 8 && number(&format!("{text} ")).is_some()
}

/// Reads `[12]`, `[J3]`, `12.`, `12)`, `(12)`, `J3.`, `C-4:`.
fn number(text: &str) -> Option<Marker> {
    let opening = text.chars().next().filter(|c| matches!(c, '[' | '('));
    let inner = &text[opening.map_or(0, char::len_utf8)..];
    let letters = inner
        .find(|c: char| !c.is_ascii_uppercase() && !matches!(c, '-' | '.'))?;
    let after = &inner[letters..];
    let digits = after.find(|c: char| !c.is_ascii_digit())?;
    // Years are no labels, nor are initials.
    if digits == 0 || digits > 3 || letters > 4 {
        return None;
    }
    let rest = &after[digits..];
    let closing = rest.chars().next()?;
    let blank = rest[closing.len_utf8()..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    let fits = match opening {
        Some('[') => closing == ']',
        Some(_) => closing == ')' && blank,
        None => matches!(closing, '.' | ')' | ']' | ':') && blank,
    };
    let number = after[..digits].parse().ok()?;
    fits.then(|| Marker::Number(inner[..letters].to_owned(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        let number = |letters: &str, number| {
            Some(Marker::Number(letters.to_owned(), number))
        };
        for (line, want) in [
            ("• Notes", Some(Marker::Bullet(4))),
            ("– Notes", Some(Marker::Bullet(4))),
            ("— Notes", Some(Marker::Bullet(4))),
            ("— (2024). “Notes”", None),
            ("— (n.d.). “Notes”", None),
            ("-Notes", None),
            ("[12] A. Lovelace", number("", 12)),
            ("[J3] A. Lovelace", number("J", 3)),
            ("3. A. Lovelace", number("", 3)),
            ("(3) A. Lovelace", number("", 3)),
            ("C-4. Notes", number("C-", 4)),
            ("2019. Notes", None),
            ("1.5 million", None),
            ("A. Lovelace", None),
            ("•", None),
            ("", None),
        ] {
            assert_eq!(marker(line), want, "{line}");
        }
    }
}
