//! `vitae help`, manual pages, and what is said to a mistyped command: the
//! same as the README says.

use crate::harness::Dir;

/// The rows of the README's table below a heading, each its cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).expect("README.md is there");
    let table = readme.split(heading).nth(1).expect("the table is there");
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    rows.map(|row| {
        let cells = row.trim_matches('|').split(" | ");
        cells.map(|cell| cell.trim().to_owned()).collect()
    })
    .collect()
}

/// A help text on one line a row, its blanks made single.
fn help(topic: &str) -> Vec<String> {
    let dir = Dir::new();
    let printed = dir.ok(&format!("help {topic}"));
    let words =
        |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    printed.lines().map(words).collect()
}

#[test]
fn help_on_queries_is_the_table_of_the_readme() {
    let help = help("query").join(" ");
    let rows = table("| write | find |");
    assert!(rows.len() > 10, "{rows:?}");
    for row in &rows {
        let queries: Vec<&str> =
            row[0].split('`').skip(1).step_by(2).collect();
        let finds = row[1].replace('`', "");
        let row = format!("{} {finds}", queries.join(" "));
        assert!(help.contains(&row), "{row}\n{help}");
    }
}

#[test]
fn help_on_fields_and_formats_is_the_tables_of_the_readme() {
    for (topic, heading) in [
        ("fields", "| field | finds |"),
        ("formats", "| `--format` | prints |"),
    ] {
        let help = help(topic);
        let rows = table(heading);
        assert!(rows.len() > 5, "{rows:?}");
        for row in rows {
            let row = format!("{} {}", row[0].replace('`', ""), row[1]);
            assert!(help.iter().any(|l| l.starts_with(&row)), "{row}");
        }
    }
    let formats = help("formats");
    for row in table("| format | endings |") {
        let row = format!("{} {}", row[0], row[1].replace('`', ""));
        assert!(formats.contains(&row), "{row}");
    }
}

#[test]
fn a_mistyped_word_is_answered_with_the_nearest() {
    let dir = Dir::with(&[]);
    for (words, want) in [
        ("serach x", "'search'"),
        ("search --facte venue x", "'--facet'"),
        ("help feilds", "did you mean `vitae help fields`?"),
        ("help nothing-like-it", "on `query`, `fields`, `formats`"),
        ("\"kv cache\"", "vitae search 'kv cache'"),
        ("man serach", "no command `serach`"),
    ] {
        let stderr = dir.vitae(words).exits(2).stderr;
        assert!(stderr.contains(want), "{words}: {stderr}");
    }
}

#[test]
fn help_on_a_command_ends_with_examples() {
    let dir = Dir::new();
    for command in ["index", "search", "show", "completions"] {
        let help = dir.ok(&format!("help {command}"));
        assert_eq!(
            help.trim_end(),
            dir.ok(&format!("{command} --help")).trim_end()
        );
        assert!(help.contains("Examples:\n  vitae "), "{help}");
        let short = dir.ok(&format!("{command} -h"));
        assert!(!short.contains("Examples:"), "{short}");
    }
}

#[test]
fn the_version_says_what_an_index_must_fit() {
    let dir = Dir::new();
    let long = dir.ok("--version");
    let want = format!(
        "vitae {}\nindex format {},",
        env!("CARGO_PKG_VERSION"),
        vitae::index::VERSION
    );
    assert!(long.starts_with(&want), "{long}");
    assert_eq!(dir.ok("-V"), format!("{}\n", want.lines().next().unwrap()));
}

#[test]
fn a_page_is_written_for_each_command() {
    let dir = Dir::new();
    let said = dir.vitae("man --out share/man1").exits(0).stderr;
    assert!(said.contains("pages in share/man1"), "{said}");
    for name in ["vitae", "vitae-search", "vitae-index", "vitae-man"] {
        let path = dir.path(&format!("share/man1/{name}.1"));
        let page = std::fs::read_to_string(path).unwrap();
        assert!(page.contains(&format!(".TH {name} 1")), "{page}");
    }
    let page = dir.ok("man search");
    assert!(page.contains(".SH EXAMPLES"), "{page}");
}
