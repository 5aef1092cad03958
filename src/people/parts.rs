//! Profiles into parts that have nothing to do with each other.
//!
//! Joined part by part, no more profiles are at hand than belong together.

use std::collections::HashMap;

use super::cluster::{Absent, own_name, root, states_name};
use super::keys::{Key, Keys, name_key};
use super::update::Known;

/// Profiles that are joined by themselves.
#[derive(Default)]
pub(super) struct Parts {
    /// The profiles of each part.
    pub(super) all: Vec<Vec<u32>>,
    /// What holds of profiles that are not in the same part.
    pub(super) absent: Absent,
}

/// Sorts profiles into parts: whoever shares an identifier, an address, a
/// mark, a name or a folder that may lend its name is in one part, and
/// nothing else joins two profiles.
pub(super) fn parts(
    known: &impl Known,
    profiles: impl Iterator<Item = u32>,
) -> Parts {
    let mut numbers: Vec<u32> = Vec::new();
    let mut links: Vec<(Key, usize)> = Vec::new();
    let mut inside: Vec<(Key, usize)> = Vec::new();
    let mut folders: HashMap<Key, Families> = HashMap::new();
    for (at, profile) in profiles.enumerate() {
        numbers.push(profile);
        let identity = known.identity(profile);
        let name = own_name(&identity);
        let keys = Keys::of(&identity);
        if let Some(folder) = keys.folder {
            inside.push((folder, at));
            let families = folders.entry(folder).or_default();
            if states_name(&identity, name.as_ref()) {
                families.add(name.as_ref().map_or("", |name| name.family()));
            }
        }
        let name = name.as_ref().map(name_key);
        links.extend(keys.without_folder().chain(name).map(|key| (key, at)));
    }
    inside.retain(|(folder, _)| !folders[folder].are_many());
    links.append(&mut inside);
    links.sort_unstable();
    let mut parent: Vec<usize> = (0..numbers.len()).collect();
    for same in links.chunk_by(|a, b| a.0 == b.0) {
        for pair in same.windows(2) {
            let (a, b) =
                (root(&mut parent, pair[0].1), root(&mut parent, pair[1].1));
            parent[b] = a;
        }
    }
    drop(links);
    let mut by_root: Vec<(usize, u32)> = (0..numbers.len())
        .map(|at| (root(&mut parent, at), numbers[at]))
        .collect();
    by_root.sort_unstable();
    let part = |same: &[(usize, u32)]| same.iter().map(|(_, p)| *p).collect();
    let all = by_root.chunk_by(|a, b| a.0 == b.0).map(part).collect();
    folders.retain(|_, families| families.are_many());
    let mixed = folders.into_keys().collect();
    Parts { all, absent: Absent { mixed, ..Absent::default() } }
}

/// The family names stated in a folder, as far as they matter.
#[derive(Default)]
pub(super) struct Families(Vec<String>);

impl Families {
    pub(super) fn add(&mut self, family: &str) {
        let family = family.replace([' ', '-'], "");
        if !self.are_many() && !self.0.contains(&family) {
            self.0.push(family);
        }
    }

    /// Whether no name can fit all: those that fit one have one family name,
    /// or that and its given name.
    pub(super) fn are_many(&self) -> bool {
        self.0.len() > 2
    }
}
