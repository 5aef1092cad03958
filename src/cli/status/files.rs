//! `vitae status FILE`: why a file is not found.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use super::{Format, Shared};
use crate::error::Result;
use crate::index::Snapshot;
use crate::ingest::{self, Fate, LeftOut, State};
use crate::model::FORMAT_VERSION;
use crate::output::csv::row;
use crate::output::terminal::{counted, field, json};

/// Names that a line has room for.
const NAMED: usize = 3;

/// All that is said of files.
#[derive(Serialize)]
struct Fates {
    format_version: u32,
    files: Vec<Told>,
}

/// What is said of one file.
#[derive(Serialize)]
struct Told {
    path: String,
    state: &'static str,
    /// In words; of an indexed file there is nothing to explain.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    people: Vec<String>,
}

impl From<Fate> for Told {
    fn from(fate: Fate) -> Told {
        let (state, reason) = told(&fate.state, &fate.path);
        Told { path: fate.path, state, reason, people: fate.people }
    }
}

/// A word for a state, and why it is so.
fn told(state: &State, path: &str) -> (&'static str, Option<String>) {
    let (word, reason) = match state {
        State::Indexed => ("indexed", None),
        State::Changed => (
            "changed",
            Some("since it was read; `vitae index` reads it again".into()),
        ),
        State::Deleted => (
            "deleted",
            Some("no longer there; `vitae index` takes it out".into()),
        ),
        State::NotIndexed(reason) => ("not indexed", Some(reason.to_string())),
        State::New => ("new", Some("`vitae index` takes it in".into())),
        State::LeftOut(why) => ("left out", Some(left_out(*why).into())),
        State::Outside => (
            "outside",
            Some(format!(
                "below none of the folders that are indexed; `vitae index \
                 {path}` adds it"
            )),
        ),
        State::Folder(count) => (
            "folder",
            Some(format!(
                "{} of it in the index",
                counted(*count, "file", "files")
            )),
        ),
        State::Missing => (
            "missing",
            Some(
                "neither there nor in the index; it was taken out, or the \
                  path is another"
                    .into(),
            ),
        ),
    };
    (word, reason)
}

fn left_out(why: LeftOut) -> &'static str {
    match why {
        LeftOut::Hidden => {
            "its name, or its folder's, begins with a dot; `vitae index \
             --hidden` takes such files in"
        }
        LeftOut::Excluded => "a pattern of `--exclude` names it",
        LeftOut::NotIncluded => "no pattern of `--include` names it",
        LeftOut::Ignored => {
            "a .gitignore or .vitaeignore names it; `vitae index \
             --no-ignore` takes such files in"
        }
        LeftOut::Link => {
            "it is a link, or behind one; `vitae index --follow` takes such \
             files in"
        }
        LeftOut::Index => "it is in the folder of the index",
        LeftOut::About => "it speaks about the corpus, not about a person",
    }
}

/// Says what becomes of each of the files.
pub(super) fn run(
    paths: &[PathBuf],
    format: Format,
    shared: &Shared,
) -> Result<()> {
    let snapshot = Snapshot::open(&shared.index)?;
    let fates = ingest::fates(paths, &snapshot, &shared.index)?;
    let files: Vec<Told> = fates.into_iter().map(Told::from).collect();
    let mut out = shared.paged();
    match format {
        Format::Json => {
            let format_version = FORMAT_VERSION;
            writeln!(out, "{}", json(&Fates { format_version, files })?)?;
        }
        Format::Jsonl => {
            for file in &files {
                writeln!(out, "{}", json(file)?)?;
            }
        }
        Format::Csv => {
            row(&mut out, &["state", "path", "reason"].map(str::to_owned))?;
            for Told { path, state, reason, .. } in files {
                let reason = reason.unwrap_or_default();
                row(&mut out, &[state.to_owned(), path, reason])?;
            }
        }
        Format::Text => {
            for file in &files {
                let path = match file.path.as_str() {
                    "" => ".",
                    path => path,
                };
                let why = [file.reason.clone(), named(&file.people)];
                let why: Vec<String> = why.into_iter().flatten().collect();
                let colon = if why.is_empty() { "" } else { ": " };
                let said = format!("{}{colon}{}", file.state, why.join("; "));
                let screen = out.screen();
                // Beside its path; below it where that is long.
                field(&format!("{path}:"), &said, 2, &screen, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// Whom a file is about.
fn named(people: &[String]) -> Option<String> {
    let shown = &people[..people.len().min(NAMED)];
    let more = people.len() - shown.len();
    match (shown.is_empty(), more) {
        (true, _) => None,
        (_, 0) => Some(shown.join(", ")),
        _ => Some(format!("{} and {more} more", shown.join(", "))),
    }
}
