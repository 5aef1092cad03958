//! Who a document is about, how they are reached and where they are.

use std::cell::LazyCell;

use super::authorship::{self, AuthorLists};
use super::email::emails;
use super::orcid::orcid;
use super::settle::told;
use super::{Reader, owner, publications};
use crate::model::{Owner, PersonName, Profile, Role, Section, SectionKind};

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
                let other = told.is_some_and(|n| {
                    path(&n)
                        && !path(&candidate.name)
                        && share < authorship::authorship(&n, &lists)
                });
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
                let told = self.told_by_path(&lists);
                owner.name_inferred = told.is_some();
                owner.name = told;
            }
        }
    }

    /// Whom the path tells, where author lists do not tell of others, or
    /// leave blanks for the owner, or their initials.
    pub(super) fn told_by_path(&self, lists: &AuthorLists) -> Option<String> {
        let told = self.place.person()?;
        let left = || publications::is_among_names(&self.document.text);
        let text = &self.document.text;
        let fits = authorship::fits(&told, lists)
            || left()
            || authorship::stands_in_initials(&told, text);
        fits.then_some(told)
    }

    /// A name with initials as the page spells it out beside its text: in
    /// the banner of the site, in its title or description, at its head above
    /// the list that begins at `list`.
    fn in_full(&self, name: String, list: u32) -> String {
        /// Lines at the head of a page that may tell it.
        const HEAD: usize = 12;
        // "J.R." in `jane-roe/papers.md`.
        let whole = |told: &String| authorship::dotted_initials(told) == name;
        if name.ends_with('.')
            && let Some(told) = self.place.person().filter(whole)
        {
            return told;
        }
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

    /// The addresses that a block links to.
    fn mailto(&self, block: usize) -> impl Iterator<Item = &str> {
        let links = self.document.blocks[block].links.iter();
        links
            .filter_map(|link| link.target.strip_prefix("mailto:"))
            .map(|address| address.split('?').next().unwrap_or(address))
    }

    /// Finds how the owner is reached.
    pub(super) fn reach(&self, owner: &mut Owner) {
        let about = [
            SectionKind::Contact,
            SectionKind::About,
            SectionKind::Interests,
            SectionKind::Other,
        ];
        let own = |section: &&Section| about.contains(&section.kind);
        let lines = |section: &'_ Section| {
            let lines = self.lines[section.lines.clone()].iter();
            let lines = lines.filter(|l| !matches!(l.role, Role::Row));
            // "E-mail: ann@example.org" may be set like a heading.
            section.heading.into_iter().chain(lines.map(|line| line.span))
        };
        let texts: Vec<&str> = self
            .sections
            .iter()
            .filter(own)
            .flat_map(lines)
            .map(|span| self.document.slice(span))
            .collect();
        // Whoever vouches for the owner has an address, too.
        let referees: Vec<usize> = self
            .of_kind(&[SectionKind::References])
            .flat_map(|(_, lines)| lines.iter().map(|line| line.block))
            .collect();
        let own = |at: &usize| referees.binary_search(at).is_err();
        let blocks = (0..self.document.blocks.len()).filter(own);
        let links =
            blocks.clone().flat_map(|at| &self.document.blocks[at].links);
        let mailto = blocks.clone().flat_map(|at| self.mailto(at));
        // So may whom a post was held with.
        let posts: Vec<usize> = self
            .of_kind(&[SectionKind::Education, SectionKind::Positions])
            .flat_map(|(_, lines)| lines.iter().map(|line| line.block))
            .collect();
        let near = blocks.filter(|at| posts.binary_search(at).is_err());
        let near = near.flat_map(|at| self.mailto(at));
        let name = owner.name.as_deref().and_then(PersonName::parse);
        let name = name.as_ref();
        owner.emails = emails(texts.into_iter().chain(near), name);
        drop_cut(&mut owner.emails, &self.document.text);
        if owner.emails.is_empty() {
            owner.emails = emails(mailto, name);
        }
        if owner.emails.is_empty() {
            // The foot of a page may have it, below a list.
            let foot = self.lines.iter().rev().take(FOOT);
            let foot = foot.filter(|line| own(&line.block));
            let foot = foot.map(|line| self.document.slice(line.span));
            owner.emails = emails(foot, name);
        }
        if owner.emails.is_empty() {
            // So may its only paragraph, wherever it stands.
            let told = |s: &&Section| s.kind != SectionKind::References;
            let all = self.sections.iter().filter(told);
            let all =
                all.flat_map(|section| &self.lines[section.lines.clone()]);
            let all: Vec<&str> =
                all.map(|line| self.document.slice(line.span)).collect();
            owner.emails = emails(all.iter().copied(), name);
            if owner.emails.len() > 1 {
                owner.emails = emails_of_name(&all, name);
            }
        }
        let told = told(self.document, owner);
        // Who made a page may be somebody else.
        let stated = !owner.emails.is_empty();
        let own = told.filter(|told| told.name.is_some() || !stated);
        for mail in own.into_iter().flat_map(|told| &told.emails) {
            if !owner.emails.contains(mail) {
                owner.emails.push(mail.clone());
            }
        }
        owner.orcid = orcid(&self.document.text)
            .or_else(|| told?.orcid.clone())
            .or_else(|| links.clone().find_map(|link| orcid(&link.target)));
    }
}

