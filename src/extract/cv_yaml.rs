//! CVs in YAML (RenderCV, al-folio and hand-made ones) into facts.

use serde::Deserialize;

use super::{Format, Source, keyed, mend, tree::Node};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "cv-yaml",
    extensions: &["yaml", "yml", "cff"],
    sniff: |_| false,
    version: 4,
    text: true,
    extract,
};

/// Largest source handed to the YAML crate, in bytes; CVs have 50 KB.
const LARGEST: usize = 4 << 20;

/// Deepest nesting of brackets; the crate's time grows with its square.
const DEEPEST: usize = 128;

/// Most documents looked at in one stream; CVs have one.
const MOST_DOCUMENTS: usize = 8;

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let mut first_error = None;
    for root in parse(source.text()) {
        match root {
            Ok(root) => {
                let (text, file) = (source.text(), source.stem());
                if let Some(raw) = keyed::read(&root, text, file) {
                    return Ok(vec![raw]);
                }
            }
            Err(what) => first_error = first_error.or(Some(what)),
        }
    }
    Err(first_error.map_or(SkipReason::UnknownFormat, SkipReason::Malformed))
}

/// The documents of a YAML stream, up to the first that is broken; mended
/// ones follow where not even the first is whole.
pub(super) fn parse(text: &str) -> Vec<Result<Node, String>> {
    if let Some(what) = too_large(text) {
        return vec![Err(what)];
    }
    let mut documents = read(text, text);
    if matches!(documents.first(), Some(Err(_))) {
        let mended = read(&mend::yaml(text), text);
        documents.extend(mended.into_iter().filter(Result::is_ok));
    }
    documents
}

/// Reads what `source` says in `text`.
fn read(text: &str, source: &str) -> Vec<Result<Node, String>> {
    let mut documents = Vec::new();
    let stream = serde_norway::Deserializer::from_str(text);
    for document in stream.take(MOST_DOCUMENTS) {
        match Node::deserialize(document) {
            Ok(mut root) => {
                root.locate(source);
                documents.push(Ok(root));
            }
            Err(error) => {
                documents.push(Err(error.to_string()));
                break;
            }
        }
    }
    documents
}

