//! Our own profile JSON Lines into facts, one document a line.

use serde_json::{Map, Value};

use super::{Format, Source};
use crate::model::{
    FORMAT_VERSION, Profile, Publication, Raw, RawBlock, RawLine, Role,
    SkipReason, Span,
};

pub(super) static FORMAT: Format = Format {
    name: "profile-json",
    extensions: &["jsonl", "ndjson"],
    sniff,
    version: 1,
    text: true,
    extract,
};

/// A JSON object that names its `format_version` early.
fn sniff(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let head = &start[..start.len().min(4096)];
    head.starts_with(b"{")
        && head.windows(16).any(|word| word == b"\"format_version\"")
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let mut first_error = None;
    let mut documents = Vec::new();
    for (i, line) in source.text().lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
        match profile(line) {
            Ok(profile) if says_something(&profile) => {
                documents.push(raw(profile, number));
            }
            Ok(_) => {}
            Err(what) if first_error.is_none() => {
                first_error = Some(format!("line {number}: {what}"));
            }
            Err(_) => {}
        }
    }
    if !documents.is_empty() {
        return Ok(documents);
    }
    // One profile, set over several lines by hand or by a formatter.
    match profile(source.text()) {
        Ok(profile) if says_something(&profile) => Ok(vec![raw(profile, 1)]),
        _ => Err(first_error
            .map_or(SkipReason::UnknownFormat, SkipReason::Malformed)),
    }
}

/// Reads one profile; fields that do not fit their type are left out.
fn profile(json: &str) -> Result<Profile, String> {
    if !json.trim_start().starts_with('{') {
        return Err("not an object".into());
    }
    let profile: Profile = match serde_json::from_str(json) {
        Ok(profile) => profile,
        Err(_) => match serde_json::from_str(json) {
            Ok(Value::Object(fields)) => mended(fields),
            Ok(_) => Profile::default(),
            Err(error) => return Err(describe(&error)),
        },
    };
    if profile.format_version > FORMAT_VERSION {
        return Err(format!(
            "format_version {}, but this build reads {FORMAT_VERSION}",
            profile.format_version
        ));
    }
    Ok(profile)
}

/// A JSON error without its line number, which counts within our line only.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} at column {}", &text[..end], error.column())
}

/// Builds a profile from the fields that fit, where not all do.
fn mended(fields: Map<String, Value>) -> Profile {
    let mut fits = Map::new();
    for (name, mut value) in fields {
        tidy(&mut value);
        if let (true, Value::Array(items)) =
            (name == "publications", &mut value)
        {
            items.retain(|item| {
                serde_json::from_value::<Publication>(item.clone()).is_ok()
            });
        }
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        if serde_json::from_value::<Profile>(alone.into()).is_ok() {
            fits.insert(name, value);
        }
    }
    serde_json::from_value(fits.into()).unwrap_or_default()
}

/// Drops nulls and turns authors given as bare names into objects.
fn tidy(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            for (name, value) in fields {
                match value {
                    Value::Array(authors) if name == "authors" => {
                        for author in authors {
                            if author.is_string() {
                                *author =
                                    serde_json::json!({"name": author.take()});
                            }
                        }
                    }
                    _ => tidy(value),
                }
            }
        }
        _ => {}
    }
}

/// Whether there is anything to index; other people's JSON has no such keys.
fn says_something(profile: &Profile) -> bool {
    profile.id.is_some()
        || profile.person.name.is_some()
        || !profile.publications.is_empty()
        || profile.all_passages().next().is_some()
}

/// Gives each publication and passage a block of its own, on the line of the
/// file at hand: pages and spans of the document the profile was once read
/// from mean nothing here.
fn raw(mut profile: Profile, line: u32) -> Raw {
    let mut blocks = Vec::with_capacity(profile.publications.len());
    let mut push = |text: String| {
        let span = Span::new(blocks.len(), blocks.len() + 1);
        blocks.push(RawBlock {
            role: Role::Item(0),
            page: None,
            lines: vec![RawLine::plain(text, line)],
        });
        span
    };
    for publication in &mut profile.publications {
        publication.page = None;
        publication.line = line;
        publication.span = push(reference(publication));
    }
    for passage in profile.all_passages_mut() {
        passage.page = None;
        passage.line = line;
        passage.span = push(passage.text.clone());
    }
    Raw { blocks, facts: Some(Box::new(profile)), ..Raw::default() }
}

