//! What may stand between two fields without being one.

/// Whether nothing but separators, a year, a link word or an opening word
/// stands between two fields.
pub(super) fn is_gap(text: &str) -> bool {
    // Longer than any of the words: not worth folding.
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return true };
    if letters.nth(13).is_some() {
        return false;
    }
    let rest = text.chars().filter(|c| c.is_alphanumeric()).skip(1);
    let mut bare = String::new();
    bare.extend(first.to_lowercase());
    bare.extend(rest.flat_map(char::to_lowercase));
    bare.chars().nth(1).is_none()
        || bare.len() <= 8 && bare.bytes().all(|b| b.is_ascii_digit())
        || matches!(
            bare.as_str(),
            "with"
                | "by"
                | "jointwith"
                | "and"
                | "pdf"
                | "link"
                | "paper"
                | "authors"
                | "title"
                | "jointworkwith"
                | "code"
                | "pdfcode"
                | "linkcode"
                | "ed"
                | "eds"
                | "editors"
                | "w"
        )
        || (4..=8).contains(&bare.len())
            && bare.bytes().take(4).all(|b| b.is_ascii_digit())
}
