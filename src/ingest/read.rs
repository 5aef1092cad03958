//! One file's bytes into its profiles: every stage, with crashes caught.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::walk;
use crate::extract::{Siblings, Source};
use crate::index::Part;
use crate::isolate::{Workers, surviving};
use crate::model::{Document, Profile, SkipReason};
use crate::{normalize, parse};

/// Files beside a document that are larger than this are no part of it, in
/// bytes.
const SIBLING_LIMIT: u64 = 16 << 20;

/// How vitae reads one file.
#[derive(Debug)]
pub struct Reading {
    /// The path as given.
    pub path: PathBuf,
    /// Its documents, or why it is left out.
    pub result: Result<Read, SkipReason>,
}

/// The documents of a file.
#[derive(Debug)]
pub struct Read {
    /// Name of the format that read it.
    pub format: &'static str,
    /// Each document with the profile read out of it.
    pub profiles: Vec<(Document, Profile)>,
    /// The files it draws in.
    pub parts: Vec<Part>,
}

/// Reads one file by itself.
#[must_use]
pub fn read_file(path: &Path, workers: &Workers) -> Reading {
    let shown = walk::path_text(&walk::tidy(path));
    let result = walk::read_bytes(path)
        .and_then(|bytes| read(path, &shown, &bytes, workers));
    Reading { path: path.to_owned(), result }
}

/// Takes a file's bytes through all stages.
///
/// A panic in a reader is a [`SkipReason::Crashed`].
pub(super) fn read(
    place: &Path,
    path: &str,
    bytes: &[u8],
    workers: &Workers,
) -> Result<Read, SkipReason> {
    let stages = || {
        let folder = Folder::of(place);
        let source = Source { path: place, bytes, siblings: &folder };
        let (format, raws) = workers.read(&source)?;
        let understand = |raw| {
            let document = normalize::document(raw, path, format.name);
            let profile = parse::profile(&document);
            (document, profile)
        };
        let profiles = raws.into_par_iter().map(understand).collect();
        let parts = folder.asked.into_inner().into_iter().collect();
        Ok(Read { format: format.name, profiles, parts })
    };
    surviving(stages)
}

/// The folder of a document, for the files it draws in.
struct Folder<'a> {
    place: &'a Path,
    /// What was asked for, there or not.
    asked: RefCell<BTreeSet<Part>>,
}

impl<'a> Folder<'a> {
    /// The folder that a file is in.
    fn of(file: &'a Path) -> Folder<'a> {
        let place = file.parent().unwrap_or(Path::new(""));
        Folder { place, asked: RefCell::default() }
    }

    /// Where a path relative to the folder leads; None where that is
    /// outside.
    fn inside(&self, relative: &str) -> Option<PathBuf> {
        let relative = Path::new(relative);
        let is_plain = |part| matches!(part, Component::Normal(_));
        let below: PathBuf = relative
            .components()
            .filter(|part| *part != Component::CurDir)
            .collect();
        if !below.components().all(is_plain) {
            return None;
        }
        // A link could lead outside.
        let mut place = self.place.to_owned();
        for part in below.components() {
            place.push(part);
            if place.symlink_metadata().is_ok_and(|m| m.is_symlink()) {
                return None;
            }
        }
        Some(place)
    }

    /// A file of the folder as it is now.
    fn part(&self, relative: &str) -> Part {
        let metadata = self
            .inside(relative)
            .and_then(|place| place.metadata().ok())
            .filter(Metadata::is_file);
        Part {
            path: relative.to_owned(),
            size: metadata.as_ref().map_or(0, Metadata::len),
            modified: metadata.as_ref().map_or(-1, walk::modified),
        }
    }
}

/// Whether a file that a document draws in has changed since it was read.
pub(super) fn parts_changed(file: &Path, parts: &[Part]) -> bool {
    let folder = Folder::of(file);
    parts.iter().any(|part| folder.part(&part.path) != *part)
}

impl Siblings for Folder<'_> {
    fn read(&self, relative: &str) -> Option<Vec<u8>> {
        // Noted before it is read: what changes meanwhile is read again.
        let part = self.part(relative);
        let fits = part.modified >= 0 && part.size <= SIBLING_LIMIT;
        self.asked.borrow_mut().insert(part);
        let place = self.inside(relative)?;
        fits.then(|| walk::read_bytes(&place).ok())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_never_lead_outside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("in");
        std::fs::create_dir_all(inside.join("parts")).unwrap();
        std::fs::write(folder.path().join("secret"), "s").unwrap();
        std::fs::write(inside.join("parts/a.tex"), "a").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret", inside.join("link")).unwrap();
        let file = inside.join("cv.tex");
        let siblings = Folder::of(&file);
        for (path, there) in [
            ("parts/a.tex", true),
            ("./parts/a.tex", true),
            ("parts", false),
            ("missing", false),
            ("../secret", false),
            ("parts/../../secret", false),
            ("/etc/hostname", false),
            ("link", false),
        ] {
            assert_eq!(siblings.read(path).is_some(), there, "{path}");
        }
        let parts: Vec<Part> =
            siblings.asked.into_inner().into_iter().collect();
        assert!(!parts_changed(&file, &parts));
        std::fs::write(inside.join("missing"), "now").unwrap();
        assert!(parts_changed(&file, &parts));
    }
}
