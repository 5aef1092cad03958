//! Entries that a page stacks without white, mark or indent between them: all
//! that parts them is that each begins a line where the one before had room.

use std::ops::Range;

use crate::model::{Line, Role};
use crate::parse::date::first_year;

/// Entries of one block at least.
const FEWEST: usize = 3;

/// Letters that a short line has room for besides the next word.
const SPARE: f32 = 2.0;

/// Which lines of laid-out pages begin an entry that nothing but a short line
/// above tells. `text` gives a line by its number, `is_entry` says whether
/// some lines hold an entry's fields by themselves: most stretches between
/// short lines must, lest titles, names and venues each on a line of their
/// own are taken for entries.
pub(super) fn stacked<'a>(
    lines: &[Line],
    text: impl Fn(usize) -> &'a str,
    is_entry: impl Fn(Range<usize>) -> bool,
) -> Vec<bool> {
    let printed = lines.iter().any(|line| line.geometry.is_some());
    let mut opens = Vec::new();
    if !printed || lines.len() <= FEWEST {
        return opens;
    }
    let mut start = 0;
    for block in lines.chunk_by(|_, next| !next.first) {
        let range = start..start + block.len();
        start = range.end;
        let stretches = stretches(lines, range, &text);
        let wraps = stretches.iter().filter(|lines| lines.len() > 1).count();
        if stretches.len() < FEWEST || wraps == 0 {
            continue;
        }
        let entries =
            stretches.iter().filter(|lines| is_entry((*lines).clone()));
        if entries.count() * 4 >= stretches.len() * 3 {
            opens.resize(lines.len(), false);
            stretches.iter().for_each(|lines| opens[lines.start] = true);
        }
    }
    opens
}

/// The lines of a block between those that end short.
fn stretches<'a>(
    lines: &[Line],
    block: Range<usize>,
    text: impl Fn(usize) -> &'a str,
) -> Vec<Range<usize>> {
    let body = |line: &Line| matches!(line.role, Role::Body | Role::Item(_));
    if !lines[block.clone()].iter().all(body) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = block.start;
    for at in block.clone().skip(1) {
        let before = text(at - 1);
        if ends_short(&lines[at - 1], &lines[at], text(at))
            || ends_with_label(before)
            || ends_with_year(before)
        {
            found.push(from..at);
            from = at;
        }
    }
    found.push(from..block.end);
    found
}

/// Whether a line ends with the label of a link: "… 2025. [doi]".
fn ends_with_label(line: &str) -> bool {
    /// Bytes of a label: "[working paper]".
    const LONGEST: usize = 16;
    let label = line.trim_end().strip_suffix(']');
    label.and_then(|line| line.rsplit_once('[')).is_some_and(|(_, label)| {
        label.len() <= LONGEST && label.contains(char::is_alphabetic)
    })
}

/// Whether a line ends with a year, as many entries do.
fn ends_with_year(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '.', ')', ']']);
    let digits =
        line.len() - line.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    digits == 4 && first_year(&line[line.len() - digits..]).is_some()
}

/// Whether a line ends although the next one's first word had room in it.
fn ends_short(line: &Line, next: &Line, text: &str) -> bool {
    // Chinese and Japanese break anywhere.
    let wide = text.starts_with(|c| matches!(c, '\u{2e80}'..='\u{9fff}'));
    let word = text.split_whitespace().next().unwrap_or("").chars().count();
    #[expect(clippy::cast_precision_loss, reason = "a word's length")]
    let needed = if wide { 2.0 } else { word as f32 + 1.0 } + SPARE;
    line.page == next.page
        && line
            .geometry
            .and_then(|geometry| geometry.room)
            .is_some_and(|room| room >= needed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Geometry, Raw, RawBlock, RawLine};
    use crate::normalize;

    /// A page of one block; each line with its room in letters.
    fn page(lines: &[(f32, &str)]) -> Document {
        let line = |&(room, text): &(f32, &str)| {
            let mut line = RawLine::plain(text, 1);
            let room = Some(room);
            line.geometry =
                Some(Geometry { indent: 0.0, gap: 0.0, size: 1.0, room });
            line
        };
        let block = RawBlock {
            role: Role::Body,
            page: Some(1),
            lines: lines.iter().map(line).collect(),
        };
        normalize::document(
            Raw { blocks: vec![block], ..Raw::default() },
            "x",
            "pdf",
        )
    }

    /// The numbers of the lines that open entries, where every stretch that
    /// names somebody is one.
    fn opened(lines: &[(f32, &str)]) -> Vec<usize> {
        let document = page(lines);
        let lines = document.lines();
        let text = |i: usize| document.slice(lines[i].span);
        let is_entry = |range: Range<usize>| {
            range.clone().any(|i| text(i).contains("Roe"))
        };
        let opens = stacked(&lines, text, is_entry);
        (0..opens.len()).filter(|&i| opens[i]).collect()
    }

    #[test]
    fn entries_open_below_short_lines() {
        let stack = [
            (2.0, "Slow Rivers and the Shape of the Wide"),
            (20.0, "Deltas (with Bo Roe)"),
            (1.0, "Fast Rivers and the Sand of the Long"),
            (15.0, "Canyons (with Carla Roe)"),
            (12.0, "Wide Rivers (with A. Roe)"),
        ];
        assert_eq!(opened(&stack), [0, 2, 4]);
    }

    #[test]
    fn a_label_or_a_year_ends_an_entry_in_a_full_line() {
        let stack = [
            (2.0, "Slow Rivers and the Shape of the Wide"),
            (3.0, "Deltas (with Bo Roe). Sand Letters [doi]"),
            (1.0, "Fast Rivers and Moss (with C. Roe, 2020)"),
            (15.0, "Wide Rivers (with A. Roe)"),
        ];
        assert_eq!(opened(&stack), [0, 2, 3]);
    }

    #[test]
    fn fields_on_lines_of_their_own_are_no_entries() {
        let fields = [
            (2.0, "Slow Rivers and the Shape of the Wide"),
            (20.0, "Deltas"),
            (20.0, "Bo Roe, Carla Roe"),
            (20.0, "Sand Letters, 2020"),
            (20.0, "Fast Rivers and Canyons"),
            (20.0, "Bo Roe"),
            (20.0, "Nature, 2021"),
        ];
        assert_eq!(opened(&fields), [0_usize; 0]);
        let one_line_each =
            [(20.0, "Sand (with A. Roe)"), (20.0, "Moss (with A. Roe)")];
        assert_eq!(opened(&one_line_each.repeat(2)), [0_usize; 0]);
    }
}
