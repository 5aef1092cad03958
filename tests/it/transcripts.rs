//! What a terminal shows of each command, at 80 and at 200 columns, with
//! colour and without, as files in `tests/fixtures/transcripts`.
//!
//! `UPDATE=1 cargo test --test it transcripts` writes them anew; look at the
//! difference (`cat` shows the colours) before you commit it.
#![cfg(unix)]

use std::path::Path;
use std::{env, fs};

use crate::harness::Dir;

/// What is run, in a corpus of its own that nothing else changes.
const COMMANDS: &[(&str, &str)] = &[
    ("index", "index"),
    ("search", "search \"moss roofs\" --facet venue,year"),
    ("publications", "search moss --by publications"),
    ("table", "search moss --format table"),
    ("show", "show ada-bell"),
    ("stats", "stats"),
    ("list", "list venues"),
    ("parse", "parse corpus/ada-bell/cv.md"),
    ("error-query", "search yeer:2024"),
    ("error-person", "show \"Ada Bel\""),
    ("error-ambiguous", "show dunn"),
    ("error-command", "serach moss"),
    ("error-file", "parse corpus/missing.pdf"),
    ("error-index", "--index nowhere show ada"),
];

const ADA: &str = "# Ada Bell

Professor, Northmoor University

ada@northmoor.example · https://ada.example

## Research Interests

- moss on roofs
- urban ecology

## Publications

- Ada Bell, Cy Dunn. Moss on Roofs: A Survey of Everything That Grows Where \
Nobody Looks. Journal of Invented Botany, 2021.
- Cy Dunn, 王小明, Ada Bell. 苔藓与屋顶: Moss and Roofs. In Proceedings of the \
Annual Meeting of the Association for Computational Linguistics (ACL), 2023.
- Ada Bell and Zoë Ødegård. Roofs That Remember. In Proceedings of EMNLP, 2023.
- Ada Bell. Moss Without Years.

## Awards

- Golden Watering Can, 2022
";

const CY: &str = "# Cy Dunn

Lecturer, Southmoor College

## Publications

- Ada Bell, Cy Dunn. Moss on Roofs: A Survey of Everything That Grows Where \
Nobody Looks. Journal of Invented Botany, 2021.
- Cy Dunn. Sorting Moss by Hand. In Proceedings of ACL, 2020.
";

const CLARA: &str = "# Clara Dunn

## Publications

- Clara Dunn. Roofs of the North. In Proceedings of EMNLP, 2019.
";

#[test]
fn a_terminal_shows_what_the_transcripts_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("tests/fixtures/transcripts");
    let update = env::var_os("UPDATE").is_some();
    let dir = Dir::with(&[
        ("corpus/ada-bell/cv.md", ADA),
        ("corpus/cy-dunn/cv.md", CY),
        ("corpus/clara-dunn.md", CLARA),
        ("corpus/scan.pdf", "%PDF-1.4 is no PDF"),
    ]);
    let mut wrong = Vec::new();
    for (name, words) in COMMANDS {
        for (columns, color) in
            [("80", "never"), ("80", "always"), ("200", "never")]
        {
            let words = format!("{words} --color {color}");
            let command = dir.vitae(&words).env("COLUMNS", columns);
            let (stdout, stderr) = command.shows();
            let shown = format!("$ vitae {words}\n{stderr}{stdout}");
            let coloured = if color == "always" { "-colour" } else { "" };
            let file = format!("{name}-{columns}{coloured}.txt");
            let path = folder.join(&file);
            if update {
                fs::create_dir_all(&folder).expect("it can be made");
                fs::write(&path, &shown).expect("it can be written");
                continue;
            }
            let known = fs::read_to_string(&path).unwrap_or_default();
            if known != shown {
                wrong.push(format!("{file}:\n{shown}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not as before:\n{}", wrong.join("\n"));
}
