//! The words of the domain: what flows between the stages, free of I/O.

mod accent;
mod document;
mod kind;
mod name;
mod overrides;
mod person;
mod profile;
mod publication;
mod raw;
mod section;
pub mod series;
mod synonyms;

pub use accent::{
    accented, is_accent, read_tex_accents, set_accents, tex_mark,
};
pub use document::{
    Block, Document, Emphasis, Geometry, Line, Link, Metadata, Role,
    SkipReason, Span, letters_of_first_word,
};
pub use kind::is_bare_kind;
pub use name::{PersonName, fold_name, is_particle};
pub use overrides::{
    Designator, DesignatorKind, Marks, Override, Overrides, is_orcid,
};
pub use person::{Identity, Person};
pub use profile::{
    Affiliation, Award, Education, FORMAT_VERSION, Interest, Owner, Passage,
    Position, Profile, SourceDocument,
};
pub use publication::{Author, Publication, Status};
pub use raw::{Field, Raw, RawBlock, RawLine, Run, Style};
pub use section::{Section, SectionKind};
pub use synonyms::Synonyms;
