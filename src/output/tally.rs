//! Publications counted by who, where and when, to bytes.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use unicode_width::UnicodeWidthStr;

use super::Format;
use super::csv::row;
use super::layout::{Line, cut};
use super::terminal::{DIM, NUMBER, PLAIN, Screen, clean, line, pretty_json};
use crate::model::FORMAT_VERSION;
use crate::search::{Axis, Tally};

/// Every format of such counts: those of the statistics.
pub static TALLY_FORMATS: &[&Format<Tallies>] = &[
    &Format { name: "text", help: "for reading", write: text },
    &Format { name: "json", help: "one JSON value", write: json },
    &Format { name: "csv", help: "for spreadsheets", write: csv },
];

/// What a text says where nothing is known.
const UNKNOWN: &str = "–";
/// Widest column of a text, and the narrowest one that a terminal makes.
const WIDEST: usize = 44;
const NARROWEST: usize = 8;

/// Publications, counted.
pub struct Tallies {
    /// The publications there are to count, as a query.
    pub query: String,
    /// What they are counted by.
    pub axes: Vec<Axis>,
    /// How many they are, each once.
    pub publications: usize,
    /// The counts.
    pub tallies: Vec<Tally>,
}

/// What a count is of, by one axis; None where it is not known.
fn cell(tally: &Tally, axis: Axis) -> Option<String> {
    match axis {
        Axis::Person => tally.person.as_ref().map(|(_, name)| name.clone()),
        Axis::Venue => tally.venue.clone(),
        Axis::Year => tally.year.map(|year| year.to_string()),
        Axis::Status => tally.status.clone(),
    }
}

fn id(tally: &Tally) -> &str {
    tally.person.as_ref().map_or("", |(id, _)| id)
}

fn text(
    all: &Tallies,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digits = all.tallies.iter().map(|t| t.count.to_string().len()).max();
    let digits = digits.unwrap_or(1).max(6);
    // The columns share what a terminal has; piped, nothing is cut or filled.
    let most = screen.columns.map_or(usize::MAX, |columns| {
        let share = columns.saturating_sub(digits) / all.axes.len().max(1);
        share.saturating_sub(2).clamp(NARROWEST, WIDEST)
    });
    let shown = |tally: &Tally, axis: Axis| {
        let text = cell(tally, axis).unwrap_or_else(|| UNKNOWN.to_owned());
        cut(&clean(&text), most)
    };
    let widths = all.axes.iter().map(|&axis| {
        let widths = all.tallies.iter().map(|t| shown(t, axis).width());
        widths.max().filter(|_| screen.columns.is_some()).unwrap_or(0)
    });
    let widths: Vec<usize> = widths.collect();
    for tally in &all.tallies {
        let count = format!("{:>digits$}", tally.count);
        let mut printed = Line::new(NUMBER, &count);
        let mut column = digits;
        for (&axis, width) in all.axes.iter().zip(&widths) {
            let shown = Line::new(PLAIN, &shown(tally, axis));
            printed.put(column + 2, &shown);
            column += 2 + width.max(&shown.width);
        }
        // Namesakes are told apart, where there is room for it.
        let id = Line::new(DIM, id(tally));
        if screen.columns.is_none_or(|most| column + 2 + id.width <= most) {
            printed.put(column + 2, &id);
        }
        line(out, printed.text)?;
    }
    Ok(())
}

fn json(all: &Tallies, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    line(out, pretty_json(all)?)
}

fn csv(all: &Tallies, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let by_person = all.axes.contains(&Axis::Person);
    let with_id = |id: &str, cells: Vec<String>, count: String| {
        let id = by_person.then(|| id.to_owned());
        id.into_iter().chain(cells).chain([count]).collect::<Vec<_>>()
    };
    let names = all.axes.iter().map(|axis| axis.as_str().to_owned());
    row(out, &with_id("id", names.collect(), "publications".to_owned()))?;
    for tally in &all.tallies {
        let cells = all.axes.iter().map(|&axis| cell(tally, axis));
        let cells = cells.map(Option::unwrap_or_default).collect();
        row(out, &with_id(id(tally), cells, tally.count.to_string()))?;
    }
    Ok(())
}

impl Serialize for Tallies {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("format_version", &FORMAT_VERSION)?;
        map.serialize_entry("query", &self.query)?;
        let by: Vec<&str> =
            self.axes.iter().map(|axis| axis.as_str()).collect();
        map.serialize_entry("by", &by)?;
        map.serialize_entry("publications", &self.publications)?;
        let axes = &self.axes;
        let counts = self.tallies.iter().map(|tally| Counted { tally, axes });
        map.serialize_entry("counts", &counts.collect::<Vec<_>>())?;
        map.end()
    }
}

/// A count with what it is counted by, and no other key.
struct Counted<'a> {
    tally: &'a Tally,
    axes: &'a [Axis],
}

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        for &axis in self.axes {
            match axis {
                Axis::Person => map.serialize_entry("id", id(self.tally))?,
                Axis::Year => {
                    map.serialize_entry("year", &self.tally.year)?;
                    continue;
                }
                Axis::Venue | Axis::Status => {}
            }
            map.serialize_entry(axis.as_str(), &cell(self.tally, axis))?;
        }
        map.serialize_entry("publications", &self.tally.count)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(columns: Option<usize>) -> Vec<String> {
        let venue = "Journal of Everything That Grows on Roofs in the North";
        let tally = |id: &str, venue: Option<&str>, count| Tally {
            person: Some((id.to_owned(), "Ada\nBell \u{1b}[31m".to_owned())),
            venue: venue.map(str::to_owned),
            count,
            ..Tally::default()
        };
        let all = Tallies {
            query: "*".to_owned(),
            axes: vec![Axis::Person, Axis::Venue],
            publications: 12,
            tallies: vec![
                tally("ada-bell", Some(venue), 11),
                tally("ada-bell-2", None, 1),
            ],
        };
        let screen = Screen { columns, ..Screen::default() };
        let mut out = Vec::new();
        text(&all, &screen, &mut out).expect("it is memory");
        let text = anstream::adapter::strip_bytes(&out).into_vec();
        let text = String::from_utf8(text).expect("it is text");
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_line_is_a_count_and_fits_the_terminal() {
        for columns in [40, 60, 80, 200] {
            let lines = printed(Some(columns));
            assert_eq!(lines.len(), 2, "{lines:?}");
            for line in &lines {
                assert!(line.width() <= columns, "{columns}: {line}");
            }
        }
        let piped = printed(None);
        assert!(piped[0].ends_with("in the North  ada-bell"), "{piped:?}");
        assert!(piped[1].starts_with("     1  Ada"), "{piped:?}");
        assert!(piped[1].ends_with("  –  ada-bell-2"), "{piped:?}");
    }
}
