//! Guesses how wide characters print, where a file does not say.

/// Width of a text in a usual proportional font, in thousandths of an em;
/// never 0.
pub(super) fn of(text: &str) -> f32 {
    text.chars().map(of_char).sum::<f32>().max(1.0)
}

fn of_char(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' => 260.0,
        ' ' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' => 320.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 830.0,
        'A'..='Z' => 680.0,
        '\u{2e80}'.. => 1000.0,
        _ => 510.0,
    }
}
