//! What a person works on, where they are and were.

use std::borrow::Cow;
use std::ops::Range;

use super::affiliation::Told;
use super::date::date_range;
use super::education::Degrees;
use super::{Reader, affiliation, interests, post, years};
use crate::model::{
    Affiliation, Document, Line, Owner, PersonName, Profile, Role, Section,
    SectionKind, fold_name,
};

impl Reader<'_> {
    /// The lines of the sections of a kind, with those that a year heads
    /// below it: "2012–2014" above "Lecturer, Rice University".
    fn stays_of(&self, kind: SectionKind) -> Vec<&[Line]> {
        let heading = |section: &Section| {
            section.heading.map(|span| self.document.slice(span).trim())
        };
        let is_dated = |section: &Section| {
            section.kind == SectionKind::Other
                && !section.known
                && heading(section).is_some_and(is_date)
        };
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut open = false;
        for section in self.sections {
            let Range { start, end } = section.lines;
            if section.kind == kind {
                found.push((start, end));
                open = true;
            } else if open && is_dated(section) {
                if let Some(last) = found.last_mut() {
                    last.1 = end.max(last.1);
                }
            } else {
                open = false;
            }
        }
        let lines = |(start, end)| self.lines.get(start..end);
        found.into_iter().filter_map(lines).collect()
    }

    /// Finds interests, posts, degrees, and where the owner is now.
    pub(super) fn settle(&self, profile: &mut Profile) {
        let document = self.document;
        profile.interests =
            interests::interests(document, self.lines, self.sections);
        for lines in self.stays_of(SectionKind::Positions) {
            let positions = post::positions(document, lines);
            profile.positions.extend(positions);
        }
        let mut degrees = Degrees::default();
        for lines in self.stays_of(SectionKind::Education) {
            degrees.read(document, lines);
        }
        let owner = &mut profile.person;
        // "LIAN LIU" is no word of LIU, nor is an author's "MQ" of MQ.
        let is_name = |text: &str| {
            let words = fold_name(text);
            let names = owner.name.iter().chain(&owner.name_variants);
            names.into_iter().any(|name| fold_name(name) == words)
        };
        let first = profile.publications.first();
        let end = first.map_or(usize::MAX, |p| p.span.start as usize);
        let header: Vec<Line> = self
            .of_kind(&[SectionKind::Contact, SectionKind::About])
            .flat_map(|(_, lines)| lines)
            .take(40)
            .take_while(|line| (line.span.start as usize) < end)
            .take_while(|line| !heads_row(document.slice(line.span)))
            .filter(|line| !links_to_profiles(document.slice(line.span)))
            .filter(|line| !is_name(document.slice(line.span)))
            .copied()
            .collect();
        let header = whole_lines(document, &header);
        let told = told(document, owner);
        owner.affiliations = affiliation::current(
            told.map_or(&[], |told| &told.affiliations),
            &header,
            &owner.emails,
            &profile.positions,
            &degrees,
        );
        if owner.affiliations.is_empty() {
            let signed = self.signed(owner);
            let none = Degrees::default();
            owner.affiliations =
                affiliation::current(&[], &signed, &[], &[], &none);
        }
        if owner.affiliations.is_empty() {
            owner.affiliations = self.said_of_now();
        }
        profile.education.append(&mut degrees.taken);
        let current = profile.positions.iter().filter(|p| p.current);
        let title = current
            .filter_map(|position| position.title.clone())
            .next()
            .or_else(|| {
                let stated = header.iter().find_map(|t| post::title(&t.text));
                stated.map(str::to_owned)
            });
        let told = told.and_then(|told| told.titles.first());
        owner.titles.extend(told.cloned().or(title));
    }

    /// Where the owner says to be now among what they say of their research.
    fn said_of_now(&self) -> Vec<Affiliation> {
        /// Lines that are looked at.
        const LINES: usize = 40;
        let kinds = [
            SectionKind::Interests,
            SectionKind::Projects,
            SectionKind::Other,
        ];
        let lines = self.of_kind(&kinds).flat_map(|(_, lines)| lines);
        let texts = lines.take(LINES).map(|l| self.document.slice(l.span));
        let sentences = texts.flat_map(|text| text.split(". "));
        let said = sentences.filter_map(|text| said_to_stay(text.trim()));
        let said: Vec<Told> = said.map(Told::alone).collect();
        let none = Degrees::default();
        let mut found = affiliation::current(&[], &said, &[], &[], &none);
        found.retain(|one| one.current);
        found
    }

    /// What the foot of a page says behind its owner's name: "Anna Weber ·
    /// Rice University".
    fn signed(&self, owner: &Owner) -> Vec<Told<'_>> {
        const PARTING: [char; 4] = ['·', '|', '–', ','];
        /// Bytes of another name behind the one that is known.
        const MORE: usize = 24;
        let Some(name) = owner.name.as_deref() else { return Vec::new() };
        let lines = self.lines.iter();
        let foot = lines.filter(|line| line.role == Role::Boilerplate);
        let told = foot.filter_map(|line| {
            let text = self.document.slice(line.span);
            let behind = &text[text.find(name)? + name.len()..];
            let end = behind.find(PARTING).filter(|end| *end <= MORE)?;
            let place = behind[end..].trim_start_matches(PARTING).trim_start();
            let place = place.split(['·', '|']).next()?.trim();
            let named = behind[..end].split_whitespace().count() <= 1;
            (named && is_place_alone(place)).then_some(Told::alone(place))
        });
        told.take(2).collect()
    }
}

