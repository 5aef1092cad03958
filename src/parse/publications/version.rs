//! What an entry says of other versions of its publication: "(an earlier
//! version appeared in STACS 2000)". Their venues and years are not its own.

use std::ops::Range;
use std::sync::LazyLock;

use crate::parse::words::opens_with;

/// What remarks on other versions open with.
const OPENINGS: &[&str] = &[
    "an earlier version",
    "earlier version",
    "an early version",
    "early version",
    "a preliminary version",
    "preliminary version",
    "a previous version",
    "previous version",
    "a previous draft",
    "previous versions",
    "earlier versions",
    "older versions",
    "an older version",
    "older version",
    "older draft",
    "final preprint",
    "final draft",
    "corrections",
    "corrigendum",
    "erratum",
    "a short version",
    "a shorter version",
    "short version",
    "shorter version",
    "an extended version",
    "extended version",
    "an extended abstract",
    "a longer version",
    "a long version",
    "long version",
    "a full version",
    "the full version",
    "full version",
    "conference version",
    "the conference version",
    "a conference version",
    "journal version",
    "the journal version",
    "a journal version",
    "preprint version",
    "working paper version",
    "workshop version",
    "a workshop version",
    "accepted author version",
    "accepted version",
    "author version",
    "author's version",
    "pre-print available",
    "preprint available",
    "available at",
    "available on",
    "available from",
    "freely available",
    "open access version",
    "also appeared",
    "also appears",
    "also available",
    "also published",
    "also presented",
    "also accepted",
    "also in ",
    "also at ",
    "also as ",
    "presented as a",
    "presented as an",
    "presented at",
    "presenting at",
    "to be presented at",
    "selected for a special issue",
    "special issue dedicated",
    "invited to a special issue",
    "invited to the special issue",
    "which appeared in",
    "a revised version",
    "revised version",
    "available in the",
    "reprinted in",
    "previously appeared",
    "previously published",
    "previously circulated",
    "formerly circulated",
    "this paper supersedes",
    "supersedes",
];

/// Likewise, by their first byte.
static BY_FIRST: LazyLock<[Vec<&str>; 256]> = LazyLock::new(|| {
    let mut openings = [const { Vec::new() }; 256];
    for opening in OPENINGS {
        openings[usize::from(opening.as_bytes()[0])].push(*opening);
    }
    openings
});

/// Whether an entry is such a remark and nothing else.
pub(super) fn is_another(text: &str) -> bool {
    let text = text.trim_start_matches(['(', ' ']);
    // Titles begin with capitals.
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && OPENINGS.iter().any(|opening| opens_with(text, opening))
}

/// The remarks on other versions in an entry, in bytes of its text.
pub(super) fn others(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let by_first = &*BY_FIRST;
    let marks = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'(' | b'[' | b'.' | b'\n' | b';'));
    for (at, mark) in marks {
        let rest = text[at + 1..].trim_start_matches([' ', '\n']);
        let Some(first) = rest.bytes().next() else { continue };
        let alike = &by_first[usize::from(first.to_ascii_lowercase())];
        if !alike.iter().any(|opening| opens_with(rest, opening))
            || found.last().is_some_and(|last| at < last.end)
        {
            continue;
        }
        let start = text.len() - rest.len();
        let end = match mark {
            b'(' => closing(rest, '(', ')'),
            b'[' => closing(rest, '[', ']'),
            _ => rest.find('\n').unwrap_or(rest.len()),
        };
        found.push(start..start + end);
    }
    found
}

/// Where the bracket closes that was opened before a text.
fn closing(text: &str, open: char, close: char) -> usize {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_on_another_version_is_no_entry() {
        assert!(is_another("(an earlier version appeared in: STACS 2000)"));
        assert!(!is_another("Earlier versions of rivers. Sand 3, 2000"));
    }

    #[test]
    fn remarks_on_other_versions_are_found() {
        for (text, want) in [
            (
                "Slow Rivers. Sand 3, 2003. (An earlier version appeared in \
                 STACS 2000 (Lille), LNCS)",
                Some(
                    "An earlier version appeared in STACS 2000 (Lille), LNCS",
                ),
            ),
            (
                "Slow Rivers. Sand, 2003. Preliminary version in STOC 1999.",
                Some("Preliminary version in STOC 1999."),
            ),
            ("A Full Version of Rivers. Sand, 2003", None),
            (
                "Slow Rivers. Sand 3 (2020). [Final Preprint. May 2, 2019]",
                Some("Final Preprint. May 2, 2019"),
            ),
            (
                "Slow Rivers\n(Older version. 36 Pages. May 2019)",
                Some("Older version. 36 Pages. May 2019"),
            ),
            (
                "Slow Rivers. Presenting at Sand Days 2024",
                Some("Presenting at Sand Days 2024"),
            ),
            (
                "Slow Rivers. Sand Letters, 2003. Presented as a poster in \
                 DAC 2002",
                Some("Presented as a poster in DAC 2002"),
            ),
            (
                "Slow Rivers (also in Spanish and [more",
                Some("also in Spanish and [more"),
            ),
            ("", None),
        ] {
            let found = others(text).pop().map(|range| &text[range]);
            assert_eq!(found, want, "{text}");
        }
    }
}
