//! Brings an index up to date with folders of documents.
//!
//! Every file passes from its bytes to a profile on one thread; nothing
//! about one file ends the run.

mod fate;
mod identity;
mod ignore;
mod intake;
mod moved;
mod observer;
mod overrides;
mod plan;
mod read;
mod rules;
mod walk;
mod watch;

use std::path::PathBuf;
use std::time::Duration;

use rayon::prelude::*;

use crate::error::{Error, ErrorKind, Result};
use crate::index::{self, Base, Corpus, Files, Writer};
use crate::isolate::{Limits, Workers};
use crate::model::SkipReason;

pub use fate::{Fate, State, fates};
pub use identity::identity;
use intake::{Done, Intake};
use moved::Gone;
pub use observer::{Looked, Observer};
use plan::{Known, Plan};
pub use read::{Read, Reading, read_file};
pub use rules::LeftOut;
use walk::Found;
pub use watch::{Bell, Watch};

/// The folder that is indexed where none is named.
pub const DEFAULT_ROOT: &str = "corpus";

/// What a rebuild of an index that cannot be read says.
const FORGETFUL: &str = "the old index could not be read whole; files that \
                         were named one by one may be missing: name them \
                         again";

/// How long to wait before a lock is tried again.
const LOCK_PATIENCE: Duration = Duration::from_millis(50);

/// What a run is to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folder of the index.
    pub index: PathBuf,
    /// Folders and files to bring in; empty for those indexed before, or
    /// [`DEFAULT_ROOT`].
    pub roots: Vec<PathBuf>,
    /// Files to bring in by themselves; None for those indexed before.
    pub files: Option<Vec<PathBuf>>,
    /// Take the roots and files out of the index instead.
    pub remove: bool,
    /// Which files of folders count.
    pub choice: Choice,
    /// Build anew and swap.
    pub rebuild: bool,
    /// Threads; 0 for one a core.
    pub jobs: usize,
    /// Read files again that took too long, too much or crashed.
    pub retry_failed: bool,
    /// Wait for another writer instead of giving up.
    pub wait: bool,
    /// What reading one file may cost.
    pub limits: Limits,
}

/// Which files of folders count; None keeps what the index remembers.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// As in [`Corpus`], like all others; empty patterns say nothing.
    pub include: Option<Vec<String>>,
    /// Patterns of what does not count.
    pub exclude: Option<Vec<String>>,
    /// Names that begin with a dot.
    pub hidden: Option<bool>,
    /// Links.
    pub follow: Option<bool>,
    /// What `.gitignore` and `.vitaeignore` name.
    pub no_ignore: Option<bool>,
}

