//! A name with what stands around it in a heading.

use super::Candidate;
use super::name_words::{
    AROUND, CASELESS_PAGES, CASELESS_PLACES, CASELESS_TITLES, CASELESS_WORDS,
    COUNTRIES, GREETINGS, NOT_NAMES, ROOMS, STATES, STREETS,
};
use crate::gazetteer::institution::by_alias;
use crate::model::{PersonName, SectionKind, fold_name, is_particle};
use crate::parse::words::{is_caseless, is_name_word, is_title_word};
use crate::parse::years;
use crate::segment::{heads_publications, is_publication_word};

/// Reads a stretch as a name, the words around it taken off.
pub(super) fn read_name(text: &str) -> Option<Candidate> {
    if text.split_whitespace().any(is_code) || is_room(text) {
        return None;
    }
    if let Some((latin, caseless)) = with_caseless(text) {
        let mut candidate = read_name(latin)?;
        candidate.also = Some(caseless.to_owned());
        return Some(candidate);
    }
    let mut bare = text.trim();
    // Icons, numbers, brackets at either end.
    bare = bare.trim_matches(|c: char| {
        !c.is_alphabetic() && !matches!(c, ')' | '）' | '.')
    });
    for _ in 0..4 {
        let lower = bare.to_lowercase();
        if lower.len() != bare.len() {
            break;
        }
        let before = bare;
        // A letter tells most words from what stands at either end.
        let ends = |text: &str| {
            let bytes = text.as_bytes();
            (bytes.first().copied(), bytes.last().copied())
        };
        let (first, last) = ends(&lower);
        let may_stand = |word: &&&str| {
            let (opens, closes) = ends(word);
            opens == first || closes == last
        };
        for word in AROUND.iter().filter(may_stand) {
            let whole = |rest: &str, at_start: bool| {
                rest.is_empty()
                    || if at_start {
                        rest.starts_with(|c: char| !c.is_alphanumeric())
                    } else {
                        rest.ends_with(|c: char| !c.is_alphanumeric())
                            || word.starts_with(['\'', '’'])
                    }
            };
            if let Some(rest) = lower.strip_prefix(word)
                && whole(rest, true)
            {
                bare = bare[word.len()..]
                    .trim_start_matches([' ', ':', '-', '–', '|', ',', '.']);
                break;
            }
            if let Some(rest) = lower.strip_suffix(word)
                && whole(rest, false)
            {
                bare = bare[..rest.len()]
                    .trim_end_matches([' ', ':', '-', '–', '|', ',', '(']);
                break;
            }
        }
        if bare == before {
            break;
        }
    }
    let bare = bare.trim_start_matches(|c: char| !c.is_alphabetic()).trim();
    let bare = without_degrees(bare);
    // "李雷的主页".
    let owned = CASELESS_PAGES.iter().find_map(|of| bare.strip_suffix(of));
    let bare = owned.unwrap_or(bare);
    let score = name_score(bare)?;
    let name = PersonName::parse(bare)?;
    // "Artículos Publicados", but Axel Bücher.
    if heads_publications(bare) && !bare.split(' ').any(is_name_word) {
        return None;
    }
    let printed = bare.trim_end_matches(['.', ',']).to_owned();
    Some(Candidate { name, printed, score, also: None })
}

/// A name without the degrees that follow it: "Anna Weber, MD, M.S.". They
/// stand behind a comma like the initials of "Weber, A. B.".
fn without_degrees(text: &str) -> &str {
    const DEGREES: &[&str] = &[
        "ba", "bs", "ma", "ms", "mph", "mpp", "mpa", "mfa", "md", "jd", "dvm",
        "phd", "mphil", "dphil", "msc", "scd", "drph", "pharmd", "psyd",
        "edd", "rn", "meng", "mstat", "mbbs",
    ];
    let mut bare = text;
    while let Some((name, behind)) = bare.rsplit_once(',') {
        // "BA (Hons)".
        let behind = behind.split('(').next().unwrap_or(behind);
        let letters = behind.chars().filter(|c| c.is_alphabetic());
        let degree: String = letters.collect();
        let known = DEGREES.contains(&degree.to_lowercase().as_str());
        let whole = name.split_whitespace().nth(1).is_some();
        // "Nguyen Thi, Ba" is turned round.
        let small = degree.contains(char::is_lowercase);
        let short = degree.chars().count() == 2;
        let printed = degree.starts_with(char::is_uppercase);
        if !known || !whole || !printed || short && small {
            break;
        }
        bare = name.trim_end();
    }
    bare
}

