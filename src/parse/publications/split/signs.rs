//! What the lines of a list have in common, by which the lines are told that
//! begin its entries.

use std::ops::Range;

use super::Holds;
use super::lines::{
    is_record, is_tagged, is_yeared, opens_with_venue, opens_with_year,
    repeats_authors,
};
use super::numbering::{bare_number, is_counted, is_numbered, label_of};
use super::openings::{begins_with_field, bold_titles, is_names, openings};
use super::pieces::{UNWRAPPED, begins_entry, is_years};
use super::quotes::{is_quotation, names_before_quote, opens_with_quote};
use super::stacked::stacked;
use crate::model::{Document, Line, Role};
use crate::parse::date::first_year;
use crate::parse::publications::authors::is_particle;
use crate::parse::publications::entry::{is_full, split_cell};
use crate::parse::publications::keys::{FieldKey, field_key};
use crate::parse::publications::opens_with_dashes;

/// How the entries of a list begin.
pub(super) struct Signs<'a> {
    document: &'a Document,
    lines: &'a [Line],
    width: usize,
    /// Numbers stand before entries without brackets or stops.
    bare: bool,
    /// Entries are numbered or labelled.
    pub(super) numbered: bool,
    /// Small letters count some: there is an "a.".
    lettered: bool,
    /// Set with so much space between lines that each is a block.
    spaced: bool,
    /// Second lines are set in.
    hanging: bool,
    /// The indent at which entries open, where it tells.
    hung: Option<f32>,
    /// Entries open with their year.
    pub(super) dated: bool,
    /// Entries open with a quotation.
    quoted: bool,
    /// Blocks open with a venue.
    pub(super) placed: bool,
    /// Entries open with a year in brackets or behind a stroke.
    yeared: bool,
    /// The key that opens each of the records that the entries are.
    pub(super) key: Option<FieldKey>,
    /// Lines that open an entry by what they hold.
    opens: Vec<bool>,
    /// Lines that open one by a title in bold.
    bold: Vec<bool>,
    /// Lines that open one below a line that ends short.
    stacked: Vec<bool>,
    /// Years on the first line of a block are those of blocks behind it.
    headed: bool,
}

