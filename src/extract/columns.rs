//! Tables of publications on pages: what the row that names the columns says
//! of the cells below it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::separated::names::{AUTHORS, TITLE, UNSURE, VENUE, YEAR, squeezed};
use crate::model::{Field, RawBlock, RawLine, Role, Run};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Title,
    Authors,
    Venue,
    Year,
}

/// What columns hold, by their names as they are compared.
static COLUMNS: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    use Column::{Authors, Title, Venue, Year};
    let lists =
        [(YEAR, Year), (VENUE, Venue), (AUTHORS, Authors), (TITLE, Title)];
    let rows = lists.into_iter().flat_map(|(names, column)| {
        names.iter().map(move |name| (squeezed(name), column))
    });
    rows.filter(|(name, _)| !UNSURE.contains(&name.as_str())).collect()
});

/// Bytes of a cell that says when, at most: "forthcoming", "Dec. 2024".
const LONGEST_DATE: usize = 24;

/// Marks the cells of tables of publications as what the names of their
/// columns call them, and drops the rows of the names.
pub(super) fn tell(blocks: &mut Vec<RawBlock>) {
    let mut columns: Option<Columns> = None;
    blocks.retain_mut(|block| {
        columns = columns.take().filter(|_| block.role == Role::Row);
        let [line] = block.lines.as_mut_slice() else { return true };
        let named = Columns::of(line).filter(|_| block.role == Role::Row);
        if let Some(columns) = columns.as_ref().filter(|_| named.is_none()) {
            columns.mark(line);
        }
        let names = named.is_some();
        columns = named.or(columns.take());
        !names
    });
}

/// Where the columns of a table stand, counted from 0.
struct Columns {
    count: usize,
    title: usize,
    authors: Option<usize>,
    /// These are co-authors, among whom the owner may be left out.
    company: bool,
    venue: Option<usize>,
    year: Option<usize>,
}

impl Columns {
    /// The columns that a row names; None where it names none of a list of
    /// publications.
    fn of(line: &RawLine) -> Option<Columns> {
        /// Bytes of a row of names.
        const LONGEST: usize = 200;
        let length = line.runs.iter().map(|run| run.text.len()).sum::<usize>();
        if length > LONGEST || !line.runs.iter().any(holds_tab) {
            return None;
        }
        let names: Vec<String> =
            cells(line).iter().map(|cell| squeezed(&text(cell))).collect();
        // Cells that name nothing may be missing below.
        let named = names.iter().rposition(|name| !name.is_empty())?;
        let find = |wanted: Column| {
            names.iter().position(|name| COLUMNS.get(name) == Some(&wanted))
        };
        let title = find(Column::Title)?;
        let authors = find(Column::Authors);
        let columns = Columns {
            count: named + 1,
            title,
            authors,
            company: authors.is_some_and(|at| names[at] == "coauthor"),
            venue: find(Column::Venue),
            year: find(Column::Year),
        };
        let told = [columns.authors, columns.venue, columns.year];
        told.iter().any(Option::is_some).then_some(columns)
    }

    /// Marks the cells of a row, where they stand below their names.
    fn mark(&self, line: &mut RawLine) {
        // Beside a year alone a title may be a whole reference.
        if self.authors.is_none() && self.venue.is_none() {
            return;
        }
        let mut cells = cells(line);
        let titled = cells.get(self.title).is_some_and(|c| is_title_alone(c));
        if !titled || !self.fits(&cells) {
            return;
        }
        if let Some(title) = cells.get_mut(self.title) {
            set(leading(title), Field::Caption);
        }
        for (at, field) in
            [(self.authors, Field::Authors), (self.venue, Field::Venue)]
        {
            if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                set(cell, field);
                if field == Field::Authors && self.company && !cell.is_empty()
                {
                    cell.insert(0, Run::plain("with "));
                }
            }
        }
        let tab = [Run::plain("\t")];
        line.runs = cells.join(tab.as_slice());
    }

    /// Whether the cells of a row stand below the names of their columns:
    /// formats that leave out empty cells may have moved them.
    fn fits(&self, cells: &[Vec<Run>]) -> bool {
        let date = |at: usize| cells.get(at).map(|cell| text(cell));
        let date = self.year.and_then(date);
        let named = cells.iter().rposition(|cell| !text(cell).is_empty());
        let count = named.map_or(0, |last| last + 1).max(self.count);
        let dated = date.as_deref().is_some_and(|date| {
            date.bytes().filter(u8::is_ascii_digit).count() >= 4
        });
        let brief = date.is_none_or(|date| date.len() <= LONGEST_DATE);
        // What stands before a year in its place was not moved.
        let told = [Some(self.title), self.authors, self.venue];
        let closes = self.year >= told.into_iter().max().flatten();
        match cells.len() < self.count {
            true => dated && closes,
            false => brief && (count == self.count || dated),
        }
    }
}

fn holds_tab(run: &Run) -> bool {
    run.text.contains('\t')
}

