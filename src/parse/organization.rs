//! The organizations that a text names.

use std::ops::Range;

use super::evidence::{is_none, is_repeated, short_forms};
use super::unlisted::unlisted;
use crate::gazetteer::Strength;
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
    join_quoted(text, &mut named);
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

/// Adds to the name in quotes of a university what stands before it, where
/// the table knows both together: `University of Moss "Anna Roe"`.
fn join_quoted(text: &str, named: &mut Vec<InstitutionMatch>) {
    const QUOTES: [char; 5] = ['"', '“', '”', '«', '»'];
    /// Words before it at most.
    const MOST: usize = 5;
    let whole = named.iter().enumerate().find_map(|(at, found)| {
        let quoted = found.span.clone();
        let closing = text[quoted.end..].chars().next()?;
        let before = text[..quoted.start].strip_suffix(QUOTES)?.trim_end();
        let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1);
        let mut starts = starts
            .chain([0])
            .take(MOST)
            .filter(|start| before[*start..].starts_with(char::is_uppercase));
        let (start, institution) = starts.find_map(|start| {
            let name = &text[quoted.clone()];
            let name = format!("{} {name}", &before[start..]);
            Some((start, institution::by_alias(&name)?))
        })?;
        let span = start..quoted.end + closing.len_utf8();
        let strength = Strength::Name;
        let whole = InstitutionMatch { span, institution, strength };
        QUOTES.contains(&closing).then_some((at, whole))
    });
    let Some((at, whole)) = whole else { return };
    let start = whole.span.start;
    named[at] = whole;
    // What it opens with may be a name, too.
    let within = named[..at].iter().take_while(|one| one.span.start < start);
    named.drain(within.count()..at);
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
    let printed = with_article(text, with_unit(text, &found.span));
    let count = |bracket: char| printed.matches(bracket).count();
    let name = found.institution.name();
    // "UNiVERSiTY COLLEGE": small capitals, or all of them.
    let shouted = printed.contains(' ')
        && printed.chars().filter(|c| c.is_uppercase()).count() * 2
            > printed.len()
        && fold_name(name) == fold_name(printed);
    if count('(') == count(')') && !shouted { printed } else { name }
}

/// A name within a text with the article that is printed as a part of it:
/// "Professor, The University of Sand". An acronym has none.
fn with_article<'a>(text: &'a str, name: &'a str) -> &'a str {
    const ARTICLE: &str = "The ";
    let at = name.as_ptr() as usize - text.as_ptr() as usize;
    let Some(before) = text[..at].strip_suffix(ARTICLE) else { return name };
    let apart = !before.ends_with(char::is_alphanumeric);
    let whole = apart && name.contains(' ');
    if whole { &text[before.len()..at + name.len()] } else { name }
}

/// The printed name of an organization with the unit that belongs to it:
/// "Amazon Robotics", "Meta AI".
fn with_unit<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    const UNITS: &[&str] = &[
        " Research",
        " Robotics",
        " AI",
        " Labs",
        " Lab",
        " Brain",
        " for Children",
    ];
    let behind = &text[span.end..];
    let length =
        university(&text[span.clone()], behind).or_else(|| school(behind));
    if let Some(length) = length {
        return &text[span.start..span.end + length];
    }
    let unit = UNITS.iter().find(|unit| {
        behind.strip_prefix(**unit).is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_alphanumeric() || c == ' ')
        })
    });
    &text[span.start..span.end + unit.map_or(0, |unit| unit.len())]
}

/// The length of the " University" behind the name of a town that is short
/// for one: "Moss University".
fn university(printed: &str, behind: &str) -> Option<usize> {
    const WORD: &str = " University";
    /// What belongs to one and is none, or is part of another name.
    const NOT: &[&str] = &[" Press", " of ", " College", " Hospital"];
    let rest = behind.strip_prefix(WORD)?;
    let whole = !printed.contains(' ')
        && !rest.starts_with(char::is_alphanumeric)
        && !NOT.iter().any(|word| rest.starts_with(word));
    whole.then_some(WORD.len())
}

/// The length of what makes a school of its own of a university that stands
/// before it: " Business School", " School of Medicine".
fn school(behind: &str) -> Option<usize> {
    /// Words before "School" at most, and behind "School of".
    const MOST: usize = 2;
    const SUBJECT: usize = 4;
    let mut length = 0;
    if let Some(subject) = behind.strip_prefix(" School of ") {
        for word in subject.split(' ').take(SUBJECT) {
            let name = word.trim_end_matches([',', '.', ';', ')']);
            let joins = name == "and" || name == "&";
            let capital = name.starts_with(char::is_uppercase);
            if !(joins || capital) {
                break;
            }
            if capital {
                let at = word.as_ptr() as usize - behind.as_ptr() as usize;
                length = at + name.len();
            }
            if name.len() < word.len() {
                break;
            }
        }
        return (length > 0).then_some(length);
    }
    for word in behind.strip_prefix(' ')?.split(' ').take(MOST + 1) {
        let name = word.trim_end_matches([',', '.', ';', ')']);
        length += 1 + name.len();
        if name == "School" && length > " School".len() {
            let of = behind[length..].starts_with(" of ");
            return (!of).then_some(length);
        }
        let joins = word == "&" || word == "and";
        let capital = name.starts_with(char::is_uppercase);
        if name.len() < word.len() || !(capital || joins) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organization_is_given_as_printed() {
        for (text, want) in [
            ("Professor, Harvard Kennedy School", "Harvard Kennedy School"),
            (
                "at the University of Edinburgh Business School.",
                "University of Edinburgh Business School",
            ),
            ("Yale School of Medicine, CT", "Yale School of Medicine"),
            (
                "Howard University School of Business and Law in",
                "Howard University School of Business and Law",
            ),
            ("lecturer at Sheffield University, UK", "Sheffield University"),
            ("Rice University, High School of Moss", "Rice University"),
            ("Rice University School", "Rice University"),
            (
                "at the University of Rome “Tor Vergata”, Italy",
                "University of Rome “Tor Vergata”",
            ),
            ("Amazon Robotics", "Amazon Robotics"),
            ("Professor, The University of Tokyo", "The University of Tokyo"),
            ("at the University of Tokyo", "University of Tokyo"),
            ("Researcher, The MIT", "MIT"),
            (
                "National Chin-Yi University of Technology (NCUT)",
                "National Chin-Yi University of Technology",
            ),
        ] {
            assert_eq!(organization(text).as_deref(), Some(want), "{text}");
        }
    }
}
