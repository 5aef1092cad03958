//! The fields of the index, one row each: the schema, the documents and the
//! help are all read from here.
//!
//! To add a field, add a row and raise [`super::VERSION`].

use tantivy::TantivyDocument;
use tantivy::schema::{
    BytesOptions, Field as Handle, IndexRecordOption, NumericOptions, Schema,
    TextFieldIndexing, TextOptions,
};

use super::Numbers;
use super::analyzer::{Analyzer, Chain, keyword, length};
use super::entry::{EntryView, status_code};
use super::gist;
use super::names::known_name;
use super::repeats::without_repeats;
use super::stored::{Entry, year_code};
use super::tokenizer::LINES;
use crate::gazetteer::acronym_pairs::{Pair, pairs};
use crate::model::{Author, Owner, Publication, SectionKind};

/// What kind of values a field holds, and so how it is indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Prose, stemmed, with positions.
    Prose,
    /// Words as they are, whether they occur.
    Exact,
    /// Whole values, folded; also a column of the values as printed.
    Keyword,
    /// Whole values as they are given.
    Terms,
    /// Names of people, under each of their terms.
    Names,
    /// A number to search for and to read quickly.
    Number,
    /// A number to read quickly.
    Column,
    /// Bytes that come back with the entry.
    Stored,
}

/// What a condition on a field speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The person: it may hold in any entry of theirs.
    Person,
    /// One publication: all such conditions hold in the same one.
    Publication,
    /// Not for queries.
    Internal,
}

/// One field.
pub struct Field {
    /// Its name in the schema and in queries.
    pub name: &'static str,
    /// What it finds, for help.
    pub help: &'static str,
    /// What values it holds.
    pub kind: Kind,
    /// What a condition on it speaks about.
    pub scope: Scope,
    /// Weight of a match when words are searched for without a field; 0 for
    /// fields that such words do not look at.
    pub boost: f32,
    /// Adds an entry's values.
    values: fn(EntryView<'_>, &mut Values<'_>),
}

/// Receives the values of one field of one entry.
struct Values<'a> {
    field: Handle,
    numbers: Numbers,
    /// What takes the texts apart, where tantivy is not to.
    apart: Option<Apart<'a>>,
    /// How many terms that gave.
    terms: usize,
    document: &'a mut TantivyDocument,
}

/// What takes texts apart.
enum Apart<'a> {
    /// Prose that is not in English.
    Foreign(&'a mut Analyzer),
    /// Words as they are, into lines.
    Exact(&'a mut Analyzer, String),
}

impl Values<'_> {
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match &mut self.apart {
            None => self.document.add_text(self.field, text),
            Some(Apart::Foreign(analyzer)) => {
                let tokens = analyzer.tokens(text);
                self.terms += tokens.tokens.len();
                self.document.add_pre_tokenized_text(self.field, tokens);
            }
            Some(Apart::Exact(analyzer, lines)) => {
                for term in analyzer.terms(text) {
                    self.terms += 1;
                    add_line(lines, &term.text);
                }
            }
        }
    }

    fn option(&mut self, text: Option<&String>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        for text in texts {
            self.text(text);
        }
    }

    fn number(&mut self, number: u64) {
        self.document.add_u64(self.field, number);
    }

    fn names<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let mut terms = String::new();
        for name in names {
            add_line(&mut terms, &known_name(name).terms);
        }
        self.text(&terms);
    }
}

fn add_line(lines: &mut String, line: &str) {
    if !lines.is_empty() && !line.is_empty() {
        lines.push('\n');
    }
    lines.push_str(line);
}

