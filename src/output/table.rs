//! One hit a line, in columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::{Line, cut};
use super::terminal::{DIM, NUMBER, PLAIN, STRONG, clean, line};
use super::{Context, OutputFormat};
use crate::search::{Answer, By, Hit};

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "table",
    help: "one hit a line, in columns",
    evidence: true,
    write,
};

fn write(
    answer: &Answer,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<[String; 4]> =
        answer.hits.iter().map(|hit| row(hit, answer.by)).collect();
    let widest = |column: usize, most: usize| {
        let widths = rows.iter().map(|row| row[column].width());
        widths.max().unwrap_or(0).min(most)
    };
    let rank = answer.hits.last().map_or(1, |hit| hit.rank.to_string().len());
    let columns = [widest(0, 28), widest(1, 12), widest(2, 32)];
    let before = rank + columns.iter().sum::<usize>() + 8;
    // In a pipe, there is nothing to fit into.
    let rest = context.screen.columns.map(|all| all.saturating_sub(before));
    for (hit, cells) in answer.hits.iter().zip(&rows) {
        let mut printed = Line::new(PLAIN, &format!("{:>rank$}", hit.rank));
        let mut column = rank + 2;
        for ((text, width), style) in
            cells.iter().zip(columns).zip([STRONG, NUMBER, DIM])
        {
            printed.put(column, &Line::new(style, &cut(text, width)));
            column += width + 2;
        }
        let text = &cells[3];
        let text = rest.map_or(text.clone(), |rest| cut(text, rest.max(12)));
        printed.put(column, &Line::new(PLAIN, &text));
        line(out, printed.text)?;
    }
    Ok(())
}

/// Name, count, place and best evidence of a hit.
fn row(hit: &Hit, by: By) -> [String; 4] {
    let owner = &hit.person.owner;
    let name = owner.name.as_deref().unwrap_or(&hit.person.id);
    let affiliation = owner.affiliations.first();
    let affiliation = affiliation.map_or("", |a| a.organization.as_str());
    let best = hit.evidence.first();
    let text = best.map_or("", |evidence| evidence.text.as_str());
    let year = best.and_then(|e| e.year).map(|year| year.to_string());
    let venue = best.and_then(|e| e.venue.as_deref()).unwrap_or_default();
    let path = hit.sources.first().map_or("", |s| s.path.as_str());
    let matching = match hit.matching {
        1 => "1 hit".to_owned(),
        count => format!("{count} hits"),
    };
    let cells = match by {
        By::People => [name, &matching, affiliation, text],
        By::Publications => {
            [name, year.as_deref().unwrap_or_default(), venue, text]
        }
        By::Documents => [name, &matching, path, text],
    };
    cells.map(|text| clean(text).into_owned())
}
