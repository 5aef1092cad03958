//! `vitae search`: every row of the query language, end to end, on a small
//! corpus of invented people.

use serde_json::Value;

use crate::harness::{Dir, Printed};
use crate::index::profile;

/// Four invented people as profile JSON Lines.
pub(crate) const CORPUS: &str = r#"
{"format_version":1,"id":"ada","person":{"name":"Ada Bell","emails":["ada@example.org"],"titles":["Professor"],"affiliations":[{"organization":"University of Northmoor","current":true}]},"interests":["Model Quantization","Caching"],"publications":[{"title":"Quantized Caches for Long Inputs","authors":[{"name":"Ada Bell"},{"name":"Cy Dunn"}],"venue":"ICML","year":2024,"status":"published","line":7},{"title":"Sorting on GPUs","authors":[{"name":"Cy Dunn"},{"name":"A. Bell"}],"venue":"SODA","year":2021,"status":"published","line":9},{"title":"A Survey of LLMs","authors":[{"name":"Ada Bell"}],"venue":"arXiv","year":2025,"status":"preprint","doi":"10.1234/abc.5"}],"awards":[{"text":"Northmoor Prize for Teaching 2020","year":2020,"line":30}]}
{"format_version":1,"id":"cy","person":{"name":"Cy Dunn","orcid":"0000-0001-2345-6789","affiliations":[{"organization":"Southfield Institute","current":true}]},"interests":["Computer Architecture"],"publications":[{"title":"KV-Cache Quantization: 2-bit is enough","authors":[{"name":"Cy Dunn"}],"venue":"NeurIPS","year":2023,"status":"published"},{"title":"Training on GPUs","authors":[{"name":"Cy Dunn"},{"name":"Zoë Müller"}],"venue":"ICML","year":2021,"status":"published"},{"title":"Quantized Caches for Long Inputs","authors":[{"name":"Ada Bell"},{"name":"Cy Dunn"}],"venue":"ICML","year":2024,"status":"published"}],"education":[{"degree":"PhD","organization":"Southfield Institute","advisors":["Ada Bell"]}]}
{"format_version":1,"id":"zoe","document":{"language":"de"},"person":{"name":"Zoë Müller","titles":["Lecturer"]},"publications":[{"title":"Cache Coherence and the Quantization of Time","authors":[{"name":"Zoë Müller"}],"venue":"ICLR","year":2022,"status":"accepted"},{"title":"Programming in C++ and C#","authors":[{"name":"Zoë Müller"}],"venue":"SODA","year":2019,"status":"published"}],"talks":[{"text":"The training of robots","line":3}]}
{"format_version":1,"id":"wei","person":{"name":"王伟"},"publications":[{"title":"大模型的量子计算","authors":[{"name":"王伟"}],"year":2020},{"title":"Evaluating GPT-4 on end-to-end natural language processing","authors":[{"name":"Wei Wang"}],"venue":"ICLR","year":2024}]}
"#;

pub(crate) fn corpus() -> Dir {
    let dir = Dir::with(&[("corpus/people.jsonl", CORPUS.trim_start())]);
    dir.ok("index");
    dir
}

pub(crate) fn run(dir: &Dir, options: &str, query: &str) -> (Printed, Value) {
    let exit = |code| {
        let command = dir.vitae(&format!("search --format json {options}"));
        command.arg(query).exits(code)
    };
    // Whether there are hits is told by the exit code too.
    let command = dir.vitae(&format!("search --format json {options}"));
    let answer: Value = serde_json::from_str(&command.arg(query).prints())
        .unwrap_or_else(|err| panic!("{query}: {err}"));
    let none = answer["total"] == 0 && answer["total_partial"] == 0;
    (exit(i32::from(none)), answer)
}

/// The full matches of a query, by identifier, sorted.
pub(crate) fn full(dir: &Dir, query: &str) -> String {
    let (_, answer) = run(dir, "", query);
    let hits = answer["hits"].as_array().expect("hits are listed");
    let mut ids: Vec<&str> = hits
        .iter()
        .filter(|hit| hit["missing"].is_null())
        .map(|hit| hit["person"]["id"].as_str().expect("people have one"))
        .collect();
    assert_eq!(answer["total"], ids.len(), "{query}");
    ids.sort_unstable();
    ids.join(" ")
}

