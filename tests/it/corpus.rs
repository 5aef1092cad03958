//! What an index is of: folders that come and go, files named one by one,
//! patterns that are remembered.

use crate::harness::Dir;
use crate::index::profile;

fn four() -> Dir {
    let file = |id: &str, name: &str| profile(id, name, &["Sorting"]);
    Dir::with(&[
        ("corpus/ada.jsonl", &file("ada", "Ada Bell")),
        ("corpus/old/cy.jsonl", &file("cy", "Cy Dunn")),
        ("corpus/.eve.jsonl", &file("eve", "Eve Fox")),
        ("more/guy.jsonl", &file("guy", "Guy Hall")),
    ])
}

fn corpus_of(dir: &Dir) -> serde_json::Value {
    let status = dir.ok("status --format json");
    serde_json::from_str(&status).expect("it is JSON")
}

#[test]
fn roots_add_up_and_can_be_taken_away() {
    let dir = four();
    assert_eq!(dir.ok("index corpus more"), "3 added: 3 people\n");
    assert_eq!(
        corpus_of(&dir)["roots"],
        serde_json::json!(["corpus", "more"])
    );
    assert_eq!(
        dir.ok("index --remove more"),
        "1 removed, 2 unchanged: 2 people\n"
    );
    assert_eq!(dir.ok("index"), "2 unchanged: 2 people\n");
    let said = dir.vitae("index --remove more").exits(2).stderr;
    let want = "vitae: more: nothing of it is indexed; `vitae status` names \
                what is\n";
    assert_eq!(said, want);
    let said = dir.vitae("index --remove corpus/old").exits(2).stderr;
    let want = "vitae: corpus/old: is part of `corpus`, which stays; `vitae \
                index --exclude /old` leaves it out\n";
    assert_eq!(said, want);
    dir.vitae("index --remove").exits(2);
}

#[test]
fn one_folder_under_two_spellings_is_one_root() {
    let dir = four();
    dir.ok("index corpus");
    let whole = dir.path("corpus").canonicalize().expect("it is there");
    let words = ["index", &whole.to_string_lossy()];
    let printed = dir.command(&words).exits(0);
    assert_eq!(printed.stdout, "2 unchanged: 2 people\n");
    assert_eq!(dir.ok("index ./corpus/"), "2 unchanged: 2 people\n");
    assert_eq!(corpus_of(&dir)["roots"], serde_json::json!(["corpus"]));
}

#[test]
fn patterns_are_remembered_until_others_are_given() {
    let dir = four();
    assert_eq!(dir.ok("index --exclude old"), "1 added: 1 person\n");
    assert_eq!(dir.ok("index"), "1 unchanged: 1 person\n");
    let status = dir.ok("status");
    assert!(status.contains("selected   --exclude 'old'"), "{status}");
    assert_eq!(dir.ok("index --hidden"), "1 added, 1 unchanged: 2 people\n");
    assert_eq!(
        dir.ok("index --rebuild"),
        "2 added: 2 people\n",
        "a rebuild keeps to them"
    );
    assert_eq!(
        dir.command(&["index", "--exclude", ""]).exits(0).stdout,
        "1 added, 2 unchanged: 3 people\n"
    );
    assert_eq!(
        dir.ok("index --hidden=false --include old/"),
        "2 removed, 1 unchanged: 1 person\n"
    );
    // What is chosen holds for all folders, not for those named alone.
    assert_eq!(
        dir.ok("index more --include *.jsonl"),
        "2 added, 1 unchanged: 3 people\n"
    );
    let said = dir.vitae("index --exclude a[b").exits(2).stderr;
    assert!(said.starts_with("vitae: `--exclude a[b`: "), "{said}");
}

#[test]
fn a_choice_that_changes_no_file_is_remembered_too() {
    let dir = four();
    dir.ok("index");
    assert_eq!(dir.ok("index -E *.bak"), "2 unchanged: 2 people\n");
    assert_eq!(corpus_of(&dir)["exclude"], serde_json::json!(["*.bak"]));
}

