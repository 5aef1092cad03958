//! Finds headings that stand in the margin beside the text they head.

use std::slice;

use super::cell::whole_cells;
use super::heading::is_known;
use super::segment::Segment;

/// The least width of a margin, in points.
const WIDTH: f32 = 50.0;

/// Marks where a date ends and the entry beside it begins, at a left edge
/// that others share: `2023–present Fellow` below `2022⇥Fellow`.
pub(super) fn open_cells(mut segments: Vec<Segment>) -> Vec<Segment> {
    let openings: Vec<Option<usize>> = segments.iter().map(opening).collect();
    let mut lefts: Vec<f32> = segments.iter().map(|s| s.left).collect();
    for (segment, opening) in segments.iter().zip(&openings) {
        lefts.extend(opening.map(|i| segment.pieces[i].left));
    }
    lefts.sort_by(f32::total_cmp);
    let shared = |x: f32| {
        let from = lefts.partition_point(|left| *left < x - 1.6);
        let to = lefts.partition_point(|left| *left <= x + 1.6);
        to - from >= 3
    };
    for (segment, opening) in segments.iter_mut().zip(openings) {
        if let Some(i) = opening
            && shared(segment.pieces[i].left)
        {
            segment.pieces[i].opens_cell = true;
        }
    }
    segments
}

/// The piece after the date that a segment begins with.
fn opening(segment: &Segment) -> Option<usize> {
    let mut date = String::new();
    for i in 1..segment.pieces.len() {
        let (before, after) = (&segment.pieces[i - 1], &segment.pieces[i]);
        date.push_str(&before.text);
        if date.len() > LONGEST_DATE {
            return None;
        }
        let gap = after.left - before.right;
        if gap > 0.3 * segment.size
            && !after.text.starts_with(|c: char| c.is_ascii_digit())
            && holds_year(&date)
        {
            return Some(i);
        }
    }
    None
}

/// Bytes of the longest date in front of an entry.
pub(super) const LONGEST_DATE: usize = 28;

/// Whether a text names a year.
pub(super) fn holds_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| {
        digits.len() == 4
            && ["18", "19", "20"].iter().any(|c| digits.starts_with(c))
    })
}

/// Parts the headings in the margin from the text, each with the lines that
/// belong to it; gives back all segments as text where there is no margin.
pub(super) fn part(
    segments: Vec<Segment>,
) -> (Vec<Vec<Segment>>, Vec<Segment>) {
    let Some(edge) = edge(&segments) else {
        return (Vec::new(), segments);
    };
    let mut margin = Vec::new();
    let mut text = Vec::new();
    for segment in segments {
        let (label, rest) = cut(segment, edge);
        if label.right < edge && label.left < edge - 0.5 * WIDTH {
            margin.push(label);
        } else {
            text.push(label);
        }
        text.extend(rest);
    }
    margin.sort_by(|a, b| b.baseline.total_cmp(&a.baseline));
    let mut groups: Vec<Vec<Segment>> = Vec::new();
    for segment in margin {
        match groups.last_mut() {
            Some(group) if follows(group, &segment) => group.push(segment),
            _ => groups.push(vec![segment]),
        }
    }
    // In small capitals, or in a face that tells nothing by its name.
    let named = groups.iter().filter(|group| is_named(group)).count();
    let by_name = named >= FEWEST_NAMED && 2 * named >= groups.len();
    let (labels, others): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| {
            is_heading(&group[0]) || by_name && is_named(group)
        });
    // What stands beside the others is a cell by itself, however near.
    if !others.is_empty() {
        for segment in &mut text {
            let opens = (edge..edge + 3.0).contains(&segment.left);
            if let Some(piece) = segment.pieces.first_mut().filter(|_| opens) {
                piece.opens_cell = true;
            }
        }
    }
    let others = whole_cells(others.into_iter().flatten(), &text);
    text.extend(others);
    (labels, text)
}

/// Headings in the margin of a page, at least, that are known by their words
/// alone: a tabular CV has "Languages" among its dates.
const FEWEST_NAMED: usize = 3;

/// Whether the segments of a group say what a section is called.
fn is_named(group: &[Segment]) -> bool {
    is_known(&words(&group.iter().collect::<Vec<_>>()))
}

