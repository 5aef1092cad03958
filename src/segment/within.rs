//! What headings within a list of publications say of its parts, and lines
//! there that look like headings.

use super::known::{is_kind_of_work, known, known_within};
use crate::model::{Document, Line, Role, Section, SectionKind};

/// Whether a heading of a level stands below one that heads sections of a
/// kind.
pub(super) fn is_part_of(
    sections: &[Section],
    level: u8,
    kind: SectionKind,
) -> bool {
    /// Parts of a list at most.
    const PARTS: usize = 100;
    let near = sections.iter().rev().take(PARTS);
    let mut above = near.skip_while(|section| section.level >= level);
    above.next().is_some_and(|section| section.known && section.kind == kind)
}

/// Whether a heading says that what it heads was reviewed, and not what.
pub(super) fn is_refereed(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').to_lowercase();
    ["refereed", "peer-reviewed", "peer reviewed"].contains(&text.as_str())
}

/// Whether lines open with an item that has a year.
pub(super) fn lists_dated(document: &Document, lines: &[Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    let item = document.slice(document.blocks[first.block].span);
    let digits = item.split(|c: char| !c.is_ascii_digit());
    let year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']);
    matches!(first.role, Role::Item(_)) && digits.clone().any(year)
}

/// Whether a heading names conferences alone, in a language that has one
/// word for them and for talks: beside "Journals" they are where papers are.
pub(super) fn gathers(text: &str) -> bool {
    const WHERE: &[&str] = &[
        "internacionales",
        "nacionales",
        "internacionais",
        "nacionais",
        "internationales",
        "nationales",
        "internazionali",
        "nazionali",
        "y",
        "e",
        "et",
    ];
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    let mut words = words.by_ref().filter(|word| !word.is_empty());
    let gathers = words.next().is_some_and(|word| {
        ["conferencias", "conferências", "conférences", "conferenze"]
            .contains(&word)
            || word == "konferenzen"
    });
    gathers && words.all(|word| WHERE.contains(&word))
}

/// Whether a heading says "research" and nothing else, which by itself heads
/// what somebody works on.
pub(super) fn names_research(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').to_lowercase();
    [
        "research",
        "recherche",
        "recherches",
        "forschung",
        "investigación",
        "pesquisa",
        "ricerca",
    ]
    .contains(&text.as_str())
}

/// Whether a heading says but which of somebody's works it heads, which by
/// itself may head where one worked: "Earlier Work".
pub(super) fn names_work(text: &str) -> bool {
    const WHICH: &[&str] =
        &["earlier", "early", "older", "other", "past", "previous", "recent"];
    let text = text.trim().trim_end_matches(':').to_lowercase();
    let which = text.strip_suffix(" works").or(text.strip_suffix(" work"));
    which.is_some_and(|which| WHICH.contains(&which))
}

/// Whether a line of a list only says what of the entry before follows, as
/// the keywords below an abstract.
pub(super) fn is_label(line: &Line, text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    !matches!(line.role, Role::Heading(_))
        && ["keywords", "key words"]
            .iter()
            .any(|label| text.eq_ignore_ascii_case(label))
}

/// Whether a heading is a year, or some: "2019", "2010–2014".
pub(super) fn is_years(text: &str) -> bool {
    // "2016a", where each entry of a year has its letter.
    let year = |part: &str| {
        let bare = part.strip_suffix(|c: char| c.is_ascii_lowercase());
        let part = bare.unwrap_or(part);
        part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts =
        text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
    let dated = parts.next().is_some_and(year);
    dated && parts.all(|part| year(part) || part.len() == 2)
}

/// Whether the headings of a list's own rank are titles of its entries: the
/// first stands right below the list's, and all are as long as titles.
pub(super) fn heads_titles(
    sections: &[Section],
    lines: &[Line],
    i: usize,
    text: &str,
) -> bool {
    let Some(list) = sections.last() else { return false };
    let first = list.lines.start;
    list.known
        && list.kind == SectionKind::Publications
        && text.split_whitespace().nth(3).is_some()
        && (first == i
            || matches!(lines[first].role, Role::Heading(level) if level == list.level))
}

/// Whether a line is the first of several that a page sets as one paragraph:
/// of an entry rather, whatever its words, as in "**Programming Rivers**" with
/// its authors below. In print a heading and what follows are one block often.
pub(super) fn heads_entry(lines: &[Line], i: usize) -> bool {
    lines[i].geometry.is_none()
        && lines.get(i + 1).is_some_and(|next| !next.first)
}

/// Whether a line right below a title that is a heading tells what kind of
/// work it names: "Job Market Paper" below "Slow Rivers and Their Sand".
pub(super) fn tells_kind(
    document: &Document,
    lines: &[Line],
    i: usize,
) -> bool {
    let Some(above) = i.checked_sub(1).map(|above| &lines[above]) else {
        return false;
    };
    let text = document.slice(lines[i].span).trim();
    let title = || document.slice(above.span);
    let item = |line: &Line| matches!(line.role, Role::Item(_));
    matches!(above.role, Role::Heading(2..))
        && !matches!(lines[i].role, Role::Heading(_))
        && !lines.get(i + 1).is_some_and(item)
        && is_kind_of_work(text)
        && title().split_whitespace().nth(3).is_some()
        && known(title()).or_else(|| known_within(title())).is_none()
}
