//! Organizations, titles, posts and degrees.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::gazetteer::institution::{self, InstitutionMatch};
use crate::model::{
    Affiliation, Document, Education, Line, Position, fold_name,
};
use crate::parse::date::{DateRange, date_range};
use crate::parse::department::department;
use crate::parse::words::is_joining;

/// Titles of posts, longest first where one holds another.
const TITLES: &[&str] = &[
    "tenure-track assistant professor",
    "visiting assistant professor",
    "adjunct assistant professor",
    "adjunct associate professor",
    "adjunct professor",
    "assistant professor",
    "associate professor",
    "distinguished professor",
    "full professor",
    "visiting professor",
    "professor emeritus",
    "emeritus professor",
    "junior professor",
    "chair professor",
    "professor",
    "principal research scientist",
    "senior research scientist",
    "staff research scientist",
    "research scientist",
    "senior research engineer",
    "research engineer",
    "senior research fellow",
    "research fellow",
    "senior researcher",
    "principal researcher",
    "postdoctoral researcher",
    "postdoctoral research associate",
    "postdoctoral research fellow",
    "postdoctoral fellow",
    "postdoctoral associate",
    "postdoctoral scholar",
    "postdoc",
    "post-doctoral researcher",
    "visiting researcher",
    "visiting scholar",
    "visiting scientist",
    "visiting student",
    "research associate",
    "research assistant",
    "teaching assistant",
    "graduate research assistant",
    "research intern",
    "student researcher",
    "applied scientist intern",
    "applied scientist",
    "data scientist",
    "senior lecturer",
    "lecturer",
    "reader",
    "maître de conférences",
    "chargé de recherche",
    "directeur de recherche",
    "software engineer",
    "machine learning engineer",
    "intern",
    "instructor",
    "staff scientist",
    "scientist",
    "ph.d. candidate",
    "phd candidate",
    "doctoral candidate",
    "ph.d. student",
    "phd student",
    "doctoral student",
    "doctoral researcher",
    "phd researcher",
    "ph.d. researcher",
    "master student",
    "master's student",
    "undergraduate student",
    "researcher",
    "director",
    "head of",
    "dean",
    "economist",
    "engineer",
    "consultant",
    "fellow",
    "wissenschaftlicher mitarbeiter",
    "professeur",
    "教授",
    "副教授",
    "助理教授",
    "博士生",
    "讲师",
    "研究员",
    "副研究员",
];

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| matcher(TITLES));

/// Finds words of a table, in the form that is soon built: one of all states
/// took longer than most documents take to read.
fn matcher(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(words)
        .expect("a table of some short words always compiles")
}

/// The title of a post named in a text, as printed.
pub(super) fn title(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let whole = |at: usize, word: &str| {
        !lower[..at].ends_with(char::is_alphanumeric)
            && !lower[at + word.len()..].starts_with(char::is_alphanumeric)
    };
    // A title counts where it stands first; "assistant professor" holds two.
    let mut seen = [false; TITLES.len()];
    MATCHER
        .find_overlapping_iter(&lower)
        .filter(|m| !std::mem::replace(&mut seen[m.pattern()], true))
        .map(|m| (m.start(), TITLES[m.pattern()]))
        .filter(|(at, word)| whole(*at, word))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))
        .and_then(|(at, word)| text.get(at..at + word.len()))
}

/// Words of organizations that no table knows.
static ORGANIZATION: LazyLock<AhoCorasick> =
    LazyLock::new(|| matcher(ORGANIZATIONS));

const ORGANIZATIONS: &[&str] = &[
    "university",
    "universit",
    "institut",
    "college",
    "school of",
    "academy",
    "laborator",
    "research center",
    "research centre",
    "hochschule",
    "école",
    "ecole",
    "universidad",
    "politecnico",
    "polytechnic",
    "hospital",
    "cnrs",
    "inria",
    "大学",
    "学院",
    "研究所",
    "研究院",
    "foundation",
    "inc.",
    "corporation",
    "labs",
    "research group",
    "graduate school",
    "business school",
];

/// The organization that a text names: one that the table knows, else the
/// stretch that holds the words of one.
pub(super) fn organization(text: &str) -> Option<String> {
    // "Computer Science at Rice University": the first known one, as
    // printed.
    if let Some(found) = named(text).first() {
        return Some(as_printed(text, found).to_owned());
    }
    stretch_of(text, &ORGANIZATION)
}

