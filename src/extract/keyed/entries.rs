//! Entries of CVs in keys and values: publications, posts, degrees.

use super::{keys, text::clean};
use crate::extract::{
    bibtex,
    dates::{self, Range},
    reference,
    tree::{Node, Value, same_key},
};
use crate::model::{Education, Position, Publication};

/// Reads a publication; None where there is no more than a title.
pub(super) fn publication(node: &Node) -> Option<Publication> {
    let node = unwrapped(node);
    let record = record(node).and_then(bibtex::first);
    let Some(title) = node.said_of(keys::TITLE).map(clean) else {
        return record;
    };
    let says_more = [
        keys::AUTHORS,
        keys::VENUE,
        keys::YEAR,
        keys::LINKS,
        // Of a paper that is not out.
        &["abstract", "status"],
    ];
    if says_more.iter().all(|names| node.get(names).is_none()) {
        return record;
    }
    let mut publication = Publication {
        title: reference::title(&title),
        ..Publication::default()
    };
    sign(node, &mut publication);
    publication.venue_raw = place(node, &publication.title);
    publication.year = year(node).or_else(|| {
        let place = publication.venue_raw.as_deref()?;
        reference::year(place).or_else(|| short_year(place))
    });
    identify(node, &mut publication);
    if let Some(entry) = record {
        fill(&mut publication, entry);
    }
    let summary = node.text_of(&["abstract", "summary", "description"]);
    publication.summary = summary.map(clean);
    remark(node, &mut publication);
    publication.subjects = ["keywords", "tags", "topics", "subjects"]
        .iter()
        .filter_map(|key| node.get(&[key]))
        .flat_map(Node::items)
        .filter_map(Node::text)
        .flat_map(reference::keywords)
        .collect();
    Some(publication)
}

/// Adds the authors that an entry names.
fn sign(node: &Node, publication: &mut Publication) {
    for name in node.get(keys::AUTHORS).map_or(&[][..], Node::items) {
        authors(name, publication);
    }
    if !publication.authors.is_empty() {
        return;
    }
    // al-folio's CV has one set of keys for every section.
    let said = |key| node.get(&[key]).map_or(&[][..], Node::items);
    let said = |key| said(key).iter().filter_map(Node::text).map(clean);
    let names = said("description").filter(|text| lists_names(text));
    // JSON Resume has no key for them; a summary lists subjects as well.
    let signed = |text: &String| lists_names(text) && have_initials(text);
    let mut lists = names.chain(said("summary").filter(signed));
    if let Some(text) = lists.next() {
        let names = reference::names(&text).into_iter();
        publication.authors.extend(names.filter_map(reference::author));
    }
}

/// Where an entry says that a work of some title appeared.
fn place(node: &Node, title: &str) -> Option<String> {
    let shown = || link_words(node).map(str::to_owned);
    // "<i>Moss Letters</i> 3 (2020)", but no reference written out.
    let cited = || {
        let cited = clean(node.text_of(&["citation"])?);
        (!cited.contains(title)).then_some(cited)
    };
    // `journal: https://ferns.example/3` links to what another key names.
    let is_name = |place: &&str| !place.contains("://");
    let mut places = keys::VENUE.iter().filter_map(|key| node.said_of(&[key]));
    let place = places.find(is_name).map(clean);
    let place = place.or_else(shown).or_else(cited);
    place.filter(|place| !place.is_empty())
}

/// The year that an entry tells under a key, or its venue does:
/// `conference: {name: ..., year: 2020}`.
fn year(node: &Node) -> Option<i32> {
    let year_of = |key: &&str| {
        let value = node.get(&[key])?.items().first()?;
        value.text().and_then(reference::year).or_else(|| {
            reference::year(value.text_of(&["year", "published"])?)
        })
    };
    let of_place = || {
        let places = keys::VENUE.iter().filter_map(|key| node.get(&[key]));
        let mut years = places.filter_map(|place| place.text_of(&["year"]));
        years.find_map(reference::year)
    };
    keys::YEAR.iter().find_map(year_of).or_else(of_place)
}

