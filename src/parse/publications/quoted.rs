//! Names that wrote nothing: within a title in quotation marks, and of who
//! printed a book.

use std::ops::Range;

use super::authors::Run;
use super::cues::Cue;
use super::entry::{Entry, MarkKind};
use super::fields::is_publisher;
use super::split::is_citation;
use crate::parse::words::strip_end;

/// Bytes of the shortest quotation that is a title.
const SHORTEST: usize = 20;

/// Drops the runs that lie within a quotation: the "Will Apply" of "“A Road,
/// Will Apply Now”".
pub(super) fn drop_within(runs: &mut Vec<Run>, text: &str) {
    let quotes = || ['"', '“', '„', '«'].iter().any(|c| text.contains(*c));
    if runs.is_empty() || !quotes() {
        return;
    }
    let quoted = quotations(text);
    runs.retain(|run| {
        !quoted
            .iter()
            .any(|q| q.start <= run.range.start && run.range.end <= q.end)
    });
}

/// Drops the runs that lie within the title of the book that a work is in: the
/// "Weber, Memories" of "In *Weber, Memories and Sand*".
pub(super) fn drop_in_books(runs: &mut Vec<Run>, entry: &Entry) {
    let opens = |at: usize| {
        let before = entry.text[..at].trim_end().trim_end_matches(':');
        [" In", " in", "\nIn"].iter().any(|word| before.ends_with(word))
    };
    let italics = entry
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Italic && !runs.is_empty());
    let books: Vec<&Range<usize>> = italics
        .map(|mark| &mark.range)
        .filter(|range| opens(range.start))
        .collect();
    // In order of their start, as the marks are.
    runs.retain(|run| {
        let behind = books.partition_point(|b| b.start <= run.range.start);
        let book = behind.checked_sub(1).map(|at| books[at]);
        book.is_none_or(|book| book.end < run.range.end)
    });
}

/// What a name is a part of that stands before it: "Anna Weber Institute".
const HOUSES: &[&str] =
    &["Institute", "Institut ", "Instituto", "Foundation", "Stiftung"];

/// What a name is a part of that stands behind it: "University of Ann Roe".
const NAMED: &[&str] = &[
    "niversity of",
    "niversité de",
    "niversidad de",
    "niversidade de",
    "niversità di",
    "ollege of",
];

/// Drops the runs that name who printed a book behind its town ("Oxford:
/// Peter Lang"), whom a university is named after, or whose something is.
pub(super) fn drop_houses(runs: &mut Vec<Run>, text: &str) {
    runs.retain(|run| {
        let town = text[..run.range.start].trim_end().ends_with(':');
        let alone = town && run.names.len() == 1;
        let behind = text[run.range.end..].trim_start_matches(' ');
        let before = text[..run.range.start].trim_end_matches(' ');
        if run.names.len() == 1
            && (HOUSES.iter().any(|house| behind.starts_with(house))
                || NAMED.iter().any(|house| before.ends_with(house)))
        {
            return false;
        }
        // "Anna Roe's lecture revisited" is of a title.
        let whose = run.names.last().is_some_and(|name| {
            name.text.ends_with("'s") || name.text.ends_with("’s")
        });
        !(whose || alone && is_publisher(&text[run.range.clone()]))
    });
}

/// Drops what opens a line that only cites a journal: "Análise do Rio, ano
/// 35, nº 2, 2017".
pub(super) fn drop_cited(runs: &mut Vec<Run>, text: &str) {
    runs.retain(|run| {
        let opens = text[..run.range.start].ends_with('\n');
        let line = || text[run.range.start..].lines().next().unwrap_or("");
        !(opens && run.names.len() == 1 && is_citation(line()))
    });
}

/// Drops the runs that take in how far a work has come: the "Rivers, R" of
/// "Slow Rivers, R&R at Sand Letters".
pub(super) fn drop_statuses(
    runs: &mut Vec<Run>,
    text: &str,
    cues: &[(Range<usize>, Cue)],
) {
    let mut requests = cues.iter().map(|(range, _)| range).filter(|range| {
        ["r&r", "rej&r"]
            .iter()
            .any(|s| text[(*range).clone()].eq_ignore_ascii_case(s))
    });
    if let Some(request) = requests.next() {
        runs.retain(|run| {
            run.range.end <= request.start || run.range.start >= request.end
        });
    }
}

/// What names the supervisors of a thesis, who did not write it, stands
/// behind.
const SUPERVISING: &[&str] = &[
    "advisor",
    "advisors",
    "adviser",
    "advisers",
    "supervisor",
    "supervisors",
    "supervised by",
    "supervision of",
    "betreuer",
    "betreuerin",
    "betreut von",
    "direction de",
    "garant",
    "garante",
    "directeur",
    "directrice",
    "orientador",
    "orientadora",
    "orientadores",
    "relatore",
    "relatori",
];

