//! How fast files become profiles, and profiles an index.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use vitae::extract::{self, NoSiblings, Source};
use vitae::ingest::{self, Options};
use vitae::model::Raw;
use vitae::normalize;

#[path = "generated/mod.rs"]
mod generated;

use generated::{Cv, Style};

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

/// One CV as it looks in a format.
fn printed(cv: &Cv, format: &str) -> String {
    let lines = cv.text.lines().filter(|line| !line.is_empty());
    let plain = |line: &str| {
        let bare = line.trim_start_matches(['#', '-', ' ']);
        bare.replace(['*', '&'], "")
    };
    match format {
        "html" => {
            let rows = lines.map(|line| match line.split_once(' ') {
                Some(("#" | "##", rest)) => format!("<h2>{rest}</h2>\n"),
                _ => format!("<li>{}</li>\n", plain(line)),
            });
            format!("<html><body>{}</body></html>", rows.collect::<String>())
        }
        "latex" => {
            let rows = lines.map(|line| match line.split_once(' ') {
                Some(("#" | "##", rest)) => format!("\\section{{{rest}}}\n\n"),
                _ => format!("{}\n\n", plain(line)),
            });
            let rows: String = rows.collect();
            format!(
                "\\documentclass{{article}}\n\\begin{{document}}\n{rows}\
                 \\end{{document}}\n"
            )
        }
        "rtf" => {
            let rows = lines.map(|line| format!("{}\\par\n", plain(line)));
            format!("{{\\rtf1\\ansi\n{}}}", rows.collect::<String>())
        }
        "text" => lines.map(|line| plain(line) + "\n").collect(),
        _ => cv.text.clone(),
    }
}

/// Bytes to blocks, format by format.
#[divan::bench(args = ["markdown", "text", "html", "latex", "rtf"])]
fn extract_format(bencher: Bencher, format: &str) {
    let cv = Cv::new(7, ENTRIES, Style::Authors);
    let text = printed(&cv, format);
    let endings = [("text", "txt"), ("latex", "tex"), ("markdown", "md")];
    let ending = endings.iter().find(|(name, _)| *name == format);
    let path = format!("cv.{}", ending.map_or(format, |(_, ending)| ending));
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let source = Source {
            path: Path::new(&path),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        let (found, mut raws) = extract::read(&source).expect("it is read");
        assert_eq!((found.name, raws.len()), (format, 1));
        raws.pop()
    });
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

/// One more file, and none, in a folder that is indexed.
#[divan::bench(args = [1, 0], sample_count = 20, sample_size = 1)]
fn update_folder(bencher: Bencher, more: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let index = tempfile::tempdir().expect("a folder can be made");
    generated::write(&generated::cvs(FILES), folder.path());
    let options = Options {
        index: index.path().to_owned(),
        roots: vec![folder.path().to_owned()],
        ..Options::default()
    };
    ingest::run(&options, &()).expect("it can be indexed");
    let made = AtomicU64::new(1_000_000);
    bencher
        .with_inputs(|| {
            for _ in 0..more {
                let seed = made.fetch_add(1, Ordering::Relaxed);
                let cv = Cv::new(seed, ENTRIES, Style::Authors);
                let path = folder.path().join(format!("new-{seed}.md"));
                std::fs::write(path, cv.text).expect("it can be written");
            }
        })
        .bench_values(|()| {
            let report =
                ingest::run(&options, &()).expect("it can be indexed");
            assert_eq!(report.added.len(), more);
            assert!(report.unchanged >= FILES);
        });
}
