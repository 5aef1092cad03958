//! Many who search while one writes: nobody fails, waits, or sees half a
//! commit.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::damage::times;
use crate::harness::Dir;
use crate::index::profile;

const SEARCHERS: usize = 16;
const PEOPLE: usize = 12;

/// Every file says which version it is of.
fn write(dir: &Dir, version: usize) {
    for i in 0..PEOPLE {
        let title = format!("Sorting in version{version}");
        let name = format!("Ada Bell{}", char::from(b'a' + i as u8));
        let text = profile(&format!("p{i}"), &name, &[&title]);
        dir.write(&format!("corpus/p{i}.jsonl"), text);
    }
}

/// The version that an answer speaks of; a panic where there are two.
fn version(answer: &str) -> usize {
    let answer: serde_json::Value =
        serde_json::from_str(answer).expect("it is JSON");
    let hits = answer["hits"].as_array().expect("it has hits");
    assert_eq!((hits.len(), &answer["total"]), (PEOPLE, &PEOPLE.into()));
    let mut versions = hits.iter().map(|hit| {
        let title = hit["evidence"][0]["title"].as_str().expect("it has one");
        let (_, version) = title.rsplit_once("version").expect("likewise");
        version.parse::<usize>().expect("a number")
    });
    let first = versions.next().expect("there are hits");
    assert!(versions.all(|version| version == first), "torn: {answer}");
    first
}

/// `VITAE_SECONDS` says for how long; a few seconds otherwise.
#[test]
fn sixteen_searchers_and_a_writer() {
    let dir = Dir::new();
    write(&dir, 0);
    dir.ok("index");
    let seconds = times("VITAE_SECONDS", 2);
    let end = Duration::from_secs(u64::try_from(seconds).expect("small"));
    let begin = Instant::now();
    let (over, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let committed = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..SEARCHERS {
            scope.spawn(|| {
                let mut last = 0;
                while !over.load(Ordering::Relaxed) {
                    let words = "search sorting --format json --limit 50";
                    let least = committed.load(Ordering::SeqCst);
                    let now = version(&dir.ok(words));
                    // Never back, and never behind what was committed.
                    assert!(now >= last && now >= least, "{now} {last}");
                    last = now;
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let mut next = 1;
        while begin.elapsed() < end {
            write(&dir, next);
            dir.ok(["index", "index --rebuild"][usize::from(next % 5 == 0)]);
            committed.store(next, Ordering::SeqCst);
            next += 1;
        }
        over.store(true, Ordering::Relaxed);
    });
    let (commits, asked) = (committed.into_inner(), asked.into_inner());
    println!("{asked} answers during {commits} commits");
    assert!(commits > 0 && asked >= SEARCHERS);
}
