//! Joins segments into lines of text.

use super::super::plain::show_hyphen;
use super::furniture::Furniture;
use super::margin;
use super::piece::Piece;
use super::segment::Segment;
use super::width;
use crate::model::{Run, Style, accented};

/// A gap wider than this, in ems, is shown as a tab.
const TAB: f32 = 1.5;

/// A gap wider than this, in ems, separates words. Letters of one word
/// stand up to .08 apart by kerning; the narrowest blanks set are .17.
const BLANK: f32 = 0.13;

/// One cell of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Font size of most of it.
    pub size: f32,
}

/// One printed line of a column, cells separated by tabs.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its text by style and link.
    pub runs: Vec<Run>,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Baseline.
    pub baseline: f32,
    /// Font size of most of it.
    pub size: f32,
    /// Each tab-separated cell.
    pub cells: Vec<Cell>,
    /// Left edge of what follows its first character: the text after a
    /// bullet.
    pub inner: f32,
    /// White space above in line heights; 0 where nothing stands above.
    pub gap: f32,
    /// Marked by the producer as a running head or a page number.
    pub marked: bool,
    /// What it is at the edge of its page.
    pub furniture: Furniture,
}

impl Cell {
    fn of(pieces: &[Piece]) -> Cell {
        Cell {
            left: pieces.first().map_or(0.0, |p| p.left),
            right: pieces.last().map_or(0.0, |p| p.right),
            size: main_size(pieces),
        }
    }
}

impl Line {
    /// Cuts the first cell off; None where it is the only one.
    pub(super) fn split_cell(&self) -> Option<(Line, Line)> {
        let at = self.runs.iter().position(|run| run.text.contains('\t'))?;
        let (mut first, mut rest) = (self.clone(), self.clone());
        let (before, after) = self.runs[at].text.split_once('\t')?;
        rest.runs.drain(..at);
        after.clone_into(&mut rest.runs[0].text);
        first.runs.truncate(at + 1);
        before.clone_into(&mut first.runs[at].text);
        for line in [&mut first, &mut rest] {
            line.runs.retain(|run| !run.text.is_empty());
        }
        let cell = *self.cells.first()?;
        first.cells.truncate(1);
        (first.right, first.size) = (cell.right, cell.size);
        rest.cells.remove(0);
        rest.left = rest.cells.first()?.left;
        rest.gap = 0.0;
        Some((first, rest))
    }

    /// Cuts bytes off its front.
    pub(super) fn cut(&mut self, mut bytes: usize) {
        for run in &mut self.runs {
            let length = bytes.min(run.text.len());
            run.text.drain(..length);
            bytes -= length;
        }
        self.runs.retain(|run| !run.text.is_empty());
    }

