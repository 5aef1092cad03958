//! Who a document is about, how they are reached and where they are.

use std::borrow::Cow;
use std::ops::Range;

use super::affiliation::Told;
use super::authorship::{self, AuthorLists};
use super::date::date_range;
use super::education::Degrees;
use super::email::emails;
use super::orcid::orcid;
use super::{Reader, affiliation, interests, owner, post};
use crate::model::{
    Document, Line, Owner, PersonName, Profile, Role, Section, SectionKind,
    fold_name,
};

/// Lines at the end of a document in which an address may be the owner's.
const FOOT: usize = 6;

impl Reader<'_> {
    /// Decides who the document is about.
    pub(super) fn decide_owner(
        &self,
        profile: &mut Profile,
        stated: &[owner::Candidate],
    ) {
        let publications = &profile.publications;
        let lists = AuthorLists::printed(publications, self.document);
        let common = authorship::common_author(&lists, self.place);
        // What is stated must agree with who publishes, where that is known.
        let best = stated
            .iter()
            .map(|candidate| {
                let share = authorship::authorship(&candidate.name, &lists);
                (candidate.score + share * 3.0, candidate)
            })
            .filter(|(score, _)| *score > 0.9)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let first = publications.first();
        let list = first.map_or(u32::MAX, |first| first.span.start);
        let owner: &mut Owner = &mut profile.person;
        match (best, common) {
            (Some((score, candidate)), common) => {
                // "Danny Kwong" signs as H. W. Kwong, or as Ho Wang Kwong
                // where nothing but a heading says Danny.
                let agrees = common.as_deref().is_none_or(|name| {
                    PersonName::parse(name).is_some_and(|n| {
                        let enough = if n.is_full() { 2.2 } else { 1.6 };
                        n.matches(&candidate.name)
                            || score > enough
                                && n.family() == candidate.name.family()
                    })
                });
                // Who is seldom among the authors of a list is not its
                // owner, whatever stands above it.
                let share = authorship::authorship(&candidate.name, &lists);
                // Nor is whom it names above the list of somebody else whom
                // the path names.
                let path = |name: &PersonName| self.place.names(name);
                let told = common.as_deref().and_then(PersonName::parse);
                let other =
                    told.is_some_and(|n| path(&n)) && !path(&candidate.name);
                if agrees || (score > 1.6 && share >= 0.4 && !other) {
                    let name =
                        authorship::with_capitals(&candidate.spelling());
                    let name = authorship::spelt_in(publications, &name);
                    if candidate.printed != name {
                        owner.name_variants.push(candidate.printed.clone());
                    }
                    owner.name_variants.extend(candidate.also.clone());
                    owner.name = Some(name);
                } else {
                    owner.name = common.map(|name| self.in_full(name, list));
                    owner.name_inferred = true;
                }
            }
            (None, Some(name)) => {
                owner.name = Some(self.in_full(name, list));
                owner.name_inferred = true;
            }
            // "jane-roe/papers.md", which prints neither herself nor any
            // list without her.
            (None, None) => {
                let told = self.place.person();
                let told = told.filter(|name| {
                    self.is_list || authorship::fits(name, &lists)
                });
                owner.name_inferred = told.is_some();
                owner.name = told;
            }
        }
    }

    /// A name with initials as the page spells it out beside its text: in
    /// the banner of the site, in its title or description, at its head above
    /// the list that begins at `list`.
    fn in_full(&self, name: String, list: u32) -> String {
        /// Lines at the head of a page that may tell it.
        const HEAD: usize = 12;
        let Some(initials) = PersonName::parse(&name) else { return name };
        if initials.is_full() {
            return name;
        }
        let metadata = &self.document.metadata;
        let said = [&metadata.title, &metadata.author, &metadata.description];
        let beside = self
            .lines
            .iter()
            .filter(|line| matches!(line.role, Role::Boilerplate))
            .map(|line| self.document.slice(line.span));
        let head = self
            .of_kind(&[SectionKind::Contact, SectionKind::Publications])
            .flat_map(|(_, lines)| lines)
            .take_while(|line| line.span.end <= list)
            .filter(|line| !matches!(line.role, Role::Item(_)))
            .take(HEAD)
            .map(|line| self.document.slice(line.span));
        let full = said
            .into_iter()
            .filter_map(Option::as_deref)
            .chain(beside)
            .chain(head)
            .find_map(|text| owner::spelt_out(text, &initials));
        full.unwrap_or(name)
    }

    /// Finds how the owner is reached.
    pub(super) fn reach(&self, owner: &mut Owner) {
        let about = [
            SectionKind::Contact,
            SectionKind::About,
            SectionKind::Interests,
            SectionKind::Other,
        ];
        let texts: Vec<&str> = self
            .sections
            .iter()
            .filter(|section| about.contains(&section.kind))
            .flat_map(|section| &self.lines[section.lines.clone()])
            .filter(|line| !matches!(line.role, Role::Row))
            .map(|line| self.document.slice(line.span))
            .collect();
        // Whoever vouches for the owner has an address, too.
        let referees: Vec<usize> = self
            .of_kind(&[SectionKind::References])
            .flat_map(|(_, lines)| lines.iter().map(|line| line.block))
            .collect();
        let own = |at: &usize| referees.binary_search(at).is_err();
        let links = (0..self.document.blocks.len())
            .filter(own)
            .flat_map(|at| &self.document.blocks[at].links);
        let mailto = links
            .clone()
            .filter_map(|link| link.target.strip_prefix("mailto:"))
            .map(|address| address.split('?').next().unwrap_or(address));
        owner.emails = emails(texts.into_iter().chain(mailto));
        if owner.emails.is_empty() {
            // The foot of a page may have it, below a list.
            let foot = self.lines.iter().rev().take(FOOT);
            let foot = foot.filter(|line| own(&line.block));
            let foot = foot.map(|line| self.document.slice(line.span));
            owner.emails = emails(foot);
        }
        if owner.emails.is_empty() {
            // So may its only paragraph, wherever it stands.
            let told = |s: &&Section| s.kind != SectionKind::References;
            let all = self.sections.iter().filter(told);
            let all =
                all.flat_map(|section| &self.lines[section.lines.clone()]);
            let all = all.map(|line| self.document.slice(line.span));
            owner.emails = emails(all);
            if owner.emails.len() > 1 {
                owner.emails.clear();
            }
        }
        owner.orcid = orcid(&self.document.text)
            .or_else(|| links.clone().find_map(|link| orcid(&link.target)));
    }

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
            .filter(|line| !is_name(document.slice(line.span)))
            .copied()
            .collect();
        let header = whole_lines(document, &header);
        owner.affiliations = affiliation::current(
            &header,
            &owner.emails,
            &profile.positions,
            &degrees,
        );
        profile.education.append(&mut degrees.taken);
        let current = profile.positions.iter().filter(|p| p.current);
        let title = current
            .filter_map(|position| position.title.clone())
            .next()
            .or_else(|| {
                let stated = header.iter().find_map(|t| post::title(&t.text));
                stated.map(str::to_owned)
            });
        owner.titles.extend(title);
    }
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