/// Adds the links of an entry, and the identifiers that it tells or they do.
fn identify(node: &Node, publication: &mut Publication) {
    for link in keys::LINKS.iter().filter_map(|key| node.get(&[key])) {
        links(link, &mut publication.links);
    }
    let named = |names| node.text_of(names);
    publication.doi = named(&["doi"])
        .and_then(reference::doi)
        .or_else(|| publication.links.iter().find_map(|l| doi_link(l)));
    publication.arxiv = named(&["arxiv", "eprint"])
        .and_then(|text| reference::arxiv(text, true))
        .or_else(|| {
            let links = publication.links.iter();
            let venue = publication.venue_raw.iter();
            links.chain(venue).find_map(|text| reference::arxiv(text, false))
        });
}

/// Adds the remarks of an entry, and what they, its venue and its year say of
/// how far the work has come.
fn remark(node: &Node, publication: &mut Publication) {
    let remarks: Vec<String> = keys::REMARK
        .iter()
        .filter_map(|key| node.text_of(&[key]))
        .map(clean)
        .collect();
    let place = publication.venue_raw.as_deref().unwrap_or_default();
    // `year: Minor Revision`
    let years = keys::YEAR.iter().filter_map(|key| node.text_of(&[key]));
    let undated =
        years.filter(|text| !text.contains(|c: char| c.is_ascii_digit()));
    let undated = undated.collect::<Vec<_>>().join("; ");
    // `type: preprint`, `tags: [moss, submitted]`
    let kind = node.text_of(keys::KIND).unwrap_or_default();
    let tags = node.get(&["tags"]).map_or(&[][..], Node::items).iter();
    let tags = tags.filter_map(Node::text).filter(|tag| is_state(tag));
    let tags = tags.collect::<Vec<_>>().join("; ");
    let remark = remarks.join("; ");
    let said = format!("{remark}; {place}; {undated}; {kind}; {tags}");
    reference::settle(publication, &said);
    publication.notes = remarks;
}

/// Whether a tag says how far a work has come, and nothing else.
fn is_state(tag: &str) -> bool {
    let states = [
        "submitted",
        "under review",
        "accepted",
        "to appear",
        "forthcoming",
        "in press",
    ];
    states.iter().any(|state| tag.trim().eq_ignore_ascii_case(state))
}

/// The record of BibTeX that stands with an entry.
pub(super) fn record(node: &Node) -> Option<&str> {
    let text = node.text_of(keys::RECORD)?.trim_start();
    text.starts_with('@').then_some(text)
}

/// The year of "ICB '21".
fn short_year(place: &str) -> Option<i32> {
    let (_, year) = place.rsplit_once(['\'', '’'])?;
    let two = year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = year.parse().ok().filter(|_| two)?;
    Some(if year < 60 { 2000 + year } else { 1900 + year })
}

/// The words of the link to a work, where they say in which place and year
/// it appeared: `link: {url: ..., display: Ferns (2020)}`.
fn link_words(node: &Node) -> Option<&str> {
    let words = node.get(&["link"])?.text_of(&["display", "text"])?;
    reference::year(words).map(|_| words)
}

/// Takes from the BibTeX that stands with an entry what else is not told.
fn fill(publication: &mut Publication, entry: Publication) {
    let told = publication;
    told.venue_raw = told.venue_raw.take().or(entry.venue_raw);
    told.year = told.year.or(entry.year);
    told.doi = told.doi.take().or(entry.doi);
    told.arxiv = told.arxiv.take().or(entry.arxiv);
    if told.authors.is_empty() {
        told.authors = entry.authors;
    }
}

/// Whether a line is names and nothing else: two words at least each, in
/// capitals.
fn lists_names(text: &str) -> bool {
    let names = reference::names(text);
    names.len() > 1
        && names.iter().all(|name| {
            let words = name.split_whitespace();
            (2..=5).contains(&words.clone().count())
                && words
                    .filter(|word| word.len() > 3)
                    .all(|word| word.starts_with(char::is_uppercase))
        })
}

