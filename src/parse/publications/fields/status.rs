//! How far a work has come, and in which track.

use std::ops::Range;

use super::identifiers::{arxiv, is_archive_doi, is_preprint_doi};
use super::rest::Rest;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch, canonical};
use crate::model::{Publication, Status};
use crate::parse::date::is_month;
use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::publications::analysis::{Analysis, has_pages};
use crate::parse::publications::cues::{self, Cue};
use crate::parse::publications::entry::{Entry, MarkKind};
use crate::parse::publications::layout::Reading;
use crate::parse::publications::works::{opens_with_thesis, tells_thesis};

/// How far the publication has come, and the part of the venue it was in;
/// with the venue found and whether one is printed at all.
pub(super) fn status_and_track(
    analysis: &Analysis,
    reading: &Reading,
    rest: &Rest,
    (venue, placed): (Option<&VenueMatch<'static>>, bool),
) -> (Option<Status>, Option<&'static str>) {
    let mut status = None;
    let mut track = None;
    // "In preparation for RSS" names where it is to go, not where it is out.
    let mut in_preparation = false;
    let mut take = |cue: Cue, printed: &str| match cue {
        Cue::Status(found) => {
            in_preparation |= ["in prep", "prepara", "vorbereit"]
                .iter()
                .any(|stem| printed.to_lowercase().contains(stem));
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
        let degree = submits_thesis(&analysis.entry.text, range);
        if rest.holds(range) && free && !label && !degree {
            take(*cue, &analysis.entry.text[range.clone()]);
        }
    }
    for (range, cue) in cues::find(&analysis.label.tag) {
        take(cue, &analysis.label.tag[range]);
    }
    let above = &analysis.entry.above;
    if let ([Cue::Status(found)], None) = (above.cues.as_slice(), status)
        && (*found == Status::Submitted
            || !may_be_either(&above.parted, *found, placed))
        && !(placed
            && matches!(found, Status::Submitted | Status::Accepted)
            && tells_volume(&analysis.entry.text[reading.title.end..]))
    {
        status = Some(*found);
    }
    // "arXiv:…" beside a venue is where to read it, not how far it came.
    let out = venue.is_some_and(|v| {
        v.venue.kind() != VenueKind::Preprint
            && (v.strength > Strength::Word || v.year.is_some())
    });
    if status == Some(Status::Preprint) && out && !in_preparation {
        status = None;
    }
    (status, track)
}

/// Whether a cue says that a thesis was handed in, which is as far as it
/// comes: "Thesis submitted to Kiel University", "Submitted in partial
/// fulfilment of".
fn submits_thesis(text: &str, cue: &Range<usize>) -> bool {
    const FOR: &Patterns = &patterns([
        "for the degree|title|award|examination",
        "in partial? fulfillment|fulfilment",
    ]);
    let submits = text[cue.clone()].eq_ignore_ascii_case("submitted");
    let before = text[..cue.start].trim_end();
    let thesis = ["hesis", "issertation"].iter().any(|w| before.ends_with(w));
    let behind = text[cue.end..].trim_start();
    submits && (thesis || phrase::end(FOR, behind).is_some())
}

/// Whether a volume or pages stand behind a title: what is printed there is
/// out, whatever it was when its list was headed "Papers Submitted to
/// Journals", "Publications (Accepted)". The days of a meeting are no pages.
fn tells_volume(behind: &str) -> bool {
    let digits =
        |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut words = behind.split_whitespace().peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let volume = digits(word);
        let rest = &word[volume..];
        let behind = rest.strip_prefix(':').unwrap_or_default();
        // "12(3)", "12:e345", "12: 345", but no "10:30".
        let found = (1..=4).contains(&volume)
            && rest.starts_with('(')
            && digits(&rest[1..]) > 0
            || (1..=3).contains(&volume)
                && rest.starts_with(':')
                && digits(behind) != 2
            || before_pages(before)
                && has_pages(word)
                && words.peek().is_none_or(|next| !is_month(next));
        if found {
            return true;
        }
        before = word;
    }
    false
}

/// Whether pages may stand behind a word: "pp.", or the number of a volume.
fn before_pages(word: &str) -> bool {
    matches!(word, "pp" | "pp." | "pages" | "p.")
        || word
            .strip_suffix([',', ':'])
            .is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a heading, in words, leaves open whether what stands below it has
/// the status that it names: of "Published or Accepted", "Papers and
/// Preprints", it may be either.
fn may_be_either(heading: &str, found: Status, placed: bool) -> bool {
    const ACCEPTED: &Patterns =
        &patterns(["published or|and", "or|and published"]);
    const PRINTED: &Patterns =
        &patterns(["publications|articles|papers and|&|/ preprints"]);
    // Of "Publications / Work in Progress" what has a venue is out.
    const UNDERWAY: &Patterns = &patterns([
        "publications|articles|papers and|&|/ work|working|ongoing|research",
    ]);
    let finds = |of| phrase::find(of, heading, 0, |_, _| true).is_some();
    match found {
        Status::Accepted => finds(ACCEPTED),
        _ if finds(PRINTED) => true,
        _ => placed && found == Status::Preprint && finds(UNDERWAY),
    }
}

/// Whether a cue stands in the label of a link to a copy of the work, which
/// says nothing of how far it came: `[preprint]`, "(Accepted Manuscript PDF)".
fn names_copy(entry: &Entry, cue: &Range<usize>) -> bool {
    /// Words of a label at most.
    const WORDS: usize = 4;
    let links = entry.marks.iter().filter(|m| m.kind == MarkKind::Link);
    let labels = links.map(|mark| mark.range.clone());
    const COPIES: &[&str] =
        &["pdf", "manuscript", "preprint", "version", "draft"];
    let is_copy = |word: &str| {
        let word = word.to_ascii_lowercase();
        COPIES.iter().any(|copy| word.contains(copy))
    };
    // "Manuscript: [roe.pdf]", "Manuscript: roe.pdf", but "Accepted: Sand".
    let named = is_copy(&entry.text[cue.clone()]);
    let behind = entry.text[cue.end..].strip_prefix(": ").filter(|_| named);
    let at = cue.end + ": ".len();
    if behind.is_some_and(|rest| rest.starts_with('['))
        || behind.is_some() && labels.clone().any(|label| label.start == at)
    {
        return true;
    }
    labels
        .filter(|label| label.start <= cue.start && cue.end <= label.end)
        .any(|label| {
            let words: Vec<&str> =
                entry.text[label].split_whitespace().collect();
            words.len() <= WORDS && words.iter().any(|word| is_copy(word))
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

/// Says how far a publication has come by what is said of it, its venue and
/// its identifiers; a draft is on the server whose number it has.
pub(super) fn settle(
    publication: &mut Publication,
    (analysis, reading): (&Analysis, &Reading),
    (rest, venue): (&Rest, Option<&VenueMatch<'_>>),
    said: Option<Status>,
) {
    let entry = &analysis.entry;
    let behind = &entry.text[reading.title.end..];
    let of_server = |v: &VenueMatch<'_>| v.venue.kind() == VenueKind::Preprint;
    let printed = publication.venue.as_deref().filter(|_| venue.is_none());
    // A thesis may be on arXiv, too, but is none of its preprints.
    let done = || opens_with_thesis(&entry.text) || tells_thesis(behind);
    let thesis = publication.arxiv.is_some() && done();
    let at_server = venue.is_some_and(of_server)
        || printed.and_then(canonical).is_some_and(|v| of_server(&v));
    // "arXiv:2408.10001" where a venue would stand.
    let doi = publication.doi.as_deref();
    let served = doi.is_some_and(is_preprint_doi);
    let numbered = arxiv(&entry.text).is_some();
    let preprint = at_server
        || publication.venue.is_none() && !thesis && (served || numbered);
    let status = said.filter(|status| {
        *status != Status::Preprint
            || !(thesis
                || !at_server && is_out(publication, behind, rest, entry))
    });
    let status = status.or_else(|| {
        if preprint {
            return Some(Status::Preprint);
        }
        let out = publication.venue.is_some()
            || publication.year.is_some()
            || doi.is_some_and(|doi| !is_archive_doi(doi))
            || done();
        out.then_some(Status::Published)
    });
    // "Preprint arXiv:2408.10001", "Submitted. arxiv.org/abs/2408.10001": its
    // server is where it is.
    let there = match status {
        Some(Status::Preprint) => publication.arxiv.is_some(),
        // A DOI only tells where to find it.
        Some(Status::Submitted) => !served && numbered,
        _ => false,
    };
    publication.status = status;
    if publication.venue.is_none() && there {
        publication.venue = Some("arXiv".to_owned());
    }
}

/// Whether it is told that a work with a venue has appeared there: "2024 • A
/// Journal", with links "DOI" and "arXiv" below.
fn is_out(
    publication: &Publication,
    behind: &str,
    rest: &Rest,
    entry: &Entry,
) -> bool {
    let said = ["ublished in ", "ppeared in "];
    let doi = publication.doi.as_deref();
    publication.venue.is_some()
        && (rest.journal_before(&entry.text).is_some()
            || said.iter().any(|said| behind.contains(said))
            || doi.is_some_and(|d| !is_preprint_doi(d) && !is_archive_doi(d)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::Mark;

    #[test]
    fn a_thesis_is_submitted_when_it_is_done() {
        for (text, done) in [
            ("Sand. Thesis submitted to Kiel University", true),
            ("Submitted in partial fulfilment of a degree", true),
            ("Sand. Submitted for the degree of Doctor", true),
            ("Sand. Submitted for publication", false),
            ("Thesis on Sand, submitted to Moss Letters", false),
        ] {
            let at = text.to_lowercase().find("submitted");
            let at = at.expect("the text holds it");
            let cue = at..at + "submitted".len();
            assert_eq!(submits_thesis(text, &cue), done, "{text}");
        }
    }

    #[test]
    fn what_has_a_volume_is_out() {
        for (behind, out) in [
            (". Sand Letters. 84(8):1692–1710.", true),
            (". Sand Letters 17: Article 14.3.7", true),
            (". Sand Letters, 199: ji1700877", true),
            (", In Sand Proceedings, Kiel, pp. 24–29.", true),
            (". Sand Letters, 2017, 1–9.", true),
            (". Sand Letters", false),
            (". Meeting on Sand, Kiel, June 2017, 4-9 July", false),
            (". Sand Letters (2017), at 10:30", false),
            (". Meeting on Sand, Kiel, May 4-9", false),
        ] {
            assert_eq!(tells_volume(behind), out, "{behind}");
        }
    }

    #[test]
    fn the_label_of_a_copy_tells_no_status() {
        for (text, link, copy) in [
            ("Slow Rivers. Sand 3. [preprint]", "preprint", true),
            (
                "Sand 3 (Accepted Manuscript PDF)",
                "Accepted Manuscript PDF",
                true,
            ),
            ("Slow Rivers. Sand 3. Manuscript: roe.pdf", "roe.pdf", true),
            ("Slow Rivers. Submitted: Sand Letters", "Sand Letters", false),
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
}