/// The cells of a row: what stands between its tabs.
fn cells(line: &RawLine) -> Vec<Vec<Run>> {
    let mut cells = vec![Vec::new()];
    for run in &line.runs {
        for (i, text) in run.text.split('\t').enumerate() {
            if i > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !text.is_empty()) {
                cell.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    cells
}

fn text(cell: &[Run]) -> String {
    let text: String = cell.iter().map(|run| run.text.as_str()).collect();
    text.trim().to_owned()
}

/// Whether a cell holds a title, and not a whole reference, nor whom it was
/// written with: "Slow Rivers (with B. Li)", "A. Roe. *Slow Rivers*".
fn is_title_alone(cell: &[Run]) -> bool {
    let text = text(cell);
    let initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next() == Some('.')
    };
    let styled = |run: &&Run| run.style.bold || run.style.italic;
    let worded = || {
        cell.iter().filter(|run| {
            run.link.is_none() && run.text.split_whitespace().nth(1).is_some()
        })
    };
    let mixed =
        worded().any(|run| styled(&run)) && worded().any(|run| !styled(&run));
    !mixed
        && !text.contains(['“', '”', '"'])
        && !["(with ", ", with ", ". "].iter().any(|part| text.contains(part))
        && !text.split_whitespace().any(initial)
}

/// The runs of a cell that are the title in it: without the awards behind a
/// title that is a link, and without the links behind one that is none.
fn leading(cell: &mut [Run]) -> &mut [Run] {
    let words = |runs: &[Run]| text(runs).split_whitespace().count();
    let starts = cell.iter().position(|run| !run.text.trim().is_empty());
    let Some(first) = starts.and_then(|at| cell.get(at)) else {
        return cell;
    };
    let linked = first.link.is_some();
    let alike = |run: &Run| run.link.is_some() == linked;
    let end = starts.unwrap_or(0);
    let end = end + cell[end..].iter().take_while(|run| alike(run)).count();
    let (head, rest) = cell.split_at(end);
    let plain = |run: &Run| {
        run.link.is_none() && run.text.contains(char::is_alphabetic)
    };
    let whole = match linked {
        true => words(head) < 3,
        // "Slow [Rivers](…) and their Deltas".
        false => rest.iter().any(plain),
    };
    if whole { cell } else { &mut cell[..end] }
}

/// Says of runs which field they are; a page may have said so.
fn set(runs: &mut [Run], field: Field) {
    if runs.iter().all(|run| run.style.field.is_none()) {
        runs.iter_mut().for_each(|run| run.style.field = Some(field));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is marked in each row that is left, of rows whose cells are
    /// parted by strokes; a link stands between braces.
    fn told(rows: &[&str]) -> Vec<String> {
        let run = |part: &str| match part.strip_prefix('{') {
            Some(label) => Run { link: Some("x".into()), ..Run::plain(label) },
            None => Run::plain(part),
        };
        let line = |row: &&str| {
            let row = row.replace('|', "\t").replace('{', "\0{");
            let runs = row.split(['\0', '}']).filter(|part| !part.is_empty());
            RawLine { runs: runs.map(run).collect(), ..RawLine::plain("", 1) }
        };
        let block = |row: &&str| RawBlock {
            role: Role::Row,
            page: None,
            lines: vec![line(row)],
        };
        let mut blocks: Vec<RawBlock> = rows.iter().map(block).collect();
        tell(&mut blocks);
        let marks = |block: &RawBlock| {
            let runs = block.lines.iter().flat_map(|line| &line.runs);
            let marked = runs.filter_map(|run| {
                let field = run.style.field?;
                Some(format!("{field:?}={}", run.text.trim()))
            });
            marked.collect::<Vec<_>>().join(" ")
        };
        blocks.iter().map(marks).collect()
    }

    #[test]
    fn the_names_of_columns_tell_fields() {
        for (rows, want) in [
            (
                &["Year|Venue|Title|Code", "2020|Sand|Slow Rivers|"][..],
                &["Venue=Sand Caption=Slow Rivers"][..],
            ),
            (
                &["Titre|Auteurs|Année", "Slow Rivers|A. Roe|2020"],
                &["Caption=Slow Rivers Authors=A. Roe"],
            ),
            (
                &["Title|Co-authors|Year", "Slow Rivers|Bo Li|2020"],
                &["Caption=Slow Rivers Authors=Bo Li"],
            ),
            // Whose names stand above but a part of the cells.
            (
                &["Year|Authors|Title", "2020|A. Roe|Slow Rivers|Sand 3"],
                &["Authors=A. Roe Caption=Slow Rivers"],
            ),
            (
                &["Title|Authors|Year|PDF", "Slow Rivers|A. Roe|2020"],
                &["Caption=Slow Rivers Authors=A. Roe"],
            ),
            // More than a title stands below its name.
            (
                &["Title|Journal|Year", "Slow Rivers (with B. Li)|Sand|2020"],
                &[""],
            ),
            (
                &["Paper|Journal|Year", "A. Roe, B. Li. Slow Moss|Sand|2020"],
                &[""],
            ),
            // A cell was left out.
            (&["Title|Journal|Year", "Slow Rivers|2020"], &[""]),
            (
                &["Year|Journal|Title", "2020|{Slow Rivers of Kiel} Award"],
                &[""],
            ),
            (
                &["Year|Title|Venue", "2020|{Slow Rivers of Kiel} Award|X"],
                &["Caption=Slow Rivers of Kiel Venue=X"],
            ),
            (
                &["Year|Title|Venue", "2020|Slow Rivers {pdf} {code}|X"],
                &["Caption=Slow Rivers Venue=X"],
            ),
            // A reference may stand below the name of a title.
            (&["Year|Title", "2020|A. Roe. Slow Rivers. Sand"], &[""]),
            (&["Course|Level|Year", "Sand|BSc|2020"], &["", ""]),
            (&["2020|Sand|Slow Rivers"], &[""]),
        ] {
            assert_eq!(told(rows), want, "{rows:?}");
        }
    }
}
