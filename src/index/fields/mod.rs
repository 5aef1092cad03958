//! The fields of the index, one row each: the schema, the documents and the
//! help are all read from [`FIELDS`].

mod held;
mod table;
mod values;

use tantivy::TantivyDocument;
use tantivy::schema::{
    Field as Handle, IndexRecordOption, NumericOptions, STORED, Schema,
    TextFieldIndexing, TextOptions,
};

use super::Numbers;
use super::analyzer::{Analyzer, Chain, Language, length};
use super::entry::EntryView;
use super::tokenizer::LINES;
pub use held::acronym_prefix;
pub use table::FIELDS;
use values::{Apart, Lines, Values};

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
    /// A text that comes back with the entry.
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

/// The field whose lengths tantivy keeps.
const SCORED: &str = "text";

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
            // Tantivy stores bytes one by one, a text as a whole.
            Kind::Stored => schema.add_text_field(name, STORED),
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

/// The document of an entry; `exact` is of the chain of that name. With it
/// comes the language of the profile, where it has a stemmer and is not
/// English.
pub(super) fn document(
    entry: EntryView<'_>,
    mut numbers: Numbers,
    exact: &mut Analyzer,
    foreign: Option<Language>,
) -> (TantivyDocument, Lengths) {
    let mut document = TantivyDocument::default();
    let mut title = Lines::default();
    if let Some(publication) = entry.publication() {
        numbers.length = length(title.add(&publication.title, exact));
    }
    let mut text = 0;
    for (id, field) in (0..).zip(FIELDS) {
        let apart = match field.kind {
            Kind::Prose => foreign.map(Apart::Foreign),
            Kind::Exact => Some(Apart::Exact(exact, Lines::default())),
            _ => None,
        };
        let mut values = Values {
            field: Handle::from_field_id(id),
            numbers,
            apart,
            title: &title,
            document: &mut document,
        };
        (field.values)(entry, &mut values);
        if let Some(Apart::Exact(_, lines)) = values.apart {
            if field.name == "exact" {
                // Prose has as many terms, and one more a word where there
                // are two languages.
                text = lines.terms - title.terms;
                if foreign.is_some() {
                    text += lines.stemmed - title.stemmed;
                }
            }
            if !lines.text.is_empty() {
                document.add_text(Handle::from_field_id(id), &lines.text);
            }
        }
    }
    (document, Lengths { title: numbers.length, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, Profile, Publication};

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