/// Whether each of the names of a list has initials: "Roe A and Diaz BC".
fn have_initials(list: &str) -> bool {
    let initials = |word: &str| {
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        let dots = word.bytes().filter(|b| *b == b'.').count();
        (1..=3).contains(&capitals) && capitals + dots == word.len()
    };
    let names = reference::names(list);
    names.iter().all(|name| name.split_whitespace().any(initials))
}

fn doi_link(link: &str) -> Option<String> {
    link.contains("doi.org").then(|| reference::doi(link)).flatten()
}

/// Adds the authors that one item of an author list names: a name, several
/// with commas, or a map of its parts.
fn authors(item: &Node, publication: &mut Publication) {
    if let Some(text) = item.text() {
        // `coauthor: false` says that there is none.
        let text = if text == "false" { "" } else { text };
        let text = text.strip_prefix("with ").unwrap_or(text);
        let text = clean(text);
        // "and many others" is one of the names, "me" is none.
        let names = match reference::is_others(&text) {
            true => vec![&*text],
            false => reference::names(&text),
        };
        for name in names.into_iter().filter(|name| *name != "me") {
            if reference::is_others(name) {
                publication.authors_truncated = true;
            } else {
                publication.authors.extend(reference::author(name));
            }
        }
        return;
    }
    // `{author: [...]}`, and OpenAlex's `{author: {display_name: ...}}`.
    if let Some(inner) = item.get(&["author", "authors"]) {
        inner.items().iter().for_each(|item| authors(item, publication));
        return;
    }
    let given = item.text_of(GIVEN);
    let family = item.text_of(FAMILY);
    let whole = item.text_of(WHOLE);
    let name = match (given, family, whole) {
        (Some(given), Some(family), _) => format!("{given} {family}"),
        (_, _, Some(name)) => name.to_owned(),
        (given, family, None) => {
            given.or(family).unwrap_or_default().to_owned()
        }
    };
    publication.authors.extend(reference::author(&clean(&name)));
}

const GIVEN: &[&str] =
    &["given", "givenname", "givennames", "first", "firstname"];
const FAMILY: &[&str] =
    &["family", "familyname", "familynames", "last", "lastname", "surname"];
const WHOLE: &[&str] = &["name", "literal", "fullname", "displayname", "text"];

/// The map that names the title, where it lies in another:
/// `{score: 1, info: {title: ...}}`.
pub(super) fn unwrapped(node: &Node) -> &Node {
    let inner = || {
        let within = keys::WITHIN.iter().filter_map(|key| node.get(&[key]));
        let single = match node.entries() {
            [(_, inner)] => Some(inner),
            _ => None,
        };
        let mut maps = within.chain(single);
        maps.find(|inner| inner.get(keys::HEADS).is_some())
    };
    match node.get(keys::HEADS) {
        Some(_) => node,
        None => inner().unwrap_or(node),
    }
}

/// The author who is said to be the owner: `{name: Mira Olsen, me: true}`.
pub(super) fn own_author(node: &Node) -> Option<String> {
    let authors = unwrapped(node).get(keys::AUTHORS)?.items().iter();
    let mut own = authors.filter(|author| {
        let said = author.text_of(&["me", "self", "isme", "isself", "owner"]);
        said == Some("true")
    });
    Some(clean(own.next()?.text_of(WHOLE)?))
}

/// Whether an entry says that it is something else than a publication.
pub(super) fn is_other(node: &Node) -> bool {
    let kind = unwrapped(node).text_of(keys::KIND).unwrap_or_default();
    let none = |name: &&str| same_key(kind, name);
    keys::NO_PUBLICATIONS.iter().any(none)
}

fn links(node: &Node, found: &mut Vec<String>) {
    match &node.value {
        Value::Text(text) => {
            let text = text.trim();
            if text.contains("://") && !found.iter().any(|one| one == text) {
                found.push(text.to_owned());
            }
        }
        Value::List(items) => {
            items.iter().for_each(|item| links(item, found));
        }
        Value::Map(entries) => {
            entries.iter().for_each(|(_, item)| links(item, found));
        }
        Value::Empty => {}
    }
}