impl<'a> Signs<'a> {
    /// Looks a list over; `held` says what some lines hold by themselves.
    pub(super) fn of(
        document: &'a Document,
        lines: &'a [Line],
        width: usize,
        held: impl Fn(Range<usize>) -> Holds,
    ) -> Signs<'a> {
        let text = |i: usize| document.slice(lines[i].span).trim();
        let count = |is: &dyn Fn(usize) -> bool| {
            (0..lines.len()).filter(|i| is(*i)).count()
        };
        let bare = is_counted(lines.len(), text);
        let numbered = bare || is_numbered(lines.len(), text);
        let blocks = count(&|i| lines[i].first);
        let (hanging, hung) = (hanging_indent(lines), hung_margin(lines));
        let dated = count(&|i| opens_with_year(text(i)));
        // Within a block where the line above opens with one, too.
        let below = |before: &str| {
            opens_with_quote(before) && ends_entry(before.trim_end())
        };
        let quoted = count(&|i| {
            (lines[i].first || i > 0 && below(text(i - 1)))
                && opens_with_quote(text(i))
        });
        let placed = count(&|i| lines[i].first && opens_with_venue(text(i)));
        let stacked = if numbered || hanging || hung.is_some() {
            Vec::new()
        } else {
            stacked(lines, text, held)
        };
        Signs {
            document,
            lines,
            width,
            bare,
            numbered,
            lettered: count(&|i| label_of(text(i)) == Some(("a", 1))) > 0,
            spaced: blocks * 10 >= lines.len() * 8,
            hanging,
            hung,
            dated: dated >= 2 && dated * 6 >= lines.len(),
            quoted: quoted >= 2 && quoted * 2 >= blocks,
            placed: placed >= 2 && placed * 3 >= blocks * 2,
            yeared: count(&|i| is_yeared(text(i))) >= 3,
            key: record_key(lines.len(), text),
            opens: told_openings(lines, blocks, numbered, text),
            bold: bold_titles(document, lines),
            stacked,
            headed: is_headed_by_years(document, lines),
        }
    }

    /// The words of a line.
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.document.slice(self.lines[i].span).trim()
    }

    /// The first line that opens an entry by what it holds; 0 where none is
    /// told so.
    pub(super) fn first_opening(&self) -> usize {
        self.opens.iter().position(|opens| *opens).unwrap_or(0)
    }

    /// Whether a line opens with the number or label of its entry.
    pub(super) fn is_labelled(&self, i: usize) -> bool {
        self.numbered && self.has_label(i)
    }

    fn has_label(&self, i: usize) -> bool {
        let text = self.text(i);
        let label = if self.bare { bare_number(text) } else { label_of(text) };
        // "Ana C.\nd. S. Roe": a particle cut to a letter.
        let letter = |kind: &str| kind.starts_with(char::is_lowercase);
        label.is_some_and(|(kind, _)| {
            self.lettered || !letter(kind) || text.starts_with(['[', '(', '{'])
        })
    }

    /// Whether a line opens a block that is no more than the rest of the one
    /// before; `anew` says that something was left out between them.
    pub(super) fn goes_on(&self, i: usize, anew: bool) -> bool {
        let line = &self.lines[i];
        let Some(before) = i.checked_sub(1).map(|above| &self.lines[above])
        else {
            return false;
        };
        let (head, text) = (self.text(i - 1), self.text(i));
        // "A Title:\nits second line", of which the first is set in.
        let broken = || {
            line.first
                && line.page.is_some()
                && (line.role, before.page) == (Role::Body, line.page)
                && !matches!(before.role, Role::Heading(_))
                && head.ends_with([':', ','])
                && text.starts_with(char::is_lowercase)
                && !opens_with_particle(text)
        };
        self.spaced && !anew && runs_on(before, head, line, text, self.width)
            || broken()
    }

    /// Whether a line begins an entry by how the entries of its list do.
    pub(super) fn begins(&self, i: usize) -> bool {
        let text = self.text(i);
        let told = |lines: &[bool]| lines.get(i).is_some_and(|opens| *opens);
        told(&self.opens)
            || told(&self.bold)
            || told(&self.stacked)
            || is_record(text)
            || self.placed && opens_with_venue(text)
            || repeats_authors(text)
            || self.yeared && is_yeared(text)
            || self.is_year_of_numbers(i)
            || is_tagged(text) && !self.ends_venue(i)
            || i > 0 && self.begins_below(i)
    }

    /// Whether a line begins an entry, seen from the line above it.
    fn begins_below(&self, i: usize) -> bool {
        let (above, line) = (&self.lines[i - 1], &self.lines[i]);
        let (head, text) = (self.text(i - 1), self.text(i));
        self.dated && opens_with_year(text)
            // "2014", then the entries of that year below.
            || self.headed && above.first && is_years(head)
            || self.quoted
                && opens_with_quote(text)
                && (!self.is_full(i - 1) || is_quotation(head))
            || self.hanging
                && outdented(above, line)
                && !repeats_authors(head)
            || self.hung.is_some()
                && stands_at(self.hung, above)
                && stands_at(self.hung, line)
                && ends_entry(head)
                && opens_entry(text)
            || !self.numbered
                && (begins_anew(head, text, self.width)
                    || self.begins_with_names_and_quote(i))
    }

    /// Whether a line opens with names and a quotation behind one that ended
    /// an entry, which opens with the same names or did not run to the margin.
    fn begins_with_names_and_quote(&self, i: usize) -> bool {
        let (head, text) = (self.text(i - 1), self.text(i));
        ends_entry(head)
            && names_before_quote(text).is_some_and(|names| {
                let same = names_before_quote(head) == Some(names);
                let whole = head.contains(['”', '»'])
                    || head.matches('"').nth(1).is_some();
                same && whole || is_names(names) && !self.is_full(i - 1)
            })
    }

    /// Whether a line has no room for the first word of the next.
    fn is_full(&self, i: usize) -> bool {
        let (line, next) = (&self.lines[i], self.text(i + 1));
        is_full(split_cell(self.text(i)).0, line, next, self.width)
    }

    /// Whether a line opens with names or a dated title behind one that ended
    /// an entry: one that tells when it came out.
    pub(super) fn begins_with_field(&self, i: usize) -> bool {
        !self.numbered
            && i > 0
            && begins_with_field(self.text(i - 1), self.text(i), self.width)
    }

    /// Whether a line is a year that heads numbered entries: not the end of
    /// one, as in `…, June\n2020.\n[3] …`.
    fn is_year_of_numbers(&self, i: usize) -> bool {
        let text = self.text(i);
        let bare = |c: char| c.is_alphanumeric();
        let ends = |before: &str| {
            before
                .ends_with(|c: char| matches!(c, '.' | ')' | ']' | '0'..='9'))
        };
        let below = |i: usize| {
            i < self.lines.len()
                && (is_years(self.text(i)) || self.has_label(i))
        };
        self.numbered
            && is_years(text)
            && text.starts_with(bare)
            && text.ends_with(bare)
            && (i == 0 || ends(self.text(i - 1)))
            && below(i + 1)
    }

    /// Whether the tag that a line opens with is the end of a venue: "… Design
    /// and Implementation\n(NSDI’21), 2021."
    fn ends_venue(&self, i: usize) -> bool {
        i > 0
            && self.text(i).starts_with('(')
            && self.text(i - 1).ends_with(char::is_alphabetic)
    }
}

