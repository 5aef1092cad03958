//! `vitae show`: one person's whole profile.

use std::io::Write;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;

use super::{Shared, format_named, format_names};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::model::{Owner, fold_name};
use crate::output::person::{PERSON_FORMATS, post};
use crate::search::Shown;
use crate::topics::Topics;

/// How alike, of 1, a name must look to be suggested.
const ALIKE: f64 = 0.84;
/// People that are suggested at most.
const SUGGESTED: usize = 3;

/// Show one person's whole profile
///
/// PERSON is an identifier, as search results have it, or a name.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Identifier or name
    #[arg(value_name = "PERSON", required = true, num_args = 1..)]
    person: Vec<String>,
    /// Show e-mail addresses and what stands under contact too
    #[arg(long)]
    contact: bool,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(value_parser = formats())]
    format: String,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let snapshot = Snapshot::open(&shared.index)?;
    let asked = arguments.person.join(" ");
    let number = find(&snapshot, &asked)?;
    let topics = Topics::open(&snapshot)?;
    let shown =
        Shown::read(&snapshot, number, arguments.contact, Some(&topics))?;
    let mut out = shared.paged();
    let screen = out.screen();
    let format = format_named(PERSON_FORMATS, &arguments.format);
    (format.write)(&shown, &screen, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn formats() -> PossibleValuesParser {
    format_names(PERSON_FORMATS.iter().map(|f| (f.name, f.help)))
}

/// The one person that an identifier or a name means.
pub(super) fn find(snapshot: &Snapshot, asked: &str) -> Result<u32> {
    let people = snapshot.people();
    if let Some(number) = people.by_id(asked) {
        return Ok(number);
    }
    let mut numbers = snapshot.people_named(asked)?;
    let is_exact = |number: &u32| {
        people
            .id_and_name(*number)
            .is_some_and(|(_, name)| fold_name(name) == fold_name(asked))
    };
    if numbers.len() > 1 && numbers.iter().any(is_exact) {
        numbers.retain(is_exact);
    }
    match numbers.as_slice() {
        [] => Err(Error::new(ErrorKind::NoPerson {
            asked: asked.to_owned(),
            people: nearest(snapshot, asked),
        })),
        [number] => Ok(*number),
        several => Err(Error::new(ErrorKind::Ambiguous {
            asked: asked.to_owned(),
            people: several
                .iter()
                .filter_map(|number| people.person(*number))
                .map(|person| (person.id.clone(), describe(&person.owner)))
                .collect(),
        })),
    }
}

/// The people whose names look most like what was asked for.
fn nearest(snapshot: &Snapshot, asked: &str) -> Vec<(String, String)> {
    let people = snapshot.people();
    let asked = fold_name(asked);
    let is_one_word = !asked.contains(' ');
    let alike = |name: &str| {
        let name = fold_name(name);
        let words = name.split(' ').filter(|_| is_one_word);
        words
            .chain([name.as_str()])
            .map(|word| strsim::jaro_winkler(&asked, word))
            .fold(0.0, f64::max)
    };
    let numbers = 0..u32::try_from(people.len()).unwrap_or(u32::MAX);
    let mut near: Vec<(f64, u32)> = numbers
        .filter_map(|number| {
            let (id, name) = people.id_and_name(number)?;
            Some((alike(name).max(alike(id)), number))
        })
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.iter()
        .take(SUGGESTED)
        .filter_map(|(_, number)| people.person(*number))
        .map(|person| (person.id.clone(), describe(&person.owner)))
        .collect()
}

/// A person in a line: name, titles, organizations.
fn describe(owner: &Owner) -> String {
    let mut parts = vec![owner.name.clone().unwrap_or_default()];
    parts.extend(post(owner));
    parts.join(", ")
}
