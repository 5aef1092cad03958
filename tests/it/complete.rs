//! What shells are answered on TAB.

use std::process::Command;

use crate::harness::Dir;
use crate::index::profile;

/// What follows the words, as a shell that hands over words sees it.
fn candidates(dir: &Dir, words: &[&str]) -> Vec<String> {
    let mut all = vec!["__complete", "zsh", "vitae"];
    all.extend(words);
    let printed = dir.command(&all).exits(0).stdout;
    let first = |row: &str| row.split('\t').next().unwrap_or("").to_owned();
    printed.lines().map(first).collect()
}

fn people() -> Dir {
    let dir = Dir::with(&[
        ("corpus/a.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/b.jsonl", &profile("zoe", "Zoë Dunn", &["Hashing"])),
    ]);
    dir.ok("index");
    dir
}

#[test]
fn values_come_from_the_index() {
    let dir = people();
    for (words, want) in [
        (&["search", "venue:ic"][..], &["venue:ICML"][..]),
        (&["search", "year:"], &["year:2024"]),
        (&["search", "sorting", "-venue:"], &["-venue:ICML"]),
        (&["search", "'sorting author:zo"], &["sorting author:\"Zoë Dunn\""]),
        (&["show", ""], &["ada", "zoe"]),
        (&["show", "zo"], &["zoe"]),
        (&["show", "dunn"], &["zoe"]),
        (&["show", "Ada B"], &["ada"]),
        (&["index", "cor"], &[":paths"]),
        (&["--index", "nowhere", "show", ""], &[]),
    ] {
        assert_eq!(candidates(&dir, words), want, "{words:?}");
    }
}

#[test]
fn nothing_is_said_where_nothing_can_be_completed() {
    let dir = Dir::new();
    dir.write("index/current", "not an index");
    for words in [&["show", ""][..], &["search", "venue:x"], &[]] {
        let mut all = vec!["__complete", "zsh", "vitae"];
        all.extend(words);
        assert_eq!(dir.command(&all).exits(0).stderr, "", "{words:?}");
    }
    dir.command(&["__complete", "tcsh", "vitae"]).exits(1);
}

#[test]
#[cfg(unix)]
fn bash_takes_what_it_is_given() {
    let dir = people();
    let script = dir.ok("completions bash");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_vitae"));
    for (line, want) in [
        ("vitae sea", "search"),
        ("vitae search venue:ic", "ICML"),
        ("vitae search 'sorting venue:ic", "sorting venue:ICML"),
        ("vitae search author:zo", "'\"Zoë Dunn\"'"),
        ("vitae search --facet=ven", "venue"),
        ("vitae show ad", "ada"),
    ] {
        let ask = format!(
            "{script}\nCOMP_LINE=$LINE COMP_POINT=${{#LINE}} \
             COMP_WORDS=(vitae) COMP_WORDBREAKS=$' \\t\\n\"\\'@><=;|&(:'\n\
             _vitae\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let mut bash = Command::new("bash");
        bash.args(["--norc", "-c", &ask]).current_dir(dir.path(""));
        bash.env_clear().env("LINE", line).env("LC_ALL", "C.UTF-8");
        let folder = program.parent().expect("it lies in a folder").display();
        bash.env("PATH", format!("{folder}:/usr/bin:/bin"));
        let output = bash.output().expect("there is a Bash");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert_eq!(printed.trim_end(), want, "{line}: {output:?}");
    }
}
