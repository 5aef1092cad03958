//! Whom a document is about, by its own words: the lines above the first
//! section, and what stands elsewhere in so many words.

use std::sync::LazyLock;

use regex::Regex;

use super::place::Place;
use super::words::{is_caseless, is_name_word, is_title_word};
use crate::model::{Document, Line, PersonName, Role, SectionKind, fold_name};

/// A name that may be the owner's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) name: PersonName,
    /// As the document writes it.
    pub(super) printed: String,
    pub(super) score: f32,
}

impl Candidate {
    /// The name as the document spells it: a header gives names in reading
    /// order, so initials behind ("Abhishek R") stay behind.
    pub(super) fn spelling(&self) -> String {
        let sorted = |text: &str| {
            let mut words: Vec<String> =
                text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let read = self.name.display();
        if sorted(read) == sorted(&self.printed) {
            return self.printed.clone();
        }
        read.to_owned()
    }
}

/// Words that stand beside a name in a heading and are no part of it.
const AROUND: &[&str] = &[
    "curriculum vitae",
    "curriculum vitæ",
    "résumé",
    "resume",
    "cv of",
    "cv",
    "vita",
    "vitae",
    "home page",
    "homepage",
    "personal page",
    "personal website",
    "publications hal de",
    "publications of",
    "publications de",
    "publikationen von",
    "veröffentlichungen von",
    "publicaciones de",
    "pubblicazioni di",
    "publications by",
    "publications",
    "list of publications",
    "about me",
    "welcome to",
    "academic",
    "lebenslauf",
    "personal information",
    "datos personales",
    "informations personnelles",
    "informazioni personali",
    "dr hab.",
    "prof. dr hab.",
    "pd dr.",
    "dr.-ing.",
    "univ.-prof.",
    "mgr",
    "dr.",
    "prof.",
    "个人简历",
    "个人主页",
    "of",
    "by",
    "the",
    "website",
    "page",
    "'s",
    "’s",
    "about",
    "research",
    "web site",
    "bio",
    "short",
    "full",
];

/// The owner's name by the document's own words, the likeliest first.
pub(super) fn candidates(
    document: &Document,
    place: &Place<'_>,
    header: &[Line],
    prose: &[Line],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut seen = 0;
    for line in header {
        if matches!(line.role, Role::Boilerplate) {
            continue;
        }
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let depth = seen as f32;
        seen += 1;
        if seen > 12 {
            break;
        }
        let large = line.geometry.is_some_and(|g| g.size > 1.25);
        let heading = matches!(line.role, Role::Heading(_));
        for part in header_parts(text) {
            if is_label(text, part) {
                continue;
            }
            if let Some(mut candidate) = read_name(part) {
                if candidate.score < 0.1 && (depth > 0.0 || part != text) {
                    continue;
                }
                candidate.score += 1.2 - depth * 0.25;
                candidate.score += if large || heading { 1.0 } else { 0.0 };
                candidate.score += if part == text { 0.3 } else { 0.0 };
                found.push(candidate);
            }
        }
    }
    for candidate in &mut found {
        if place.names(&candidate.name) {
            candidate.score += 0.8;
        }
    }
    let meta = [&document.metadata.author, &document.metadata.title];
    for (i, text) in meta.into_iter().enumerate() {
        let Some(text) = text else { continue };
        for part in header_parts(text) {
            if let Some(mut candidate) = read_name(part)
                && candidate.score > 0.1
            {
                candidate.score += if i == 0 { 0.6 } else { 0.4 };
                found.push(candidate);
            }
        }
    }
    for line in header.iter().chain(prose).take(60) {
        let text = document.slice(line.span);
        if let Some(mut candidate) = labelled(text) {
            candidate.score += 1.8;
            found.push(candidate);
        } else if let Some(mut candidate) = introduced(text) {
            candidate.score += 1.4;
            found.push(candidate);
        }
    }
    merge(found)
}

/// Adds up the scores of spellings of one name.
fn merge(found: Vec<Candidate>) -> Vec<Candidate> {
    let mut merged: Vec<Candidate> = Vec::new();
    for candidate in found {
        let same = merged.iter_mut().find(|m| m.name.matches(&candidate.name));
        match same {
            Some(known) => {
                known.score += 0.5 + candidate.score.max(0.0) * 0.3;
                // The fuller spelling stays.
                if !known.name.is_full() && candidate.name.is_full() {
                    known.name = candidate.name;
                    known.printed = candidate.printed;
                }
            }
            None => merged.push(candidate),
        }
    }
    merged.sort_by(|a, b| b.score.total_cmp(&a.score));
    merged
}

/// The stretches of a header line: "Jane Roe | Curriculum Vitae".
fn header_parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split(['|', '•', '\t', '/', '—', '–', ';', '【', '】', ':', '\n'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" · "))
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    // "Jane Roe, Ph.D." and "Roe, Jane" stay whole; "Jane Roe, Yale" not.
    let heads: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.split_once(", ").map(|(head, _)| head))
        .collect();
    parts.extend(heads);
    // "남궁소율 (Soyul Namgung)".
    if let Some((head, _)) = text.split_once([' ', '(', '（'])
        && text.starts_with(is_caseless)
    {
        parts.push(head);
    }
    parts
}

/// Whether a part of a line in such a script stands before a colon:
/// "이메일: …" labels an address.
fn is_label(text: &str, part: &str) -> bool {
    let end = part.as_ptr() as usize + part.len() - text.as_ptr() as usize;
    part.starts_with(is_caseless)
        && text
            .get(end..)
            .is_some_and(|behind| behind.trim_start().starts_with([':', '：']))
}

