//! The two logs beside tantivy's files, which only grow.
//!
//! `files-N` holds a record for each file that was read, left out or taken
//! away, the last one of a path counting; `identities-N` holds what joining
//! people needs of each profile. Only the bytes up to the lengths named in
//! the last commit count: what a killed writer left behind them is cut off
//! by the next.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};

/// The commit's own words: which files beside tantivy's belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    /// Number in the names of the two logs.
    pub(super) epoch: u64,
    /// Bytes of `files-N` that count.
    pub(super) files: u64,
    /// Bytes of `identities-N` that count.
    pub(super) identities: u64,
    /// Number in the name of the table of persons.
    pub(super) people: u64,
    /// First profile number not yet given away.
    pub(super) next_profile: u32,
    /// The folders and files that were indexed, as given.
    pub(super) roots: Vec<String>,
}

pub(super) fn files_path(folder: &Path, epoch: u64) -> PathBuf {
    folder.join(format!("files-{epoch}"))
}

pub(super) fn identities_path(folder: &Path, epoch: u64) -> PathBuf {
    folder.join(format!("identities-{epoch}"))
}

/// Reads the counting part of a log.
pub(super) fn read_log(path: &Path, length: u64) -> Result<Vec<u8>> {
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
    Ok(bytes)
}

/// A log whose bytes say something impossible.
pub(super) fn damaged(path: &Path) -> Error {
    let what = ErrorKind::Damaged("its log cannot be read".into());
    Error::at(path, what)
}

/// Appends to the two logs of an epoch.
pub(super) struct Appender {
    files: File,
    identities: File,
    lengths: (u64, u64),
}

impl Appender {
    /// Opens the logs named by a payload, cutting off what no commit names.
    pub(super) fn open(folder: &Path, payload: &Payload) -> Result<Appender> {
        let open = |path: PathBuf, length: u64| -> Result<File> {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path);
            file.and_then(|mut file| {
                file.set_len(length)?;
                file.seek(SeekFrom::End(0))?;
                Ok(file)
            })
            .map_err(|err| Error::at(&path, err))
        };
        Ok(Appender {
            files: open(files_path(folder, payload.epoch), payload.files)?,
            identities: open(
                identities_path(folder, payload.epoch),
                payload.identities,
            )?,
            lengths: (payload.files, payload.identities),
        })
    }

    /// Appends to both logs and waits until the disk has them; gives their
    /// new lengths.
    pub(super) fn append(
        &mut self,
        files: &[u8],
        identities: &[u8],
    ) -> Result<(u64, u64)> {
        for (log, bytes, length) in [
            (&mut self.files, files, &mut self.lengths.0),
            (&mut self.identities, identities, &mut self.lengths.1),
        ] {
            log.write_all(bytes)?;
            log.sync_data()?;
            *length += bytes.len() as u64;
        }
        Ok(self.lengths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_commit_names_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let payload = Payload::default();
        let mut log = Appender::open(folder.path(), &payload).unwrap();
        let (files, _) = log.append(b"whole", b"").unwrap();
        log.append(b"half a rec", b"more").unwrap();
        let path = files_path(folder.path(), 0);
        assert_eq!(read_log(&path, files).unwrap(), b"whole");
        let payload = Payload { files, ..Payload::default() };
        let mut log = Appender::open(folder.path(), &payload).unwrap();
        assert_eq!(log.append(b"", b"").unwrap(), (files, 0));
        assert!(read_log(&path, files + 1).is_err(), "it is too short");
    }
}
