//! Reads a profile out of a document.

mod affiliation;
mod authorship;
mod conferences;
mod date;
mod department;
mod education;
mod email;
mod evidence;
mod finder;
mod interests;
mod language;
mod lists;
mod mentions;
mod orcid;
mod organization;
mod owner;
mod path_name;
mod person;
mod phrase;
mod place;
mod post;
mod publications;
mod sections;
mod settle;
mod stay;
mod tense;
mod unlisted;
mod words;

pub use date::{DateRange, date_range, years};
pub use place::says_the_same;

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;

use authorship::AuthorLists;

use crate::model::{
    Document, Line, PersonName, Profile, Publication, Role, Section,
    SectionKind,
};
use crate::segment::{lines, segment};
use place::Place;
use publications::Legend;

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
    let title = document.metadata.title.as_deref();
    let list_title = title.and_then(owner::list_named);
    let reader = Reader {
        document,
        place: &place,
        lines: &lines,
        sections: &sections,
        is_list: place.is_list() || list_title.is_some(),
        list_title: list_title.unwrap_or(""),
        is_printed: lines.iter().any(|line| line.page.is_some()),
    };
    let stated = reader.stated_owner();
    let legend =
        Legend::of(lines.iter().map(|line| document.slice(line.span)));
    let name = stated.first().map(|candidate| &candidate.name);
    profile.publications = reader.publications(name, &legend);
    reader.decide_owner(&mut profile, &stated);
    reader.reach(&mut profile.person);
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
    without_repeats(&mut profile.publications);
    for publication in &mut profile.publications {
        publications::recognise(publication);
        if publication.line == 0 {
            let start = publication.span.start as usize;
            publication.line = document.line_of(start);
        }
    }
    if profile.person.name.is_none() {
        let lists = AuthorLists::printed(&profile.publications, document);
        let name = authorship::common_author(&lists, place).or_else(|| {
            // Bibliographies print everyone, and pages may leave her out.
            let format = document.format;
            let whole = ["bibtex", "ris", "csl-json"].contains(&format);
            place.person().filter(|name| {
                place.is_list() && !whole || authorship::fits(name, &lists)
            })
        });
        profile.person.name_inferred = name.is_some();
        profile.person.name = name;
    }
    let owner = profile.person.name.as_deref().and_then(PersonName::parse);
    if let Some(owner) = owner {
        let publications = &mut profile.publications;
        authorship::put_owner_in(publications, document, &owner);
    }
    if profile.interests.is_empty() {
        let about = profile.passages.iter();
        let about = about.filter(|(kind, _)| *kind == SectionKind::About);
        let told = about.map(|(_, said)| interests::of_text(&said.text));
        profile.interests =
            told.into_iter().find(|i| !i.is_empty()).unwrap_or_default();
    }
}

