//! Recognises the headings of a document by how its section headings are
//! set.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::line::Line;
use super::measure::Measure;
use crate::model::SectionKind;

/// How a line is set, as far as headings differ from text by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Look {
    /// In half points.
    size: u16,
    /// All letters bold.
    bold: bool,
    /// All letters capitals.
    capitals: bool,
}

/// The headings of one document.
#[derive(Debug)]
pub(super) struct Headings {
    /// How section headings are set, with the indents they have.
    sections: HashMap<Look, Vec<f32>>,
    /// Size of the commonest section heading, in half points.
    section_size: u16,
    /// Body size, in points.
    body: f32,
}

/// Every heading of a section known to the model.
static KNOWN: LazyLock<HashMap<&str, SectionKind>> = LazyLock::new(|| {
    SectionKind::ALL
        .iter()
        .flat_map(|&kind| kind.headings().iter().map(move |&h| (h, kind)))
        .collect()
});

/// Longest heading, in characters.
const LONGEST: usize = 70;

impl Headings {
    /// Learns from the lines that are known headings how this document sets
    /// them.
    pub(super) fn learn<'a>(
        lines: impl Iterator<Item = &'a Line>,
        measure: &Measure,
    ) -> Headings {
        let body = look_size(measure.size);
        let mut sections: HashMap<Look, Vec<f32>> = HashMap::new();
        for line in lines {
            let text = first_cell(line);
            let look = look(line, &text);
            let sets_apart = look.size > body || look.bold || look.capitals;
            if sets_apart && is_known(&text) {
                sections.entry(look).or_default().push(line.left);
            }
        }
        let section_size = sections
            .iter()
            .max_by_key(|(look, lefts)| (lefts.len(), look.size))
            .map_or(body, |(look, _)| look.size);
        // What looks like text is a heading by its words alone.
        let most = sections.values().map(Vec::len).max().unwrap_or(0);
        sections.retain(|_, lefts| lefts.len() * 4 >= most);
        Headings { sections, section_size, body: measure.size }
    }

    /// The level of a line that is a heading, 1 being the highest; `gap` is
    /// the white above it, in line heights.
    pub(super) fn level(&self, line: &Line, gap: f32) -> Option<u8> {
        let text = first_cell(line);
        if line.cells.len() > 1 || !may_be_heading(&text) {
            return None;
        }
        self.cell_level(line, &text, gap)
    }

    /// Whether the first of several cells is a heading in the margin.
    pub(super) fn is_label(&self, line: &Line) -> bool {
        let text = first_cell(line);
        let look = look(line, &text);
        line.cells.len() > 1
            && may_be_heading(&text)
            && (look.size > look_size(self.body) || look.bold || look.capitals)
            && self.sections.get(&look).is_some_and(|lefts| {
                lefts.iter().any(|left| (left - line.left).abs() < 2.0)
            })
            && (is_known(&text) || self.sections[&look].len() > 1)
            && !rest_looks_alike(line, look)
    }

    fn cell_level(&self, line: &Line, text: &str, gap: f32) -> Option<u8> {
        let look = look(line, text);
        let body = look_size(self.body);
        let level = match look.size.cmp(&self.section_size) {
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Equal => 2,
            std::cmp::Ordering::Less => 3,
        };
        if let Some(lefts) = self.sections.get(&look) {
            let aligned =
                lefts.iter().any(|left| (left - line.left).abs() < 2.0);
            if aligned || look.size > body {
                return Some(level);
            }
        }
        let larger = f32::from(look.size) > 2.0 * 1.14 * self.body;
        let known = is_known(text) && (gap > 0.2 || look.size > body);
        let set_apart = (look.bold || look.capitals) && gap > 0.2;
        if larger || known {
            Some(level)
        } else if set_apart && look.size >= body && look.bold {
            Some(3)
        } else {
            None
        }
    }
}

/// Whether the cells after the first are set as the first is: a table's
/// head, not a heading beside its text.
fn rest_looks_alike(line: &Line, label: Look) -> bool {
    let text = line.text();
    let rest = text.split_once('\t').map_or("", |(_, rest)| rest);
    label.capitals && !label.bold && rest.chars().all(|c| !c.is_lowercase())
}

/// The text of a line up to its first tab.
fn first_cell(line: &Line) -> String {
    let mut text = line.text();
    if let Some(tab) = text.find('\t') {
        text.truncate(tab);
    }
    text
}

/// Whether a text has the form of a heading: short, no sentence, no date.
fn may_be_heading(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters >= 2
        && digits < 4
        && text.chars().count() <= LONGEST
        && !text.ends_with(['.', ',', ';'])
        && !text.contains('@')
        && !text.contains("://")
}

/// Whether a text is a section heading that the model knows, numbering and
/// a final colon aside; also one with its letters spaced out.
fn is_known(text: &str) -> bool {
    let bare = text
        .trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')
        })
        .trim_end_matches([':', ' '])
        .to_lowercase();
    KNOWN.contains_key(bare.as_str()) || {
        let letters = bare.split(' ').filter(|w| w.chars().count() == 1);
        letters.count() > 3 && KNOWN.contains_key(&*bare.replace(' ', ""))
    }
}

fn look(line: &Line, cell: &str) -> Look {
    let size = line.cells.first().map_or(line.size, |cell| cell.size);
    let mut left = cell.len();
    let (mut bold, mut letters) = (true, 0);
    for run in &line.runs {
        let here = &run.text[..floor(&run.text, left)];
        left -= here.len();
        if here.chars().any(char::is_alphabetic) {
            bold &= run.style.bold;
        }
        letters += here.chars().filter(|c| c.is_alphabetic()).count();
    }
    let capitals = letters >= 3
        && cell.chars().any(char::is_uppercase)
        && !cell.chars().any(char::is_lowercase);
    Look { size: look_size(size), bold: bold && letters > 0, capitals }
}

/// The greatest char border at or below a byte count.
fn floor(text: &str, bytes: usize) -> usize {
    (0..=bytes.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped"
)]
fn look_size(size: f32) -> u16 {
    (2.0 * size).round().clamp(0.0, 2000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_headings_are_met_in_many_spellings() {
        for (text, known) in [
            ("Publications", true),
            ("RESEARCH INTERESTS:", true),
            ("2. Education", true),
            ("E D U C A T I O N", true),
            ("University of Oxford", false),
        ] {
            assert_eq!(is_known(text), known, "{text}");
        }
    }

    #[test]
    fn sentences_and_dates_are_no_headings() {
        for (text, may) in [
            ("Selected Talks", true),
            ("I weave.", false),
            ("Summer 2019 – 2020", false),
            ("ada@x.org", false),
            ("3", false),
        ] {
            assert_eq!(may_be_heading(text), may, "{text}");
        }
    }
}
