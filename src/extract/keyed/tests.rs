//! Shapes of keyed lists, as YAML writes them.

use crate::extract::cv_yaml;
use crate::model::{Profile, Raw, Status};

fn page(text: &str) -> Option<Raw> {
    file("cv", text)
}

/// Reads what a file of this name holds.
fn file(name: &str, text: &str) -> Option<Raw> {
    let roots = cv_yaml::parse(text);
    super::read(roots[0].as_ref().unwrap(), text, name)
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
fn a_files_name_tells_what_it_lists() {
    let text = "- {title: Moss, venue: Ferns, year: 2020}\n\
                - {title: Reed, venue: Ferns, year: Minor Revision}\n";
    let raw = file("ann-roe.papers", text).unwrap();
    let [moss, reed] = &raw.facts.unwrap().publications[..] else {
        panic!("two papers")
    };
    assert_eq!(
        (moss.year, moss.status),
        (Some(2020), Some(Status::Published))
    );
    assert_eq!((reed.year, reed.status), (None, Some(Status::Submitted)));
    let signed = "- {title: Moss, authors: [Ann Roe], year: 2020}\n";
    assert!(file("talks", text).is_none());
    assert!(file("talks", signed).is_none());
    assert!(file("talks_papers", signed).is_some());
    assert!(file("notes", signed).is_some());
    assert!(file("data", text).is_none());
    assert!(file("data", signed).is_some());
}

#[test]
fn what_others_wrote_and_talks_are_no_publications() {
    for key in [
        "charlas",
        "talks",
        "supervised_theses",
        "abschlussarbeiten",
        "books_read",
        "readingList",
    ] {
        let text = format!(
            "name: Ann Roe\nemail: roe@example.org\neducation:\n\
             - {{degree: PhD, institution: Kiel University, year: 2019}}\n\
             {key}:\n- {{title: Moss, author: Bo Li, year: 2020}}\n"
        );
        let facts = file("cv", &text).unwrap().facts.unwrap();
        assert_eq!(facts.publications, [], "{key}");
    }
}

#[test]
fn keys_may_be_in_any_language() {
    for text in [
        "itens:\n- {titulo: Musgo, autores: Ana Roe, periódico: Fetos, ano: 2020}\n",
        "itens:\n- {titulo: Musgo, autores: Ana Roe, veiculo: Fetos, ano: 2020}\n",
        "lista:\n- {tytuł: Mech, autorzy: Ana Roe, czasopismo: Fetos, rok: 2020}\n",
        "论文:\n- {标题: Moss, 作者: Ana Roe, 期刊: Fetos, 年份: 2020}\n",
    ] {
        let facts = facts(text);
        let work = &facts.publications[0];
        assert_eq!(work.venue.as_deref(), Some("Fetos"), "{text}");
        assert_eq!(work.year, Some(2020), "{text}");
        assert_eq!(work.authors[0].name, "Ana Roe");
    }
}

#[test]
fn a_title_may_be_a_whole_reference() {
    let reference = "Roe, A. (2020). Moss on roofs and the ferns that grow \
                     beside them in spring. *Ferns*, 3(4), 1-9.";
    let cited = format!("- title: '{reference}'\n  url: https://a.example\n");
    let raw = file("papers", &cited.repeat(2)).unwrap();
    assert!(raw.facts.is_none());
    assert_eq!(raw.blocks.len(), 3, "{:?}", raw.blocks);
    let dated = format!(
        "name: Ann Roe\nPapers:\n- when: 2020\n  what: ['{reference}']\n\
         - when: 2019\n  what: ['{reference}']\n"
    );
    let raw = page(&dated).unwrap();
    assert!(raw.facts.is_none());
    assert!(page("papers:\n- {title: Moss, year: 2020}\n").is_some());
}

#[test]
fn sections_may_be_a_list() {
    let facts = facts(
        "name: Ann Roe\nsections:\n- title: Experience\n  entries:\n  \
         - {period: 2024–, role: Reader, org: Moss Hall}\n\
         - title: Education\n  entries:\n  \
         - {period: 2020–2023, role: PhD, org: Fern Hall}\n",
    );
    assert_eq!(facts.person.name.as_deref(), Some("Ann Roe"));
    let post = &facts.positions[0];
    assert_eq!(post.organization.as_deref(), Some("Moss Hall"));
    assert_eq!(facts.education.len(), 1);
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

#[test]
fn a_head_tells_addresses_in_many_ways() {
    let cv = "name: Mira Olsen\neducation: [{degree: PhD, school: Kiel}]\n\
              research_interests: moss, ferns\n";
    for head in [
        "contact: {professional_email: a@example.org}\n",
        "meta: {name: My Site, email: a@example.org}\n",
        "links: [{label: Email, url: 'mailto:a@example.org?subject=b'}]\n",
        "contact:\n- {label: Email, text: a@example.org}\n",
        "work-e-mail: a at example dot org\n",
    ] {
        let facts = facts(&format!("{cv}{head}"));
        assert_eq!(facts.person.emails, ["a@example.org"], "{head}");
        assert_eq!(facts.person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(facts.interests, ["moss", "ferns"]);
    }
    for head in [
        "supervisor_email: b@example.org\n",
        "email_template: b@example.org\n",
        "contact: {emergency_email: b@example.org}\n",
        "meta: {email_author_of_theme: b@example.org}\n",
        "links: [{label: Ask my assistant, url: 'mailto:b@example.org'}]\n",
        "email: you@example.org\n",
    ] {
        let facts = facts(&format!("{cv}{head}"));
        assert!(facts.person.emails.is_empty(), "{head}");
    }
    let parts = "name: {}\nmeta:\n  name: Mira Olsen\n  \
                 affiliation: {unit: Roofs, institution: Moss Hall}\n  \
                 contact: {email: a@example.org}\n\
                 education: [{degree: PhD, school: Kiel}]\n";
    let person = facts(parts).person;
    assert_eq!(person.emails, ["a@example.org"]);
    assert_eq!(person.name.as_deref(), Some("Mira Olsen"));
    let place = &person.affiliations[0];
    assert_eq!(place.organization, "Moss Hall");
    assert_eq!(place.department.as_deref(), Some("Roofs"));
    for head in ["bio", "profile", "personal_details"] {
        let person = facts(&format!(
            "{head}: {{name: Mira Olsen, email: a@example.org, affiliation: \
             {{name: Moss Hall, url: moss.example}}}}\n\
             employment: [{{title: Reader, org: Fen Hall, start_year: 2010, \
             end_year: 2012}}]\n"
        ))
        .person;
        assert_eq!(person.emails, ["a@example.org"], "{head}");
        assert_eq!(person.name.as_deref(), Some("Mira Olsen"));
        assert_eq!(person.affiliations[0].organization, "Moss Hall");
    }
    let post = "current_role: {title: Botanist, institution: Moss Hall}\n";
    let person = facts(&format!("{cv}{post}")).person;
    assert_eq!(person.titles, ["Botanist"]);
    assert_eq!(person.affiliations[0].organization, "Moss Hall");
}

#[test]
fn interests_may_have_themes() {
    for (text, want) in [
        ("researchFocusAreas: [moss, reed]", &["moss", "reed"][..]),
        ("areas:\n- title: Moss\n  items: [roofs, walls]", MOSS),
        ("interests:\n- Moss: roofs, walls", MOSS),
        ("interests:\n- name: Moss\n  keywords: [roofs, walls]", MOSS),
        ("interests: moss; reed", &["moss", "reed"]),
    ] {
        let cv = "name: Mira Olsen\nbio: Me.\n";
        let study = "education: [{degree: PhD, school: Kiel}]\n";
        let facts = facts(&format!("{cv}{study}{text}\n"));
        assert_eq!(facts.interests, want, "{text}");
    }
}

const MOSS: &[&str] = &["Moss", "roofs", "walls"];

#[test]
fn sections_may_lie_in_others() {
    let posts = "name: Mira Olsen\nresearchAndTeaching:\n\
                 - {title: Botanist, company: Moss Hall, \
                 description: 'I look at moss, and wait.', \
                 period: 2020 - Present}\n\
                 certifications:\n  research:\n  - {name: R, date: 2021}\n";
    let read = facts(posts);
    assert_eq!(read.positions.len(), 1);
    assert_eq!(read.person.affiliations[0].organization, "Moss Hall");
    let works = "academicWorks:\n  publications:\n  \
                 - title: Moss\n    authors: Mira Olsen\n";
    assert_eq!(facts(&format!("{posts}{works}")).publications.len(), 1);
    let written = "academicWorks:\n  publications:\n  \
                   - title: 'Olsen, M. (in progress). Moss on the roofs.'\n  \
                   - title: 'Olsen, M., Li, B. (2020). Moss on walls. Reed.'\n";
    let page = page(&format!("{posts}{written}")).expect("a page");
    assert!(page.facts.is_none());
    let read = page.blocks.iter().map(|block| {
        let runs = block.lines.iter().flat_map(|line| &line.runs);
        runs.map(|run| run.text.as_str()).collect::<String>()
    });
    let read: Vec<String> = read.collect();
    for want in [
        "Positions",
        "Botanist, Moss Hall, 2020 - Present. I look at moss, and wait.",
        "Publications",
        "Olsen, M. (in progress). Moss on the roofs.",
    ] {
        assert!(read.iter().any(|text| text == want), "{want}: {read:?}");
    }
}

#[test]
fn what_somebody_sells_is_no_work() {
    let cv = |products: &str| {
        facts(&format!(
            "name: Mira Olsen\neducation:\n- {{degree: PhD, school: Moss \
             Hall}}\nproducts:\n- {products}\n"
        ))
    };
    let sold = cv("{name: Mossly, desc: Moss on order, link: moss.example}");
    assert_eq!(sold.publications.len(), 0);
    let told = cv("{title: Moss, authors: Mira Olsen, year: 2020}");
    assert_eq!(told.publications.len(), 1);
}

#[test]
fn grants_and_services_are_no_posts() {
    let cv = "name: Mira Olsen\npublications:\n\
              - 'Olsen, M. (2020). Moss on the roofs of houses. Ferns.'\n\
              - 'Olsen, M. (2021). Moss on the walls of houses. Ferns.'\n";
    let entry = "{role: PI, organization: NSF, date: 2019, title: Moss}";
    for (key, want) in [
        ("grants", false),
        ("projects", false),
        ("service", false),
        ("volunteer", false),
        ("jobs", true),
    ] {
        let page = page(&format!("{cv}{key}:\n- {entry}\n")).unwrap();
        let headings =
            page.blocks.iter().map(|block| &*block.lines[0].runs[0].text);
        let mut headings = headings.filter(|text| *text == "Positions");
        assert_eq!(headings.next().is_some(), want, "{key}");
    }
}

#[test]
fn an_address_is_no_venue() {
    let facts = facts(
        "main:\n- title: Moss on Roofs\n  authors: __Mira Olsen__, Bo Li\n  \
         journal: https://ferns.example/3\n  conference: Ferns, 2020.\n",
    );
    let moss = &facts.publications[0];
    assert_eq!(
        (moss.venue.as_deref(), moss.year),
        (Some("Ferns"), Some(2020))
    );
    let names = moss.authors.iter().map(|author| author.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["Mira Olsen", "Bo Li"]);
}

#[test]
fn a_page_about_somebody_may_be_set_up_in_keys() {
    let lines = |text: &str| -> Option<Vec<String>> {
        let lines = page(text)?.blocks.into_iter().flat_map(|b| b.lines);
        let text = |line: crate::model::RawLine| {
            line.runs.into_iter().map(|run| run.text).collect()
        };
        Some(lines.map(text).collect())
    };
    for (text, want) in [
        (
            "name: Mira Olsen\ntitle: PhD Student\nphoto: m.jpg\ncontacts:\n\
             - {label: Email, href: 'mailto:m@moss.example'}\n",
            Some(&["Mira Olsen", "PhD Student", "m@moss.example"][..]),
        ),
        (
            "primary_name: Mira Olsen\nemail: m@moss.example\n\
             address:\n- Moss Hall\n- Kiel\nshort_bio: <p>I am at Kiel.</p>\n",
            Some(&[
                "Mira Olsen",
                "m@moss.example",
                "Moss Hall",
                "Kiel",
                "I am at Kiel.",
            ]),
        ),
        ("name: Mira Olsen\nemail: m@moss.example\n", None),
        (
            "name: Mira Olsen\nemail: m@moss.example\nbio: I am.\n\
             baseurl: /\n",
            None,
        ),
        ("name: moss-tools\nemail: m@moss.example\n", None),
    ] {
        let want = want.map(|want| want.iter().map(|l| (*l).into()).collect());
        assert_eq!(lines(text), want, "{text}");
    }
}

#[test]
fn what_appeared_somewhere_is_a_work_under_any_key() {
    for (item, works) in [
        // A venue may be a hall.
        ("{title: Moss on Roofs, venue: Ferns, date: May 2020}", 0),
        ("{title: Moss on Roofs, booktitle: Ferns, date: May 2020}", 1),
        ("{title: Moss on Roofs, journal: Ferns, year: 2020}", 1),
        ("{title: Moss on Roofs, venue: Ferns, date: 2020, city: Kiel}", 0),
        ("{title: Moss on Roofs, date: 2020}", 0),
    ] {
        let text = format!(
            "name: Mira Olsen\neducation: [{{degree: PhD, school: Ferns}}]\n\
             jobs: [{{title: Botanist, company: Moss}}]\nweb:\n- {item}\n"
        );
        assert_eq!(facts(&text).publications.len(), works, "{item}");
    }
}

#[test]
fn the_key_of_a_list_tells_how_far_its_works_have_come() {
    use Status::{Preprint, Published, Submitted};
    for (key, more, want) in [
        ("working_papers", "", Preprint),
        ("featuredWP", "", Preprint),
        ("work_in_progress", "", Preprint),
        ("under_review", "", Submitted),
        ("working_papers", ", note: under review", Submitted),
        ("working_papers", ", journal: Moss Letters", Published),
        ("submitted_and_published", "", Published),
        ("papers", "", Published),
        ("papers", ", status: In progress", Preprint),
    ] {
        let list = format!("[{{title: Moss, authors: [A. Roe]{more}}}]");
        let of = |text: &str| facts(text).publications[0].status;
        assert_eq!(of(&format!("{key}: {list}\n")), Some(want), "{key}");
        let within = format!("publications:\n  {key}: {list}\n");
        assert_eq!(of(&within), Some(want), "{key}");
        let listed = file(key, &format!("{list}\n")).unwrap();
        let listed = listed.facts.unwrap().publications[0].status;
        assert_eq!(listed, Some(want), "{key}");
    }
}
