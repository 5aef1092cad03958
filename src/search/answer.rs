//! What a query is answered with.

use super::notice::Note;
use super::preference::Preference;
use crate::model::{Person, SectionKind, Span, Status};

/// What the hits of an answer are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// People, each with the evidence that made them match.
    #[default]
    People,
    /// Publications, each once however many people list it.
    Publications,
    /// Documents.
    Documents,
}

impl By {
    /// All of them, with the word used in options and output.
    pub const ALL: [(By, &'static str); 3] = [
        (By::People, "people"),
        (By::Publications, "publications"),
        (By::Documents, "documents"),
    ];

    /// The word used in options and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            By::People => "people",
            By::Publications => "publications",
            By::Documents => "documents",
        }
    }
}

/// The order of an answer's hits; full matches always come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// Latest matching publication first.
    Recent,
    /// By family name.
    Name,
    /// Most matching publications first.
    Publications,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The query, as typed.
    pub query: String,
    /// What the hits are.
    pub by: By,
    /// Their order.
    pub sort: Sort,
    /// Hits to give at most.
    pub limit: usize,
    /// Hits to leave out before.
    pub offset: usize,
    /// Every word is a must.
    pub strict: bool,
    /// What publications are to have, besides the words.
    pub preferences: Vec<Preference>,
    /// Pieces of evidence a hit; 0 for the bare ranking.
    pub evidence: usize,
    /// What to count.
    pub facets: Vec<FacetField>,
    /// Values a facet at most.
    pub facet_limit: usize,
    /// What to count publications by, all together; asked of publications
    /// alone.
    pub tally: Vec<Axis>,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            query: String::new(),
            by: By::People,
            sort: Sort::Score,
            limit: 10,
            offset: 0,
            strict: false,
            preferences: Vec::new(),
            evidence: 3,
            facets: Vec::new(),
            facet_limit: 10,
            tally: Vec::new(),
        }
    }
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The query, as typed.
    pub query: String,
    /// What the hits are.
    pub by: By,
    /// Full matches, shown or not.
    pub total: usize,
    /// Matches that lack a word, shown or not.
    pub total_partial: usize,
    /// The hits that are shown.
    pub hits: Vec<Hit>,
    /// Counts, in the order asked for.
    pub facets: Vec<Facet>,
    /// Publications, counted by what was asked for.
    pub tallies: Vec<Tally>,
    /// How the query was read, where that is not plain.
    pub notes: Vec<Note>,
    /// What may have been meant, where nothing matches.
    pub did_you_mean: Option<String>,
    /// Whether the hits are those of `did_you_mean`.
    pub corrected: bool,
    /// How the query was read, and what became of its words.
    pub explained: Explained,
}

/// A query as it was understood.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// The tree as query text; empty for a query without words.
    pub tree: String,
    /// What each word is looked up as.
    pub words: Vec<ExplainedWord>,
    /// The condition on people.
    pub condition: String,
}

/// One word of a query.
#[derive(Clone, Debug, Default)]
pub struct ExplainedWord {
    /// As typed.
    pub word: String,
    /// What it is looked up as, most important first.
    pub terms: Vec<String>,
    /// People who have it in a publication or passage.
    pub people: u32,
    /// Its weight in scores; 0 for filters.
    pub weight: f32,
}

/// One hit.
#[derive(Clone, Debug)]
pub struct Hit {
    /// From 1.
    pub rank: usize,
    /// How well it matches: 10 for one publication whose title holds the
    /// query as typed; higher for more of them.
    pub score: f32,
    /// The person; of a publication, the first one who lists it.
    pub person: Person,
    /// Files the person is known from; of a document, that one.
    pub sources: Vec<Source>,
    /// Of a publication: everyone who lists it, identifier and name.
    pub listed_by: Vec<(String, String)>,
    /// Words of the query that are not there.
    pub missing: Vec<String>,
    /// Entries that match.
    pub matching: usize,
    /// Why it matches, the best first.
    pub evidence: Vec<Evidence>,
    /// The parts of the score, for `--explain`.
    pub parts: Vec<ScorePart>,
}

