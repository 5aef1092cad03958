//! Groups that sign beside people, or in their stead: "and the ATLAS
//! Collaboration".

use super::context::opens_entry;
use super::run::opens_title;
use super::separator::behind_conjunction;

/// What such a group calls itself, at the end of its name.
const GROUPS: &[&str] = &[
    "Collaboration",
    "Collaborations",
    "Collaborators",
    "Committee",
    "Consortium",
    "Group",
    "Initiative",
    "Investigators",
    "Network",
    "Subcommittee",
    "Taskforce",
    "Team",
];

/// What may open one behind names: "for the", "on behalf of the".
const OPENINGS: &[&str] =
    &["and the ", "and ", "& the ", "& ", "for the ", "on behalf of the "];

/// Words of the longest.
const WORDS: usize = 7;

/// Words of the longest that others sign for: no title opens "on behalf of".
const WORDS_BEHALF: usize = 14;

/// Reads a group behind the names that end at byte `end`: where its own name
/// begins and ends.
pub(super) fn behind_names(text: &str, end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].trim_start_matches([' ', ',', ';', '\n', '(']);
    let opening = OPENINGS.iter().find(|o| rest.starts_with(**o));
    let rest = &rest[opening.map_or(0, |o| o.len())..];
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let behalf = opening.is_some_and(|o| o.starts_with("on behalf"));
    let length = length(rest, if behalf { WORDS_BEHALF } else { WORDS })?;
    let start = text.len() - rest.len();
    let behind = rest[length..].trim_start_matches(' ');
    // "SAND Collaboration & Sea Consortium".
    let joined = || {
        let next = behind_conjunction(behind)?.trim_start_matches(' ');
        self::length(next.strip_prefix("the ").unwrap_or(next), WORDS)
    };
    let closed = behind
        .starts_with([',', '.', ':', ';', '\n', ')', '(', '"', '“'])
        || behind.is_empty()
        || joined().is_some();
    // A title may hold such a word, too: "Working in a Team, …".
    let short = length < 40 || length < 60 && is_called_so(&rest[..length]);
    (closed && (opening.is_some() || short)).then_some((start, start + length))
}

/// What tells a group that signs in everybody's stead.
const SIGNING: &[&str] = &["Collaboration", "Collaborations", "Consortium"];

/// Reads a group that an entry opens with, up to a mark: where its name
/// begins and ends. "The ATLAS Collaboration, Slow Rivers".
pub(super) fn opening(text: &str, start: usize) -> Option<(usize, usize)> {
    // Most names stand elsewhere.
    if !opens_entry(text, start) {
        return None;
    }
    let rest = &text[start..];
    let name = rest.strip_prefix("The ").unwrap_or(rest);
    let length = length(name, WORDS)?;
    let (name, behind) = name.split_at(length);
    let signs = SIGNING.iter().any(|word| name.ends_with(word));
    let parted = behind.starts_with([',', '.', ':', ';', '\n']);
    // "RESTful Sand and Slow Collaboration" is a title.
    let several = name.ends_with('s') || !name.contains(" and ");
    // No title goes on "et al.".
    let first = || behind.trim_start_matches([' ', ',']).starts_with("et al");
    let told = parted && several && is_called_so(name)
        || signs && (first() || several && is_dated(name, behind));
    let from = text.len() - behind.len() - length;
    (signs && told).then_some((from, from + length))
}

/// Whether the year and the title stand behind a group's name, as they do
/// behind people's: "Moss Control Consortium (2007) Slow rivers of …".
fn is_dated(name: &str, behind: &str) -> bool {
    let inside = behind.strip_prefix(" (").unwrap_or("");
    let Some((year, title)) = inside.split_once(')') else { return false };
    let digits = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let plain = |word: &str| word.starts_with(char::is_uppercase);
    digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && name.split(' ').count() > 2
        && name.split(' ').all(|w| plain(w) || matches!(w, "of" | "for"))
        && opens_title(title.trim_start_matches(['.', ',', ':', ' ']))
}

/// Whether a group's name holds one that no words of titles are: an acronym,
/// or one of the few that have none.
fn is_called_so(name: &str) -> bool {
    const CALLED: &[&str] = &[
        "Belle",
        "Borexino",
        "Daya Bay",
        "Event Horizon Telescope",
        "Planck",
        "Pierre Auger",
    ];
    let capitals =
        |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    CALLED.iter().any(|called| name.starts_with(called))
        || name.split(' ').any(|w| !w.contains('-') && capitals(w) >= 2)
}

/// The length of the group's name that a text opens with, of so many words at
/// most.
fn length(text: &str, words: usize) -> Option<usize> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut at = 0;
    for (i, word) in text.split(' ').take(words).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':', ';', ')', '”']);
        let bare = bare.split('\n').next().unwrap_or(bare);
        if i > 0 && GROUPS.contains(&bare) {
            return Some(at + bare.len());
        }
        let small = ["of", "for", "on", "and", "&", "the", "in"];
        let small = small.contains(&word);
        if bare != word || !(small || word.starts_with(char::is_uppercase)) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_sign_in_the_stead_of_people() {
        for (text, group) in [
            (
                "The SAND Collaboration, Slow Rivers",
                Some("SAND Collaboration"),
            ),
            (
                "* SAND and SEA Collaborations. Slow",
                Some("SAND and SEA Collaborations"),
            ),
            (
                "Sand Observatory Collaboration et al. 2019. Slow Rivers",
                Some("Sand Observatory Collaboration"),
            ),
            ("Sand Observatory Collaboration and others on Rivers", None),
            (
                "Moss Control Consortium (2007) Slow rivers of the old north",
                Some("Moss Control Consortium"),
            ),
            ("The Moss Consortium (2007) Slow rivers of the north", None),
            ("Building the Moss Consortium (2007). Sand Letters", None),
            ("Collaboration, a Slow River", None),
            ("RESTful Sand and Slow Collaboration, Ann Roe", None),
            ("Remote Collaboration, Ann Roe", None),
            ("Learning in Collaboration of Rivers", None),
            ("The Sand Team, Slow Rivers", None),
        ] {
            let start = text.find(char::is_alphabetic).unwrap();
            let found = opening(text, start).map(|(from, to)| &text[from..to]);
            assert_eq!(found, group, "{text}");
        }
        assert_eq!(opening("In SAND Collaboration, a", 3), None);
    }

    #[test]
    fn groups_sign_behind_people() {
        for (text, group) in [
            (", and the EFIT-AI Team, Slow Rivers", Some("EFIT-AI Team")),
            (
                " for the ATLAS Collaboration. Slow",
                Some("ATLAS Collaboration"),
            ),
            (", Sand Working Group (2020)", Some("Sand Working Group")),
            (
                ", SAND Collaboration & Sea Consortium, Slow",
                Some("SAND Collaboration"),
            ),
            (
                ", Sand & Moss Working Group, Li, B.",
                Some("Sand & Moss Working Group"),
            ),
            (
                "; on behalf of the Kiel Sand Association Council on Rivers \
                 and Moss of the Sea Committee and Sand Subcommittee. Slow",
                Some(
                    "Kiel Sand Association Council on Rivers and Moss of \
                     the Sea Committee",
                ),
            ),
            (", Team Work in Rivers. Nature", None),
            (", Rivers of a Team, Nature", None),
            (", and Bo Li. Team", None),
        ] {
            let found =
                behind_names(text, 0).map(|(from, to)| &text[from..to]);
            assert_eq!(found, group, "{text}");
        }
    }
}
