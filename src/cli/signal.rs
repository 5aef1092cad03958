//! Signals that end the program, turned into a wish to end well.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::error::Result;

/// What a shell adds to a signal's number to make an exit code.
const SIGNALLED: u8 = 128;

/// Whether somebody asked the program to end.
pub(super) struct Stop {
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// From here on a first signal asks to end; a second one ends at once.
    pub(super) fn listen() -> Result<Stop> {
        let signal = Arc::new(AtomicUsize::new(0));
        let again = Arc::new(AtomicBool::new(false));
        for number in [SIGINT, SIGTERM] {
            flag::register_conditional_default(number, Arc::clone(&again))?;
            flag::register(number, Arc::clone(&again))?;
            let value = usize::try_from(number).unwrap_or_default();
            flag::register_usize(number, Arc::clone(&signal), value)?;
        }
        Ok(Stop { signal })
    }

    /// Whether a signal came.
    pub(super) fn is_asked(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// The exit code of a program that ends by the signal that came.
    pub(super) fn exit_code(&self) -> Option<u8> {
        let signal = u8::try_from(self.signal.load(Ordering::Relaxed)).ok()?;
        (signal != 0).then_some(SIGNALLED + signal)
    }

    /// Also calls a function when a signal comes; where the system has no
    /// way to wait for one, signals end the program at once.
    #[cfg(unix)]
    pub(super) fn call(act: impl Fn() + Send + 'static) -> Result<()> {
        let mut signals =
            signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
        std::thread::Builder::new().name("signals".into()).spawn(
            move || {
                for _ in signals.forever() {
                    act();
                }
            },
        )?;
        Ok(())
    }

    #[cfg(not(unix))]
    pub(super) fn call(_: impl Fn() + Send + 'static) -> Result<()> {
        Ok(())
    }
}
