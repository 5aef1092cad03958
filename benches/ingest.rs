//! How fast files become profiles, and profiles an index.

use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use vitae::extract::{self, NoSiblings, Source};
use vitae::gazetteer::venue;
use vitae::ingest::{self, Options};
use vitae::model::{Document, Raw};
use vitae::{normalize, parse};

#[path = "generated/mod.rs"]
mod generated;

use generated::{Cv, STYLES, Style};

/// Publications of a long CV.
const ENTRIES: usize = 40;
/// Files of a folder.
const FILES: usize = 500;

fn main() {
    divan::main();
}

fn raw(text: &str) -> Raw {
    let source = Source {
        path: Path::new("cv.md"),
        bytes: text.as_bytes(),
        siblings: &NoSiblings,
    };
    let (_, mut raws) = extract::read(&source).expect("it can be read");
    raws.pop().expect("there is one document in it")
}

fn document(text: &str) -> Document {
    normalize::document(raw(text), "cv.md", "markdown")
}

#[divan::bench]
fn normalize_clean(bencher: Bencher) {
    let cv = Cv::new(7, ENTRIES, Style::Authors);
    bencher
        .counter(BytesCount::of_str(&cv.text))
        .with_inputs(|| raw(&cv.text))
        .bench_values(|raw| {
            let document = normalize::document(raw, "cv.md", "markdown");
            assert!(document.text.contains(&cv.papers[0].title));
            document
        });
}

/// UTF-8 that was taken for Windows-1252 once.
#[divan::bench]
fn normalize_mojibake(bencher: Bencher) {
    let cv = Cv::new(7, ENTRIES, Style::Authors);
    let broken = cv.text.replace(" with ", " â€“ ");
    let whole = cv.papers[0].title.replace(" with ", " – ");
    bencher
        .counter(BytesCount::of_str(&broken))
        .with_inputs(|| raw(&broken))
        .bench_values(|raw| {
            let document = normalize::document(raw, "cv.md", "markdown");
            assert!(document.text.contains(&whole));
            document
        });
}

/// Sections and 40 publications of a document.
#[divan::bench(args = STYLES)]
fn parse_cv(bencher: Bencher, style: Style) {
    let cv = Cv::new(7, ENTRIES, style);
    let document = document(&cv.text);
    bencher.counter(ItemsCount::new(ENTRIES)).bench(|| {
        let profile = parse::profile(&document);
        assert_eq!(profile.publications.len(), ENTRIES);
        profile
    });
}

#[divan::bench]
fn find_venues(bencher: Bencher) {
    let cv = Cv::new(7, ENTRIES, Style::Authors);
    let lines: Vec<&str> =
        cv.text.lines().filter(|line| line.contains(" In ")).collect();
    bencher.counter(ItemsCount::new(lines.len())).bench(|| {
        let is_known = |line: &&&str| !venue::find_all(line).is_empty();
        let known = lines.iter().filter(is_known).count();
        assert_eq!(known, ENTRIES);
    });
}

/// Files on disk to an index on disk.
#[divan::bench(sample_count = 10)]
fn index_folder(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let cvs = generated::cvs(FILES);
    generated::write(&cvs, folder.path());
    let bytes: usize = cvs.iter().map(|cv| cv.text.len()).sum();
    bencher
        .counter(ItemsCount::new(FILES))
        .counter(BytesCount::new(bytes))
        .with_inputs(|| tempfile::tempdir().expect("a folder can be made"))
        .bench_values(|index| {
            let options = Options {
                index: index.path().to_owned(),
                roots: vec![folder.path().to_owned()],
                ..Options::default()
            };
            let report =
                ingest::run(&options, &()).expect("it can be indexed");
            assert_eq!((report.added.len(), report.people), (FILES, FILES));
            // The folder goes with it, outside the time that is taken.
            index
        });
}
