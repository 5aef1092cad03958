//! What a format reader hands over: lines of styled runs, before repair.

use serde::{Deserialize, Serialize};

use super::{Geometry, Metadata, Profile, Role};

/// A part of a publication, where the source says outright which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title, by a name that only publications have.
    Title,
    /// A title that stands beside its authors, be it a book's one has read.
    Caption,
    /// The names of its authors.
    Authors,
    /// What it appeared in.
    Venue,
}

impl Field {
    const ALL: [Field; 4] =
        [Field::Title, Field::Caption, Field::Authors, Field::Venue];
}

/// How a run is set.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
#[serde(into = "u8", from = "u8")]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic or slanted.
    pub italic: bool,
    /// Raised.
    pub superscript: bool,
    /// What the source calls it: `<div class="paper-title">`.
    pub field: Option<Field>,
}

impl From<Style> for u8 {
    fn from(style: Style) -> u8 {
        let field = style.field.map_or(0, |field| field as u8 + 1);
        u8::from(style.bold)
            | u8::from(style.italic) << 1
            | u8::from(style.superscript) << 2
            | field << 3
    }
}

impl From<u8> for Style {
    fn from(bits: u8) -> Style {
        Style {
            bold: bits & 1 > 0,
            italic: bits & 2 > 0,
            superscript: bits & 4 > 0,
            field: (bits >> 3)
                .checked_sub(1)
                .and_then(|field| Field::ALL.get(usize::from(field)).copied()),
        }
    }
}

/// Text in one style, under at most one link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words; no line break.
    pub text: String,
    /// How they are set.
    pub style: Style,
    /// Where they link to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Run {
    /// A run without style or link.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }
}

/// One line as the source breaks it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RawLine {
    /// Its runs, in order; adjoining runs are not separated by a blank.
    pub runs: Vec<Run>,
    /// Line number in the source, or within the page; 0 when not known.
    pub number: u32,
    /// Where it stands on the page, in laid-out formats.
    pub geometry: Option<Geometry>,
}

impl RawLine {
    /// A line of one plain run.
    #[must_use]
    pub fn plain(text: impl Into<String>, number: u32) -> RawLine {
        RawLine { runs: vec![Run::plain(text)], number, geometry: None }
    }
}

/// A run of lines with one layout role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawBlock {
    /// Its layout role.
    pub role: Role,
    /// Page, counted from 1, where the format has pages.
    pub page: Option<u32>,
    /// Its lines, in order.
    pub lines: Vec<RawLine>,
}

impl RawBlock {
    /// Its words, one line directly behind the other.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs().map(|run| run.text.as_str()).collect()
    }

    /// Bytes of its words.
    #[must_use]
    pub fn length(&self) -> usize {
        self.runs().map(|run| run.text.len()).sum()
    }

    fn runs(&self) -> impl Iterator<Item = &Run> {
        self.lines.iter().flat_map(|line| &line.runs)
    }
}

/// One document as its format's reader leaves it.
///
/// A file gives one, but for formats that hold many profiles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Raw {
    /// In reading order.
    pub blocks: Vec<RawBlock>,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// Facts that the format states outright. Spans in it are block numbers:
    /// `(first block, one past the last)` of [`Raw::blocks`]; assembling the
    /// document turns them into byte spans.
    pub facts: Option<Box<Profile>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_survives_its_bits() {
        let fields = Field::ALL.into_iter().map(Some).chain([None]);
        for field in fields {
            for bits in 0..8 {
                let style = Style { field, ..Style::from(bits) };
                assert_eq!(Style::from(u8::from(style)), style);
            }
        }
    }
}
