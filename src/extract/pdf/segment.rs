//! Joins pieces into segments: runs of text on one baseline without a wide
//! gap, with their raised marks.

use super::piece::Piece;

/// A gap wider than this, in ems, ends a segment. Columns can stand as near
/// as one em, and justified text rarely has wider blanks.
const WIDE: f32 = 0.9;

/// Neighbouring pieces on one baseline.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Baseline of its main text.
    pub baseline: f32,
    /// Font size of its main text.
    pub size: f32,
    /// When its first piece is drawn.
    pub order: usize,
}

impl Segment {
    /// Takes the pieces of one segment.
    pub(super) fn new(pieces: Vec<Piece>) -> Segment {
        let mut segment = Segment {
            left: 0.0,
            right: 0.0,
            baseline: 0.0,
            size: 0.0,
            order: 0,
            pieces,
        };
        segment.measure();
        segment
    }

    /// Takes its own measures from its pieces.
    fn measure(&mut self) {
        self.pieces.sort_by(|a, b| {
            a.left.total_cmp(&b.left).then(a.order.cmp(&b.order))
        });
        let fold = |f: fn(f32, f32) -> f32, by: fn(&Piece) -> f32| {
            self.pieces.iter().map(by).reduce(f).unwrap_or(0.0)
        };
        self.left = fold(f32::min, |p| p.left);
        self.right = fold(f32::max, |p| p.right);
        let main = self
            .pieces
            .iter()
            .filter(|p| !p.style.superscript)
            .max_by(|a, b| a.size.total_cmp(&b.size));
        if let Some(main) = main {
            self.baseline = main.baseline;
            self.size = main.size;
        } else {
            self.baseline = fold(f32::min, |p| p.baseline);
            self.size = fold(f32::max, |p| p.size);
        }
        self.order = self.pieces.iter().map(|p| p.order).min().unwrap_or(0);
    }
}

/// Joins the pieces of a page, all of one direction, into segments from top
/// to bottom.
pub(super) fn segments(mut pieces: Vec<Piece>) -> Vec<Segment> {
    pieces.sort_by(|a, b| b.baseline.total_cmp(&a.baseline));
    let mut segments = Vec::new();
    let mut strip: Vec<Piece> = Vec::new();
    for piece in pieces {
        let apart = strip.last().is_some_and(|last| {
            last.baseline - piece.baseline > (0.05 * piece.size).max(0.4)
        });
        if apart {
            cut(std::mem::take(&mut strip), &mut segments);
        }
        strip.push(piece);
    }
    cut(strip, &mut segments);
    attach_marks(segments)
}

/// Cuts the pieces of one baseline where gaps are wide.
fn cut(mut strip: Vec<Piece>, segments: &mut Vec<Segment>) {
    strip
        .sort_by(|a, b| a.left.total_cmp(&b.left).then(a.order.cmp(&b.order)));
    drop_leaders(&mut strip);
    let mut current: Vec<Piece> = Vec::new();
    let mut right = f32::MIN;
    for piece in strip {
        if is_double(&current, &piece) {
            continue;
        }
        let em = current
            .last()
            .map_or(piece.size, |last| last.size.max(piece.size));
        if !current.is_empty() && piece.left - right > WIDE * em {
            segments.push(Segment::new(std::mem::take(&mut current)));
            right = f32::MIN;
        }
        right = right.max(piece.right);
        current.push(piece);
    }
    if !current.is_empty() {
        segments.push(Segment::new(current));
    }
}

/// Dots that lead from one cell to the next, at least.
const LEADERS: usize = 5;

/// Takes out dots that lead to what stands at the right, which opens a cell:
/// "Moss Prize . . . . . . 2020".
fn drop_leaders(strip: &mut Vec<Piece>) {
    let dots = |piece: &Piece| {
        let dots = piece.text.chars().filter(|c| ".·…".contains(*c)).count();
        let bare = piece.text.chars().all(|c| ".·… ".contains(c));
        if bare { dots } else { 0 }
    };
    if strip.iter().map(dots).sum::<usize>() < LEADERS {
        return;
    }
    let mut kept: Vec<Piece> = Vec::with_capacity(strip.len());
    let mut run = 0;
    for piece in std::mem::take(strip) {
        let count = dots(&piece);
        if count == 0 && run >= LEADERS {
            while kept.last().is_some_and(|last| dots(last) > 0) {
                kept.pop();
            }
            kept.push(Piece { opens_cell: !kept.is_empty(), ..piece });
        } else {
            kept.push(piece);
        }
        run = if count > 0 { run + count } else { 0 };
    }
    if run >= LEADERS {
        kept.truncate(
            kept.iter().rposition(|p| dots(p) == 0).map_or(0, |i| i + 1),
        );
    }
    *strip = kept;
}

/// Whether a piece is the one before drawn again, a little aside, to look
/// bold or to cast a shadow.
fn is_double(before: &[Piece], piece: &Piece) -> bool {
    before.iter().rev().take(3).any(|other| {
        other.text == piece.text
            && (other.left - piece.left).abs() < 0.12 * piece.size
            && (other.right - piece.right).abs() < 0.12 * piece.size
    })
}

