//! Puts lines together to headings, items and paragraphs.

use super::furniture::Furniture;
use super::heading::{Headings, Look, is_known};
use super::line::Line;
use super::marker::{Marker, is_bullet, marker};
use super::measure::Measure;
use super::wrapped::{ends_open, join};
use super::{ColumnLines, Laid};
use crate::model::{Geometry, RawBlock, RawLine, Role, letters_of_first_word};

/// White above a line, in line heights, that parts blocks.
const APART: f32 = 0.2;

/// Difference in left edges, in points, that counts as an indent.
const INDENT: f32 = 3.0;

/// Puts the lines of a document together.
pub(super) fn blocks(
    pages: Vec<Laid>,
    measure: Measure,
    headings: &Headings,
) -> Vec<RawBlock> {
    let mut builder = Builder {
        measure,
        headings,
        blocks: Vec::new(),
        furniture: Vec::new(),
        open: None,
        markers: Vec::new(),
        bullet: None,
        heading: None,
        page: 0,
        number: 0,
    };
    for page in pages {
        builder.page += 1;
        builder.number = 0;
        for column in page.columns {
            builder.column(column);
        }
    }
    builder.close();
    builder.blocks.append(&mut builder.furniture);
    builder.blocks
}

/// A block that may still grow.
struct Open {
    block: RawBlock,
    /// Left edge of its first line.
    first_left: f32,
    /// Left and right edge of its last line.
    last: (f32, f32),
    /// Font size of its last line.
    size: f32,
    /// Its column, as of its last line.
    column: Edges,
    /// Page and column its last line stands in are still being read.
    here: bool,
}

impl Open {
    /// Whether its last line has no room for the first word of a text.
    fn is_full_for(&self, text: &str) -> bool {
        let last = self.block.lines.last().and_then(|line| line.geometry);
        let room = last.and_then(|geometry| geometry.room);
        room.is_some_and(|room| room < letters_of_first_word(text))
            && !may_be_byline(text)
    }
}

/// Whether a line may open with somebody's name: a few words with capitals
/// before a comma or an "and".
fn may_be_byline(text: &str) -> bool {
    /// Words of a name at most.
    const LONGEST: usize = 4;
    let ends = [text.find(','), text.find(" and ")];
    let Some(end) = ends.into_iter().flatten().min() else { return false };
    let mut words = text[..end].split_whitespace();
    words.clone().nth(1).is_some()
        && words.clone().nth(LONGEST).is_none()
        && words.all(|word| word.starts_with(char::is_uppercase))
}

/// What tells whether a line goes on with the heading above it.
struct LastHeading {
    look: Look,
    level: u8,
    /// Room at its right, in letters.
    room: Option<f32>,
}

struct Builder<'a> {
    measure: Measure,
    headings: &'a Headings,
    blocks: Vec<RawBlock>,
    furniture: Vec<RawBlock>,
    open: Option<Open>,
    /// Left edges of the bullets that the current line is nested in.
    markers: Vec<f32>,
    /// Left edge of a bullet that stands alone on the line before, and the
    /// white above it.
    bullet: Option<(f32, f32)>,
    /// The line before, where it is a heading of this column.
    heading: Option<LastHeading>,
    page: u32,
    number: u32,
}

/// The column a line stands in.
#[derive(Clone, Copy)]
struct Edges {
    left: f32,
    right: f32,
}

impl Edges {
    /// How far to the side the next column is, where it is as wide and
    /// beside this one; 0 where it stands below or on the next page.
    fn aside(self, next: Edges) -> f32 {
        let wide = self.right - self.left;
        let aside = next.left - self.left;
        let alike = (next.right - next.left - wide).abs() < 0.15 * wide;
        if alike && aside.abs() > 0.5 * wide { aside } else { 0.0 }
    }
}