#[test]
fn every_row_of_the_query_language_finds_its_people() {
    let dir = corpus();
    for (query, people) in [
        ("cache quantization", "ada cy zoe"),
        ("kv cache quantization", "cy"),
        ("KV-cache", "cy"),
        ("kvcache", "cy"),
        ("CACHES", "ada cy zoe"),
        ("muller", "cy zoe"),
        ("\"cache quantization\"", "cy"),
        ("“cache quantization”", "cy"),
        ("\"cache quantization\"~4", "ada cy zoe"),
        ("\"coherence time\"~4", "zoe"),
        ("\"coherence time\"~1", ""),
        ("quantiz*", "ada cy zoe"),
        ("quantizaton~1", "ada cy zoe"),
        ("=LLMs", "ada"),
        ("=LLM", ""),
        ("llm", "ada"),
        ("gpus -training", "ada"),
        ("gpus NOT training", "ada"),
        ("-training", "ada wei"),
        ("(icml OR iclr) 2024", "ada cy wei"),
        ("survey OR coherence", "ada zoe"),
        ("gpus AND training", "cy"),
        ("venue:icml", "ada cy"),
        ("venue:icml,iclr", "ada cy wei zoe"),
        ("venue:\"neural information processing systems\"", "cy"),
        ("venue:nips", "cy"),
        ("year:2024", "ada cy wei"),
        ("year:2021..2022", "ada cy zoe"),
        ("year:2025..", "ada"),
        ("year:..2019", "zoe"),
        ("year:>=2025", "ada"),
        ("author:\"Bell, A\"", "ada cy"),
        ("author:\"Ada Bell\"", "ada cy"),
        ("author:=\"Bell, Ada\"", "ada cy"),
        ("author:=\"Bell, A.\"", "ada"),
        ("author:^\"Dunn, C\"", "ada cy"),
        ("author:^\"Dunn, C\" gpus", "ada cy"),
        ("author:^\"Bell, A\" gpus", ""),
        ("name:\"Zoe Muller\"", "zoe"),
        ("name:王伟", "wei"),
        ("affiliation:northmoor", "ada"),
        ("topic:quantization", "ada cy zoe"),
        ("topic:=\"caching\"", "ada"),
        ("title:survey", "ada"),
        ("title:(sorting gpus)", "ada"),
        ("status:accepted", "zoe"),
        ("role:professor", "ada"),
        ("award:prize", "ada"),
        ("advisor:\"Bell, A\"", "cy"),
        ("lang:de", "zoe"),
        ("path:people", "ada cy wei zoe"),
        ("topic:caching^2 OR topic:architecture", "ada cy zoe"),
        ("has:email", "ada"),
        ("has:orcid", "cy"),
        ("*", "ada cy wei zoe"),
        ("量子", "wei"),
        ("计算 量子", "wei"),
        ("GPT-4", "wei"),
        ("gpt4", "wei"),
        ("2bit", "cy"),
        ("2-bit", "cy"),
        ("C++", "zoe"),
        ("c#", "zoe"),
        ("ada@example.org", "ada"),
        ("10.1234/abc.5", "ada"),
        ("doi:10.1234/ABC.5", "ada"),
        ("https://doi.org/10.1234/abc.5", "ada"),
        ("end-to-end", "wei"),
        ("nlp", "wei"),
        ("NLP gpt4", "wei"),
        ("=nlp", ""),
        ("the of", "zoe"),
    ] {
        assert_eq!(full(&dir, query), people, "{query}");
    }
}

