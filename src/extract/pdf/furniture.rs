//! Tells running heads and page numbers from the text of a page.

use std::collections::{HashMap, HashSet};

use super::Laid;
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

/// Judges every line of every page.
pub(super) fn judge(pages: &mut [Laid]) {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    for page in &*pages {
        let mut here: Vec<_> = page
            .lines()
            .filter(|line| at_edge(line, page.edges))
            .map(key)
            .collect();
        here.sort();
        here.dedup();
        for key in here {
            *counts.entry(key).or_default() += 1;
        }
    }
    let mut met = HashSet::new();
    for (number, page) in pages.iter_mut().enumerate() {
        let [bottom, top] = page.edges;
        for line in page.columns.iter_mut().flat_map(|c| &mut c.lines) {
            if !line.marked && !at_edge(line, page.edges) {
                continue;
            }
            let key = key(line);
            let near = |shift| counts.get(&(key.0.clone(), key.1 + shift));
            let count: usize = [-1, 0, 1].into_iter().filter_map(near).sum();
            let upper = line.baseline > bottom.midpoint(top);
            line.furniture = if is_page_number(line, page.edges) {
                Furniture::Repeated
            } else if count < 2 && !line.marked {
                Furniture::Text
            } else if !met.insert(key.0) {
                Furniture::Repeated
            } else if number == 0 && upper {
                // The running head of the first page may be the only place
                // that names the person.
                Furniture::Text
            } else {
                Furniture::First
            };
        }
    }
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
/// `3/12`, `Page 3 of 12`, or ends in `page 3 of 12`.
fn is_page_number(line: &Line, [bottom, top]: [f32; 2]) -> bool {
    let text = line.text();
    let text = text.rfind(['P', 'p']).map_or(text.as_str(), |start| {
        let end = &text[start..];
        let words: Vec<&str> = end.split_whitespace().collect();
        match words[..] {
            ["page" | "Page", _, "of", _] => end,
            _ => text.as_str(),
        }
    });
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
    use super::super::ColumnLines;
    use super::super::line::lines;
    use super::super::line::tests::piece;
    use super::super::segment::segments;
    use super::*;

    #[test]
    fn running_heads_and_page_numbers_are_found() {
        use Furniture::{First, Repeated, Text};
        let page = |number: &str, body: &str| {
            let pieces = vec![
                piece("Ada Lovelace", 0.0, 780.0),
                piece(body, 0.0, 400.0),
                piece("Updated May", 0.0, 40.0),
                piece(number, 200.0, 20.0),
            ];
            let lines = lines(segments(pieces));
            let columns = vec![ColumnLines { lines, full: true }];
            Laid { columns, edges: [0.0, 800.0] }
        };
        let mut pages = [page("1", "a"), page("2", "b")];
        judge(&mut pages);
        let verdicts = |page: &Laid| -> Vec<Furniture> {
            page.lines().map(|line| line.furniture).collect()
        };
        assert_eq!(verdicts(&pages[0]), [Text, Text, First, Repeated]);
        assert_eq!(verdicts(&pages[1]), [Repeated, Text, Repeated, Repeated]);
    }

    #[test]
    fn page_numbers_may_follow_a_name() {
        for (text, baseline, want) in [
            ("3", 20.0, true),
            ("– 3 –", 20.0, true),
            ("Page 3 of 12", 20.0, true),
            ("Ada Lovelace, page 1 of 1", 20.0, true),
            ("Ada Lovelace, page 1 of 1", 400.0, false),
            ("See page 3", 20.0, false),
            ("Page proofs of 1843", 20.0, false),
            ("2019", 20.0, false),
        ] {
            let line = &lines(segments(vec![piece(text, 0.0, baseline)]))[0];
            assert_eq!(is_page_number(line, [0.0, 800.0]), want, "{text}");
        }
    }
}
