//! Entries that a page stacks without white, mark or indent between them: all
//! that parts them is that each begins a line where the one before had room.

use std::ops::Range;

use super::Holds;
use super::openings::is_names;
use crate::model::{Line, Role, letters_of_first_word};
use crate::parse::date::first_year;
use crate::parse::publications::authors::opening_run;
use crate::parse::publications::link_label::title_alone;

/// Entries of one block at least.
const FEWEST: usize = 2;

/// Entries of one block that must be told by titles and names by turns.
const TURNS: usize = 3;

/// Letters that a short line has room for besides the next word.
const SPARE: f32 = 2.0;

/// Which lines of laid-out pages begin an entry that nothing but a short line
/// above tells. `text` gives a line by its number, `held` says what some lines
/// hold by themselves: most stretches between short lines must hold what an
/// entry does, lest titles, names and venues each on a line of their own are
/// taken for entries.
pub(super) fn stacked<'a>(
    lines: &[Line],
    text: impl Fn(usize) -> &'a str,
    held: impl Fn(Range<usize>) -> Holds,
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
        let found = match entries(&stretches, &held) {
            Some(entries) => entries,
            None => titles(&stretches, &text),
        };
        if !found.is_empty() {
            opens.resize(lines.len(), false);
            found.into_iter().for_each(|line| opens[line] = true);
        }
    }
    opens
}

/// The first lines of the entries that stretches are, most of them with an
/// entry's fields; None where they are none.
fn entries(
    stretches: &[Range<usize>],
    held: impl Fn(Range<usize>) -> Holds,
) -> Option<Vec<usize>> {
    let mut entries: Vec<(usize, Holds)> = Vec::new();
    for lines in stretches {
        let next = held(lines.clone());
        match entries.last_mut() {
            // A line may end short within an entry, too: behind its year, or
            // before the last line.
            Some((_, before))
                if !next.names && (!next.title || !before.title) =>
            {
                before.title |= next.title;
                before.venue |= next.venue;
            }
            _ => entries.push((lines.start, next)),
        }
    }
    // Of two each must have all fields, lest one is cut in halves.
    let whole = entries.len() < TURNS;
    let is_entry = |(_, held): &&(usize, Holds)| {
        let (some, all) = (held.names || held.venue, held.names && held.venue);
        held.title && if whole { all } else { some }
    };
    let count = entries.iter().filter(is_entry).count();
    let enough = entries.len() * if whole { 4 } else { 3 };
    (entries.len() >= FEWEST && count * 4 >= enough)
        .then(|| entries.into_iter().map(|(line, _)| line).collect())
}

/// The first lines of the titles of a block in which every title has a line
/// of names below it, and most stretches are of the one or the other.
fn titles<'a>(
    stretches: &[Range<usize>],
    text: impl Fn(usize) -> &'a str,
) -> Vec<usize> {
    /// Stretches of an entry at most: a title, names, a venue, links.
    const MOST: usize = 4;
    let joined =
        |lines: Range<usize>| lines.map(&text).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    let mut dated = 0;
    for (i, lines) in stretches.iter().enumerate() {
        if lines.len() > MOST {
            return Vec::new();
        }
        // The last line of the title may be as full as to hide its end.
        let names =
            lines.clone().find(|at| is_company(&joined(*at..lines.end)));
        let title = match names {
            Some(names) if names > lines.start => lines.start..names,
            Some(_) if i > 0 => stretches[i - 1].clone(),
            _ => continue,
        };
        let title_text = joined(title.clone());
        if title_text.split_whitespace().nth(2).is_some() {
            dated += usize::from(first_year(&title_text).is_some());
            found.push(title.start);
        }
    }
    let regular = found.len() >= TURNS
        && found.len() * MOST >= stretches.len()
        // Where names stand first, a venue and its year are above them.
        && dated * 3 <= found.len();
    if regular { found } else { Vec::new() }
}

/// Whether a text is names from end to end: "A. Roe and Bo Li", "with Bo Li".
fn is_company(text: &str) -> bool {
    const OPENINGS: &[&str] =
        &["With ", "with ", "(with ", "Joint with ", "joint with "];
    let names = OPENINGS.iter().find_map(|with| text.strip_prefix(with));
    let names = names.unwrap_or(text);
    is_names(names.trim_end_matches([')', '.', ' ']))
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
            || ends_sentence(before) && opens_with_names(text(at))
        {
            found.push(from..at);
            from = at;
        }
    }
    found.push(from..block.end);
    found
}

/// Whether a line ends with the label of a link: `… 2025. [doi]`, "(pdf)".
fn ends_with_label(line: &str) -> bool {
    let line = line.trim_end();
    title_alone(line).len() < line.len()
}

/// Whether a line ends a sentence rather than with an initial.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end();
    let last = line.trim_end_matches('.').chars().rev();
    let mut last = last.take_while(|c| c.is_alphanumeric());
    line.ends_with(['.', ')', ']']) && last.nth(1).is_some()
        || line.ends_with([')', ']'])
}

/// Whether a line opens with several names.
fn opens_with_names(line: &str) -> bool {
    opening_run(line).is_some_and(|run| run.is_likely() && run.names.len() > 1)
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
    let word = if wide { 2.0 } else { letters_of_first_word(text) };
    let needed = word + SPARE;
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
        let held = |range: Range<usize>| {
            let names = range.clone().any(|i| text(i).contains("Roe"));
            Holds { title: names, names, venue: names, names_first: false }
        };
        let opens = stacked(&lines, text, held);
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

    #[test]
    fn names_behind_a_sentence_open_an_entry_in_a_full_line() {
        let stack = [
            (2.0, "Roe, A., & Li, B. (2020). Slow rivers and the"),
            (1.0, "shape of deltas. Sand Letters, 3, 12-19."),
            (1.0, "Roe, A., & Diaz, C. (2021). Fast rivers, Roe,"),
            (9.0, "and canyons. Sand Letters, 4, 20-29."),
        ];
        assert_eq!(opened(&stack), [0, 2]);
    }

    #[test]
    fn titles_and_names_by_turns_open_entries_at_titles() {
        let stack = [
            (20.0, "Slow Rivers and Deltas"),
            (20.0, "With Bo Li and Carla Gomez"),
            (2.0, "Fast Rivers and the Canyons of the"),
            (0.0, "Wide North"),
            (20.0, "With Dan Levi and Bo Li"),
            (20.0, "Wide Rivers and Moss"),
            (20.0, "With Carla Gomez and Dan Levi"),
        ];
        assert_eq!(opened(&stack), [0, 2, 5]);
    }

    #[test]
    fn what_ends_a_line() {
        for (line, label) in [
            ("Sand Letters. [doi]", true),
            ("Sand Letters. (pdf)", true),
            ("Sand Letters (2020)", false),
            ("Slow Rivers [3]", false),
            ("Rivers and the (reduced)", false),
            ("Slow Rivers (of the Wide North)", false),
        ] {
            assert_eq!(ends_with_label(line), label, "{line}");
        }
        for (line, ends) in [
            ("Letters, 3, 12-19.", true),
            ("(12-19)", true),
            ("Roe, A. B.", false),
            ("and the", false),
        ] {
            assert_eq!(ends_sentence(line), ends, "{line}");
        }
    }
}
