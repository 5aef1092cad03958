//! jemdoc pages into blocks.

use std::borrow::Cow;

use super::flow::Flow;
use super::{Format, Source, html};
use crate::model::{Metadata, Raw, Role, SkipReason, Style};

pub(super) static FORMAT: Format = Format {
    name: "jemdoc",
    extensions: &["jemdoc"],
    sniff: |bytes| bytes.starts_with(b"# jemdoc:"),
    version: 2,
    text: true,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let mut reader = Reader::default();
    let mut fence: Option<Fence> = None;
    for (number, line) in (1..).zip(source.text().lines()) {
        match fence.as_mut() {
            Some(open) if line.trim_end() == "~~~" => {
                reader.close_fence(open);
                fence = None;
            }
            Some(open) => open.line(line, number),
            None if line.trim_end() == "~~~" => {
                reader.end_line();
                reader.flow.close();
                fence = Some(Fence::default());
            }
            None => reader.line(line, number),
        }
    }
    if let Some(open) = &mut fence {
        reader.close_fence(open);
    }
    reader.end_line();
    let blocks = reader.flow.finish();
    if blocks.is_empty() {
        return Err(SkipReason::Empty);
    }
    let metadata = Metadata { title: reader.title, ..Metadata::default() };
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

/// A block between two lines of `~~~`.
#[derive(Default)]
struct Fence {
    /// `{title}{kind}`, once met.
    head: Option<(String, String)>,
    number: u32,
    body: String,
}

impl Fence {
    fn line(&mut self, line: &str, number: u32) {
        if self.head.is_none() && line.starts_with('{') {
            let mut fields = line.split('{').skip(1).map(|field| {
                field.trim_end().trim_end_matches('}').trim().to_owned()
            });
            let title = fields.next().unwrap_or_default();
            self.head = Some((title, fields.next().unwrap_or_default()));
            return;
        }
        if self.body.is_empty() {
            self.number = number;
        }
        self.body.push_str(line);
        self.body.push('\n');
    }
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    title: Option<String>,
    /// A line whose link goes on in the next one, and its number.
    open: Option<(String, u32)>,
}

impl Reader {
    /// Takes a line, together with the one before it where a link begun there
    /// ends here.
    fn line(&mut self, line: &str, number: u32) {
        if line.trim().is_empty() {
            self.end_line();
        }
        let (line, number) = match self.open.take() {
            Some((head, number)) => {
                (format!("{head} {}", line.trim()), number)
            }
            None if opens_link(line) => (line.to_owned(), number),
            None => return self.whole_line(line, number),
        };
        if opens_link(&line) {
            self.open = Some((line, number));
        } else {
            self.whole_line(&line, number);
        }
    }

    /// Reads the line that a link seemed to go on behind.
    fn end_line(&mut self) {
        if let Some((line, number)) = self.open.take() {
            self.whole_line(&line, number);
        }
    }

    fn whole_line(&mut self, line: &str, number: u32) {
        let text = line.trim();
        // jemdoc skips what sets a line in.
        let lead = |mark: char| {
            let rest = text.trim_start_matches(mark);
            let level = text.len() - rest.len();
            (level > 0 && rest.starts_with([' ', '\t']))
                .then_some((level, rest))
        };
        if text.is_empty() {
            self.flow.close();
        } else if text.starts_with('#') {
            // A comment.
        } else if let Some((level, rest)) = lead('=') {
            let level = u8::try_from(level).unwrap_or(u8::MAX);
            self.flow.close();
            self.flow.set_role(Role::Heading(level));
            self.inline(rest, number);
            self.flow.close();
            if level == 1 && self.title.is_none() {
                self.title = Some(plain(rest));
            }
        } else if let Some((level, rest)) = lead('-').or_else(|| lead('.')) {
            let level = u8::try_from(level - 1).unwrap_or(u8::MAX);
            self.flow.close();
            self.flow.set_role(Role::Item(level));
            self.inline(rest, number);
        } else if let Some((_, rest)) = lead(':') {
            // `: {term} definition`
            self.flow.close();
            self.flow.set_role(Role::Item(0));
            self.inline(&rest.replace(['{', '}'], ""), number);
        } else {
            self.inline(line, number);
        }
        // Lines of one paragraph run on.
        self.flow.blank();
    }

    fn close_fence(&mut self, fence: &mut Fence) {
        let (title, kind) = fence.head.take().unwrap_or_default();
        self.end_line();
        self.flow.close();
        if !title.is_empty() {
            self.flow.set_role(Role::Heading(3));
            self.inline(&title, fence.number.saturating_sub(1));
            self.flow.close();
        }
        let number = fence.number;
        if kind == "raw" {
            self.flow.append(html::fragment(&fence.body, number));
        } else if kind.starts_with("table") {
            self.table(&fence.body, number);
        } else {
            // `{}{img_left}{me.jpg}{me}{120}{}{}` stands beside text.
            for (at, line) in (number..).zip(fence.body.lines()) {
                self.line(line, at);
            }
            self.end_line();
            self.flow.close();
        }
    }

    /// `a | b ||` is a row.
    fn table(&mut self, body: &str, number: u32) {
        let mut number = number;
        for row in body.split("||") {
            let start = row.len() - row.trim_start().len();
            let skipped = row[..start].matches('\n').count();
            let at = number + u32::try_from(skipped).unwrap_or(0);
            for (i, cell) in row.split('|').enumerate() {
                if i > 0 {
                    self.flow.tab();
                }
                self.flow.set_role(Role::Row);
                self.inline(cell, at);
            }
            self.flow.close();
            let lines = row.matches('\n').count();
            number += u32::try_from(lines).unwrap_or(0);
        }
    }

    /// Adds a line of text with its marks: `*bold*`, `/italic/`,
    /// `[target words]`, `\n` for a line break, `~` for a blank, `{{HTML}}`,
    /// backslashes before marks that are none.
    fn inline(&mut self, text: &str, number: u32) {
        let mut style = Style::default();
        let mut rest = text;
        while let Some(at) = rest.find(MARKS) {
            self.flow.text(&rest[..at], style, None, number);
            let before = rest[..at].chars().next_back();
            let (mark, after) = rest[at..].split_at(1);
            rest = after;
            match mark {
                "*" => style.bold = !style.bold,
                // "https://…" is set in no italics.
                "/" if after.starts_with('/') => {
                    self.flow.text("//", style, None, number);
                    rest = &after[1..];
                }
                "~" if before != Some('/') => self.flow.blank(),
                "{" if after.starts_with('{') => {
                    let Some((html, behind)) = raw_html(after) else {
                        self.flow.text(mark, style, None, number);
                        continue;
                    };
                    if html.starts_with("<br") {
                        self.flow.break_line();
                    }
                    rest = behind;
                }
                "/" if is_mark(before, after, style.italic) => {
                    style.italic = !style.italic;
                }
                "#" if before.is_none_or(char::is_whitespace) => return,
                "[" => {
                    if let Some((link, words)) = link(after) {
                        rest = &after[link..];
                        let (target, shown) = words;
                        let target = unescaped(target);
                        let shown = unescaped(shown);
                        self.flow.text(&shown, style, Some(&target), number);
                    } else {
                        self.flow.text(mark, style, None, number);
                    }
                }
                "\\" if after.starts_with("n")
                    && !after[1..].starts_with(char::is_alphanumeric) =>
                {
                    rest = &after[1..];
                    self.flow.break_line();
                }
                "\\" => {
                    let length =
                        after.chars().next().map_or(0, char::len_utf8);
                    self.flow.text(&after[..length], style, None, number);
                    rest = &after[length..];
                }
                _ => self.flow.text(mark, style, None, number),
            }
        }
        self.flow.text(rest, style, None, number);
    }
}

/// What may be more than a letter.
const MARKS: [char; 8] = ['*', '/', '[', '\\', '+', '#', '~', '{'];

/// The longest link, in bytes: lines of megabytes hold none, and must not be
/// searched for one.
const LONGEST_LINK: usize = 2_000;

/// The HTML of `{HTML}}` and what stands behind it.
fn raw_html(text: &str) -> Option<(&str, &str)> {
    let near = &text[1..text.floor_char_boundary(LONGEST_LINK).max(1)];
    let end = near.find("}}")?;
    Some((&near[..end], &text[end + 3..]))
}

/// Whether a line ends within a link, which goes on in the next:
/// `[roe.pdf Slow`.
fn opens_link(line: &str) -> bool {
    let near = &line
        [line.ceil_char_boundary(line.len().saturating_sub(LONGEST_LINK))..];
    let Some(at) = near.rfind('[') else { return false };
    let inner = &near[at + 1..];
    let (target, _) = inner.split_once(' ').unwrap_or((inner, ""));
    !near[..at].ends_with('\\')
        && near.len() < LONGEST_LINK
        && !inner.contains(']')
        && ["://", "\\/", ".html", ".pdf"].iter().any(|s| target.contains(s))
}

/// A text without the backslashes before marks that are none.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut escaped = false;
    let kept = |c: &char| {
        escaped = *c == '\\' && !escaped;
        !escaped
    };
    Cow::Owned(text.chars().filter(kept).collect())
}

