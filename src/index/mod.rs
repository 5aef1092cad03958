//! Profiles in, a searchable index out: the schema, the entries and what is
//! kept beside them.

mod analyzer;
mod beginnings;
mod change;
mod claim;
mod codec;
mod corpus;
mod derived;
mod directory;
mod documents;
mod draft;
mod entry;
mod fields;
mod files;
mod gist;
mod identities;
mod known;
mod log;
mod lookup;
mod metas;
mod names;
mod patch;
mod people;
mod remembered;
mod repeats;
mod restored;
mod shift;
mod stale;
mod store;
mod stored;
mod table;
mod tokenizer;
mod values;
mod verify;
mod writer;

pub use analyzer::{Analyzer, Chain, Term, is_stop_word, keyword};
pub(crate) use beginnings::Beginnings;
pub(crate) use codec::{Decoder, Encoder};
pub use corpus::Corpus;
pub use derived::Brief;
pub use entry::{EntryKind, EntryView, status_code, work};
pub use fields::{FIELDS, Field, Kind, Scope, acronym_prefix, handle};
pub use files::{Files, Part, Record, Stamp};
pub use gist::gist;
pub use known::known_identities;
pub use lookup::Located;
pub use names::{
    KnownName, exact_name_query, known_name, name_query, name_terms,
};
pub use people::{People, Source, Totals};
pub use remembered::{remembered_corpus, remembered_files};
pub use store::{Snapshot, known_corpus, known_files};
pub use stored::Entry;
pub use verify::{Verified, verify};
pub use writer::{Base, Writer};

/// Version of everything the index stores; an index of another version is
/// refused, never misread.
pub const VERSION: u32 = 13;

/// The numbers an entry is indexed under besides its own.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    /// Number of the profile within the index.
    profile: u64,
    /// The publication's work, 0 for other entries.
    work: u64,
    /// Words of the title without stop words.
    length: u64,
}
