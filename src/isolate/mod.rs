//! Reads files so that a broken, hostile or huge one costs bounded time and
//! memory, and never the run.
//!
//! Binary formats, and large files of any format, are read in worker
//! processes: this same program, started with [`WORKER_ARGUMENT`]. A worker
//! serves one file after another; one that takes too long, needs too much
//! memory or dies is replaced. Small text files are read in place, where a
//! panic is caught.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::extract::{self, FORMATS, Format, Source};
use crate::model::{Raw, SkipReason};

mod frame;
mod worker;

use self::worker::Worker;
pub use self::worker::serve;

/// The argument that makes this program a worker; see [`serve`].
pub const WORKER_ARGUMENT: &str = "__extract-worker";

/// Characters of a crash's message that are kept: it may quote the file.
const LONGEST_MESSAGE: usize = 80;

/// What reading one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Time for one file.
    pub time: Duration,
    /// Memory of one worker, in MiB. Enforced by the operating system on
    /// Linux; elsewhere a worker may use more.
    pub memory: u64,
    /// Text files of more bytes than this are read in a worker too.
    pub in_place: usize,
}

impl Default for Limits {
    /// 10 seconds and 512 MiB a file, and 256 KiB of text in place.
    fn default() -> Limits {
        Limits {
            time: Duration::from_secs(10),
            memory: 512,
            in_place: 256 * 1024,
        }
    }
}

/// Workers, started as they are needed: at most one for each thread that
/// reads at the same time.
#[derive(Debug)]
pub struct Workers {
    limits: Limits,
    program: PathBuf,
    idle: Mutex<Vec<Worker>>,
}

/// Formats read in place whatever their size: vitae's own lists of profiles
/// are as large as a corpus, and hold nothing that a reader unpacks.
const IN_PLACE: &[&str] = &["profile-json"];

/// Files a worker reads before it is replaced, lest what a reader leaks or
/// leaves in pieces adds up.
const FILES: u32 = 500;

impl Workers {
    /// No workers yet; they will run the program that is running.
    #[must_use]
    pub fn of_this_program(limits: Limits) -> Workers {
        // Where the program has no path, starting a worker says so.
        Workers::new(std::env::current_exe().unwrap_or_default(), limits)
    }

    /// No workers yet. `program` must call [`serve`] when its first
    /// argument is [`WORKER_ARGUMENT`].
    #[must_use]
    pub fn new(program: PathBuf, limits: Limits) -> Workers {
        Workers { limits, program, idle: Mutex::default() }
    }

    /// Reads one file as [`extract::read`] does, within the limits.
    pub fn read(
        &self,
        source: &Source<'_>,
    ) -> Result<(&'static Format, Vec<Raw>), SkipReason> {
        let format = extract::detect(source.path, source.bytes)?;
        let is_small = source.bytes.len() <= self.limits.in_place;
        if format.text && (is_small || IN_PLACE.contains(&format.name)) {
            return in_place(format, source);
        }
        let (mut result, fresh) = self.read_in_worker(source);
        // What went before may have used up the memory, so a file is only
        // blamed for what it does to a fresh worker.
        let died = matches!(
            result,
            Err(SkipReason::Crashed(_) | SkipReason::OutOfMemory(_))
        );
        if died && !fresh {
            self.idle().clear();
            result = self.read_in_worker(source).0;
        }
        let (name, raws) = result?;
        let known = FORMATS.iter().find(|format| format.name == name);
        Ok((known.copied().unwrap_or(format), raws))
    }

    /// Gives also whether the worker had read no file before.
    fn read_in_worker(&self, source: &Source<'_>) -> (frame::Reply, bool) {
        let idle = self.idle().pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => match Worker::start(self.command(), self.limits) {
                Ok(worker) => worker,
                Err(error) => {
                    let what = format!("no worker process: {error}");
                    return (Err(SkipReason::Crashed(what)), true);
                }
            },
        };
        let fresh = worker.served() == 0;
        let reply = worker.read(source);
        let is_usable = worker.is_alive() && worker.served() < FILES;
        if is_usable {
            self.idle().push(worker);
        }
        (reply, fresh)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(WORKER_ARGUMENT).arg(self.limits.memory.to_string());
        command
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a file in this process; a panic of its reader becomes a reason to
/// leave the file out.
fn in_place(
    format: &'static Format,
    source: &Source<'_>,
) -> Result<(&'static Format, Vec<Raw>), SkipReason> {
    surviving(|| extract::read_as(format, source))
}

/// Does what may panic over a file; the panic becomes a reason to leave the
/// file out, with the first line of its message.
pub fn surviving<T>(
    act: impl FnOnce() -> Result<T, SkipReason>,
) -> Result<T, SkipReason> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        let what = what.unwrap_or("a panic without message").lines().next();
        let what = what.unwrap_or_default().chars().take(LONGEST_MESSAGE);
        Err(SkipReason::Crashed(what.collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_over_a_file_leaves_that_file_out() {
        let crash = |message: String| {
            let done = surviving::<()>(|| std::panic::panic_any(message));
            done.expect_err("it has panicked")
        };
        let reason = crash("no moss\nin the file".to_owned());
        assert_eq!(reason, SkipReason::Crashed("no moss".to_owned()));
        let long = crash("x".repeat(500));
        assert_eq!(long, SkipReason::Crashed("x".repeat(LONGEST_MESSAGE)));
        let unnamed = surviving::<()>(|| std::panic::panic_any(7));
        assert!(matches!(unnamed, Err(SkipReason::Crashed(_))));
        assert_eq!(surviving(|| Ok(7)), Ok(7));
    }
}