/// Lines of text, those joined of which one ends in the middle of a name:
/// "Indian Institute of" above "Technology Madras".
fn whole_lines<'a>(document: &'a Document, lines: &[Line]) -> Vec<Told<'a>> {
    const OPEN: [&str; 4] = [" of", " for", " and", " &"];
    let mut whole: Vec<Told> = Vec::with_capacity(lines.len());
    let mut block = None;
    for line in lines {
        let text = document.slice(line.span);
        let goes_on = block.replace(line.block) == Some(line.block);
        let open = |told: &&mut Told| {
            OPEN.iter().any(|word| told.text.trim_end().ends_with(word))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Run};
    use crate::normalize;
    use crate::parse::profile;

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

    #[test]
    fn the_foot_of_a_page_may_hold_the_address() {
        let profile = read(&[
            (Role::Heading(1), "Anna Weber"),
            (Role::Heading(2), "Publications"),
            (Role::Body, "Anna Weber. Slow Rivers. Nature, 2024."),
            (Role::Body, "anna@rivers.example"),
        ]);
        assert_eq!(profile.person.emails, ["anna@rivers.example"]);
    }

    #[test]
    fn a_referee_has_an_address_of_his_own() {
        let linked = |text: &str| {
            let link = Some(format!("mailto:{text}"));
            let run = Run { link, ..Run::plain(text) };
            let line = RawLine { runs: vec![run], ..RawLine::default() };
            RawBlock { role: Role::Body, page: None, lines: vec![line] }
        };
        let plain = |role, text: &str| RawBlock {
            role,
            page: None,
            lines: vec![RawLine::plain(text, 1)],
        };
        let blocks = vec![
            plain(Role::Heading(1), "Anna Weber"),
            linked("anna@rivers.example"),
            plain(Role::Heading(2), "References"),
            plain(Role::Body, "Bo Li, Professor of Sand"),
            linked("bo@rivers.example"),
        ];
        let raw = Raw { blocks, ..Raw::default() };
        let read = profile(&normalize::document(raw, "x", "html"));
        assert_eq!(read.person.emails, ["anna@rivers.example"]);
    }

    #[test]
    fn the_one_address_of_a_document_is_its_owners() {
        let work = (Role::Body, "Anna Weber. Slow Rivers. Nature, 2024.");
        let mut lines = vec![
            (Role::Heading(1), "Anna Weber"),
            (Role::Heading(2), "Publications"),
            (Role::Body, "I teach rivers; write to anna@rivers.example."),
        ];
        lines.extend([work; FOOT]);
        assert_eq!(read(&lines).person.emails, ["anna@rivers.example"]);
        lines.insert(3, (Role::Body, "Ask bo@rivers.example for the data."));
        assert!(read(&lines).person.emails.is_empty());
    }

    #[test]
    fn a_given_name_may_not_be_the_one_signed_with() {
        let profile = read(&[
            (Role::Heading(1), "Danny Kwong"),
            (Role::Heading(2), "Publications"),
            (
                Role::Item(0),
                "H. W. Kwong and C. Li. Slow Rivers. Nature, 2024.",
            ),
            (Role::Item(0), "H. W. Kwong. Fast Rivers. Nature, 2023."),
        ]);
        assert_eq!(profile.person.name.as_deref(), Some("Danny Kwong"));
    }

    #[test]
    fn a_name_is_spelt_out_beside_the_list() {
        let work =
            (Role::Item(0), "BN Weber, C Li. Slow Rivers. Nature, 2024.");
        let profile = read(&[
            (Role::Body, "Bela Weber/ PhD Rivers of sand, silt and stone"),
            (Role::Heading(2), "Publications"),
            work,
            (Role::Item(0), "D Roe, BN Weber. Fast Rivers. Nature, 2023."),
        ]);
        assert_eq!(profile.person.name.as_deref(), Some("Bela Weber"));
    }

    #[test]
    fn the_heading_of_a_list_may_name_its_owner() {
        let profile = read(&[
            (Role::Heading(1), "Anna Weber – Publications"),
            (Role::Body, "Slow rivers of sand (with Bo Li). Nature, 2024."),
            (Role::Body, "Fast rivers of sand (with Bo Li). Nature, 2023."),
        ]);
        assert_eq!(profile.person.name.as_deref(), Some("Anna Weber"));
    }
}
