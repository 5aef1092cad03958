//! `vitae index`: files come, change, move and go; nothing stops a run.

use crate::harness::Dir;

/// A profile as our own JSON, on one line.
pub(crate) fn profile(id: &str, name: &str, titles: &[&str]) -> String {
    let publications: Vec<String> = titles
        .iter()
        .map(|title| {
            format!(
                r#"{{"title":"{title}","authors":[{{"name":"{name}"}}],"venue":"ICML","year":2024}}"#
            )
        })
        .collect();
    format!(
        r#"{{"format_version":1,"id":"{id}","person":{{"name":"{name}"}},"publications":[{}]}}"#,
        publications.join(",")
    )
}

fn three() -> Dir {
    Dir::with(&[
        ("corpus/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting"])),
        ("corpus/cy.jsonl", &profile("cy", "Cy Dunn", &["Hashing"])),
        ("corpus/eve.jsonl", &profile("eve", "Eve Fox", &["Merging"])),
    ])
}

fn people(dir: &Dir) -> Vec<String> {
    let found = ["ada", "bob", "cy", "eve"]
        .iter()
        .filter(|id| {
            let shown = dir.vitae(&format!("show {id} --format jsonl"));
            shown.prints().contains(&format!("\"id\":\"{id}\""))
        })
        .map(|id| (*id).to_owned());
    found.collect()
}

#[test]
fn a_first_run_reads_everything() {
    let dir = three();
    assert_eq!(dir.ok("index"), "3 added: 3 people\n");
    assert_eq!(people(&dir), ["ada", "cy", "eve"]);
}

#[test]
fn a_second_run_reads_nothing() {
    let dir = three();
    dir.ok("index");
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
}

#[test]
fn a_new_file_is_added_alone() {
    let dir = three();
    dir.ok("index");
    dir.write("corpus/bob.jsonl", profile("bob", "Bob Gray", &["Trees"]));
    assert_eq!(dir.ok("index"), "1 added, 3 unchanged: 4 people\n");
    assert_eq!(people(&dir), ["ada", "bob", "cy", "eve"]);
}

#[test]
fn a_changed_file_replaces_what_it_said() {
    let dir = three();
    dir.ok("index");
    dir.write("corpus/cy.jsonl", profile("bob", "Bob Gray", &["Trees"]));
    assert_eq!(dir.ok("index"), "1 changed, 2 unchanged: 3 people\n");
    assert_eq!(people(&dir), ["ada", "bob", "eve"]);
    assert!(dir.ok("show bob").contains("Trees"));
}

#[test]
fn a_file_with_a_new_time_and_old_content_is_unchanged() {
    let dir = three();
    dir.ok("index");
    dir.write("corpus/cy.jsonl", profile("cy", "Cy Dunn", &["Hashing"]));
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
}

#[test]
fn a_deleted_file_takes_its_person_along() {
    let dir = three();
    dir.ok("index");
    dir.remove("corpus/cy.jsonl");
    assert_eq!(dir.ok("index"), "1 removed, 2 unchanged: 2 people\n");
    assert_eq!(people(&dir), ["ada", "eve"]);
    dir.vitae("show cy").exits(2);
}

#[test]
fn a_moved_file_keeps_its_person() {
    let dir = three();
    dir.ok("index");
    dir.rename("corpus/cy.jsonl", "corpus/more/dunn.jsonl");
    assert_eq!(dir.ok("index"), "1 moved, 2 unchanged: 3 people\n");
    assert_eq!(people(&dir), ["ada", "cy", "eve"]);
    assert!(dir.ok("show cy").contains("corpus/more/dunn.jsonl"));
}

#[test]
fn moved_files_are_not_read_and_answer_as_if_they_were() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    for folder in std::fs::read_dir(dir.path("corpus")).unwrap() {
        let name = folder.unwrap().file_name();
        let name = name.to_str().unwrap();
        dir.rename(&format!("corpus/{name}"), &format!("corpus/2025/{name}"));
    }
    // What the path says of the owner counts.
    dir.rename(
        "corpus/2025/zirui-liu/about.md",
        "corpus/2025/mark-steedman/steedman-cv.md",
    );
    dir.ok("index --diagnostics read.jsonl");
    let text = std::fs::read_to_string(dir.path("read.jsonl")).unwrap();
    let (moved, read): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.contains("\"moved\":true"));
    assert!(!text.contains("\"format\":\"\""), "{text}");
    assert_eq!((moved.len(), read.len()), (53, 1), "{read:#?}");
    let answers = || -> Vec<String> {
        [
            "search * --format json --limit 100 --facet venue,topic,year",
            "search \"language models\" --format json --limit 100",
            "search venue:ACL --format json --by publications --limit 200",
            "search has:education --format json --limit 100",
            "search has:positions --format json --limit 100",
            "search lang:de --format json",
            "search path:steedman --format json",
            "list people --format json",
            "list topics --format json",
            "stats --format json",
            "show zirui-liu --format json",
        ]
        .iter()
        .map(|question| dir.vitae(question).prints())
        .collect()
    };
    let before = answers();
    dir.ok("index --rebuild");
    for (moved, read) in before.iter().zip(answers()) {
        assert_eq!(*moved, read);
    }
}