/// Moves raised and lowered small segments into the segment they stand at.
fn attach_marks(mut segments: Vec<Segment>) -> Vec<Segment> {
    let mut order: Vec<usize> = (0..segments.len()).collect();
    order.sort_by(|&a, &b| segments[a].left.total_cmp(&segments[b].left));
    let mut home: Vec<Option<usize>> = vec![None; segments.len()];
    for &mark in &order {
        home[mark] = (0..segments.len())
            .filter(|&base| base != mark && home[base].is_none())
            .filter(|&base| {
                let (mark, base) = (&segments[mark], &segments[base]);
                belongs(mark, base) || is_lowered_letter(mark, base)
            })
            .min_by(|&a, &b| {
                let far = |i: usize| {
                    (segments[i].baseline - segments[mark].baseline).abs()
                };
                far(a).total_cmp(&far(b))
            });
        if let Some(base) = home[mark] {
            let raised = segments[mark].baseline - segments[base].baseline
                > 0.12 * segments[base].size;
            let mut pieces = segments[mark].pieces.clone();
            for piece in &mut pieces {
                piece.style.superscript |= raised;
            }
            segments[base].pieces.extend(pieces);
            segments[base].measure();
        }
    }
    let mut keep = home.iter().map(Option::is_none);
    segments.retain(|_| keep.next().unwrap_or(true));
    segments
}

/// Whether a small segment is a mark at a base: `Lovelace*`, `13th`, `H2`.
fn belongs(mark: &Segment, base: &Segment) -> bool {
    let rise = mark.baseline - base.baseline;
    mark.size <= 0.86 * base.size
        && mark.right - mark.left < 6.0 * base.size
        && (-0.35 * base.size..=0.66 * base.size).contains(&rise)
        && rise.abs() > 0.02 * base.size
        && mark.right >= base.left - 0.35 * base.size
        && mark.left <= base.right + 0.35 * base.size
}

/// Whether a letter is lowered within a word: the E of TeX. No line of its
/// own stands as near below another.
fn is_lowered_letter(mark: &Segment, base: &Segment) -> bool {
    let [piece] = mark.pieces.as_slice() else { return false };
    let rise = mark.baseline - base.baseline;
    piece.text.chars().count() == 1
        && piece.text.starts_with(char::is_alphabetic)
        && mark.size <= 1.1 * base.size
        && (-0.35 * base.size..=-0.12 * base.size).contains(&rise)
        && mark.left > base.left
        && mark.right < base.right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::pdf::line::tests::piece;

    #[test]
    fn a_mark_joins_the_name_it_stands_at() {
        let mut star = piece("*", 50.0, 104.0);
        star.size = 7.0;
        let segments = segments(vec![
            piece("Lovelace", 10.0, 100.0),
            star,
            piece("far", 300.0, 100.0),
        ]);
        let texts: Vec<Vec<&str>> = segments
            .iter()
            .map(|s| s.pieces.iter().map(|p| p.text.as_str()).collect())
            .collect();
        assert_eq!(texts, [vec!["Lovelace", "*"], vec!["far"]]);
        assert!(segments[0].pieces[1].style.superscript);
    }

    #[test]
    fn a_letter_lowered_within_a_word_is_of_it() {
        for (fall, want) in [(2.2, 1), (6.0, 2), (12.0, 2)] {
            let segments = segments(vec![
                piece("R, T", 10.0, 100.0),
                piece("E", 28.5, 100.0 - fall),
                piece("X, Git", 32.5, 100.0),
            ]);
            assert_eq!(segments.len(), want, "{fall}");
        }
    }

    #[test]
    fn dots_that_lead_to_a_date_are_no_text() {
        for (dots, want) in [
            (".........", vec!["Moss Prize", "2020"]),
            (". . .", vec!["Moss Prize", ". . .", "2020"]),
        ] {
            let mut pieces = vec![piece("Moss Prize", 10.0, 100.0)];
            let each = dots.chars().zip(0_u8..).map(|(dot, i)| {
                piece(&dot.to_string(), 62.0 + 5.0 * f32::from(i), 100.0)
            });
            pieces.extend(each.filter(|piece| piece.text != " "));
            let right = 64.0 + 5.0 * dots.len() as f32;
            pieces.push(piece("2020", right, 100.0));
            let segments = segments(pieces);
            let texts: Vec<String> = segments
                .iter()
                .flat_map(|s| s.pieces.iter().map(|p| p.text.clone()))
                .collect();
            let texts = texts.join("|").replace(".|.|.", ". . .");
            assert_eq!(texts, want.join("|"), "{dots}");
        }
    }

    #[test]
    fn text_drawn_twice_is_read_once() {
        let mut again = piece("Ada", 10.3, 100.0);
        again.order = 1;
        let segments = segments(vec![piece("Ada", 10.0, 100.0), again]);
        assert_eq!(segments[0].pieces.len(), 1);
    }
}
