//! Markdown with front matter and HTML inside into blocks.

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
};

mod bare_table;
mod modules;
mod page;
mod raw_tex;
mod spans;
pub(super) mod unseen;

use super::{Format, Source, formulas, front_matter, plain, record};
use crate::model::{
    Raw, RawBlock, RawLine, Role, Run, SkipReason, Style, read_tex_accents,
};

pub(super) static FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "qmd", "rmd", "mdx"],
    sniff: |_| false,
    version: 6,
    text: true,
    extract,
};

/// Whether a text of no telling name is written in Markdown: several lines
/// with marks that plain text seldom has.
pub(super) fn is_likely(text: &str) -> bool {
    if front_matter::split(text).is_some() {
        return true;
    }
    let marks = text.lines().take(400).filter(|line| {
        let heading = line.trim_start_matches('#');
        let level = line.len() - heading.len();
        (1..=6).contains(&level) && heading.starts_with(' ')
            || line.matches("**").count() >= 2
            || line.contains("](")
    });
    marks.count() >= 3
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let ending = source.path.extension();
    let scripted = ending.is_some_and(|e| e.eq_ignore_ascii_case("mdx"));
    let read = |body: &str, first: usize| {
        if !scripted {
            return blocks(body, first);
        }
        let (shown, mut works) = modules::parted(body, first);
        let mut read = blocks(&shown, first);
        read.append(&mut works);
        read
    };
    let Some((front, body)) = front_matter::split(text) else {
        let blocks = read(text, 1);
        return Ok(vec![Raw { blocks, ..Raw::default() }]);
    };
    let blocks = read(body, front_matter::first_line(text, body));
    let page = Raw { blocks, ..Raw::default() };
    Ok(vec![front_matter::complete(front, page)])
}

/// Reads Markdown into blocks; `first_line` is the number of its first line.
pub(super) fn blocks(text: &str, first_line: usize) -> Vec<RawBlock> {
    let mut text = read_tex_accents(text);
    // Who also writes TeX writes `A $\&$ B`.
    if text.contains("$\\&$") {
        text = text.replace("$\\&$", "\\&").into();
    }
    if let Some(written) = record::written_out(&text, page::is_page(&text)) {
        text = written.into();
    }
    let text = raw_tex::marked(&text);
    let text = formulas::in_markdown(&text);
    let text = spans::plain(&text);
    let text = unseen::without(&text);
    // A full stop in italics by itself is no emphasis to Markdown.
    let text = text.replace("*.*", ".");
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    if page::is_page(&text) {
        return page::blocks(&text, options, first_line);
    }
    let parser = Parser::new_ext(&text, options);
    let mut reader = Reader::new(&text, first_line);
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, &text, range);
    }
    reader.close();
    reader.blocks
}

/// Collects events into blocks.
struct Reader {
    blocks: Vec<RawBlock>,
    /// Role of the block being written.
    role: Role,
    lines: Vec<RawLine>,
    runs: Vec<Run>,
    /// One entry for each list around the current place.
    lists: Vec<Option<u64>>,
    bold: usize,
    italic: usize,
    link: Option<String>,
    /// Byte offsets of line starts, and the number of the first line.
    starts: Vec<usize>,
    first_line: usize,
    number: u32,
    cells: usize,
    code: bool,
    /// Within what describes a picture, or in code that is run.
    unseen: bool,
    /// Emphasis marks that turned out to be footnote stars.
    literal: Vec<bool>,
}

impl Reader {
    fn new(text: &str, first_line: usize) -> Reader {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Reader {
            blocks: Vec::new(),
            role: Role::Body,
            lines: Vec::new(),
            runs: Vec::new(),
            lists: Vec::new(),
            bold: 0,
            italic: 0,
            link: None,
            starts: std::iter::once(0).chain(breaks).collect(),
            first_line,
            number: 0,
            cells: 0,
            code: false,
            unseen: false,
            literal: Vec::new(),
        }
    }

