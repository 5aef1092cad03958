//! Measures a document's usual type: size, line height and left edge.

use super::Laid;
use super::furniture::Furniture;
use super::line::Line;

/// What is usual in a document, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Size in which most characters are set.
    pub size: f32,
    /// Distance of the baselines of lines that follow each other.
    pub height: f32,
    /// Left edge of the text.
    pub left: f32,
    /// Right edge of the text.
    pub right: f32,
}

/// Measures a document; running heads and feet are left out.
pub(super) fn measure(pages: &[Laid]) -> Measure {
    let mut sizes = Histogram::default();
    let mut steps: Vec<(f32, f32)> = Vec::new();
    let (mut left, mut right) = (f32::MAX, 0.0f32);
    for column in pages.iter().flat_map(|page| &page.columns) {
        let mut before: Option<&Line> = None;
        for line in column.text() {
            let count: usize =
                line.runs.iter().map(|run| run.text.len()).sum();
            sizes.add(line.size, count);
            if column.full {
                left = left.min(line.left);
                right = right.max(line.right);
            }
            if let Some(before) = before {
                steps.push((before.baseline - line.baseline, line.size));
            }
            before = Some(line);
        }
    }
    let size = sizes.most(1).unwrap_or(10.0);
    let mut heights = Histogram::default();
    for (step, of) in steps {
        let usual = (of - size).abs() < 0.08 * size;
        if usual && (0.9 * size..2.2 * size).contains(&step) {
            heights.add(step, 1);
        }
    }
    Measure {
        size,
        // One-line entries set apart are often more than lines that wrap.
        height: heights.most(4).unwrap_or(1.2 * size),
        left: if left < f32::MAX { left } else { 0.0 },
        right,
    }
}

/// Sets the white space above every line.
pub(super) fn set_gaps(pages: &mut [Laid], measure: &Measure) {
    for page in pages {
        // Left edge, right edge and baseline of the lines read so far.
        let mut above: Vec<(f32, f32, f32)> = Vec::new();
        for column in &mut page.columns {
            let mut lines: Vec<&mut Line> = column
                .lines
                .iter_mut()
                .filter(|line| line.furniture == Furniture::Text)
                .collect();
            let steps: Vec<Option<f32>> = lines
                .iter()
                .map(|line| {
                    let step = step(line, &above);
                    above.push((line.left, line.right, line.baseline));
                    step
                })
                .collect();
            let right = lines.iter().map(|l| l.right).fold(0.0, f32::max);
            let wraps: Vec<bool> = lines
                .iter()
                .map(|l| l.right > right - 4.0 * l.size && l.cells.len() < 2)
                .collect();
            for (i, line) in lines.iter_mut().enumerate() {
                let height = height_at(i, &steps, &wraps, measure.height);
                let usual =
                    height * (line.size / measure.size).clamp(0.8, 3.0);
                line.gap =
                    steps[i].map_or(0.0, |step| (step / usual - 1.0).max(0.0));
            }
        }
    }
}

/// How far below the nearest line above it a line stands. The line before
/// counts even where it is too short to reach over this one.
fn step(line: &Line, above: &[(f32, f32, f32)]) -> Option<f32> {
    let over = above.iter().filter(|(left, right, baseline)| {
        *left < line.right && line.left < *right && *baseline > line.baseline
    });
    let before = above
        .last()
        .filter(|(.., baseline)| *baseline - line.baseline > 0.8 * line.size);
    over.chain(before)
        .map(|(.., baseline)| *baseline - line.baseline)
        .reduce(f32::min)
}

/// Lines on each side that tell the line height around a line.
const NEAR: usize = 7;

/// The line height around a line: that of the document, but where the lines
/// of a section are set wider, as the lines that go on from full ones show.
fn height_at(
    line: usize,
    steps: &[Option<f32>],
    wraps: &[bool],
    usual: f32,
) -> f32 {
    let from = line.saturating_sub(NEAR).max(1);
    let to = steps.len().min(line + NEAR + 1);
    let near = from..to.max(from);
    let least = |only_wrapped: bool| {
        near.clone()
            .filter(|&i| wraps[i - 1] || !only_wrapped)
            .filter_map(|i| steps[i])
            .filter(|step| *step > 0.8 * usual)
            .reduce(f32::min)
    };
    match (least(true), least(false)) {
        (Some(wrapped), Some(any))
            if wrapped <= any + 0.5 && wrapped < 2.0 * usual =>
        {
            wrapped.max(usual)
        }
        _ => usual,
    }
}

/// Counts lengths that differ by less than a quarter of a point as one.
#[derive(Default)]
struct Histogram {
    bins: Vec<(f32, usize)>,
}

impl Histogram {
    fn add(&mut self, value: f32, count: usize) {
        match self.bins.iter_mut().find(|(v, _)| (v - value).abs() < 0.25) {
            Some((_, sum)) => *sum += count,
            None => self.bins.push((value, count)),
        }
    }

    /// The smallest that is at least a `share`th as common as the
    /// commonest.
    fn most(&self, share: usize) -> Option<f32> {
        let most = self.bins.iter().map(|&(_, count)| count).max()?;
        self.bins
            .iter()
            .filter(|(_, count)| count * share >= most)
            .map(|&(value, _)| value)
            .reduce(f32::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_wrap_tell_the_line_height_around_them() {
        let height = |steps: &[f32], wraps: &[bool]| {
            let steps: Vec<_> = steps.iter().copied().map(Some).collect();
            height_at(2, &steps, wraps, 12.0)
        };
        for (name, steps, wraps, want) in [
            ("usual", [12.0, 12.0, 12.0, 18.0], [true; 4], 12.0),
            ("wide", [16.0, 16.0, 16.0, 24.0], [true; 4], 16.0),
            ("entries of a line", [16.0, 16.0, 16.0, 16.0], [false; 4], 12.0),
            ("mixed", [16.0, 12.0, 16.0, 16.0], [true; 4], 12.0),
        ] {
            let got = height(&steps, &wraps);
            assert!((got - want).abs() < 0.1, "{name}: {got}");
        }
    }
}
