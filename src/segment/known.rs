//! The words of headings, and the kind of section each opens.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::alone::heads_alone;
use super::forms::{self, Form};
use super::is_capitals;
use crate::model::{SectionKind, fold_name};

/// The kind of section that some words head, where any does.
pub(crate) fn kind_of(words: &str) -> Option<SectionKind> {
    known(words).or_else(|| known_within(words))
}

/// Whether a line of body text is a heading by its words alone, each of
/// which would seldom fill a line otherwise: "Publications".
pub(super) fn is_told(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    // "Works (12)".
    let count = text.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
    let counted = count
        .is_some_and(|(_, count)| count.bytes().all(|b| b.is_ascii_digit()));
    let text = count.filter(|_| counted).map_or(text, |(text, _)| text);
    let first = text.chars().next();
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && text.ends_with(char::is_alphabetic)
        && lookup(&bare(text)).is_some()
        && (counted || !heads_alone(&bare(text)))
}

/// Headings and the kind they open.
static HEADINGS: LazyLock<HashMap<&'static str, SectionKind, FixedState>> =
    LazyLock::new(|| {
        let all = SectionKind::ALL.iter().flat_map(|&kind| {
            kind.headings().iter().map(move |heading| (*heading, kind))
        });
        all.collect()
    });

/// Likewise, without blanks.
static SQUEEZED: LazyLock<HashMap<String, SectionKind, FixedState>> =
    LazyLock::new(|| {
        let squeezed = |(heading, kind): (&&str, &SectionKind)| {
            (heading.replace(' ', ""), *kind)
        };
        HEADINGS.iter().map(squeezed).collect()
    });

/// Those with accents, without them, as hurried writers have them: "Lineas de
/// investigacion". Not "these", which is an English word.
static FOLDED: LazyLock<HashMap<String, SectionKind, FixedState>> =
    LazyLock::new(|| {
        let accented = HEADINGS.iter().filter(|(words, _)| !words.is_ascii());
        accented
            .map(|(words, kind)| (fold_name(words), *kind))
            .filter(|(words, _)| words.is_ascii() && words.len() > 6)
            .collect()
    });

/// The kind that a line of these words opens, as it stands.
pub(crate) fn known(text: &str) -> Option<SectionKind> {
    // The cheap look first: most lines are far too long for a heading.
    let said = text.find(['(', '[']).filter(|at| *at > 0);
    if said.unwrap_or(text.len()) > 70 {
        return None;
    }
    // "Conferences [2013] A. Roe and B. Diaz." is its first entry as well.
    let closed = said.and_then(|at| text[at..].split_once([')', ']']));
    if closed.is_some_and(|(_, behind)| behind.split(' ').nth(4).is_some()) {
        return None;
    }
    if let Some(kind) = known_part(text) {
        return Some(kind);
    }
    let bare = bare(text);
    let told = lookup(&bare).or_else(|| {
        forms::is_interests(&bare).then_some(SectionKind::Interests)
    });
    told.or_else(|| {
        // OCR glues the icon to the word: "TRESEARCH INTERESTS".
        let mut rest = bare.chars();
        let glyph = rest.next()?;
        let rest = rest.as_str();
        (is_capitals(text) && glyph.is_alphabetic() && rest.len() > 6)
            .then(|| lookup(rest))
            .flatten()
    })
}

/// The kind of works that a heading tells behind another that is known as
/// well: "Research — Publications", "Research | Working Papers".
fn known_part(text: &str) -> Option<SectionKind> {
    use SectionKind::{Publications, Talks};
    let parts = [" — ", " – ", " - ", " | ", ": ", " / "];
    let apart = text.contains(['—', '–', '-', '|', ':', '/']);
    let mut found = parts.iter().filter(|_| apart && text.len() <= LONGEST);
    let (head, rest) = found.find_map(|part| text.split_once(*part))?;
    // "All papers: publications" leads to another page.
    if rest.starts_with(char::is_lowercase) {
        return None;
    }
    let told = lookup(&bare(rest));
    let head = bare(head);
    // "Contributions | Book chapters" says the same twice.
    let open = head == "contributions";
    let within = lookup(&head).filter(|head| open || *head != Talks);
    told.filter(|kind| {
        matches!(kind, Publications | Talks) && within.is_some()
    })
}

/// Bytes of a heading in two parts at most.
const LONGEST: usize = 70;