/// Every field, in the order of the schema.
pub static FIELDS: &[Field] = &[
    Field {
        name: "profile",
        help: "number of the profile within the index",
        kind: Kind::Number,
        scope: Scope::Internal,
        boost: 0.0,
        values: |_, out| out.number(out.numbers.profile),
    },
    Field {
        name: "kind",
        help: "what the entry is",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: |entry, out| out.number(entry.kind().code()),
    },
    Field {
        name: "work",
        help: "equal for the same paper in several profiles",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: |_, out| {
            // Most entries are none.
            if out.numbers.work > 0 {
                out.number(out.numbers.work);
            }
        },
    },
    Field {
        name: "length",
        help: "words of the title without stop words",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: |_, out| out.number(out.numbers.length),
    },
    Field {
        name: "author_position",
        help: "place of the owner among the authors from 1, 0 if unknown; \
               times 256, plus the number of authors",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: author_position,
    },
    Field {
        name: "year",
        help: "year of a publication",
        kind: Kind::Column,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            let year = match entry {
                EntryView::Header(_) => None,
                EntryView::Publication(_, publication) => publication.year,
                EntryView::Passage(_, _, passage) => passage.year,
            };
            if year_code(year) > 0 {
                out.number(year_code(year));
            }
        },
    },
    Field {
        name: "status",
        help: "published, accepted, submitted, preprint",
        kind: Kind::Column,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(status) = entry.publication().and_then(|p| p.status) {
                out.number(status_code(status));
            }
        },
    },
    Field {
        name: "title",
        help: "words of a publication's title",
        kind: Kind::Prose,
        scope: Scope::Publication,
        boost: 1.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.text(&publication.title);
            }
        },
    },
    Field {
        name: "text",
        help: "all other words of the profile",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.5,
        values: text,
    },
    Field {
        name: "exact",
        help: "words as they are written, of titles and other text",
        kind: Kind::Exact,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.text(&publication.title);
            }
            text(entry, out);
        },
    },
    Field {
        name: "author",
        help: "an author; `\"Liu, Z\"` finds every spelling it can mean",
        kind: Kind::Names,
        scope: Scope::Publication,
        boost: 0.5,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.names(names(&publication.authors));
                if publication.authors.is_empty() {
                    // Lists of one's own papers often leave oneself out.
                    out.names(entry.profile().person.name.as_deref());
                }
            }
        },
    },
    Field {
        name: "venue",
        help: "where a paper appeared, under any of the venue's names",
        kind: Kind::Keyword,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                let raw = publication.venue_raw.as_ref();
                out.option(publication.venue.as_ref().or(raw));
            }
        },
    },
    Field {
        name: "venue_words",
        help: "words of the venue's names",
        kind: Kind::Prose,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                let Publication { venue, venue_name, venue_raw, .. } =
                    publication;
                let names = [venue, venue_name, venue_raw];
                let names: Vec<&str> =
                    names.into_iter().filter_map(Option::as_deref).collect();
                for name in without_repeats(&names) {
                    out.text(name);
                }
            }
        },
    },
    Field {
        name: "doi",
        help: "a DOI or arXiv identifier",
        kind: Kind::Terms,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.option(publication.doi.as_ref());
                out.option(publication.arxiv.as_ref());
            }
        },
    },
    Field {
        name: "name",
        help: "the person's name",
        kind: Kind::Names,
        scope: Scope::Person,
        boost: 1.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                let variants = owner.name_variants.iter().map(String::as_str);
                out.names(owner.name.as_deref().into_iter().chain(variants));
            }
        },
    },
    Field {
        name: "affiliation",
        help: "a university, institute or company the person belongs to",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.5,
        values: |entry, out| {
            for affiliation in owner(entry).into_iter().flat_map(affiliations)
            {
                out.text(affiliation);
            }
        },
    },
    Field {
        name: "organization",
        help: "an affiliation as a whole value",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                let all = owner.affiliations.iter();
                out.texts(all.map(|affiliation| &affiliation.organization));
            }
        },
    },
    Field {
        name: "topic",
        help: "a subject named as an interest, or of a publication",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: subjects,
    },
    Field {
        name: "interest",
        help: "words of such a subject, or that an abstract keeps coming \
               back to",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            subjects(entry, out);
            let summary = entry.publication().and_then(|p| p.summary.as_ref());
            for run in summary.into_iter().flat_map(|text| gist(text)) {
                out.text(run);
            }
        },
    },
    Field {
        name: "role",
        help: "the person's title, such as professor",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.5,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                out.texts(&owner.titles);
            }
        },
    },
    Field {
        name: "award",
        help: "words of a prize, scholarship or honour",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let EntryView::Passage(_, SectionKind::Awards, award) = entry {
                out.text(&award.text);
            }
        },
    },
    Field {
        name: "advisor",
        help: "who supervised a degree",
        kind: Kind::Names,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(profile) = entry.header() {
                let all = profile.education.iter().flat_map(|e| &e.advisors);
                out.names(all.map(String::as_str));
            }
        },
    },
    Field {
        name: "lang",
        help: "language of the document, as `en`",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(profile) = entry.header() {
                out.option(profile.document.language.as_ref());
            }
        },
    },
    Field {
        name: "path",
        help: "a word of the document's path",
        kind: Kind::Exact,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(profile) = entry.header() {
                out.text(&profile.document.path);
            }
        },
    },
    Field {
        name: "email",
        help: "an e-mail address",
        kind: Kind::Terms,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                for email in &owner.emails {
                    out.text(&keyword(email));
                }
            }
        },
    },
    Field {
        name: "orcid",
        help: "an ORCID iD",
        kind: Kind::Terms,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            out.option(owner(entry).and_then(|owner| owner.orcid.as_ref()));
        },
    },
    Field {
        name: "has",
        help: "what a profile states: email, orcid, homepage, publications",
        kind: Kind::Terms,
        scope: Scope::Person,
        boost: 0.0,
        values: has,
    },
    Field {
        name: "tag",
        help: "a word set in `vitae.toml`",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                out.texts(&owner.tags);
            }
        },
    },
    Field {
        name: "acronym",
        help: "an acronym that a text introduces, with its long form",
        kind: Kind::Terms,
        scope: Scope::Internal,
        boost: 0.0,
        values: acronyms,
    },
    Field {
        name: "entry",
        help: "the entry itself",
        kind: Kind::Stored,
        scope: Scope::Internal,
        boost: 0.0,
        values: |entry, out| {
            out.document.add_bytes(out.field, &Entry::encode(entry));
        },
    },
];

