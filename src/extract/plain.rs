//! Plain text into blocks: blank lines and bullets part them.

use std::borrow::Cow;
use std::ops::Range;

use super::{Format, Source, record};
use crate::model::{Geometry, Raw, RawBlock, RawLine, Role, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text"],
    sniff: |_| false,
    version: 4,
    text: true,
    extract,
};

/// The width of a column of plain text in points, as of a typewriter.
const COLUMN: f32 = 6.0;

/// Glyphs that printers and icon fonts leave before a list item.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '■', '□', '●', '○', '‣', '⁃', '∙', '·', '►', '▶', '▸',
    '➢', '➤', '◆', '◇', '❖', '✓', '✔', '★', '☆', '\u{f0b7}', '\u{f0a7}',
    '\u{f0d8}', '\u{f076}', '・',
];

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let (mut works, places) = record::of_script(text, 1);
    let mut shown = blocks(&without(text, &places), 1);
    shown.append(&mut works);
    Ok(vec![Raw { blocks: shown, ..Raw::default() }])
}

/// A text without what stands in some places of it; lines stay where they
/// are.
fn without<'a>(text: &'a str, places: &[Range<usize>]) -> Cow<'a, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        out.push_str(&text[at..place.start]);
        out.extend(text[place.clone()].matches('\n'));
        at = place.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// Splits text into blocks; `first_line` is the number of its first line.
pub(super) fn blocks(text: &str, first_line: u32) -> Vec<RawBlock> {
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut open = false;
    let set_in = text.lines().any(|line| indent(line).0 > 1);
    for (line, number) in text.lines().zip(first_line..) {
        let line = line.trim_end();
        if line.trim_start().is_empty() {
            open = false;
            continue;
        }
        // A form feed parts pages; pages of plain text are not counted.
        let line = line.trim_start_matches('\x0c');
        let (indent, content) = indent(line);
        let item = bullet(content);
        let content = item.unwrap_or(content);
        let starts = item.is_some() || !open;
        if starts {
            let depth = u8::try_from(indent / 2).unwrap_or(u8::MAX);
            let role = match item {
                Some(_) => Role::Item(depth.min(8)),
                None => Role::Body,
            };
            blocks.push(RawBlock { role, page: None, lines: Vec::new() });
        }
        open = true;
        if let Some(block) = blocks.last_mut()
            && !content.is_empty()
        {
            let content = without_tags(content);
            let mut content = content.into_owned();
            show_hyphen(&mut content);
            let mut line = RawLine::plain(content, number);
            #[expect(clippy::cast_precision_loss, reason = "a few columns")]
            if set_in {
                let indent = indent as f32 * COLUMN;
                line.geometry =
                    Some(Geometry { indent, gap: 0.0, size: 1.0, room: None });
            }
            block.lines.push(line);
        }
    }
    blocks.retain(|block| !block.lines.is_empty());
    blocks
}

/// Shows a soft hyphen where a line or cell ends in it, and takes it out
/// elsewhere.
pub(super) fn show_hyphen(text: &mut String) {
    if text.contains('\u{ad}') {
        *text = text.replace("\u{ad}\t", "-\t");
        if text.ends_with('\u{ad}') {
            text.push('-');
        }
        text.retain(|c| c != '\u{ad}');
    }
}

/// A line without the tags that text copied out of a page keeps: "<em>Sand
/// Science</em>".
fn without_tags(line: &str) -> Cow<'_, str> {
    const TAGS: &[&str] =
        &["em", "i", "b", "strong", "sup", "sub", "u", "span"];
    let mut out = Cow::Borrowed(line);
    if line.contains("</") {
        for tag in TAGS {
            for tag in [format!("<{tag}>"), format!("</{tag}>")] {
                if out.contains(&tag) {
                    out = Cow::Owned(out.replace(&tag, ""));
                }
            }
        }
    }
    out
}

/// The width of a line's leading blanks in columns, and the rest.
fn indent(line: &str) -> (usize, &str) {
    let content = line.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    let blanks = &line[..line.len() - content.len()];
    (blanks.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(), content)
}

/// What follows a glyph that is nothing but a bullet; None where the line
/// has none.
pub(super) fn glyph(line: &str) -> Option<&str> {
    line.strip_prefix(BULLETS).map(str::trim_start)
}

/// What follows a bullet; None where the line has none.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS).or_else(|| {
        // A hyphen or star is a bullet only before a blank.
        let rest =
            line.strip_prefix(['-', '–', '—', '*', '+', '~', '»', '›', '→'])?;
        (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
    })?;
    Some(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_bullets_part_blocks() {
        let text = "<b>NAME</b>\n\n• one\n  more of one\n- two\n*not a bullet\n\n\
                    ■ three\n    - deep\nplain\n\n\n3–5 kg\n";
        let found: Vec<(Role, Vec<(String, u32)>)> = blocks(text, 1)
            .into_iter()
            .map(|b| {
                let lines = b
                    .lines
                    .iter()
                    .map(|l| (l.runs[0].text.clone(), l.number))
                    .collect();
                (b.role, lines)
            })
            .collect();
        let want = |role, lines: &[(&str, u32)]| {
            (role, lines.iter().map(|(t, n)| ((*t).to_owned(), *n)).collect())
        };
        assert_eq!(
            found,
            [
                want(Role::Body, &[("NAME", 1)]),
                want(Role::Item(0), &[("one", 3), ("more of one", 4)]),
                want(Role::Item(0), &[("two", 5), ("*not a bullet", 6)]),
                want(Role::Item(0), &[("three", 8)]),
                want(Role::Item(2), &[("deep", 9), ("plain", 10)]),
                want(Role::Body, &[("3–5 kg", 13)]),
            ]
        );
    }
}