/// Whether a slash sets words in italics, and is not the one in `and/or`.
fn is_mark(before: Option<char>, after: &str, open: bool) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    if open {
        outside(after.chars().next())
    } else {
        outside(before) && after.contains('/')
    }
}

/// Reads `target words]`: its length, and the target and the words shown.
fn link(text: &str) -> Option<(usize, (&str, &str))> {
    let mut near = text.bytes().take(LONGEST_LINK);
    let end = near.position(|byte| byte == b']')?;
    let inner = &text[..end];
    let (target, words) = inner.split_once(' ').unwrap_or((inner, inner));
    let is_target = target.contains(['.', '/', '#', '@', ':']);
    is_target.then_some((end + 1, (target, words)))
}

/// A heading's words without marks.
fn plain(text: &str) -> String {
    text.replace(['*', '/'], "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of a page as their role and lines, and the first link.
    fn read(text: &str) -> Vec<String> {
        let text = format!("# jemdoc: nofooter\n{text}");
        let source = Source {
            path: std::path::Path::new("x.jemdoc"),
            bytes: text.as_bytes(),
            siblings: &super::super::NoSiblings,
        };
        let raw = extract(&source).expect("it is no empty page").remove(0);
        let line = |line: &crate::model::RawLine| -> String {
            line.runs.iter().map(|run| &*run.text).collect()
        };
        let role = |role| match role {
            Role::Item(level) => format!("{level} "),
            _ => String::new(),
        };
        let block = |block: &crate::model::RawBlock| {
            let lines: Vec<String> = block.lines.iter().map(line).collect();
            format!("{}{}", role(block.role), lines.join("|"))
        };
        raw.blocks.iter().map(block).collect()
    }

    #[test]
    fn marks_are_read_as_jemdoc_reads_them() {
        for (text, want) in [
            (
                " - *Slow Rivers* \\n\n  Bo Li~~\\[[\\/a.pdf paper]\\]",
                "0 Slow Rivers|Bo Li [paper]",
            ),
            ("- A\n-- B", "0 A/1 B"),
            (
                "- [http://a.org/1\nSlow Rivers], Sand\n- C",
                "0 Slow Rivers, Sand/0 C",
            ),
            ("see http://a.org/b", "see http://a.org/b"),
            ("[a.html M\\/M\\/1 of Rivers]", "M/M/1 of Rivers"),
            (
                "Slow{{<br>}}Rivers {{<b>}}of{{</b>}} sand",
                "Slow|Rivers of sand",
            ),
            ("[http://a.org Slow\n\nRivers", "[http://a.org Slow/Rivers"),
            ("a [b", "a [b"),
        ] {
            assert_eq!(read(text).join("/"), want, "{text}");
        }
    }
}
