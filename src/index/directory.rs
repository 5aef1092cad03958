//! The folder of a generation as tantivy uses it, its lists of files under a
//! checksum.
//!
//! Tantivy puts a checksum into its large files, but none into the two lists
//! that say which of them count (`meta.json`, `.managed.json`); here they get
//! one, as a last line. Nobody but their owner may read the lists that
//! tantivy writes by itself, and nobody may search where nothing can be
//! written: here both is possible.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, MmapDirectory,
    WatchCallback, WatchHandle, WritePtr,
};

/// Digits of a checksum in a list's last line.
const DIGITS: usize = 8;

/// The folder of a generation.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    inner: MmapDirectory,
    path: PathBuf,
    missed: Missed,
}

/// The first file that was asked for and not there. Tantivy takes some for
/// optional that never are: without its positions, a segment that was being
/// removed while it was opened would answer wrongly later.
pub(super) type Missed = Arc<OnceLock<PathBuf>>;

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Folder, OpenDirectoryError> {
        let inner = MmapDirectory::open(path)?;
        Ok(Folder { inner, path: path.to_owned(), missed: Missed::default() })
    }

    /// Where it is noted what is missing.
    pub(super) fn missed(&self) -> Missed {
        Arc::clone(&self.missed)
    }

    fn noted<T>(
        &self,
        opened: Result<T, OpenReadError>,
    ) -> Result<T, OpenReadError> {
        if let Err(OpenReadError::FileDoesNotExist(path)) = &opened {
            // The first one tells enough.
            let _ = self.missed.set(path.clone());
        }
        opened
    }
}

/// A list with the line that says its checksum.
pub(super) fn sealed(list: &[u8]) -> Vec<u8> {
    let mut bytes = list.to_vec();
    bytes.extend(format!("\n{:0DIGITS$x}", crc32fast::hash(list)).bytes());
    bytes
}

/// The list without that line; None where the two do not fit.
pub(super) fn unsealed(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let length = bytes.len().checked_sub(DIGITS + 1)?;
    if bytes != sealed(&bytes[..length]) {
        return None;
    }
    bytes.truncate(length);
    Some(bytes)
}

/// Whether a folder is one that we may read only.
fn is_read_only(err: &LockError) -> bool {
    matches!(err, LockError::IoError(err) if matches!(
        err.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    ))
}

impl Directory for Folder {
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        unsealed(self.inner.atomic_read(path)?).ok_or_else(|| {
            let what = "its checksum does not fit";
            let err = io::Error::new(io::ErrorKind::InvalidData, what);
            OpenReadError::wrap_io_error(err, path.to_owned())
        })
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = self.path.join(beside);
        let mut file = File::create(&beside)?;
        file.write_all(&sealed(data))?;
        file.sync_all()?;
        std::fs::rename(&beside, self.path.join(path))?;
        // Files that the list no longer names are removed soon.
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            // Who cannot write needs no lock but that of a reader. Should a
            // writer remove files meanwhile, the reader opens the index anew.
            Err(err) if lock.is_blocking && is_read_only(&err) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn get_file_handle(
        &self,
        path: &Path,
    ) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.noted(self.inner.get_file_handle(path))
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        self.noted(self.inner.open_read(path))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_with_a_wrong_byte_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Folder::open(folder.path()).unwrap();
        let path = Path::new("meta.json");
        directory.atomic_write(path, b"{\"a\":1}").unwrap();
        assert_eq!(directory.atomic_read(path).unwrap(), b"{\"a\":1}");
        let whole = std::fs::read(folder.path().join(path)).unwrap();
        for i in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[i] ^= 4;
            std::fs::write(folder.path().join(path), &bytes).unwrap();
            assert!(directory.atomic_read(path).is_err(), "byte {i}");
            std::fs::write(folder.path().join(path), &whole[..i]).unwrap();
            assert!(directory.atomic_read(path).is_err(), "cut at {i}");
        }
    }

    #[test]
    fn a_missing_file_is_noted() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Folder::open(folder.path()).unwrap();
        let missed = directory.missed();
        std::fs::write(folder.path().join("a.pos"), "x").unwrap();
        assert!(directory.open_read(Path::new("a.pos")).is_ok());
        assert_eq!(missed.get(), None);
        assert!(directory.clone().open_read(Path::new("b.pos")).is_err());
        assert!(missed.get().unwrap().ends_with("b.pos"));
    }
}
