//! What no message foresaw, a panic or an error of the search engine, into
//! what can be done about it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, ErrorKind, Result};
use crate::{index, ingest};

/// What the last panic said, and where.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs a command. Where it fails in a way that a damaged index explains,
/// the index is read from end to end, and the damage is what is told.
pub(super) fn caught<T>(
    folder: &Path,
    command: impl FnOnce() -> Result<T>,
) -> Result<T> {
    std::panic::set_hook(Box::new(|panic| {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or_default();
        // A reader's panic becomes a file that is left out.
        if !name.starts_with(ingest::READER) {
            let mut told =
                PANIC.lock().unwrap_or_else(PoisonError::into_inner);
            *told = Some(panic.to_string());
        }
    }));
    let err = match quietly(command) {
        Some(Err(err)) if !is_unforeseen(&err.kind) => return Err(err),
        Some(Err(err)) => Some(err),
        Some(Ok(done)) => return Ok(done),
        None => None,
    };
    match quietly(|| index::verify(folder)) {
        Some(Err(damage @ Error { kind: ErrorKind::Damaged(_), .. })) => {
            Err(damage)
        }
        _ => Err(err.unwrap_or_else(ours)),
    }
}

/// What was done, or None after a panic.
fn quietly<T>(act: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(act)).ok()
}

/// Whether an error may come from damage that nobody noticed before.
fn is_unforeseen(kind: &ErrorKind) -> bool {
    match kind {
        ErrorKind::Engine(_) => true,
        ErrorKind::Io(err) => matches!(
            err.kind(),
            std::io::ErrorKind::InvalidData
                | std::io::ErrorKind::UnexpectedEof
                | std::io::ErrorKind::Other
        ),
        _ => false,
    }
}

/// A fault that no damage explains.
fn ours() -> Error {
    let mut told = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
    let what = told.take().unwrap_or_default().replace('\n', " ");
    Error::new(ErrorKind::Engine(format!(
        "this is a fault of vitae's own, please report it: {what}"
    )))
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use super::*;

    #[test]
    fn a_panic_ends_as_an_error_that_asks_for_a_report() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let hook = std::panic::take_hook();
        let done = caught(folder.path(), || -> Result<()> {
            panic!("moss\non roofs")
        });
        std::panic::set_hook(hook);
        let err = done.expect_err("it has panicked");
        let message = err.to_string();
        for part in ["please report it", "src/cli/fault.rs", "moss on roofs"] {
            assert!(message.contains(part), "{part}: {message}");
        }
        assert_eq!(super::super::failed(&err), ExitCode::from(2));
    }
}
