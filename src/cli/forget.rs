//! `vitae forget`: writes into `vitae.toml` that a person is to be left out,
//! and takes them out of the index.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::{Shared, index, note, show};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::ingest::{self, Options};
use crate::model::Person;
use crate::output::terminal::{clean, counted, line};
use crate::settings::PROJECT_FILE;

/// Leave a person out of the index, now and whenever it is built
///
/// Writes into `vitae.toml` what the person's documents are known by: their
/// ORCID iD, e-mail addresses and files. The documents themselves stay as
/// they are; so does the name where others list the person as a co-author.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Identifier or name
    #[arg(value_name = "PERSON", required = true, num_args = 1..)]
    person: Vec<String>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let snapshot = Snapshot::open(&shared.index)?;
    let number = show::find(&snapshot, &arguments.person.join(" "))?;
    let person = snapshot.people().person(number).unwrap_or_default();
    let name = person.owner.name.clone().unwrap_or(person.id.clone());
    let is = designators(&snapshot, &person);
    let files = counted(sources(&snapshot, &person).len(), "file", "files");
    let what = format!("{} ({}, {files})", clean(&name), clean(&person.id));
    if !arguments.yes && !agreed(&what)? {
        return Ok(ExitCode::from(1));
    }
    let path = Path::new(PROJECT_FILE);
    let before = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
            String::new()
        }
        Err(err) => return Err(Error::at(path, err)),
    };
    let after = with_forgotten(&before, &is)
        .map_err(|what| Error::at(path, ErrorKind::Usage(what)))?;
    std::fs::write(path, after).map_err(|err| Error::at(path, err))?;
    let mut out = shared.stdout();
    line(
        &mut out,
        format!("wrote to {PROJECT_FILE}: forget {what}, known by"),
    )?;
    for designator in &is {
        line(&mut out, format!("  {}", clean(designator)))?;
    }
    out.flush()?;
    drop(snapshot);
    let options = Options {
        index: shared.index.clone(),
        jobs: shared.jobs(),
        limits: shared.limits(),
        ..Options::default()
    };
    let report = ingest::run(&options, &())?;
    index::note_warnings(&report);
    line(&mut out, index::summary(&report))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Asks on a terminal; elsewhere nobody can answer.
fn agreed(what: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        let message = format!("forget {what}? say so with --yes");
        return Err(Error::new(ErrorKind::Usage(message)));
    }
    note(format_args!("forget {what}? [y/N]"));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Paths of the person's files, below their root where there is but one.
fn sources(snapshot: &Snapshot, person: &Person) -> Vec<String> {
    let root = match snapshot.corpus().roots.as_slice() {
        [root] => format!("{}/", root.trim_end_matches('/')),
        _ => String::new(),
    };
    let mut paths: Vec<String> = Vec::new();
    for &profile in &person.profiles {
        let source = snapshot.people().source_of(profile).unwrap_or_default();
        let path = source.path;
        let path = path.strip_prefix(&root).unwrap_or(&path).to_owned();
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

/// What the person's documents are known by; what outlives a move first. A
/// file of several people's documents would name them all, so it stands only
/// for those who have nothing else.
fn designators(snapshot: &Snapshot, person: &Person) -> Vec<String> {
    let owner = &person.owner;
    let mut all: Vec<String> = owner.orcid.iter().cloned().collect();
    all.extend(owner.emails.iter().cloned());
    let others = |path: &String| {
        let people = snapshot.people();
        let count = u32::try_from(people.profile_count()).unwrap_or(0);
        (0..count).any(|profile| {
            !person.profiles.contains(&profile)
                && people
                    .source_of(profile)
                    .is_some_and(|source| source.path.ends_with(path.as_str()))
        })
    };
    let paths = sources(snapshot, person);
    let (shared, own): (Vec<String>, Vec<String>) =
        paths.into_iter().partition(others);
    all.extend(own);
    if !shared.is_empty() {
        // Such sources give identifiers; a name is the last resort.
        all.push(person.id.clone());
        all.extend(owner.name.clone());
    }
    all
}

/// The text of a settings file with one more person to be forgotten; all
/// else stays as it is written.
fn with_forgotten(
    text: &str,
    is: &[String],
) -> std::result::Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|err: toml_edit::TomlError| {
            err.message().trim_end().to_owned()
        })?;
    let people = document
        .entry("person")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .ok_or("`person` is to be written as `[[person]]` tables")?;
    let mut designators = Array::new();
    for designator in is {
        designators.push(designator.as_str());
    }
    if is.len() > 1 {
        for designator in designators.iter_mut() {
            designator.decor_mut().set_prefix("\n    ");
        }
        designators.set_trailing("\n");
        designators.set_trailing_comma(true);
    }
    let mut table = Table::new();
    table.insert("is", value(designators));
    table.insert("forget", value(true));
    if !text.is_empty() {
        table.decor_mut().set_prefix("\n");
    }
    people.push(table);
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_stays_as_it_is() {
        let is = ["ada@example.org".to_owned()];
        let two = [is[0].clone(), "bell/cv.md".to_owned()];
        for (text, is, want) in [
            (
                "",
                &is[..],
                "[[person]]\nis = [\"ada@example.org\"]\nforget = true\n",
            ),
            (
                "# mine\njobs=4 # few\n\n[[person]] # him\nis = 'x'\n",
                &two[..],
                "# mine\njobs=4 # few\n\n[[person]] # him\nis = 'x'\n\n\
                 [[person]]\nis = [\n    \"ada@example.org\",\n    \
                 \"bell/cv.md\",\n]\nforget = true\n",
            ),
        ] {
            assert_eq!(with_forgotten(text, is).unwrap(), want);
        }
        assert!(with_forgotten("person = 3", &is).is_err());
    }
}
