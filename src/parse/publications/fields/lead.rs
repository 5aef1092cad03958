//! What leads to the name of a venue: "In", "Accepted for publication in",
//! "Chapter 3 of".

/// A stretch without the "In" that opens a venue.
pub(super) fn strip_in(text: &str) -> &str {
    let text = text.trim_start_matches([
        ' ', '.', ',', ':', ';', '-', '–', '—', '(', '/', '“', '”', '"', '’',
        '‘', '\'', '»',
    ]);
    let text = without_chapter(behind_isbn(text));
    for word in [
        "In: ",
        "In ",
        "in: ",
        "in ",
        "@ ",
        "at ",
        "In:",
        "In : ",
        "in : ",
        "Proceedings, ",
        "Proceedings: ",
        "In, ",
        "in:, ",
        "dans ",
        "en ",
        "En: ",
        "en: ",
        "Dans: ",
        "dans: ",
        "Dins: ",
        "I: ",
        "to appear in ",
        "To appear in ",
        "Published in ",
        "published in ",
        "Appeared in ",
        "Forthcoming in ",
        "forthcoming in ",
        "Accepted for publication in ",
        "accepted for publication in ",
        "Accepted in ",
        "Article at ",
        "Article in ",
        "Publicado en ",
        "Paru dans ",
        "Erschienen in ",
        "Preprint at ",
        "R&R in ",
        "R&R at ",
        "R&R, ",
        "Revise and resubmit at ",
        "Revise and resubmit, ",
        "Revise and Resubmit at ",
        "Revise and Resubmit, ",
        "In review – ",
        "In review at ",
        "Under review at ",
        "under review at ",
        "Under review, ",
        "submitted to ",
        "Submitted to ",
        "Manuscript accepted for publication in ",
        "Manuscript submitted to ",
        "Conditionally accepted at ",
        "conditionally accepted at ",
        "Contribution to ",
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = rest.trim_start();
            let rest = rest.strip_prefix("the ").unwrap_or(rest);
            // "In Proceedings, 13th Workshop on Sand".
            return rest.strip_prefix("Proceedings, ").unwrap_or(rest);
        }
    }
    text
}

/// What stands behind the number of a book: "ISBN 978-3-16-148410-0, SandCon".
fn behind_isbn(text: &str) -> &str {
    let Some(number) = text.strip_prefix("ISBN") else { return text };
    let rest = number.trim_start_matches(|c: char| {
        c.is_ascii_digit() || " -–:".contains(c)
    });
    rest.strip_prefix(", ").unwrap_or(text)
}

/// A stretch without the number of a chapter before the name of its book:
/// "Chapter 3 in Rivers".
fn without_chapter(text: &str) -> &str {
    let rest = ["Book chapter ", "Chapter ", "chapter ", "Ch. "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.map(|rest| rest.trim_start_matches([',', ':', ' ']))
        .filter(|rest| {
            ["in ", "In ", "of "].iter().any(|w| rest.starts_with(w))
                || ["in", "In", "of"].contains(rest)
        })
        .map_or(text, |rest| rest["in".len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_venue_is_named_without_what_leads_to_it() {
        assert_eq!(strip_in("Chapter 3 in Sand"), "Sand");
        assert_eq!(strip_in("ISBN 978-3-16-1, SandCon"), "SandCon");
        assert_eq!(strip_in("In the Politics of Sand"), "Politics of Sand");
        assert_eq!(strip_in("R&R in Sand Research"), "Sand Research");
        assert_eq!(strip_in("In Proceedings, 3rd SandCon"), "3rd SandCon");
    }
}
