//! Names of keys by what they hold, squeezed to lower-case letters.

/// Names of a title and of nothing else, in several languages.
pub(super) const HEADS: &[&str] =
    &["title", "titles", "titel", "titre", "titulo", "título", "titolo"];

pub(super) const TITLE: &[&str] = &[
    "title",
    "titles",
    "titel",
    "titre",
    "titulo",
    "título",
    "titolo",
    "papertitle",
    "articletitle",
    "displayname",
    "paper",
    "name",
    "what",
];
pub(super) const AUTHORS: &[&str] = &[
    "authors",
    "author",
    "autoren",
    "auteurs",
    "autores",
    "autori",
    "orderedauthors",
    "authorlist",
    "authornames",
    "authorstring",
    "authorsdisplay",
    "authfullnames",
    "authorships",
    "by",
    "creators",
    "creator",
    "contributors",
    "people",
    "coauthors",
    "coauthor",
];
pub(super) const VENUE: &[&str] = &[
    "journal",
    "journaltitle",
    "journaltitles",
    "journalname",
    "zeitschrift",
    "revue",
    "revista",
    "rivista",
    "fulljournalname",
    "venue",
    "conference",
    "conf",
    "conferencename",
    "conferencetitle",
    "conferencetitles",
    "booktitle",
    "booktitles",
    "containertitle",
    "publicationtitle",
    "proceedingstitle",
    "publicationname",
    "publication",
    "publicationinfo",
    "pub",
    "primarylocation",
    "publishedin",
    "outlet",
    "in",
    "collectiontitle",
    "proceedings",
    "eventtitle",
    "event",
    "where",
    "place",
    "institution",
    "publisher",
    "ref",
];
pub(super) const YEAR: &[&str] = &[
    "year",
    "jahr",
    "année",
    "annee",
    "año",
    "ano",
    "anno",
    "pubyear",
    "publicationyear",
    "date",
    "releasedate",
    "publicationdate",
    "pubdate",
    "published",
    "dateissued",
    "issued",
    "produceddateyi",
    "publicationinfo",
    "when",
];

/// What a publication's map may lie in, beside numbers and scores.
pub(super) const WITHIN: &[&str] =
    &["info", "bib", "data", "metadata", "fields", "attributes", "citation"];

/// What tells the kind of an entry.
pub(super) const KIND: &[&str] = &["type", "doctype", "kind", "itemtype"];

/// Kinds of what a list of publications may hold and are none.
pub(super) const NO_PUBLICATIONS: &[&str] = &[
    "software",
    "code",
    "presentation",
    "speech",
    "talk",
    "invitedtalk",
    "poster",
    "blogpost",
    "pressrelease",
    "news",
    "webpage",
    "website",
];
pub(super) const REMARK: &[&str] =
    &["status", "note", "notes", "remark", "award", "awards", "comment"];
pub(super) const LINKS: &[&str] = &[
    "url", "link", "links", "website", "pdf", "arxiv", "code", "paper", "doi",
    "href",
];
pub(super) const POST: &[&str] =
    &["position", "title", "role", "jobtitle", "job", "what"];
pub(super) const PLACE: &[&str] = &[
    "company",
    "institution",
    "organization",
    "organisation",
    "org",
    "employer",
    "university",
    "school",
    "place",
    "affiliation",
    "department",
    "where",
    "name",
];
pub(super) const DEGREE: &[&str] =
    &["degree", "studytype", "title", "position", "what"];
pub(super) const FIELD: &[&str] = &["area", "field", "major", "subject"];
pub(super) const START: &[&str] =
    &["startdate", "start", "from", "begin", "since"];
pub(super) const END: &[&str] = &["enddate", "end", "until", "to"];
pub(super) const DATES: &[&str] =
    &["date", "dates", "year", "years", "period", "when", "duration"];
pub(super) const ADVISOR: &[&str] =
    &["advisor", "advisors", "supervisor", "supervisors"];

/// What names an entry: a map with such a key is no list of sections.
pub(super) const ENTRY: &[&str] = &[
    "title",
    "name",
    "institution",
    "company",
    "position",
    "degree",
    "school",
    "place",
    "what",
    "details",
    "label",
    "text",
    "bullet",
];

/// Set-up of the page, and what is nobody's business.
pub(super) const LEFT_OUT: &[&str] = &[
    "design",
    "locale",
    "localecatalog",
    "rendercvsettings",
    "settings",
    "order",
    "style",
    "color",
    "color2",
    "linkcolor",
    "src",
    "pdf",
    "photo",
    "image",
    "phone",
    "address",
    "location",
    "meta",
    "schema",
    "birthdate",
    "birthplace",
    "nationality",
    "maritalstatus",
    "social",
    "socialnetworks",
    "sociallinks",
    "customconnections",
    "profiles",
    "basics",
    "cv",
    "references",
    "name",
    "firstname",
    "lastname",
    "fullname",
    "phonenumber",
    "email",
    "theme",
    "plugins",
    "layout",
];
