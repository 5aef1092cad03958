//! Entries: what is indexed and scored, and how one is stored.

use super::codec::{Decoder, Encoder};
use crate::model::{Passage, Profile, Publication, SectionKind, Status};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// What a profile says of the person: name, titles, affiliations,
    /// interests. Exactly one a profile.
    Header,
    /// One publication.
    Publication,
    /// One passage of a section.
    Passage(SectionKind),
}

impl EntryKind {
    /// The number in the fast field `kind`.
    #[must_use]
    pub fn code(self) -> u64 {
        match self {
            EntryKind::Header => 0,
            EntryKind::Publication => 1,
            EntryKind::Passage(section) => 2 + section as u64,
        }
    }

    /// The kind a number of the fast field `kind` stands for.
    #[must_use]
    pub fn from_code(code: u64) -> EntryKind {
        match code {
            0 => EntryKind::Header,
            1 => EntryKind::Publication,
            code => usize::try_from(code - 2)
                .ok()
                .and_then(|i| SectionKind::ALL.get(i))
                .copied()
                .map_or(EntryKind::Header, EntryKind::Passage),
        }
    }

    /// The word used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Header => "profile",
            EntryKind::Publication => "publication",
            EntryKind::Passage(section) => section.name(),
        }
    }
}

/// The number of a status in the fast field `status`.
#[must_use]
pub fn status_code(status: Status) -> u64 {
    match status {
        Status::Published => 1,
        Status::Accepted => 2,
        Status::Submitted => 3,
        Status::Preprint => 4,
    }
}

fn status_from_code(code: u64) -> Option<Status> {
    let all = Status::ALL.iter().map(|(status, _)| *status);
    all.into_iter().find(|status| status_code(*status) == code)
}

/// The same paper in five CVs is one work: equal for equal titles, 0 for a
/// title without letters.
#[must_use]
pub fn work(publication: &Publication) -> u64 {
    let key = publication.title_key();
    if key.is_empty() {
        return 0;
    }
    let hash = blake3::hash(key.as_bytes());
    let (first, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    // Six bytes tell millions of works apart, and are two less to keep.
    (u64::from_le_bytes(*first) >> 16).max(1)
}

/// One entry about to be indexed, with the profile it is from.
#[derive(Clone, Copy, Debug)]
pub enum EntryView<'a> {
    /// The profile's header.
    Header(&'a Profile),
    /// A publication of it.
    Publication(&'a Profile, &'a Publication),
    /// A passage of it.
    Passage(&'a Profile, SectionKind, &'a Passage),
}

impl<'a> EntryView<'a> {
    /// All entries of a profile, the header first.
    pub fn all(
        profile: &'a Profile,
    ) -> impl Iterator<Item = EntryView<'a>> + 'a {
        let publications = profile
            .publications
            .iter()
            .map(move |p| EntryView::Publication(profile, p));
        let passages = profile
            .all_passages()
            .filter(|(_, passage)| !passage.text.is_empty())
            .map(move |(kind, p)| EntryView::Passage(profile, kind, p));
        std::iter::once(EntryView::Header(profile))
            .chain(publications)
            .chain(passages)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> EntryKind {
        match self {
            EntryView::Header(_) => EntryKind::Header,
            EntryView::Publication(..) => EntryKind::Publication,
            EntryView::Passage(_, section, _) => EntryKind::Passage(section),
        }
    }

    /// The publication, where it is one.
    #[must_use]
    pub fn publication(self) -> Option<&'a Publication> {
        match self {
            EntryView::Publication(_, publication) => Some(publication),
            EntryView::Header(_) | EntryView::Passage(..) => None,
        }
    }

    /// The profile, where this is its header.
    #[must_use]
    pub fn header(self) -> Option<&'a Profile> {
        match self {
            EntryView::Header(profile) => Some(profile),
            EntryView::Publication(..) | EntryView::Passage(..) => None,
        }
    }

    /// The profile it is from.
    #[must_use]
    pub fn profile(self) -> &'a Profile {
        match self {
            EntryView::Header(profile)
            | EntryView::Publication(profile, _)
            | EntryView::Passage(profile, ..) => profile,
        }
    }
}

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
    pub authors: Vec<Mark>,
    /// More authors than are listed.
    pub authors_truncated: bool,
    /// Canonical key of the venue, or the venue as printed.
    pub venue: Option<String>,
    /// Its full name, or the venue as printed, where that says more.
    pub venue_name: Option<String>,
    /// Its key, its full name and how it is printed, as they were read.
    pub(super) venue_read: [Option<String>; 3],
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

