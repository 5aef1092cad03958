//! `vitae search`: how words become what is looked up: languages, scripts,
//! acronyms, synonyms, typing errors, and what is preferred.

use serde_json::Value;

use crate::harness::Dir;

/// Invented people, whose documents are in four languages.
const CORPUS: &str = r#"
{"format_version":1,"id":"ute","document":{"language":"de"},"person":{"name":"Ute Kranz","affiliations":[{"organization":"Hochschule Ostfeld"}]},"publications":[{"title":"Häuser und Wälder im neuronalen Netz","authors":[{"name":"Ute Kranz"}],"year":2020},{"title":"Quantized Caches","authors":[{"name":"Ute Kranz"},{"name":"Bo R. Lind"}],"year":2015}],"awards":[{"text":"Förderpreis der Stadt Ostfeld","year":2011,"line":41}]}
{"format_version":1,"id":"luc","document":{"language":"fr"},"person":{"name":"Luc Petit"},"publications":[{"title":"Réseaux de neurones pour la généralisation","authors":[{"name":"Luc Petit"}],"year":2021},{"title":"Programmes parallèles","authors":[{"name":"Luc Petit"}],"year":2019,"status":"preprint"}]}
{"format_version":1,"id":"eva","document":{"language":"es"},"person":{"name":"Eva Ríos"},"publications":[{"title":"Traducciones automáticas","authors":[{"name":"Eva Ríos"}],"year":2018}]}
{"format_version":1,"id":"ann","document":{"language":"en"},"person":{"name":"Ann Roe","titles":["Professor"],"affiliations":[{"organization":"Westbrook University"}]},"publications":[{"title":"Wide-Area Load Shedding (WALS) in Practice","authors":[{"name":"Ann Roe"}],"venue":"ICML","year":2022},{"title":"Large Models on Small Machines","authors":[{"name":"Ann Roe"},{"name":"Bo R. Lind"},{"name":"Cy Moe"}],"year":2020}],"interests":["Wide-area networks"]}
{"format_version":1,"id":"bo","document":{"language":"en"},"person":{"name":"Bo R. Lind"},"publications":[{"title":"Revisiting WALS (wide area load shedding)","authors":[{"name":"B. R. Lind"}],"year":2023},{"title":"FlashAttention for IT Security","authors":[{"name":"Bo R. Lind"}],"year":2010},{"title":"The Cache","authors":[{"name":"Bo R. Lind"},{"name":"Cy Moe"}],"year":2012}]}
{"format_version":1,"id":"cy","document":{"language":"en"},"person":{"name":"Cy Moe"},"publications":[{"title":"Load Shedding over a Wide Area","authors":[{"name":"Cy Moe"},{"name":"Bo T. Lind"}],"year":2011},{"title":"The Caches","authors":[{"name":"Cy Moe"}],"year":2012},{"title":"Model Selection for Large Data","authors":[{"name":"Dee Fox"},{"name":"Cy Moe"},{"name":"Ann Roe"}],"year":2024,"status":"submitted"},{"title":"Flash attention revisited","authors":[{"name":"Cy Moe"}],"year":2024},{"title":"Security of it all","authors":[{"name":"Cy Moe"}],"year":2001}]}
{"format_version":1,"id":"dee","person":{"name":"Dee Fox"},"publications":[{"title":"機械翻訳の評価","authors":[{"name":"Dee Fox"}],"year":2016},{"title":"深度学习","authors":[{"name":"Dee Fox"}],"year":2017},{"title":"The C Language","authors":[{"name":"Dee Fox"}],"year":1999},{"title":"Key-value stores at home","authors":[{"name":"Dee Fox"}],"year":2003}]}
"#;

fn corpus() -> Dir {
    let dir = Dir::with(&[("corpus/people.jsonl", CORPUS.trim_start())]);
    dir.ok("index");
    dir
}

fn answer(dir: &Dir, options: &str, query: &str) -> Value {
    let command = dir.vitae(&format!("search --format json {options}"));
    let printed = command.arg(query).prints();
    serde_json::from_str(&printed)
        .unwrap_or_else(|err| panic!("{query}: {err}"))
}

fn ids(answer: &Value, full: bool) -> Vec<&str> {
    let hits = answer["hits"].as_array().expect("hits are listed");
    hits.iter()
        .filter(|hit| !full || hit["missing"].is_null())
        .filter_map(|hit| hit["person"]["id"].as_str())
        .collect()
}

/// The full matches of a query, by identifier, sorted.
fn full(dir: &Dir, query: &str) -> String {
    let answer = answer(dir, "", query);
    let mut ids = ids(&answer, true);
    ids.sort_unstable();
    ids.join(" ")
}

