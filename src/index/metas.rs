//! Tantivy's list of what counts, and what we note in it.

use std::path::Path;

use tantivy::Directory;

use super::log::Payload;
use super::store::engine_error;
use crate::error::{Error, ErrorKind, Result};

/// The list's name.
const METAS: &str = "meta.json";

/// The payload of the last commit of tantivy's part.
pub(super) fn payload(
    folder: &Path,
    index: &tantivy::Index,
) -> Result<Payload> {
    payload_in(folder, &metas(folder, index)?)
}

/// The list of what counts in tantivy's part, as it is written.
pub(super) fn metas(folder: &Path, index: &tantivy::Index) -> Result<Vec<u8>> {
    let read = index.directory().atomic_read(Path::new(METAS));
    read.map_err(|err| engine_error(folder, &err.into()))
}

/// The payload in such a list, the rest of which need not be understood.
pub(super) fn payload_in(folder: &Path, metas: &[u8]) -> Result<Payload> {
    #[derive(serde::Deserialize)]
    struct Metas {
        payload: Option<String>,
    }
    let damaged = |err: serde_json::Error| {
        Error::at(folder, ErrorKind::Damaged(err.to_string()))
    };
    let metas: Metas = serde_json::from_slice(metas).map_err(damaged)?;
    let Some(payload) = metas.payload else { return Ok(Payload::default()) };
    serde_json::from_str(&payload).map_err(damaged)
}
