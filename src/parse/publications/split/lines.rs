//! What a line of a list is by its words: an opening, a legend, a footer.

use crate::parse::date::{first_year, years};
use crate::parse::publications::label::take_label;

/// Whether a rule stood for the authors of the entry before, of which print
/// leaves but what followed it: ". 2024. “A Title.”".
pub(in crate::parse::publications) fn repeats_authors(text: &str) -> bool {
    text.strip_prefix(". ").is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits == 4
            && first_year(&rest[..digits]).is_some()
            && rest[digits..].starts_with(". ")
    })
}

/// Whether what opens a text stands where its year would: "(in press)".
pub(super) fn stands_for_year(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "n.d.",
        "in press",
        "in prep",
        "in revision",
        "under review",
        "under revision",
        "submitted",
        "accepted",
        "forthcoming",
        "to appear",
        "preprint",
    ];
    text.strip_prefix('(').is_some_and(|inside| {
        WORDS.iter().any(|word| {
            inside
                .get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
    })
}

/// Whether a line holds a year, or what stands for one.
pub(super) fn tells_when(text: &str) -> bool {
    first_year(text).is_some()
        || text
            .match_indices(" (")
            .any(|(at, _)| stands_for_year(&text[at + 1..]))
}

/// Whether a line tells what marks mean: "* denotes a student".
pub(super) fn is_legend(text: &str) -> bool {
    text.len() < 120
        && text.starts_with(['*', '†', '‡', '#', '(', '_'])
        && [" denotes ", " indicates ", " denote ", " indicate ", " marks "]
            .iter()
            .any(|word| text.contains(word))
}

/// Whether a line tells nothing but the impact of a journal: "(Impact factor:
/// 4.9)".
pub(super) fn is_impact(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', ' ']);
    let named = ["Impact factor", "Impact Factor", "IF", "Journal IF"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    named.is_some_and(|rest| {
        let mut rest = rest.chars().filter(|c| c.is_alphabetic());
        rest.by_ref().take(12).count() < 12
    })
}

/// Whether a line says what a click on it does.
pub(super) fn is_control(text: &str) -> bool {
    const CONTROLS: &[&str] = &[
        "click to expand",
        "click here to expand",
        "click to show",
        "expand",
        "show more",
        "read more",
        "show abstract",
        "hide abstract",
        "view abstract",
    ];
    let text = text.trim_end_matches(['.', '…', ':', '▼', '+', ' ']);
    CONTROLS.iter().any(|control| text.eq_ignore_ascii_case(control))
}

/// Whether a line opens the abstract of a paper: "Abstract: We show …".
pub(super) fn opens_abstract(text: &str) -> bool {
    /// Bytes of an abstract at least; a link has fewer.
    const SHORTEST: usize = 40;
    let parted = |rest: &str| {
        rest.len() > SHORTEST
            && rest.trim_start().starts_with([':', '.', '—', '–'])
    };
    // Those of medicine have parts.
    let opens = |word: &&str| {
        text.strip_prefix(*word).is_some_and(|rest| {
            rest.starts_with([':', '—']) && rest.len() > SHORTEST
        })
    };
    ["Abstract", "ABSTRACT"]
        .iter()
        .any(|word| text.strip_prefix(word).is_some_and(parted))
        || ABSTRACT_PARTS.iter().any(opens)
}

/// Whether a line is an abstract that nothing announces: long prose of what
/// its authors did, which opens as no entry does.
pub(super) fn is_abstract(text: &str) -> bool {
    /// Bytes of an abstract at least, and of what an entry opens with.
    const SHORTEST: usize = 400;
    const HEAD: usize = 160;
    /// Bytes of one that says at once whose it is.
    const SHORT: usize = 80;
    let first = ["I ", "We ", "This paper ", "This article ", "This book "];
    let owned = first.iter().any(|word| text.starts_with(word))
        && text.ends_with('.')
        && text.len() >= SHORT
        && text.split(' ').nth(1).is_some_and(|word| {
            word.chars().all(|c| c.is_lowercase() || c == '-')
        });
    if text.len() < SHORTEST || owned {
        return owned;
    }
    let head = &text[..text.floor_char_boundary(HEAD)];
    let mut words = head.split([' ', '\t', '\n']);
    let named = words.any(|word| {
        let mut letters = word.trim_start_matches('(').chars();
        letters.next().is_some_and(char::is_uppercase)
            && matches!(letters.next(), Some('.' | ','))
    });
    let opens_entry = named
        || head.contains(['\t', '“', '"', '*'])
        || head.matches(',').count() > 3
        || !years(head).is_empty();
    // English, German, French, Spanish and Portuguese, Italian.
    let told = [
        " we ",
        " We ",
        " our ",
        " paper ",
        " article ",
        " study ",
        " wir ",
        " unser",
        " nous ",
        " notre ",
        " artículo ",
        " artigo ",
        " articolo ",
    ];
    let told = told.iter().any(|word| text.contains(word)) || is_prose(text);
    !opens_entry && told && text.matches(". ").count() >= 2
}

/// Whether a line is a part of a sentence rather than names or a venue.
pub(super) fn is_of_sentence(line: &str) -> bool {
    /// Words at least.
    const FEWEST: usize = 6;
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let count = line.split_whitespace().count();
    let small = line.split_whitespace().filter(small).count();
    count >= FEWEST && small * 3 >= count * 2
}

/// Whether a text is sentences rather than names, a title and a venue: most
/// of its words open in small letters.
pub(super) fn is_prose(text: &str) -> bool {
    /// Words at least; what has many may name a few.
    const FEWEST: usize = 15;
    const MANY: usize = 35;
    let words = text.split_whitespace();
    let (mut count, mut small) = (0, 0);
    for word in words {
        count += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    count >= FEWEST
        && small * 100 >= count * if count < MANY { 75 } else { 62 }
        && text.trim_end().ends_with(['.', ')'])
        && text.starts_with(char::is_uppercase)
}

/// What the first part of an abstract is called.
const ABSTRACT_PARTS: &[&str] = &[
    "Background",
    "BACKGROUND",
    "Objective",
    "OBJECTIVE",
    "Objectives",
    "OBJECTIVES",
    "Importance",
    "IMPORTANCE",
    "Purpose",
    "PURPOSE",
    "Aims",
    "AIMS",
    "Aim",
    "Introduction",
    "INTRODUCTION",
    "Summary",
];

/// Lines that the foot of a page has at most.
pub(super) const FOOT: usize = 8;

/// Whether a line is the foot of a page: whose it is, when it was changed.
pub(super) fn is_footer(text: &str) -> bool {
    ["©", "Copyright ©", "Copyright (c)", "Last updated", "Last modified"]
        .iter()
        .any(|opening| text.starts_with(opening))
}

/// Whether a line opens a BibTeX entry.
pub(super) fn is_record(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|rest| {
        rest.split_once('{').is_some_and(|(kind, _)| {
            (1..20).contains(&kind.len())
                && kind.chars().all(|c| c.is_ascii_alphabetic())
        })
    })
}

/// Whether a line opens with the cell of a column of years.
pub(super) fn opens_with_year(text: &str) -> bool {
    text.split_once('\t').is_some_and(|(cell, rest)| {
        cell.len() <= 12
            && !cell.starts_with('[')
            && years(cell).len() == 1
            && rest.len() > 20
    })
}

/// Whether a line opens with a year in square brackets: `[2013] A. Roe`.
pub(super) fn is_yeared(text: &str) -> bool {
    let Some((year, rest)) =
        text.strip_prefix('[').and_then(|text| text.split_once(']'))
    else {
        return false;
    };
    year.len() == 4
        && first_year(year).is_some()
        && rest.starts_with([' ', '\t'])
}

/// Whether a line opens with a tag of venue and year: `[ICML'24]`.
pub(super) fn is_tagged(text: &str) -> bool {
    let (label, _) = take_label(text);
    label.year.is_some() && label.venue.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_impact_of_a_journal_is_no_entry() {
        for (text, impact) in [
            ("(Impact factor : 15.843)", true),
            ("[IF 3.2, Q1]", true),
            ("IF rivers are slow and their deltas wide", false),
            ("Slow Rivers", false),
        ] {
            assert_eq!(is_impact(text), impact, "{text}");
        }
    }

    #[test]
    fn prose_is_mostly_small_words() {
        for (text, prose) in [
            (
                "Through a map of Kiel 1995–2015, I study how slow rivers of \
                 sand and their beds reach the sea.",
                true,
            ),
            (
                "Ann Roe, Bo Diaz. The flow of slow rivers in sand and what \
                 it tells. Water Research, 2019.",
                false,
            ),
            ("Slow rivers of sand.", false),
        ] {
            assert_eq!(is_prose(text), prose, "{text}");
        }
    }

    #[test]
    fn abstracts_are_long_prose_of_what_was_done() {
        let rest = "It holds for rivers of any width, and for canals too, \
                    as long as they are slow enough to be measured at all. \
                    On seven rivers of the north we find it to be right. ";
        let tail = rest.repeat(3);
        for (head, want) in [
            ("The flow of slow rivers is hard to tell. We show how. ", true),
            ("Langsame Flüsse sind schwer zu messen. Das zeigen wir. ", true),
            ("A. Roe and B. Diaz. Slow Rivers. Nature, 2019. We ", false),
            ("“Slow Rivers and Their Beds”, with Bo Diaz. We show ", false),
            ("Slow Rivers and Their Beds (2019), Nature. We show ", false),
        ] {
            let text = format!("{head}{tail}");
            assert_eq!(is_abstract(&text), want, "{text}");
        }
        for (text, want) in [
            (
                "I show that rivers which flow slowly in sand reach the sea as late as those in clay.",
                true,
            ),
            (
                "This paper shows that rivers which flow slowly in sand reach the sea late.",
                false,
            ),
            (
                "I Robot and the Slow Rivers of the North: How to Reach the Sea as Late as in Clay.",
                false,
            ),
        ] {
            assert_eq!(is_abstract(text), want, "{text}");
        }
        assert!(!is_abstract("The flow of rivers. We show how it is told."));
    }
}
