//! People who match, while one types: a query on a terminal, its answers
//! beside.
//!
//! `update` changes the `model` by what happens and says what is to be done;
//! `view` draws it; the `searcher` answers on a thread of its own. Here they
//! are put together.

mod input;
mod item;
mod keys;
mod model;
mod opener;
mod profile;
mod screen;
mod searcher;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod wrap;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::error::{Error, ErrorKind, Result};
use crate::search::Engine;
use model::Model;
use screen::Screen;
use searcher::{Question, Reply};
use update::{Effect, Message, update};

/// How long one has to leave after a signal.
const GRACE: Duration = Duration::from_secs(1);

/// How long keys are waited for before signals are looked at.
const IDLE: Duration = Duration::from_millis(200);
/// Likewise while an answer is to come.
const WAITING: Duration = Duration::from_millis(8);

/// What browsing needs to know.
pub struct Options {
    /// What is searched for at first.
    pub query: String,
    /// Whether colours may be used.
    pub coloured: bool,
    /// Whether a format, by its name, is text that an editor shows.
    pub is_text: fn(&str) -> bool,
}

/// Lets a person browse until they leave.
///
/// The terminal is given back whatever happens; a signal ends the process as
/// it would have otherwise.
pub fn run(engine: Engine, options: &Options) -> Result<()> {
    let (ask, replies) = searcher::start(engine)?;
    let signal = watched()?;
    let mut screen = Screen::take()?;
    let mut model = Model::new(&options.query, options.coloured);
    let first = model.search_anew();
    let ended = follow(
        &mut model,
        &mut screen,
        first,
        &ask,
        &replies,
        &signal,
        options,
    );
    drop(screen);
    match signal.load(Ordering::Relaxed) {
        0 => ended,
        signal => Ok(emulate_default_handler(
            i32::try_from(signal).unwrap_or(SIGTERM),
        )?),
    }
}

/// The number of the signal that came; 0 before.
///
/// Reading keys from a terminal that is gone may never return: who has not
/// left soon after the signal is ended by it.
fn watched() -> io::Result<Arc<AtomicUsize>> {
    let signal = Arc::new(AtomicUsize::new(0));
    let mut signals = vec![SIGINT, SIGTERM];
    #[cfg(unix)]
    signals.push(signal_hook::consts::SIGHUP);
    let mut signals = Signals::new(signals)?;
    let told = signal.clone();
    thread::spawn(move || {
        let Some(number) = signals.forever().next() else { return };
        told.store(usize::try_from(number).unwrap_or(0), Ordering::Relaxed);
        thread::sleep(GRACE);
        // Where even that is refused, nothing more can be done.
        let _ = emulate_default_handler(number);
    });
    Ok(signal)
}

/// Draws, waits for what happens, and does what follows, until one leaves.
fn follow(
    model: &mut Model,
    screen: &mut Screen,
    first: Question,
    ask: &Sender<Question>,
    replies: &Receiver<Reply>,
    signal: &AtomicUsize,
    options: &Options,
) -> Result<()> {
    let stopped =
        || Error::new(ErrorKind::Engine("the search has stopped".to_owned()));
    ask.send(first).map_err(|_| stopped())?;
    while signal.load(Ordering::Relaxed) == 0 {
        screen.terminal.draw(|frame| view::view(model, frame))?;
        let wait = if model.is_waiting() { WAITING } else { IDLE };
        let mut messages = Vec::new();
        // A paste into a terminal without brackets is many keys at once.
        let mut patience = wait;
        while event::poll(patience)? && messages.len() < 256 {
            messages.push(Message::Event(event::read()?));
            patience = Duration::ZERO;
        }
        match replies.try_recv() {
            Ok(reply) => messages.push(Message::Reply(Box::new(reply))),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return Err(stopped()),
        }
        for message in messages {
            match update(model, message) {
                None => {}
                Some(Effect::Leave) => return Ok(()),
                Some(Effect::Ask(question)) => {
                    ask.send(question).map_err(|_| stopped())?;
                }
                Some(effect) => perform(effect, model, screen, options)?,
            }
        }
    }
    Ok(())
}

/// Does what concerns the terminal and other programs.
fn perform(
    effect: Effect,
    model: &mut Model,
    screen: &mut Screen,
    options: &Options,
) -> Result<()> {
    match effect {
        Effect::Open(place) if !Path::new(&place.path).exists() => {
            model.message = Some(format!(
                "{}: not there; start vitae where `vitae index` was",
                place.path
            ));
        }
        Effect::Open(place) => {
            let format = model.format_of(&place.path);
            let is_text = format.is_some_and(options.is_text);
            let set = |name: &str| std::env::var(name).ok();
            let opener = opener::opener(&place, is_text, &set);
            let opened = screen.open(&opener);
            model.message = Some(match opened {
                Ok(()) => format!("opened {}", place.path),
                Err(err) => {
                    format!(
                        "{}: {err}; the file is {}",
                        opener.words[0], place.path
                    )
                }
            });
        }
        Effect::Copy(text) => screen.copy(&text)?,
        #[cfg(unix)]
        Effect::Suspend => screen
            .lend(|| emulate_default_handler(signal_hook::consts::SIGTSTP))?,
        #[cfg(not(unix))]
        Effect::Suspend => {}
        Effect::Redraw => screen.terminal.clear()?,
        Effect::Ask(_) | Effect::Leave => {}
    }
    Ok(())
}
