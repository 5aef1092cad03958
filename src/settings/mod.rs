//! What a user settled: the text of settings files into values with places.
//!
//! A setting is an option of the command line under a key: `jobs`, or
//! `search.limit` for `vitae search --limit`. Flags win over the environment
//! (`VITAE_SEARCH_LIMIT`), that over `vitae.toml` in the folder one works
//! in, that over the user's own file, that over the default. The files also
//! hold what has no option: venues, synonyms, and what is to be said of people
//! against what their documents say.

mod file;
mod person;
mod source;
mod table;
mod venue;

pub use file::{File, Kind, Value};
pub use person::{SIDECAR, sidecar};
pub use source::{Place, Source};
pub use table::{FOR_ONE_RUN, SETTINGS, variable};

/// The name of the file beside the corpus.
pub const PROJECT_FILE: &str = "vitae.toml";
