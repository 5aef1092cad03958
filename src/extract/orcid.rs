//! ORCID records, as its public API gives them in JSON, into facts.

use super::{
    Format, Source, dates, reference,
    tree::{Node, Quotes},
};
use crate::model::{
    Affiliation, Author, Education, Owner, Passage, Position, Profile,
    Publication, Raw, SectionKind, SkipReason,
};

pub(super) static FORMAT: Format = Format {
    name: "orcid",
    extensions: &[],
    sniff,
    version: 2,
    text: true,
    extract,
};

fn sniff(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let head = String::from_utf8_lossy(&start[..start.len().min(1 << 14)]);
    head.starts_with('{')
        && ["\"orcid-identifier\"", "\"activities-summary\""]
            .iter()
            .any(|key| head.contains(key))
}

/// Lists of stays at organizations: key, key of one stay, kind.
const STAYS: &[(&str, &str, SectionKind)] = &[
    ("employments", "employmentsummary", SectionKind::Positions),
    ("invitedpositions", "invitedpositionsummary", SectionKind::Positions),
    ("educations", "educationsummary", SectionKind::Education),
    ("qualifications", "qualificationsummary", SectionKind::Education),
    ("distinctions", "distinctionsummary", SectionKind::Awards),
    ("memberships", "membershipsummary", SectionKind::Service),
    ("services", "servicesummary", SectionKind::Service),
];

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut root: Node = serde_json::from_str(text)
        .map_err(|error| SkipReason::Malformed(error.to_string()))?;
    root.locate(text);
    let mut reader = Reader {
        quotes: Quotes::new(text),
        facts: Box::new(Profile {
            person: person(&root),
            ..Profile::default()
        }),
    };
    let keywords = root.at(&["person", "keywords", "keyword"]);
    reader.facts.interests = contents(keywords);
    if let Some(biography) = root.at(&["person", "biography", "content"]) {
        let words = biography.text().unwrap_or_default().to_owned();
        reader.passage(SectionKind::About, biography, words, None);
    }
    let activities = root.get(&["activitiessummary"]).unwrap_or(&root);
    for (list, one, kind) in STAYS {
        let groups = activities.at(&[list, "affiliationgroup"]);
        for stay in summaries(groups, "summaries", one) {
            reader.stay(*kind, stay);
        }
    }
    let groups = activities.at(&["fundings", "group"]);
    for funding in summaries(groups, "fundingsummary", "") {
        let title = funding.at(&["title", "title", "value"]);
        let funder = funding.at(&["organization", "name"]);
        let words = joined([title, funder]);
        reader.passage(SectionKind::Funding, funding, words, year(funding));
    }
    let groups = activities.at(&["works", "group"]);
    for group in groups.map_or(&[][..], Node::items) {
        // All summaries of a group are of one work, the first preferred.
        let works = group.get(&["worksummary"]).map_or(&[][..], Node::items);
        if let Some(work) = works.first() {
            reader.work(work);
        }
    }
    let posts = reader.facts.positions.iter().filter(|post| post.current);
    let places = posts.filter_map(|post| post.organization.clone());
    let affiliation = |organization| Affiliation {
        organization,
        department: None,
        current: true,
    };
    reader.facts.person.affiliations = places.map(affiliation).collect();
    if reader.facts.person.name.is_none() && reader.quotes.blocks.is_empty() {
        return Err(SkipReason::Malformed(
            "an ORCID record without name and works".into(),
        ));
    }
    Ok(vec![Raw {
        blocks: reader.quotes.blocks,
        facts: Some(reader.facts),
        ..Raw::default()
    }])
}