/// Drops the rest of an address that print cuts where it draws the "_" as a
/// rule, and that a link has whole: the "roe@moss.example" of "ann
/// roe@moss.example".
fn drop_cut(emails: &mut Vec<String>, text: &str) {
    let text = LazyCell::new(|| text.to_lowercase());
    let mut cut: Vec<String> = Vec::new();
    for whole in emails.iter().filter(|whole| whole.contains('_')) {
        let ends = whole.match_indices('_').filter_map(|(at, _)| {
            let rest = &whole[at + 1..];
            let printed = format!("{} {rest}", &whole[..at]);
            let starts =
                |at: usize| !text[..at].ends_with(char::is_alphanumeric);
            let found = text.match_indices(&printed);
            let cut = found.filter(|(at, _)| starts(*at)).count();
            let all = text.matches(rest).count();
            (cut > 0 && cut == all).then(|| rest.to_owned())
        });
        cut.extend(ends);
    }
    emails.retain(|address| !cut.contains(address));
}

/// The addresses on lines of nothing else, one of which bears the family name
/// of a person: "ann.weber@rivers.example, sand@moss.example".
fn emails_of_name(lines: &[&str], name: Option<&PersonName>) -> Vec<String> {
    /// Letters of a name that no other word holds by chance.
    const TELLING: usize = 4;
    let family = name.map_or("", PersonName::family);
    if family.len() < TELLING {
        return Vec::new();
    }
    let bears = |line: &&&str| {
        let words = line.split([' ', ',', ';']).filter(|w| !w.is_empty());
        words.clone().all(|word| word.contains('@'))
            && emails(std::iter::once(**line), name).iter().any(|address| {
                let local = address.split('@').next().unwrap_or("");
                local.contains(family)
            })
    };
    emails(lines.iter().filter(bears).copied(), name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Run};
    use crate::normalize;
    use crate::parse::profile;

    fn read(lines: &[(Role, &str)]) -> Profile {
        read_at("x", lines)
    }

    fn read_at(path: &str, lines: &[(Role, &str)]) -> Profile {
        let block = |(role, line): &(Role, &str)| RawBlock {
            role: *role,
            page: None,
            lines: vec![RawLine::plain(*line, 1)],
        };
        let blocks = lines.iter().map(block).collect();
        let raw = Raw { blocks, ..Raw::default() };
        profile(&normalize::document(raw, path, "html"))
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
    fn print_may_draw_the_joint_of_an_address() {
        let text = "E-mail: ann roe@moss.example or bo@moss.example";
        let mut emails = ["roe@moss.example", "ann_roe@moss.example"]
            .map(str::to_owned)
            .to_vec();
        drop_cut(&mut emails, text);
        assert_eq!(emails, ["ann_roe@moss.example"]);
        let mut emails = ["bo@moss.example", "ann_bo@moss.example"]
            .map(str::to_owned)
            .to_vec();
        drop_cut(&mut emails, text);
        assert_eq!(emails.len(), 2);
    }

    #[test]
    fn an_owner_may_sign_with_initials() {
        let lines = [
            (Role::Heading(1), "Publications"),
            (Role::Body, "Bo Li and J.R., “Slow Rivers”, Nature, 2024."),
            (Role::Body, "Jo Berg and J.R., “Fast Rivers”, Nature, 2023."),
        ];
        let profile = read_at("jane-roe/papers.md", &lines);
        let name = profile.person.name;
        assert_eq!(name.as_deref(), Some("Jane Roe"));
    }

    #[test]
    fn an_address_may_be_set_like_a_heading() {
        let profile = read(&[
            (Role::Heading(1), "Anna Weber"),
            (Role::Heading(4), "E-mail: anna [at] rivers [dot] example"),
            (Role::Heading(4), "Moss"),
        ]);
        assert_eq!(profile.person.emails, ["anna@rivers.example"]);
    }

    #[test]
    fn others_have_addresses_of_their_own() {
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
        for (heading, line) in [
            ("References", "Bo Li, Professor of Sand"),
            ("Research Visits", "Institute of Sand, 2014, Mentor: Bo Li"),
            ("Employment", "Institute of Sand, 2014, Mentor: Bo Li"),
        ] {
            let blocks = vec![
                plain(Role::Heading(1), "Anna Weber"),
                linked("anna@rivers.example"),
                plain(Role::Heading(2), heading),
                plain(Role::Body, line),
                linked("bo@rivers.example"),
            ];
            let raw = Raw { blocks, ..Raw::default() };
            let read = profile(&normalize::document(raw, "x", "html"));
            let emails = read.person.emails;
            assert_eq!(emails, ["anna@rivers.example"], "{heading}");
        }
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
    fn an_address_may_bear_its_owners_name() {
        let work = (Role::Body, "Anna Weber. Slow Rivers. Nature, 2024.");
        for (line, count) in [
            ("anna.weber@rivers.example, moss@sand.example", 2),
            ("anna.weber@rivers.example and bo@sand.example", 0),
            ("anna@rivers.example, moss@sand.example", 0),
        ] {
            let mut lines = vec![
                (Role::Heading(1), "Anna Weber"),
                (Role::Heading(2), "Languages"),
                (Role::Body, line),
                (Role::Heading(2), "Publications"),
                (Role::Body, "Ask bo@rivers.example for the data."),
            ];
            lines.extend([work; FOOT]);
            assert_eq!(read(&lines).person.emails.len(), count, "{line}");
        }
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
    fn a_heading_that_the_path_tells_names_the_owner() {
        let lines = [
            (Role::Body, "Menlo Park"),
            (Role::Heading(1), "About"),
            (Role::Heading(2), "Anna Weber"),
            (Role::Body, "I count moss."),
        ];
        let profile = read_at("anna-weber/about.html", &lines);
        assert_eq!(profile.person.name.as_deref(), Some("Anna Weber"));
    }

    #[test]
    fn a_name_that_the_path_tells_may_go_on_in_the_lists() {
        let profile = read_at(
            "anna-weber/papers.md",
            &[
                (Role::Heading(2), "Publications"),
                (Role::Item(0), "A. Li, Anna Weber. Slow Moss. Nature, 2024."),
                (
                    Role::Item(0),
                    "A. Li, Anna Weber Roe. Fast Moss. Nature, 2023.",
                ),
            ],
        );
        assert_eq!(profile.person.name.as_deref(), Some("Anna Weber"));
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
