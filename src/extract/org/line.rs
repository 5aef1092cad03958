//! What a line of an Org file is.

use crate::extract::reference;

/// `#` and a blank, or `#` alone.
pub(super) fn is_comment(text: &str) -> bool {
    text == "#" || text.starts_with("# ")
}

/// Reads `#+NAME: value` and `#+BEGIN_NAME value`.
pub(super) fn keyword(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start().strip_prefix("#+")?;
    let end = line.find([':', ' ']).unwrap_or(line.len());
    let (name, value) = line.split_at(end);
    Some((name, value.trim_start_matches(':').trim()))
}

/// Whether the line opens a drawer: `:PROPERTIES:`.
pub(super) fn is_drawer(text: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let name = text.strip_prefix(':').and_then(|t| t.strip_suffix(':'));
    name.is_some_and(|name| !name.is_empty() && name.chars().all(is_name))
}

/// Whether a headline is a whole reference, of which what stands below is a
/// summary: names, a title that links to the work, and a year at its end
/// (`A. Roe. [[url][Moss on Roofs]]. Ferns (2020).`).
pub(super) fn is_reference(text: &str) -> bool {
    let end = text.trim_end_matches(['.', ')', ' ']);
    let year = end.get(end.len().saturating_sub(5)..).unwrap_or_default();
    let dated = reference::year(year).is_some()
        && !year.starts_with(|c: char| c.is_alphanumeric());
    let names = text.split_once("[[").map_or("", |(names, _)| names);
    dated && names.split_whitespace().count() > 1
}

/// A line of a task's dates.
pub(super) fn is_planning(text: &str) -> bool {
    ["SCHEDULED: ", "DEADLINE: ", "CLOSED: "]
        .iter()
        .any(|word| text.starts_with(word))
}

/// `-----`.
pub(super) fn is_rule(text: &str) -> bool {
    text.len() > 4 && text.bytes().all(|byte| byte == b'-')
}

/// `:tag:other:` at a heading's end.
pub(super) fn is_tags(text: &str) -> bool {
    let is_tag = |c: char| c.is_alphanumeric() || "_@#%:".contains(c);
    text.len() > 2
        && text.starts_with(':')
        && text.ends_with(':')
        && text.chars().all(is_tag)
}

/// What an item says; its number, where it has one, stays.
pub(super) fn bullet(text: &str, indent: usize) -> Option<&str> {
    let marks: &[char] =
        if indent > 0 { &['-', '+', '*'] } else { &['-', '+'] };
    if let Some(words) = text.strip_prefix(marks) {
        return words.starts_with(' ').then(|| words.trim_start());
    }
    let (label, _) = text.split_once(' ')?;
    let number = label.strip_suffix(['.', ')'])?;
    let is_number =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && number.len() < 4).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_may_be_a_whole_reference() {
        for (text, want) in [
            ("A. Roe and B. Li. [[u][Moss on Roofs]]. Ferns (2020).", true),
            ("A. Roe, [[u][Moss on Roofs]], Ferns, 2020", true),
            ("[[u][Moss on Roofs]] (2020)", false),
            ("Moss on Roofs, 2020", false),
            ("A. Roe. [[u][Moss on Roofs]]. Ferns", false),
            ("See [[u][a]] 12020", false),
            ("[[", false),
        ] {
            assert_eq!(is_reference(text), want, "{text}");
        }
    }

    #[test]
    fn a_line_may_open_a_drawer_or_an_item() {
        assert!(is_drawer(":PROPERTIES:"));
        assert!(!is_drawer(":a b:"));
        for (text, indent, want) in [
            ("- a", 0, Some("a")),
            ("* a", 2, Some("a")),
            ("* a", 0, None),
            ("12. a", 0, Some("12. a")),
            ("2012. a", 0, None),
            ("A. Roe", 0, None),
            ("-a", 0, None),
        ] {
            assert_eq!(bullet(text, indent), want, "{text}");
        }
    }
}