impl Choice {
    fn apply(&self, corpus: &mut Corpus) {
        let patterns = [
            (&self.include, &mut corpus.include),
            (&self.exclude, &mut corpus.exclude),
        ];
        for (chosen, kept) in patterns {
            if let Some(chosen) = chosen {
                let told = chosen.iter().filter(|p| !p.is_empty());
                *kept = told.cloned().collect();
            }
        }
        corpus.hidden = self.hidden.unwrap_or(corpus.hidden);
        corpus.follow = self.follow.unwrap_or(corpus.follow);
        corpus.no_ignore = self.no_ignore.unwrap_or(corpus.no_ignore);
    }
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
    /// Whether the run was ended before all files were read; those it had
    /// read are in the index, unless it was a rebuild.
    pub stopped: bool,
    /// What the user said of people that fits nobody, and what a rebuild may
    /// have forgotten, a line each.
    pub warnings: Vec<String>,
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

/// Brings the index up to date, and says what was done.
pub fn run(options: &Options, observer: &dyn Observer) -> Result<Report> {
    let base = open(options, observer).map_err(Error::of_writing)?;
    let pool = pool(options.jobs)?;
    let (listed, forgetful) = listed_before(options, base.files());
    let known =
        Known { corpus: base.corpus(), files: base.files(), listed: &listed };
    let plan = Plan::of(options, known)?;
    let mut report = Report {
        unchanged: plan.unchanged,
        removed: plan.gone.clone(),
        skipped: plan.skipped(base.files()),
        newly_skipped: plan.missing.len(),
        ..Report::default()
    };
    if plan.is_empty() && !base.is_new() && plan.corpus == *base.corpus() {
        report.people = index::Snapshot::open(&options.index)?.people().len();
        return Ok(report);
    }
    let bytes: u64 = plan.to_read().map(|file| file.size).sum();
    let workers = Workers::of_this_program(options.limits);
    let threads = pool.current_num_threads();
    let writer =
        Writer::open(base, bytes, threads).map_err(Error::of_writing)?;
    observer.begin(plan.to_read().count(), bytes);
    let intake = Intake {
        said: &plan.said,
        workers: &workers,
        gone: Gone::of(&options.index, writer.files(), &plan.gone),
        writer: &writer,
        observer,
    };
    let results = pool.install(|| {
        let files = plan.new.par_iter().chain(&plan.changed);
        files.map(|file| intake.take_in(file)).collect::<Result<Vec<Done>>>()
    });
    let results = results.map_err(Error::of_writing)?;
    let mut gone = intake.gone;
    observer.writing();
    for (file, done) in plan.to_read().zip(results) {
        note(&mut report, file, done, writer.files(), &mut gone);
    }
    report.skipped.sort_by(|a, b| a.0.cmp(&b.0));
    if report.stopped {
        // What seems gone may be a moved file that was not read yet.
        report.removed.clear();
        if options.rebuild {
            return Ok(report);
        }
    }
    for path in &report.removed {
        writer.remove(path);
    }
    report.people = writer.commit(plan.corpus).map_err(Error::of_writing)?;
    report.warnings = plan.said.warnings();
    if forgetful && options.roots.is_empty() && options.files.is_none() {
        report.warnings.push(FORGETFUL.to_owned());
    }
    Ok(report)
}

/// Takes the index for writing.
fn open(options: &Options, observer: &dyn Observer) -> Result<Base> {
    let mut told = false;
    loop {
        match Base::open(&options.index, options.rebuild) {
            Err(Error { kind: ErrorKind::Locked(writer), .. })
                if options.wait && !observer.is_stopped() =>
            {
                if !told {
                    observer.waiting(writer);
                    told = true;
                }
                std::thread::sleep(LOCK_PATIENCE);
            }
            other => return other,
        }
    }
}

/// The files that were named themselves, which a rebuild must not forget,
/// and whether it may forget some nevertheless.
fn listed_before(options: &Options, files: &Files) -> (Vec<String>, bool) {
    if options.rebuild {
        return index::remembered_files(&options.index);
    }
    let listed = files.listed().map(|record| record.path.to_owned());
    (listed.collect(), false)
}

/// Says what a run would do; reads no file and writes nothing.
pub fn preview(options: &Options) -> Result<Report> {
    let (files, corpus) = if options.rebuild {
        (Files::default(), index::remembered_corpus(&options.index))
    } else {
        let files = index::known_files(&options.index)?;
        (files, index::known_corpus(&options.index)?)
    };
    let (listed, _) = listed_before(options, &files);
    let known = Known { corpus: &corpus, files: &files, listed: &listed };
    let plan = Plan::of(options, known)?;
    let paths = |found: &[Found]| -> Vec<String> {
        found.iter().map(|file| file.path.clone()).collect()
    };
    Ok(Report {
        added: paths(&plan.new),
        changed: paths(&plan.changed),
        unchanged: plan.unchanged,
        skipped: plan.skipped(&files),
        removed: plan.gone,
        ..Report::default()
    })
}

/// Enters a file into the report.
fn note(
    report: &mut Report,
    file: &Found,
    done: Done,
    known: &Files,
    gone: &mut Gone<'_>,
) {
    match done {
        Done::Stopped => report.stopped = true,
        Done::Gone if known.get(&file.path).is_some() => {
            report.removed.push(file.path.clone());
        }
        Done::Gone => {}
        Done::Same => report.unchanged += 1,
        Done::Read { profiles, hash } => {
            report.profiles += profiles;
            if known.get(&file.path).is_some() {
                report.changed.push(file.path.clone());
            } else {
                report.added.push(file.path.clone());
                if let Some(path) = gone.take(&hash) {
                    report.moved.push((path.to_owned(), file.path.clone()));
                }
            }
        }
        Done::Skipped(reason) => {
            report.newly_skipped += 1;
            report.skipped.push((file.path.clone(), reason));
        }
    }
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