/// A file that a person is known from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Its path, as it was given to `vitae index`.
    pub path: String,
    /// The name of its format.
    pub format: String,
}

/// One entry's part of a score.
#[derive(Clone, Debug)]
pub struct ScorePart {
    /// The entry's own score.
    pub score: f32,
    /// What it counts after the discount for its rank.
    pub counted: f32,
    /// What it is made of: the word or pair, and what it adds; then the
    /// preferences, and what they take.
    pub words: Vec<(String, f32)>,
}

/// A line that shows why a hit matches.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// `publication`, `profile` or the name of a section.
    pub kind: &'static str,
    /// The section, for passages.
    pub section: Option<SectionKind>,
    /// Title of a publication.
    pub title: Option<String>,
    /// Authors of a publication.
    pub authors: Vec<String>,
    /// There are more authors than are known.
    pub authors_truncated: bool,
    /// Its venue.
    pub venue: Option<String>,
    /// The venue's full name.
    pub venue_name: Option<String>,
    /// Its year, or the latest one a passage names.
    pub year: Option<i32>,
    /// Its status.
    pub status: Option<Status>,
    /// Findings, Workshop, Demo.
    pub track: Option<String>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// arXiv identifier.
    pub arxiv: Option<String>,
    /// Links as written.
    pub links: Vec<String>,
    /// The words that matched and what stands around them.
    pub text: String,
    /// Where the query's words stand in `text`, in bytes.
    pub highlights: Vec<Span>,
    /// Parts of the query, as they were read, that hold here.
    pub matched: Vec<String>,
    /// The file.
    pub path: String,
    /// Page, counted from 1.
    pub page: Option<u32>,
    /// Line in the file or on the page; 0 if not known.
    pub line: u32,
    /// The entry's part of the score.
    pub score: f32,
}

/// What can be counted over an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetField {
    /// Venues of matching publications.
    Venue,
    /// Their years.
    Year,
    /// Their status.
    Status,
    /// Topics of the people found.
    Topic,
    /// Their affiliations.
    Affiliation,
}

impl FacetField {
    /// All of them, with the word used in options and output.
    pub const ALL: [(FacetField, &'static str); 5] = [
        (FacetField::Venue, "venue"),
        (FacetField::Year, "year"),
        (FacetField::Status, "status"),
        (FacetField::Topic, "topic"),
        (FacetField::Affiliation, "affiliation"),
    ];

    /// The word used in options and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        FacetField::ALL
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, word)| word)
    }
}

/// The values of one field over all full matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: FacetField,
    /// Values with the number of people (publications, documents) that have
    /// them, most frequent first; of years, the latest first.
    pub counts: Vec<(String, usize)>,
}

/// What publications are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Who lists them.
    Person,
    /// Where they appeared.
    Venue,
    /// When.
    Year,
    /// Whether they have.
    Status,
}

impl Axis {
    /// All of them, with the word used in options and output.
    pub const ALL: [(Axis, &'static str); 4] = [
        (Axis::Person, "person"),
        (Axis::Venue, "venue"),
        (Axis::Year, "year"),
        (Axis::Status, "status"),
    ];

    /// The word used in options and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let row = Axis::ALL.iter().find(|(axis, _)| *axis == self);
        row.map_or("", |(_, word)| word)
    }
}

/// Publications that agree in all that they are counted by; what they are
/// not counted by, or what they do not state, is None.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Identifier and name of the person who lists them.
    pub person: Option<(String, String)>,
    /// Their venue.
    pub venue: Option<String>,
    /// Their year.
    pub year: Option<i32>,
    /// Their status.
    pub status: Option<String>,
    /// How many they are.
    pub count: usize,
}
