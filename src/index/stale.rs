//! Removes what killed writers left and what the last commit replaced.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tantivy::index::SegmentComponent;

use super::log::{LOGS, PATCH, Payload, TABLE};
use super::store::{generation_name, generation_number};

/// The highest number of any generation's folder, finished or not.
pub(super) fn newest_generation(folder: &Path) -> Option<u64> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    entries
        .filter_map(|entry| {
            entry.file_name().to_str().and_then(generation_number)
        })
        .max()
}

/// Removes tantivy's files that no commit names: a killed writer left them,
/// and the next one would stumble over those it gives the same name.
pub(super) fn remove_orphans(index: &tantivy::Index, folder: &Path) {
    let Ok(metas) = index.load_metas() else { return };
    let mut living: HashMap<String, PathBuf> = HashMap::new();
    for meta in &metas.segments {
        let deletes = meta.relative_path(SegmentComponent::Delete);
        living.insert(meta.id().uuid_string(), deletes);
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for name in entries.map(|entry| PathBuf::from(entry.file_name())) {
        let stem = name.to_str().and_then(|name| name.split('.').next());
        let Some(stem) = stem.filter(|stem| is_segment(stem)) else {
            continue;
        };
        let is_deletes = name.extension().is_some_and(|ext| ext == "del");
        let lives = living
            .get(stem)
            .is_some_and(|deletes| !is_deletes || *deletes == name);
        if !lives {
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
}

/// Whether a file's stem is the name of a segment: 32 hexadecimal digits.
fn is_segment(stem: &str) -> bool {
    stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Removes what the last commit no longer needs. Whoever still reads it has
/// it open; what cannot be removed now goes with the next commit.
pub(super) fn remove_stale(folder: &Path, generation: u64, payload: &Payload) {
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let names = entries.flatten().map(|entry| entry.file_name());
        names.filter_map(|name| name.into_string().ok()).collect()
    };
    for name in names(folder) {
        if generation_number(&name).is_some_and(|n| n != generation) {
            let _ = std::fs::remove_dir_all(folder.join(name));
        }
    }
    let folder = folder.join(generation_name(generation));
    for name in names(&folder) {
        let Some((kind, number)) = name.split_once('-') else { continue };
        let kept = match kind {
            TABLE => Some(payload.table),
            PATCH => payload.patch(),
            "topics" => Some(payload.people),
            log if LOGS.contains(&log) => Some(payload.epoch),
            _ => continue,
        };
        if kept.is_none() || number.parse().ok() != kept {
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
}
