//! What ends a command: what happened, where, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The result of anything a command cannot go on without.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command cannot go on.
#[derive(Debug)]
pub struct Error {
    /// What happened.
    pub kind: ErrorKind,
    /// The file or folder it happened to.
    pub path: Option<PathBuf>,
}

/// The kinds of [`Error`]; each says in its message what to do.
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// The file system refused.
    #[error("{}", io_message(.0))]
    Io(#[source] io::Error),
    /// The index cannot be written to at all.
    #[error(
        "{}; searching goes on, `--index DIR` keeps an index elsewhere",
        io_message(.0)
    )]
    ReadOnly(#[source] io::Error),
    /// The index could not be written for want of room.
    #[error(
        "{}; the index is as it was: make room and run `vitae index` again",
        io_message(.0)
    )]
    NoRoom(#[source] io::Error),
    /// A folder or file to be indexed is not there.
    #[error(
        "no such file or folder; name the folder that holds your documents, \
         as in `vitae index my-cvs/`"
    )]
    NoCorpus,
    /// There is no index here.
    #[error("no index here; run `vitae index` first")]
    NoIndex,
    /// A folder that is no index and holds a file of this name.
    #[error(
        "holds other files, such as `{0}`, and no index; name a new or empty \
         folder with `--index`"
    )]
    Foreign(String),
    /// The index was written by another version of vitae.
    #[error("was written by another version; run `vitae index --rebuild`")]
    OtherVersion,
    /// Another process writes to the index.
    #[error("another `vitae index` is writing here{}", holder(*.0))]
    Locked(Option<u32>),
    /// Files of the index do not fit together.
    #[error("the index is damaged ({0}); run `vitae index --rebuild`")]
    Damaged(String),
    /// The search engine below refused; what it said.
    #[error("{0}")]
    Engine(String),
    /// A person that nothing in the index fits; who comes nearest.
    #[error("nobody fits `{asked}`; {}", nearest(.people))]
    NoPerson {
        /// What was asked for.
        asked: String,
        /// Identifier and description of those whose names are alike.
        people: Vec<(String, String)>,
    },
    /// A person's name that fits several; their identifiers and names.
    #[error("`{asked}` fits {} people; name one by its identifier, as in \
        `vitae show {}`:{}",
        .people.len(), .people.first().map_or("ID", |p| p.0.as_str()),
        lines(.people))]
    Ambiguous {
        /// What was asked for.
        asked: String,
        /// Identifier and description of each.
        people: Vec<(String, String)>,
    },
    /// A query or an option that cannot be read; the whole message.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// An error without a place.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Error {
        Error { kind, path: None }
    }

    /// An error at a file or folder.
    #[must_use]
    pub fn at(path: &Path, kind: impl Into<ErrorKind>) -> Error {
        Error { kind: kind.into(), path: Some(path.to_owned()) }
    }

    /// The same about the writing of an index, which says what to do.
    #[must_use]
    pub fn of_writing(self) -> Error {
        let Error { kind, path } = self;
        let kind = match kind {
            ErrorKind::Io(err) => match err.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge => ErrorKind::NoRoom(err),
                io::ErrorKind::PermissionDenied
                | io::ErrorKind::ReadOnlyFilesystem => {
                    ErrorKind::ReadOnly(err)
                }
                _ => ErrorKind::Io(err),
            },
            kind => kind,
        };
        Error { kind, path }
    }

    /// Whether this is but a reader that went away (`vitae search | head`).
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.kind, ErrorKind::Io(err)
            if err.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(out, "{}: {}", path.display(), self.kind),
            None => write!(out, "{}", self.kind),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.kind)
    }
}

impl From<io::Error> for ErrorKind {
    fn from(err: io::Error) -> ErrorKind {
        ErrorKind::Io(err)
    }
}

impl From<io::Error> for Error {
    fn from(err: io::Error) -> Error {
        Error::new(ErrorKind::Io(err))
    }
}

/// The word that a mistyped one is closest to: at most one letter wrong in
/// short words, two in longer ones.
pub(crate) fn closest<'a>(
    typed: &str,
    words: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed = typed.to_ascii_lowercase();
    let allowed = match typed.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    words
        .map(|word| (strsim::osa_distance(&typed, word), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// What the file system said, without Rust's `(os error 13)`.
fn io_message(err: &io::Error) -> String {
    let message = err.to_string();
    let bare = message.split(" (os error").next().unwrap_or_default();
    let mut chars = bare.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

fn holder(process: Option<u32>) -> String {
    process.map_or_else(
        || "; wait until it is done".to_owned(),
        |id| format!(" (process {id}); wait until it is done"),
    )
}

fn nearest(people: &[(String, String)]) -> String {
    match people {
        [] => "`vitae list people` lists everyone".to_owned(),
        [(id, name)] => format!("did you mean `{id}` ({name})?"),
        people => format!("did you mean one of these?{}", lines(people)),
    }
}

fn lines(people: &[(String, String)]) -> String {
    let widest = people.iter().map(|(id, _)| id.chars().count()).max();
    let widest = widest.unwrap_or(0);
    let lines: Vec<String> = people
        .iter()
        .map(|(id, description)| format!("\n  {id:<widest$}  {description}"))
        .collect();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where_and_what_to_do() {
        let denied = io::Error::from_raw_os_error(13);
        for (error, want) in [
            (
                Error::at(Path::new("index"), ErrorKind::NoIndex),
                "index: no index here; run `vitae index` first",
            ),
            (
                Error::at(Path::new("index"), ErrorKind::Locked(Some(7))),
                "index: another `vitae index` is writing here (process 7); \
                 wait until it is done",
            ),
            (
                Error::at(Path::new("corpus/a.md"), denied),
                "corpus/a.md: permission denied",
            ),
        ] {
            assert_eq!(error.to_string(), want);
        }
    }
}
