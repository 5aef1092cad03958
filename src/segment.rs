//! Splits a document into sections by its headings.

mod forms;
mod margin;

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use self::forms::Form;
use crate::model::{Document, Line, Role, Section, SectionKind, Span};

/// The lines of a document, headings in its margin by themselves.
#[must_use]
pub fn lines(document: &Document) -> Vec<Line> {
    let mut lines = document.lines();
    margin::part(document, &mut lines);
    lines
}

/// Splits a document's lines into sections.
///
/// What stands above the first known heading is the contact section. A
/// heading that no table row knows opens a section of its own when it ranks
/// with the known ones, and otherwise stays, as a line, in the section
/// around it.
#[must_use]
pub fn segment(document: &Document, lines: &[Line]) -> Vec<Section> {
    let mut sections = vec![Section {
        kind: SectionKind::Contact,
        known: false,
        heading: None,
        level: 0,
        lines: 0..0,
    }];
    let emoji = lines.iter().any(|line| {
        let text = document.slice(line.span);
        starts_with_symbol(text) && known(text).is_some()
    });
    let mut seen_known = false;
    for (i, line) in lines.iter().enumerate() {
        let text = document.slice(line.span);
        let listed = sections
            .last()
            .is_some_and(|s| s.kind == SectionKind::Publications);
        let found = heading(document, line, text, emoji, listed)
            .filter(|_| stands_alone(document, lines, i))
            .filter(|_| !(listed && is_title(text)));
        if let Some(found) = found {
            let around = sections.last().map_or(0, |s| s.level);
            let opens = match found.kind {
                Some(_) => true,
                // Above the first known heading: the name, in large letters.
                None if !seen_known => false,
                None => found.level <= around && !found.soft,
            };
            if opens {
                seen_known |= found.kind.is_some();
                sections.push(Section {
                    kind: found.kind.unwrap_or(SectionKind::Other),
                    known: found.kind.is_some(),
                    heading: Some(line.span),
                    level: found.level,
                    lines: i + 1..i + 1,
                });
                continue;
            }
        }
        if let Some(section) = sections.last_mut() {
            section.lines.end = i + 1;
        }
    }
    without_menu(document, lines, sections)
}

/// Sections of a menu that are as good as empty.
const MENU: usize = 3;

/// Words of a menu's entry.
const ENTRY: usize = 3;

/// Takes a menu's entries ("Home", "Publications", "Teaching") for what they
/// are: headings of body text with nothing beneath but other entries, one
/// after the other. What follows the last of them belongs to the head of the
/// page.
fn without_menu(
    document: &Document,
    lines: &[Line],
    sections: Vec<Section>,
) -> Vec<Section> {
    let is_text = |line: &Line| {
        document.slice(line.span).split_whitespace().nth(ENTRY).is_some()
    };
    let printed = |s: &Section| {
        s.lines.start > 0
            && !matches!(lines[s.lines.start - 1].role, Role::Heading(_))
    };
    let mut kept: Vec<Section> = Vec::with_capacity(sections.len());
    let mut i = 0;
    while i < sections.len() {
        let run = sections[i..]
            .iter()
            .take_while(|s| s.heading.is_some() && printed(s))
            .position(|s| {
                s.lines.len() > MENU
                    || lines[s.lines.clone()].iter().any(is_text)
            })
            .unwrap_or(0);
        if run >= MENU {
            let last = &sections[i + run];
            let start = sections[i].lines.start - 1;
            match kept.last_mut() {
                Some(before) => before.lines.end = last.lines.end,
                None => kept.push(Section {
                    kind: SectionKind::Contact,
                    known: false,
                    heading: None,
                    level: 0,
                    lines: start..last.lines.end,
                }),
            }
            i += run + 1;
            continue;
        }
        kept.push(sections[i].clone());
        i += 1;
    }
    kept
}

/// The kind of section that some words head, where any does.
pub(crate) fn kind_of(words: &str) -> Option<SectionKind> {
    known(words).or_else(|| known_within(words))
}

