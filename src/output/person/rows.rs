//! One person's publications, a line each: a table, or cells of CSV.

use std::io::{self, Write};

use super::super::Format;
use super::super::csv::row;
use super::super::layout::{Line, cut};
use super::super::terminal::{DIM, KIND, NUMBER, PLAIN, Screen, clean, line};
use super::{Shown, position};
use crate::model::Status;

pub(super) static TABLE: Format<Shown> = Format {
    name: "table",
    help: "one publication a line, in columns",
    write: write_table,
};

pub(super) static CSV: Format<Shown> = Format {
    name: "csv",
    help: "one publication a line, for spreadsheets",
    write: write_csv,
};

/// Widest column of venues.
const VENUE: usize = 24;

fn write_table(
    shown: &Shown,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = shown.publications.iter().map(|p| {
        let venue = Line::new(
            KIND,
            &cut(&clean(p.venue.as_deref().unwrap_or_default()), VENUE),
        );
        let place = p.places.first();
        let place =
            place.map(|at| position(at.page, at.line)).unwrap_or_default();
        (p, venue, Line::new(DIM, &place))
    });
    let rows: Vec<_> = rows.collect();
    let venues = rows.iter().map(|(_, venue, _)| venue.width).max();
    let venues = venues.unwrap_or(0);
    let places = rows.iter().map(|(.., place)| place.width).max();
    let title = 4 + 2 + venues + 2;
    let rest = screen.columns.map(|columns| {
        columns.saturating_sub(title + places.unwrap_or(0) + 2).max(20)
    });
    for (publication, venue, place) in &rows {
        let year = publication.year.map(|year| year.to_string());
        let mut printed = Line::new(NUMBER, &year.unwrap_or_default());
        printed.put(6, venue);
        let text = clean(&publication.title);
        let text = rest.map_or(text.to_string(), |rest| cut(&text, rest));
        printed.put(title, &Line::new(PLAIN, &text));
        let edge = rest.map_or(0, |rest| title + rest + 2);
        printed.put(edge.max(printed.width + 2), place);
        line(out, printed.text)?;
    }
    Ok(())
}

fn write_csv(
    shown: &Shown,
    _: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    const COLUMNS: [&str; 14] = [
        "id",
        "name",
        "title",
        "authors",
        "venue",
        "venue_name",
        "year",
        "status",
        "track",
        "doi",
        "arxiv",
        "path",
        "page",
        "line",
    ];
    row(out, &COLUMNS.map(str::to_owned))?;
    for p in &shown.publications {
        let authors: Vec<&str> =
            p.authors.iter().map(|a| a.name.as_str()).collect();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let place = p.places.first().cloned().unwrap_or_default();
        let source = shown.sources.get(place.source.wrapping_sub(1));
        let number = |n: Option<u32>| {
            n.filter(|&n| n > 0).map(|n| n.to_string()).unwrap_or_default()
        };
        row(
            out,
            &[
                shown.person.id.clone(),
                text(&shown.person.name),
                p.title.clone(),
                authors.join("; "),
                text(&p.venue),
                text(&p.venue_name),
                p.year.map(|year| year.to_string()).unwrap_or_default(),
                p.status.map_or("", Status::as_str).to_owned(),
                text(&p.track),
                text(&p.doi),
                text(&p.arxiv),
                source.map(|source| source.path.clone()).unwrap_or_default(),
                number(place.page),
                number(Some(place.line)),
            ],
        )?;
    }
    Ok(())
}
