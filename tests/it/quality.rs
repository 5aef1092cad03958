//! The project's own corpus against its gold: how well it is read, and whom
//! its queries find.
//!
//! `cargo test --test it quality -- --nocapture` prints every miss.
#![allow(clippy::print_stdout, reason = "the misses, for whoever asks")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use vitae::model::{
    Author, PersonName, Profile, Publication, Status, fold_name,
};

use crate::harness::Dir;

/// The least share that must be right of each thing the gold names.
const FLOORS: [(What, f64); 9] = [
    (What::Found, 0.985),
    (What::Sound, 0.985),
    (What::Title, 0.98),
    (What::Authors, 0.95),
    (What::Venue, 0.99),
    (What::Year, 0.99),
    (What::Status, 0.99),
    (What::Owner, 0.99),
    (What::Email, 1.0),
];

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Publications of the gold that were found.
    Found,
    /// Publications read that the gold has too.
    Sound,
    /// Titles, to the letter.
    Title,
    /// Surnames of the authors, all of them and no others.
    Authors,
    /// The venue, under any of its names.
    Venue,
    Year,
    Status,
    /// The name of whom the document is about.
    Owner,
    Email,
}

/// What a document says.
#[derive(Deserialize)]
struct Gold {
    doc: String,
    name: String,
    #[serde(default)]
    name_variants: Vec<String>,
    #[serde(default)]
    emails: Vec<String>,
    publications: Vec<GoldPublication>,
}

#[derive(Deserialize)]
struct GoldPublication {
    title: String,
    authors: Vec<String>,
    venue: Option<String>,
    #[serde(default)]
    venues_also: Vec<String>,
    year: Option<i32>,
    status: Option<Status>,
}

/// What was right, of how many.
#[derive(Default)]
struct Tally {
    counts: [(usize, usize); FLOORS.len()],
}

impl Tally {
    fn add(&mut self, what: What, is_right: bool, miss: impl Fn() -> String) {
        let (right, all) = &mut self.counts[what as usize];
        *right += usize::from(is_right);
        *all += 1;
        if !is_right {
            println!("  {what:?}: {}", miss());
        }
    }

    fn share(&self, what: What) -> f64 {
        let (right, all) = self.counts[what as usize];
        if all == 0 { 1.0 } else { right as f64 / all as f64 }
    }

    /// Fails where a share is below its floor.
    fn check(&self) {
        let mut below = Vec::new();
        for (what, floor) in FLOORS {
            let (right, all) = self.counts[what as usize];
            let share = self.share(what);
            let line = format!("{what:?}: {right} of {all}, {share:.3}");
            println!("{line}, at least {floor}");
            if share < floor {
                below.push(line);
            }
        }
        assert!(below.is_empty(), "below their floors:\n{}", below.join("\n"));
    }
}

fn fixture(path: &str) -> PathBuf {
    let root = env!("CARGO_MANIFEST_DIR");
    PathBuf::from(root).join("tests/fixtures").join(path)
}

/// Every gold of the corpus, by path.
fn golds() -> Vec<Gold> {
    golds_of("corpus-gold")
}

/// Every gold of a folder of fixtures, by path.
fn golds_of(folder: &str) -> Vec<Gold> {
    let folder = fs::read_dir(fixture(folder)).expect("it is there");
    let mut paths: Vec<PathBuf> =
        folder.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("it can be read");
        serde_json::from_str(&text)
            .unwrap_or_else(|err| panic!("{}: {err}", path.display()))
    };
    paths.iter().map(read).collect()
}

