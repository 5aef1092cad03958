//! Turns what a page shows into pieces of upright text.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::marker::is_bullet;
use super::width;
use crate::model::Style;

/// Text shown in one go, in one style: often less than a word.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it says; no blanks at its ends.
    pub text: String,
    /// Left edge in points, as all lengths here.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Height of the baseline; grows upwards.
    pub baseline: f32,
    /// Font size.
    pub size: f32,
    /// How it is set.
    pub style: Style,
    /// Where it links to.
    pub link: Option<Rc<str>>,
    /// Its place in the order in which the page is drawn.
    pub order: usize,
    /// Whether a blank was drawn before it.
    pub blank_before: bool,
    /// Whether a blank was drawn after it.
    pub blank_after: bool,
    /// Marked by the producer as a running head or a page number.
    pub furniture: bool,
    /// Opens a cell, however narrow the gap before it.
    pub opens_cell: bool,
}

/// A link on a page.
#[derive(Clone, Debug)]
pub(super) struct Area {
    /// Left, bottom, right and top edge.
    pub bounds: [f32; 4],
    /// Where it leads.
    pub target: Rc<str>,
}

/// Parts of font names that mean bold, lower case. Computer Modern says
/// `BX`, and its files do not state a weight.
const BOLD: &[&str] =
    &["bold", "semibold", "demi", "black", "heavy", "cmbx", "sfbx", "ecbx"];

/// Parts of font names that mean italic, lower case.
const ITALIC: &[&str] = &[
    "italic",
    "oblique",
    "slanted",
    "cmti",
    "cmsl",
    "sfti",
    "ecti",
    "-it",
    "boldit",
    "semiboldit",
];

/// Adds what a font's name tells to what its flags say.
pub(super) fn style(name: &str, bold: bool, italic: bool) -> Style {
    let name = name.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Style {
        bold: bold || says(BOLD),
        italic: italic || says(ITALIC),
        ..Style::default()
    }
}

/// Fonts of pictures. Files name the picture ("Map-marker") or what it
/// stands for (`https://orcid.org/...`).
const ICONS: &[&str] = &["fontawesome", "academicons", "icomoon", "fontello"];

/// Whether a text is the name of a picture.
pub(super) fn is_icon(font: &str, text: &str) -> bool {
    let font = font.to_ascii_lowercase();
    ICONS.iter().any(|icons| font.contains(icons))
        && !text.contains("://")
        && !text.contains('@')
        // Lists of moderncv mark their items with a circle.
        && !is_bullet(text.trim())
}

