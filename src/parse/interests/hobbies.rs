//! What people like beside their work.

use std::borrow::Cow;

use crate::model::{Document, Line};

/// Drops, of what a section of interests adds from one on, what people like
/// beside their work: "traveling", "snowboarding". One of those alone may be
/// what somebody works on, and so may one that stands among others: they are
/// named last, or nothing else is.
pub(super) fn drop_hobbies(found: &mut Vec<String>, from: usize) {
    let added = found.get(from..).unwrap_or(&[]);
    let last = added.iter().rev().take_while(|one| is_hobby(one, true));
    let last = last.count();
    // "Cinema, music, dance" may be what somebody studies.
    let run = &added[added.len() - last..];
    if last > 1 && run.iter().any(|one| is_hobby(one, false)) {
        found.truncate(found.len() - last);
    }
}

/// The lines of a section without those whose label says that they tell what
/// somebody likes beside work; among several such "Gadgets: …" is another.
pub(super) fn without_labelled<'a>(
    document: &Document,
    lines: &'a [Line],
) -> Cow<'a, [Line]> {
    let text = |line: &Line| document.slice(line.span);
    let told = |line: &&Line| is_labelled(text(line));
    let hobbies = lines.iter().filter(told).count();
    if hobbies == 0 {
        return Cow::Borrowed(lines);
    }
    let labels = |line: &&Line| text(line).contains(':');
    let all = lines.iter().filter(labels).count();
    let most = hobbies > 1 && hobbies * 2 >= all;
    let kept = lines.iter().filter(|line| match most {
        true => !labels(line),
        false => !told(line),
    });
    kept.copied().collect()
}

/// Whether a line of a section tells what its owner likes beside work, by
/// its label: "Music: jazz, old and new".
fn is_labelled(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, _)| is_hobby(label, true))
}

/// Whether all words of an interest tell what people like, also those that
/// are studied, too.
fn is_hobby(interest: &str, also_studied: bool) -> bool {
    let lower = interest.to_lowercase();
    if lower.starts_with("spending time") {
        return true;
    }
    let joins = [
        "and", "with", "my", "the", "in", "of", "new", "family", "et", "de",
        "la", "y", "e", "und", "di",
    ];
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !joins.contains(word))
        .collect();
    let surely = words.iter().any(|word| HOBBIES.contains(word));
    words.iter().all(|word| HOBBIES.contains(word) || STUDIED.contains(word))
        && !words.is_empty()
        && (surely || also_studied)
}

/// What people like, and some study.
const STUDIED: &[&str] = &[
    "cinema",
    "creative",
    "film",
    "films",
    "fitness",
    "gaming",
    "improvisational",
    "movies",
    "music",
    "painting",
    "photography",
    "reading",
    "sport",
    "sports",
    "theater",
    "theatre",
    // French, Spanish, Portuguese, Italian, German.
    "cinéma",
    "musique",
    "théâtre",
    "cine",
    "música",
    "teatro",
    "deportes",
    "desporto",
    "esporte",
    "musica",
    "musik",
    "kino",
    "lecture",
    "lectura",
    "leitura",
    "lettura",
    "lesen",
    "voyages",
    "viagens",
    "viajar",
    "viajes",
    "viaggi",
    "reisen",
    "travel",
    "traveling",
    "travelling",
    "writing",
];

const HOBBIES: &[&str] = &[
    "backpacking",
    "badminton",
    "baking",
    "basketball",
    "biking",
    "birdwatching",
    "bouldering",
    "camping",
    "chess",
    "climbing",
    "cooking",
    "crocheting",
    "crossfit",
    "cycling",
    "dancing",
    "diving",
    "drums",
    "fishing",
    "football",
    "gardening",
    "golf",
    "guitar",
    "gym",
    "hiking",
    "jazz",
    "jogging",
    "kayaking",
    "knitting",
    "mountaineering",
    "piano",
    "poker",
    "rowing",
    "running",
    "sailing",
    "saxophone",
    "scuba",
    "singing",
    "skiing",
    "snowboarding",
    "soccer",
    "squash",
    "surfing",
    "swimming",
    "tennis",
    "trekking",
    "violin",
    "volleyball",
    "woodworking",
    "yoga",
    // French.
    "escalade",
    "guitare",
    "jardinage",
    "natation",
    "randonnée",
    "ski",
    "vélo",
    "échecs",
    // Spanish and Portuguese.
    "ajedrez",
    "fútbol",
    "futebol",
    "guitarra",
    "natación",
    "natação",
    "senderismo",
    "xadrez",
    // Italian.
    "calcio",
    "cucina",
    "nuoto",
    "scacchi",
    // German.
    "fußball",
    "klettern",
    "kochen",
    "radfahren",
    "schach",
    "schwimmen",
    "segeln",
    "wandern",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hobbies_are_no_research() {
        for (list, want) in [
            (
                &["rivers", "Hiking", "traveling", "Spending time with Bo"][..],
                &["rivers"][..],
            ),
            (&["rivers", "music"], &["rivers", "music"]),
            (&["Hiking and music", "cooking"], &[]),
            (&["sable", "lecture", "randonnée et ski"], &["sable"]),
            (&["areias", "leitura", "futebol"], &["areias"]),
            (&["sabbia", "scacchi", "musica"], &["sabbia"]),
            (&["Sand", "Wandern", "Kochen"], &["Sand"]),
            (&["Woodworking", "saxophone", "creative writing"], &[]),
            (&["Cinema", "music", "dance", "theatre"], {
                &["Cinema", "music", "dance", "theatre"]
            }),
            (&["Cinema", "music"], &["Cinema", "music"]),
            (&["chess", "running", "rivers"], &["chess", "running", "rivers"]),
        ] {
            let mut found: Vec<String> =
                list.iter().map(|one| (*one).to_owned()).collect();
            drop_hobbies(&mut found, 0);
            assert_eq!(found, want);
        }
        for (line, of_hobbies) in [
            ("Music: jazz, old and new", true),
            ("Sports and travel: the coast", true),
            ("Rivers: old and new", false),
            ("Music and sand", false),
        ] {
            assert_eq!(is_labelled(line), of_hobbies, "{line}");
        }
        let mut found = vec!["music".to_owned(), "chess".to_owned()];
        drop_hobbies(&mut found, 1);
        assert_eq!(found, ["music", "chess"]);
    }
}
