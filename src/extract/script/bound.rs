//! What names stand for within a component.

use std::collections::HashMap;
use std::rc::Rc;

use crate::extract::tree::{Node, Value};

/// Longest list that is shown as one text, in items.
const MOST_JOINED: usize = 40;

/// What a name stands for.
#[derive(Clone)]
pub(super) enum Bound<'a> {
    /// A value that the script holds.
    Node(&'a Node),
    /// A text.
    Text(String),
    /// A key with its value.
    Pair(&'a str, &'a Node),
    /// All that a component is handed.
    Map(Rc<[(&'a str, Bound<'a>)]>),
    /// Something that only the running script knows.
    Nothing,
}

impl<'a> Bound<'a> {
    /// What it holds under a name.
    fn get(&self, name: &str) -> Bound<'a> {
        match self {
            Bound::Node(node) => {
                let mut entries = node.entries().iter();
                let found = entries.find(|(key, _)| key == name);
                found.map_or(Bound::Nothing, |(_, node)| Bound::Node(node))
            }
            Bound::Map(entries) => {
                let found = entries.iter().find(|(key, _)| *key == name);
                found.map_or(Bound::Nothing, |(_, bound)| bound.clone())
            }
            _ => Bound::Nothing,
        }
    }

    /// What it shows within markup: lists show their texts.
    pub(super) fn text(&self) -> String {
        match self {
            Bound::Text(text) => text.clone(),
            Bound::Node(node) => match &node.value {
                Value::List(items) => {
                    let texts = items.iter().filter_map(Node::text);
                    let texts: Vec<_> = texts.take(MOST_JOINED).collect();
                    texts.join(", ")
                }
                _ => node.text().unwrap_or_default().to_owned(),
            },
            _ => String::new(),
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Bound::Nothing => true,
            Bound::Node(node) => node.is_empty(),
            Bound::Text(text) => text.is_empty(),
            Bound::Pair(..) | Bound::Map(_) => false,
        }
    }

    /// What a script that runs through it meets: the items of a list, or a
    /// map's keys with their values where it asks for `pairs`.
    pub(super) fn items(&self, pairs: bool) -> Vec<Bound<'a>> {
        match self {
            Bound::Node(node) if pairs => {
                let entries = node.entries().iter();
                entries.map(|(key, node)| Bound::Pair(key, node)).collect()
            }
            Bound::Node(node) => {
                node.listed().iter().map(Bound::Node).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The names known in a place of a script, the nearest last.
#[derive(Clone)]
pub(super) struct Scope<'a>(Vec<(&'a str, Bound<'a>)>);

impl<'a> Scope<'a> {
    pub(super) fn new() -> Scope<'a> {
        Scope(Vec::new())
    }

    /// Whether a name is one of a function's own.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| *own == name)
    }

    /// What a path of names stands for, in a function or in all the script.
    pub(super) fn find(
        &self,
        path: &[&str],
        values: &'a HashMap<&'a str, Node>,
    ) -> Bound<'a> {
        let Some((first, rest)) = path.split_first() else {
            return Bound::Nothing;
        };
        let mut own = self.0.iter().rev();
        let start = match own.find(|(name, _)| name == first) {
            Some((_, bound)) => bound.clone(),
            None => values.get(*first).map_or(Bound::Nothing, Bound::Node),
        };
        rest.iter().fold(start, |bound, name| bound.get(name))
    }
}

/// Gives the parameters of a function their values: the first, whole or in
/// parts (`{ title, venue: place = "" }`, `[key, value]`), is handed
/// `value`, the second its `number` in a list.
pub(super) fn pattern<'a>(
    names: &'a str,
    value: Bound<'a>,
    number: usize,
    scope: &mut Scope<'a>,
) {
    let names = names.trim();
    let close = match names.chars().next() {
        Some('{') => '}',
        Some('[') => ']',
        _ => {
            let mut each = names.split(',').map(own_name);
            scope.0.extend(each.next().map(|name| (name, value)));
            let number = Bound::Text(number.to_string());
            scope.0.extend(each.next().map(|name| (name, number)));
            return;
        }
    };
    let end = names.find(close).unwrap_or(names.len());
    for (at, part) in names[1..end].split(',').enumerate() {
        let part = part.split('=').next().unwrap_or(part).trim();
        let (key, name) = part.split_once(':').unwrap_or((part, part));
        let bound = match (&value, at) {
            (Bound::Pair(key, _), 0) => Bound::Text((*key).to_owned()),
            (Bound::Pair(_, node), 1) => Bound::Node(node),
            _ => value.get(key.trim()),
        };
        scope.0.push((name.trim(), bound));
    }
}

/// A parameter without its type and what it is by default.
fn own_name(parameter: &str) -> &str {
    let end = parameter.find([':', '=', '?']).unwrap_or(parameter.len());
    parameter[..end].trim()
}
