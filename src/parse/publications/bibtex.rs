//! BibTeX entries that stand in the text of a page.

use super::fields::recognise;
use crate::model::{Author, Publication, Status};

/// Reads an entry `@article{key, title = {…}, …}`; None for anything else.
/// What the braces hold is taken as it is printed.
pub(super) fn publication(text: &str) -> Option<Publication> {
    let rest = text.trim_start().strip_prefix('@')?;
    let (kind, body) = rest.split_once('{')?;
    if kind.len() > 20 || !kind.trim().chars().all(char::is_alphabetic) {
        return None;
    }
    let lower = body.to_ascii_lowercase();
    let field = |name: &str| field(body, &lower, name);
    let title = field("title")?;
    let year = field("year").or_else(|| field("date"));
    let preprint = field("eprint").is_some();
    let mut publication = Publication {
        title,
        authors: field("author").map_or_else(Vec::new, |all| authors(&all)),
        year: year.and_then(|y| y.get(..4)?.parse().ok()),
        venue: field("booktitle").or_else(|| field("journal")),
        subjects: field("keywords").map_or_else(Vec::new, |words| {
            words.split([',', ';']).map(|word| word.trim().into()).collect()
        }),
        doi: field("doi").map(|doi| doi.to_lowercase()),
        status: Some(Status::Published),
        ..Publication::default()
    };
    if publication.venue.is_none() && preprint {
        publication.venue = Some("arXiv".to_owned());
    }
    recognise(&mut publication);
    if publication.venue.as_deref() == Some("arXiv") {
        publication.status = Some(Status::Preprint);
    }
    Some(publication)
}

/// The value of a field, without braces and quotes, on one line; `lower` is
/// the body in small letters.
fn field(body: &str, lower: &str, name: &str) -> Option<String> {
    let start = lower.match_indices(name).find_map(|(at, _)| {
        let opens = body[..at].trim_end().ends_with([',', '{', '}', '"'])
            || body[..at].ends_with('\n');
        let rest = body[at + name.len()..].trim_start().strip_prefix('=')?;
        opens.then(|| body.len() - rest.trim_start().len())
    })?;
    let value = &body[start..];
    let quoted = value.starts_with('"');
    let mut depth = 0i32;
    let end = value.char_indices().skip(usize::from(quoted)).find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match quoted {
            true => *c == '"' && depth == 0,
            false => depth < 0 || depth == 0 && matches!(c, '}' | ','),
        }
    });
    let value = &value[..end.map_or(value.len(), |(at, _)| at)];
    let bare = value.replace(['{', '}', '"'], "");
    let line = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn authors(all: &str) -> Vec<Author> {
    all.split(" and ")
        .map(str::trim)
        .filter(|name| !name.is_empty() && *name != "others")
        .map(|name| {
            let turned = name
                .split_once(", ")
                .map_or(name.to_owned(), |(family, given)| {
                    format!("{given} {family}")
                });
            Author { name: turned, ..Author::default() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_on_one_line_or_many() {
        let text = "@inproceedings{R10-1, title = {On {T}ides, or: Why?},\n \
                    author = {Roe, Ann and Bo Diaz}, year = {2010},\n \
                    booktitle = {Proceedings of ACL},}";
        let found = publication(text).expect("an entry");
        assert_eq!(found.title, "On Tides, or: Why?");
        assert_eq!(found.authors[0].name, "Ann Roe");
        assert_eq!(found.authors[1].name, "Bo Diaz");
        assert_eq!(found.year, Some(2010));
        assert_eq!(found.venue.as_deref(), Some("ACL"));
        assert_eq!(publication("@handle is no entry"), None);
    }
}
