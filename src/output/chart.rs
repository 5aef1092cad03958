//! Counts as bars.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::{Line, cut, padded};
use super::terminal::{DIM, NUMBER, PLAIN, STRONG, clean, line};

/// Columns of the longest bar.
const LONGEST: usize = 24;
/// Columns of the longest label.
const LABEL: usize = 44;
/// Columns between two charts side by side.
const GAP: usize = 4;
/// Columns that a chart needs to stand beside another one.
const HALF: usize = 30;

/// A title and what is counted, in the order to be shown.
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) counts: Vec<(String, usize)>,
    /// What is left, counted together; without a bar, which would make all
    /// others short.
    pub(super) rest: Option<(String, usize)>,
}

impl Chart {
    /// The most frequent of some counts; what is left is counted together
    /// under the name `rest`, if it has one.
    pub(super) fn top(
        title: &str,
        counts: &[(String, usize)],
        most: usize,
        rest: Option<&str>,
    ) -> Chart {
        let mut counts = counts.to_vec();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let left: usize = counts.iter().skip(most).map(|(_, n)| n).sum();
        let many = counts.len().saturating_sub(most);
        counts.truncate(most);
        let rest = rest.filter(|_| left > 0);
        let rest = rest.map(|rest| (format!("{many} {rest}"), left));
        Chart { title: title.to_owned(), counts, rest }
    }

    /// Counts of years, the latest first, none left out between the first
    /// and the last; what is older than `most` years is counted together.
    pub(super) fn years(
        title: &str,
        counts: impl IntoIterator<Item = (i32, usize)>,
        most: usize,
    ) -> Chart {
        let years: std::collections::BTreeMap<i32, usize> =
            counts.into_iter().collect();
        let (mut rows, mut rest) = (Vec::new(), None);
        if let (Some((&first, _)), Some((&last, _))) =
            (years.first_key_value(), years.last_key_value())
        {
            let span = usize::try_from(last - first).unwrap_or(usize::MAX);
            // A row for the years before is better spent on one year.
            let kept = if span < most { span } else { most - 2 };
            let oldest = last - i32::try_from(kept).unwrap_or(i32::MAX);
            for year in (oldest..=last).rev() {
                let count = years.get(&year).copied().unwrap_or(0);
                rows.push((year.to_string(), count));
            }
            if first < oldest {
                let older = years.range(..oldest).map(|(_, n)| n).sum();
                rest = Some((format!("{first}–{}", oldest - 1), older));
            }
        }
        Chart { title: title.to_owned(), counts: rows, rest }
    }

    /// The lines of the chart, fitted to so many columns.
    pub(super) fn lines(&self, columns: usize) -> Vec<Line> {
        let most = self.counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
        let rest = self.rest.iter().map(|row| (row, ""));
        let rows = self.counts.iter().map(|row| (row, "▪")).chain(rest);
        let digits = rows.clone().map(|((_, n), _)| n.to_string().len()).max();
        let digits = digits.unwrap_or(1);
        let labels = rows.clone().map(|((label, _), _)| clean(label).width());
        let room = columns.saturating_sub(digits + 5);
        let label = labels.max().unwrap_or(0).min(LABEL).min(room);
        let longest = room.saturating_sub(label).min(LONGEST);
        let title = cut(&clean(&self.title), columns);
        let mut lines = vec![Line::new(STRONG, &title)];
        for ((name, count), square) in rows {
            let name = padded(&cut(&clean(name), label), label);
            let mut line = Line::new(PLAIN, &format!("  {name}"));
            let number = format!("{count:>digits$}");
            line.put(0, &Line::new(NUMBER, &number));
            let squares = squares(*count, most, longest);
            line.put(0, &Line::new(DIM, &square.repeat(squares)));
            lines.push(line);
        }
        lines
    }
}