impl Builder<'_> {
    fn column(&mut self, column: ColumnLines) {
        let edges = self.edges(&column);
        if let Some(open) = &mut self.open {
            open.here = false;
            // A list goes on beside, its bullets as far from the edge.
            let aside = open.column.aside(edges);
            self.markers.iter_mut().for_each(|marker| *marker += aside);
        }
        for line in column.lines {
            self.number += 1;
            match line.furniture {
                Furniture::Repeated => {}
                Furniture::First => {
                    let lines = vec![self.raw(line, edges)];
                    let page = Some(self.page);
                    let role = Role::Boilerplate;
                    self.furniture.push(RawBlock { role, page, lines });
                }
                Furniture::Text => self.line(line, edges),
            }
        }
    }

    /// The edges of a column: the document's where it is as wide as a page,
    /// lest a page of continued items be read as not indented.
    fn edges(&self, column: &ColumnLines) -> Edges {
        let left = column.text().map(|l| l.left).fold(f32::MAX, f32::min);
        let right = column.text().map(|l| l.right).fold(0.0, f32::max);
        if column.full && left - self.measure.left < 200.0 {
            let Measure { left, right, .. } = self.measure;
            return Edges { left, right };
        }
        Edges { left, right }
    }

    fn line(&mut self, line: Line, edges: Edges) {
        let goes_on = self.open.as_ref().is_some_and(|open| {
            open.here
                && line.gap < APART
                && (open.size - line.size).abs() < 0.05 * line.size
        });
        let level = self.headings.level(&line, goes_on);
        if let Some(level) = level.or_else(|| self.level_above(&line)) {
            return self.heading(line, level, edges);
        }
        // "PUBLICATIONS    * marks the corresponding author"
        if let Some((first, rest)) = self.headings.split(&line) {
            self.heading(first, 2, edges);
            return self.text(rest, edges);
        }
        self.text(line, edges);
    }

    /// Adds a heading, or goes on with one that is wrapped.
    fn heading(&mut self, line: Line, level: u8, edges: Edges) {
        self.close();
        self.bullet = None;
        self.markers.clear();
        let role = Role::Heading(level);
        let above = self.heading.take();
        let wrapped = line.gap < APART
            && above.is_some_and(|above| self.wraps_to(&above, &line));
        self.heading = Some(LastHeading {
            look: Look::of(&line),
            level,
            room: room(&line, edges),
        });
        let raw = self.raw(line, edges);
        match self.blocks.last_mut() {
            Some(RawBlock { role: last, lines, .. })
                if wrapped && *last == role =>
            {
                if let Some(heading) = lines.last_mut() {
                    join(heading, raw);
                }
            }
            _ => self.blocks.push(RawBlock {
                role,
                page: Some(self.page),
                lines: vec![raw],
            }),
        }
    }

    /// The level of the heading above a line that is set like it and goes on
    /// with its sentence.
    fn level_above(&self, line: &Line) -> Option<u8> {
        let above = self.heading.as_ref()?;
        let goes_on = line.gap < APART
            && line.cells.len() == 1
            && line.text().starts_with(char::is_lowercase)
            && above.look.opens(line);
        goes_on.then_some(above.level)
    }

    /// Whether the last heading and a line make one heading: not where
    /// either is one by itself, unless both are one together or the first is
    /// long and had no room for the other.
    fn wraps_to(&self, above: &LastHeading, line: &Line) -> bool {
        let Some(heading) = self.blocks.last() else { return false };
        let before = heading.text();
        let text = line.text();
        if is_known(&format!("{before} {text}")) {
            return true;
        }
        // "MOSS AND", "ROOFS": no heading ends so.
        if ends_open(&before) {
            return true;
        }
        let needed = letters_of_first_word(&text);
        let full = above.room.is_some_and(|room| room < needed);
        let long = full && before.split(' ').nth(4).is_some();
        !is_known(&before) && (long || !is_known(&text))
    }

    /// Adds a line that is no heading.
    fn text(&mut self, mut line: Line, edges: Edges) {
        self.heading = None;
        let text = line.text();
        if is_bullet(&text) {
            self.bullet = Some((line.left, line.gap));
            return;
        }
        let role = match marker(&text) {
            _ if self.bullet.is_some() => {
                let (left, gap) = self.bullet.take().unwrap_or_default();
                line.gap = line.gap.max(gap);
                Some(Role::Item(self.nest(left)))
            }
            Some(Marker::Bullet(bytes)) => {
                let level = self.nest(line.left);
                line.cut(bytes);
                line.left = line.inner;
                Some(Role::Item(level))
            }
            Some(Marker::Number(..)) if self.starts(&line) => {
                // Bullets set in below it are within its item.
                self.markers.clear();
                self.markers.push(line.left);
                Some(Role::Item(0))
            }
            _ => None,
        };
        let (left, right, size) = (line.left, line.right, line.size);
        let continues = role.is_none() && self.continues(&line, edges);
        let raw = self.raw(line, edges);
        if let Some(open) = self.open.as_mut().filter(|_| continues) {
            open.block.lines.push(raw);
            open.last = (left, right);
            open.size = size;
            open.column = edges;
            open.here = true;
            return;
        }
        self.close();
        if role.is_none() {
            self.markers.retain(|marker| *marker < left - INDENT);
        }
        self.open = Some(Open {
            block: RawBlock {
                role: role.unwrap_or(Role::Body),
                page: Some(self.page),
                lines: vec![raw],
            },
            first_left: left,
            last: (left, right),
            size,
            column: edges,
            here: true,
        });
    }

    /// How deep a bullet at this left edge is nested.
    fn nest(&mut self, left: f32) -> u8 {
        self.markers.retain(|marker| *marker < left - INDENT);
        let level = u8::try_from(self.markers.len()).unwrap_or(u8::MAX);
        self.markers.push(left);
        level
    }

    /// Whether a line that begins with a number starts an item. "12." may
    /// also be the last word of a sentence that happens to begin a line.
    fn starts(&self, line: &Line) -> bool {
        let Some(open) = &self.open else { return true };
        // "…, 2023-07-", then "14.": a date or pages that were broken.
        let before = open.block.lines.last().and_then(|line| line.runs.last());
        let broken = before.is_some_and(|run| {
            let head = run.text.trim_end().strip_suffix(['-', '–']);
            head.is_some_and(|head| {
                head.ends_with(|c: char| c.is_ascii_digit())
            })
        });
        if broken && line.gap <= APART {
            return false;
        }
        let full = open.last.1 > open.column.right - 6.0 * line.size;
        let inside = line.left > open.first_left + INDENT
            || open.block.lines.len() > 1
                && (line.left - open.last.0).abs() < INDENT
                && open.last.0 > open.first_left + INDENT;
        line.gap > APART || !(full && inside)
    }

    /// Whether a line without a marker goes on with the open block.
    fn continues(&self, line: &Line, edges: Edges) -> bool {
        let Some(open) = &self.open else { return false };
        if (open.size - line.size).abs() > 0.13 * open.size {
            return false;
        }
        let (last_left, last_right) = open.last;
        let full = last_right > open.column.right - 8.0 * line.size;
        let lines = open.block.lines.len();
        if !open.here {
            return self.crosses(open, line, edges);
        }
        if line.gap > APART {
            return false;
        }
        if line.left < last_left - INDENT {
            // The first line of a paragraph may be indented; the bullet of an
            // item may be no more than its first character.
            let at_bullet = || {
                let bullet = self.markers.last();
                let text = line.text();
                bullet.is_some_and(|left| (line.left - left).abs() < INDENT)
                    && (text.starts_with(char::is_lowercase)
                        || open.is_full_for(&text))
            };
            return lines == 1
                && full
                && (open.block.role == Role::Body || at_bullet());
        }
        line.left <= last_left + INDENT || lines == 1 || full
    }

    /// Whether a line goes on with a block of the page or column before.
    fn crosses(&self, open: &Open, line: &Line, edges: Edges) -> bool {
        let aside = open.column.aside(edges);
        let shift = line.left - open.last.0 - aside;
        let hanging = open.last.0 > open.first_left + INDENT;
        let below = shift.abs() < INDENT;
        // In a list whose entries are numbered, or open in bold, one that
        // is not goes on with the entry before.
        let listed = matches!(open.block.role, Role::Item(_));
        if below && (listed && hanging || self.opens_unlike(line)) {
            return true;
        }
        if open.last.1 <= open.column.right - 8.0 * line.size {
            return false;
        }
        let last = open.block.lines.last();
        let ended =
            last.and_then(|line| line.runs.last()).is_some_and(|run| {
                let end = run.text.chars().next_back();
                end.is_some_and(|c| ".!?)]".contains(c) || c.is_numeric())
            });
        let cells = last.is_some_and(|line| {
            line.runs.iter().any(|run| run.text.contains('\t'))
        });
        match open.block.lines.len() {
            1 => !ended && !cells && shift > -INDENT,
            _ if hanging => below,
            _ => !ended && !cells && below,
        }
    }

    /// Whether the entries of this list open in bold and a line does not.
    fn opens_unlike(&self, line: &Line) -> bool {
        let is_bold = |line: &RawLine| {
            line.runs.first().is_some_and(|run| run.style.bold)
        };
        let entries = self
            .blocks
            .iter()
            .rev()
            .take_while(|block| matches!(block.role, Role::Body))
            .take(5);
        let openings: Vec<bool> = entries
            .filter_map(|block| block.lines.first().map(is_bold))
            .collect();
        openings.len() >= 3
            && openings.iter().all(|bold| *bold)
            && line.runs.first().is_some_and(|run| !run.style.bold)
    }

    fn raw(&self, line: Line, edges: Edges) -> RawLine {
        RawLine {
            geometry: Some(Geometry {
                indent: (line.left - edges.left).max(0.0),
                gap: line.gap,
                size: line.size / self.measure.size,
                room: room(&line, edges),
            }),
            runs: line.runs,
            number: self.number,
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.blocks.push(open.block);
        }
    }
}

