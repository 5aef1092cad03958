//! Works in keys and values that are written out as references, for what
//! stands in the midst of a page.

use super::entries::{is_other, publication};
use super::text::clean;
use super::works::{lists_works, tells_others};
use super::{keys, kind_of};
use crate::extract::tree::{Node, Value};
use crate::model::{Publication, SectionKind, Status};

/// Deepest that lists are looked for in a script's value.
const DEEPEST: usize = 6;

/// Words for one work or several in the names of templates and variables,
/// beside those that head sections.
const WORKS: &[&str] = &[
    "article",
    "jmp",
    "paper",
    "preprint",
    "pub",
    "publication",
    "publi",
    "pubs",
    "reference",
    "thesis",
    "wp",
];

/// Names of the authors beside the owner.
const COAUTHORS: &[&str] = &["coauthors", "coauthor", "with"];

/// Who wrote a work with the owner, where nobody is said to have written it.
fn coauthors(node: &Node) -> Option<&Node> {
    let mut all = keys::AUTHORS.iter().filter(|key| !COAUTHORS.contains(key));
    let named = all.any(|key| node.get(&[key]).is_some());
    node.get(COAUTHORS).filter(|_| !named)
}

/// Whether the name of a template or a variable tells of works: `paper_entry`.
fn tells_works(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORKS.iter().any(|w| word.eq_ignore_ascii_case(w)))
        || heads_works(name)
}

/// Whether the name of a list heads works as it stands.
pub(in crate::extract) fn heads_works(name: &str) -> bool {
    kind_of(name) == Some(SectionKind::Publications)
}

/// The work that a template is handed, as a reference; None where the
/// template's name and what it is handed tell of none.
pub(in crate::extract) fn handed(name: &str, node: &Node) -> Option<String> {
    node.get(keys::HEADS)?;
    let told = tells_works(name);
    // A photograph and a quotation have a title and an author, too.
    let placed = [keys::VENUE, keys::YEAR, &["status"]]
        .iter()
        .any(|keys| node.get(keys).is_some());
    let signed = node.get(COAUTHORS).is_some()
        || node.get(keys::AUTHORS).is_some() && placed;
    if !told && (!signed || tells_others(name)) || is_other(node) {
        return None;
    }
    written_out(node)
}

/// What a component shows that is handed a title and some words about it:
/// `<Card title="ICB 2020" description="Slow Rivers and Their Sand" />`.
pub(in crate::extract) fn shown(
    name: &str,
    node: &Node,
) -> Option<(String, String)> {
    /// Names of what stands in the head of a page and is not shown.
    const UNSEEN: &[&str] = &["seo", "head", "meta", "helmet", "layout"];
    /// Words about the title at most, in bytes; more are an abstract.
    const LONGEST: usize = 300;
    let title = clean(node.text_of(keys::HEADS)?);
    let words = node.text_of(&["description", "subtitle", "text", "content"]);
    let words = clean(words?);
    let name = name.trim().to_lowercase();
    // `title={paper.title}` names a variable.
    let said = title.contains(' ') && words.split(' ').nth(2).is_some();
    (said && words.len() <= LONGEST && !UNSEEN.contains(&name.as_str()))
        .then_some((title, words))
}

/// The lists of works in a script's value that is called `name`, each with
/// its own name.
pub(in crate::extract) fn lists<'a>(
    name: &'a str,
    node: &'a Node,
) -> Vec<(&'a str, &'a [Node])> {
    let mut found = Vec::new();
    lists_below(name, node, 0, &mut found);
    found
}

fn lists_below<'a>(
    name: &'a str,
    node: &'a Node,
    depth: usize,
    found: &mut Vec<(&'a str, &'a [Node])>,
) {
    if depth > DEEPEST || tells_others(name) {
        return;
    }
    match &node.value {
        Value::List(items) if lists_works(items, name) => {
            found.push((name, items));
        }
        Value::List(items) => {
            for item in items {
                lists_below(name, item, depth + 1, found);
            }
        }
        Value::Map(entries) => {
            for (key, node) in entries {
                // `publications: {journals: [...], others: [...]}`
                let told = tells_works(name) && kind_of(key).is_none();
                let name = if told { name } else { key.as_str() };
                lists_below(name, node, depth + 1, found);
            }
        }
        Value::Empty | Value::Text(_) => {}
    }
}