/// Drops what was printed before: the full list that holds the selected
/// publications again.
fn without_repeats(publications: &mut Vec<Publication>) {
    let hasher = FixedState::default();
    let mut printed = HashSet::new();
    let mut letters = String::new();
    publications.retain(|p| {
        let mut state = hasher.build_hasher();
        let mut length = 0;
        letters.clear();
        for c in p.title.chars().filter(|c| c.is_alphanumeric()) {
            length += 1;
            match c.is_ascii() {
                true => letters.push(c.to_ascii_lowercase()),
                false => letters.extend(c.to_lowercase()),
            }
        }
        letters.hash(&mut state);
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
    /// Whether the document says by its title or file name that it is a list
    /// of publications.
    is_list: bool,
    /// What its title calls that list; empty where that says nothing.
    list_title: &'a str,
    /// Whether it has pages.
    is_printed: bool,
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
        // On a page that is one list, its items name others.
        if self.is_list {
            let listed = header
                .iter()
                .position(|l| matches!(l.role, Role::Item(_) | Role::Row));
            header.truncate(listed.unwrap_or(header.len()));
        }
        let prose: Vec<Line> = self
            .of_kind(&[
                SectionKind::About,
                SectionKind::Interests,
                SectionKind::Other,
            ])
            .flat_map(|(_, lines)| lines.iter().copied())
            .collect();
        let candidates = |header: &[Line]| {
            owner::candidates(self.document, self.place, header, &prose)
        };
        let found = candidates(&header);
        /// Below this a name is told by little.
        const SURE: f32 = 1.0;
        let sure = found.first().is_some_and(|best| best.score >= SURE);
        match self.top_heading().filter(|_| !sure).map(|top| [top]) {
            Some(top) => [candidates(&top), found].concat(),
            None => found,
        }
    }

    /// The document's one heading of the first rank, where it is no section's
    /// and stands behind others: beside a column with the owner's address
    /// comes their name.
    fn top_heading(&self) -> Option<Line> {
        let is_top = |line: &&Line| line.role == Role::Heading(1);
        let mut tops = self.lines.iter().filter(is_top);
        let (top, others) = (tops.next()?, tops.next());
        let heads = |section: &&Section| section.heading == Some(top.span);
        let section = self.sections.iter().find(heads)?;
        (others.is_none() && !section.known).then_some(*top)
    }

    /// The publications, in the order of the document; `stated` is whom it
    /// names as its owner.
    fn publications(
        &self,
        stated: Option<&PersonName>,
        legend: &Legend,
    ) -> Vec<Publication> {
        let found = self.listed(stated, legend);
        let told = match stated {
            Some(_) if !found.is_empty() => return found,
            // What was taken for a name may have been the first author of a
            // list without any heading.
            Some(_) => self.listed(None, legend),
            None => found,
        };
        // Who wrote nearly all of a list that names nobody: with the name
        // known more of the list can be read.
        let lists = AuthorLists::printed(&told, self.document);
        let common = authorship::common_author(&lists, self.place);
        match common.as_deref().and_then(PersonName::parse) {
            Some(name) => self.listed(Some(&name), legend),
            // "jane-roe/papers.md", a list of "… with Bo Li".
            None if stated.is_none() => {
                let told_by = self.told_by_path(&lists);
                let name = told_by.as_deref().and_then(PersonName::parse);
                match name {
                    Some(name) => self.listed(Some(&name), legend),
                    None => told,
                }
            }
            None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, Metadata, Raw, RawBlock, RawLine};
    use crate::normalize;

    /// The profile of a page with a title.
    fn page(title: &str, lines: &[(Role, &str)]) -> Profile {
        let block = |(role, line): &(Role, &str)| RawBlock {
            role: *role,
            page: None,
            lines: line.split('\n').map(|l| RawLine::plain(l, 1)).collect(),
        };
        let blocks = lines.iter().map(block).collect();
        let metadata =
            Metadata { title: Some(title.into()), ..Metadata::default() };
        let raw = Raw { blocks, metadata, facts: None };
        profile(&normalize::document(raw, "x", "html"))
    }

    #[test]
    fn references_to_the_owners_works_are_publications() {
        let item = Role::Item(0);
        let works = |first: &str| {
            let lines = [
                (Role::Heading(1), "Anna Weber"),
                (Role::Heading(2), "References"),
                (
                    item,
                    &*format!("{first}, Bo Li. Slow Rivers. Nature, 2024."),
                ),
                (
                    item,
                    &*format!("{first}, Bo Li. Fast Rivers. Nature, 2023."),
                ),
                (
                    item,
                    &*format!("{first}, Bo Li. Wide Rivers. Nature, 2022."),
                ),
            ]
            .map(|(role, line)| (role, line.to_owned()));
            let lines: Vec<(Role, &str)> =
                lines.iter().map(|(role, line)| (*role, &**line)).collect();
            page("", &lines).publications.len()
        };
        assert_eq!((works("Anna Weber"), works("Carla Diaz")), (3, 0));
    }

    #[test]
    fn a_venue_alone_above_an_entry_is_its_own() {
        let body = Role::Body;
        let lines = [
            (Role::Heading(1), "Anna Weber"),
            (Role::Heading(2), "Publications"),
            (body, "CVPR 2024"),
            (body, "Slow Rivers and Their Deltas in Winter"),
            (body, "Anna Weber, Bo Li"),
            (Role::Item(0), "Rivers carry sand through the winter."),
            (body, "TPDS"),
            (body, "Fast Rivers and Their Deltas in Spring"),
            (body, "Bo Li, Anna Weber"),
            (Role::Item(0), "In spring they carry more of it."),
        ];
        let read = page("Anna Weber", &lines);
        let found: Vec<_> = read
            .publications
            .iter()
            .map(|p| (p.venue.as_deref(), p.year))
            .collect();
        assert_eq!(found, [(Some("CVPR"), Some(2024)), (Some("TPDS"), None)]);
    }

    #[test]
    fn a_title_tells_a_list_and_its_owner() {
        let item = Role::Item(0);
        let lines = [
            (Role::Heading(2), "Real Estate"),
            (
                item,
                "Biased Houses and Prices\nwith Bo Li. Water Research, 2023.",
            ),
            (Role::Heading(2), "Other"),
            (
                item,
                "Slow Rivers and Deltas\nwith Bo Li. Water Research, 2021.",
            ),
        ];
        let read = page("Publications — Anna Weber", &lines);
        assert_eq!(read.person.name.as_deref(), Some("Anna Weber"));
        let titles: Vec<_> =
            read.publications.iter().map(|p| p.title.as_str()).collect();
        assert_eq!(
            titles,
            ["Biased Houses and Prices", "Slow Rivers and Deltas"]
        );
    }

    #[test]
    fn who_signs_otherwise_is_called_as_the_heading_says() {
        let item = Role::Item(0);
        let read = page(
            "",
            &[
                (Role::Heading(1), "Anna Uzrek"),
                (Role::Heading(2), "Publications"),
                (item, "Uzrek, Hao Wen (2023). Slow Rivers. Nature, 3."),
                (item, "Uzrek, Hao Wen (2022). Wide Rivers. Nature, 2."),
            ],
        );
        assert_eq!(read.person.name.as_deref(), Some("Anna Uzrek"));
        assert_eq!(read.publications[0].authors[0].name, "Hao Wen Uzrek");
    }

    #[test]
    fn conferences_among_talks_hold_talks() {
        let item = Role::Item(0);
        let papers = [
            (item, "A. Weber, B. Li. Slow Rivers of Kiel. Nature, 2023."),
            (item, "A. Weber, B. Li. Wide Rivers of Kiel. Nature, 2022."),
        ];
        let talks = [
            (item, "A. Weber, B. Li. Slow Sand. Sand Days, Kiel, 2021."),
            (item, "A. Weber, B. Li. Wide Sand. ICML, Lyon, 2020."),
        ];
        let headed = |heading| {
            let mut lines = vec![(Role::Heading(1), "Anna Weber")];
            lines.push((Role::Heading(2), "Publications"));
            lines.extend(papers);
            lines.push((Role::Heading(2), heading));
            lines.push((Role::Heading(3), "National conferences"));
            lines.extend(talks);
            page("", &lines).publications.len()
        };
        assert_eq!(headed("Presentations"), 2);
        assert_eq!(headed("Work in Progress"), 4);
    }

    #[test]
    fn the_items_of_a_list_name_no_owner() {
        let item = Role::Item(0);
        let read = page(
            "Publications",
            &[
                (item, "Slow Rivers\n(with Bo Li)\nWater Research, 2021"),
                (item, "Anna Weber, Sand and Deltas\nWater Research, 2020"),
            ],
        );
        assert_eq!(read.person.name, None);
    }

    #[test]
    fn who_wrote_a_whole_list_wrote_some_of_it_alone() {
        let item = Role::Item(0);
        let read = page(
            "Publications",
            &[
                (item, "Uvo Zhrek (2019)\nOn the shape of slow rivers"),
                (
                    item,
                    "Bo Li, Uvo Zhrek (2018)\nOn the shape of deltas\nNature 3",
                ),
                (
                    item,
                    "Ann Roe, Uvo Zhrek (2017)\nOn the shape of sand\nNature 2",
                ),
            ],
        );
        assert_eq!(read.publications.len(), 3);
        assert_eq!(read.person.name.as_deref(), Some("Uvo Zhrek"));
    }

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
}
