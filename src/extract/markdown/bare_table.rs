//! Tables of Markdown whose row of dashes was forgotten: to Markdown they are
//! a paragraph, to their author rows of cells.

use crate::model::{RawBlock, RawLine, Role, Run};

/// Parts a paragraph whose lines all are rows between bars into these; gives
/// it back where they are none.
pub(super) fn rows(block: RawBlock) -> Vec<RawBlock> {
    let is_table = block.role == Role::Body
        && block.lines.len() > 1
        && block.lines.iter().all(is_row);
    if !is_table {
        return vec![block];
    }
    let RawBlock { page, lines, .. } = block;
    let rows = lines.into_iter().map(row).filter(holds_words);
    rows.map(|line| RawBlock { role: Role::Row, page, lines: vec![line] })
        .collect()
}

/// Whether a line begins with a bar and has another one: one alone begins a
/// line of verse.
fn is_row(line: &RawLine) -> bool {
    let opens = line.runs.first().is_some_and(|run| is_bar(run, 0));
    let bars = line.runs.iter().map(|run| run.text.matches('|').count());
    opens && bars.sum::<usize>() > 1
}

/// Whether a run has a bar at a byte.
fn is_bar(run: &Run, at: usize) -> bool {
    run.link.is_none()
        && run.text.get(at..).is_some_and(|t| t.starts_with('|'))
}

fn holds_words(line: &RawLine) -> bool {
    line.runs.iter().any(|run| run.text.contains(char::is_alphanumeric))
}

/// A row with tabs for the bars between its cells.
fn row(line: RawLine) -> RawLine {
    let mut cells: Vec<Vec<Run>> = Vec::new();
    for run in line.runs {
        if run.link.is_some() {
            cells.last_mut().into_iter().for_each(|c| c.push(run.clone()));
            continue;
        }
        for (i, part) in run.text.split('|').enumerate() {
            if i > 0 {
                cells.push(Vec::new());
            }
            let part = Run { text: part.to_owned(), ..run.clone() };
            cells.last_mut().into_iter().for_each(|c| c.push(part.clone()));
        }
    }
    cells.iter_mut().for_each(trim);
    // The bar at the end closes the last cell.
    cells.pop_if(|cell| cell.is_empty());
    let tab = [Run::plain("\t")];
    RawLine { runs: cells.join(tab.as_slice()), ..line }
}

/// Takes the blanks from both ends of a cell.
fn trim(cell: &mut Vec<Run>) {
    cell.retain(|run| !run.text.is_empty());
    if let Some(first) = cell.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = cell.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    cell.retain(|run| !run.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Vec<String> {
        let lines = lines.iter().map(|line| {
            // What stands between braces is a link.
            let runs = line.split_inclusive(['{', '}']).map(|part| {
                let link = part.ends_with('}').then(|| "x".to_owned());
                let text = part.trim_end_matches(['{', '}']);
                Run { link, ..Run::plain(text) }
            });
            RawLine { runs: runs.collect(), ..RawLine::plain("", 1) }
        });
        let role = Role::Body;
        let block = RawBlock { role, page: None, lines: lines.collect() };
        let rows = rows(block).into_iter().map(|row| {
            let mark = if row.role == Role::Row { "row " } else { "" };
            format!("{mark}{}", row.text())
        });
        rows.collect()
    }

    #[test]
    fn lines_between_bars_are_rows() {
        for (lines, want) in [
            (
                &["| Year | Title |", "| 2020 | {Slow | Rivers}|"][..],
                &["row Year\tTitle", "row 2020\tSlow | Rivers"][..],
            ),
            (
                &["| 2020 | Slow Rivers", "|---|---|", "| 2019 | Moss | |"],
                &["row 2020\tSlow Rivers", "row 2019\tMoss\t"],
            ),
            // Lines of verse, and links in a row.
            (&["| Slow", "| Rivers"], &["| Slow| Rivers"]),
            (&["Slow | Rivers", "| a | b"], &["Slow | Rivers| a | b"]),
            (&["| PDF | Code |"], &["| PDF | Code |"]),
        ] {
            assert_eq!(told(lines), want, "{lines:?}");
        }
    }
}