/// Whether what stands behind a name at the foot of a page may be where that
/// person is, and not whose theme, photo or press it is.
fn is_place_alone(text: &str) -> bool {
    const MADE: &[&str] = &[
        "by",
        "computing",
        "design",
        "designed",
        "hosted",
        "photo",
        "photos",
        "press",
        "template",
        "theme",
        "website",
        "with",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    !text.is_empty()
        && !text.contains(':')
        && !words.any(|w| MADE.iter().any(|made| w.eq_ignore_ascii_case(made)))
}

/// Whether a line is a row of links to where else people have pages: "Google
/// Scholar ORCID RePEc NBER".
fn links_to_profiles(text: &str) -> bool {
    const SITES: &[&str] = &[
        "bluesky",
        "dblp",
        "github",
        "google scholar",
        "linkedin",
        "mastodon",
        "orcid",
        "repec",
        "researchgate",
        "ssrn",
        "twitter",
    ];
    /// Bytes of such a row at most.
    const LONGEST: usize = 120;
    if text.len() > LONGEST || text.contains(['.', '@']) {
        return false;
    }
    let mut rest = text.to_lowercase();
    let mut sites = 0;
    for site in SITES {
        if rest.contains(site) {
            rest = rest.replace(site, " ");
            sites += 1;
        }
    }
    // "IZA NBER CV (pdf)" beside them.
    let mut more = rest.split(|c: char| !c.is_alphanumeric());
    sites >= 2 && more.all(|word| word.chars().count() <= 4)
}

/// What the format tells of whom the document is about, where it is of its
/// owner: a page may have another author.
pub(super) fn told<'a>(
    document: &'a Document,
    owner: &Owner,
) -> Option<&'a Owner> {
    let told = document.metadata.person.as_deref()?;
    let name = told.name.as_deref().and_then(PersonName::parse);
    let own = owner.name.as_deref().and_then(PersonName::parse);
    let agrees = match (name, own) {
        (Some(name), Some(own)) => name.matches(&own),
        _ => true,
    };
    agrees.then_some(told)
}

/// Whether a heading is but a date.
fn is_date(heading: &str) -> bool {
    let marks = |c: char| !c.is_alphanumeric();
    date_range(heading).is_some_and(|dates| {
        heading[..dates.range.start].chars().all(marks)
            && (dates.current
                || heading
                    .get(dates.range.end..)
                    .is_some_and(|behind| behind.chars().all(marks)))
    })
}

/// Whether a line is a row of a table that begins with its heading:
/// "EDUCATION PhD Rice University 2022".
fn heads_row(text: &str) -> bool {
    const HEADS: [&str; 4] =
        ["EDUCATION", "EMPLOYMENT", "PUBLICATIONS", "EXPERIENCE"];
    let mut words = text.split_whitespace();
    words.next().is_some_and(|word| HEADS.contains(&word))
        && words.any(|word| word.contains(char::is_lowercase))
}

/// A sentence up to where its speaker says to be now: "I am a PhD student in
/// moss at Rice University" of what goes on "with Bo Li of Kiel University".
fn said_to_stay(sentence: &str) -> Option<&str> {
    const OPENING: &[&str] = &[
        "I am ",
        "I'm ",
        "I’m ",
        "I work ",
        "I currently ",
        "Currently I ",
        "Currently, I ",
    ];
    const STAYING: &[&str] =
        &["candidate", "PhD", "student", "studying", "work", "working"];
    /// Words of those who are elsewhere, or of somebody else.
    const ELSEWHERE: &[&str] = &[
        "advisor",
        "advisors",
        "data",
        "former",
        "formerly",
        "from",
        "grateful",
        "happy",
        "leaving",
        "looking",
        "seeking",
        "supervise",
        "supervising",
        "thankful",
        "visiting",
        "with",
    ];
    /// What tells more behind a place.
    const BEHIND: &[&str] =
        &[" with ", " under ", " where ", " on ", " and ", " supervised "];
    let (head, place) = sentence.split_once(" at ")?;
    let words = || head.split(|c: char| !c.is_alphanumeric());
    let stays = OPENING.iter().any(|words| sentence.starts_with(words))
        && (words().any(|word| STAYING.contains(&word))
            || post::title(head).is_some())
        && !words().any(|word| ELSEWHERE.contains(&word));
    let ends = BEHIND.iter().filter_map(|word| place.find(word));
    let end = ends.min().unwrap_or(place.len());
    let said = &sentence[..head.len() + " at ".len() + end];
    (stays && years(said).is_empty()).then_some(said)
}

