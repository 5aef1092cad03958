//! Tells running heads and page numbers from the text of a page.

use std::collections::HashMap;

use super::line::Line;

/// The part of a page's height, at its top and bottom, that holds furniture.
const MARGIN: f32 = 0.12;

/// What a line at the edge of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// No furniture.
    Text,
    /// A running head or foot met for the first time.
    First,
    /// One that was there before, or a bare page number.
    Repeated,
}

/// Judges every line of every page; pages are given with their bottom and
/// top edge.
pub(super) fn judge(pages: &[(Vec<Line>, [f32; 2])]) -> Vec<Vec<Furniture>> {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    for (lines, edges) in pages {
        let mut here: Vec<_> = lines
            .iter()
            .filter(|line| at_edge(line, *edges))
            .map(key)
            .collect();
        here.sort();
        here.dedup();
        for key in here {
            *counts.entry(key).or_default() += 1;
        }
    }
    let mut met: HashMap<String, ()> = HashMap::new();
    let mut verdicts = Vec::with_capacity(pages.len());
    for (number, (lines, edges)) in pages.iter().enumerate() {
        let judge_line = |line: &Line| {
            let key = key(line);
            let near = |shift| counts.get(&(key.0.clone(), key.1 + shift));
            let count: usize = [-1, 0, 1].into_iter().filter_map(near).sum();
            let edge = at_edge(line, *edges);
            let repeats = edge && count >= 2;
            if edge && is_page_number(&line.text(), edges, line) {
                return Furniture::Repeated;
            }
            if !repeats && !line.furniture {
                return Furniture::Text;
            }
            let first = met.insert(key.0, ()).is_none();
            let top = line.baseline > edges[0].midpoint(edges[1]);
            match (first, number == 0 && top) {
                // The running head of the first page may be the only place
                // that names the person.
                (true, true) => Furniture::Text,
                (true, false) => Furniture::First,
                (false, _) => Furniture::Repeated,
            }
        };
        verdicts.push(lines.iter().map(judge_line).collect());
    }
    verdicts
}

fn at_edge(line: &Line, [bottom, top]: [f32; 2]) -> bool {
    let height = top - bottom;
    line.baseline < bottom + MARGIN * height
        || line.baseline > top - MARGIN * height
}

/// What two running heads have in common: their words, digits aside, and
/// roughly their height.
#[expect(clippy::cast_possible_truncation, reason = "a page is not so high")]
fn key(line: &Line) -> (String, i32) {
    let text = line.text();
    let words = text.split_whitespace().map(|word| {
        word.chars()
            .map(|c| if c.is_ascii_digit() { '#' } else { c })
            .collect::<String>()
            .replace("##", "#")
    });
    let words: Vec<String> = words.collect();
    (words.join(" "), (line.baseline / 4.0) as i32)
}

/// Whether a line at the edge holds nothing but a page number: `3`, `- 3 -`,
/// `3/12`, `Page 3 of 12`.
fn is_page_number(text: &str, [bottom, top]: &[f32; 2], line: &Line) -> bool {
    let mut digits = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let lower = word.to_lowercase();
        if word.chars().all(|c| c.is_ascii_digit()) {
            if word.len() > 3 {
                return false;
            }
            digits += usize::from(!word.is_empty());
        } else if !["page", "of", "p", "seite", "von", "sur", "de"]
            .contains(&lower.as_str())
        {
            return false;
        }
    }
    let outer = 0.09 * (top - bottom);
    (1..=2).contains(&digits)
        && (line.baseline < bottom + outer || line.baseline > top - outer)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::line::tests::piece;
    use super::super::segment::segments;
    use super::*;

    #[test]
    fn running_heads_and_page_numbers_are_found() {
        let page = |number: &str, body: &str| {
            let pieces = vec![
                piece("Ada Lovelace", 0.0, 780.0),
                piece(body, 0.0, 400.0),
                piece("Updated May", 0.0, 40.0),
                piece(number, 200.0, 20.0),
            ];
            (lines(segments(pieces)), [0.0, 800.0])
        };
        use Furniture::{First, Repeated, Text};
        let verdicts = judge(&[page("1", "a"), page("2", "b")]);
        assert_eq!(verdicts[0], [Text, Text, First, Repeated]);
        assert_eq!(verdicts[1], [Repeated, Text, Repeated, Repeated]);
    }
}
