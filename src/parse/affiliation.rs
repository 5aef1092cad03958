//! Where a person is now.

use std::ops::Range;

use super::department::department;
use super::organization::{as_printed, named};
use super::unlisted::unlisted;
use crate::gazetteer::institution;
use crate::model::{Affiliation, Education, Position};

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
        let words = header.iter().find_map(|t| unlisted(t));
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
