//! Posts held, with their titles.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::finder::finder;
use super::stay::stays;
use super::words::is_caseless;
use crate::model::{Document, Line, Position};

/// Titles of posts, longest first where one holds another.
const TITLES: &[&str] = &[
    "tenure-track assistant professor",
    "visiting assistant professor",
    "adjunct assistant professor",
    "adjunct associate professor",
    "adjunct professor",
    "assistant professor",
    "associate professor",
    "distinguished professor",
    "full professor",
    "visiting professor",
    "professor emeritus",
    "emeritus professor",
    "junior professor",
    "chair professor",
    "professor",
    "principal research scientist",
    "senior research scientist",
    "staff research scientist",
    "research scientist",
    "senior research engineer",
    "research engineer",
    "senior research fellow",
    "research fellow",
    "senior researcher",
    "principal researcher",
    "postdoctoral researcher",
    "postdoctoral research associate",
    "postdoctoral research fellow",
    "postdoctoral fellow",
    "postdoctoral associate",
    "postdoctoral scholar",
    "postdoc",
    "post-doctoral researcher",
    "visiting researcher",
    "visiting scholar",
    "visiting scientist",
    "visiting student",
    "research associate",
    "research assistant",
    "teaching assistant",
    "graduate research assistant",
    "research intern",
    "student researcher",
    "applied scientist intern",
    "applied scientist",
    "data scientist",
    "senior lecturer",
    "lecturer",
    "reader",
    "maître de conférences",
    "chargé de recherche",
    "directeur de recherche",
    "software engineer",
    "machine learning engineer",
    "intern",
    "instructor",
    "staff scientist",
    "scientist",
    "ph.d. candidate",
    "phd candidate",
    "doctoral candidate",
    "ph.d. student",
    "phd student",
    "doctoral student",
    "doctoral researcher",
    "phd researcher",
    "ph.d. researcher",
    "master student",
    "master's student",
    "undergraduate student",
    "researcher",
    "director",
    "head of",
    "dean",
    "economist",
    "engineer",
    "curator",
    "librarian",
    "archivist",
    "statistician",
    "group leader",
    "principal investigator",
    "member of technical staff",
    "consultant",
    "fellow",
    "wissenschaftlicher mitarbeiter",
    "wissenschaftliche mitarbeiterin",
    "juniorprofessorin",
    "juniorprofessor",
    "professorin",
    "privatdozentin",
    "privatdozent",
    "akademische rätin",
    "akademischer rat",
    "doktorandin",
    "doktorand",
    "professeure",
    "professeur",
    "maîtresse de conférences",
    "chargée de recherche",
    "directrice de recherche",
    "enseignante-chercheuse",
    "enseignant-chercheur",
    "ingénieure de recherche",
    "ingénieur de recherche",
    "post-doctorante",
    "post-doctorant",
    "postdoctorante",
    "postdoctorant",
    "doctorante",
    "doctorant",
    "chercheuse",
    "chercheur",
    "catedrática",
    "catedrático",
    "profesora titular",
    "profesor titular",
    "profesora asociada",
    "profesor asociado",
    "profesora ayudante",
    "profesor ayudante",
    "profesora",
    "profesor",
    "investigadora postdoctoral",
    "investigador postdoctoral",
    "investigadora",
    "investigador",
    "estudiante de doctorado",
    "doctoranda",
    "doctorando",
    "professora titular",
    "professor titular",
    "professora associada",
    "professor associado",
    "professora adjunta",
    "professor adjunto",
    "professora",
    "pesquisadora",
    "pesquisador",
    "doutoranda",
    "doutorando",
    "professoressa ordinaria",
    "professoressa associata",
    "professore ordinario",
    "professore associato",
    "professoressa",
    "professore",
    "ricercatrice",
    "ricercatore",
    "assegnista di ricerca",
    "dottoranda",
    "dottorando",
    "hoogleraar",
    "universitair hoofddocent",
    "universitair docent",
    "promovenda",
    "promovendus",
    "准教授",
    "助教",
    "博士研究生",
    "博士後期課程",
    "博士后",
    "博士生导师",
    "助理研究员",
    "教授",
    "副教授",
    "助理教授",
    "博士生",
    "讲师",
    "研究员",
    "副研究员",
];

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| finder(TITLES));

/// The title of a post named in a text, as printed.
pub(super) fn title(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let whole = |at: usize, word: &str| {
        // "北京大学教授": no blanks part words there. An adviser's is none
        // of the owner's.
        word.starts_with(is_caseless) && !is_advisers(&lower[..at])
            || !lower[..at].ends_with(char::is_alphanumeric)
                && !lower[at + word.len()..].starts_with(char::is_alphanumeric)
    };
    // A title counts where it stands first; "assistant professor" holds two.
    let mut seen = [false; TITLES.len()];
    MATCHER
        .find_overlapping_iter(&lower)
        .filter(|m| !std::mem::replace(&mut seen[m.pattern()], true))
        .map(|m| (m.start(), TITLES[m.pattern()]))
        .filter(|(at, word)| whole(*at, word))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))
        .and_then(|(at, word)| text.get(at..at + word.len()))
}

/// Whether a text in a script without blanks ends in what tells of an
/// adviser: "导师为韦安娜".
fn is_advisers(before: &str) -> bool {
    /// Characters between it and the title at most.
    const WITHIN: usize = 12;
    const ADVISERS: &[&str] =
        &["导师", "師從", "师从", "指导教师", "指導教員", "指導教官"];
    let near = before.char_indices().rev().take(WITHIN).last();
    let near = near.map_or("", |(at, _)| &before[at..]);
    ADVISERS.iter().any(|word| near.contains(word))
}

/// The posts of a section.
pub(super) fn positions(document: &Document, lines: &[Line]) -> Vec<Position> {
    stays(document, lines)
        .into_iter()
        .filter_map(|stay| {
            let title = title(&stay.text).map(str::to_owned);
            let organization = stay.organization();
            if title.is_none() && organization.is_none() {
                return None;
            }
            let dates = stay.dates.unwrap_or_default();
            Some(Position {
                title,
                organization,
                start: dates.start,
                end: dates.end,
                current: dates.current,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_a_post_is_found() {
        for (text, want) in [
            (
                "Assistant Professor at Example University",
                Some("Assistant Professor"),
            ),
            ("I am a PhD student in", Some("PhD student")),
            ("International Affairs", None),
            ("Interning", None),
            ("Profesora Titular de Hidrología", Some("Profesora Titular")),
            ("Doctorante à l'université de Lyon", Some("Doctorante")),
            ("Sand大学副教授，博士生导师", Some("副教授")),
            ("导师为韦安娜教授", None),
        ] {
            assert_eq!(title(text), want, "{text}");
        }
    }
}
