//! Every row of the query language again: what of the query stands where,
//! as the JSON has it.

use serde_json::Value;

use crate::harness::Dir;
use crate::search::{corpus, full, run};

/// A line of evidence in short: what it is, where it stands, what is marked
/// and which parts of the query hold in it.
fn shown(evidence: &Value) -> String {
    let word = |key: &str| match &evidence[key] {
        Value::Null => String::new(),
        Value::String(text) => format!("{text} "),
        other => format!("{other} "),
    };
    let text = evidence["text"].as_str().expect("evidence has a text");
    let text: Vec<char> = text.chars().collect();
    let marks = evidence["highlights"].as_array().expect("marks are listed");
    let marks = marks.iter().map(|mark| {
        let at = |i: usize| mark[i].as_u64().expect("a place") as usize;
        text[at(0)..at(1)].iter().collect::<String>()
    });
    let matched = evidence["matched"].as_array().into_iter().flatten();
    let matched: Vec<&str> = matched.filter_map(Value::as_str).collect();
    assert_eq!(evidence["path"], "corpus/people.jsonl");
    format!(
        "{}{}{}{}[{}] {}",
        word("kind"),
        word("venue"),
        word("year"),
        word("line"),
        marks.collect::<Vec<_>>().join("|"),
        matched.join("; ")
    )
}

/// An indexed folder of people with one publication each: name, title.
fn of_titles(people: &[(&str, &str)]) -> Dir {
    let profiles: Vec<String> = people
        .iter()
        .map(|(name, title)| crate::index::profile(name, name, &[title]))
        .collect();
    let dir = Dir::with(&[("corpus/people.jsonl", &profiles.join("\n"))]);
    dir.ok("index");
    dir
}

/// The first line of evidence of a person.
fn first(dir: &Dir, query: &str, id: &str) -> String {
    let (_, answer) = run(dir, "", query);
    let hits = answer["hits"].as_array().expect("hits are listed");
    let hit = hits.iter().find(|hit| hit["person"]["id"] == id);
    hit.map_or_else(String::new, |hit| shown(&hit["evidence"][0]))
}

#[test]
fn every_row_of_the_query_language_says_what_matched_and_where() {
    let dir = corpus();
    for (query, id, line) in ROWS {
        assert_eq!(first(&dir, query, id), *line, "{query}");
    }
}

#[test]
fn a_filter_beside_words_has_its_evidence() {
    let dir = corpus();
    let (_, answer) = run(&dir, "", "survey has:email");
    let lines = answer["hits"][0]["evidence"].as_array().expect("evidence");
    let lines: Vec<String> = lines.iter().map(shown).collect();
    assert_eq!(
        lines,
        ["publication arXiv 2025 1 [Survey] survey", "profile [] has:email"]
    );
}

#[test]
fn a_correction_is_said_once() {
    let dir = corpus();
    let printed = dir.vitae("search").arg("coherense").exits(0);
    let said = printed.stderr.matches("`coherence`").count();
    assert_eq!(said, 1, "{}", printed.stderr);
    assert!(!printed.stderr.contains("did you mean"), "{}", printed.stderr);
    // Two of one list, at one place.
    let printed = dir.vitae("search").arg("award:prise,teachin").exits(0);
    assert!(printed.stderr.contains("showing `award:prize,teaching`"));
    // One that is only offered is offered.
    let printed = dir.vitae("search").arg("caches coherense").exits(0);
    assert!(printed.stderr.contains("did you mean: caches coherence"));
}

#[test]
fn a_correction_goes_with_the_other_words() {
    let dir = of_titles(&[
        ("ada", "KV Cache Quantization"),
        ("bob", "A Case Study of Rivers"),
        ("cat", "Case Law and Case Studies"),
        ("dan", "Tumour Growth and Behavioural Modelling"),
    ]);
    for (query, said) in [
        ("KV cash", "KV cache"),
        ("cash", "case"),
        ("cash studies", "case studies"),
        ("KV cash quantisation", "KV cache quantisation"),
    ] {
        let printed = dir.vitae("search").arg(query).exits(0);
        assert!(printed.stderr.contains(said), "{query}: {}", printed.stderr);
    }
}

