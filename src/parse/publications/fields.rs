//! Turns a read entry into a publication: venue, year, status and the rest.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::analysis::Analysis;
use super::authors::{Name, Run};
use super::cues::{self, Cue};
use super::entry::MarkKind;
use super::heading::theme;
use super::layout::Reading;
use super::legend::Legend;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch, canonical};
use crate::model::{Author, Publication, Status};

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
    let (status, tracks) = status_and_track(analysis, reading, &rest);
    let venue = rest.venue(analysis);
    let raw = rest.raw_venue(analysis, venue.as_ref());
    let mut publication = Publication {
        title: clean_title(&entry.text[reading.title.clone()]),
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
    } else {
        publication.venue.clone_from(&raw);
    }
    publication.venue_raw =
        raw.or_else(|| venue.as_ref().map(|v| v.venue.key().to_owned()));
    publication.doi = doi(&entry.text)
        .or_else(|| entry.links.iter().find_map(|link| doi(link)));
    publication.arxiv = arxiv(&entry.text)
        .or_else(|| entry.links.iter().find_map(|link| arxiv(link)));
    let preprint =
        venue.as_ref().is_some_and(|v| v.venue.kind() == VenueKind::Preprint);
    publication.status = status.or_else(|| {
        if preprint {
            Some(Status::Preprint)
        } else {
            (publication.venue.is_some() || publication.year.is_some())
                .then_some(Status::Published)
        }
    });
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

/// What neither title nor authors explain.
struct Rest {
    /// Stretches of the entry's text, in order.
    parts: Vec<Range<usize>>,
    /// Where the title ends.
    title_end: usize,
}

impl Rest {
    fn new(analysis: &Analysis, reading: &Reading, run: Option<&Run>) -> Rest {
        let mut taken = vec![reading.title.clone()];
        taken.extend(run.map(|run| run.range.clone()));
        taken.sort_by_key(|range| range.start);
        let mut parts = Vec::new();
        let mut at = 0;
        for range in taken {
            parts.push(at..range.start.max(at));
            at = range.end.max(at);
        }
        parts.push(at..analysis.entry.text.len());
        parts.retain(|part| !part.is_empty());
        Rest { parts, title_end: reading.title.end }
    }

    fn holds(&self, range: &Range<usize>) -> bool {
        self.parts
            .iter()
            .any(|part| part.start <= range.start && range.end <= part.end + 2)
    }