#[test]
fn files_named_one_by_one_are_a_corpus() {
    let dir = four();
    for list in ["more/guy.jsonl\ncorpus/ada.jsonl\r\n", "more/guy.jsonl\0"] {
        dir.write("list", list);
        dir.ok("index --files-from list");
    }
    assert_eq!(dir.ok("index"), "2 unchanged: 2 people\n");
    assert_eq!(dir.ok("index --rebuild"), "2 added: 2 people\n");
    // They are looked at, changed and taken away like any.
    dir.remove("more/guy.jsonl");
    let text = profile("ada", "Ada Bell", &["Sorting", "Merging"]);
    dir.write("corpus/ada.jsonl", text);
    assert_eq!(dir.ok("index"), "1 changed, 1 removed: 1 person\n");
    // A folder beside them; hidden files that are named are meant.
    dir.write("list", "corpus/.eve.jsonl\ncorpus/none.jsonl\n");
    let printed = dir.vitae("index --files-from list").exits(0);
    assert_eq!(printed.stdout, "1 added, 1 skipped: 2 people\n");
    assert_eq!(
        printed.stderr,
        "skipped corpus/none.jsonl: cannot be read: no such file\n"
    );
    assert_eq!(
        dir.ok("index corpus"),
        "1 added, 2 changed: 3 people\n",
        "which folder a file is in tells who it is about"
    );
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
    dir.write("list", "corpus/.eve.jsonl\n");
    dir.vitae("index --remove --files-from list").exits(2);
    let said = dir.vitae("index --files-from nowhere").exits(2).stderr;
    assert_eq!(said, "vitae: nowhere: no such file or directory\n");
}

#[cfg(unix)]
#[test]
fn links_are_followed_when_asked_and_circles_end() {
    use std::os::unix::fs::symlink;
    let dir = four();
    symlink("../more", dir.path("corpus/link")).expect("links can be made");
    symlink("..", dir.path("corpus/old/up")).expect("likewise");
    symlink("gone", dir.path("corpus/dead.md")).expect("likewise");
    assert_eq!(dir.ok("index --follow"), "3 added: 3 people\n");
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
    std::fs::remove_file(dir.path("corpus/link")).expect("it is there");
    assert_eq!(dir.ok("index"), "1 removed, 2 unchanged: 2 people\n");
}

#[test]
fn a_file_is_read_again_when_what_it_draws_in_changes() {
    let dir = Dir::with(&[
        (
            "corpus/ada/cv.tex",
            "\\documentclass{article}\\begin{document}\n\\section*{Ada \
             Bell}\n\\section{Publications}\n\\input{papers}\n\
             \\input{talks}\n\\end{document}\n",
        ),
        ("corpus/cy.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
        ("corpus/.gitignore", "papers.tex\ntalks.tex\n"),
    ]);
    let papers = |title: &str| {
        let text = format!("Ada Bell, Cy Dunn. {title}. ICML 2019.\n");
        dir.write("corpus/ada/papers.tex", text);
    };
    papers("Sorting by Hand");
    dir.ok("index");
    assert!(dir.ok("show \"Ada Bell\"").contains("Sorting by Hand"));
    assert_eq!(dir.ok("index"), "2 unchanged: 2 people\n");
    papers("Merging Without Any Hands");
    assert_eq!(dir.ok("index"), "1 changed, 1 unchanged: 2 people\n");
    let shown = dir.ok("show \"Ada Bell\"");
    assert!(shown.contains("Merging Without Any Hands"), "{shown}");
    // A part that was missing has come.
    dir.write("corpus/ada/talks.tex", "Nothing to see.\n");
    assert_eq!(dir.ok("index"), "1 changed, 1 unchanged: 2 people\n");
    assert_eq!(dir.ok("index"), "2 unchanged: 2 people\n");
}
