//! One file's bytes into its profiles: every stage, with crashes caught.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::walk;
use crate::extract::{Siblings, Source};
use crate::isolate::Workers;
use crate::model::{Document, Profile, SkipReason};
use crate::{normalize, parse};

/// Files beside a document that are larger than this are no part of it, in
/// bytes.
const SIBLING_LIMIT: u64 = 16 << 20;

/// Characters of a crash's message that are kept: it may quote the file.
const LONGEST_MESSAGE: usize = 80;

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
        let folder = Folder(place.parent().unwrap_or(Path::new("")));
        let source = Source { path: place, bytes, siblings: &folder };
        let (format, raws) = workers.read(&source)?;
        let understand = |raw| {
            let document = normalize::document(raw, path, format.name);
            let profile = parse::profile(&document);
            (document, profile)
        };
        let profiles = raws.into_par_iter().map(understand).collect();
        Ok(Read { format: format.name, profiles })
    };
    catch_unwind(AssertUnwindSafe(stages)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        let what = what.unwrap_or("no message").lines().next();
        let what = what.unwrap_or_default().chars().take(LONGEST_MESSAGE);
        Err(SkipReason::Crashed(what.collect()))
    })
}

/// The folder of a document, for the files it includes.
struct Folder<'a>(&'a Path);

impl Siblings for Folder<'_> {
    fn read(&self, relative: &str) -> Option<Vec<u8>> {
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
        let mut place = self.0.to_owned();
        for part in below.components() {
            place.push(part);
            if place.symlink_metadata().ok()?.is_symlink() {
                return None;
            }
        }
        let metadata = place.metadata().ok()?;
        let fits = metadata.is_file() && metadata.len() <= SIBLING_LIMIT;
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
        let siblings = Folder(&inside);
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
    }
}
