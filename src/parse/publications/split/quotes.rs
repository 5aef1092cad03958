//! Lines that open with a title in quotation marks.

use super::lines::opens_with_year;

/// Whether a line opens with a quotation, perhaps behind its year.
pub(super) fn opens_with_quote(text: &str) -> bool {
    let text = match text.split_once('\t') {
        Some((_, rest)) if opens_with_year(text) => rest,
        _ => text,
    };
    text.starts_with(['“', '"', '„', '«'])
}

/// Whether a line is a quotation from end to end.
pub(super) fn is_quotation(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ',']);
    let inside = text.strip_prefix(['“', '"', '„', '«']);
    let inside = inside.and_then(|t| t.strip_suffix(['”', '"', '“', '»']));
    inside.is_some_and(|t| !t.contains(['“', '”', '"', '„', '«', '»']))
}

/// What stands before a title in quotation marks, as names do: "A. Roe,
/// “Slow Rivers”".
pub(super) fn names_before_quote(text: &str) -> Option<&str> {
    /// Bytes of the names at most.
    const LONGEST: usize = 120;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let at = near.find(['“', '"', '„', '«'])?;
    let names = near[..at].trim_end_matches([' ', ',', '.', ':']);
    let several = names.contains(' ') && names.starts_with(char::is_uppercase);
    several.then_some(names)
}
