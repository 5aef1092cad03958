//! The styles of a Word document, as far as they tell roles and type.

use std::collections::HashMap;

use super::super::office::{Node, walk};
use crate::model::Role;

/// What a style says, by itself.
#[derive(Default)]
struct Style {
    name: String,
    based_on: String,
    outline: Option<u8>,
    list: Option<u8>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// The styles of a document, by identifier.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// How long a chain of styles built on styles is followed.
const CHAIN: usize = 12;

impl Styles {
    pub(super) fn parse(xml: &str) -> Styles {
        let mut styles = HashMap::new();
        let mut id = String::new();
        let mut style = Style::default();
        // A styles part that breaks off gives the styles before.
        let _ = walk(xml, |node| match node {
            Node::Open(name, attributes) => {
                let value = || attributes.get("val").unwrap_or_default();
                match name {
                    "style" => {
                        id = attributes.get("styleId").unwrap_or_default();
                        style = Style::default();
                    }
                    "name" => style.name = value().to_lowercase(),
                    "basedOn" => style.based_on = value(),
                    "outlineLvl" => style.outline = value().parse().ok(),
                    "numId" => {
                        style.list.get_or_insert(0);
                    }
                    "ilvl" => style.list = value().parse().ok(),
                    "b" => style.bold = Some(is_on(&value())),
                    "i" => style.italic = Some(is_on(&value())),
                    _ => {}
                }
            }
            Node::Close("style") => {
                styles.insert(
                    std::mem::take(&mut id),
                    std::mem::take(&mut style),
                );
            }
            _ => {}
        });
        Styles(styles)
    }

    /// A style and those it is built on, nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| self.0.get(&style.based_on);
        std::iter::successors(self.0.get(id), next).take(CHAIN)
    }

    /// The role of a paragraph of a style; None where the style says none.
    pub(super) fn role(&self, id: &str) -> Option<Role> {
        self.chain(id).find_map(|style| {
            let number = style.name.strip_prefix("heading ");
            if let Some(level) = number.and_then(|n| n.trim().parse().ok()) {
                return Some(Role::Heading(level));
            }
            match style.name.as_str() {
                "title" => return Some(Role::Heading(1)),
                name if name.starts_with("toc ") => {
                    return Some(Role::Boilerplate);
                }
                _ => {}
            }
            // Word's nine levels; the tenth is body text.
            let level = style.outline.filter(|&level| level < 9);
            level
                .map(|level| Role::Heading(level + 1))
                .or(style.list.map(Role::Item))
        })
    }

    /// Whether a style is bold.
    pub(super) fn bold(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.bold).unwrap_or(false)
    }

    /// Whether a style is italic.
    pub(super) fn italic(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.italic).unwrap_or(false)
    }
}

/// The value of a switch, which is on where it is not said.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}
