//! Sections headed "Conferences": some list papers, some talks.

use super::publications::List;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::find_all;
use crate::model::Role;
use crate::parse::date::is_month;

/// Words of headings that tell conferences.
const GATHERINGS: &[&str] = &[
    "conference",
    "conferences",
    "workshops",
    "symposia",
    "congresses",
    "conférences",
    "conferencias",
    "congresos",
    "konferenzen",
];

/// What stands beside them, and tells which of them.
const BESIDE: &[&str] = &[
    "and",
    "&",
    "y",
    "et",
    "und",
    "international",
    "national",
    "domestic",
    "selected",
    "peer-reviewed",
    "refereed",
];

/// What is said of a paper in proceedings.
const OF_PAPERS: &[&str] =
    &["proceedings", "proc. ", "pp.", "pages ", "doi", "lecture notes"];

/// What is said of a talk.
const OF_TALKS: &[&str] = &[
    "(oral",
    "(poster",
    "[oral",
    "[poster",
    "(talk",
    "oral presentation",
    "poster presentation",
    "invited talk",
    ", talk:",
    ", poster:",
];

/// What a section headed by conferences alone lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gathering {
    Papers,
    Talks,
    /// It says neither.
    Unsaid,
}

/// Whether a heading tells conferences and nothing else.
pub(super) fn heads_gathering(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    let told = |word: &str| GATHERINGS.contains(&word);
    let mut words = heading.split_whitespace();
    words.clone().any(told)
        && words.all(|word| told(word) || BESIDE.contains(&word))
}

/// Whether a heading tells what was reviewed to be presented at conferences,
/// which may be papers: "Peer-Reviewed Conference Presentations".
pub(super) fn heads_refereed(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    let refereed = ["peer-reviewed", "peer reviewed", "refereed"];
    let rest = refereed.iter().find_map(|word| heading.strip_prefix(word));
    rest.and_then(|rest| rest.strip_suffix("presentations"))
        .is_some_and(heads_gathering)
}

/// Whether a heading tells papers of conferences, which may have been read
/// there and nothing more.
pub(super) fn heads_read_papers(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    let bare = ["papers", "contributions", "abstracts"]
        .iter()
        .find_map(|papers| heading.strip_suffix(papers));
    bare.is_some_and(heads_gathering)
}

/// Whether a heading tells conferences, whatever else it tells: "Conferences
/// at the host university".
pub(super) fn names_gathering(heading: &str) -> bool {
    const WORDS: &[&str] =
        &["conference", "workshop", "symposi", "seminar", "congress"];
    let heading = heading.to_lowercase();
    WORDS.iter().any(|word| heading.contains(word))
}

/// Characters of most papers' entries.
const SHORTEST: usize = 50;

/// Whether a text holds an initial, as names of authors do.
fn names_somebody(text: &str) -> bool {
    text.split([' ', ',']).any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next() == Some('.')
    })
}

/// The paragraphs of a list, but for headings.
fn paragraphs(list: &List<'_>) -> impl Iterator<Item = String> {
    let chunks = list.lines.chunk_by(|_, next| !next.first);
    let chunks =
        chunks.filter(|lines| !matches!(lines[0].role, Role::Heading(_)));
    chunks.map(|lines| {
        let text = lines.iter().map(|line| list.document.slice(line.span));
        text.collect::<Vec<_>>().join(" ")
    })
}

/// Whether a text tells a day: "October 18–20", "3 May".
fn tells_day(text: &str) -> bool {
    let is_day = |word: &str| {
        let day = word.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
        day && word.len() < 3
    };
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| {
        is_month(pair[0]) && is_day(pair[1])
            || is_day(pair[0]) && is_month(pair[1])
    })
}

/// Whether the papers of a list were read at conferences, day by day, and
/// nothing says that they are printed anywhere.
pub(super) fn were_read(list: &List<'_>) -> bool {
    /// Entries that tell.
    const TELLING: usize = 3;
    let (mut entries, mut days, mut known, mut quoted) = (0, 0, 0, 0);
    for text in paragraphs(list).filter(|text| text.len() >= SHORTEST) {
        let lower = text.to_lowercase();
        if OF_PAPERS.iter().any(|words| lower.contains(words)) {
            return false;
        }
        entries += 1;
        // Who reads alone prints no authors before the title.
        let opens = |c: char| !c.is_alphabetic() && !matches!(c, '“' | '"');
        quoted += usize::from(
            text.trim_start_matches(opens).starts_with(['“', '"']),
        );
        days += usize::from(tells_day(&text));
        let venue = find_all(&text);
        known += usize::from(
            venue.iter().any(|venue| venue.strength > Strength::Word),
        );
    }
    entries >= TELLING
        && days * 5 >= entries * 4
        && quoted * 5 >= entries * 4
        && known * 4 <= entries
}

