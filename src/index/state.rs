//! What the index knows of its files, as two logs that only grow.
//!
//! `files-N` holds a record for each file that was read, left out or taken
//! away, the last one of a path counting; `identities-N` holds what joining
//! people needs of each profile. Only the bytes up to the lengths named in
//! the last commit count: what a killed writer left behind them is cut off
//! by the next.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::codec::{Decoder, Encoder};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Affiliation, Identity, Owner, SkipReason};

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

/// A file as it was when it was last looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its path, as given on the command line or below such a path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: i64,
    /// The first half of its content's blake3 hash.
    pub hash: [u8; 16],
    /// Name of the format that read it; empty where none did.
    pub format: String,
    /// Version of what read it.
    pub version: u64,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its profiles have the numbers from `first` on.
    Indexed {
        /// The first number.
        first: u32,
        /// How many there are.
        count: u32,
    },
    /// It is left out.
    Skipped(SkipReason),
}

/// One file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The file.
    pub stamp: Stamp,
    /// What became of it.
    pub outcome: Outcome,
}

impl Record {
    /// The numbers of its profiles.
    #[must_use]
    pub fn profiles(&self) -> std::ops::Range<u32> {
        match self.outcome {
            Outcome::Indexed { first, count } => {
                first..first.saturating_add(count)
            }
            Outcome::Skipped(_) => 0..0,
        }
    }
}

/// All files of the index by path.
pub type Files = HashMap<String, Record>;

pub(super) fn files_path(folder: &Path, epoch: u64) -> PathBuf {
    folder.join(format!("files-{epoch}"))
}

pub(super) fn identities_path(folder: &Path, epoch: u64) -> PathBuf {
    folder.join(format!("identities-{epoch}"))
}

