//! One publication, as a profile lists it.

use serde::{Deserialize, Serialize};

use super::Span;

/// How far a publication has come.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Out.
    Published,
    /// Accepted, to appear, forthcoming, in press.
    Accepted,
    /// Submitted or under review.
    Submitted,
    /// On a preprint server, or a working paper.
    Preprint,
}

impl Status {
    /// All of them, with the word used in queries and output.
    pub const ALL: [(Status, &'static str); 4] = [
        (Status::Published, "published"),
        (Status::Accepted, "accepted"),
        (Status::Submitted, "submitted"),
        (Status::Preprint, "preprint"),
    ];

    /// The word used in queries and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Published => "published",
            Status::Accepted => "accepted",
            Status::Submitted => "submitted",
            Status::Preprint => "preprint",
        }
    }
}

/// One author of a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Author {
    /// The name in reading order, without marks.
    pub name: String,
    /// Marked as having contributed equally.
    pub equal_contribution: bool,
    /// Marked as corresponding author.
    pub corresponding: bool,
}

/// One publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publication {
    /// Title as printed, without quotes and final full stop.
    pub title: String,
    /// In printed order.
    pub authors: Vec<Author>,
    /// "et al.", "and 12 others": more authors than are printed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub authors_truncated: bool,
    /// Canonical key (`NeurIPS`), or the venue as printed where unknown.
    pub venue: Option<String>,
    /// The venue's full name, where known.
    pub venue_name: Option<String>,
    /// The venue as printed.
    pub venue_raw: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// How far it has come, where that can be told.
    pub status: Option<Status>,
    /// Findings, Workshop, Demo, Oral, Spotlight.
    pub track: Option<String>,
    /// Venue rank: "CCF A", "CORE A*".
    pub rank: Option<String>,
    /// Awards and remarks, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Digital object identifier, lower case, without resolver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// arXiv identifier without version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arxiv: Option<String>,
    /// Links as written.
    pub links: Vec<String>,
    /// Abstract, where the source holds one.
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What the list says it is about, as printed: the theme it stands
    /// under, its keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Page, counted from 1.
    pub page: Option<u32>,
    /// Line in the source or on the page, counted from 1; 0 if not known.
    pub line: u32,
    /// Where it stands in the document's text.
    pub span: Span,
    /// How sure the reader is of title, authors, venue and year, 0 to 1 each;
    /// absent for formats that state them outright.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<[f32; 4]>,
}

impl Publication {
    /// The title's letters and digits in lower case: the same for two
    /// printings of one title.
    ///
    /// ```
    /// let mut publication = vitae::model::Publication::default();
    /// publication.title = "KV-Cache: an Étude".into();
    /// assert_eq!(publication.title_key(), "kvcacheanetude");
    /// ```
    #[must_use]
    pub fn title_key(&self) -> String {
        use unicode_normalization::char::{
            decompose_compatible, is_combining_mark,
        };
        let mut key = String::with_capacity(self.title.len());
        for c in self.title.chars() {
            if c.is_ascii_alphanumeric() {
                key.push(c.to_ascii_lowercase());
            } else if !c.is_ascii() {
                // Marks, which alone could change places, are left out.
                decompose_compatible(c, |part| {
                    if !is_combining_mark(part) && part.is_alphanumeric() {
                        key.extend(part.to_lowercase());
                    }
                });
            }
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn a_title_key_is_that_of_the_whole_title_taken_apart() {
        let titles = [
            "KV-Cache: an Étude, 2nd ed.",
            "ﬁne ① Ǆ ﷺ İstanbul ẞ",
            "한국어 대모음 ガギグ",
            "a\u{323}\u{307}b q\u{307}\u{323}r",
            "\u{1e69}\u{212b}²",
        ];
        for title in titles {
            let whole = title.nfkd().filter(|c| !is_combining_mark(*c));
            let letters = whole.filter(|c| c.is_alphanumeric());
            let key: String = letters.flat_map(char::to_lowercase).collect();
            let title = title.to_owned();
            let publication = Publication { title, ..Publication::default() };
            assert_eq!(publication.title_key(), key);
        }
    }
}
