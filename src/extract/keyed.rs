//! A CV written as keys and values, in whatever shape, into facts.

use std::collections::HashMap;

use super::{
    reference,
    tree::{Node, Quotes, Value, same_key},
};
use crate::model::{Passage, Profile, Raw, SectionKind, Span, Status};
pub(super) use card::tells_of_school;
use entries::{
    education, interests, is_other, listed_interests, own_author, positions,
    publication,
};
pub(super) use headings::{in_words, kind_of};
use headings::{kinds_by_key, status_of};
use text::flat;
use works::{appeared, is_dated_paper, is_paper, lists_works, tells_others};
pub(super) use written::{handed, heads_works, lists, shown, written_out};

mod card;
mod entries;
mod headings;
mod keys;
mod owner;
mod page;
#[cfg(test)]
mod tests;
mod text;
mod works;
mod written;

/// How deep in a tree lists of publications are looked for.
const DEEPEST_LIST: usize = 6;

/// Reads a CV out of a tree; None where it does not look like one. The name
/// of its file tells what a mere list is of: `talks.yml`.
pub(super) fn read(root: &Node, source: &str, file: &str) -> Option<Raw> {
    let body = root.get(&["cv"]).unwrap_or(root);
    if matches!(body.value, Value::List(_)) && tells_others(file) {
        return None;
    }
    let mut reader = Reader {
        quotes: Quotes::new(source),
        kinds: kinds_by_key(body),
        ..Reader::default()
    };
    match &body.value {
        Value::List(items) if lists_works(items, file) => {
            if let Some(page) = page::of_references(file, body) {
                return Some(page);
            }
            reader.section(SectionKind::Publications, body);
            reader.stand_since(0, file);
        }
        Value::List(items) => {
            let sections = |item: &&Node| titled_section(item).is_some();
            for item in items.iter().filter(sections) {
                reader.entry(SectionKind::Other, item);
            }
        }
        Value::Map(entries) => {
            owner::read(body, &mut reader.facts.person);
            for (key, node) in entries {
                if same_key(key, "sections") && !node.items().is_empty() {
                    reader.sections(node);
                } else if !is_left_out(key) {
                    reader.named_section(key, node);
                }
            }
            if let Some(basics) = body.get(&["basics"]) {
                for (key, node) in basics.entries() {
                    if same_key(key, "summary") {
                        reader.named_section(key, node);
                    }
                }
            }
        }
        Value::Empty | Value::Text(_) => {}
    }
    // In CITATION.cff they are no people who recommend somebody.
    if let (Some(_), Some(list)) =
        (root.get(&["cffversion"]), root.get(&["references"]))
    {
        reader.section(SectionKind::Publications, list);
    }
    if reader.facts.publications.is_empty() {
        reader.lists_anywhere(root, 0);
    }
    if !reader.facts.publications.is_empty() && !reader.has_references() {
        owner::read_author(body, &mut reader.facts.person);
    } else if let Some(page) = page::read(body, &reader.facts.person) {
        return Some(page);
    }
    let Profile { person, publications, positions, education, .. } =
        &reader.facts;
    let bare = publications.is_empty()
        && positions.is_empty()
        && education.is_empty();
    // What it says of its owner in prose is read on a page alone.
    let card = if bare { card::read(body, person) } else { None };
    let site = || if bare { card::of_site(body) } else { None };
    card.or_else(site).or_else(|| reader.finish())
}

fn is_left_out(key: &str) -> bool {
    keys::LEFT_OUT.iter().any(|name| same_key(key, name))
        || key.to_ascii_lowercase().starts_with("order")
}

/// Whether a section may hold others of another kind; certificates for
/// research are no posts.
fn has_sections(kind: SectionKind) -> bool {
    kind != SectionKind::Skills
}

/// The title and the contents of `{title: ..., contents: [...]}`, or of
/// `{type: Areas of Interest, items: [...]}`, whose title is known.
fn titled_section(node: &Node) -> Option<(&str, &Node)> {
    let whole = node.text_of(&["title"]).zip(node.get(&["contents"]));
    whole.or_else(|| {
        let title = node.text_of(&["type", "heading", "section"])?;
        let items = node.get(&["items", "entries", "list"])?;
        let listed = matches!(items.value, Value::List(_));
        (listed && kind_of(title).is_some()).then_some((title, items))
    })
}

