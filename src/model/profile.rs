//! All that one document says of the person it is about.

use serde::{Deserialize, Serialize};

use super::{Publication, SectionKind, Span};

/// Version of the profile JSON; raised when a reader of it would break.
pub const FORMAT_VERSION: u32 = 1;

/// The file a profile was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceDocument {
    /// As given.
    pub path: String,
    /// Name of the format.
    pub format: String,
    /// Two-letter language of the text, where known.
    pub language: Option<String>,
    /// Keys of the family names that its path was asked for: what else
    /// stands in the path says nothing of the person.
    #[serde(skip)]
    pub sought: Vec<u16>,
}

/// An organization a person belongs or belonged to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Affiliation {
    /// Canonical name, or as printed where unknown.
    pub organization: String,
    /// Department, school or group within it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Whether it holds now.
    pub current: bool,
}

/// Whom a document is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    /// In reading order; absent when nothing tells.
    pub name: Option<String>,
    /// Other spellings met.
    pub name_variants: Vec<String>,
    /// Told by the author lists, the path or the folder, not by the text.
    pub name_inferred: bool,
    /// Lower case, written out.
    pub emails: Vec<String>,
    /// Sixteen digits in four groups.
    pub orcid: Option<String>,
    /// As written.
    pub homepages: Vec<String>,
    /// Current titles ("Assistant Professor").
    pub titles: Vec<String>,
    /// Organizations, current ones first.
    pub affiliations: Vec<Affiliation>,
    /// Words the user set to find the person by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The user wants no address shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hide_contact: bool,
}

impl Owner {
    /// The organizations of now, or all where none is said to be.
    pub fn current_affiliations(&self) -> impl Iterator<Item = &Affiliation> {
        let any = self.affiliations.iter().any(|a| a.current);
        self.affiliations.iter().filter(move |a| a.current || !any)
    }
}

/// A stated research interest.
pub type Interest = String;

/// A post held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// "Research Intern".
    pub title: Option<String>,
    /// "Meta".
    pub organization: Option<String>,
    /// `2022`, `2022-05`.
    pub start: Option<String>,
    /// Likewise; absent while it lasts.
    pub end: Option<String>,
    /// Said to last ("Present", "now").
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub current: bool,
}

/// A degree, done or under way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Education {
    /// "Ph.D. in Computer Science".
    pub degree: Option<String>,
    /// "Rice University".
    pub organization: Option<String>,
    /// `2019`, `2019-08`.
    pub start: Option<String>,
    /// Likewise.
    pub end: Option<String>,
    /// Names of advisors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advisors: Vec<String>,
}

/// A prize, scholarship or honour, as one line.
pub type Award = Passage;

/// A piece of a section other than publications: the unit that is indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// As printed, line breaks turned into blanks.
    pub text: String,
    /// The latest year named in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Page, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Line in the source or on the page, counted from 1; 0 if not known.
    pub line: u32,
    /// Where it stands in the document's text.
    pub span: Span,
}

/// All that one document says of the person it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// [`FORMAT_VERSION`].
    pub format_version: u32,
    /// Identifier the source itself gives, kept as the person's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The file.
    pub document: SourceDocument,
    /// The person.
    pub person: Owner,
    /// Stated research interests.
    pub interests: Vec<Interest>,
    /// Posts held.
    pub positions: Vec<Position>,
    /// Degrees.
    pub education: Vec<Education>,
    /// Prizes, scholarships, honours.
    pub awards: Vec<Award>,
    /// Talks given.
    pub talks: Vec<Passage>,
    /// Courses taught.
    pub teaching: Vec<Passage>,
    /// People advised.
    pub students: Vec<Passage>,
    /// Reviewing, committees.
    pub service: Vec<Passage>,
    /// Publications, in the document's order.
    pub publications: Vec<Publication>,
    /// All else that is worth finding: `(section, passage)`, among it the
    /// printed lines behind interests, positions and education.
    pub passages: Vec<(SectionKind, Passage)>,
}

impl Default for Profile {
    fn default() -> Profile {
        Profile {
            format_version: FORMAT_VERSION,
            id: None,
            document: SourceDocument::default(),
            person: Owner::default(),
            interests: Vec::new(),
            positions: Vec::new(),
            education: Vec::new(),
            awards: Vec::new(),
            talks: Vec::new(),
            teaching: Vec::new(),
            students: Vec::new(),
            service: Vec::new(),
            publications: Vec::new(),
            passages: Vec::new(),
        }
    }
}

impl Profile {
    /// Every passage with the section it stands in, in no promised order.
    pub fn all_passages(
        &self,
    ) -> impl Iterator<Item = (SectionKind, &Passage)> {
        self.awards
            .iter()
            .map(|p| (SectionKind::Awards, p))
            .chain(self.talks.iter().map(|p| (SectionKind::Talks, p)))
            .chain(self.teaching.iter().map(|p| (SectionKind::Teaching, p)))
            .chain(self.students.iter().map(|p| (SectionKind::Students, p)))
            .chain(self.service.iter().map(|p| (SectionKind::Service, p)))
            .chain(self.passages.iter().map(|(kind, p)| (*kind, p)))
    }

    /// Every passage, in no promised order.
    pub fn all_passages_mut(&mut self) -> impl Iterator<Item = &mut Passage> {
        self.awards
            .iter_mut()
            .chain(&mut self.talks)
            .chain(&mut self.teaching)
            .chain(&mut self.students)
            .chain(&mut self.service)
            .chain(self.passages.iter_mut().map(|(_, passage)| passage))
    }
}
