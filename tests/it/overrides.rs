//! What a user says of people, in `vitae.toml` and beside files: it holds
//! against the documents, survives every run, and comes off again.

use crate::harness::Dir;

/// A page about somebody, with an address and a paper.
fn page(name: &str, email: &str, title: &str) -> String {
    format!(
        "# {name}\n\n{email}\n\nExample University\n\n## Publications\n\n\
         - {name}, Cy Dunn. {title}. In ICML 2023.\n"
    )
}

fn corpus() -> Dir {
    let page = |name, email, title| page(name, email, title);
    Dir::with(&[
        (
            "corpus/a.md",
            &page("Ada Bell", "ada@example.org", "Sorting sets in time"),
        ),
        (
            "corpus/m.md",
            &page("Ada Miller", "am@example.org", "Hashing bags in space"),
        ),
        (
            "corpus/e.md",
            &page("Eve Fox", "eve@example.org", "Merging lists of lists"),
        ),
    ])
}

/// Everyone, as `name: documents`, after the index is brought up to date;
/// a rebuild must say the same.
fn people(dir: &Dir) -> Vec<String> {
    dir.ok("index");
    let list = |dir: &Dir| -> Vec<String> {
        let json = dir.vitae("list people --format jsonl").prints();
        let value = |line: &str| -> serde_json::Value {
            serde_json::from_str(line).expect("it is JSON")
        };
        json.lines()
            .map(value)
            .map(|v| {
                format!("{}: {}", v["value"], v["count"]).replace('"', "")
            })
            .collect()
    };
    let found = list(dir);
    dir.ok("index --rebuild");
    assert_eq!(found, list(dir), "a rebuild says something else");
    found
}

fn found(dir: &Dir, query: &str) -> usize {
    let words = ["search", query, "--format", "trec", "--strict"];
    dir.command(&words).prints().lines().count()
}

#[test]
fn documents_are_made_one_persons() {
    let dir = corpus();
    assert_eq!(people(&dir), ["Ada Bell: 1", "Ada Miller: 1", "Eve Fox: 1"]);
    for is in [
        r#"["Ada Bell", "am@example.org"]"#,
        r#"["a.md", "corpus/m.md"]"#,
        r#"["ada@example.org", "Miller, Ada"]"#,
    ] {
        let text =
            format!("[[person]]\nis = {is}\nname = \"Ada Bell-Miller\"\n");
        dir.write("vitae.toml", text);
        assert_eq!(people(&dir), ["Ada Bell-Miller: 2", "Eve Fox: 1"], "{is}");
        let shown = dir.ok("show \"Ada Bell-Miller\"");
        assert!(shown.contains("Sorting sets") && shown.contains("Hashing"));
        assert_eq!(found(&dir, "name:bell-miller"), 1);
    }
    dir.remove("vitae.toml");
    assert_eq!(people(&dir), ["Ada Bell: 1", "Ada Miller: 1", "Eve Fox: 1"]);
}

#[test]
fn documents_are_taken_apart() {
    let dir = corpus();
    // One folder, one name, one address: for all we know, one person.
    for (path, title) in [("x", "Sums of sums"), ("y", "Cells in mice")] {
        let text = page("Bo Roe", "roe@example.org", title);
        dir.write(&format!("corpus/roe/{path}.md"), text);
    }
    assert!(people(&dir).contains(&"Bo Roe: 2".to_owned()));
    for text in [
        "[[person]]\nis = \"Bo Roe\"\nnot = \"roe/y.md\"\n",
        "[[person]]\nis = \"roe/x.md\"\nid = \"bo-roe-sums\"\n\
         [[person]]\nis = \"roe/y.md\"\nid = \"bo-roe-mice\"\n",
    ] {
        dir.write("vitae.toml", text);
        let bos = people(&dir).into_iter().filter(|p| p == "Bo Roe: 1");
        assert_eq!(bos.count(), 2, "{text}");
    }
    assert!(dir.ok("show bo-roe-mice").contains("Cells in mice"));
}

#[test]
fn tags_are_found_and_shown() {
    let dir = corpus();
    dir.write(
        "vitae.toml",
        "[[person]]\nis = \"eve@example.org\"\n\
         tags = [\"Short List\", \"nlp\"]\norcid = \"0000-0002-1825-0097\"\n",
    );
    assert_eq!(dir.ok("index"), "3 added: 3 people\n");
    assert_eq!(found(&dir, "tag:\"short list\""), 1);
    assert_eq!(found(&dir, "tag:nlp has:orcid"), 1);
    assert_eq!(found(&dir, "tag:other"), 0);
    let shown = dir.ok("show \"Eve Fox\"");
    assert!(shown.contains("Short List, nlp"), "{shown}");
    assert!(shown.contains("0000-0002-1825-0097"));
    // Only the file of whom it names is read again.
    dir.write("vitae.toml", "[[person]]\nis = \"Eve Fox\"\ntags = \"x\"\n");
    assert_eq!(dir.ok("index"), "1 changed, 2 unchanged: 3 people\n");
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
    assert_eq!(found(&dir, "tag:nlp"), 0);
    assert_eq!(found(&dir, "tag:x"), 1);
    // A moved file takes them along.
    dir.rename("corpus/e.md", "corpus/old/eve.md");
    dir.ok("index");
    assert_eq!(found(&dir, "tag:x"), 1);
}

