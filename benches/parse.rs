//! How fast a document that was read becomes a profile.

use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use vitae::extract::{self, NoSiblings, Source};
use vitae::gazetteer::venue;
use vitae::model::{Document, Profile};
use vitae::{normalize, parse, segment};

#[path = "generated/mod.rs"]
mod generated;

use generated::{Cv, STYLES, Style};

/// Publications of a list.
const ENTRIES: usize = 40;
/// Publications of a long CV.
const LONG: usize = 150;

fn main() {
    divan::main();
}

fn document(text: &str) -> Document {
    let source = Source {
        path: Path::new("cv.md"),
        bytes: text.as_bytes(),
        siblings: &NoSiblings,
    };
    let (format, mut raws) = extract::read(&source).expect("it can be read");
    let raw = raws.pop().expect("there is one document in it");
    normalize::document(raw, "cv.md", format.name)
}

/// Asserts that a profile has the publications of its CV.
fn check(profile: &Profile, cv: &Cv) {
    let found = &profile.publications;
    assert_eq!(found.len(), cv.papers.len());
    let right = found.iter().zip(&cv.papers).filter(|(found, paper)| {
        found.title == paper.title
            && found.year == Some(paper.year)
            && found.authors.len() == paper.authors.len()
    });
    let right = right.count();
    assert!(right * 10 >= found.len() * 9, "{right} of {}", found.len());
}

/// A list of [`ENTRIES`] in each style; entries a second.
#[divan::bench(args = STYLES)]
fn parse_list(bencher: Bencher, style: Style) {
    let cv = Cv::new(7, ENTRIES, style);
    let document = document(&cv.text);
    check(&parse::profile(&document), &cv);
    bencher.counter(ItemsCount::new(ENTRIES)).bench(|| {
        let profile = parse::profile(&document);
        assert_eq!(profile.publications.len(), ENTRIES);
        profile
    });
}

/// One CV of [`LONG`] publications.
#[divan::bench]
fn parse_long_cv(bencher: Bencher) {
    let cv = Cv::new(11, LONG, Style::Authors);
    let document = document(&cv.text);
    check(&parse::profile(&document), &cv);
    bencher.counter(BytesCount::of_str(&cv.text)).bench(|| {
        let profile = parse::profile(&document);
        assert_eq!(profile.publications.len(), LONG);
        profile
    });
}

/// Blocks to sections.
#[divan::bench]
fn segment_cv(bencher: Bencher) {
    let cv = Cv::new(7, ENTRIES, Style::Authors);
    let document = document(&cv.text);
    let wanted = cv.text.lines().filter(|l| l.starts_with("## ")).count();
    bencher.counter(BytesCount::of_str(&cv.text)).bench(|| {
        let lines = document.lines();
        let sections = segment::segment(&document, &lines);
        assert!(sections.len() >= wanted, "{}", sections.len());
        sections
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
