//! What is printed as JSON is what `schema/` describes, key for key.

use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::Dir;

/// A schema of `schema/`, closed: no key may stand in real output that it
/// does not describe. For other programs it stays open, so that a key may
/// be added.
fn schema(name: &str, definition: Option<&str>) -> Validator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let text = std::fs::read_to_string(folder.join(format!("{name}.json")));
    let mut schema: Value =
        serde_json::from_str(&text.expect("it is there")).expect("JSON");
    close(&mut schema);
    if let Some(definition) = definition {
        schema = json!({
            "$ref": format!("#/$defs/{definition}"),
            "$defs": schema["$defs"],
        });
    }
    jsonschema::validator_for(&schema).expect("it is a schema")
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.entry("additionalProperties").or_insert(json!(false));
            }
            map.values_mut().for_each(close);
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        _ => {}
    }
}

fn complaints(schema: &Validator, value: &Value) -> Vec<String> {
    schema
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn what_is_printed_is_what_the_schemas_say() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    for (name, words) in [
        ("search", "search parsing --facet venue,year --explain"),
        ("search", "search 'KV cache' --by publications"),
        ("search", "search * --by documents --limit 100"),
        ("search", "search nobodysaysthis"),
        ("show", "show zirui-liu --contact"),
        ("show", "show mark-steedman"),
        ("list", "list people"),
        ("list", "list venues --limit 2"),
        ("list", "list documents"),
        ("stats", "stats"),
        ("tally", "stats --by person,venue,year,status"),
        ("tally", "stats parsing --by year"),
        ("status", "status"),
        ("files", "status corpus/zirui-liu/cv.md corpus/nowhere.md"),
        ("parse", "parse corpus/zirui-liu/cv.md"),
        ("parse", "parse corpus/vera-demberg/cv.pdf"),
        ("parse", "parse corpus/lilja-ovrelid/cv.yaml"),
        ("parse", "parse corpus/nowhere.md"),
    ] {
        let schema = schema(name, None);
        let printed = dir.vitae(&format!("{words} --format json")).prints();
        let value: Value = serde_json::from_str(&printed).expect(words);
        let wrong = complaints(&schema, &value);
        assert!(wrong.is_empty(), "{words}:\n{}", wrong.join("\n"));
        // It says something: nothing it asks for may lack.
        for key in value.as_object().expect("an object").keys() {
            let mut less = value.clone();
            less.as_object_mut().expect("an object").remove(key);
            let optional = ["did_you_mean", "query_id"].contains(&&**key);
            let missed = !complaints(&schema, &less).is_empty();
            assert!(missed || optional, "{words} without {key}");
        }
    }
}

#[test]
fn a_line_is_one_definition() {
    let dir = Dir::with_corpus();
    dir.write("corpus/empty.md", "");
    dir.ok("index");
    for (name, definition, words) in [
        ("search", Some("hit"), "search parsing"),
        ("list", Some("value"), "list people"),
        ("show", None, "show mark-steedman"),
        ("status", Some("file"), "status"),
        ("parse", Some("document"), "parse corpus/aarne-ranta/papers.bib"),
    ] {
        let schema = schema(name, definition);
        let printed = dir.ok(&format!("{words} --format jsonl"));
        assert!(!printed.is_empty(), "{words}");
        for line in printed.lines() {
            let value: Value = serde_json::from_str(line).expect(words);
            let wrong = complaints(&schema, &value);
            assert!(wrong.is_empty(), "{words}:\n{}", wrong.join("\n"));
        }
    }
}

#[test]
fn a_status_says_also_what_is_damaged_or_away() {
    let dir = Dir::with(&[("cvs/ada.md", "# Ada Bell\n\nProfessor\n")]);
    dir.ok("index cvs");
    let schema = schema("status", None);
    let verified = dir.ok("status --verify --format json");
    dir.rename("cvs", "elsewhere");
    let away = dir.ok("status --format json");
    for (printed, key) in [(verified, "verified"), (away, "unreachable")] {
        let value: Value = serde_json::from_str(&printed).expect(key);
        assert!(value.get(key).is_some(), "{key} in {printed}");
        let wrong = complaints(&schema, &value);
        assert!(wrong.is_empty(), "{key}:\n{}", wrong.join("\n"));
    }
}
