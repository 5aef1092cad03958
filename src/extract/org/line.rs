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
    dated && are_names(names)
}

/// Whether words name persons: one has an initial ("A. Roe"), or each of
/// several is in capitals ("Ann Roe and Bo Li.").
fn are_names(text: &str) -> bool {
    let is_initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next() == Some('.')
    };
    let text = text.trim_end_matches([' ', '.', ',', ':', '"', '“']);
    if text.split_whitespace().any(is_initial) {
        return text.split_whitespace().nth(1).is_some();
    }
    let text = text.replace(" and ", ",").replace(" & ", ",");
    let mut names = text.split(',').filter(|name| !name.trim().is_empty());
    let is_name = |name: &str| {
        let mut words = name.split_whitespace();
        words.clone().nth(1).is_some()
            && words.all(|word| word.starts_with(char::is_uppercase))
    };
    names.clone().nth(1).is_some() && names.all(is_name)
}

/// For each line, whether it is a headline below which lists or further
/// headlines stand: it heads a section.
pub(super) fn heads(text: &str) -> Vec<bool> {
    let mut heads: Vec<bool> = Vec::new();
    let (mut listed, mut below) = (false, 0);
    for line in text.lines().rev() {
        let level = level(line);
        if level > 0 {
            heads.push(listed || below > level);
            (listed, below) = (false, level);
            continue;
        }
        heads.push(false);
        let words = line.trim_start();
        listed |= bullet(words, line.len() - words.len()).is_some();
    }
    heads.reverse();
    heads
}

/// How many stars open a headline; none where it is none.
pub(super) fn level(line: &str) -> usize {
    let rest = line.trim_start_matches('*');
    if rest.starts_with(' ') { line.len() - rest.len() } else { 0 }
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
            ("Ann Roe and Bo Li. [[u][Moss]]. Ferns, 2020", true),
            ("News from [[u][Yale]], 2021", false),
            ("Talk at [[u][MossConf]], Kiel, 2020", false),
            ("Best Paper, [[u][Ferns]], 2021", false),
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
