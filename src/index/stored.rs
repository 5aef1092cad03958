//! An entry into the bytes that the index stores of it, and back.

use super::codec::{TextDecoder, TextEncoder};
use super::entry::{EntryView, status_code, status_from_code};
use crate::gazetteer::venue;
use crate::model::{Author, Profile, Publication, Status};

/// What the flags of a stored publication say: there are more authors than
/// are listed; authors bear marks; the venue's full name is that of the
/// table of venues. The bits from [`STATUS`] on are the status.
const TRUNCATED: u64 = 1;
const MARKED: u64 = 2;
const KNOWN_VENUE: u64 = 4;
const STATUS: u32 = 3;

/// An entry as it is read back: all that evidence needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Title of a publication; empty for others.
    pub title: String,
    /// Words of a passage; of a header, a line of its titles and
    /// affiliations, then its interests, one a line; of a publication its
    /// subjects, one a line.
    pub text: String,
    /// Authors of a publication, in order.
    pub authors: Vec<Author>,
    /// More authors than are listed.
    pub authors_truncated: bool,
    /// Canonical key of the venue, or the venue as printed.
    pub venue: Option<String>,
    /// Its full name, or the venue as printed, where that says more.
    pub venue_name: Option<String>,
    /// Its key, its full name and how it is printed, as they were read.
    pub(super) venue_read: [Option<String>; 3],
    /// What stands behind a header.
    pub(super) facts: Option<Facts>,
    /// Year of a publication; latest year named in a passage.
    pub year: Option<i32>,
    /// How far a publication has come.
    pub status: Option<Status>,
    /// Findings, Workshop, Demo.
    pub track: Option<String>,
    /// Awards and remarks.
    pub notes: Vec<String>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// arXiv identifier.
    pub arxiv: Option<String>,
    /// Links as written.
    pub links: Vec<String>,
    /// Abstract.
    pub summary: Option<String>,
    /// Page, counted from 1.
    pub page: Option<u32>,
    /// Line in the source or on the page, counted from 1; 0 if not known.
    pub line: u32,
}

impl Entry {
    /// The stored form of an entry.
    pub(super) fn encode(view: EntryView<'_>) -> String {
        let mut out = TextEncoder::default();
        match view {
            EntryView::Header(profile) => {
                place(&mut out, ["", &header_text(profile), ""], None, 0);
                encode_facts(&mut out, profile);
            }
            EntryView::Passage(_, _, passage) => {
                let texts = ["", &passage.text, ""];
                place(&mut out, texts, passage.page, passage.line);
                out.number(year_code(passage.year));
            }
            EntryView::Publication(_, publication) => {
                let p = publication;
                let subjects = one_a_line(&p.subjects);
                let summary = p.summary.as_deref().unwrap_or("");
                let texts = [&p.title, &subjects, summary];
                place(&mut out, texts, p.page, p.line);
                out.number(year_code(p.year));
                encode_publication(&mut out, p);
            }
        }
        out.finish_text()
    }

