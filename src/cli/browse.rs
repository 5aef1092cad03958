//! `vitae browse`: people who match, while one types.

use std::io::IsTerminal;
use std::process::ExitCode;

use super::{Color, Shared, search};
use crate::browse::{self, Options};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::FORMATS;

/// Browse people: type, and see who matches
///
/// Shows people who match what is typed with the evidence beside, narrows by
/// venue, year, topic and affiliation, and opens profiles and sources, these
/// in $VISUAL, $EDITOR or $PAGER, or with what the system opens them with.
/// F1 lists the keys.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to find at first
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let is_terminal =
        std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    if !is_terminal || set("TERM") == "dumb" {
        return Err(Error::new(ErrorKind::Usage(
            "`vitae browse` needs a terminal; `vitae search` answers without \
             one"
            .to_owned(),
        )));
    }
    let engine = search::engine(shared)?;
    let coloured = match shared.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => set("NO_COLOR").is_empty(),
    };
    let query = arguments.query.join(" ");
    browse::run(engine, &Options { query, coloured, is_text })?;
    Ok(ExitCode::SUCCESS)
}

/// Whether the format of a name is read as text.
fn is_text(name: &str) -> bool {
    FORMATS.iter().any(|format| format.name == name && format.text)
}
