//! What is printed, in every format: safe, whole, and read again by others.

use serde_json::Value;
use vitae::output::OUTPUT_FORMATS;
use vitae::output::list::LIST_FORMATS;
use vitae::output::person::PERSON_FORMATS;
use vitae::output::stats::STATS_FORMATS;

use crate::harness::Dir;

/// Every command that prints what documents say, in all of its formats.
fn commands() -> Vec<String> {
    let search = OUTPUT_FORMATS.iter().map(|f| f.name).flat_map(|name| {
        ["people", "publications", "documents"].map(|by| {
            format!("search moss --by {by} --facet venue --format {name}")
        })
    });
    let show = PERSON_FORMATS
        .iter()
        .map(|f| format!("show ada --contact --format {}", f.name));
    let list = LIST_FORMATS.iter().flat_map(|f| {
        ["people", "venues", "affiliations", "documents"]
            .map(|what| format!("list {what} --format {}", f.name))
    });
    let stats =
        STATS_FORMATS.iter().map(|f| format!("stats --format {}", f.name));
    search.chain(show).chain(list).chain(stats).collect()
}

/// A profile whose every text holds what terminals obey, what breaks lines,
/// and what reverses or hides.
fn hostile(path: &str) -> Dir {
    let evil = "\u{1b}]0;own\u{7}\u{9b}31m\u{202e}\u{2028}\u{85}\r\n\
                1  Forged Hit\u{200b}\u{8}\u{7f}\t=cmd()";
    let text = |word: &str| format!("{word} {evil}");
    let passage = |text: String| serde_json::json!({"text": text, "line": 1, "span": [0, 1]});
    let profile = serde_json::json!({
        "format_version": 1, "id": "ada",
        "person": {
            "name": text("Ada"), "name_variants": [text("A.")],
            "titles": [text("Professor")], "emails": [text("a@b.example")],
            "homepages": [text("https://ada.example/")],
            "affiliations": [
                {"organization": text("Northmoor"), "current": true}
            ],
        },
        "interests": [text("moss"), "moss gardens"],
        "publications": [{
            "title": text("moss"), "authors": [{"name": text("Ada")}],
            "venue": text("Venue"), "venue_name": text("Venue of Moss"),
            "track": text("Findings"), "year": 2021,
            "notes": [text("Best paper")], "doi": text("10.1/x"),
            "links": [text("https://x.example/")], "line": 1,
        }],
        "awards": [passage(text("Prize for moss"))],
    });
    let dir = Dir::with(&[(path, &format!("{profile}\n"))]);
    dir.ok("index");
    dir
}

#[test]
fn nothing_of_a_document_is_obeyed_in_any_format() {
    let dir = hostile("corpus/a\u{1b}[31m\u{202e}\nb.jsonl");
    for words in commands() {
        let printed = dir.ok(&format!("{words} --color never"));
        assert!(!printed.is_empty(), "{words}");
        let obeyed = printed.chars().find(|c| {
            let breaks = *c == '\n' || *c == '\r' && words.contains("csv");
            c.is_control() && !breaks
                || "\u{202e}\u{2028}\u{200b}".contains(*c)
        });
        assert_eq!(obeyed, None, "{words}:\n{printed}");
        // Nobody but vitae begins a line.
        let forged = printed.lines().find(|line| {
            let line = line.trim_start_matches([' ', '-', '>']);
            line.starts_with("1  Forged") || line.starts_with("Forged Hit")
        });
        let wraps = ["text", "markdown"].iter().any(|f| words.ends_with(f));
        assert!(forged.is_none() || wraps, "{words}:\n{printed}");
    }
}

#[test]
fn colours_and_links_are_all_that_a_terminal_is_told() {
    let dir = hostile("corpus/a\u{1b}[31m\u{202e}\nb.jsonl");
    for words in commands() {
        let printed = dir
            .vitae(&format!("{words} --color always"))
            .env("FORCE_HYPERLINK", "1")
            .exits(0)
            .stdout;
        let mut rest = printed.as_str();
        while let Some(at) = rest.find('\u{1b}') {
            rest = &rest[at + 1..];
            let end = if let Some(link) = rest.strip_prefix("]8;;") {
                let end = link.find("\u{1b}\\").expect("a link ends");
                let is_plain = |c: char| c.is_ascii_graphic();
                assert!(link[..end].chars().all(is_plain), "{words}");
                end + "]8;;\u{1b}\\".len()
            } else {
                let style = rest.strip_prefix('[').expect("a style");
                let end = style.find('m').expect("a style ends");
                let is_style = |c: char| c.is_ascii_digit() || c == ';';
                assert!(style[..end].chars().all(is_style), "{words}");
                end + 2
            };
            rest = &rest[end..];
        }
    }
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let profile = r#"{"format_version":1,"id":"ada",
        "person":{"name":"=HYPERLINK(1)"},
        "publications":[{"title":"@SUM(moss)","year":2020,"line":1}]}"#;
    let profile = profile.replace('\n', " ");
    let dir = Dir::with(&[("corpus/a.jsonl", &format!("{profile}\n"))]);
    dir.ok("index");
    for words in ["search moss", "show ada", "list people"] {
        let printed = dir.ok(&format!("{words} --format csv"));
        let columns = printed.lines().next().unwrap().split(',').count();
        for line in printed.lines() {
            assert_eq!(line.split(',').count(), columns, "{words}: {line}");
            let runs = |cell: &str| cell.starts_with(['=', '@', '+']);
            assert!(!line.split(',').any(runs), "{words}: {line}");
        }
        assert!(printed.contains("'="), "{words}: {printed}");
    }
}