    /// What it says.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn new(mut segments: Vec<Segment>) -> Line {
        segments.sort_by(|a, b| a.left.total_cmp(&b.left));
        let pieces: Vec<Piece> =
            segments.into_iter().flat_map(|s| s.pieces).collect();
        let mut line = Line {
            runs: Vec::new(),
            left: pieces.first().map_or(0.0, |p| p.left),
            right: pieces.iter().map(|p| p.right).fold(0.0, f32::max),
            baseline: 0.0,
            size: 0.0,
            cells: Vec::new(),
            inner: pieces.first().map_or(0.0, inner),
            gap: 0.0,
            marked: pieces.iter().all(|p| p.furniture),
            furniture: Furniture::Text,
        };
        let main = main_size(&pieces);
        line.size = main;
        line.baseline = pieces
            .iter()
            .find(|p| (p.size - main).abs() < 0.3 && !p.style.superscript)
            .or(pieces.first())
            .map_or(0.0, |p| p.baseline);
        line.write(&pieces);
        line
    }

    /// Writes the pieces out, with the blanks that the gaps stand for.
    fn write(&mut self, pieces: &[Piece]) {
        let tracking = tracking(pieces);
        let mut start = 0;
        let mut before: Option<&Piece> = None;
        // The pieces of one link, and whether they spell it.
        let mut link = 0..0;
        let mut spelt = false;
        for (i, piece) in pieces.iter().enumerate() {
            if i >= link.end {
                let count;
                (count, spelt) = linked(&pieces[i..]);
                link = i..i + count;
            }
            if let Some(last) = before {
                let separator = separator(last, piece, tracking)
                    .filter(|_| !spelt || i == link.start || piece.opens_cell);
                if i == 1 && self.inner <= self.left {
                    self.inner = piece.left;
                }
                match separator {
                    Some('\t') => {
                        self.cells.push(Cell::of(&pieces[start..i]));
                        start = i;
                        self.append("\t", last, piece);
                    }
                    Some(_) => self.append(" ", last, piece),
                    None => {}
                }
            }
            self.push(&piece.text, piece);
            before = Some(piece);
        }
        self.cells.push(Cell::of(&pieces[start..]));
        for run in &mut self.runs {
            compose(&mut run.text);
            show_hyphen(&mut run.text);
        }
    }

    /// Adds a separator: in the style of what it stands between, where that
    /// is one, else plain.
    fn append(&mut self, separator: &str, before: &Piece, after: &Piece) {
        let link = before.link.as_ref().filter(|_| before.link == after.link);
        let style = if key(before) == key(after) {
            before.style
        } else {
            Style::default()
        };
        let style = Style { superscript: false, ..style };
        self.add(separator, style, link.map(|link| link.to_string()));
    }

    fn push(&mut self, text: &str, piece: &Piece) {
        let link = piece.link.as_ref().map(ToString::to_string);
        self.add(text, piece.style, link);
    }

    fn add(&mut self, text: &str, style: Style, link: Option<String>) {
        match self.runs.last_mut() {
            Some(run) if run.style == style && run.link == link => {
                run.text.push_str(text);
            }
            _ => self.runs.push(Run { text: text.to_owned(), style, link }),
        }
    }
}

/// Where the text after the first character of a piece begins, and the
/// blanks after it; its left edge where there is none.
fn inner(piece: &Piece) -> f32 {
    let mut chars = piece.text.chars();
    chars.next();
    let rest = chars.as_str().trim_start();
    if rest.is_empty() {
        return piece.left;
    }
    let before = &piece.text[..piece.text.len() - rest.len()];
    let share = width::of(before) / width::of(&piece.text);
    piece.left + share * (piece.right - piece.left)
}

/// How many pieces from the first on are parts of one link, and whether they
/// spell it, so that blanks between them say nothing: "10 . 1000 / sand".
fn linked(pieces: &[Piece]) -> (usize, bool) {
    /// Bytes of an address at least.
    const SHORTEST: usize = 8;
    let Some(link) = pieces.first().and_then(|p| p.link.as_ref()) else {
        return (1, false);
    };
    let linked = pieces.iter().take_while(|p| p.link.as_ref() == Some(link));
    let count = linked.clone().count();
    let text: String = linked.map(|piece| &*piece.text).collect();
    let spelt = text.len() >= SHORTEST
        && text.contains(['.', '/', '@'])
        && link.contains(text.trim_end_matches(['.', ',']));
    (count, spelt)
}

fn key(piece: &Piece) -> (bool, bool) {
    (piece.style.bold, piece.style.italic)
}

/// The font size in which most characters are set.
fn main_size(pieces: &[Piece]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for piece in pieces {
        let count = piece.text.chars().count();
        match sizes.iter_mut().find(|(s, _)| (s - piece.size).abs() < 0.3) {
            Some((_, sum)) => *sum += count,
            None => sizes.push((piece.size, count)),
        }
    }
    sizes.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.total_cmp(&a.0)));
    let most = sizes.first().map_or(0, |&(_, count)| count);
    // Small capitals: "E" at 14 points, "DUCATION" at 11.
    sizes
        .iter()
        .filter(|(_, count)| count * 5 >= most)
        .map(|&(size, _)| size)
        .fold(0.0, f32::max)
}

