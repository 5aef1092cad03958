//! Whether a folder may become an index: nothing of anybody else's is ever
//! written over or taken away.

use std::path::Path;

use super::store::generation_number;
use crate::error::{Error, ErrorKind, Result};

/// Files of an index, and those that people keep in an empty folder.
const OURS: &[&str] =
    &["current", "current.new", "lock", ".gitkeep", ".gitignore"];

/// An error where a folder holds other files and is no index.
pub(super) fn claim(folder: &Path) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    let mut foreign = None;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "current" {
            return Ok(());
        }
        let is_ours = OURS.contains(&name.as_str())
            || generation_number(&name).is_some();
        if !is_ours {
            foreign.get_or_insert(name);
        }
    }
    match foreign {
        Some(name) => Err(Error::at(folder, ErrorKind::Foreign(name))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_other_files_is_no_index() {
        for (names, fits) in [
            (&[][..], true),
            (&[".gitkeep"], true),
            (&["lock", "generation-1"], true),
            (&["current", "anything"], true),
            (&["thesis.tex"], false),
            (&["generation-x"], false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                std::fs::write(folder.path().join(name), "").unwrap();
            }
            assert_eq!(claim(folder.path()).is_ok(), fits, "{names:?}");
        }
        assert!(claim(Path::new("there is no such folder")).is_ok());
    }
}