#[test]
fn either_spelling_finds_the_other() {
    let dir = of_titles(&[
        ("ada", "Quantization of Neighbor Behavior in Tumors"),
        ("bob", "Quantisation of Neighbour Behaviour in Tumours"),
        ("cat", "Œstrogen and the Oesophagus"),
        ("dan", "Estrogen and the Esophagus"),
    ]);
    for (query, people) in [
        ("quantisation", &["ada", "bob"][..]),
        ("quantization", &["ada", "bob"]),
        ("neighbour tumor", &["ada", "bob"]),
        ("\"neighbor behaviour\"", &["ada", "bob"]),
        ("=quantisation", &["bob"]),
        ("esophagus estrogen", &["cat", "dan"]),
        ("oesophagus", &["cat", "dan"]),
    ] {
        let (_, answer) = run(&dir, "", query);
        let hits = answer["hits"].as_array().expect("hits are listed");
        let mut found: Vec<&str> = hits
            .iter()
            .filter_map(|hit| hit["person"]["id"].as_str())
            .collect();
        found.sort_unstable();
        assert_eq!(found, people, "{query}");
        // What was found is marked as it is written.
        let marked = hits.iter().all(|hit| {
            let marks = &hit["evidence"][0]["highlights"];
            marks.as_array().is_some_and(|marks| !marks.is_empty())
        });
        assert!(marked, "{query}: {answer}");
    }
}

#[test]
fn capitals_tell_a_word_from_a_small_one() {
    let dir = of_titles(&[
        ("ada", "IT Security for Hospitals"),
        ("bob", "Security and How to Make It Last: it Matters"),
        ("cat", "Data and US Policy"),
        ("dan", "A Policy for All of us"),
        ("eve", "The Who: A History in Records"),
        ("fay", "MAKING IT COUNT: SECURITY AND POLICY"),
    ]);
    for (query, people, marked) in [
        ("IT security", "ada", "[IT|Security] IT; security"),
        ("security IT", "ada", "[IT|Security] security; IT"),
        ("IT", "ada", "[IT] IT"),
        ("=IT", "ada", "[IT] =IT"),
        ("=it", "ada bob fay", ""),
        ("\"IT\" security", "ada", "[IT|Security] \"IT\"; security"),
        ("it security", "ada bob fay", ""),
        ("IT SECURITY", "ada bob fay", ""),
        ("US policy", "cat", "[US|Policy] US; policy"),
        ("us policy", "cat dan", ""),
        ("policy -US", "dan fay", ""),
        ("The Who", "eve", "[Who] Who"),
    ] {
        assert_eq!(full(&dir, query), people, "{query}");
        let line = first(&dir, query, people);
        assert!(line.ends_with(marked), "{query}: {line}");
    }
}