/// The distance at which the letters of a spaced-out line stand, in ems; 0
/// for usual text.
fn tracking(pieces: &[Piece]) -> f32 {
    let mut gaps: Vec<f32> = pieces
        .windows(2)
        .filter(|pair| {
            pair.iter().all(|piece| piece.text.chars().count() == 1)
        })
        .map(|pair| (pair[1].left - pair[0].right) / pair[0].size.max(1.0))
        .collect();
    if gaps.len() < 3 || gaps.len() * 2 < pieces.len() {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 3];
    let alike = gaps.iter().filter(|gap| (**gap - usual).abs() < 0.05).count();
    let even = alike * 3 >= gaps.len() * 2;
    if even && (0.06..0.6).contains(&usual) { usual } else { 0.0 }
}

/// What stands between two pieces of a line.
fn separator(before: &Piece, after: &Piece, tracking: f32) -> Option<char> {
    let em = before.size.max(after.size).max(1.0);
    let gap = (after.left - before.right) / em;
    let east_asian = is_east_asian(before.text.chars().next_back())
        && is_east_asian(after.text.chars().next());
    if gap > TAB || after.opens_cell {
        return Some('\t');
    }
    if east_asian {
        return (gap > 0.4).then_some(' ');
    }
    let drawn = before.blank_after || after.blank_before;
    let apart = if tracking > 0.0 { tracking + 0.1 } else { BLANK };
    (gap > apart || drawn && gap > -0.1).then_some(' ')
}

fn is_east_asian(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(
            c,
            '\u{2e80}'..='\u{9fff}'
                | '\u{f900}'..='\u{ffef}'
                | '\u{20000}'..
        )
    })
}

/// Puts loose accents onto the letters that follow: `Jos´e` is `José`. A
/// cedilla follows its letter; a grave accent may be a quotation mark.
fn compose(text: &mut String) {
    if text.is_ascii() {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().filter(|_| !matches!(c, '`' | '¸' | '˛'));
        if let Some(letter) = next.and_then(|next| accented(*next, c)) {
            out.push(letter);
            chars.next();
        } else if c == '¸'
            && let Some(last) = out.chars().next_back()
            && let Some(letter) = accented(last, c)
        {
            out.pop();
            out.push(letter);
        } else {
            out.push(c);
        }
    }
    *text = out;
}

/// Joins the segments of one column into lines, from top to bottom.
///
/// Headings in the margin come before the line they stand beside.
pub(super) fn lines(segments: Vec<Segment>) -> Vec<Line> {
    let (labels, segments) = margin::part(margin::open_cells(segments));
    let mut lines: Vec<Line> =
        rows(segments).into_iter().map(Line::new).collect();
    for label in labels {
        let label: Vec<Line> =
            rows(label).into_iter().map(Line::new).collect();
        let Some(first) = label.first() else { continue };
        let beside = first.baseline + 0.35 * first.size;
        let at = lines
            .iter()
            .position(|line| line.baseline < beside)
            .unwrap_or(lines.len());
        lines.splice(at..at, label);
    }
    lines
}

/// Groups segments by the row they stand in, from top to bottom.
fn rows(mut segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    segments.sort_by(|a, b| {
        b.baseline.total_cmp(&a.baseline).then(a.left.total_cmp(&b.left))
    });
    let mut rows: Vec<Vec<Segment>> = Vec::new();
    for segment in segments {
        let from = rows.len().saturating_sub(4);
        let row = rows[from..].iter_mut().rev().find(|row| {
            row.iter().all(|other| apart(&segment, other) >= -0.3)
                && row.iter().any(|other| is_level(&segment, other))
        });
        match row {
            Some(row) => row.push(segment),
            None => rows.push(vec![segment]),
        }
    }
    rows
}

/// The gap between two segments in ems; negative where one is above the
/// other.
fn apart(a: &Segment, b: &Segment) -> f32 {
    (a.left.max(b.left) - a.right.min(b.right)) / a.size.min(b.size).max(1.0)
}

