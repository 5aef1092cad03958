//! Where a conference was held, behind its name.

use super::venue_like::is_gathering;
use crate::gazetteer::is_place;
use crate::parse::words::is_title_word;

/// A conference's name without the places behind it: "Workshop on Sand,
/// Kiel, Germany", "International Sand meeting, Lyon", "SNDM, Kiel, Germany".
pub(super) fn without_place(text: &str) -> &str {
    let meets =
        ["eeting", "ymposium", "ongress"].iter().any(|w| text.contains(w));
    if !(meets || is_gathering(text)) || text.contains("Journal") {
        return short_of_place(text).unwrap_or(text);
    }
    let mut parts = text.split(',');
    let Some(name) = parts.next() else { return text };
    let places: Vec<&str> = parts.map(str::trim).collect();
    let capital = |part: &&str| {
        let mut words = part.split(' ');
        (1..=3).contains(&part.split(' ').count())
            && words.all(|word| {
                word.starts_with(char::is_uppercase)
                    && word.chars().all(|c| c.is_alphabetic() || c == '.')
            })
    };
    let last = places.last().is_some_and(|place| {
        is_state(place) || !place.split(' ').any(is_title_word)
    });
    let held = (1..=3).contains(&places.len())
        && places.iter().all(capital)
        && last
        && name.split(' ').nth(2).is_some();
    if held { name } else { text }
}

/// The short name of a conference before its town and what that is in.
fn short_of_place(text: &str) -> Option<&str> {
    let (name, place) = text.split_once(", ")?;
    let (town, state) = place.split_once(", ")?;
    let short = name.len() > 2
        && name.chars().all(|c| c.is_ascii_uppercase() || "-&".contains(c));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let told = short && town.split(' ').all(capital) && is_state(state);
    told.then_some(name)
}

/// Whether a text names what a town is in: "OH", "BC, Canada".
fn is_state(text: &str) -> bool {
    text.split([' ', ',']).all(|word| {
        let letters =
            word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
        word.is_empty() || letters || is_place(&word.to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conference_is_named_without_its_place() {
        for (text, name) in [
            ("Workshop on Sand, Kiel, Germany", "Workshop on Sand"),
            (
                "International Sand meeting,Pacific Grove, California",
                "International Sand meeting",
            ),
            (
                "Conference on Robotics, Automation and Vision",
                "Conference on Robotics, Automation and Vision",
            ),
            (
                "Workshop on Networks, Security",
                "Workshop on Networks, Security",
            ),
            (
                "Joint Sand Meetings Proceedings, Halifax, NS, Canada",
                "Joint Sand Meetings Proceedings",
            ),
            ("SNDM, Granville, OH", "SNDM"),
            ("SNDM, Kiel, Germany", "SNDM"),
            ("SNDM, Moss, Rivers", "SNDM, Moss, Rivers"),
            ("Journal of Sand, Kiel", "Journal of Sand, Kiel"),
            ("Workshop, Kiel", "Workshop, Kiel"),
        ] {
            assert_eq!(without_place(text), name);
        }
    }
}
