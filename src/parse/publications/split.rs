//! Parts the lines of a section into the entries of its list.

use super::analysis::Analysis;
use super::entry::{Entry, FieldKey, field_key, is_full, split_cell};
use super::heading::Headings;
use super::label::take_label;
use crate::model::{Document, Line, PersonName, Role};
use crate::parse::date::{first_year, years};
use crate::segment::is_capitals;

/// An entry-to-be: lines that belong together for certain.
struct Piece {
    lines: std::ops::Range<usize>,
    /// Opened by a number or a bullet.
    marked: bool,
    /// Depth of a heading set as such by the format.
    heading: Option<u8>,
    /// An item below another.
    inner: bool,
}

/// The entries of a list, analysed, in order.
pub(super) fn entries(
    document: &Document,
    lines: &[Line],
    heading: &str,
    owner: Option<&PersonName>,
) -> Vec<Analysis> {
    let width = full_width(document, lines);
    let mut splitter = Splitter {
        document,
        lines,
        width,
        owner,
        headings: Headings::of(heading),
        open: None,
        done: Vec::new(),
    };
    for piece in pieces(document, lines, width) {
        splitter.take(piece);
    }
    splitter.close();
    splitter.done
}

/// The number of characters of a full line: of the longest tenth.
fn full_width(document: &Document, lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| split_cell(document.slice(line.span)).0.chars().count())
        .collect();
    lengths.sort_unstable();
    let ninth = lengths.len().saturating_sub(1) * 9 / 10;
    let width = lengths.get(ninth).copied().unwrap_or(80).max(40);
    let paged = lines.iter().any(|line| line.page.is_some());
    // What these formats break, their author broke.
    if matches!(document.format, "html" | "docx" | "odt" | "rtf" | "latex") {
        return UNWRAPPED;
    }
    if paged || lengths.len() < 3 || is_wrapped(&lengths, width) {
        width
    } else {
        UNWRAPPED
    }
}

/// The width of lines that end where their author ended them.
const UNWRAPPED: usize = 100_000;

/// Whether lines, by their sorted lengths, were broken at a margin: then
/// many come near it and hardly any goes beyond.
fn is_wrapped(lengths: &[usize], width: usize) -> bool {
    let from = |length: usize| {
        lengths.len() - lengths.partition_point(|l| *l < length)
    };
    let near = from(width * 17 / 20);
    let beyond = from(width * 23 / 20 + 1);
    near * 4 >= lengths.len() && beyond * 20 <= lengths.len()
}

/// Parts lines where a block, a number or the print says that something new
/// begins.
fn pieces(document: &Document, lines: &[Line], width: usize) -> Vec<Piece> {
    let text = |i: usize| document.slice(lines[i].span).trim();
    let numbered = is_numbered(lines.len(), text);
    let blocks = lines.iter().filter(|line| line.first).count();
    // Set with so much space between lines that each is a block.
    let spaced = blocks * 10 >= lines.len() * 8;
    let hanging = hanging_indent(lines);
    let dated = (0..lines.len()).filter(|&i| opens_with_year(text(i))).count();
    let dated = dated >= 2 && dated * 6 >= lines.len();
    let key = record_key(lines.len(), text);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut above: Option<u8> = None;
    for (i, line) in lines.iter().enumerate() {
        if line.role == Role::Boilerplate || text(i).is_empty() {
            continue;
        }
        if let Some(key) = key
            && let Some(found) = field_key(text(i))
        {
            match pieces.last_mut() {
                Some(piece) if found != key => piece.lines.end = i + 1,
                _ => pieces.push(Piece {
                    lines: i..i + 1,
                    marked: true,
                    heading: None,
                    inner: false,
                }),
            }
            continue;
        }
        let number = numbered && label_number(text(i)).is_some();
        let depth = match line.role {
            Role::Item(depth) => Some(depth),
            _ => None,
        };
        // An item below one that has a title's worth of words is its field.
        let inner = depth
            .is_some_and(|depth| above.is_some_and(|above| depth > above));
        if depth.is_some() && line.first && !inner {
            let title = text(i).split_whitespace().nth(3).is_some();
            above = depth.filter(|_| title);
        }
        let item = depth.is_some() && line.first && !inner;
        if dated && i > 0 && !matches!(line.role, Role::Heading(_)) {
            let runs_on = !opens_with_year(text(i))
                && lines[i - 1].role == line.role
                && pieces.last().is_some_and(|p| p.heading.is_none());
            if runs_on {
                if let Some(piece) = pieces.last_mut() {
                    piece.lines.end = i + 1;
                }
                continue;
            }
        }
        let goes_on = spaced
            && i > 0
            && runs_on(&lines[i - 1], text(i - 1), line, text(i), width);
        let first = line.first && !goes_on;
        let begins = number
            || first
            || is_record(text(i))
            || is_tagged(text(i))
            || (hanging && i > 0 && outdented(&lines[i - 1], line))
            || (!numbered
                && i > 0
                && begins_anew(text(i - 1), text(i), width));
        if begins || pieces.is_empty() {
            pieces.push(Piece {
                lines: i..i + 1,
                marked: number || (item && !numbered),
                heading: match line.role {
                    Role::Heading(level) => Some(level),
                    _ => None,
                },
                inner: inner && line.first,
            });
        } else if let Some(piece) = pieces.last_mut() {
            piece.lines.end = i + 1;
        }
    }
    pieces
}