/// The length of a bar: one for each of a few, or a share of the longest.
fn squares(count: usize, most: usize, longest: usize) -> usize {
    let squares = if most <= longest {
        count
    } else {
        (count * longest).div_ceil(most.max(1))
    };
    squares.min(longest)
}

/// How counts went over the years, one character a year.
///
/// ```text
/// 2019 ▁▃·█ 2022
/// ```
pub(super) fn spark(counts: &[u32]) -> String {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let level = |count: u32| match count {
        0 => '·',
        count => {
            let level = (u64::from(count) * 8).div_ceil(u64::from(most));
            LEVELS[usize::try_from(level).unwrap_or(8).clamp(1, 8) - 1]
        }
    };
    counts.iter().map(|&count| level(count)).collect()
}

/// Writes charts, two beside each other where they fit, blank lines between.
pub(super) fn write_charts(
    charts: &[Chart],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let charts: Vec<&Chart> =
        charts.iter().filter(|chart| !chart.counts.is_empty()).collect();
    let half = (width.saturating_sub(GAP)) / 2;
    let beside = if half < HALF { 1 } else { 2 };
    for (i, pair) in charts.chunks(beside).enumerate() {
        if i > 0 {
            line(out, "")?;
        }
        let [left, right] = pair else {
            for one in pair.iter().flat_map(|chart| chart.lines(width)) {
                line(out, one.text)?;
            }
            continue;
        };
        let (left, right) = (left.lines(half), right.lines(half));
        let blank = Line::default();
        for i in 0..left.len().max(right.len()) {
            let mut both = left.get(i).unwrap_or(&blank).clone();
            both.put(half + GAP, right.get(i).unwrap_or(&blank));
            line(out, both.text)?;
        }
    }
    Ok(())
}

/// A heading with a blank line above.
pub(super) fn heading(out: &mut dyn Write, text: &str) -> io::Result<()> {
    line(out, "")?;
    line(out, Line::new(STRONG, text).text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(chart: &Chart, columns: usize) -> Vec<String> {
        let lines = chart.lines(columns).into_iter();
        lines
            .map(|line| anstream::adapter::strip_str(&line.text).to_string())
            .collect()
    }

    #[test]
    fn a_square_stands_for_one_or_a_share() {
        let counts = [("ACL".to_owned(), 3), ("EMNLP".to_owned(), 1)];
        let chart = Chart::top("venues", &counts, 9, None);
        assert_eq!(
            plain(&chart, 80),
            ["venues", "  ACL   3 ▪▪▪", "  EMNLP 1 ▪"]
        );
        let counts = [("a".to_owned(), 240), ("b".to_owned(), 1)];
        let chart = Chart::top("", &counts, 9, None);
        let lines = plain(&chart, 80);
        assert_eq!(lines[1].matches('▪').count(), 24);
        assert_eq!(lines[2], "  b   1 ▪");
    }

    #[test]
    fn what_does_not_fit_is_counted_together() {
        let counts: Vec<(String, usize)> =
            (1..=5).map(|n| (format!("v{n}"), n)).collect();
        let chart = Chart::top("v", &counts, 3, Some("others"));
        assert_eq!(chart.rest, Some(("2 others".to_owned(), 3)));
        assert_eq!(plain(&chart, 80)[4], "  2 others 3");
        let years = Chart::years("y", [(1999, 2), (2020, 1), (2023, 4)], 4);
        let rows: Vec<_> =
            years.counts.iter().map(|(y, n)| (y.as_str(), *n)).collect();
        assert_eq!(rows, [("2023", 4), ("2022", 0), ("2021", 0)]);
        assert_eq!(years.rest, Some(("1999–2020".to_owned(), 3)));
        assert!(Chart::years("y", [], 4).counts.is_empty());
    }

    #[test]
    fn a_spark_has_a_level_for_each_year() {
        assert_eq!(spark(&[0, 1, 8]), "·▁█");
        assert_eq!(spark(&[2, 1]), "█▄");
        assert_eq!(spark(&[]), "");
    }
}
