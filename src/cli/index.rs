//! `vitae index`: brings the index up to date with the corpus.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Shared, counted, note};
use crate::error::Result;
use crate::ingest::{self, Options, Report};
use crate::output::terminal::clean;

/// Skipped files named in the summary; `vitae status` names all.
const NAMED: usize = 10;

/// Exit code where files were left out and `--strict` forbids it.
const SKIPPED: u8 = 3;

/// Bring the index up to date with the corpus
///
/// Reads new and changed files, takes deleted ones away, and leaves the
/// rest alone. Hidden files, links, and what .gitignore or .vitaeignore
/// name are left out.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folders and files to index [default: those indexed before, or corpus/]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Build a new index beside the old one, then swap them
    #[arg(long)]
    rebuild: bool,
    /// Say what would be done, and do nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Fail with exit code 3 if a file had to be left out
    #[arg(long)]
    strict: bool,
    /// Read files again that took too long or crashed their reader
    #[arg(long)]
    retry_failed: bool,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let options = Options {
        index: shared.index.clone(),
        roots: arguments.paths.clone(),
        rebuild: arguments.rebuild,
        jobs: shared.jobs(),
        retry_failed: arguments.retry_failed,
        limits: shared.limits(),
    };
    let mut out = shared.stdout();
    if arguments.dry_run {
        let report = ingest::preview(&options)?;
        let files = [
            ("+", &report.added),
            ("~", &report.changed),
            ("-", &report.removed),
        ];
        for (mark, paths) in files {
            for path in paths {
                writeln!(out, "{mark} {}", clean(path))?;
            }
        }
        writeln!(
            out,
            "would read {}, take away {}, leave {}",
            files_of(report.added.len() + report.changed.len()),
            report.removed.len(),
            report.unchanged
        )?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let report = ingest::run(&options)?;
    note_skipped(&report);
    writeln!(out, "{}", summary(&report))?;
    out.flush()?;
    let strict = arguments.strict && !report.skipped.is_empty();
    Ok(if strict { ExitCode::from(SKIPPED) } else { ExitCode::SUCCESS })
}

/// Says on stderr which files were left out, if that is news.
pub(super) fn note_skipped(report: &Report) {
    if report.newly_skipped == 0 {
        return;
    }
    for (path, reason) in report.skipped.iter().take(NAMED) {
        let reason = reason.to_string();
        note(format_args!("skipped {}: {}", clean(path), clean(&reason)));
    }
    let more = report.skipped.len().saturating_sub(NAMED);
    if more > 0 {
        note(format_args!(
            "skipped {more} more (`vitae status --not-indexed` lists them)"
        ));
    }
}

/// One line that says what a run did.
pub(super) fn summary(report: &Report) -> String {
    let mut did = Vec::new();
    let changed = report.changed.len();
    for (count, words) in [
        (report.added.len() - report.moved.len(), "added"),
        (report.moved.len(), "moved"),
        (changed, "changed"),
        (report.removed.len() - report.moved.len(), "removed"),
        (report.unchanged, "unchanged"),
        (report.skipped.len(), "skipped"),
    ] {
        if count > 0 {
            did.push(format!("{count} {words}"));
        }
    }
    if did.is_empty() {
        did.push("no files".to_owned());
    }
    let people = counted(report.people, "person", "people");
    format!("{}: {people}", did.join(", "))
}

fn files_of(count: usize) -> String {
    counted(count, "file", "files")
}
