//! Sources of keys and values (JSON, YAML) as a tree that knows its lines.

use std::fmt;

use serde::de::{
    Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::reference;
use crate::model::{RawBlock, Span};

/// How far ahead a value is looked for in the source, in bytes: past long
/// comments, yet not through all of a large file for each value.
const WINDOW: usize = 1 << 14;

/// Longest quote of source lines, in bytes.
const LONGEST_QUOTE: usize = 1 << 14;

/// A value with the lines it stands on.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Node {
    /// What it holds.
    pub(super) value: Value,
    /// First and last line in the source, counted from 1; 0 if not known.
    pub(super) lines: (u32, u32),
}

/// What a source of keys and values can hold.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Value {
    /// Null.
    #[default]
    Empty,
    /// Text, or a number or a truth value as it is written.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Keys and values in order; a key may come twice.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value of the first of these keys that is there and not empty.
    ///
    /// Names are given in lower case, without `_`, `-` and blanks.
    pub(super) fn get(&self, names: &[&str]) -> Option<&Node> {
        names.iter().find_map(|name| {
            self.entries()
                .iter()
                .find(|(key, node)| same_key(key, name) && !node.is_empty())
                .map(|(_, node)| node)
        })
    }

    /// The values of a list; none where it is no list.
    pub(super) fn listed(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text under the first of these keys that has any.
    pub(super) fn text_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(&[name])?.text())
    }

    /// What the first of these keys says, in whatever wrapping: see
    /// [`Node::said`].
    pub(super) fn said_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(&[name])?.said(0))
    }

    /// Its text, that of its first item, or that of a map which only says
    /// more about it: `{name: …, url: …}`, `{en: …, ja: …}`.
    fn said(&self, depth: usize) -> Option<&str> {
        const TELLING: &[&str] = &[
            "text",
            "#text",
            "value",
            "name",
            "title",
            "displayname",
            "fullname",
            "shortname",
            "abbreviatedname",
            "abbreviation",
            "acronym",
            "journaltitle",
            "source",
        ];
        let next = depth + 1;
        match &self.value {
            _ if depth > 3 => None,
            Value::Empty => None,
            Value::Text(_) => self.text(),
            Value::List(items) => items.iter().find_map(|i| i.said(next)),
            Value::Map(entries) => {
                let told = TELLING
                    .iter()
                    .filter_map(|key| self.get(&[key]))
                    .find_map(|node| node.said(next));
                let tongues = || entries.iter().all(|(key, _)| key.len() < 4);
                told.or_else(|| {
                    let mut said = entries.iter().filter(|_| tongues());
                    said.find_map(|(_, node)| node.text())
                })
            }
        }
    }

    /// The value behind a path of keys, one a step.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(&[key]))
    }

    /// Its text, where it is a text that is not blank.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => {
                let text = text.trim();
                (!text.is_empty()).then_some(text)
            }
            Value::Empty | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Its items; a single value that is no list is its own only item.
    pub(super) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Empty => &[],
            Value::Text(_) | Value::Map(_) => std::slice::from_ref(self),
        }
    }

    /// Its keys and values, none where it is no map.
    pub(super) fn entries(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Empty | Value::Text(_) | Value::List(_) => &[],
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
        }
    }

    /// Finds the lines of this value and all within it, given the source it
    /// was read from.
    pub(super) fn locate(&mut self, source: &str) {
        let mut cursor = Cursor { source, at: 0, counted: 0, line: 1 };
        cursor.visit(self);
    }

    fn text_node(text: impl Into<String>) -> Node {
        Node { value: Value::Text(text.into()), lines: (0, 0) }
    }
}

/// Quotes the source lines of values as blocks.
#[derive(Default)]
pub(super) struct Quotes<'a> {
    lines: Vec<&'a str>,
    /// What has been quoted so far.
    pub(super) blocks: Vec<RawBlock>,
}

impl<'a> Quotes<'a> {
    /// Quotes from this source.
    pub(super) fn new(source: &'a str) -> Quotes<'a> {
        Quotes { lines: source.lines().collect(), blocks: Vec::new() }
    }

    /// Adds a block with the source lines of a value, or with `words` where
    /// those lines are not known or hold much else, as in minified JSON;
    /// gives its number as a span.
    pub(super) fn quote(
        &mut self,
        node: &Node,
        words: impl FnOnce() -> String,
    ) -> Span {
        let (first, last) = node.lines;
        let range = first.saturating_sub(1) as usize..last as usize;
        let lines = self.lines.get(range).filter(|_| first > 0);
        let short = |lines: &&[&str]| {
            lines.iter().map(|line| line.len()).sum::<usize>() < LONGEST_QUOTE
        };
        let Some(lines) = lines.filter(short) else {
            return self.put(node, &words());
        };
        self.push(reference::block(lines, first))
    }

    /// Adds a block of these words on the value's first line, where its
    /// source lines are no prose to quote.
    pub(super) fn put(&mut self, node: &Node, words: &str) -> Span {
        self.push(reference::block(&[words], node.lines.0))
    }

    fn push(&mut self, block: RawBlock) -> Span {
        self.blocks.push(block);
        Span::new(self.blocks.len() - 1, self.blocks.len())
    }
}

/// Whether a key is the one named, whatever its case and joints:
/// `start_date`, `startDate`, `Start date`.
pub(super) fn same_key(key: &str, name: &str) -> bool {
    let letters = key
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .map(|c| c.to_ascii_lowercase());
    letters.eq(name.chars())
}

/// A place in the source that moves along with the values read from it.
struct Cursor<'a> {
    source: &'a str,
    at: usize,
    /// Up to where line breaks are counted.
    counted: usize,
    line: u32,
}

