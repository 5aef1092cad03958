//! `vitae browse` on a terminal: `script` gives it one.
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use crate::harness::Dir;
use crate::index::profile;

/// What gives a terminal back.
const LEAVES: &str = "\u{1b}[?1049l";

/// A command on a terminal of its own, and what it has printed.
struct Session {
    child: Child,
    printed: String,
}

impl Session {
    /// None where the system has no `script`.
    fn start(dir: &Dir, command: &str) -> Option<Session> {
        let program = env!("CARGO_BIN_EXE_vitae");
        let line = format!("stty rows 24 cols 80; exec {program} {command}");
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]);
        script.current_dir(dir.path("")).env("TERM", "xterm-256color");
        script.env("SHELL", "/bin/sh").env_remove("NO_COLOR");
        script.stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = script.spawn().ok()?;
        Some(Session { child, printed: String::new() })
    }

    /// Waits until something is printed.
    fn until(&mut self, text: &str) -> &mut Session {
        let stdout = self.child.stdout.as_mut().expect("it is piped");
        let mut bytes = [0; 4096];
        while !self.printed.contains(text) {
            let count = stdout.read(&mut bytes).expect("it can be read");
            assert!(count > 0, "no {text:?} in {:?}", self.printed);
            self.printed += &String::from_utf8_lossy(&bytes[..count]);
        }
        self
    }

    fn keys(&mut self, keys: &str) -> &mut Session {
        let stdin = self.child.stdin.as_mut().expect("it is piped");
        stdin.write_all(keys.as_bytes()).expect("it takes keys");
        stdin.flush().expect("it takes keys");
        self
    }

    /// The exit code, once the terminal was given back.
    fn ends(mut self) -> Option<i32> {
        self.until(LEAVES);
        drop(self.child.stdin.take());
        self.child.wait().expect("it was started").code()
    }
}

fn people() -> Dir {
    let dir = Dir::with(&[
        ("corpus/a.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/b.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
    ]);
    dir.ok("index");
    dir
}

#[test]
fn one_types_sees_who_matches_and_leaves() {
    let dir = people();
    let Some(mut session) = Session::start(&dir, "browse") else { return };
    session.until("Ada Bell").keys("hashing").until("Hashing");
    session.keys("\r").until("2024").keys("q").keys("\u{3}");
    assert_eq!(session.ends(), Some(0));
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let dir = people();
    let named = format!("browse sorting-{}", std::process::id());
    let Some(mut session) = Session::start(&dir, &named) else { return };
    session.until("leave");
    let script = session.child.id().to_string();
    let child = Command::new("pgrep").args(["-P", &script]).output();
    let Ok(child) = child else { return };
    let child = String::from_utf8_lossy(&child.stdout).trim().to_owned();
    let mut kill = Command::new("kill");
    assert!(kill.args(["-TERM", &child]).status().unwrap().success());
    // `script` gives the exit code of what was killed as a shell does.
    assert_eq!(session.ends(), Some(143));
}

#[test]
fn without_a_terminal_it_says_so() {
    let dir = people();
    let stderr = dir.vitae("browse sorting").exits(2).stderr;
    assert!(stderr.contains("needs a terminal; `vitae search`"), "{stderr}");
}