/// A line that may open a section.
struct Heading {
    kind: Option<SectionKind>,
    level: u8,
    /// Told by its look alone; does not close a known section.
    soft: bool,
}

fn heading(
    document: &Document,
    line: &Line,
    text: &str,
    emoji: bool,
    listed: bool,
) -> Option<Heading> {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    match line.role {
        // A heading that was broken over two lines opens nothing new.
        Role::Heading(_)
            if text.matches('(').count() != text.matches(')').count() =>
        {
            None
        }
        Role::Heading(level) => {
            let kind = known(text)
                .or_else(|| known_within(text))
                .or_else(|| {
                    composed(text, |form| form != Form::Quality || listed)
                })
                .or_else(|| owned(text));
            Some(Heading { kind, level, soft: false })
        }
        Role::Boilerplate => None,
        Role::Item(_) | Role::Row | Role::Body => {
            let capitals = is_capitals(text);
            let bold = is_bold(document, line.span);
            let symbol = emoji && starts_with_symbol(text);
            let item = matches!(line.role, Role::Item(_) | Role::Row);
            if item && !(capitals || bold) {
                return None;
            }
            let marked = capitals || bold || symbol;
            let kind = known(text).or_else(|| {
                let few = text.split_whitespace().count() <= 6;
                let kind = || {
                    // One kind alone may be a mark at an entry.
                    let composed =
                        || composed(text, |form| form == Form::Kinds);
                    known_within(text).or_else(composed)
                };
                (marked && few && !item).then(kind).flatten()
            });
            if kind.is_some() {
                return Some(Heading { kind, level: 1, soft: false });
            }
            (line.first && symbol && text.chars().count() < 50)
                .then_some(Heading { kind: None, level: 2, soft: true })
        }
    }
}

/// Whether a heading-like line is one: a body line must not be the middle
/// of a paragraph.
fn stands_alone(document: &Document, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    if matches!(line.role, Role::Heading(_)) || line.first {
        return true;
    }
    // "…\nPUBLICATIONS\nSmith, J. (2019)…" without a blank line.
    let text = document.slice(line.span);
    let before = document.slice(lines[i - 1].span).trim_end();
    let ends = before.ends_with(['.', ')', ':', ';', '!', '?'])
        || before.chars().count() < 45;
    ends && (is_capitals(text)
        || is_bold(document, line.span)
        || starts_with_symbol(text)
        || line.geometry.is_some_and(|g| g.size > 1.08 || g.gap > 0.4)
        || is_told(text))
}

