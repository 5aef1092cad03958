//! The lines that show why a hit matches.

use super::answer::Evidence;
use super::collect::Hit;
use super::highlight::Highlighter;
use crate::index::{Entry, EntryKind};
use crate::model::{SectionKind, Span};

/// Longest quotation in bytes, about three lines.
const LONGEST: usize = 280;

/// The evidence that an entry of a person, the `owner`, is.
pub(super) fn evidence(
    hit: &Hit,
    entry: Entry,
    (path, owner): (String, &str),
    matched: Vec<String>,
    score: f32,
    highlighter: &mut Highlighter,
) -> Evidence {
    let (text, highlights) = quotation(hit.kind, &entry, owner, highlighter);
    let publication = hit.kind == EntryKind::Publication;
    let authors = entry.author_names().map(str::to_owned).collect();
    Evidence {
        kind: hit.kind.name(),
        section: match hit.kind {
            EntryKind::Header => Some(SectionKind::About),
            EntryKind::Publication => None,
            EntryKind::Passage(section) => Some(section),
        },
        title: publication.then(|| entry.title.clone()),
        authors,
        authors_truncated: entry.authors_truncated,
        venue: entry.venue,
        venue_name: entry.venue_name,
        year: entry.year,
        status: entry.status,
        track: entry.track,
        doi: entry.doi,
        arxiv: entry.arxiv,
        links: entry.links,
        text,
        highlights,
        matched,
        path,
        page: entry.page,
        line: entry.line,
        score,
    }
}

/// The text of an entry that holds most of the query, with the marks in it;
/// where none holds anything, the names that are asked for.
fn quotation(
    kind: EntryKind,
    entry: &Entry,
    owner: &str,
    highlighter: &mut Highlighter,
) -> (String, Vec<Span>) {
    let candidates = entry.texts();
    let title = !entry.title.is_empty();
    let mut best: Option<(&str, Vec<Span>)> = None;
    for text in candidates {
        let marks = highlighter.spans(text);
        let better =
            best.as_ref().is_none_or(|(_, known)| marks.len() > known.len());
        if better {
            best = Some((text, marks));
        }
        // A title that holds anything says most.
        if title && best.as_ref().is_some_and(|(_, m)| !m.is_empty()) {
            break;
        }
    }
    let (text, marks) = best.unwrap_or_default();
    if marks.is_empty() {
        let names = match kind {
            EntryKind::Header => highlighter.byline([owner].into_iter()),
            _ => highlighter.byline(entry.author_names()),
        };
        if let Some(names) = names {
            return names;
        }
    }
    shortened(text, marks)
}

/// The part of a long text around its first marks.
fn shortened(text: &str, marks: Vec<Span>) -> (String, Vec<Span>) {
    if text.len() <= LONGEST {
        return (text.to_owned(), marks);
    }
    let first = marks.first().map_or(0, |mark| mark.start as usize);
    let mut start = first.saturating_sub(LONGEST / 3);
    let mut end = (start + LONGEST).min(text.len());
    start = start.min(text.len().saturating_sub(LONGEST));
    // Cut between words, where there is a gap near.
    if start > 0 {
        let gap = text.as_bytes()[start..first.max(start)]
            .iter()
            .position(|&byte| byte == b' ');
        start += gap.map_or(0, |gap| gap + 1);
    }
    if end < text.len() {
        let last = marks
            .iter()
            .map(|mark| mark.end as usize)
            .filter(|&mark| mark <= end)
            .max()
            .unwrap_or(start);
        let gap = text.as_bytes()[last.min(end)..end]
            .iter()
            .rposition(|&byte| byte == b' ');
        end = gap.map_or(end, |gap| last + gap);
    }
    start = text.floor_char_boundary(start);
    end = text.ceil_char_boundary(end);
    let mut out = String::new();
    if start > 0 {
        out.push_str("… ");
    }
    let shift = out.len();
    out.push_str(&text[start..end]);
    if end < text.len() {
        out.push_str(" …");
    }
    let kept = marks
        .into_iter()
        .map(|mark| mark.range())
        .filter(|mark| start <= mark.start && mark.end <= end)
        .map(|m| Span::new(m.start - start + shift, m.end - start + shift))
        .collect();
    (out, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_around_its_marks() {
        let text = format!("{} needle {}", "hay ".repeat(90), "é".repeat(300));
        let start = text.find("needle").unwrap();
        let marks = vec![Span::new(start, start + 6)];
        let (quoted, marks) = shortened(&text, marks);
        assert!(quoted.len() < LONGEST + 12);
        assert_eq!(&quoted[marks[0].range()], "needle");
        assert!(quoted.starts_with("… ") && quoted.ends_with(" …"));
        assert_eq!(shortened("short", vec![]).0, "short");
    }
}