/// What the entries of such a section are.
pub(super) fn gathering(list: &List<'_>) -> Gathering {
    let (mut entries, mut papers, mut talks, mut known) = (0, 0, 0, 0);
    let mut short = 0;
    for text in paragraphs(list) {
        if text.chars().count() < SHORTEST {
            short += usize::from(names_somebody(&text));
            continue;
        }
        entries += 1;
        let lower = text.to_lowercase();
        let holds = |words: &[&str]| words.iter().any(|w| lower.contains(w));
        talks += usize::from(holds(OF_TALKS));
        papers += usize::from(holds(OF_PAPERS));
        let venue = || {
            find_all(&text).iter().any(|venue| venue.strength > Strength::Word)
        };
        known += usize::from(venue());
    }
    // None is long enough for a paper: conferences attended.
    if talks * 2 > entries
        || entries + short == 0
        || entries >= 3 && papers + known == 0
    {
        Gathering::Talks
    } else if entries > 0 && papers * 2 >= entries && talks == 0 {
        Gathering::Papers
    } else {
        Gathering::Unsaid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};

    fn held(entries: &[&str]) -> Gathering {
        let block = |text: &&str| RawBlock {
            role: Role::Item(0),
            page: None,
            lines: vec![RawLine::plain(*text, 1)],
        };
        let blocks = entries.iter().map(block).collect();
        let raw = Raw { blocks, ..Raw::default() };
        let document = crate::normalize::document(raw, "x", "markdown");
        let lines = document.lines();
        gathering(&List { document: &document, lines: &lines, heading: "" })
    }

    #[test]
    fn a_day_is_told() {
        for (text, told) in [
            ("Sand Meeting, Kiel, October 18–20, 2019", true),
            ("Sand Meeting, 3 May 2019", true),
            ("Sand Meeting, May 2019", false),
            ("River May, 45 pages", false),
        ] {
            assert_eq!(tells_day(text), told, "{text}");
        }
        assert!(heads_gathering("Refereed Conferences"));
        assert!(!heads_gathering("Peer-reviewed"));
        assert!(heads_read_papers("Conference Papers"));
        assert!(heads_refereed("Peer-Reviewed Conference Presentations"));
        assert!(!heads_refereed("Conference Presentations"));
        assert!(!heads_refereed("Peer-Reviewed Presentations"));
        assert!(!heads_read_papers("Working Papers"));
        assert!(!heads_read_papers("Papers"));
    }

    #[test]
    fn conferences_hold_papers_or_talks() {
        for (entries, kind) in [
            (
                [
                    "A. Roe, B. Li. Slow Rivers. Proceedings of Sand, 2019.",
                    "A. Roe, B. Li. Fast Rivers. Sand Meeting, pp. 3-9, 2018.",
                    "A. Roe, B. Li. Wide Rivers. ICML 2017, Sydney, Australia.",
                ],
                Gathering::Papers,
            ),
            (
                [
                    "A. Roe, B. Li. Slow Rivers. Sand Meeting, 2019 (Oral)",
                    "A. Roe, B. Li. Fast Rivers. Sand Meeting, 2018 (Poster)",
                    "A. Roe, B. Li. Wide Rivers. Sand Seminar, March 2017.",
                ],
                Gathering::Talks,
            ),
            (
                [
                    "A. Roe, B. Li. Slow Rivers. Sand Meeting, Kiel, 2019.",
                    "A. Roe, B. Li. Fast Rivers. Sand Meeting, Lyon, 2018.",
                    "A. Roe, B. Li. Wide Rivers. ICML 2017, Sydney, Australia.",
                ],
                Gathering::Unsaid,
            ),
        ] {
            assert_eq!(held(&entries), kind, "{entries:?}");
        }
        let attended = ["Sand Days (2020)", "Sand Weeks (2019, 2021)", ""];
        assert_eq!(held(&attended), Gathering::Talks);
        let short = ["A. Roe. Slow Rivers. ICML 2019.", "", ""];
        assert_eq!(held(&short), Gathering::Unsaid);
        assert!(heads_gathering("Conferences and Workshops:"));
        assert!(!heads_gathering("Conference Papers"));
        assert!(!heads_gathering(""));
    }
}
