//! Reads back what the last commit knows of profiles.

use std::path::Path;

use super::identities::decode_identity;
use super::log::{damaged, record_at};
use super::store::{last_payload, map, read_people};
use super::table::IDENTITY;
use crate::error::Result;
use crate::model::Identity;

/// What joining knows of every profile, with the path of its file; nothing
/// where there is no index.
pub fn known_identities(folder: &Path) -> Result<Vec<(String, Identity)>> {
    let Some((generation, payload)) = last_payload(folder)? else {
        return Ok(Vec::new());
    };
    let people = read_people(&generation, &payload)?;
    let [_, name, _] = payload.names();
    let log = map(&generation, &name, payload.identities)?;
    let mut known = Vec::new();
    for profile in 0..u32::try_from(people.profile_count()).unwrap_or(0) {
        let Some(at) = people.column(IDENTITY, profile) else { continue };
        let path = people.source_of(profile).unwrap_or_default().path;
        let identity = decode_identity(record_at(&log, at), &path)
            .ok_or_else(|| damaged(&generation.join(&name)))?;
        known.push((path, identity));
    }
    Ok(known)
}
