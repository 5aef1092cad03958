//! Values with their counts to bytes, in every format of `vitae list`.

use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::csv::row;
use super::layout::{Line, cut};
use super::terminal::{
    DIM, NUMBER, PLAIN, Screen, clean, counted, json, line,
};

/// Every format of a list, the default first.
pub static LIST_FORMATS: &[&Format<List>] = &[
    &Format { name: "text", help: "for reading", write: write_text },
    &Format { name: "json", help: "one JSON value", write: write_json },
    &Format { name: "jsonl", help: "one value a line", write: write_lines },
    &Format { name: "csv", help: "for spreadsheets", write: write_csv },
];

/// All that `list` says.
#[derive(Serialize)]
pub struct List {
    /// [`crate::model::FORMAT_VERSION`].
    pub format_version: u32,
    /// Values there are, listed or not.
    pub total: usize,
    /// Those that are listed.
    pub values: Vec<Listed>,
}

/// One value with its count.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Listed {
    /// Identifier, of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The value.
    pub value: String,
    /// People who have it; of a person, documents; of a document, profiles.
    pub count: usize,
    /// Publications that have it, where they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publications: Option<usize>,
    /// Of a document: when it was last written, as `2026-11-20T08:30:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Of a document: names of those it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<String>>,
}

impl Listed {
    /// What stands beside the value, for reading.
    fn beside(&self) -> String {
        let publications = self
            .publications
            .map(|count| counted(count, "publication", "publications"));
        let people = self.people.as_ref().map(|names| names.join(", "));
        let parts = [self.id.clone(), publications, people];
        parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }
}

fn write_text(
    list: &List,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digits = list.values.iter().map(|v| v.count.to_string().len()).max();
    let digits = digits.unwrap_or(1).max(6);
    for listed in &list.values {
        let mut printed = match &listed.modified {
            // To the minute; the seconds are for programs.
            Some(time) => {
                let (minute, _) =
                    time.split_at_checked(16).unwrap_or_default();
                Line::new(NUMBER, &minute.replace('T', " "))
            }
            None => Line::new(NUMBER, &format!("{:>digits$}", listed.count)),
        };
        let beside = Line::new(DIM, &listed.beside());
        let taken = printed.width + 2 + beside.width + 2;
        let mut value = Line::new(PLAIN, &listed.value);
        if listed.modified.is_some() {
            value.text = screen.links.file(&listed.value, &value.text);
        } else if let Some(columns) = screen.columns {
            let room = columns.saturating_sub(taken).max(20);
            value = Line::new(PLAIN, &cut(&clean(&listed.value), room));
        }
        printed.put(printed.width + 2, &value);
        printed.put(printed.width + 2, &beside);
        line(out, printed.text)?;
    }
    Ok(())
}

fn write_json(list: &List, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    line(out, json(list)?)
}

fn write_lines(
    list: &List,
    _: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    list.values.iter().try_for_each(|value| line(out, json(value)?))
}

fn write_csv(list: &List, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    type Cell = fn(&Listed) -> Option<String>;
    let columns: [(&str, Cell); 6] = [
        ("id", |listed| listed.id.clone()),
        ("value", |listed| Some(listed.value.clone())),
        ("count", |listed| Some(listed.count.to_string())),
        ("publications", |listed| {
            listed.publications.map(|count| count.to_string())
        }),
        ("modified", |listed| listed.modified.clone()),
        ("people", |listed| Some(listed.people.as_ref()?.join("; "))),
    ];
    // What no row has is no column.
    let kept = columns.iter().filter(|(name, cell)| {
        ["value", "count"].contains(name)
            || list.values.iter().any(|listed| cell(listed).is_some())
    });
    let kept: Vec<&(&str, Cell)> = kept.collect();
    let heading = kept.iter().map(|(name, _)| (*name).to_owned());
    row(out, &heading.collect::<Vec<_>>())?;
    for listed in &list.values {
        let cells =
            kept.iter().map(|(_, cell)| cell(listed).unwrap_or_default());
        row(out, &cells.collect::<Vec<_>>())?;
    }
    Ok(())
}
