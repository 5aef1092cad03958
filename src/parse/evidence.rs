//! Printed names of organizations that name none where they stand: "22
//! Birkbeck Rd.", "visiting Jennifer Brown", "BSC in Physics".

use super::words::{bare, is_name_word, opens_with};
use crate::gazetteer::Strength;
use crate::gazetteer::institution::InstitutionMatch;

/// What a text prints in brackets for something that is no place, and again
/// further on: the "XAI" of "Explainable AI (XAI)".
pub(super) fn short_forms<'a>(
    text: &'a str,
    found: &[InstitutionMatch],
) -> Vec<&'a str> {
    let printed = |found: &InstitutionMatch| &text[found.span.clone()];
    let short = found.iter().filter(|found| {
        let (start, end) = (found.span.start, found.span.end);
        let one_word = !printed(found).contains(' ');
        one_word && is_short_form(printed(found), &text[..start], &text[end..])
    });
    short.map(printed).collect()
}

/// Whether a name that the table knows is that of something else.
pub(super) fn is_none(text: &str, found: &InstitutionMatch) -> bool {
    let printed = &text[found.span.clone()];
    let before = &text[..found.span.start];
    let behind = &text[found.span.end..];
    let one_word = !printed.contains([' ', '-']);
    is_kind(printed)
        || is_cut(printed, behind)
        || is_prize(behind)
        || one_word
            && (is_degree(printed, before, behind)
                || is_street(behind)
                || found.strength == Strength::Word
                    && (is_surname(before, behind) || is_word(behind)))
}

/// Whether a name is but the kind of a place that the words around it name:
/// "HES-SO University of Applied Sciences and Arts".
fn is_kind(printed: &str) -> bool {
    const KINDS: &[&str] = &[
        "business school",
        "institute of technology",
        "school of business",
        "school of management",
        "university of applied sciences",
    ];
    KINDS.iter().any(|kind| printed.eq_ignore_ascii_case(kind))
}

/// The "University of North" of "University of North Carolina - Chapel Hill".
fn is_cut(printed: &str, behind: &str) -> bool {
    let last = printed.rsplit(' ').next().unwrap_or("");
    let goes_on = behind
        .strip_prefix(' ')
        .is_some_and(|next| next.starts_with(char::is_uppercase));
    goes_on && ["North", "South", "West", "East", "New"].contains(&last)
}

/// Whether a name is part of that of a prize, a grant or a publisher: "CWI
/// Internship Program", "MIT Press".
fn is_prize(behind: &str) -> bool {
    const PRIZES: &[&str] = &[
        "award",
        "competition",
        "fellowship",
        "internship",
        "pages",
        "press",
        "prize",
        "review",
        "scholarship",
    ];
    /// Words between both at most.
    const BETWEEN: usize = 3;
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    // "NASA Postdoctoral Program Fellow, Moss Laboratory".
    if behind.starts_with("Postdoctoral Program") {
        return true;
    }
    behind
        .split(' ')
        .take(BETWEEN)
        .take_while(|word| {
            word.starts_with(char::is_uppercase)
                && !word.contains(['\n', '\t', '|'])
        })
        .any(|word| PRIZES.contains(&bare(word).to_lowercase().as_str()))
}

/// "BSC in Physics", "2012 MSC, Kiel".
fn is_degree(printed: &str, before: &str, behind: &str) -> bool {
    let degree = ["BSC", "MSC"].contains(&printed);
    let behind = behind.trim_start();
    degree
        && before.split_whitespace().next_back() != Some("at")
        && (behind.starts_with(['(', ',', '.', '/', '&'])
            || ["in ", "and ", "of "].iter().any(|w| behind.starts_with(w)))
}

/// "22 Birkbeck Rd."
fn is_street(behind: &str) -> bool {
    const STREETS: &[&str] = &[
        "rd",
        "road",
        "st",
        "street",
        "ave",
        "avenue",
        "lane",
        "blvd",
        "boulevard",
        "drive",
        "court",
        "crescent",
    ];
    let Some(next) = behind.strip_prefix(' ') else { return false };
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    word.starts_with(char::is_uppercase)
        && STREETS.contains(&word.to_lowercase().as_str())
}

