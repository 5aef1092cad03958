//! OpenDocument texts into blocks.

use std::collections::HashMap;

use super::flow::Flow;
use super::office::{Attributes, Node, Package, walk};
use super::{Format, Source, table};
use crate::model::{Metadata, Raw, RawBlock, Role, SkipReason, Style};

pub(super) static FORMAT: Format = Format {
    name: "odt",
    extensions: &["odt", "ott", "fodt"],
    sniff,
    version: 1,
    text: false,
    extract,
};

/// Whether the file is a package that says it is a text, or a flat one.
fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    if bytes.starts_with(b"PK\x03\x04") {
        let mark = b"application/vnd.oasis.opendocument.text";
        return head.windows(mark.len()).any(|bytes| bytes == mark);
    }
    let mut tags = head.split(|byte| *byte == b'<').skip(1);
    tags.any(|tag| {
        let rest = tag.strip_prefix(b"office:document");
        rest.is_some_and(|rest| {
            rest.starts_with(b" ") || rest.starts_with(b"\n")
        })
    })
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let (content, styles, meta);
    if source.bytes.starts_with(b"PK") {
        let mut package = Package::open(source.bytes)?;
        let manifest = package.part("META-INF/manifest.xml").ok().flatten();
        if manifest.is_some_and(|text| text.contains("encryption-data")) {
            return Err(SkipReason::Encrypted);
        }
        let Some(part) = package.part("content.xml")? else {
            return Err(SkipReason::Malformed("no content part".to_owned()));
        };
        content = part;
        styles = package.part("styles.xml").ok().flatten();
        meta = package.part("meta.xml").ok().flatten();
    } else {
        // A flat document is one part with all of it.
        content = super::encoding::decode(source.bytes)
            .ok_or(SkipReason::Binary)?
            .into_owned();
        (styles, meta) = (None, Some(content.clone()));
    }
    let mut reader = Reader::default();
    reader.styles.read(&styles.unwrap_or_default());
    reader.styles.read(&content);
    let blocks = reader.read(&content)?;
    if blocks.is_empty() {
        return Err(SkipReason::Empty);
    }
    let metadata = metadata(&meta.unwrap_or_default());
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

/// What the document says about itself.
fn metadata(xml: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut creator = None;
    let (mut name, mut within) = (String::new(), false);
    // A part that breaks off says what it said before.
    let _ = walk(xml, |node| match node {
        Node::Open("meta", _) => within = true,
        Node::Close("meta") => within = false,
        Node::Open(element, _) => element.clone_into(&mut name),
        Node::Close(_) => name.clear(),
        Node::Text(text) if within && !text.trim().is_empty() => {
            let slot = match name.as_str() {
                "title" => &mut metadata.title,
                "initial-creator" => &mut metadata.author,
                "creator" => &mut creator,
                "language" => &mut metadata.language,
                _ => return,
            };
            slot.get_or_insert_default().push_str(text);
        }
        Node::Text(_) => {}
    });
    metadata.author = metadata.author.or(creator);
    metadata
}

/// What a style says, by itself.
#[derive(Default)]
struct Appearance {
    parent: String,
    outline: Option<u8>,
    bold: Option<bool>,
    italic: Option<bool>,
    raised: Option<bool>,
}

#[derive(Default)]
struct Styles(HashMap<String, Appearance>);

impl Styles {
    /// Adds the styles of a part.
    fn read(&mut self, xml: &str) {
        let mut id = String::new();
        // A part that breaks off gives the styles before.
        let _ = walk(xml, |node| {
            let Node::Open(element, attributes) = node else { return };
            match element {
                "style" => {
                    id = attributes.get("name").unwrap_or_default();
                    let level = attributes.get("default-outline-level");
                    let parent = attributes.get("parent-style-name");
                    let style = Appearance {
                        outline: level.and_then(|level| level.parse().ok()),
                        parent: parent.unwrap_or_default(),
                        ..Appearance::default()
                    };
                    self.0.insert(id.clone(), style);
                }
                "text-properties" => {
                    let Some(style) = self.0.get_mut(&id) else { return };
                    let weight = attributes.get("font-weight");
                    style.bold = weight.map(|weight| is_bold(&weight));
                    style.italic = attributes
                        .get("font-style")
                        .map(|kind| kind == "italic" || kind == "oblique");
                    style.raised = attributes
                        .get("text-position")
                        .map(|place| is_raised(&place));
                }
                _ => {}
            }
        });
    }

    /// A style and those it is built on, nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Appearance> {
        // How far styles built on styles are followed.
        const CHAIN: usize = 12;
        let next = |style: &&Appearance| self.0.get(&style.parent);
        std::iter::successors(self.0.get(id), next).take(CHAIN)
    }

    /// Adds what a style says to what holds around it.
    fn apply(&self, id: &str, around: Style) -> Style {
        let said = |property: fn(&Appearance) -> Option<bool>| {
            self.chain(id).find_map(property)
        };
        Style {
            bold: said(|s| s.bold).unwrap_or(around.bold),
            italic: said(|s| s.italic).unwrap_or(around.italic),
            superscript: said(|s| s.raised).unwrap_or(around.superscript),
            field: None,
        }
    }

    /// The heading level a paragraph style gives.
    fn level(&self, id: &str) -> Option<u8> {
        let own = id == "Title";
        self.chain(id).fold(own.then_some(1), |level, style| {
            let outline = style.outline.filter(|level| *level > 0);
            // The parts of a document need not define what they build on.
            let title = style.parent == "Title";
            level.or(outline).or(title.then_some(1))
        })
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight >= 600)
}

