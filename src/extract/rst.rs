//! reStructuredText into blocks.

mod directive;
mod inline;
mod record;
mod table;
mod work;

use super::flow::Flow;
use super::{Format, Source};
use crate::model::{Metadata, Raw, Role, SkipReason};
use inline::Names;

pub(super) static FORMAT: Format = Format {
    name: "rst",
    extensions: &["rst", "rest"],
    sniff: |_| false,
    version: 2,
    text: true,
    extract,
};

/// The deepest nesting of directives that is read.
const DEEPEST: usize = 8;

/// Fields at a page's head that set up how it is made.
const SET_UP: &[&str] = &[
    "category",
    "date",
    "hidden",
    "lang",
    "modified",
    "orphan",
    "save_as",
    "slug",
    "sortorder",
    "status",
    "summary",
    "tags",
    "template",
    "tocdepth",
    "url",
];

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let lines: Vec<Line<'_>> = text
        .lines()
        .zip(1..)
        .map(|(text, number)| Line { text: text.trim_end(), number })
        .collect();
    let names = Names::of(&lines);
    let mut reader = Reader::new(&names);
    reader.read(&lines, 0);
    let Reader { flow, metadata, .. } = reader;
    let blocks = flow.finish();
    if blocks.is_empty() && metadata.author.is_none() {
        return Err(SkipReason::Empty);
    }
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

/// A line of the source without the blanks behind it.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    number: u32,
}

impl<'a> Line<'a> {
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    fn is_blank(self) -> bool {
        self.text.is_empty()
    }

    /// The line as it stands within a block set in this far.
    fn within(self, indent: usize) -> Line<'a> {
        let indent = indent.min(self.indent());
        Line { text: &self.text[indent..], ..self }
    }
}

struct Reader<'a> {
    flow: Flow,
    metadata: Metadata,
    names: &'a Names<'a>,
    /// Kinds of underlines met so far: the first is of the page's title.
    levels: Vec<(char, bool)>,
    /// How far the open item's text is set in.
    item: Option<usize>,
}

