//! Brings an index up to date with folders of documents.
//!
//! Every file passes from its bytes to a profile on one thread; nothing
//! about one file ends the run.

mod identity;
mod ignore;
mod read;
mod walk;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::error::{Error, ErrorKind, Result};
use crate::index::{self, Base, Files, Record, Stamp, Writer};
use crate::isolate::{Limits, Workers};
use crate::model::{Identity, Profile, SkipReason};

pub use identity::identity;
pub use read::{Read, Reading, read_file};
use walk::Found;

/// The folder that is indexed where none is named.
pub const DEFAULT_ROOT: &str = "corpus";

/// Raised when normalising, segmenting or parsing reads better: every file
/// is read again on the next `vitae index`.
const UNDERSTANDING: u64 = 1;

/// Fewer bytes than this to read are written by a single thread, since each
/// writing thread leaves a segment of its own.
const SMALL_RUN: u64 = 2 << 20;

/// What a run is to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folder of the index.
    pub index: PathBuf,
    /// Folders and files to bring in; empty for those indexed before, or
    /// [`DEFAULT_ROOT`].
    pub roots: Vec<PathBuf>,
    /// Build anew and swap.
    pub rebuild: bool,
    /// Threads; 0 for one a core.
    pub jobs: usize,
    /// Read files again that took too long, too much or crashed.
    pub retry_failed: bool,
    /// What reading one file may cost.
    pub limits: Limits,
}

/// What is to be done, or was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files new to the index that were read.
    pub added: Vec<String>,
    /// Files read again.
    pub changed: Vec<String>,
    /// Files known under another path before: `(before, now)`; they are also
    /// among the added and removed.
    pub moved: Vec<(String, String)>,
    /// Files taken away.
    pub removed: Vec<String>,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files left out now, by path.
    pub skipped: Vec<(String, SkipReason)>,
    /// How many of them were not left out before this run.
    pub newly_skipped: usize,
    /// Profiles that were read.
    pub profiles: usize,
    /// Persons in the index afterwards.
    pub people: usize,
}

impl Report {
    /// Whether the index is as it was.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
    }
}

/// What differs between the files and the index.
#[derive(Default)]
struct Difference {
    new: Vec<Found>,
    changed: Vec<Found>,
    gone: Vec<String>,
    unchanged: usize,
}

/// Brings the index up to date, and says what was done.
pub fn run(options: &Options) -> Result<Report> {
    let base = Base::open(&options.index, options.rebuild)?;
    let pool = pool(options.jobs)?;
    let roots = roots(&options.roots, base.roots())?;
    let found = walk::walk(&roots, &options.index);
    let difference = compare(&found, base.files(), &roots, options);
    let mut report = Report {
        unchanged: difference.unchanged,
        removed: difference.gone.clone(),
        skipped: skipped(base.files(), &difference),
        ..Report::default()
    };
    let todo = difference.new.len() + difference.changed.len();
    if todo + difference.gone.len() == 0 && !base.is_new() {
        report.people = index::Snapshot::open(&options.index)?.people().len();
        return Ok(report);
    }
    // A rebuild from named roots knows of no others.
    let known_roots = if options.rebuild { &[] } else { base.roots() };
    let all_roots = merged_roots(known_roots, &roots);
    let before = hashes(base.files(), &difference.gone);
    let to_read = difference.new.iter().chain(&difference.changed);
    let bytes: u64 = to_read.map(|file| file.size).sum();
    let threads =
        if bytes < SMALL_RUN { 1 } else { pool.current_num_threads() };
    let workers = Workers::of_this_program(options.limits);
    let writer = Writer::open(base, threads)?;
    for path in &difference.gone {
        writer.remove(path);
    }
    let results = pool.install(|| {
        let files = difference.new.par_iter().chain(&difference.changed);
        files
            .map(|file| take_in(file, &workers, &writer))
            .collect::<Result<Vec<Done>>>()
    })?;
    for (file, done) in
        difference.new.iter().chain(&difference.changed).zip(results)
    {
        note(&mut report, file, done, writer.files(), &before);
    }
    report.skipped.sort_by(|a, b| a.0.cmp(&b.0));
    report.people = writer.commit(all_roots)?;
    Ok(report)
}

