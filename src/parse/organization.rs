//! The organizations that a text names.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::finder::finder;
use crate::gazetteer::institution::{self, InstitutionMatch};
use crate::model::fold_name;

/// Words of organizations that no table knows.
static ORGANIZATION: LazyLock<AhoCorasick> =
    LazyLock::new(|| finder(ORGANIZATIONS));

const ORGANIZATIONS: &[&str] = &[
    "university",
    "universit",
    "institut",
    "college",
    "school of",
    "academy",
    "laborator",
    "research center",
    "research centre",
    "hochschule",
    "école",
    "ecole",
    "universidad",
    "politecnico",
    "polytechnic",
    "hospital",
    "cnrs",
    "inria",
    "大学",
    "学院",
    "研究所",
    "研究院",
    "foundation",
    "inc.",
    "corporation",
    "labs",
    "research group",
    "graduate school",
    "business school",
];

/// The organization that a text names: one that the table knows, else the
/// stretch that holds the words of one.
pub(super) fn organization(text: &str) -> Option<String> {
    // "Computer Science at Rice University": the first known one, as
    // printed.
    if let Some(found) = named(text).first() {
        return Some(as_printed(text, found).to_owned());
    }
    unnamed(text)
}

/// The known organizations that a text names, addresses left out: the
/// "Cambridge" of "MIT, Cambridge, MA".
pub(super) fn named(text: &str) -> Vec<InstitutionMatch> {
    let mut named = institution::find_all(text);
    let first = named.first().map_or(0, |found| found.span.start);
    named.retain(|found| {
        let printed = &text[found.span.clone()];
        let (before, behind) =
            (&text[..found.span.start], &text[found.span.end..]);
        let town = !printed.contains(' ')
            && printed.contains(char::is_lowercase)
            && (is_country_behind(behind)
                || found.span.start > first
                    && before.trim_end().ends_with(','));
        // Two letters are a state or a title far more often.
        printed.chars().count() > 2 && !town
    });
    named
}

/// Whether a place goes on with its state or country: ", MA 02139", ", UK".
fn is_country_behind(behind: &str) -> bool {
    const COUNTRIES: &[&str] = &["USA", "UK", "Canada", "England", "Ontario"];
    let Some(rest) = behind.strip_prefix(", ") else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let state = word.len() == 2 && word.chars().all(char::is_uppercase);
    state || COUNTRIES.contains(&word)
}

/// The stretch between separators that holds the words of an organization
/// that no table knows.
pub(super) fn unnamed(text: &str) -> Option<String> {
    text.split(['\n', '\t', '|', ',', ';', '(', ')', '•', '·'])
        .flat_map(|part| part.split(" at "))
        .flat_map(|part| part.split(" – "))
        .map(str::trim)
        .find(|part| {
            part.chars().count() < 90
                && ORGANIZATION.is_match(&part.to_lowercase())
        })
        .map(|part| {
            let part = part
                .trim_start_matches("the ")
                .trim_matches([' ', '.', '*', '-', ':']);
            part.to_owned()
        })
        .filter(|part| part.chars().count() > 3 && !is_generic(part))
}

/// Whether words name no organization but a kind: "Research group".
fn is_generic(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "academy",
        "college",
        "department",
        "foundation",
        "graduate",
        "group",
        "institute",
        "laboratories",
        "laboratory",
        "labs",
        "my",
        "our",
        "research",
        "school",
        "the",
        "university",
    ];
    let mut words = name.split_whitespace();
    words.all(|word| KINDS.contains(&word.to_lowercase().as_str()))
}

/// An organization as the text has it; its usual name where the print is
/// cut off within brackets ("ICT), CAS").
pub(super) fn as_printed<'a>(
    text: &'a str,
    found: &InstitutionMatch,
) -> &'a str {
    let printed = with_unit(text, &found.span);
    let count = |bracket: char| printed.matches(bracket).count();
    let name = found.institution.name();
    // "UNiVERSiTY COLLEGE": small capitals, or all of them.
    let shouted = printed.contains(' ')
        && printed.chars().filter(|c| c.is_uppercase()).count() * 2
            > printed.len()
        && fold_name(name) == fold_name(printed);
    if count('(') == count(')') && !shouted { printed } else { name }
}

/// The printed name of an organization with the unit that belongs to it:
/// "Amazon Robotics", "Meta AI".
fn with_unit<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    const UNITS: &[&str] =
        &[" Research", " Robotics", " AI", " Labs", " Lab", " Brain"];
    let behind = &text[span.end..];
    let unit = UNITS.iter().find(|unit| {
        behind.strip_prefix(**unit).is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_alphanumeric() || c == ' ')
        })
    });
    &text[span.start..span.end + unit.map_or(0, |unit| unit.len())]
}
