//! One hit a line, each a JSON value.

use std::io::{self, Write};

use super::terminal::{self, line};
use super::{Context, OutputFormat, json};
use crate::search::Answer;

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "jsonl",
    help: "one hit a line, each a JSON value",
    evidence: true,
    write,
};

fn write(
    answer: &Answer,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    for hit in json::hits(answer, context) {
        line(out, terminal::json(&hit)?)?;
    }
    Ok(())
}
