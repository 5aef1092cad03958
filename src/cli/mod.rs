//! The command line: one file a subcommand, each with its options, its help
//! and what it does.

mod browse;
mod complete;
mod completions;
mod config;
mod documents;
mod fault;
mod first_run;
mod forget;
mod help;
mod index;
mod list;
mod man;
mod parse;
mod progress;
mod search;
mod settings;
mod show;
mod signal;
mod stats;
mod status;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Duration;

use anstream::ColorChoice;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::{ContextKind, ContextValue};
use clap::{
    ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};

use crate::error::{Error, Result};
use crate::extract::FORMATS;
use crate::isolate::{self, Limits};
use crate::model::{FORMAT_VERSION, Synonyms};
use crate::output::Format as OutputFormat;
use crate::output::terminal::{self, Stdout};
use settings::Settings;

/// Find people by what they published and wrote about themselves
#[derive(Debug, Parser)]
#[command(name = "vitae", version, max_term_width = 100)]
#[command(propagate_version = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, after_help = help::more())]
#[command(long_version = VERSION.as_str())]
struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// Options of every subcommand.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Shared {
    /// Keep the index in DIR
    #[arg(long, global = true, value_name = "DIR")]
    #[arg(default_value = "index")]
    pub(crate) index: PathBuf,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN")]
    #[arg(default_value = "auto")]
    pub(crate) color: Color,
    /// Page long answers with COMMAND; an empty one pages nothing
    #[arg(long, global = true, value_name = "COMMAND")]
    pub(crate) pager: Option<String>,
    /// Page nothing
    #[arg(long, global = true)]
    pub(crate) no_pager: bool,
    /// Use NUM threads [default: one a core]
    #[arg(long, short, global = true, value_name = "NUM")]
    pub(crate) jobs: Option<std::num::NonZeroU16>,
    /// Leave a file out that takes longer than SECONDS to read
    #[arg(long, global = true, value_name = "SECONDS")]
    #[arg(default_value = "10")]
    read_seconds: std::num::NonZeroU16,
    /// Leave a file out that needs more than MIB of memory to read
    #[arg(long, global = true, value_name = "MIB")]
    #[arg(default_value = "512")]
    read_memory: std::num::NonZeroU32,
    /// What the user holds to mean the same, from settings files.
    #[arg(skip)]
    pub(crate) synonyms: Synonyms,
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Arguments),
    List(list::Arguments),
    Search(search::Arguments),
    Browse(browse::Arguments),
    Show(show::Arguments),
    Stats(stats::Arguments),
    Parse(parse::Arguments),
    Status(status::Arguments),
    Config(config::Arguments),
    Forget(forget::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Help(help::Arguments),
}

/// What `--version` says: what an index or a program must fit to.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let formats: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
    format!(
        "{}\nindex format {}, JSON format {}\nreads {}",
        env!("CARGO_PKG_VERSION"),
        crate::index::VERSION,
        FORMAT_VERSION,
        formats.join(" ")
    )
});

/// The command line with all that its help says.
pub(crate) fn command() -> clap::Command {
    help::with_examples(Arguments::command())
}

/// Output of the subcommands that show no list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Text,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
}

impl Shared {
    /// Opens stdout.
    pub(crate) fn stdout(&self) -> Stdout {
        Stdout::open(self.color())
    }

    /// Opens stdout behind a pager, where it is a terminal.
    pub(crate) fn paged(&self) -> Stdout {
        match self.pager.as_deref() {
            _ if self.no_pager => self.stdout(),
            Some("") => self.stdout(),
            pager => Stdout::paged(self.color(), pager),
        }
    }

    fn color(&self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    /// Threads to use; 0 for one a core.
    pub(crate) fn jobs(&self) -> usize {
        self.jobs.map_or(0, |jobs| usize::from(jobs.get()))
    }

    /// What reading one file may cost.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            time: Duration::from_secs(self.read_seconds.get().into()),
            memory: self.read_memory.get().into(),
            ..Limits::default()
        }
    }
}

/// Writes a message to stderr.
pub(crate) fn note(message: impl Display) {
    // A line is written as a whole. Where stderr is gone, nobody is left to
    // tell.
    let line = format!("{message}\n");
    let _ = anstream::stderr().write_all(line.as_bytes());
}

/// Runs the command a user typed, and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|a| a == isolate::WORKER_ARGUMENT) {
        return work(arguments.get(2));
    }
    if arguments.get(1).is_some_and(|a| a == complete::ARGUMENT) {
        return complete::run(arguments.get(2..).unwrap_or_default());
    }
    let (typed, settings) = match parse(search::shield(arguments)) {
        Ok(parsed) => parsed,
        Err(Refused::Usage(err)) => {
            let _ = err.print();
            if let Some(query) = meant_to_search(&err) {
                note(format_args!(
                    "\nto find people: vitae search '{}'",
                    terminal::clean(&query)
                ));
            }
            return exit_code(err.exit_code());
        }
        Err(Refused::Settings(err)) => return failed(&err),
    };
    // Messages are coloured as answers are.
    typed.arguments.shared.color().write_global();
    let done = fault::caught(&typed.arguments.shared.index, || {
        settings.adopt_venues()?;
        dispatch(&typed, &settings)
    });
    // The process ends: the system takes all it has at once.
    std::mem::forget(typed);
    match done {
        Ok(code) => code,
        // `vitae search x | head -1`: the reader has all it wants.
        Err(err) if err.is_broken_pipe() => ExitCode::SUCCESS,
        Err(err) => failed(&err),
    }
}

