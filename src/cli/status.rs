//! `vitae status`: what is indexed, what is not and why, what has changed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::Shared;
use crate::error::{Error, ErrorKind, Result};
use crate::index::{self, Corpus, Files, Snapshot, Verified};
use crate::ingest::{self, Options, Report};
use crate::model::FORMAT_VERSION;
use crate::output::csv::row;
use crate::output::terminal::{
    DIM, STRONG, Stdout, clean, counted, field, json, styled,
};

mod files;

/// Files named under one heading; `--format json` names all.
const NAMED: usize = 20;

/// Say what is indexed, what is not and why, and what has changed since
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Say of FILE alone how it stands, and why it is not found
    #[arg(value_name = "FILE", conflicts_with_all = ["verify", "not_indexed"])]
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    files: Vec<PathBuf>,
    /// Read the whole index and say whether any of it is damaged
    #[arg(long)]
    verify: bool,
    /// List only the files left out, one a line, with the reason
    #[arg(long)]
    not_indexed: bool,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// Output of `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON value
    Json,
    /// One file that is left out a line, each a JSON value
    Jsonl,
    /// One file that is left out or has changed a line, for spreadsheets
    Csv,
}

/// All that `status` says.
#[derive(Serialize)]
struct Status {
    format_version: u32,
    index: String,
    bytes: u64,
    /// Folders and files, and which of their files count.
    #[serde(flatten)]
    corpus: Corpus,
    people: usize,
    profiles: usize,
    entries: u64,
    files: usize,
    formats: BTreeMap<String, usize>,
    not_indexed: Vec<NotIndexed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<Verified>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unreachable: Option<String>,
}

/// A file that is left out.
#[derive(Serialize)]
struct NotIndexed {
    path: String,
    reason: String,
}

/// What an index run would do now.
#[derive(Serialize)]
struct Changes {
    new: Vec<String>,
    changed: Vec<String>,
    deleted: Vec<String>,
}

