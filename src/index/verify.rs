//! Reads all of an index to find out whether any of it is damaged.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::log::{Payload, read_log};
use super::metas::payload;
use super::store::{
    current_generation, engine_error, generation_name, open_engine,
};
use crate::error::{Error, ErrorKind, Result};

/// How often an index is looked at anew while writers change it.
const ATTEMPTS: usize = 5;

/// Damaged files that are named.
const NAMED: usize = 3;

/// An index that was read from end to end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    /// Its files.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
}

/// Reads every byte of the last commit and compares it with its checksum;
/// the error names the files that are damaged.
pub fn verify(folder: &Path) -> Result<Verified> {
    let mut tried = Error::at(folder, ErrorKind::NoIndex);
    for _ in 0..ATTEMPTS {
        let before = commit(folder)?;
        match attempt(folder, &before) {
            Ok(verified) => return Ok(verified),
            Err(err) if commit(folder)? == before => return Err(err),
            // A commit or a merge came between: look again.
            Err(err) => tried = err,
        }
    }
    Err(tried)
}

/// The commit that counts.
#[derive(PartialEq)]
struct Commit {
    generation: PathBuf,
    payload: Payload,
    /// Tantivy's files.
    segments: BTreeSet<PathBuf>,
}

fn commit(folder: &Path) -> Result<Commit> {
    let Some(number) = current_generation(folder)? else {
        return Err(Error::at(folder, ErrorKind::NoIndex));
    };
    let generation = folder.join(generation_name(number));
    let engine =
        open_engine(&generation).map_err(|err| engine_error(folder, &err))?;
    let payload = payload(folder, &engine)?;
    let metas =
        engine.load_metas().map_err(|err| engine_error(folder, &err))?;
    let segments = metas.list_segment_files().into_iter().collect();
    Ok(Commit { generation, payload, segments })
}

fn attempt(folder: &Path, commit: &Commit) -> Result<Verified> {
    let Commit { generation, payload, segments } = commit;
    let mut names: Vec<PathBuf> = Vec::new();
    let mut damaged: Vec<String> = Vec::new();
    let mut check = |name: &Path, is_whole: bool| {
        if !is_whole {
            damaged.push(format!("{}", name.display()));
        }
        names.push(name.to_owned());
    };
    let logs = payload.names().into_iter().zip(payload.lengths());
    for ((name, length), sum) in logs.zip(payload.sums) {
        if length > 0 {
            let read = read_log(&generation.join(&name), length, sum);
            check(Path::new(&name), read.is_ok());
        }
    }
    for (name, sum) in payload.people_files() {
        let bytes = std::fs::read(generation.join(&name));
        let fits = bytes.is_ok_and(|bytes| crc32fast::hash(&bytes) == sum);
        check(Path::new(&name), fits);
    }
    let engine =
        open_engine(generation).map_err(|err| engine_error(folder, &err))?;
    for name in segments {
        // Not every segment has files of the kinds that pass.
        let text = name.to_string_lossy();
        let may_lack = text.ends_with(".del") || text.ends_with(".temp");
        if !may_lack || generation.join(name).exists() {
            let fits = engine.directory().validate_checksum(name);
            check(name, fits.unwrap_or(false));
        }
    }
    if damaged.is_empty() {
        // What is missing is noticed by whoever opens it.
        engine.reader().map_err(|err| engine_error(folder, &err))?;
        let sizes = names.iter().filter_map(|name| {
            Some(generation.join(name).metadata().ok()?.len())
        });
        return Ok(Verified { files: names.len(), bytes: sizes.sum() });
    }
    let mut what = damaged[..damaged.len().min(NAMED)].join(", ");
    if damaged.len() > NAMED {
        what = format!("{what} and {} more files", damaged.len() - NAMED);
    }
    Err(Error::at(folder, ErrorKind::Damaged(what)))
}
