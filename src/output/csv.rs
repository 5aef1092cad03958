//! One piece of evidence a line, for spreadsheets (RFC 4180).

use std::io::{self, Write};

use super::terminal::clean;
use super::{Context, OutputFormat};
use crate::search::Answer;

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "csv",
    help: "one piece of evidence a line, for spreadsheets",
    evidence: true,
    write,
};

const COLUMNS: [&str; 14] = [
    "rank",
    "score",
    "id",
    "name",
    "affiliation",
    "missing",
    "kind",
    "text",
    "authors",
    "venue",
    "year",
    "path",
    "page",
    "line",
];

fn write(answer: &Answer, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    row(out, &COLUMNS.map(str::to_owned))?;
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    for hit in &answer.hits {
        let owner = &hit.person.owner;
        let affiliation = owner.affiliations.first();
        let person = [
            hit.rank.to_string(),
            hit.score.to_string(),
            hit.person.id.clone(),
            owner.name.clone().unwrap_or_default(),
            affiliation.map(|a| a.organization.clone()).unwrap_or_default(),
            hit.missing.join(" "),
        ];
        if hit.evidence.is_empty() {
            let mut cells = person.to_vec();
            cells.resize(COLUMNS.len(), String::new());
            row(out, &cells)?;
        }
        for evidence in &hit.evidence {
            let mut cells = person.to_vec();
            cells.extend([
                evidence.kind.to_owned(),
                evidence.text.clone(),
                evidence.authors.join("; "),
                evidence.venue.clone().unwrap_or_default(),
                evidence.year.map(|y| y.to_string()).unwrap_or_default(),
                evidence.path.clone(),
                number(evidence.page),
                number(Some(evidence.line).filter(|&line| line > 0)),
            ]);
            row(out, &cells)?;
        }
    }
    Ok(())
}

/// Writes one line of cells.
pub(crate) fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    write!(out, "{}\r\n", cells.join(","))
}

/// A cell, quoted where it must be. A text that a spreadsheet would run as a
/// formula gets an apostrophe before it, as OWASP advises: what is opened in
/// a spreadsheet must not run, and JSON is there for those who need every
/// character. Numbers stay numbers.
fn cell(text: &str) -> String {
    const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let text = clean(text);
    let number = text.parse::<f64>().is_ok();
    let formula = text.trim_start().starts_with(FORMULA) && !number;
    let text = format!("{}{text}", if formula { "'" } else { "" });
    if text.contains([',', '"']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_and_runs_nothing() {
        for (text, want) in [
            ("plain", "plain"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("=cmd()", "'=cmd()"),
            (" \t@SUM(A1)", "'  @SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("-1.5", "-1.5"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(cell(text), want);
        }
    }
}