/// Says what would cost the YAML crate too much, if anything.
pub(super) fn too_large(text: &str) -> Option<String> {
    if text.len() > LARGEST {
        return Some(format!("YAML of more than {LARGEST} bytes"));
    }
    let mut depth = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some("brackets are nested too deeply".into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;
    use crate::model::{Profile, SectionKind, Status};

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("cv.yaml"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    fn facts(text: &str) -> Profile {
        *read(text).unwrap().facts.unwrap()
    }

    #[test]
    fn rendercv_is_read_whole() {
        let text = include_str!("../../tests/fixtures/cv_yaml/rendercv.yaml");
        let facts = facts(text);
        let person = &facts.person;
        assert_eq!(person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(person.emails, ["mira.olsen@moss.example"]);
        assert_eq!(person.orcid.as_deref(), Some("0000-0001-2345-6789"));
        assert_eq!(person.titles, ["Bryologist"]);
        assert_eq!(
            person.affiliations[0].organization,
            "Institute of Green Roofs"
        );
        assert_eq!(facts.positions[0].start.as_deref(), Some("2019-07"));
        assert!(facts.positions[0].current);
        let degree = facts.education[0].degree.as_deref();
        assert_eq!(degree, Some("PhD in Bryology"));
        assert_eq!(
            facts.interests,
            ["Mosses of cities", "Ferns", "fern spores", "light"]
        );
        let lists =
            [&facts.awards, &facts.talks, &facts.teaching, &facts.service];
        let lines: Vec<(&str, u32)> = lines_of(lists.into_iter().flatten());
        assert_eq!(
            lines,
            [
                ("Golden Fern (2020)", 52),
                ("Why moss, 2022", 54),
                ("Botany 101, 2018 -- 2019", 57),
                ("Bryology Letters", 60),
            ]
        );
    }

    fn lines_of<'a>(
        passages: impl Iterator<Item = &'a crate::model::Passage>,
    ) -> Vec<(&'a str, u32)> {
        passages.map(|p| (p.text.as_str(), p.line)).collect()
    }

    #[test]
    fn publications_are_read_with_their_lines() {
        let text = include_str!("../../tests/fixtures/cv_yaml/rendercv.yaml");
        let raw = read(text).unwrap();
        let facts = raw.facts.unwrap();
        let read: Vec<_> = facts
            .publications
            .iter()
            .map(|p| {
                let names: Vec<&str> =
                    p.authors.iter().map(|a| a.name.as_str()).collect();
                let venue = p.venue.as_deref();
                (p.line, names.join("; "), venue, p.year, p.status)
            })
            .collect();
        let published = Some(Status::Published);
        let authors = "Mira Olsen; Tao Reed; Ana Sand; Bo Li";
        assert_eq!(
            read,
            [
                (
                    32,
                    authors.into(),
                    Some("Journal of Invented Botany"),
                    Some(2021),
                    published
                ),
                (
                    40,
                    "M. Olsen; T. Reed".into(),
                    None,
                    Some(2024),
                    Some(Status::Submitted)
                ),
                (47, "Mira Olsen".into(), None, Some(2019), published),
            ]
        );
        let survey = &facts.publications[0];
        assert!(survey.authors_truncated);
        assert!(survey.authors[1].equal_contribution);
        let block = &raw.blocks[survey.span.range()][0];
        let numbers: Vec<u32> = block.lines.iter().map(|l| l.number).collect();
        assert_eq!(numbers, (32..=39).collect::<Vec<_>>());
    }

    #[test]
    fn al_folio_sections_are_read_and_comments_are_not() {
        let text = include_str!("../../tests/fixtures/cv_yaml/al-folio.yml");
        let facts = facts(text);
        assert_eq!(facts.person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(facts.interests, ["Urban mosses", "Roofs"]);
        assert_eq!(facts.awards[0].text, "2020, Golden Fern");
        let study = &facts.education[0];
        assert_eq!(study.start.as_deref(), Some("2015"));
        assert!(facts.positions.is_empty());
        let (kind, passage) = &facts.passages[0];
        assert_eq!((*kind, passage.line), (SectionKind::Education, 12));
    }

    #[test]
    fn headings_may_stand_apart_from_keys() {
        let facts = facts(
            "name: {first: Mira, last: Olsen}\n\
             order:\n  - [Honors \\& Awards, awd, voices]\n  \
             - [jobs, Experience]\n\
             awd:\n  - what: Golden Fern\n    when: 05/2020\n\
             jobs:\n  - what: Botanist\n    where: Moss Institute;\n    \
             when: 02/2024 -- Now\n",
        );
        assert_eq!(facts.person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(facts.awards[0].text, "Golden Fern, 05/2020");
        let post = &facts.positions[0];
        assert_eq!(post.organization.as_deref(), Some("Moss Institute"));
        assert_eq!(post.start.as_deref(), Some("2024-02"));
        assert!(post.current);
    }

    #[test]
    fn posts_may_be_gathered_by_their_place() {
        let facts = facts(
            "name: Mira Olsen\nappointments:\n- place: Moss Hall\n  items:\n  \
             - {item: Reader, begindate: 2020-01}\n  \
             - {item: Lecturer, begindate: 2015-01, enddate: 2019-12}\n\
             skills:\n- type: Areas of Interest\n  items: [Moss, Ferns]\n",
        );
        let posts: Vec<_> = facts
            .positions
            .iter()
            .map(|p| (p.title.as_deref(), p.organization.as_deref()))
            .collect();
        let hall = Some("Moss Hall");
        assert_eq!(posts, [(Some("Reader"), hall), (Some("Lecturer"), hall)]);
        assert_eq!(facts.interests, ["Moss", "Ferns"]);
    }

    #[test]
    fn the_head_may_say_where_its_owner_is() {
        let facts = facts(
            "basics: {name: Mira Olsen, affiliation: Moss Institute}\n\
             pubs:\n- {paper: Moss, by: [Mira Olsen], where: Ferns}\n",
        );
        let place = &facts.person.affiliations[0];
        assert_eq!(place.organization, "Moss Institute");
        assert_eq!(facts.publications[0].title, "Moss");
    }

    #[test]
    fn a_colon_too_many_loses_nothing() {
        let facts = facts(
            "- title: Moss: a survey\n  authors: Mira Olsen\n  \
             venue: Ferns\n- title: \"Moss\" on walls\n  \
             authors: \"Andr\\'e Olsen\"\n  venue: Ferns\n",
        );
        let [survey, walls] = facts.publications.as_slice() else {
            panic!("{:?}", facts.publications);
        };
        assert_eq!((&*survey.title, survey.line), ("Moss: a survey", 1));
        assert_eq!((&*walls.title, walls.line), ("\"Moss\" on walls", 4));
        assert_eq!(walls.authors[0].name, "André Olsen");
    }

    #[test]
    fn a_time_table_may_list_publications() {
        let facts = facts(
            "- title: General Information\n  contents:\n    \
             - {name: Full Name, value: Mira Olsen}\n    \
             - {name: Affiliation, value: Kiel University}\n\
             - title: Publications\n  type: time_table\n  contents:\n    \
             - title: Moss on Old Walls\n      institution: Ferns\n      \
             year: 2021\n      description: ['Mira Olsen, Bo Li']\n    \
             - title: Moss on New Walls\n      institution: Ferns\n      \
             year: 2020\n      description: [We look at walls, and wait.]\n",
        );
        let place = &facts.person.affiliations[0].organization;
        assert_eq!(place, "Kiel University");
        let [old, new] = facts.publications.as_slice() else {
            panic!("{:?}", facts.publications);
        };
        assert_eq!(old.venue.as_deref(), Some("Ferns"));
        let names: Vec<_> = old.authors.iter().map(|a| &a.name).collect();
        assert_eq!(names, ["Mira Olsen", "Bo Li"]);
        assert!(new.authors.is_empty());
    }

    #[test]
    fn a_summary_may_name_authors_with_initials() {
        let facts = facts(
            "cv:\n  name: Mira Olsen\n  publications:\n    \
             - {name: Moss on Walls, publisher: Ferns, \
             releaseDate: '2021', summary: Olsen M and Li BC}\n    \
             - {name: Moss on Roofs, publisher: Ferns, \
             releaseDate: '2020', summary: 'Moss Studies, Roof Science'}\n",
        );
        let names = facts.publications.iter().map(|p| p.authors.len());
        assert_eq!(names.collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn other_yaml_is_no_cv() {
        for text in [
            "name: web\nservices:\n  web:\n    image: nginx\n",
            "name: CI\non: push\njobs:\n  test:\n    steps: [a, b]\n",
            "title: My Site\nname: Mira Olsen\nemail: m@moss.example\n",
            "- a\n- b\n",
            "just words",
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error, SkipReason::UnknownFormat, "{text}");
        }
    }

    #[test]
    fn hostile_yaml_is_refused_quickly() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for i in 1..12 {
            let item = format!("*a{}", i - 1);
            let items = vec![item; 10].join(", ");
            bomb += &format!("a{i}: &a{i} [{items}]\n");
        }
        let nested = "[".repeat(100_000);
        let started = std::time::Instant::now();
        for text in [bomb, nested, "{a: ".repeat(50_000), "- ".repeat(50_000)]
        {
            let error = read(&text).unwrap_err();
            assert!(matches!(error, SkipReason::Malformed(_)), "{error}");
        }
        for text in ["---\na: b\n".repeat(50_000), keys(20_000)] {
            let _ = read(&text);
        }
        assert!(started.elapsed().as_secs() < 20);
    }

    fn keys(count: usize) -> String {
        (0..count).map(|i| format!("k{i}: v\n")).collect()
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            text in r"[-:\[\]{}&*#a-c \n\x22|>]{0,80}|\PC{0,80}"
        ) {
            let _ = read(&text);
            let _ = read(&format!("cv:\n  sections:\n    Publications:\n{text}"));
        }
    }
}
