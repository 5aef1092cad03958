//! Turns a read entry into a publication: venue, year, status and the rest.

mod house;
mod identifiers;
mod lead;
mod place;
mod printed;
mod remark;
mod rest;
mod segments;
mod short;
mod single;
mod trim;
mod venue_like;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::analysis::Analysis;
use super::authors::{Name, Run, is_name_of};
use super::cues::{self, Cue};
use super::entry::{Entry, MarkKind};
use super::heading::theme;
use super::layout::Reading;
use super::legend::Legend;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch, canonical};
use crate::model::{Author, PersonName, Publication, Status};
use crate::parse::phrase::{self, Pattern, patterns};
use crate::segment::is_kind_of_work;

use super::link_label::title_alone;
pub(super) use house::is_publisher;
use identifiers::{arxiv, doi_of, is_archive_doi, is_preprint_doi};
use remark::is_language;
use rest::Rest;
use segments::segments;

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
    let run = run.filter(|run| !are_editors(&entry.text, run));
    let venue = rest.venue(analysis);
    let raw = rest.raw_venue(analysis, venue.as_ref());
    let place = (venue.as_ref(), raw.is_some());
    let (status, tracks) = status_and_track(analysis, reading, &rest, place);
    let printed = &entry.text[reading.title.clone()];
    let (printed, mark) = without_status(printed);
    let status = status.or(mark);
    let mut publication = Publication {
        title: clean_title(printed),
        authors: run.map_or_else(Vec::new, |r| authors(r, owner, legend)),
        authors_truncated: run.is_some_and(|r| r.truncated),
        year: rest.year(analysis, venue.as_ref()),
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
    } else if let Some(raw) = &raw {
        let (name, short) = rest.named(&entry.text, raw);
        publication.venue = Some(short.unwrap_or(raw).to_owned());
        publication.venue_name = short.map(|_| name.to_owned());
    }
    publication.venue_raw =
        raw.or_else(|| venue.as_ref().map(|v| v.venue.key().to_owned()));
    publication.doi = doi_of(&entry.text, &entry.links);
    publication.arxiv = arxiv(&entry.text)
        .or_else(|| entry.links.iter().find_map(|link| arxiv(link)));
    let of_server = |v: &VenueMatch<'_>| v.venue.kind() == VenueKind::Preprint;
    let printed = publication.venue.as_deref().filter(|_| venue.is_none());
    let preprint = venue.as_ref().is_some_and(of_server)
        || printed.and_then(canonical).is_some_and(|v| of_server(&v));
    // "arXiv:2408.10001" where a venue would stand.
    let doi = publication.doi.as_deref();
    // "2024 • A Journal", with links "DOI" and "arXiv" below.
    let out = publication.venue.is_some()
        && !preprint
        && doi.is_some_and(|d| !is_preprint_doi(d) && !is_archive_doi(d));
    let status = status.filter(|s| *s != Status::Preprint || !out);
    let served = doi.is_some_and(is_preprint_doi);
    let preprint = preprint
        || publication.venue.is_none()
            && (served || arxiv(&entry.text).is_some());
    let status = status.or_else(|| {
        if preprint {
            Some(Status::Preprint)
        } else {
            let out = publication.venue.is_some()
                || publication.year.is_some()
                || doi.is_some_and(|doi| !is_archive_doi(doi));
            out.then_some(Status::Published)
        }
    });
    publication.status = status;
    // "Preprint arXiv:2408.10001": its server is where it is.
    if publication.venue.is_none()
        && publication.arxiv.is_some()
        && publication.status == Some(Status::Preprint)
    {
        publication.venue = Some("arXiv".to_owned());
    }
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
    (!are_editors(&analysis.entry.text, run)).then_some(run)
}

