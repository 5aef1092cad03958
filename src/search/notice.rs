//! What a query's reader has to say back: errors with a caret, and notes.

use std::fmt;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::Span;

/// Columns of query text shown either side of the caret.
const AROUND: usize = 32;

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, in lower case and one line.
    pub message: String,
    /// Where, in bytes of the query.
    pub span: Span,
    /// What to write instead.
    pub suggestion: Option<String>,
    /// The query, as typed.
    pub query: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column, width) = excerpt(&self.query, self.span);
        writeln!(out, "{}", self.message)?;
        writeln!(out, "  {line}")?;
        write!(out, "  {:column$}{}", "", "^".repeat(width))?;
        if let Some(suggestion) = &self.suggestion {
            write!(out, "\n  {suggestion}")?;
        }
        Ok(())
    }
}

impl std::error::Error for SyntaxError {}

/// A remark on how a query was read; the query is answered all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The remark, in lower case and one line.
    pub message: String,
    /// What it is about, in bytes of the query.
    pub span: Span,
}

/// The part of a query around a span, on one line without control
/// characters, with the column and the width of the span in it.
fn excerpt(query: &str, span: Span) -> (String, usize, usize) {
    let (start, end) = (span.start as usize, span.end as usize);
    let clean = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .filter(|c| c.width().is_some_and(|width| width > 0))
            .collect()
    };
    let before = clean(query.get(..start).unwrap_or_default());
    let marked = clean(query.get(start..end).unwrap_or_default());
    let after = clean(query.get(end..).unwrap_or_default());
    let mut line: String = before
        .chars()
        .skip(before.chars().count().saturating_sub(AROUND))
        .collect();
    if line.len() < before.len() {
        line.insert(0, '…');
    }
    let column = line.width();
    let marked: String = marked.chars().take(2 * AROUND).collect();
    let width = marked.width().max(1);
    line.push_str(&marked);
    line.extend(after.chars().take(AROUND));
    if after.chars().count() > AROUND {
        line.push('…');
    }
    (line, column, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_place() {
        for (query, start, end, want) in [
            ("yeer:2020", 0, 4, "no\n  yeer:2020\n  ^^^^"),
            ("量子 yeer:1", 7, 11, "no\n  量子 yeer:1\n       ^^^^"),
            ("a\tb", 2, 3, "no\n  a b\n    ^"),
            ("abc", 3, 3, "no\n  abc\n     ^"),
        ] {
            let error = SyntaxError {
                message: "no".into(),
                span: Span::new(start, end),
                suggestion: None,
                query: query.into(),
            };
            assert_eq!(error.to_string(), want);
        }
    }
}