#[test]
fn a_file_that_was_touched_moves_as_others_do() {
    let entry = |key: &str, title: &str| {
        format!(
            "@article{{{key}, title={{{title}}}, year={{2020}}, \
             author={{Roe, Jane and Poe, Max}}, journal={{Nature}}}}\n"
        )
    };
    let list = [("a", "Sand"), ("b", "Mud")].map(|(k, t)| entry(k, t));
    let dir = Dir::with(&[("corpus/in/list.bib", &list.concat())]);
    dir.ok("index");
    // Another time, the same content.
    let path = dir.path("corpus/in/list.bib");
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(dir.ok("index"), "1 unchanged: 1 person\n");
    // Of two who always write together the path tells the owner.
    dir.rename("corpus/in/list.bib", "corpus/jane-roe/list.bib");
    dir.ok("index");
    let moved = dir.ok("list people --format json");
    assert!(moved.contains("Jane Roe"), "{moved}");
    dir.ok("index --rebuild");
    assert_eq!(moved, dir.ok("list people --format json"));
}

#[test]
fn a_rebuild_gives_the_same_index() {
    let dir = three();
    dir.ok("index");
    let before = dir.ok("show ada --format json");
    assert_eq!(dir.ok("index --rebuild"), "3 added: 3 people\n");
    assert_eq!(dir.ok("show ada --format json"), before);
    let generations = std::fs::read_dir(dir.path("index"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count();
    assert_eq!(generations, 1, "the old generation is gone");
}

#[test]
fn what_is_gone_weighs_nothing() {
    let long = "sorting machines of every kind in schools and libraries, ";
    let text = |name: &str, times: usize| {
        format!("# {name}\n\n## Awards\n\n- {}\n", long.repeat(times))
    };
    let dir = Dir::new();
    let names = ["Ada Bell", "Cy Dunn", "Eve Fox", "Gil Hay", "Ida Jay"];
    for (times, name) in (1..).zip(names) {
        let path = format!("corpus/{}.md", name.replace(' ', "-"));
        dir.write(&path, text(name, times * times));
    }
    dir.ok("index");
    dir.remove("corpus/Ida-Jay.md");
    dir.ok("index");
    let search = "search \"sorting schools\" --format json";
    let updated = dir.ok(search);
    dir.ok("index --rebuild");
    assert_eq!(dir.ok(search), updated);
}

#[test]
fn a_dry_run_writes_nothing() {
    let dir = three();
    let said = dir.ok("index --dry-run");
    assert_eq!(
        said,
        "+ corpus/ada.jsonl\n+ corpus/cy.jsonl\n+ corpus/eve.jsonl\n\
         would read 3 files, take away 0, leave 0\n"
    );
    assert!(!dir.path("index").exists());
}

#[test]
fn files_outside_the_named_roots_stay() {
    let dir = three();
    dir.ok("index");
    dir.write("other/bob.jsonl", profile("bob", "Bob Gray", &["Trees"]));
    assert_eq!(dir.ok("index other"), "1 added: 4 people\n");
    assert_eq!(dir.ok("index"), "4 unchanged: 4 people\n");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_indexed() {
    let dir = three();
    dir.write("corpus/empty.md", "");
    dir.write("corpus/picture.md", b"\x00\x01\x02\xff\xfe\x00\x03\x00");
    dir.write("corpus/broken.jsonl", "{\"format_version\":1,");
    dir.write("corpus/data.xyz", "?");
    let printed = dir.vitae("index").exits(0);
    assert_eq!(printed.stdout, "3 added, 4 skipped: 3 people\n");
    let status = dir.ok("status --not-indexed");
    for path in ["empty.md", "picture.md", "broken.jsonl", "data.xyz"] {
        let line = format!("corpus/{path}: ");
        assert!(status.contains(&line), "{path} in {status}");
        assert!(printed.stderr.contains(&line), "{path}");
    }
    assert!(status.contains("corpus/empty.md: empty\n"), "{status}");
    assert_eq!(dir.ok("index"), "7 unchanged, 4 skipped: 3 people\n");
    dir.vitae("index --strict").exits(3);
    assert_eq!(people(&dir), ["ada", "cy", "eve"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_readable_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = three();
    let mode = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(dir.path("corpus/cy.jsonl"), mode).unwrap();
    };
    mode(0o000);
    if std::fs::read(dir.path("corpus/cy.jsonl")).is_ok() {
        // Whoever runs the tests as root may read everything.
        return;
    }
    dir.ok("index");
    let status = dir.ok("status --not-indexed");
    let line = "corpus/cy.jsonl: cannot be read: permission denied\n";
    assert_eq!(status, line);
    mode(0o644);
    assert_eq!(dir.ok("index"), "1 changed, 2 unchanged: 3 people\n");
}

#[test]
fn no_corpus_is_an_error_that_says_what_to_do() {
    let dir = Dir::new();
    let printed = dir.vitae("index").exits(2);
    assert_eq!(
        printed.stderr,
        "vitae: no corpus/ here; name the folder that holds your documents, \
         as in `vitae index my-cvs/`\n"
    );
    assert!(!dir.path("index/current").exists());
}

#[test]
fn an_empty_corpus_is_an_empty_index() {
    let dir = Dir::new();
    dir.write("corpus/.keep", "");
    assert_eq!(dir.ok("index"), "no files: 0 people\n");
    assert_eq!(dir.ok("index"), "no files: 0 people\n");
    dir.vitae("show nobody").exits(2);
}

#[test]
fn no_index_is_an_error_that_says_what_to_do() {
    let dir = Dir::new();
    for words in ["status", "show ada"] {
        let printed = dir.vitae(words).exits(2);
        let said = "vitae: index: no index here; run `vitae index` first\n";
        assert_eq!(printed.stderr, said);
    }
}

#[test]
fn a_second_writer_is_told_of_the_first() {
    let dir = three();
    dir.ok("index");
    let lock = std::fs::OpenOptions::new()
        .write(true)
        .open(dir.path("index/lock"))
        .unwrap();
    lock.lock().unwrap();
    let printed = dir.vitae("index").exits(2);
    assert!(
        printed.stderr.contains("another `vitae index` is writing here"),
        "{}",
        printed.stderr
    );
    // Reading goes on; and a writer that is gone is no obstacle.
    assert_eq!(people(&dir), ["ada", "cy", "eve"]);
    drop(lock);
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
}

#[test]
fn an_index_of_another_version_is_refused_and_rebuilt() {
    let dir = three();
    dir.ok("index");
    dir.write("index/current", "vitae 0 generation-1\n");
    for words in ["index", "status", "show ada"] {
        let printed = dir.vitae(words).exits(2);
        assert_eq!(
            printed.stderr,
            "vitae: index: was written by another version; run `vitae index \
             --rebuild`\n"
        );
    }
    assert_eq!(dir.ok("index --rebuild"), "3 added: 3 people\n");
}

#[test]
fn what_a_killed_writer_left_is_no_part_of_the_index() {
    let dir = three();
    dir.ok("index");
    for log in ["files-0", "identities-0"] {
        let path = format!("index/generation-1/{log}");
        let mut bytes = std::fs::read(dir.path(&path)).unwrap();
        bytes.extend(b"\xffhalf a record");
        dir.write(&path, bytes);
    }
    dir.write("index/generation-9/meta.json", "{");
    dir.write("corpus/bob.jsonl", profile("bob", "Bob Gray", &["Trees"]));
    assert_eq!(dir.ok("index"), "1 added, 3 unchanged: 4 people\n");
    assert_eq!(people(&dir), ["ada", "bob", "cy", "eve"]);
    assert!(!dir.path("index/generation-9").exists());
}

#[test]
fn a_damaged_index_says_so() {
    let dir = three();
    dir.ok("index");
    dir.write("index/generation-1/people-1", "cut");
    let printed = dir.vitae("show ada").exits(2);
    assert!(
        printed.stderr.contains("run `vitae index --rebuild`"),
        "{}",
        printed.stderr
    );
    dir.ok("index --rebuild");
    assert_eq!(people(&dir), ["ada", "cy", "eve"]);
}

#[test]
fn hundreds_of_updates_leave_a_small_state() {
    let dir = three();
    dir.ok("index");
    for i in 0..12 {
        let title = format!("Sorting {i}");
        dir.write("corpus/ada.jsonl", profile("ada", "Ada Bell", &[&title]));
        assert_eq!(dir.ok("index"), "1 changed, 2 unchanged: 3 people\n");
    }
    let shown = dir.ok("show ada");
    assert!(shown.contains("Sorting 11") && !shown.contains("Sorting 10"));
}

#[test]
fn the_folder_we_stand_in_is_a_corpus_without_its_index() {
    let dir = three();
    assert_eq!(dir.ok("index . --yes"), "3 added: 3 people\n");
    assert_eq!(dir.ok("index"), "3 unchanged: 3 people\n");
    dir.remove("corpus/cy.jsonl");
    assert_eq!(dir.ok("index"), "1 removed, 2 unchanged: 2 people\n");
    assert!(dir.ok("show ada").contains(" corpus/ada.jsonl"));
}

#[test]
fn a_rebuild_keeps_to_the_roots_it_knows() {
    let dir = three();
    dir.rename("corpus/cy.jsonl", "other/cy.jsonl");
    dir.ok("index corpus other");
    assert_eq!(dir.ok("index --rebuild"), "3 added: 3 people\n");
    assert_eq!(dir.ok("index --rebuild other"), "1 added: 1 person\n");
    assert_eq!(dir.ok("index"), "1 unchanged: 1 person\n");
}
