//! Parts lines where something new begins for certain.

use std::ops::{ControlFlow, Range};

use super::Holds;
use super::abstracts::Abstracts;
use super::lines::{
    FOOT, is_control, is_footer, is_impact, is_legend, is_prose, is_tagged,
    opens_remark, opens_with_venue, opens_with_year, tells_when,
};
use super::signs::Signs;
use crate::model::{Document, Line, Role};
use crate::parse::date::first_year;
use crate::parse::publications::authors::opening_run;
use crate::parse::publications::entry::split_cell;
use crate::parse::publications::keys::{FieldKey, field_key};
use crate::parse::publications::link_label::is_all_labels;
use crate::parse::words;

/// An entry-to-be: lines that belong together for certain.
pub(super) struct Piece {
    pub(super) lines: Range<usize>,
    /// Opened by a number or a bullet.
    pub(super) marked: bool,
    /// Depth of a heading set as such by the format.
    pub(super) heading: Option<u8>,
    /// An item below another.
    pub(super) inner: bool,
    /// The year in the margin, its own or that of a piece above.
    pub(super) year: Option<i32>,
}

/// The number of characters of a full line: of the longest tenth.
pub(super) fn full_width(document: &Document, lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| split_cell(document.slice(line.span)).0.chars().count())
        .collect();
    lengths.sort_unstable();
    let ninth = lengths.len().saturating_sub(1) * 9 / 10;
    let width = lengths.get(ninth).copied().unwrap_or(80).max(40);
    let paged = lines.iter().any(|line| line.page.is_some());
    // What these formats break, their author broke.
    if matches!(document.format, "html" | "docx" | "odt" | "rtf" | "latex") {
        return UNWRAPPED;
    }
    if paged || lengths.len() < 3 || is_wrapped(&lengths, width) {
        width
    } else {
        UNWRAPPED
    }
}

/// Bytes of a line that heads a part of a list, at most.
const HEADING: usize = 60;

/// The width of lines that end where their author ended them.
pub(super) const UNWRAPPED: usize = 100_000;

/// Whether lines, by their sorted lengths, were broken at a margin: then
/// many come near it and hardly any goes beyond.
fn is_wrapped(lengths: &[usize], width: usize) -> bool {
    let from = |length: usize| {
        lengths.len() - lengths.partition_point(|l| *l < length)
    };
    let near = from(width * 17 / 20);
    let beyond = from(width * 23 / 20 + 1);
    near * 4 >= lengths.len() && beyond * 20 <= lengths.len()
}

/// Parts lines where a block, a number or the print says that something new
/// begins; `titles` is the depth of headings that are titles of entries,
/// `held` says what some lines hold by themselves. Tells as well which lines
/// are no part of an entry.
pub(super) fn pieces(
    document: &Document,
    lines: &[Line],
    width: usize,
    titles: Option<u8>,
    held: impl Fn(Range<usize>) -> Holds,
) -> (Vec<Piece>, Vec<bool>) {
    let signs = Signs::of(document, lines, width, held);
    let mut parter = Parter {
        document,
        lines,
        first_opening: signs.first_opening(),
        signs,
        abstracts: Abstracts::of(document, lines, width, titles),
        above: None,
        margin: None,
        remark: None,
        left_out: false,
        apart: vec![false; lines.len()],
        signed: false,
        pieces: Vec::new(),
    };
    let mut numbers = 0..lines.len();
    // The end of the page may come before that of the lines.
    let _ = numbers.try_for_each(|i| parter.take(i));
    (parter.pieces, parter.apart)
}

/// Goes through the lines of a list.
struct Parter<'a> {
    document: &'a Document,
    lines: &'a [Line],
    signs: Signs<'a>,
    /// The first line that opens an entry by what it holds; 0 where none is
    /// told so.
    first_opening: usize,
    abstracts: Abstracts<'a>,
    /// Depth of the item above that has a title's worth of words.
    above: Option<u8>,
    /// The year that stands in the margin.
    margin: Option<i32>,
    /// The block that only says something of the entry above it.
    remark: Option<usize>,
    /// Whether the line before was left out.
    left_out: bool,
    /// Lines that are no part of an entry: of abstracts, and controls.
    apart: Vec<bool>,
    /// Whether the last piece has a line that names its authors: "Authors:".
    signed: bool,
    pieces: Vec<Piece>,
}

