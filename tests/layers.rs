//! Holds the module rules: which part of the crate may use which, and which
//! crate is named where.

use std::fs;
use std::path::{Path, PathBuf};

/// What each part may use of the crate; itself always.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("model", &[]),
    ("gazetteer", &["model"]),
    ("extract", &["model"]),
    ("normalize", &["model"]),
    ("segment", &["model"]),
    ("parse", &["model", "gazetteer", "segment"]),
    ("people", &["model", "gazetteer"]),
    ("index", &["model", "error", "gazetteer", "people"]),
    ("settings", &["model", "error"]),
    ("isolate", &["model", "error", "extract"]),
    (
        "ingest",
        &[
            "model",
            "error",
            "gazetteer",
            "extract",
            "normalize",
            "segment",
            "parse",
            "people",
            "settings",
            "index",
            "isolate",
        ],
    ),
    ("topics", &["model", "index", "error", "gazetteer"]),
    ("search", &["model", "index", "error", "gazetteer", "topics"]),
    ("output", &["model", "gazetteer", "search"]),
    ("browse", &["model", "error", "index", "search", "output"]),
    (
        "cli",
        &[
            "browse",
            "model",
            "error",
            "extract",
            "normalize",
            "segment",
            "parse",
            "people",
            "gazetteer",
            "index",
            "isolate",
            "ingest",
            "search",
            "settings",
            "topics",
            "output",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Which parts may name a crate.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("tantivy", &["index", "search"]),
    ("tantivy_fst", &["search"]),
    ("levenshtein_automata", &["search"]),
    ("clap", &["cli"]),
    ("walkdir", &["ingest"]),
    ("globset", &["ingest"]),
    ("crc32fast", &["index"]),
    ("notify", &["ingest"]),
    ("indicatif", &["cli"]),
    ("signal_hook", &["output", "cli"]),
    ("rayon", &["ingest"]),
    ("anstream", &["output", "cli"]),
    ("chardetng", &["extract"]),
    ("encoding_rs", &["extract"]),
    ("scraper", &["extract"]),
    ("lopdf", &["extract"]),
    ("pdfboss_core", &["extract"]),
    ("pdfboss_text", &["extract"]),
    ("pulldown_cmark", &["extract"]),
    ("quick_xml", &["extract"]),
    ("serde_bibtex", &["extract"]),
    ("serde_norway", &["extract"]),
    ("zip", &["extract"]),
    ("rust_stemmers", &["index"]),
    ("toml", &["extract", "settings"]),
    ("ratatui", &["browse"]),
    ("toml_edit", &["cli"]),
];

/// Who touches the file system.
const FILE_SYSTEM: &[&str] = &["ingest", "index", "cli", "isolate"];

/// Every source file above its tests, with the part it belongs to.
fn sources() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src/ is there") {
            let path = entry.expect("src/ can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("it is text");
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
            let lines = code.lines().filter(|line| {
                // Doc comments may link anywhere.
                !line.trim_start().starts_with("//")
            });
            let code = lines.collect::<Vec<_>>().join("\n");
            let below = path.strip_prefix(&root).expect("it is below");
            let first = below.iter().next().expect("it has a name");
            let part = first.to_string_lossy().replace(".rs", "");
            sources.push((path, part, code));
        }
    }
    sources
}

/// The names after `prefix` in the code, groups taken apart.
fn named_after(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let name = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| is_name(*c)).collect()
        };
        let Some(group) = rest.strip_prefix('{') else {
            names.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.push(name(&group[start..i]));
                    start = i + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn every_part_uses_only_what_it_may() {
    let mut broken = Vec::new();
    for (path, part, code) in sources() {
        let row = MAY_USE.iter().find(|(name, _)| *name == part);
        let Some((_, allowed)) = row else {
            broken.push(format!("{}: no rule for {part}", path.display()));
            continue;
        };
        for name in named_after(&code, "crate::") {
            let is_part = MAY_USE.iter().any(|(other, _)| *other == name);
            if is_part && name != part && !allowed.contains(&name.as_str()) {
                broken.push(format!("{}: uses {name}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_crate_is_named_in_its_place_only() {
    let mut broken = Vec::new();
    for (path, part, code) in sources() {
        for (name, allowed) in MAY_NAME {
            let paths = format!("{name}::");
            let is_named = code.match_indices(&paths).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            if is_named && !allowed.contains(&part.as_str()) {
                broken.push(format!("{}: names {name}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_some_parts_touch_the_file_system() {
    let mut broken = Vec::new();
    for (path, part, code) in sources() {
        let touches = ["std::fs", "fs::read", "File::open", "File::create"];
        if touches.iter().any(|word| code.contains(word))
            && !FILE_SYSTEM.contains(&part.as_str())
        {
            broken.push(path.display().to_string());
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let mut silent = Vec::new();
    for (path, ..) in sources() {
        let text = fs::read_to_string(&path).expect("it is text");
        if !text.starts_with("//! ") {
            silent.push(path.display().to_string());
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn groups_of_names_are_taken_apart() {
    let code = "use crate::{a::{x, y}, b}; crate::c::d(); use crate::e;";
    assert_eq!(named_after(code, "crate::"), ["a", "b", "c", "e"]);
}
