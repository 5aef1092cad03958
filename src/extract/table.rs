//! Rows of word processors' tables: data, or scaffolding around a page.

use crate::model::{RawBlock, RawLine, Role, Run};

/// The longest row that is read as one entry, in bytes.
const LONGEST_ROW: usize = 1_600;

/// The most lines of such a row.
const MOST_LINES: usize = 16;

/// Turns the cells of a row into one block, where the row is one entry, or
/// leaves them as the running text they are.
pub(super) fn row(cells: Vec<Vec<RawBlock>>) -> Vec<RawBlock> {
    let mut cells = cells;
    cells.retain(|cell| !cell.is_empty());
    let blocks = || cells.iter().flatten();
    let lines: usize = blocks().map(|block| block.lines.len()).sum();
    let compact = blocks().all(|block| block.role == Role::Body)
        && lines <= MOST_LINES
        && blocks().map(RawBlock::length).sum::<usize>() <= LONGEST_ROW
        && blocks().filter(|block| is_reference(block)).count() < 2;
    if !compact || lines == 0 {
        return cells.into_iter().flatten().collect();
    }
    let role = if cells.len() > 1 { Role::Row } else { Role::Body };
    let mut lines: Vec<RawLine> = Vec::new();
    for cell in cells {
        let mut cell = cell.into_iter().flat_map(|block| block.lines);
        // Beside a cell of one line, the next goes on in that line.
        if let [line] = lines.as_mut_slice()
            && let Some(mut first) = cell.next()
        {
            line.runs.push(Run::plain("\t"));
            line.runs.append(&mut first.runs);
        }
        lines.extend(cell);
    }
    vec![RawBlock { role, page: None, lines }]
}

/// Whether a paragraph reads like a whole reference: long, with a year.
fn is_reference(block: &RawBlock) -> bool {
    block.length() > 80
        && block.lines.iter().flat_map(|line| &line.runs).any(|run| {
            let digits = |c: char| !c.is_ascii_digit();
            run.text.split(digits).any(|number| {
                number.len() == 4
                    && (number.starts_with("19") || number.starts_with("20"))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(paragraphs: &[&str]) -> Vec<RawBlock> {
        let block = |text: &&str| RawBlock {
            role: Role::Body,
            page: None,
            lines: vec![RawLine::plain(*text, 1)],
        };
        paragraphs.iter().map(block).collect()
    }

    fn text(block: &RawBlock) -> String {
        let line = |line: &RawLine| -> String {
            line.runs.iter().map(|run| run.text.as_str()).collect()
        };
        block.lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_row_is_one_entry_unless_its_cells_hold_a_page() {
        let long = "A. Author. A Study of Something that Takes Some Words \
                    to Name. Journal of Examples, 2019.";
        for (cells, want) in [
            (
                vec![cell(&["2019–2021"]), cell(&["PhD", "Example College"])],
                vec!["2019–2021\tPhD\nExample College"],
            ),
            (vec![cell(&[]), cell(&["alone"])], vec!["alone"]),
            (vec![cell(&["a", "b"]), cell(&["c"])], vec!["a\nb\nc"]),
            (vec![cell(&["x"]), cell(&[long, long])], vec!["x", long, long]),
            (vec![], vec![]),
        ] {
            let got: Vec<String> = row(cells).iter().map(text).collect();
            assert_eq!(got, want);
        }
    }
}