/// What segments say, one behind the other; a word may be several pieces.
fn words(group: &[&Segment]) -> String {
    let mut text = String::new();
    for segment in group {
        let mut right = f32::NEG_INFINITY;
        for piece in &segment.pieces {
            if piece.left - right > 0.15 * segment.size {
                text.push(' ');
            }
            text.push_str(&piece.text);
            right = piece.right;
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a segment is set below the last one of a group, and no date.
fn follows(group: &[Segment], segment: &Segment) -> bool {
    let mut texts = segment.pieces.iter().map(|piece| &*piece.text);
    let date = texts.any(holds_year);
    // A heading of its own stands close below another one.
    let own = is_named(slice::from_ref(segment)) && is_named(group) && {
        let both: Vec<&Segment> = group.iter().chain([segment]).collect();
        !is_known(&words(&both))
    };
    !date
        && !own
        && group.last().is_some_and(|last| {
            last.baseline - segment.baseline
                < 2.3 * last.size.max(segment.size)
        })
}

/// The left edge of the text, where most of it stands away from the margin:
/// at one edge, or behind the first of several, where second lines are set in.
fn edge(segments: &[Segment]) -> Option<f32> {
    let mut lefts: Vec<f32> = segments.iter().map(|s| s.left).collect();
    lefts.sort_by(f32::total_cmp);
    let first = *lefts.first()?;
    let from = |x: f32| lefts.partition_point(|left| *left < x);
    // What stands in the margin may come as near as a wide blank.
    let mut inner: Vec<f32> = segments.iter().flat_map(behind_gaps).collect();
    inner.sort_by(f32::total_cmp);
    let inside = |x: f32| inner.partition_point(|left| *left < x);
    let count = |left: f32| {
        from(left + 1.5) - from(left - 1.5) + inside(left + 1.5)
            - inside(left - 1.5)
    };
    let enough = |left: f32| count(left) >= 5 && left - first > WIDTH;
    let behind = |left: f32| lefts.len() - from(left - 1.5);
    let hung = lefts
        .iter()
        .copied()
        .find(|&left| enough(left) && count(left) * 5 >= lefts.len())
        .filter(|&left| behind(left) * 5 >= lefts.len() * 4);
    let best = lefts.iter().copied().max_by_key(|&left| count(left));
    let best = best.filter(|&left| {
        let most = count(left) * 5 >= lefts.len() * 2;
        let some = count(left) * 5 >= lefts.len();
        enough(left) && (most || some && divides(segments, left))
    });
    hung.or(best).map(|left| left - 1.5)
}

/// Whether no text runs over an edge, but what opens anew there.
fn divides(segments: &[Segment], edge: f32) -> bool {
    segments.iter().all(|segment| {
        segment.left > edge - 1.5
            || segment.right < edge + 1.5
            || behind_gaps(segment).any(|left| (left - edge).abs() < 1.5)
    })
}

/// Left edges of what stands in a segment behind a gap wider than blanks
/// should be.
fn behind_gaps(segment: &Segment) -> impl Iterator<Item = f32> + '_ {
    let pairs = segment.pieces.windows(2);
    let apart =
        pairs.filter(|pair| pair[1].left - pair[0].right > 0.5 * segment.size);
    apart.map(|pair| pair[1].left)
}

/// Cuts a segment that runs from the margin into the text.
fn cut(mut segment: Segment, edge: f32) -> (Segment, Option<Segment>) {
    if segment.left > edge - 0.5 * WIDTH || segment.right < edge {
        return (segment, None);
    }
    let at = segment.pieces.windows(2).position(|pair| {
        pair[1].left >= edge
            && pair[1].left < edge + 3.0
            && pair[1].left - pair[0].right > 0.2 * segment.size
    });
    let Some(at) = at else { return (segment, None) };
    let mut rest = segment.pieces.split_off(at + 1);
    rest[0].opens_cell = true;
    (Segment::new(segment.pieces), Some(Segment::new(rest)))
}

/// Whether a text in the margin is set as a heading; dates, and the hints of
/// tabular CVs ("Languages"), are cells of their line instead.
fn is_heading(segment: &Segment) -> bool {
    let letters = || {
        segment
            .pieces
            .iter()
            .flat_map(|piece| piece.text.chars())
            .filter(|c| c.is_alphabetic())
    };
    let digits = segment
        .pieces
        .iter()
        .any(|piece| piece.text.contains(|c: char| c.is_ascii_digit()));
    let bold = segment.pieces.iter().all(|piece| piece.style.bold);
    let capitals = letters().all(char::is_uppercase);
    letters().count() > 2 && !digits && (bold || capitals)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::line::tests::piece;
    use super::super::segment::segments;

    #[test]
    fn a_heading_in_the_margin_comes_before_its_text() {
        let bold = |text, left, baseline| {
            let mut piece = piece(text, left, baseline);
            piece.style.bold = true;
            piece
        };
        let pieces = vec![
            bold("Research", 0.0, 633.1),
            piece("Looms and", 90.0, 632.2),
            bold("Interests", 0.0, 621.0),
            piece("engines", 90.0, 620.2),
            piece("1840", 0.0, 600.0),
            piece("Oxford", 90.0, 600.0),
            piece("Doctor", 90.0, 588.0),
            piece("London", 90.0, 576.0),
        ];
        let texts: Vec<String> =
            lines(segments(pieces)).iter().map(|l| l.text()).collect();
        let want = [
            "Research",
            "Interests",
            "Looms and",
            "engines",
            "1840\tOxford",
            "Doctor",
            "London",
        ];
        assert_eq!(texts, want);
    }

    #[test]
    fn a_margin_of_known_headings_needs_no_bold() {
        let mut pieces = Vec::new();
        let labels = [
            ("education", 700.0),
            ("research", 668.0),
            ("publications", 636.0),
            ("awards", 604.0),
        ];
        for (label, top) in labels {
            pieces.push(piece(label, 0.0, top));
            pieces.push(piece("Moss and", 90.0, top));
            pieces.push(piece("rivers", 90.0, top - 12.0));
        }
        pieces.push(piece("interests", 0.0, 656.0));
        let texts: Vec<String> =
            lines(segments(pieces)).iter().map(|l| l.text()).collect();
        assert_eq!(
            texts[..8],
            [
                "education",
                "Moss and",
                "rivers",
                "research",
                "interests",
                "Moss and",
                "rivers",
                "publications",
            ]
        );
    }

    #[test]
    fn what_stands_beside_hanging_entries_is_a_cell() {
        let mut pieces = vec![piece("Publications", 0.0, 700.0)];
        for row in 0..6_u8 {
            let baseline = 700.0 - 36.0 * f32::from(row);
            pieces.push(piece("Weber, A. Slow rivers", 75.0, baseline));
            pieces.push(piece("and deltas", 86.0, baseline - 12.0));
            pieces.push(piece("in the end", 86.0, baseline - 24.0));
        }
        let lines = lines(segments(pieces));
        assert!(lines[0].text().starts_with("Publications\tWeber"));
    }
}