fn lookup(bare: &str) -> Option<SectionKind> {
    let get = |text: &str| HEADINGS.get(text).copied();
    get(bare)
        .or_else(|| {
            let first = bare.as_bytes().first();
            let rest = QUALIFIERS
                .iter()
                .filter(|qualifier| qualifier.as_bytes().first() == first)
                .find_map(|q| bare.strip_prefix(q)?.strip_prefix(' '))?;
            get(rest)
        })
        .or_else(|| match bare.is_ascii() {
            true => FOLDED.get(bare).copied(),
            false => FOLDED.get(&fold_name(bare)).copied(),
        })
        // "Work-in-progress".
        .or_else(|| {
            let hyphens = bare.contains('-');
            hyphens.then(|| get(&bare.replace('-', " "))).flatten()
        })
        .or_else(|| {
            // "P UBLICATIONS": small capitals set in two sizes.
            (bare.contains(' ') && bare.split(' ').any(|w| w.len() == 1))
                .then(|| SQUEEZED.get(&bare.replace(' ', "")).copied())
                .flatten()
        })
}

/// Words before a heading that do not change its kind.
const QUALIFIERS: &[&str] = &[
    "selected",
    "recent",
    "main",
    "my",
    "full",
    "complete",
    "other",
    "key",
    "list of",
    "all",
    "additional",
    "current",
    "past",
    "previous",
    "major",
    "latest",
    "representative",
    "chosen",
    "refereed",
    "peer-reviewed",
    "peer reviewed",
    "scientific",
    "academic",
    "professional",
    "invited",
    "older",
    "earlier",
    "early",
    "newer",
    "relevant",
    "international",
    "domestic",
    "featured",
    "the",
    "some",
    "our",
];

/// What headings say of gatherings that print nothing.
const UNPRINTED: &[&str] = &[
    "without proceedings",
    "no proceedings",
    "sans actes",
    "sin actas",
    "sem anais",
    "ohne tagungsband",
    "journées d'étude",
    "journées d’étude",
];

/// What headings say of what others wrote about the owner's work.
const IN_PRESS: &[&str] = &["in the news", "in the media", "press coverage"];

/// What headings say that head works for all that.
const OF_WORKS: &[&str] =
    &["paper", "article", "publication", "chapter", "with and without"];

/// The kind of a longer heading that holds a known one, the longest first:
/// "Selected Honors and Awards (since 2015)".
pub(super) fn known_within(text: &str) -> Option<SectionKind> {
    let bare = bare(text);
    let words: Vec<&str> = bare.split(' ').collect();
    if words.len() > 8 {
        return None;
    }
    // "Conferences without Proceedings": what was said there is not printed.
    let said = |of: &[&str]| of.iter().any(|said| bare.contains(said));
    if !said(OF_WORKS) && said(UNPRINTED) {
        return Some(SectionKind::Talks);
    }
    // "My Research in the News".
    if !said(OF_WORKS) && said(IN_PRESS) {
        return Some(SectionKind::News);
    }
    let list = SectionKind::Publications;
    // "Publications and Conference Abstracts".
    let lists = |word: &str| HEADINGS.get(word) == Some(&list);
    if lists(words[0]) && forms::of(&bare) == Some(Form::Kinds) {
        return Some(list);
    }
    for length in (1..=words.len()).rev() {
        let mut kinds = words.windows(length).filter_map(|window| {
            let part = window.join(" ");
            // "Publications with Peer Review".
            let lists = |word: &&str| HEADINGS.get(*word) == Some(&list);
            let kind = match part == "peer review" {
                true if words.iter().any(lists) => list,
                _ => *HEADINGS.get(part.as_str())?,
            };
            let alone = heads_alone(&part);
            let subject = part == "education" && names_subject(&words);
            let whole = length == words.len();
            ((!alone || whole) && !subject).then_some((part, kind))
        });
        if let Some((_, kind)) = kinds.next() {
            // "Current Projects and Working Papers".
            let projects = kind == SectionKind::Projects;
            let papers = projects
                && kinds.any(|(part, kind)| {
                    kind == list && part.ends_with("papers")
                });
            return Some(if papers { list } else { kind });
        }
    }
    None
}

/// Whether education is what papers are about: "Engineering Education".
fn names_subject(words: &[&str]) -> bool {
    const SUBJECTS: &[&str] = &[
        "engineering",
        "physics",
        "mathematics",
        "math",
        "maths",
        "chemistry",
        "biology",
        "science",
        "stem",
        "statistics",
        "computing",
        "language",
        "music",
        "art",
        "childhood",
    ];
    words.iter().any(|word| SUBJECTS.contains(word))
}

