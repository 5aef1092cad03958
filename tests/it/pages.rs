//! A page of an answer is worked out without scoring those who cannot be on
//! it: it must be the part of the whole list that it says it is.

use rayon::prelude::*;
use vitae::index::Snapshot;
use vitae::search::{Answer, Engine, Request};

use crate::damage::{Numbers, times};
use crate::harness::Dir;
use crate::random::Corpus;

const WORDS: &[&str] = &[
    "sorting",
    "hand",
    "networks",
    "parsing",
    "survey",
    "trees",
    "few",
    "large",
    "language",
    "models",
    "LLM",
    "graph",
    "neural",
    "KV",
    "cache",
    "quantization",
    "examples",
    "speech",
    "bell",
    "zhang",
    "icml",
    "acl",
    "sort*",
    "parsng~1",
    "\"by hand\"",
    "\"language models\"",
    "nothing",
    "sorting^3",
    "trees^0.2",
    "venue:acl",
    "year:2010..2020",
    "-survey",
    "+parsing",
    "author:bell",
    "title:sorting",
    "(parsing OR trees)",
    "person(venue:icml)",
    "=Sorting",
];

/// `VITAE_SEQUENCES` says how many corpora; a few otherwise.
#[test]
fn a_page_is_a_part_of_the_whole_list() {
    let corpora = 0..times("VITAE_SEQUENCES", 2);
    corpora.into_par_iter().for_each(|corpus| {
        let seed = u64::try_from(corpus).expect("it is small");
        let mut numbers = Numbers::seeded(900 + seed);
        let dir = Dir::new();
        let files = 5 + numbers.below(60);
        Corpus::new(&dir, files, &mut numbers);
        dir.ok("index corpus");
        let snapshot = Snapshot::open(&dir.path("index"));
        let snapshot = snapshot.expect("it is built");
        let engine = Engine::new(snapshot).expect("it can be searched");
        (0..150).for_each(|_| page_is_a_part(&engine, &mut numbers));
    });
}

/// Beginnings of words score nothing: all tie, and are listed by name, which
/// is not the order of their files.
#[test]
fn a_page_of_equals_is_a_part_of_the_whole_list() {
    let dir = Dir::new();
    for (at, name) in ('a'..='z').zip(('A'..='Z').rev()) {
        let cv = format!(
            "# {name}da Roe\n\n## Publications\n\n\
             - {name}da Roe. Sorting by hand, {at}. ACL 2019.\n"
        );
        dir.write(&format!("corpus/{at}.md"), &cv);
    }
    dir.ok("index corpus");
    let snapshot = Snapshot::open(&dir.path("index"));
    let engine = Engine::new(snapshot.expect("it is built"));
    let engine = engine.expect("it can be searched");
    for limit in 1..26 {
        is_a_part(&engine, "title:sort*", 0, limit);
    }
}

fn page_is_a_part(engine: &Engine, numbers: &mut Numbers) {
    let words = (0..1 + numbers.below(5))
        .map(|_| WORDS[numbers.below(WORDS.len())])
        .collect::<Vec<_>>();
    let (offset, limit) = (numbers.below(6), numbers.below(5));
    is_a_part(engine, &words.join(" "), offset, limit);
}

fn is_a_part(engine: &Engine, query: &str, offset: usize, limit: usize) {
    let all = Request {
        query: query.to_owned(),
        limit: usize::MAX,
        ..Request::default()
    };
    let page = Request { offset, limit, ..all.clone() };
    let (all, page) = (engine.search(&all), engine.search(&page));
    let (all, page) = (all.expect("it is read"), page.expect("it is read"));
    let part: Vec<String> = all.hits.iter().map(told).collect();
    let (from, to) = (offset.min(part.len()), part.len());
    let part = &part[from..to.min(offset + limit)];
    let shown: Vec<String> = page.hits.iter().map(told).collect();
    assert_eq!(shown, part, "{} from {offset}, {limit}", all.query);
    let rest = |answer: &Answer| {
        let Answer { total, total_partial, explained, .. } = answer;
        format!("{total} {total_partial} {explained:?}")
    };
    assert_eq!(rest(&all), rest(&page), "{}", all.query);
}

/// All that is said of a hit, scores to the last bit.
fn told(hit: &vitae::search::Hit) -> String {
    format!("{hit:?}")
}