/// Reads a stretch as a name, the words around it taken off.
fn read_name(text: &str) -> Option<Candidate> {
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
        for word in AROUND {
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
    let bare = bare.trim();
    let score = name_score(bare)?;
    let name = PersonName::parse(bare)?;
    let printed = bare.trim_end_matches(['.', ',']).to_owned();
    Some(Candidate { name, printed, score })
}

/// How much a short text looks like a person's name; None where it cannot be
/// one.
fn name_score(text: &str) -> Option<f32> {
    if text.is_empty() || text.chars().count() > 48 {
        return None;
    }
    if text.contains(['@', '/', '\\', '=', '<', '?', '!', '+', '&'])
        || text.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if text.chars().filter(|c| c.is_alphabetic()).all(is_caseless) {
        // No word of a name tells it from a heading: the heading must.
        let heads = SectionKind::ALL
            .iter()
            .any(|kind| kind.headings().contains(&text));
        return ((2..=4).contains(&letters) && !heads).then_some(0.9);
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty())
        .collect();
    if !(2..=6).contains(&words.len()) {
        return None;
    }
    let mut score = 0.0f32;
    let mut full = 0;
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let Some(first) = bare.chars().next() else { continue };
        let lower = fold_name(bare);
        if NOT_NAMES.contains(&lower.as_str()) {
            return None;
        }
        let particle = matches!(
            lower.as_str(),
            "von"
                | "van"
                | "der"
                | "de"
                | "del"
                | "di"
                | "da"
                | "dos"
                | "du"
                | "la"
                | "le"
                | "el"
                | "al"
                | "bin"
                | "den"
                | "ter"
                | "zu"
                | "y"
                | "e"
                | "af"
                | "do"
                | "das"
                | "della"
                | "ben"
                | "ibn"
        );
        let degree = matches!(
            lower.replace('.', "").as_str(),
            "phd"
                | "md"
                | "msc"
                | "jr"
                | "sr"
                | "dr"
                | "prof"
                | "ii"
                | "iii"
                | "professor"
                | "dphil"
                | "mba"
                | "ing"
        );
        if particle || degree {
            continue;
        }
        if !first.is_uppercase() {
            return None;
        }
        if bare.chars().count() > 1 {
            full += 1;
            if is_name_word(bare) {
                score += 0.6;
            } else if is_title_word(bare) {
                score -= 0.9;
            } else {
                score += 0.15;
            }
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

/// Words of headers that no name holds.
const NOT_NAMES: &[&str] = &[
    "university",
    "institute",
    "department",
    "school",
    "college",
    "faculty",
    "laboratory",
    "lab",
    "center",
    "centre",
    "professor",
    "research",
    "education",
    "contact",
    "email",
    "phone",
    "address",
    "street",
    "road",
    "assistant",
    "associate",
    "engineer",
    "scientist",
    "student",
    "science",
    "sciences",
    "computer",
    "machine",
    "learning",
    "technology",
    "google",
    "scholar",
    "github",
    "linkedin",
    "twitter",
    "website",
    "page",
    "updated",
    "last",
    "download",
    "menu",
    "news",
    "publications",
    "projects",
    "talks",
    "teaching",
    "service",
    "awards",
    "experience",
    "skills",
    "languages",
    "references",
    "personal",
    "information",
    "data",
    "degree",
    "bachelor",
    "master",
    "doctor",
    "candidate",
    "fellow",
    "lecturer",
    "united",
    "states",
    "kingdom",
    "china",
    "france",
    "germany",
    "italy",
    "canada",
    "australia",
    "curriculum",
    "vitae",
    "resume",
    "and",
    "the",
    "for",
    "with",
    "in",
    "at",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "current",
    "position",
    "nationality",
    "born",
    "birth",
    "date",
    "selected",
    "list",
    "home",
    "about",
    "welcome",
    "hello",
    "hi",
    "summary",
    "profile",
    "interests",
    "conference",
    "journal",
    "papers",
    "articles",
    "preprints",
    "working",
    "blog",
    "code",
    "software",
    "group",
    "team",
    "members",
    "people",
    "jump",
    "skip",
    "content",
    "navigation",
    "toggle",
    "search",
    "universitat",
    "universite",
    "universidad",
    "universita",
    "institut",
    "ecole",
];

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
fn labelled(text: &str) -> Option<Candidate> {
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

fn introduced(text: &str) -> Option<Candidate> {
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
    fn a_label_is_no_name() {
        let names = |line: &'static str| -> Vec<&str> {
            let parts = header_parts(line).into_iter();
            parts.filter(|part| !is_label(line, part)).collect()
        };
        assert!(!names("이메일: soyul@postech.example").contains(&"이메일"));
        assert!(names("남궁소율 (Soyul Namgung)").contains(&"남궁소율"));
    }

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
    fn a_name_is_read_out_of_a_header() {
        for (text, want) in [
            ("Curriculum Vitae of Maria Schmidt", Some("Maria Schmidt")),
            ("Publications HAL de Maria Schmidt", Some("Maria Schmidt")),
            ("PERSONAL INFORMATION Maria Schmidt", Some("Maria Schmidt")),
            ("dr hab. Maria Schmidt", Some("Maria Schmidt")),
            ("Carlos García", Some("Carlos García")),
            ("Maria Schmidt – Curriculum Vitae", Some("Maria Schmidt")),
            ("Department of Physics", None),
            ("Research Assistant", None),
            ("李雷的主页", None),
            ("李雷", Some("李雷")),
            ("个人简介", None),
            ("Deep Learning", None),
        ] {
            let found = header_parts(text)
                .into_iter()
                .filter_map(read_name)
                .max_by(|a, b| a.score.total_cmp(&b.score));
            let found = found.map(|c| c.printed);
            assert_eq!(found.as_deref(), want, "{text}");
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
