//! A corpus of random files that come, change, move and go: step by step,
//! the index must answer as one that was built at once.

use std::fs;

use rayon::prelude::*;

use crate::damage::{Numbers, times};
use crate::harness::Dir;

const NAMES: &[(&str, &str)] = &[
    ("Ada Bell", "ada@bell.example"),
    ("A. Bell", ""),
    ("Ada Bell", "bell@other.example"),
    ("Wei Zhang", ""),
    ("Wei Zhang", "wei@lab.example"),
    ("Cy Dunn", "cy@dunn.example"),
    ("Eve Fox", ""),
    ("Józef Łoś", ""),
];

const TITLES: &[&str] = &[
    "Sorting by Hand",
    "Sorting Networks in Practice",
    "Hashing Without Tears",
    "Large Language Models for Sorting",
    "On Trees and Other Plants",
    "Parsing with Few Examples",
    "A Survey of Parsing",
    "Speech Recognition for Few",
    "KV Cache Quantization by Hand",
    "Graph Neural Networks of Trees",
];

const VENUES: &[&str] = &["ICML", "ACL", "EMNLP", "NeurIPS", "Nature"];

const FOLDERS: &[&str] = &["", "ada-bell/", "zhang/", "2024/", "2024/fox/"];

/// The files of a folder `corpus`.
pub(crate) struct Corpus<'a> {
    dir: &'a Dir,
    files: Vec<String>,
    count: usize,
}

impl<'a> Corpus<'a> {
    /// Writes so many files.
    pub(crate) fn new(
        dir: &'a Dir,
        files: usize,
        numbers: &mut Numbers,
    ) -> Corpus<'a> {
        let mut corpus = Corpus { dir, files: Vec::new(), count: 0 };
        dir.write("corpus/.keep", "");
        (0..files).for_each(|_| corpus.add(numbers));
        corpus
    }

    /// Does one random thing to the files, and says what.
    pub(crate) fn step(&mut self, numbers: &mut Numbers) -> String {
        if self.files.is_empty() {
            self.add(numbers);
            return "add".into();
        }
        let at = numbers.below(self.files.len());
        let path = self.files[at].clone();
        match numbers.below(10) {
            0..3 => {
                self.add(numbers);
                "add".into()
            }
            3..6 => {
                self.dir.write(&path, text(&path, numbers));
                format!("change {path}")
            }
            6 => {
                let (_, ending) = path.rsplit_once('.').expect("it has one");
                let to = self.place(ending, numbers);
                self.dir.rename(&path, &to);
                self.files[at].clone_from(&to);
                format!("move {path} to {to}")
            }
            7 => {
                self.dir.remove(&path);
                self.files.swap_remove(at);
                format!("delete {path}")
            }
            8 => {
                // The folder with all that is in it.
                let Some((folder, _)) = path.rsplit_once('/') else {
                    return "nothing".into();
                };
                if folder == "corpus" {
                    return "nothing".into();
                }
                self.count += 1;
                let to = format!("corpus/moved{}", self.count);
                let (from, new) = (self.dir.path(folder), self.dir.path(&to));
                fs::rename(from, new).expect("the folder is there");
                for file in &mut self.files {
                    if let Some(rest) = file.strip_prefix(folder)
                        && rest.starts_with('/')
                    {
                        *file = format!("{to}{rest}");
                    }
                }
                format!("move {folder} to {to}")
            }
            _ => {
                // Nothing that can be read.
                self.dir.write(&path, ["", "\0\x01\u{2}"][numbers.below(2)]);
                format!("break {path}")
            }
        }
    }

    fn add(&mut self, numbers: &mut Numbers) {
        let ending = ["md", "txt", "bib", "jsonl", "tex"][numbers.below(5)];
        let path = self.place(ending, numbers);
        self.dir.write(&path, text(&path, numbers));
        self.files.push(path);
    }

    /// A path that no file has.
    fn place(&mut self, ending: &str, numbers: &mut Numbers) -> String {
        self.count += 1;
        let folder = FOLDERS[numbers.below(FOLDERS.len())];
        let stem = ["cv", "papers", "bell", "notes"][numbers.below(4)];
        format!("corpus/{folder}{stem}{}.{ending}", self.count)
    }
}

