//! Puts lines together to headings, items and paragraphs.

use super::furniture::Furniture;
use super::heading::Headings;
use super::line::Line;
use super::marker::{Marker, marker};
use super::measure::Measure;
use crate::model::{Geometry, RawBlock, RawLine, Role};

/// White above a line, in line heights, that parts blocks.
const APART: f32 = 0.3;

/// Difference in left edges, in points, that counts as an indent.
const INDENT: f32 = 3.0;

/// One column of a page, its lines judged.
pub(super) struct ColumnLines {
    /// From top to bottom.
    pub lines: Vec<(Line, Furniture)>,
    /// Whether it runs over the width of the page.
    pub full: bool,
}

/// Puts the lines of a document together.
pub(super) fn blocks(
    pages: Vec<Vec<ColumnLines>>,
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
        label: false,
        page: 0,
        number: 0,
    };
    for page in pages {
        builder.page += 1;
        builder.number = 0;
        let mut above: Vec<(f32, f32, f32)> = Vec::new();
        for column in page {
            builder.column(column, &mut above);
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
    /// Right edge of its column.
    edge: f32,
    /// Page and column its last line stands in are still being read.
    here: bool,
}

struct Builder<'a> {
    measure: Measure,
    headings: &'a Headings,
    blocks: Vec<RawBlock>,
    furniture: Vec<RawBlock>,
    open: Option<Open>,
    /// Left edges of the bullets that the current line is nested in.
    markers: Vec<f32>,
    /// Whether the line before had a heading in the margin.
    label: bool,
    page: u32,
    number: u32,
}

/// The column a line stands in.
#[derive(Clone, Copy)]
struct Edges {
    left: f32,
    right: f32,
}

