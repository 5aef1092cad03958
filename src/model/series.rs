//! Series of working papers: no table holds them all, but their form tells
//! them.

/// What the papers of a series are called.
const PAPERS: &[&str] = &[
    " Working Paper",
    " Discussion Paper",
    " Staff Paper",
    " Policy Paper",
    " Research Paper",
    " Documento de Trabajo",
    " Documento de Trabalho",
    " Document de travail",
    " Texto para Discussão",
    " Arbeitspapier",
    " Diskussionspapier",
];

/// What says of a paper which one it is, and not whose.
const OWN: &[&str] = &[
    "Best",
    "Current",
    "Draft",
    "Invited",
    "Job",
    "Joint",
    "Latest",
    "Market",
    "My",
    "New",
    "Our",
    "Revised",
    "Solo",
    "The",
    "This",
    "Unpublished",
];

/// Words of the name of a series at most.
const MOST: usize = 6;

/// The series of working papers that a stretch opens with, by whose it is;
/// without that, "Working Paper" tells but how far a work has come: the "Kiel
/// Working Paper" of "Kiel Working Paper no. 7".
pub fn named(text: &str) -> Option<&str> {
    if let Some(series) = with_its_house(text) {
        return Some(series);
    }
    let (at, end) = PAPERS.iter().find_map(|paper| {
        let at = text.find(paper)?;
        Some((at, at + paper.len()))
    })?;
    let behind = text[end..].trim_start_matches('s');
    let plural = text[end..].len() - behind.len();
    // "Kiel Working Papers in Linguistics" is told as it stands.
    let parted = !behind.starts_with(char::is_alphabetic)
        && !behind.starts_with(" in ");
    let words = text[..at].split(' ');
    let known = parted
        && words.clone().count() <= MOST
        && words.clone().all(can_be_of_name)
        // "Completed Working Paper" is nobody's.
        && (is_numbered(behind) || words.clone().any(tells_whose));
    known.then(|| &text[..end + plural])
}

/// The series where whose it is stands behind what its papers are called:
/// "Working Paper Bank of Kiel".
fn with_its_house(text: &str) -> Option<&str> {
    let house = PAPERS.iter().find_map(|paper| {
        text.strip_prefix(paper.trim_start())?.strip_prefix(' ')
    })?;
    let house = house.split([',', '.', '(', ';', '\n']).next()?;
    let number = |c: char| c.is_ascii_digit() || c == '#';
    let house = house.split(number).next()?.trim_end();
    let mut words = house.split(' ');
    let whose = words.clone().next().is_some_and(tells_whose);
    let length = text.find(house)? + house.len();
    (whose && words.clone().count() <= MOST && words.all(can_be_of_name))
        .then(|| &text[..length])
}

/// Whether a word can stand before "Working Paper" in the name of a series.
fn can_be_of_name(word: &str) -> bool {
    let joins = ["of", "for", "and", "in", "the", "de", "du", "del", "di"]
        .contains(&word);
    (joins || word.starts_with(char::is_uppercase))
        && !OWN.contains(&word)
        && word.chars().all(|c| c.is_alphabetic() || "-/&'".contains(c))
}

/// Whether a word tells whose papers they are: an acronym or a house.
fn tells_whose(word: &str) -> bool {
    const HOMES: &[&str] = &[
        "Universi",
        "Institut",
        "School",
        "Bank",
        "Banque",
        "Banco",
        "Banca",
        "Cent",
        "Departmen",
    ];
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
        || HOMES.iter().any(|home| word.starts_with(home))
}

/// Whether a paper's number stands behind the name of its series.
fn is_numbered(behind: &str) -> bool {
    let number = behind.split(' ').nth(1).unwrap_or("");
    behind.starts_with(' ')
        && (number.contains(|c: char| c.is_ascii_digit())
            || number.eq_ignore_ascii_case("no."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_papers_are_of_a_series() {
        for (text, series) in [
            ("Kiel Working Paper W17/07", Some("Kiel Working Paper")),
            ("KIEL Discussion Papers No. 7", Some("KIEL Discussion Papers")),
            ("University of Kiel Working Paper", {
                Some("University of Kiel Working Paper")
            }),
            (
                "KIEL Documento de Trabajo 2301",
                Some("KIEL Documento de Trabajo"),
            ),
            ("Working Paper Banque de Kiel, 2022", {
                Some("Working Paper Banque de Kiel")
            }),
            ("Working Paper KIEL 17", Some("Working Paper KIEL")),
            ("Working Paper Slow Rivers", None),
            ("Completed Working Paper.", None),
            ("Working Paper 7", None),
            ("Job Market Working Paper", None),
            ("May Working Paper", None),
            ("slow rivers Working Paper", None),
            ("2020 Working Paper", None),
            ("Kiel Working Paperwork", None),
            ("Kiel Working Papers in Linguistics", None),
        ] {
            assert_eq!(named(text), series, "{text}");
        }
    }
}