/// Lines of text, those joined of which one ends in the middle of a name:
/// "Indian Institute of" above "Technology Madras".
fn whole_lines<'a>(document: &'a Document, lines: &[Line]) -> Vec<Told<'a>> {
    /// Bytes of a line that are looked at.
    const LONGEST: usize = 8_000;
    const OPEN: &[&str] =
        &[" of", " for", " and", " &", " at", " at the", " of the"];
    const KINDS: &[&str] = &["University", "College", "Institute"];
    let mut whole: Vec<Told> = Vec::with_capacity(lines.len());
    let mut block = None;
    for line in lines {
        // What else a line of such length says is no header's.
        let text = document.slice(line.span);
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let goes_on = block.replace(line.block) == Some(line.block);
        // "at Moss" above "University, where I …", or "State University".
        let mut words = text.split(|c: char| !c.is_alphabetic());
        let first = words.next();
        let kind = match first {
            Some("State" | "Technical") => words.next(),
            first => first,
        };
        let kind = kind.is_some_and(|word| KINDS.contains(&word));
        // "at the University" above "of Moss, where I …".
        let of = first.is_some_and(|word| ["of", "for"].contains(&word));
        let open = |told: &&mut Told| {
            let head = told.text.trim_end();
            let last = head.rsplit(' ').next().unwrap_or("");
            OPEN.iter().any(|word| head.ends_with(word))
                || goes_on && kind && ends_in_name(head)
                || goes_on && of && last.starts_with(char::is_uppercase)
        };
        match whole.last_mut().filter(open) {
            Some(before) => {
                let head = before.text.trim_end();
                let text = format!("{head} {}", text.trim());
                before.text = Cow::Owned(text);
            }
            None => whole.push(Told {
                text: Cow::Borrowed(text),
                goes_on,
                is_item: matches!(line.role, Role::Item(_)),
            }),
        }
    }
    whole
}

