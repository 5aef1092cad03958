//! What somebody meets who runs vitae for the first time, also in the wrong
//! place.

use std::fs;
use std::path::Path;

use crate::harness::Dir;
use crate::index::profile;

const PAGE: &str = "# Ada Bell\n\n## Publications\n\n- A. Bell. Sorting. \
                    ICML 2024.\n";

#[test]
fn an_empty_folder_holds_no_documents() {
    let dir = Dir::new();
    fs::create_dir(dir.path("cvs")).unwrap();
    let printed = dir.vitae("index cvs").exits(0);
    assert_eq!(printed.stdout, "no files: 0 people\n");
    let want = "found no documents; `vitae help formats` says what is read\n";
    assert_eq!(printed.stderr, want);
    let printed = dir.vitae("search sorting").exits(1);
    assert_eq!(printed.stdout, "");
    let want = "nobody is in the index: put documents into the corpus";
    assert!(printed.stderr.starts_with(want), "{}", printed.stderr);
}

#[test]
fn a_search_that_has_to_index_first_says_what_it_left_out() {
    let dir = Dir::with(&[("corpus/ada.md", PAGE), ("corpus/empty.md", "")]);
    let said = dir.vitae("search sorting").exits(0).stderr;
    let want = "indexed 1 file, 1 skipped (`vitae status` says why)\n";
    assert!(said.contains(want), "{said}");
}

#[test]
fn a_folder_with_one_document_can_be_the_corpus() {
    let dir = Dir::with(&[("ada.md", PAGE)]);
    for (words, want) in [
        (
            "index",
            "vitae: no corpus/ here; name the folder that holds your \
             documents, as in `vitae index my-cvs/`, or `vitae index .` for \
             the 1 document here\n",
        ),
        (
            "search sorting",
            "vitae: no index in index and no corpus/ here; name the folder \
             that holds your documents, as in `vitae index my-cvs/`, or \
             `vitae index .` for the 1 document here\n",
        ),
    ] {
        let printed = dir.vitae(words).env("HOME", "nowhere").exits(2);
        assert_eq!(printed.stderr, want, "{words}");
    }
    let printed = dir.vitae("index .").env("HOME", "nowhere").exits(0);
    assert_eq!(printed.stdout, "1 added: 1 person\n");
}

#[test]
fn one_document_in_the_folder_of_the_index_is_found() {
    let pdf = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let pdf = walkdir::WalkDir::new(pdf)
        .into_iter()
        .flatten()
        .find(|file| file.path().extension().is_some_and(|e| e == "pdf"));
    let pdf = fs::read(pdf.expect("the corpus has a PDF").path()).unwrap();
    let dir = Dir::new();
    dir.write("work/cv.pdf", pdf);
    let index = ["--index", "work/index", "index", "work"];
    assert_eq!(dir.command(&index).exits(0).stdout, "1 added: 1 person\n");
    let again = dir.command(&index).exits(0).stdout;
    assert_eq!(again, "1 unchanged: 1 person\n");
}

#[test]
fn a_home_folder_is_not_read_by_mistake() {
    // The harness makes the folder the home folder.
    let dir = Dir::with(&[("ada.md", PAGE)]);
    for folder in [".", "/"] {
        let stderr = dir.command(&["index", folder]).exits(2).stderr;
        let what = match folder {
            "/" => "/ is the whole disk; name the folder",
            _ => ". is your whole home folder; name the folder",
        };
        assert!(stderr.contains(what), "{stderr}");
        assert!(stderr.contains("or say `--yes`"), "{stderr}");
        assert!(!dir.path("index").exists(), "nothing is written");
    }
    let printed = dir.ok("index . --yes");
    assert_eq!(printed, "1 added: 1 person\n");
    // What was agreed to once is known.
    assert_eq!(dir.ok("index ."), "1 unchanged: 1 person\n");
    assert_eq!(dir.ok("index"), "1 unchanged: 1 person\n");
}

#[test]
fn a_folder_of_other_files_never_becomes_an_index() {
    let files = [
        ("corpus/a.jsonl", profile("ada", "Ada Bell", &["Sorting"])),
        ("thesis/thesis.tex", "mine".to_owned()),
        ("thesis/generation-1/photo.jpg", "mine".to_owned()),
        ("thesis/people-7", "mine".to_owned()),
    ];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let dir = Dir::with(&files);
    for words in ["", "--rebuild"] {
        let words = format!("--index thesis index {words}");
        let stderr = dir.vitae(&words).exits(2).stderr;
        let start = "vitae: thesis: holds other files, such as `";
        assert!(stderr.starts_with(start), "{stderr}");
        assert!(stderr.contains("name a new or empty folder"), "{stderr}");
    }
    for (path, text) in &files {
        assert_eq!(&fs::read_to_string(dir.path(path)).unwrap(), text);
    }
    assert!(!dir.path("thesis/lock").exists());
}