/// Cleans drawn text: ligatures, compatibility forms of CJK characters and
/// the letters of formulas are written out, icons and what the font leaves unnamed
/// become nothing, long runs of blanks a tab.
pub(super) fn clean(text: &str) -> String {
    if text.is_ascii() && !text.contains("    ") {
        return text.replace(|c: char| c.is_ascii_control(), " ");
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            // Where Symbol and Wingdings keep their bullets.
            '\u{f06e}' | '\u{f071}' | '\u{f076}' | '\u{f0a7}' | '\u{f0a8}'
            | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => {
                out.push('•');
            }
            '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => out.push(' '),
            '\u{fb00}'..='\u{fb06}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{1d400}'..='\u{1d7ff}' => out.extend([c].into_iter().nfkc()),
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    while let Some(at) = out.find("    ") {
        let length = out[at..].len() - out[at..].trim_start().len();
        out.replace_range(at..at + length, "\t");
    }
    out
}

impl Piece {
    /// Cuts the blanks off its ends; None where nothing else is left.
    ///
    /// Blanks have a width, which moves the edges.
    pub(super) fn trimmed(mut self) -> Option<Piece> {
        let bare = self.text.trim();
        if bare.is_empty() {
            return None;
        }
        let before = self.text.len() - self.text.trim_start().len();
        let after = self.text.len() - self.text.trim_end().len();
        if before + after > 0 {
            let unit = (self.right - self.left) / width::of(&self.text);
            self.left += unit * width::of(&self.text[..before]);
            self.right -=
                unit * width::of(&self.text[self.text.len() - after..]);
            self.blank_before |= before > 0;
            self.blank_after |= after > 0;
            self.text = bare.to_owned();
        }
        Some(self)
    }

    /// Splits the piece where links begin and end within it, at words.
    pub(super) fn linked(self, areas: &[Area]) -> Vec<Piece> {
        let middle = self.baseline + 0.25 * self.size;
        let touching: Vec<&Area> = areas
            .iter()
            .filter(|area| {
                let [left, bottom, right, top] = area.bounds;
                bottom <= middle
                    && middle <= top
                    && left < self.right
                    && self.left < right
            })
            .collect();
        let Some(first) = touching.first() else {
            return vec![self];
        };
        let [left, _, right, _] = first.bounds;
        let slack = 0.3 * self.size;
        if left <= self.left + slack && self.right <= right + slack {
            let link = Some(first.target.clone());
            return vec![Piece { link, ..self }];
        }
        self.linked_by_word(&touching)
    }

    fn linked_by_word(self, areas: &[&Area]) -> Vec<Piece> {
        let unit = (self.right - self.left) / width::of(&self.text);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut x = self.left;
        for word in self.text.split_inclusive(' ') {
            let end = x + unit * width::of(word);
            let bare = x + unit * width::of(word.trim_end());
            let middle = x.midpoint(bare);
            let link = areas
                .iter()
                .find(|a| a.bounds[0] <= middle && middle <= a.bounds[2])
                .map(|area| area.target.clone());
            match pieces.last_mut() {
                Some(last) if last.link == link => {
                    last.text.push_str(word);
                    last.right = bare;
                }
                _ => pieces.push(Piece {
                    text: word.to_owned(),
                    left: x,
                    right: bare,
                    link,
                    ..self.clone()
                }),
            }
            x = end;
        }
        let last = pieces.len().saturating_sub(1);
        for (i, piece) in pieces.iter_mut().enumerate() {
            piece.blank_before = if i == 0 { self.blank_before } else { true };
            piece.blank_after =
                if i == last { self.blank_after } else { true };
            piece.text.truncate(piece.text.trim_end().len());
        }
        pieces
    }
}

#[cfg(test)]
impl Piece {
    /// A piece of upright text between two edges.
    pub(super) fn plain(
        text: &str,
        [left, right]: [f32; 2],
        baseline: f32,
        size: f32,
    ) -> Piece {
        Piece {
            text: text.into(),
            left,
            right,
            baseline,
            size,
            style: Style::default(),
            link: None,
            order: 0,
            blank_before: false,
            blank_after: false,
            furniture: false,
            opens_cell: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned_of_what_only_a_font_needs() {
        for (drawn, text) in [
            ("e\u{fb03}cient", "efficient"),
            ("co\u{200b}op", "coop"),
            ("\u{f0e0} ada@x.org", "  ada@x.org"),
            ("\u{2f08}", "人"),
            ("NO\u{1d465}", "NOx"),
            ("Zürich", "Zürich"),
            ("a      b", "a\tb"),
            ("10\u{b2} m\u{a0}s", "10\u{b2} m s"),
        ] {
            assert_eq!(clean(drawn), text);
        }
    }

    #[test]
    fn a_font_name_tells_weight_and_slant() {
        for (name, bold, italic) in [
            ("MLVHSW+CMBX12", true, false),
            ("KPHULK+CMTI10", false, true),
            ("SOHPVT+NimbusSanL-Regu", false, false),
            ("A+SourceSans3-SemiboldIt", true, true),
            ("Roboto-Black", true, false),
        ] {
            let style = style(name, false, false);
            assert_eq!((style.bold, style.italic), (bold, italic), "{name}");
        }
    }

    #[test]
    fn an_icon_is_no_text() {
        for (font, text, icon) in [
            ("A+FontAwesome5Free-Solid", "Map-marker", true),
            ("A+Academicons", "https://arxiv.org/a/x", false),
            ("A+Lato-Regular", "Map-marker", false),
            ("A+FontAwesome5Free-Regular", "○", false),
        ] {
            assert_eq!(is_icon(font, text), icon, "{text}");
        }
    }

    #[test]
    fn a_link_over_some_words_splits_the_piece() {
        let piece = Piece::plain("see my page now", [0.0, 75.0], 100.0, 10.0);
        let area = Area {
            bounds: [19.0, 98.0, 56.0, 110.0],
            target: "https://x.org".into(),
        };
        let pieces = piece.linked(&[area]);
        let texts: Vec<(&str, bool)> =
            pieces.iter().map(|p| (&*p.text, p.link.is_some())).collect();
        let want = [("see", false), ("my page", true), ("now", false)];
        assert_eq!(texts, want);
    }
}
