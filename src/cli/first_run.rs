//! What a newcomer may do by mistake: a whole home folder named, or no
//! folder at all.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::extract::FORMATS;
use crate::output::terminal::{clean, counted};

/// Asks before a whole home folder or disk is read, where somebody can be
/// asked, and refuses where not; `known` are folders that were indexed
/// before.
pub(super) fn confirm(
    roots: &[PathBuf],
    known: &[String],
    yes: bool,
) -> Result<()> {
    let home = std::env::home_dir();
    for root in roots {
        let is_known = known.iter().any(|known| Path::new(known) == root);
        let Some(what) = sweeping(root, home.as_deref()) else { continue };
        if !yes && !is_known && !agreed(root, what)? {
            return Err(refusal(root, what));
        }
    }
    Ok(())
}

/// What a folder is that hardly anybody means; None for others.
fn sweeping(folder: &Path, home: Option<&Path>) -> Option<&'static str> {
    let folder = folder.canonicalize().ok()?;
    let home = home.and_then(|home| home.canonicalize().ok());
    match home {
        _ if folder.parent().is_none() => Some("the whole disk"),
        Some(home) if folder == home => Some("your whole home folder"),
        Some(home) if home.starts_with(&folder) => {
            Some("above your home folder")
        }
        _ => None,
    }
}

fn refusal(root: &Path, what: &str) -> Error {
    let cvs = root.join("cvs");
    let kind = ErrorKind::Usage(format!(
        "{} is {what}; name the folder that holds the documents, as in \
         `vitae index {}`, or say `--yes` to read all of it",
        clean(&root.display().to_string()),
        clean(&cvs.display().to_string())
    ));
    Error::new(kind)
}

/// Asks at the terminal; false where there is none.
fn agreed(root: &Path, what: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(false);
    }
    let root = root.display().to_string();
    let mut out = anstream::stderr();
    write!(
        out,
        "{} is {what}. Read all documents in it? [y/N] ",
        clean(&root)
    )?;
    out.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}

/// What to do where there is no corpus: the documents of this folder count,
/// if it has some.
pub(super) fn no_corpus(index: Option<&Path>) -> Error {
    let mut message = match index {
        Some(index) => {
            let index = index.display().to_string();
            format!("no index in {} and no corpus/ here", clean(&index))
        }
        None => "no corpus/ here".to_owned(),
    };
    message.push_str(
        "; name the folder that holds your documents, as in \
         `vitae index my-cvs/`",
    );
    let here = Path::new(".");
    let count = documents(here);
    if count > 0 && sweeping(here, std::env::home_dir().as_deref()).is_none() {
        let count = counted(count, "document", "documents");
        // Writing to a text does not fail.
        let _ = write!(message, ", or `vitae index .` for the {count} here");
    }
    Error::new(ErrorKind::Usage(message))
}

/// Files in a folder itself that a format claims by their ending.
fn documents(folder: &Path) -> usize {
    let is_document = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let ending = ending.unwrap_or_default().to_lowercase();
        FORMATS.iter().any(|f| f.extensions.contains(&ending.as_str()))
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.is_file() && is_document(path)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_folder_and_those_above_it_are_sweeping() {
        let root = tempfile::tempdir().unwrap();
        let home = root.path().join("ada");
        std::fs::create_dir_all(home.join("cvs")).unwrap();
        let of = |path: &Path| sweeping(path, Some(&home));
        assert_eq!(of(&home), Some("your whole home folder"));
        assert_eq!(of(&home.join("cvs/..")), Some("your whole home folder"));
        assert_eq!(of(root.path()), Some("above your home folder"));
        assert_eq!(of(Path::new("/")), Some("the whole disk"));
        assert_eq!(of(&home.join("cvs")), None);
        assert_eq!(of(&home.join("missing")), None);
    }
}
