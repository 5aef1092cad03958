//! Gathers running text, as markup formats give it, into blocks of lines.

use super::plain;
use crate::model::{Field, RawBlock, RawLine, Role, Run, Style};

/// Builds blocks out of pieces of text, line breaks and block breaks.
///
/// White space is collapsed as a browser does it; empty lines and empty
/// blocks vanish, so callers may break as often as they like.
#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<RawBlock>,
    /// The open block's finished lines.
    lines: Vec<RawLine>,
    /// The open line.
    runs: Vec<Run>,
    number: u32,
    role: Option<Role>,
    /// White space was seen and will matter if more text follows.
    gap: Option<Gap>,
}

/// What stands between two pieces of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Blank,
    Tab,
}

impl Flow {
    /// Ends the open block; the next text begins a paragraph, unless
    /// [`Flow::set_role`] says otherwise.
    pub(super) fn close(&mut self) {
        self.break_line();
        if !self.lines.is_empty() {
            let role = self.role.unwrap_or(Role::Body);
            let lines = std::mem::take(&mut self.lines);
            self.blocks.push(RawBlock { role, page: None, lines });
        }
        self.role = None;
    }

    /// Gives the open block another role.
    pub(super) fn set_role(&mut self, role: Role) {
        self.role = Some(role);
    }

    /// Makes the last block lines of the item right above it, where that is
    /// as deep as this; but a paragraph as long as an abstract stays one.
    pub(super) fn join_item(&mut self, depth: u8) {
        /// Bytes of a line of authors, or of a venue, at most.
        const LONGEST: usize = 320;
        let [.., item, last] = self.blocks.as_mut_slice() else { return };
        if (item.role, last.role) == (Role::Item(depth), Role::Body)
            && last.length() <= LONGEST
        {
            item.lines.append(&mut last.lines);
            self.blocks.pop();
        }
    }

    /// Makes the open block a list item, unless it has a role already.
    pub(super) fn set_item(&mut self, depth: u8) {
        self.role.get_or_insert(Role::Item(depth));
    }

    /// Ends the open line, which stays in its block.
    pub(super) fn break_line(&mut self) {
        self.gap = None;
        if !self.runs.is_empty() {
            let runs = std::mem::take(&mut self.runs);
            let number = self.number;
            self.lines.push(RawLine { runs, number, geometry: None });
        }
    }

    /// Separates what follows from what stands on the line by a tab.
    pub(super) fn tab(&mut self) {
        self.gap = Some(Gap::Tab);
    }

    /// Separates what follows from what stands on the line by a blank.
    pub(super) fn blank(&mut self) {
        self.gap.get_or_insert(Gap::Blank);
    }

    /// Whether nothing stands on the open line yet.
    pub(super) fn at_line_start(&self) -> bool {
        self.runs.is_empty()
    }

    /// Whether the open line ends a sentence or in a number.
    pub(super) fn ends_sentence(&self) -> bool {
        let mut text = self.runs.iter().rev().map(|run| run.text.trim_end());
        let last = text.find(|text| !text.is_empty());
        last.is_some_and(|text| {
            text.ends_with(['.', ')', ']'])
                || text.ends_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Whether the last words on the open line are set in italics.
    pub(super) fn ends_in_italics(&self) -> bool {
        let mut runs = self.runs.iter().rev();
        let last = runs.find(|run| !run.text.trim().is_empty());
        last.is_some_and(|run| run.style.italic)
    }

    /// Whether nothing stands in the open block yet.
    pub(super) fn at_block_start(&self) -> bool {
        self.runs.is_empty() && self.lines.is_empty()
    }

    /// Whether there is no block yet but for the open one.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The number of finished lines in the open block.
    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The bytes on the open line.
    pub(super) fn line_length(&self) -> usize {
        self.runs.iter().map(|run| run.text.len()).sum()
    }

    /// Adds text whose white space is not significant. `number` is the
    /// source line its first character stands on.
    pub(super) fn text(
        &mut self,
        text: &str,
        style: Style,
        link: Option<&str>,
        number: u32,
    ) {
        let (mut number, mut rest) = (number, text);
        while let Some(at) = rest.find(is_space) {
            self.word(&rest[..at], style, link, number);
            self.blank();
            number += u32::from(rest[at..].starts_with('\n'));
            rest = rest[at..].strip_prefix(is_space).unwrap_or_default();
        }
        self.word(rest, style, link, number);
    }

    /// Adds text as it stands: blanks are kept, line ends break the line.
    pub(super) fn verbatim(&mut self, text: &str, style: Style, number: u32) {
        for (i, line) in (0u32..).zip(text.split('\n')) {
            if i > 0 {
                self.break_line();
            }
            let line = line.trim_end();
            if !line.is_empty() {
                self.word(line, style, None, number + i);
            }
        }
    }

    fn word(
        &mut self,
        word: &str,
        style: Style,
        link: Option<&str>,
        number: u32,
    ) {
        let word = match plain::glyph(word) {
            Some(rest) if self.runs.is_empty() && self.opens_item() => rest,
            _ => word,
        };
        if word.is_empty() {
            return;
        }
        let gap = match self.gap.take() {
            _ if self.runs.is_empty() => "",
            None => "",
            Some(Gap::Blank) => " ",
            Some(Gap::Tab) => "\t",
        };
        if self.runs.is_empty() {
            self.number = number;
        }
        let same =
            |run: &Run| run.style == style && run.link.as_deref() == link;
        if self.runs.last().is_some_and(same) {
            self.push(gap, style, link);
        } else {
            // The gap beside a link or a bold word is part of neither.
            self.push(gap, Style::default(), None);
        }
        self.push(word, style, link);
    }

    /// Lets a bullet glyph at the start of a line open an item, where one
    /// may stand.
    fn opens_item(&mut self) -> bool {
        match self.role {
            None | Some(Role::Body) => {
                self.close();
                self.role = Some(Role::Item(0));
                true
            }
            Some(Role::Item(_)) => self.lines.is_empty(),
            _ => false,
        }
    }

    fn push(&mut self, text: &str, style: Style, link: Option<&str>) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(run) if run.style == style && run.link.as_deref() == link => {
                run.text.push_str(text);
            }
            _ => {
                let (text, link) = (text.to_owned(), link.map(str::to_owned));
                self.runs.push(Run { text, style, link });
            }
        }
    }

    /// Leaves the first line alone in the open block, where a condition
    /// holds for it, and gives the lines behind it.
    pub(super) fn keep_first(
        &mut self,
        is_kept: impl Fn(&RawLine) -> bool,
    ) -> Option<Vec<RawLine>> {
        self.break_line();
        self.lines.first().filter(|line| is_kept(line))?;
        Some(self.lines.split_off(1))
    }

    /// Marks all that stands on finished lines of the open block.
    pub(super) fn mark(&mut self, field: Field) {
        for run in self.lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.style.field = Some(field);
        }
    }