/// A query, a person, and their first line of evidence.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "cache quantization",
        "cy",
        "publication NeurIPS 2023 2 [Cache|Quantization] cache; quantization",
    ),
    (
        "kv cache quantization",
        "cy",
        "publication NeurIPS 2023 2 [KV-Cache|Quantization] kv; cache; quantization",
    ),
    ("KV-cache", "cy", "publication NeurIPS 2023 2 [KV-Cache] KV; cache"),
    ("kvcache", "cy", "publication NeurIPS 2023 2 [KV-Cache] kvcache"),
    ("CACHES", "ada", "publication ICML 2024 1 [Caches] CACHES"),
    ("muller", "zoe", "publication ICLR 2022 3 [Müller] muller"),
    (
        r#""cache quantization""#,
        "cy",
        r#"publication NeurIPS 2023 2 [Cache|Quantization] "cache quantization""#,
    ),
    (
        "“cache quantization”",
        "cy",
        r#"publication NeurIPS 2023 2 [Cache|Quantization] "cache quantization""#,
    ),
    (
        r#""cache quantization"~4"#,
        "ada",
        r#"publication ICML 2024 1 [Quantized|Caches] "cache quantization"~4"#,
    ),
    (
        r#""coherence time"~4"#,
        "zoe",
        r#"publication ICLR 2022 3 [Coherence|Time] "coherence time"~4"#,
    ),
    ("quantiz*", "ada", "publication ICML 2024 1 [Quantized] quantiz*"),
    (
        "quantizaton~1",
        "zoe",
        "publication ICLR 2022 3 [Quantization] quantizaton~1",
    ),
    ("=LLMs", "ada", "publication arXiv 2025 1 [LLMs] =LLMs"),
    ("llm", "ada", "publication arXiv 2025 1 [LLMs] llm"),
    ("gpus -training", "ada", "publication SODA 2021 1 [GPUs] gpus"),
    ("gpus NOT training", "ada", "publication SODA 2021 1 [GPUs] gpus"),
    ("(icml OR iclr) 2024", "cy", "publication ICML 2024 2 [] icml; 2024"),
    ("survey OR coherence", "ada", "publication arXiv 2025 1 [Survey] survey"),
    (
        "gpus AND training",
        "cy",
        "publication ICML 2021 2 [Training|GPUs] gpus; training",
    ),
    ("venue:icml", "cy", "publication ICML 2021 2 [] venue:icml"),
    ("venue:icml,iclr", "cy", "publication ICML 2021 2 [] venue:icml,iclr"),
    (
        r#"venue:"neural information processing systems""#,
        "cy",
        r#"publication NeurIPS 2023 2 [] venue:"neural information processing systems""#,
    ),
    ("venue:nips", "cy", "publication NeurIPS 2023 2 [] venue:nips"),
    ("year:2024", "ada", "publication ICML 2024 1 [] year:2024"),
    ("year:2021..2022", "ada", "publication SODA 2021 1 [] year:2021..2022"),
    ("year:2025..", "ada", "publication arXiv 2025 1 [] year:2025.."),
    ("year:..2019", "zoe", "publication SODA 2019 3 [] year:..2019"),
    ("year:>=2025", "ada", "publication arXiv 2025 1 [] year:2025.."),
    (
        r#"author:"Bell, A""#,
        "ada",
        r#"publication ICML 2024 1 [Ada Bell] author:"Bell, A""#,
    ),
    (
        r#"author:"Ada Bell""#,
        "ada",
        r#"publication ICML 2024 1 [Ada Bell] author:"Ada Bell""#,
    ),
    (
        r#"author:="Bell, Ada""#,
        "ada",
        r#"publication ICML 2024 1 [Ada Bell] author:="Bell, Ada""#,
    ),
    (
        r#"author:="Bell, A.""#,
        "ada",
        r#"publication SODA 2021 1 [A. Bell] author:="Bell, A.""#,
    ),
    (
        r#"author:^"Dunn, C""#,
        "cy",
        r#"publication NeurIPS 2023 2 [Cy Dunn] author:^"Dunn, C""#,
    ),
    (
        r#"author:^"Dunn, C" gpus"#,
        "ada",
        r#"publication SODA 2021 1 [GPUs] author:^"Dunn, C"; gpus"#,
    ),
    (
        r#"name:"Zoe Muller""#,
        "zoe",
        r#"profile [Zoë Müller] name:"Zoe Muller""#,
    ),
    ("name:王伟", "wei", "profile [王伟] name:王伟"),
    (
        "affiliation:northmoor",
        "ada",
        "profile [Northmoor] affiliation:northmoor",
    ),
    ("affiliation:north*", "ada", "profile [Northmoor] affiliation:north*"),
    ("role:profesor~1", "ada", "profile [Professor] role:profesor~1"),
    ("topic:quantization", "ada", "profile [Quantization] topic:quantization"),
    (r#"topic:="caching""#, "ada", r#"profile [Caching] topic:="caching""#),
    ("title:survey", "ada", "publication arXiv 2025 1 [Survey] title:survey"),
    (
        "title:(sorting gpus)",
        "ada",
        "publication SODA 2021 1 [Sorting|GPUs] title:sorting; title:gpus",
    ),
    ("status:accepted", "zoe", "publication ICLR 2022 3 [] status:accepted"),
    ("role:professor", "ada", "profile [Professor] role:professor"),
    ("award:prize", "ada", "awards 2020 1 [Prize] award:prize"),
    (r#"advisor:"Bell, A""#, "cy", r#"profile [] advisor:"Bell, A""#),
    ("lang:de", "zoe", "profile [] lang:de"),
    ("path:people", "ada", "profile [] path:people"),
    (
        "topic:caching^2 OR topic:architecture",
        "cy",
        "publication NeurIPS 2023 2 [Cache] topic:caching^2",
    ),
    ("has:email", "ada", "profile [] has:email"),
    ("has:orcid", "cy", "profile [] has:orcid"),
    ("量子", "wei", "publication 2020 4 [量子] 量子"),
    ("计算 量子", "wei", "publication 2020 4 [量子计算] 计算; 量子"),
    ("GPT-4", "wei", "publication ICLR 2024 4 [GPT-4] GPT-4"),
    ("gpt4", "wei", "publication ICLR 2024 4 [GPT-4] gpt4"),
    ("2bit", "cy", "publication NeurIPS 2023 2 [2-bit] 2bit"),
    ("2-bit", "cy", "publication NeurIPS 2023 2 [2-bit] 2-bit"),
    ("C++", "zoe", "publication SODA 2019 3 [C++] C++"),
    ("c#", "zoe", "publication SODA 2019 3 [C#] c#"),
    ("ada@example.org", "ada", "profile [] ada@example.org"),
    ("10.1234/abc.5", "ada", "publication arXiv 2025 1 [] 10.1234/abc.5"),
    (
        "doi:10.1234/ABC.5",
        "ada",
        "publication arXiv 2025 1 [] doi:10.1234/ABC.5",
    ),
    (
        "https://doi.org/10.1234/abc.5",
        "ada",
        "publication arXiv 2025 1 [] https://doi.org/10.1234/abc.5",
    ),
    ("end-to-end", "wei", "publication ICLR 2024 4 [end|end] end"),
    (
        "nlp",
        "wei",
        "publication ICLR 2024 4 [natural|language|processing] nlp",
    ),
    (
        "NLP gpt4",
        "wei",
        "publication ICLR 2024 4 [GPT-4|natural|language|processing] NLP; gpt4",
    ),
    ("the of", "zoe", "publication ICLR 2022 3 [the|of] the; of"),
];
