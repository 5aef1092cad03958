//! Where a conference was held, behind its name.

use super::venue_like::is_gathering;
use crate::parse::words::is_title_word;

/// A conference's name without the places behind it: "Workshop on Sand,
/// Kiel, Germany", "International Sand meeting, Lyon".
pub(super) fn without_place(text: &str) -> &str {
    let meets =
        ["eeting", "ymposium", "ongress"].iter().any(|w| text.contains(w));
    if !(meets || is_gathering(text)) || text.contains("Journal") {
        return text;
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
    let last = places
        .last()
        .is_some_and(|place| !place.split(' ').any(is_title_word));
    let held = (1..=3).contains(&places.len())
        && places.iter().all(capital)
        && last
        && name.split(' ').nth(2).is_some();
    if held { name } else { text }
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
            ("Journal of Sand, Kiel", "Journal of Sand, Kiel"),
            ("Workshop, Kiel", "Workshop, Kiel"),
        ] {
            assert_eq!(without_place(text), name);
        }
    }
}
