//! Answers queries with people: query text to an answer.

mod characters;
mod field;
mod notice;
mod syntax;
mod tree;

pub use field::{Field, Scope};
pub use notice::{Note, SyntaxError};
pub use syntax::{Query, parse};
pub use tree::{Clause, Fact, How, Kind, Node, Occur, Term, YearRange};
