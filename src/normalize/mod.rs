//! Undoes the damage of extraction and puts a document together.

mod characters;

use std::borrow::Cow;

pub use characters::tidy_characters;

use crate::model::{
    Block, Document, Emphasis, Link, Raw, RawBlock, Span, read_tex_accents,
    set_accents,
};

/// Repairs of the text of a run, in the order they run.
pub const NORMALIZERS: &[fn(&str) -> Cow<'_, str>] =
    &[read_tex_accents, set_accents, tidy_characters];

/// Assembles the document of record from what a reader left.
#[must_use]
pub fn document(raw: Raw, path: &str, format: &'static str) -> Document {
    let mut document = Document {
        path: path.to_owned(),
        format,
        metadata: raw.metadata,
        ..Document::default()
    };
    for block in raw.blocks {
        push(&mut document, &block);
    }
    document.facts = raw.facts.map(|mut facts| {
        for publication in &mut facts.publications {
            publication.span = byte_span(&document, publication.span);
        }
        for passage in facts.all_passages_mut() {
            passage.span = byte_span(&document, passage.span);
        }
        facts
    });
    document
}

/// Turns a span of block numbers into one of bytes.
fn byte_span(document: &Document, blocks: Span) -> Span {
    let blocks = document.blocks.get(blocks.range()).unwrap_or_default();
    match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => {
            Span { start: first.span.start, end: last.span.end }
        }
        _ => Span::default(),
    }
}

fn push(document: &mut Document, raw: &RawBlock) {
    if !document.text.is_empty() {
        document.text.push_str("\n\n");
        let last = document.line_numbers.last().copied().unwrap_or(0);
        document.line_numbers.push(last);
    }
    let start = document.text.len();
    let (mut emphasis, mut links) = (Vec::new(), Vec::new());
    let mut geometry = Vec::new();
    for (i, line) in raw.lines.iter().enumerate() {
        if i > 0 {
            document.text.push('\n');
        }
        document.line_numbers.push(line.number);
        geometry.extend(line.geometry);
        for run in &line.runs {
            let from = document.text.len();
            push_text(&mut document.text, &run.text);
            let span = Span::new(from, document.text.len());
            let style = run.style;
            if style != Default::default() {
                emphasis.push(Emphasis {
                    span,
                    bold: style.bold,
                    italic: style.italic,
                    superscript: style.superscript,
                    field: style.field,
                });
            }
            if let Some(target) = &run.link {
                links.push(Link { span, target: target.clone() });
            }
        }
    }
    document.blocks.push(Block {
        span: Span::new(start, document.text.len()),
        role: raw.role,
        page: raw.page,
        emphasis,
        links,
        geometry,
    });
}

/// Appends the repaired text of a run; blanks follow no other blank and
/// begin no line.
fn push_text(out: &mut String, text: &str) {
    let mut text = Cow::Borrowed(text);
    for normalize in NORMALIZERS {
        if let Cow::Owned(better) = normalize(&text) {
            text = Cow::Owned(better);
        }
    }
    // Most have no other blanks.
    let bytes = text.as_bytes();
    let follows = |pair: &[u8]| matches!(pair, [b' ' | b'\t', b' ']);
    let opens = bytes.first() == Some(&b' ');
    if !opens && !bytes.contains(&b'\n') && !bytes.windows(2).any(follows) {
        out.push_str(&text);
        return;
    }
    for (i, word) in text.split([' ', '\n']).enumerate() {
        if i > 0 && !out.is_empty() && !out.ends_with([' ', '\n', '\t']) {
            out.push(' ');
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RawLine, Role};

    #[test]
    fn blanks_follow_no_other_blank() {
        for (before, text, after) in [
            ("", "  a  b\n c ", "a b c "),
            ("x ", " a", "x a"),
            ("x\t", "\n a\t b", "x\ta\tb"),
            ("x", "\n", "x "),
            ("x\n", "", "x\n"),
        ] {
            let mut out = before.to_owned();
            push_text(&mut out, text);
            assert_eq!(out, after, "{before:?} {text:?}");
        }
    }

    #[test]
    fn blocks_and_lines_keep_their_place() {
        let raw = Raw {
            blocks: vec![
                RawBlock {
                    role: Role::Heading(1),
                    page: None,
                    lines: vec![RawLine::plain("Ada Lovelace", 1)],
                },
                RawBlock {
                    role: Role::Body,
                    page: None,
                    lines: vec![
                        RawLine::plain("first", 3),
                        RawLine::plain("second", 4),
                    ],
                },
            ],
            ..Raw::default()
        };
        let document = document(raw, "a.txt", "text");
        assert_eq!(document.text, "Ada Lovelace\n\nfirst\nsecond");
        let place = |word| document.line_of(document.text.find(word).unwrap());
        assert_eq!((place("Ada"), place("first"), place("second")), (1, 3, 4));
        assert_eq!(document.slice(document.blocks[1].span), "first\nsecond");
    }
}