/// Whether a line ends in what may begin the name of a university: "at
/// Moss", "from the Moss State".
fn ends_in_name(head: &str) -> bool {
    const JOINING: &[&str] = &["at", "of", "in", "from", "the"];
    /// Words of a name before "University".
    const LONGEST_NAME: usize = 3;
    let in_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
    };
    let mut words = head.rsplit(' ').peekable();
    let mut length = 0;
    while length < LONGEST_NAME && words.next_if(in_name).is_some() {
        length += 1;
    }
    length > 0 && words.next().is_some_and(|word| JOINING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};
    use crate::normalize;
    use crate::parse::profile;

    fn read(lines: &[(Role, &str)]) -> Profile {
        let block = |(role, line): &(Role, &str)| RawBlock {
            role: *role,
            page: None,
            lines: vec![RawLine::plain(*line, 1)],
        };
        let blocks = lines.iter().map(block).collect();
        let raw = Raw { blocks, ..Raw::default() };
        profile(&normalize::document(raw, "x", "html"))
    }

    /// Reads a page of one paragraph below a name.
    fn read_block(lines: &[&str]) -> Profile {
        let block = |role, lines: &[&str]| RawBlock {
            role,
            page: None,
            lines: lines.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let head = block(Role::Heading(1), &["Mira Olsen"]);
        let blocks = vec![head, block(Role::Body, lines)];
        let raw = Raw { blocks, ..Raw::default() };
        profile(&normalize::document(raw, "x", "md"))
    }

    #[test]
    fn what_made_a_page_is_no_place() {
        for (text, place) in [
            ("Department of Moss, Rice University", true),
            ("Rice University theme", false),
            ("Rice University Press", false),
            ("hosted by Rice University", false),
            ("Photo: Rice University", false),
            ("", false),
        ] {
            assert_eq!(is_place_alone(text), place, "{text}");
        }
    }

    #[test]
    fn rows_of_links_tell_no_place() {
        for (text, row) in [
            ("Google Scholar ORCID RePEc IZA NBER CV (pdf)", true),
            ("Rice University | GitHub | LinkedIn", false),
            ("GitHub", false),
        ] {
            assert_eq!(links_to_profiles(text), row, "{text}");
        }
    }

    #[test]
    fn a_name_may_go_on_in_the_next_line() {
        for (lines, want) in [
            (["I lead moss at the University", "of Sand, and"], "Sand"),
            (["I am at the Institute", "for Old Ice. I grow"], "Ice"),
            (["I am a botanist at Rice", "University, where I"], "Rice"),
        ] {
            let text = lines.join("\n");
            let read = read_block(&lines);
            let of = read.person.affiliations.first();
            let name = of.map_or("", |of| of.organization.as_str());
            assert!(name.contains(want), "{text}: {name}");
        }
    }

    #[test]
    fn the_foot_of_a_page_may_tell_where_its_owner_is() {
        for (foot, place) in [
            ("Anna Weber · Rice University · Updated 2020", {
                Some("Rice University")
            }),
            ("© 2020 Anna Weber Roe | Rice University", {
                Some("Rice University")
            }),
            ("Anna Weber · Built by hand · Ready for GitHub Pages", None),
        ] {
            let profile = read(&[
                (Role::Heading(1), "Anna Weber"),
                (Role::Body, "Google Scholar ORCID NBER"),
                (Role::Boilerplate, foot),
            ]);
            let found = profile.person.affiliations;
            let found = found.first().map(|a| a.organization.as_str());
            assert_eq!(found, place, "{foot}");
        }
    }

    #[test]
    fn a_name_may_run_over_a_line() {
        let lines = ["Lecturer | Institute of", "Rivers, Kiel", "a@b.example"];
        let block = RawBlock {
            role: Role::Body,
            page: None,
            lines: lines.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let raw = Raw { blocks: vec![block], ..Raw::default() };
        let document = normalize::document(raw, "x", "text");
        let lines = crate::segment::lines(&document);
        let whole = whole_lines(&document, &lines);
        let whole: Vec<_> = whole.iter().map(|told| &*told.text).collect();
        let want = ["Lecturer | Institute of Rivers, Kiel", "a@b.example"];
        assert_eq!(whole, want);
    }

    #[test]
    fn a_name_that_a_line_breaks_is_whole() {
        for (before, behind, whole) in [
            ("I teach at Moss", "University, Kiel.", true),
            ("I teach at the Moss", "State University.", true),
            ("I teach at the Moss State", "University.", true),
            ("I teach at Moss", "State officials said so.", false),
            ("214 Moss Building", "University Park, PA", false),
            ("I met Bo", "University friends are many.", false),
            ("I teach moss", "University of Kiel", false),
        ] {
            let block = RawBlock {
                role: Role::Body,
                page: None,
                lines: vec![
                    RawLine::plain(before, 1),
                    RawLine::plain(behind, 2),
                ],
            };
            let raw = Raw { blocks: vec![block], ..Raw::default() };
            let document = normalize::document(raw, "x", "text");
            let lines = crate::segment::lines(&document);
            let one = whole_lines(&document, &lines).len() == 1;
            assert_eq!(one, whole, "{before}");
        }
    }

    #[test]
    fn who_tells_of_research_may_say_where_they_are() {
        for (said, place) in [
            (
                "Moss grows. Currently I am studying for a PhD in Moss at Rice \
                 University.",
                Some("Rice University"),
            ),
            (
                "I am a PhD student at Rice University and with Bo Li.",
                Some("Rice University"),
            ),
            ("We study the moss of Rice University.", None),
            ("I am grateful to Rice University.", None),
            ("I am working with colleagues at Rice University.", None),
            ("I am a former PhD student at Rice University.", None),
            ("I work with Bo Li of Rice University.", None),
            ("I work on data from Rice University.", None),
            ("I am a visiting student at Rice University in 2015.", None),
            ("I am looking for a PhD student at Rice University.", None),
        ] {
            let profile = read(&[
                (Role::Heading(1), "Anna Weber"),
                (Role::Heading(2), "My Research"),
                (Role::Body, said),
            ]);
            let found = profile.person.affiliations;
            let found = found.first().map(|a| a.organization.as_str());
            assert_eq!(found, place, "{said}");
        }
    }

    #[test]
    fn a_row_may_begin_with_its_heading() {
        assert!(heads_row("EDUCATION PhD Rice University 2022"));
        assert!(!heads_row("EDUCATION RESEARCH GROUP"));
    }

    #[test]
    fn years_that_head_posts_belong_to_them() {
        let profile = read(&[
            (Role::Heading(1), "Anna Weber"),
            (Role::Heading(2), "Employment"),
            (Role::Heading(3), "2020–"),
            (Role::Body, "Lecturer, Rice University"),
            (Role::Heading(3), "2016–2020"),
            (Role::Body, "Postdoc, Yale University"),
        ]);
        let current: Vec<_> =
            profile.person.affiliations.iter().filter(|a| a.current).collect();
        assert_eq!(current.len(), 1);
        assert_eq!(current[0].organization, "Rice University");
        assert_eq!(profile.positions.len(), 2);
    }
}
