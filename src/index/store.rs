//! The index on disk: where its parts are, and a view of the last commit.
//!
//! `index/current` names the generation that counts, a folder with tantivy's
//! files, the logs and the table of people. A rebuild writes the next
//! generation beside it and then changes the name: an atomic swap.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use tantivy::directory::error::{OpenDirectoryError, OpenReadError};
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};
use tantivy::{
    DocAddress, IndexSettings, ReloadPolicy, Searcher, TantivyError,
};

use super::corpus::Corpus;
use super::directory::{Folder, sealed, unsealed};
use super::documents::Documents;
use super::files::Files;
use super::log::Payload;
use super::metas::{metas, payload, payload_in};
use super::patch::Patch;
use super::people::{People, PeopleLogs};
use super::stored::Entry;
use super::table::Table;
use super::{VERSION, fields, tokenizer};
use crate::error::{Error, ErrorKind, Result};

/// The name of the file that names the generation.
pub(super) const CURRENT: &str = "current";

/// How often a view is tried anew while writers change things under it.
const ATTEMPTS: usize = 20;

/// Bytes of stored entries that are compressed together: more save little
/// and make each entry slower to read.
const STORED_BLOCK: usize = 16 << 10;

/// Blocks of a segment's stored entries that are kept decompressed.
const BLOCKS: usize = 100;

/// The name of a generation's folder.
pub(super) fn generation_name(number: u64) -> String {
    format!("generation-{number}")
}

/// The number in the name of a generation's folder.
pub(super) fn generation_number(name: &str) -> Option<u64> {
    name.strip_prefix("generation-")?.parse().ok()
}

/// The generation that counts; None where there is no index.
pub(super) fn current_generation(folder: &Path) -> Result<Option<u64>> {
    let path = folder.join(CURRENT);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
            return Ok(None);
        }
        Err(err) => return Err(Error::at(&path, err)),
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut words = text.split_whitespace();
    let (mark, version) = (words.next(), words.next());
    let number = words.next().and_then(generation_number);
    let is_other = version.is_some_and(|v| v != VERSION.to_string());
    if mark == Some("vitae") && is_other {
        return Err(Error::at(folder, ErrorKind::OtherVersion));
    }
    match (number, unsealed(bytes)) {
        (Some(number), Some(_)) => Ok(Some(number)),
        _ => {
            let what = format!("{CURRENT}: its checksum does not fit");
            Err(Error::at(folder, ErrorKind::Damaged(what)))
        }
    }
}

/// Makes a generation the one that counts, all or nothing. What it is of is
/// noted as well, for a rebuild of an index that cannot be read.
pub(super) fn set_current_generation(
    folder: &Path,
    number: u64,
    corpus: &Corpus,
) -> Result<()> {
    let name = generation_name(number);
    let corpus = serde_json::to_string(corpus).expect("texts are JSON");
    let text = sealed(format!("vitae {VERSION} {name}\n{corpus}").as_bytes());
    if std::fs::read(folder.join(CURRENT)).is_ok_and(|known| known == text) {
        return Ok(());
    }
    let beside = folder.join("current.new");
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(&text)?;
        file.sync_all()?;
        std::fs::rename(&beside, folder.join(CURRENT))?;
        sync_folder(folder)
    };
    write().map_err(|err| Error::at(&folder.join(CURRENT), err))
}

/// Waits until the disk has a folder's list of files.
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Opens tantivy's part of a generation.
pub(super) fn open_engine(
    generation: &Path,
) -> std::result::Result<tantivy::Index, TantivyError> {
    open_folder(Folder::open(generation)?)
}

fn open_folder(
    folder: Folder,
) -> std::result::Result<tantivy::Index, TantivyError> {
    let index = tantivy::Index::open(folder)?;
    if index.schema() != fields::schema() {
        let what = "its fields are not those of this version";
        return Err(TantivyError::SchemaError(what.into()));
    }
    tokenizer::register(index.tokenizers());
    Ok(index)
}

/// Makes tantivy's part of a new generation.
pub(super) fn create_engine(
    generation: &Path,
) -> std::result::Result<tantivy::Index, TantivyError> {
    let settings = IndexSettings {
        docstore_blocksize: STORED_BLOCK,
        ..IndexSettings::default()
    };
    let folder = Folder::open(generation)?;
    let index = tantivy::Index::create(folder, fields::schema(), settings)?;
    tokenizer::register(index.tokenizers());
    Ok(index)
}

