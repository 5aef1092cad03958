//! The logs beside tantivy's files, which only grow.
//!
//! `files-N` holds a record for each file that was read, left out or taken
//! away, the last one of a path counting; `identities-N` what joining people
//! needs of each profile; `persons-N` the persons. Where a record of the
//! last two stands is said by the table of people and its patch. Only the bytes up to the
//! lengths named in the last commit count: what a killed writer left behind
//! them is cut off by the next.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::codec::Decoder;
use super::corpus::Corpus;
use crate::error::{Error, ErrorKind, Result};

/// The commit's own words: which files beside tantivy's belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    /// Number in the names of the logs.
    pub(super) epoch: u64,
    /// Bytes of `files-N` that count.
    pub(super) files: u64,
    /// Bytes of `identities-N` that count.
    pub(super) identities: u64,
    /// Bytes of `persons-N` that count.
    pub(super) persons: u64,
    /// Records of identities and persons that are no longer referred to.
    pub(super) waste: u64,
    /// CRC-32 of the bytes that count, log by log.
    pub(super) sums: [u32; 3],
    /// Number of the commit, in the name of what it wrote of people: their
    /// table or what has changed since that was written.
    pub(super) people: u64,
    /// Number in the name of their table; 0 where there is none yet.
    pub(super) table: u64,
    /// CRC-32 of the table, and of what changed.
    pub(super) people_sums: [u32; 2],
    /// First profile number not yet given away.
    pub(super) next_profile: u32,
    /// What the index is of.
    pub(super) corpus: Corpus,
}

/// What the logs are called, in the order of [`Payload::lengths`].
pub(super) const LOGS: [&str; 3] = ["files", "identities", "persons"];

impl Payload {
    /// How many bytes of each log count.
    pub(super) fn lengths(&self) -> [u64; 3] {
        [self.files, self.identities, self.persons]
    }

    /// The names of the logs.
    pub(super) fn names(&self) -> [String; 3] {
        LOGS.map(|log| format!("{log}-{}", self.epoch))
    }

    /// Number in the name of what changed since the table was written; None
    /// where nothing did.
    pub(super) fn patch(&self) -> Option<u64> {
        (self.people != self.table).then_some(self.people)
    }

    /// The files that tell of people with their checksums: the table, and
    /// what changed since.
    pub(super) fn people_files(&self) -> Vec<(String, u32)> {
        let [table_sum, patch_sum] = self.people_sums;
        let table = (format!("{TABLE}-{}", self.table), table_sum);
        let patch = self.patch();
        let patch = patch.map(|n| (format!("{PATCH}-{n}"), patch_sum));
        let table = (self.table > 0).then_some(table);
        table.into_iter().chain(patch).collect()
    }
}

/// What the table of people and its patch are called.
pub(super) const TABLE: &str = "people";
pub(super) const PATCH: &str = "patch";

/// Reads the counting part of a log, which must have that checksum.
pub(super) fn read_log(path: &Path, length: u64, sum: u32) -> Result<Vec<u8>> {
    if length == 0 {
        return Ok(Vec::new());
    }
    let mut bytes = std::fs::read(path).map_err(|err| Error::at(path, err))?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if bytes.len() < length {
        let what = ErrorKind::Damaged("its log is cut short".into());
        return Err(Error::at(path, what));
    }
    bytes.truncate(length);
    if crc32fast::hash(&bytes) != sum {
        return Err(damaged(path));
    }
    Ok(bytes)
}

/// A log whose bytes are not those that were written.
pub(super) fn damaged(path: &Path) -> Error {
    let what = ErrorKind::Damaged("its log cannot be read".into());
    Error::at(path, what)
}

/// The bytes of the record at an offset of a log; empty where there is none.
pub(super) fn record_at(log: &[u8], offset: u32) -> &[u8] {
    let rest = log.get(offset as usize..).unwrap_or_default();
    Decoder::new(rest).bytes()
}

/// Appends to the logs that a payload names, cutting off what no commit
/// names, and waits until the disk has it. The payload has the new lengths
/// afterwards.
pub(super) fn append(
    folder: &Path,
    payload: &mut Payload,
    records: [&[u8]; 3],
) -> Result<()> {
    let (mut lengths, mut sums) = (payload.lengths(), payload.sums);
    let logs = payload.names().into_iter().zip(records);
    let totals = lengths.iter_mut().zip(&mut sums);
    for ((name, bytes), (length, sum)) in logs.zip(totals) {
        let path = folder.join(name);
        let write = || {
            let mut log = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)?;
            log.set_len(*length)?;
            log.seek(SeekFrom::End(0))?;
            log.write_all(bytes)?;
            log.sync_data()
        };
        write().map_err(|err| Error::at(&path, err))?;
        *length += bytes.len() as u64;
        let mut all = crc32fast::Hasher::new_with_initial(*sum);
        all.update(bytes);
        *sum = all.finalize();
    }
    [payload.files, payload.identities, payload.persons] = lengths;
    payload.sums = sums;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_commit_names_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let mut payload = Payload::default();
        append(folder, &mut payload, [b"whole", b"", b"p"]).unwrap();
        let mut killed = payload.clone();
        append(folder, &mut killed, [b"half a rec", b"more", b""]).unwrap();
        let path = folder.join("files-0");
        assert_eq!(read_log(&path, 5, payload.sums[0]).unwrap(), b"whole");
        let before = payload.clone();
        append(folder, &mut payload, [b"", b"", b""]).unwrap();
        assert_eq!((payload.lengths(), &before), ([5, 0, 1], &payload));
        assert!(read_log(&path, 6, 0).is_err(), "it is too short");
        assert!(read_log(&path, 5, 0).is_err(), "it is another one");
    }
}
