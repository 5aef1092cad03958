//! What can be worked out again from a commit: all entries in brief, and
//! files kept beside the commit to be quicker the next time.

use std::fs::File;
use std::io::Write;

use tantivy::TantivyError;

use super::codec::TextDecoder;
use super::documents::Documents;
use super::entry::EntryKind;
use super::store::{Snapshot, engine_error};
use crate::error::Result;

/// Blocks of stored entries that are kept unpacked: each is read once.
const CACHED_BLOCKS: usize = 1;

/// Bytes of the mark at the end of a kept file, by which a cut one is known.
const MARK: usize = 32;

/// An entry, as far as working things out of all of them needs it.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'a> {
    /// Number of the person.
    pub person: u32,
    /// What it is.
    pub kind: EntryKind,
    /// The publication's work; 0 for other entries.
    pub work: u64,
    /// Title of a publication.
    pub title: &'a str,
    /// Text of the entry, as in [`super::Entry`].
    pub text: &'a str,
    /// Abstract of a publication.
    pub summary: &'a str,
}

impl Snapshot {
    /// Calls `visit` with every living entry, in the order of the index.
    pub fn briefs(&self, mut visit: impl FnMut(Brief<'_>)) -> Result<()> {
        let failed = |err: TantivyError| engine_error(self.folder(), &err);
        for segment in self.searcher().segment_readers() {
            let fast = segment.fast_fields();
            let column = |name| {
                fast.column_first_or_default::<u64>(name).map_err(failed)
            };
            let profiles = column("profile")?;
            let (kinds, works) = (column("kind")?, column("work")?);
            let documents =
                Documents::open(segment, CACHED_BLOCKS).map_err(failed)?;
            for doc in segment.doc_ids_alive() {
                let profile = u32::try_from(profiles.get_val(doc)).ok();
                let person = profile.and_then(|p| self.people().person_of(p));
                let Some(person) = person else { continue };
                let entry = documents.entry(doc).map_err(failed)?;
                let mut from = TextDecoder::new(&entry);
                visit(Brief {
                    person,
                    kind: EntryKind::from_code(kinds.get_val(doc)),
                    work: works.get_val(doc),
                    title: from.text(),
                    text: from.text(),
                    summary: from.text(),
                });
            }
        }
        Ok(())
    }

    /// The bytes kept beside this commit under a name; None where there are
    /// none, or they are not whole.
    #[must_use]
    pub fn kept(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = std::fs::read(self.kept_path(name)).ok()?;
        let at = bytes.len().checked_sub(MARK)?;
        let mark = bytes.split_off(at);
        (blake3::hash(&bytes).as_bytes()[..] == mark[..]).then_some(bytes)
    }

    /// Keeps bytes beside this commit, where the folder can be written to:
    /// whoever cannot works them out again.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        let path = self.kept_path(name);
        // Of two processes at once each writes its own file; the names are
        // changed at one instant, and both hold the same.
        let beside = path.with_extension(std::process::id().to_string());
        let write = || {
            let mut file = File::create(&beside)?;
            file.write_all(bytes)?;
            file.write_all(blake3::hash(bytes).as_bytes())?;
            drop(file);
            std::fs::rename(&beside, &path)
        };
        if write().is_err() {
            let _ = std::fs::remove_file(&beside);
        }
    }

    fn kept_path(&self, name: &str) -> std::path::PathBuf {
        self.generation().join(format!("{name}-{}", self.commit()))
    }
}
