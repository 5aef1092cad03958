//! A writer killed at any instant: the index answers as before or as after,
//! and the next run completes.

use std::time::Duration;

use crate::harness::Dir;
use crate::index::profile;

/// Instants at which the writer is killed, in milliseconds after its start.
const INSTANTS: &[u64] = &[1, 3, 5, 8, 12, 17, 23, 30, 38, 47, 60, 80];

fn titles_of_ada(dir: &Dir) -> Vec<String> {
    let shown = dir.ok("show ada --format json");
    let shown: serde_json::Value =
        serde_json::from_str(&shown).expect("it is JSON");
    let publications = shown["publications"].as_array();
    publications
        .into_iter()
        .flatten()
        .map(|publication| publication["title"].to_string())
        .collect()
}

#[test]
fn a_killed_writer_leaves_the_old_index_or_the_new() {
    let dir = Dir::with(&[(
        "corpus/cy.jsonl",
        &profile("cy", "Cy Dunn", &["Hashing"]),
    )]);
    let write = |version: usize| {
        let titles = ["One", "Two"].map(|t| format!("{t} {version}"));
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        dir.write("corpus/ada.jsonl", profile("ada", "Ada Bell", &titles));
    };
    write(0);
    dir.ok("index");
    for (version, &instant) in (1..).zip(INSTANTS) {
        let before = titles_of_ada(&dir);
        write(version);
        let rebuild = if version % 3 == 0 { "--rebuild" } else { "" };
        let command = dir.vitae(&format!("index {rebuild}"));
        command.killed_after(Duration::from_millis(instant));
        let after = ["One", "Two"].map(|t| format!("\"{t} {version}\""));
        let now = titles_of_ada(&dir);
        assert!(now == before || now == after, "{instant} ms: {now:?}");
        dir.ok("index");
        assert_eq!(titles_of_ada(&dir), after, "after {instant} ms");
    }
    assert!(dir.ok("show cy").contains("Hashing"));
}
