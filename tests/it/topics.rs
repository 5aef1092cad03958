//! Topics: `topic:`, `--facet topic`, `list topics`.

use serde_json::Value;

use crate::harness::Dir;
use crate::index::profile;

/// Two people who write of one thing under several names.
fn corpus() -> Dir {
    let ada = [
        "Quantizing KV Caches of Transformers",
        "KV-Cache Eviction",
        "A Case Study of Sorting",
        "Key-Value (KV) Stores",
    ];
    let cy = [
        "Key-Value Caches for Serving",
        "KV cache entries that are forgotten",
        "A Case Study of Hashing",
        "Sorting in Place",
    ];
    Dir::with(&[
        ("corpus/a.jsonl", &profile("ada", "Ada Bell", &ada)),
        ("corpus/c.jsonl", &profile("cy", "Cy Dunn", &cy)),
    ])
}

fn json(dir: &Dir, words: &[&str]) -> Value {
    let printed = dir.command(words).exits(0).stdout;
    serde_json::from_str(&printed).expect("it is JSON")
}

#[test]
fn forms_of_a_topic_are_one() {
    let dir = corpus();
    dir.ok("index");
    for typed in
        ["KV cache", "kv-caches", "key-value cache", "Key value Cache"]
    {
        let query = format!("topic:\"{typed}\"");
        let answer = json(&dir, &["search", &query, "--format", "json"]);
        assert_eq!(answer["total"], 2, "{typed}");
        let of = |hit: &Value| hit["evidence"].as_array().map(Vec::len);
        let hits = answer["hits"].as_array().expect("hits");
        let shown: Vec<_> = hits.iter().filter_map(of).collect();
        assert_eq!(shown, [2, 2], "{typed}: {answer}");
    }
    let listed = dir.ok("list topics");
    let caches = "     2  KV caches  4 publications\n";
    assert!(listed.contains(caches), "{listed}");
    assert!(!listed.contains("case study"), "{listed}");
}

/// A list with themes, and references with keywords and an abstract.
fn told() -> Dir {
    let list = "\
# Ada Bell

## Publications

### Delta formation

- Ada Bell and Bo Li. Slow sand under shallow water. ICML, 2021.
- Ada Bell. Why mud moves. In Proceedings of ICML, 2020.

### Flood forecasting

- Cy Dunn and Ada Bell. Predicting high water with radar. NeurIPS, 2022.

### Refereed journal articles

- Ada Bell and Bo Li. Gauges that learn by themselves. Nature, 2023.
";
    let references = "\
@article{x, title={A Study of Things That Move}, author={Roe, Jane},
  journal={Nature}, year={2020}, keywords={glacier dynamics, journal},
  abstract={Ice streams are not surges. We measure ice streams.}}
@article{y, title={Ice Streams Surveyed}, author={Roe, Jane},
  journal={Nature}, year={2021}}
@article{z, title={On Ice Streams}, author={Roe, Jane and Poe, Max},
  journal={Nature}, year={2022}}
@article{u, title={Bed Ice Streams}, author={Roe, Jane and Poe, Max},
  journal={Nature}, year={2023}}
";
    Dir::with(&[("corpus/a.md", list), ("corpus/r.bib", references)])
}

#[test]
fn themes_keywords_and_abstracts_tell_topics() {
    let dir = told();
    dir.ok("index");
    for (topic, titles) in [
        (
            "delta formation",
            &["Slow sand under shallow water", "Why mud moves"][..],
        ),
        ("flood forecasting", &["Predicting high water with radar"]),
        ("glacier dynamics", &["A Study of Things That Move"]),
        (
            "ice streams",
            &[
                "A Study of Things That Move",
                "Bed Ice Streams",
                "Ice Streams Surveyed",
                "On Ice Streams",
            ],
        ),
        // Named once in the abstract.
        ("surges", &[]),
        // The form of what stands there.
        ("refereed journal articles", &[]),
        ("journal", &[]),
    ] {
        let query = format!("topic:\"{topic}\"");
        let words =
            ["search", &query, "--by", "publications", "--format", "json"];
        let printed =
            dir.command(&words).exits(i32::from(titles.is_empty())).stdout;
        let answer: Value = serde_json::from_str(&printed).expect("JSON");
        let hits = answer["hits"].as_array().expect("hits");
        let title = |hit: &Value| {
            let one = &hit["evidence"][0];
            one.get("matched")?;
            one["title"].as_str().map(str::to_owned)
        };
        let mut found: Vec<String> = hits.iter().filter_map(title).collect();
        found.sort();
        assert_eq!(found, titles, "{topic}: {answer}");
    }
    let listed = dir.ok("list topics");
    for line in [
        "     1  delta formation  2 publications\n",
        "     1  flood forecasting  1 publication\n",
        "     1  glacier dynamics  1 publication\n",
    ] {
        assert!(listed.contains(line), "{listed}");
    }
    let parsed = dir.ok("parse corpus/a.md");
    assert!(parsed.contains("  subjects  Delta formation\n"), "{parsed}");
    let shown = dir.ok("show ada-bell");
    assert!(shown.contains("  delta formation   2 "), "{shown}");
}

#[test]
fn as_many_people_are_listed_as_are_found() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    let listed = json(&dir, &["list", "topics", "--format", "json"]);
    let topics = listed["values"].as_array().expect("values");
    assert!(topics.len() > 100, "{}", topics.len());
    for topic in topics.iter().step_by(12) {
        let query =
            format!("topic:\"{}\"", topic["value"].as_str().unwrap_or(""));
        let answer = json(
            &dir,
            &["search", &query, "--format", "json", "--limit", "1"],
        );
        assert_eq!(answer["total"], topic["count"], "{query}");
    }
    let everyone = [
        "search", "*", "--facet", "topic", "--format", "json", "--limit", "1",
    ];
    let facet = &json(&dir, &everyone)["facets"]["topic"];
    for (counted, topic) in facet.as_array().into_iter().flatten().zip(topics)
    {
        assert_eq!(counted["count"], topic["count"]);
    }
}

#[test]
fn topics_do_not_depend_on_the_order_or_on_what_is_kept() {
    let (steps, once) = (Dir::with_corpus(), Dir::with_corpus());
    once.ok("index");
    let expected = once.ok("list topics");
    for part in ["corpus/zirui-liu", "corpus/jason-eisner", "corpus"] {
        steps.ok(&format!("index {part}"));
        steps.ok("list topics");
    }
    assert_eq!(steps.ok("list topics"), expected);
    let generation = steps.path("index/generation-1");
    for file in std::fs::read_dir(&generation).expect("it is there").flatten()
    {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with("topics-") {
            // Cut off, as by a full disk: it is worked out again.
            std::fs::write(file.path(), "cut").expect("it can be written");
        }
    }
    assert_eq!(steps.ok("list topics"), expected);
}