/// A publication as one line, to be quoted: authors, title, venue, year.
fn reference(publication: &Publication) -> String {
    let names: Vec<&str> =
        publication.authors.iter().map(|a| a.name.as_str()).collect();
    let venue = publication.venue_raw.as_ref().or(publication.venue.as_ref());
    let year = publication.year.map(|year| year.to_string());
    let place: Vec<&str> =
        venue.into_iter().chain(&year).map(String::as_str).collect();
    let parts = [names.join(", "), publication.title.clone(), place.join(" ")];
    let parts: Vec<&str> =
        parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    parts.join(". ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Vec<Raw>, SkipReason> {
        extract(&Source {
            path: Path::new("a.jsonl"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        })
    }

    fn titles(raw: &Raw) -> Vec<&str> {
        let facts = raw.facts.as_ref().unwrap();
        facts.publications.iter().map(|p| p.title.as_str()).collect()
    }

    #[test]
    fn each_line_is_a_person_and_each_publication_a_block() {
        let people = read(concat!(
            r#"{"format_version":1,"id":"mira-olsen","person":"#,
            r#"{"name":"Mira Olsen"},"publications":["#,
            r#"{"title":"Moss on Roofs","venue":"Bryology","year":2021},"#,
            r#"{"title":"Ferns","page":7,"span":[120,260]}]}"#,
            "\n\n",
            r#"{"person":{"name":"Tao Reed"}}"#,
        ))
        .unwrap();
        assert_eq!(people.len(), 2);
        let facts = people[0].facts.as_ref().unwrap();
        assert_eq!(facts.id.as_deref(), Some("mira-olsen"));
        assert_eq!(titles(&people[0]), ["Moss on Roofs", "Ferns"]);
        let text =
            |i: usize| people[0].blocks[i].lines[0].runs[0].text.clone();
        assert_eq!(text(0), "Moss on Roofs. Bryology 2021");
        let ferns = &facts.publications[1];
        assert_eq!((ferns.span, ferns.page), (Span::new(1, 2), None));
        assert_eq!((ferns.line, people[1].facts.is_some()), (1, true));
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_the_rest_is_read() {
        let cases: &[(&str, &[&str])] = &[
            (
                r#"{"publications":[{"title":"A","year":"x"}, {"title":"B"}]}"#,
                &["B"],
            ),
            (
                r#"{"publications":[{"title":"A","authors":["Mira Olsen"]}]}"#,
                &["A"],
            ),
            (
                r#"{"id":null,"awards":null,"publications":[{"title":"A"}]}"#,
                &["A"],
            ),
            (r#"{"talks":"many","publications":[{"title":"A"}]}"#, &["A"]),
            ("{broken\n{\"publications\":[{\"title\":\"A\"}]}", &["A"]),
            (
                "{\n \"id\": \"a\",\n \"publications\": [{\"title\":\"A\"}]\n}",
                &["A"],
            ),
        ];
        for (text, want) in cases {
            assert_eq!(titles(&read(text).unwrap()[0]), *want, "{text}");
        }
    }

    #[test]
    fn a_file_with_nothing_to_read_says_why() {
        for (text, want) in [
            (
                "{\"id\": \"a\"",
                "malformed: line 1: EOF while parsing an object at column 10",
            ),
            ("\n[1]", "malformed: line 2: not an object"),
            (
                "{\"format_version\":2,\"id\":\"a\"}",
                "malformed: line 1: format_version 2, but this build reads 1",
            ),
            (
                "{\"level\":\"info\",\"text\":\"started\"}",
                "not a format vitae reads",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
            let _ = read(&text);
            let _ = read(&format!("{{\"publications\":[{text}]}}"));
        }
    }
}