#[test]
fn fields_of_a_publication_hold_in_one_publication() {
    let dir = corpus();
    for (query, people) in [
        // Cy has an ICML paper on training, of 2021, and one of 2024.
        ("training venue:icml year:2024", ""),
        ("training venue:icml year:2021", "cy"),
        ("person(training venue:icml year:2024)", "cy"),
        ("venue:icml -quantized", "cy"),
        ("gpus -venue:icml", "ada"),
        ("-venue:icml", "wei zoe"),
        ("quantization affiliation:northmoor year:2024", "ada"),
        ("person(gpus year:2023)", "cy"),
        ("(venue:icml OR venue:iclr) quantized year:2024", "ada cy"),
    ] {
        assert_eq!(full(&dir, query), people, "{query}");
    }
}

#[test]
fn partial_matches_follow_and_say_what_they_lack() {
    let dir = corpus();
    let (_, answer) = run(&dir, "", "cache training");
    assert_eq!(answer["total"], 2, "{answer}");
    assert_eq!(answer["total_partial"], 1);
    assert_eq!(answer["hits"][2]["person"]["id"], "ada");
    assert_eq!(answer["hits"][2]["missing"][0], "training");
    for (query, options) in
        [("cache AND training", ""), ("cache training", "--strict")]
    {
        let (_, answer) = run(&dir, options, query);
        assert_eq!(answer["total"], 2, "{query}");
        assert_eq!(answer["total_partial"], 0, "{query}");
    }
    let (_, answer) = run(&dir, "", "+training cache sorting");
    assert_eq!(answer["total"], 0);
    assert_eq!(answer["total_partial"], 2);
}

#[test]
fn evidence_marks_what_matched() {
    let dir = corpus();
    for (query, marked) in [
        ("quantization", "Quantized"),
        ("\"long inputs\"", "Long Inputs"),
        ("quantiz*", "Quantized"),
        ("inptus~2", "Inputs"),
        ("=caches", "Caches"),
    ] {
        let (_, answer) =
            run(&dir, "", &format!("{query} affiliation:northmoor"));
        let evidence = &answer["hits"][0]["evidence"];
        let all = evidence.as_array().expect("evidence is listed");
        let found = all.iter().any(|line| {
            let text = line["text"].as_str().unwrap_or_default();
            let spans = line["highlights"].as_array().expect("marks");
            let marks: Vec<&str> = spans
                .iter()
                .map(|span| {
                    let at = |i: usize| span[i].as_u64().unwrap_or(0) as usize;
                    &text[at(0)..at(1)]
                })
                .collect();
            marks.join(" ") == marked
        });
        assert!(found, "{query}: {evidence}");
    }
    let (_, answer) = run(&dir, "", "quantized caches long inputs");
    let first = &answer["hits"][0]["evidence"][0];
    assert_eq!(first["kind"], "publication");
    assert_eq!(first["title"], "Quantized Caches for Long Inputs");
    assert_eq!(
        (first["venue"].as_str(), first["year"].as_i64()),
        (Some("ICML"), Some(2024))
    );
    assert_eq!(first["path"], "corpus/people.jsonl");
}

#[test]
fn publications_and_documents_can_be_listed() {
    let dir = corpus();
    let (_, answer) =
        run(&dir, "--by publications --facet venue,year", "long inputs");
    assert_eq!(answer["by"], "publications");
    assert_eq!(answer["total"], 1, "one work in two lists: {answer}");
    let people = answer["hits"][0]["people"].as_array().expect("its people");
    assert_eq!(people.len(), 2);
    assert_eq!(answer["facets"]["venue"][0]["count"], 1);
    let (_, answer) = run(&dir, "--by publications", "*");
    assert_eq!(answer["total"], 9);
    let (_, answer) = run(&dir, "--by documents", "-training");
    assert_eq!(answer["total"], 2);
}

