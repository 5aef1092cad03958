//! One person's profile as a JSON Resume (jsonresume.org).

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::Format;
use super::super::link::url;
use super::super::terminal::{Screen, line, pretty_json};
use super::{Shown, ShownPassage, ShownPublication};

pub(super) static FORMAT: Format<Shown> = Format {
    name: "json-resume",
    help: "the profile as a JSON Resume",
    write,
};

/// The schema that it keeps to.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/\
                      resume-schema/v1.0.0/schema.json";

fn write(shown: &Shown, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let list = |section: &str, item: fn(&ShownPassage) -> Value| {
        let passages = shown.section(section).iter();
        Value::from(passages.map(item).collect::<Vec<_>>())
    };
    let interests: Vec<Value> =
        shown.interests.iter().map(|name| json!({"name": name})).collect();
    let publications: Vec<Value> =
        shown.publications.iter().map(publication).collect();
    let mut resume = json!({"$schema": SCHEMA, "basics": basics(shown)});
    for (name, value) in [
        ("work", work(shown)),
        // Their parts are not known, only the line.
        ("education", list("education", |p| json!({"institution": p.text}))),
        ("awards", list("awards", award)),
        ("volunteer", list("service", |p| json!({"summary": p.text}))),
        ("projects", list("projects", |p| json!({"description": p.text}))),
        ("interests", interests.into()),
        ("publications", publications.into()),
    ] {
        if value.as_array().is_some_and(|list| !list.is_empty()) {
            resume[name] = value;
        }
    }
    line(out, pretty_json(&resume)?)
}

fn basics(shown: &Shown) -> Value {
    let person = &shown.person;
    let mut basics = json!({"name": shown.name()});
    let emails = person.emails.as_deref().unwrap_or_default();
    for (name, value) in [
        ("label", shown.post()),
        ("email", emails.first().cloned()),
        ("url", person.homepages.first().cloned()),
    ] {
        if let Some(value) = value {
            basics[name] = value.into();
        }
    }
    if let Some(orcid) = &person.orcid {
        let url = format!("https://orcid.org/{orcid}");
        basics["profiles"] = json!([
            {"network": "ORCID", "username": orcid, "url": url}
        ]);
    }
    basics
}

/// Where the person is now, then the posts that are listed.
fn work(shown: &Shown) -> Value {
    let titles = shown.person.titles.join(", ");
    let current = shown.person.affiliations.iter().filter(|a| a.current);
    let current = current.map(|place| {
        let name = &place.organization;
        match titles.is_empty() {
            true => json!({"name": name}),
            false => json!({"name": name, "position": titles}),
        }
    });
    let listed = shown.section("positions").iter();
    let listed = listed.map(|post| json!({"summary": post.text}));
    Value::from(current.chain(listed).collect::<Vec<_>>())
}

fn award(passage: &ShownPassage) -> Value {
    let mut award = json!({"title": passage.text});
    if let Some(year) = passage.year {
        award["date"] = year.to_string().into();
    }
    award
}

fn publication(p: &ShownPublication) -> Value {
    let mut publication = json!({"name": p.title});
    let authors: Vec<&str> =
        p.authors.iter().map(|a| a.name.as_str()).collect();
    let authors = (!authors.is_empty()).then(|| authors.join(", "));
    for (name, value) in [
        ("publisher", p.venue_name.clone().or_else(|| p.venue.clone())),
        ("releaseDate", p.year.map(|year| format!("{year:04}"))),
        ("url", url(p.doi.as_deref(), p.arxiv.as_deref(), &p.links)),
        ("summary", authors),
    ] {
        if let Some(value) = value {
            publication[name] = value.into();
        }
    }
    publication
}
