//! `vitae list`: what the corpus holds, with counts.

use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use super::{Shared, documents, format_named, format_names, search};
use crate::error::{Error, ErrorKind, Result};
use crate::model::FORMAT_VERSION;
use crate::output::list::{LIST_FORMATS, List, Listed};
use crate::search::{Engine, FacetField, listed_by};

/// List what the corpus holds, with the number of people for each
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to list
    #[arg(value_name = "WHAT")]
    what: What,
    /// Stop after NUM values
    #[arg(long, value_name = "NUM")]
    limit: Option<usize>,
    /// Of documents, list those written since WHEN: 1d, 12h, 2w, yesterday,
    /// 2026-01-31
    #[arg(long, value_name = "WHEN", value_parser = documents::since)]
    since: Option<i64>,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(value_parser = formats())]
    format: String,
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
    /// The files, the latest first, and whom they are about
    Documents,
}

/// Lists values.
pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    if arguments.since.is_some() && arguments.what != What::Documents {
        let message = "`--since` goes with documents: `vitae list documents \
                       --since 1d`";
        return Err(Error::new(ErrorKind::Usage(message.to_owned())));
    }
    let engine = search::engine(shared)?;
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
        What::Documents => {
            documents::documents(engine.snapshot(), arguments.since)?
        }
    };
    let total = values.len();
    values.truncate(arguments.limit.unwrap_or(usize::MAX));
    let list = List { format_version: FORMAT_VERSION, total, values };
    let mut out = shared.paged();
    let screen = out.screen();
    let format = format_named(LIST_FORMATS, &arguments.format);
    (format.write)(&list, &screen, &mut out)?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(total == 0)))
}

fn formats() -> PossibleValuesParser {
    format_names(LIST_FORMATS.iter().map(|f| (f.name, f.help)))
}

fn counted(engine: &Engine, field: FacetField) -> Result<Vec<Listed>> {
    let counts = engine.list(field, usize::MAX)?.counts.into_iter();
    Ok(counts
        .map(|(value, count)| Listed { value, count, ..Listed::default() })
        .collect())
}

/// Topics with the people who work on them, and their publications.
fn topics(engine: &Engine) -> Result<Vec<Listed>> {
    let all = engine.topics()?.all().into_iter();
    Ok(all
        .map(|topic| Listed {
            value: topic.name,
            count: topic.people as usize,
            publications: Some(topic.publications as usize),
            ..Listed::default()
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
            ..Listed::default()
        })
        .collect();
    all.sort_by_cached_key(|one| (listed_by(&one.value), one.id.clone()));
    all
}
