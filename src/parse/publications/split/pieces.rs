//! Parts lines where something new begins for certain.

use std::ops::Range;

use super::Holds;
use super::abstracts::Abstracts;
use super::lines::{
    FOOT, is_control, is_footer, is_impact, is_legend, is_prose, is_record,
    is_tagged, is_yeared, opens_remark, opens_with_venue, opens_with_year,
    repeats_authors, tells_when,
};
use super::numbering::{bare_number, is_counted, is_numbered, label_of};
use super::openings::{begins_with_field, bold_titles, openings};
use super::stacked::stacked;
use crate::model::{Document, Line, Role};
use crate::parse::date::first_year;
use crate::parse::publications::authors::{is_particle, opening_run};
use crate::parse::publications::entry::{
    FieldKey, field_key, is_full, split_cell,
};
use crate::parse::publications::opens_with_dashes;
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
/// `held` says what some lines hold by themselves.
pub(super) fn pieces(
    document: &Document,
    lines: &[Line],
    width: usize,
    titles: Option<u8>,
    held: impl Fn(Range<usize>) -> Holds,
) -> Vec<Piece> {
    let text = |i: usize| document.slice(lines[i].span).trim();
    let bare = is_counted(lines.len(), text);
    let label = |text| if bare { bare_number(text) } else { label_of(text) };
    let numbered = bare || is_numbered(lines.len(), text);
    let blocks = lines.iter().filter(|line| line.first).count();
    // Set with so much space between lines that each is a block.
    let spaced = blocks * 10 >= lines.len() * 8;
    let hanging = hanging_indent(lines);
    let hung = hung_margin(lines);
    let dated = (0..lines.len()).filter(|&i| opens_with_year(text(i))).count();
    let dated = dated >= 2 && dated * 6 >= lines.len();
    // Within a block where the line above opens with one, too.
    let quotes = |&i: &usize| {
        let below = |before: &str| {
            opens_with_quote(before) && ends_entry(before.trim_end())
        };
        (lines[i].first || i > 0 && below(text(i - 1)))
            && opens_with_quote(text(i))
    };
    let quoted = (0..lines.len()).filter(quotes).count();
    let quoted = quoted >= 2 && quoted * 2 >= blocks;
    let placed = |&i: &usize| lines[i].first && opens_with_venue(text(i));
    let placed = (0..lines.len()).filter(placed).count();
    let placed = placed >= 2 && placed * 3 >= blocks * 2;
    let yeared = (0..lines.len()).filter(|&i| is_yeared(text(i))).count() >= 3;
    let key = record_key(lines.len(), text);
    // Where a page's margin breaks lines, a title may have two.
    let few = blocks * 3 < lines.len()
        && !numbered
        && lines.iter().all(|line| line.page.is_none());
    let cells = (0..lines.len()).filter(|&i| text(i).contains('\t')).count();
    let mut opens = if few || !numbered && cells * 4 >= lines.len() {
        openings(lines.len(), text)
    } else {
        Vec::new()
    };
    // There a cell beside it says that a title ends with its line, and
    // nothing stands above the first.
    let celled = |(i, opens): (usize, &bool)| !opens || text(i).contains('\t');
    let heads = |i: usize| {
        matches!(lines[i].role, Role::Heading(_) | Role::Boilerplate)
            || is_years(text(i))
    };
    let above = opens.iter().take_while(|opens| !**opens).count();
    let celled = opens.iter().enumerate().all(celled);
    if !(few || celled && (0..above).all(heads)) {
        opens.clear();
    }
    if few && parts_by_blocks(lines, &opens) {
        opens.clear();
    }
    let headed = is_headed_by_years(document, lines);
    let bold = bold_titles(document, lines);
    let stacked = if numbered || hanging || hung.is_some() {
        Vec::new()
    } else {
        stacked(lines, text, held)
    };
    let first_opening = opens.iter().position(|opens| *opens).unwrap_or(0);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut above: Option<u8> = None;
    let mut abstracts = Abstracts::of(document, lines, width, titles);
    let mut margin = None;
    let mut behind_abstract = false;
    let mut remark = None;
    for (i, line) in lines.iter().enumerate() {
        if line.role == Role::Boilerplate
            || text(i).is_empty()
            || is_legend(text(i))
            || is_control(text(i))
            || is_impact(text(i))
        {
            continue;
        }
        // "Presented at …" below a work, over several lines, or an item below
        // its own that says what is found in it.
        let whole = || document.slice(document.blocks[line.block].span);
        let said = || {
            let below = |depth| above.is_some_and(|above| depth > above);
            matches!(line.role, Role::Item(depth) if below(depth))
                && is_prose(whole())
                && !begins_entry(whole())
        };
        if line.first && i > 0 && (opens_remark(text(i)) || said()) {
            remark = Some(line.block);
        }
        if remark == Some(line.block) {
            continue;
        }
        if is_footer(text(i)) {
            // What follows it closely ends the page.
            if lines.len() - i <= FOOT {
                break;
            }
            continue;
        }
        // What a paper says is no part of its entry.
        if abstracts.holds(i) {
            behind_abstract = true;
            continue;
        }
        let anew = std::mem::take(&mut behind_abstract);
        // "TITLE", "CITED BY", "YEAR": what heads the columns.
        if i < first_opening
            && !is_years(text(i))
            && !matches!(line.role, Role::Heading(_) | Role::Item(_))
        {
            continue;
        }
        if let Some(key) = key
            && let Some(found) = field_key(text(i))
        {
            match pieces.last_mut() {
                Some(piece) if found != key => piece.lines.end = i + 1,
                _ => pieces.push(Piece {
                    lines: i..i + 1,
                    marked: true,
                    heading: None,
                    inner: false,
                    year: None,
                }),
            }
            continue;
        }
        let number = numbered && label(text(i)).is_some();
        let depth = match line.role {
            Role::Item(depth) => Some(depth),
            _ => None,
        };
        // An item below one that has a title's worth of words is its field.
        let inner = depth
            .is_some_and(|depth| above.is_some_and(|above| depth > above));
        if depth.is_some() && line.first && !inner {
            let title = text(i).split_whitespace().nth(3).is_some();
            above = depth.filter(|_| title);
        }
        let item = depth.is_some() && line.first && !inner;
        let heads = text(i).ends_with(':') && text(i).len() < HEADING;
        if matches!(line.role, Role::Heading(_)) || heads {
            margin = None;
        } else if dated && opens_with_year(text(i)) {
            margin = first_year(text(i)).map(|(_, year)| year);
        }
        if dated && i > 0 && !matches!(line.role, Role::Heading(_)) {
            let opens = item
                || opens_with_year(text(i))
                || placed && opens_with_venue(text(i))
                || text(i).starts_with('[') && is_tagged(text(i));
            // Of several of one year the first alone may have it beside it.
            let undated =
                margin.is_some() && line.first && begins_entry(whole());
            let runs_on = !opens
                && !undated
                && lines[i - 1].role == line.role
                && pieces.last().is_some_and(|p| p.heading.is_none());
            if runs_on {
                if let Some(piece) = pieces.last_mut() {
                    piece.lines.end = i + 1;
                }
                continue;
            }
        }
        let goes_on = spaced
            && !anew
            && i > 0
            && runs_on(&lines[i - 1], text(i - 1), line, text(i), width);
        // "A Title:\nits second line", of which the first is set in.
        let broken = line.first
            && i > 0
            && line.page.is_some()
            && (line.role, lines[i - 1].page) == (Role::Body, line.page)
            && !matches!(lines[i - 1].role, Role::Heading(_))
            && text(i - 1).ends_with([':', ','])
            && text(i).starts_with(char::is_lowercase)
            && !opens_with_particle(text(i));
        let first = line.first && !goes_on && !broken;
        let above_label = |i: usize| {
            i < lines.len() && (is_years(text(i)) || label(text(i)).is_some())
        };
        // "…, June\n2020.\n[3] …": the end of an entry is no heading.
        let stands = |i: usize| {
            let bare = |c: char| c.is_alphanumeric();
            text(i).starts_with(bare)
                && text(i).ends_with(bare)
                && (i == 0
                    || text(i - 1).ends_with(|c: char| {
                        matches!(c, '.' | ')' | ']' | '0'..='9')
                    }))
        };
        let year =
            numbered && is_years(text(i)) && stands(i) && above_label(i + 1);
        let begins = number
            || first
            || year
            || dated && i > 0 && opens_with_year(text(i))
            || quoted
                && i > 0
                && opens_with_quote(text(i))
                && !is_full(
                    split_cell(text(i - 1)).0,
                    &lines[i - 1],
                    text(i),
                    width,
                )
            || opens.get(i).is_some_and(|opens| *opens)
            || bold.get(i).is_some_and(|opens| *opens)
            || stacked.get(i).is_some_and(|opens| *opens)
            // "2014", then the entries of that year below.
            || headed && i > 0 && lines[i - 1].first && is_years(text(i - 1))
            || is_record(text(i))
            || placed && opens_with_venue(text(i))
            || repeats_authors(text(i))
            || yeared && is_yeared(text(i))
            // "… Design and Implementation\n(NSDI’21), 2021."
            || is_tagged(text(i))
                && (i == 0
                    || !text(i).starts_with('(')
                    || !text(i - 1).ends_with(char::is_alphabetic))
            || (hanging
                && i > 0
                && outdented(&lines[i - 1], line)
                && !repeats_authors(text(i - 1)))
            || (hung.is_some()
                && i > 0
                && stands_at(hung, &lines[i - 1])
                && stands_at(hung, line)
                && ends_entry(text(i - 1))
                && opens_entry(text(i)))
            || (!numbered
                && i > 0
                && (begins_anew(text(i - 1), text(i), width)
                    || pieces.last().is_some_and(|piece| {
                        begins_with_field(text(i - 1), text(i), width)
                            && piece
                                .lines
                                .clone()
                                .any(|at| tells_when(text(at)))
                    })));
        if begins || pieces.is_empty() {
            pieces.push(Piece {
                lines: i..i + 1,
                marked: number || (item && !numbered),
                heading: match line.role {
                    Role::Heading(level) => Some(level),
                    _ => None,
                },
                inner: inner && line.first,
                year: margin,
            });
        } else if let Some(piece) = pieces.last_mut() {
            piece.lines.end = i + 1;
        }
    }
    pieces
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

/// Whether a line opens with a quotation, perhaps behind its year.
fn opens_with_quote(text: &str) -> bool {
    let text = match text.split_once('\t') {
        Some((_, rest)) if opens_with_year(text) => rest,
        _ => text,
    };
    text.starts_with(['“', '"', '„', '«'])
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
