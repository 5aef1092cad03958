//! Tables of reStructuredText: drawn with `+---+`, or between `=== ===`.

use super::Line;

/// One row: what its cells say, and where it begins.
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) number: u32,
}

impl Row {
    fn new(number: u32) -> Row {
        Row { cells: Vec::new(), number }
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// Adds a line of the cell in a column.
    fn push(&mut self, column: usize, text: &str) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        let cell = &mut self.cells[column];
        if !cell.is_empty() && !text.is_empty() {
            cell.push(' ');
        }
        cell.push_str(text);
    }
}

/// Reads a table at the head of `lines`: its rows, and how many lines it
/// takes.
pub(super) fn read(lines: &[Line<'_>]) -> Option<(Vec<Row>, usize)> {
    grid(lines).or_else(|| simple(lines))
}

fn grid(lines: &[Line<'_>]) -> Option<(Vec<Row>, usize)> {
    let border = |line: &Line<'_>| line.text.trim().starts_with("+-");
    let first = lines.first().filter(|line| border(line))?.text.trim();
    first.bytes().all(|byte| b"+-".contains(&byte)).then_some(())?;
    let is_part = |line: &&Line<'_>| line.text.trim().starts_with(['+', '|']);
    let length = lines.iter().take_while(is_part).count();
    let mut rows = Vec::new();
    for line in &lines[..length] {
        let text = line.text.trim();
        if text.starts_with('+') {
            rows.push(Row::new(line.number + 1));
        } else if let Some(row) = rows.last_mut() {
            let cells = text.trim_matches('|').split('|').map(str::trim);
            cells.enumerate().for_each(|(i, cell)| row.push(i, cell));
        }
    }
    rows.retain(|row| !row.is_empty());
    Some((rows, length))
}

fn simple(lines: &[Line<'_>]) -> Option<(Vec<Row>, usize)> {
    let border = |line: &Line<'_>| {
        let text = line.text.trim();
        text.starts_with("==") && text.bytes().all(|b| b" =".contains(&b))
    };
    let first = lines.first().filter(|line| border(line))?;
    let columns = columns(first.text);
    if columns.len() < 2 {
        return None;
    }
    let ends = |at: &usize| {
        border(&lines[*at]) && lines.get(at + 1).is_none_or(|l| l.is_blank())
    };
    let end = (1..lines.len().min(LONGEST)).find(ends)?;
    let mut rows: Vec<Row> = Vec::new();
    for line in lines[1..end].iter().filter(|line| !border(line)) {
        let chars: Vec<char> = line.text.chars().collect();
        let cell = |column: usize| -> String {
            let next = columns.get(column + 1);
            let end = next.map_or(chars.len(), |next| chars.len().min(*next));
            let cell = chars.get(columns[column]..end).unwrap_or_default();
            cell.iter().collect::<String>().trim().to_owned()
        };
        if !cell(0).is_empty() || rows.is_empty() {
            rows.push(Row::new(line.number));
        }
        if let Some(row) = rows.last_mut() {
            (0..columns.len()).for_each(|i| row.push(i, &cell(i)));
        }
    }
    rows.retain(|row| !row.is_empty());
    Some((rows, end + 1))
}

/// The most lines of such a table.
const LONGEST: usize = 2_000;

/// Where the columns begin that a border draws.
fn columns(border: &str) -> Vec<usize> {
    let bytes = border.as_bytes();
    let begins =
        |at: &usize| bytes[*at] == b'=' && (*at == 0 || bytes[at - 1] == b' ');
    (0..bytes.len()).filter(begins).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_by_row() {
        let drawn = "+---+----+\n| a | b  |\n|   | c  |\n+===+====+\n\
                     | d | é  |\n+---+----+\n\nx";
        let ruled = "===  ====\na    b\n     c\n===  ====\nd    é\n===  ====";
        for text in [drawn, ruled] {
            let lines: Vec<Line<'_>> = text
                .lines()
                .zip(1..)
                .map(|(text, number)| Line { text, number })
                .collect();
            let (rows, length) = read(&lines).unwrap();
            let cells: Vec<_> =
                rows.iter().map(|row| row.cells.join("|")).collect();
            assert_eq!(cells, ["a|b c", "d|é"], "{text}");
            assert_eq!((rows[1].number, length), (5, 6), "{text}");
        }
    }
}
