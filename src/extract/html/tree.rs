//! A parsed page as a flat list of nodes that can be walked without
//! recursion, what no reader sees left out.

use scraper::node::{Element, Node as Parsed};

use super::card::{self, Named};
use super::stacked;
use super::tags::{self, Hides, Kind};
use crate::extract::record::may_title;
use crate::model::Style;

/// A page: its nodes in the order they stand in the source.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Contents of the scripts that hold JSON-LD.
    pub(super) linked_data: Vec<String>,
    /// Scripts that may hold what the page shows, with their first lines.
    pub(super) scripts: Vec<(String, u32)>,
    /// The `<title>`, the declared author, the language, the description and
    /// the address of whoever made the page, in that order.
    pub(super) declared: [Option<String>; 5],
}

/// A text or an element.
pub(super) struct Node {
    /// Position of the element around it; its own where there is none.
    pub(super) parent: usize,
    /// One past the last node within it.
    pub(super) end: usize,
    /// The source line it starts on, for texts.
    pub(super) number: u32,
    pub(super) content: Content,
}

pub(super) enum Content {
    Text(String),
    Element(Tag),
}

/// What matters of an element.
pub(super) struct Tag {
    pub(super) kind: Kind,
    /// What it adds to the style of its words.
    pub(super) style: Style,
    pub(super) link: Option<String>,
    /// Name and classes: equal for elements of the same making.
    pub(super) signature: String,
    /// Its children stand apart though no white space parts them.
    pub(super) apart: bool,
    /// The field that it is named after.
    pub(super) named: Option<Named>,
    /// Named as what tells the contents of a work.
    pub(super) summary: bool,
    /// One publication, whose parts are named.
    pub(super) card: bool,
    /// What it is hidden for, where it is.
    pub(super) hides: Hides,
}

impl Node {
    pub(super) fn tag(&self) -> Option<&Tag> {
        match &self.content {
            Content::Text(_) => None,
            Content::Element(tag) => Some(tag),
        }
    }

    pub(super) fn tag_mut(&mut self) -> Option<&mut Tag> {
        match &mut self.content {
            Content::Text(_) => None,
            Content::Element(tag) => Some(tag),
        }
    }

    pub(super) fn named(&self) -> Option<Named> {
        self.tag().and_then(|tag| tag.named)
    }

    pub(super) fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Element(_) => "",
        }
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.tag().map(|tag| tag.kind)
    }
}

impl Tree {
    /// Parses a page.
    pub(super) fn parse(source: &str) -> Tree {
        let page = scraper::Html::parse_document(source);
        let mut tree = Tree::default();
        let mut lines = SourceLines::new(source);
        let mut open: Vec<usize> = Vec::new();
        let mut next = page.tree.root().first_child();
        while let Some(mut node) = next {
            let entered = match node.value() {
                Parsed::Comment(comment) => {
                    lines.pass(comment);
                    false
                }
                Parsed::Text(text) => {
                    let number = lines.pass(text);
                    tree.push(&open, Content::Text(text.to_string()), number);
                    false
                }
                Parsed::Element(element) => {
                    let child = node.first_child();
                    let text = child.and_then(|c| c.value().as_text());
                    tree.declare(element, text.map_or("", |text| text));
                    let tag = tags::read(element);
                    if tag.kind == Kind::Skipped {
                        if let Some(text) = text {
                            let line = lines.pass(text);
                            if holds_works(element, text) {
                                tree.scripts.push((text.to_string(), line));
                            }
                        }
                        false
                    } else {
                        open.push(tree.push(&open, Content::Element(tag), 0));
                        true
                    }
                }
                _ => false,
            };
            next = if entered { node.first_child() } else { None };
            if entered && next.is_none() {
                tree.close(&mut open);
            }
            while next.is_none() {
                next = node.next_sibling();
                if next.is_none() {
                    let Some(parent) = node.parent() else { break };
                    tree.close(&mut open);
                    node = parent;
                }
            }
        }
        stacked::part(&mut tree);
        card::find(&mut tree);
        tree
    }

    /// The words within a node.
    pub(super) fn text_within(&self, at: usize) -> String {
        self.nodes[at..self.nodes[at].end].iter().map(Node::text).collect()
    }

    /// The element beside a node that follows it, texts left out.
    pub(super) fn sibling_after(&self, at: usize) -> Option<usize> {
        let parent = self.nodes[at].parent;
        let mut next = self.nodes[at].end;
        while next < self.nodes[parent].end {
            if self.nodes[next].tag().is_some() {
                return Some(next);
            }
            next = self.nodes[next].end;
        }
        None
    }

