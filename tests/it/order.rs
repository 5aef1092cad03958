//! Threads and the order of files change no answer.

use crate::harness::Dir;
use crate::index::profile;

const NAMES: &[&str] = &[
    "Ada Bell",
    "Cy Dunn",
    "Eve Fox",
    "Guy Hall",
    "Ida Jones",
    "Kim Lane",
    "May North",
    "Otto Price",
    "Quin Rose",
    "Sue Tate",
    "Una Vale",
];

fn corpus() -> Dir {
    let dir = Dir::new();
    for (i, name) in NAMES.iter().enumerate() {
        let id = name.to_lowercase().replace(' ', "-");
        let titles = ["On Sorting", "On Hashing by Hand"];
        let titles = &titles[..1 + i % 2];
        dir.write(
            &format!("corpus/{i}/{id}.jsonl"),
            profile(&id, name, titles),
        );
    }
    dir
}

#[test]
fn one_thread_and_eight_give_the_same_answers() {
    let (one, eight) = (corpus(), corpus());
    one.ok("index --jobs 1");
    eight.ok("index --jobs 8");
    for name in NAMES {
        for format in ["text", "json"] {
            let words = format!("show \"{name}\" --format {format}");
            assert_eq!(one.ok(&words), eight.ok(&words));
        }
    }
}

#[test]
fn step_by_step_and_at_once_give_the_same_answers() {
    let (steps, once) = (corpus(), corpus());
    for i in (0..NAMES.len()).rev() {
        steps.ok(&format!("index corpus/{i}"));
    }
    once.ok("index corpus");
    for name in NAMES {
        let words = format!("show \"{name}\" --format json");
        assert_eq!(steps.ok(&words), once.ok(&words));
    }
}
