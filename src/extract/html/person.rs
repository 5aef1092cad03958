//! The person a page states in JSON-LD, schema.org's way.

use serde_json::Value;

use crate::model::{Affiliation, Owner};

/// Finds the first `Person` of the page's scripts: name, e-mail, titles,
/// affiliations, homepages and ORCID.
pub(super) fn find(scripts: &[String]) -> Option<Owner> {
    scripts
        .iter()
        .filter_map(|script| serde_json::from_str::<Value>(script).ok())
        .find_map(|data| find_within(&data))
}

fn find_within(data: &Value) -> Option<Owner> {
    match data {
        // serde_json bounds the depth of what it reads.
        Value::Array(items) => items.iter().find_map(find_within),
        Value::Object(fields) if is_a(data, "Person") => {
            read(data).or_else(|| fields.values().find_map(find_within))
        }
        Value::Object(fields) => ["@graph", "mainEntity", "about"]
            .iter()
            .find_map(|key| fields.get(*key).and_then(find_within)),
        _ => None,
    }
}

fn is_a(data: &Value, kind: &str) -> bool {
    match &data["@type"] {
        Value::String(name) => name == kind,
        Value::Array(names) => names.iter().any(|name| name == kind),
        _ => false,
    }
}

fn read(person: &Value) -> Option<Owner> {
    let name = strings(&person["name"]).into_iter().next().or_else(|| {
        let given = person["givenName"].as_str()?;
        Some(format!("{given} {}", person["familyName"].as_str()?))
    })?;
    let mut homepages = strings(&person["url"]);
    homepages.extend(strings(&person["sameAs"]));
    let orcid = homepages
        .iter()
        .find_map(|url| Some(url.split_once("orcid.org/")?.1))
        .map(|id| id.trim_end_matches('/').to_owned());
    let emails = strings(&person["email"])
        .iter()
        .map(|email| email.trim_start_matches("mailto:").to_lowercase())
        .filter(|email| email.contains('@'))
        .collect();
    let affiliations = ["affiliation", "worksFor"]
        .iter()
        .flat_map(|key| strings(&person[*key]))
        .map(|organization| Affiliation {
            organization,
            department: None,
            current: true,
        })
        .collect();
    Some(Owner {
        name: Some(name),
        name_variants: strings(&person["alternateName"]),
        emails,
        orcid,
        homepages,
        titles: strings(&person["jobTitle"]),
        affiliations,
        ..Owner::default()
    })
}

/// The texts of a value that may be one, a list, or a thing with a name.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        Value::String(text) => vec![text.trim().to_owned()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(fields) => {
            fields.get("name").map(strings).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_wherever_a_page_states_one() {
        for (script, want) in [
            (r#"{"@type": "Person", "name": "Ana Li"}"#, Some("Ana Li")),
            (
                r#"[{"@type": "WebPage", "mainEntity": {"@type": ["Person"],
                   "givenName": "Ana", "familyName": "Li"}}]"#,
                Some("Ana Li"),
            ),
            (r#"{"@type": "Organization", "name": "A Lab"}"#, None),
            (r#"{"@type": "Person"}"#, None),
            ("{ not json", None),
        ] {
            let person = find(&[script.to_owned()]);
            let name = person.and_then(|person| person.name);
            assert_eq!(name.as_deref(), want, "{script}");
        }
    }
}
