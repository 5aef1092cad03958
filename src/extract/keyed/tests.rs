//! Shapes of keyed lists, as YAML writes them.

use crate::extract::cv_yaml;
use crate::model::{Profile, Raw};

fn page(text: &str) -> Option<Raw> {
    let roots = cv_yaml::parse(text);
    super::read(roots[0].as_ref().unwrap(), text)
}

fn facts(text: &str) -> Profile {
    *page(text).unwrap().facts.unwrap()
}

#[test]
fn a_list_may_say_whose_it_is() {
    for text in [
        "author: Mira Olsen\npapers:\n\
         - {title: Moss, authors: [M. Olsen, B. Li], year: 2020}\n",
        "- title: Moss\n  year: 2020\n  authors:\n  - name: Bo Li\n  \
         - {name: Mira Olsen, me: true}\n",
    ] {
        let facts = facts(text);
        assert_eq!(facts.person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(facts.publications.len(), 1, "{text}");
    }
}

#[test]
fn names_and_places_may_be_written_out() {
    let facts = facts(
        "papers:\n\
         - title: Moss on Roofs\n  coauthors: with Bo Li and Ana Sand\n  \
         citation: <i>Moss Letters</i> 3 (4), 5-6 (2020)\n\
         - title: Moss on Walls\n  authors: [me, Bo Li, and many others]\n  \
         conference: {fullName: Moss Days, year: 2021}\n",
    );
    let [roofs, walls] = facts.publications.as_slice() else {
        panic!("{:?}", facts.publications);
    };
    let names = |authors: &[crate::model::Author]| -> Vec<String> {
        authors.iter().map(|author| author.name.clone()).collect()
    };
    assert_eq!(names(&roofs.authors), ["Bo Li", "Ana Sand"]);
    assert_eq!(roofs.venue.as_deref(), Some("Moss Letters"));
    assert_eq!(names(&walls.authors), ["Bo Li"]);
    assert!(walls.authors_truncated);
    assert_eq!(walls.venue.as_deref(), Some("Moss Days"));
    assert_eq!(walls.year, Some(2021));
}

#[test]
fn citation_files_name_papers() {
    let facts = facts(
        "cff-version: 1.2.0\ntype: software\ntitle: mosses\n\
         authors: [{family-names: Olsen, given-names: Mira}]\n\
         references:\n- type: article\n  title: Moss\n  authors:\n  \
         - {family-names: Olsen, given-names: Mira}\n  \
         journal: Ferns\n  year: 2020\n\
         - {type: software, title: numbers, authors: [{name: B}]}\n",
    );
    let [moss] = facts.publications.as_slice() else {
        panic!("{:?}", facts.publications);
    };
    assert_eq!(moss.authors[0].name, "Mira Olsen");
    assert_eq!(moss.venue.as_deref(), Some("Ferns"));
}

#[test]
fn references_written_out_make_a_page() {
    let moss = "Olsen, M. (2020). Moss on roofs. *Ferns*, 3(1).";
    for list in [
        format!("- \"{moss}\"\n- \"{moss}\"\n"),
        format!("- type: paper\n  content: \"{moss}\"\n").repeat(2),
        format!("  2020:\n  - \"{moss}\"\n  - \"{moss}\"\n"),
    ] {
        let raw = page(&format!(
            "name: Mira Olsen\nemail: m@moss.example\npublications:\n{list}"
        ));
        let raw = raw.unwrap();
        assert!(raw.facts.is_none(), "{list}");
        assert_eq!(raw.metadata.author.as_deref(), Some("Mira Olsen"));
        let heading = &raw.blocks[2].lines[0].runs[0].text;
        assert_eq!(heading, "Publications");
        let last = raw.blocks.last().unwrap();
        let italic = last.lines[0].runs.iter().find(|r| r.style.italic);
        assert_eq!(italic.unwrap().text, "Ferns");
    }
}

#[test]
fn lists_of_publications_need_no_cv_around_them() {
    let papers = "- {title: Moss, authors: [Mira Olsen], venue: Ferns}\n";
    for (text, year) in [
        (papers.to_owned(), None),
        (format!("- year: 2024\n  papers:\n  {papers}"), Some(2024)),
        (format!("main:\n{papers}"), None),
        (format!("publications:\n  2023:\n  {papers}"), Some(2023)),
    ] {
        let facts = facts(&text);
        let [moss] = facts.publications.as_slice() else {
            panic!("{text}: {:?}", facts.publications);
        };
        assert_eq!(moss.title, "Moss", "{text}");
        assert_eq!(moss.authors[0].name, "Mira Olsen", "{text}");
        assert_eq!(moss.venue.as_deref(), Some("Ferns"), "{text}");
        assert_eq!(moss.year, year, "{text}");
    }
}
