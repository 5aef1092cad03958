//! What an index is of: its folders, and which of their files count.

use serde::{Deserialize, Serialize};

/// The corpus of an index, remembered with each commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Corpus {
    /// The folders and files that are indexed, as given, sorted.
    pub roots: Vec<String>,
    /// Only files that one of these patterns matches count; all where there
    /// is none.
    pub include: Vec<String>,
    /// Files and folders that one of these patterns matches do not count.
    pub exclude: Vec<String>,
    /// Whether names that begin with a dot count.
    pub hidden: bool,
    /// Whether links are followed.
    pub follow: bool,
    /// Whether `.gitignore` and `.vitaeignore` mean nothing.
    pub no_ignore: bool,
    /// The file that said of people what their documents do not.
    pub overrides_file: Option<String>,
    /// A number for what it said, 0 for nothing.
    pub overrides: u64,
}

impl Corpus {
    /// Whether another corpus takes the same files of a folder.
    #[must_use]
    pub fn selects_as(&self, other: &Corpus) -> bool {
        let without_roots =
            |corpus: &Corpus| Corpus { roots: Vec::new(), ..corpus.clone() };
        without_roots(self) == without_roots(other)
    }
}
