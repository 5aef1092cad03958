//! CVs and lists of publications in XML (dblp's and hand-made ones) into
//! facts.

use super::tree::{Node, Value};
use super::{Format, Source, keyed, office};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "cv-xml",
    extensions: &["xml"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

/// Elements that set words within a text.
const INLINE: &[&str] = &[
    "a", "b", "br", "em", "font", "i", "span", "strong", "style", "sub",
    "sup", "tt", "u",
];

/// The deepest that elements are told apart.
const DEEPEST: usize = 64;

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut root = tree(text)?;
    root.locate(text);
    let raw = keyed::read(&root, text, source.stem())
        .ok_or(SkipReason::UnknownFormat)?;
    Ok(vec![raw])
}

/// An element that is open.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, Node)>,
    children: Vec<(String, Node)>,
    text: String,
}

/// Reads elements as keys and values.
fn tree(xml: &str) -> Result<Node, SkipReason> {
    let mut open: Vec<Element> = vec![Element::default()];
    // Elements that are open below the deepest told apart.
    let mut deeper = 0_usize;
    office::walk(xml, |piece| match piece {
        office::Node::Open(name, _) if INLINE.contains(&name) => {}
        office::Node::Close(name) if INLINE.contains(&name) => {}
        office::Node::Open(..) if open.len() > DEEPEST => deeper += 1,
        office::Node::Close(_) if deeper > 0 => deeper -= 1,
        office::Node::Open(name, attributes) => {
            let value = |name: String| {
                let value = attributes.get(&name).unwrap_or_default();
                (name, text(value))
            };
            open.push(Element {
                name: name.to_owned(),
                attributes: attributes
                    .names()
                    .into_iter()
                    .map(value)
                    .collect(),
                ..Element::default()
            });
        }
        office::Node::Text(text) => {
            if let Some(element) = open.last_mut() {
                element.text.push_str(text);
            }
        }
        office::Node::Close(_) if open.len() > 1 => {
            close_last(&mut open);
        }
        office::Node::Close(_) => {}
    })?;
    // What was cut off before its end ends here.
    while open.len() > 1 {
        close_last(&mut open);
    }
    let root = open.pop().and_then(|mut file| file.children.pop());
    Ok(root.map(|(_, root)| root).unwrap_or_default())
}

/// Hands the last element to the one around it.
fn close_last(open: &mut Vec<Element>) {
    let element = open.pop().unwrap_or_default();
    let name = element.name.clone();
    if let Some(around) = open.last_mut() {
        around.children.push((name, element.close()));
    }
}

fn text(text: String) -> Node {
    Node { value: Value::Text(text), lines: (0, 0) }
}

impl Element {
    /// The element's value: its text, a list of what stands in it again and
    /// again, or a map.
    fn close(self) -> Node {
        let Element { name, attributes, children, text: words } = self;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if children.is_empty() && (attributes.is_empty() || !words.is_empty())
        {
            return text(words);
        }
        let (first, count) = match children.first() {
            Some((first, _)) => (first.as_str(), children.len()),
            None => ("", 0),
        };
        let alike = children.iter().all(|(child, _)| child == first);
        let plural = name.strip_suffix('s') == Some(first);
        let value = if alike && (count > 1 || plural) && attributes.is_empty()
        {
            let items = children.into_iter().map(|(_, child)| child);
            Value::List(items.collect())
        } else {
            let mut entries = attributes;
            if !words.is_empty() {
                entries.push(("text".to_owned(), text(words)));
            }
            for (key, child) in children {
                join(&mut entries, key, child);
            }
            Value::Map(entries)
        };
        Node { value, lines: (0, 0) }
    }
}

/// Adds a value to those of its key, where it has just been met.
fn join(entries: &mut Vec<(String, Node)>, key: String, child: Node) {
    match entries.last_mut() {
        Some((last, node)) if *last == key => match &mut node.value {
            Value::List(items) => items.push(child),
            _ => {
                let first = std::mem::take(node);
                node.value = Value::List(vec![first, child]);
            }
        },
        _ => entries.push((key, child)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;
    use crate::model::Profile;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("papers.xml"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    fn rows(facts: &Profile) -> Vec<String> {
        let row = |p: &crate::model::Publication| {
            let names: Vec<&str> =
                p.authors.iter().map(|a| a.name.as_str()).collect();
            let venue = p.venue.as_deref().unwrap_or("-");
            let year = p.year.unwrap_or_default();
            let names = names.join(", ");
            format!("{} | {names} | {venue} | {year}", p.title)
        };
        facts.publications.iter().map(row).collect()
    }

    #[test]
    fn lists_are_read_in_the_shapes_people_give_them() {
        let dblp = "<?xml version=\"1.0\"?>\n<dblpperson name=\"Mira Olsen\">\
            <person key=\"x\"><author>Mira Olsen</author></person>\n\
            <r><article key=\"j/a\"><author pid=\"1\">Mira Olsen</author>\
            <author>Tao Reed</author><title>Moss &amp; <i>Ferns</i>.</title>\
            <year>2021</year><journal>Ferns</journal></article></r>\n\
            <r><inproceedings key=\"c/b\"><author>Mira Olsen</author>\
            <title>Spores.</title><year>2019</year>\
            <booktitle>ICB</booktitle></inproceedings></r></dblpperson>";
        let facts = read(dblp).unwrap().facts.unwrap();
        assert_eq!(facts.person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(
            rows(&facts),
            [
                "Moss & Ferns | Mira Olsen, Tao Reed | Ferns | 2021",
                "Spores | Mira Olsen | ICB | 2019"
            ]
        );
        let lines: Vec<u32> =
            facts.publications.iter().map(|p| p.line).collect();
        assert_eq!(lines, [3, 4]);
        let own = "<publications><pub><title>Moss</title>\
            <authors>M. Olsen and T. Reed</authors><year>2021</year>\
            <venue>Ferns</venue></pub></publications>";
        let facts = read(own).unwrap().facts.unwrap();
        assert_eq!(rows(&facts), ["Moss | M. Olsen, T. Reed | Ferns | 2021"]);
        let held = "<list><paper><title>Moss</title><year>2021</year>\
            <bibtex>\n@Article{a, author={Olsen, Mira},\n \
            title={Moss}, journal={Ferns}}\n\
            </bibtex></paper><paper><title>Spores</title>\
            <authors>B. Li</authors><year>2020</year></paper></list>";
        let facts = read(held).unwrap().facts.unwrap();
        assert_eq!(
            rows(&facts),
            ["Moss | Mira Olsen | Ferns | 2021", "Spores | B. Li | - | 2020"]
        );
        let flat = "<cv><paper title='Moss' authors='Mira Olsen' \
            year='2021' journal='Ferns'/></cv>";
        let facts = read(flat).unwrap().facts.unwrap();
        assert_eq!(rows(&facts), ["Moss | Mira Olsen | Ferns | 2021"]);
    }

    #[test]
    fn other_xml_is_no_list() {
        for text in [
            "<project><name>moss</name><version>1</version></project>",
            "<a>",
            "words",
            "<urlset><url><loc>https://a.example</loc></url></urlset>",
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error, SkipReason::UnknownFormat, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            text in r"(</?(a|title|authors|i)>|<b c='d'/>|[&;<>/ \nx]){0,60}"
        ) {
            let _ = read(&text);
        }
    }
}