/// What is marked in the evidence of the first hit.
fn marked(answer: &Value) -> Vec<String> {
    let evidence = answer["hits"][0]["evidence"].as_array();
    let marks = evidence.into_iter().flatten().flat_map(|line| {
        let text = line["text"].as_str().unwrap_or_default();
        let spans = line["highlights"].as_array().into_iter().flatten();
        spans.map(|span| {
            let at = |i: usize| span[i].as_u64().unwrap_or(0) as usize;
            text.chars().skip(at(0)).take(at(1) - at(0)).collect()
        })
    });
    marks.collect()
}

#[test]
fn words_are_stemmed_in_the_languages_of_the_corpus() {
    let dir = corpus();
    for (query, people, mark) in [
        ("Haus", "ute", "Häuser"),
        ("wald", "ute", "Wälder"),
        ("\"neuronale Netze\"", "ute", "neuronalen Netz"),
        ("title:netze", "ute", "Netz"),
        // English in a German document.
        ("quantization", "ute", "Quantized"),
        ("réseau", "luc", "Réseaux"),
        ("generaliser", "luc", "généralisation"),
        ("parallele", "luc", "parallèles"),
        ("traducción", "eva", "Traducciones"),
        ("-haus netz", "", ""),
    ] {
        assert_eq!(full(&dir, query), people, "{query}");
        let answer = answer(&dir, "", query);
        let found = marked(&answer).join(" ");
        assert!(found.contains(mark), "{query}: {found}");
    }
}

#[test]
fn words_without_blanks_and_spellings_meet() {
    let dir = corpus();
    for (query, people) in [
        ("機械翻訳", "dee"),
        ("翻訳", "dee"),
        ("\"翻訳の評価\"", "dee"),
        ("学习", "dee"),
        ("习学", ""),
        ("（flash OR wald）", "cy ute"),
        ("“load shedding”", "ann bo cy"),
        ("„load shedding“", "ann bo cy"),
        ("「load shedding」", "ann bo cy"),
        ("ｗａｌｄ", "ute"),
        ("year：2023", "bo"),
        ("author：“Petit， L”", "luc"),
        // Camel case, apart and together.
        ("FlashAttention", "bo cy"),
        ("flash attention", "bo cy"),
        ("flash-attention", "bo cy"),
        // In capitals no small word: "security of it" is something else.
        ("IT security", "bo"),
        ("security of it", "bo cy"),
        ("\"IT security\"", "bo"),
        ("keyvalue", "dee"),
        ("key-value", "dee"),
    ] {
        assert_eq!(full(&dir, query), people, "{query}");
    }
}

#[test]
fn a_word_as_typed_wins_a_tie() {
    let dir = corpus();
    for (query, first) in [("caches", "cy"), ("cache", "bo")] {
        let answer = answer(&dir, "", &format!("title:the {query} year:2012"));
        assert_eq!(ids(&answer, true)[0], first, "{query}");
    }
}

#[test]
fn an_acronym_of_the_corpus_finds_its_long_form() {
    let dir = corpus();
    let found = answer(&dir, "", "WALS");
    // Those who write the acronym itself come first.
    assert_eq!(ids(&found, true).len(), 3, "{found}");
    assert_eq!(ids(&found, true)[2], "cy", "{found}");
    let marks = found["hits"][2]["evidence"][0]["highlights"].as_array();
    assert_eq!(marks.map(Vec::len), Some(4), "{found}");
    assert_eq!(full(&dir, "wals year:2011"), "cy");
    assert_eq!(full(&dir, "=WALS"), "ann bo");
    let printed = dir.ok("search --explain-query wals");
    assert!(printed.contains("\"wide area load shedding\" x0.7"), "{printed}");
    // What one work alone says does not count.
    dir.remove("corpus/people.jsonl");
    let one = CORPUS.replace("Revisiting WALS", "Revisiting it");
    dir.write("corpus/people.jsonl", one.trim_start());
    dir.ok("index");
    assert_eq!(full(&dir, "wals"), "ann");
}

#[test]
fn synonyms_find_each_other_below_what_is_typed() {
    let dir = corpus();
    dir.write(
        "words.txt",
        "# ours\nforest, wald, woods\nkv store, key-value stores\n",
    );
    let search = |query: &str| answer(&dir, "--synonyms words.txt", query);
    for (query, people) in [
        ("forest", "ute"),
        ("woods", "ute"),
        ("kv store", "dee"),
        ("KV-store", "dee"),
        ("forest -haus", ""),
        ("=forest", ""),
        ("\"kv store\"", ""),
    ] {
        let found = search(query);
        assert_eq!(ids(&found, true).join(" "), people, "{query}");
    }
    assert_eq!(marked(&search("forest")), ["Wälder"]);
    assert_eq!(marked(&search("kv store")), ["Key", "value", "stores"]);
    assert_eq!(full(&dir, "forest"), "", "without the file");
    let printed =
        dir.ok("search --explain-query --synonyms words.txt \"kv store\"");
    assert!(
        printed.contains("\"key-value stores\" x0.7 for `kv store`"),
        "{printed}"
    );
    let printed = dir.vitae("search --synonyms none.txt x").exits(2);
    assert!(printed.stderr.contains("none.txt"), "{}", printed.stderr);
}