impl Changes {
    /// A mark and a word for each kind of change, and the files.
    fn groups(&self) -> [(&'static str, &'static str, &[String]); 3] {
        [
            ("+", "new", &self.new),
            ("~", "changed", &self.changed),
            ("-", "deleted", &self.deleted),
        ]
    }
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    if !arguments.files.is_empty() {
        files::run(&arguments.files, arguments.format, shared)?;
        return Ok(ExitCode::SUCCESS);
    }
    let verified = if arguments.verify {
        Some(index::verify(&shared.index)?)
    } else {
        None
    };
    let snapshot = Snapshot::open(&shared.index)?;
    let status = Status { verified, ..status(&snapshot, shared)? };
    let mut out = shared.paged();
    match arguments.format {
        Format::Json => writeln!(out, "{}", json(&status)?)?,
        Format::Jsonl => {
            for file in &status.not_indexed {
                writeln!(out, "{}", json(file)?)?;
            }
        }
        Format::Csv => write_csv(&mut out, &status, arguments.not_indexed)?,
        Format::Text if arguments.not_indexed => {
            for NotIndexed { path, reason } in &status.not_indexed {
                writeln!(out, "{}: {}", clean(path), clean(reason))?;
            }
        }
        Format::Text => write_text(&mut out, &status)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn status(snapshot: &Snapshot, shared: &Shared) -> Result<Status> {
    let files = snapshot.files()?;
    let preview = ingest::preview(&Options {
        index: shared.index.clone(),
        ..Options::default()
    });
    let (changes, unreachable) = match preview {
        Ok(Report { added: new, changed, removed: deleted, .. }) => {
            (Some(Changes { new, changed, deleted }), None)
        }
        Err(Error { kind: ErrorKind::NoCorpus, path }) => {
            let path = path.unwrap_or_default();
            (None, Some(path.display().to_string()))
        }
        Err(err) => return Err(err),
    };
    Ok(Status {
        format_version: FORMAT_VERSION,
        index: shared.index.display().to_string(),
        bytes: snapshot.bytes()?,
        corpus: snapshot.corpus().clone(),
        people: snapshot.people().len(),
        profiles: files.iter().map(|file| file.profiles().len()).sum(),
        entries: snapshot.entry_count(),
        files: files.len(),
        formats: formats(&files),
        not_indexed: not_indexed(&files),
        verified: None,
        changes,
        unreachable,
    })
}

/// The options that select the files of the corpus.
fn chosen(corpus: &Corpus) -> String {
    let words = |option: &str, patterns: &[String]| -> Vec<String> {
        patterns.iter().map(|p| format!("{option} '{p}'")).collect()
    };
    let mut all = words("--include", &corpus.include);
    all.extend(words("--exclude", &corpus.exclude));
    for (is_on, option) in [
        (corpus.hidden, "--hidden"),
        (corpus.follow, "--follow"),
        (corpus.no_ignore, "--no-ignore"),
    ] {
        if is_on {
            all.push(option.to_owned());
        }
    }
    all.join(" ")
}

fn formats(files: &Files) -> BTreeMap<String, usize> {
    let mut formats = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_skipped()) {
        *formats.entry(file.format.to_owned()).or_default() += 1;
    }
    formats
}

fn not_indexed(files: &Files) -> Vec<NotIndexed> {
    files
        .iter()
        .filter_map(|file| {
            let reason = file.skip_reason()?.to_string();
            Some(NotIndexed { path: file.path.to_owned(), reason })
        })
        .collect()
}

/// Files with what is the matter with them.
fn write_csv(
    out: &mut Stdout,
    status: &Status,
    not_indexed: bool,
) -> Result<()> {
    let mut cells = |state: &str, path: &str, reason: &str| {
        row(out, &[state, path, reason].map(str::to_owned))
    };
    cells("state", "path", "reason")?;
    for NotIndexed { path, reason } in &status.not_indexed {
        cells("not indexed", path, reason)?;
    }
    let changes = status.changes.as_ref().filter(|_| !not_indexed);
    for (_, state, paths) in changes.into_iter().flat_map(Changes::groups) {
        for path in paths {
            cells(state, path, "")?;
        }
    }
    Ok(())
}

fn write_text(out: &mut Stdout, status: &Status) -> Result<()> {
    let screen = out.screen();
    let row = |out: &mut dyn Write, name: &str, value: &str| {
        field(name, value, 11, &screen, out)
    };
    row(
        out,
        "index",
        &format!("{}, {}", status.index, megabytes(status.bytes)),
    )?;
    if let Some(Verified { files, bytes }) = status.verified {
        let files = counted(files, "file", "files");
        row(
            out,
            "verified",
            &format!("{files}, {}, whole", megabytes(bytes)),
        )?;
    }
    row(out, "corpus", &status.corpus.roots.join(", "))?;
    let chosen = chosen(&status.corpus);
    if !chosen.is_empty() {
        row(out, "selected", &chosen)?;
    }
    let people = status.people;
    let profiles = counted(status.profiles, "profile", "profiles");
    let files = counted(status.files, "file", "files");
    row(out, "people", &format!("{people}, in {profiles} of {files}"))?;
    row(out, "entries", &status.entries.to_string())?;
    let formats: Vec<String> = status
        .formats
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    row(out, "formats", &formats.join(", "))?;
    match (&status.changes, &status.unreachable) {
        (Some(changes), _) => write_changes(out, changes)?,
        (None, root) => {
            let root = root.as_deref().unwrap_or_default();
            row(out, "changes", &format!("{root}: not there"))?;
        }
    }
    if !status.not_indexed.is_empty() {
        writeln!(out, "\n{}", styled(STRONG, "not indexed"))?;
    }
    for NotIndexed { path, reason } in status.not_indexed.iter().take(NAMED) {
        writeln!(out, "  {}: {}", clean(path), clean(reason))?;
    }
    write_more(out, status.not_indexed.len())?;
    Ok(())
}

fn write_changes(out: &mut dyn Write, changes: &Changes) -> Result<()> {
    let groups = changes.groups();
    let counts: Vec<String> = groups
        .iter()
        .filter(|(.., paths)| !paths.is_empty())
        .map(|(_, word, paths)| format!("{} {word}", paths.len()))
        .collect();
    let summary = if counts.is_empty() {
        "none since the last `vitae index`".to_owned()
    } else {
        format!("{}; `vitae index` takes them in", counts.join(", "))
    };
    writeln!(out, "{} {summary}", styled(DIM, "changes   "))?;
    for (mark, _, paths) in groups {
        for path in paths.iter().take(NAMED) {
            writeln!(out, "  {mark} {}", clean(path))?;
        }
        write_more(out, paths.len())?;
    }
    Ok(())
}

fn write_more(out: &mut dyn Write, count: usize) -> Result<()> {
    if count > NAMED {
        let more = count - NAMED;
        writeln!(out, "  … {more} more (`--format json` has them all)")?;
    }
    Ok(())
}

/// Bytes as people read them.
fn megabytes(bytes: u64) -> String {
    let (unit, size) = match bytes {
        0..1_000_000 => ("kB", 1_000),
        1_000_000..1_000_000_000 => ("MB", 1_000_000),
        _ => ("GB", 1_000_000_000),
    };
    let tenths = bytes * 10 / size;
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}