/// The key that opens the records of a list written as lines of keys and
/// values ("Title: …", "Authors: …"); None where the list is none.
fn record_key<'a>(
    count: usize,
    text: impl Fn(usize) -> &'a str,
) -> Option<FieldKey> {
    let keys: Vec<FieldKey> =
        (0..count).filter_map(|i| field_key(text(i))).collect();
    let titles = keys.iter().filter(|key| **key == FieldKey::Title).count();
    let more = keys.len() >= titles * 2;
    (titles > 0 && more).then(|| keys[0])
}

/// Whether a line opens a BibTeX entry.
fn is_record(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|rest| {
        rest.split_once('{').is_some_and(|(kind, _)| {
            (1..20).contains(&kind.len())
                && kind.chars().all(|c| c.is_ascii_alphabetic())
        })
    })
}

/// Whether a line opens with the cell of a column of years.
fn opens_with_year(text: &str) -> bool {
    text.split_once('\t').is_some_and(|(cell, rest)| {
        cell.len() <= 12 && years(cell).len() == 1 && rest.len() > 20
    })
}

/// Whether a block goes on with the sentence of the block before it.
fn runs_on(
    before: &Line,
    head: &str,
    line: &Line,
    text: &str,
    width: usize,
) -> bool {
    let printed = before.geometry.is_some() && line.geometry.is_some();
    let open = !head.ends_with(['.', '!', '?', ')', ']', ';', ':', '”', '"'])
        && !head.ends_with(|c: char| c.is_ascii_digit());
    let body = matches!((before.role, line.role), (Role::Body, Role::Body));
    printed && body && open && is_full(split_cell(head).0, before, text, width)
}

/// Whether a line opens with a tag of venue and year: `[ICML'24]`.
fn is_tagged(text: &str) -> bool {
    let (label, _) = take_label(text);
    label.year.is_some() && label.venue.is_some()
}

/// The number of a label: 12 of `[12]`, `12.`, `J12.`.
fn label_number(text: &str) -> Option<u32> {
    let rest = text.trim_start_matches(['[', '(', '{']);
    let bracket = rest.len() < text.len();
    let letters = rest
        .bytes()
        .take_while(|b| b.is_ascii_uppercase() || *b == b'-')
        .count();
    let rest = rest.get(letters..).filter(|_| letters <= 4)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    let closes = behind.starts_with([']', ')', '}'])
        || (!bracket
            && behind.starts_with(['.', ':', '\t'])
            && !behind[1..].starts_with(|c: char| c.is_ascii_digit()));
    if !(1..=3).contains(&digits) || !closes {
        return None;
    }
    rest[..digits].parse().ok()
}