/// Which lines open entries by what they hold, where few blocks or cells
/// beside titles part them.
fn told_openings<'a>(
    lines: &[Line],
    blocks: usize,
    numbered: bool,
    text: impl Fn(usize) -> &'a str,
) -> Vec<bool> {
    // Where a page's margin breaks lines, a title may have two.
    let few = blocks * 3 < lines.len()
        && !numbered
        && lines.iter().all(|line| line.page.is_none());
    let cells = (0..lines.len()).filter(|&i| text(i).contains('\t')).count();
    if !(few || !numbered && cells * 4 >= lines.len()) {
        return Vec::new();
    }
    let opens = openings(lines.len(), &text);
    // There a cell beside it says that a title ends with its line, and
    // nothing stands above the first.
    let celled = |(i, opens): (usize, &bool)| !opens || text(i).contains('\t');
    let heads = |i: usize| {
        matches!(lines[i].role, Role::Heading(_) | Role::Boilerplate)
            || is_years(text(i))
    };
    let above = opens.iter().take_while(|opens| !**opens).count();
    let celled = || opens.iter().enumerate().all(celled);
    let told = if few {
        !parts_by_blocks(lines, &opens)
    } else {
        celled() && (0..above).all(heads)
    };
    if told { opens } else { Vec::new() }
}

/// Whether every line that opens an entry stands in a block of its own, the
/// first line or below a venue: then blocks are entries.
fn parts_by_blocks(lines: &[Line], opens: &[bool]) -> bool {
    let mut block = 0;
    let mut last = None;
    let mut below = false;
    for (line, opens) in lines.iter().zip(opens) {
        block += usize::from(line.first);
        if *opens && last.replace(block) == Some(block) {
            return false;
        }
        below |= *opens && !line.first;
    }
    below
}

/// Whether years alone on the first line of some blocks are those of blocks
/// behind them, too, which open with names.
fn is_headed_by_years(document: &Document, lines: &[Line]) -> bool {
    /// Blocks of a year behind its first, in all.
    const FEWEST: usize = 2;
    let is_year = |line: &Line| is_years(document.slice(line.span).trim());
    let opens = |line: &Line| {
        let block = document.slice(document.blocks[line.block].span);
        begins_entry(block)
    };
    let mut blocks = lines.iter().filter(|line| line.first);
    blocks.any(is_year) && blocks.filter(|line| opens(line)).count() >= FEWEST
}

/// The key that opens the records of a list written as lines of keys and
/// values ("Title: …", "Authors: …"); None where the list is none.
fn record_key<'a>(
    count: usize,
    text: impl Fn(usize) -> &'a str,
) -> Option<FieldKey> {
    let keys: Vec<FieldKey> =
        (0..count).filter_map(|i| field_key(text(i))).collect();
    let titles = keys.iter().filter(|key| **key == FieldKey::Title).count();
    let more = keys.len() >= titles * 2;
    (titles > 0 && more).then(|| keys[0])
}

