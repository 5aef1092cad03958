//! vitae finds people by what they published and wrote about themselves.

pub mod cli;
pub mod error;
pub mod extract;
pub mod gazetteer;
pub mod index;
pub mod ingest;
pub mod isolate;
pub mod model;
pub mod normalize;
pub mod output;
pub mod parse;
pub mod people;
pub mod search;
pub mod segment;