    fn event(
        &mut self,
        event: Event<'_>,
        source: &str,
        range: std::ops::Range<usize>,
    ) {
        if self.runs.is_empty() {
            let line = self.starts.partition_point(|&s| s <= range.start);
            let number = self.first_line + line - 1;
            self.number = u32::try_from(number).unwrap_or(u32::MAX);
        }
        match event {
            Event::Start(tag) => self.start(tag, source, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::SoftBreak if self.unseen => {}
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.run(&text),
            Event::SoftBreak | Event::HardBreak => self.line(),
            Event::Rule => self.close(),
            Event::Html(tag) => self.html(&tag),
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::FootnoteReference(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.run(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(
        &mut self,
        tag: Tag<'_>,
        source: &str,
        range: std::ops::Range<usize>,
    ) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                self.role = Role::Heading(depth(level));
            }
            Tag::Paragraph if self.lists.is_empty() => self.close(),
            // A further paragraph of an item is a further line of it.
            Tag::Paragraph => self.line(),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                let depth = u8::try_from(self.lists.len()).unwrap_or(9);
                self.role = Role::Item(depth.saturating_sub(1));
                if let Some(Some(number)) = self.lists.last_mut() {
                    let label = format!("{number}. ");
                    *number += 1;
                    self.run(&label);
                }
            }
            Tag::TableHead | Tag::TableRow => {
                self.close();
                self.role = Role::Row;
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.run("\t");
                }
                self.cells += 1;
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => {
                let inside = source.get(range.start + 1..range.end);
                let star = inside.is_some_and(|s| s.starts_with(STAR_ENDS));
                self.literal.push(star);
                if star {
                    self.run("*");
                } else {
                    self.italic += 1;
                }
            }
            Tag::Link { dest_url, .. } => {
                self.link = Some(dest_url.into_string());
            }
            Tag::Image { .. } => {
                let alt = source.get(range).unwrap_or("");
                // A banner says what it heads.
                let heads = matches!(self.role, Role::Heading(_));
                self.unseen = !heads && is_description(alt);
            }
            Tag::CodeBlock(kind) => {
                self.close();
                self.code = matches!(kind, CodeBlockKind::Indented);
                self.unseen =
                    matches!(kind, CodeBlockKind::Fenced(of) if is_run(&of));
            }
            Tag::BlockQuote(_) | Tag::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock => {
                self.close();
                self.code = false;
                self.unseen &= !matches!(tag, TagEnd::CodeBlock);
            }
            TagEnd::Paragraph if self.lists.is_empty() => self.close(),
            TagEnd::Paragraph => self.line(),
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => match self.literal.pop() {
                Some(true) => self.run("*"),
                _ => self.italic = self.italic.saturating_sub(1),
            },
            TagEnd::Link => self.link = None,
            TagEnd::Image => self.unseen = false,
            _ => {}
        }
    }

    /// Text of a paragraph, or of an indented block, which in a CV is an
    /// indented paragraph and no code.
    fn text(&mut self, text: &str) {
        if !text.contains('\n') {
            return self.run(text);
        }
        for (i, line) in text.lines().enumerate() {
            if i > 0 {
                self.line();
            }
            let line = if self.code { line.trim_start() } else { line };
            self.run(line);
        }
        self.line();
    }

    fn run(&mut self, text: &str) {
        // A bullet glyph is the printer's: it opens an item, also on a line
        // that Markdown takes for the middle of a paragraph.
        let glyph = plain::bullet(text)
            .filter(|_| self.runs.is_empty() && !self.code)
            .filter(|_| !text.starts_with(MARKDOWN_BULLETS));
        if glyph.is_some() {
            if !self.lines.is_empty() {
                let number = self.number;
                self.close();
                self.number = number;
            }
            if self.role == Role::Body {
                self.role = Role::Item(0);
            }
        }
        let text = glyph.unwrap_or(text);
        if text.is_empty() {
            return;
        }
        let style = Style {
            bold: self.bold > 0,
            italic: self.italic > 0,
            ..Style::default()
        };
        self.runs.push(Run {
            text: text.to_owned(),
            style,
            link: self.link.clone(),
        });
    }

    fn inline_html(&mut self, tag: &str) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let closing = tag.starts_with("</");
        let step = |count: usize| match closing {
            true => count.saturating_sub(1),
            false => count + 1,
        };
        match name.to_ascii_lowercase().as_str() {
            "br" | "p" | "div" | "li" | "tr" => self.line(),
            "b" | "strong" => self.bold = step(self.bold),
            "i" | "em" => self.italic = step(self.italic),
            "a" if closing => self.link = None,
            "a" => self.link = attribute(tag, "href"),
            _ => {}
        }
    }