    /// The venue: the tag's, or the most telling one, the first behind the
    /// title.
    fn venue(&self, analysis: &Analysis) -> Option<VenueMatch<'static>> {
        let label = analysis.label.venue.clone();
        if label.as_ref().is_some_and(|v| v.strength > Strength::Word) {
            return label;
        }
        let text = &analysis.entry.text;
        let weigh = |found: &VenueMatch<'static>| {
            let mut weight = match found.strength {
                Strength::Name => 3.0,
                Strength::Acronym => 2.6,
                Strength::Word => 1.0,
            };
            let behind = found.span.start >= self.title_end;
            weight += if behind { 0.5 } else { 0.0 };
            weight += if found.year.is_some() { 0.4 } else { 0.0 };
            weight += match found.venue.kind() {
                VenueKind::Workshop => 0.6,
                VenueKind::Conference | VenueKind::Journal => 0.3,
                VenueKind::Series => -1.2,
                // "ICML 2024 (arXiv:…)": the venue beats the server.
                VenueKind::Preprint => -1.5,
            };
            if found.strength == Strength::Word {
                let lone = self.stands_as_venue(text, &found.span)
                    || analysis.entry.marks.iter().any(|mark| {
                        mark.kind == MarkKind::Italic
                            && mark.range.start + 3 >= found.span.start
                            && mark.range.start <= found.span.start
                            && mark.range.end + 6 >= found.span.end
                    });
                weight += if lone { 1.2 } else { -1.5 };
            }
            weight
        };
        let mut best: Option<(f32, VenueMatch<'static>)> = None;
        for found in &analysis.venues {
            if !self.holds(&found.span) {
                continue;
            }
            let weight = weigh(found);
            if best.as_ref().is_none_or(|(w, _)| weight > *w + 0.05) {
                best = Some((weight, found.clone()));
            }
        }
        best.filter(|(weight, _)| *weight > 0.6).map(|(_, v)| v).or(label)
    }

    /// Whether a word that may be a venue stands where one stands: behind
    /// the title, before a number, a year or the end.
    fn stands_as_venue(&self, text: &str, span: &Range<usize>) -> bool {
        let before = text[..span.start].trim_end();
        let opens = self.parts.iter().any(|part| {
            part.start <= span.start
                && text[part.start..span.start]
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .count()
                    <= 2
        }) || before
            .ends_with(['.', ',', '\n', '(', '[', '|', ':', '\t'])
            || [" by", " to", " in", " In", " at"]
                .iter()
                .any(|word| before.ends_with(word));
        let behind =
            text[span.end..].trim_start_matches([' ', ',', '.', ':', ')']);
        let closes = behind.is_empty()
            || behind.starts_with(|c: char| !c.is_alphabetic())
            || behind.starts_with("vol")
            || behind.starts_with("Vol")
            || text[span.end..].starts_with(['\n', '.', ',', '|']);
        opens && closes
    }

    /// The venue as printed: around the match, or where a venue stands.
    fn raw_venue(
        &self,
        analysis: &Analysis,
        venue: Option<&VenueMatch<'static>>,
    ) -> Option<String> {
        let text = &analysis.entry.text;
        if let Some(found) = venue {
            let inside = analysis.venues.iter().any(|v| v == found);
            if !inside || !self.holds(&found.span) {
                return Some(analysis.label.tag.clone())
                    .filter(|tag| !tag.is_empty());
            }
            return Some(widen(text, &found.span, &self.parts));
        }
        self.unknown_venue(analysis)
    }

    /// A venue that no table knows: what stands between the title and the
    /// first number, year, page or remark.
    fn unknown_venue(&self, analysis: &Analysis) -> Option<String> {
        let text = &analysis.entry.text;
        let lower = text.to_lowercase();
        if ["thesis", "dissertation", "patent"].iter().any(|word| {
            lower[self.title_end.min(lower.len())..].contains(word)
        }) {
            return None;
        }
        let behind =
            self.parts.iter().filter(|part| part.start >= self.title_end);
        for part in behind {
            for segment in segments(&text[part.clone()]) {
                let range =
                    part.start + segment.start..part.start + segment.end;
                let cut = cut_remark(strip_in(text[range].trim()));
                if is_venue_like(cut) {
                    return Some(cut.to_owned());
                }
            }
        }
        None
    }

    /// The year: of the tag, of the venue, in brackets, the last one; else
    /// the sub-heading's.
    fn year(
        &self,
        analysis: &Analysis,
        venue: Option<&VenueMatch<'static>>,
    ) -> Option<i32> {
        if let Some(year) = analysis.label.year {
            return Some(year);
        }
        let text = &analysis.entry.text;
        let mut here: Vec<&(Range<usize>, i32)> = analysis
            .years
            .iter()
            .filter(|(range, _)| self.holds(range))
            .collect();
        // "…, 2020. Title. Journal 3, 1938–1944."
        if here.iter().any(|(range, _)| !is_page(text, range)) {
            here.retain(|(range, _)| !is_page(text, range));
        }
        let bracketed = here.iter().find(|(range, _)| {
            text[..range.start].ends_with(['(', '（', '['])
                && text[range.end..]
                    .starts_with([')', '）', ']', ',', 'a', 'b'])
        });
        // "[5 citations since 2020]" dates no paper.
        let last = here.iter().rev().find(|(range, _)| {
            !text[..range.start].trim_end().ends_with("since")
        });
        bracketed
            .or(last)
            .map(|(_, year)| *year)
            .or_else(|| venue.and_then(|v| v.year))
            .or(analysis.entry.year)
    }
}