/// A profile in the format of a path.
fn text(path: &str, numbers: &mut Numbers) -> String {
    let (name, email) = NAMES[numbers.below(NAMES.len())];
    let papers: Vec<(&str, &str, usize, &str)> = (0..1 + numbers.below(5))
        .map(|_| {
            (
                TITLES[numbers.below(TITLES.len())],
                VENUES[numbers.below(VENUES.len())],
                2000 + numbers.below(25),
                NAMES[numbers.below(NAMES.len())].0,
            )
        })
        .collect();
    let line = |(title, venue, year, other): &(&str, &str, usize, &str)| {
        format!("{name}, {other}. {title}. {venue} {year}.")
    };
    let list = |begin: &str, end: &str| -> String {
        papers.iter().map(|p| format!("{begin}{}{end}\n", line(p))).collect()
    };
    match path.rsplit_once('.').expect("it has an ending").1 {
        "bib" => papers
            .iter()
            .enumerate()
            .map(|(i, (title, venue, year, other))| {
                format!(
                    "@inproceedings{{k{i}, title={{{title}}}, author={{{name} \
                     and {other}}}, booktitle={{{venue}}}, year={{{year}}}}}\n"
                )
            })
            .collect(),
        "jsonl" => {
            let titles: Vec<&str> = papers.iter().map(|p| p.0).collect();
            crate::index::profile(&name.to_lowercase(), name, &titles)
        }
        "tex" => format!(
            "\\documentclass{{article}}\\begin{{document}}\n\
             \\section*{{{name}}}\n{email}\n\\section{{Publications}}\n\
             \\begin{{itemize}}\n{}\\end{{itemize}}\n\\end{{document}}\n",
            list("\\item ", "")
        ),
        "md" => {
            let list = list("- ", "");
            format!("# {name}\n\n{email}\n\n## Publications\n\n{list}")
        }
        _ => format!("{name}\n{email}\n\nPUBLICATIONS\n\n{}", list("", "\n")),
    }
}

const QUESTIONS: &[&str] = &[
    "search * --format json --limit 200",
    "search \"sorting hand\" --format json --limit 200",
    "search \"parsing year:2010..\" --format json --by publications",
    "search author:Bell --format json --facet venue,year",
    "list people --format json",
];

/// `VITAE_SEQUENCES` says how many; a few otherwise.
#[test]
fn step_by_step_is_as_at_once() {
    let sequences = 0..times("VITAE_SEQUENCES", 2);
    sequences.into_par_iter().for_each(sequence_is_as_at_once);
}

fn sequence_is_as_at_once(sequence: usize) {
    let seed = u64::try_from(sequence).expect("it is small");
    let mut numbers = Numbers::seeded(100 + seed);
    let dir = Dir::new();
    let files = numbers.below(9);
    let mut corpus = Corpus::new(&dir, files, &mut numbers);
    let mut story = Vec::new();
    for _ in 0..4 {
        for _ in 0..=numbers.below(3) {
            story.push(corpus.step(&mut numbers));
        }
        dir.ok("index corpus");
        // The same by another way: at once, on one thread.
        dir.ok("--index whole index corpus --rebuild --jobs 1");
        for words in QUESTIONS {
            let steps = dir.vitae(words).ends();
            let whole = dir.vitae(&format!("--index whole {words}"));
            let whole = whole.ends();
            assert!(
                steps == whole,
                "sequence {sequence}: {words}\n{}\n{}\n{}",
                story.join("\n"),
                steps.1,
                whole.1
            );
        }
    }
}
