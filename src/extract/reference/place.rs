//! Places of works as fields name them, without what stands around.

use std::sync::LazyLock;

use regex::Regex;

use super::remark;
use crate::model::{Publication, Status, is_bare_kind, series};

/// What stands before the place in which a work is to appear.
const OPENINGS: &[&str] = &[
    "submitted to ",
    "revised for ",
    "under review at ",
    "under review in ",
    "under review for ",
    "under review, ",
    "under revision at ",
    "in revision at ",
    "to appear in ",
    "to appear at ",
    "to be published in ",
    // Often so misspelt.
    "to be publised in ",
    "revise and resubmit at ",
    "r&r at ",
    "conditionally accepted at ",
    "accepted to ",
    "accepted at ",
    "accepted by ",
    "accepted in ",
    "accepted for publication in ",
    "accepted for publication at ",
    "accepted for publication by ",
    "accepted for presentation at ",
    "submitted for publication in ",
    "submitted for publication to ",
    "forthcoming in ",
    "forthcoming, ",
    "submitted, ",
    "accepted, ",
    "to appear, ",
    "forthcoming at ",
    "in press at ",
    "in press, ",
    "published in ",
    "published at ",
    "appeared in ",
    "appears in ",
    "erschienen in ",
    "publié dans ",
    "paru dans ",
    "publicado en ",
    "publicado em ",
    "pubblicato in ",
];

/// Preprint servers, as they are found within venues.
const SERVERS: &[&str] = &[
    "arxiv",
    "biorxiv",
    "medrxiv",
    "chemrxiv",
    "psyarxiv",
    "socarxiv",
    "techrxiv",
    "engrxiv",
    "eartharxiv",
    "ssrn",
    "social science research network",
    "research square",
    "authorea",
    "preprint",
    "pre-print",
    "eprint",
];

/// Longest mark before a title, in bytes.
const LONGEST_MARK: usize = 20;

/// Longest name of a place that is promised, in bytes.
const LONGEST: usize = 100;

/// Whether a venue is a preprint server.
pub(in crate::extract) fn is_preprint_server(venue: &str) -> bool {
    let venue = venue.to_lowercase();
    venue.trim() == "corr" || SERVERS.iter().any(|name| venue.contains(name))
}

/// A title without the mark in front that tells how far the work has come, and
/// that mark: `[Forthcoming] Slow Rivers`.
fn without_mark(title: &str) -> Option<(&str, &str)> {
    let (mark, rest) = title.strip_prefix('[')?.split_once(']')?;
    remark(mark)?;
    Some((rest.trim_start(), mark))
}

