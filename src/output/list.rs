//! Values with their counts to bytes, in every format of `vitae list`.

use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::csv::row;
use super::layout::Line;
use super::terminal::{DIM, NUMBER, PLAIN, Screen, json, line};

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
    /// People who have it; of a person, documents.
    pub count: usize,
    /// Distinct publications that have it, where they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publications: Option<usize>,
}

fn write_text(
    list: &List,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digits = list.values.iter().map(|v| v.count.to_string().len()).max();
    let digits = digits.unwrap_or(1).max(6);
    for Listed { id, value, count, publications } in &list.values {
        let mut printed = Line::new(NUMBER, &format!("{count:>digits$}"));
        let mut text = Line::new(PLAIN, value);
        if id.is_none() && screen.columns.is_some() {
            let room = screen.width().saturating_sub(digits + 2);
            text = Line::new(PLAIN, &super::layout::cut(value, room));
        }
        printed.put(digits + 2, &text);
        let of = publications.map(|n| {
            let noun = if n == 1 { "publication" } else { "publications" };
            format!("{n} {noun}")
        });
        let more = of.or_else(|| id.clone()).unwrap_or_default();
        printed.put(printed.width + 2, &Line::new(DIM, &more));
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
    let has_ids = list.values.iter().any(|value| value.id.is_some());
    let mut heading = vec!["value".to_owned(), "count".to_owned()];
    if has_ids {
        heading.insert(0, "id".to_owned());
    }
    let has_publications =
        list.values.iter().any(|value| value.publications.is_some());
    if has_publications {
        heading.push("publications".to_owned());
    }
    row(out, &heading)?;
    for Listed { id, value, count, publications } in &list.values {
        let mut cells = vec![value.clone(), count.to_string()];
        if has_publications {
            cells.push(publications.map_or(String::new(), |n| n.to_string()));
        }
        if has_ids {
            cells.insert(0, id.clone().unwrap_or_default());
        }
        row(out, &cells)?;
    }
    Ok(())
}
