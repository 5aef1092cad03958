//! What holds for every query, tried with random ones.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use vitae::index::Snapshot;
use vitae::search::{Engine, Request};

use crate::harness::Dir;
use crate::search::CORPUS;

static CORPUS_DIR: LazyLock<Dir> = LazyLock::new(|| {
    let dir = Dir::with(&[("corpus/people.jsonl", CORPUS.trim_start())]);
    dir.ok("index");
    dir
});

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let snapshot =
        Snapshot::open(&CORPUS_DIR.path("index")).expect("it is built");
    Engine::new(snapshot).expect("it can be searched")
});

/// The full matches of a query; None for one that cannot be read.
fn full(query: &str) -> Option<BTreeSet<String>> {
    let request =
        Request { query: query.to_owned(), limit: 100, ..Request::default() };
    let began = Instant::now();
    let answer = ENGINE.search(&request);
    let took = began.elapsed();
    assert!(took < Duration::from_secs(2), "{query:?} took {took:?}");
    let answer = answer.ok()?;
    // A corrected query is another query.
    if answer.did_you_mean.is_some() {
        return Some(BTreeSet::new());
    }
    let hits = answer.hits.iter().filter(|hit| hit.missing.is_empty());
    Some(hits.map(|hit| hit.person.id.clone()).collect())
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "quantization",
        "caches",
        "gpus",
        "training",
        "survey",
        "2024",
        "icml",
        "iclr",
        "\"long inputs\"",
        "quantiz*",
        "sorting~1",
        "=LLMs",
        "GPT-4",
        "2-bit",
        "KV-cache",
        "C++",
        "量子",
        "the",
        "bell",
        "zzz",
    ])
    .prop_map(str::to_owned)
}

fn filter() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "venue:icml",
        "year:2024",
        "year:..2021",
        "author:\"Bell, A\"",
        "status:accepted",
        "affiliation:northmoor",
        "has:email",
        "topic:caching",
        "-venue:icml",
        "-training",
        "person(venue:icml)",
    ])
    .prop_map(str::to_owned)
}

fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        word(),
        filter(),
        prop::sample::select(vec![
            "(", ")", "\"", "“", "-", "+", "*", "~2", "^3", ":", "AND", "OR",
            "NOT", "person(", "year:", "title:(", " ", " ", ",", "..", "：",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_query_panics_or_takes_long(
        parts in prop::collection::vec(noise(), 0..14)
    ) {
        full(&parts.concat());
        full(&parts.join(" "));
    }

    #[test]
    fn the_order_of_words_does_not_change_the_full_matches(
        a in word(), b in word()
    ) {
        prop_assert_eq!(
            full(&format!("{a} {b}")),
            full(&format!("{b} {a}"))
        );
    }

    #[test]
    fn a_filter_never_adds_a_full_match(
        words in prop::collection::vec(word(), 1..4), filter in filter()
    ) {
        let words = words.join(" ");
        let all = full(&words).unwrap_or_default();
        let some = full(&format!("{words} {filter}")).unwrap_or_default();
        // Stop words alone are looked up, beside others they are not.
        if !words.split(' ').all(|word| word == "the") {
            prop_assert!(some.is_subset(&all), "{} {}", words, filter);
        }
    }
}

#[test]
fn ten_thousand_characters_are_answered() {
    for text in [
        "quantization of caches ".repeat(450),
        "a".repeat(10_000),
        "(".repeat(5_000),
        "qu* ".repeat(2_500),
        "\"".repeat(9_999),
    ] {
        full(&text);
    }
}