/// A name in both scripts, parted: "Anna Weber (韦安娜)".
fn with_caseless(text: &str) -> Option<(&str, &str)> {
    let at = text.find(is_caseless)?;
    let (latin, caseless) = text.split_at(at);
    let latin = latin.trim_end();
    let inside = latin.ends_with(['(', '（']);
    let latin = latin.trim_end_matches(['(', '（', ',']).trim();
    let end = caseless.find(|c| !is_caseless(c)).unwrap_or(caseless.len());
    let (caseless, behind) = caseless.split_at(end);
    let closes = behind.trim().trim_matches([')', '）', '.', ',']).is_empty();
    let caseless = ["个人主页", "主页", "简历"]
        .iter()
        .fold(caseless, |name, word| name.strip_suffix(word).unwrap_or(name));
    let mut caseless = caseless;
    while let Some(name) =
        CASELESS_TITLES.iter().find_map(|t| caseless.strip_suffix(t))
    {
        caseless = name;
    }
    let most = if inside { 4 } else { 3 };
    let place = CASELESS_PLACES.iter().any(|place| caseless.contains(place));
    let name = (2..=most).contains(&caseless.chars().count()) && !place;
    let several = latin.split_whitespace().nth(1).is_some();
    (closes && name && several).then_some((latin, caseless))
}

/// Whether a text tells a room or a house: "Moss Hall 306".
fn is_room(text: &str) -> bool {
    // "Xin Lane 2023": a year is no room.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut words = text.split_whitespace();
    // "2 Rue de la Source", "2, rue de la Source".
    let mut opening = words.clone();
    let number = opening.next().is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 5
    });
    let street = opening
        .next()
        .is_some_and(|word| STREETS.contains(&word.to_lowercase().as_str()));
    if number && street {
        return true;
    }
    digits > years(text).len() * 4
        && words.any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphabetic());
            ROOMS.iter().any(|room| word.eq_ignore_ascii_case(room))
        })
}

/// Whether a word is a name with what belongs to it before: "al-Rashid".
fn is_prefixed(word: &str) -> bool {
    word.split_once(['-', '\'', '’']).is_some_and(|(head, name)| {
        // "d'Arbre" has an article of one letter.
        let particle = is_particle(&fold_name(head)) || head == "d";
        particle && name.starts_with(char::is_uppercase)
    })
}

/// Whether a word is the number of a report or a course: "DP18001".
fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 2 && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a word has more capitals than one of a name, side by side, and
/// small letters: "GeoRISK", but not "McDONALD", "DeLaCruz" or "ROE".
fn is_acronym(word: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "Mc", "Mac", "Le", "La", "De", "Del", "Della", "Di", "Du", "Van",
        "Von", "Fitz", "Ben",
    ];
    let prefixed = PREFIXES.iter().any(|prefix| {
        word.strip_prefix(prefix).is_some_and(|rest| {
            !rest.is_empty() && rest.chars().all(char::is_uppercase)
        })
    });
    let capitals: Vec<bool> = word.chars().map(char::is_uppercase).collect();
    let many = capitals.iter().filter(|capital| **capital).count() > 2;
    many && !prefixed
        && capitals.windows(2).any(|pair| pair[0] && pair[1])
        && word.chars().any(char::is_lowercase)
        && !word.contains(['-', '.', '\'', '’'])
}

/// How much a short text looks like a person's name; None where it cannot be
/// one.
fn name_score(text: &str) -> Option<f32> {
    if text.is_empty() || text.chars().count() > 48 {
        return None;
    }
    let count = |mark| text.matches(mark).count();
    if text.contains(['@', '/', '\\', '=', '<', '?', '!', '+', '&'])
        || text.chars().any(|c| c.is_ascii_digit())
        // Of a title that was cut.
        || count('“') != count('”')
        || count('«') != count('»')
    {
        return None;
    }
    if text.chars().filter(|c| c.is_alphabetic()).all(is_caseless) {
        return is_caseless_name(text).then_some(0.9);
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty())
        .collect();
    if !(2..=6).contains(&words.len()) || is_something_else(text, &words) {
        return None;
    }
    let mut score = 0.0f32;
    let mut full = 0;
    for (at, word) in words.iter().enumerate() {
        if let Some(own) = word_score(word, at == 0)? {
            score += own;
            full += 1;
        }
    }
    if full == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most six words")]
    let mean = score / (full as f32);
    // "Marine Carpuat": a word of titles beside one that is not.
    (mean > -0.4).then_some(mean + 0.3)
}

/// Whether characters without capitals are a name. No word of a name tells
/// it from a heading: the heading must.
fn is_caseless_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let heads =
        || SectionKind::ALL.iter().any(|k| k.headings().contains(&text));
    let sentence = text.contains(['，', '。', '、', '：', '！']);
    let place = || CASELESS_PLACES.iter().any(|word| text.contains(word));
    (2..=4).contains(&letters)
        && !sentence
        && !CASELESS_WORDS.contains(&text)
        && !place()
        && !heads()
}

/// Whether words greet, or name an organization or a place.
fn is_something_else(text: &str, words: &[&str]) -> bool {
    let greets = words.windows(2).any(|pair| {
        let [first, second] = [pair[0], pair[1]].map(|word| {
            word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()
        });
        GREETINGS.iter().any(|(word, after)| {
            first == *word && after.contains(&second.as_str())
        })
    });
    let last = text.rsplit_once(", ").map(|(_, last)| last);
    let country = last.map(fold_name);
    greets
        // "UC Berkeley"
        || by_alias(text).is_some()
        || country.is_some_and(|c| COUNTRIES.contains(&c.as_str()))
        || last.is_some_and(|last| STATES.contains(&last))
            && !is_name_word(words[0])
        || words.iter().any(|word| is_acronym(word))
}

