//! A disk that is full: the index stays as it was, and the next run with
//! room completes.

#![cfg(unix)]

use std::io::Write;
use std::process::Command;

use crate::damage::Numbers;
use crate::harness::Dir;
use crate::index::profile;

const ASKED: &str = "search * --format json --limit 100";

fn corpus(people: usize) -> Dir {
    let dir = Dir::new();
    for i in 0..people {
        let id = format!("p{i}");
        let titles = [format!("On the sorting of {i} numbers")];
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let text = profile(&id, &format!("Ada Bell{i}"), &titles);
        dir.write(&format!("corpus/{id}.jsonl"), text);
    }
    dir
}

/// Runs the command where no file may grow beyond a size; gives the exit
/// code and what it said.
fn with_files_below(
    dir: &Dir,
    kilobytes: usize,
    words: &str,
) -> (Option<i32>, String) {
    let vitae = env!("CARGO_BIN_EXE_vitae");
    // The signal that would end the program is turned into an error.
    let script = format!(
        "trap '' XFSZ; ulimit -f {}; exec {vitae} {words}",
        kilobytes * 2
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(dir.path("."))
        .output()
        .expect("sh runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

#[test]
fn a_write_that_fails_leaves_the_index_as_it_was() {
    let dir = corpus(60);
    let (code, said) = with_files_below(&dir, 4, "index");
    assert_eq!(code, Some(2), "{said}");
    dir.vitae("status").exits(2);
    dir.ok("index");
    let mut failed = 0;
    let mut numbers = Numbers::seeded(3);
    for round in 0..10 {
        let id = format!("p{round}");
        let text = profile(&id, "Cy Dunn", &["Hashing", "Merging"]);
        dir.write(&format!("corpus/{id}.jsonl"), text);
        let before = dir.ok(ASKED);
        let words = ["index", "index --rebuild"][round % 2];
        let (code, said) = with_files_below(&dir, 1 + numbers.below(9), words);
        dir.ok("status --verify");
        if code == Some(0) {
            continue;
        }
        failed += 1;
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains("file too large; the index is as it was"),
            "{said}"
        );
        assert_eq!(dir.ok(ASKED), before, "round {round}");
        dir.ok("index");
        assert_ne!(dir.ok(ASKED), before, "round {round}");
    }
    assert!(failed > 3, "only {failed} runs failed");
    let stepwise = dir.ok(ASKED);
    dir.ok("index --rebuild");
    assert_eq!(dir.ok(ASKED), stepwise);
}

/// A file system of its own, of that size, which goes with this value.
struct Small<'a>(&'a Dir);

impl Small<'_> {
    fn mounted<'a>(dir: &'a Dir, size: &str) -> Option<Small<'a>> {
        dir.write("index/.keep", "");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(dir.path("index"))
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Small(dir))
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path("index")).status();
    }
}

/// With `VITAE_TMPFS`, since only root can mount one.
#[test]
fn a_full_disk_leaves_the_index_as_it_was() {
    let dir = corpus(60);
    if std::env::var_os("VITAE_TMPFS").is_none() {
        return;
    }
    let small = Small::mounted(&dir, "2m").expect("a tmpfs can be mounted");
    dir.ok("index");
    let before = dir.ok(ASKED);
    let mut failed = 0;
    for kilobytes in 0..20 {
        let filler = std::fs::File::create(dir.path("index/filler"));
        let mut filler = filler.expect("it can be made");
        // As much as fits, then a little less.
        let mut fills = 0;
        while filler.write_all(&[0; 4096]).is_ok() {
            fills += 4096;
        }
        let room = kilobytes * 8 * 1024;
        filler.set_len(fills - room).expect("it can be cut");
        drop(filler);
        let text = profile("p1", "Cy Dunn", &[&format!("Heaps {kilobytes}")]);
        dir.write("corpus/p1.jsonl", text);
        let words =
            ["index", "index --rebuild"][usize::from(kilobytes % 2 == 1)];
        let (code, said, err) = dir.vitae(words).ends();
        if code != Some(0) {
            failed += 1;
            let want = "no space left on device; the index is as it was";
            assert!(err.contains(want), "{said}{err}");
        }
        dir.remove("index/filler");
        dir.ok("status --verify");
        dir.ok("index");
    }
    assert!(failed > 3, "only {failed} runs failed");
    assert_ne!(dir.ok(ASKED), before);
    drop(small);
}
