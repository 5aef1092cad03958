//! Words typed so far to those that can follow: what shells ask for on TAB.
//!
//! Shells run `vitae __complete SHELL ...`, with the scripts beside this
//! file; nothing that goes wrong here is said, since nobody asked.

mod options;
mod query;
mod shell;
mod values;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

#[cfg(test)]
pub(super) use shell::words;
pub(super) use shell::{Shell, script};

/// The first argument by which a shell asks.
pub(super) const ARGUMENT: &str = "__complete";

/// Candidates that are listed at most.
const MOST: usize = 500;

/// One way to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Candidate {
    /// The whole word, unquoted.
    text: String,
    /// What it means, for shells that show it; empty for nothing.
    help: String,
    /// Whether more is to be typed in the same word.
    open: bool,
}

impl Candidate {
    fn new(text: impl Into<String>, help: impl Into<String>) -> Candidate {
        Candidate { text: text.into(), help: help.into(), open: false }
    }

    /// With something set before it.
    fn after(mut self, head: &str) -> Candidate {
        self.text.insert_str(0, head);
        self
    }
}

/// What can follow.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Completion {
    /// One of these.
    Words(Vec<Candidate>),
    /// A path, which shells know better.
    Paths,
}

/// Answers a shell: the arguments after [`ARGUMENT`].
pub(super) fn run(arguments: &[OsString]) -> ExitCode {
    let texts: Vec<String> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let answer = texts.split_first().and_then(|(shell, typed)| {
        let shell = Shell::named(shell)?;
        Some(shell.answer(typed, &options::complete))
    });
    let written = answer.map(|answer| {
        let mut out = std::io::stdout().lock();
        out.write_all(answer.as_bytes()).and_then(|()| out.flush())
    });
    match written {
        Some(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
