//! A name with what stands around it in a heading.

use super::Candidate;
use crate::model::{PersonName, SectionKind, fold_name, is_particle};
use crate::parse::words::{is_caseless, is_name_word, is_title_word};

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
    "papers",
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
    "engr.",
    "eng.",
    "ing.",
    "个人简历",
    "个人主页",
    "of",
    "for",
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

/// Reads a stretch as a name, the words around it taken off.
pub(super) fn read_name(text: &str) -> Option<Candidate> {
    if text.split_whitespace().any(is_code) {
        return None;
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
    let bare = bare.trim_start_matches(|c: char| !c.is_alphabetic()).trim();
    let score = name_score(bare)?;
    let name = PersonName::parse(bare)?;
    let printed = bare.trim_end_matches(['.', ',']).to_owned();
    Some(Candidate { name, printed, score })
}

/// Whether a word is the number of a report or a course: "DP18001".
fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 2 && word.starts_with(|c: char| c.is_ascii_uppercase())
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
        let particle = is_particle(&lower) || lower == "e";
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
    "reviewed",
    "refereed",
    "peer",
    "pdf",
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
