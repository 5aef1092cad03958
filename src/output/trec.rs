//! The form that trec_eval and its like read: `id Q0 person rank score run`.

use std::io::{self, Write};

use super::{Context, OutputFormat};
use crate::search::Answer;

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "trec",
    help: "one person a line, for evaluation tools",
    evidence: false,
    write,
};

fn write(
    answer: &Answer,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let query = context.query_id.as_deref().unwrap_or("1");
    let query: String = no_blanks(query);
    for hit in &answer.hits {
        let person = no_blanks(&hit.person.id);
        let (rank, score) = (hit.rank, hit.score);
        writeln!(out, "{query} Q0 {person} {rank} {score} vitae")?;
    }
    Ok(())
}

/// The form separates its columns by blanks.
fn no_blanks(text: &str) -> String {
    let kept = |c: char| !c.is_whitespace() && !c.is_control();
    text.chars().map(|c| if kept(c) { c } else { '_' }).collect()
}
