//! A damaged index: what is wrong with it is said, it is never misread, and
//! a rebuild mends it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::Dir;
use crate::index::profile;

fn corpus() -> Dir {
    let dir = Dir::new();
    let people = ["Ada Bell", "Cy Dunn", "Eve Fox", "Guy Hall", "Ida Jones"];
    for (i, name) in people.iter().enumerate() {
        let id = name.to_lowercase().replace(' ', "-");
        let titles = ["On Sorting", "On Hashing by Hand", "Trees"];
        let text = profile(&id, name, &titles[..1 + i % 3]);
        dir.write(&format!("corpus/{id}.jsonl"), text);
    }
    dir.ok("index --exclude old");
    // Deleted entries, a second segment, records that no longer count.
    let text = profile("ada-bell", "Ada Bell", &["Merging"]);
    dir.write("corpus/ada-bell.jsonl", text);
    dir.ok("index");
    dir
}

const QUESTIONS: &[&str] = &[
    "search * --format json",
    "search \"hashing hand\" --format json --facet venue",
    "search \"author:Bell merging\" --format json",
    "show eve-fox --format json",
    "list people",
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    let paths = entries.map(|entry| entry.expect("likewise").path());
    let mut all: Vec<PathBuf> = paths
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect();
    all.sort();
    all
}

/// A generator of numbers that are the same in every run.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn seeded(seed: u64) -> Numbers {
        Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit.max(1)).expect("it is small");
        usize::try_from(self.0 % limit).expect("it is smaller")
    }
}

/// How often something is done: a few times, or as an environment variable
/// says.
pub(crate) fn times(variable: &str, few: usize) -> usize {
    let times = std::env::var(variable).ok();
    times.map_or(few, |times| times.parse().expect("a number"))
}

#[test]
fn a_flipped_byte_is_found_and_never_a_panic() {
    let dir = corpus();
    let answers = || -> Vec<(Option<i32>, String, String)> {
        QUESTIONS.iter().map(|words| dir.vitae(words).ends()).collect()
    };
    let whole = answers();
    assert!(dir.ok("status --verify").contains("whole"));
    let mut numbers = Numbers::seeded(7);
    let flips = times("VITAE_FLIPS", 2);
    for path in files(&dir.path("index")) {
        let bytes = fs::read(&path).expect("it can be read");
        for _ in 0..flips.min(bytes.len()) {
            let at = numbers.below(bytes.len());
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << numbers.below(8);
            fs::write(&path, &damaged).expect("it can be written");
            let place = format!("byte {at} of {}", path.display());
            let (code, said, err) = dir.vitae("status --verify").ends();
            let found = code == Some(2);
            for (now, before) in answers().iter().zip(&whole) {
                // What is not found must not count.
                assert!(found || now == before, "{place}: {now:?}");
                let ended = matches!(now.0, Some(0..=2));
                assert!(ended && !now.2.contains("panicked"), "{place}");
                assert!(!now.2.contains("fault"), "{place}: {}", now.2);
            }
            assert!(!err.contains("panicked"), "{place}: {err}");
            assert!(!found || err.contains("--rebuild"), "{place}: {err}");
            assert!(found || said.contains("whole"), "{place}: {said}");
        }
        fs::write(&path, &bytes).expect("it can be written");
    }
    assert_eq!(answers(), whole);
}

#[test]
fn a_cut_or_missing_file_is_found() {
    let dir = corpus();
    for path in files(&dir.path("index")) {
        let name = path.file_name().expect("it has one").to_string_lossy();
        if name.contains("lock") {
            continue;
        }
        let bytes = fs::read(&path).expect("it can be read");
        for keep in [Some(bytes.len() / 2), Some(0), None] {
            if keep.is_none() && name == ".managed.json" {
                // Without it nothing is read otherwise.
                continue;
            }
            match keep {
                Some(keep) => fs::write(&path, &bytes[..keep]),
                None => fs::remove_file(&path),
            }
            .expect("it can be");
            let (code, _, err) = dir.vitae("status --verify").ends();
            assert_eq!(code, Some(2), "{name} {keep:?}: {err}");
            assert!(err.contains("vitae index"), "{name} {keep:?}: {err}");
            fs::write(&path, &bytes).expect("it can be written");
        }
    }
    assert!(dir.ok("status --verify").contains("whole"));
}

#[test]
fn a_rebuild_of_a_damaged_index_knows_its_corpus() {
    let dir = corpus();
    dir.rename("corpus", "cvs");
    dir.ok("index --remove corpus");
    dir.ok("index cvs");
    dir.write("index/generation-1/meta.json", "?");
    let said = dir.vitae("search trees").exits(2).stderr;
    assert_eq!(
        said,
        "vitae: index: the index is damaged (meta.json: its checksum does \
         not fit); run `vitae index --rebuild`\n"
    );
    assert_eq!(dir.vitae("index").exits(2).stderr, said);
    assert_eq!(dir.ok("index --rebuild"), "5 added: 5 people\n");
    let status = dir.ok("status --verify");
    assert!(status.contains("--exclude 'old'"), "{status}");
    let current = fs::read_to_string(dir.path("index/current"));
    let other = current.expect("text").replacen("vitae ", "vitae 9", 1);
    dir.write("index/current", other);
    let said = dir.vitae("status --verify").exits(2).stderr;
    assert!(said.contains("another version; run"), "{said}");
    assert_eq!(dir.ok("index --rebuild"), "5 added: 5 people\n");
}

#[test]
fn a_rebuild_of_a_damaged_index_knows_files_by_name() {
    let dir = corpus();
    let text = profile("zoe", "Zoe Hill", &["Heaps"]);
    dir.write("one/zoe.jsonl", text);
    dir.write("list", "one/zoe.jsonl\n");
    dir.ok("index --files-from list");
    let known = dir.ok("list people");
    let meta = "index/generation-1/meta.json";
    dir.write(meta, "?");
    let said = dir.vitae("index --rebuild").exits(0);
    assert_eq!(said.stderr, "");
    assert_eq!(dir.ok("list people"), known);
    let log = dir.path("index/generation-2/files-0");
    let whole = fs::read(&log).expect("it can be read");
    // The last record is of the last path, cut short.
    fs::write(&log, &whole[..whole.len() - 1]).expect("it can be written");
    let said = dir.vitae("index --rebuild").exits(0);
    assert!(said.stderr.contains("name them again"), "{}", said.stderr);
    assert!(!dir.ok("list people").contains("Zoe"));
    dir.ok("index --files-from list");
    assert_eq!(dir.ok("list people"), known);
}
