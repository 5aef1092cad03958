//! A writer killed at any instant: the index answers as before or as after,
//! is whole, and the next run completes.

use std::time::{Duration, Instant};

use crate::damage::{Numbers, times};
use crate::harness::Dir;
use crate::random::Corpus;

/// What is asked before, between and after.
const QUESTIONS: &[&str] = &[
    "search * --format json --limit 100",
    "search \"sorting by hand\" --format json --limit 100",
    "list venues --format json",
];

fn answers(dir: &Dir) -> Vec<String> {
    QUESTIONS.iter().map(|words| dir.vitae(words).prints()).collect()
}

/// `VITAE_KILLS` says how often; a few times otherwise.
#[test]
fn a_killed_writer_leaves_the_old_index_or_the_new() {
    let dir = Dir::new();
    let mut numbers = Numbers::seeded(11);
    let mut corpus = Corpus::new(&dir, 30, &mut numbers);
    let begin = Instant::now();
    dir.ok("index");
    let mut longest = begin.elapsed();
    let mut before = answers(&dir);
    let (mut old, mut new) = (0, 0);
    for round in 0..times("VITAE_KILLS", 8) {
        for _ in 0..=numbers.below(3) {
            corpus.step(&mut numbers);
        }
        let rebuild = if numbers.below(4) == 0 { " --rebuild" } else { "" };
        let instant = longest.mul_f64(f64::from(share(&mut numbers)) / 100.0);
        dir.vitae(&format!("index{rebuild}")).killed_after(instant);
        let now = answers(&dir);
        let verified = dir.vitae("status --verify").ends();
        assert_eq!(verified.0, Some(0), "round {round}: {verified:?}");
        let begin = Instant::now();
        dir.ok("index");
        longest = longest.max(begin.elapsed()).min(Duration::from_secs(1));
        let after = answers(&dir);
        assert!(now == before || now == after, "round {round}: torn");
        old += usize::from(now == before);
        new += usize::from(now == after);
        if round % 8 == 7 {
            dir.ok("--index whole index --rebuild corpus");
            let whole: Vec<String> = QUESTIONS
                .iter()
                .map(|words| dir.ok(&format!("--index whole {words}")))
                .collect();
            assert!(after == whole, "round {round}: something was lost");
        }
        before = after;
    }
    // Both must have been seen, or the instants say nothing.
    assert!(old > 0 && new > 0, "{old} as before, {new} as after");
}

/// Per cent of the longest run seen; early instants are the likely ones.
fn share(numbers: &mut Numbers) -> u8 {
    let most = 1 + numbers.below(110);
    u8::try_from(numbers.below(most)).expect("it is small")
}
