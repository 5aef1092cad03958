//! What people work on: topics mined from titles, stated interests and the
//! themes that publications are listed under.
//!
//! Nothing is stored with the entries: `table` works the topics of a commit
//! out when they are first asked for, and keeps them beside the commit.
//! `words` cuts texts, `spelling` and `acronyms` bring forms of one phrase
//! together, `grams` counts runs of words, `judge` says which are topics,
//! `names` how one is called, `mine` goes from one to the next; `person`
//! says which are one person's own.

mod acronyms;
mod casing;
mod corpus;
mod grams;
mod judge;
mod mine;
mod names;
mod person;
mod phrases;
mod spelling;
mod spread;
mod table;
mod words;

pub use corpus::Corpus;
pub use mine::{Mined, Topic, mine};
pub use person::PersonTopic;
pub use table::Topics;
