//! Publishers and editors: who brought a book out, and not where it appeared.

use std::ops::Range;

use crate::gazetteer::institution::by_alias;
use crate::parse::words::{is_name_word, is_title_word};

/// Words that end the name of a publisher, folded to lower case.
const ENDINGS: &[&str] = &[
    "press",
    "verlag",
    "publishers",
    "publishing",
    "publications",
    "books",
    "publisher",
    "éditions",
    "editions",
    "editore",
    "editrice",
    "edizioni",
    "ediciones",
    "editorial",
    "editora",
    "editura",
    "uitgeverij",
    "uitgevers",
    "forlag",
    "förlag",
    "kiadó",
    "wydawnictwo",
    "nakladatelství",
    "yayınları",
    "yayınevi",
    "yayıncılık",
    "akademi",
    "издательство",
    "出版社",
    "书局",
    "書店",
    "書房",
];

/// Publishers whose name is none of these; in lower case.
const NAMES: &[&str] = &[
    "academic press",
    "beck",
    "birkhäuser",
    "blackwell",
    "bloomsbury",
    "brepols",
    "brill",
    "c. h. beck",
    "c.h. beck",
    "campus",
    "cedam",
    "crc press",
    "de gruyter",
    "dunod",
    "duncker & humblot",
    "edward elgar",
    "el colegio de méxico",
    "elsevier",
    "fischer",
    "franco angeli",
    "francoangeli",
    "franz steiner",
    "gallimard",
    "giappichelli",
    "giuffrè",
    "harrassowitz",
    "il mulino",
    "iste",
    "l'harmattan",
    "la découverte",
    "laterza",
    "legenda",
    "lit",
    "lit verlag",
    "macmillan",
    "marcial pons",
    "mcgraw-hill",
    "metzler",
    "mohr siebeck",
    "nomos",
    "palgrave",
    "palgrave macmillan",
    "pearson",
    "peter lang",
    "penguin",
    "puf",
    "random house",
    "routledge",
    "sage",
    "seuil",
    "springer",
    "springer nature",
    "springer vs",
    "steiner",
    "suhrkamp",
    "taylor & francis",
    "tirant lo blanch",
    "transcript",
    "unam",
    "vandenhoeck & ruprecht",
    "vrin",
    "wiley",
    "wiley-blackwell",
    "world scientific",
    "universitas",
];

/// Whether a stretch is the name of a publisher, with its town or without:
/// "Routledge", "Wiesbaden: Springer VS", "Oxford University Press".
pub(in crate::parse::publications) fn is_publisher(text: &str) -> bool {
    let text = text.trim_matches([' ', ',', '.', ';', ':', '(', ')']);
    if text.len() > 90 {
        return false;
    }
    let mut parts = text.split([',', ':']).map(str::trim);
    let Some(first) = parts.next() else { return false };
    if is_house(first) {
        return true;
    }
    let town = (1..=3).contains(&first.split_whitespace().count())
        && first.starts_with(|c: char| c.is_uppercase() || c >= '\u{3400}')
        && !first.split_whitespace().any(|word| {
            is_title_word(word) && !word.starts_with(char::is_uppercase)
        });
    // "Boca Raton, FL: CRC Press", but "Fiumi antichi, Bologna, Laterza".
    let second = parts.next().unwrap_or("");
    let state = second.len() <= 3 && second.chars().all(char::is_uppercase);
    town && (is_house(second) || state && parts.next().is_some_and(is_house))
}

fn is_house(name: &str) -> bool {
    if name.is_empty() || name.split_whitespace().count() > 5 {
        return false;
    }
    let lower = name.to_lowercase();
    let ends = |word: &str| {
        lower.strip_suffix(word).is_some_and(|head| {
            head.ends_with(|c: char| !c.is_alphabetic() || c >= '\u{3400}')
        })
    };
    NAMES.contains(&lower.as_str())
        || ENDINGS.iter().any(|word| ends(word))
        || [
            "éditions ",
            "editorial ",
            "editura ",
            "edizioni ",
            "издательство ",
            "wydawnictwo ",
            "verlag ",
            "presses ",
        ]
        .iter()
        .any(|word| lower.starts_with(word))
}

/// A book's name without the publisher behind it: "Sand and Sea. Kiel: Brill".
pub(super) fn without_house(text: &str) -> &str {
    if is_publisher(text) {
        return text;
    }
    // "El mar, Kiel, Universidad de Kiel".
    let university = |tail: &str| {
        let house = tail.split_once(", ").filter(|(town, _)| {
            town.split(' ').count() <= 2
                && town.starts_with(char::is_uppercase)
        });
        house.is_some_and(|(_, house)| by_alias(house).is_some())
    };
    let ends = [". ", ", "].iter().flat_map(|mark| text.match_indices(mark));
    ends.map(|(at, _)| at)
        .filter(|at| {
            let tail = &text[at + 2..];
            is_publisher(tail) || university(tail)
        })
        .min()
        .map_or(text, |at| &text[..at])
}

/// A book's name without the town and the house behind it, whatever that is
/// called: "Sand und Meer. Wien: Weber".
pub(super) fn without_town(text: &str) -> &str {
    /// Words of a town and of a house at most.
    const TOWN: usize = 3;
    const HOUSE: usize = 4;
    let split = text.rsplit_once(". ").and_then(|(book, behind)| {
        let (town, house) = behind.split_once(": ")?;
        Some((book, town, house))
    });
    let Some((book, town, house)) = split else { return text };
    let named = |words: &str, most: usize| {
        words.split(' ').count() <= most
            && words.split(' ').all(|word| {
                word.starts_with(char::is_uppercase) || word == "&"
            })
    };
    let titled = town.split(' ').any(is_title_word);
    let whole = book.contains(' ');
    match whole && !titled && named(town, TOWN) && named(house, HOUSE) {
        true => book,
        false => text,
    }
}