/// A work as a reference: "A. Roe, B. Li. “Slow Rivers.” Sand Letters, 2020."
pub(in crate::extract) fn written_out(node: &Node) -> Option<String> {
    if is_other(node) {
        return None;
    }
    let work = publication(node).or_else(|| titled(node))?;
    let title = work.title.replace(['“', '”'], "\"");
    let stop = if title.ends_with(['.', '?', '!']) { "" } else { "." };
    let mut out = String::new();
    match coauthors(node) {
        Some(list) => {
            let names = list.items().iter().filter_map(Node::text);
            let names = names.map(clean).collect::<Vec<_>>().join(", ");
            let names = names.strip_prefix("with ").unwrap_or(&names);
            out.extend(["“", &title, "” (with ", names, ")."]);
        }
        None => out.extend([&names(&work), "“", &title, stop, "”"]),
    }
    let doi = work.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    let parts = [place(&work), work.notes.join(". ")];
    for part in parts.iter().map(|part| part.trim_end_matches('.')) {
        if !part.is_empty() {
            out.extend([" ", part, "."]);
        }
    }
    out.extend(doi.iter().flat_map(|doi| [" ", doi]));
    Some(out)
}

/// The authors of a work, and what parts them from its title.
fn names(work: &Publication) -> String {
    let mut names: Vec<&str> =
        work.authors.iter().map(|author| author.name.as_str()).collect();
    names.extend(work.authors_truncated.then_some("et al"));
    match names.is_empty() {
        true => String::new(),
        false => format!("{}. ", names.join(", ")),
    }
}

/// A work of which no more than the title is told.
fn titled(node: &Node) -> Option<Publication> {
    let title = clean(node.text_of(keys::HEADS)?);
    let notes = keys::REMARK.iter().filter_map(|key| node.text_of(&[key]));
    let notes = notes.map(clean).collect();
    Some(Publication { title, notes, ..Publication::default() })
}

/// Where a work stands, how far it has come and when: "Under review at Sand
/// Letters, 2020".
fn place(work: &Publication) -> String {
    let venue = work.venue_raw.as_deref().or(work.venue.as_deref());
    let told = work.notes.is_empty();
    let lead = match work.status {
        Some(Status::Submitted) if told && work.venue.is_some() => {
            "Under review at "
        }
        Some(Status::Accepted) if told && work.venue.is_some() => {
            "Forthcoming in "
        }
        _ => "",
    };
    let year = work.year.map(|year| year.to_string());
    let dated = match (venue, year) {
        (Some(venue), Some(year)) if venue.contains(&year) => venue.to_owned(),
        (Some(venue), Some(year)) => format!("{venue}, {year}"),
        (venue, year) => venue.map(str::to_owned).or(year).unwrap_or_default(),
    };
    format!("{lead}{dated}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(json: &str) -> Node {
        serde_json::from_str(json).expect("the value is JSON")
    }

    #[test]
    fn works_in_keys_and_values_are_written_out() {
        for (json, want) in [
            (
                r#"{"title": "Slow Rivers", "authors": ["A. Roe", "Bo Li"],
                "venue": "Sand Letters", "year": 2020}"#,
                "A. Roe, Bo Li. “Slow Rivers.” Sand Letters, 2020.",
            ),
            (
                r#"{"title": "Slow Rivers?", "coauthors": "Bo Li and A. Roe",
                "status": "Forthcoming at Moss"}"#,
                "“Slow Rivers?” (with Bo Li and A. Roe). Forthcoming at Moss.",
            ),
            (
                r#"{"title": "Slow Rivers", "journal": "Submitted to Moss"}"#,
                "“Slow Rivers.” Under review at Moss.",
            ),
            (
                r#"{"title": "Rivers", "venue": "ICB 2020", "year": "2020",
                "doi": "10.1000/x"}"#,
                "“Rivers.” ICB 2020. https://doi.org/10.1000/x",
            ),
            (r#"{"title": "Slow Rivers"}"#, "“Slow Rivers.”"),
            (
                r#"{"titel": "Langsame Flüsse", "autoren": "A. Weber, Bo Li",
                "zeitschrift": "Sand", "jahr": 2020}"#,
                "A. Weber, Bo Li. “Langsame Flüsse.” Sand, 2020.",
            ),
        ] {
            assert_eq!(written_out(&node(json)).as_deref(), Some(want));
        }
        let talk = r#"{"title": "Rivers", "type": "talk", "year": 2020}"#;
        assert_eq!(written_out(&node(talk)), None);
    }

    #[test]
    fn a_template_is_handed_a_work() {
        let titled = r#"{"title": "Slow Rivers", "url": "x"}"#;
        let signed = r#"{"title": "Slow Rivers", "authors": "A. Roe"}"#;
        let dated =
            r#"{"title": "Slow Rivers", "authors": "A. Roe", "year": 2020}"#;
        for (name, json, want) in [
            ("include paper_entry.html", titled, true),
            ("Publication", titled, true),
            ("include entry.html", dated, true),
            ("include quote.html", signed, false),
            ("include figure.html", titled, false),
            ("include talk.html", signed, false),
            ("include paper.html", r#"{"key": "roe20"}"#, false),
        ] {
            let got = handed(name, &node(json));
            assert_eq!(got.is_some(), want, "{name} {json}");
        }
    }
}
