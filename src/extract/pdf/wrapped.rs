//! Headings that run over several lines.

use super::heading::is_known;
use crate::model::RawLine;

/// Whether a heading ends where none does: with "and", or within a word.
pub(super) fn ends_open(heading: &str) -> bool {
    let last = heading.rsplit(' ').next().unwrap_or_default();
    let joins = ["&", "and", "und", "et", "y", "e", "of", "the", "in", "for"];
    joins.contains(&&*last.to_lowercase())
        || last.strip_suffix('-').is_some_and(|word| !word.is_empty())
}

/// Goes on with a heading that is wrapped.
pub(super) fn join(heading: &mut RawLine, rest: RawLine) {
    let mut text: String =
        heading.runs.iter().map(|run| run.text.as_str()).collect();
    let next: String = rest.runs.iter().map(|run| run.text.as_str()).collect();
    let Some(last) = heading.runs.last_mut() else { return };
    let hyphened = text.ends_with('-');
    if hyphened {
        text.pop();
    }
    // "PEER-", "REVIEWED PAPERS": the hyphen is of the word.
    let word = text.rsplit(' ').next().unwrap_or("").to_lowercase();
    let own = || ["peer", "non", "co", "self", "pre"].contains(&&*word);
    // "PUB-", "LICATIONS".
    let capitals = || {
        text.ends_with(char::is_uppercase)
            && next.starts_with(char::is_uppercase)
    };
    let broken = || capitals() || is_known(&format!("{text}{next}"));
    match hyphened {
        true if own() => {}
        true if broken() => drop(last.text.pop()),
        _ => last.text.push(' '),
    }
    heading.runs.extend(rest.runs);
}
