//! What a rebuild must know of an index that cannot be read: one of another
//! version, or one that is damaged.

use std::path::{Path, PathBuf};

use super::corpus::Corpus;
use super::files::salvage;
use super::log::LOGS;
use super::stale::newest_generation;
use super::store::{
    CURRENT, current_generation, generation_name, known_corpus, known_files,
};

/// What was indexed, as far as that can still be told.
#[must_use]
pub fn remembered_corpus(folder: &Path) -> Corpus {
    known_corpus(folder).ok().unwrap_or_else(|| {
        let bytes = std::fs::read(folder.join(CURRENT)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let corpus = text.lines().nth(1).unwrap_or_default();
        serde_json::from_str(corpus).unwrap_or_default()
    })
}

/// The files that were named themselves, as far as that can still be told,
/// and whether there may have been others.
#[must_use]
pub fn remembered_files(folder: &Path) -> (Vec<String>, bool) {
    if let Ok(files) = known_files(folder) {
        let listed = files.iter().filter(|record| record.listed);
        let paths = listed.map(|record| record.path.to_owned()).collect();
        return (paths, false);
    }
    let Some(log) = newest_log(folder).and_then(|p| std::fs::read(p).ok())
    else {
        return (Vec::new(), true);
    };
    let (listed, whole) = salvage(&log);
    // Broken bytes may say anything, but they name no file that is there.
    let (there, missing): (Vec<&str>, Vec<&str>) =
        listed.into_iter().partition(|path| Path::new(path).is_file());
    let there = there.into_iter().map(str::to_owned).collect();
    (there, !whole || !missing.is_empty())
}

/// The last log of files of the generation that counts, or else of the
/// newest.
fn newest_log(folder: &Path) -> Option<PathBuf> {
    let counts = current_generation(folder).ok().flatten();
    let number = counts.or_else(|| newest_generation(folder))?;
    let generation = folder.join(generation_name(number));
    let epoch = |path: &PathBuf| -> Option<u64> {
        let (log, epoch) = path.file_name()?.to_str()?.split_once('-')?;
        (log == LOGS[0]).then(|| epoch.parse().ok())?
    };
    std::fs::read_dir(&generation)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| epoch(path).is_some())
        .max_by_key(epoch)
}