/// The "XAI" of "Explainable AI (XAI)", which says again what stands before
/// it and is no place.
fn is_short_form(printed: &str, before: &str, behind: &str) -> bool {
    /// Words before the brackets that it may stand for, at most.
    const WORDS: usize = 8;
    let inside = before.strip_suffix('(').filter(|_| behind.starts_with(')'));
    let Some(spelt) = inside else { return false };
    let mut letters = printed.chars().rev().peekable();
    let mut words = spelt.split_whitespace().rev().take(WORDS);
    let spelt = words.all(|word| {
        if is_of_place(word) {
            return false;
        }
        // "X" stands for "ex", too.
        let ex = opens_with(word, "ex");
        let own = |c: &char| {
            word.starts_with(|first: char| first.eq_ignore_ascii_case(c))
                || c.is_uppercase() && word.contains(*c)
                || ex && *c == 'X'
        };
        // The letters that a word gives, its last first.
        if letters.next_if(own).is_some() {
            while letters.next_if(|c| own(c) && c.is_uppercase()).is_some() {}
        }
        letters.peek().is_some()
    });
    !spelt && letters.peek().is_none()
}

/// Whether a name is but the initials, in brackets, of the one before it:
/// "IT University of Copenhagen (ITU)".
pub(super) fn is_repeated(
    text: &str,
    before: &InstitutionMatch,
    found: &InstitutionMatch,
) -> bool {
    let between = text.get(before.span.end..found.span.start);
    let name = text[before.span.clone()].chars();
    let mut name = name.filter(|c| c.is_uppercase());
    between.is_some_and(|between| between.trim_start() == "(")
        && text[found.span.clone()].chars().all(|c| name.any(|d| c == d))
}

/// Whether a word tells a place where people work.
fn is_of_place(word: &str) -> bool {
    const PLACES: &[&str] = &[
        "univ", "inst", "colleg", "coll", "school", "cent", "lab", "acad",
        "hoch", "école", "ecole", "poly", "hosp", "agency", "council",
        "organi", "found", "bank", "company", "corp", "society", "zentr",
    ];
    let lower = bare(word).to_lowercase();
    PLACES.iter().any(|place| lower.starts_with(place))
}

/// Whether a word that is a family name, too, follows a given one: "Jennifer
/// Brown", "J. Brown".
fn is_surname(before: &str, behind: &str) -> bool {
    let Some(given) = before.strip_suffix(' ') else { return false };
    let given = given.rsplit([' ', '(', ',', '\n', '\t']).next();
    let given = given.unwrap_or("");
    let initial = given.len() == 2
        && given.ends_with('.')
        && given.starts_with(char::is_uppercase);
    let named = given.starts_with(char::is_uppercase)
        && given.chars().all(|c| c.is_alphabetic() || c == '-')
        && is_name_word(given);
    (initial || named) && !behind.starts_with(" Univ")
}

/// Whether a word that is an ordinary one, too, goes on as such: "A Naive
/// Reading of Sand".
fn is_word(behind: &str) -> bool {
    ["of ", "and the "].iter().any(|word| {
        behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::institution::find_all;

    #[test]
    fn some_names_name_no_place() {
        for (text, want) in [
            ("22 Birkbeck Rd., London", true),
            ("2010 BSC in Sand, Kiel", true),
            ("at BSC, Barcelona", false),
            ("visiting Jennifer Brown in Kiel", true),
            ("A Naive Reading of Sand", true),
            ("I study at Brown, Providence", false),
            ("Sand Univ of Tech (MIT)", false),
            ("I am at MIT", false),
            ("the MIT Summer Internship Program", true),
            ("editor at MIT Press", true),
            ("NASA Postdoctoral Program Fellow, Kiel", true),
            ("Moss School of Management", true),
            ("University of North Carolina - Moss Hill", true),
        ] {
            let found = find_all(text);
            let told = found.iter().any(|found| !is_none(text, found));
            assert_eq!(!told, want, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_short_form_may_be_no_place() {
        for (text, want) in [
            ("Explainable AI (XAI), moss", &["XAI"][..]),
            ("Sand Univ of Tech (MIT)", &[]),
            ("at MIT", &[]),
        ] {
            let found = find_all(text);
            assert_eq!(short_forms(text, &found), want, "{text}: {found:?}");
        }
    }

    #[test]
    fn initials_repeat_a_name() {
        for (text, want) in [
            ("IT University of Copenhagen (ITU)", true),
            ("IT University of Copenhagen, MIT", false),
            ("University of Rennes (CNRS)", false),
        ] {
            let found = find_all(text);
            let told = found
                .windows(2)
                .any(|pair| is_repeated(text, &pair[0], &pair[1]));
            assert_eq!(told, want, "{text}: {found:?}");
        }
    }
}
