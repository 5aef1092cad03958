//! Finds the columns of a page and the order to read them in.

use super::margin::{LONGEST_DATE, holds_year};
use super::marker::{is_bullet, is_number};
use super::segment::Segment;

/// A part of a page that is read from top to bottom.
#[derive(Debug)]
pub(super) struct Column {
    /// Its text.
    pub segments: Vec<Segment>,
    /// Whether it runs over the width of the page.
    pub full: bool,
}

/// The least width of the white between columns, in points.
const GUTTER: f32 = 6.0;

/// The least count of segments on each side of a gutter.
const ROWS: usize = 3;

/// How deep columns nest.
const DEPTH: usize = 6;

/// Splits a page into columns, in reading order.
pub(super) fn columns(segments: Vec<Segment>) -> Vec<Column> {
    let mut columns = Vec::new();
    split(segments, true, DEPTH, &mut columns);
    columns
}

fn split(
    mut segments: Vec<Segment>,
    full: bool,
    depth: usize,
    columns: &mut Vec<Column>,
) {
    if segments.is_empty() {
        return;
    }
    segments.sort_by(|a, b| b.baseline.total_cmp(&a.baseline));
    let gutter = (depth > 0).then(|| best_gutter(&segments)).flatten();
    let Some(gutter) = gutter else {
        columns.push(Column { segments, full });
        return;
    };
    let below = segments.split_off(gutter.rows.end);
    let middle = segments.split_off(gutter.rows.start);
    let (left, right): (Vec<_>, Vec<_>) =
        middle.into_iter().partition(|s| side(s, gutter.x) == Side::Left);
    split(segments, full, depth - 1, columns);
    split(left, false, depth - 1, columns);
    split(right, false, depth - 1, columns);
    split(below, full, depth - 1, columns);
}

/// A white strip with text on both sides.
struct Gutter {
    /// Left edge of what stands to its right.
    x: f32,
    /// The segments beside it, which stand between two that cross it.
    rows: std::ops::Range<usize>,
    /// The count of segments on the side that has fewer.
    weight: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Across,
}

fn side(segment: &Segment, x: f32) -> Side {
    if hang(segment) >= x - 1.5 {
        Side::Right
    } else if segment.right <= x - GUTTER {
        Side::Left
    } else {
        Side::Across
    }
}

/// Left edge of the text behind a bullet or a number that hangs to its left;
/// the segment's own where there is none.
fn hang(segment: &Segment) -> f32 {
    match segment.pieces.as_slice() {
        [mark, text, ..]
            if is_bullet(mark.text.trim()) || is_number(mark.text.trim()) =>
        {
            text.left
        }
        _ => segment.left,
    }
}

/// The gutter with the most text beside it, among those that part columns.
fn best_gutter(segments: &[Segment]) -> Option<Gutter> {
    let mut best: Option<Gutter> = None;
    for x in edges(segments) {
        let mut start = 0;
        for end in 0..=segments.len() {
            let across =
                segments.get(end).is_none_or(|s| side(s, x) == Side::Across);
            if !across {
                continue;
            }
            let least = best.as_ref().map_or(0, |b| b.weight);
            let found = [start..end, beside(segments, start..end, x)]
                .into_iter()
                .map(|rows| (weight(&segments[rows.clone()], x), rows))
                .find(|(weight, _)| *weight > least);
            if let Some((weight, rows)) = found {
                best = Some(Gutter { x, rows, weight });
            }
            start = end + 1;
        }
    }
    best
}

/// The rows from the first to the last that has something at an edge: what
/// stands above the columns and below them may end to its left.
fn beside(
    segments: &[Segment],
    rows: std::ops::Range<usize>,
    x: f32,
) -> std::ops::Range<usize> {
    let at_edge = |i: &usize| (hang(&segments[*i]) - x).abs() <= 1.5;
    let Some(first) = rows.clone().find(at_edge) else { return rows };
    let last = rows.clone().rfind(at_edge).unwrap_or(first);
    let level = |i: usize, with: usize| {
        let (a, b) = (&segments[i], &segments[with]);
        (a.baseline - b.baseline).abs() < 0.3 * b.size
    };
    let start = (rows.start..=first).find(|&i| level(i, first));
    let end = (last..rows.end).rfind(|&i| level(i, last));
    start.unwrap_or(first)..end.unwrap_or(last) + 1
}