/// Whether names are those of who edited the book: "“A Title,” in A. Roe and
/// B. Diaz (eds.), A Book".
fn are_editors(text: &str, run: &Run) -> bool {
    let before = text[..run.range.start].trim_end().trim_end_matches(':');
    let behind = text[run.range.end..].trim_start_matches([' ', ',']);
    let colon = text[..run.range.start].trim_end().ends_with(':');
    let within = before.strip_suffix("in").or(before.strip_suffix("In"));
    // "…, in: A Book, A House, Kiel": what follows names no author.
    if colon && within.is_some_and(|title| title.ends_with([' ', '\n'])) {
        return true;
    }
    within.is_some_and(|title| title.ends_with([' ', '\n']))
        && ["(ed", "(Ed", "(hrsg", "(Hrsg", "(Hg", "eds.", "ed.", "Eds."]
            .iter()
            .any(|word| behind.starts_with(word))
        || EDITED_BY.iter().any(|words| before.ends_with(words))
}

/// What the names of those who edited a book stand behind.
const EDITED_BY: &[&str] = &[
    " edited by",
    ", ed. by",
    ", eds. by",
    " hrsg. von",
    " Hrsg. von",
    " hg. von",
    " herausgegeben von",
    " editado por",
    " sous la direction de",
];

/// How far the publication has come, and the part of the venue it was in;
/// with the venue found and whether one is printed at all.
fn status_and_track(
    analysis: &Analysis,
    reading: &Reading,
    rest: &Rest,
    (venue, placed): (Option<&VenueMatch<'static>>, bool),
) -> (Option<Status>, Option<&'static str>) {
    let mut status = None;
    let mut track = None;
    let mut take = |cue: Cue| match cue {
        Cue::Status(found) => {
            status = Some(status.map_or(found, |s| nearer(s, found)));
        }
        Cue::Track(found) if track.is_none() => track = Some(found),
        _ => {}
    };
    for (range, cue) in &analysis.cues {
        let label = placed && matches!(cue, Cue::Status(_)) && {
            names_copy(&analysis.entry, range)
        };
        let free = !reading.title.contains(&range.start);
        if rest.holds(range) && free && !label {
            take(*cue);
        }
    }
    for (_, cue) in cues::find(&analysis.label.tag) {
        take(cue);
    }
    let above = &analysis.entry.above;
    // Of "Published or Accepted", "Papers and Preprints", it may be either.
    let either = |found| {
        const ACCEPTED: &[Pattern] =
            &patterns(["published or|and", "or|and published"]);
        const PRINTED: &[Pattern] =
            &patterns(["publications|articles|papers and|&|/ preprints"]);
        // Of "Publications / Work in Progress" what has a venue is out.
        const UNDERWAY: &[Pattern] =
            &patterns(["publications|articles|papers and|&|/ work|working"]);
        let finds =
            |of| phrase::find(of, &above.parted, 0, |_, _| true).is_some();
        match found {
            Status::Accepted => finds(ACCEPTED),
            _ if finds(PRINTED) => true,
            _ => placed && found == Status::Preprint && finds(UNDERWAY),
        }
    };
    if let ([Cue::Status(found)], None) = (above.cues.as_slice(), status)
        && (*found == Status::Submitted || !either(*found))
    {
        status = Some(*found);
    }
    // "arXiv:…" beside a venue is where to read it, not how far it came.
    let out = venue.is_some_and(|v| {
        v.venue.kind() != VenueKind::Preprint
            && (v.strength > Strength::Word || v.year.is_some())
    });
    if status == Some(Status::Preprint) && out {
        status = None;
    }
    (status, track)
}

/// Whether a cue stands in the label of a link to a copy of the work, which
/// says nothing of how far it came: `[preprint]`, "(Accepted Manuscript PDF)".
fn names_copy(entry: &Entry, cue: &Range<usize>) -> bool {
    /// Words of a label at most.
    const WORDS: usize = 4;
    // "Manuscript: [roe.pdf]".
    if entry.text[cue.end..].starts_with(": [") {
        return true;
    }
    let links = entry.marks.iter().filter(|m| m.kind == MarkKind::Link);
    let labels = links.map(|mark| mark.range.clone());
    labels
        .filter(|label| label.start <= cue.start && cue.end <= label.end)
        .any(|label| {
            let words: Vec<&str> =
                entry.text[label].split_whitespace().collect();
            let copy = ["pdf", "manuscript", "preprint", "version", "draft"];
            words.len() <= WORDS
                && words.iter().any(|word| {
                    let word = word.to_ascii_lowercase();
                    copy.iter().any(|copy| word.contains(copy))
                })
        })
}

/// Of two statuses of one entry, the one that tells more: "submitted,
/// preprint available" is submitted.
fn nearer(a: Status, b: Status) -> Status {
    let order = [
        Status::Submitted,
        Status::Accepted,
        Status::Preprint,
        Status::Published,
    ];
    order.into_iter().find(|s| *s == a || *s == b).unwrap_or(a)
}

/// A title without quotes, marks and final full stop.
fn clean_title(text: &str) -> String {
    let pictured = text
        .trim_start_matches(|c: char| is_pictograph(c) || c.is_whitespace());
    let trimmed = pictured.trim().trim_matches([
        '“', '”', '"', '„', '«', '»', '「', '」', '《', '》', '*', '_', ' ',
        '\n', '\t', ',', ';', '•', '◦', '▪', '‣', '●', '■', '►',
    ]);
    let trimmed = trimmed.trim_end_matches(['.', '†', '‡', '§']).trim();
    let trimmed = title_alone(without_kind(without_form(trimmed)));
    let trimmed = trimmed.trim_end_matches(['.', ' ']);
    let trimmed = trimmed.trim_start_matches("``").trim_end_matches("''");
    let trimmed =
        trimmed.trim_start_matches(['‘', '\'', '.', ':', '–', '—', '-', ' ']);
    let trimmed = trimmed.trim_end_matches([':', '-', '–', ' ']);
    let open = trimmed.matches('‘').count();
    let trimmed =
        if open < trimmed.matches('’').count() && trimmed.ends_with('’') {
            trimmed.trim_end_matches('’')
        } else {
            trimmed
        };
    let title = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
    // "“Not Here”: Signs and Their Readers".
    for (open, close) in [('“', '”'), ('«', '»')] {
        if title.matches(close).count() > title.matches(open).count() {
            let gap = if title.contains(" »") { " " } else { "" };
            return format!("{open}{gap}{title}");
        }
    }
    behind_bracket(&title).to_owned()
}

/// A title without what is left of a label in front of it: "DOI] Slow
/// Rivers".
fn behind_bracket(title: &str) -> &str {
    /// Letters of a label at most.
    const LABEL: usize = 8;
    match title.split_once("] ") {
        Some((label, behind))
            if label.len() <= LABEL
                && label.chars().all(char::is_alphanumeric) =>
        {
            behind.trim_start()
        }
        _ => title,
    }
}

/// A title without the brackets behind it that tell how far the publication
/// has come, and what they tell: "Slow Rivers (forthcoming)".
fn without_status(title: &str) -> (&str, Option<Status>) {
    let bare = title.trim_end_matches(['.', ',', ' ', '\n']);
    let inside = bare.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    let Some((head, inside)) = inside else { return (title, None) };
    match cues::find(inside).as_slice() {
        [(range, cue)] if range.len() + 2 >= inside.len() => match cue {
            Cue::Status(status) => (head, Some(*status)),
            // "Slow Rivers (Sole-Authored)".
            Cue::Remark => (head, None),
            _ => (title, None),
        },
        _ => (title, None),
    }
}

/// Whether a character is a picture, or changes how the one before it looks.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}'
        | '\u{fe0f}' | '\u{200d}')
}

