//! Where a person is now.

use std::borrow::Cow;
use std::ops::Range;

use super::department::department;
use super::education::Degrees;
use super::mentions::mentions;
use super::tense::{
    Teller, Tense, ends_in_han, ends_then, is_ahead, is_dated, is_over_in_han,
    over,
};
use crate::gazetteer::institution;
use crate::model::{Affiliation, Education, Position, fold_name};

/// A line that tells of the person, above the first list.
pub(super) struct Told<'a> {
    pub(super) text: Cow<'a, str>,
    /// It belongs to the paragraph of the one before.
    pub(super) goes_on: bool,
    pub(super) is_item: bool,
}

impl<'a> Told<'a> {
    /// A text that stands by itself.
    pub(super) fn alone(text: &'a str) -> Told<'a> {
        Told { text: text.into(), goes_on: false, is_item: false }
    }
}

/// Where the person is now, by what the format tells of them, header, prose,
/// e-mail and posts.
pub(super) fn current(
    told: &[Affiliation],
    header: &[Told<'_>],
    emails: &[String],
    positions: &[Position],
    education: &Degrees,
) -> Vec<Affiliation> {
    let Header { found: printed, past, words, likely } = Header::read(header);
    let mut found: Vec<Affiliation> = Vec::new();
    for one in told.iter().take(MOST_TOLD).chain(&printed) {
        let unit = one.department.clone();
        add(&mut found, &one.organization, unit, true);
    }
    let lasts = |p: &&Position| {
        p.current || p.end.as_ref().is_some_and(|end| is_ahead(end))
    };
    for position in positions.iter().filter(lasts) {
        if let Some(organization) = &position.organization {
            add(&mut found, organization, None, true);
        }
    }
    for address in emails {
        let domain = address.rsplit('@').next().unwrap_or("");
        // What is printed in full tells how it is called there.
        if let Some(place) = institution::by_domain(domain)
            && same(&mut found, place.name())
                .is_none_or(|known| !known.organization.contains(' '))
        {
            add(&mut found, place.name(), None, true);
        }
    }
    for organization in &education.pursued {
        add(&mut found, organization, None, true);
    }
    let degrees = &education.taken;
    if found.is_empty() {
        // Nothing says "now": the header's words, also those likely of what
        // was, then the latest post.
        let latest = || latest(positions, degrees).map(str::to_owned);
        if let Some(organization) = words.or(likely).or_else(latest) {
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

/// Places that a format may tell of somebody, at most.
const MOST_TOLD: usize = 12;

/// Bytes of a line in which a degree says when the rest is.
const LONGEST_ENTRY: usize = 400;

/// What the lines above the first list name.
#[derive(Default)]
struct Header {
    found: Vec<Affiliation>,
    /// What is over.
    past: Vec<Affiliation>,
    /// The first that no table knows, and that is not over.
    words: Option<String>,
    /// The first that is likely over, and not surely.
    likely: Option<String>,
}

impl Header {
    fn read(lines: &[Told<'_>]) -> Header {
        let mut header = Header::default();
        let mut teller = Teller::default();
        // What was done there is over with the stay above the items.
        let mut above = Tense::Unsaid;
        for told in lines {
            if !told.goes_on {
                teller = Teller::default();
            }
            let own = over(&told.text, "");
            if !told.is_item {
                above = own;
            } else if is_dated(&told.text) {
                above = Tense::Unsaid;
            }
            let line = if above.is_past() { above } else { own };
            header.add_line(&told.text, line, &mut teller);
        }
        header
    }

    /// Adds what a line names, which is over where the line is.
    fn add_line(&mut self, text: &str, line: Tense, teller: &mut Teller) {
        let when = |at: usize, end: usize, tense: Tense| {
            let behind = text.get(end..).unwrap_or("");
            // The line's own dates are told; long ones are no lists.
            let before = text.get(..at.min(LONGEST_ENTRY)).unwrap_or("");
            match over("", before) {
                _ if line == Tense::Over || ends_then(behind) => Tense::Over,
                _ if is_over_in_han(text.get(..at).unwrap_or(""))
                    || ends_in_han(behind) =>
                {
                    Tense::Over
                }
                own if own.is_past() && tense != Tense::Over => own,
                _ if line.is_past() && !tense.is_past() => line,
                _ => tense,
            }
        };
        let mentions = mentions(text);
        let mut read = 0;
        for (i, mention) in mentions.iter().enumerate() {
            let Range { start, end } = mention.span;
            let tense = teller.read(&text[read..start]);
            read = start;
            if is_link_word(text, &mention.span) || is_partner(&text[..start])
            {
                continue;
            }
            let tense = when(start, end, tense);
            if !mention.sure {
                // "I now work at Sandworks. I studied at Rice University."
                let next = mentions.get(i + 1).map(|next| next.span.start);
                let alone = next.is_none_or(|next| {
                    teller.ends_sentence_in(&text[end..next])
                });
                match tense == Tense::Now && next.is_some() && alone {
                    true => add(&mut self.found, &mention.name, None, true),
                    false => self.add_unsure(&mention.name, tense),
                }
                continue;
            }
            // What stands between two organizations is the second one's,
            // behind the last one its own.
            let from = if i > 0 { mentions[i - 1].span.end } else { 0 };
            let unit = department(&text[from..start]).or_else(|| {
                let last = i + 1 == mentions.len();
                last.then(|| department(&text[end..])).flatten()
            });
            if tense == Tense::Past && self.likely.is_none() {
                self.likely = Some(mention.name.clone().into_owned());
            }
            let now = !tense.is_past();
            let into = if now { &mut self.found } else { &mut self.past };
            add(into, &mention.name, unit, now);
        }
        teller.read(&text[read..]);
    }

    /// Keeps the first name that may be one of an organization.
    fn add_unsure(&mut self, name: &str, tense: Tense) {
        let kept = match tense {
            Tense::Over => return,
            Tense::Past => &mut self.likely,
            Tense::Unsaid | Tense::Now => &mut self.words,
        };
        kept.get_or_insert_with(|| name.to_owned());
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
    // A post that no end is told of outlasts every degree.
    let mut open = false;
    let posts = held.map(|stay| (stay, false));
    for (stay, is_degree) in posts.chain(taken.map(|stay| (stay, true))) {
        let (organization, end, start) = stay;
        let Some(organization) = organization else { continue };
        let last = end.as_ref().or(start.as_ref()).and_then(|d| year(d));
        if latest.is_none_or(|(before, _)| {
            before.is_some() && last > before && !(is_degree && open)
        }) {
            latest = Some((last, organization));
            open = !is_degree && end.is_none();
        }
    }
    latest.map(|(_, organization)| organization)
}

/// Whether what a text goes on with works with somebody who is elsewhere: "in
/// collaboration with the".
fn is_partner(before: &str) -> bool {
    const WITH: &[&str] = &[
        "in collaboration with",
        "in cooperation with",
        "in partnership with",
        "collaborating with",
        "collaborate with",
    ];
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    WITH.iter().any(|words| before.ends_with(words))
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
            || word == "nasa"
                && ["ads", "/ads"].iter().any(|ads| behind.starts_with(ads))
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
    // "Moss Kennedy School" says it.
    let department = department.filter(|unit| !organization.ends_with(unit));
    match same(found, &organization) {
        Some(first) => {
            // "USC" above, "University of Southern California" below; "Texas
            // A&M" and "Texas A&M University": the name that says more.
            let more = match first.organization.contains(' ') {
                true => organization.starts_with(&first.organization),
                false => organization.contains(' '),
            };
            if more {
                first.organization = organization;
            } else if let Some(unit) = unit_of(first, &organization) {
                // "Wharton School, University of Pennsylvania".
                first.organization = organization;
                first.department = first.department.take().or(Some(unit));
            }
            first.department = first.department.take().or(department);
        }
        None => found.push(Affiliation { organization, department, current }),
    }
}

/// What names a school or another part of the organization that the table
/// has as a whole under another name.
fn unit_of(known: &Affiliation, whole: &str) -> Option<String> {
    const PARTS: &[&str] = &["school", "college", "hospital", "laboratory"];
    let name = &known.organization;
    let lower = name.to_lowercase();
    let is_part = lower.split(' ').any(|word| PARTS.contains(&word));
    let is_whole = institution::by_alias(whole)
        .is_some_and(|known| fold_name(known.name()) == fold_name(whole));
    let named = institution::by_alias(name)
        .is_some_and(|known| fold_name(known.name()) == lower);
    (is_part && is_whole && !named).then(|| name.clone())
}

/// The organization that is called so, or otherwise, where it is among some.
fn same<'a>(
    found: &'a mut [Affiliation],
    organization: &str,
) -> Option<&'a mut Affiliation> {
    let known = institution::by_alias(organization);
    let same = |other: &str| {
        other == organization
            || institution::by_alias(other).is_some_and(|other| {
                known.is_some_and(|known| known.name() == other.name())
            })
    };
    found.iter_mut().find(|a| same(&a.organization))
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
        let found = current(&[], &header, &[], &[], &Degrees::default());
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
                &["I am at MIT, in collaboration with the Rice University"],
                &[("MIT", true)],
            ),
            (
                &["Texas A&M", "Moss Lab, Texas A&M University"],
                &[("Texas A&M University", true)],
            ),
            (
                &["Wharton School, University of Pennsylvania"],
                &[("University of Pennsylvania", true)],
            ),
            (
                &[
                    "2015-2017: Archivist",
                    "* Work with MIT",
                    "Moss University",
                ],
                &[("Moss University", true), ("MIT", false)],
            ),
            (
                &["I received my PhD from Moss University"],
                &[("Moss University", false)],
            ),
            // What one may have been, where nothing else is told.
            (&["I was at Rice University"], &[("Rice University", true)]),
            (
                &["I was at Rice University until 2010"],
                &[("Rice University", false)],
            ),
        ] {
            let found = read(lines);
            let found: Vec<_> =
                found.iter().map(|(name, now)| (&**name, *now)).collect();
            assert_eq!(found, want, "{lines:?}");
        }
    }

    #[test]
    fn what_is_stays() {
        for lines in [
            &["I am a graduate student at Yale University."][..],
            &["Graduate Student, Department of Botany, Yale University"],
            &["Graduate Research Assistant, Yale University"],
            &["Director of Graduate Studies, Yale University"],
            &["Yale University, Graduate School of Education"],
            &[
                "* 2010–2015: Postdoc, MIT",
                "* Since 2015: Professor, Yale \
                University",
            ],
            &[
                "* PhD student, MIT (2005–2010)",
                "* Professor, Yale University (2010–present)",
            ],
            &[
                "* PhD, MIT, 2010–2015",
                "* Postdoc, Stanford University, 2015–2018",
                "* Assistant Professor, Yale University, since 2018",
            ],
            &["I'm Clara, a biologist with 10 years of experience, working \
                at Yale University."],
            &["Postdoctoral researcher in the Experience Lab, Yale \
                University"],
            &["With a background in physics, I study moss at Yale \
                University."],
            &["Award-winning historian of the Cold War at Yale University."],
            &["Professor of International Law and the Laws of War, Yale \
                University"],
            &["I have been awarded a tenure-track position at Yale \
                University."],
            &["Trained as a chemist, she heads the Moss Lab at Yale \
                University."],
            &["Clara Novak holds the Bo Li Chair, previously held by Ann \
                Roe, at Yale University."],
            &["I was born in Prague, studied in Brno, and teach at Yale \
                University."],
            &["I finished my PhD at MIT in 2020, and I teach at Yale \
                University."],
            &["After my PhD at MIT, I took up a lectureship at Yale \
                University, where I teach botany."],
            &["She did her PhD at MIT, then was hired by Yale University, \
                where she has tenure."],
            &["I hold a PhD in botany from MIT, am from Kiel, and have \
                worked at Yale University since 2015."],
            &["PhD from MIT, Professor at Yale University"],
            &["Previously at Google. Assistant Professor of Computer \
                Science at Yale University."],
            &["Prior to this, I was at MIT. I hold a chair at Yale \
                University."],
            &["Before academia, I sailed. I teach at Yale University."],
            &["Previously, I was a research scientist at Bell Labs. My \
                group at Yale University studies moss."],
            &["Past president of the Moss Society. Professor of Botany at \
                Yale University."],
            &["Earlier this year, I started as a professor at Yale \
                University."],
            &["* Professor at Yale University (2015–2035)"],
            &["PhD, Yale University", "Professor of Botany"],
            &["Undergraduate at Yale University studying moss."],
            &["Degree Coordinator, Yale University"],
            &["Master of Sand College, Yale University"],
        ] {
            let found = read(lines);
            let now = found.iter().filter(|(_, now)| *now);
            let now: Vec<_> = now.map(|(name, _)| name.as_str()).collect();
            assert_eq!(now, ["Yale University"], "{lines:?}");
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
        let begun = |name: &str, start: &str| Position {
            start: Some(start.to_owned()),
            ..post(name, None)
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
            (
                vec![begun("A U", "2010"), begun("C U", "2005")],
                vec![degree("B", "2018")],
                "A U",
            ),
            (vec![post("A", None)], vec![degree("B", "2015")], "B"),
        ] {
            assert_eq!(latest(&posts, &degrees), Some(want));
        }
    }
}
