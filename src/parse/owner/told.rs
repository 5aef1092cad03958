//! Names that a document tells in so many words: "I am Jane Roe", "Name:
//! Jane Roe".

use std::sync::LazyLock;

use regex::Regex;

use super::Candidate;
use super::name::read_name;

/// "I am Jane Roe", "My name is …", "I'm Zirui "Ray" Liu, a …".
///
/// Lead and name are patterns of their own: as one, with a name's words
/// counted in it, it took longer to compile than most documents to read.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:\bI\s?(?:['’ʼ]\s?m|\sam)|[Mm]y\s(?:full\s)?name\s(?:is|:)|\bthis\sis|[Jj]e\sm['’]appelle|[Ii]ch\sbin|我是|我叫|\bName:)\s*",
    )
    .expect("a constant pattern")
});

static HONORIFIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:Dr|Prof|Professor|Mr|Ms)\.?\s")
        .expect("a constant pattern")
});

/// The first word of a name; between quotes or brackets at most
/// [`LONGEST_NICKNAME`] letters.
static FIRST_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)^(?:\p{Lu}[\p{L}'’\-]*\.?|[“"(]([\p{L}\s]+)[”")]|(?:van|von|de|der|di|da|del|la|le|bin|al)\b|\p{Han}{2,4})"#,
    )
    .expect("a constant pattern")
});

static NEXT_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)^\s(?:\p{Lu}[\p{L}'’\-]*\.?|[“"(]([\p{L}\s]+)[”")]|van|von|de|der|di|da|del|la|le|bin|al)"#,
    )
    .expect("a constant pattern")
});

const LONGEST_NICKNAME: usize = 15;

/// Words of a name after its first.
const NEXT_WORDS: usize = 5;

/// What stands before the owner's name in forms, in lower case.
const LABELS: &[&str] = &[
    "name",
    "full name",
    "name and surname",
    "first name and surname",
    "family name, first name",
    "last name, first name",
    "surname, name",
    "surname / name",
    "name / surname",
    "first name(s) / surname(s)",
    "surname(s) / first name(s)",
    "name, vorname",
    "vor- und nachname",
    "nombre y apellidos",
    "nombre",
    "nom et prénom",
    "nom, prénom",
    "nome e cognome",
    "nome completo",
    "nome",
    "adı soyadı",
    "ad soyad",
    "imię i nazwisko",
    "jméno a příjmení",
    "фио",
    "họ và tên",
    "氏名",
    "姓名",
    "성명",
    "이름",
    "ονοματεπώνυμο",
];

/// "NAME: Jane Roe", "1. Adı Soyadı: Ayşe Roe", "Family name, First name:
/// Roe, Jane".
pub(super) fn labelled(text: &str) -> Option<Candidate> {
    let (label, rest) = text.split_once([':', '：', '\t'])?;
    if label.len() > 40 {
        return None;
    }
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    if !LABELS.contains(&label.trim_end().to_lowercase().as_str()) {
        return None;
    }
    let rest = rest.split(['|', '\t', ';', '(']).next()?;
    let mut candidate = read_name(rest.split("  ").next()?.trim())?;
    // Nobody's name is less certain for a word that is also one of titles.
    candidate.score = candidate.score.max(0.3);
    Some(candidate)
}

pub(super) fn introduced(text: &str) -> Option<Candidate> {
    let mut at = 0;
    while let Some(lead) = LEAD.find_at(text, at) {
        let rest = &text[lead.end()..];
        let titled = HONORIFIC.find(rest).map(|found| &rest[found.end()..]);
        let name = titled.and_then(name_at).or_else(|| name_at(rest));
        if let Some(name) = name {
            let mut candidate = read_name(name)?;
            candidate.printed = name.trim_end_matches('.').to_owned();
            return Some(candidate);
        }
        let first = text[lead.start()..].chars().next();
        at = lead.start() + first.map_or(1, char::len_utf8);
    }
    None
}

/// The name that a text begins with.
fn name_at(text: &str) -> Option<&str> {
    let word = |pattern: &Regex, at: usize| {
        let found = pattern.captures(&text[at..])?;
        let nickname = found.get(1).map_or(0, |n| n.as_str().chars().count());
        let end = at + found.get(0)?.end();
        (nickname <= LONGEST_NICKNAME).then_some(end)
    };
    let mut end = word(&FIRST_WORD, 0)?;
    for _ in 0..NEXT_WORDS {
        let Some(next) = word(&NEXT_WORD, end) else { break };
        end = next;
    }
    Some(text[..end].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_label_the_name() {
        for (line, name) in [
            ("NAME: Maria Schmidt", Some("Maria Schmidt")),
            ("Name / Surname\tSchmidt, Maria", Some("Maria Schmidt")),
            ("Nombre y apellidos: Maria Schmidt", Some("Maria Schmidt")),
            ("1. Adı Soyadı: Maria Schmidt", Some("Maria Schmidt")),
            ("Family name, First name: Schmidt, Maria", Some("Maria Schmidt")),
            ("Journal name: Maria Schmidt", None),
            ("Name: 3 Maria Street", None),
        ] {
            let found = labelled(line);
            let found = found.as_ref().map(|c| c.name.display());
            assert_eq!(found, name, "{line}");
        }
    }

    #[test]
    fn people_introduce_themselves() {
        for (text, want) in [
            (
                "I’m Maria \"Mia\" Schmidt, a Ph.D. student",
                Some("Maria Schmidt"),
            ),
            ("Hello! I am Carlos van Dyke.", Some("Carlos van Dyke")),
            ("I am interested in rivers", None),
            ("I am a professor", None),
        ] {
            let name = introduced(text).map(|c| c.name.display().to_owned());
            assert_eq!(name.as_deref(), want, "{text}");
        }
    }
}
