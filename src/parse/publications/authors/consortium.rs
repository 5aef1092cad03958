//! Groups that sign beside people, or in their stead: "and the ATLAS
//! Collaboration".

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
    "Taskforce",
    "Team",
];

/// What may open one behind names: "for the", "on behalf of the".
const OPENINGS: &[&str] =
    &["and the ", "and ", "& the ", "& ", "for the ", "on behalf of the "];

/// Words of the longest.
const WORDS: usize = 7;

/// Reads a group behind the names that end at byte `end`: where its own name
/// begins and ends.
pub(super) fn behind_names(text: &str, end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].trim_start_matches([' ', ',', ';', '\n', '(']);
    let opening = OPENINGS.iter().find(|o| rest.starts_with(**o));
    let rest = &rest[opening.map_or(0, |o| o.len())..];
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let length = length(rest)?;
    let start = text.len() - rest.len();
    let closed = rest[length..]
        .trim_start_matches(' ')
        .starts_with([',', '.', ':', ';', '\n', ')', '(', '"', '“'])
        || rest.len() == length;
    // A title may hold such a word, too: "Working in a Team, …".
    (closed && (opening.is_some() || length < 40))
        .then_some((start, start + length))
}

/// The length of the group's name that a text opens with.
fn length(text: &str) -> Option<usize> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut at = 0;
    for (i, word) in text.split(' ').take(WORDS).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':', ';', ')', '”']);
        let bare = bare.split('\n').next().unwrap_or(bare);
        if i > 0 && GROUPS.contains(&bare) {
            return Some(at + bare.len());
        }
        let small = matches!(word, "of" | "for" | "on" | "and" | "the" | "in");
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
    fn groups_sign_behind_people() {
        for (text, group) in [
            (", and the EFIT-AI Team, Slow Rivers", Some("EFIT-AI Team")),
            (
                " for the ATLAS Collaboration. Slow",
                Some("ATLAS Collaboration"),
            ),
            (", Sand Working Group (2020)", Some("Sand Working Group")),
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
