//! `vitae index --watch`: what changes is searchable soon after.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command};
use std::time::Duration;

use crate::harness::Dir;
use crate::index::profile;

/// Looks until a search finds what it should, or nothing any more.
fn until(dir: &Dir, query: &str, found: bool) {
    for _ in 0..600 {
        let printed = dir.vitae(&format!("search {query}")).prints();
        if printed.is_empty() != found {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("`{query}` is not as it should be after half a minute");
}

/// Starts a watch, and waits until it watches.
fn watch(dir: &Dir, words: &str) -> (Child, impl Iterator<Item = String>) {
    let mut child = dir.vitae(words).start();
    let err = child.stderr.take().expect("it is piped");
    let mut lines = BufReader::new(err).lines().map_while(Result::ok);
    let ready = lines.by_ref().find(|line| line.starts_with("watching"));
    assert!(ready.is_some(), "it said nothing");
    (child, lines)
}

fn ends(mut child: Child, signal: &str) -> Option<i32> {
    let id = child.id().to_string();
    let kill = Command::new("kill").args([signal, &id]).status();
    assert!(kill.expect("kill runs").success());
    child.wait().expect("it was started").code()
}

#[test]
fn files_that_come_change_move_and_go_are_noticed() {
    let dir = Dir::with(&[(
        "corpus/ada.jsonl",
        &profile("ada", "Ada Bell", &["Sorting"]),
    )]);
    let (child, _lines) = watch(&dir, "index --watch");
    until(&dir, "sorting", true);
    dir.write("corpus/cy.jsonl", profile("cy", "Cy Dunn", &["Hashing"]));
    until(&dir, "hashing", true);
    // As editors save: beside, then over the old one.
    let text = profile("cy", "Cy Dunn", &["Merging"]);
    dir.write("corpus/.cy.swp", text);
    dir.rename("corpus/.cy.swp", "corpus/cy.jsonl");
    until(&dir, "merging", true);
    until(&dir, "hashing", false);
    // A new folder, and one that is moved with all that is in it.
    for i in 0..20 {
        let id = format!("p{i}");
        let text = profile(&id, "Eve Fox", &["Trees of all kinds"]);
        dir.write(&format!("corpus/a/b/{id}.jsonl"), text);
    }
    until(&dir, "trees", true);
    dir.rename("corpus/a", "corpus/c");
    until(&dir, "path:c/b", true);
    dir.write("corpus/c/b/new.jsonl", profile("guy", "Guy Hall", &["Heaps"]));
    until(&dir, "heaps", true);
    fs::remove_dir_all(dir.path("corpus/c")).expect("it is there");
    until(&dir, "trees", false);
    assert_eq!(ends(child, "-TERM"), Some(128 + 15));
    assert_eq!(dir.ok("index"), "2 unchanged: 2 people\n");
}

#[test]
fn a_folder_that_goes_away_may_come_back() {
    let dir = Dir::with(&[(
        "corpus/ada.jsonl",
        &profile("ada", "Ada Bell", &["Sorting"]),
    )]);
    let (child, mut lines) = watch(&dir, "index --watch");
    dir.rename("corpus", "away");
    let said = lines.next().unwrap_or_default();
    assert!(said.contains("corpus: no such file or folder"), "{said}");
    until(&dir, "sorting", true);
    dir.write("away/cy.jsonl", profile("cy", "Cy Dunn", &["Hashing"]));
    dir.rename("away", "corpus");
    until(&dir, "hashing", true);
    // Its files are watched as before.
    dir.write("corpus/eve.jsonl", profile("eve", "Eve Fox", &["Heaps"]));
    until(&dir, "heaps", true);
    assert_eq!(ends(child, "-INT"), Some(128 + 2));
}

#[test]
fn files_named_one_by_one_are_watched() {
    let dir = Dir::with(&[
        ("a/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("a/cy.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
        ("list", "a/ada.jsonl\n"),
    ]);
    let (child, _lines) = watch(&dir, "index --watch --files-from list");
    dir.write("a/new", profile("ada", "Ada Bell", &["Merging"]));
    dir.rename("a/new", "a/ada.jsonl");
    until(&dir, "merging", true);
    until(&dir, "hashing", false);
    assert_eq!(ends(child, "-INT"), Some(128 + 2));
}

#[test]
fn words_about_people_are_noticed() {
    let dir = Dir::with(&[
        ("corpus/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("a/cy.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
        ("list", "a/cy.jsonl\n"),
    ]);
    dir.ok("index corpus");
    let (child, _lines) = watch(&dir, "index --watch --files-from list");
    let said = "[[person]]\nis = \"corpus/ada.jsonl\"\ntags = [\"chair\"]\n";
    dir.write("vitae.toml", said);
    until(&dir, "tag:chair", true);
    dir.write("corpus/ada.jsonl.vitae.toml", "tags = [\"host\"]\n");
    until(&dir, "tag:host", true);
    dir.write("a/cy.jsonl.vitae.toml", "tags = [\"guest\"]\n");
    until(&dir, "tag:guest", true);
    dir.remove("vitae.toml");
    until(&dir, "tag:chair", false);
    dir.remove("a/cy.jsonl.vitae.toml");
    until(&dir, "tag:guest", false);
    until(&dir, "tag:host", true);
    assert_eq!(ends(child, "-INT"), Some(128 + 2));
}