/// Drops the runs from who supervised a thesis on: "PhD advisors: A. Roe
/// (Kiel) and B. Li (Lyon)".
pub(super) fn drop_supervisors(runs: &mut Vec<Run>, text: &str) {
    let supervised = |run: &Run| {
        let before = text[..run.range.start].trim_end_matches([' ', ':', '(']);
        let near = before.len() + 3 >= run.range.start;
        near && SUPERVISING.iter().any(|word| {
            strip_end(before, word)
                .is_some_and(|head| !head.ends_with(char::is_alphanumeric))
        })
    };
    if let Some(at) = runs.iter().position(supervised) {
        runs.truncate(at);
    }
}

/// The quotations of a text, from behind the opening mark to the closing one.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut at = 0;
    // What else is of ASCII needs no look.
    let may_quote = |b: &u8| *b == b'"' || !b.is_ascii();
    while let Some(ahead) = text.as_bytes()[at..].iter().position(may_quote)
        && let Some(c) = text[at + ahead..].chars().next()
    {
        at += ahead;
        let start = at + c.len_utf8();
        open = match (open, c) {
            (Some((start, ends)), c) if ends.contains(&c) => {
                if at - start >= SHORTEST {
                    found.push(start..at);
                }
                None
            }
            (None, '"') if opens(text, at) => Some((start, &['"'])),
            (None, '“') => Some((start, &['”'])),
            (None, '„') => Some((start, &['“', '”'])),
            (None, '«') => Some((start, &['»'])),
            (open, _) => open,
        };
        at = start;
    }
    found
}

/// Whether a straight mark stands before a word and not behind one.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let free = before.is_none_or(|c| c.is_whitespace() || "([".contains(c));
    free && !text[at + 1..].starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::authors::find_runs;
    use super::super::entry::Mark;
    use super::*;

    #[test]
    fn who_supervised_a_thesis_did_not_write_it() {
        for (text, wrote) in [
            ("Sand. 2015, PhD advisors: Bo Li (Kiel) and Ann Roe.", false),
            ("Carla Gomez, Slow Rivers. Supervisor: Ann Roe", false),
            ("Slow Rivers, with Ann Roe", true),
        ] {
            let mut runs = find_runs(text, None);
            drop_supervisors(&mut runs, text);
            let named = |run: &Run| {
                run.names.iter().any(|name| name.text == "Ann Roe")
            };
            assert_eq!(runs.iter().any(named), wrote, "{text}");
        }
    }

    #[test]
    fn who_is_named_by_a_book_wrote_nothing() {
        let title = "Anna Weber, Bo Li and Sand";
        for (lead, left) in [("In ", false), ("in: ", false), ("", true)] {
            let text = format!("Slow Rivers. {lead}{title} (pp. 3-9).");
            let mut entry = Entry::of(&text);
            let start = text.find(title).expect("the text holds it");
            let range = start..start + title.len();
            entry.marks.push(Mark { range, kind: MarkKind::Italic });
            let mut runs = find_runs(&text, None);
            drop_in_books(&mut runs, &entry);
            let named = runs.iter().any(|run| run.range.start == start);
            assert_eq!(named, left, "{text}");
        }
    }

    #[test]
    fn who_printed_a_book_wrote_nothing() {
        for (text, left) in [
            ("Slow Rivers. Oxford: Peter Lang, 2011", 0),
            ("Slow Rivers. Oxford: Peter Long, 2011", 1),
            ("Slow Rivers. Peter Long Institute for Sand, 2011", 0),
            ("Slow Rivers. University of Mary Washington, 2019", 0),
        ] {
            let mut runs = find_runs(text, None);
            runs.retain(|run| run.range.start > 5);
            drop_houses(&mut runs, text);
            assert_eq!(runs.len(), left, "{text}");
        }
    }

    #[test]
    fn a_journal_that_a_line_cites_wrote_nothing() {
        for (text, kept) in [
            ("Slow Rivers\nAnálise Econômica, ano 35, p. 2-9, 2017", 0),
            ("Slow Rivers\nAnna Weber, 2017", 1),
        ] {
            let mut runs = find_runs(text, None);
            runs.retain(|run| run.range.start > 5);
            drop_cited(&mut runs, text);
            assert_eq!(runs.len(), kept, "{text}");
        }
    }

    #[test]
    fn who_is_named_within_a_title_wrote_nothing() {
        for (text, left) in [
            ("\"Slow Rivers, by Bo Li and Carla Gomez\" Sand 3 (2019)", 0),
            ("„Langsame Flüsse, von Bo Li, Carla Gomez“, Sand 3", 0),
            ("“Slow Rivers of the North,” Bo Li and Carla Gomez, Sand", 1),
            ("Bo Li, Carla Gomez. “Slow Rivers of the North.” Sand", 1),
        ] {
            let mut runs = find_runs(text, None);
            drop_within(&mut runs, text);
            assert_eq!(runs.len(), left, "{text}");
        }
    }
}