/// Words, however they are written.
fn folded(text: &str) -> String {
    fold_name(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A venue without its year: `ACL 2019`, `ACL`.
fn venue_key(text: &str) -> String {
    let is_year = |word: &str| {
        word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
    };
    let words = text.split_whitespace().filter(|word| !is_year(word));
    folded(&words.collect::<Vec<_>>().join(" "))
}

fn surname(name: &str) -> String {
    PersonName::parse(name)
        .map_or_else(|| folded(name), |name| folded(name.family()))
}

/// Whether two titles are of one work, wholly read or not.
fn is_alike(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    a == b
        || (short.chars().count() >= 20
            && long.contains(short.as_str())
            && short.len() * 5 > long.len() * 2)
}

fn compare(gold: &Gold, profile: &Profile, tally: &mut Tally) {
    println!("{}", gold.doc);
    let owner = profile.person.name.as_deref().unwrap_or_default();
    let names = gold.name_variants.iter().chain([&gold.name]);
    let names: BTreeSet<String> = names.map(|name| folded(name)).collect();
    tally.add(What::Owner, names.contains(&folded(owner)), || {
        format!("{owner:?} for {:?}", gold.name)
    });
    for email in &gold.emails {
        let emails = &profile.person.emails;
        tally.add(What::Email, emails.contains(email), || email.clone());
    }
    let mut unused: Vec<&Publication> = profile.publications.iter().collect();
    for wanted in &gold.publications {
        let exact = unused
            .iter()
            .position(|read| folded(&read.title) == folded(&wanted.title));
        let place = exact.or_else(|| {
            unused.iter().position(|read| is_alike(&read.title, &wanted.title))
        });
        let read = place.map(|place| unused.remove(place));
        tally.add(What::Found, read.is_some(), || wanted.title.clone());
        if let Some(read) = read {
            compare_publication(wanted, read, tally);
        }
    }
    for read in &profile.publications {
        let is_extra = unused.iter().any(|other| std::ptr::eq(*other, read));
        tally.add(What::Sound, !is_extra, || read.title.clone());
    }
}

fn compare_publication(
    wanted: &GoldPublication,
    read: &Publication,
    tally: &mut Tally,
) {
    let title = wanted.title.as_str();
    let has_title = folded(&read.title) == folded(title);
    tally.add(What::Title, has_title, || {
        format!("{:?} for {title:?}", read.title)
    });
    let have: Vec<String> =
        read.authors.iter().map(|Author { name, .. }| surname(name)).collect();
    let want: Vec<String> =
        wanted.authors.iter().map(|name| surname(name)).collect();
    let sorted = |names: &[String]| -> BTreeSet<String> {
        names.iter().cloned().collect()
    };
    tally.add(What::Authors, sorted(&have) == sorted(&want), || {
        format!("{have:?} for {want:?} of {title:?}")
    });
    let keys = [&read.venue, &read.venue_name, &read.venue_raw];
    let keys: Vec<String> =
        keys.into_iter().flatten().map(|venue| venue_key(venue)).collect();
    let names = wanted.venue.iter().chain(&wanted.venues_also);
    let has_venue = match &wanted.venue {
        Some(_) => names.into_iter().any(|v| keys.contains(&venue_key(v))),
        None => read.venue.is_none(),
    };
    tally.add(What::Venue, has_venue, || {
        format!("{keys:?} for {:?} of {title:?}", wanted.venue)
    });
    tally.add(What::Year, read.year == wanted.year, || {
        format!("{:?} for {:?} of {title:?}", read.year, wanted.year)
    });
    tally.add(What::Status, read.status == wanted.status, || {
        format!("{:?} for {:?} of {title:?}", read.status, wanted.status)
    });
}

/// The profile that a gold is about: of those of its document, the one of
/// its person.
fn profile<'a>(gold: &Gold, profiles: &'a [Profile]) -> &'a Profile {
    let mut of_document =
        profiles.iter().filter(|p| p.document.path == gold.doc).peekable();
    let first = of_document.peek().copied();
    let is_theirs = |profile: &&Profile| {
        profile.person.name.as_deref() == Some(gold.name.as_str())
    };
    let found = of_document.find(is_theirs).or(first);
    found.unwrap_or_else(|| panic!("{} is not read", gold.doc))
}

