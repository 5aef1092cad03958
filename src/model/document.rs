//! One source file as text with layout: what every later stage reads.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Field, Owner, Profile};

/// A half-open byte range of [`Document::text`].
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[serde(into = "(u32, u32)", from = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Builds a span from byte offsets; texts over 4 GiB never get here.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly within this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Span { start, end: end.max(start) }
    }
}

/// What a block is in the layout of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A heading the format itself marks, 1 being the highest.
    Heading(u8),
    /// An item of a list, 0 being the outermost.
    Item(u8),
    /// A paragraph.
    Body,
    /// One row of a table, its cells separated by tabs.
    Row,
    /// Navigation, page headers and footers, cookie notices: kept for
    /// searching, never read as a fact.
    Boilerplate,
}

/// A run of text that the source sets apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emphasis {
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// Set in bold.
    pub bold: bool,
    /// Set in italics or slanted.
    pub italic: bool,
    /// Raised, as footnote and equal-contribution marks are.
    pub superscript: bool,
    /// What the source calls it.
    pub field: Option<Field>,
}

/// A link of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The linked words, in [`Document::text`].
    pub span: Span,
    /// Where the link leads, as written; never followed.
    pub target: String,
}

/// Where one printed line stands on its page; only laid-out formats know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Geometry {
    /// Left edge in points, from the left edge of the line's column.
    pub indent: f32,
    /// White space above, in multiples of the document's usual line height;
    /// 0 for a line directly below its neighbour.
    pub gap: f32,
    /// Font size as a multiple of the document's body size.
    pub size: f32,
    /// White space at its right, up to the edge of its column, in letters of
    /// its own mean width; None where that says nothing of why it ends.
    pub room: Option<f32>,
}

/// Letters that the first word of a line would take up behind the line above,
/// with the blank before it: what [`Geometry::room`] is compared with.
#[must_use]
pub fn letters_of_first_word(line: &str) -> f32 {
    let word = line.split_whitespace().next().unwrap_or("").chars().count();
    #[expect(clippy::cast_precision_loss, reason = "a word's length")]
    let letters = word as f32 + 1.0;
    letters
}

/// A run of lines with one layout role.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The text, without its final line break; lines stay separated by
    /// `\n` as the source has them.
    pub span: Span,
    /// Its layout role.
    pub role: Role,
    /// Page, counted from 1, where the format has pages.
    pub page: Option<u32>,
    /// What is set apart within, in order, not overlapping.
    pub emphasis: Vec<Emphasis>,
    /// Links within, in order.
    pub links: Vec<Link>,
    /// One a line, or empty where the format has no geometry.
    pub geometry: Vec<Geometry>,
}

impl Block {
    /// What is set apart in a stretch of the block, wholly or in part.
    #[must_use]
    pub fn emphasis_in(&self, stretch: Span) -> &[Emphasis] {
        let from = |e: &Emphasis| e.span.end <= stretch.start;
        let behind = |e: &Emphasis| e.span.start < stretch.end;
        let rest = &self.emphasis[self.emphasis.partition_point(from)..];
        &rest[..rest.partition_point(behind)]
    }
}

/// One line of a block, with what parsers ask of its layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Where it stands, without its line break.
    pub span: Span,
    /// Position of its block in [`Document::blocks`].
    pub block: usize,
    /// Whether it is the first of its block.
    pub first: bool,
    /// Role of its block.
    pub role: Role,
    /// Page, counted from 1, where the format has pages.
    pub page: Option<u32>,
    /// Line number in the source or on the page; 0 if not known.
    pub number: u32,
    /// Where it stands on the page, where the format knows.
    pub geometry: Option<Geometry>,
}

/// What a format says about the document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Document title (PDF `Title`, HTML `<title>`, front matter `title`).
    pub title: Option<String>,
    /// What the file's metadata says it is about.
    pub description: Option<String>,
    /// Author as the file's metadata has it; often the owner.
    pub author: Option<String>,
    /// Language tag, where declared.
    pub language: Option<String>,
    /// Whom the document says it is about, where the format has a place
    /// for it (schema.org's Person in a page).
    pub person: Option<Box<Owner>>,
}