#[test]
fn names_and_phrases_are_as_exact_as_they_are_typed() {
    let dir = corpus();
    for (query, people) in [
        ("author:\"Lind, B\"", "ann bo cy ute"),
        ("author:\"Lind, B. R.\"", "ann bo ute"),
        ("author:\"Bo R. Lind\"", "ann bo ute"),
        ("author:\"Lind, B. T.\"", "cy"),
        ("author:^\"Lind, B. R.\"", "bo"),
        ("author:\"Lind, B. X.\"", ""),
        ("=\"large models\"", "ann"),
        ("=\"models large\"", ""),
        ("=\"large model\"", ""),
        ("\"large model\"", "ann"),
        ("=\"the caches\"", "cy"),
    ] {
        assert_eq!(full(&dir, query), people, "{query}");
    }
    let found = answer(&dir, "", "=\"large models\"");
    assert_eq!(marked(&found), ["Large", "Models"]);
}

#[test]
fn evidence_says_where_a_fact_stands() {
    let dir = corpus();
    let found = answer(&dir, "", "award:förderpreis");
    let line = &found["hits"][0]["evidence"][0];
    assert_eq!(line["text"], "Förderpreis der Stadt Ostfeld");
    assert_eq!((&line["kind"], &line["line"]), (&"awards".into(), &1.into()));
    assert_eq!(marked(&found), ["Förderpreis"]);
    assert_eq!(marked(&answer(&dir, "", "role:professor")), ["Professor"]);
}

#[test]
fn what_no_document_has_is_corrected() {
    let dir = corpus();
    for (query, meant, people) in [
        ("venue:icmll", "venue:icml", "ann"),
        ("affiliation:westbrok", "affiliation:westbrook", "ann"),
        ("author:\"Kranzz, U\"", "author:\"kranz, U\"", "ute"),
        ("title:shedding venue:icmk", "title:shedding venue:icml", "ann"),
        ("award:forderpries", "award:forderpreis", "ute"),
    ] {
        let printed = dir.vitae("search").arg(query).exits(0);
        let stderr = &printed.stderr;
        assert!(stderr.contains(&format!("showing `{meant}`")), "{stderr}");
        assert_eq!(full(&dir, query), people, "{query}");
    }
    let printed = dir.vitae("search lang:xx").exits(1);
    let note = "no document is in `xx`; there are: de, en, es, fr";
    assert!(printed.stderr.contains(note), "{}", printed.stderr);
    // A venue there is, in no document here.
    let printed = dir.vitae("search venue:iclr").exits(1);
    assert!(!printed.stderr.contains("did you mean"), "{}", printed.stderr);
}

#[test]
fn what_is_preferred_comes_first_and_is_explained() {
    let dir = corpus();
    let first = |options: &str, query: &str| {
        let found = answer(&dir, options, query);
        ids(&found, false).first().map(|id| (*id).to_owned())
    };
    let query = "flash attention";
    assert_eq!(first("", query).as_deref(), Some("cy"));
    for (option, word) in [
        ("recency", "recency -"),
        ("position", "position -"),
        ("status", "status -"),
    ] {
        let options = format!("search --explain --ranking {option}");
        let printed = dir.vitae(&options).arg("large models").exits(0).stdout;
        assert!(printed.contains(word), "{option}: {printed}");
    }
    let sum =
        answer(&dir, "--explain --ranking recency,status", "large model");
    for hit in sum["hits"].as_array().expect("hits are listed") {
        let part = &hit["explanation"][0];
        let words = part["words"].as_array().expect("they are listed");
        let sum: f64 = words.iter().filter_map(|w| w[1].as_f64()).sum();
        let score = part["score"].as_f64().unwrap_or(-1.0);
        assert!((sum - score).abs() < 0.01, "{hit}");
    }
    let printed = dir.vitae("search --ranking age x").exits(2);
    assert!(printed.stderr.contains("recency"), "{}", printed.stderr);
}

#[test]
fn half_a_long_form_is_no_evidence() {
    let dir = corpus();
    // "Load" alone, or "wide", says nothing of the acronym.
    let found = answer(&dir, "", "wals");
    for hit in found["hits"].as_array().expect("hits are listed") {
        for line in hit["evidence"].as_array().expect("evidence is listed") {
            assert_ne!(line["highlights"], serde_json::json!([]), "{line}");
        }
    }
    // The settings may name synonyms too.
    dir.write("vitae.toml", "synonyms = [\"forest, wald\"]\n");
    assert_eq!(full(&dir, "forest"), "ute");
}