fn stay(node: &Node) -> Range {
    let start = node.text_of(keys::START);
    let end = node.text_of(keys::END);
    match (start, end, node.text_of(keys::DATES)) {
        (None, None, Some(dates)) => dates::range(dates),
        (start, end, _) => {
            dates::between(start.unwrap_or(""), end.unwrap_or(""))
        }
    }
}

/// Reads a post, or those held one after the other at one place: `{place:
/// Moss Hall, items: [{item: Reader, begindate: 2020}]}`.
pub(super) fn positions(node: &Node) -> Vec<Position> {
    let held = node.get(&["items", "positions", "roles", "posts", "jobs"]);
    let held = held.map_or(&[][..], Node::listed);
    let place = keys::PLACE.iter().find_map(|key| node.text_of(&[key]));
    let several = held.iter().filter(|one| !one.entries().is_empty());
    let posts: Vec<Position> = several.filter_map(position).collect();
    if posts.is_empty() {
        return position(node).into_iter().collect();
    }
    let at = |post: Position| Position {
        organization: post.organization.or_else(|| place.map(clean)),
        ..post
    };
    posts.into_iter().map(at).collect()
}

/// Reads a post; None where it has neither a title nor a date.
fn position(node: &Node) -> Option<Position> {
    let title = node.text_of(keys::POST).map(clean);
    let taken = keys::POST.iter().find(|key| node.get(&[key]).is_some());
    let organization = keys::PLACE
        .iter()
        .filter(|key| Some(*key) != taken)
        .find_map(|key| node.text_of(&[key]))
        .map(clean);
    let Range { start, end, lasting } = stay(node);
    if title.is_none() && start.is_none() && end.is_none() {
        return None;
    }
    Some(Position { title, organization, start, end, current: lasting })
}

/// Reads a degree; None where neither it nor the school is named.
pub(super) fn education(node: &Node) -> Option<Education> {
    let taken = keys::DEGREE.iter().find(|key| node.get(&[key]).is_some());
    let degree = node.text_of(keys::DEGREE).map(clean);
    let field = node.text_of(keys::FIELD).map(clean);
    let degree = match (degree, field) {
        (Some(degree), Some(field)) if !degree.contains(&field) => {
            Some(format!("{degree} in {field}"))
        }
        (degree, field) => degree.or(field),
    };
    let organization = keys::PLACE
        .iter()
        .filter(|key| Some(*key) != taken)
        .find_map(|key| node.text_of(&[key]))
        .map(clean);
    if degree.is_none() && organization.is_none() {
        return None;
    }
    let Range { start, end, .. } = stay(node);
    let advisors = keys::ADVISOR
        .iter()
        .filter_map(|key| node.get(&[key]))
        .flat_map(Node::items)
        .filter_map(|name| name.text().map(clean))
        .collect();
    Some(Education { degree, organization, start, end, advisors })
}

/// The interests that an entry names: by itself, as keywords, or as a theme
/// and what belongs to it (`{title: Moss, items: [roofs, walls]}`, or
/// `Moss: roofs, walls`).
pub(super) fn interests(node: &Node) -> Vec<String> {
    let named = node.text().or_else(|| node.text_of(&["name", "title"]));
    let words = ["keywords", "items", "topics"];
    let words = words.iter().filter_map(|key| node.get(&[key]));
    let words = words.flat_map(Node::items).filter_map(Node::text);
    let (theme, parts) = match node.entries() {
        [(theme, parts)] if named.is_none() => {
            (Some(theme.as_str()), parts.items())
        }
        _ => (None, &[][..]),
    };
    let parts = parts.iter().filter_map(Node::text).flat_map(listed_interests);
    let named = named.into_iter().chain(theme).chain(words);
    named.filter_map(interest).chain(parts).collect()
}

/// The interests that a text lists: "moss, lichen; reed".
pub(super) fn listed_interests(text: &str) -> Vec<String> {
    text.split([',', ';', '\n']).filter_map(interest).collect()
}

fn interest(text: &str) -> Option<String> {
    let text = clean(text);
    let text = text.trim_start_matches("and ").trim_end_matches('.');
    // Longer ones are prose about a hobby.
    let fits =
        !text.is_empty() && text.chars().count() < 80 && !text.contains(". ");
    fits.then(|| text.to_owned())
}
