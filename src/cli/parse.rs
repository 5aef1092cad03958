//! `vitae parse`: how vitae reads files, to see why an answer looks wrong.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::{Format, Shared};
use crate::error::Result;
use crate::ingest::{self, Reading};
use crate::model::{Document, FORMAT_VERSION, Profile, Role, SkipReason};
use crate::output::reading::{self, ReadLine, ReadSection};
use crate::output::terminal::{
    STRONG, Stdout, WARNING, clean, json, pretty_json, styled,
};
use crate::segment;

/// Show how vitae reads files: blocks, sections, profile, with their places
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files to read
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// What stands in JSON for a file that cannot be read.
#[derive(Serialize)]
struct Unread {
    format_version: u32,
    document: UnreadDocument,
    error: String,
}

#[derive(Serialize)]
struct UnreadDocument {
    path: String,
}

/// One line of JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Line<'a> {
    Read(&'a Profile),
    Unread(Unread),
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let readings =
        ingest::read_files(&arguments.files, shared.jobs(), shared.limits())?;
    let mut out = shared.paged();
    match arguments.format {
        Format::Jsonl => {
            for line in readings.iter().flat_map(lines) {
                writeln!(out, "{}", json(&line)?)?;
            }
        }
        Format::Json => {
            let all: Vec<Line<'_>> = readings.iter().flat_map(lines).collect();
            match all.as_slice() {
                [one] => writeln!(out, "{}", pretty_json(one)?)?,
                all => writeln!(out, "{}", pretty_json(&all)?)?,
            }
        }
        Format::Text => {
            for (i, reading) in readings.iter().enumerate() {
                if i > 0 {
                    writeln!(out)?;
                }
                write_reading(&mut out, reading)?;
            }
        }
    }
    out.flush()?;
    let failed = readings.iter().all(|reading| reading.result.is_err());
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn lines(reading: &Reading) -> Vec<Line<'_>> {
    match &reading.result {
        Ok(read) => read.profiles.iter().map(|(_, p)| Line::Read(p)).collect(),
        Err(reason) => vec![Line::Unread(unread(reading, reason))],
    }
}

fn unread(reading: &Reading, reason: &SkipReason) -> Unread {
    Unread {
        format_version: FORMAT_VERSION,
        document: UnreadDocument { path: reading.path.display().to_string() },
        error: reason.to_string(),
    }
}

fn write_reading(out: &mut Stdout, reading: &Reading) -> Result<()> {
    let path = reading.path.display().to_string();
    let read = match &reading.result {
        Ok(read) => read,
        Err(reason) => {
            let path = styled(STRONG, clean(&path));
            let reason = styled(WARNING, clean(&reason.to_string()));
            writeln!(out, "{path}: {reason}")?;
            return Ok(());
        }
    };
    let screen = out.screen();
    for (i, (document, profile)) in read.profiles.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let publications = profile.publications.iter();
        let shown = reading::Reading {
            path: &path,
            sections: sections(document),
            profile,
            sources: publications.map(|p| document.slice(p.span)).collect(),
        };
        reading::write(&shown, &screen, out)?;
    }
    Ok(())
}

/// The document as it was cut: sections and their lines.
fn sections(document: &Document) -> Vec<ReadSection<'_>> {
    let lines = document.lines();
    let sections = segment::segment(document, &lines).into_iter();
    sections
        .map(|section| {
            let read = lines.get(section.lines).unwrap_or_default().iter();
            let lines = read.map(|line| ReadLine {
                page: line.page,
                number: line.number,
                role: if line.first { role(line.role) } else { String::new() },
                text: document.slice(line.span),
            });
            ReadSection {
                kind: section.kind,
                known: section.known,
                heading: section.heading.map(|span| document.slice(span)),
                lines: lines.collect(),
            }
        })
        .collect()
}

fn role(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("heading {level}"),
        Role::Item(level) => format!("item {level}"),
        Role::Body => "body".to_owned(),
        Role::Row => "row".to_owned(),
        Role::Boilerplate => "boilerplate".to_owned(),
    }
}
