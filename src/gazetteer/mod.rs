//! Names the world has agreed on: venues, institutions, acronyms.
//!
//! Each table is a `.tsv` beside this file, one row a name. `build.rs` turns
//! its aliases into an automaton, so nothing is loaded or built at start.

pub(crate) mod abbreviated;
pub mod acronym;
pub mod acronym_pairs;
mod canonical;
mod compile;
mod fold;
mod found;
pub mod institution;
mod noise;
mod strength;
mod table;
pub mod venue;

pub(crate) use noise::is_place;
pub use strength::Strength;
