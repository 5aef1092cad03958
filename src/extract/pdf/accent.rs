//! Sets accents that are drawn as glyphs of their own on their letters, as
//! fonts of TeX without accented letters need them: "Neunh", "¨", "offer".

use super::piece::Piece;
use crate::model::{accented, is_accent};

/// How far, in sizes, an accent may be from the baseline of its letter;
/// capitals lift it.
const LIFT: f32 = 0.5;

/// Joins accents with the letters they are drawn over; `pieces` are in the
/// order in which the page is drawn.
pub(super) fn set(pieces: Vec<Piece>) -> Vec<Piece> {
    if !pieces.iter().any(|piece| piece.text.contains(is_accent)) {
        return pieces;
    }
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    while let Some(mut piece) = rest.next() {
        let accent = piece.text.chars().last().filter(|c| is_accent(*c));
        let Some(accent) = accent else {
            out.push(piece);
            continue;
        };
        // TeX draws an accent, goes back and draws its letter.
        if let Some(next) = rest.peek_mut()
            && goes_back(&piece, next, piece.size)
            && let Some(first) = next.text.chars().next()
            && let Some(whole) = accented(first, accent)
        {
            next.text.replace_range(..first.len_utf8(), &whole.to_string());
            piece.text.pop();
            piece.right = next.left.max(piece.left);
            if !piece.text.is_empty() {
                out.push(piece);
            } else {
                next.blank_before |= piece.blank_before;
            }
            continue;
        }
        // A cedilla comes behind its letter.
        if let Some(before) = out.last_mut()
            && piece.text.chars().nth(1).is_none()
            && goes_back(before, &piece, piece.size)
            && let Some(last) = before.text.chars().last()
            && let Some(whole) = accented(last, accent)
        {
            before.text.pop();
            before.text.push(whole);
            before.blank_after |= piece.blank_after;
            continue;
        }
        out.push(piece);
    }
    out
}

/// Whether of two pieces drawn one after the other the second goes back over
/// the end of the first, as far as an accent is wide; `size` is the accent's.
fn goes_back(first: &Piece, second: &Piece, size: f32) -> bool {
    let size = size.max(1.0);
    (first.baseline - second.baseline).abs() < LIFT * size
        && second.left < first.right - 0.1 * size
        && second.left > first.right - 1.1 * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_set_on_what_they_are_drawn_over() {
        let row = |pieces: &[(&str, f32, f32, f32)]| -> Vec<String> {
            let pieces = pieces.iter();
            let pieces =
                pieces.map(|(t, l, r, b)| Piece::plain(t, [*l, *r], *b, 12.0));
            set(pieces.collect()).into_iter().map(|p| p.text).collect()
        };
        assert_eq!(
            row(&[
                ("Neunh", 143.9, 178.7, 0.0),
                ("¨", 178.9, 184.9, 0.0),
                ("offer", 178.7, 203.2, 0.0),
            ]),
            ["Neunh", "öffer"]
        );
        assert_eq!(
            row(&[("´", 228.8, 234.8, 2.5), ("Akos", 228.0, 253.0, 0.0)]),
            ["Ákos"]
        );
        assert_eq!(
            row(&[("Munaf`", 429.0, 462.0, 0.0), ("o", 457.0, 462.0, 0.0)]),
            ["Munaf", "ò"]
        );
        assert_eq!(
            row(&[("Franc", 0.0, 30.0, 0.0), ("¸", 25.0, 30.0, 0.0)]),
            ["Franç"]
        );
        // A tilde between two words, an accent of another line.
        assert_eq!(
            row(&[("5 ˜", 0.0, 10.0, 0.0), ("n", 12.0, 15.0, 0.0)]),
            ["5 ˜", "n"]
        );
        assert_eq!(
            row(&[("¨", 0.0, 6.0, 20.0), ("offer", 0.0, 30.0, 0.0)]),
            ["¨", "offer"]
        );
    }
}