/// Left edges, of bullets or of the text behind them, that at least three
/// segments share.
fn edges(segments: &[Segment]) -> Vec<f32> {
    let hanging = segments.iter().map(hang).zip(segments);
    let hanging = hanging.filter(|(x, s)| *x > s.left).map(|(x, _)| x);
    let mut lefts: Vec<f32> =
        segments.iter().map(|s| s.left).chain(hanging).collect();
    lefts.sort_by(f32::total_cmp);
    let mut edges: Vec<(f32, usize)> = Vec::new();
    for left in lefts {
        match edges.last_mut() {
            Some((x, count)) if left - *x <= 1.5 => *count += 1,
            _ => edges.push((left, 1)),
        }
    }
    edges
        .into_iter()
        .skip(1)
        .filter(|&(_, count)| count >= ROWS)
        .map(|(x, _)| x)
        .collect()
}

/// How many segments stand on the emptier side of a gutter, or 0 where the
/// two sides are not columns but cells of the same rows.
fn weight(rows: &[Segment], x: f32) -> usize {
    let (left, right): (Vec<&Segment>, Vec<&Segment>) =
        rows.iter().partition(|s| side(s, x) == Side::Left);
    let fewer = left.len().min(right.len());
    if fewer < ROWS || !side_by_side(&left, &right) {
        return 0;
    }
    // A page writes a column as a whole, and a table row by row.
    let mut drawn: Vec<&Segment> = rows.iter().collect();
    drawn.sort_by_key(|s| s.order);
    let changes = drawn
        .windows(2)
        .filter(|pair| side(pair[0], x) != side(pair[1], x))
        .count();
    let columns = changes * 2 < fewer || (prose(&left) && prose(&right));
    let cells = labels(&right, &left) || labels(&left, &right);
    if columns && !cells { fewer } else { 0 }
}

/// Whether a side is dates or numbers alone, each beside a line of the other
/// side: a browser draws what floats at a side before or after the text that
/// it labels.
fn labels(side: &[&Segment], beside: &[&Segment]) -> bool {
    let is_date = |s: &Segment| {
        let length: usize = s.pieces.iter().map(|p| p.text.len()).sum();
        length <= LONGEST_DATE && s.pieces.iter().any(|p| holds_year(&p.text))
    };
    let is_number = |s: &Segment| match s.pieces.as_slice() {
        [number] => is_number(number.text.trim()),
        _ => false,
    };
    let labels = |s: &Segment| {
        beside.iter().any(|b| (b.baseline - s.baseline).abs() < 0.5 * s.size)
    };
    let label = |s: &&&Segment| (is_date(s) || is_number(s)) && labels(s);
    // The number of the page may stand below them.
    side.iter().filter(label).count() * 5 >= side.len() * 4
}

/// Whether two groups share at least half of the height of the smaller one.
fn side_by_side(left: &[&Segment], right: &[&Segment]) -> bool {
    let range = |side: &[&Segment]| {
        let fold = |f: fn(f32, f32) -> f32| {
            side.iter().map(|s| s.baseline).reduce(f).unwrap_or(0.0)
        };
        (fold(f32::min), fold(f32::max))
    };
    let (left, right) = (range(left), range(right));
    let shared = left.1.min(right.1) - left.0.max(right.0);
    let smaller = (left.1 - left.0).min(right.1 - right.0);
    shared >= 0.5 * smaller && shared > 0.0
}