/// The field whose lengths tantivy keeps.
const SCORED: &str = "text";

fn owner(entry: EntryView<'_>) -> Option<&Owner> {
    entry.header().map(|profile| &profile.person)
}

fn affiliations(owner: &Owner) -> impl Iterator<Item = &str> {
    owner.affiliations.iter().flat_map(|affiliation| {
        let department = affiliation.department.as_deref();
        std::iter::once(affiliation.organization.as_str()).chain(department)
    })
}

fn names(authors: &[Author]) -> impl Iterator<Item = &str> {
    authors.iter().map(|author| author.name.as_str())
}

fn text(entry: EntryView<'_>, out: &mut Values<'_>) {
    match entry {
        EntryView::Header(profile) => {
            let owner = &profile.person;
            out.option(owner.name.as_ref());
            out.texts(&owner.titles);
            affiliations(owner).for_each(|text| out.text(text));
            out.texts(&profile.interests);
        }
        EntryView::Passage(_, _, passage) => out.text(&passage.text),
        EntryView::Publication(_, publication) => {
            let p = publication;
            out.option(p.venue.as_ref());
            let name = p.venue_name.as_ref().or(p.venue_raw.as_ref());
            out.option(name.filter(|name| Some(*name) != p.venue.as_ref()));
            if let Some(year) = p.year {
                out.text(&year.to_string());
            }
            out.option(p.track.as_ref());
            out.texts(&p.notes);
            out.texts(&p.subjects);
            out.option(p.summary.as_ref());
        }
    }
}

/// What an entry states that somebody works on.
fn subjects(entry: EntryView<'_>, out: &mut Values<'_>) {
    match entry {
        EntryView::Header(profile) => out.texts(&profile.interests),
        EntryView::Publication(_, publication) => {
            out.texts(&publication.subjects);
        }
        EntryView::Passage(..) => {}
    }
}

/// The acronyms that an entry introduces, each with its long form.
fn acronyms(entry: EntryView<'_>, out: &mut Values<'_>) {
    let mut introduced = |text: &str| {
        for Pair { short, long } in pairs(text) {
            if let Some(prefix) = acronym_prefix(short) {
                out.text(&format!("{prefix}{}", keyword(long)));
            }
        }
    };
    match entry {
        EntryView::Header(_) => {}
        EntryView::Passage(_, _, passage) => introduced(&passage.text),
        EntryView::Publication(_, publication) => {
            introduced(&publication.title);
            publication.summary.iter().for_each(|text| introduced(text));
        }
    }
}