/// Publications, where all words of a heading are such as tell kinds of
/// them, and do so as `told` asks.
pub(super) fn composed(
    text: &str,
    told: impl Fn(Form) -> bool,
) -> Option<SectionKind> {
    let form = (text.len() <= 70).then(|| forms::of(&bare(text))).flatten();
    form.filter(|form| told(*form)).map(|_| SectionKind::Publications)
}

/// What one work is called by its kind, in front of its title or below.
const WORKS: &[&str] = &[
    "article",
    "bachelor thesis",
    "book chapter",
    "conference paper",
    "dissertation",
    "doctoral thesis",
    "invited paper",
    "job market paper",
    "journal article",
    "master thesis",
    "master's thesis",
    "masters thesis",
    "ph.d. thesis",
    "phd thesis",
    "preprint",
    "thesis",
    "working paper",
];

/// Whether a text tells but the kind of one work: "Job Market Paper".
pub(crate) fn is_kind_of_work(text: &str) -> bool {
    WORKS.iter().any(|kind| text.eq_ignore_ascii_case(kind))
}

/// Whether a text is nothing but words that head publications: "Published or
/// accepted for publication".
pub(crate) fn heads_publications(text: &str) -> bool {
    known(text) == Some(SectionKind::Publications)
        || composed(text, |_| true).is_some()
}

/// Whether a text is nothing but words for kinds of works, be it one: "Book",
/// "Reviews and other occasional writing".
pub(crate) fn heads_kinds(text: &str) -> bool {
    composed(text, |form| form != Form::Quality).is_some()
}

/// Publications, where a heading names whose they are first: "Ann Roe –
/// Publications".
pub(super) fn owned(text: &str) -> Option<SectionKind> {
    let (_, what) = text.rsplit_once([':', '–', '—', '|', '-'])?;
    known(what).filter(|kind| *kind == SectionKind::Publications)
}

/// Words before the one that a title has in common with a heading.
const BEFORE: usize = 4;

/// Whether words within a list are rather a title than a heading: "Discourse
/// Trees as Weak Supervision" heads no students.
pub(super) fn is_title(text: &str) -> bool {
    let bare = bare(text);
    let words: Vec<&str> = bare.split(' ').collect();
    let heads = |part: &[&str]| HEADINGS.contains_key(part.join(" ").as_str());
    words.len() > BEFORE
        && !(2..=words.len()).any(|n| words.windows(n).any(heads))
        && !words[..BEFORE].iter().any(|word| heads(&[word]))
        && words[BEFORE..].iter().any(|word| heads(&[word]))
}

/// A heading's words: lower case, without numbering, marks, brackets.
fn bare(text: &str) -> String {
    let cut =
        text.split(['(', '[', '{', '（', '【', '|']).next().unwrap_or(text);
    // "Publications — selection".
    let dashed = cut.contains(['—', '–', '-']);
    let cut = [" — ", " – ", " - "]
        .iter()
        .filter(|_| dashed)
        .find_map(|dash| cut.split_once(dash))
        .map_or(cut, |(head, _)| head);
    let cut = if cut.trim().is_empty() { text } else { cut };
    let trimmed = cut
        .trim_start_matches(|c: char| {
            !c.is_alphabetic() // numbering, emoji, rules
        })
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    let trimmed = match trimmed.split_once(' ') {
        Some((number, rest)) if is_number(number) => rest,
        _ => trimmed,
    };
    let mut lower = trimmed.to_lowercase();
    if lower.contains(['&', '/', '-']) {
        lower = lower.replace('&', " and ").replace(" / ", " and ");
        lower = lower.replace("pre-print", "preprint");
    }
    let mut bare = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !bare.is_empty() {
            bare.push(' ');
        }
        bare.push_str(word);
    }
    bare
}