#[test]
fn hidden_addresses_are_nowhere() {
    let dir = corpus();
    dir.ok("index");
    let contact = || dir.ok("show \"Eve Fox\" --contact");
    assert!(contact().contains("eve@example.org"));
    dir.write(
        "corpus/e.md.vitae.toml",
        "# asked in May\nhide-contact = true\n",
    );
    assert_eq!(dir.ok("index"), "1 changed, 2 unchanged: 3 people\n");
    assert!(!contact().contains("eve@example.org"));
    assert_eq!(found(&dir, "name:fox has:email"), 0);
    assert!(!dir.vitae("search eve@example.org").prints().contains("Fox"));
    dir.remove("corpus/e.md.vitae.toml");
    assert_eq!(dir.ok("index"), "1 changed, 2 unchanged: 3 people\n");
    assert!(contact().contains("eve@example.org"));
}

#[test]
fn words_beside_a_file_hold_for_it() {
    let dir = corpus();
    dir.write("corpus/a.md.vitae.toml", "name = \"Ada L. Bell\"\n");
    assert_eq!(people(&dir)[0], "Ada L. Bell: 1");
    dir.write("corpus/a.md.vitae.toml", "nam = \"Ada\"\n");
    let printed = dir.vitae("index").exits(0);
    assert!(
        printed.stderr.contains(
            "corpus/a.md.vitae.toml:1:1: a person has \
                                 no key `nam`"
        ),
        "{}",
        printed.stderr
    );
    // Rather left out than shown as its words forbid.
    assert_eq!(printed.stdout, "2 unchanged, 1 skipped: 2 people\n");
    dir.write("corpus/a.md.vitae.toml", "forget = true\n");
    dir.vitae("index").exits(0);
    assert_eq!(found(&dir, "name:bell"), 0);
    dir.remove("corpus/a.md.vitae.toml");
    assert_eq!(people(&dir)[0], "Ada Bell: 1");
}

#[test]
fn the_forgotten_stay_forgotten() {
    let dir = corpus();
    dir.ok("index");
    dir.write("vitae.toml", "# mine\njobs = 2\n");
    let asked = dir.vitae("forget \"Eve Fox\"").exits(2).stderr;
    assert!(asked.contains("say so with --yes"), "{asked}");
    let told = dir.ok("forget \"Eve Fox\" --yes");
    assert_eq!(
        told,
        "wrote to vitae.toml: forget Eve Fox (eve-fox, 1 file), known by\n  \
         eve@example.org\n  e.md\n2 unchanged, 1 skipped: 2 people\n"
    );
    let text = std::fs::read_to_string(dir.path("vitae.toml")).expect("text");
    assert_eq!(
        text,
        "# mine\njobs = 2\n\n[[person]]\nis = [\n    \"eve@example.org\",\n    \
         \"e.md\",\n]\nforget = true\n"
    );
    assert_eq!(found(&dir, "merging lists"), 0);
    dir.vitae("show eve-fox").exits(2);
    let left_out = dir.ok("status --not-indexed");
    assert!(left_out.contains("forgotten, as vitae.toml:"), "{left_out}");
    // Neither a rebuild nor another file brings them back.
    dir.write(
        "corpus/new/cv.md",
        page("E. Fox", "eve@example.org", "Trees of trees"),
    );
    assert_eq!(people(&dir), ["Ada Bell: 1", "Ada Miller: 1"]);
    dir.vitae("index --strict").exits(0);
    dir.write("vitae.toml", "");
    let mut back = people(&dir);
    back.sort();
    assert_eq!(back.len(), 3, "{back:?}");
    assert_eq!(found(&dir, "merging lists"), 1);
}

#[test]
fn the_forgotten_of_another_folder_stay_forgotten() {
    let dir = corpus();
    dir.write("vitae.toml", "[[person]]\nis = \"Eve Fox\"\nforget = true\n");
    let corpus = dir.path("corpus");
    let index = dir.path("kept");
    let words = [
        "--index",
        index.to_str().expect("text"),
        "index",
        corpus.to_str().expect("text"),
    ];
    dir.command(&words).exits(0);
    std::fs::create_dir(dir.path("elsewhere")).expect("a new folder");
    let again = dir.command(&[&words[..3], &["--rebuild"]].concat());
    let printed = again.within("elsewhere").exits(0).stdout;
    assert!(printed.ends_with("1 skipped: 2 people\n"), "{printed}");
}

#[test]
fn what_names_nobody_is_said() {
    let dir = corpus();
    dir.write(
        "vitae.toml",
        "[[person]]\nis = [\"Eve Fxo\", \"e.md\"]\nnot = \"x.md\"\n",
    );
    dir.ok("index");
    dir.write(
        "vitae.toml",
        "[[person]]\nis = [\"Eve Fxo\", \"e.md\"]\nnot = \"gone/cv.pdf\"\n",
    );
    let said = dir.vitae("index").exits(0).stderr;
    assert_eq!(
        said,
        "warning: vitae.toml:2:7: `Eve Fxo` names nobody; did you mean `Eve \
         Fox`?\nwarning: vitae.toml:3:7: `gone/cv.pdf` names nobody\n"
    );
    assert_eq!(dir.vitae("index").exits(0).stderr, "");
    dir.write("vitae.toml", "[[person]]\nname = \"Eve\"\n");
    let wrong = dir.vitae("index").exits(2).stderr;
    assert!(wrong.contains("a person needs `is`: who it is"), "{wrong}");
}
