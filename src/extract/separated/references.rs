//! A table whose rows hold whole references, as the page that lists them.

use ::csv::StringRecord;

use super::names::{AUTHORS, CITATION, TITLE, YEAR, squeezed};
use crate::extract::sheet::Sheet;
use crate::extract::{markdown, reference, tex};
use crate::model::{Raw, RawLine, Role};

/// The columns of such a table.
pub(super) struct References {
    citation: usize,
    year: Option<usize>,
}

impl References {
    /// The columns that a row names; None where it names none of references,
    /// or others of their parts.
    pub(super) fn of(row: &StringRecord) -> Option<References> {
        let names: Vec<String> = row.iter().map(squeezed).collect();
        let first = |wanted| super::columns(&names, wanted).first().copied();
        let citation = first(CITATION)?;
        let parted = first(TITLE).or(first(AUTHORS)).is_some();
        (!parted).then(|| References { citation, year: first(YEAR) })
    }

    /// The page of some rows, each with its line; None where they hold no
    /// reference, or more of something else.
    pub(super) fn page(
        &self,
        rows: impl Iterator<Item = (StringRecord, u32)>,
    ) -> Option<Raw> {
        let mut sheet = Sheet::default();
        let mut last = None;
        let (mut rows_read, mut references) = (0, 0);
        for (row, line) in rows {
            let Some(text) = self.reference(&row) else { continue };
            rows_read += 1;
            references += usize::from(is_reference(&text));
            if last.is_none() {
                sheet.line(Role::Heading(1), "Publications", line);
            }
            last = Some(line);
            let number = usize::try_from(line).unwrap_or(1);
            let blocks = markdown::blocks(&text, number).into_iter();
            let lines: Vec<RawLine> =
                blocks.flat_map(|block| block.lines).collect();
            sheet.block(Role::Item(0), lines);
        }
        last.filter(|_| references * 2 > rows_read)
            .map(|_| sheet.into_raw(None))
    }

    /// The reference of a row, with the year beside it if it names none.
    fn reference(&self, row: &StringRecord) -> Option<String> {
        let text = row.get(self.citation)?;
        let text = match text.contains('\\') {
            true => tex::to_text(text),
            false => text.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let beside = self.year.and_then(|at| reference::year(row.get(at)?));
        let beside = beside.filter(|_| reference::year(&text).is_none());
        match beside {
            _ if !text.contains(char::is_alphabetic) => None,
            Some(year) => {
                Some(format!("{}, {year}.", text.trim_end_matches('.')))
            }
            None => Some(text),
        }
    }
}

/// Whether a text is as long as a reference, and dated.
fn is_reference(text: &str) -> bool {
    const SHORTEST: usize = 20;
    text.len() >= SHORTEST && reference::year(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> StringRecord {
        StringRecord::from(cells.to_vec())
    }

    #[test]
    fn a_column_of_whole_references_makes_a_page() {
        for (head, cells, want) in [
            (
                ["Date", "Reference"],
                ["2020", "Roe, A. (2020). Slow Rivers. Sand, 3."],
                Some("Roe, A. (2020). Slow Rivers. Sand, 3."),
            ),
            (
                ["Year", "Full Citation"],
                ["2020", "Roe, A. Slow Rivers. Sand, 3."],
                Some("Roe, A. Slow Rivers. Sand, 3, 2020."),
            ),
            (
                ["año", "Referencia"],
                ["2020", "A. Roe, *Slow Rivers*"],
                Some("A. Roe, Slow Rivers, 2020."),
            ),
            (
                ["Year", "Publication"],
                ["2020", "A. Roe, Slow Rivers"],
                Some("A. Roe, Slow Rivers, 2020."),
            ),
            (["Publication", "Year"], ["The Kiel Herald", ""], None),
            (["Citation", "DOI"], ["", "10.0/x"], None),
            (["Title", "Citation"], ["Slow Rivers", "12"], None),
            (["Name", "Year"], ["Sand", "2020"], None),
        ] {
            let columns = References::of(&row(&head));
            let rows = [(row(&cells), 2)].into_iter();
            let page = columns.and_then(|columns| columns.page(rows));
            let texts = page.map(|page| {
                let item = &page.blocks[1];
                let runs = item.lines.iter().flat_map(|line| &line.runs);
                runs.map(|run| run.text.as_str()).collect::<String>()
            });
            assert_eq!(texts.as_deref(), want, "{head:?}");
        }
    }
}