/// `super 58%` or a shift upwards: `33% 58%`.
fn is_raised(place: &str) -> bool {
    let shift = place.split_whitespace().next().unwrap_or_default();
    shift == "super"
        || shift.strip_suffix('%').is_some_and(|percent| {
            percent.parse().is_ok_and(|percent: f32| percent > 0.0)
        })
}

/// Elements that hold no text of the document.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "annotation",
    "note-citation",
    "forms",
    "meta",
    "scripts",
    "font-face-decls",
    "master-styles",
    "desc",
    "object",
    "binary-data",
    "ruby-text",
    "settings",
    "styles",
    "automatic-styles",
    "sequence-decls",
    "variable-decls",
];

/// A text within a text: a cell, a frame, a note.
struct Inset {
    flow: Flow,
    style: Style,
    depth: u8,
    paragraphs: usize,
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    flow: Flow,
    style: Style,
    /// What held outside the elements that are open.
    around: Vec<Style>,
    links: Vec<Option<String>>,
    /// Lists around.
    depth: u8,
    /// Paragraphs open: text elsewhere is none.
    paragraphs: usize,
    number: u32,
    skipped: usize,
    /// Whether the next paragraph opens a list item.
    item: bool,
    insets: Vec<Inset>,
    rows: Vec<Vec<Vec<RawBlock>>>,
    /// Frames that wait for the end of the paragraph they hang on.
    frames: Vec<RawBlock>,
    notes: Vec<RawBlock>,
}

impl Reader {
    fn read(mut self, xml: &str) -> Result<Vec<RawBlock>, SkipReason> {
        walk(xml, |node| match node {
            Node::Open(..) if self.skipped > 0 => self.skipped += 1,
            Node::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Node::Open(name, attributes) => self.open(name, &attributes),
            Node::Close(name) => self.close(name),
            Node::Text(text) => {
                if self.skipped == 0 && self.paragraphs > 0 {
                    self.add(text);
                }
            }
        })?;
        // A part that breaks off leaves insets and rows open.
        while !self.insets.is_empty() {
            let blocks = self.end_inset();
            self.flow.append(blocks);
        }
        for cells in std::mem::take(&mut self.rows) {
            self.flow.append(table::row(cells));
        }
        self.flow.append(self.frames);
        self.flow.append(self.notes);
        Ok(self.flow.finish())
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        let style = || attributes.get("style-name").unwrap_or_default();
        match name {
            _ if SKIPPED.contains(&name) => self.skipped = 1,
            "p" | "h" => {
                self.number += 1;
                self.paragraphs += 1;
                let id = style();
                let level = match name {
                    "h" => attributes
                        .get("outline-level")
                        .map_or(Some(1), |level| level.parse().ok()),
                    _ => self.styles.level(&id),
                };
                self.begin_paragraph(level);
                self.around.push(self.style);
                self.style = self.styles.apply(&id, Style::default());
            }
            "span" => {
                self.around.push(self.style);
                self.style = self.styles.apply(&style(), self.style);
            }
            "a" => self.links.push(attributes.get("href")),
            "s" => self.flow.blank(),
            "tab" => self.flow.tab(),
            "line-break" => self.flow.break_line(),
            "list" => self.depth = self.depth.saturating_add(1),
            "list-item" => {
                self.flow.close();
                self.item = true;
            }
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" | "text-box" | "note-body" => self.begin_inset(),
            _ => {}
        }
    }

    /// Paragraphs of one list item are lines of it.
    fn begin_paragraph(&mut self, level: Option<u8>) {
        match level {
            Some(level) => {
                self.flow.close();
                self.flow.set_role(Role::Heading(level));
            }
            None if self.depth > 0 && !self.item => self.flow.break_line(),
            None => self.flow.close(),
        }
        self.item = false;
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.style = self.around.pop().unwrap_or_default();
                if self.depth == 0 || name == "h" {
                    self.flow.close();
                }
                if self.paragraphs == 0 && !self.frames.is_empty() {
                    self.flow.append(std::mem::take(&mut self.frames));
                }
            }
            "span" => self.style = self.around.pop().unwrap_or_default(),
            "a" => {
                self.links.pop();
            }
            "list" => {
                self.flow.close();
                self.depth = self.depth.saturating_sub(1);
                self.item = false;
            }
            "list-item" => self.flow.close(),
            "table-cell" => {
                let blocks = self.end_inset();
                if let Some(row) = self.rows.last_mut() {
                    row.push(blocks);
                }
            }
            "text-box" => {
                let blocks = self.end_inset();
                self.frames.extend(blocks);
            }
            "note-body" => {
                let blocks = self.end_inset();
                self.notes.extend(blocks);
            }
            "table-row" => {
                if let Some(cells) = self.rows.pop() {
                    self.flow.append(table::row(cells));
                }
            }
            _ => {}
        }
    }

    fn begin_inset(&mut self) {
        self.insets.push(Inset {
            flow: std::mem::take(&mut self.flow),
            style: std::mem::take(&mut self.style),
            depth: std::mem::take(&mut self.depth),
            paragraphs: std::mem::take(&mut self.paragraphs),
        });
    }

    fn end_inset(&mut self) -> Vec<RawBlock> {
        let Some(inset) = self.insets.pop() else { return Vec::new() };
        self.style = inset.style;
        self.depth = inset.depth;
        self.paragraphs = inset.paragraphs;
        std::mem::replace(&mut self.flow, inset.flow).finish()
    }

    fn add(&mut self, text: &str) {
        if self.depth > 0 && self.flow.at_block_start() {
            self.flow.set_item(self.depth - 1);
        }
        let link = self.links.last().and_then(|link| link.as_deref());
        self.flow.text(text, self.style, link, self.number);
    }
}
