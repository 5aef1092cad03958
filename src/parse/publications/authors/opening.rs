//! Words before a run of names that open it and belong to no field.

use crate::parse::words::strip_end;

/// What opens names beside which the owner is left out; of two with one end
/// the longer first.
const OWNER_LEFT_OUT: &[&str] = &[
    "jointly with",
    "joint work with",
    "joint with",
    "joint work",
    "joint work of",
    "co-authored by",
    "coauthored by",
    "together with",
    "in collaboration with",
    "co-authored with",
    "coauthored with",
    "co-written with",
    "written with",
    "with:",
    "with",
    "w/",
    "co-authors:",
    "coauthors:",
    "co-author:",
    "coauthor:",
    "co-authors",
    "coauthors",
    "co-author",
    "coauthor",
    "gemeinsam mit",
    "zusammen mit",
    "in zusammenarbeit mit",
    "en collaboration avec",
    "avec",
    "junto con",
    "junto com",
    "en coautoría con",
    "en co-autoría con",
    "coautoría con",
    "co-autoría con",
    "coautores:",
    "co-autores:",
    "coautori:",
    "co-auteurs:",
    "sammen med",
    "samen met",
    "tillsammans med",
    "en colaboración con",
    "em coautoria com",
    "em co-autoria com",
    "co-autoria com",
    "coautoria com",
    "em colaboração com",
    "em parceria com",
    "in collaborazione con",
    "insieme a",
];

/// What does so behind a bracket or comma only, for it joins the words of
/// titles as well: "(mit Bo Li)", "Ein Gespräch mit Bo Li".
const LEFT_OUT_APART: &[&str] = &["mit", "con", "com"];

/// What opens names of which none is left out.
const ALL_NAMED: &[&str] =
    &["by:", "by", "authors:", "author(s):", "contributors:", "--", "—", "–"];

/// The text before a run without the words that open the run, and whether
/// they leave the owner out; nothing where no such words stand there.
pub(in crate::parse::publications) fn before_opening(
    before: &str,
) -> Option<(&str, bool)> {
    let before = before.trim_end_matches([' ', '\n', '(', '[']);
    let last = before.bytes().next_back()?.to_ascii_lowercase();
    let cut = |words: &[&str]| {
        words
            .iter()
            .filter(|word| word.as_bytes().last() == Some(&last))
            .find_map(|word| strip_end(before, word))
            .filter(|head| !head.ends_with(char::is_alphanumeric))
    };
    let apart = |head: &&str| head.trim_end().ends_with(['(', '[', ',']);
    cut(OWNER_LEFT_OUT)
        .or_else(|| cut(LEFT_OUT_APART).filter(apart))
        .map(|head| (head, true))
        .or_else(|| cut(ALL_NAMED).map(|head| (head, false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_names_open_them() {
        for (before, opening) in [
            ("Slow Rivers. Together with ", Some(("Slow Rivers. ", true))),
            ("Slow Rivers (joint work with ", Some(("Slow Rivers (", true))),
            ("Slow Rivers (joint work ", Some(("Slow Rivers (", true))),
            ("Slow Rivers\nby ", Some(("Slow Rivers\n", false))),
            ("Slow Rivers, (co-author ", Some(("Slow Rivers, (", true))),
            ("Slow Rivers with ", Some(("Slow Rivers ", true))),
            ("Rios em co-autoria com ", Some(("Rios ", true))),
            ("Rios\nCo-autoria com ", Some(("Rios\n", true))),
            ("Ríos. Coautores: ", Some(("Ríos. ", true))),
            ("Floder (sammen med ", Some(("Floder (", true))),
            ("Flüsse (mit ", Some(("Flüsse (", true))),
            ("Ein Gespräch mit ", None),
            ("A Herewith ", None),
            ("Slow Rivers, ", None),
        ] {
            assert_eq!(before_opening(before), opening, "{before}");
        }
    }
}
