//! One human, joined from the profiles that are about them.

use serde::{Deserialize, Serialize};

use super::{Marks, Owner};

/// What joining needs to know of one profile; small enough to keep for every
/// profile of the index, so that joining never reads a file again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    /// Identifier the source itself gives.
    pub id: Option<String>,
    /// The person as this profile has them.
    pub owner: Owner,
    /// Path of the file, relative to its root.
    pub path: String,
    /// Hashes of the publications' title keys, sorted.
    pub works: Vec<u64>,
    /// Hashes of the co-authors' name keys, sorted.
    pub coauthors: Vec<u64>,
    /// The author of nearly every publication, where the document names no
    /// owner; a folder's owner may lend a better name.
    pub common_author: Option<String>,
    /// What the user said of this profile.
    pub marks: Marks,
}

/// One human.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Readable identifier, unique within the index (`zirui-liu`).
    pub id: String,
    /// All that the joined profiles say, the best first.
    pub owner: Owner,
    /// Positions of the joined profiles in the list that was joined, or
    /// their numbers in the index, in the order of their files.
    pub profiles: Vec<u32>,
}