#[test]
fn the_corpus_is_read_as_its_gold_says() {
    let dir = Dir::with_corpus();
    let golds = golds();
    let paths: BTreeSet<&str> =
        golds.iter().map(|gold| gold.doc.as_str()).collect();
    let words = ["parse", "--format", "jsonl"];
    let words: Vec<&str> = words.into_iter().chain(paths).collect();
    let printed = dir.command(&words).exits(0).stdout;
    let profiles: Vec<Profile> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is a profile"))
        .collect();
    let mut tally = Tally::default();
    for gold in &golds {
        compare(gold, profile(gold, &profiles), &mut tally);
    }
    tally.check();
}

/// Documents in styles that the corpus lacks, about people made up, with
/// what they say beside them.
#[test]
fn styles_of_the_world_are_read_as_their_golds_say() {
    let dir = Dir::new();
    let golds = golds_of("styles");
    let mut tally = Tally::default();
    for gold in &golds {
        let path = fixture("styles").join(&gold.doc);
        fs::copy(&path, dir.path(&gold.doc)).expect("it is there");
        let words = ["parse", "--format", "jsonl", &gold.doc];
        let printed = dir.command(&words).exits(0).stdout;
        let profile = serde_json::from_str(&printed).expect("it is a profile");
        compare(gold, &profile, &mut tally);
    }
    tally.check();
}

#[test]
fn every_document_of_the_corpus_has_a_gold() {
    let dir = Dir::with_corpus();
    let golds: BTreeSet<String> =
        golds().into_iter().map(|gold| gold.doc).collect();
    let files: BTreeSet<String> = dir
        .ok("index --dry-run")
        .lines()
        .filter_map(|line| line.strip_prefix("+ "))
        .map(str::to_owned)
        .collect();
    assert_eq!(golds, files);
}

/// Whom a query of `queries.tsv` is to find.
enum Wanted<'a> {
    First(&'a str),
    Among(Vec<&'a str>),
    Nobody,
}

/// The part of an answer's JSON that is compared.
#[derive(Deserialize)]
struct Answer {
    total: usize,
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    person: HitPerson,
    #[serde(default)]
    missing: Vec<String>,
}

#[derive(Deserialize)]
struct HitPerson {
    id: String,
}

impl Answer {
    /// The people who hold all of the query, best first.
    fn people(&self) -> Vec<&str> {
        let full = self.hits.iter().filter(|hit| hit.missing.is_empty());
        full.map(|hit| hit.person.id.as_str()).collect()
    }

    fn is(&self, wanted: &Wanted<'_>) -> bool {
        let people = self.people();
        match wanted {
            Wanted::First(id) => people.first() == Some(id),
            Wanted::Among(ids) => ids.iter().all(|id| people.contains(id)),
            Wanted::Nobody => self.total == 0 && people.is_empty(),
        }
    }
}

#[test]
fn every_query_finds_its_people() {
    let dir = Dir::with_corpus();
    dir.ok("index");
    let queries =
        fs::read_to_string(fixture("queries.tsv")).expect("it can be read");
    let mut wrong = Vec::new();
    for row in queries.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [query, people, mode] = cells[..] else {
            panic!("three cells a row: {row:?}");
        };
        let wanted = match (people, mode) {
            ("-", "contains") => Wanted::Nobody,
            (id, "first") => Wanted::First(id),
            (ids, "contains") => Wanted::Among(ids.split(';').collect()),
            _ => panic!("no such mode: {row:?}"),
        };
        let words = ["search", "--format", "json", "--limit", "50", query];
        let printed = dir.command(&words).prints();
        let answer: Option<Answer> = serde_json::from_str(&printed).ok();
        if answer.as_ref().is_none_or(|answer| !answer.is(&wanted)) {
            let found = answer.map_or_else(
                || "no answer".to_owned(),
                |answer| answer.people().join(", "),
            );
            wrong.push(format!("{row:?}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "not as wanted:\n{}", wrong.join("\n"));
}
