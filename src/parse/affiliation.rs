//! Where a person is now.

use std::borrow::Cow;
use std::ops::Range;

use super::department::department;
use super::education::Degrees;
use super::organization::{as_printed, named};
use super::tense::{Teller, Tense, is_over};
use super::unlisted::unlisted;
use crate::gazetteer::institution;
use crate::model::{Affiliation, Education, Position};

/// A line that tells of the person, above the first list.
pub(super) struct Told<'a> {
    pub(super) text: Cow<'a, str>,
    /// It belongs to the paragraph of the one before.
    pub(super) goes_on: bool,
    pub(super) is_item: bool,
}

/// Where the person is now, by header, prose, e-mail and posts.
pub(super) fn current(
    header: &[Told<'_>],
    emails: &[String],
    positions: &[Position],
    education: &Degrees,
) -> Vec<Affiliation> {
    let Header { mut found, past, words } = Header::read(header);
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
    for organization in &education.pursued {
        add(&mut found, organization, None, true);
    }
    let degrees = &education.taken;
    if found.is_empty() {
        // Nothing says "now": the header's words, then the latest post.
        let latest = || latest(positions, degrees).map(str::to_owned);
        if let Some(organization) = words.or_else(latest) {
            add(&mut found, &organization, None, true);
        }
    }
    for one in past {
        add(&mut found, &one.organization, one.department, false);
    }
    let held = positions.iter().filter_map(|p| p.organization.as_deref());
    let schools = degrees.iter().filter_map(|e| e.organization.as_deref());
    for organization in held.chain(schools) {
        add(&mut found, organization, None, false);
    }
    found
}

/// What the lines above the first list name.
#[derive(Default)]
struct Header {
    found: Vec<Affiliation>,
    /// What is over.
    past: Vec<Affiliation>,
    /// The first that no table knows, and that is not over.
    words: Option<String>,
}

impl Header {
    fn read(lines: &[Told<'_>]) -> Header {
        let mut header = Header::default();
        let mut teller = Teller::default();
        let mut was_over = false;
        for told in lines {
            if !told.goes_on {
                teller = Teller::default();
            }
            // What was done there is over with the stay.
            was_over = is_over(&told.text, "") || told.is_item && was_over;
            header.add_line(&told.text, was_over, &mut teller);
        }
        header
    }

    fn add_line(&mut self, text: &str, was_over: bool, teller: &mut Teller) {
        let places = named(text);
        let mut read = 0;
        for (i, place) in places.iter().enumerate() {
            let start = place.span.start;
            let tense = teller.read(&text[read..start]);
            read = start;
            if is_link_word(text, &place.span) {
                continue;
            }
            // What stands between two organizations is the second one's,
            // behind the last one its own.
            let from = if i > 0 { places[i - 1].span.end } else { 0 };
            let unit = department(&text[from..start]).or_else(|| {
                let last = i + 1 == places.len();
                department(&text[place.span.end..]).filter(|_| last)
            });
            let over = was_over
                || tense == Tense::Past
                || is_over(text, &text[..start]);
            let into = if over { &mut self.past } else { &mut self.found };
            add(into, as_printed(text, place), unit, !over);
        }
        if places.is_empty() && self.words.is_none() && !was_over {
            let name = unlisted(text);
            let at = name.as_ref().and_then(|name| text.find(&**name));
            let at = at.unwrap_or(0);
            let tense = teller.read(&text[..at]);
            read = at;
            let now = tense != Tense::Past && !is_over(text, &text[..at]);
            self.words = name.filter(|_| now);
        }
        teller.read(&text[read..]);
    }
}

/// The organization of the post or degree that ends last; a post, where both
/// end together or no end is told.
fn latest<'a>(
    positions: &'a [Position],
    degrees: &'a [Education],
) -> Option<&'a str> {
    // "2025: Edinburgh" tells of a visit rather.
    let held = positions.iter().filter(|p| {
        let name = p.organization.as_deref();
        p.title.is_some() || name.is_some_and(|name| name.contains(' '))
    });
    let held = held.map(|p| (&p.organization, &p.end, &p.start));
    let taken = degrees.iter().map(|e| (&e.organization, &e.end, &e.start));
    let year = |date: &str| date.get(..4)?.parse::<i32>().ok();
    let mut latest: Option<(Option<i32>, &str)> = None;
    for (organization, end, start) in held.chain(taken) {
        let Some(organization) = organization else { continue };
        let end = end.as_ref().or(start.as_ref()).and_then(|d| year(d));
        if latest.is_none_or(|(last, _)| last.is_some() && end > last) {
            latest = Some((end, organization));
        }
    }
    latest.map(|(_, organization)| organization)
}

