//! A venue's name without what stands around it: editors, months, volumes.

use super::segments::opens_count;
use crate::parse::date::is_month;

/// A stretch behind the names of those who edited what it goes on with: "In
/// A. Roe and B. Diaz, editors, A Book of Rivers".
pub(super) fn without_editors(text: &str) -> &str {
    const MARKS: &[&str] = &[
        ", editors, ",
        ", editor, ",
        ", eds., ",
        ", eds, ",
        ", ed., ",
        ", ed, ",
        ", Eds., ",
    ];
    // Most venues have none.
    if ![", ed", ", Ed"].iter().any(|opening| text.contains(opening)) {
        return text;
    }
    MARKS
        .iter()
        .find_map(|mark| text.rsplit_once(mark))
        .map_or(text, |(_, behind)| behind)
}

/// A stretch without the month behind its last comma or dash: "IEEE Cluster,
/// Sep", "Le Monde — June".
pub(super) fn without_month(text: &str) -> &str {
    let dated = [", ", " — ", " – ", " - "].iter().find_map(|joint| {
        // Most venues have none of the dashes.
        let parted = text.contains(joint).then(|| text.rsplit_once(joint));
        let (head, last) = parted.flatten()?;
        is_month(last).then_some(head)
    });
    dated.unwrap_or(text)
}

/// A stretch without what opens the volume or the pages that were cut off:
/// "IEEE Access, vol", "CLUSTER, 2022, pp".
pub(super) fn without_units(text: &str) -> &str {
    let mut kept = text;
    while let Some((head, unit)) = kept.rsplit_once([' ', ','])
        && ["vol", "pp", "p", "no", "nr", "iss", "art", "pages", "volume"]
            .iter()
            .any(|known| unit.eq_ignore_ascii_case(known))
    {
        kept = head.trim_end_matches([' ', ',', '.', ':', ';']);
    }
    kept
}

/// A stretch without the unit of a number that was cut off: the v of
/// "Cadernos de Saúde, v. 38".
pub(super) fn without_unit(text: &str) -> &str {
    const UNITS: &[&str] = &[
        "v", "n", "t", "т", "Т", "s", "S", "p", "Bd", "Jg", "nr", "no", "vol",
        "Vol",
    ];
    UNITS
        .iter()
        .filter_map(|unit| text.strip_suffix(unit))
        .find_map(|head| {
            head.strip_suffix(", ").or_else(|| head.strip_suffix(". "))
        })
        .unwrap_or(text)
}

/// The head of a stretch up to the first number, month, remark or address.
pub(super) fn cut_remark(text: &str) -> &str {
    // "Water Research.doi.org/10.1093/wr.12".
    let text = text.find("doi.org").map_or(text, |at| &text[..at]);
    let mut end = text.len();
    for (at, _) in text.match_indices([',', ' ', ':']) {
        let next = text[at + 1..].trim_start();
        let lower = next.get(..10).unwrap_or(next).to_ascii_lowercase();
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        // "Studies in History 12", not "Fall 2019 Meeting" or "3D Vision".
        let opener = text[..at].rsplit(' ').next().unwrap_or("");
        let counts = number
            && !opens_count(opener)
            && next.split([' ', ',']).next().is_some_and(|w| {
                w.chars().all(|c| !c.is_alphabetic()) || is_locator(w)
            });
        let remark = [
            "vol",
            "no.",
            "pp",
            "pages",
            "issue",
            "art.",
            "article",
            "doi",
            "http",
            "isbn",
            "issn",
            "eds",
            "ed.",
            "edited",
            "editado",
            "editada",
            "organizad",
            "coordinad",
            "herausgege",
            "sous la di",
            "a cura di",
            "hrsg",
            "online fir",
            "ahead of p",
            "ahead-of-p",
            "early view",
            "advance on",
            "forthcomin",
            "special is",
        ]
        .iter()
        .any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| {
                // "Theoretical and Methodological Issues in Sand".
                !rest.starts_with(|c: char| c.is_alphabetic())
                    || word.starts_with("http")
                    || *word == "vol"
                    || word.len() > 8
            })
        });
        // "S. 77–98", "s. 12", "v.16", "ano 35", "2nd edn".
        let page = [
            "s.", "p.", "v.", "n.", "t.", "str.", "с.", "núm.", "jg.", "bd.",
            "no ", "nr ", "ano ", "año ",
        ]
        .iter()
        .filter_map(|word| lower.strip_prefix(word))
        .map(|rest| rest.strip_prefix(' ').unwrap_or(rest))
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // "Sur les sables, Printemps".
        let season = text[at..].starts_with(", ")
            && SEASONS.iter().any(|word| lower.starts_with(word));
        let edition = number
            && lower.split(' ').nth(1).is_some_and(|w| w.starts_with("ed"));
        if counts || remark || page || edition || season {
            end = at;
            break;
        }
    }
    text[..end].trim_matches([
        ' ', ',', '.', ';', ':', '-', '–', '—', '\n', '(', '*', '†',
    ])
}

/// Whether a word is a volume and the number of an article in it:
/// "12:e034", "12:A45.".
fn is_locator(word: &str) -> bool {
    let digits = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    word.trim_end_matches('.').split_once(':').is_some_and(|(volume, at)| {
        let at = at.strip_prefix(|c: char| c.is_ascii_alphabetic());
        digits(volume) && at.is_some_and(digits)
    })
}

/// When an issue came out that is named after its season.
const SEASONS: &[&str] = &[
    "spring",
    "summer",
    "autumn",
    "winter",
    "fall ",
    "printemps",
    "automne",
    "hiver",
    "frühjahr",
    "herbst",
    "primavera",
    "otoño",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_venue_ends_before_its_volume() {
        for (text, venue) in [
            ("Cadernos de Saúde, v", "Cadernos de Saúde"),
            ("The Changing Sea. s", "The Changing Sea"),
            ("Journal of Sand S", "Journal of Sand S"),
            ("Sand", "Sand"),
        ] {
            assert_eq!(without_unit(text), venue);
        }
    }

    #[test]
    fn what_is_not_printed_yet_says_so_behind_the_name() {
        for text in [
            "Sand and Water A, online first",
            "Sand and Water A, ahead of print",
            "Sand and Water A ahead-of-print, 2007",
            "Sand and Water A, early view",
            "Sand and Water A, forthcoming",
            "Sand and Water A, advance online publication",
            "Sand and Water A, 12:e034",
            "Sand and Water A, v.16, n.2",
            "Sand and Water A, editado por Ana Roe",
            "Sand and Water A, herausgegeben von Ann Roe",
            "Sand and Water A, ano 35, nº especial",
        ] {
            assert_eq!(cut_remark(text), "Sand and Water A", "{text}");
        }
        assert_eq!(cut_remark("Sand Online Letters"), "Sand Online Letters");
    }

    #[test]
    fn a_known_venue_is_printed_without_its_volume() {
        for (text, venue) in [
            ("Sand Access, vol", "Sand Access"),
            (
                "Conference on Sand (CS), 2022, pp",
                "Conference on Sand (CS), 2022",
            ),
            ("Sand 3", "Sand 3"),
        ] {
            assert_eq!(without_units(text), venue);
        }
        assert_eq!(cut_remark("Sand.doi.org/10.1111/s.1"), "Sand");
    }
}
