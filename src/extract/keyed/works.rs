//! Which lists and maps of keys and values are works.

use super::entries::{record, unwrapped};
use super::{in_words, keys, kind_of, page};
use crate::extract::tree::{Node, Value};
use crate::model::SectionKind;

/// Whether a list that is all of a file is one of publications, by what its
/// items say or by the file's name.
pub(super) fn lists_works(items: &[Node], file: &str) -> bool {
    let told = kind_of(file) == Some(SectionKind::Publications);
    let holds = |item: &Node, keys: &[&str]| item.get(keys).is_some();
    let titled = |item: &Node| {
        told && (holds(item, &["citation", "reference"])
            || item.text_of(&["title"]).is_some_and(page::is_reference)
            || holds(item, keys::HEADS)
                && (holds(item, keys::VENUE) || holds(item, keys::YEAR))
                && !holds(item, &["role", "funder", "amount"]))
    };
    items
        .iter()
        .any(|item| is_paper(item) || lists_papers(item) || titled(item))
}

/// Whether the name of a file or a list tells that it holds what else has
/// titles and names.
pub(super) fn tells_others(file: &str) -> bool {
    use SectionKind::{Awards, Other, Publications};
    use SectionKind::{Service, Students, Talks, Teaching};
    let words = in_words(file).to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    let is_read = words.clone().any(|w| w.starts_with("read"));
    let others = match kind_of(file) {
        Some(Other) => is_read,
        Some(kind) => {
            [Awards, Service, Students, Talks, Teaching].contains(&kind)
        }
        None => false,
    };
    // "talks_and_papers", but "supervised_theses", "books_read".
    others
        && !words.any(|word| {
            !["theses", "thesis", "books"].contains(&word)
                && kind_of(word) == Some(Publications)
        })
}

/// Whether a map is plainly a publication, under whatever heading.
pub(super) fn is_paper(node: &Node) -> bool {
    let node = unwrapped(node);
    if record(node).is_some() {
        return true;
    }
    node.get(keys::HEADS).or(node.get(&["paper", "displayname"])).is_some()
        && node.get(keys::AUTHORS).is_some()
}

/// Whether all items of a list have appeared in a journal or the like and
/// took place nowhere: `web: [{title: ..., venue: ..., date: ...}]`.
pub(super) fn appeared(items: &[Node]) -> bool {
    const PLACES: &[&str] = &["journal", "booktitle", "publication"];
    const ELSE: &[&str] = &[
        "location",
        "place",
        "city",
        "event",
        "role",
        "position",
        "institution",
        "organizer",
        "company",
        "type",
    ];
    !items.is_empty()
        && items.iter().all(|item| {
            item.text_of(keys::HEADS).is_some()
                && item.get(PLACES).is_some()
                && item.get(keys::YEAR).is_some()
                && item.get(ELSE).is_none()
        })
}

/// Whether a map is plainly a publication that has appeared.
pub(super) fn is_dated_paper(node: &Node) -> bool {
    is_paper(node) && unwrapped(node).get(keys::YEAR).is_some()
}

/// Whether a map holds a list of publications: those of a year, of a kind.
fn lists_papers(node: &Node) -> bool {
    node.entries().iter().any(|(_, list)| {
        matches!(&list.value, Value::List(items) if items.iter().any(is_paper))
    })
}