/// The known organizations that a text names, addresses left out: the
/// "Cambridge" of "MIT, Cambridge, MA".
fn named(text: &str) -> Vec<InstitutionMatch> {
    let mut named = institution::find_all(text);
    let first = named.first().map_or(0, |found| found.span.start);
    named.retain(|found| {
        let printed = &text[found.span.clone()];
        let (before, behind) =
            (&text[..found.span.start], &text[found.span.end..]);
        let town = !printed.contains(' ')
            && printed.contains(char::is_lowercase)
            && (is_country_behind(behind)
                || found.span.start > first
                    && before.trim_end().ends_with(','));
        // Two letters are a state or a title far more often.
        printed.chars().count() > 2 && !town
    });
    named
}

/// Whether a place goes on with its state or country: ", MA 02139", ", UK".
fn is_country_behind(behind: &str) -> bool {
    const COUNTRIES: &[&str] = &["USA", "UK", "Canada", "England", "Ontario"];
    let Some(rest) = behind.strip_prefix(", ") else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let state = word.len() == 2 && word.chars().all(char::is_uppercase);
    state || COUNTRIES.contains(&word)
}

/// The stretch between separators that holds one of some words.
fn stretch_of(text: &str, words: &AhoCorasick) -> Option<String> {
    text.split(['\n', '\t', '|', ',', ';', '(', ')', '•', '·'])
        .flat_map(|part| part.split(" at "))
        .flat_map(|part| part.split(" – "))
        .map(str::trim)
        .find(|part| {
            part.chars().count() < 90 && words.is_match(&part.to_lowercase())
        })
        .map(|part| {
            let part = part
                .trim_start_matches("the ")
                .trim_matches([' ', '.', '*', '-', ':']);
            part.to_owned()
        })
        .filter(|part| part.chars().count() > 3 && !is_generic(part))
}

/// Whether words name no organization but a kind: "Research group".
fn is_generic(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "academy",
        "college",
        "department",
        "foundation",
        "graduate",
        "group",
        "institute",
        "laboratories",
        "laboratory",
        "labs",
        "my",
        "our",
        "research",
        "school",
        "the",
        "university",
    ];
    let mut words = name.split_whitespace();
    words.all(|word| KINDS.contains(&word.to_lowercase().as_str()))
}

/// One entry of a list of posts or degrees.
struct Stay {
    text: String,
    dates: Option<DateRange>,
}

/// Parts a section into stays: each has one range of dates.
fn stays(document: &Document, lines: &[Line]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for line in lines {
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        let dates = date_range(text);
        // An organization line opens a stay, also the one whose dates come
        // on a line of their own below.
        let named =
            |text: &str| title(text).is_some() || organization(text).is_some();
        let opens = || dates.is_some() || (line.first && named(text));
        let complete = |stay: &Stay| stay.dates.is_some() && named(&stay.text);
        let fresh = stays.last().is_none_or(|stay| {
            !is_cut(&stay.text) && complete(stay) && opens()
        });
        if fresh {
            stays.push(Stay { text: text.to_owned(), dates });
            continue;
        }
        if let Some(stay) = stays.last_mut() {
            stay.text.push('\n');
            stay.text.push_str(text);
            stay.dates = stay.dates.take().or(dates);
        }
    }
    stays
}

/// Whether a text breaks off where more must follow: "…, Institute of".
fn is_cut(text: &str) -> bool {
    let last = text.rsplit([' ', '\n']).next().unwrap_or("");
    last.ends_with([',', '&']) || is_joining(last)
}

/// The posts of a section.
pub(super) fn positions(document: &Document, lines: &[Line]) -> Vec<Position> {
    stays(document, lines)
        .into_iter()
        .filter_map(|stay| {
            let title = title(&stay.text).map(str::to_owned);
            let organization = organization(&stay.text);
            if title.is_none() && organization.is_none() {
                return None;
            }
            let dates = stay.dates.unwrap_or_default();
            Some(Position {
                title,
                organization,
                start: dates.start,
                end: dates.end,
                current: dates.current,
            })
        })
        .collect()
}