/// Whether a list is numbered: labels run up or down by one.
fn is_numbered<'a>(count: usize, text: impl Fn(usize) -> &'a str) -> bool {
    let numbers: Vec<u32> =
        (0..count).filter_map(|i| label_number(text(i))).collect();
    let steps = numbers
        .windows(2)
        .filter(|pair| pair[0].abs_diff(pair[1]) <= 1 || pair[1] == 1)
        .count();
    numbers.len() >= 2 && steps * 3 >= (numbers.len() - 1) * 2
}

/// Whether second lines are set in: the mark of a bibliography.
fn hanging_indent(lines: &[Line]) -> bool {
    let mut inward = 0;
    let mut outward = 0;
    for pair in lines.windows(2) {
        if let (Some(a), Some(b)) = (pair[0].geometry, pair[1].geometry)
            && pair[0].block == pair[1].block
        {
            inward += usize::from(b.indent > a.indent + 4.0);
            outward += usize::from(b.indent + 4.0 < a.indent);
        }
    }
    inward >= 2 && outward >= 1
}

fn outdented(before: &Line, line: &Line) -> bool {
    match (before.geometry, line.geometry) {
        (Some(a), Some(b)) => b.indent + 4.0 < a.indent,
        _ => false,
    }
}

/// Whether a line of a block begins another entry: the line before ended
/// one and did not run to the margin.
fn begins_anew(before: &str, line: &str, width: usize) -> bool {
    let ended = before.ends_with(['.', ')', ']'])
        || before.ends_with(|c: char| c.is_ascii_digit());
    let opens = line.starts_with(|c: char| {
        c.is_uppercase() || matches!(c, '“' | '"' | '[' | '*')
    });
    if !(ended && opens) {
        return false;
    }
    let word = line.split_whitespace().next().unwrap_or("").chars().count();
    let length = before.chars().count();
    let fits = width < UNWRAPPED && length + 1 + word <= width * 9 / 10;
    // A line that is whole by itself, above one that is so too.
    let long = length > 60 && line.chars().count() > 50;
    (fits || long)
        && first_year(before).is_some()
        && first_year(line).is_some()
}

struct Splitter<'a> {
    document: &'a Document,
    lines: &'a [Line],
    width: usize,
    owner: Option<&'a PersonName>,
    headings: Headings,
    /// Lines of the entry being gathered, and what is in them so far.
    open: Option<(std::ops::Range<usize>, Analysis, bool)>,
    done: Vec<Analysis>,
}

/// What a piece holds.
#[derive(Clone, Copy, Debug)]
struct Holds {
    title: bool,
    names: bool,
    /// A venue, a year or a status.
    venue: bool,
    /// Nothing but names in front.
    names_first: bool,
}

impl Splitter<'_> {
    fn take(&mut self, piece: Piece) {
        let first = &self.lines[piece.lines.start];
        let text = self.document.slice(first.span).trim();
        if piece.lines.len() == 1 && self.is_sub_heading(&piece, text) {
            self.close();
            self.headings.open(text, piece.heading);
            return;
        }
        let analysis = self.analyse(&piece.lines);
        let holds = holds(&analysis);
        let joins = match &self.open {
            None => false,
            // An item below its title's, unless it is an entry by itself.
            Some((_, _, true)) if piece.inner => !(holds.title && holds.names),
            Some((_, open, marked)) => {
                continues(self::holds(open), holds, *marked, piece.marked)
            }
        };
        if joins {
            if let Some((range, _, marked)) = self.open.take() {
                let range = range.start..piece.lines.end;
                let analysis = self.analyse(&range);
                self.open = Some((range, analysis, marked));
            }
        } else {
            self.close();
            self.open = Some((piece.lines, analysis, piece.marked));
        }
    }

    fn analyse(&self, range: &std::ops::Range<usize>) -> Analysis {
        let lines = &self.lines[range.clone()];
        let mut entry = Entry::join(self.document, lines, self.width);
        entry.year = self.headings.year();
        entry.heading = self.headings.words();
        entry.theme = self.headings.theme();
        Analysis::of(entry, self.owner)
    }

    fn close(&mut self) {
        if let Some((_, analysis, _)) = self.open.take() {
            self.done.push(analysis);
        }
    }

    /// Whether a line heads a part of the list: a year alone, or a few words
    /// set as a heading.
    fn is_sub_heading(&self, piece: &Piece, text: &str) -> bool {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        let year = bare.len() == 4 && first_year(bare).is_some();
        let range = bare.len() == 9 && years(bare).len() == 2;
        if year || range {
            return true;
        }
        let words = text.split_whitespace().count();
        // The title of an entry may be set as a heading too.
        if piece.heading.is_some() {
            return words <= 4 || text.ends_with(':');
        }
        let capitals = is_capitals(text) && words <= 8 && !text.contains(',');
        let colon = text.ends_with(':') && words <= 8;
        !piece.marked && (capitals || colon)
    }
}

