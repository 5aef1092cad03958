//! Recognises the headings of a document by how its section headings are
//! set.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::line::Line;
use super::measure::Measure;
use crate::model::{SectionKind, Style};

/// How a line is set, as far as headings differ from text by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// In half points.
    size: u16,
    /// All letters bold.
    bold: bool,
    /// All letters slanted.
    italic: bool,
    /// All letters capitals.
    capitals: bool,
}

impl Look {
    /// How a line is set, all of it.
    pub(super) fn of(line: &Line) -> Look {
        let text = line.text();
        let runs = line
            .runs
            .iter()
            .filter(|run| run.text.contains(char::is_alphabetic));
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let all = |set: fn(&Style) -> bool| {
            letters > 0 && runs.clone().all(|run| set(&run.style))
        };
        Look {
            size: look_size(line.size),
            bold: all(|style| style.bold),
            italic: all(|style| style.italic),
            capitals: letters >= 3
                && text.contains(char::is_uppercase)
                && !text.contains(char::is_lowercase),
        }
    }

    /// Whether a line opens so, whatever it ends with: "… a Title (pdf)".
    pub(super) fn opens(self, line: &Line) -> bool {
        let same = |style: &Style| {
            (style.bold, style.italic) == (self.bold, self.italic)
        };
        look_size(line.size) == self.size
            && line.runs.first().is_some_and(|run| same(&run.style))
    }
}

/// The headings of one document.
#[derive(Debug)]
pub(super) struct Headings {
    /// How section headings are set.
    sections: HashMap<Look, Place>,
    /// Size of the commonest section heading, in half points.
    section_size: u16,
    /// Smaller sizes of section headings, in half points, largest first.
    smaller: Vec<u16>,
    /// Body size, in points.
    body: f32,
}

/// Where headings of one look stand.
#[derive(Debug, Default)]
struct Place {
    /// Left edges of those that are known.
    lefts: Vec<f32>,
    /// White above them, in line heights, smallest first.
    gaps: Vec<f32>,
}

impl Place {
    /// Whether a line stands where headings stand: indented as at least a
    /// quarter of them are, with as much white above as most of them have.
    fn fits(&self, line: &Line) -> bool {
        let near = |left: &&f32| (**left - line.left).abs() < 2.0;
        let aligned = self.lefts.iter().filter(near).count();
        let usual = self.gaps.get(self.gaps.len() / 4).copied();
        aligned * 4 >= self.lefts.len().max(1)
            && (line.gap == 0.0 || line.gap >= 0.6 * usual.unwrap_or(0.0))
    }
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
        let mut sections: HashMap<Look, Place> = HashMap::new();
        for line in lines.filter(|line| line.cells.len() == 1) {
            let text = line.text();
            let look = Look::of(line);
            let sets_apart = look.size > body || look.bold || look.capitals;
            if sets_apart && is_known(&text) {
                let place = sections.entry(look).or_default();
                place.lefts.push(line.left);
                if line.gap > 0.0 {
                    place.gaps.push(line.gap);
                }
            }
        }
        for place in sections.values_mut() {
            place.gaps.sort_by(f32::total_cmp);
        }
        let section_size = sections
            .iter()
            .max_by_key(|(look, place)| (place.lefts.len(), look.size))
            .map_or(body, |(look, _)| look.size);
        let most = sections.values().map(|p| p.lefts.len()).max();
        sections.retain(|_, place| place.lefts.len() * 4 >= most.unwrap_or(0));
        let mut smaller: Vec<u16> = sections
            .keys()
            .map(|look| look.size)
            .filter(|size| *size < section_size)
            .collect();
        smaller.sort_unstable_by(|a, b| b.cmp(a));
        smaller.dedup();
        Headings { sections, section_size, smaller, body: measure.size }
    }

    /// The level of a line that is a heading, 1 being the highest. A line
    /// that `goes_on` below another of its size, without white above it, is
    /// none by its size alone.
    pub(super) fn level(&self, line: &Line, goes_on: bool) -> Option<u8> {
        let text = line.text();
        let text = text.trim_end_matches('\t');
        let look = Look::of(line);
        let body = look_size(self.body);
        // A long heading may be broken behind a comma.
        let broken = look.size > body && text.ends_with(',');
        let whole = if broken { &text[..text.len() - 1] } else { text };
        if line.cells.len() > 1 || !may_be_heading(whole) {
            return None;
        }
        let learnt =
            self.sections.get(&look).is_some_and(|place| place.fits(line));
        // Titles of papers are set in larger italics, too.
        let larger = f32::from(look.size) > 2.0 * 1.14 * self.body
            && !line.runs.iter().any(|run| run.style.italic)
            && !text.starts_with(|c: char| c.is_lowercase() || c == '(');
        let apart = line.gap > 0.2 || look.size > body;
        let known = apart && is_known(text);
        let level = match look.size.cmp(&self.section_size) {
            Ordering::Greater => 1,
            Ordering::Equal => 2,
            Ordering::Less => self.level_below(look.size),
        };
        (learnt || larger && !goes_on || known).then_some(level)
    }

    /// The level of a heading smaller than sections have.
    fn level_below(&self, size: u16) -> u8 {
        let above = self.smaller.iter().take_while(|larger| **larger > size);
        u8::try_from(3 + above.count()).unwrap_or(u8::MAX)
    }

    /// Parts a line whose first cell is a section heading, set apart from
    /// the rest of the line.
    pub(super) fn split(&self, line: &Line) -> Option<(Line, Line)> {
        let (first, rest) = line.split_cell()?;
        let set = Look::of(&first);
        let place = self.sections.get(&set)?;
        let alike = set == Look::of(&rest);
        (is_known(&first.text()) && !alike && place.fits(line))
            .then_some((first, rest))
    }
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
pub(super) fn is_known(text: &str) -> bool {
    let bare = text
        .trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')
        })
        .trim_end_matches([':', ' '])
        .to_lowercase()
        .replace(" & ", " and ");
    KNOWN.contains_key(bare.as_str()) || {
        let letters = bare.split(' ').filter(|w| w.chars().count() == 1);
        letters.count() > 3 && KNOWN.contains_key(&*bare.replace(' ', ""))
    }
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