/// One source file, read and repaired.
///
/// `text` is the text of record: spans of everything parsed point into it,
/// and evidence is quoted from it as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Path as given to the reader; part of nothing but messages.
    pub path: String,
    /// Name of the format that read it, a row of `extract::FORMATS`.
    pub format: &'static str,
    /// All blocks' text in reading order, blocks separated by a blank line.
    pub text: String,
    /// In reading order, not overlapping.
    pub blocks: Vec<Block>,
    /// For each line of `text`: its line number in the source (or within its
    /// page, where the format has pages), counted from 1.
    pub line_numbers: Vec<u32>,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// Facts that an already structured format states outright; they are
    /// taken over instead of being parsed from `text`.
    pub facts: Option<Box<Profile>>,
}

impl Document {
    /// The text under a span, or nothing where it does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The lines of all blocks, in reading order; parsers work on these.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.line_numbers.len());
        let mut numbers = self.line_numbers.iter().copied();
        for (block, found) in self.blocks.iter().enumerate() {
            let mut start = found.span.start as usize;
            for (i, text) in self.slice(found.span).split('\n').enumerate() {
                lines.push(Line {
                    span: Span::new(start, start + text.len()),
                    block,
                    first: i == 0,
                    role: found.role,
                    page: found.page,
                    number: numbers.next().unwrap_or(0),
                    geometry: found.geometry.get(i).copied(),
                });
                start += text.len() + 1;
            }
            // The blank line between blocks.
            numbers.next();
        }
        lines
    }

    /// The source line number of a byte offset; 0 for an empty text.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> u32 {
        let before = self.text.as_bytes().iter().take(offset);
        let index = before.filter(|&&byte| byte == b'\n').count();
        self.line_numbers
            .get(index)
            .or(self.line_numbers.last())
            .copied()
            .unwrap_or(0)
    }

    /// The block that holds a byte offset.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let offset = u32::try_from(offset).ok()?;
        let after = self.blocks.partition_point(|b| b.span.start <= offset);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        (offset <= block.span.end).then_some(block)
    }
}

/// Why a file is not in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason", content = "detail")]
pub enum SkipReason {
    /// No bytes, or nothing but white space.
    Empty,
    /// Bytes of no format that vitae reads.
    UnknownFormat,
    /// Binary data under a text format's name.
    Binary,
    /// A password is needed.
    Encrypted,
    /// Pages of pictures without text.
    NeedsOcr,
    /// Over the size limit; the limit in bytes.
    TooLarge(u64),
    /// Reading took longer than the limit; the limit in milliseconds.
    TimedOut(u64),
    /// Reading needed more memory than the limit; the limit in MiB.
    OutOfMemory(u64),
    /// The format's rules are broken; what was found.
    Malformed(String),
    /// The file system refused; what it said.
    Unreadable(String),
    /// The user wants it forgotten; where that is said.
    Forgotten(String),
    /// A reader failed inside; what it said. Worth a bug report.
    Crashed(String),
}

impl fmt::Display for SkipReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SkipReason::Empty => out.write_str("empty"),
            SkipReason::UnknownFormat => {
                out.write_str("not a format vitae reads")
            }
            SkipReason::Binary => out.write_str("binary data, not text"),
            SkipReason::Encrypted => out.write_str(
                "encrypted; remove the password or delete the file",
            ),
            SkipReason::NeedsOcr => out.write_str(
                "scanned pages without text; run OCR over it first",
            ),
            SkipReason::TooLarge(limit) => {
                write!(out, "larger than the limit of {limit} bytes")
            }
            SkipReason::TimedOut(limit) => {
                write!(out, "reading took longer than {limit} ms")
            }
            SkipReason::OutOfMemory(limit) => {
                write!(out, "reading needed more than {limit} MiB")
            }
            SkipReason::Malformed(what) => write!(out, "malformed: {what}"),
            SkipReason::Unreadable(what) => {
                write!(out, "cannot be read: {what}")
            }
            SkipReason::Forgotten(place) => {
                write!(out, "forgotten, as {place} says")
            }
            SkipReason::Crashed(what) => {
                write!(out, "its reader crashed: {what}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_ends_before_it_starts() {
        assert_eq!(Span::new(5, 3), Span { start: 5, end: 5 });
        assert_eq!(Span::from((5, 3)), Span { start: 5, end: 5 });
    }

    #[test]
    fn a_line_number_is_that_of_the_source() {
        let document = Document {
            text: "a\nb\n\nc".into(),
            line_numbers: vec![3, 4, 5, 9],
            ..Document::default()
        };
        for (offset, line) in [(0, 3), (2, 4), (5, 9), (99, 9)] {
            assert_eq!(document.line_of(offset), line, "at {offset}");
        }
    }
}
