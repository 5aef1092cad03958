//! One worker process, seen from outside and from inside.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Limits;
use super::frame::{self, Message, Reply};
use crate::extract::{self, Siblings, Source};
use crate::model::SkipReason;

/// A running worker process; ended when dropped.
#[derive(Debug)]
pub(super) struct Worker {
    process: Child,
    requests: ChildStdin,
    replies: Receiver<io::Result<Vec<u8>>>,
    limits: Limits,
    served: u32,
    alive: bool,
}

impl Worker {
    /// Starts a process; errors are those of the operating system.
    pub(super) fn start(
        mut command: Command,
        limits: Limits,
    ) -> io::Result<Worker> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        let requests = process.stdin.take().ok_or_else(broken)?;
        let mut out = process.stdout.take().ok_or_else(broken)?;
        // A pipe cannot be read with a time limit; a channel can.
        let (sender, replies) = channel();
        thread::Builder::new().name("worker-replies".into()).spawn(
            move || {
                while let Some(reply) = frame::read(&mut out).transpose() {
                    let is_last = reply.is_err();
                    if sender.send(reply).is_err() || is_last {
                        break;
                    }
                }
            },
        )?;
        let (served, alive) = (0, true);
        Ok(Worker { process, requests, replies, limits, served, alive })
    }

    /// Files read so far.
    pub(super) fn served(&self) -> u32 {
        self.served
    }

    /// Whether it can read another file.
    pub(super) fn is_alive(&self) -> bool {
        self.alive
    }

    /// Has one file read. Whatever goes wrong is the file's reason to be
    /// left out, and the end of the worker.
    pub(super) fn read(&mut self, source: &Source<'_>) -> Reply {
        self.served += 1;
        let path = source.path.as_os_str().as_encoded_bytes();
        let sent = frame::write(&mut self.requests, path)
            .and_then(|()| frame::write(&mut self.requests, source.bytes));
        let deadline = Instant::now() + self.limits.time;
        // A worker that died while it was sent to tells why below.
        let answer = match sent {
            Ok(()) => self.answer(source.siblings, deadline),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        match answer {
            Ok(Ok(reply)) => reply,
            Ok(Err(error)) => {
                self.alive = false;
                Err(SkipReason::Crashed(error.to_string()))
            }
            Err(RecvTimeoutError::Timeout) => {
                self.end();
                let limit = self.limits.time.as_millis();
                let limit = u64::try_from(limit).unwrap_or(u64::MAX);
                Err(SkipReason::TimedOut(limit))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.autopsy()),
        }
    }

    /// What the worker says of the file it was sent, once it has been given
    /// all the files beside it that it asks for.
    fn answer(
        &mut self,
        siblings: &dyn Siblings,
        deadline: Instant,
    ) -> Result<serde_json::Result<Reply>, RecvTimeoutError> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let bytes = self.replies.recv_timeout(left)?;
            let bytes = bytes.map_err(|_| RecvTimeoutError::Disconnected)?;
            let name = match serde_json::from_slice(&bytes) {
                Ok(Message::Reply(reply)) => return Ok(Ok(reply)),
                Ok(Message::Sibling(name)) => name,
                Err(error) => return Ok(Err(error)),
            };
            let found = frame::sibling(siblings.read(&name));
            frame::write(&mut self.requests, &found)
                .map_err(|_| RecvTimeoutError::Disconnected)?;
        }
    }

    /// Why a worker died.
    fn autopsy(&mut self) -> SkipReason {
        // Its pipe ends a moment before the process does.
        let patience = Instant::now() + Duration::from_millis(500);
        while matches!(self.process.try_wait(), Ok(None))
            && Instant::now() < patience
        {
            thread::sleep(Duration::from_millis(1));
        }
        let status = self.end();
        let mut last_words = String::new();
        if let Some(mut err) = self.process.stderr.take() {
            let mut bytes = Vec::new();
            // What cannot be read stays unsaid.
            let _ = err.by_ref().take(4096).read_to_end(&mut bytes);
            last_words = String::from_utf8_lossy(&bytes).into_owned();
        }
        if last_words.contains("memory allocation of") {
            return SkipReason::OutOfMemory(self.limits.memory);
        }
        let how = status.map_or("ended".to_owned(), |s| s.to_string());
        let line = last_words.lines().find(|line| !line.trim().is_empty());
        SkipReason::Crashed(match line {
            Some(line) => format!("{how}: {line}"),
            None => how,
        })
    }

    fn end(&mut self) -> Option<ExitStatus> {
        self.alive = false;
        // It may have ended by itself; then there is nothing to stop.
        let ended = self.process.try_wait().ok().flatten();
        ended.or_else(|| {
            let _ = self.process.kill();
            self.process.wait().ok()
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// Serves as a worker: reads files from one pipe, gives their documents
/// through the other, until the first pipe ends. `memory` is the limit in
/// MiB.
///
/// Errors are those of the pipes.
pub fn serve(
    requests: impl Read,
    replies: impl Write,
    memory: u64,
) -> io::Result<()> {
    limit_memory(memory);
    let panic_text = record_panics();
    let pipes = Pipes(RefCell::new((requests, replies)));
    while let Some(path) = pipes.next()? {
        let Some(bytes) = pipes.next()? else { break };
        let path = String::from_utf8_lossy(&path);
        let source = Source {
            path: Path::new(&*path),
            bytes: &bytes,
            siblings: &pipes,
        };
        let result = catch_unwind(AssertUnwindSafe(|| extract::read(&source)));
        let reply: Reply = match result {
            Ok(Ok((format, raws))) => Ok((format.name.to_owned(), raws)),
            Ok(Err(reason)) => Err(reason),
            Err(_) => {
                let text = panic_text.lock();
                let text = text.unwrap_or_else(PoisonError::into_inner);
                Err(SkipReason::Crashed(text.clone()))
            }
        };
        pipes.say(&Message::Reply(reply))?;
    }
    Ok(())
}

/// The two pipes of a worker, through which it also sees the files beside
/// the one it reads.
struct Pipes<R, W>(RefCell<(R, W)>);

impl<R: Read, W: Write> Pipes<R, W> {
    fn next(&self) -> io::Result<Option<Vec<u8>>> {
        frame::read(&mut self.0.borrow_mut().0)
    }

    fn say(&self, message: &Message) -> io::Result<()> {
        let message = serde_json::to_vec(message)?;
        frame::write(&mut self.0.borrow_mut().1, &message)
    }
}

impl<R: Read, W: Write> Siblings for Pipes<R, W> {
    fn read(&self, relative: &str) -> Option<Vec<u8>> {
        // A broken pipe is told by the next use of it.
        self.say(&Message::Sibling(relative.to_owned())).ok()?;
        self.next().ok()?.and_then(frame::sibling_in)
    }
}

/// Has panics noted down instead of printed.
fn record_panics() -> &'static Mutex<String> {
    static TEXT: Mutex<String> = Mutex::new(String::new());
    std::panic::set_hook(Box::new(|panic| {
        let mut text = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
        *text = panic.to_string().replace('\n', " ");
    }));
    &TEXT
}

/// Limits the address space of this process.
fn limit_memory(mebibytes: u64) {
    #[cfg(unix)]
    {
        let bytes = mebibytes.saturating_mul(1 << 20);
        // A system that does not know the limit goes without it.
        let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    }
    #[cfg(not(unix))]
    let _ = mebibytes;
}
