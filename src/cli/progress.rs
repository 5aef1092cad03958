//! What an index run tells of itself, shown as it goes on.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{
    ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle,
};
use serde::Serialize;

use super::note;
use super::signal::Stop;
use crate::error::{Error, Result};
use crate::ingest::{Looked, Observer};
use crate::output::terminal::{clean, counted, json};

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// Where there is no terminal, a line says this often how far a run is; a
/// run that took longer says so at its end.
const PULSE: Duration = Duration::from_secs(10);

/// A file that takes longer than this to read is worth a word.
const SLOW: Duration = Duration::from_secs(1);

/// Slow files named.
const NAMED: usize = 3;

/// Columns of the bar; `wide_msg` is the current file.
const COLUMNS: &str =
    "{bar:24} {human_pos}/{human_len} files  {speed}  {eta} left  {wide_msg}";

/// Shows how a run goes on, and keeps what is worth telling at its end.
pub(super) struct Progress<'a> {
    stop: &'a Stop,
    diagnostics: Option<std::fs::File>,
    place: Option<&'a Path>,
    on_terminal: bool,
    state: Mutex<State>,
}

struct State {
    begin: Instant,
    last_pulse: Instant,
    bar: Option<ProgressBar>,
    files: usize,
    done: usize,
    slowest: Vec<(Duration, String)>,
    looked: Vec<Looked>,
}

/// A line of `--diagnostics`.
#[derive(Serialize)]
struct Diagnosis<'a> {
    path: &'a str,
    format: &'a str,
    bytes: u64,
    milliseconds: u128,
    profiles: usize,
    publications: usize,
    /// Known by its content from where it stood before, and not read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<String>,
    warnings: &'a [&'static str],
}

impl<'a> Progress<'a> {
    /// Shows nothing yet. With `diagnostics`, what was read of each file is
    /// written there, a JSON value a line.
    pub(super) fn new(
        stop: &'a Stop,
        diagnostics: Option<&'a Path>,
    ) -> Result<Progress<'a>> {
        let create = |path: &Path| {
            std::fs::File::create(path).map_err(|err| Error::at(path, err))
        };
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let now = Instant::now();
        Ok(Progress {
            stop,
            diagnostics: diagnostics.map(create).transpose()?,
            place: diagnostics,
            on_terminal: std::io::stderr().is_terminal() && !dumb,
            state: Mutex::new(State {
                begin: now,
                last_pulse: now,
                bar: None,
                files: 0,
                done: 0,
                slowest: Vec::new(),
                looked: Vec::new(),
            }),
        })
    }

    /// Takes the bar away, writes the diagnostics and says what took long.
    pub(super) fn finish(&mut self) -> Result<()> {
        let state = self.state.get_mut();
        let state = state.unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = state.bar.take() {
            bar.finish_and_clear();
        }
        let took = state.begin.elapsed();
        if state.done > 0 && took > PULSE {
            let files = counted(state.done, "file", "files");
            note(format_args!("read {files} in {:.0} s", took.as_secs_f32()));
        }
        let slowest: Vec<String> = state
            .slowest
            .drain(..)
            .map(|(time, path)| {
                format!("{} {:.1} s", clean(&path), time.as_secs_f32())
            })
            .collect();
        if !slowest.is_empty() {
            note(format_args!("slowest: {}", slowest.join(", ")));
        }
        state.done = 0;
        let mut looked = std::mem::take(&mut state.looked);
        looked.sort_by(|a, b| a.path.cmp(&b.path));
        if let (Some(file), Some(place)) = (&mut self.diagnostics, self.place)
        {
            let mut lines = String::new();
            for file in &looked {
                lines.push_str(&json(&Diagnosis::of(file))?);
                lines.push('\n');
            }
            file.write_all(lines.as_bytes())
                .map_err(|err| Error::at(place, err))?;
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a> Diagnosis<'a> {
    fn of(file: &'a Looked) -> Diagnosis<'a> {
        Diagnosis {
            path: &file.path,
            format: file.format,
            bytes: file.bytes,
            milliseconds: file.time.as_millis(),
            profiles: file.profiles,
            publications: file.publications,
            moved: file.moved,
            skipped: file.skipped.as_ref().map(ToString::to_string),
            warnings: &file.warnings,
        }
    }
}

impl Observer for Progress<'_> {
    fn waiting(&self, writer: Option<u32>) {
        let who =
            writer.map_or(String::new(), |id| format!(" (process {id})"));
        note(format_args!("waiting for another `vitae index`{who}"));
    }

    fn begin(&self, files: usize, _bytes: u64) {
        let mut state = self.state();
        let now = Instant::now();
        (state.begin, state.last_pulse) = (now, now);
        (state.files, state.done) = (files, 0);
    }

    fn reading(&self, path: &str) {
        let mut state = self.state();
        if self.on_terminal && state.begin.elapsed() > PATIENCE {
            let files = state.files as u64;
            let bar = state.bar.get_or_insert_with(|| bar(files));
            bar.set_message(clean(path).into_owned());
        }
    }

    fn read(&self, file: &Looked) {
        let mut state = self.state();
        state.done += 1;
        if file.time > SLOW {
            state.slowest.push((file.time, file.path.clone()));
            state.slowest.sort_by(|a, b| b.cmp(a));
            state.slowest.truncate(NAMED);
        }
        if self.diagnostics.is_some() && !file.unchanged {
            state.looked.push(file.clone());
        }
        let (done, files) = (state.done, state.files);
        if let Some(bar) = &state.bar {
            bar.set_position(done as u64);
        }
        if !self.on_terminal && state.last_pulse.elapsed() > PULSE {
            state.last_pulse = Instant::now();
            let seconds = state.begin.elapsed().as_secs().max(1);
            let speed = done as u64 / seconds;
            note(format_args!("read {done} of {files} files, {speed}/s"));
        }
    }

    fn writing(&self) {
        if let Some(bar) = &self.state().bar {
            bar.set_message("writing the index");
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_asked()
    }
}

fn bar(files: u64) -> ProgressBar {
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(files), target);
    let speed = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A bar that cannot be written is none.
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    let style = ProgressStyle::with_template(COLUMNS)
        .expect("the columns are well written")
        .with_key("speed", speed)
        .progress_chars("━━ ");
    bar.with_style(style)
}
