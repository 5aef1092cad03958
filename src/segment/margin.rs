//! Headings that stand in the margin, beside the first line of their section.

use super::known;
use crate::model::{Document, Line, Role, SectionKind, Span};

/// Words of a heading in a margin: it is narrow.
const WORDS: usize = 4;

/// Parts the lines of a page on which section headings stand in the left
/// margin: "Education⇥Ph.D., Rice University" becomes a heading and a line.
pub(super) fn part(document: &Document, lines: &mut Vec<Line>) {
    let found: Vec<(usize, Head)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.page.is_some())
        .filter_map(|(i, line)| {
            Some((i, head(document.slice(line.span), line.role)?))
        })
        .collect();
    // One may be a row of a table; a layout has several.
    let Some((_, first)) = found.first() else { return };
    let several = found.iter().any(|(_, head)| head.kind != first.kind);
    let found = found.into_iter().filter(|(_, head)| head.lists || several);
    for (i, head) in found.rev() {
        let line = lines[i];
        let start = line.span.start;
        let at = start + u32::try_from(head.length).unwrap_or_default();
        let head = Span { start, end: at };
        let beside = Span { start: at + 1, end: line.span.end };
        let below = second_line(document, head, lines.get(i + 1));
        let heading = Line {
            span: below.unwrap_or(head),
            role: Role::Heading(2),
            first: true,
            ..line
        };
        lines[i] =
            Line { span: beside, first: true, role: Role::Body, ..line };
        if below.is_some() {
            lines.remove(i + 1);
        }
        lines.insert(i, heading);
    }
}

/// A heading at the beginning of a line.
struct Head {
    length: usize,
    kind: SectionKind,
    /// Whether it stands beside the first entry of its list.
    lists: bool,
}

/// The heading before the first tab of a line, or before the number or year
/// of an entry: `Publications [1] A. Roe, B. Diaz, …`.
fn head(text: &str, role: Role) -> Option<Head> {
    let entry = text.find('[').filter(|at| opens_entry(&text[*at..]));
    let (head, beside) = match entry {
        Some(at) => text.split_at_checked(at.checked_sub(1)?)?,
        None => text.split_once('\t')?,
    };
    let few = head.split(' ').nth(WORDS).is_none();
    let heads = matches!(role, Role::Body | Role::Heading(_))
        && few
        && head.starts_with(char::is_uppercase)
        && !beside.trim().is_empty();
    let kind = known(head).filter(|_| heads)?;
    Some(Head { length: head.len(), kind, lists: entry.is_some() })
}

/// Whether a text opens with a number in square brackets and goes on.
fn opens_entry(text: &str) -> bool {
    let Some((number, behind)) =
        text.strip_prefix('[').and_then(|text| text.split_once("] "))
    else {
        return false;
    };
    (1..=4).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && behind.split(' ').nth(3).is_some()
}

/// Bytes of either line of a heading that a narrow margin broke.
const NARROW: usize = 16;

/// Joins the two lines of a heading that the margin of a printed page broke,
/// where it came to text as lines of their own: "Journal\nArticles".
pub(super) fn join(document: &Document, lines: &mut Vec<Line>) {
    let narrow = |line: &Line| {
        line.span.end - line.span.start <= NARROW as u32
            && line.role == Role::Body
    };
    let mut i = 0;
    while i + 1 < lines.len() {
        if narrow(&lines[i]) && narrow(&lines[i + 1]) {
            let (a, b) = (lines[i], lines[i + 1]);
            let text = |line: &Line| document.slice(line.span).trim();
            let goes_on = [" and", " &", " of"];
            let goes_on = goes_on.iter().any(|end| text(&a).ends_with(end));
            let ended = i == 0 || goes_on || {
                let before = text(&lines[i - 1]);
                before.ends_with(['.', ')']) || before.len() < 45
            };
            let word = |text: &str| {
                text.starts_with(|c: char| c.is_uppercase() || c == '&')
                    && text.bytes().all(|b| !b.is_ascii_digit() && b != b':')
            };
            let broken = !b.first && ended && word(text(&a)) && word(text(&b));
            let whole = Span { start: a.span.start, end: b.span.end };
            let kind = || known(document.slice(whole));
            // "Research" heads something by itself, too.
            let one = |kind| {
                known(text(&a)).is_none() || known(text(&b)) == Some(kind)
            };
            if broken && kind().is_some_and(one) {
                let role = Role::Heading(2);
                lines[i] = Line { span: whole, role, first: true, ..a };
                lines.remove(i + 1);
                if let Some(next) = lines.get_mut(i + 1) {
                    next.first = true;
                }
            }
        }
        i += 1;
    }
}