/// Whether what looks like a year is a page or a part of a range of them.
fn is_page(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let behind = &text[range.end..];
    let dash = ['–', '-', '—'];
    let ranges = behind
        .strip_prefix(dash)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || before
            .strip_suffix(dash)
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    ranges
        || ["p.", "pp.", "pages", "page", "S.", "):"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// The printed stretch around a venue: to the borders of its sentence.
fn widen(text: &str, span: &Range<usize>, parts: &[Range<usize>]) -> String {
    let part = parts
        .iter()
        .find(|p| p.start <= span.start && span.end <= p.end + 2)
        .cloned()
        .unwrap_or_else(|| span.clone());
    let before = &text[part.start..span.start];
    let start = before.rfind(['\n', '\t', '|', '“', '”', '"']).map_or(
        part.start,
        |at| {
            let found = text[part.start + at..].chars().next();
            part.start + at + found.map_or(1, char::len_utf8)
        },
    );
    let start =
        text[start..span.start].rfind(". ").map_or(start, |at| start + at + 2);
    let end = part.end.max(span.end);
    let after = &text[span.end..end];
    let stop = after
        .find(['\n', '\t', '|', '[', '“', '"'])
        .into_iter()
        .chain(after.find(". "))
        .chain(after.find(" ("))
        .min()
        .map_or(end, |at| span.end + at);
    let raw = text[start.min(span.start)..stop].trim_matches([
        ' ', ',', '.', ';', ':', '(', ')', '\n', '–', '—', '-',
    ]);
    strip_in(raw).replace('\n', " ")
}

/// A stretch without the "In" that opens a venue.
fn strip_in(text: &str) -> &str {
    let text = text.trim_start_matches([
        ' ', '.', ',', ':', ';', '-', '–', '—', '(', '/', '“', '”', '"', '’',
    ]);
    for word in ["In: ", "In ", "in: ", "in ", "@ ", "at ", "In:"] {
        if let Some(rest) = text.strip_prefix(word) {
            return rest.trim_start();
        }
    }
    text
}

/// Parts a tail at sentence ends, brackets, lines and bars.
fn segments(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let cuts = match c {
            '\n' | '\t' | '|' | '(' | ')' | '[' | ']' | '“' | '”' | '"'
            | ';' => true,
            '.' => {
                let word = text[..at].rsplit([' ', '\n']).next().unwrap_or("");
                behind.starts_with(' ')
                    && (word.chars().count() > 6
                        || behind
                            .trim_start()
                            .starts_with(|c: char| c.is_ascii_digit())
                        || word.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => false,
        };
        if cuts {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..text.len());
    parts.retain(|part| text[part.clone()].chars().any(char::is_alphabetic));
    parts
}

/// The head of a stretch up to the first number, month or remark.
fn cut_remark(text: &str) -> &str {
    let mut end = text.len();
    for (at, _) in text.match_indices([',', ' ', ':']) {
        let next = text[at + 1..].trim_start();
        let lower = next.get(..10).unwrap_or(next).to_ascii_lowercase();
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        // "Studies in History 12", not "Fall 2019 Meeting" or "3D Vision".
        let counts = number
            && next
                .split([' ', ','])
                .next()
                .is_some_and(|w| w.chars().all(|c| !c.is_alphabetic()));
        let remark = [
            "vol", "no.", "pp", "pages", "issue", "art.", "article", "doi",
            "http", "isbn", "issn", "eds", "ed.", "edited",
        ]
        .iter()
        .any(|word| lower.starts_with(word));
        if counts || remark {
            end = at;
            break;
        }
    }
    text[..end].trim_matches([
        ' ', ',', '.', ';', ':', '-', '–', '—', '\n', '(', '*', '†',
    ])
}

/// Whether a stretch can be the name of a venue.
fn is_venue_like(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words: Vec<&str> = text.split_whitespace().collect();
    if letters < 3 || words.is_empty() || words.len() > 22 {
        return false;
    }
    let first = text.chars().next();
    if !first.is_some_and(|c| {
        c.is_uppercase() || c.is_ascii_digit() || c >= '\u{3400}'
    }) {
        return false;
    }
    let lower = text.to_lowercase();
    // A thesis, a report or a patent appears nowhere but in its house.
    const HOUSES: &[&str] = &[
        "thesis",
        "dissertation",
        "patent",
        "doctorate",
        "mémoire",
        "diplomarbeit",
        "tesi ",
        "technical report",
        "tech report",
        "tech. rep",
        "habilitation",
    ];
    if HOUSES.iter().any(|word| lower.contains(word)) {
        return false;
    }
    const NOT: &[&str] = &[
        "pdf",
        "link",
        "code",
        "project",
        "paper",
        "slides",
        "video",
        "poster",
        "abstract",
        "bibtex",
        "website",
        "demo",
        "data",
        "dataset",
        "doi",
        "http",
        "www",
        "draft",
        "award",
        "best paper",
        "acceptance",
        "joint",
        "with ",
        "co-author",
        "cited",
        "citation",
        "impact factor",
        "corresponding",
        "equal",
        "press",
        "media",
        "blog",
        "talk",
        "new!",
        "preliminary",
        "available",
        "supplement",
        "appendix",
        "replication",
        "download",
        "arxiv version",
        "presented",
        "selected",
        "winner",
        "runner",
        "honorable",
        "nominated",
        "coverage",
        "code and",
        "figure",
        "doctoral dissertation",
        "phd thesis",
        "ph.d. thesis",
        "jan",
        "feb",
        "volume",
        "spotlight",
        "oral",
        "invited",
        "note",
        "status",
        "english",
        "german",
        "french",
        "chinese",
        "this ",
        "we ",
        "ccf",
        "sci ",
        "jcr",
        "and ",
        "top ",
    ];
    if NOT.iter().any(|word| lower.starts_with(word)) {
        return false;
    }
    let status = cues::find(text).iter().any(|(range, cue)| {
        let most = range.start == 0 || range.len() * 2 > text.len();
        matches!(cue, Cue::Status(_)) && most
    });
    let date = crate::parse::date::is_month(words[0]) && words.len() <= 2;
    !(status || date)
}

/// How far the publication has come, and the part of the venue it was in.
fn status_and_track(
    analysis: &Analysis,
    reading: &Reading,
    rest: &Rest,
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
        if rest.holds(range) && !reading.title.contains(&range.start) {
            take(*cue);
        }
    }
    for (_, cue) in cues::find(&analysis.label.tag) {
        take(cue);
    }
    let heading = cues::find(&analysis.entry.heading);
    if let ([(_, Cue::Status(found))], None) = (heading.as_slice(), status) {
        status = Some(*found);
    }
    // "arXiv:…" beside a venue is where to read it, not how far it came.
    let out = rest.venue(analysis).is_some_and(|v| {
        v.venue.kind() != VenueKind::Preprint
            && (v.strength > Strength::Word || v.year.is_some())
    });
    if status == Some(Status::Preprint) && out {
        status = None;
    }
    (status, track)
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
    let trimmed = text.trim().trim_matches([
        '“', '”', '"', '„', '«', '»', '「', '」', '《', '》', '*', '_', ' ',
        '\n', '\t', ',', ';',
    ]);
    let trimmed = trimmed.trim_end_matches(['.', '†', '‡', '§']).trim();
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
    trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn authors(run: &Run, owner: Option<&str>, legend: &Legend) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::with_capacity(run.names.len() + 1);
    if run.with
        && let Some(owner) = owner
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
    let tail = &text[title.end..];
    if !WORTH.is_match(tail) {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for part in segments(tail) {
        let note = tail[part].trim();
        if note.chars().count() < 120 && WORTH.is_match(note) {
            let note = note.trim_matches([',', '.', ' ', '*']);
            notes.push(note.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    notes
}

/// The DOI in a text or address.
fn doi(text: &str) -> Option<String> {
    let at = text.match_indices("10.").find(|(at, _)| {
        let digits =
            text[at + 3..].bytes().take_while(u8::is_ascii_digit).count();
        (4..=9).contains(&digits) && text[at + 3 + digits..].starts_with('/')
    })?;
    let rest = &text[at.0..];
    let end = rest
        .find(|c: char| {
            c.is_whitespace()
                || matches!(c, ')' | ']' | '>' | '"' | ',' | ';' | '}')
        })
        .unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',']).to_lowercase())
}

/// The arXiv identifier in a text or address, without its version.
fn arxiv(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices("arxiv") {
        let rest = &lower[at..lower.len().min(at + 60)];
        let found = rest
            .split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .find(|word| {
                word.trim_end_matches('.').split_once('.').is_some_and(
                    |(a, b)| a.len() == 4 && (4..=5).contains(&b.len()),
                )
            });
        if let Some(found) = found {
            return Some(found.trim_end_matches('.').to_owned());
        }
    }
    None
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

    #[test]
    fn identifiers_are_found() {
        assert_eq!(
            doi("doi: 10.1145/3637528.3671610."),
            Some("10.1145/3637528.3671610".into())
        );
        assert_eq!(doi("version 10.2"), None);
        assert_eq!(
            arxiv("https://arxiv.org/abs/2401.01325v2"),
            Some("2401.01325".into())
        );
        assert_eq!(arxiv("arXiv preprint"), None);
    }

    #[test]
    fn a_title_loses_quotes_and_final_stop() {
        for (text, title) in [
            ("“On Tides.”", "On Tides"),
            ("*What Now?*", "What Now?"),
            ("``On Tides''", "On Tides"),
            ("On the\nTides ", "On the Tides"),
        ] {
            assert_eq!(clean_title(text), title);
        }
    }
}
