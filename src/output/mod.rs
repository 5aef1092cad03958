//! Answers to bytes: the only writer to stdout.

pub mod terminal;
