//! JSON Resume, and CVs in other JSON of keys and values, into facts.

use super::{Format, Source, cv_yaml, keyed, tree::Node};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "json-resume",
    extensions: &["json"],
    sniff: |_| false,
    version: 4,
    text: true,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let root = match serde_json::from_str::<Node>(text) {
        Ok(mut root) => {
            root.locate(text);
            root
        }
        // Hand-edited JSON with a comma too many often is YAML still.
        Err(error) => match cv_yaml::parse(text).into_iter().next() {
            Some(Ok(root)) => root,
            _ => return Err(SkipReason::Malformed(error.to_string())),
        },
    };
    let raw = keyed::read(&root, text, source.stem())
        .ok_or(SkipReason::UnknownFormat)?;
    Ok(vec![raw])
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
            path: Path::new("resume.json"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    #[test]
    fn a_resume_is_read_whole() {
        let text = include_str!("../../tests/fixtures/json_resume/mira.json");
        let facts = read(text).unwrap().facts.unwrap();
        let person = &facts.person;
        assert_eq!(person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(person.orcid.as_deref(), Some("0000-0001-2345-6789"));
        assert_eq!(person.homepages, ["https://mira.example"]);
        let post = &facts.positions[0];
        assert_eq!(
            post.organization.as_deref(),
            Some("Institute of Green Roofs")
        );
        assert_eq!(post.title.as_deref(), Some("Research Scientist"));
        assert!(post.current && post.end.is_none());
        let study = &facts.education[0];
        assert_eq!(study.degree.as_deref(), Some("PhD in Bryology"));
        assert_eq!(study.end.as_deref(), Some("2019-06"));
        let paper = &facts.publications[0];
        assert_eq!(paper.title, "Moss on Roofs: A Survey");
        assert_eq!(paper.venue.as_deref(), Some("Journal of Invented Botany"));
        assert_eq!(paper.doi.as_deref(), Some("10.0000/jib.1"));
        assert_eq!((paper.year, paper.line), (Some(2021), 26));
        assert_eq!(facts.interests, ["Urban ecology", "moss", "roofs"]);
        assert_eq!(facts.service[0].text, "Moss Society, Treasurer");
    }

    #[test]
    fn broken_and_foreign_json_says_why() {
        for (text, want) in [
            ("{\"scripts\": {\"build\": \"x\"}}", "not a format vitae reads"),
            ("[1, 2]", "not a format vitae reads"),
            (
                "{\"basics\": ",
                "malformed: EOF while parsing a value at line 1 column 11",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), want, "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(read(&deep).is_err());
        let spare_comma = "{\"name\": \"Mira Olsen\", \"education\": \
                           [{\"degree\": \"PhD\", \"end\":,}]}";
        assert!(read(spare_comma).is_ok());
    }

    #[test]
    fn a_bare_list_of_papers_is_read() {
        let text = r#"[{"title": "Moss", "authors": ["Mira Olsen"],
                       "venue": "ICB", "year": 2020}]"#;
        let facts = read(text).unwrap().facts.unwrap();
        assert_eq!(facts.publications[0].venue.as_deref(), Some("ICB"));
    }

    #[test]
    fn kinds_and_tags_tell_how_far_a_work_has_come() {
        for (keys, status) in [
            (r#""journal": "", "type": "PREPRINT""#, Status::Preprint),
            (r#""journal": "Moss", "type": "preprint""#, Status::Published),
            (
                r#""journal": "Moss", "tags": ["sand", "Submitted"]"#,
                Status::Submitted,
            ),
            (
                r#""journal": "Moss", "tags": ["accepted risk"]"#,
                Status::Published,
            ),
        ] {
            let text = format!(
                r#"[{{"title": "Rivers of Moss", "authors": ["A. Roe"],
                    "year": 2020, {keys}}}]"#
            );
            let facts = read(&text).unwrap().facts.unwrap();
            let found = facts.publications[0].status;
            assert_eq!(found, Some(status), "{keys}");
        }
    }

    #[test]
    fn papers_may_be_listed_by_year() {
        for text in [
            r#"{"name": "Mira Olsen", "publications":
                {"2020": [{"title": "Moss", "authors": "Mira Olsen"}]}}"#,
            r#"{"name": "Mira Olsen", "publications":
                [{"year": 2020, "papers":
                  [{"title": "Moss", "authors": "Mira Olsen"}]}]}"#,
        ] {
            let facts = read(text).unwrap().facts.unwrap();
            let paper = &facts.publications[0];
            assert_eq!((&*paper.title, paper.year), ("Moss", Some(2020)));
        }
    }

    #[test]
    fn what_catalogues_answer_is_read() {
        for (what, text) in [
            (
                "dblp",
                r#"{"result": {"hits": {"hit": [{"@score": "1", "info":
                    {"authors": {"author": [{"@pid": "1", "text": "Mira Olsen"},
                    {"@pid": "2", "text": "Tao Reed"}]}, "title": "Moss.",
                    "venue": "Ferns", "year": "2020", "type": "Journal"}}]}}}"#,
            ),
            (
                "OpenAlex",
                r#"{"results": [{"display_name": "Moss", "publication_year":
                    2020, "authorships": [{"author": {"display_name":
                    "Mira Olsen"}}, {"author": {"display_name": "Tao Reed"}}],
                    "primary_location": {"source": {"display_name": "Ferns"}},
                    "type": "article"}]}"#,
            ),
            (
                "INSPIRE",
                r#"{"hits": {"hits": [{"metadata": {"titles": [{"title":
                    "Moss"}], "authors": [{"full_name": "Olsen, Mira"},
                    {"full_name": "Reed, Tao"}], "publication_info":
                    [{"journal_title": "Ferns", "year": 2020}]}}]}}"#,
            ),
            (
                "Google Scholar",
                r#"{"name": "Mira Olsen", "publications": [{"bib": {"title":
                    "Moss", "author": "Mira Olsen and Tao Reed",
                    "pub_year": "2020", "journal": "Ferns"}}]}"#,
            ),
            (
                "ADS",
                r#"[{"arxiv": "2001.00001", "doctype": "article", "pub":
                    "Ferns", "authors": ["Olsen, Mira", "Reed, Tao"],
                    "year": "2020", "title": ["Moss"]},
                    {"doctype": "software", "title": "moss 1.0", "pub":
                    "Zenodo", "authors": ["Olsen, Mira"], "year": "2020"}]"#,
            ),
            (
                "Zotero",
                r#"[{"key": "A", "data": {"itemType": "journalArticle",
                    "title": "Moss", "creators": [{"firstName": "Mira",
                    "lastName": "Olsen"}, {"firstName": "Tao", "lastName":
                    "Reed"}], "publicationTitle": "Ferns", "date": "2020"}}]"#,
            ),
            (
                "two languages",
                r#"[{"title": {"en": "Moss", "ja": ""}, "authors":
                    [{"name": "Mira Olsen", "me": true}, {"name": "Tao Reed"}],
                    "journal": {"name": "Ferns"}, "year": 2020}]"#,
            ),
        ] {
            let facts = read(text).unwrap().facts.unwrap();
            let [moss] = facts.publications.as_slice() else {
                panic!("{what}: {:?}", facts.publications);
            };
            let names: Vec<_> = moss.authors.iter().map(|a| &a.name).collect();
            assert_eq!(moss.title, "Moss", "{what}");
            assert_eq!(names, ["Mira Olsen", "Tao Reed"], "{what}");
            assert_eq!(moss.venue.as_deref(), Some("Ferns"), "{what}");
            assert_eq!(moss.year, Some(2020), "{what}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,120}") {
            let _ = read(&text);
            let _ = read(&format!("{{\"publications\":[{text}]}}"));
        }
    }
}
