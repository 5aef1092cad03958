//! Lays the text of a LaTeX source out: groups, lines, paragraphs.

use super::{Close, DEEPEST, Opener, Pending, Reader, State};
use crate::model::{Role, Style};

impl Reader<'_> {
    /// Adds text, its ligatures written out.
    pub(super) fn text(&mut self, text: &str, number: u32) {
        if self.preamble {
            return;
        }
        let ligatures =
            ["--", "``", "''", "`"].iter().any(|mark| text.contains(mark));
        if ligatures {
            let text = text
                .replace("---", "—")
                .replace("--", "–")
                .replace("``", "“")
                .replace("''", "”")
                .replace('`', "‘");
            self.plain(&text, number);
        } else {
            self.plain(text, number);
        }
    }

    pub(super) fn plain(&mut self, text: &str, number: u32) {
        if self.preamble {
            return;
        }
        if self.flow.at_block_start() {
            self.flow.set_role(self.state.role);
        }
        let State { style, link, size, .. } = self.state;
        if !text.trim().is_empty() {
            let large = size > 1 || size == 1 && style.bold;
            self.large = Some(self.large.unwrap_or(true) && large);
        }
        let link = link.map(|at| self.links[at].as_str());
        self.flow.text(text, style, link, number);
    }

    pub(super) fn open_brace(&mut self) {
        let before = self.state;
        let mut close = Close::Nothing;
        match self.pending.take() {
            None => {}
            Some(Pending::Style(style)) => self.set(style),
            Some(Pending::Link(at)) => self.state.link = Some(at),
            Some(Pending::Argument) => close = Close::Argument,
            Some(Pending::Heading(level)) => {
                self.end_block();
                self.state.role = Role::Heading(level);
                self.state.style = Style::default();
                self.state.rows = false;
                close = Close::Block;
            }
        }
        if self.groups.len() < DEEPEST {
            self.groups.push((Opener::Brace(close), before));
        }
    }

    pub(super) fn close_brace(&mut self) {
        // An environment that is open is ended by its own command only.
        if !matches!(self.groups.last(), Some((Opener::Brace(_), _))) {
            return;
        }
        let Some((Opener::Brace(close), before)) = self.groups.pop() else {
            return;
        };
        if close == Close::Block {
            self.end_block();
        }
        self.state = before;
        if close == Close::Argument {
            let rest = &self.input.rest()[1..];
            if rest.trim_start().starts_with('{') {
                self.flow.tab();
                self.pending = Some(Pending::Argument);
            }
        }
    }

    pub(super) fn set(&mut self, style: Style) {
        self.state.style.bold |= style.bold;
        self.state.style.italic |= style.italic;
        self.state.style.superscript |= style.superscript;
    }

    pub(super) fn is_item(&self) -> bool {
        matches!(self.state.role, Role::Item(_))
    }

    /// The end of a paragraph; within a list item, of a line.
    pub(super) fn paragraph(&mut self) {
        self.pending = None;
        if self.is_item() || self.input.in_entry() {
            self.flow.break_line();
        } else if !matches!(self.state.role, Role::Heading(_)) {
            self.end_block();
        }
    }

    /// Breaks the line; `space` is the length that is left behind it, as TeX
    /// has it.
    pub(super) fn line_break(&mut self, space: &str) {
        if matches!(self.state.role, Role::Heading(_)) {
            // A heading is one line, however it is set.
            return self.flow.blank();
        }
        let first = self.flow.line_count() == 0;
        let large = first && self.large == Some(true);
        let open = !self.input.in_entry();
        let double = self.flow.at_line_start() && open;
        // "…, Sand 3, 2020.\\[1ex] Ann Roe, …": as good as a blank line.
        let spaced = open
            && is_wide(space)
            && self.flow.line_length() >= SHORTEST_ENTRY
            && self.flow.ends_sentence();
        if self.state.rows
            || self.state.role == Role::Body && (large || double || spaced)
        {
            self.end_block();
        } else {
            self.flow.break_line();
        }
    }

    /// Ends the block; one that is large all over was a heading.
    pub(super) fn end_block(&mut self) {
        const LONGEST_HEADING: usize = 90;
        let lone = self.flow.line_count() == 0;
        if self.large.take() == Some(true)
            && self.state.role == Role::Body
            && lone
            && self.flow.line_length() <= LONGEST_HEADING
        {
            // What opens a CV in large letters is its owner's name.
            let level = if self.flow.is_empty() { 1 } else { 2 };
            self.flow.set_role(Role::Heading(level));
        }
        self.flow.close();
    }

    pub(super) fn cell(&mut self) {
        self.flow.tab();
    }
}

/// Characters of a line at least that may be an entry by itself.
const SHORTEST_ENTRY: usize = 40;

/// Whether a length, as TeX has it, is such as parts paragraphs: "1ex",
/// "\\medskipamount", but not "2pt".
fn is_wide(length: &str) -> bool {
    /// In points.
    const WIDE: f32 = 4.0;
    const UNITS: &[(&str, f32)] = &[
        ("pt", 1.0),
        ("ex", 4.3),
        ("em", 10.0),
        ("mm", 2.8),
        ("cm", 28.5),
        ("in", 72.3),
        ("\\baselineskip", 12.0),
        ("\\smallskipamount", 3.0),
        ("\\medskipamount", 6.0),
        ("\\bigskipamount", 12.0),
    ];
    let length = length.trim();
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let unit = length.trim_start_matches(digits);
    let number = &length[..length.len() - unit.len()];
    let number: f32 = match number {
        "" => 1.0,
        number => number.parse().unwrap_or(0.0),
    };
    let known =
        UNITS.iter().find(|(name, _)| unit.trim_start().starts_with(name));
    known.is_some_and(|(_, points)| number * points >= WIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_lengths_part_paragraphs() {
        for (length, wide) in [
            ("1ex", true),
            ("4pt", true),
            (".5em plus 1pt", true),
            ("0.2 cm", true),
            ("\\medskipamount", true),
            ("0.5\\baselineskip", true),
            ("2pt", false),
            ("-1ex", false),
            ("\\parskip", false),
            ("", false),
        ] {
            assert_eq!(is_wide(length), wide, "{length}");
        }
    }
}