impl<'a> Reader<'a> {
    fn new(names: &'a Names<'a>) -> Reader<'a> {
        Reader {
            flow: Flow::default(),
            metadata: Metadata::default(),
            names,
            levels: Vec::new(),
            item: None,
        }
    }

    /// Reads lines, which stand within `depth` directives.
    fn read(&mut self, lines: &[Line<'_>], depth: usize) {
        let mut rest = lines;
        while let Some(line) = rest.first() {
            let set_out = |item: usize| line.indent() < item;
            if !line.is_blank() && self.item.is_some_and(set_out) {
                self.close();
            }
            let length = self.construct(rest, depth);
            let length = length.unwrap_or_else(|| self.paragraph(rest));
            rest = &rest[length..];
        }
        self.close();
    }

    /// Reads what `lines` begin with, where it is more than words: how many
    /// lines it takes.
    fn construct(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
    ) -> Option<usize> {
        let line = lines[0];
        let text = line.text.trim_start();
        if text.is_empty() {
            self.flow.break_line();
            if self.item.is_none() {
                self.flow.close();
            }
            return Some(1);
        }
        if let Some(length) = self.heading(lines) {
            return Some(length);
        }
        if text == ".." || text.starts_with(".. ") {
            let length = directive::length(lines);
            self.explicit(&lines[..length], depth);
            return Some(length);
        }
        if let Some(length) = self.item_of_directive(lines, depth) {
            return Some(length);
        }
        if let Some(length) = self.record(lines) {
            return Some(length);
        }
        if let Some((rows, length)) = table::read(lines) {
            self.close();
            rows.iter().for_each(|row| self.row(row));
            return Some(length);
        }
        if let Some(words) = text.strip_prefix("| ") {
            self.inline(words, line.number);
            self.flow.break_line();
            return Some(1);
        }
        if let Some((name, value)) = field(text) {
            return Some(self.field(name, value, lines));
        }
        // A line across the page.
        if underline(text).is_some() && text.len() > 3 {
            self.close();
            return Some(1);
        }
        None
    }

    /// A title above its underline, or between two lines.
    fn heading(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        let text = |at: usize| lines.get(at).map(|line| line.text);
        let first = underline(text(0)?);
        let (title, mark, over, length) = match first {
            // A title between lines may be set in.
            Some(mark)
                if text(2).and_then(underline) == Some(mark)
                    && !text(1)?.is_empty() =>
            {
                (lines[1], mark, true, 3)
            }
            Some(_) => return None,
            None => (lines[0], underline(text(1)?)?, false, 2),
        };
        let width = title.text.chars().count();
        let lies_beneath = text(1)?.len() + 2 >= width.min(12) || over;
        if title.indent() > 0 && !over || !lies_beneath {
            return None;
        }
        let kind = (mark, over);
        let level = self.levels.iter().position(|known| *known == kind);
        let level = level.unwrap_or_else(|| {
            self.levels.push(kind);
            self.levels.len() - 1
        });
        let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
        let title_text = title.text.trim();
        if self.metadata.title.is_none() && self.flow.is_empty() {
            self.metadata.title = Some(title_text.to_owned());
        }
        self.block(Role::Heading(level), title_text, title.number);
        Some(length)
    }

    /// `:Name: value`, at the head of a page or in a form.
    fn field(&mut self, name: &str, value: &str, lines: &[Line<'_>]) -> usize {
        let indent = lines[0].indent();
        let further = lines[1..]
            .iter()
            .take_while(|line| !line.is_blank() && line.indent() > indent)
            .count();
        let lower = name.to_lowercase();
        let own = Some(value.to_owned()).filter(|value| !value.is_empty());
        self.close();
        match lower.as_str() {
            "author" | "authors" if self.metadata.author.is_none() => {
                self.metadata.author = own;
            }
            "title" if self.metadata.title.is_none() => {
                self.metadata.title = own;
            }
            name if SET_UP.contains(&name) => {}
            _ => {
                let text = format!("{name}: {value}");
                self.inline(&text, lines[0].number);
                for line in &lines[1..=further] {
                    self.flow.blank();
                    self.inline(line.text, line.number);
                }
                self.flow.close();
            }
        }
        further + 1
    }

    fn row(&mut self, row: &table::Row) {
        self.flow.set_role(Role::Row);
        for (i, cell) in row.cells.iter().enumerate() {
            if i > 0 {
                self.flow.tab();
            }
            self.inline(cell, row.number);
        }
        self.flow.close();
    }

    /// Reads a paragraph, or an item's first: how many lines it takes.
    fn paragraph(&mut self, lines: &[Line<'_>]) -> usize {
        let first = lines[0];
        let goes_on = |line: &&Line<'_>| {
            let text = line.text.trim_start();
            !text.is_empty()
                && bullet(text).is_none()
                && !text.starts_with(".. ")
        };
        let length = 1 + lines[1..].iter().take_while(goes_on).count();
        let text = first.text.trim_start();
        let mut whole = text.to_owned();
        if let Some((words, offset)) = bullet(text) {
            self.close();
            let depth = u8::try_from(first.indent() / 2).unwrap_or(u8::MAX);
            self.flow.set_role(Role::Item(depth.min(8)));
            self.item = Some(first.indent() + offset);
            whole = words.to_owned();
        }
        for line in &lines[1..length] {
            whole.push('\n');
            whole.push_str(line.text.trim_start());
        }
        // "::" announces a block that is printed as it stands.
        let shown = whole.strip_suffix("::").unwrap_or(&whole);
        self.inline(shown, first.number);
        length
    }

    fn block(&mut self, role: Role, text: &str, number: u32) {
        self.close();
        self.flow.set_role(role);
        self.inline(text, number);
        self.flow.close();
    }

    fn close(&mut self) {
        self.flow.close();
        self.item = None;
    }

    fn inline(&mut self, text: &str, number: u32) {
        inline::write(&mut self.flow, text, self.names, number);
    }
}

/// The character of which a line of at least two is made.
fn underline(text: &str) -> Option<char> {
    let mark = text.chars().next().filter(char::is_ascii_punctuation)?;
    (text.len() > 1 && text.chars().all(|c| c == mark)).then_some(mark)
}

/// Reads `:Name: value`; a role (``:doi:`10.1/x```) is none.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix(':')?.split_once(':')?;
    let is_name = |c: char| c.is_alphanumeric() || " _-.".contains(c);
    let fits = !name.is_empty()
        && name.chars().all(is_name)
        && (value.is_empty() || value.starts_with(' '));
    fits.then(|| (name, value.trim()))
}

/// What an item says, and how far its text is set in; its number, where it
/// has one, stays.
fn bullet(text: &str) -> Option<(&str, usize)> {
    let (mark, words) = text.split_once(' ')?;
    let words = words.trim_start();
    let offset = text.len() - words.len();
    if ["-", "*", "+", "•", "#.", "#)"].contains(&mark) {
        return (!words.is_empty()).then_some((words, mark.chars().count()));
    }
    let number = mark.strip_suffix(['.', ')'])?;
    let number = number.strip_prefix('(').unwrap_or(number);
    let is_number = (1..4).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    // What goes on may be set in by less than the number is wide.
    is_number.then_some((text, offset.min(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_items_are_told_from_text() {
        for (text, want) in [
            (":Author: A. Roe", Some(("Author", "A. Roe"))),
            (":orphan:", Some(("orphan", ""))),
            (":doi:`10.1/x`", None),
        ] {
            assert_eq!(field(text), want, "{text}");
        }
        for (text, want) in [
            ("- a", Some("a")),
            ("#. a", Some("a")),
            ("(3) a", Some("(3) a")),
            ("2015. a", None),
            ("A. Roe", None),
            ("**a** b", None),
        ] {
            assert_eq!(bullet(text).map(|found| found.0), want, "{text}");
        }
    }
}
