//! One person's publications as CSL-JSON, for Zotero, Pandoc and kin.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::Format;
use super::super::link::url;
use super::super::reference::{Kind, Reference, keys, name_parts};
use super::super::terminal::{Screen, line, pretty_json};
use super::Shown;

pub(super) static FORMAT: Format<Shown> = Format {
    name: "csl-json",
    help: "the publications, for Zotero, Pandoc and kin",
    write,
};

fn write(shown: &Shown, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let references = shown.references();
    let keys = keys(&references);
    let items: Vec<Value> =
        references.iter().zip(keys).map(|(r, key)| item(r, &key)).collect();
    line(out, pretty_json(&items)?)
}

fn item(reference: &Reference<'_>, key: &str) -> Value {
    let r = reference;
    let kind = match r.kind() {
        Kind::Article => "article-journal",
        Kind::Paper => "paper-conference",
        Kind::Thesis => "thesis",
        Kind::Manuscript => "article",
    };
    let place = match r.kind() {
        Kind::Thesis => "publisher",
        Kind::Article | Kind::Paper | Kind::Manuscript => "container-title",
    };
    let mut authors: Vec<Value> =
        r.authors.iter().map(|name| author(name)).collect();
    authors.extend(r.authors_truncated.then(|| json!({"literal": "others"})));
    let mut item = json!({"id": key, "type": kind, "title": r.title});
    let arxiv = r.arxiv.map(|id| format!("arXiv:{id}"));
    for (name, value) in [
        ("author", (!authors.is_empty()).then(|| Value::from(authors))),
        (place, r.venue.map(Value::from)),
        ("issued", r.year.map(|year| json!({"date-parts": [[year]]}))),
        ("DOI", r.doi.map(Value::from)),
        ("number", arxiv.map(Value::from)),
        ("URL", url(r.doi, r.arxiv, r.links).map(Value::from)),
        ("note", r.note().map(Value::from)),
    ] {
        if let Some(value) = value {
            item[name] = value;
        }
    }
    item
}

fn author(name: &str) -> Value {
    let parts = name_parts(name);
    if parts.given.is_empty() || name.contains(',') {
        return json!({"literal": name});
    }
    let mut author = json!({"family": parts.family, "given": parts.given});
    if !parts.suffix.is_empty() {
        author["suffix"] = Value::from(parts.suffix);
    }
    author
}