/// Says what a run would do; reads no file and writes nothing.
pub fn preview(options: &Options) -> Result<Report> {
    let (files, known_roots) = if options.rebuild {
        let known = index::known_roots(&options.index);
        (Files::default(), known.unwrap_or_default())
    } else {
        let files = index::known_files(&options.index)?;
        (files, index::known_roots(&options.index)?)
    };
    let roots = roots(&options.roots, &known_roots)?;
    let found = walk::walk(&roots, &options.index);
    let difference = compare(&found, &files, &roots, options);
    let paths = |found: &[Found]| -> Vec<String> {
        found.iter().map(|file| file.path.clone()).collect()
    };
    Ok(Report {
        added: paths(&difference.new),
        changed: paths(&difference.changed),
        unchanged: difference.unchanged,
        skipped: skipped(&files, &difference),
        removed: difference.gone,
        ..Report::default()
    })
}

/// What became of a file that was looked at.
enum Done {
    /// Its content is as it was.
    Same,
    /// It was read into so many profiles.
    Read { profiles: usize, hash: [u8; 16] },
    /// It is left out.
    Skipped(SkipReason),
}

/// Reads one file into the index.
fn take_in(file: &Found, workers: &Workers, writer: &Writer) -> Result<Done> {
    let mut stamp = Stamp {
        path: file.path.clone(),
        size: file.size,
        modified: file.modified,
        version: version(""),
        ..Stamp::default()
    };
    let bytes = match file.bytes() {
        Ok(bytes) => bytes,
        Err(reason) => {
            writer.skip(stamp, &reason);
            return Ok(Done::Skipped(reason));
        }
    };
    stamp.hash = content_hash(&bytes);
    if let Some(record) = writer.files().get(&file.path)
        && record.hash == stamp.hash
        && record.version == version(record.format)
        && !may_be_retried(&record)
    {
        stamp.version = record.version;
        record.format.clone_into(&mut stamp.format);
        writer.touch(stamp);
        return Ok(Done::Same);
    }
    match read::read(&file.place, &file.path, &bytes, workers) {
        Ok(reading) => {
            stamp.format = reading.format.to_owned();
            stamp.version = version(reading.format);
            let profiles: Vec<(Profile, Identity)> = reading
                .profiles
                .into_par_iter()
                .map(|(_, profile)| {
                    let identity = identity(&profile, &file.relative);
                    (profile, identity)
                })
                .collect();
            let hash = stamp.hash;
            writer.add(stamp, &profiles)?;
            Ok(Done::Read { profiles: profiles.len(), hash })
        }
        Err(reason) => {
            writer.skip(stamp, &reason);
            Ok(Done::Skipped(reason))
        }
    }
}

