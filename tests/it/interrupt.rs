//! `vitae index` while others write, and when it is asked to end; what it
//! tells of its work.

use std::io::{BufRead, BufReader};

use crate::harness::Dir;
use crate::index::profile;

#[test]
fn a_second_writer_may_wait_for_the_first() {
    let dir = Dir::with(&[(
        "corpus/ada.jsonl",
        &profile("ada", "Ada Bell", &["Sorting"]),
    )]);
    dir.ok("index");
    let lock = std::fs::OpenOptions::new()
        .write(true)
        .open(dir.path("index/lock"))
        .expect("it is there");
    lock.lock().expect("it is free");
    let mut child = dir.vitae("index --wait").start();
    let err = child.stderr.take().expect("it is piped");
    let mut said = String::new();
    BufReader::new(err).read_line(&mut said).expect("it is text");
    assert!(said.starts_with("waiting for another `vitae index`"), "{said}");
    drop(lock);
    let output = child.wait_with_output().expect("it ends");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(printed, "1 unchanged: 1 person\n");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_it_read() {
    let dir = Dir::new();
    let papers = |i: usize| -> String {
        let paper =
            |p| format!("- Ada Bell {i}. On the art of {p}. ICML 2019.\n");
        let papers: String = (0..20).map(paper).collect();
        format!("# Bob Person{i}\n\n## Publications\n\n{papers}")
    };
    for i in 0..200 {
        dir.write(&format!("corpus/{i}.md"), papers(i));
    }
    let interrupt = |words: &str, generation: &str| {
        let mut child = dir.vitae(words).start();
        let begun = dir.path(&format!("index/{generation}/meta.json"));
        while !begun.exists() && matches!(child.try_wait(), Ok(None)) {
            std::thread::yield_now();
        }
        let id = child.id().to_string();
        let mut kill = std::process::Command::new("kill");
        kill.args(["-INT", &id]).status().expect("kill runs");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(130), "{output:?}");
    };
    interrupt("index", "generation-1");
    let json = dir.ok("status --format json");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let files = json["files"].as_u64().expect("a number");
    assert!(files < 200, "it was done already");
    let printed = dir.ok("index");
    let want = format!("{files} unchanged: ");
    assert!(files == 0 || printed.contains(&want), "{printed}");
    let before = dir.ok("search \"art of 7\" --limit 500 --format json");
    // A rebuild that is interrupted leaves all as it was, and nothing more.
    interrupt("index --rebuild", "generation-2");
    let after = dir.ok("search \"art of 7\" --limit 500 --format json");
    assert_eq!(before, after);
    assert!(!dir.path("index/generation-2").exists());
}

#[test]
fn diagnostics_say_how_each_file_was_read() {
    let dir = Dir::with(&[
        ("corpus/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/empty.md", ""),
        ("corpus/note.txt", "Just a few words about nothing at all.\n"),
    ]);
    dir.ok("index --diagnostics files.jsonl");
    let lines = |name: &str| -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(dir.path(name)).expect("text");
        let value = |line| serde_json::from_str(line).expect("JSON");
        text.lines().map(value).collect()
    };
    let files = lines("files.jsonl");
    let paths: Vec<&str> =
        files.iter().filter_map(|file| file["path"].as_str()).collect();
    let want = ["corpus/ada.jsonl", "corpus/empty.md", "corpus/note.txt"];
    assert_eq!(paths, want);
    assert_eq!(files[0]["format"], "profile-json");
    assert_eq!(files[0]["profiles"], 1);
    assert_eq!(files[0]["publications"], 1);
    assert_eq!(files[0]["warnings"], serde_json::json!([]));
    assert_eq!(files[1]["skipped"], "empty");
    let warnings = serde_json::json!(["no owner", "no publications"]);
    assert_eq!(files[2]["warnings"], warnings);
    assert!(files.iter().all(|file| file["milliseconds"].is_u64()));
    // Only what was read is told of.
    dir.ok("index --diagnostics none.jsonl");
    assert_eq!(lines("none.jsonl"), [] as [serde_json::Value; 0]);
    let said = dir.vitae("index --diagnostics no/where").exits(2).stderr;
    assert_eq!(said, "vitae: no/where: no such file or directory\n");
}