impl Cursor<'_> {
    fn visit(&mut self, node: &mut Node) {
        let mut lines = (0, 0);
        let mut widen = |(first, last): (u32, u32)| {
            lines.0 = if lines.0 == 0 { first } else { lines.0 };
            lines.1 = lines.1.max(last);
        };
        match &mut node.value {
            Value::Empty => {}
            Value::Text(text) => widen(self.pass(text)),
            Value::List(items) => {
                for item in items {
                    self.visit(item);
                    widen(item.lines);
                }
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    widen(self.pass(key));
                    self.visit(value);
                    widen(value.lines);
                }
            }
        }
        node.lines = lines;
    }

    /// Moves past a text, and gives the lines it stands on; stays where the
    /// text is not found as it reads, but for escapes and line breaks.
    fn pass(&mut self, text: &str) -> (u32, u32) {
        let text = text.trim();
        let line = text.lines().next().unwrap_or_default();
        let start = &line[..line.floor_char_boundary(40)];
        let word = start.split_whitespace().next().unwrap_or_default();
        let found = [start, word].into_iter().find_map(|needle| {
            (!needle.is_empty()).then(|| self.find(needle)).flatten()
        });
        let Some(place) = found else { return (0, 0) };
        let first = self.line_at(place);
        // The source of a text is never shorter than the text.
        self.at = (place + text.len()).min(self.source.len());
        (first, self.line_at(self.at))
    }

    fn find(&self, needle: &str) -> Option<usize> {
        let start = self.source.floor_char_boundary(self.at);
        let end = self.source.floor_char_boundary(start + WINDOW);
        Some(start + self.source[start..end].find(needle)?)
    }

    fn line_at(&mut self, place: usize) -> u32 {
        let passed = self.source.as_bytes().get(self.counted..place);
        for byte in passed.unwrap_or_default() {
            self.line += u32::from(*byte == b'\n');
        }
        self.counted = self.counted.max(place);
        self.line
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::text_node(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::text_node(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::text_node(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::text_node(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::text_node(value))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(
        self,
        mut access: A,
    ) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node { value: Value::List(items), lines: (0, 0) })
    }

    fn visit_map<A: MapAccess<'de>>(
        self,
        mut access: A,
    ) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = access.next_entry::<Node, Node>()? {
            let key = key.text().unwrap_or_default().to_owned();
            // How the TOML crate hands over dates.
            if key == "$__toml_private_datetime" {
                return Ok(value);
            }
            entries.push((key, value));
        }
        Ok(Node { value: Value::Map(entries), lines: (0, 0) })
    }

    // YAML's tagged values.
    fn visit_enum<A: EnumAccess<'de>>(
        self,
        access: A,
    ) -> Result<Node, A::Error> {
        let (_, value) = access.variant::<String>()?;
        value.newtype_variant()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines() {
        let source = "{\n \"name\": \"Mira\",\n \"list\": [\n  \
                      {\"title\": \"A \\\"b\\\"\",\n   \"n\": 7},\n  \
                      {\"title\": \"Mira\"}\n ]\n}";
        let mut root: Node = serde_json::from_str(source).unwrap();
        root.locate(source);
        assert_eq!(root.get(&["name"]).unwrap().lines, (2, 2));
        let lines: Vec<(u32, u32)> = root
            .at(&["list"])
            .unwrap()
            .items()
            .iter()
            .map(|i| i.lines)
            .collect();
        assert_eq!(lines, [(4, 5), (6, 6)]);
    }

    #[test]
    fn keys_are_found_however_they_are_joined() {
        for key in ["start_date", "startDate", "Start Date", "start-date"] {
            assert!(same_key(key, "startdate"), "{key}");
        }
        let root: Node =
            serde_json::from_str(r#"{"a":"","A":"x","n":1,"a":"y"}"#).unwrap();
        assert_eq!(root.text_of(&["b", "a"]), Some("x"));
        assert_eq!(root.text_of(&["n"]), Some("1"));
    }
}
