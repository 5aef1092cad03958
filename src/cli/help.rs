//! `vitae help`: the commands, and what the language, the fields and the
//! formats are, from the tables the program itself reads.

pub(super) mod examples;
mod language;

use std::io::Write;
use std::process::ExitCode;

use clap::Arg;

use super::Shared;
use super::settings::argument;
use crate::error::{Error, ErrorKind, Result};
use crate::extract::FORMATS;
use crate::output::OUTPUT_FORMATS;
use crate::output::terminal::{KIND, STRONG, line, styled};
use crate::search::{Field, Scope, closest};
use crate::settings::SETTINGS;

/// Widest lines of prose.
const WIDEST: usize = 100;

/// Say what a command does, or what a query can say
///
/// Besides the commands there are the topics query (the query language),
/// fields (what to write before a colon), formats (what is read, and what is
/// written) and settings (what files and variables can settle).
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A command, or `query`, `fields`, `formats`, `settings`
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
}

/// A text that is not about one command.
struct Topic {
    name: &'static str,
    about: &'static str,
    write: fn(&mut Page<'_>) -> Result<()>,
}

/// Every topic.
const TOPICS: &[Topic] = &[
    Topic { name: "query", about: "what a query can say", write: query },
    Topic { name: "fields", about: "what a query can ask", write: fields },
    Topic {
        name: "formats",
        about: "what is read, and what is written",
        write: formats,
    },
    Topic {
        name: "settings",
        about: "what files and variables can settle",
        write: settings,
    },
];

/// The names of the topics.
pub(super) fn topics() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|topic| topic.name)
}

/// Below `vitae --help`: where to read on.
pub(super) fn more() -> String {
    let mut text = String::from("Topics:");
    for Topic { name, about, .. } in TOPICS {
        text.push_str(&format!("\n  vitae help {name:<9} {about}"));
    }
    text
}

/// Adds examples to the help of each command, worked out for the one that is
/// asked for.
pub(super) fn with_examples(command: clap::Command) -> clap::Command {
    command.mut_subcommands(|command| command.defer(with_own_examples))
}

fn with_own_examples(command: clap::Command) -> clap::Command {
    match examples::text(command.get_name()) {
        Some(text) => command.after_long_help(text),
        None => command,
    }
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let mut out = shared.paged();
    let mut command = super::command();
    let Some(name) = arguments.topic.as_deref() else {
        write!(out, "{}", command.render_long_help().ansi())?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) {
        let width = out.screen().width().min(WIDEST);
        (topic.write)(&mut Page { out: &mut out, width })?;
    } else {
        command.build();
        let Some(command) = command.find_subcommand_mut(name) else {
            return Err(unknown(name, &super::command()));
        };
        write!(out, "{}", command.render_long_help().ansi())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// No such topic: which there are, or which is near.
fn unknown(name: &str, command: &clap::Command) -> Error {
    let mut known: Vec<&str> = topics().collect();
    known.extend(command.get_subcommands().map(clap::Command::get_name));
    let near = closest(name, known.into_iter());
    let tip = near.map_or_else(
        || {
            let topics: Vec<&str> = topics().collect();
            let topics = topics.join("`, `");
            format!("there is help on each command and on `{topics}`")
        },
        |near| format!("did you mean `vitae help {near}`?"),
    );
    Error::new(ErrorKind::Usage(format!("no help on `{name}`; {tip}")))
}

/// A text for reading, fitted to the terminal.
struct Page<'a> {
    out: &'a mut dyn Write,
    width: usize,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) -> Result<()> {
        line(self.out, styled(STRONG, text))?;
        Ok(())
    }

    /// Prose, wrapped; what stands between backticks is told apart.
    fn prose(&mut self, text: &str, indent: usize) -> Result<()> {
        let width = self.width.saturating_sub(indent).max(20);
        let blanks = " ".repeat(indent);
        let mut typed = false;
        for row in wrapped(text, width) {
            let mut shown = String::new();
            for (i, part) in row.split('`').enumerate() {
                typed ^= i > 0;
                match typed {
                    true => shown.push_str(&styled(KIND, part)),
                    false => shown.push_str(part),
                }
            }
            line(self.out, format_args!("{blanks}{shown}"))?;
        }
        Ok(())
    }

    /// Rows of what to write, each with its meaning beside it where there is
    /// room, below it where not.
    fn rows(&mut self, rows: &[(String, String)]) -> Result<()> {
        let column = rows.iter().map(|(name, _)| name.chars().count());
        let column = column.filter(|&width| width <= LONGEST).max();
        let indent = column.unwrap_or(0) + 4;
        for (name, meaning) in rows {
            let width = name.chars().count();
            let styled_name = styled(KIND, name);
            if width > LONGEST {
                line(self.out, format_args!("  {styled_name}"))?;
                self.prose(meaning, indent)?;
                continue;
            }
            let room = self.width.saturating_sub(indent).max(20);
            let blanks = " ".repeat(indent - 2 - width);
            write!(self.out, "  {styled_name}{blanks}")?;
            let (first, rest) = split(meaning, room);
            let mut first_row = Page { out: self.out, width: usize::MAX };
            first_row.prose(&first, 0)?;
            if !rest.is_empty() {
                self.prose(&rest, indent)?;
            }
        }
        Ok(())
    }
}