/// The house that printed a book, without its town: "Kiel: Weber Press".
pub(super) fn without_town_of_house(text: &str) -> &str {
    match text.split_once(": ") {
        Some((_, house)) if is_house(house) && is_publisher(text) => house,
        _ => text,
    }
}

/// What stands behind the names of those who edited a book, in lower case
/// and without its full stop.
const EDITORS: &[&str] = &[
    "ed",
    "eds",
    "editor",
    "editors",
    "hrsg",
    "hg",
    "hgg",
    "org",
    "orgs",
    "coord",
    "coords",
    "dir",
    "dirs",
    "éd",
    "éds",
    "red",
    "a cura di",
    "bearb",
    "szerk",
    "comp",
    "comps",
];

/// The first of a tail's segments that can name a book: behind "In A. Roe and
/// B. Li (Eds.)", where editors stand in front of it.
pub(super) fn behind_editors(text: &str, segments: &[Range<usize>]) -> usize {
    let mark = |words: &str| {
        words.len() <= 10 && EDITORS.contains(&&*words.to_lowercase())
    };
    let words = |segment: &Range<usize>| {
        text[segment.clone()].trim().trim_end_matches('.')
    };
    let is_mark = |segment: &Range<usize>| mark(words(segment));
    // "In: Roe A, Li B, editors. Handbook of Sand".
    let ends_in_mark = |segment: &Range<usize>| {
        let last = words(segment).rsplit_once(", ");
        last.is_some_and(|(_, last)| mark(last))
    };
    let Some(first) = segments.first() else { return 0 };
    let head = text[first.clone()].trim_start_matches([
        ' ', '.', ',', ';', ':', '”', '"', '»', '’', '\n',
    ]);
    let inside = [
        "In ",
        "in ",
        "In: ",
        "in: ",
        "En ",
        "en ",
        "Dans ",
        "dans ",
        "Dins: ",
        "En: ",
        "V ",
        "w: ",
        "To appear in ",
        "to appear in ",
        "Forthcoming in ",
        "forthcoming in ",
    ]
    .iter()
    .any(|word| head.starts_with(word))
        || text[..first.start].trim_end().ends_with(" in")
        || text[..first.start].trim_end().ends_with(" In");
    if inside && ends_in_mark(first) && segments.len() > 1 {
        return 1;
    }
    match segments.iter().position(is_mark) {
        Some(at) if inside && at > 0 => {
            // "In: The Structure of Sand, A. Roe (Ed.)": the book is first.
            let names = &text[first.start..segments[at - 1].end];
            let titled = |word: &&str| {
                let word = word.trim_matches(|c: char| !c.is_alphabetic());
                word.len() > 3 && is_title_word(word) && !is_name_word(word)
            };
            let titled = names.split_whitespace().filter(titled).count() > 1;
            if titled { 0 } else { at + 1 }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::segments::segments;
    use super::*;

    #[test]
    fn a_house_is_named_without_its_town() {
        for (text, house) in [
            ("Kiel: Kiel University Press", "Kiel University Press"),
            ("Kiel: Sand and Moss", "Kiel: Sand and Moss"),
            ("Kiel University Press", "Kiel University Press"),
        ] {
            assert_eq!(without_town_of_house(text), house);
        }
    }

    #[test]
    fn a_publisher_is_no_venue() {
        for text in [
            "Springer",
            "Wiesbaden: Springer VS",
            "Torino, Giappichelli",
            "Cambridge University Press",
            "Berghahn Books",
            "New York: Oxford University Press",
            "Boca Raton, FL: CRC Press",
            "Éditions du Seuil",
            "中华书局",
        ] {
            assert!(is_publisher(text), "{text}");
        }
        for text in [
            "Journal of Wave Studies",
            "Composites Part B: Engineering",
            "Handbook of Peer Interactions",
            "Scritti in onore di Livia Roe, Milano",
            "Letters in Sand",
            "Physics",
        ] {
            assert!(!is_publisher(text), "{text}");
        }
    }

    #[test]
    fn a_book_is_named_without_its_town() {
        for (text, book) in [
            ("Sand und Meer. Wien: Weber", "Sand und Meer"),
            ("Livro das areias. São Paulo: Gomez", "Livro das areias"),
            (
                "Sand and Sea. Rivers: A Slow Survey of",
                "Sand and Sea. Rivers: A Slow Survey of",
            ),
            ("Sand: A Survey", "Sand: A Survey"),
        ] {
            assert_eq!(without_town(text), book, "{text}");
        }
    }

    #[test]
    fn a_book_stands_behind_its_editors() {
        for (tail, book) in [
            (" In A. Roe & B. Li (Eds.), Handbook of Sand (pp. 3–9)", 2),
            (" In: Roe, Anna; Li, Bo (Hrsg.): Sand und Meer. Kiel", 3),
            (", in A. Roe (a cura di), Scritti in onore", 2),
            (" In Handbook of Sand (pp. 3–9). Routledge", 0),
            (" Journal of Sand (Eds.)", 0),
            (" In: Roe A, Li B, editors. Sand and Its Uses. Kiel", 1),
            (" In: The Structure of Deep Water, A. Roe (Ed.), Seas 3", 0),
        ] {
            let parts = segments(tail);
            assert_eq!(behind_editors(tail, &parts), book, "{tail}");
        }
    }
}