/// Whether a line of body text is a heading by its words alone, each of
/// which would seldom fill a line otherwise: "Publications".
fn is_told(text: &str) -> bool {
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
        && (counted || !ALONE.contains(&&*bare(text)))
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

/// Words that open a section only when they stand alone: each is also part
/// of other headings.
const ALONE: &[&str] = &[
    "work",
    "research",
    "group",
    "team",
    "people",
    "home",
    "notes",
    "links",
    "papers",
    "conferences",
    "code",
    "impact",
    "events",
    "activities",
    "projects",
    "fields",
    "travel",
    "press",
    "language",
    "languages",
    "summary",
    "profile",
    "address",
    "keywords",
    "topics",
    "tools",
    "systems",
    "media",
    "articles",
    "reports",
    "books",
    "chapters",
    "other",
    "personal",
    "alumni",
    "formation",
    "posters",
    "organization",
    "studies",
    "submitted",
    "contents",
    "visits",
    "editorial",
    "highlights",
    "journals",
    "proceedings",
    "introduction",
    "overview",
    "lectures",
    "tutorials",
    "forthcoming",
    "in press",
    "to appear",
    "under review",
    "students",
    "experience",
    "contact",
    "interests",
    "legend",
    "organization",
    "theses",
    "dissertation",
    "demos",
    "datasets",
    "software",
    "upcoming",
    "career",
    "leadership",
    "outreach",
    "blog",
    "news",
    "about",
    "bio",
    "affiliations",
    "works",
    "products",
];

/// The kind that a line of these words opens, as it stands.
fn known(text: &str) -> Option<SectionKind> {
    // The cheap look first: most lines are far too long for a heading.
    let said = text.find(['(', '[']).filter(|at| *at > 0);
    if said.unwrap_or(text.len()) > 70 {
        return None;
    }
    let bare = bare(text);
    lookup(&bare).or_else(|| {
        // OCR glues the icon to the word: "TRESEARCH INTERESTS".
        let mut rest = bare.chars();
        let glyph = rest.next()?;
        let rest = rest.as_str();
        (is_capitals(text) && glyph.is_alphabetic() && rest.len() > 6)
            .then(|| lookup(rest))
            .flatten()
    })
}

fn lookup(bare: &str) -> Option<SectionKind> {
    let get = |text: &str| HEADINGS.get(text).copied();
    get(bare)
        .or_else(|| {
            let rest = QUALIFIERS
                .iter()
                .find_map(|q| bare.strip_prefix(q)?.strip_prefix(' '))?;
            get(rest)
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
    "featured",
    "the",
    "some",
    "our",
];

/// The kind of a longer heading that holds a known one, the longest first:
/// "Selected Honors and Awards (since 2015)".
fn known_within(text: &str) -> Option<SectionKind> {
    let bare = bare(text);
    let words: Vec<&str> = bare.split(' ').collect();
    if words.len() > 8 {
        return None;
    }
    for length in (1..=words.len()).rev() {
        for window in words.windows(length) {
            let part = window.join(" ");
            let alone = ALONE.contains(&part.as_str());
            if let Some(kind) = HEADINGS.get(part.as_str())
                && (!alone || length == words.len())
            {
                return Some(*kind);
            }
        }
    }
    None
}

/// Publications, where all words of a heading are such as tell kinds of
/// them, and do so as `told` asks.
fn composed(text: &str, told: impl Fn(Form) -> bool) -> Option<SectionKind> {
    let form = (text.len() <= 70).then(|| forms::of(&bare(text))).flatten();
    form.filter(|form| told(*form)).map(|_| SectionKind::Publications)
}

/// Publications, where a heading names whose they are first: "Ann Roe –
/// Publications".
fn owned(text: &str) -> Option<SectionKind> {
    let (_, what) = text.rsplit_once([':', '–', '—', '|', '-'])?;
    known(what).filter(|kind| *kind == SectionKind::Publications)
}

/// Words before the one that a title has in common with a heading.
const BEFORE: usize = 4;

/// Whether words within a list are rather a title than a heading: "Discourse
/// Trees as Weak Supervision" heads no students.
fn is_title(text: &str) -> bool {
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
    let cut = [" — ", " – ", " - "]
        .iter()
        .filter(|_| cut.contains(['—', '–', '-']))
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

/// Whether all letters are capitals, and there are some.
pub(crate) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| !c.is_lowercase())
        && text.chars().filter(|c| c.is_uppercase()).count() > 2
}

/// Whether all words of a line are bold.
fn is_bold(document: &Document, span: Span) -> bool {
    let Some(block) = document.block_at(span.start as usize) else {
        return false;
    };
    let bold = |at: usize| {
        block.emphasis.iter().any(|e| e.bold && e.span.range().contains(&at))
    };
    let text = document.slice(span);
    let mut letters =
        text.char_indices().filter(|(_, c)| c.is_alphanumeric()).peekable();
    letters.peek().is_some()
        && letters.all(|(at, _)| bold(span.start as usize + at))
}

/// Whether a line begins with a pictograph.
fn starts_with_symbol(text: &str) -> bool {
    text.chars().next().is_some_and(
        |c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
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
            ("Research Assistant", None),
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

    #[test]
    fn a_longer_heading_is_known_by_a_part() {
        for (text, kind) in [
            ("Selected Honors and Awards since 2015", Some(Awards)),
            (
                "Articles in Peer-Reviewed Journals and Working Papers",
                Some(Publications),
            ),
            ("Invited Talks at Universities", Some(Talks)),
            ("The Work of Others", None),
        ] {
            assert_eq!(known_within(text), kind, "{text:?}");
        }
    }
}
