//! PDF pages into blocks.

use std::rc::Rc;

use pdfboss_core::{ActionKind, Document, Error, Immediate, Page, block_on};
use pdfboss_text::{FontCache, ReadingOrder, TextSpan};

use self::furniture::Furniture;
use self::heading::Headings;
use self::line::Line;
use self::piece::{Area, Piece};
use super::{Format, Source};
use crate::model::{Raw, RawBlock, SkipReason};

mod about;
mod accent;
mod block;
mod cell;
mod column;
mod furniture;
mod heading;
mod line;
mod margin;
mod marker;
mod measure;
mod piece;
mod repair;
mod segment;
mod width;
mod wrapped;

pub(super) static FORMAT: Format = Format {
    name: "pdf",
    extensions: &["pdf"],
    sniff: is_pdf,
    version: 4,
    text: false,
    extract,
};

/// Pages read of one file; no profile is longer.
const PAGES: usize = 1000;

/// Whether the bytes are a PDF file, perhaps after some junk.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let mut comments = head.split(|byte| *byte == b'%').skip(1);
    comments.any(|comment| {
        let version = comment.strip_prefix(b"PDF-");
        let version = version.and_then(<[u8]>::split_first_chunk);
        version.is_some_and(|([major, point], _)| {
            major.is_ascii_digit() && *point == b'.'
        })
    })
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let mut raw = read(source.bytes.to_vec());
    if !matches!(&raw, Err(SkipReason::Encrypted))
        && !raw.as_ref().is_ok_and(has_text)
        && let Some(bytes) = repair::rewritten(source.bytes)
    {
        raw = read(bytes);
    }
    let raw = raw?;
    if !has_text(&raw) {
        return Err(SkipReason::NeedsOcr);
    }
    Ok(vec![raw])
}

fn has_text(raw: &Raw) -> bool {
    !raw.blocks.is_empty()
}

/// Reads a whole file.
fn read(bytes: Vec<u8>) -> Result<Raw, SkipReason> {
    let document = Document::load(bytes).map_err(|error| match error {
        Error::Encrypted => SkipReason::Encrypted,
        other => SkipReason::Malformed(other.to_string()),
    })?;
    if document.is_locked() {
        return Err(SkipReason::Encrypted);
    }
    let count = document.flattened_page_count().min(PAGES);
    if count == 0 {
        return Err(SkipReason::Malformed("no pages".to_owned()));
    }
    let fonts = FontCache::default();
    let layers = document.oc_state();
    let mut pages = Vec::with_capacity(count);
    for index in 0..count {
        let Ok(page) = document.page(index) else {
            // The pages after it keep their numbers.
            pages.push(Laid::default());
            continue;
        };
        let spans =
            block_on(pdfboss_text::extract_spans_reporting_cached_with(
                Immediate(&document),
                &page,
                &fonts,
                layers.as_ref(),
                None,
                ReadingOrder::Content,
            ));
        let spans = spans.map(|(spans, _)| spans).unwrap_or_default();
        pages.push(lay_out(spans, &areas(&document, &page), &page));
    }
    Ok(Raw {
        blocks: assemble(pages),
        metadata: about::about(&document),
        facts: None,
    })
}

/// One page, laid out.
#[derive(Default)]
struct Laid {
    /// In reading order.
    columns: Vec<ColumnLines>,
    /// Bottom and top edge of the page.
    edges: [f32; 2],
}

impl Laid {
    /// Every line, in reading order.
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.columns.iter().flat_map(|column| &column.lines)
    }
}

/// The lines of one column.
struct ColumnLines {
    /// From top to bottom.
    lines: Vec<Line>,
    /// Whether it runs over the width of the page.
    full: bool,
}

impl ColumnLines {
    /// Its lines but for running heads and feet.
    fn text(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.furniture == Furniture::Text)
    }
}

