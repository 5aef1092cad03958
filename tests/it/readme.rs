//! What the README shows is what happens: its console blocks are run, its
//! tables compared with the program's own.
//!
//! `UPDATE=1 cargo test --test it readme` writes what the blocks print now
//! into the README; read the difference before you commit it.
#![cfg(unix)]

use std::io::{Read, pipe};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use vitae::extract::FORMATS;
use vitae::output::OUTPUT_FORMATS;
use vitae::search::Field;

use crate::harness::Dir;

/// A line that stands for any number of lines.
const ELISION: &str = "...";

/// Stands for a line that goes.
const GONE: &str = "\0";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    fs::read_to_string(path()).expect("README.md is there")
}

/// A command of a console block and the lines shown below it.
struct Shown<'a> {
    command: &'a str,
    /// Number of the line after the command, from 0.
    first: usize,
    lines: Vec<&'a str>,
}

/// Every command of every console block, in order.
fn commands(readme: &str) -> Vec<Shown<'_>> {
    let mut commands: Vec<Shown<'_>> = Vec::new();
    let mut is_console = false;
    for (number, line) in readme.lines().enumerate() {
        if line.starts_with("```") {
            is_console = line == "```console";
        } else if !is_console {
        } else if let Some(command) = line.strip_prefix("$ ") {
            let first = number + 1;
            commands.push(Shown { command, first, lines: Vec::new() });
        } else {
            let last = commands.last_mut();
            last.expect("a block starts with a command").lines.push(line);
        }
    }
    commands
}

/// What a terminal shows of a command.
fn run(command: &str, dir: &Dir) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_vitae"));
    let folder = program.parent().expect("it lies in a folder").display();
    let (mut reader, writer) = pipe().expect("a pipe can be made");
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(dir.path("")).env_clear();
    shell.env("PATH", format!("{folder}:/usr/bin:/bin"));
    shell.env("HOME", dir.path("")).env("LC_ALL", "C.UTF-8");
    shell.stdout(writer.try_clone().expect("it can be")).stderr(writer);
    let mut child = shell.spawn().expect("there is a shell");
    // Its ends of the pipe would keep it open.
    drop(shell);
    let mut printed = String::new();
    reader.read_to_string(&mut printed).expect("it prints text");
    child.wait().expect("it ends");
    printed
}

/// Whether the lines are those that were printed, but for elisions.
fn is_shown(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&ELISION, rest)) => (0..=printed.len())
            .any(|skipped| is_shown(rest, &printed[skipped..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, others)| {
                line.trim_end() == *first && is_shown(rest, others)
            })
        }
    }
}

/// What is to be shown of what was printed: as many lines as before.
fn to_show<'a>(shown: &[&str], printed: &[&'a str]) -> Vec<&'a str> {
    let Some(elided) = shown.iter().position(|line| *line == ELISION) else {
        return printed.iter().map(|line| line.trim_end()).collect();
    };
    let before = elided.min(printed.len());
    let after = shown.len() - elided - 1;
    let after = printed.len().saturating_sub(after).max(before);
    let mut lines: Vec<&str> = printed[..before].to_vec();
    lines.push(ELISION);
    lines.extend(&printed[after..]);
    lines.into_iter().map(str::trim_end).collect()
}

#[test]
fn its_commands_print_what_it_shows() {
    let dir = Dir::with_corpus();
    let readme = readme();
    let mut now: Vec<String> = readme.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    for shown in commands(&readme) {
        assert!(shown.command.starts_with("vitae "), "{}", shown.command);
        let printed = run(shown.command, &dir);
        let lines: Vec<&str> = printed.lines().collect();
        if !is_shown(&shown.lines, &lines) {
            wrong.push(format!("$ {}\n{printed}", shown.command));
            // The lines go into that of the command, and their old ones go.
            for line in to_show(&shown.lines, &lines) {
                let command = &mut now[shown.first - 1];
                command.push('\n');
                command.push_str(line);
            }
            let old = shown.first..shown.first + shown.lines.len();
            now[old].fill(GONE.to_owned());
        }
    }
    if env::var_os("UPDATE").is_some() {
        now.retain(|line| line != GONE);
        fs::write(path(), now.join("\n") + "\n").expect("it can be written");
    } else {
        assert!(wrong.is_empty(), "not as shown:\n{}", wrong.join("\n"));
    }
}

#[test]
fn every_query_of_its_table_is_answered() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    let readme = readme();
    let table = readme.split("| write | find |").nth(1);
    let rows = table.expect("the table is there").lines().skip(2);
    for row in rows.take_while(|row| row.starts_with('|')) {
        let cell = row.split('|').nth(1).expect("a row has cells");
        for query in cell.split('`').skip(1).step_by(2) {
            let printed = match query.starts_with("--") {
                true => dir.command(&["search", query, "kv cache"]),
                false => dir.command(&["search", query]),
            };
            let printed = printed.exits(0);
            assert!(!printed.stderr.contains("note:"), "{query}: {printed:?}");
        }
    }
}

#[test]
fn every_field_stands_in_its_table() {
    let readme = readme();
    for field in Field::ALL {
        let row = format!("| `{}:` | {} |", field.name(), field.help());
        assert!(readme.contains(&row), "{row}");
    }
}

#[test]
fn every_format_stands_in_its_table() {
    let readme = readme();
    for format in FORMATS {
        let endings: Vec<String> =
            format.extensions.iter().map(|e| format!("`.{e}`")).collect();
        let endings = match endings.is_empty() {
            true => "by its content".to_owned(),
            false => endings.join(" "),
        };
        let row = format!("| {} | {endings} |", format.name);
        assert!(readme.contains(&row), "{row}");
    }
    for format in OUTPUT_FORMATS {
        let row = format!("| `{}` | {} |", format.name, format.help);
        assert!(readme.contains(&row), "{row}");
    }
}

#[test]
fn an_elision_stands_for_any_lines() {
    for (shown, printed, fits) in [
        (&["a", "...", "d"][..], &["a", "b", "c", "d"][..], true),
        (&["a", "..."], &["a"], true),
        (&["a"], &["a  "], true),
        (&["a"], &["a", "b"], false),
        (&["...", "c"], &["a", "b"], false),
    ] {
        assert_eq!(is_shown(shown, printed), fits, "{shown:?}");
    }
}
