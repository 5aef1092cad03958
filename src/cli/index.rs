//! `vitae index`: brings the index up to date with the corpus.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::progress::Progress;
use super::signal::Stop;
use super::{Shared, first_run, note};
use crate::error::{Error, ErrorKind, Result};
use crate::index::known_corpus;
use crate::ingest::{self, Choice, Options, Report, Watch};
use crate::model::SkipReason;
use crate::output::terminal::{Stdout, clean, counted};

/// Skipped files named in the summary; `vitae status` names all.
const NAMED: usize = 10;

/// Exit code where files were left out and `--strict` forbids it.
const SKIPPED: u8 = 3;

/// Bring the index up to date with the corpus
///
/// Reads new and changed files, takes deleted ones away, and leaves the
/// rest alone. Hidden files, links, and what .gitignore or .vitaeignore
/// name are left out. Folders, patterns and the like are remembered with
/// the index: `vitae index` alone means the same corpus again.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folders and files to index [default: those indexed before, or corpus/]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Index the files that FILE names, one a line or ended by NUL; - for
    /// stdin
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// Take the named folders and files out of the index and forget them
    #[arg(long, conflicts_with = "rebuild")]
    remove: bool,
    /// Index only files that GLOB matches, written as in .gitignore; an empty
    /// one forgets those remembered
    #[arg(long, short = 'g', value_name = "GLOB")]
    include: Option<Vec<String>>,
    /// Leave out files and folders that GLOB matches; likewise
    #[arg(long, short = 'E', value_name = "GLOB")]
    exclude: Option<Vec<String>>,
    /// Index hidden files and folders too
    #[arg(long, short = 'H', value_name = "BOOL", num_args = 0..=1)]
    #[arg(require_equals = true, default_missing_value = "true")]
    hidden: Option<bool>,
    /// Follow links
    #[arg(long, short = 'L', value_name = "BOOL", num_args = 0..=1)]
    #[arg(require_equals = true, default_missing_value = "true")]
    follow: Option<bool>,
    /// Index what .gitignore and .vitaeignore name too
    #[arg(long, short = 'I', value_name = "BOOL", num_args = 0..=1)]
    #[arg(require_equals = true, default_missing_value = "true")]
    no_ignore: Option<bool>,
    /// Build a new index beside the old one, then swap them
    #[arg(long)]
    rebuild: bool,
    /// Stay, and take in what changes as it changes
    #[arg(long, short, conflicts_with_all = ["dry_run", "remove", "strict"])]
    watch: bool,
    /// Wait while another `vitae index` writes, instead of giving up
    #[arg(long)]
    wait: bool,
    /// Write to FILE how each file was read, a JSON value a line
    #[arg(long, value_name = "FILE")]
    diagnostics: Option<PathBuf>,
    /// Say what would be done, and do nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Fail with exit code 3 if a file had to be left out
    #[arg(long)]
    strict: bool,
    /// Read files again that took too long or crashed their reader
    #[arg(long)]
    retry_failed: bool,
    /// Read a whole home folder or disk without asking
    #[arg(long, short)]
    yes: bool,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let files = arguments.files_from.as_deref().map(listed).transpose()?;
    if arguments.remove && arguments.paths.is_empty() && files.is_none() {
        let what = "name what to remove; `vitae status` shows the corpus";
        return Err(Error::new(ErrorKind::Usage(what.into())));
    }
    let options = Options {
        index: shared.index.clone(),
        roots: arguments.paths.clone(),
        files,
        remove: arguments.remove,
        choice: Choice {
            include: arguments.include.clone(),
            exclude: arguments.exclude.clone(),
            hidden: arguments.hidden,
            follow: arguments.follow,
            no_ignore: arguments.no_ignore,
        },
        rebuild: arguments.rebuild,
        jobs: shared.jobs(),
        retry_failed: arguments.retry_failed,
        wait: arguments.wait,
        limits: shared.limits(),
    };
    let default = Path::new(ingest::DEFAULT_ROOT);
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
    let known = known_corpus(&shared.index).unwrap_or_default().roots;
    first_run::confirm(&arguments.paths, &known, arguments.yes)?;
    let stop = Stop::listen()?;
    let diagnostics = arguments.diagnostics.as_deref();
    let mut progress = Progress::new(&stop, diagnostics)?;
    let report = ingest::run(&options, &progress);
    progress.finish()?;
    let report = report.map_err(|err| match &err.kind {
        ErrorKind::NoCorpus if err.path.as_deref() == Some(default) => {
            first_run::no_corpus(None)
        }
        _ => err,
    })?;
    tell(&mut out, &report, &options)?;
    if arguments.watch && !stop.is_asked() {
        watch(&options, &mut progress, &mut out)?;
    }
    let wanted = |(_, reason): &(String, SkipReason)| {
        !matches!(reason, SkipReason::Forgotten(_))
    };
    let strict = arguments.strict && report.skipped.iter().any(wanted);
    Ok(match stop.exit_code() {
        Some(code) => ExitCode::from(code),
        None if strict => ExitCode::from(SKIPPED),
        None => ExitCode::SUCCESS,
    })
}

/// Takes in what changes until a signal comes.
fn watch(
    options: &Options,
    progress: &mut Progress<'_>,
    out: &mut Stdout,
) -> Result<()> {
    let watch = Watch::new(options)?;
    let bell = watch.bell();
    Stop::call(move || bell.ring())?;
    note("watching; interrupt to end");
    watch.run(progress, |report, progress| {
        progress.finish()?;
        match report {
            Ok(report) if report.is_unchanged() => Ok(()),
            Ok(report) => tell(out, &report, options),
            Err(err) => {
                note(format_args!("vitae: {}", clean(&err.to_string())));
                Ok(())
            }
        }
    })
}

/// Says what a run did.
fn tell(out: &mut Stdout, report: &Report, options: &Options) -> Result<()> {
    note_skipped(report);
    note_warnings(report);
    if report.stopped {
        note(if options.rebuild {
            "interrupted; the index is as it was"
        } else {
            "interrupted; what was read is in the index, `vitae index` goes on"
        });
        if options.rebuild {
            return Ok(());
        }
    }
    writeln!(out, "{}", summary(report))?;
    if report.people == 0 && report.skipped.is_empty() {
        note("found no documents; `vitae help formats` says what is read");
    }
    Ok(out.flush()?)
}

/// The paths that a file names, or stdin for `-`.
fn listed(file: &Path) -> Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(file).map(|all| bytes = all)
    };
    read.map_err(|err| Error::at(file, err))?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    Ok(bytes
        .split(|&byte| byte == end)
        .map(|line| match end {
            0 => line,
            _ => line.strip_suffix(b"\r").unwrap_or(line),
        })
        .filter(|line| !line.is_empty())
        .map(path_of)
        .collect())
}

/// A path of any bytes where the system has such.
#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec()).into()
}

/// A path of Unicode where the system has such.
#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
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

/// Says on stderr what was said of people who are not there.
pub(super) fn note_warnings(report: &Report) {
    for warning in &report.warnings {
        note(format_args!("warning: {}", clean(warning)));
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