impl<'a> Parter<'a> {
    /// Takes the next line; breaks where the page ends with it.
    fn take(&mut self, i: usize) -> ControlFlow<()> {
        let line = &self.lines[i];
        let text = self.signs.text(i);
        self.apart[i] = is_control(text);
        let beside = line.role == Role::Boilerplate
            || text.is_empty()
            || is_legend(text)
            || self.apart[i]
            || is_impact(text);
        if beside || self.is_remark(i) {
            return ControlFlow::Continue(());
        }
        if is_footer(text) {
            // What follows it closely ends the page.
            return match self.lines.len() - i <= FOOT {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            };
        }
        // What a paper says is no part of its entry.
        if self.abstracts.holds(i) {
            self.left_out = true;
            self.apart[i] = true;
            return ControlFlow::Continue(());
        }
        // Nor is a button below that: "Bibtex".
        if self.left_out
            && is_all_labels(text)
            && self.document.blocks[line.block].links.is_empty()
        {
            return ControlFlow::Continue(());
        }
        let anew = std::mem::take(&mut self.left_out);
        if !self.heads_columns(i) && !self.is_keyed(i) && !self.tells_part(i) {
            self.add(i, anew);
        }
        ControlFlow::Continue(())
    }

    /// Whether a line is part of a block that says something of the entry
    /// above: "Presented at …", over several lines, or an item below its own
    /// that says what is found in it.
    fn is_remark(&mut self, i: usize) -> bool {
        let line = &self.lines[i];
        let said = || {
            let below = |depth| self.above.is_some_and(|above| depth > above);
            matches!(line.role, Role::Item(depth) if below(depth))
                && is_prose(self.block(i))
                && !begins_entry(self.block(i))
        };
        if line.first && i > 0 && (opens_remark(self.signs.text(i)) || said())
        {
            self.remark = Some(line.block);
        }
        self.remark == Some(line.block)
    }

