//! Files with hostile names, links that turn in circles, files that go away.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::harness::Dir;

const ADA: &str = "# Ada Roe\n\n## Publications\n\n\
                   - Ada Roe. Slow rivers and their deltas. ICML 2019.\n";

/// Runs the command in a folder: exit code, stdout, stderr.
fn run(dir: &Dir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vitae"))
        .args(arguments)
        .current_dir(dir.path("."))
        .output()
        .expect("the command runs");
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_name_that_is_no_utf8_is_no_obstacle() {
    let dir = Dir::with(&[("corpus/ada.md", ADA)]);
    let name = OsStr::from_bytes(b"corpus/bo\xff\xfe.md");
    let text = ADA.replace("Ada", "Bo").replace("Slow", "Fast");
    fs::write(dir.path(".").join(name), text).expect("it can be written");
    let (code, _, _) = run(&dir, &["index"]);
    assert_eq!(code, Some(0));
    let (code, found, _) = run(&dir, &["search", "slow rivers"]);
    assert_eq!(code, Some(0));
    assert!(found.contains("Ada Roe"), "{found}");
    let (_, status, _) = run(&dir, &["status"]);
    assert!(status.contains("2 files") || status.contains("bo"), "{status}");
}

#[test]
fn a_line_break_in_a_name_forges_no_line() {
    let dir = Dir::with(&[("corpus/ada\nrank 1 Mallory.md", ADA)]);
    let (code, _, said) = run(&dir, &["index"]);
    assert_eq!(code, Some(0), "{said}");
    for arguments in [
        &["search", "slow rivers"][..],
        &["show", "Ada Roe"],
        &["status"],
        &["search", "slow", "--by", "documents"],
    ] {
        let (_, printed, _) = run(&dir, arguments);
        let forged = printed.lines().any(|l| l.starts_with("rank 1 Mallory"));
        assert!(!forged, "{arguments:?}: {printed}");
    }
}

#[test]
fn links_that_turn_in_circles_end() {
    let dir = Dir::with(&[("corpus/sub/ada.md", ADA)]);
    symlink("..", dir.path("corpus/sub/up")).expect("links can be made");
    symlink("self", dir.path("corpus/self")).expect("links can be made");
    symlink("gone.md", dir.path("corpus/dead.md")).expect("likewise");
    let (code, _, said) = run(&dir, &["index"]);
    assert_eq!(code, Some(0), "{said}");
    let (_, found, _) = run(&dir, &["search", "*"]);
    assert_eq!(found.matches("Ada Roe").count(), 1, "{found}");
}

#[test]
fn files_that_come_and_go_while_being_read_stop_nothing() {
    let dir = Dir::with(&[("corpus/ada.md", ADA)]);
    let folder = dir.path("corpus");
    let churn = std::thread::spawn(move || {
        for round in 0..400 {
            let path = folder.join(format!("x{}.md", round % 7));
            let text = ADA.replace("Ada", "Cy").repeat(1 + round % 5);
            let _ = fs::write(&path, text);
            if round % 3 == 0 {
                let _ = fs::remove_file(&path);
            }
        }
    });
    for _ in 0..8 {
        let (code, _, said) = run(&dir, &["index"]);
        assert_eq!(code, Some(0), "{said}");
        let (code, found, _) = run(&dir, &["search", "slow rivers"]);
        assert_eq!(code, Some(0));
        assert!(found.contains("Ada Roe"), "{found}");
    }
    churn.join().expect("the writer ends");
    assert_eq!(run(&dir, &["index"]).0, Some(0));
}