    /// Reads an entry back; what is missing is empty.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Entry {
        let mut from = TextDecoder::new(bytes);
        let narrow = |n: u64| u32::try_from(n).unwrap_or(0);
        let mut entry = Entry {
            title: from.text().to_owned(),
            text: from.text().to_owned(),
            summary: from.option(),
            page: Some(narrow(from.number())).filter(|&page| page > 0),
            line: narrow(from.number()),
            ..Entry::default()
        };
        if from.is_empty() {
            return entry;
        }
        let year = from.number();
        if year == FACTS {
            entry.facts = Facts::decode(&mut from);
            return entry;
        }
        entry.year = i32::try_from(year).ok().filter(|&year| year > 0);
        if from.is_empty() {
            return entry;
        }
        let flags = from.number();
        entry.authors_truncated = flags & TRUNCATED > 0;
        entry.status = status_from_code(flags >> STATUS);
        for name in from.texts() {
            entry.authors.push(Author { name, ..Author::default() });
        }
        for author in &mut entry.authors {
            if flags & MARKED == 0 || !from.is_whole() {
                break;
            }
            let marks = from.number();
            author.equal_contribution = marks & 1 == 1;
            author.corresponding = marks & 2 == 2;
        }
        let [venue, mut name, raw] = [(); 3].map(|()| from.option());
        if flags & KNOWN_VENUE > 0 {
            let known = venue.as_deref().and_then(venue_name);
            name = known.map(str::to_owned);
        }
        entry.venue = venue.clone().or_else(|| raw.clone());
        let full = name.clone().or_else(|| raw.clone());
        entry.venue_name = full.filter(|n| Some(n) != entry.venue.as_ref());
        entry.venue_read = [venue, name, raw];
        entry.track = from.option();
        entry.notes = from.texts();
        entry.doi = from.option();
        entry.arxiv = from.option();
        entry.links = from.texts();
        entry
    }

    /// Every text of the entry but names, the title first, a line each.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = Vec::new();
        texts.extend(Some(self.title.as_str()).filter(|t| !t.is_empty()));
        texts.extend(self.text.lines());
        texts.extend(self.notes.iter().map(String::as_str));
        texts.extend(self.summary.as_deref());
        texts.extend(self.venue_name.as_deref());
        texts
    }

    /// The interests that a header states.
    pub fn interests(&self) -> impl Iterator<Item = &str> {
        let line = self.text.split_once('\n').map_or("", |(_, rest)| rest);
        line.split('\n').filter(|interest| !interest.is_empty())
    }

    /// The subjects that a list states of a publication.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|_| !self.title.is_empty())
    }

    /// The names of the authors, in order.
    pub fn author_names(&self) -> impl Iterator<Item = &str> {
        self.authors.iter().map(|author| author.name.as_str())
    }
}

/// Begins an entry: its title, text and abstract, and where it stands.
fn place(
    out: &mut TextEncoder,
    texts: [&str; 3],
    page: Option<u32>,
    line: u32,
) {
    texts.into_iter().for_each(|text| _ = out.text(text));
    out.number(u64::from(page.unwrap_or(0))).number(u64::from(line));
}

fn encode_publication(out: &mut TextEncoder, publication: &Publication) {
    let p = publication;
    // Few authors bear a mark, and the table of venues knows most names.
    let marked =
        p.authors.iter().any(|a| a.equal_contribution || a.corresponding);
    let name = p.venue_name.as_deref();
    let table = p.venue.as_deref().and_then(venue_name);
    let known = name.is_some() && name == table;
    let status = p.status.map_or(0, status_code) << STATUS;
    let flag = |set: bool, flag: u64| if set { flag } else { 0 };
    out.number(
        flag(p.authors_truncated, TRUNCATED)
            | flag(marked, MARKED)
            | flag(known, KNOWN_VENUE)
            | status,
    );
    out.texts(p.authors.iter().map(|author| &author.name));
    for author in p.authors.iter().filter(|_| marked) {
        let marks = u64::from(author.equal_contribution)
            | u64::from(author.corresponding) << 1;
        out.number(marks);
    }
    out.option(p.venue.as_deref()).option(name.filter(|_| !known));
    out.option(p.venue_raw.as_deref());
    out.option(p.track.as_deref()).texts(p.notes.iter());
    out.option(p.doi.as_deref()).option(p.arxiv.as_deref());
    out.texts(p.links.iter());
}

/// The full name of a venue that the table knows by its key.
fn venue_name(key: &str) -> Option<&'static str> {
    let known = venue::by_alias(key).filter(|known| known.key() == key);
    known.map(|known| known.name())
}

/// Stands behind a header in place of a year, before [`Facts`].
const FACTS: u64 = u64::MAX;

/// What is indexed of a profile and shown with none of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) language: Option<String>,
    pub(super) has_positions: bool,
    pub(super) has_education: bool,
    pub(super) advisors: Vec<String>,
}