/// Whether a side is filled with running text: most lines reach from edge to
/// edge, and there are many.
fn prose(side: &[&Segment]) -> bool {
    let fold = |f: fn(f32, f32) -> f32, by: fn(&&Segment) -> f32| {
        side.iter().map(by).reduce(f).unwrap_or(0.0)
    };
    let width = fold(f32::max, |s| s.right) - fold(f32::min, |s| s.left);
    let filled =
        side.iter().filter(|s| s.right - s.left > 0.8 * width).count();
    side.len() >= 12 && width > 120.0 && filled * 3 > side.len() * 2
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::line::tests::piece;
    use super::super::segment::segments;
    use super::*;

    /// Lays out `(text, left, baseline)` drawn in the order given, and gives
    /// the lines in reading order.
    fn read(cells: &[(&str, f32, f32)]) -> Vec<String> {
        let pieces = cells.iter().enumerate().map(|(order, cell)| {
            let mut piece = piece(cell.0, cell.1, cell.2);
            piece.order = order;
            piece
        });
        columns(segments(pieces.collect()))
            .into_iter()
            .flat_map(|column| lines(column.segments))
            .map(|line| line.text())
            .collect()
    }

    #[test]
    fn a_side_bar_is_read_as_a_whole() {
        let page = [
            ("Ada Lovelace", 0.0, 800.0),
            ("Contact", 0.0, 700.0),
            ("ada@x.org", 0.0, 688.0),
            ("Skills", 0.0, 660.0),
            ("Weaving", 0.0, 648.0),
            ("Education", 150.0, 700.0),
            ("Home schooling", 150.0, 686.0),
            ("Work", 150.0, 664.0),
            ("Notes on the engine", 150.0, 650.0),
        ];
        let want: Vec<&str> = page.iter().map(|cell| cell.0).collect();
        assert_eq!(read(&page), want);
    }

    #[test]
    fn a_column_may_hold_one_bullet_only() {
        let page = [
            ("• Ada Bell. Sorting of", 0.0, 700.0),
            ("many long lists", 10.0, 688.0),
            ("• Ada Bell. Hashing of", 0.0, 676.0),
            ("many long keys", 10.0, 664.0),
            ("In Journal, 1990", 160.0, 700.0),
            ("•", 150.0, 688.0),
            ("Ada Bell. Merging", 160.0, 688.0),
            ("of two lists", 160.0, 676.0),
        ];
        let want = [
            "• Ada Bell. Sorting of",
            "many long lists",
            "• Ada Bell. Hashing of",
            "many long keys",
            "In Journal, 1990",
            "• Ada Bell. Merging",
            "of two lists",
        ];
        assert_eq!(read(&page), want);
    }

    #[test]
    fn columns_may_begin_below_rows_of_cells() {
        let page = [
            ("Kiel", 0.0, 800.0),
            ("2010", 400.0, 800.0),
            ("Lyon", 0.0, 788.0),
            ("2011", 400.0, 788.0),
            ("Turin", 0.0, 776.0),
            ("2012", 400.0, 776.0),
            ("[1]", 0.0, 700.0),
            ("A. Roe. Sorting of", 20.0, 700.0),
            ("many long lists", 20.0, 688.0),
            ("and keys", 20.0, 676.0),
            ("of rivers", 170.0, 700.0),
            ("[2]", 150.0, 688.0),
            ("A. Roe. Merging", 170.0, 688.0),
            ("of two lists", 170.0, 676.0),
        ];
        let want = [
            "Kiel\t2010",
            "Lyon\t2011",
            "Turin\t2012",
            "[1] A. Roe. Sorting of",
            "many long lists",
            "and keys",
            "of rivers",
            "[2] A. Roe. Merging",
            "of two lists",
        ];
        assert_eq!(read(&page), want);
    }

    #[test]
    fn dates_that_a_browser_drew_last_stay_with_their_entries() {
        let page = [
            ("Sums of sums", 0.0, 700.0),
            ("A. Lovelace", 0.0, 688.0),
            ("Engines", 0.0, 676.0),
            ("A. Lovelace", 0.0, 664.0),
            ("Looms", 0.0, 652.0),
            ("A. Lovelace", 0.0, 640.0),
            ("1843", 300.0, 700.0),
            ("May 1842", 300.0, 676.0),
            ("1840", 300.0, 652.0),
        ];
        let want = [
            "Sums of sums\t1843",
            "A. Lovelace",
            "Engines\tMay 1842",
            "A. Lovelace",
            "Looms\t1840",
            "A. Lovelace",
        ];
        assert_eq!(read(&page), want);
    }

    #[test]
    fn numbers_that_a_browser_drew_first_stay_with_their_entries() {
        let page = [
            ("[1]", 0.0, 700.0),
            ("[2]", 0.0, 676.0),
            ("[3]", 0.0, 652.0),
            ("A. Lovelace, Sums of", 30.0, 700.0),
            ("sums", 30.0, 688.0),
            ("A. Lovelace, Engines", 30.0, 676.0),
            ("and looms", 30.0, 664.0),
            ("A. Lovelace, Looms", 30.0, 652.0),
        ];
        let want = [
            "[1] A. Lovelace, Sums of",
            "sums",
            "[2] A. Lovelace, Engines",
            "and looms",
            "[3] A. Lovelace, Looms",
        ];
        assert_eq!(read(&page), want);
    }

    #[test]
    fn dates_stay_with_their_entries() {
        let page = [
            ("1840", 0.0, 700.0),
            ("Oxford", 80.0, 700.0),
            ("second line", 80.0, 688.0),
            ("1841", 0.0, 676.0),
            ("London", 80.0, 676.0),
            ("1842", 0.0, 664.0),
            ("Turin", 80.0, 664.0),
        ];
        let want =
            ["1840\tOxford", "second line", "1841\tLondon", "1842\tTurin"];
        assert_eq!(read(&page), want);
    }
}
