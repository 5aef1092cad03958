//! Files that stand elsewhere than before: their profiles are taken from the
//! index instead of being read again.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use super::overrides::Said;
use super::plan::version;
use super::walk::Found;
use crate::extract::detect;
use crate::index::{Files, Record, Snapshot};
use crate::model::Profile;
use crate::parse::says_the_same;

/// The files that are gone, to recognise them elsewhere.
pub(super) struct Gone<'a> {
    index: &'a Path,
    files: &'a Files,
    by_content: HashMap<[u8; 16], Vec<&'a str>>,
    /// The last commit, opened for the first file that moved.
    last: OnceLock<Option<Snapshot>>,
}

/// A file that stood elsewhere before.
pub(super) struct Moved<'a> {
    /// Name of the format that reads it.
    pub(super) format: &'static str,
    /// What is known of where it stood.
    pub(super) record: Record<'a>,
    /// What it says.
    pub(super) profiles: Vec<Profile>,
}

impl<'a> Gone<'a> {
    /// Of the files that the index knows those with the given paths.
    pub(super) fn of(
        index: &'a Path,
        files: &'a Files,
        gone: &'a [String],
    ) -> Gone<'a> {
        let mut by_content: HashMap<_, Vec<&str>> = HashMap::new();
        for path in gone {
            if let Some(record) = files.get(path) {
                by_content.entry(record.hash).or_default().push(path);
            }
        }
        Gone { index, files, by_content, last: OnceLock::new() }
    }

    /// Where a content stood before, told once for each.
    pub(super) fn take(&mut self, hash: &[u8; 16]) -> Option<&'a str> {
        self.by_content.remove(hash)?.pop()
    }

    /// What reading a new file would give; None where that cannot be told
    /// without reading it.
    pub(super) fn find(
        &self,
        file: &Found,
        bytes: &[u8],
        hash: [u8; 16],
        said: &Said,
    ) -> Option<Moved<'a>> {
        let before = self.by_content.get(&hash)?;
        // What the user says may name a file by its path.
        if !said.is_nothing() || file.sidecar.is_some() {
            return None;
        }
        let format = detect(file.place(), bytes).ok()?;
        let reads_the_same = |record: &Record<'_>| {
            record.format == format.name
                && record.version == version(record.format)
                && record.parts().is_empty()
                && says_the_same(record.path, &file.path, &record.sought())
        };
        let mut records = before.iter().filter_map(|p| self.files.get(p));
        let record = records.find(reads_the_same)?;
        let last = self.last.get_or_init(|| Snapshot::open(self.index).ok());
        let mut profiles = last.as_ref()?.restored(&record).ok()??;
        for profile in &mut profiles {
            profile.document.path.clone_from(&file.path);
        }
        Some(Moved { format: format.name, record, profiles })
    }
}
