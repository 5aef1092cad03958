//! Reads a profile out of a document.

mod affiliation;
mod authorship;
mod contact;
mod date;
mod department;
mod interests;
mod language;
mod owner;
mod place;
mod publications;
mod sections;
mod words;

pub use date::{DateRange, date_range, years};
pub use place::says_the_same;

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;

use authorship::AuthorLists;

use crate::model::{
    Document, Line, Owner, PersonName, Profile, Publication, Role, Section,
    SectionKind, fold_name,
};
use crate::segment::{kind_of, lines, segment};
use place::Place;
use publications::{Legend, List};

/// Reads all that a document says of the person it is about.
#[must_use]
pub fn profile(document: &Document) -> Profile {
    let mut profile = document.facts.as_deref().cloned().unwrap_or_default();
    profile.document.path.clone_from(&document.path);
    document.format.clone_into(&mut profile.document.format);
    if profile.document.language.is_none() {
        let declared = document.metadata.language.as_deref();
        profile.document.language = declared
            .and_then(|tag| tag.get(..2))
            .map(str::to_lowercase)
            .or_else(|| language::language(&document.text));
    }
    let place = Place::of(&document.path);
    if document.facts.is_some() {
        complete_facts(document, &place, &mut profile);
        profile.document.sought = place.sought();
        return profile;
    }
    let lines = lines(document);
    let sections = segment(document, &lines);
    let reader =
        Reader { document, place: &place, lines: &lines, sections: &sections };
    let stated = reader.stated_owner();
    let legend =
        Legend::of(lines.iter().map(|line| document.slice(line.span)));
    let name = stated.first().map(|candidate| &candidate.name);
    profile.publications = reader.publications(name, &legend);
    reader.own(&mut profile, &stated);
    sections::fill(document, &lines, &sections, &mut profile);
    reader.settle(&mut profile);
    profile.document.sought = place.sought();
    profile
}

/// Recognises venues and the owner in the facts of a structured format.
fn complete_facts(
    document: &Document,
    place: &Place<'_>,
    profile: &mut Profile,
) {
    for publication in &mut profile.publications {
        publications::recognise(publication);
        if publication.line == 0 {
            let start = publication.span.start as usize;
            publication.line = document.line_of(start);
        }
    }
    if profile.person.name.is_none()
        && let Some(name) = authorship::common_author(
            &AuthorLists::of(&profile.publications),
            place,
        )
    {
        profile.person.name = Some(name);
        profile.person.name_inferred = true;
    }
}

/// Lines of text, those joined of which one ends in the middle of a name:
/// "Indian Institute of" above "Technology Madras".
fn whole_lines<'a>(lines: &[&'a str]) -> Vec<Cow<'a, str>> {
    const OPEN: [&str; 4] = [" of", " for", " and", " &"];
    let mut whole: Vec<Cow<'a, str>> = Vec::with_capacity(lines.len());
    for &line in lines {
        let open = |text: &&mut Cow<'_, str>| {
            OPEN.iter().any(|word| text.trim_end().ends_with(word))
        };
        match whole.last_mut().filter(open) {
            Some(before) => {
                let text = format!("{} {}", before.trim_end(), line.trim());
                *before = Cow::Owned(text);
            }
            None => whole.push(Cow::Borrowed(line)),
        }
    }
    whole
}

/// Lines at the end of a document in which an address may be the owner's.
const FOOT: usize = 6;

/// Drops what was printed before: the full list that holds the selected
/// publications again.
fn without_repeats(publications: &mut Vec<Publication>) {
    let hasher = FixedState::default();
    let mut printed = HashSet::new();
    publications.retain(|p| {
        let mut state = hasher.build_hasher();
        let mut length = 0;
        for c in p.title.chars().filter(|c| c.is_alphanumeric()) {
            length += 1;
            c.to_lowercase().for_each(|c| state.write_u32(u32::from(c)));
        }
        p.authors.iter().for_each(|author| author.name.hash(&mut state));
        (&p.venue, p.year).hash(&mut state);
        // "Editorial" is the title of many.
        length < 20 || printed.insert(state.finish())
    });
}

/// What the readers of a document's parts share.
struct Reader<'a> {
    document: &'a Document,
    place: &'a Place<'a>,
    lines: &'a [Line],
    sections: &'a [Section],
}

