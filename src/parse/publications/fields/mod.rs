//! Turns a read entry into a publication: venue, year, status and the rest.

mod house;
mod identifiers;
mod lead;
mod place;
mod printed;
mod remark;
mod rest;
mod school;
mod segments;
mod short;
mod single;
mod status;
mod title;
mod trim;
mod venue_like;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::analysis::Analysis;
use super::authors::{Name, Run, is_name_of};
use super::heading::theme;
use super::layout::Reading;
use super::legend::Legend;
use crate::gazetteer::abbreviated;
use crate::gazetteer::venue::canonical;
use crate::model::{Author, PersonName, Publication};
use crate::parse::words::strip_end;

pub(super) use house::is_publisher;
use identifiers::{arxiv, doi_of};
pub(super) use lead::{opens_in_progress, without_progress};
use rest::Rest;
use school::school_of_thesis;
use segments::segments;
use status::{settle, status_and_track};
pub(super) use title::without_thesis;
use title::{clean_title, own_year, undated, without_status};
pub(super) use venue_like::UNITS;

/// Builds the publication that a reading of an entry gives.
pub(super) fn publication(
    analysis: &Analysis,
    reading: &Reading,
    owner: Option<&str>,
    legend: &Legend,
) -> Publication {
    let entry = &analysis.entry;
    let run = reading.run.map(|run| &analysis.runs[run]);
    let rest = Rest::new(analysis, reading, run);
    let run = run.filter(|run| !are_editors(&entry.text, reading, run));
    let venue = rest.venue(analysis);
    let raw = rest.raw_venue(analysis, venue.as_ref());
    // "NeurIPS 2025" above the entry says where it appeared.
    let headed = entry.place.as_ref().filter(|_| venue.is_none());
    let (venue, raw) = match headed.filter(|_| raw.is_none()) {
        Some(name) => (canonical(name), Some(name.clone())),
        None => (venue, raw),
    };
    let place = (venue.as_ref(), raw.is_some());
    let (status, tracks) = status_and_track(analysis, reading, &rest, place);
    let (title, year) = (&reading.title, rest.year(analysis, venue.as_ref()));
    let end = own_year(&entry.text, title.end, year).filter(|_| {
        let before = |range: &Range<usize>| range.end <= title.start;
        analysis.years.iter().any(|(r, y)| before(r) && Some(*y) == year)
    });
    let end = end.unwrap_or(title.end);
    let (printed, behind) =
        (&entry.text[title.start..end], &entry.text[end..]);
    let (printed, mark) = without_status(undated(printed, behind));
    let status = status.or(mark);
    let mut publication = Publication {
        title: clean_title(printed),
        authors: run.map_or_else(Vec::new, |r| authors(r, owner, legend)),
        authors_truncated: run.is_some_and(|r| r.truncated),
        year,
        links: entry.links.clone(),
        subjects: entry.theme.iter().cloned().collect(),
        page: entry.page,
        line: entry.line,
        span: entry.span,
        notes: notes(&entry.text, &reading.title),
        ..Publication::default()
    };
    let track = venue.as_ref().and_then(|v| v.track).or(tracks);
    publication.track = track.map(str::to_owned);
    if let Some(found) = &venue {
        publication.venue = Some(found.venue.key().to_owned());
        publication.venue_name = Some(found.venue.name().to_owned());
        publication.rank = found.venue.rank().map(str::to_owned);
    } else if let Some(journal) = raw.as_deref().and_then(abbreviated::journal)
    {
        publication.venue = Some(journal.key().to_owned());
        publication.venue_name = Some(journal.name().to_owned());
        publication.rank = journal.rank().map(str::to_owned);
    } else if let Some(raw) = &raw {
        let (name, short) = rest.named(&entry.text, raw);
        publication.venue = Some(short.unwrap_or(raw).to_owned());
        publication.venue_name = short.map(|_| name.to_owned());
    }
    let school = || school_of_thesis(&entry.text[title.end..]);
    publication.venue_raw = raw
        .or_else(|| venue.as_ref().map(|v| v.venue.key().to_owned()))
        .or_else(|| school().map(str::to_owned));
    publication.doi = doi_of(&entry.text, &entry.links);
    publication.arxiv = arxiv(&entry.text)
        .or_else(|| entry.links.iter().find_map(|link| arxiv(link)));
    settle(
        &mut publication,
        (analysis, reading),
        (&rest, venue.as_ref()),
        status,
    );
    let sure = |known: bool| if known { 0.9 } else { 0.4 };
    // A reading's score runs from about 0 (a guess) to 6 (quotes, names,
    // venue and year all in their place).
    let title = (0.4 + reading.score / 8.0).clamp(0.05, 0.99);
    publication.confidence = Some([
        title,
        run.map_or(0.2, |r| (r.score / 4.0).clamp(0.3, 0.99)),
        sure(venue.is_some()),
        sure(publication.year.is_some()),
    ]);
    publication
}

/// The run of authors that a reading of an entry gives.
pub(super) fn run<'a>(
    analysis: &'a Analysis,
    reading: &Reading,
) -> Option<&'a Run> {
    let run = &analysis.runs[reading.run?];
    (!are_editors(&analysis.entry.text, reading, run)).then_some(run)
}

