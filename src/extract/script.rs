//! Scripts into blocks: pages written as components (JSX), the works that a
//! page shows (`const papers = [...]`), and what they tell of its owner.

use std::collections::HashMap;

use super::record::literal;
use super::tree::{Node, Value};
use super::{Format, Source, html, keyed, record};
use crate::model::{Raw, RawBlock, Role, SkipReason};

mod bound;
mod element;
mod function;
mod jsx;

pub(super) static FORMAT: Format = Format {
    name: "script",
    extensions: &["js", "mjs", "jsx", "ts", "tsx"],
    sniff: |_| false,
    version: 2,
    text: true,
    extract,
};

/// Texts that are given a name in a script, at most.
const MOST_TEXTS: usize = 200;

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let script = source.text();
    let (works, _) = record::of_script(script, 1);
    let mut values: HashMap<&str, Node> = texts(script);
    let named = record::values(script, 1);
    values.extend(named.map(|(name, node, _)| (name, node)));
    let page = jsx::shown(script, &values).map(|shown| html::written(&shown));
    if let Some(mut page) = page.filter(is_of_somebody) {
        html::add_works(works, &mut page.blocks);
        return Ok(vec![page]);
    }
    let file = source.path.file_name().unwrap_or_default();
    match keyed::read(&told(values), script, &file.to_string_lossy()) {
        Some(raw) if works.is_empty() || names_owner(&raw) => Ok(vec![raw]),
        _ if works.is_empty() => Err(SkipReason::UnknownFormat),
        _ => Ok(vec![Raw { blocks: works, ..Raw::default() }]),
    }
}

fn names_owner(raw: &Raw) -> bool {
    raw.facts.as_ref().is_some_and(|facts| facts.person.name.is_some())
}

/// Whether a page tells of somebody who studies or teaches; most components
/// of a site show its menus and buttons.
fn is_of_somebody(page: &Raw) -> bool {
    page.blocks.iter().any(|block: &RawBlock| {
        let text = block.text();
        match block.role {
            Role::Heading(_) => keyed::kind_of(&text).is_some(),
            _ => keyed::tells_of_school(&text),
        }
    })
}

/// The texts that a script gives a name: `const title = "Mira Olsen";`.
fn texts(script: &str) -> HashMap<&str, Node> {
    let mut found = HashMap::new();
    let opening = ["const ", "let ", "var ", "document."];
    for line in script.lines() {
        let line = line.trim_start();
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some(line) = opening.iter().find_map(|o| line.strip_prefix(o))
        else {
            continue;
        };
        let Some((name, value)) = line.split_once('=') else { continue };
        let name = name.split(':').next().unwrap_or(name).trim();
        let value = value.trim_start();
        if !value.starts_with(['"', '\'', '`']) {
            continue;
        }
        if let Some((text, _)) = literal::text(value, 0) {
            let node = Node { value: Value::Text(text), lines: (0, 0) };
            found.insert(name, node);
        }
        if found.len() == MOST_TEXTS {
            break;
        }
    }
    found
}

/// All that a script holds as one tree: what tells of its owner lies at the
/// root, as in other files of keys and values.
fn told(values: HashMap<&str, Node>) -> Node {
    let mut entries: Vec<(String, Node)> = Vec::new();
    for (name, node) in values {
        match node.value {
            Value::Map(inner) if names_somebody(&inner) => {
                entries.extend(inner);
            }
            Value::Text(_) => {}
            value => {
                entries.push((name.to_owned(), Node { value, ..node }));
            }
        }
    }
    entries.sort_by_key(|(_, node)| node.lines);
    Node { value: Value::Map(entries), lines: (1, 1) }
}

/// Whether a map tells who somebody is.
fn names_somebody(entries: &[(String, Node)]) -> bool {
    let has = |name| entries.iter().any(|(key, _)| key == name);
    has("name") && (has("email") || has("title") || has("links"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::extract::NoSiblings;

    #[test]
    fn scripts_without_works_are_left_out() {
        for (text, works) in [
            (
                "export const papers = [{title: 'Slow Rivers', authors: \
                 ['A. Roe'], year: 2020}]",
                true,
            ),
            ("const menu = [{title: 'Home', url: '/'}]", false),
            ("export default function Page() { return null }", false),
            ("", false),
        ] {
            let path = Path::new("papers.js");
            let bytes = text.as_bytes();
            let source = Source { path, bytes, siblings: &NoSiblings };
            assert_eq!(extract(&source).is_ok(), works, "{text}");
        }
    }
}