#[test]
fn facets_count_people() {
    let dir = corpus();
    let (_, answer) =
        run(&dir, "--facet venue,year,status,topic,affiliation", "*");
    let count = |field: &str, value: &str| {
        let all =
            answer["facets"][field].as_array().expect("it was asked for");
        let found = all.iter().find(|one| one["value"] == value);
        found.map_or(0, |one| one["count"].as_u64().unwrap_or(0))
    };
    for (field, value, people) in [
        ("venue", "ICML", 2),
        ("venue", "SODA", 2),
        ("year", "2024", 3),
        ("status", "accepted", 1),
        ("topic", "caching", 3),
        ("affiliation", "Southfield Institute", 1),
    ] {
        assert_eq!(count(field, value), people, "{field} {value}: {answer}");
    }
    let years = answer["facets"]["year"].as_array().expect("years");
    let years = years.iter().filter_map(|one| one["value"].as_str());
    let years: Vec<&str> = years.collect();
    assert!(years.len() > 1 && years.is_sorted_by(|a, b| a > b), "{years:?}");
}

#[test]
fn publications_are_counted_by_person_venue_and_year() {
    let dir = Dir::with(&[
        (
            "corpus/ada.bib",
            "@inproceedings{a, author={Ada Bell and Cy Dunn}, title={Moss on \
             the Roofs}, booktitle={ACL}, year={2021}}\n\
             @inproceedings{b, author={Ada Bell}, title={Roofs under \
             Moss}, booktitle={ACL}, year={2023}}\n\
             @inproceedings{c, author={Ada Bell}, title={Lichen in the \
             City}, booktitle={EMNLP}, year={2023}}\n",
        ),
        (
            "corpus/cy.bib",
            "@inproceedings{a, author={Ada Bell and Cy Dunn}, title={Moss on \
             the Roofs}, booktitle={ACL}, year={2021}}\n\
             @misc{d, author={Cy Dunn}, title={Walls without a Place}}\n",
        ),
    ]);
    dir.ok("index");
    assert_eq!(
        dir.ok("stats --by person,venue --format csv"),
        "id,person,venue,publications\n\
         ada-bell,Ada Bell,ACL,2\n\
         ada-bell,Ada Bell,EMNLP,1\n\
         cy-dunn,Cy Dunn,ACL,1\n\
         cy-dunn,Cy Dunn,,1\n"
            .replace('\n', "\r\n")
    );
    // Two list the first one: without people, it counts once.
    assert_eq!(
        dir.ok("stats --by venue,year"),
        "     1  ACL  2023\n     1  ACL  2021\n     1  EMNLP  2023\n     \
         1  –  –\n"
    );
    let moss = dir.ok("stats \"moss year:2022..\" --by person");
    assert_eq!(moss, "     1  Ada Bell  ada-bell\n");
    dir.vitae("stats moss").exits(2);
    dir.vitae("stats nobodysaysthis --by venue").exits(1);
}