/// Whether a company's name is but the word of a link: "LinkedIn | GitHub |
/// Google Scholar".
fn is_link_word(text: &str, span: &Range<usize>) -> bool {
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
            || word == "google"
                && ["scholar", "+", "plus", "sites", "drive", "calendar"]
                    .iter()
                    .any(|site| behind.starts_with(site))
            || word == "nasa" && behind.starts_with("ads")
            || word == "nasa" && behind.starts_with("/ads")
            || ["press:", "media:", "media coverage:", "in the news:"]
                .iter()
                .any(|word| text.trim().to_lowercase().starts_with(word)))
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

    /// What a header, of which a line that begins with `+` goes on, says.
    fn read(lines: &[&'static str]) -> Vec<(String, bool)> {
        let told = |line: &&'static str| match line.strip_prefix('+') {
            Some(text) => (text, true, false),
            None => {
                (line.trim_start_matches("* "), false, line.starts_with('*'))
            }
        };
        let told = |line| {
            let (text, goes_on, is_item) = told(line);
            Told { text: text.into(), goes_on, is_item }
        };
        let header: Vec<Told> = lines.iter().map(told).collect();
        let found = current(&header, &[], &[], &Degrees::default());
        found.into_iter().map(|a| (a.organization, a.current)).collect()
    }

    #[test]
    fn what_was_is_not_where_one_is() {
        for (lines, want) in [
            (
                &["I am at Rice University. I received my PhD from MIT."][..],
                &[("Rice University", true), ("MIT", false)][..],
            ),
            (
                &["I received my Ph.D. degree", "+from Rice University"],
                &[("Rice University", false)],
            ),
            (
                &["I was at Rice University", "+and am at Rice University"],
                &[("Rice University", true)],
            ),
            (
                &["2015-2017: Archivist at Rice University", "MIT, Boston"],
                &[("MIT", true), ("Rice University", false)],
            ),
            (&["All papers: NASA ADS"], &[]),
            (
                &[
                    "2015-2017: Archivist",
                    "* Work with MIT",
                    "Moss University",
                ],
                &[("Moss University", true), ("MIT", false)],
            ),
            (&["I received my PhD from Moss University"], &[]),
        ] {
            let found = read(lines);
            let found: Vec<_> =
                found.iter().map(|(name, now)| (&**name, *now)).collect();
            assert_eq!(found, want, "{lines:?}");
        }
    }

    #[test]
    fn the_latest_stay_ends_last() {
        let post = |name: &str, end: Option<&str>| Position {
            title: None,
            organization: Some(name.into()),
            start: None,
            end: end.map(str::to_owned),
            current: false,
        };
        let degree = |name: &str, end: &str| Education {
            degree: None,
            organization: Some(name.into()),
            start: None,
            end: Some(end.into()),
            advisors: Vec::new(),
        };
        for (posts, degrees, want) in [
            (vec![post("A U", Some("2012"))], vec![degree("B", "2015")], "B"),
            (
                vec![post("A U", Some("2015"))],
                vec![degree("B", "2015")],
                "A U",
            ),
            (vec![post("A U", None)], vec![degree("B", "2015")], "A U"),
            (vec![post("A", None)], vec![degree("B", "2015")], "B"),
        ] {
            assert_eq!(latest(&posts, &degrees), Some(want));
        }
    }
}
