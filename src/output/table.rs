//! One hit a line, in columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::{cut, padded};
use super::terminal::{DIM, NUMBER, STRONG, clean, line, styled};
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
    let (name, count) = (widest(0, 28), widest(1, 12));
    let place = widest(2, 32);
    let rest = context.width.saturating_sub(rank + name + count + place + 8);
    for (hit, [first, second, third, fourth]) in answer.hits.iter().zip(&rows)
    {
        let cell = |text: &str, width: usize| padded(&cut(text, width), width);
        let text = cut(fourth, rest.max(12));
        line(
            out,
            format_args!(
                "{:>rank$}  {}  {}  {}  {}",
                hit.rank,
                styled(STRONG, cell(first, name)),
                styled(NUMBER, cell(second, count)),
                styled(DIM, cell(third, place)),
                text
            ),
        )?;
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
    let matching = format!("{} hits", hit.matching);
    let cells = match by {
        By::People => [name, &matching, affiliation, text],
        By::Publications => {
            [name, year.as_deref().unwrap_or_default(), venue, text]
        }
        By::Documents => [name, &matching, path, text],
    };
    cells.map(|text| clean(text).into_owned())
}