/// Puts what tantivy says into our words.
pub(super) fn engine_error(folder: &Path, err: &TantivyError) -> Error {
    // What the system said comes wrapped in many ways, but always in one of
    // two forms.
    let text = err.to_string();
    let number = ["(os error ", "Os { code: "].iter().find_map(|form| {
        let rest = text.split_once(form)?.1;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    });
    if let Some(number) = number {
        let err = std::io::Error::from_raw_os_error(number);
        return Error::at(folder, err);
    }
    let kind = match err {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_) => {
            ErrorKind::Damaged(err.to_string())
        }
        TantivyError::OpenReadError(err) => not_opened(err),
        TantivyError::OpenDirectoryError(
            OpenDirectoryError::DoesNotExist(path),
        ) => ErrorKind::Damaged(missing(path)),
        TantivyError::LockFailure(..) => ErrorKind::Locked(None),
        TantivyError::SchemaError(_) => ErrorKind::OtherVersion,
        TantivyError::IoError(err) => {
            ErrorKind::Io(std::io::Error::new(err.kind(), err.to_string()))
        }
        _ => ErrorKind::Engine(err.to_string()),
    };
    Error::at(folder, kind)
}

/// Why a file of tantivy's part is not open.
fn not_opened(err: &OpenReadError) -> ErrorKind {
    match err {
        OpenReadError::FileDoesNotExist(path) => {
            ErrorKind::Damaged(missing(path))
        }
        OpenReadError::IoError { io_error, filepath } => {
            let path = filepath.display();
            match io_error.kind() {
                std::io::ErrorKind::InvalidData
                | std::io::ErrorKind::UnexpectedEof => {
                    ErrorKind::Damaged(format!("{path}: {io_error}"))
                }
                kind => {
                    let what = format!("{path}: {io_error}");
                    ErrorKind::Io(std::io::Error::new(kind, what))
                }
            }
        }
        OpenReadError::IncompatibleIndex(_) => {
            ErrorKind::Damaged(err.to_string())
        }
    }
}

fn missing(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    format!("{} is missing", name.display())
}

/// The index as of one commit; later commits do not touch it.
pub struct Snapshot {
    folder: PathBuf,
    generation: PathBuf,
    searcher: Searcher,
    people: People,
    payload: Payload,
    documents: Vec<Documents>,
}

impl Snapshot {
    /// Opens the last commit of the index in a folder.
    ///
    /// Never waits for a writer.
    pub fn open(folder: &Path) -> Result<Snapshot> {
        let mut tried = Error::at(folder, ErrorKind::NoIndex);
        for _ in 0..ATTEMPTS {
            let Some(number) = current_generation(folder)? else {
                return Err(Error::at(folder, ErrorKind::NoIndex));
            };
            match Snapshot::attempt(folder, number) {
                Ok(Some(snapshot)) => return Ok(snapshot),
                // A commit or a rebuild came between: look again.
                Ok(None) => {}
                Err(err) => tried = err,
            }
        }
        Err(tried)
    }

    fn attempt(folder: &Path, number: u64) -> Result<Option<Snapshot>> {
        let generation = folder.join(generation_name(number));
        let failed = |err: TantivyError| engine_error(folder, &err);
        let files =
            Folder::open(&generation).map_err(|err| failed(err.into()))?;
        let missed = files.missed();
        let index = open_folder(files).map_err(failed)?;
        let metas_before = metas(folder, &index)?;
        let payload_before = payload_in(folder, &metas_before)?;
        let people = read_people(&generation, &payload_before)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let metas = metas(folder, &index)?;
        let is_same = metas == metas_before
            || payload_in(folder, &metas)? == payload_before;
        if !is_same {
            return Ok(None);
        }
        if let Some(path) = missed.get() {
            let what = ErrorKind::Damaged(missing(path));
            return Err(Error::at(folder, what));
        }
        let searcher = reader.searcher();
        let segments = searcher.segment_readers().iter();
        let documents =
            segments.map(|segment| Documents::open(segment, BLOCKS));
        let documents =
            documents.collect::<tantivy::Result<_>>().map_err(failed)?;
        Ok(Some(Snapshot {
            folder: folder.to_owned(),
            generation,
            searcher,
            documents,
            people,
            payload: payload_before,
        }))
    }