/// An author of an entry and the marks at the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// In reading order.
    pub name: String,
    /// Marked as having contributed equally.
    pub equal_contribution: bool,
    /// Marked as corresponding author.
    pub corresponding: bool,
}

impl Entry {
    /// The stored form of an entry.
    pub(super) fn encode(view: EntryView<'_>) -> Vec<u8> {
        let mut out = Encoder::default();
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
        out.finish()
    }

    /// Reads an entry back; what is missing is empty.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Entry {
        let mut from = Decoder::new(bytes);
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
            return entry;
        }
        entry.year = i32::try_from(year).ok().filter(|&year| year > 0);
        if from.is_empty() {
            return entry;
        }
        let flags = from.number();
        entry.authors_truncated = flags & 1 == 1;
        entry.status = status_from_code(flags >> 1);
        for name in from.texts() {
            entry.authors.push(Mark { name, ..Mark::default() });
        }
        for author in &mut entry.authors {
            if !from.is_whole() {
                break;
            }
            let marks = from.number();
            author.equal_contribution = marks & 1 == 1;
            author.corresponding = marks & 2 == 2;
        }
        let [venue, name, raw] = [(); 3].map(|()| from.option());
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
fn place(out: &mut Encoder, texts: [&str; 3], page: Option<u32>, line: u32) {
    texts.into_iter().for_each(|text| _ = out.text(text));
    out.number(u64::from(page.unwrap_or(0))).number(u64::from(line));
}

fn encode_publication(out: &mut Encoder, publication: &Publication) {
    let p = publication;
    let status = p.status.map_or(0, status_code);
    out.number(u64::from(p.authors_truncated) | status << 1);
    out.texts(p.authors.iter().map(|author| &author.name));
    for author in &p.authors {
        let marks = u64::from(author.equal_contribution)
            | u64::from(author.corresponding) << 1;
        out.number(marks);
    }
    for text in [&p.venue, &p.venue_name, &p.venue_raw] {
        out.option(text.as_deref());
    }
    out.option(p.track.as_deref()).texts(p.notes.iter());
    out.option(p.doi.as_deref()).option(p.arxiv.as_deref());
    out.texts(p.links.iter());
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
    /// Those of a stored header; None for another entry.
    pub(super) fn decode(bytes: &[u8]) -> Option<Facts> {
        let mut from = Decoder::new(bytes);
        for _ in 0..3 {
            from.text();
        }
        from.number();
        from.number();
        if from.number() != FACTS {
            return None;
        }
        let facts = Facts {
            language: from.option(),
            has_positions: from.number() == 1,
            has_education: from.number() == 1,
            advisors: from.texts(),
        };
        from.is_whole().then_some(facts)
    }
}

fn encode_facts(out: &mut Encoder, profile: &Profile) {
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
        let entry = Entry::decode(&Entry::encode(view));
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
    fn every_kind_has_its_own_code() {
        let sections = SectionKind::ALL.iter().copied();
        for kind in [EntryKind::Header, EntryKind::Publication]
            .into_iter()
            .chain(sections.map(EntryKind::Passage))
        {
            assert_eq!(EntryKind::from_code(kind.code()), kind);
        }
    }
}