/// The publications that `parse` reads in a file.
fn parsed(dir: &Dir, path: &str) -> Vec<(String, Vec<String>, Value)> {
    let json = dir.ok(&format!("parse {path} --format json"));
    let json: Value = serde_json::from_str(&json).expect(path);
    let publications = json["publications"].as_array().expect("a list");
    let mut all: Vec<_> = publications
        .iter()
        .map(|p| {
            let title = p["title"].as_str().unwrap_or_default().to_owned();
            let authors = p["authors"].as_array().into_iter().flatten();
            let authors = authors
                .filter_map(|a| a["name"].as_str())
                .map(str::to_owned)
                .collect();
            (title, authors, p["year"].clone())
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn what_is_exported_is_read_again() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    for person in ["zirui-liu", "mark-steedman", "lilja-ovrelid"] {
        let shown = dir.ok(&format!("show {person} --format json"));
        let shown: Value = serde_json::from_str(&shown).expect(person);
        let count = shown["publications"].as_array().expect("a list").len();
        dir.write(
            "jsonl.json",
            dir.ok(&format!("show {person} --format csv")),
        );
        let read = |format: &str, name: &str| {
            let words = format!("show {person} --format {format}");
            dir.write(name, dir.ok(&words));
            parsed(&dir, name)
        };
        let bibtex = read("bibtex", "x.bib");
        assert_eq!(bibtex.len(), count, "{person}");
        assert_eq!(read("csl-json", "x.csl.json"), bibtex, "{person}");
        let resume = read("json-resume", "x.json");
        let titles = |all: &[(String, Vec<String>, Value)]| -> Vec<String> {
            all.iter().map(|(title, ..)| title.clone()).collect()
        };
        assert_eq!(titles(&resume), titles(&bibtex), "{person}");
        assert_eq!(read("markdown", "x.md"), bibtex, "{person}");
    }
}

#[test]
fn colour_follows_option_and_environment() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    let coloured = |words: &str, env: &[(&str, &str)]| {
        let mut command = dir.vitae(words);
        for (name, value) in env {
            command = command.env(name, value);
        }
        command.exits(0).stdout.contains('\u{1b}')
    };
    for (words, env, want) in [
        ("search parsing", &[][..], false),
        ("search parsing", &[("CLICOLOR_FORCE", "1")], true),
        ("search parsing --color never", &[("CLICOLOR_FORCE", "1")], false),
        ("search parsing --color always", &[("NO_COLOR", "1")], true),
        ("show mark-steedman --color always", &[("TERM", "dumb")], true),
        ("show mark-steedman", &[("FORCE_HYPERLINK", "1")], false),
    ] {
        assert_eq!(coloured(words, env), want, "{words} {env:?}");
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    for words in [
        "search 'parsing OR quantization' --facet venue,year",
        "search parsing --format table",
        "show zirui-liu",
        "show zirui-liu --format table",
        "list people",
        "stats",
        "parse corpus/zirui-liu/cv.md",
    ] {
        for columns in ["40", "80", "200"] {
            let run = |color: &str| {
                let words = format!("{words} --color {color}");
                let command = dir.vitae(&words).env("COLUMNS", columns);
                command.env("FORCE_HYPERLINK", "1").exits(0).stdout
            };
            let plain = run("never");
            let coloured = run("always");
            let stripped = anstream::adapter::strip_str(&coloured);
            assert_eq!(stripped.to_string(), plain, "{words} {columns}");
            let width: usize = columns.parse().unwrap();
            let is_text = !words.contains("table") && !words.contains("list");
            for line in plain.lines().filter(|_| is_text) {
                let wide = unicode_width::UnicodeWidthStr::width(line);
                assert!(wide <= width, "{words} {columns}: {line}");
            }
        }
    }
}