impl<'a> Reader<'a> {
    fn of_kind(
        &self,
        kinds: &'a [SectionKind],
    ) -> impl Iterator<Item = (&'a Section, &'a [Line])> {
        self.sections
            .iter()
            .filter(move |section| kinds.contains(&section.kind))
            .map(|section| (section, &self.lines[section.lines.clone()]))
    }

    /// Names that the document gives as its owner's.
    fn stated_owner(&self) -> Vec<owner::Candidate> {
        let mut header: Vec<Line> = self
            .of_kind(&[SectionKind::Contact])
            .flat_map(|(_, lines)| lines.iter().copied())
            .collect();
        // "Publications of Ann Roe" above all else heads the document, too.
        if header.is_empty()
            && let Some((list, _)) =
                self.of_kind(&[SectionKind::Publications]).next()
            && let Some(heading) = list.lines.start.checked_sub(1)
        {
            header.extend(self.lines.get(heading).copied());
        }
        let prose: Vec<Line> = self
            .of_kind(&[
                SectionKind::About,
                SectionKind::Interests,
                SectionKind::Other,
            ])
            .flat_map(|(_, lines)| lines.iter().copied())
            .collect();
        owner::candidates(self.document, self.place, &header, &prose)
    }

    /// The publications, in the order of the document: those of lists that
    /// say so, and of what follows such a list or stands alone and looks
    /// like one.
    fn publications(
        &self,
        owner: Option<&PersonName>,
        legend: &Legend,
    ) -> Vec<Publication> {
        let list = |section: &'a Section| List {
            document: self.document,
            lines: &self.lines[section.lines.clone()],
            heading: section
                .heading
                .map_or("", |span| self.document.slice(span)),
        };
        let is_list = |s: &&Section| s.kind == SectionKind::Publications;
        let told: Vec<List> =
            self.sections.iter().filter(is_list).map(list).collect();
        let page = self.is_list_page();
        // "Book Project", "Analysis & General Audience": headings that no
        // table knows, behind a list.
        let unknown = |s: &&Section| {
            matches!(s.kind, SectionKind::Contact | SectionKind::Other)
                && !s.known
        };
        // Where no list says so, it may stand under "Research", or follow a
        // heading that tells something else: "Additional Information".
        let around = |s: &&Section| {
            unknown(s)
                || told.is_empty()
                    && matches!(
                        s.kind,
                        SectionKind::Contact
                            | SectionKind::Projects
                            | SectionKind::Other
                    )
        };
        let mut doubtful: Vec<List> = Vec::new();
        let mut found = Vec::new();
        if told.is_empty() && page {
            let all: Vec<List> =
                self.sections.iter().filter(unknown).map(list).collect();
            found = publications::parse(&all, owner, legend);
        } else {
            found.extend(publications::parse(&told, owner, legend));
            let behind = self
                .sections
                .iter()
                .skip_while(|s| !told.is_empty() && !is_list(s))
                .filter(around);
            doubtful.extend(behind.map(list));
        }
        for one in &doubtful {
            found.extend(publications::parse_doubtful(
                std::slice::from_ref(one),
                owner,
                legend,
            ));
        }
        found.sort_by_key(|publication| publication.span);
        without_repeats(&mut found);
        found
    }

    /// Whether the document says by its title or file name that it is a list
    /// of publications.
    fn is_list_page(&self) -> bool {
        let title = self.document.metadata.title.as_deref().unwrap_or("");
        self.place.is_list()
            || kind_of(title) == Some(SectionKind::Publications)
    }

    /// Decides who the document is about.
    fn own(&self, profile: &mut Profile, stated: &[owner::Candidate]) {
        let publications = &profile.publications;
        let lists = AuthorLists::of(publications);
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
        let owner: &mut Owner = &mut profile.person;
        match (best, common) {
            (Some((score, candidate)), common) => {
                let agrees = common.as_deref().is_none_or(|name| {
                    PersonName::parse(name)
                        .is_some_and(|n| n.matches(&candidate.name))
                });
                // Who is seldom among the authors of a list is not its
                // owner, whatever stands above it.
                let share = authorship::authorship(&candidate.name, &lists);
                if agrees || (score > 1.6 && share >= 0.4) {
                    let name =
                        authorship::with_capitals(&candidate.spelling());
                    let name = authorship::spelt_in(publications, &name);
                    if candidate.printed != name {
                        owner.name_variants.push(candidate.printed.clone());
                    }
                    owner.name = Some(name);
                } else {
                    owner.name = common;
                    owner.name_inferred = true;
                }
            }
            (None, Some(name)) => {
                owner.name = Some(name);
                owner.name_inferred = true;
            }
            (None, None) => {}
        }
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
        let links = self.document.blocks.iter().flat_map(|b| &b.links);
        let mailto = links
            .clone()
            .filter_map(|link| link.target.strip_prefix("mailto:"))
            .map(|address| address.split('?').next().unwrap_or(address));
        owner.emails = contact::emails(texts.into_iter().chain(mailto));
        if owner.emails.is_empty() {
            // The foot of a page may have it, below a list.
            let foot = self.lines.iter().rev().take(FOOT);
            let foot = foot.map(|line| self.document.slice(line.span));
            owner.emails = contact::emails(foot);
        }
        if owner.emails.is_empty() {
            // So may its only paragraph, wherever it stands.
            let told = |s: &&Section| s.kind != SectionKind::References;
            let all = self.sections.iter().filter(told);
            let all =
                all.flat_map(|section| &self.lines[section.lines.clone()]);
            let all = all.map(|line| self.document.slice(line.span));
            owner.emails = contact::emails(all);
            if owner.emails.len() > 1 {
                owner.emails.clear();
            }
        }
        owner.orcid = contact::orcid(&self.document.text).or_else(|| {
            links.clone().find_map(|link| contact::orcid(&link.target))
        });
    }

    /// Finds interests, posts, degrees, and where the owner is now.
    fn settle(&self, profile: &mut Profile) {
        let document = self.document;
        profile.interests =
            interests::interests(document, self.lines, self.sections);
        for (_, lines) in self.of_kind(&[SectionKind::Positions]) {
            let positions = affiliation::positions(document, lines);
            profile.positions.extend(positions);
        }
        for (_, lines) in self.of_kind(&[SectionKind::Education]) {
            let education = affiliation::education(document, lines);
            profile.education.extend(education);
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
        let header: Vec<&str> = self
            .of_kind(&[SectionKind::Contact, SectionKind::About])
            .flat_map(|(_, lines)| lines)
            .take(40)
            .take_while(|line| (line.span.start as usize) < end)
            .map(|line| document.slice(line.span))
            .filter(|text| !is_name(text))
            .collect();
        let joined = whole_lines(&header);
        let header: Vec<&str> = joined.iter().map(|text| &**text).collect();
        owner.affiliations = affiliation::current(
            &header,
            &owner.emails,
            &profile.positions,
            &profile.education,
        );
        let current = profile.positions.iter().filter(|p| p.current);
        let title = current
            .filter_map(|position| position.title.clone())
            .next()
            .or_else(|| {
                let stated = header.iter().find_map(|t| affiliation::title(t));
                stated.map(str::to_owned)
            });
        owner.titles.extend(title);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, Raw, RawBlock, RawLine};
    use crate::normalize;

    #[test]
    fn what_is_selected_is_not_counted_again() {
        let work = |title: &str, year| Publication {
            title: title.into(),
            authors: vec![Author {
                name: "A. Roe".into(),
                ..Author::default()
            }],
            year: Some(year),
            ..Publication::default()
        };
        let mut works = vec![
            work("Slow Rivers and Their Deltas", 2024),
            work("Slow rivers and their deltas", 2024),
            work("Slow Rivers and Their Deltas", 2022),
            work("Editorial", 2022),
            work("Editorial", 2022),
        ];
        without_repeats(&mut works);
        let years: Vec<_> = works.iter().filter_map(|w| w.year).collect();
        assert_eq!(years, [2024, 2022, 2022, 2022]);
    }

    #[test]
    fn a_name_may_run_over_a_line() {
        let lines = ["Lecturer | Institute of", "Rivers, Kiel", "a@b.example"];
        let want = ["Lecturer | Institute of Rivers, Kiel", "a@b.example"];
        assert_eq!(whole_lines(&lines), want);
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
    fn the_heading_of_a_list_may_name_its_owner() {
        let profile = read(&[
            (Role::Heading(1), "Anna Weber – Publications"),
            (Role::Body, "Slow rivers of sand (with Bo Li). Nature, 2024."),
            (Role::Body, "Fast rivers of sand (with Bo Li). Nature, 2023."),
        ]);
        assert_eq!(profile.person.name.as_deref(), Some("Anna Weber"));
    }
}
