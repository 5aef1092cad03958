//! A CV written as keys and values, in whatever shape, into facts.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{
    dates::{self, Range},
    reference,
    tree::{Node, Quotes, Value, same_key},
};
use crate::model::{
    Education, Passage, Position, Profile, Publication, Raw, RawBlock, Role,
    SectionKind, Span,
};
use text::{clean, flat};

mod owner;
mod text;

/// Names of keys, squeezed to lower-case letters, by what they hold.
mod keys {
    pub(super) const TITLE: &[&str] =
        &["title", "name", "paper", "what", "papertitle"];
    pub(super) const AUTHORS: &[&str] =
        &["authors", "author", "by", "creators", "creator"];
    pub(super) const VENUE: &[&str] = &[
        "journal",
        "journaltitle",
        "venue",
        "conference",
        "booktitle",
        "containertitle",
        "publication",
        "publishedin",
        "publisher",
        "proceedings",
        "where",
    ];
    pub(super) const YEAR: &[&str] =
        &["year", "date", "releasedate", "published", "issued", "when"];
    pub(super) const REMARK: &[&str] =
        &["status", "note", "notes", "remark", "award", "awards", "comment"];
    pub(super) const LINKS: &[&str] = &[
        "url", "link", "links", "website", "pdf", "arxiv", "code", "paper",
        "doi", "href",
    ];
    pub(super) const POST: &[&str] =
        &["position", "title", "role", "jobtitle", "job", "what"];
    pub(super) const PLACE: &[&str] = &[
        "company",
        "institution",
        "organization",
        "organisation",
        "employer",
        "university",
        "school",
        "place",
        "affiliation",
        "department",
        "where",
        "name",
    ];
    pub(super) const DEGREE: &[&str] =
        &["degree", "studytype", "title", "position", "what"];
    pub(super) const FIELD: &[&str] = &["area", "field", "major", "subject"];
    pub(super) const START: &[&str] =
        &["startdate", "start", "from", "begin", "since"];
    pub(super) const END: &[&str] = &["enddate", "end", "until", "to"];
    pub(super) const DATES: &[&str] =
        &["date", "dates", "year", "years", "period", "when", "duration"];
    pub(super) const ADVISOR: &[&str] =
        &["advisor", "advisors", "supervisor", "supervisors"];

    /// What names an entry: a map with such a key is no list of sections.
    pub(super) const ENTRY: &[&str] = &[
        "title",
        "name",
        "institution",
        "company",
        "position",
        "degree",
        "school",
        "place",
        "what",
        "details",
        "label",
        "text",
        "bullet",
    ];

    /// Set-up of the page, and what is nobody's business.
    pub(super) const LEFT_OUT: &[&str] = &[
        "design",
        "locale",
        "localecatalog",
        "rendercvsettings",
        "settings",
        "order",
        "style",
        "color",
        "color2",
        "linkcolor",
        "src",
        "pdf",
        "photo",
        "image",
        "phone",
        "address",
        "location",
        "meta",
        "schema",
        "birthdate",
        "birthplace",
        "nationality",
        "maritalstatus",
        "social",
        "socialnetworks",
        "customconnections",
        "profiles",
        "basics",
        "cv",
        "references",
        "name",
        "email",
        "theme",
        "plugins",
        "layout",
    ];
}

/// Longest heading that is looked at, in bytes; others are prose.
const LONGEST_HEADING: usize = 80;

/// Headings that are not among those of [`SectionKind`].
const HEADINGS: &[(&str, SectionKind)] = &[
    ("work", SectionKind::Positions),
    ("industry", SectionKind::Positions),
    ("research", SectionKind::Positions),
    ("volunteer", SectionKind::Service),
    ("reviewing", SectionKind::Service),
    ("academic interests", SectionKind::Interests),
    ("general information", SectionKind::Contact),
];

