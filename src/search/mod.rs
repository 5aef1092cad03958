//! Answers queries with people: query text to an [`Answer`].
//!
//! `syntax` reads the query into a `tree`; `lower` makes a `plan` of leaves
//! to look up and a condition over them; `collect` passes once over the
//! index and notes what each entry holds; `group` puts the entries of a
//! person together and scores them by the formulas of `ranking`; `evidence`,
//! `highlight` and `facet` say why.

mod answer;
mod byline;
mod characters;
mod collect;
mod columns;
mod cores;
mod correction;
mod cursor;
mod engine;
mod evidence;
mod expand;
mod explain;
mod facet;
mod facts;
mod field;
mod group;
mod highlight;
mod languages;
mod lower;
mod mined;
mod notice;
mod order;
mod persons;
mod plan;
mod preference;
mod ranking;
mod roll;
mod shown;
mod synonyms;
mod syntax;
mod tally;
mod tree;
mod values;
mod verify;
mod walk;
mod weights;

pub use answer::{
    Answer, Axis, By, Evidence, Explained, ExplainedWord, Facet, FacetField,
    Hit, Request, ScorePart, Sort, Source, Tally,
};
pub use cores::use_cores;
pub use engine::Engine;
pub(crate) use field::closest;
pub use field::{Field, Scope};
pub use notice::{Note, SyntaxError};
pub use order::listed_by;
pub use preference::Preference;
pub use shown::{
    Coauthor, Place, Shown, ShownPassage, ShownPerson, ShownPublication,
    ShownSource, ShownTopic,
};
pub use syntax::{Query, parse};
pub use tree::{Clause, Fact, How, Kind, Node, Occur, Term, YearRange};