/// Degrees as they are printed.
const DEGREES: &[&str] = &[
    "ph.d",
    "phd",
    "ph. d",
    "doctor of",
    "doctorate",
    "dphil",
    "d.phil",
    "doctoral",
    "master of",
    "master",
    "m.sc",
    "msc",
    "m.s.",
    "ms in",
    "m.a.",
    "ma in",
    "m.phil",
    "mphil",
    "mba",
    "m.eng",
    "meng",
    "bachelor",
    "b.sc",
    "bsc",
    "b.s.",
    "bs in",
    "b.a.",
    "ba in",
    "b.eng",
    "beng",
    "b.e.",
    "b.tech",
    "btech",
    "m.tech",
    "diplom",
    "licence",
    "laurea",
    "magister",
    "diploma",
    "habilitation",
    "dr. rer",
    "doctorat",
    "博士",
    "硕士",
    "学士",
    "本科",
    "a.b.",
    "s.b.",
    "s.m.",
    "j.d.",
    "m.d.",
];

/// The degrees of a section.
pub(super) fn education(
    document: &Document,
    lines: &[Line],
) -> Vec<Education> {
    stays(document, lines)
        .into_iter()
        .filter_map(|stay| {
            let degree = degree(&stay.text);
            let organization = organization(&stay.text);
            if degree.is_none() && organization.is_none() {
                return None;
            }
            let dates = stay.dates.unwrap_or_default();
            Some(Education {
                degree,
                organization,
                start: dates.start,
                end: dates.end,
                advisors: advisors(&stay.text),
            })
        })
        .collect()
}

fn degree(text: &str) -> Option<String> {
    text.lines()
        .flat_map(|line| line.split(['\t', '|', ',', '•']))
        .map(str::trim)
        .find(|part| {
            let lower = part.to_lowercase();
            part.chars().count() < 100
                && DEGREES.iter().any(|degree| {
                    lower.find(degree).is_some_and(|at| {
                        !lower[..at].ends_with(char::is_alphanumeric)
                    })
                })
        })
        .map(|part| {
            let end = date_range(part).map_or(part.len(), |d| d.range.start);
            let cut = if end > 4 { &part[..end] } else { part };
            cut.trim_matches([' ', '-', '–', ':', '(', '*', '.']).to_owned()
        })
        .filter(|degree| !degree.is_empty())
}

/// Names behind "advised by", "Advisor:", "supervisor".
fn advisors(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let words = [
        "co-advised by",
        "advised by",
        "co-advisors:",
        "co-advisor:",
        "advisors:",
        "advisor:",
        "supervisors:",
        "supervisor:",
        "supervised by",
        "under the supervision of",
        "adviser:",
        "betreuer:",
        "导师：",
        "导师:",
    ];
    let Some(behind) = words
        .iter()
        .find_map(|word| lower.find(word).map(|at| at + word.len()))
    else {
        return Vec::new();
    };
    let line = text[behind..].lines().next().unwrap_or("");
    line.split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .filter_map(crate::model::PersonName::parse)
        .filter(crate::model::PersonName::is_full)
        .map(|name| name.display().to_owned())
        .take(4)
        .collect()
}

/// Where the person is now, by header, prose, e-mail and posts.
pub(super) fn current(
    header: &[&str],
    emails: &[String],
    positions: &[Position],
    education: &[Education],
) -> Vec<Affiliation> {
    let mut found: Vec<Affiliation> = Vec::new();
    for text in header {
        let places = named(text);
        for (i, place) in places.iter().enumerate() {
            if is_link_word(text, &place.span) {
                continue;
            }
            // What stands between two organizations is the second one's,
            // behind the last one its own.
            let start = if i > 0 { places[i - 1].span.end } else { 0 };
            let unit =
                department(&text[start..place.span.start]).or_else(|| {
                    let last = i + 1 == places.len();
                    department(&text[place.span.end..]).filter(|_| last)
                });
            add(&mut found, as_printed(text, place), unit, true);
        }
    }
    for position in positions.iter().filter(|p| p.current) {
        if let Some(organization) = &position.organization {
            add(&mut found, organization, None, true);
        }
    }
    for address in emails {
        let domain = address.rsplit('@').next().unwrap_or("");
        if let Some(place) = institution::by_domain(domain) {
            add(&mut found, place.name(), None, true);
        }
    }
    let held = positions.iter().filter_map(|p| p.organization.as_deref());
    let schools = education.iter().filter_map(|e| e.organization.as_deref());
    if found.is_empty() {
        // Nothing says "now": the header's words, then the latest post.
        let words = header.iter().find_map(|t| stretch_of(t, &ORGANIZATION));
        let latest = held.clone().chain(schools.clone()).next();
        if let Some(organization) = words.as_deref().or(latest) {
            add(&mut found, organization, None, true);
        }
    }
    for organization in held.chain(schools) {
        add(&mut found, organization, None, false);
    }
    found
}

