//! Changes of a corpus into index runs, as they come.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{
    Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
};

use super::{Observer, Options, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::index;
use crate::settings::{PROJECT_FILE, SIDECAR};

/// How long nothing must happen before a run starts: a burst is one run.
const QUIET: Duration = Duration::from_millis(100);

/// How long a burst may delay a run.
const LONGEST_BURST: Duration = Duration::from_millis(500);

/// What wakes a watch.
enum Wake {
    Change(notify::Result<Event>),
    Stop,
}

/// A corpus that is watched.
pub struct Watch {
    options: Options,
    watcher: RecommendedWatcher,
    wakes: Receiver<Wake>,
    bell: Bell,
    /// The folder of the index: what happens there is our own doing.
    index: PathBuf,
    /// What is indexed, and the files that say something of people.
    roots: Vec<PathBuf>,
}

/// Ends a watch from another thread.
#[derive(Clone)]
pub struct Bell(Sender<Wake>);

impl Bell {
    /// Ends the watch.
    pub fn ring(&self) {
        // Whoever is not there to hear has ended.
        let _ = self.0.send(Wake::Stop);
    }
}

impl Watch {
    /// Watches what an index is of. What changes from here on is noticed,
    /// what changed before is left to a first run.
    ///
    /// `options` are for the runs to come; roots and patterns are those that
    /// the index remembers.
    pub fn new(options: &Options) -> Result<Watch> {
        let corpus = index::known_corpus(&options.index)?;
        let (sender, wakes) = channel();
        let bell = Bell(sender.clone());
        let config = Config::default().with_follow_symlinks(corpus.follow);
        let tell = move |event| {
            let _ = sender.send(Wake::Change(event));
        };
        let watcher =
            RecommendedWatcher::new(tell, config).map_err(refused)?;
        let files = index::known_files(&options.index)?;
        let listed = files.iter().filter(|file| file.listed);
        let roots = corpus.roots.iter().map(PathBuf::from);
        let whole = |path: PathBuf| path.canonicalize().unwrap_or(path);
        // `vitae.toml`, here and where it was read the last time.
        let words = corpus.overrides_file.iter().map(PathBuf::from);
        let words = words.chain([PathBuf::from(PROJECT_FILE)]);
        let mut watch = Watch {
            options: Options {
                index: options.index.clone(),
                jobs: options.jobs,
                limits: options.limits,
                wait: true,
                ..Options::default()
            },
            watcher,
            wakes,
            bell,
            index: whole(options.index.clone()),
            roots: roots
                .map(whole)
                .chain(listed.flat_map(|file| {
                    let words = format!("{}{SIDECAR}", file.path);
                    [whole(file.path.into()), in_whole_folder(words.into())]
                }))
                .chain(words.map(in_whole_folder))
                .collect(),
        };
        watch.roots.sort();
        watch.roots.dedup();
        watch.listen()?;
        Ok(watch)
    }

    /// What ends the watch.
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Asks to be told of changes at and below the roots.
    fn listen(&mut self) -> Result<()> {
        let folders: Vec<PathBuf> =
            self.roots.iter().filter(|root| root.is_dir()).cloned().collect();
        // Editors replace files, and folders come back: a root is also
        // watched from the folder it is in.
        let mut parents: Vec<&Path> =
            self.roots.iter().filter_map(|root| root.parent()).collect();
        parents.sort();
        parents.dedup();
        let outside = |path: &&&Path| {
            path.is_dir() && !folders.iter().any(|dir| path.starts_with(dir))
        };
        for parent in parents.iter().filter(outside) {
            let mode = RecursiveMode::NonRecursive;
            self.watcher.watch(parent, mode).map_err(refused)?;
        }
        for folder in &folders {
            let mode = RecursiveMode::Recursive;
            self.watcher.watch(folder, mode).map_err(refused)?;
        }
        Ok(())
    }

    /// Runs now, and whenever something has changed, until the bell rings;
    /// every report goes to `told`, and errors as well, for most of them
    /// pass.
    pub fn run<O: Observer>(
        mut self,
        observer: &mut O,
        mut told: impl FnMut(Result<Report>, &mut O) -> Result<()>,
    ) -> Result<()> {
        loop {
            let report = super::run(&self.options, observer);
            told(report, observer)?;
            match self.next_burst() {
                None => return Ok(()),
                Some(true) => self.listen()?,
                Some(false) => {}
            }
        }
    }

    /// Waits for changes and for their end; gives whether a root is among
    /// them, or None when the bell rang.
    fn next_burst(&self) -> Option<bool> {
        let mut roots = false;
        let mut deadline = None;
        loop {
            let wake = match deadline {
                None => self.wakes.recv().ok()?,
                Some(deadline) => {
                    let left = deadline_in(deadline);
                    if left.is_zero() {
                        return Some(roots);
                    }
                    match self.wakes.recv_timeout(left.min(QUIET)) {
                        Ok(wake) => wake,
                        Err(RecvTimeoutError::Timeout) => return Some(roots),
                        Err(RecvTimeoutError::Disconnected) => return None,
                    }
                }
            };
            let event = match wake {
                Wake::Stop => return None,
                Wake::Change(event) => event,
            };
            if self.matters(&event) {
                deadline.get_or_insert(Instant::now() + LONGEST_BURST);
                let paths = event.map(|event| event.paths);
                let mut paths = paths.unwrap_or_default().into_iter();
                roots |= paths.any(|path| self.roots.contains(&path));
            }
        }
    }

    /// Whether a change may concern the corpus.
    fn matters(&self, event: &notify::Result<Event>) -> bool {
        // Changes that were missed: only a run can tell.
        let Ok(event) = event else { return true };
        let kind_matters = match event.kind {
            EventKind::Access(kind) => {
                kind == AccessKind::Close(AccessMode::Write)
            }
            // Linux says when a file that was written to is closed.
            EventKind::Modify(ModifyKind::Data(_)) => {
                cfg!(not(target_os = "linux"))
            }
            EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => true,
        };
        let concerns = |path: &PathBuf| {
            !path.starts_with(&self.index)
                && self.roots.iter().any(|root| path.starts_with(root))
        };
        kind_matters
            && (event.need_rescan() || event.paths.iter().any(concerns))
    }
}

/// A path whose folder is spelled out; the file itself may not be there yet.
fn in_whole_folder(path: PathBuf) -> PathBuf {
    let path = std::path::absolute(&path).unwrap_or(path);
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => path,
    }
}

fn deadline_in(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

/// Puts what the watcher says into our words.
fn refused(err: notify::Error) -> Error {
    let path = err.paths.first().cloned();
    let kind = match err.kind {
        notify::ErrorKind::MaxFilesWatch => ErrorKind::Usage(
            "more folders than the system lets one program watch; raise \
             fs.inotify.max_user_watches, or run `vitae index` from time to \
             time"
                .into(),
        ),
        notify::ErrorKind::Io(err) => ErrorKind::Io(err),
        other => ErrorKind::Engine(notify::Error::new(other).to_string()),
    };
    Error { kind, path }
}