/// Whether a block goes on with the sentence of the block before it.
fn runs_on(
    before: &Line,
    head: &str,
    line: &Line,
    text: &str,
    width: usize,
) -> bool {
    let printed = before.geometry.is_some() && line.geometry.is_some();
    let open = !head.ends_with(['.', '!', '?', ')', ']', ';', ':', '”', '"'])
        && !head.ends_with(|c: char| c.is_ascii_digit());
    let body = matches!((before.role, line.role), (Role::Body, Role::Body));
    printed && body && open && is_full(split_cell(head).0, before, text, width)
}

/// Whether second lines are set in: the mark of a bibliography.
fn hanging_indent(lines: &[Line]) -> bool {
    let mut inward = 0;
    let mut outward = 0;
    for pair in lines.windows(2) {
        if let (Some(a), Some(b)) = (pair[0].geometry, pair[1].geometry)
            && pair[0].block == pair[1].block
        {
            inward += usize::from(b.indent > a.indent + 4.0);
            outward += usize::from(b.indent + 4.0 < a.indent);
        }
    }
    inward >= 2 && outward >= 1
}

/// The indent at which entries open whose other lines are all set in, where
/// lines tell so: none but the first of a block stands there, or a few that
/// open a block's next entry.
fn hung_margin(lines: &[Line]) -> Option<f32> {
    let indent = |line: &Line| line.geometry.map(|g| g.indent);
    let margin = lines.iter().filter_map(indent).reduce(f32::min);
    let (mut set_in, mut level) = (0, 0);
    for pair in lines.windows(2) {
        if stands_at(margin, &pair[0]) && pair[0].block == pair[1].block {
            match stands_at(margin, &pair[1]) {
                true => level += 1,
                false => set_in += 1,
            }
        }
    }
    margin.filter(|_| set_in >= 2 && set_in > level && level > 0)
}

/// Whether a line stands at a margin.
fn stands_at(margin: Option<f32>, line: &Line) -> bool {
    margin
        .zip(line.geometry)
        .is_some_and(|(margin, g)| g.indent < margin + 4.0)
}

/// Whether a line ends as entries do.
fn ends_entry(line: &str) -> bool {
    line.ends_with(['.', ')', ']', '”', '"', '»'])
        || line.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a line opens as entries do.
fn opens_entry(line: &str) -> bool {
    opens_with_quote(line)
        || opens_with_dashes(line)
        || opens_with_particle(line)
        || line.starts_with(char::is_uppercase)
}

fn outdented(before: &Line, line: &Line) -> bool {
    match (before.geometry, line.geometry) {
        (Some(a), Some(b)) => b.indent + 4.0 < a.indent,
        _ => false,
    }
}

/// Whether a line opens with a particle and a family name: "van Dyck, A.".
fn opens_with_particle(line: &str) -> bool {
    let mut words = line.split(' ');
    let particle = words.next().is_some_and(is_particle);
    let mut words = words.skip_while(|word| is_particle(word));
    particle
        && words.next().is_some_and(|word| {
            word.starts_with(char::is_uppercase) && word.ends_with(',')
        })
}

/// Whether a line of a block begins another entry: the line before ended
/// one and did not run to the margin.
fn begins_anew(before: &str, line: &str, width: usize) -> bool {
    let ended = before.ends_with(['.', ')', ']'])
        || before.ends_with(|c: char| c.is_ascii_digit());
    let opens = opens_with_dashes(line)
        || line.starts_with(|c: char| {
            c.is_uppercase() || matches!(c, '“' | '"' | '[' | '*')
        })
        || opens_with_particle(line);
    // "… (pp. 12–19). ACM": a line that its author ended.
    let whole = width == UNWRAPPED && before.len() > 60;
    if !((ended || whole) && opens) {
        return false;
    }
    let word = line.split_whitespace().next().unwrap_or("").chars().count();
    let length = before.chars().count();
    let fits = width < UNWRAPPED && length + 1 + word <= width * 9 / 10;
    // A line that is whole by itself, above one that is so too.
    let long = length > 60 && line.chars().count() > 50;
    (fits || long)
        && first_year(before).is_some()
        && first_year(line).is_some()
}