/// How many letters would still fit behind a line without columns of its
/// own.
fn room(line: &Line, edges: Edges) -> Option<f32> {
    let texts = || line.runs.iter().map(|run| run.text.as_str());
    let letters: usize = texts().map(|text| text.chars().count()).sum();
    let width = line.right - line.left;
    if width <= 0.0 || texts().any(|text| text.contains('\t')) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a line's length")]
    let letter = width / letters.max(1) as f32;
    Some(((edges.right - line.right) / letter).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::piece;
    use super::super::{assemble, column, line, segment};
    use super::*;

    /// Lays out a page of lines 12 points apart, `(text, left, bold)`; an
    /// empty text leaves white. Gives each block's role and lines.
    fn blocks_of(page: &[(&str, f32, bool)]) -> Vec<(Role, Vec<String>)> {
        let mut baseline = 800.0;
        let mut pieces = Vec::new();
        for (order, &(text, left, bold)) in page.iter().enumerate() {
            baseline -= 12.0;
            if !text.is_empty() {
                let mut piece = piece(text, left, baseline);
                piece.order = order;
                piece.style.bold = bold;
                pieces.push(piece);
            }
        }
        let columns = column::columns(segment::segments(pieces));
        let columns = columns.into_iter().map(|column| ColumnLines {
            lines: line::lines(column.segments),
            full: column.full,
        });
        let page = Laid { columns: columns.collect(), edges: [0.0, 842.0] };
        let text = |line: &RawLine| {
            line.runs.iter().map(|run| run.text.as_str()).collect()
        };
        assemble(vec![page])
            .iter()
            .map(|b| (b.role, b.lines.iter().map(text).collect()))
            .collect()
    }

    #[test]
    fn a_heading_goes_on_with_its_sentence_in_its_own_type() {
        let found = blocks_of(&[
            ("Publications", 0.0, true),
            ("", 0.0, false),
            ("The Slow Rivers of the North and the Wide", 0.0, true),
            ("deltas of the South", 0.0, true),
            ("A. Roe, B. Diaz. Sand Letters, 2020, 12-19.", 0.0, false),
            ("", 0.0, false),
            ("Education", 0.0, true),
        ]);
        let joined =
            "The Slow Rivers of the North and the Wide deltas of the South";
        assert_eq!(found[1], (Role::Heading(2), vec![joined.to_owned()]));
        assert_eq!(found[2].1.len(), 1);
    }

    #[test]
    fn a_heading_goes_on_where_it_ends_open() {
        let found = |above: &str, below: &str| {
            let shouted = !above.contains(char::is_lowercase);
            let first = if shouted { "EDUCATION" } else { "Education" };
            let page = [
                (first, 0.0, true),
                ("Sand and moss", 0.0, false),
                ("", 0.0, false),
                (above, 0.0, true),
                (below, 0.0, true),
                ("A. Roe. The Slow Rivers. Sand, 2020.", 0.0, false),
            ];
            blocks_of(&page)[2].1.clone()
        };
        for (above, below, want) in [
            ("OTHER PUB-", "LICATIONS", "OTHER PUBLICATIONS"),
            ("SERVICE AND", "EXPERIENCE", "SERVICE AND EXPERIENCE"),
            (
                "OTHER AFFILIATIONS &",
                "EXPERIENCE",
                "OTHER AFFILIATIONS & EXPERIENCE",
            ),
            ("Publica-", "tions", "Publications"),
            ("PEER-", "REVIEWED PAPERS", "PEER-REVIEWED PAPERS"),
        ] {
            assert_eq!(found(above, below), [want], "{above} {below}");
        }
    }

    #[test]
    fn an_item_goes_on_below_its_bullet() {
        let found = blocks_of(&[
            ("- Slow Rivers of the North and the moss on the", 0.0, false),
            ("sand of their wide deltas", 0.0, false),
            ("A. Roe, B. Diaz", 0.0, false),
            ("", 0.0, false),
            ("- Fast Rivers", 0.0, false),
            ("A. Roe, C. Li", 0.0, false),
            ("", 0.0, false),
            // No room was left for "Wide".
            ("- B. Diaz, The Slow Rivers of the Low and the", 0.0, false),
            ("Wide Deltas of the North, Sand", 0.0, false),
        ]);
        let lines: Vec<usize> =
            found.iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!(lines, [3, 1, 1, 2], "{found:?}");
    }

    #[test]
    fn a_column_as_wide_stands_aside() {
        let column = Edges { left: 50.0, right: 290.0 };
        for (left, right, want) in [
            (310.0, 550.0, 260.0),
            (310.0, 540.0, 260.0),
            (50.0, 290.0, 0.0),
            (60.0, 290.0, 0.0),
            // Beside a side bar.
            (310.0, 400.0, 0.0),
        ] {
            let found = column.aside(Edges { left, right });
            assert!((found - want).abs() < 0.1, "{left} to {right}: {found}");
        }
    }
}
