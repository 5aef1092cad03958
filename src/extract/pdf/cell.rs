//! Joins cells of a margin that are broken over lines.

use super::margin::holds_year;
use super::piece::Piece;
use super::segment::Segment;

/// Lines of a cell at most.
const LINES: usize = 6;

/// Joins cells of the margin that are broken over several lines, each into
/// one beside the line where it begins: "Sand Re-", "search, 2020".
pub(super) fn whole_cells(
    cells: impl Iterator<Item = Segment>,
    text: &[Segment],
) -> Vec<Segment> {
    let mut beside: Vec<f32> = text.iter().map(|s| s.baseline).collect();
    beside.sort_by(f32::total_cmp);
    // Those that make one cell, from top to bottom.
    let mut broken: Vec<Vec<Segment>> = Vec::new();
    for cell in cells {
        match broken.last_mut() {
            Some(above) if breaks_before(above, &cell, &beside) => {
                above.push(cell);
            }
            _ => broken.push(vec![cell]),
        }
    }
    broken.into_iter().filter_map(in_one_line).collect()
}

/// Whether a cell goes on with those above it: what stands right above ends
/// as no cell does, or nothing stands `beside` it, by its baseline.
fn breaks_before(above: &[Segment], cell: &Segment, beside: &[f32]) -> bool {
    let Some(last) = above.last() else { return false };
    let step = last.baseline - cell.baseline;
    let size = last.size.max(cell.size);
    if above.len() >= LINES
        || !(0.8 * size..1.45 * size).contains(&step)
        || (last.size - cell.size).abs() > 0.1 * size
    {
        return false;
    }
    let ends = |ends: &[char]| {
        last.pieces.last().is_some_and(|piece| piece.text.ends_with(ends))
    };
    let lower = cell
        .pieces
        .first()
        .is_some_and(|piece| piece.text.starts_with(char::is_lowercase));
    if lower && ends(&['-', '\u{ad}', '‐']) {
        return true;
    }
    let dated = |segment: &Segment| {
        segment.pieces.iter().any(|piece| holds_year(&piece.text))
    };
    let spans = ends(&['-', '–', '—']);
    if dated(cell) && above.iter().any(dated) && !spans {
        return false;
    }
    let slack = 0.35 * cell.size;
    let from = beside.partition_point(|y| *y < cell.baseline - slack);
    beside.get(from).is_none_or(|y| *y > cell.baseline + slack)
}

/// Sets the lines of a cell one behind the other, on the first of them and
/// within its width.
fn in_one_line(lines: Vec<Segment>) -> Option<Segment> {
    if lines.len() < 2 {
        return lines.into_iter().next();
    }
    let fold = |f: fn(f32, f32) -> f32, by: fn(&Segment) -> f32| {
        lines.iter().map(by).reduce(f).unwrap_or(0.0)
    };
    let (left, right) =
        (fold(f32::min, |s| s.left), fold(f32::max, |s| s.right));
    let baseline = lines.first()?.baseline;
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        let mut behind = line.pieces;
        if let Some((last, next)) = pieces.last_mut().zip(behind.first_mut()) {
            join(last, next);
        }
        pieces.extend(behind);
    }
    #[expect(clippy::cast_precision_loss, reason = "a cell's pieces")]
    let step = (right - left) / pieces.len() as f32;
    let mut at = left;
    for i in 0..pieces.len() {
        // Their gaps go, and with them the blanks that they were.
        let gap = match pieces.get(i + 1) {
            Some(next) => next.left - pieces[i].right,
            None => 0.0,
        };
        let piece = &mut pieces[i];
        piece.blank_after |= gap > 0.13 * piece.size;
        (piece.left, piece.right) = (at, at + step);
        piece.baseline = baseline;
        at += step;
    }
    Some(Segment::new(pieces))
}

/// Joins the end of a line to the next: at a hyphen the word, else by a blank.
fn join(last: &mut Piece, next: &mut Piece) {
    let hyphen = last.text.ends_with(['-', '\u{ad}', '‐']);
    if hyphen && next.text.starts_with(char::is_lowercase) {
        last.text.pop();
    } else {
        next.blank_before = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::line::tests::piece;
    use super::super::segment::segments;

    /// A table of cells in a margin that ends at 110, beside text at 118: of
    /// each its baseline, and that of the text beside its first line.
    fn beside(cells: &[(&str, f32)], texts: &[(&str, f32)]) -> Vec<String> {
        let at_right = |&(text, y): &(&str, f32)| {
            let mut piece = piece(text, 0.0, y);
            let shift = 110.0 - piece.right;
            piece.left += shift;
            piece.right += shift;
            piece
        };
        let text = |&(text, y): &(&str, f32)| piece(text, 118.0, y);
        let pieces = cells.iter().map(at_right).chain(texts.iter().map(text));
        let lines = lines(segments(pieces.collect()));
        lines.iter().map(|line| line.text()).collect()
    }

    #[test]
    fn a_cell_broken_over_lines_is_one() {
        let cells = [
            ("Sand Com-", 700.0),
            ("munications,", 688.0),
            ("2025", 676.0),
            ("Moss", 658.0),
            ("Letters, 2022", 646.0),
            ("2019", 628.0),
            ("2018 –", 616.0),
            ("2020", 604.0),
            ("Reviews", 586.0),
        ];
        let texts = [
            ("Slow rivers and the sand of", 700.0),
            ("their deltas", 688.0),
            ("Fast rivers", 658.0),
            ("Wide rivers", 628.0),
            ("Deep rivers", 616.0),
            ("Cold rivers", 586.0),
            ("Warm rivers", 574.0),
            ("Old rivers", 562.0),
        ];
        let want = [
            "Sand Communications, 2025\tSlow rivers and the sand of",
            "their deltas",
            "Moss Letters, 2022\tFast rivers",
            "2019\tWide rivers",
            "2018 – 2020\tDeep rivers",
            "Reviews\tCold rivers",
            "Warm rivers",
            "Old rivers",
        ];
        assert_eq!(beside(&cells, &texts), want);
    }
}
