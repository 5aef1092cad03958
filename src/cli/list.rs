//! `vitae list`: what the corpus holds, with counts.

use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::{Format, Shared, search};
use crate::error::Result;
use crate::model::FORMAT_VERSION;
use crate::output::terminal::{DIM, NUMBER, clean, json, line, styled};
use crate::search::{Engine, FacetField};

/// List what the corpus holds, with the number of people for each
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to list
    #[arg(value_name = "WHAT")]
    what: What,
    /// Stop after NUM values
    #[arg(long, value_name = "NUM")]
    limit: Option<usize>,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Where people published
    Venues,
    /// What they work on, by their titles and interests
    Topics,
    /// Everyone, with the number of documents
    People,
    /// When they published
    Years,
    /// Where they are
    Affiliations,
}

/// One value with its count.
#[derive(Serialize)]
struct Listed {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    value: String,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    publications: Option<usize>,
}

/// All that `list` says.
#[derive(Serialize)]
struct List {
    format_version: u32,
    total: usize,
    values: Vec<Listed>,
}

/// Lists values.
pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let engine = Engine::new(search::snapshot(shared)?)?;
    let mut values = match arguments.what {
        What::Venues => counted(&engine, FacetField::Venue)?,
        What::Topics => topics(&engine)?,
        What::Affiliations => counted(&engine, FacetField::Affiliation)?,
        What::Years => {
            let mut years = counted(&engine, FacetField::Year)?;
            years.sort_by(|a, b| b.value.cmp(&a.value));
            years
        }
        What::People => people(&engine),
    };
    let total = values.len();
    values.truncate(arguments.limit.unwrap_or(usize::MAX));
    let mut out = shared.stdout();
    match arguments.format {
        Format::Text => {
            for Listed { id, value, count, publications } in &values {
                let id = id.as_deref().map(clean).unwrap_or_default();
                let of = publications.map(|n| {
                    super::counted(n, "publication", "publications").into()
                });
                let more = of.unwrap_or(id);
                let count = styled(NUMBER, format_args!("{count:>6}"));
                let text = format!(
                    "{count}  {}  {}",
                    clean(value),
                    styled(DIM, more)
                );
                line(&mut out, text.trim_end())?;
            }
        }
        Format::Json => {
            let list = List { format_version: FORMAT_VERSION, total, values };
            line(&mut out, json(&list)?)?;
        }
        Format::Jsonl => {
            for value in &values {
                line(&mut out, json(value)?)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(total == 0)))
}

fn counted(engine: &Engine, field: FacetField) -> Result<Vec<Listed>> {
    let counts = engine.list(field, usize::MAX)?.counts.into_iter();
    Ok(counts
        .map(|(value, count)| Listed {
            id: None,
            value,
            count,
            publications: None,
        })
        .collect())
}

/// Topics with the people who work on them, and their publications.
fn topics(engine: &Engine) -> Result<Vec<Listed>> {
    let all = engine.topics()?.all().into_iter();
    Ok(all
        .map(|topic| Listed {
            id: None,
            value: topic.name,
            count: topic.people as usize,
            publications: Some(topic.publications as usize),
        })
        .collect())
}

/// Everyone by name.
fn people(engine: &Engine) -> Vec<Listed> {
    let people = engine.snapshot().people();
    let numbers = 0..u32::try_from(people.len()).unwrap_or(u32::MAX);
    let mut all: Vec<Listed> = numbers
        .filter_map(|number| people.person(number))
        .map(|person| Listed {
            value: person.owner.name.unwrap_or_else(|| person.id.clone()),
            id: Some(person.id),
            count: person.profiles.len(),
            publications: None,
        })
        .collect();
    all.sort_by(|a, b| {
        let name = |one: &Listed| one.value.to_lowercase();
        name(a).cmp(&name(b)).then_with(|| a.id.cmp(&b.id))
    });
    all
}