    /// Adds blocks that are complete.
    pub(super) fn append(&mut self, blocks: Vec<RawBlock>) {
        self.close();
        self.blocks.extend(blocks);
    }

    /// The blocks gathered so far.
    pub(super) fn finish(mut self) -> Vec<RawBlock> {
        self.close();
        self.blocks
    }
}

#[cfg(test)]
impl Flow {
    /// The text with bold and italic runs marked and links told, lines
    /// parted by bars.
    pub(super) fn shown(self) -> String {
        let blocks = self.finish();
        let lines = blocks.iter().flat_map(|block| &block.lines);
        let shown = lines.map(|line| {
            let runs = line.runs.iter().map(|run| {
                let marks = match (run.style.bold, run.style.italic) {
                    (true, _) => "*",
                    (_, true) => "/",
                    _ => "",
                };
                let link = run.link.as_deref();
                let link = link.map_or(String::new(), |l| format!("<{l}>"));
                format!("{marks}{}{link}{marks}", run.text)
            });
            runs.collect::<String>()
        });
        shown.collect::<Vec<_>>().join("|")
    }
}

/// White space that a line may be broken at or that stands for layout only.
/// No-break spaces count: what they keep together, a block keeps anyway.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(block: &RawBlock) -> Vec<(u32, String)> {
        let text =
            |line: &RawLine| line.runs.iter().map(|r| &*r.text).collect();
        block.lines.iter().map(|l| (l.number, text(l))).collect()
    }

    #[test]
    fn white_space_is_collapsed_and_lines_are_counted() {
        let mut flow = Flow::default();
        let bold = Style { bold: true, ..Style::default() };
        flow.set_role(Role::Item(0));
        flow.text("\n  A.\u{a0}Author,\n ", Style::default(), None, 3);
        flow.text("A\nTitle", bold, Some("https://x.example"), 4);
        flow.text(". 2020\n", Style::default(), None, 5);
        flow.break_line();
        flow.break_line();
        flow.text(" pdf", Style::default(), None, 7);
        flow.tab();
        flow.text("bib ", Style::default(), None, 7);
        flow.close();
        flow.close();
        let blocks = flow.finish();
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].role, Role::Item(0));
        assert_eq!(
            lines(&blocks[0]),
            [(4, "A. Author, A Title. 2020".into()), (7, "pdf\tbib".into())]
        );
        let runs: Vec<_> =
            blocks[0].lines[0].runs.iter().map(|r| &*r.text).collect();
        assert_eq!(runs, ["A. Author, ", "A Title", ". 2020"]);
    }

    #[test]
    fn a_bullet_glyph_opens_an_item() {
        let mut flow = Flow::default();
        flow.text("Papers • Talks", Style::default(), None, 1);
        flow.break_line();
        flow.text("• One", Style::default(), None, 2);
        flow.break_line();
        flow.text("of two • lines", Style::default(), None, 3);
        let read: Vec<_> =
            flow.finish().iter().map(|b| (b.role, lines(b).len())).collect();
        assert_eq!(read, [(Role::Body, 1), (Role::Item(0), 2)]);
    }
}
