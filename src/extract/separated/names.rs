//! Names of columns, in lower case, the most telling first.

pub(super) const TITLE: &[&str] = &[
    "title",
    "article title",
    "document title",
    "paper title",
    "paper",
    "ti",
    "titel",
    "titre",
    "título",
    "titolo",
];
/// Full names before short ones, where a catalogue gives both.
pub(super) const AUTHORS: &[&str] = &[
    "author full names",
    "authors full names",
    "af",
    "authors",
    "author",
    "author(s)",
    "author/s",
    "author names",
    "authorships.author.display_name",
    "au",
    "autoren",
    "autor/innen",
    "autor:innen",
    "autor*innen",
    "auteurs",
    "autores",
    "autori",
];
pub(super) const VENUE: &[&str] = &[
    "source title",
    "publication title",
    "journal/book",
    "journal",
    "journal title",
    "journal name",
    "booktitle",
    "book title",
    "venue",
    "conference",
    "conference name",
    "proceedings title",
    "journal/conference",
    "journal or conference",
    "publication venue",
    "container-title",
    "primary_location.source.display_name",
    "source",
    "publication",
    "so",
    "zeitschrift",
    "revue",
    "revista",
    "rivista",
];
pub(super) const YEAR: &[&str] = &[
    "year",
    "publication year",
    "publication_year",
    "pubyear",
    "pub year",
    "py",
    "date",
    "publication date",
    "publication_date",
    "pub_date",
    "pubdate",
    "jahr",
    "année",
    "año",
    "ano",
    "anno",
];
pub(super) const STATUS: &[&str] =
    &["status", "publication stage", "note", "notes"];
pub(super) const KIND: &[&str] =
    &["item type", "document type", "publication type", "type", "dt"];
pub(super) const DOI: &[&str] = &["doi", "di"];
pub(super) const LINKS: &[&str] =
    &["url", "link", "articleurl", "pdf link", "pdf"];
pub(super) const SUMMARY: &[&str] = &["abstract", "abstract note", "ab"];
pub(super) const KEYWORDS: &[&str] =
    &["author keywords", "keywords", "manual tags", "tags", "de"];
/// A whole reference.
pub(super) const CITATION: &[&str] =
    &["citation", "reference", "full citation", "full reference"];
