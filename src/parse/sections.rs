//! Fills the parts of a profile other than publications: interests, posts,
//! degrees, and the passages of every other section.

use crate::model::{
    Document, Line, Passage, Profile, Role, Section, SectionKind, Span,
};
use crate::parse::date::years;

/// Fills a profile from the sections of its document. What its publications
/// were read from is no passage besides.
pub(super) fn fill(
    document: &Document,
    lines: &[Line],
    sections: &[Section],
    profile: &mut Profile,
) {
    let mut taken: Vec<Span> =
        profile.publications.iter().map(|p| p.span).collect();
    taken.sort_by_key(|span| span.start);
    let is_free = |line: &&Line| {
        let before = taken.partition_point(|s| s.start < line.span.end);
        let last = before.checked_sub(1).and_then(|i| taken.get(i));
        last.is_none_or(|span| span.end <= line.span.start)
    };
    for section in sections {
        let lines = lines[section.lines.clone()].iter().filter(is_free);
        let passages = passages(document, lines);
        match section.kind {
            SectionKind::Publications => {}
            SectionKind::Awards => profile.awards.extend(passages),
            SectionKind::Talks => profile.talks.extend(passages),
            SectionKind::Teaching => profile.teaching.extend(passages),
            SectionKind::Students => profile.students.extend(passages),
            SectionKind::Service => profile.service.extend(passages),
            kind => profile
                .passages
                .extend(passages.into_iter().map(|passage| (kind, passage))),
        }
    }
}

/// The passages of a section: an item, a paragraph, a row each.
fn passages<'a>(
    document: &Document,
    lines: impl Iterator<Item = &'a Line>,
) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut open = false;
    for line in lines {
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        let continues = open && !line.first;
        match passages.last_mut() {
            Some(passage) if continues => {
                passage.text.push(' ');
                passage.text.push_str(text);
                passage.span.end = line.span.end;
            }
            _ => passages.push(Passage {
                text: text.to_owned(),
                year: None,
                page: line.page,
                line: line.number,
                span: Span { start: line.span.start, end: line.span.end },
            }),
        }
        open = !matches!(line.role, Role::Row);
    }
    for passage in &mut passages {
        passage.year = years(&passage.text).iter().map(|(_, y)| *y).max();
    }
    passages
}
