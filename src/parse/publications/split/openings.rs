//! Lines that open an entry by what they hold, where no mark parts entries.

use super::lines::{stands_for_year, tells_when};
use super::pieces::{UNWRAPPED, is_years};
use crate::gazetteer::Strength;
use crate::gazetteer::venue::find_all;
use crate::model::{Document, Line, Span};
use crate::parse::date::{first_year, years};
use crate::parse::publications::authors::{Run, opening_run};
use crate::parse::publications::entry::split_cell;
use crate::segment::is_bold;

/// Which lines begin entries of three or four lines each that nothing parts:
/// the one above every line of names, where titles stand first.
pub(super) fn openings<'a>(
    count: usize,
    text: impl Fn(usize) -> &'a str,
) -> Vec<bool> {
    // "A Title⇥2024", "A. Roe, B. Diaz⇥ICML".
    let text = |i: usize| match split_cell(text(i)).0 {
        "" => text(i),
        line => line,
    };
    let names: Vec<bool> = (0..count).map(|i| is_names(text(i))).collect();
    let titled = |i: usize| {
        let text = text(i);
        let words = text.split_whitespace().count();
        let wide = text.chars().filter(|c| *c >= '\u{3040}').count();
        (words >= 3 || wide >= 4) && text.len() > 9
    };
    let begins = |i: usize| {
        // Between them may stand a year, of a column at the right.
        let next = i + 1 + usize::from(i + 2 < count && is_years(text(i + 1)));
        !names[i] && titled(i) && names.get(next).is_some_and(|n| *n)
    };
    let found: Vec<bool> = (0..count).map(begins).collect();
    let times = found.iter().filter(|begins| **begins).count();
    // Where names stand first, what is above them is a venue and its year.
    let dated = (0..count)
        .filter(|i| found[*i] && !years(text(*i)).is_empty())
        .count();
    if times >= 3 && times * 8 >= count && dated * 3 <= times {
        found
    } else {
        Vec::new()
    }
}

/// Which lines open an entry by a title in bold, in blocks that open with one
/// and have more of them: entries that nothing but a line break parts.
pub(super) fn bold_titles(document: &Document, lines: &[Line]) -> Vec<bool> {
    /// Titles of one block; a venue and an award may be bold as well, but on
    /// no lines that say all of an entry.
    const SEVERAL: usize = 3;
    const WHOLE: usize = 2;
    if !lines.iter().any(|line| !line.first && opens_bold(document, line)) {
        return Vec::new();
    }
    let mut found = Vec::with_capacity(lines.len());
    for block in lines.chunk_by(|_, next| !next.first) {
        let bold: Vec<bool> =
            block.iter().map(|line| opens_bold(document, line)).collect();
        // A long title may be bold over two lines.
        let runs_on = |i: usize| bold[i] && is_bold(document, block[i].span);
        let apart = |i: usize| bold[i] && (i == 0 || !runs_on(i - 1));
        let titles = || (0..bold.len()).filter(|i| apart(*i));
        let whole = || titles().all(|i| is_whole(document, &block[i]));
        let several = bold.first().is_some_and(|first| *first)
            && match titles().count() {
                WHOLE => whole(),
                count => count >= SEVERAL,
            };
        found.extend((0..bold.len()).map(|i| several && apart(i)));
    }
    found
}

/// Whether a line says when a work appeared, or with whom it was written.
fn is_whole(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span);
    tells_when(text) || text.contains("(with ")
}

/// Whether a line opens with some words in bold, as titles have.
fn opens_bold(document: &Document, line: &Line) -> bool {
    /// Bytes before them: a symbol, a number.
    const BEFORE: u32 = 12;
    let (start, end) = (line.span.start, line.span.end);
    let Some(block) = document.blocks.get(line.block) else { return false };
    let emphasis = block.emphasis_in(line.span).iter();
    emphasis.filter(|e| e.bold).any(|e| {
        let words = Span { start: e.span.start, end: e.span.end.min(end) };
        let text = document.slice(words);
        (start..start + BEFORE).contains(&words.start)
            && words.start < words.end
            && text.split_whitespace().nth(3).is_some()
            && !text.contains("Award")
            && find_all(text).iter().all(|v| v.strength == Strength::Word)
    })
}

/// Whether a line is names from end to end.
pub(super) fn is_names(text: &str) -> bool {
    if text.len() > 400 || !text.contains(' ') && text.is_ascii() {
        return false;
    }
    let Some(run) = opening_run(text) else { return false };
    let rest = text[run.range.end..]
        .trim_start_matches(['.', '…', ' ', '*', ':', ',', '·']);
    run.is_likely() && rest.is_empty()
}

/// Whether a line opens with names, or with a title and its year, behind one
/// that ended an entry and did not run to the margin.
pub(super) fn begins_with_field(
    before: &str,
    line: &str,
    width: usize,
) -> bool {
    let ended = before.ends_with('.')
        || before.ends_with(|c: char| c.is_ascii_digit());
    let opens =
        line.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    if !(ended && opens) || width >= UNWRAPPED {
        return false;
    }
    let word = line.split_whitespace().next().unwrap_or("").chars().count();
    let fits = before.chars().count() + 1 + word <= width * 19 / 20;
    let end = line.floor_char_boundary(90);
    if !fits && !tells_when(&line[..end]) {
        return false;
    }
    match opening_run(&line[..end]).filter(Run::is_likely) {
        Some(run) => {
            let behind = line[run.range.end..].trim_start_matches(['.', ' ']);
            // "Weber, A. (2019)."
            let dated = years(behind.get(..5).unwrap_or(behind)).len() == 1
                || stands_for_year(behind);
            // A line of names alone stands below its title.
            (fits || dated) && behind.contains(char::is_alphanumeric)
        }
        None => fits && first_year(line).is_some() && line.len() > 30,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Role, Run, Style};
    use crate::normalize;

    /// Which lines of one block, each a title in bold with more behind it,
    /// open entries.
    fn opening(lines: &[(&str, &str)]) -> Vec<bool> {
        let line = |(title, rest): &(&str, &str)| {
            let style = Style { bold: true, ..Style::default() };
            let bold = Run { text: (*title).into(), style, link: None };
            let mut line = RawLine::plain(*rest, 1);
            line.runs.insert(0, bold);
            line
        };
        let lines = lines.iter().map(line).collect();
        let block = RawBlock { role: Role::Body, page: None, lines };
        let raw = Raw { blocks: vec![block], ..Raw::default() };
        let document = normalize::document(raw, "x", "markdown");
        bold_titles(&document, &document.lines())
    }

    #[test]
    fn lines_that_open_in_bold_may_be_entries() {
        let (slow, wide) = ("Slow Rivers of the North", "Wide Rivers of Sand");
        let fast = "Fast Rivers of the South";
        let with = " (with Bo Li), Sand Review";
        assert_eq!(opening(&[(slow, with), (wide, ", 2020.")]), [true; 2]);
        assert_eq!(opening(&[(slow, with), (wide, ".")]), [false; 2]);
        // A title over two lines.
        let old = ("Old Rivers of the East", ", 2019.");
        let broken = [(slow, ""), (wide, ", 2020."), (fast, ", 2021."), old];
        assert_eq!(opening(&broken), [true, false, true, true]);
    }
}