fn person(root: &Node) -> Owner {
    let value = |path: &[&str]| root.at(path)?.text().map(str::to_owned);
    let given = value(&["person", "name", "givennames", "value"]);
    let family = value(&["person", "name", "familyname", "value"]);
    let credit = value(&["person", "name", "creditname", "value"]);
    let parts: Vec<String> = given.into_iter().chain(family).collect();
    let whole = (!parts.is_empty()).then(|| parts.join(" "));
    let others = root.at(&["person", "othernames", "othername"]);
    let mut name_variants = contents(others);
    name_variants
        .extend(credit.clone().filter(|name| whole.as_ref() != Some(name)));
    let urls = root.at(&["person", "researcherurls", "researcherurl"]);
    let urls = urls.map_or(&[][..], Node::items).iter();
    let emails = root.at(&["person", "emails", "email"]);
    let emails = emails.map_or(&[][..], Node::items).iter();
    Owner {
        name: whole.or(credit),
        name_variants,
        orcid: value(&["orcididentifier", "path"]),
        homepages: urls
            .filter_map(|url| url.at(&["url", "value"])?.text())
            .map(str::to_owned)
            .collect(),
        emails: emails
            .filter_map(|email| email.text_of(&["email"]))
            .map(str::to_lowercase)
            .collect(),
        ..Owner::default()
    }
}

/// The `content` of each item of a list.
fn contents(list: Option<&Node>) -> Vec<String> {
    let items = list.map_or(&[][..], Node::items).iter();
    let texts = items.filter_map(|item| item.text_of(&["content"]));
    texts.map(str::to_owned).collect()
}

/// The first summary of each group, below `list` and, where named, `one`.
fn summaries<'n>(
    groups: Option<&'n Node>,
    list: &'n str,
    one: &'n str,
) -> impl Iterator<Item = &'n Node> {
    let groups = groups.map_or(&[][..], Node::items).iter();
    groups.filter_map(move |group| {
        let first = group.get(&[list])?.items().first()?;
        if one.is_empty() { Some(first) } else { first.get(&[one]) }
    })
}

/// A date as `2022` or `2022-05`.
fn date(node: Option<&Node>) -> Option<String> {
    let year = node?.at(&["year", "value"])?.text()?;
    let month = node?.at(&["month", "value"]).and_then(Node::text);
    dates::date(&format!("{year}-{}", month.unwrap_or("")))
}

fn year(node: &Node) -> Option<i32> {
    ["enddate", "startdate", "publicationdate"]
        .iter()
        .find_map(|key| date(node.get(&[key])))
        .and_then(|date| reference::year(&date))
}

fn joined<const N: usize>(parts: [Option<&Node>; N]) -> String {
    let parts = parts.into_iter().flatten().filter_map(Node::text);
    parts.collect::<Vec<_>>().join(", ")
}

struct Reader<'a> {
    quotes: Quotes<'a>,
    facts: Box<Profile>,
}