impl Facts {
    /// Those of a header; None where they are cut.
    fn decode(from: &mut TextDecoder<'_>) -> Option<Facts> {
        let facts = Facts {
            language: from.option(),
            has_positions: from.number() == 1,
            has_education: from.number() == 1,
            advisors: from.texts(),
        };
        from.is_whole().then_some(facts)
    }
}

fn encode_facts(out: &mut TextEncoder, profile: &Profile) {
    out.number(FACTS).option(profile.document.language.as_deref());
    out.number(u64::from(!profile.positions.is_empty()));
    out.number(u64::from(!profile.education.is_empty()));
    let advisors: Vec<&String> =
        profile.education.iter().flat_map(|e| &e.advisors).collect();
    out.texts(advisors.into_iter());
}

/// A year as a number of the index; 0 where there is none.
pub(super) fn year_code(year: Option<i32>) -> u64 {
    year.and_then(|year| u64::try_from(year).ok()).unwrap_or(0)
}

/// What a profile says of the person: a line of titles and affiliations,
/// then the interests, one a line.
fn header_text(profile: &Profile) -> String {
    let owner = &profile.person;
    let mut text = owner.titles.join(", ");
    for affiliation in &owner.affiliations {
        if !text.is_empty() {
            text.push_str(" · ");
        }
        if let Some(department) = &affiliation.department {
            text.push_str(department);
            text.push_str(", ");
        }
        text.push_str(&affiliation.organization);
    }
    let mut text = text.replace('\n', " ");
    if !profile.interests.is_empty() {
        text.push('\n');
        text.push_str(&one_a_line(&profile.interests));
    }
    text
}

fn one_a_line(texts: &[String]) -> String {
    let lines: Vec<String> =
        texts.iter().map(|text| text.replace('\n', " ")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Author;

    #[test]
    fn an_entry_is_read_as_it_was_stored() {
        let profile = Profile::default();
        let publication = Publication {
            title: "Sorting by Hand".into(),
            authors: vec![
                Author { name: "Ada Bell".into(), ..Author::default() },
                Author {
                    name: "Cy Dunn".into(),
                    equal_contribution: true,
                    corresponding: true,
                },
            ],
            authors_truncated: true,
            venue: Some("SODA".into()),
            venue_raw: Some("Proc. SODA 2020".into()),
            year: Some(2020),
            status: Some(Status::Accepted),
            page: Some(2),
            line: 7,
            links: vec!["https://example.org".into()],
            ..Publication::default()
        };
        let view = EntryView::Publication(&profile, &publication);
        let entry = Entry::decode(Entry::encode(view).as_bytes());
        assert_eq!(entry.title, "Sorting by Hand");
        assert!(entry.author_names().eq(["Ada Bell", "Cy Dunn"]));
        assert!(entry.authors[1].equal_contribution);
        assert!(entry.authors[1].corresponding && entry.authors_truncated);
        assert_eq!(entry.venue.as_deref(), Some("SODA"));
        assert_eq!(entry.venue_name.as_deref(), Some("Proc. SODA 2020"));
        assert_eq!((entry.year, entry.line), (Some(2020), 7));
        assert_eq!(entry.status, Some(Status::Accepted));
        assert_eq!((entry.page, entry.links.len()), (Some(2), 1));
    }

    #[test]
    fn a_known_venues_name_is_not_stored() {
        let profile = Profile::default();
        let acl =
            "Annual Meeting of the Association for Computational Linguistics";
        for name in [acl, "Another Name", "ACL"] {
            let publication = Publication {
                title: "Sorting by Hand".into(),
                authors: vec![Author::default()],
                venue: Some("ACL".into()),
                venue_name: Some(name.into()),
                status: Some(Status::Preprint),
                ..Publication::default()
            };
            let view = EntryView::Publication(&profile, &publication);
            let stored = Entry::encode(view);
            assert_eq!(stored.contains(name), name != acl, "{name}");
            let entry = Entry::decode(stored.as_bytes());
            let read = entry.venue_name.as_deref();
            assert_eq!(read, (name != "ACL").then_some(name));
            assert_eq!(entry.status, Some(Status::Preprint));
            assert!(!entry.authors_truncated);
        }
    }
}