/// What the terms of an acronym begin with in the field `acronym`, before
/// its long form; None for what is no acronym.
#[must_use]
pub fn acronym_prefix(short: &str) -> Option<String> {
    let key: String =
        keyword(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let is_short = (2..=10).contains(&key.chars().count());
    is_short.then(|| format!("{key}\t"))
}

fn author_position(entry: EntryView<'_>, out: &mut Values<'_>) {
    let Some(publication) = entry.publication() else { return };
    let owner = entry.profile().person.name.as_deref().map(known_name);
    let owner = owner.as_ref().and_then(|owner| owner.name.as_ref());
    let position = owner.and_then(|owner| {
        publication.authors.iter().position(|author| {
            let known = known_name(&author.name);
            known.name.as_ref().is_some_and(|name| name.matches(owner))
        })
    });
    let position = position.map_or(0, |position| position.min(254) + 1);
    let count = publication.authors.len().min(255);
    out.number((position * 256 + count) as u64);
}

fn has(entry: EntryView<'_>, out: &mut Values<'_>) {
    let Some(profile) = entry.header() else { return };
    let owner = &profile.person;
    for (name, there) in [
        ("email", !owner.emails.is_empty()),
        ("orcid", owner.orcid.is_some()),
        ("homepage", !owner.homepages.is_empty()),
        ("affiliation", !owner.affiliations.is_empty()),
        ("interests", !profile.interests.is_empty()),
        ("publications", !profile.publications.is_empty()),
        ("education", !profile.education.is_empty()),
        ("positions", !profile.positions.is_empty()),
        ("awards", !profile.awards.is_empty()),
        ("talks", !profile.talks.is_empty()),
        ("teaching", !profile.teaching.is_empty()),
        ("students", !profile.students.is_empty()),
        ("service", !profile.service.is_empty()),
    ] {
        if there {
            out.text(name);
        }
    }
}

/// The handle of a field of [`FIELDS`] by its name, None for others.
#[must_use]
pub fn handle(name: &str) -> Option<Handle> {
    let position = FIELDS.iter().position(|field| field.name == name)?;
    Some(Handle::from_field_id(u32::try_from(position).ok()?))
}

/// The schema, made of [`FIELDS`].
pub(super) fn schema() -> Schema {
    // How long titles are is said by a column of its own; other fields are
    // not scored.
    let text = |name: &str, chain: Chain, record| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(chain.name())
                .set_index_option(record)
                .set_fieldnorms(name == SCORED),
        )
    };
    let basic = IndexRecordOption::Basic;
    let whole = |tokenizer: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(basic)
                .set_fieldnorms(false),
        )
    };
    let mut schema = Schema::builder();
    for field in FIELDS {
        let name = field.name;
        match field.kind {
            Kind::Prose => schema.add_text_field(
                name,
                text(
                    name,
                    Chain::Prose,
                    IndexRecordOption::WithFreqsAndPositions,
                ),
            ),
            Kind::Keyword => schema.add_text_field(
                name,
                text(name, Chain::Keyword, basic).set_fast("raw"),
            ),
            Kind::Terms => schema.add_text_field(name, whole("raw")),
            Kind::Exact | Kind::Names => {
                schema.add_text_field(name, whole(LINES))
            }
            Kind::Number => schema.add_u64_field(
                name,
                NumericOptions::default().set_fast().set_indexed(),
            ),
            Kind::Column => schema
                .add_u64_field(name, NumericOptions::default().set_fast()),
            Kind::Stored => schema
                .add_bytes_field(name, BytesOptions::default().set_stored()),
        };
    }
    schema.build()
}

/// How long the texts of an entry are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    /// Words of the title without stop words.
    pub(super) title: u64,
    /// Terms of the field `text`.
    pub(super) text: usize,
}

/// The document of an entry; `exact` is of the chain of that name.
pub(super) fn document(
    entry: EntryView<'_>,
    mut numbers: Numbers,
    exact: &mut Analyzer,
    mut foreign: Option<&mut Analyzer>,
) -> (TantivyDocument, Lengths) {
    let mut document = TantivyDocument::default();
    let title = entry.publication().map_or("", |p| &p.title);
    let title = exact.terms(title);
    numbers.length = length(title);
    let title = title.len();
    let is_foreign = foreign.is_some();
    let mut text = 0;
    for (id, field) in (0..).zip(FIELDS) {
        let apart = match field.kind {
            Kind::Prose => foreign.as_deref_mut().map(Apart::Foreign),
            Kind::Exact => Some(Apart::Exact(exact, String::new())),
            _ => None,
        };
        let mut values = Values {
            field: Handle::from_field_id(id),
            numbers,
            apart,
            terms: 0,
            document: &mut document,
        };
        (field.values)(entry, &mut values);
        let Values { apart, terms, field: handle, .. } = values;
        if let Some(Apart::Exact(_, lines)) = apart
            && !lines.is_empty()
        {
            document.add_text(handle, &lines);
        }
        match field.name {
            SCORED if is_foreign => text = terms,
            // Stemming leaves their number as it is.
            "exact" if !is_foreign => text = terms - title,
            _ => {}
        }
    }
    (document, Lengths { title: numbers.length, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Profile;

    #[test]
    fn every_handle_is_that_of_its_name() {
        let schema = schema();
        for field in FIELDS {
            let found = schema.get_field(field.name).unwrap();
            assert_eq!(handle(field.name), Some(found), "{}", field.name);
        }
        assert_eq!(handle("nonsense"), None);
    }

    #[test]
    fn the_owner_has_a_place_among_the_authors() {
        let author =
            |name: &str| Author { name: name.into(), ..Author::default() };
        let mut profile = Profile::default();
        profile.person.name = Some("Ada Bell".into());
        profile.publications.push(Publication {
            authors: vec![author("Cy Dunn"), author("A. Bell")],
            ..Publication::default()
        });
        let view = EntryView::Publication(&profile, &profile.publications[0]);
        let numbers = Numbers { profile: 1, work: 2, length: 3 };
        let mut exact = Analyzer::new(Chain::Exact);
        let (document, lengths) = document(view, numbers, &mut exact, None);
        assert_eq!(lengths, Lengths::default(), "it has only authors");
        let field = handle("author_position").unwrap();
        let found = document.get_first(field).unwrap();
        use tantivy::schema::Value;
        assert_eq!(found.as_u64(), Some(2 * 256 + 2));
    }
}
