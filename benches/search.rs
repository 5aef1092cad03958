//! How fast a query is answered, by its kind.

use std::process::Command;
use std::sync::LazyLock;

use divan::Bencher;
use tempfile::TempDir;
use vitae::index::Snapshot;
use vitae::ingest::{self, Options};
use vitae::search::{By, Engine, FacetField, Request};

#[path = "generated/mod.rs"]
mod generated;

use generated::{Cv, Paper};

/// People in the index.
const PEOPLE: usize = 2_000;

/// A kind of query, and whom it must find.
struct Case {
    kind: &'static str,
    query: &'static str,
    holds: fn(&Cv) -> bool,
}

const CASES: [Case; 9] = [
    Case {
        kind: "word",
        query: "quantization",
        holds: |cv| cv.has(|paper| paper.title.contains("quantization")),
    },
    Case {
        kind: "words",
        query: "scalable caching protocols",
        holds: |cv| {
            let words = ["Scalable", "caching", "protocols"];
            words.iter().all(|word| cv.text.contains(word))
        },
    },
    Case {
        kind: "phrase",
        query: "\"weak supervision\"",
        holds: |cv| cv.has(|paper| paper.title.contains("weak supervision")),
    },
    Case {
        kind: "prefix",
        query: "quantiz*",
        holds: |cv| cv.has(|paper| paper.title.contains("quantization")),
    },
    Case {
        kind: "typo",
        query: "quantizaton~1",
        holds: |cv| cv.has(|paper| paper.title.contains("quantization")),
    },
    Case {
        kind: "boolean",
        query: "(rendering OR planning) -caching",
        holds: |cv| {
            let has = |word| cv.has(|paper| paper.title.contains(word));
            (has("rendering") || has("planning")) && !has("caching")
        },
    },
    Case {
        kind: "one publication",
        query: "quantization venue:icml year:2010..",
        holds: |cv| {
            cv.has(|Paper { title, venue, year, .. }| {
                let is_there = venue.0 == "ICML" && *year >= 2010;
                is_there && title.contains("quantization")
            })
        },
    },
    Case {
        kind: "author",
        query: "author:\"Moretti, Ada\"",
        holds: |cv| {
            // Initials can mean her.
            cv.has(|paper| {
                let mut authors = paper.authors.iter();
                authors.any(|(given, family)| {
                    *family == "Moretti" && *given == "Ada"
                })
            })
        },
    },
    Case { kind: "everyone", query: "*", holds: |_| true },
];

static CVS: LazyLock<Vec<Cv>> = LazyLock::new(|| generated::cvs(PEOPLE));

static INDEX: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let index = tempfile::tempdir().expect("a folder can be made");
    generated::write(&CVS, folder.path());
    ingest::run(
        &Options {
            index: index.path().to_owned(),
            roots: vec![folder.path().to_owned()],
            ..Options::default()
        },
        &(),
    )
    .expect("it can be indexed");
    index
});

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let snapshot = Snapshot::open(INDEX.path()).expect("it can be opened");
    Engine::new(snapshot).expect("it can be searched")
});

fn main() {
    LazyLock::force(&ENGINE);
    divan::main();
}

fn answer(bencher: Bencher, request: &Request, wanted: usize) {
    bencher.bench(|| {
        let answer = ENGINE.search(request).expect("it can be read");
        assert_eq!(answer.total, wanted, "{}", request.query);
        answer
    });
}

/// Ten people with their evidence.
#[divan::bench(args = CASES.iter().map(|case| case.kind))]
fn people(bencher: Bencher, kind: &str) {
    let case = CASES.iter().find(|case| case.kind == kind);
    let case = case.expect("divan gives what it was given");
    let wanted = CVS.iter().filter(|cv| (case.holds)(cv)).count();
    let query = case.query.to_owned();
    answer(bencher, &Request { query, ..Request::default() }, wanted);
}

/// The venues and years of all matches, counted.
#[divan::bench]
fn facets(bencher: Bencher) {
    let request = Request {
        query: "quantization".to_owned(),
        facets: vec![FacetField::Venue, FacetField::Year],
        ..Request::default()
    };
    let holds = |paper: &Paper| paper.title.contains("quantization");
    let wanted = CVS.iter().filter(|cv| cv.has(holds)).count();
    answer(bencher, &request, wanted);
}

/// Distinct publications in place of people.
#[divan::bench]
fn publications(bencher: Bencher) {
    let request = Request {
        query: "quantization \"kernel methods\"".to_owned(),
        by: By::Publications,
        ..Request::default()
    };
    let mut wanted: Vec<&str> = CVS
        .iter()
        .flat_map(|cv| &cv.papers)
        .map(|paper| paper.title.as_str())
        .filter(|title| title.contains("quantization"))
        .filter(|title| title.contains("kernel methods"))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    answer(bencher, &request, wanted.len());
}

/// The whole command, from start to end.
#[divan::bench(sample_size = 1)]
fn cold_process(bencher: Bencher) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitae"));
    command.args(["search", "quantization", "--format", "trec", "--index"]);
    command.arg(INDEX.path());
    let holds = |paper: &Paper| paper.title.contains("quantization");
    assert!(CVS.iter().any(|cv| cv.has(holds)));
    bencher.bench_local(|| {
        let output = command.output().expect("it can be started");
        assert!(output.status.success() && !output.stdout.is_empty());
        output
    });
}
