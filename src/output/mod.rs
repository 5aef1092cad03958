//! Answers to bytes: the only writer to stdout.
//!
//! To add an output format: write `src/output/NAME.rs` with a `FORMAT` row,
//! name it in the `mod` list and in [`OUTPUT_FORMATS`] below; `--format`
//! takes its values from there.

use std::io::{self, Write};

use crate::search::Answer;
use terminal::Screen;

mod bibtex;
mod chart;
pub(crate) mod csv;
mod json;
mod jsonl;
mod layout;
mod link;
pub mod list;
mod pager;
pub mod person;
pub mod reading;
mod reference;
mod safe;
pub mod stats;
mod table;
pub mod tally;
pub mod terminal;
mod text;
mod trec;

/// A way to write an answer.
pub struct OutputFormat {
    /// Name of it in `--format`.
    pub name: &'static str,
    /// What it is for, for the help.
    pub help: &'static str,
    /// Whether it shows evidence; the search is spared it otherwise.
    pub evidence: bool,
    /// Writes an answer.
    pub write: fn(&Answer, &Context, &mut dyn Write) -> io::Result<()>,
}

/// A way to write something else than an answer.
pub struct Format<T> {
    /// Name of it in `--format`.
    pub name: &'static str,
    /// What it is for, for the help.
    pub help: &'static str,
    /// Writes it.
    pub write: fn(&T, &Screen, &mut dyn Write) -> io::Result<()>,
}

/// What writing needs to know besides the answer.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where it is written to.
    pub screen: Screen,
    /// Whether the parts of scores are shown.
    pub explain: bool,
    /// Identifier of the query, where several are answered in one run.
    pub query_id: Option<String>,
}

/// Every output format, the default first.
pub static OUTPUT_FORMATS: &[&OutputFormat] = &[
    &text::FORMAT,
    &table::FORMAT,
    &json::FORMAT,
    &jsonl::FORMAT,
    &csv::FORMAT,
    &bibtex::FORMAT,
    &trec::FORMAT,
];

/// The format of a name.
#[must_use]
pub fn output_format(name: &str) -> Option<&'static OutputFormat> {
    OUTPUT_FORMATS.iter().find(|format| format.name == name).copied()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_here_is_registered() {
        let source = include_str!("mod.rs");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/output");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            if stem != "mod" && text.contains("static FORMAT: OutputFormat") {
                let row = format!("&{stem}::FORMAT");
                assert!(source.contains(&row), "{stem} is not registered");
            }
        }
    }
}