/// Reads a CV out of a tree; None where it does not look like one.
pub(super) fn read(root: &Node, source: &str) -> Option<Raw> {
    let body = root.get(&["cv"]).unwrap_or(root);
    let mut reader = Reader {
        quotes: Quotes::new(source),
        order: headings_by_key(body),
        ..Reader::default()
    };
    match &body.value {
        Value::List(items) if items.iter().any(is_paper) => {
            reader.section(SectionKind::Publications, body);
        }
        Value::List(items) => {
            for item in items.iter().filter(|item| is_titled_section(item)) {
                reader.entry(SectionKind::Other, item);
            }
        }
        Value::Map(entries) => {
            owner::read(body, &mut reader.facts.person);
            for (key, node) in entries {
                if let Value::Map(sections) = &node.value
                    && same_key(key, "sections")
                {
                    for (key, node) in sections {
                        reader.named_section(key, node);
                    }
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
    reader.finish()
}

/// The kind of section that a heading or key opens: one of the kind's
/// headings, or the longest of them within it.
fn kind_of(heading: &str) -> Option<SectionKind> {
    static KINDS: LazyLock<HashMap<&str, SectionKind>> = LazyLock::new(|| {
        let known = SectionKind::ALL.iter().flat_map(|kind| {
            kind.headings().iter().map(move |heading| (*heading, *kind))
        });
        known.chain(HEADINGS.iter().copied()).collect()
    });
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let heading = heading.to_lowercase().replace('&', "and");
    let words: Vec<&str> = heading
        .split(['_', '-', ' ', '\\', ':', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    // "key_publications", "awards (selected)": the longest run of words.
    (1..=words.len()).rev().find_map(|length| {
        words
            .windows(length)
            .find_map(|run| KINDS.get(run.join(" ").as_str()).copied())
    })
}

fn is_left_out(key: &str) -> bool {
    keys::LEFT_OUT.iter().any(|name| same_key(key, name))
        || key.to_ascii_lowercase().starts_with("order")
}

/// `order: - [pubs, Publications]`: headings that some CV generators keep
/// apart from the keys.
fn headings_by_key(body: &Node) -> Vec<(String, String)> {
    let orders = body
        .entries()
        .iter()
        .filter(|(key, _)| key.to_ascii_lowercase().starts_with("order"));
    let mut found = Vec::new();
    for row in orders.flat_map(|(_, node)| node.items()) {
        if let [key, .., heading] = row.items()
            && let (Some(key), Some(heading)) = (key.text(), heading.text())
        {
            found.push((key.to_owned(), heading.to_owned()));
        }
    }
    found
}

/// Whether a map is `{title: ..., contents: [...]}`.
fn is_titled_section(node: &Node) -> bool {
    node.get(&["title"]).is_some() && node.get(&["contents"]).is_some()
}

/// Whether a map is plainly a publication, under whatever heading.
fn is_paper(node: &Node) -> bool {
    node.get(&["title"]).is_some() && node.get(keys::AUTHORS).is_some()
}

#[derive(Default)]
struct Reader<'a> {
    quotes: Quotes<'a>,
    order: Vec<(String, String)>,
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

    fn named_section(&mut self, key: &str, node: &Node) {
        let heading = self.order.iter().find(|(name, _)| name == key);
        let kind = heading
            .and_then(|(_, heading)| kind_of(heading))
            .or_else(|| kind_of(key));
        match kind {
            Some(kind) => {
                self.known += usize::from(!node.is_empty());
                self.section(kind, node);
            }
            None if matches!(node.value, Value::List(_)) => {
                self.section(SectionKind::Other, node);
            }
            // Values under a key nobody knows are some setting.
            None => {}
        }
    }

    fn section(&mut self, kind: SectionKind, node: &Node) {
        match &node.value {
            Value::Empty => {}
            Value::Text(_) => self.passage(kind, node),
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
                    self.section(kind_of(key).unwrap_or(kind), node);
                }
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
        if is_titled_section(node) {
            let title = node.text_of(&["title"]).unwrap_or_default();
            if let Some(contents) = node.get(&["contents"]) {
                self.named_section(title, contents);
            }
            return;
        }
        match kind {
            SectionKind::Contact => {
                owner::read_pair(node, &mut self.facts.person);
                return;
            }
            SectionKind::Publications if node.text().is_none() => {
                if let Some(mut publication) = publication(node) {
                    publication.line = node.lines.0;
                    publication.span = self.quote(node);
                    self.facts.publications.push(publication);
                }
                // Else it says where the list is: `{file: papers.bib}`.
                return;
            }
            SectionKind::Education => {
                self.facts.education.extend(education(node));
            }
            SectionKind::Positions => {
                self.facts.positions.extend(position(node));
            }
            SectionKind::Interests => {
                self.facts.interests.extend(interests(node));
            }
            _ => {}
        }
        self.passage(kind, node);
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

fn publication(node: &Node) -> Option<Publication> {
    let title = clean(node.text_of(keys::TITLE)?);
    let says_more = [keys::AUTHORS, keys::VENUE, keys::YEAR, keys::LINKS];
    if says_more.iter().all(|names| node.get(names).is_none()) {
        return None;
    }
    let mut publication = Publication {
        title: reference::title(&title),
        ..Publication::default()
    };
    for name in node.get(keys::AUTHORS).map_or(&[][..], Node::items) {
        authors(name, &mut publication);
    }
    let place = node.text_of(keys::VENUE).map(clean);
    publication.venue_raw = place.filter(|place| !place.is_empty());
    let year_of = |key: &&str| {
        let value = node.get(&[key])?;
        value.text().and_then(reference::year).or_else(|| {
            reference::year(value.text_of(&["year", "published"])?)
        })
    };
    publication.year = keys::YEAR.iter().find_map(year_of).or_else(|| {
        publication.venue_raw.as_deref().and_then(reference::year)
    });
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
    let summary = node.text_of(&["abstract", "summary", "description"]);
    publication.summary = summary.map(clean);
    let remarks: Vec<String> = keys::REMARK
        .iter()
        .filter_map(|key| node.text_of(&[key]))
        .map(clean)
        .collect();
    let place = publication.venue_raw.as_deref().unwrap_or_default();
    let said = format!("{}; {place}", remarks.join("; "));
    reference::settle(&mut publication, &said);
    publication.notes = remarks;
    Some(publication)
}

fn doi_link(link: &str) -> Option<String> {
    link.contains("doi.org").then(|| reference::doi(link)).flatten()
}

/// Adds the authors that one item of an author list names: a name, several
/// with commas, or a map of its parts.
fn authors(item: &Node, publication: &mut Publication) {
    if let Some(text) = item.text() {
        for name in reference::names(&clean(text)) {
            if reference::is_others(name) {
                publication.authors_truncated = true;
            } else {
                publication.authors.extend(reference::author(name));
            }
        }
        return;
    }
    let given = item.text_of(&["given", "givenname", "first", "firstname"]);
    let family = item.text_of(&["family", "familyname", "last", "lastname"]);
    let whole = item.text_of(&["name", "literal", "fullname"]);
    let name = match (given, family, whole) {
        (Some(given), Some(family), _) => format!("{given} {family}"),
        (_, _, Some(name)) => name.to_owned(),
        (given, family, None) => {
            given.or(family).unwrap_or_default().to_owned()
        }
    };
    publication.authors.extend(reference::author(&clean(&name)));
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

fn education(node: &Node) -> Option<Education> {
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

fn interests(node: &Node) -> Vec<String> {
    let named = node.text().or_else(|| node.text_of(&["name", "title"]));
    let words = node.get(&["keywords"]).map_or(&[][..], Node::items);
    let words = words.iter().filter_map(Node::text);
    named
        .into_iter()
        .chain(words)
        .map(|text| clean(text).trim_end_matches('.').to_owned())
        // Longer ones are prose about a hobby.
        .filter(|text| !text.is_empty() && text.chars().count() < 80)
        .collect()
}

fn latest_year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(reference::year)
        .max()
}