    /// A line of a block of HTML, its tags taken as layout.
    fn html(&mut self, fragment: &str) {
        let mut rest = fragment;
        while let Some(open) = rest.find('<') {
            self.text(&rest[..open]);
            let Some(length) = rest[open..].find('>') else { break };
            self.inline_html(&rest[open..=open + length]);
            rest = &rest[open + length + 1..];
        }
        self.text(rest);
    }

    fn line(&mut self) {
        if self.runs.iter().any(|run| !run.text.trim().is_empty()) {
            let runs = std::mem::take(&mut self.runs);
            let line = RawLine { runs, number: self.number, geometry: None };
            self.lines.push(line);
        }
        self.runs.clear();
    }

    fn close(&mut self) {
        self.line();
        let lines = std::mem::take(&mut self.lines);
        if !lines.is_empty() {
            let block = RawBlock { role: self.role, page: None, lines };
            self.blocks.extend(bare_table::rows(block));
        }
        self.role = Role::Body;
    }
}

/// Bullets that Markdown knows itself.
const MARKDOWN_BULLETS: &[char] = &['-', '*', '+', '–', '—', '~'];

/// What follows a star that marks a name ("Chao Zeng *, Ann Roe*") and
/// opens no emphasis.
const STAR_ENDS: &[char] = &[',', ';', '.', ')', ' ', '\n'];

/// Whether an image says what is on it, which its page does not show: a badge
/// and the picture of a person say in a few words whose they are.
fn is_description(image: &str) -> bool {
    const FEW: usize = 3;
    // A badge shows its words.
    if image.contains("shields.io") || image.contains("badge") {
        return false;
    }
    let alt = image.trim_start_matches(['!', '[']);
    let alt = alt.split_once("](").map_or(alt, |(alt, _)| alt);
    alt.split_whitespace().nth(FEW).is_some()
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}="))?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(value, _)| value.to_owned())
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

/// Whether what opens a block of code says that it is run, and a page shows
/// what it gives: "{r, echo=FALSE}", but "{note}" opens a box.
fn is_run(opening: &str) -> bool {
    const ENGINES: &[&str] = &[
        "r", "python", "julia", "css", "js", "ojs", "sql", "bash", "sh",
        "scss", "sass", "mermaid", "dot", "stan",
    ];
    let inside = opening.strip_prefix('{').unwrap_or_default();
    let inside = inside.trim_start().to_lowercase();
    let engine = inside.split([',', ' ', '}']).next().unwrap_or_default();
    ENGINES.contains(&engine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_break_lines() {
        let read = blocks("**Ann Roe**,\\\\\nSlow Rivers \\\\\nNature\n", 1);
        let lines: Vec<String> = read[0]
            .lines
            .iter()
            .map(|line| line.runs.iter().map(|run| &*run.text).collect())
            .collect();
        let lines: Vec<_> = lines.iter().map(|line| line.trim_end()).collect();
        assert_eq!(lines, ["Ann Roe,", "Slow Rivers", "Nature"]);
    }

    #[test]
    fn what_describes_a_picture_or_is_run_is_no_text() {
        for (text, want) in [
            ("[![Slow Rivers and\nDeltas](a.png)](a.html)", ""),
            ("[![DOI](a.png)](a.html) Moss", "DOI Moss"),
            ("![Ann Roe](me.jpg)", "Ann Roe"),
            ("```{css, echo=FALSE}\n.a { b: 1 }\n```\nMoss", "Moss"),
            ("```{note}\nSand\n```\nMoss", "Sand|Moss"),
            ("```r\nSand\n```\nMoss", "Sand|Moss"),
        ] {
            let read: Vec<String> =
                blocks(text, 1).iter().map(RawBlock::text).collect();
            assert_eq!(read.join("|"), want, "{text}");
        }
    }

    #[test]
    fn formulas_within_tags_need_no_escape() {
        let read = blocks("<div>Of \\(A_{n+1}\\) and sand</div>\n", 1);
        assert_eq!(read[0].text(), "Of A_{n+1} and sand");
    }
}
