//! Measures a document's usual type: size, line height and left edge.

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

/// Measures the columns of a document; `full` tells those as wide as a page.
pub(super) fn measure<'a>(
    columns: impl Iterator<Item = (&'a [Line], bool)>,
) -> Measure {
    let mut sizes = Histogram::default();
    let mut steps: Vec<(f32, f32)> = Vec::new();
    let (mut left, mut right) = (f32::MAX, 0.0f32);
    for (lines, full) in columns {
        for line in lines {
            let count: usize =
                line.runs.iter().map(|run| run.text.len()).sum();
            sizes.add(line.size, count);
            if full {
                left = left.min(line.left);
                right = right.max(line.right);
            }
        }
        steps.extend(
            lines.windows(2).map(|pair| {
                (pair[0].baseline - pair[1].baseline, pair[1].size)
            }),
        );
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
