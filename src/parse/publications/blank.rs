//! Blanks in lists of authors that stand for the owner: "Bo Li and ____".

use std::ops::Range;

use crate::model::{Author, Publication};

/// The least that is a blank, in bytes.
const FEWEST: usize = 3;

/// What may follow a blank among names.
const BEHIND: &[&str] = &[".", ",", ";", ":", " (", " and ", " & "];

/// The first blank among the names of an entry.
fn first(text: &str) -> Option<Range<usize>> {
    let start = text.find("___")?;
    let length = text[start..].bytes().take_while(|b| *b == b'_').count();
    let end = start + length.max(FEWEST);
    let behind = text[end..].trim_start_matches('*');
    BEHIND.iter().any(|next| behind.starts_with(next)).then_some(start..end)
}

/// Whether a text leaves a blank behind a name, as no rule for the authors
/// of the entry before stands: "Bo Li and ____. (2025)".
pub(in crate::parse) fn is_among_names(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find("___") {
        let joined =
            [" and ", " & "].iter().any(|word| rest[..at].ends_with(word));
        if joined && first(&rest[at..]).is_some() {
            return true;
        }
        rest = rest[at..].trim_start_matches('_');
    }
    false
}

/// Whether an entry leaves a blank for the owner.
pub(super) fn is_left(text: &str) -> bool {
    first(text).is_some()
}

/// Whether names stand beside a blank: "Bo Li and ____", "____, Bo Li".
pub(super) fn is_beside(text: &str, names: &Range<usize>) -> bool {
    const JOINTS: &[char] = &[',', '&', ' '];
    let before = text[..names.start].trim_end_matches(JOINTS);
    let before = before.strip_suffix(" and").unwrap_or(before);
    let behind = text[names.end..].trim_start_matches(JOINTS);
    let behind = behind.strip_prefix("and ").unwrap_or(behind);
    before.ends_with("___") || behind.starts_with("___")
}

/// Names the owner where an entry leaves a blank.
pub(super) fn fill(publication: &mut Publication, text: &str, owner: &str) {
    let Some(blank) = first(text) else { return };
    let before = publication.authors.iter().take_while(|author| {
        let family = author.name.rsplit(' ').next().unwrap_or("");
        text[..blank.start].contains(family)
    });
    let at = before.count();
    let name = owner.to_owned();
    publication.authors.insert(at, Author { name, ..Author::default() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_among_names_is_the_owners() {
        for (text, among) in [
            ("Roe, E. and ____. (2025). Slow Rivers", true),
            ("Li, B. & ______, Slow Rivers", true),
            ("____. Slow Rivers", false),
            ("____ and Li, B. Slow Rivers", false),
            ("Date and _______________", false),
            ("snake__case and ___x", false),
        ] {
            assert_eq!(is_among_names(text), among, "{text}");
        }
    }

    #[test]
    fn names_may_stand_beside_a_blank() {
        for (text, beside) in [
            ("Bo Li and ____. Rivers", true),
            ("____, Bo Li. Rivers", true),
            ("____ and Bo Li. Rivers", true),
            ("____. Rivers and Bo Li", false),
        ] {
            let at = text.find("Bo Li").expect("he is named");
            assert_eq!(is_beside(text, &(at..at + 5)), beside, "{text}");
        }
    }

    #[test]
    fn the_owner_stands_where_the_blank_is() {
        for (text, want) in [
            ("Roe, E., ____, and Li, B. Rivers", "E. Roe|A. Weber|B. Li"),
            ("____ and Roe, E. Rivers", "A. Weber|E. Roe|B. Li"),
            ("Roe, E., Li, B. and ____. Rivers", "E. Roe|B. Li|A. Weber"),
            ("Roe, E., Li, B. Rivers", "E. Roe|B. Li"),
        ] {
            let authors = ["E. Roe", "B. Li"].map(|name| Author {
                name: name.to_owned(),
                ..Author::default()
            });
            let mut publication = Publication {
                authors: authors.to_vec(),
                ..Publication::default()
            };
            fill(&mut publication, text, "A. Weber");
            let names = publication.authors.iter().map(|a| a.name.as_str());
            assert_eq!(names.collect::<Vec<_>>().join("|"), want, "{text}");
        }
    }
}