/// How much a word looks like one of a name; None where it is of none, and
/// nothing for initials, particles and titles.
fn word_score(word: &str, opens: bool) -> Option<Option<f32>> {
    const DEGREES: &[&str] = &[
        "phd",
        "md",
        "msc",
        "jr",
        "sr",
        "dr",
        "prof",
        "ii",
        "iii",
        "professor",
        "dphil",
        "mba",
        "ing",
    ];
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    let Some(first) = bare.chars().next() else { return Some(None) };
    let lower = fold_name(bare);
    if NOT_NAMES.contains(&lower.as_str())
        || opens && is_publication_word(&lower) && !is_name_word(bare)
    {
        return None;
    }
    let particle = is_particle(&lower) || lower == "e";
    if particle || DEGREES.contains(&lower.replace('.', "").as_str()) {
        return Some(None);
    }
    if is_prefixed(bare) {
        return Some(Some(0.15));
    }
    if !first.is_uppercase() {
        return None;
    }
    let full = bare.chars().nth(1).is_some();
    Some(full.then(|| match () {
        () if is_name_word(bare) => 0.6,
        () if is_title_word(bare) => -0.9,
        () => 0.15,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_no_part_of_a_name() {
        for (text, want) in [
            ("Anna Weber, M.D., M.S.", Some("Anna Weber")),
            ("Anna Weber, MPH", Some("Anna Weber")),
            ("Anna Weber, PhD, M.A.", Some("Anna Weber")),
            ("Weber, Anna", Some("Weber, Anna")),
            ("Weber, A. B.", Some("Weber, A. B")),
            ("Anna Weber, BA (Hons)", Some("Anna Weber")),
            ("Yi, Ma", Some("Yi, Ma")),
            ("Nguyen Thi, Ba", Some("Nguyen Thi, Ba")),
            ("Anna d'Arbre", Some("Anna d'Arbre")),
        ] {
            let found = read_name(text).map(|found| found.printed);
            assert_eq!(found.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn a_name_may_stand_in_two_scripts() {
        for (text, want) in [
            ("Anna Weber (韦安娜)", Some(("Anna Weber", Some("韦安娜")))),
            ("Anna Weber（韦安娜）", Some(("Anna Weber", Some("韦安娜")))),
            ("Anna Weber 韦安娜", Some(("Anna Weber", Some("韦安娜")))),
            ("Anna Weber", Some(("Anna Weber", None))),
            ("Anna Weber 韦安娜主页", Some(("Anna Weber", Some("韦安娜")))),
            ("Anna Weber 我的个人学术主页", None),
            ("Wei Li 李伟教授", Some(("Wei Li", Some("李伟")))),
        ] {
            let found = read_name(text);
            let found = found
                .as_ref()
                .map(|found| (found.printed.as_str(), found.also.as_deref()));
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn what_stands_behind_a_name_may_be_none() {
        for text in [
            "Wei Li 清华大学",
            "Yuki Tanaka 東京大学",
            "Wei Li 副教授",
            "Wei Li 博士",
            "Wei Li, 北京",
        ] {
            let also = read_name(text).and_then(|found| found.also);
            assert_eq!(also, None, "{text}");
        }
    }

    #[test]
    fn a_room_is_nobody() {
        for (text, want) in [
            ("Moss Hall 306", None),
            ("Campus office", None),
            ("Campus 12", None),
            ("Guten Tag", None),
            ("Freie Universiteit Kiel", None),
            ("Uniwersytet Lyonski", None),
            ("Grüß Gott", None),
            ("J. Richard Gott", Some("J. Richard Gott")),
            ("Ada Gott", Some("Ada Gott")),
            ("Floor de Vries", Some("Floor de Vries")),
            ("John Floor", Some("John Floor")),
            ("Gerald Campus", Some("Gerald Campus")),
            ("Anna Avenue", Some("Anna Avenue")),
            ("Xin Lane 2023", Some("Xin Lane")),
            ("Weber Building", None),
            ("Anna Hall", Some("Anna Hall")),
            ("Santiago, Chile", None),
            ("Seoul, South Korea", None),
            ("Weber, Israel", Some("Weber, Israel")),
            ("Claire Maître", Some("Claire Maître")),
            ("Anna Chile", Some("Anna Chile")),
            ("我是", None),
            ("此前，我", None),
            ("研究生", None),
            ("Profesora Titular", None),
            ("Articoli Scelti", None),
            ("Publicações e Textos", None),
            ("Anaïs Weber", Some("Anaïs Weber")),
            ("ir. Anna Van Den Berg", Some("Anna Van Den Berg")),
            ("Dipl.-Ing. Anna Weber", Some("Anna Weber")),
            ("dr. ir. Anna Weber", Some("Anna Weber")),
            ("Vladimir Weber", Some("Vladimir Weber")),
            ("Omar al-Rashid", Some("Omar al-Rashid")),
        ] {
            let found = read_name(text).map(|found| found.printed);
            assert_eq!(found.as_deref(), want, "{text}");
        }
    }
}
