//! `vitae status`: what is indexed and what has changed since.

use crate::harness::Dir;
use crate::index::profile;

#[test]
fn changes_since_the_last_run_are_listed() {
    let dir = Dir::with(&[
        ("corpus/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/cy.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
    ]);
    dir.ok("index");
    let status = dir.ok("status");
    assert!(status.contains("none since the last `vitae index`"), "{status}");
    dir.remove("corpus/cy.jsonl");
    dir.write("corpus/eve.jsonl", profile("eve", "Eve Fox", &["Merging"]));
    let status = dir.ok("status");
    for line in ["+ corpus/eve.jsonl", "- corpus/cy.jsonl"] {
        assert!(status.contains(line), "{line} in {status}");
    }
    let json = dir.ok("status --format json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["people"], 2);
    assert_eq!(json["formats"]["profile-json"], 2);
    assert_eq!(json["changes"]["new"][0], "corpus/eve.jsonl");
    assert_eq!(json["changes"]["deleted"][0], "corpus/cy.jsonl");
}

#[test]
fn files_that_need_a_look_are_rows_of_a_spreadsheet() {
    let dir = Dir::with(&[
        ("corpus/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/empty.md", ""),
    ]);
    dir.ok("index");
    dir.remove("corpus/ada.jsonl");
    dir.write("corpus/a, b.jsonl", profile("eve", "Eve Fox", &["Merging"]));
    assert_eq!(
        dir.ok("status --format csv"),
        "state,path,reason\r\n\
         not indexed,corpus/empty.md,empty\r\n\
         new,\"corpus/a, b.jsonl\",\r\n\
         deleted,corpus/ada.jsonl,\r\n"
    );
    assert_eq!(
        dir.ok("status --not-indexed --format csv"),
        "state,path,reason\r\nnot indexed,corpus/empty.md,empty\r\n"
    );
}

#[test]
fn a_corpus_that_is_away_is_said_to_be() {
    let dir = Dir::with(&[(
        "corpus/ada.jsonl",
        &profile("ada", "Ada Bell", &["Sorting"]),
    )]);
    dir.ok("index");
    dir.rename("corpus", "elsewhere");
    let status = dir.ok("status");
    assert!(status.contains("corpus: not there"), "{status}");
    // Nothing is taken for deleted.
    dir.vitae("index").exits(2);
    assert!(dir.ok("show ada").contains("Sorting"));
}

#[test]
fn the_environment_names_the_index_and_a_flag_overrules_it() {
    let dir = Dir::with(&[(
        "corpus/ada.jsonl",
        &profile("ada", "Ada Bell", &["Sorting"]),
    )]);
    dir.vitae("index").env("VITAE_INDEX", "elsewhere").exits(0);
    assert!(dir.path("elsewhere/current").exists());
    dir.vitae("--index x index").env("VITAE_INDEX", "y").exits(0);
    assert!(dir.path("x/current").exists() && !dir.path("y").exists());
}

#[test]
fn of_a_file_it_says_why_it_is_not_found() {
    let person = profile("ada", "Ada Bell", &["Sorting"]);
    let dir = Dir::with(&[
        ("corpus/ada.jsonl", &person),
        ("corpus/edited.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
        ("corpus/gone.jsonl", &profile("eve", "Eve Fox", &["Merging"])),
        ("corpus/empty.md", ""),
        ("corpus/.hidden/cv.md", "x"),
        ("corpus/drafts/cv.md", "x"),
        ("corpus/.gitignore", "drafts/\n"),
        ("corpus/old/cv.md", "x"),
        ("corpus/README.md", "x"),
        ("elsewhere/cv.md", "x"),
    ]);
    dir.ok("index --exclude old/");
    dir.write("corpus/edited.jsonl", &person);
    dir.remove("corpus/gone.jsonl");
    dir.write("corpus/late.md", "x");
    let absolute = dir.path("corpus/ada.jsonl").display().to_string();
    for (path, said) in [
        ("corpus/ada.jsonl", "corpus/ada.jsonl: indexed: Ada Bell\n"),
        ("./corpus//ada.jsonl", "corpus/ada.jsonl: indexed: Ada Bell\n"),
        (&absolute, "corpus/ada.jsonl: indexed: Ada Bell\n"),
        ("corpus/edited.jsonl", ": changed: since it was read"),
        ("corpus/gone.jsonl", ": deleted: no longer there"),
        ("corpus/empty.md", ": not indexed: empty\n"),
        ("corpus/.hidden/cv.md", ": left out: its name, or its folder's"),
        ("corpus/drafts/cv.md", ": left out: a .gitignore"),
        ("corpus/old/cv.md", ": left out: a pattern of `--exclude`"),
        ("corpus/README.md", ": left out: it speaks about the corpus"),
        ("corpus/late.md", ": new: `vitae index` takes it in"),
        ("elsewhere/cv.md", "`vitae index elsewhere/cv.md` adds it"),
        ("corpus", "corpus: folder: 4 files of it in the index\n"),
        ("nowhere.md", ": missing: neither there nor in the index"),
    ] {
        let printed = dir.vitae("status").arg(path).prints();
        assert!(printed.contains(said), "{path}: {printed}");
    }
    let csv = dir.ok("status corpus/empty.md corpus/ada.jsonl --format csv");
    assert_eq!(
        csv,
        "state,path,reason\r\nnot indexed,corpus/empty.md,empty\r\n\
         indexed,corpus/ada.jsonl,\r\n"
    );
    #[cfg(unix)]
    {
        let link = dir.path("corpus/link.jsonl");
        std::os::unix::fs::symlink("ada.jsonl", link).unwrap();
        let printed = dir.ok("status corpus/link.jsonl");
        assert!(printed.contains(": left out: it is a link"), "{printed}");
    }
}