/// What an analysed piece holds.
fn holds(analysis: &Analysis) -> Holds {
    let best = analysis.best_run();
    let names = best.is_some_and(|run| {
        run.names.len() > 1 && run.score > 0.9 || run.score > 1.3
    });
    let text = &analysis.entry.text;
    let names_first = names
        && best.is_some_and(|run| {
            text[..run.range.start]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
                <= 5
        });
    Holds {
        title: analysis.title_left(),
        names,
        venue: !analysis.years.is_empty()
            || analysis.label.year.is_some()
            || analysis.label.venue.is_some()
            || analysis.has_venue()
            || analysis.has_status(),
        names_first,
    }
}

/// Whether a piece goes on with the entry before it.
fn continues(
    open: Holds,
    next: Holds,
    marked: bool,
    next_marked: bool,
) -> bool {
    if next_marked && (open.title || !marked) && next.title {
        return false;
    }
    if next_marked && marked {
        return false;
    }
    match (open.title, open.names, open.venue) {
        // A title alone waits for its authors.
        (true, false, false) => !next.title || next.names_first,
        // Authors alone wait for their title.
        (false, true, _) => !next.names,
        // A title with its authors waits for its venue.
        (true, true, false) => !next.names && !next.title,
        // "[1] Roe at SemEval-2024: …" has a year, but waits all the same.
        (true, false, true) => !next.title && next.names,
        (true, true, true) => !next.title && !next.names && !next.venue,
        (false, false, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};
    use crate::normalize;

    fn split(blocks: &[(Role, &[&str])]) -> Vec<String> {
        let raw = Raw {
            blocks: blocks
                .iter()
                .map(|(role, lines)| RawBlock {
                    role: *role,
                    page: None,
                    lines: lines
                        .iter()
                        .map(|l| RawLine::plain(*l, 1))
                        .collect(),
                })
                .collect(),
            ..Raw::default()
        };
        let document = normalize::document(raw, "x", "text");
        let lines = document.lines();
        entries(&document, &lines, "", None)
            .into_iter()
            .map(|a| {
                a.entry
                    .text
                    .split_whitespace()
                    .take(2)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn a_title_takes_the_lines_of_its_authors_and_venue() {
        let found = split(&[
            (
                Role::Heading(3),
                &["Slow Rivers and the Shape of Deltas over Time"],
            ),
            (Role::Body, &["Anna Weber, Bo Li, and Carla Gomez"]),
            (Role::Body, &["ICML 2024"]),
            (
                Role::Heading(3),
                &["Fast Rivers and the Shape of Canyons over Time"],
            ),
            (Role::Body, &["Anna Weber and Wei Wang"]),
            (Role::Body, &["NeurIPS 2023"]),
        ]);
        assert_eq!(found, ["Slow Rivers", "Fast Rivers"]);
    }

    #[test]
    fn numbers_part_entries() {
        let found = split(&[(
            Role::Body,
            &[
                "1. Slow rivers and their deltas, A. Weber,",
                "B. Li, J. Chem. Phys. 3, 12 (2015).",
                "2. Fast rivers and canyons, A. Weber, and",
                "W. Wang, J. Chem. Phys. 4, 13 (2014).",
            ],
        )]);
        assert_eq!(found, ["Slow rivers", "Fast rivers"]);
    }
}
