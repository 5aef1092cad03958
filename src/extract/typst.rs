//! Typst documents into blocks: the markup as it stands, and of the code
//! within it what it is given to print.

use std::collections::HashMap;

use super::flow::Flow;
use super::{Format, Source};
use crate::model::{Metadata, Raw, Role, SkipReason, Style};
use code::{Argument, Value, bracketed, end_of, name_length};

mod code;
mod given;

pub(super) static FORMAT: Format = Format {
    name: "typst",
    extensions: &["typ"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

/// Deepest nesting of content that is read; what lies deeper is left out.
const DEEPEST: usize = 32;

/// Brackets that nothing closes, at most: each is looked for to the end.
const MOST_UNCLOSED: usize = 16;

/// Bytes that names are printed with at most, all together.
const MOST_PRINTED: usize = 1 << 18;

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut reader = Reader {
        text,
        flow: Flow::default(),
        values: HashMap::new(),
        budget: MOST_PRINTED,
        nested: false,
        counted: (0, 1),
        unclosed: 0,
        link: None,
        title: None,
    };
    reader.markup(text, Style::default(), 0);
    reader.flow.close();
    let blocks = reader.flow.finish();
    if blocks.is_empty() {
        return Err(SkipReason::Empty);
    }
    let metadata = Metadata { title: reader.title, ..Metadata::default() };
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

struct Reader<'a> {
    text: &'a str,
    flow: Flow,
    /// What names stand for: `#let mail = "ann@example.org"`.
    values: HashMap<&'a str, Value<'a>>,
    /// Bytes that names may still be printed with: each may stand for much,
    /// and be printed often.
    budget: usize,
    /// A call is read that another is given.
    nested: bool,
    /// A byte and the number of its line: lines are counted on from there,
    /// and what is no part of the source is said to stand there.
    counted: (usize, u32),
    unclosed: usize,
    /// Where the words that are read lead to.
    link: Option<String>,
    title: Option<String>,
}

impl<'a> Reader<'a> {
    /// The line that a part of the source begins on.
    fn line_of(&mut self, part: &str) -> u32 {
        let start = self.text.as_ptr() as usize;
        let at = (part.as_ptr() as usize).wrapping_sub(start);
        if at > self.text.len() {
            return self.counted.1;
        }
        let (before, line) = self.counted;
        let between = |from: usize, to: usize| {
            let bytes = self.text.as_bytes().get(from..to).unwrap_or(&[]);
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
            u32::try_from(lines).unwrap_or(0)
        };
        let line = match at >= before {
            true => line + between(before, at),
            false => line.saturating_sub(between(at, before)),
        };
        self.counted = (at, line);
        line
    }

    fn add(&mut self, part: &'a str, style: Style) {
        let number = self.line_of(part);
        self.flow.text(part, style, self.link.as_deref(), number);
    }

    /// Adds a text that is no part of the source.
    fn say(&mut self, text: &str, style: Style, link: Option<&str>) {
        self.flow.text(text, style, link, self.counted.1);
    }

    /// Reads content that stands in blocks of its own.
    fn apart(&mut self, inside: &'a str, depth: usize) {
        self.flow.close();
        self.markup(inside, Style::default(), depth + 1);
        self.flow.close();
    }

    /// Reads markup: paragraphs, headings, lists, and the code within.
    fn markup(&mut self, text: &'a str, style: Style, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let mut rest = text;
        let mut line = Line { opens: true, style, ..Line::default() };
        while let Some(first) = rest.chars().next() {
            if line.opens
                && let Some(behind) = self.block(rest, &mut line)
            {
                rest = behind;
                continue;
            }
            rest = match first {
                '\n' => self.end_line(rest, &mut line),
                '#' => self.code(&rest[1..], line.style, depth),
                _ => self.inline(rest, first, &mut line),
            };
            line.opens &= first.is_whitespace();
        }
        if line.heading {
            self.flow.close();
        }
    }

    /// What opens a line: the sign of a heading, or of an item.
    fn block(&mut self, rest: &'a str, line: &mut Line) -> Option<&'a str> {
        let marked = |mark: char| {
            let behind = rest.trim_start_matches(mark);
            let level = rest.len() - behind.len();
            let parted = behind.starts_with([' ', '\t']);
            (level > 0 && parted).then_some((level, behind))
        };
        if let Some((level, behind)) = marked('=') {
            self.flow.close();
            let level = u8::try_from(level).unwrap_or(u8::MAX);
            self.flow.set_role(Role::Heading(level));
            (line.heading, line.opens) = (true, false);
            if level == 1 && self.title.is_none() {
                let words = behind.split('\n').next().unwrap_or("").trim();
                let plain = !words.contains(['#', '*', '_', '[']);
                self.title = plain.then(|| words.to_owned());
            }
            return Some(behind);
        }
        let numbered = || {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let behind = rest[digits..].strip_prefix(". ");
            behind.filter(|_| (1..4).contains(&digits))
        };
        let item = ["- ", "+ ", "/ "].iter();
        let mut item = item.filter_map(|mark| rest.strip_prefix(mark));
        let behind = item.next().or_else(numbered)?;
        self.flow.close();
        let depth = u8::try_from(line.indent / 2).unwrap_or(0);
        self.flow.set_role(Role::Item(depth));
        line.opens = false;
        Some(behind)
    }

    /// Ends a line; an empty one ends its paragraph.
    fn end_line(&mut self, rest: &'a str, line: &mut Line) -> &'a str {
        // What content begins with parts nothing.
        if line.opens && line.begun || line.heading {
            self.flow.close();
            line.heading = false;
        }
        (line.begun, line.last) = (true, None);
        self.flow.blank();
        let behind = &rest[1..];
        let bare = behind.trim_start_matches([' ', '\t']);
        line.indent = behind.len() - bare.len();
        line.opens = true;
        bare
    }

    /// Reads a piece of a line.
    fn inline(
        &mut self,
        rest: &'a str,
        first: char,
        line: &mut Line,
    ) -> &'a str {
        const MARKS: [char; 14] = [
            '\n', '#', '*', '_', '\\', '~', '-', '`', '<', '@', '/', 'h', ' ',
            '$',
        ];
        let style = line.style;
        let behind = &rest[first.len_utf8()..];
        let word = line.last.is_some_and(char::is_alphanumeric);
        line.last = Some(first);
        match first {
            '*' if !word || line.style.bold => {
                line.style.bold = !style.bold;
                return behind;
            }
            '_' if !word || line.style.italic => {
                line.style.italic = !style.italic;
                return behind;
            }
            '\\' if behind.is_empty() || behind.starts_with([' ', '\n']) => {
                self.flow.break_line();
                return behind.strip_prefix('\n').unwrap_or(behind);
            }
            '\\' => {
                let end = behind.chars().next().map_or(0, char::len_utf8);
                self.add(&behind[..end], style);
                line.last = Some('\\');
                return &behind[end..];
            }
            '~' => {
                self.flow.blank();
                return behind;
            }
            '-' if behind.starts_with('-') => {
                let dashes = 1 + usize::from(behind[1..].starts_with('-'));
                let number = self.line_of(rest);
                let dash = if dashes > 1 { "—" } else { "–" };
                self.flow.text(dash, style, None, number);
                return &behind[dashes..];
            }
            '`' | '$' => return self.quoted(rest, style),
            '/' if behind.starts_with('/') => {
                return &behind[behind.find('\n').unwrap_or(behind.len())..];
            }
            '/' if behind.starts_with('*') => {
                let end = behind.find("*/").map_or(behind.len(), |at| at + 2);
                return &behind[end..];
            }
            // `<label>` and `@label`.
            '<' | '@' => {
                let name = name_length(behind);
                let closes = behind[name..].starts_with('>');
                if name > 0 && (first == '<') == closes && !word {
                    return &behind[name + usize::from(closes)..];
                }
            }
            'h' if !word
                && ["https://", "http://"]
                    .iter()
                    .any(|scheme| rest.starts_with(scheme)) =>
            {
                let ends = |c: char| c.is_whitespace() || "[]()\"".contains(c);
                let end = rest.find(ends).unwrap_or(rest.len());
                let address = rest[..end].trim_end_matches(['.', ',', ';']);
                let number = self.line_of(address);
                self.flow.text(address, style, Some(address), number);
                return &rest[address.len()..];
            }
            _ => {}
        }
        let next = behind.find(MARKS).unwrap_or(behind.len());
        let part = &rest[..first.len_utf8() + next];
        line.last = part.chars().next_back();
        self.add(part, style);
        &behind[next..]
    }

    /// Adds what stands between two signs of raw text or of a formula.
    fn quoted(&mut self, rest: &'a str, style: Style) -> &'a str {
        let sign = if rest.starts_with("```") { 3 } else { 1 };
        let (mark, behind) = rest.split_at(sign);
        let near = &behind[..behind.floor_char_boundary(2000)];
        match near.find(mark) {
            Some(end) => {
                self.add(&behind[..end], style);
                &behind[end + sign..]
            }
            None => {
                self.add(mark, style);
                behind
            }
        }
    }

    /// Reads the code behind a `#`, and gives what follows it.
    fn code(&mut self, code: &'a str, style: Style, depth: usize) -> &'a str {
        let length = name_length(code);
        let (name, behind) = code.split_at(length);
        let statement = || {
            let end = end_of(code, |byte| byte == b'\n' || byte == b';');
            code.split_at(end)
        };
        match name {
            "" if code.starts_with(['[', '{', '(']) => self.bare(code, depth),
            "" => code,
            "set" | "import" | "include" => statement().1,
            "if" | "context" | "while" => self.blocks(behind, depth),
            "for" => {
                let rest = self.each(behind, depth);
                rest.unwrap_or_else(|| statement().1)
            }
            "show" => {
                let (said, rest) = statement();
                // `#show: resume.with(author: "Ann Roe")`
                let call = said.find(".with(").map(|at| &said[at + 5..]);
                let call = call.filter(|_| behind.starts_with(':'));
                if let Some(call) = call
                    && let Some(end) = bracketed(call)
                {
                    self.line_of(name);
                    self.head(&code::arguments(&call[1..end - 1]));
                }
                rest
            }
            "let" => {
                let (said, rest) = statement();
                self.definition(&said["let".len()..], depth);
                rest
            }
            _ => self.call(name, behind, style, depth),
        }
    }

    /// Reads `#[…]`, and of `#{…}` and `#(…)` the content that stands there.
    fn bare(&mut self, code: &'a str, depth: usize) -> &'a str {
        let Some(end) = self.closed(code) else { return &code[1..] };
        let inside = &code[1..end - 1];
        match code.starts_with('[') {
            true => self.markup(inside, Style::default(), depth + 1),
            false => self.contents(inside, depth + 1),
        }
        &code[end..]
    }

    /// Reads the content that stands by itself in code.
    fn contents(&mut self, code: &'a str, depth: usize) {
        let mut rest = code;
        while depth < DEEPEST
            && let Some(at) = rest.find('[')
            && let Some(end) = self.closed(&rest[at..])
        {
            self.apart(&rest[at + 1..at + end - 1], depth);
            rest = &rest[at + end..];
        }
    }

    /// Reads what `if`, `else`, `context` and their like print, whatever
    /// decides it, and gives what follows.
    fn blocks(&mut self, code: &'a str, depth: usize) -> &'a str {
        let mut rest = code;
        loop {
            let opens = |byte| matches!(byte, b'[' | b'{' | b'\n');
            let at = end_of(rest, opens);
            if !rest[at..].starts_with(['[', '{']) {
                return &rest[at..];
            }
            rest = self.bare(&rest[at..], depth + 1);
            match rest.trim_start().strip_prefix("else") {
                Some(behind) => rest = behind,
                None => return rest,
            }
        }
    }

    /// Reads `for x in list […]`: what the list holds, an item for each, and
    /// gives what follows; None where the list is not known.
    fn each(&mut self, code: &'a str, depth: usize) -> Option<&'a str> {
        let at = end_of(code, |byte| matches!(byte, b'[' | b'{' | b'\n'));
        let (head, body) = code.split_at(at);
        let (_, list) = head.split_once(" in ")?;
        let list = match code::value(list) {
            Value::Code(name) => self.values.get(name.trim())?.clone(),
            value => value,
        };
        let Value::List(list) = list else { return None };
        let end = self.closed(body)?;
        for one in &list {
            self.flow.close();
            self.flow.set_role(Role::Item(0));
            let style = Style::default();
            self.printed(std::slice::from_ref(one), style, depth + 1, ", ");
            self.flow.close();
        }
        Some(&body[end..])
    }

    /// The length of brackets and what they hold.
    fn closed(&mut self, code: &str) -> Option<usize> {
        if self.unclosed >= MOST_UNCLOSED {
            return None;
        }
        let end = bracketed(code);
        self.unclosed += usize::from(end.is_none());
        end
    }

    /// Reads what a name is made to stand for: markup is printed wherever
    /// the name is, and so read here, once.
    fn definition(&mut self, said: &'a str, depth: usize) {
        let said = said.trim_start();
        let (name, behind) = said.split_at(name_length(said));
        let Some(said) = behind.trim_start().strip_prefix('=') else { return };
        let value = code::value(said);
        match &value {
            // Words are printed where they are named, sections here.
            Value::Content(inside) if inside.contains('\n') => {
                return self.apart(inside, depth);
            }
            Value::List(list) => {
                self.line_of(name);
                self.mails(list);
            }
            _ => {}
        }
        self.values.insert(name, value);
    }

    /// Reads what a call prints, or the text a name stands for.
    fn call(
        &mut self,
        name: &'a str,
        behind: &'a str,
        style: Style,
        depth: usize,
    ) -> &'a str {
        let mut rest = behind;
        let mut arguments: Vec<Argument<'a>> = Vec::new();
        let mut called = false;
        while rest.starts_with(['(', '['])
            && let Some(end) = self.closed(rest)
        {
            let inside = &rest[1..end - 1];
            match rest.starts_with('(') {
                true if !called => arguments = code::arguments(inside),
                true => break,
                false => {
                    let value = Value::Content(inside);
                    arguments.push(Argument { key: None, value });
                }
            }
            called = true;
            rest = &rest[end..];
        }
        if called {
            self.line_of(name);
            self.given(name, &arguments, style, depth);
            // `.display("1 of 1")`
            while let Some(method) = rest.strip_prefix('.')
                && let length @ 1.. = name_length(method)
                && method[length..].starts_with('(')
                && let Some(end) = self.closed(&method[length..])
            {
                rest = &method[length + end..];
            }
        } else {
            self.line_of(name);
            self.named(name, style, depth);
        }
        rest.strip_prefix(';').unwrap_or(rest)
    }
}

/// A line of markup that is read.
#[derive(Default)]
struct Line {
    /// Nothing but blanks stands before.
    opens: bool,
    /// It is not the first.
    begun: bool,
    heading: bool,
    indent: usize,
    style: Style,
    last: Option<char>,
}

#[cfg(test)]
mod tests;