/// What stands below the title of a section.
const CONTENTS: &[&str] = &["contents", "content", "entries", "items", "text"];

#[derive(Default)]
struct Reader<'a> {
    quotes: Quotes<'a>,
    kinds: HashMap<String, SectionKind>,
    facts: Profile,
    /// How many sections were known by their headings.
    known: usize,
}

impl Reader<'_> {
    fn finish(mut self) -> Option<Raw> {
        let facts = &self.facts;
        let named = facts.person.name.is_some();
        let career =
            !facts.positions.is_empty() || !facts.education.is_empty();
        // Other people's settings have a `name` and some `services` too.
        let is_cv = !facts.publications.is_empty()
            || career && (named || self.known > 2)
            || named && self.known > 1;
        if !is_cv {
            return None;
        }
        owner::complete(&mut self.facts);
        Some(Raw {
            blocks: self.quotes.blocks,
            facts: Some(Box::new(self.facts)),
            ..Raw::default()
        })
    }

    /// Reads sections by their keys, or as a list: `sections: [{title: Posts,
    /// entries: [...]}]`.
    fn sections(&mut self, node: &Node) {
        for (key, node) in node.entries() {
            self.named_section(key, node);
        }
        for item in node.listed() {
            let title = item.text_of(&["title", "name", "heading"]);
            // `{title: Working Papers, papers: [...]}`
            let works = || {
                let works = |(key, list): &&(String, Node)| {
                    !list.listed().is_empty()
                        && kind_of(key) == Some(SectionKind::Publications)
                };
                item.entries().iter().find(works).map(|(_, list)| list)
            };
            let contents = item.get(CONTENTS).or_else(works);
            if let Some((title, contents)) = title.zip(contents) {
                self.named_section(title, contents);
            }
        }
    }

    /// Whether most publications are references under the key of a title.
    fn has_references(&self) -> bool {
        let all = &self.facts.publications;
        let cited = all.iter().filter(|publication| {
            publication.authors.is_empty()
                && page::is_reference(&publication.title)
        });
        cited.count() * 2 > all.len()
    }

    fn named_section(&mut self, key: &str, node: &Node) {
        let listed = self.facts.publications.len();
        self.keyed_section(key, node);
        self.stand_since(listed, key);
    }

    fn keyed_section(&mut self, key: &str, node: &Node) {
        let kind = self.kinds.get(key).copied().or_else(|| kind_of(key));
        // Those of a company are no works.
        let sold = same_key(key, "products")
            && !node.items().iter().any(is_paper)
            && !appeared(node.listed());
        match kind.filter(|_| !sold) {
            Some(kind) => {
                self.known += usize::from(!node.is_empty());
                self.section(kind, node);
            }
            // "main:" of a list of publications and nothing else.
            None if node.items().iter().any(is_paper)
                || appeared(node.listed()) =>
            {
                self.section(SectionKind::Publications, node);
            }
            None if matches!(node.value, Value::List(_)) => {
                self.section(SectionKind::Other, node);
            }
            None => {
                // `academicWorks: {publications: [...], talks: [...]}`.
                // Other values under a key nobody knows are some setting.
                let lists = |(key, list): &(String, Node)| {
                    matches!(list.value, Value::List(_))
                        && kind_of(key) == Some(SectionKind::Publications)
                };
                if node.entries().iter().any(lists) {
                    for (key, list) in node.entries() {
                        self.named_section(key, list);
                    }
                }
            }
        }
    }

    fn section(&mut self, kind: SectionKind, node: &Node) {
        match &node.value {
            Value::Empty => {}
            Value::Text(text) => {
                if kind == SectionKind::Interests {
                    self.facts.interests.extend(listed_interests(text));
                }
                self.passage(kind, node);
            }
            Value::List(items) => {
                for item in items {
                    self.entry(kind, item);
                }
            }
            Value::Map(_) if node.get(keys::ENTRY).is_some() => {
                self.entry(kind, node);
            }
            Value::Map(entries) => {
                for (key, node) in entries {
                    let listed = self.facts.publications.len();
                    let own = kind_of(key).filter(|_| has_sections(kind));
                    self.section(own.unwrap_or(kind), node);
                    self.date_since(listed, reference::year(key));
                    self.stand_since(listed, key);
                }
            }
        }
    }

    /// Gives the year of a list (`2020: [...]`) to those publications in it
    /// that name none.
    fn date_since(&mut self, listed: usize, year: Option<i32>) {
        for publication in &mut self.facts.publications[listed..] {
            publication.year = publication.year.or(year);
        }
    }

    /// Gives what the heading of a list says of how far works have come
    /// (`working_papers: [...]`) to those in it that do not say it.
    fn stand_since(&mut self, listed: usize, heading: &str) {
        let Some(status) = status_of(heading) else {
            return;
        };
        for publication in &mut self.facts.publications[listed..] {
            // What has a venue is out: the list was not kept up.
            let placed =
                publication.venue.is_some() || publication.venue_raw.is_some();
            if publication.status == Some(Status::Published)
                && !(placed && status == Status::Preprint)
            {
                publication.status = Some(status);
            }
        }
    }

    /// Reads one entry of a section.
    fn entry(&mut self, kind: SectionKind, node: &Node) {
        if let Value::List(items) = &node.value {
            for item in items {
                self.entry(kind, item);
            }
            return;
        }
        if let Some((title, contents)) = titled_section(node) {
            self.named_section(title, contents);
            return;
        }
        match kind {
            SectionKind::Contact => {
                owner::read_pair(node, &mut self.facts.person);
                return;
            }
            SectionKind::Publications if is_other(node) => {}
            SectionKind::Publications if node.text().is_none() => {
                let found = publication(node);
                let is_read = found.is_some();
                if let Some(mut publication) = found {
                    publication.line = node.lines.0;
                    publication.span = self.quote(node);
                    self.facts.publications.push(publication);
                    let person = &mut self.facts.person;
                    let name = person.name.take();
                    person.name = name.or_else(|| own_author(node));
                }
                if !is_read {
                    self.lists_within(kind, node);
                }
                return;
            }
            SectionKind::Education => {
                self.facts.education.extend(education(node));
            }
            SectionKind::Positions => {
                self.facts.positions.extend(positions(node));
            }
            SectionKind::Interests => {
                self.facts.interests.extend(interests(node));
            }
            _ => {}
        }
        self.passage(kind, node);
    }

    /// Reads the lists of `{year: 2020, papers: [...]}`; a map without any
    /// says where the list is, as `{file: papers.bib}`.
    fn lists_within(&mut self, kind: SectionKind, node: &Node) {
        let listed = self.facts.publications.len();
        for (_, list) in node.entries() {
            if matches!(list.value, Value::List(_)) {
                self.section(kind, list);
            }
        }
        let year = node.text_of(&["year", "date", "title", "name"]);
        self.date_since(listed, year.and_then(reference::year));
        let heading = node.text_of(&["title", "name", "heading"]);
        self.stand_since(listed, heading.unwrap_or_default());
    }

    /// Reads the lists of publications that lie in what catalogues answer:
    /// `{result: {hits: {hit: [...]}}}`.
    fn lists_anywhere(&mut self, node: &Node, depth: usize) {
        if depth > DEEPEST_LIST {
            return;
        }
        match &node.value {
            Value::List(items) if items.iter().any(is_dated_paper) => {
                self.section(SectionKind::Publications, node);
            }
            Value::List(items) => {
                for item in items {
                    self.lists_anywhere(item, depth + 1);
                }
            }
            Value::Map(entries) => {
                let own = entries.iter().filter(|(key, _)| !tells_others(key));
                for (_, node) in own {
                    self.lists_anywhere(node, depth + 1);
                }
            }
            Value::Empty | Value::Text(_) => {}
        }
    }

    fn passage(&mut self, kind: SectionKind, node: &Node) {
        let text = flat(node);
        if text.is_empty() {
            return;
        }
        let passage = Passage {
            year: latest_year(&text),
            text,
            page: None,
            line: node.lines.0,
            span: self.quote(node),
        };
        let facts = &mut self.facts;
        match kind {
            SectionKind::Awards => facts.awards.push(passage),
            SectionKind::Talks => facts.talks.push(passage),
            SectionKind::Teaching => facts.teaching.push(passage),
            SectionKind::Students => facts.students.push(passage),
            SectionKind::Service => facts.service.push(passage),
            kind => facts.passages.push((kind, passage)),
        }
    }

    fn quote(&mut self, node: &Node) -> Span {
        self.quotes.quote(node, || flat(node))
    }
}

fn latest_year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(reference::year)
        .max()
}