/// Reads the counting part of a log.
fn read_log(path: &Path, length: u64) -> Result<Vec<u8>> {
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

/// Reads the files of a commit, and how many records told of them.
pub(super) fn read_files(
    folder: &Path,
    payload: &Payload,
) -> Result<(Files, usize)> {
    let path = files_path(folder, payload.epoch);
    let bytes = read_log(&path, payload.files)?;
    let mut files = Files::new();
    let mut log = Decoder::new(&bytes);
    let mut count = 0;
    while !log.is_empty() {
        let mut record = Decoder::new(log.bytes());
        match decode_record(&mut record) {
            Ok(record) => {
                files.insert(record.stamp.path.clone(), record);
            }
            Err(path) => {
                files.remove(&path);
            }
        }
        count += 1;
        if !log.is_whole() || !record.is_whole() {
            let what = ErrorKind::Damaged("its log cannot be read".into());
            return Err(Error::at(&path, what));
        }
    }
    Ok((files, count))
}

/// Reads the identities of a commit, by profile number.
pub(super) fn read_identities(
    folder: &Path,
    payload: &Payload,
) -> Result<HashMap<u32, Identity>> {
    let path = identities_path(folder, payload.epoch);
    let bytes = read_log(&path, payload.identities)?;
    let mut identities = HashMap::new();
    let mut log = Decoder::new(&bytes);
    while !log.is_empty() {
        let number = u32::try_from(log.number()).unwrap_or(u32::MAX);
        let mut record = Decoder::new(log.bytes());
        identities.insert(number, decode_identity(&mut record));
        if !log.is_whole() || !record.is_whole() {
            let what = ErrorKind::Damaged("its log cannot be read".into());
            return Err(Error::at(&path, what));
        }
    }
    Ok(identities)
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

/// The bytes of a file's record.
pub(super) fn encode_record(record: &Record) -> Vec<u8> {
    let Stamp { path, size, modified, hash, format, version } = &record.stamp;
    let mut out = Encoder::default();
    out.number(1).text(path).number(*size);
    out.number(modified.cast_unsigned()).bytes(hash);
    out.text(format).number(*version);
    match &record.outcome {
        Outcome::Indexed { first, count } => {
            out.number(1).number(u64::from(*first)).number(u64::from(*count));
        }
        Outcome::Skipped(reason) => {
            let reason = serde_json::to_string(reason).unwrap_or_default();
            out.number(0).text(&reason);
        }
    }
    framed(&out.finish())
}

/// The bytes that say a file is gone.
pub(super) fn encode_removal(path: &str) -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(0).text(path);
    framed(&out.finish())
}

fn framed(record: &[u8]) -> Vec<u8> {
    let mut out = Encoder::default();
    out.bytes(record);
    out.finish()
}

/// A record, or the path of a file that is gone.
fn decode_record(
    from: &mut Decoder<'_>,
) -> std::result::Result<Record, String> {
    let there = from.number() == 1;
    let path = from.text().to_owned();
    if !there {
        return Err(path);
    }
    let size = from.number();
    let modified = from.number().cast_signed();
    let hash = from.bytes().try_into().unwrap_or_default();
    let format = from.text().to_owned();
    let version = from.number();
    let narrow = |n: u64| u32::try_from(n).unwrap_or(0);
    let outcome = if from.number() == 1 {
        let first = narrow(from.number());
        Outcome::Indexed { first, count: narrow(from.number()) }
    } else {
        let unknown = || SkipReason::Unreadable("reason not known".into());
        let reason = serde_json::from_str(from.text());
        Outcome::Skipped(reason.unwrap_or_else(|_| unknown()))
    };
    let stamp = Stamp { path, size, modified, hash, format, version };
    Ok(Record { stamp, outcome })
}

/// The bytes of one profile's identity.
pub(super) fn encode_identity(number: u32, identity: &Identity) -> Vec<u8> {
    let Identity { id, owner, path, works, coauthors, common_author } =
        identity;
    let mut out = Encoder::default();
    out.option(id.as_deref()).text(path).option(common_author.as_deref());
    encode_owner(&mut out, owner);
    for hashes in [works, coauthors] {
        let bytes: Vec<u8> =
            hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        out.bytes(&bytes);
    }
    let record = out.finish();
    let mut out = Encoder::default();
    out.number(u64::from(number)).bytes(&record);
    out.finish()
}

fn decode_identity(from: &mut Decoder<'_>) -> Identity {
    let id = from.option();
    let path = from.text().to_owned();
    let common_author = from.option();
    let owner = decode_owner(from);
    let mut hashes = || -> Vec<u64> {
        let (chunks, _) = from.bytes().as_chunks();
        chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect()
    };
    let (works, coauthors) = (hashes(), hashes());
    Identity { id, owner, path, works, coauthors, common_author }
}

/// Writes whom a document is about.
pub(super) fn encode_owner(out: &mut Encoder, owner: &Owner) {
    let Owner {
        name,
        name_variants,
        name_inferred,
        emails,
        orcid,
        homepages,
        titles,
        affiliations,
    } = owner;
    out.option(name.as_deref()).number(u64::from(*name_inferred));
    out.option(orcid.as_deref());
    for texts in [name_variants, emails, homepages, titles] {
        out.texts(texts.iter());
    }
    out.number(affiliations.len() as u64);
    for Affiliation { organization, department, current } in affiliations {
        out.text(organization).option(department.as_deref());
        out.number(u64::from(*current));
    }
}

/// Reads whom a document is about.
pub(super) fn decode_owner(from: &mut Decoder<'_>) -> Owner {
    let name = from.option();
    let name_inferred = from.number() == 1;
    let orcid = from.option();
    let name_variants = from.texts();
    let emails = from.texts();
    let homepages = from.texts();
    let titles = from.texts();
    let mut affiliations = Vec::new();
    for _ in 0..from.number() {
        if !from.is_whole() {
            break;
        }
        affiliations.push(Affiliation {
            organization: from.text().to_owned(),
            department: from.option(),
            current: from.number() == 1,
        });
    }
    Owner {
        name,
        name_variants,
        name_inferred,
        emails,
        orcid,
        homepages,
        titles,
        affiliations,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let stamp = Stamp {
            path: "corpus/a.md".into(),
            size: 12,
            modified: -5,
            hash: [7; 16],
            format: "markdown".into(),
            version: 3,
        };
        for outcome in [
            Outcome::Indexed { first: 4, count: 2 },
            Outcome::Skipped(SkipReason::TooLarge(9)),
            Outcome::Skipped(SkipReason::Empty),
        ] {
            let record = Record { stamp: stamp.clone(), outcome };
            let bytes = encode_record(&record);
            let mut log = Decoder::new(&bytes);
            let read = decode_record(&mut Decoder::new(log.bytes()));
            assert_eq!(read, Ok(record));
        }
    }

    #[test]
    fn an_identity_is_read_as_it_was_written() {
        let identity = Identity {
            id: Some("x".into()),
            owner: Owner {
                name: Some("Ada Bell".into()),
                emails: vec!["ada@example.org".into()],
                affiliations: vec![Affiliation {
                    organization: "Example University".into(),
                    department: None,
                    current: true,
                }],
                ..Owner::default()
            },
            path: "a.md".into(),
            works: vec![1, u64::MAX],
            coauthors: vec![3],
            common_author: None,
        };
        let bytes = encode_identity(9, &identity);
        let mut log = Decoder::new(&bytes);
        assert_eq!(log.number(), 9);
        let read = decode_identity(&mut Decoder::new(log.bytes()));
        assert_eq!(read, identity);
    }

    #[test]
    fn what_no_commit_names_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let payload = Payload::default();
        let mut log = Appender::open(folder.path(), &payload).unwrap();
        let (files, _) = log.append(&encode_removal("a"), b"").unwrap();
        log.append(b"half a rec", b"more").unwrap();
        let payload = Payload { files, ..Payload::default() };
        assert_eq!(read_files(folder.path(), &payload).unwrap().1, 1);
        let mut log = Appender::open(folder.path(), &payload).unwrap();
        assert_eq!(log.append(b"", b"").unwrap(), (files, 0));
    }
}