    /// The element beside a node that precedes it, texts left out.
    pub(super) fn sibling_before(&self, at: usize) -> Option<usize> {
        let parent = self.nodes[at].parent;
        let mut before = at.checked_sub(1)?;
        while before > parent {
            if self.nodes[before].parent == parent {
                if self.nodes[before].tag().is_some() {
                    return Some(before);
                }
                before -= 1;
            } else {
                before = self.nodes[before].parent;
            }
        }
        None
    }

    fn push(
        &mut self,
        open: &[usize],
        content: Content,
        number: u32,
    ) -> usize {
        let at = self.nodes.len();
        let parent = open.last().copied().unwrap_or(at);
        self.nodes.push(Node { parent, end: at + 1, number, content });
        at
    }

    fn close(&mut self, open: &mut Vec<usize>) {
        let end = self.nodes.len();
        if let Some(closed) = open.pop() {
            self.nodes[closed].end = end;
        }
    }

    /// Keeps what an element says about the whole page; the first wins.
    fn declare(&mut self, element: &Element, text: &str) {
        let attribute = |name| element.attr(name).unwrap_or_default();
        let (slot, said) = match element.name() {
            "title" => (0, text),
            "meta" if attribute("name").eq_ignore_ascii_case("author") => {
                (1, attribute("content"))
            }
            "meta"
                if attribute("name").eq_ignore_ascii_case("description") =>
            {
                (3, attribute("content"))
            }
            // `<link rev="made" href="mailto:ann@example.org">`
            "link" if attribute("rev").eq_ignore_ascii_case("made") => {
                let target = attribute("href");
                (4, target.strip_prefix("mailto:").unwrap_or_default())
            }
            "html" if !attribute("lang").is_empty() => (2, attribute("lang")),
            "html" => (2, attribute("xml:lang")),
            "script" if attribute("type") == "application/ld+json" => {
                self.linked_data.push(text.to_owned());
                return;
            }
            _ => return,
        };
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        if !said.is_empty() {
            self.declared[slot].get_or_insert(said);
        }
    }
}

/// Whether an element may be a script with what the page shows; what it says
/// in schema.org's terms is read apart.
fn holds_works(element: &Element, text: &str) -> bool {
    element.name() == "script"
        && may_title(text)
        && element.attr("type") != Some("application/ld+json")
}

/// Finds the source lines of texts, which the parser does not tell: looks
/// for the start of each text after the end of the one before.
struct SourceLines<'a> {
    source: &'a str,
    cursor: usize,
    number: u32,
}

impl<'a> SourceLines<'a> {
    /// How far ahead a text is looked for, in bytes.
    const WINDOW: usize = 1 << 16;

    fn new(source: &'a str) -> SourceLines<'a> {
        SourceLines { source, cursor: 0, number: 1 }
    }

    /// Moves past a text; gives the line of its first byte.
    fn pass(&mut self, text: &str) -> u32 {
        let lead = text.len() - text.trim_start().len();
        // Characters that the source may spell as `&#233;` end the key.
        let key = text[lead..]
            .bytes()
            .take(40)
            .take_while(|b| b.is_ascii() && !b"&<>\"'\r\n".contains(b))
            .count();
        let key = &text[lead..lead + key];
        let rest = &self.source.as_bytes()[self.cursor..];
        let rest = &rest[..rest.len().min(Self::WINDOW)];
        let rest = std::str::from_utf8(rest)
            .unwrap_or_else(|e| utf8_head(rest, e.valid_up_to()));
        if key.is_empty() {
            return self.number;
        }
        let Some(found) = rest.find(key) else { return self.number };
        self.advance(found);
        let before = text[..lead].matches('\n').count();
        let number = self.number;
        self.advance(key.len());
        number.saturating_sub(u32::try_from(before).unwrap_or(0)).max(1)
    }

    fn advance(&mut self, length: usize) {
        let passed = &self.source.as_bytes()[self.cursor..][..length];
        let lines = passed.iter().filter(|&&b| b == b'\n').count();
        self.number += u32::try_from(lines).unwrap_or(0);
        self.cursor += length;
    }
}

/// The first bytes as text; `length` of them are known to be UTF-8.
fn utf8_head(bytes: &[u8], length: usize) -> &str {
    std::str::from_utf8(&bytes[..length]).unwrap_or_default()
}