/// The query of somebody who left out `search`; None where what was typed is
/// near a command.
fn meant_to_search(err: &clap::Error) -> Option<String> {
    if err.kind() != clap::error::ErrorKind::InvalidSubcommand
        || err.get(ContextKind::SuggestedSubcommand).is_some()
    {
        return None;
    }
    match err.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(query) => Some(query.clone()),
        _ => None,
    }
}

/// Says on stderr why a command could not go on.
fn failed(err: &Error) -> ExitCode {
    let message = err.to_string();
    let mut lines = message.lines();
    note(format_args!(
        "{}: {}",
        terminal::styled(terminal::ERROR, "vitae"),
        terminal::clean(lines.next().unwrap_or_default())
    ));
    lines.for_each(|line| note(terminal::clean(line)));
    ExitCode::from(2)
}

/// What a user typed.
struct Typed {
    arguments: Arguments,
    /// The same, with where each value is from.
    matches: ArgMatches,
    /// The command line as it was understood, settings as its defaults.
    command: clap::Command,
}

/// Why a command line is not understood.
enum Refused {
    /// It is wrong, or asks for help.
    Usage(clap::Error),
    /// What was settled elsewhere is wrong.
    Settings(Error),
}

/// Understands a command line, over what files and environment settle.
fn parse(
    arguments: Vec<OsString>,
) -> std::result::Result<(Typed, Settings), Refused> {
    let plain = command();
    let settled = Settings::load().and_then(|mut settings| {
        let kept = settings.take_negations(arguments.clone(), &plain);
        Ok((settings.apply(plain)?, kept, settings))
    });
    let (mut command, kept, settings) = match settled {
        Ok(settled) => settled,
        // Help and version are there for all that.
        Err(err) => match command().try_get_matches_from(arguments) {
            Err(help) if !help.use_stderr() => {
                return Err(Refused::Usage(help));
            }
            _ => return Err(Refused::Settings(err)),
        },
    };
    let matches = command.try_get_matches_from_mut(kept);
    let matches = matches.map_err(Refused::Usage)?;
    let mut arguments = Arguments::from_arg_matches(&matches)
        .map_err(|err| Refused::Usage(err.format(&mut command)))?;
    arguments.shared.synonyms =
        settings.synonyms().map_err(Refused::Settings)?;
    Ok((Typed { arguments, matches, command }, settings))
}

/// Reads files for another process of this program, its memory limited to
/// so many MiB.
fn work(memory: Option<&OsString>) -> ExitCode {
    let memory = memory
        .and_then(|mebibytes| mebibytes.to_str()?.parse().ok())
        .unwrap_or(Limits::default().memory);
    let (requests, replies) = (std::io::stdin(), std::io::stdout());
    match isolate::serve(requests.lock(), replies.lock(), memory) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn dispatch(typed: &Typed, settings: &Settings) -> Result<ExitCode> {
    let shared = &typed.arguments.shared;
    match &typed.arguments.command {
        Command::Index(arguments) => index::run(arguments, shared),
        Command::List(arguments) => list::run(arguments, shared),
        Command::Search(arguments) => search::run(arguments, shared),
        Command::Browse(arguments) => browse::run(arguments, shared),
        Command::Show(arguments) => show::run(arguments, shared),
        Command::Stats(arguments) => stats::run(arguments, shared),
        Command::Parse(arguments) => parse::run(arguments, shared),
        Command::Status(arguments) => status::run(arguments, shared),
        Command::Completions(arguments) => completions::run(arguments, shared),
        Command::Man(arguments) => man::run(arguments, shared),
        Command::Help(arguments) => help::run(arguments, shared),
        Command::Forget(arguments) => forget::run(arguments, shared),
        Command::Config(arguments) => {
            config::run(arguments, shared, typed, settings)
        }
    }
}

fn exit_code(code: i32) -> ExitCode {
    u8::try_from(code).map_or(ExitCode::from(2), ExitCode::from)
}

/// The names of the rows of a table of formats, for `--format`.
pub(crate) fn format_names(
    rows: impl Iterator<Item = (&'static str, &'static str)>,
) -> PossibleValuesParser {
    PossibleValuesParser::new(
        rows.map(|(name, help)| PossibleValue::new(name).help(help)),
    )
}

/// The format of a name, out of a table.
pub(crate) fn format_named<T>(
    formats: &[&'static OutputFormat<T>],
    name: &str,
) -> &'static OutputFormat<T> {
    formats
        .iter()
        .find(|format| format.name == name)
        .expect("clap has checked the name")
}