/// Whether names are those of who edited the book: "“A Title,” in A. Roe and
/// B. Diaz (eds.), A Book", "“A Title.” In A Book, A. Roe, ed.".
fn are_editors(text: &str, reading: &Reading, run: &Run) -> bool {
    let before = text[..run.range.start].trim_end().trim_end_matches(':');
    let behind = text[run.range.end..].trim_start_matches([' ', ',']);
    let colon = text[..run.range.start].trim_end().ends_with(':');
    let within = before.strip_suffix("in").or(before.strip_suffix("In"));
    // "…, in: A Book, A House, Kiel": what follows names no author.
    if colon && within.is_some_and(|title| title.ends_with([' ', '\n'])) {
        return true;
    }
    let marked =
        ["(ed", "(Ed", "(hrsg", "(Hrsg", "(Hg", "eds.", "ed.", "Eds."]
            .iter()
            .any(|word| behind.starts_with(word));
    let of_book = || {
        let behind = text.get(reading.title.end..run.range.start);
        let behind = behind.unwrap_or("").trim_start_matches(is_parting);
        ["In ", "in ", "In: ", "in: "]
            .iter()
            .any(|word| behind.starts_with(word))
    };
    marked
        && (within.is_some_and(|title| title.ends_with([' ', '\n']))
            || of_book())
        || EDITED_BY.iter().any(|words| {
            let head = strip_end(before.trim_end_matches(','), words);
            // "Slow Rivers. Edited by A. Roe" may be the editor's own.
            head.is_some_and(|head| {
                head.ends_with([' ', '\n', '('])
                    && (before.ends_with(words) || of_book())
            })
        })
        || [". Ed.", ". Eds.", ", ed.", ", eds.", ", ed.,", ", eds.,"]
            .iter()
            .any(|words| before.ends_with(words))
            && of_book()
}

/// Whether a character parts a title from what follows.
fn is_parting(c: char) -> bool {
    matches!(c, '”' | '"' | '’' | '\'' | '»' | '“' | '.' | ',' | ' ' | '\n')
}

/// What the names of those who edited a book stand behind, in small letters.
const EDITED_BY: &[&str] = &[
    "edited by",
    "ed. by",
    "eds. by",
    "hrsg. von",
    "hg. von",
    "herausgegeben von",
    "editado por",
    "sous la direction de",
];

/// Whether a run names the owner, who is left out elsewhere.
fn names_owner(run: &Run, owner: &str) -> bool {
    let owner = PersonName::parse(owner);
    owner.is_some_and(|owner| run.names.iter().any(|n| is_name_of(n, &owner)))
}

fn authors(run: &Run, owner: Option<&str>, legend: &Legend) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::with_capacity(run.names.len() + 1);
    if run.with
        && let Some(owner) = owner
        && !names_owner(run, owner)
    {
        authors.push(Author { name: owner.to_owned(), ..Author::default() });
    }
    authors.extend(run.names.iter().map(|name| author(name, legend)));
    authors
}

fn author(name: &Name, legend: &Legend) -> Author {
    Author {
        name: name.text.clone(),
        equal_contribution: legend.is_equal(&name.marks),
        corresponding: legend.is_corresponding(&name.marks),
    }
}

/// Words of what is worth a note.
static WORTH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "award",
            "best paper",
            "oral",
            "spotlight",
            "honorable mention",
            "finalist",
            "runner-up",
            "acceptance rate",
            "nominat",
            "highlight",
        ])
        .expect("a table of ten short words always compiles")
});

/// Awards and the like.
fn notes(text: &str, title: &Range<usize>) -> Vec<String> {
    let notes = worth(text, title.end);
    let notes = notes.map(|range| {
        let note = text[range].trim_matches([',', '.', ' ', '*', '\n']);
        note.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    notes.collect()
}

/// Where an entry tells awards, behind its title, which ends at a byte.
fn worth(text: &str, title: usize) -> impl Iterator<Item = Range<usize>> {
    /// Characters of a note at most.
    const LONGEST: usize = 120;
    let tail = text.get(title..).filter(|tail| WORTH.is_match(tail));
    let parts = tail.map(segments).unwrap_or_default().into_iter();
    parts.map(move |part| part.start + title..part.end + title).filter(
        |range| {
            let note = text[range.clone()].trim();
            note.chars().count() < LONGEST && WORTH.is_match(note)
        },
    )
}

/// Gives the venue that a structured format states its canonical key; a
/// publication that has none (a thesis, a report) keeps none. Of the
/// keywords it keeps those that name subjects.
pub(in crate::parse) fn recognise(publication: &mut Publication) {
    let stated = std::mem::take(&mut publication.subjects);
    for subject in stated.iter().filter_map(|text| theme(text)) {
        if !publication.subjects.contains(&subject) {
            publication.subjects.push(subject);
        }
    }
    let Some(stated) = publication.venue.clone() else { return };
    let printed = publication.venue_raw.get_or_insert_with(|| stated.clone());
    // "bioRxiv · Preprint".
    if let Some(at) = printed.find(" · ") {
        printed.truncate(at);
        publication.venue = Some(printed.clone());
    }
    let Some(found) = canonical(printed).or_else(|| canonical(&stated)) else {
        return;
    };
    publication.venue = Some(found.venue.key().to_owned());
    publication.venue_name = Some(found.venue.name().to_owned());
    publication.rank = found.venue.rank().map(str::to_owned);
    if publication.track.is_none() {
        publication.track = found.track.map(str::to_owned);
    }
}
