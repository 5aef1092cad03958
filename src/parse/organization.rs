//! The organizations that a text names.

use std::ops::Range;

use super::evidence::{is_none, is_repeated, short_forms};
use super::unlisted::unlisted;
use crate::gazetteer::institution::{self, InstitutionMatch};
use crate::model::fold_name;

/// The organization that a text names: one that the table knows, else the
/// stretch that holds the words of one.
pub(super) fn organization(text: &str) -> Option<String> {
    // "Computer Science at Rice University": the first known one, as
    // printed.
    if let Some(found) = named(text).first() {
        return Some(as_printed(text, found).to_owned());
    }
    unlisted(text).map(|range| text[range].to_owned())
}

/// The known organizations that a text names, addresses left out: the
/// "Cambridge" of "MIT, Cambridge, MA".
pub(super) fn named(text: &str) -> Vec<InstitutionMatch> {
    let mut named = institution::find_all(text);
    let mut before: Option<InstitutionMatch> = None;
    named.retain(|found| {
        let told = before.replace(found.clone());
        !told.is_some_and(|before| is_repeated(text, &before, found))
    });
    let short = short_forms(text, &named);
    named.retain(|found| !short.contains(&&text[found.span.clone()]));
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
        printed.chars().count() > 2 && !town && !is_none(text, found)
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