/// A title without the kind of work in front of it: "Job Market Paper: Slow
/// Rivers".
fn without_kind(title: &str) -> &str {
    let Some((kind, rest)) = title.split_once(": ") else { return title };
    if is_kind_of_work(kind) { rest.trim_start() } else { title }
}

/// Words in square brackets behind a title that tell its form.
const IN_BRACKETS: &[&str] = &[
    "thesis",
    "dissertation",
    "editorial",
    "letter",
    "abstract",
    "poster",
    "review",
    "data set",
    "dataset",
    "software",
    "preprint",
    "commentary",
    "conference",
    "manuscript",
    "correspondence",
];

/// A title without what tells its form: "[Doctoral dissertation, Yale]",
/// `[editorial]`.
fn without_form(title: &str) -> &str {
    let title = without_language(title);
    let Some((head, form)) =
        title.strip_suffix(']').and_then(|t| t.rsplit_once('['))
    else {
        return title;
    };
    let form = form.to_ascii_lowercase();
    let told = IN_BRACKETS.iter().any(|word| form.contains(word));
    if told { head.trim_end() } else { title }
}

/// A title without the language it is in, or how near it is to be out, where
/// brackets behind it tell: "Slow Rivers (in Portuguese)", "(Near submission)".
fn without_language(title: &str) -> &str {
    let bare = title.trim_end_matches(['.', ' ']);
    let Some((head, inside)) =
        bare.strip_suffix(')').and_then(|t| t.rsplit_once('('))
    else {
        return title;
    };
    let inside = inside.to_lowercase();
    let language = inside.strip_prefix("in ").unwrap_or("");
    let language = language.strip_suffix(", in press").unwrap_or(language);
    // "The Passive Voice (in English)" is a title.
    let told = language != "english" && is_language(language)
        || inside == "near submission";
    if told { head.trim_end() } else { title }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::Mark;

    #[test]
    fn the_label_of_a_copy_tells_no_status() {
        for (text, link, copy) in [
            ("Slow Rivers. Sand 3. [preprint]", "preprint", true),
            (
                "Sand 3 (Accepted Manuscript PDF)",
                "Accepted Manuscript PDF",
                true,
            ),
            ("Slow Rivers, accepted at Sand", "accepted at Sand", false),
        ] {
            let mut entry = Entry::of(text);
            let at = text.find(link).expect("the text holds it");
            let range = at..at + link.len();
            entry.marks.push(Mark { range, kind: MarkKind::Link });
            let cues = cues::find(text);
            let cue = &cues.first().expect("there is a cue").0;
            assert_eq!(names_copy(&entry, cue), copy, "{text}");
        }
    }

    #[test]
    fn the_kind_of_a_work_is_no_part_of_its_title() {
        for (text, title) in [
            ("Job Market Paper: On Tides", "On Tides"),
            ("Book chapter: On Tides", "On Tides"),
            ("Chapter: On Tides", "Chapter: On Tides"),
            ("🌐 On Tides", "On Tides"),
        ] {
            assert_eq!(clean_title(text), title);
        }
    }

    #[test]
    fn brackets_behind_a_title_may_tell_its_status() {
        for (text, title, status) in [
            ("On Tides (forthcoming)", "On Tides ", Some(Status::Accepted)),
            ("On Tides (in press).", "On Tides ", Some(Status::Accepted)),
            ("On Tides (under review)", "On Tides ", Some(Status::Submitted)),
            ("On Tides (draft of a play)", "On Tides (draft of a play)", None),
            ("On Tides (2020)", "On Tides (2020)", None),
            ("On Tides (sole-authored)", "On Tides ", None),
        ] {
            assert_eq!(without_status(text), (title, status));
        }
    }

    #[test]
    fn a_title_loses_quotes_and_final_stop() {
        for (text, title) in [
            ("“On Tides.”", "On Tides"),
            ("*What Now?*", "What Now?"),
            ("``On Tides''", "On Tides"),
            ("On the\nTides ", "On the Tides"),
            ("On Tides [Doctoral dissertation, Yale]", "On Tides"),
            ("On Tides. [editorial].", "On Tides"),
            ("On [Ni(CO)4]", "On [Ni(CO)4]"),
            ("DOI] On Tides", "On Tides"),
            ("« Not Here » : On Tides", "« Not Here » : On Tides"),
            ("“Not Here”: On Signs", "“Not Here”: On Signs"),
        ] {
            assert_eq!(clean_title(text), title);
        }
    }
}