/// Widest name that has its meaning beside it.
const LONGEST: usize = 32;

/// Words in lines of at most so many columns.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut columns = 0;
    for word in text.split_whitespace() {
        let length = word.chars().filter(|c| *c != '`').count();
        if columns > 0 && columns + 1 + length > width {
            lines.push(String::new());
            columns = 0;
        }
        if let Some(line) = lines.last_mut() {
            if columns > 0 {
                line.push(' ');
            }
            columns += length + usize::from(columns > 0);
            line.push_str(word);
        }
    }
    lines
}

/// The first line of a text, and the rest of it.
fn split(text: &str, width: usize) -> (String, String) {
    let lines = wrapped(text, width);
    let (first, rest) = lines.split_first().expect("one line at least");
    (first.clone(), rest.join(" "))
}

fn query(page: &mut Page<'_>) -> Result<()> {
    page.heading("What a query can say")?;
    let rows: Vec<(String, String)> = language::SYNTAX
        .iter()
        .map(|(queries, finds)| (queries.join("   "), (*finds).to_owned()))
        .collect();
    page.rows(&rows)?;
    line(page.out, "")?;
    page.heading("Which words go together")?;
    page.prose(language::SCOPE, 2)?;
    line(page.out, "")?;
    page.heading("In a shell")?;
    page.prose(language::SHELL, 2)?;
    line(page.out, "")?;
    page.prose(
        "`vitae help fields` lists the fields; `--explain-query` shows how a \
         query is read.",
        0,
    )
}

fn fields(page: &mut Page<'_>) -> Result<()> {
    for (scope, heading) in [
        (Scope::Publication, "Fields of a publication"),
        (Scope::Person, "Fields of a person"),
    ] {
        page.heading(heading)?;
        let fields = Field::ALL.iter().filter(|f| f.scope() == scope);
        let rows: Vec<(String, String)> = fields
            .map(|field| {
                let also = match field.aliases() {
                    [] => String::new(),
                    aliases => format!(" (also {})", aliases.join(", ")),
                };
                let meaning = format!("{}{also}", field.help());
                (format!("{}:", field.name()), meaning)
            })
            .collect();
        page.rows(&rows)?;
        line(page.out, "")?;
    }
    page.prose(language::SCOPE, 0)
}

fn formats(page: &mut Page<'_>) -> Result<()> {
    page.heading("What is read")?;
    let read: Vec<(String, String)> = FORMATS
        .iter()
        .map(|format| {
            let endings: Vec<String> =
                format.extensions.iter().map(|e| format!(".{e}")).collect();
            let endings = match endings.is_empty() {
                true => "by its content".to_owned(),
                false => endings.join(" "),
            };
            (format.name.to_owned(), endings)
        })
        .collect();
    page.rows(&read)?;
    page.prose("What a file's bytes say wins over its ending.", 2)?;
    line(page.out, "")?;
    page.heading("What `vitae search --format` writes")?;
    let written: Vec<(String, String)> = OUTPUT_FORMATS
        .iter()
        .map(|format| (format.name.to_owned(), format.help.to_owned()))
        .collect();
    page.rows(&written)
}

fn settings(page: &mut Page<'_>) -> Result<()> {
    page.heading("Options that can be settled")?;
    let command = super::command();
    let rows: Vec<(String, String)> = SETTINGS
        .iter()
        .map(|key| {
            let help = argument(&command, key).and_then(Arg::get_help);
            let help = help.map_or(String::new(), ToString::to_string);
            ((*key).to_owned(), help)
        })
        .collect();
    page.rows(&rows)?;
    line(page.out, "")?;
    page.heading("Where")?;
    page.prose(language::SETTINGS, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::complete::words;

    #[test]
    fn every_command_has_examples_that_are_read() {
        let command = crate::cli::command();
        for sub in command.get_subcommands().filter(|c| !c.is_hide_set()) {
            let name = sub.get_name();
            assert!(!examples::of(name).is_empty(), "{name} has none");
            for (example, _) in examples::of(name) {
                let mut typed = words(example);
                let end = ["|", ">", ">>"];
                let end = typed.iter().position(|w| end.contains(&w.as_str()));
                typed.truncate(end.unwrap_or(typed.len()));
                assert!(typed.contains(&name.to_owned()), "{example}");
                let read = crate::cli::command().try_get_matches_from(&typed);
                assert!(read.is_ok(), "{example}: {}", read.unwrap_err());
            }
        }
    }

    #[test]
    fn every_query_of_the_help_is_read_without_remark() {
        for query in language::SYNTAX.iter().flat_map(|(queries, _)| *queries)
        {
            if !query.starts_with("--") {
                let read = crate::search::parse(query).unwrap();
                assert!(read.notes.is_empty(), "{query}: {:?}", read.notes);
            }
        }
    }

    #[test]
    fn prose_is_wrapped() {
        for (text, width, want) in [
            ("a bc `d` e", 4, &["a bc", "`d` e"][..]),
            ("wonderful", 4, &["wonderful"]),
            ("", 4, &[""]),
        ] {
            assert_eq!(wrapped(text, width), want, "{text}");
        }
    }
}