/// Turns a page's spans into lines in reading order.
fn lay_out(spans: Vec<TextSpan>, areas: &[Area], page: &Page) -> Laid {
    // Text of other directions than the page's, such as a stamp along the
    // margin, comes last.
    let mut turns: Vec<(i32, usize)> = Vec::new();
    for span in &spans {
        match turns.iter_mut().find(|(turn, _)| *turn == span.rotate) {
            Some((_, count)) => *count += span.text.len(),
            None => turns.push((span.rotate, span.text.len())),
        }
    }
    turns.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut columns = Vec::new();
    for &(turn, _) in &turns {
        let areas: Vec<Area> = areas
            .iter()
            .map(|area| Area {
                bounds: turned_box(area.bounds, turn),
                ..area.clone()
            })
            .collect();
        let drawn = spans
            .iter()
            .enumerate()
            .filter(|(_, span)| span.rotate == turn)
            .filter_map(|(order, span)| piece(span, order));
        let pieces: Vec<Piece> = accent::set(drawn.collect())
            .into_iter()
            .flat_map(|piece| piece.linked(&areas))
            .collect();
        let segments = segment::segments(pieces);
        let found = column::columns(segments).into_iter();
        columns.extend(found.map(|column| ColumnLines {
            lines: line::lines(column.segments),
            full: column.full,
        }));
    }
    let main = turns.first().map_or(page.rotate, |&(turn, _)| turn);
    let media = page.crop_box;
    let [_, bottom, _, top] =
        turned_box([media.x0, media.y0, media.x1, media.y1], main);
    Laid { columns, edges: [bottom, top] }
}

/// A point as seen when the page is turned so that its text reads upright.
fn turned(x: f32, y: f32, turn: i32) -> (f32, f32) {
    match turn {
        90 => (y, -x),
        180 => (-x, -y),
        270 => (-y, x),
        _ => (x, y),
    }
}

fn turned_box([x0, y0, x1, y1]: [f32; 4], turn: i32) -> [f32; 4] {
    let (a, b) = (turned(x0, y0, turn), turned(x1, y1, turn));
    [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]
}

fn piece(span: &TextSpan, order: usize) -> Option<Piece> {
    let (left, baseline) = turned(span.x, span.y, span.rotate);
    let (right, _) = turned(span.end_x, span.end_y, span.rotate);
    let finite = [left, right, baseline, span.size]
        .iter()
        .all(|n| n.is_finite() && n.abs() < 1e6);
    if !finite
        || span.size <= 0.1
        || piece::is_icon(&span.font_name, &span.text)
    {
        return None;
    }
    let piece = Piece {
        text: piece::clean(&span.text),
        left: left.min(right),
        right: left.max(right),
        baseline,
        size: span.size,
        style: piece::style(&span.font_name, span.bold, span.italic),
        link: None,
        order,
        blank_before: false,
        blank_after: false,
        furniture: span.artifact.as_ref().is_some_and(|artifact| {
            artifact.kind == pdfboss_text::ArtifactKind::Pagination
        }),
        opens_cell: false,
    };
    piece.trimmed()
}

/// The links of a page that lead out of the document.
fn areas(document: &Document, page: &Page) -> Vec<Area> {
    let links = document.annotations(page).into_iter().filter_map(|link| {
        let rect = link.rect?;
        let ActionKind::Uri { uri, .. } = link.action?.kind else {
            return None;
        };
        Some(Area {
            bounds: [rect.x0, rect.y0, rect.x1, rect.y1],
            target: Rc::from(uri),
        })
    });
    links.collect()
}

/// Puts laid-out pages together to blocks.
fn assemble(mut pages: Vec<Laid>) -> Vec<RawBlock> {
    furniture::judge(&mut pages);
    let measure = measure::measure(&pages);
    measure::set_gaps(&mut pages, &measure);
    let text = pages.iter().flat_map(|page| &page.columns);
    let headings = Headings::learn(text.flat_map(ColumnLines::text), &measure);
    block::blocks(pages, measure, &headings)
}