/// The second line of a heading that the margin breaks: the Interests of
/// "Research⇥Sums of sums\nInterests", which alone says what it heads.
fn second_line(
    document: &Document,
    head: Span,
    next: Option<&Line>,
) -> Option<Span> {
    let next = next.filter(|line| line.role == Role::Body)?;
    let below = document.slice(next.span);
    let kind = known(below).filter(|_| !below.contains(['\t', ':']))?;
    let whole = format!("{} {below}", document.slice(head));
    (known(&whole) == Some(kind)).then_some(next.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};
    use crate::normalize;

    fn parted(text: &[&str]) -> Vec<(bool, String)> {
        let block = RawBlock {
            role: Role::Body,
            page: Some(1),
            lines: text.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let raw = Raw { blocks: vec![block], ..Raw::default() };
        let document = normalize::document(raw, "x", "pdf");
        let mut lines = document.lines();
        part(&document, &mut lines);
        let text = |line: &Line| document.slice(line.span).to_owned();
        let heads = |line: &Line| matches!(line.role, Role::Heading(_));
        lines.iter().map(|line| (heads(line), text(line))).collect()
    }

    #[test]
    fn headings_in_the_margin_are_parted_from_their_text() {
        let found = parted(&[
            "Research\tSlow rivers, wide deltas",
            "Interests",
            "Education\tPh.D. in Rivers, Kiel, 2009",
            "Advisor: B. Roe",
        ]);
        let want = [
            (true, "Interests"),
            (false, "Slow rivers, wide deltas"),
            (true, "Education"),
            (false, "Ph.D. in Rivers, Kiel, 2009"),
            (false, "Advisor: B. Roe"),
        ];
        assert_eq!(found, want.map(|(heads, text)| (heads, text.into())));
    }

    #[test]
    fn a_heading_beside_its_first_entry_is_parted() {
        let found = parted(&[
            "Publications [1] A. Weber, B. Li, Slow Rivers, Nature 3, 2019.",
            "[2] A. Weber, Fast Rivers, Nature 2, 2018.",
        ]);
        assert_eq!(found[0], (true, "Publications".into()));
        assert!(found[1].1.starts_with("[1] A. Weber"), "{found:?}");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn a_heading_broken_over_two_lines_is_joined() {
        let raw = |text: &[&str]| RawBlock {
            role: Role::Body,
            page: None,
            lines: text.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let block = raw(&[
            "A. Weber. Slow Rivers. Nature 3, 2019.",
            "Conference",
            "Papers",
            "A. Weber. Fast Rivers. Sand Workshop, 2018.",
            "Sand",
            "Papers",
        ]);
        let raw = Raw { blocks: vec![block], ..Raw::default() };
        let document = normalize::document(raw, "x", "text");
        let mut lines = document.lines();
        join(&document, &mut lines);
        let heads: Vec<&str> = lines
            .iter()
            .filter(|line| matches!(line.role, Role::Heading(_)))
            .map(|line| document.slice(line.span))
            .collect();
        assert_eq!(heads, ["Conference\nPapers"]);
    }

    #[test]
    fn a_row_of_a_table_has_no_heading() {
        for rows in [
            &["Languages\tSpanish, Danish", "Anna Weber\t2019"][..],
            &["Publications: three\tof them", "Teaching:"],
        ] {
            assert!(parted(rows).iter().all(|(heads, _)| !heads));
        }
    }
}
