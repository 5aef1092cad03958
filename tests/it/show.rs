//! `vitae show` and `vitae parse`: one person, one file.

use crate::harness::Dir;
use crate::index::profile;

#[test]
fn a_person_is_found_by_identifier_and_by_name() {
    let dir = Dir::with(&[
        ("corpus/a.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/b.jsonl", &profile("cy-1", "Cy Dunn", &["Hashing"])),
        ("corpus/c.jsonl", &profile("cy-2", "Cyril Dunn", &["Merging"])),
    ]);
    dir.ok("index");
    for words in ["show ada", "show \"Ada Bell\"", "show Bell, A."] {
        assert!(dir.ok(words).starts_with("Ada Bell  ada\n"), "{words}");
    }
    assert!(dir.ok("show \"Cyril Dunn\"").contains("Merging"));
    let several = dir.vitae("show dunn").exits(2).stderr;
    assert!(several.contains("cy-1  Cy Dunn"), "{several}");
    assert!(several.contains("cy-2  Cyril Dunn"), "{several}");
    let nobody = dir.vitae("show \"No One\"").exits(2).stderr;
    assert!(nobody.contains("nobody fits `No One`"), "{nobody}");
}

#[test]
fn contact_data_is_shown_when_asked_for_only() {
    let page =
        "# Ada Bell\n\nMail: ada@bell.example\n\n## News\n\n- A talk.\n";
    let dir = Dir::with(&[("corpus/ada.md", page)]);
    dir.ok("index");
    for format in ["text", "json", "jsonl"] {
        let words = format!("show ada-bell --format {format}");
        assert!(!dir.ok(&words).contains("ada@bell.example"), "{format}");
        let printed = dir.ok(&format!("{words} --contact"));
        assert!(printed.contains("ada@bell.example"), "{format}");
    }
}

#[test]
fn nothing_a_terminal_obeys_is_printed() {
    let evil = r"Sorting\u001b]0;owned\u0007 and \u009b31m";
    let dir =
        Dir::with(&[("corpus/a.jsonl", &profile("ada", "Ada Bell", &[evil]))]);
    dir.ok("index");
    for words in [
        "show ada",
        "show ada --format json",
        "show ada --color always",
        "parse corpus/a.jsonl",
        "parse corpus/a.jsonl --format jsonl",
    ] {
        let printed = dir.ok(words);
        for obeyed in ["\u{1b}]", "\u{7}", "\u{9b}"] {
            assert!(!printed.contains(obeyed), "{words}: {printed:?}");
        }
    }
}

#[test]
fn parse_gives_a_line_for_every_file_in_order() {
    let dir = Dir::with(&[
        ("b.jsonl", &profile("b", "Bob Gray", &["Trees"])),
        ("a.jsonl", &profile("a", "Ada Bell", &["Sorting"])),
        ("empty.md", ""),
    ]);
    let printed =
        dir.ok("parse --format jsonl b.jsonl missing.md empty.md a.jsonl");
    let lines: Vec<serde_json::Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let path = |i: usize| lines[i]["document"]["path"].as_str().unwrap();
    let paths: Vec<&str> = (0..4).map(path).collect();
    assert_eq!(paths, ["b.jsonl", "missing.md", "empty.md", "a.jsonl"]);
    assert_eq!(lines[0]["person"]["name"], "Bob Gray");
    assert_eq!(lines[0]["publications"][0]["venue"], "ICML");
    assert_eq!(lines[2]["error"], "empty");
    assert!(lines[1]["error"].is_string());
}