/// Whether a heading's first word numbers it: "VII.", "A.", "C.1.", "(c)",
/// of which the first bracket is gone.
fn is_number(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let marked = word.ends_with(['.', ')', ':'])
        || word.contains(|c: char| c.is_ascii_digit());
    let few =
        letters().count() == 1 || letters().all(|c| "IVXivx".contains(c));
    marked && few && word.len() <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_join_words_of_headings() {
        let list = Some(SectionKind::Publications);
        assert_eq!(known("Work-in-progress"), list);
        assert_eq!(known("In-review"), known("In review"));
    }
    use crate::model::SectionKind::*;

    #[test]
    fn a_heading_is_known_by_its_words() {
        for (text, kind) in [
            ("EDUCATION", Some(Education)),
            ("Publications:", Some(Publications)),
            ("TRESEARCH INTERESTS", Some(Interests)),
            ("♥ Honors and Awards", Some(Awards)),
            ("📝 Publications", Some(Publications)),
            ("3. Selected Publications (peer-reviewed)", Some(Publications)),
            ("P UBLICATIONS", Some(Publications)),
            ("VI. Teaching", Some(Teaching)),
            ("Conferences [2013] A. Roe and B. Diaz.", None),
            ("PROJECT IMPACT & RECOGNITION", Some(Awards)),
            ("发表论文", Some(Publications)),
            ("Work in Progress", Some(Publications)),
            ("C.1. Publicaciones", Some(Publications)),
            ("(c) Products", Some(Publications)),
            (
                "Peer-Reviewed Publications (names of students whom I advised \
                 are underlined)",
                Some(Publications),
            ),
            ("A. Personal Statement", Some(About)),
            ("연구논문", Some(Publications)),
            ("Список публикаций", Some(Publications)),
            ("RESEARCH — WORKING PAPERS", Some(Publications)),
            ("Research | Publications", Some(Publications)),
            ("Research: Journal Articles", Some(Publications)),
            ("Forschung – Vorträge", Some(Talks)),
            ("Talks – Conferences", Some(Talks)),
            ("All papers: publications", None),
            ("Research Assistant", None),
            ("Areas of Scientific Interest", Some(Interests)),
            ("Areas of Research Specialization", Some(Interests)),
            ("Research Specialization(s)", Some(Interests)),
            ("Scientific Interests and Expertise", Some(Interests)),
            ("Areas of Teaching Expertise", None),
            ("Conflict of Interest", None),
            ("Lineas de investigacion", Some(Interests)),
            ("Publicaçoes", Some(Publications)),
            ("These", None),
            ("Parcours professionnel", Some(Positions)),
            ("Experiencia docente", Some(Teaching)),
            ("Akademischer Werdegang", Some(Education)),
            ("Cours", Some(Teaching)),
            ("Cours d'eau", None),
            ("Zirui Liu", None),
            ("", None),
        ] {
            assert_eq!(known(text), kind, "{text:?}");
        }
    }

    #[test]
    fn a_line_of_body_text_may_tell_that_it_heads() {
        for line in ["Publications", "Works (12)", "Work Experience:"] {
            assert!(is_told(line), "{line}");
        }
        for line in ["publications", "Works", "Languages", "Publications."] {
            assert!(!is_told(line), "{line}");
        }
    }

    #[test]
    fn a_title_may_end_in_the_word_of_a_heading() {
        for (text, title) in [
            ("Discourse Trees as Weak Supervision", true),
            ("Ethnic Balancing in Cabinet Appointments", true),
            ("Graduate and Undergraduate Teaching", false),
            ("Honors, Awards and Invited Lectures since 2015", false),
            ("Invited Talks at Universities and Schools", false),
        ] {
            assert_eq!(is_title(text), title, "{text:?}");
        }
    }

    #[test]
    fn a_longer_heading_is_known_by_a_part() {
        for (text, kind) in [
            ("Selected Honors and Awards since 2015", Some(Awards)),
            (
                "Articles in Peer-Reviewed Journals and Working Papers",
                Some(Publications),
            ),
            ("Invited Talks at Universities", Some(Talks)),
            ("Conférences internationales sans actes", Some(Talks)),
            ("Journées d'étude, workshops", Some(Talks)),
            ("My Research in the News", Some(News)),
            ("Peer-Reviewed Book Contributions", Some(Publications)),
            ("Education and Early Career", Some(Education)),
            ("Current projects and working papers", Some(Publications)),
            ("Research Projects and Book Chapters", Some(Projects)),
            ("Education in Physics", None),
            ("Studies in Engineering Education", None),
            ("The Work of Others", None),
        ] {
            assert_eq!(known_within(text), kind, "{text:?}");
        }
    }

    #[test]
    fn a_heading_may_name_whose_publications_they_are() {
        for (text, kind) in [
            ("Wolfgang Roe – Publications", Some(Publications)),
            ("Ann Roe: Selected Publications", Some(Publications)),
            ("Ann Roe – Teaching", None),
            ("Publications that matter", None),
        ] {
            assert_eq!(owned(text), kind, "{text:?}");
        }
    }
}