/// An organization as the text has it; its usual name where the print is
/// cut off within brackets ("ICT), CAS").
fn as_printed<'a>(text: &'a str, found: &InstitutionMatch) -> &'a str {
    let printed = with_unit(text, &found.span);
    let count = |bracket: char| printed.matches(bracket).count();
    let name = found.institution.name();
    // "UNiVERSiTY COLLEGE": small capitals, or all of them.
    let shouted = printed.contains(' ')
        && printed.chars().filter(|c| c.is_uppercase()).count() * 2
            > printed.len()
        && fold_name(name) == fold_name(printed);
    if count('(') == count(')') && !shouted { printed } else { name }
}

/// The printed name of an organization with the unit that belongs to it:
/// "Amazon Robotics", "Meta AI".
fn with_unit<'a>(text: &'a str, span: &std::ops::Range<usize>) -> &'a str {
    const UNITS: &[&str] =
        &[" Research", " Robotics", " AI", " Labs", " Lab", " Brain"];
    let behind = &text[span.end..];
    let unit = UNITS.iter().find(|unit| {
        behind.strip_prefix(**unit).is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_alphanumeric() || c == ' ')
        })
    });
    &text[span.start..span.end + unit.map_or(0, |unit| unit.len())]
}

/// Whether a company's name is but the word of a link: "LinkedIn | GitHub |
/// Google Scholar".
fn is_link_word(text: &str, span: &std::ops::Range<usize>) -> bool {
    const SITES: &[&str] = &[
        "linkedin",
        "github",
        "gitlab",
        "researchgate",
        "twitter",
        "facebook",
        "youtube",
        "medium",
        "x",
    ];
    let word = text[span.clone()].to_lowercase();
    let behind = text[span.end..].trim_start().to_lowercase();
    let before = text[..span.start].trim_end().to_lowercase();
    let worked =
        [" at", " with", " for", "@"].iter().any(|w| before.ends_with(w));
    !worked
        && (SITES.contains(&word.as_str())
            || word == "google" && behind.starts_with("scholar"))
}

/// Adds an organization that is not there yet, under whichever name.
fn add(
    found: &mut Vec<Affiliation>,
    organization: &str,
    department: Option<String>,
    current: bool,
) {
    let organization =
        organization.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = institution::by_alias(&organization);
    let same = |other: &str| {
        other == organization
            || institution::by_alias(other).is_some_and(|other| {
                known.is_some_and(|known| known.name() == other.name())
            })
    };
    match found.iter_mut().find(|a| same(&a.organization)) {
        Some(first) => {
            // "USC" above, "University of Southern California" below: the
            // name that says more.
            if !first.organization.contains(' ') && organization.contains(' ')
            {
                first.organization = organization;
            }
            first.department = first.department.take().or(department);
        }
        None => found.push(Affiliation { organization, department, current }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_a_post_is_found() {
        for (text, want) in [
            (
                "Assistant Professor at Example University",
                Some("Assistant Professor"),
            ),
            ("I am a PhD student in", Some("PhD student")),
            ("International Affairs", None),
            ("Interning", None),
        ] {
            assert_eq!(title(text), want, "{text}");
        }
    }

    #[test]
    fn advisors_stand_behind_their_word() {
        let text = "Ph.D. in CS, advised by Dr. Ann B. Roe and Carl Diaz";
        assert_eq!(advisors(text), ["Ann B. Roe", "Carl Diaz"]);
        assert_eq!(degree(text).as_deref(), Some("Ph.D. in CS"));
    }
}