#[test]
fn the_order_can_be_chosen_and_pages_fit_together() {
    let dir = corpus();
    let order = |options: &str| -> String {
        let (_, answer) = run(&dir, options, "*");
        let hits = answer["hits"].as_array().expect("hits are listed");
        let ids = hits.iter().filter_map(|hit| hit["person"]["id"].as_str());
        ids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(order("--sort name"), "ada cy zoe wei");
    assert_eq!(order("--limit 2 --offset 1"), {
        let all = order("");
        all.split(' ').skip(1).take(2).collect::<Vec<_>>().join(" ")
    });
    let (_, answer) = run(&dir, "--sort recent", "quantization");
    assert_eq!(answer["hits"][2]["person"]["id"], "zoe", "{answer}");
}

#[test]
fn what_cannot_be_read_is_an_error_with_a_place() {
    let dir = corpus();
    for (query, says) in [
        ("yeer:2020", "did you mean `year:`"),
        ("*tion", "`*` can only stand at the end"),
        ("year:abc", "is no year"),
        ("has:emial", "did you mean `email`"),
        ("venue:", "nothing stands after"),
    ] {
        let printed = dir.vitae("search").arg(query).exits(2);
        assert!(printed.stderr.contains(says), "{query}: {}", printed.stderr);
        assert!(printed.stderr.contains('^'), "{query}: {}", printed.stderr);
        assert_eq!(printed.stdout, "", "{query}");
    }
}

#[test]
fn what_is_read_leniently_leaves_a_note() {
    let dir = corpus();
    for (query, note) in [
        ("\"sorting on", "never closed"),
        ("sorting or hashing", "write `OR`"),
        ("(sorting", "never closed"),
        ("venue: icml", "blank"),
    ] {
        let printed = dir.vitae("search").arg(query).exits(0);
        assert!(printed.stderr.contains(note), "{query}: {}", printed.stderr);
    }
}

#[test]
fn a_typing_error_is_corrected_where_nothing_matches() {
    let dir = corpus();
    let printed = dir.vitae("search").arg("coherense").exits(0);
    assert!(printed.stdout.contains("Zoë Müller"), "{}", printed.stdout);
    assert!(printed.stderr.contains("nothing matches `coherense`"));
    let printed = dir.vitae("search xyzzyqqq").exits(1);
    assert_eq!(printed.stdout, "");
}

#[test]
fn the_query_can_be_explained() {
    let dir = corpus();
    let printed = dir
        .vitae("search --explain-query")
        .arg("quantiz* venue:nips -training")
        .exits(0);
    for part in ["quantiz* venue:nips -training", "quantization", "neurips"] {
        assert!(printed.stdout.contains(part), "{part}: {}", printed.stdout);
    }
    let (_, answer) = run(&dir, "--explain", "cache quantization");
    let words = &answer["hits"][0]["explanation"][0]["words"];
    assert!(words.as_array().is_some_and(|all| all.len() >= 2), "{answer}");
}

#[test]
fn a_word_typed_twice_stands_near_itself_in_any_form() {
    let title = "Walks on Trees that Walk";
    let dir = Dir::new();
    dir.write("corpus/a.jsonl", profile("ada", "Ada Bell", &[title]));
    dir.ok("index");
    for query in ["walking walking", "walk walk"] {
        let (_, answer) = run(&dir, "--explain", query);
        let words = &answer["hits"][0]["explanation"][0]["words"];
        assert!(words.to_string().contains(" near "), "{query}: {answer}");
    }
}

#[test]
fn every_output_format_writes_the_hits() {
    let dir = corpus();
    for (format, part) in [
        ("text", "Quantized Caches for Long Inputs"),
        ("table", "Ada Bell"),
        ("jsonl", "\"rank\":1"),
        ("csv", "rank,score,id,name"),
        ("bibtex", "@inproceedings{bell2024quantized,"),
        ("trec", " Q0 ada "),
    ] {
        let options = format!("search --format {format}");
        let printed = dir.vitae(&options).arg("quantized caches").exits(0);
        assert!(printed.stdout.contains(part), "{format}: {}", printed.stdout);
    }
    dir.write("queries.tsv", "q1\tcaches\nq2\tyeer:2\nq3\tsorting\n");
    let printed =
        dir.vitae("search --queries queries.tsv --format trec").exits(0);
    assert!(
        printed.stdout.contains("q1 Q0 ")
            && printed.stdout.contains("q3 Q0 ada")
    );
    assert!(printed.stderr.contains("q2: no field `yeer`"));
}

#[test]
fn nothing_of_a_document_reaches_the_terminal_raw() {
    let evil = r#"{"format_version":1,"id":"e","person":{"name":"Eve \u001b[31m\u202eFox"},"publications":[{"title":"Escape \u001b]0;x\u0007 codes\nand lines"}]}"#;
    let dir = Dir::with(&[("corpus/e.jsonl", evil)]);
    dir.ok("index");
    for format in ["text", "table", "json", "jsonl", "csv", "bibtex", "trec"] {
        let options = format!("search escape --format {format}");
        let printed = dir.ok(&options);
        let raw = |c: char| c.is_control() && c != '\n' && c != '\r';
        assert!(!printed.contains(raw), "{format}: {printed:?}");
        assert!(!printed.contains('\u{202e}'), "{format}");
    }
}

#[test]
fn no_index_yet_is_built_first() {
    let dir = Dir::with(&[("corpus/people.jsonl", CORPUS.trim_start())]);
    let printed = dir.vitae("search coherence").exits(0);
    assert!(printed.stderr.contains("indexing corpus/ first"));
    let empty = Dir::new();
    let printed = empty.vitae("search x").exits(2);
    assert!(
        printed.stderr.contains("`vitae index my-cvs/`"),
        "{}",
        printed.stderr
    );
}

#[test]
fn the_corpus_can_be_listed() {
    let dir = corpus();
    for (what, part) in [
        ("venues", "     2  ICML"),
        ("years", "     3  2024"),
        ("topics", "     3  caching  3 publications"),
        ("people", "Ada Bell"),
        ("affiliations", "     1  University of Northmoor"),
    ] {
        let printed = dir.ok(&format!("list {what}"));
        assert!(printed.contains(part), "{what}: {printed}");
    }
}

#[test]
fn a_note_stands_in_text_and_in_json() {
    let words = |first: &str| {
        let letters = ('a'..='z')
            .flat_map(|a| ('a'..='e').map(move |b| format!("{a}{b}")));
        letters.map(|end| format!("{first}{end}")).collect::<Vec<_>>()
    };
    let title = words("stor").join(" ");
    let person = crate::index::profile("ada", "Ada Bell", &[&title]);
    let dir = Dir::with(&[("corpus/people.jsonl", &person)]);
    dir.ok("index");
    for (query, note) in [
        ("stor*", "`stor*` fits too many words"),
        ("storac~2", "`storac~2` fits too many words"),
        ("title:stor*", "`title:stor*` fits too many words"),
        ("/stora./", "not as a regular expression"),
        ("storaa | x", "write `OR`"),
    ] {
        let (printed, answer) = run(&dir, "", query);
        let notes = answer["notes"].to_string();
        assert!(notes.contains(note), "{query}: {notes}");
        assert!(printed.stderr.contains(note), "{}", printed.stderr);
        let (_, said) = dir.vitae("search").arg(query).shows();
        assert!(said.contains(note), "{query}: {said}");
    }
    // Words of titles do not crowd out those of another field.
    let bob = crate::index::profile("bob", "Bob Roe", &["Sorting"]).replace(
        r#""name":"Bob Roe"}"#,
        r#""name":"Bob Roe","affiliations":[{"organization":"Storzz College"}]}"#,
    );
    dir.write("corpus/bob.jsonl", bob);
    dir.ok("index");
    for query in ["storaa*", "affiliation:stor*", "affiliation:storz~2"] {
        let (_, answer) = run(&dir, "", query);
        assert_eq!(answer["notes"].to_string(), "[]", "{query}");
        assert_eq!(answer["total"], 1, "{query}");
    }
}

#[test]
fn who_has_no_name_goes_by_their_identifier() {
    let nameless = r#"{"format_version":1,"id":"cv-7","publications":[{"title":"Sorting","venue":"ICML","year":2024}]}"#;
    let named = crate::index::profile("ada", "Zoe Bell", &["Sorting"]);
    let people = format!("{nameless}\n{named}\n");
    let dir = Dir::with(&[("corpus/people.jsonl", &people)]);
    dir.ok("index");
    for options in ["", " --evidence 0", " --sort name"] {
        let text = dir.ok(&format!("search sorting{options}"));
        assert!(text.contains("  cv-7\n"), "{options}: {text}");
        let json = dir.ok(&format!("search sorting --format json{options}"));
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let people = json["hits"].as_array().expect("hits").iter();
        let mut people = people.map(|hit| &hit["person"]);
        let cv = people.find(|person| person["id"] == "cv-7");
        assert!(cv.expect("it is found")["name"].is_null(), "{json}");
    }
    assert_eq!(
        dir.ok("stats --by person"),
        "     1  cv-7  cv-7\n     1  Zoe Bell  ada\n"
    );
}

#[test]
fn an_answer_does_not_tell_how_many_threads_there_are() {
    let dir = corpus();
    let query = "quantization OR training OR caching OR gpus OR 2024";
    let answer = |jobs: u32| {
        let options = format!("search --format json --facet venue -j{jobs}");
        dir.vitae(&options).arg(query).exits(0).stdout
    };
    let alone = answer(1);
    assert!([2, 3, 7].iter().all(|jobs| answer(*jobs) == alone));
}
