//! A page laid out from what keys and values say, as the theme prints it
//! that they are written for.

use super::html;
use crate::model::{Metadata, Raw, RawBlock, RawLine, Role, Run};

/// Its blocks so far, from the top. Every line comes with its number in the
/// source; what is blank is left out.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) blocks: Vec<RawBlock>,
}

impl Sheet {
    /// Adds a block of lines.
    pub(super) fn block(&mut self, role: Role, lines: Vec<RawLine>) {
        if !lines.is_empty() {
            self.blocks.push(RawBlock { role, page: None, lines });
        }
    }

    /// Adds a line that is a block by itself.
    pub(super) fn line(&mut self, role: Role, text: &str, number: u32) {
        let text = squeezed(text);
        if !text.is_empty() {
            self.block(role, vec![RawLine::plain(text, number)]);
        }
    }

    /// Adds lines that are one block.
    pub(super) fn lines(&mut self, lines: Vec<(String, u32)>) {
        let lines = lines.into_iter();
        let lines =
            lines.map(|(text, line)| RawLine::plain(squeezed(&text), line));
        self.block(Role::Body, lines.collect());
    }

    /// Adds addresses as one block, linked as on the page where they are
    /// written out.
    pub(super) fn mails(&mut self, addresses: Vec<(String, u32)>) {
        let lines = addresses.into_iter().map(|(text, number)| {
            let link = text.contains('@').then(|| format!("mailto:{text}"));
            let runs = vec![Run { link, ..Run::plain(text) }];
            RawLine { runs, number, geometry: None }
        });
        self.block(Role::Body, lines.collect());
    }

    /// Adds prose, which may be set in HTML.
    pub(super) fn prose(&mut self, text: &str, number: u32) {
        self.blocks.extend(html::fragment(text, number));
    }

    /// Adds a list below its heading; nothing where it is empty.
    pub(super) fn list<'a>(
        &mut self,
        heading: (&str, u32),
        items: impl IntoIterator<Item = (&'a str, u32)>,
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.line(Role::Heading(2), heading.0, heading.1);
        }
        for (text, number) in items {
            self.line(Role::Item(0), text, number);
        }
    }

    /// The page, said to be somebody's.
    pub(super) fn into_raw(self, author: Option<String>) -> Raw {
        let metadata = Metadata { author, ..Metadata::default() };
        Raw { blocks: self.blocks, metadata, facts: None }
    }
}

/// A text with its blanks, and what breaks its lines, as one blank each.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