    /// The words of the block that a line is part of.
    fn block(&self, i: usize) -> &'a str {
        self.document.slice(self.document.blocks[self.lines[i].block].span)
    }

    /// Whether a line heads columns: "TITLE", "CITED BY", "YEAR".
    fn heads_columns(&self, i: usize) -> bool {
        i < self.first_opening
            && !is_years(self.signs.text(i))
            && !matches!(self.lines[i].role, Role::Heading(_) | Role::Item(_))
    }

    /// Takes a line of a key and its value, where the entries are made of
    /// them.
    fn is_keyed(&mut self, i: usize) -> bool {
        let Some(key) = self.signs.key else { return false };
        let Some(found) = field_key(self.signs.text(i)) else { return false };
        match self.pieces.last_mut() {
            Some(piece) if found != key => piece.lines.end = i + 1,
            _ => self.pieces.push(Piece {
                lines: i..i + 1,
                marked: true,
                heading: None,
                inner: false,
                year: None,
            }),
        }
        true
    }

    /// Takes a line that names a field of the entry above it, whose title
    /// stands without a key: "Slow Rivers", then "Authors: …", "Venue: …".
    fn tells_part(&mut self, i: usize) -> bool {
        let Some(key) = field_key(self.signs.text(i)) else { return false };
        let titled = || i > 0 && field_key(self.signs.text(i - 1)).is_none();
        let goes_on = match key {
            FieldKey::Title => false,
            FieldKey::Authors => !self.signed && titled(),
            // "Journal: A. Roe, …" may be of what kind an entry is.
            FieldKey::Venue | FieldKey::Year | FieldKey::Other => self.signed,
        };
        let told = |piece: &Piece| {
            let mut lines = piece.lines.clone();
            lines.any(|at| field_key(self.signs.text(at)) == Some(key))
        };
        let goes_on = goes_on
            && self.pieces.last().is_some_and(|piece| {
                self.is_below(i, piece)
                    && (key == FieldKey::Other || !told(piece))
            });
        let last = self.pieces.last_mut();
        let below = last.filter(|last| goes_on && last.heading.is_none());
        if let Some(piece) = below {
            piece.lines.end = i + 1;
            self.signed = true;
            return true;
        }
        false
    }

    /// Whether a line stands within a piece: in its paragraph, or as an item
    /// below what it opens with.
    fn is_below(&self, i: usize, piece: &Piece) -> bool {
        let (line, opening) = (&self.lines[i], &self.lines[piece.lines.start]);
        match (line.role, opening.role) {
            _ if !line.first => true,
            (Role::Item(own), Role::Item(above)) => own > above,
            (Role::Item(_), _) => true,
            _ => field_key(self.signs.text(i)) == Some(FieldKey::Authors),
        }
    }

    /// Begins a piece with a line, or goes on with the last.
    fn add(&mut self, i: usize, anew: bool) {
        let line = &self.lines[i];
        let inner = self.nest(i);
        let item = matches!(line.role, Role::Item(_)) && line.first && !inner;
        self.note_margin(i);
        let number = self.signs.is_labelled(i);
        let first = line.first && !self.signs.goes_on(i, anew);
        let begins = !self.runs_on(i, item)
            && (number
                || first
                || self.signs.begins(i)
                || self.begins_with_field(i));
        let signs = field_key(self.signs.text(i)) == Some(FieldKey::Authors);
        if let Some(piece) = self.pieces.last_mut().filter(|_| !begins) {
            piece.lines.end = i + 1;
            self.signed |= signs;
            return;
        }
        self.signed = signs;
        self.pieces.push(Piece {
            lines: i..i + 1,
            marked: number || (item && !self.signs.numbered),
            heading: match line.role {
                Role::Heading(level) => Some(level),
                _ => None,
            },
            inner: inner && line.first,
            year: self.margin,
        });
    }

    /// Whether a line is of an item below one that has a title's worth of
    /// words: its field. Remembers those that may have some.
    fn nest(&mut self, i: usize) -> bool {
        let Role::Item(depth) = self.lines[i].role else { return false };
        let inner = self.above.is_some_and(|above| depth > above);
        if self.lines[i].first && !inner {
            let title = self.signs.text(i).split_whitespace().nth(3);
            self.above = title.map(|_| depth);
        }
        inner
    }

    /// Remembers the year in the margin, up to the next heading.
    fn note_margin(&mut self, i: usize) {
        let text = self.signs.text(i);
        let heads = text.ends_with(':') && text.len() < HEADING;
        if matches!(self.lines[i].role, Role::Heading(_)) || heads {
            self.margin = None;
        } else if self.signs.dated && opens_with_year(text) {
            self.margin = first_year(text).map(|(_, year)| year);
        }
    }

    /// Whether a line goes on with its entry, where entries open with years.
    fn runs_on(&self, i: usize, item: bool) -> bool {
        let line = &self.lines[i];
        let heading = matches!(line.role, Role::Heading(_));
        if !self.signs.dated || i == 0 || heading {
            return false;
        }
        let text = self.signs.text(i);
        let opens = item
            || opens_with_year(text)
            || self.signs.placed && opens_with_venue(text)
            || text.starts_with('[') && is_tagged(text);
        // Of several of one year the first alone may have it beside it, and
        // what is in progress stands above all years.
        let undated = || line.first && begins_entry(self.block(i));
        !opens
            && !undated()
            && self.lines[i - 1].role == line.role
            && self.pieces.last().is_some_and(|piece| piece.heading.is_none())
    }

    /// Whether a line opens with a field behind an entry that tells when it
    /// came out.
    fn begins_with_field(&self, i: usize) -> bool {
        let tells = |piece: &Piece| {
            piece.lines.clone().any(|at| tells_when(self.signs.text(at)))
        };
        self.signs.begins_with_field(i)
            && self.pieces.last().is_some_and(tells)
    }
}

/// Whether a line is a year or a span of years and nothing else.
pub(super) fn is_years(text: &str) -> bool {
    let bare = words::bare(text);
    bare.len() <= 16
        && first_year(bare).is_some()
        && bare.split(|c: char| !c.is_alphanumeric()).all(|word| {
            let bare = word.strip_suffix(|c: char| c.is_ascii_lowercase());
            let year = bare.unwrap_or(word);
            word.is_empty()
                || year.len() == 4 && first_year(year).is_some()
                || matches!(word, "today" | "present" | "now" | "heute")
        })
}

/// Whether a block opens with names and goes on with a title's worth of
/// words.
pub(in crate::parse::publications) fn begins_entry(text: &str) -> bool {
    const FEWEST: usize = 4;
    opening_run(text).is_some_and(|run| {
        let behind = &text[run.range.end..];
        run.is_likely() && behind.split_whitespace().nth(FEWEST).is_some()
    })
}
