//! Names of columns, in lower case, the most telling first; blanks and
//! signs between words count for nothing, nor does a plural.

pub(in crate::extract) const TITLE: &[&str] = &[
    "title",
    "article title",
    "document title",
    "paper title",
    "paper name",
    "title of paper",
    "title of the paper",
    "paper",
    "article",
    "ti",
    "titel",
    "titre",
    "título",
    "titolo",
    "标题",
    "题目",
    "題目",
    "タイトル",
    "제목",
];
/// Full names before short ones, where a catalogue gives both.
pub(in crate::extract) const AUTHORS: &[&str] = &[
    "author full names",
    "authors full names",
    "af",
    "authors",
    "author",
    "author(s)",
    "author/s",
    "author names",
    "author list",
    "coauthors",
    "authorships.author.display_name",
    "au",
    "autoren",
    "autor/innen",
    "autor:innen",
    "autor*innen",
    "auteurs",
    "autores",
    "autori",
    "作者",
    "著者",
    "저자",
];
pub(in crate::extract) const VENUE: &[&str] = &[
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
    "conference/journal",
    "conference or journal",
    "journal/venue",
    "venue/journal",
    "publication venue",
    "publication name",
    "container-title",
    "primary_location.source.display_name",
    "source",
    "publication",
    "so",
    "zeitschrift",
    "revue",
    "revista",
    "rivista",
    "期刊",
    "期刊/会议",
    "会议/期刊",
    "会议",
    "刊物",
    "发表刊物",
    "掲載誌",
    "학술지",
    "published in",
    "appeared in",
    "outlet",
    "publication info",
    "publication details",
    "information",
    "details",
];
pub(in crate::extract) const YEAR: &[&str] = &[
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
    "年份",
    "年",
    "연도",
];
pub(in crate::extract) const STATUS: &[&str] =
    &["status", "publication stage", "note", "notes"];
pub(in crate::extract) const KIND: &[&str] = &[
    "item type",
    "document type",
    "publication type",
    "type",
    "dt",
    "kind",
    "label",
    "category",
];
pub(in crate::extract) const DOI: &[&str] = &["doi", "di"];
pub(in crate::extract) const ARXIV: &[&str] = &["arxiv", "arxiv id", "eprint"];
pub(in crate::extract) const LINKS: &[&str] =
    &["url", "link", "articleurl", "pdf link", "pdf"];
pub(in crate::extract) const SUMMARY: &[&str] =
    &["abstract", "abstract note", "ab"];
pub(in crate::extract) const KEYWORDS: &[&str] =
    &["author keywords", "keywords", "manual tags", "tags", "de"];
/// A whole reference.
pub(in crate::extract) const CITATION: &[&str] = &[
    "citation",
    "reference",
    "full citation",
    "full reference",
    "publication",
    "bibliography",
    "apa",
    "apa citation",
    "cite as",
    "how to cite",
    "bibliographic reference",
    "referenz",
    "zitat",
    "référence",
    "citação",
    "cita",
    "referencia",
    "referência",
];

/// Names of columns that tell a journal in the tables of catalogues, and
/// anything elsewhere.
pub(in crate::extract) const UNSURE: &[&str] =
    &["source", "so", "publication", "information", "details"];

/// A name of a column as it is compared: letters and digits alone, in lower
/// case, without the mark of a plural.
pub(in crate::extract) fn squeezed(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let lower = letters.collect::<String>().to_lowercase();
    lower.strip_suffix('s').map_or(lower.clone(), str::to_owned)
}

/// Whether a name, as it is compared, is one of some.
pub(in crate::extract) fn is_any(squeezed_name: &str, names: &[&str]) -> bool {
    names.iter().any(|name| squeezed(name) == squeezed_name)
}