/// Settles venue and status from what the fields gave: arXiv where a work
/// names no other place, and the status that `remarks` or the venue tell.
pub(in crate::extract) fn settle(
    publication: &mut Publication,
    remarks: &str,
) {
    let marked = without_mark(&publication.title);
    let marked = marked.map(|(title, mark)| (title.to_owned(), remark(mark)));
    let mut said = remark(remarks).or_else(|| {
        let inside = publication.title.strip_prefix('(')?;
        let (mark, _) = inside.split_once(')')?;
        remark(mark).filter(|_| mark.len() <= LONGEST_MARK)
    });
    if let Some((title, status)) = marked {
        publication.title = title;
        said = said.or(status);
    }
    let promise = publication.venue_raw.as_deref().and_then(promised);
    let promised = promise.map(|place| {
        let whole = publication.venue_raw.as_deref().unwrap_or_default();
        (place.to_owned(), remark(whole))
    });
    if let Some((place, status)) = promised {
        publication.venue_raw = Some(place);
        said = said.or(status);
    }
    if let Some(place) = &mut publication.venue_raw {
        *place = bare(place).to_owned();
    }
    // A link to the journal is none of its names.
    publication.venue_raw.take_if(|place| place.starts_with("http"));
    // "journal: Article", as some services fill in what nobody told.
    let unnamed = publication.venue_raw.as_deref().is_none_or(is_bare_kind);
    if unnamed && publication.arxiv.is_some() {
        publication.venue = Some("arXiv".into());
        publication.venue_raw = None;
    }
    let place = publication.venue_raw.as_ref().or(publication.venue.as_ref());
    let on_server = place.is_some_and(|venue| is_preprint_server(venue));
    // "In preparation" names none.
    let placed = place.is_some_and(|at| {
        at.len() >= 30 || remark(at).is_none() || series::named(at).is_some()
    });
    publication.status = Some(if on_server {
        Status::Preprint
    } else {
        match said {
            // "arXiv preprint" beside a place: it has appeared since.
            Some(Status::Preprint) if placed => Status::Published,
            said => said.unwrap_or(Status::Published),
        }
    });
    if publication.venue.is_some() {
        return;
    }
    publication.venue = match publication.venue_raw.as_deref() {
        Some(raw)
            if raw.to_lowercase().contains("arxiv:")
                || raw.to_lowercase().starts_with("arxiv")
                || raw == "CoRR" =>
        {
            Some("arXiv".into())
        }
        Some(raw)
            if is_publisher(raw) || is_thesis(raw) || is_bare_kind(raw) =>
        {
            None
        }
        // "submitted", "in press" in the journal's place name no journal,
        // nor does "under review, top-tier conference".
        Some(raw)
            if remark(raw).is_some()
                && (raw.len() < 30 || !names_any(raw)) =>
        {
            None
        }
        Some(raw) if is_open(raw) => None,
        raw => raw.map(str::to_owned),
    };
}

/// Whether a place names anything: it has a capital within.
fn names_any(place: &str) -> bool {
    place.chars().skip(1).any(char::is_uppercase)
}

/// Whether a place says that nobody knows it yet: "TBD", "Journal TBA".
fn is_open(place: &str) -> bool {
    const OPEN: &[&str] = &["tbd", "tba", "n/a", "na", "none", "-", "–", "—"];
    let lower = place.to_lowercase();
    let bare = ["journal", "conference", "venue"];
    let mut words =
        lower.split_whitespace().filter(|word| !bare.contains(word));
    let last = words.next().map(|word| word.trim_matches(['(', ')', '.']));
    last.is_some_and(|word| OPEN.contains(&word)) && words.next().is_none()
}

/// Whether a place says that the work is a thesis.
pub(in crate::extract) fn is_thesis(place: &str) -> bool {
    let place = place.to_lowercase();
    place.contains("thesis") || place.contains("dissertation")
}

/// Whether the words name a publishing house, which is no venue.
fn is_publisher(text: &str) -> bool {
    const HOUSES: &[&str] = &[
        "springer",
        "springer nature",
        "elsevier",
        "wiley",
        "crc press",
        "cambridge university press",
        "oxford university press",
        "mit press",
        "the mit press",
        "routledge",
        "taylor & francis",
        "world scientific",
        "birkhäuser",
        "de gruyter",
        "princeton university press",
        "ieee",
        "acm",
        "academic press",
        "sage",
        "o'reilly",
    ];
    let text = text.to_lowercase();
    HOUSES.contains(&text.trim_end_matches([' ', '.']))
}

/// Where a remark says that a work is to appear: "Submitted to Nature".
pub(in crate::extract) fn promised(note: &str) -> Option<&str> {
    let place = OPENINGS.iter().find_map(|opening| {
        let head = note.get(..opening.len())?;
        head.eq_ignore_ascii_case(opening).then(|| &note[opening.len()..])
    })?;
    let place = place.strip_prefix("the ").unwrap_or(place);
    let place = place.split([',', ';', '(']).next().unwrap_or(place);
    let place = place.trim().trim_end_matches('.');
    let is_name = place.starts_with(char::is_uppercase);
    (is_name && place.len() <= LONGEST).then_some(place)
}

