//! The beginning of a query to the fields and values that can follow.

use super::Candidate;
use super::values::Values;
use crate::search::Field;

/// What can stand instead of the last word of a query.
///
/// Each candidate holds the whole text, also what stands before that word.
pub(super) fn complete(typed: &str, values: &Values) -> Vec<Candidate> {
    let (before, word) = typed.split_at(last_word(typed));
    let bare = word.trim_start_matches(['-', '+', '!', '(']);
    let signs = &word[..word.len() - bare.len()];
    let found = match bare.split_once(':') {
        Some((name, value)) => match Field::named(name) {
            Some(field) => {
                let head = format!("{name}:");
                of_field(field, value, values)
                    .into_iter()
                    .map(|candidate| candidate.after(&head))
                    .collect()
            }
            None => Vec::new(),
        },
        None => fields(bare),
    };
    let head = format!("{before}{signs}");
    found.into_iter().map(|candidate| candidate.after(&head)).collect()
}

/// Where the last word begins: behind a blank or bracket outside of quotes.
fn last_word(text: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (i, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => start = i + 1,
            c if c.is_whitespace() && !quoted => start = i + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// The fields that begin so.
fn fields(typed: &str) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    Field::ALL
        .iter()
        .filter(|field| field.name().starts_with(&typed))
        .map(|field| Candidate {
            text: format!("{}:", field.name()),
            help: field.help().to_owned(),
            open: true,
        })
        .collect()
}

/// The values of a field that begin so; after a comma, further ones.
fn of_field(field: Field, typed: &str, values: &Values) -> Vec<Candidate> {
    let commas: Vec<usize> = typed
        .match_indices(',')
        .map(|(i, _)| i)
        .filter(|&i| typed[..i].matches('"').count().is_multiple_of(2))
        .collect();
    let from = commas.last().map_or(0, |i| i + 1);
    let (list, last) = typed.split_at(from);
    let bare = last.trim_start_matches(['=', '^']);
    let signs = &last[..last.len() - bare.len()];
    let head = format!("{list}{signs}");
    let plain = bare.trim_start_matches('"');
    let found = values.of_field(field, plain).into_iter();
    found
        .map(|mut candidate| {
            let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
            if !candidate.text.chars().all(is_plain) || plain != bare {
                candidate.text = format!("\"{}\"", candidate.text);
            }
            candidate.after(&head)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_values_follow() {
        let values = Values::known(&[
            (Field::Venue, &["ACL", "ICLR", "ICML", "MT SUMMIT"]),
            (Field::Topic, &["large language models", "sorting"]),
            (Field::Affiliation, &["University of Oslo"]),
            (Field::Author, &["Ada Bell", "Eve Bell", "Cy Belmont"]),
            (Field::Has, &["email", "orcid"]),
        ]);
        for (typed, want) in [
            ("ven", &["venue:"][..]),
            ("gpu -ven", &["gpu -venue:"]),
            ("(ven", &["(venue:"]),
            ("venue:ic", &["venue:ICLR", "venue:ICML"]),
            ("kv venue:icm", &["kv venue:ICML"]),
            ("conference:acl", &["conference:ACL"]),
            ("venue:acl,icm", &["venue:acl,ICML"]),
            ("venue:mt", &["venue:\"MT SUMMIT\""]),
            ("venue:\"mt su", &["venue:\"MT SUMMIT\""]),
            ("venue:\"ac", &["venue:\"ACL\""]),
            ("topic:lan", &["topic:\"large language models\""]),
            ("affiliation:oslo", &["affiliation:\"University of Oslo\""]),
            ("\"a venue:\" top", &["\"a venue:\" topic:"]),
            ("http://x", &[]),
            ("status:acc", &["status:accepted"]),
            ("has:em", &["has:email"]),
            ("author:bel", &["author:Bell", "author:Belmont"]),
            ("quantum", &[]),
        ] {
            let found = complete(typed, &values);
            let found: Vec<&str> =
                found.iter().map(|c| c.text.as_str()).collect();
            assert_eq!(found, want, "{typed}");
        }
    }
}