impl Builder<'_> {
    /// Reads one column; `above` holds left edge, right edge and baseline of
    /// the lines read on this page so far.
    fn column(
        &mut self,
        column: ColumnLines,
        above: &mut Vec<(f32, f32, f32)>,
    ) {
        if let Some(open) = &mut self.open {
            open.here = false;
        }
        let text = column.lines.iter().filter(|(_, f)| *f == Furniture::Text);
        let left = text.clone().map(|(l, _)| l.left).fold(f32::MAX, f32::min);
        let right = text.map(|(l, _)| l.right).fold(0.0, f32::max);
        let edges = if column.full && left - self.measure.left < 200.0 {
            Edges {
                left: self.measure.left,
                right: right.max(self.measure.right),
            }
        } else {
            Edges { left, right }
        };
        for (line, furniture) in column.lines {
            self.number += 1;
            match furniture {
                Furniture::Repeated => continue,
                Furniture::First => {
                    let raw = self.raw(line, 0.0, edges);
                    self.furniture.push(RawBlock {
                        role: Role::Boilerplate,
                        page: Some(self.page),
                        lines: vec![raw],
                    });
                    continue;
                }
                Furniture::Text => {}
            }
            let gap = self.gap(&line, above);
            above.push((line.left, line.right, line.baseline));
            self.line(line, gap, edges);
        }
    }

    /// White above a line in line heights; 0 where nothing stands above.
    fn gap(&self, line: &Line, above: &[(f32, f32, f32)]) -> f32 {
        let nearest = above
            .iter()
            .filter(|(left, right, baseline)| {
                *left < line.right
                    && line.left < *right
                    && *baseline > line.baseline
            })
            .map(|(_, _, baseline)| *baseline - line.baseline)
            .reduce(f32::min);
        let usual = self.measure.height
            * (line.size / self.measure.size).clamp(0.8, 3.0);
        nearest.map_or(0.0, |step| (step / usual - 1.0).max(0.0))
    }

    fn line(&mut self, line: Line, gap: f32, edges: Edges) {
        if let Some(level) = self.headings.level(&line, gap) {
            self.heading(line, level, gap, edges);
            self.label = false;
            return;
        }
        if self.headings.is_label(&line) {
            let (label, rest) = line.split_cell();
            let wrapped = self.label && gap < APART;
            if !wrapped {
                self.heading(label, 2, gap, edges);
            } else if let Some(heading) = self.last_heading() {
                join(heading, label);
            }
            self.label = true;
            if let Some(rest) = rest {
                self.text(rest, gap, edges);
            }
            return;
        }
        self.label = false;
        self.text(line, gap, edges);
    }

    fn last_heading(&mut self) -> Option<&mut RawLine> {
        self.close();
        self.blocks
            .iter_mut()
            .rev()
            .find(|block| matches!(block.role, Role::Heading(_)))?
            .lines
            .last_mut()
    }

    fn heading(&mut self, line: Line, level: u8, gap: f32, edges: Edges) {
        self.close();
        self.markers.clear();
        let raw = self.raw(line, gap, edges);
        self.blocks.push(RawBlock {
            role: Role::Heading(level),
            page: Some(self.page),
            lines: vec![raw],
        });
    }

    /// Adds a line that is no heading.
    fn text(&mut self, mut line: Line, gap: f32, edges: Edges) {
        let text = line.text();
        let role = match marker(&text) {
            Some(Marker::Bullet(bytes)) => {
                let level = self.nest(line.left);
                let indent = line.cells.get(1).map(|cell| cell.left);
                let tabbed = text[..bytes].ends_with('\t');
                line.cut(bytes);
                let em = line.size;
                line.left = indent
                    .filter(|_| tabbed)
                    .unwrap_or_else(|| line.left + 0.9 * em);
                Some(Role::Item(level))
            }
            Some(Marker::Number(..)) if self.starts(&line, gap) => {
                Some(Role::Item(0))
            }
            _ => None,
        };
        let (left, right, size) = (line.left, line.right, line.size);
        let continues = role.is_none() && self.continues(&line, gap);
        let raw = self.raw(line, gap, edges);
        if let Some(open) = self.open.as_mut().filter(|_| continues) {
            open.block.lines.push(raw);
            open.last = (left, right);
            open.size = size;
            open.edge = edges.right;
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
            edge: edges.right,
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
    fn starts(&self, line: &Line, gap: f32) -> bool {
        let Some(open) = &self.open else { return true };
        let full = open.last.1 > open.edge - 6.0 * line.size;
        let inside = line.left > open.first_left + INDENT
            || open.block.lines.len() > 1
                && (line.left - open.last.0).abs() < INDENT
                && open.last.0 > open.first_left + INDENT;
        gap > APART || !(full && inside)
    }

    /// Whether a line without a marker goes on with the open block.
    fn continues(&self, line: &Line, gap: f32) -> bool {
        let Some(open) = &self.open else { return false };
        if (open.size - line.size).abs() > 0.13 * open.size {
            return false;
        }
        let (last_left, last_right) = open.last;
        let full = last_right > open.edge - 8.0 * line.size;
        let lines = open.block.lines.len();
        if !open.here {
            return full && self.crosses(open, line);
        }
        if gap > APART {
            return false;
        }
        if line.left < last_left - INDENT {
            // The first line of a paragraph may be indented.
            return lines == 1 && full && open.block.role == Role::Body;
        }
        line.left <= last_left + INDENT || lines == 1 || full
    }

    /// Whether a line goes on with a block of the page or column before,
    /// whose last line is full.
    fn crosses(&self, open: &Open, line: &Line) -> bool {
        let last = open.block.lines.last();
        let ended = last
            .and_then(|line| line.runs.last())
            .is_some_and(|run| run.text.ends_with(['.', '!', '?']));
        let shift = line.left - open.last.0;
        let hanging = open.last.0 > open.first_left + INDENT;
        match open.block.lines.len() {
            1 => !ended && shift > -INDENT,
            _ if hanging => shift.abs() < INDENT,
            _ => !ended && shift.abs() < INDENT,
        }
    }

    fn raw(&self, line: Line, gap: f32, edges: Edges) -> RawLine {
        RawLine {
            geometry: Some(Geometry {
                indent: (line.left - edges.left).max(0.0),
                gap,
                size: line.size / self.measure.size,
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

/// Goes on with a heading that is wrapped in the margin.
fn join(heading: &mut RawLine, label: Line) {
    if let Some(run) = heading.runs.last_mut() {
        run.text.push(' ');
    }
    heading.runs.extend(label.runs);
}