/// The series of working papers that a remark opens with, where it names no
/// more than that and a number: "NBER Working Paper 34383. R&R, Moss Letters".
pub(in crate::extract) fn series(note: &str) -> Option<&str> {
    let head = note.split(['.', ';', ',']).next()?.trim();
    let name = series::named(head)?;
    let numbers = |c: char| c.is_ascii_digit() || " #No-/".contains(c);
    let behind = head[name.len()..].trim_start();
    let behind = behind.strip_prefix("Series").unwrap_or(behind);
    let whole = behind.trim_matches(numbers).is_empty();
    (whole && head.len() <= LONGEST).then_some(name)
}

/// A place without volume, pages, date and link behind it: "Moss Letters,
/// 31(4), 393-404", "Moss Letters (in press)".
fn bare(place: &str) -> &str {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)
            \s* (?: [,;.(\[]? \s* https?:// .*
            | \s [0-9]{1,3} [,:] \s* (?: [a-z]? [0-9]{1,3} | [a-z]? [0-9]{5,}
              | (?: [03-9] [0-9] | 1 [0-8] | 2 [1-9] ) [0-9]{2}
              | [a-z]? [0-9]+ \s? [-–]{1,2} \s? [a-z]? [0-9]+ )
              (?: [\s.,;(] .* )?
            | [,;] \s* \(? [0-9]+ (?-u:\b) .*
            | \s [0-9]+ \s? \( [0-9]+ (?: [-–/][0-9]+ )? \) .*
            | [,;(]? \s* (?-u:\b) (?: vol(?:ume)? | pp? ) (?-u:\b) \.? \s* [0-9] .*
            | [,;(] \s* (?-u:\b) (?: no | nr | issue ) (?-u:\b) \.? \s* [0-9] .*
            | \s [(\[] (?: 19 | 20 ) [0-9][0-9] [)\]]
            | [,;]? \s* [(\[] (?: in\spress | to\sappear | accepted
              | forthcoming | under\sreview | submitted ) [)\]] .*
            | [,;] \s* (?: in\spress | to\sappear | accepted | forthcoming )
            | [,;] \s* (?: jan | feb | mar | apr | may | jun | jul | aug | sep
              | oct | nov | dec ) [a-z]* \.? \s+ (?: 19 | 20 ) [0-9][0-9]
            )$",
        )
        .expect("the pattern is valid")
    });
    let place = place.trim().trim_matches(['*', '_']);
    // "In preparation" and "In press" tell no place.
    let under_way = remark(place).is_some();
    let place = ["In ", "In: ", "in: "]
        .iter()
        .find_map(|opening| place.strip_prefix(opening))
        .filter(|rest| {
            let named = rest.starts_with(char::is_uppercase);
            !under_way || place.len() > 20 && named
        })
        .unwrap_or(place);
    let Some(tail) = TAIL.find(place).filter(|tail| tail.start() > 2) else {
        return place;
    };
    let head = &place[..tail.start()];
    // "Moss (Proceedings of the Moss Days, 27-28 Feb. 2004)"
    let head = match head.rfind('(') {
        Some(open) if open > 2 && !head[open..].contains(')') => &head[..open],
        _ => head,
    };
    head.trim_end_matches(['*', '_', ',', '.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_before_a_title_tells_how_far_the_work_has_come() {
        for (title, want, status) in [
            ("[Forthcoming] Moss", "Moss", Status::Accepted),
            ("[Under Review] Moss", "Moss", Status::Submitted),
            ("[WIP] Moss", "Moss", Status::Preprint),
            ("(To appear) Moss", "(To appear) Moss", Status::Accepted),
            ("(Slow) Moss", "(Slow) Moss", Status::Published),
            ("[Fe] and Moss", "[Fe] and Moss", Status::Published),
        ] {
            let mut publication =
                Publication { title: title.into(), ..Publication::default() };
            settle(&mut publication, "");
            assert_eq!(publication.title, want);
            assert_eq!(publication.status, Some(status), "{title}");
        }
    }

    #[test]
    fn a_kind_of_work_is_no_place() {
        for (raw, arxiv, venue, status) in [
            ("Article", true, Some("arXiv"), Status::Preprint),
            ("preprint", true, Some("arXiv"), Status::Preprint),
            ("Pre-print", false, None, Status::Preprint),
            ("Article", false, None, Status::Published),
            ("Papers", false, Some("Papers"), Status::Published),
            ("In Preparation", false, None, Status::Preprint),
            (
                "Under review, one of the leading journals",
                false,
                None,
                Status::Submitted,
            ),
            ("Targeting a journal of moss", false, None, Status::Preprint),
            ("Journal TBD", false, None, Status::Published),
            ("Published in Moss.", false, Some("Moss"), Status::Published),
        ] {
            let mut publication = Publication {
                venue_raw: Some(raw.into()),
                arxiv: arxiv.then(|| "2101.00001".into()),
                ..Publication::default()
            };
            settle(&mut publication, raw);
            assert_eq!(publication.venue.as_deref(), venue, "{raw}");
            assert_eq!(publication.status, Some(status), "{raw}");
        }
    }

    #[test]
    fn servers_go_by_several_names() {
        for (place, server) in [
            ("SSRN Electronic Journal", true),
            ("Social Science Research Network", true),
            ("Research Square", true),
            ("Social Science Research", false),
        ] {
            assert_eq!(is_preprint_server(place), server, "{place}");
        }
    }

    #[test]
    fn a_series_of_working_papers_is_a_place() {
        for (note, want) in [
            ("NBER Working Paper 34383. R&R", Some("NBER Working Paper")),
            (
                "Moss Institute Discussion Paper No. 25-12, submitted",
                Some("Moss Institute Discussion Paper"),
            ),
            ("Working Paper", None),
            ("My Working Paper on moss", None),
            ("Submitted", None),
        ] {
            assert_eq!(series(note), want, "{note}");
        }
        let venue_raw = Some("https://moss.example/3".to_owned());
        let mut publication =
            Publication { venue_raw, ..Publication::default() };
        settle(&mut publication, "");
        assert_eq!(publication.venue_raw, None);
    }

    #[test]
    fn places_are_freed_of_what_stands_around() {
        for (text, want) in [
            ("Moss Letters, 31(4), 393–404", "Moss Letters"),
            ("Moss Letters 31(4): 3", "Moss Letters"),
            ("Moss Letters, vol. 3, pp. 3-4", "Moss Letters"),
            (
                "Moss Letters, (16), 1, _pp. 6--7_, https://x.example",
                "Moss Letters",
            ),
            ("Moss Letters 31, 104–112 (SCIE)", "Moss Letters"),
            ("Moss Letters 31, e10458", "Moss Letters"),
            ("Moss Letters 31, 1458", "Moss Letters"),
            ("Moss Letters 31:12", "Moss Letters"),
            ("Moss Days, June 2, 2023", "Moss Days, June 2"),
            ("Moss Letters (in press)", "Moss Letters"),
            ("Moss Letters, to appear", "Moss Letters"),
            ("Moss Letters (2020)", "Moss Letters"),
            ("Moss Letters, February 2024", "Moss Letters"),
            ("In Moss Days (Proceedings, 27-28 Feb. 2004)", "Moss Days"),
            ("In Preparation", "In Preparation"),
            (
                "In preparation for a leading journal",
                "In preparation for a leading journal",
            ),
            ("Moss Days. Report No. 3", "Moss Days. Report No. 3"),
            ("Proc. of ICB 2020", "Proc. of ICB 2020"),
            ("ACM, 31st Workshop on Moss", "ACM, 31st Workshop on Moss"),
            ("3, 4", "3, 4"),
            ("Moss no more", "Moss no more"),
            ("*Moss*", "Moss"),
        ] {
            assert_eq!(bare(text), want, "{text}");
        }
        for (text, want) in [
            ("Submitted to Moss Letters.", Some("Moss Letters")),
            ("Under review, Moss Letters", Some("Moss Letters")),
            ("under review", None),
            ("Moss Letters", None),
        ] {
            assert_eq!(promised(text), want, "{text}");
        }
    }
}
