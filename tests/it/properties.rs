//! What holds for every query, tried with random and mutated ones;
//! `VITAE_CASES=100000` tries so many.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use vitae::index::Snapshot;
use vitae::model::Synonyms;
use vitae::search::{Engine, Request, parse};

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
    let engine = Engine::new(snapshot).expect("it can be searched");
    let words = "gpu, graphics processor\nlong inputs, long context, bell";
    engine.with_synonyms(&Synonyms::parse(words))
});

/// The full matches of a query; None for one that cannot be read.
fn full(query: &str) -> Option<BTreeSet<String>> {
    let request =
        Request { query: query.to_owned(), limit: 100, ..Request::default() };
    let answer = ENGINE.search(&request).ok()?;
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
        "LongInputs",
        "=\"Long Inputs\"",
        "graphics processor",
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
        "author:^\"Bell, A. B.\"",
        "award:prize",
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

/// A change to a query: where, and what is done to it there.
fn slip() -> impl Strategy<Value = (prop::sample::Index, u8, char)> {
    (any::<prop::sample::Index>(), 0u8..5, any::<char>())
}

/// A query as a tired hand types it.
fn mutated(text: &str, slips: &[(prop::sample::Index, u8, char)]) -> String {
    let mut all: Vec<char> = text.chars().collect();
    for (place, kind, c) in slips {
        let at = place.index(all.len() + 1);
        match kind {
            0 => all.insert(at, *c),
            1 if at < all.len() => drop(all.remove(at)),
            2 if at + 1 < all.len() => all.swap(at, at + 1),
            3 => all.truncate(at),
            _ => all.extend_from_within(at..),
        }
    }
    all.into_iter().collect()
}

fn cases() -> ProptestConfig {
    let asked = std::env::var("VITAE_CASES");
    let cases = asked.ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(cases.unwrap_or(500))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_query_panics(
        parts in prop::collection::vec(noise(), 0..14),
        slips in prop::collection::vec(slip(), 0..4),
    ) {
        for query in [parts.concat(), mutated(&parts.join(" "), &slips)] {
            full(&query);
            // Printed, it reads as the same.
            let Ok(read) = parse(&query) else { continue };
            let printed = read.root.as_ref().map(ToString::to_string);
            let again = parse(printed.as_deref().unwrap_or_default());
            let again = again.expect("what is printed can be read").root;
            prop_assert_eq!(again, read.root, "{:?}", query);
        }
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
