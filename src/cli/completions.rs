//! `vitae completions`: what makes a shell complete commands, options, and
//! what the index knows.

use std::io::Write;
use std::process::ExitCode;

use super::Shared;
use super::complete::{self, Shell};
use crate::error::Result;

/// Write what makes a shell complete vitae on TAB
///
/// Commands, options and their values are completed, people after `vitae
/// show`, and within queries fields, venues, years, topics, affiliations and
/// names, as the index has them: `venue:ic` and TAB.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let mut out = shared.stdout();
    out.write_all(complete::script(arguments.shell).as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