impl Reader<'_> {
    fn stay(&mut self, kind: SectionKind, stay: &Node) {
        let role = stay.get(&["roletitle"]);
        let department = stay.get(&["departmentname"]);
        let place = stay.at(&["organization", "name"]);
        let organization = place.and_then(Node::text).map(str::to_owned);
        let title = role.and_then(Node::text).map(str::to_owned);
        let start = date(stay.get(&["startdate"]));
        let end = date(stay.get(&["enddate"]));
        let words = joined([role, department, place]);
        let words: Vec<&str> = [Some(&words), start.as_ref(), end.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let words = words.join(", ");
        match kind {
            SectionKind::Positions => self.facts.positions.push(Position {
                title,
                organization,
                current: start.is_some() && end.is_none(),
                start,
                end,
            }),
            SectionKind::Education => self.facts.education.push(Education {
                degree: title,
                organization,
                start,
                end,
                advisors: Vec::new(),
            }),
            _ => {}
        }
        self.passage(kind, stay, words, year(stay));
    }

    fn passage(
        &mut self,
        kind: SectionKind,
        node: &Node,
        text: String,
        year: Option<i32>,
    ) {
        if text.is_empty() {
            return;
        }
        let text = reference::without_tags(&text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let span = self.quotes.put(node, &text);
        let line = node.lines.0;
        let passage = Passage { text, year, page: None, line, span };
        match kind {
            SectionKind::Awards => self.facts.awards.push(passage),
            SectionKind::Service => self.facts.service.push(passage),
            kind => self.facts.passages.push((kind, passage)),
        }
    }

    fn work(&mut self, work: &Node) {
        let Some(title) = work.at(&["title", "title", "value"]) else {
            return;
        };
        let title = reference::without_tags(title.text().unwrap_or_default());
        let value = |path: &[&str]| work.at(path)?.text().map(str::to_owned);
        let identifiers = work.at(&["externalids", "externalid"]);
        let identifier = |kind: &str| {
            let all = identifiers.map_or(&[][..], Node::items).iter();
            all.filter(|id| id.text_of(&["externalidtype"]) == Some(kind))
                .find_map(|id| id.text_of(&["externalidvalue"]))
        };
        let names = work.at(&["contributors", "contributor"]);
        let names = names.map_or(&[][..], Node::items).iter();
        let names =
            names.filter_map(|name| name.at(&["creditname", "value"])?.text());
        let authors: Vec<Author> =
            names.filter_map(reference::author).collect();
        let doi = identifier("doi").and_then(reference::doi);
        let own = identifier("arxiv");
        let kind = work.text_of(&["type"]).unwrap_or_default();
        let mut publication = Publication {
            title: reference::title(&title),
            authors,
            venue_raw: value(&["journaltitle", "value"]),
            year: year(work),
            arxiv: own
                .and_then(|id| reference::arxiv(id, true))
                .or_else(|| reference::arxiv(doi.as_deref()?, false)),
            doi,
            links: value(&["url", "value"]).into_iter().collect(),
            line: work.lines.0,
            ..Publication::default()
        };
        reference::settle(&mut publication, kind);
        let venue = publication.venue_raw.as_ref();
        let year = publication.year.map(|year| year.to_string());
        let parts: Vec<&str> =
            [Some(&publication.title), venue, year.as_ref()]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
        publication.span = self.quotes.put(work, &parts.join(". "));
        self.facts.publications.push(publication);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;
    use crate::model::Status;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("record.json"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    #[test]
    fn a_record_is_read_whole() {
        let text = include_str!("../../tests/fixtures/orcid/record.json");
        assert!(sniff(text.as_bytes()));
        let raw = read(text).unwrap();
        let facts = raw.facts.unwrap();
        let person = &facts.person;
        assert_eq!(person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(person.name_variants, ["M. Olsen"]);
        assert_eq!(person.orcid.as_deref(), Some("0000-0001-2345-6789"));
        assert_eq!(person.homepages, ["https://mira.example"]);
        let places: Vec<&str> =
            person.affiliations.iter().map(|a| &*a.organization).collect();
        assert_eq!(places, ["Institute of Green Roofs"]);
        assert_eq!(facts.interests, ["moss"]);
        assert_eq!(facts.positions[0].start.as_deref(), Some("2019-07"));
        assert_eq!(facts.education[0].degree.as_deref(), Some("PhD"));
        assert_eq!(facts.awards[0].text, "Golden Fern, Moss Society, 2020");
        let works: Vec<_> = facts
            .publications
            .iter()
            .map(|p| (p.title.as_str(), p.venue.as_deref(), p.year, p.status))
            .collect();
        assert_eq!(
            works,
            [
                (
                    "Moss on Roofs",
                    Some("Journal of Invented Botany"),
                    Some(2021),
                    Some(Status::Published)
                ),
                (
                    "Fern Spores",
                    Some("arXiv"),
                    Some(2023),
                    Some(Status::Preprint)
                ),
            ]
        );
        let block = &raw.blocks[facts.publications[0].span.range()][0];
        assert_eq!(
            block.lines[0].runs[0].text,
            "Moss on Roofs. Journal of Invented Botany. 2021"
        );
        assert_eq!(block.lines[0].number, facts.publications[0].line);
    }

    #[test]
    fn broken_records_say_why() {
        for text in ["{\"orcid-identifier\":", "{\"orcid-identifier\": 1}"] {
            let error = read(text).unwrap_err();
            assert!(matches!(error, SkipReason::Malformed(_)), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
            let _ = read(&text);
            let _ = read(&format!("{{\"person\":{{\"name\":{text:?}}}}}"));
        }
    }
}