    /// The folder that was opened.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tantivy's view of the entries.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The persons.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// What was indexed.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.payload.corpus
    }

    /// The folder with the commit's files.
    pub(super) fn generation(&self) -> &Path {
        &self.generation
    }

    /// A number that no other commit of the generation has.
    pub(super) fn commit(&self) -> u64 {
        self.payload.people
    }

    /// Reads an entry back.
    pub fn entry(&self, address: DocAddress) -> Result<Entry> {
        let DocAddress { segment_ord, doc_id } = address;
        let entry = self.documents[segment_ord as usize].entry(doc_id);
        let entry = entry.map_err(|err| engine_error(&self.folder, &err))?;
        Ok(Entry::decode(&entry))
    }

    /// Every file that was read or left out, by path.
    pub fn files(&self) -> Result<Files> {
        Files::read(&self.generation, &self.payload)
    }

    /// Bytes the commit takes on disk.
    pub fn bytes(&self) -> Result<u64> {
        let entries = std::fs::read_dir(&self.generation)
            .map_err(|err| Error::at(&self.generation, err))?;
        let sizes = entries.flatten().filter_map(|e| e.metadata().ok());
        Ok(sizes.map(|metadata| metadata.len()).sum())
    }
}

/// Reads the people of a commit; nobody where there was none.
pub(super) fn read_people(
    generation: &Path,
    payload: &Payload,
) -> Result<People> {
    let mut files = payload.people_files().into_iter();
    let Some(table) = files.next() else { return Ok(People::nobody()) };
    let table = open_people(generation, table, Table::read)?;
    let patch = files.next().map(|patch| {
        open_people(generation, patch, |bytes| Patch::decode(&bytes))
    });
    let [files, identities, persons] = payload.names();
    let logs = PeopleLogs {
        files: map(generation, &files, payload.files)?,
        identities: map(generation, &identities, payload.identities)?,
        persons: map(generation, &persons, payload.persons)?,
    };
    Ok(People::new(table, patch.transpose()?, logs))
}

/// One of the files that tell of people, which must have its checksum.
fn open_people<T>(
    generation: &Path,
    (name, sum): (String, u32),
    read: impl FnOnce(OwnedBytes) -> Option<T>,
) -> Result<T> {
    let bytes = open_bytes(generation, &name)?;
    let is_whole = crc32fast::hash(&bytes) == sum;
    let what = ErrorKind::Damaged("its people are cut".into());
    let people = is_whole.then(|| read(bytes)).flatten();
    people.ok_or_else(|| Error::at(&generation.join(name), what))
}

/// The counting part of a log, read where it is asked for.
pub(super) fn map(
    generation: &Path,
    name: &str,
    length: u64,
) -> Result<OwnedBytes> {
    if length == 0 {
        return Ok(OwnedBytes::empty());
    }
    let bytes = open_bytes(generation, name)?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if bytes.len() < length {
        let what = ErrorKind::Damaged("its log is cut short".into());
        return Err(Error::at(&generation.join(name), what));
    }
    Ok(bytes.slice(0..length))
}

fn open_bytes(generation: &Path, name: &str) -> Result<OwnedBytes> {
    let path = generation.join(name);
    let damaged = |what: String| Error::at(&path, ErrorKind::Damaged(what));
    let directory = MmapDirectory::open(generation)
        .map_err(|err| damaged(err.to_string()))?;
    let file = directory.open_read(Path::new(name));
    let file = file.map_err(|err| damaged(err.to_string()))?;
    file.read_bytes().map_err(|err| Error::at(&path, err))
}

/// The files of the last commit; none where there is no index.
pub fn known_files(folder: &Path) -> Result<Files> {
    match last_payload(folder)? {
        Some((generation, payload)) => Files::read(&generation, &payload),
        None => Ok(Files::default()),
    }
}

/// What was indexed; nothing where there is no index.
pub fn known_corpus(folder: &Path) -> Result<Corpus> {
    let last = last_payload(folder)?;
    Ok(last.map(|(_, payload)| payload.corpus).unwrap_or_default())
}

/// The generation that counts and its last commit's payload.
pub(super) fn last_payload(
    folder: &Path,
) -> Result<Option<(PathBuf, Payload)>> {
    let Some(number) = current_generation(folder)? else { return Ok(None) };
    let generation = folder.join(generation_name(number));
    let index =
        open_engine(&generation).map_err(|err| engine_error(folder, &err))?;
    let payload = payload(folder, &index)?;
    Ok(Some((generation, payload)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_said_is_found_in_every_wrapping() {
        let full = "no space left on device; the index is as it was";
        for text in [
            "A write failed: No space left on device (os error 28)",
            "Failed to open file for write: 'IoError { io_error: Os { code: \
             28, kind: StorageFull, message: \"No space\" } }'",
        ] {
            let err = TantivyError::SystemError(text.to_owned());
            let said = engine_error(Path::new("index"), &err).of_writing();
            assert!(said.to_string().contains(full), "{said}");
        }
    }
}