/// Whether two segments beside each other stand in one row.
///
/// Cells of one row may be a little off each other's baseline. A date or a
/// venue centred beside two lines belongs to the first of them.
fn is_level(a: &Segment, b: &Segment) -> bool {
    let width = (a.right - a.left).min(b.right - b.left);
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    let is_bullet = width < 1.5 * small;
    // A name in large type stands beside several lines of contact data.
    if large > 1.6 * small && !is_bullet {
        return false;
    }
    let em = if is_bullet { large } else { small };
    let centred = apart(a, b) > 2.0 && width < 14.0 * em;
    let slack = if centred { 0.7 } else { 0.3 };
    (a.baseline - b.baseline).abs() <= slack * em
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::segment::segments;
    use super::*;

    /// Half an em a character, 10 points.
    pub(in super::super) fn piece(text: &str, left: f32, y: f32) -> Piece {
        let right = left + 5.0 * text.chars().count() as f32;
        Piece::plain(text, [left, right], y, 10.0)
    }

    fn texts(pieces: Vec<Piece>) -> Vec<String> {
        lines(segments(pieces)).iter().map(Line::text).collect()
    }

    #[test]
    fn gaps_tell_words_and_cells() {
        for (second, text) in [
            (20.3, "OxfordUn"),
            (22.5, "Oxford Un"),
            (31.0, "Oxford Un"),
            (46.0, "Oxford\tUn"),
        ] {
            let line =
                vec![piece("Oxford", -10.0, 0.0), piece("Un", second, 0.0)];
            assert_eq!(texts(line), [text], "at {second}");
        }
    }

    #[test]
    fn cells_a_little_off_the_baseline_share_a_line() {
        let pieces = vec![
            piece("1840", 0.0, 633.1),
            piece("Oxford", 90.0, 632.2),
            piece("2022", 300.0, 626.0),
            piece("Doctor", 90.0, 620.7),
        ];
        assert_eq!(texts(pieces), ["1840\tOxford\t2022", "Doctor"]);
    }

    #[test]
    fn the_parts_of_an_address_stand_together() {
        let linked = |text, left| {
            let mut piece = piece(text, left, 0.0);
            piece.link = Some("https://doi.org/10.1000/sand.3".into());
            piece
        };
        let doi = vec![
            piece("doi:", -25.0, 0.0),
            linked("10", 0.0),
            linked(".", 14.0),
            linked("1000", 23.0),
            linked("/", 47.0),
            linked("sand", 56.0),
            piece("2020", 80.0, 0.0),
        ];
        assert_eq!(texts(doi), ["doi: 10.1000/sand 2020"]);
        let words = vec![linked("Sand", 0.0), linked("Letters.", 24.0)];
        assert_eq!(texts(words), ["Sand Letters."]);
    }

    #[test]
    fn spaced_out_capitals_are_one_word() {
        let letters = "SHAW"
            .chars()
            .zip(0u16..)
            .map(|(c, i)| piece(&c.to_string(), f32::from(i) * 7.0, 0.0));
        assert_eq!(texts(letters.collect()), ["SHAW"]);
    }

    #[test]
    fn a_soft_hyphen_shows_at_the_end_of_a_line() {
        for (drawn, shown) in [
            ("Elec\u{ad}", "Elec-"),
            ("opti\u{ad}\t2025", "opti-\t2025"),
            ("co\u{ad}operation", "cooperation"),
        ] {
            let mut text = drawn.to_owned();
            show_hyphen(&mut text);
            assert_eq!(text, shown);
        }
    }

    #[test]
    fn loose_accents_join_their_letters() {
        for (loose, whole) in [
            ("Jos´e", "José"),
            ("G¨odel", "Gödel"),
            ("Mart´ın", "Martín"),
            ("Franc¸ois", "François"),
            ("¨", "¨"),
        ] {
            let mut text = loose.to_owned();
            compose(&mut text);
            assert_eq!(text, whole);
        }
    }
}