/// The first half of a content's hash.
fn content_hash(bytes: &[u8]) -> [u8; 16] {
    let hash = blake3::hash(bytes);
    let (half, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    *half
}

/// Enters a file into the report.
fn note(
    report: &mut Report,
    file: &Found,
    done: Done,
    known: &Files,
    before: &HashMap<[u8; 16], String>,
) {
    match done {
        Done::Same => report.unchanged += 1,
        Done::Read { profiles, hash } => {
            report.profiles += profiles;
            if known.get(&file.path).is_some() {
                report.changed.push(file.path.clone());
            } else {
                report.added.push(file.path.clone());
                if let Some(path) = before.get(&hash) {
                    report.moved.push((path.clone(), file.path.clone()));
                }
            }
        }
        Done::Skipped(reason) => {
            report.newly_skipped += 1;
            report.skipped.push((file.path.clone(), reason));
        }
    }
}

/// Sorts what was found into new, changed and unchanged files, and finds
/// what is gone.
fn compare(
    found: &walk::Walk,
    files: &Files,
    roots: &[PathBuf],
    options: &Options,
) -> Difference {
    let mut difference = Difference::default();
    // Both are sorted by path: they are walked side by side.
    let mut known = files.iter().peekable();
    let mut missing = Vec::new();
    for file in &found.files {
        while let Some(before) = known.next_if(|r| r.path < &*file.path) {
            missing.push(before.path);
        }
        let Some(record) = known.next_if(|r| r.path == file.path) else {
            difference.new.push(file.clone());
            continue;
        };
        let same = record.size == file.size
            && record.modified == file.modified
            && record.version == version(record.format);
        let retry = record.is_skipped()
            && match record.skip_reason() {
                Some(SkipReason::Unreadable(_)) => file.is_readable(),
                _ => options.retry_failed && may_be_retried(&record),
            };
        if same && !retry {
            difference.unchanged += 1;
        } else {
            difference.changed.push(file.clone());
        }
    }
    missing.extend(known.map(|record| record.path));
    let roots: Vec<String> =
        roots.iter().map(|root| walk::path_text(root)).collect();
    difference.gone = missing
        .into_iter()
        .filter(|path| roots.iter().any(|root| below(path, root)))
        // A folder that cannot be listed now has not lost its files.
        .filter(|path| !found.unlisted.iter().any(|dir| below(path, dir)))
        .map(str::to_owned)
        .collect();
    difference
}

/// Whether a path is a folder or file, or below it; the folder we stand in
/// is empty.
fn below(path: &str, folder: &str) -> bool {
    if folder.is_empty() {
        return !path.starts_with('/') && !path.starts_with("../");
    }
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether reading the file again may end otherwise.
fn may_be_retried(record: &Record<'_>) -> bool {
    record.skip_reason().is_some_and(|reason| match reason {
        SkipReason::TimedOut(_)
        | SkipReason::OutOfMemory(_)
        | SkipReason::Unreadable(_)
        | SkipReason::Crashed(_) => true,
        SkipReason::Empty
        | SkipReason::UnknownFormat
        | SkipReason::Binary
        | SkipReason::Encrypted
        | SkipReason::NeedsOcr
        | SkipReason::TooLarge(_)
        | SkipReason::Malformed(_) => false,
    })
}

/// Files of the last commit that are left out and stay so.
fn skipped(
    files: &Files,
    difference: &Difference,
) -> Vec<(String, SkipReason)> {
    let other: HashSet<&str> = difference
        .changed
        .iter()
        .map(|file| file.path.as_str())
        .chain(difference.gone.iter().map(String::as_str))
        .collect();
    files
        .iter()
        .filter(|record| !other.contains(record.path))
        .filter_map(|record| {
            Some((record.path.to_owned(), record.skip_reason()?))
        })
        .collect()
}

/// The contents of files that are gone, to recognise them elsewhere.
fn hashes(files: &Files, gone: &[String]) -> HashMap<[u8; 16], String> {
    gone.iter()
        .filter_map(|path| files.get(path).map(|r| (r.hash, path.clone())))
        .collect()
}

/// The folders and files to walk: those named, or those known, or the
/// default.
fn roots(named: &[PathBuf], known: &[String]) -> Result<Vec<PathBuf>> {
    let mut roots: Vec<PathBuf> = if !named.is_empty() {
        named.iter().map(|root| walk::tidy(root)).collect()
    } else if known.is_empty() {
        vec![PathBuf::from(DEFAULT_ROOT)]
    } else {
        known.iter().map(PathBuf::from).collect()
    };
    roots.sort();
    roots.dedup();
    for root in &roots {
        if let Err(err) = std::fs::metadata(root) {
            let kind = match err.kind() {
                std::io::ErrorKind::NotFound => ErrorKind::NoCorpus,
                _ => ErrorKind::Io(err),
            };
            return Err(Error::at(root, kind));
        }
    }
    Ok(roots)
}

/// All roots of the index after a run.
fn merged_roots(known: &[String], roots: &[PathBuf]) -> Vec<String> {
    let mut all: Vec<String> = known.to_vec();
    let text = |root: &PathBuf| match walk::path_text(root) {
        here if here.is_empty() => ".".to_owned(),
        text => text,
    };
    all.extend(roots.iter().map(text));
    all.sort();
    all.dedup();
    all
}

/// The version of all that reads a format's files.
fn version(format: &str) -> u64 {
    let version = crate::extract::FORMATS
        .iter()
        .find(|row| row.name == format)
        .map_or(0, |row| row.version);
    UNDERSTANDING << 32 | u64::from(version)
}

/// Threads for reading; deep recursion of a format's reader has room.
pub(crate) fn pool(jobs: usize) -> Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .thread_name(|i| format!("{READER}-{i}"))
        .stack_size(16 << 20)
        .build()
        .map_err(|err| Error::new(ErrorKind::Engine(err.to_string())))
}

/// The name of threads that read documents: a panic there is a skipped file.
pub const READER: &str = "vitae-reader";

/// Reads files in parallel, the results in the order of the paths.
pub fn read_files(
    paths: &[PathBuf],
    jobs: usize,
    limits: Limits,
) -> Result<Vec<Reading>> {
    let workers = Workers::of_this_program(limits);
    let read = |path: &PathBuf| read_file(path, &workers);
    Ok(pool(jobs)?.install(|| paths.par_iter().map(read).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_below_whole_folders_only() {
        for (path, folder, want) in [
            ("corpus/a.md", "corpus", true),
            ("corpus/a.md", "corpus/a.md", true),
            ("corpus2/a.md", "corpus", false),
            ("a.md", "", true),
            ("/a.md", "", false),
            ("../a.md", "", false),
            ("../x/a.md", "../x", true),
        ] {
            assert_eq!(below(path, folder), want, "{path} in {folder}");
        }
    }
}
