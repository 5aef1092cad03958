//! Org files of Emacs into blocks.

mod drawer;
mod inline;
mod line;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::flow::Flow;
use super::{Format, Source, html, keyed, latex, told};
use crate::model::{
    Field, Metadata, Raw, Role, SectionKind, SkipReason, Style,
};
use line::{
    bullet, heads, is_comment, is_drawer, is_planning, is_reference, is_rule,
    is_tags, keyword, level,
};

pub(super) static FORMAT: Format = Format {
    name: "org",
    extensions: &["org"],
    sniff: |_| false,
    version: 2,
    text: true,
    extract,
};

/// Marks of a heading's state of work.
const STATES: &[&str] = &["TODO", "DONE", "NEXT", "WAITING", "CANCELLED"];

/// Tags of headings that are not printed with what is below them.
const HIDDEN: &[&str] = &["noexport", "ARCHIVE"];

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut reader = Reader::new(text);
    let lines = text.lines().zip(heads(text));
    for (number, (line, heads)) in (1..).zip(lines) {
        reader.heads = heads || reader.heads && level(line) == 0;
        reader.line(line.trim_end(), number);
    }
    reader.close_fence();
    reader.close();
    let Reader { flow, metadata, .. } = reader;
    let blocks = flow.finish();
    if blocks.is_empty() && metadata.author.is_none() {
        return Err(SkipReason::Empty);
    }
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

/// What stands between `#+BEGIN_…` and `#+END_…` and is no Org itself.
struct Fence {
    /// What ends it, in lower case.
    end: String,
    kind: Kind,
    number: u32,
    body: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    Latex,
    Verbatim,
    Properties,
    Dropped,
}

/// A paragraph, an item or a heading whose lines are still coming in.
struct Open {
    role: Role,
    text: String,
    number: u32,
}

struct Reader<'a> {
    flow: Flow,
    metadata: Metadata,
    macros: HashMap<&'a str, &'a str>,
    /// What to read of parts written twice, for the web and for print.
    exported: Kind,
    /// Whether the title is printed.
    titled: bool,
    fence: Option<Fence>,
    /// The level of a heading that is hidden with all below it.
    hidden: Option<usize>,
    open: Option<Open>,
    /// How far the open item's bullet is set in.
    item: Option<usize>,
    /// The headline is a work, of which what stands below is a summary.
    summary: bool,
    /// Lists or headlines stand below the headline.
    heads: bool,
}

/// The kind of section that a headline of few words opens; others may be
/// titles that speak of it.
fn known(headline: &str) -> Option<SectionKind> {
    const MOST_WORDS: usize = 3;
    let few = headline.split_whitespace().nth(MOST_WORDS).is_none();
    keyed::kind_of(headline).filter(|_| few)
}

/// Whether an address below a headline is that of whom the page is about,
/// and not a student's.
fn is_owners(headline: &Open) -> bool {
    match keyed::kind_of(&headline.text) {
        Some(kind) => {
            matches!(kind, SectionKind::Contact | SectionKind::About)
        }
        None => headline.role == Role::Heading(2),
    }
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        let lower = text.to_ascii_lowercase();
        let is_page = ["begin_export html", "begin_html", "#+html:"]
            .iter()
            .any(|mark| lower.contains(mark));
        let macros = text.lines().filter_map(|line| {
            let (name, value) = keyword(line)?;
            let definition = name.eq_ignore_ascii_case("macro");
            definition.then(|| value.split_once(' ')).flatten()
        });
        Reader {
            flow: Flow::default(),
            metadata: Metadata::default(),
            macros: macros.collect(),
            exported: if is_page { Kind::Html } else { Kind::Latex },
            titled: !lower.contains("title:nil"),
            fence: None,
            hidden: None,
            open: None,
            item: None,
            summary: false,
            heads: false,
        }
    }

    fn line(&mut self, line: &str, number: u32) {
        if let Some(fence) = &mut self.fence {
            if line.trim().eq_ignore_ascii_case(&fence.end) {
                self.close_fence();
            } else {
                fence.body.push_str(line);
                fence.body.push('\n');
            }
            return;
        }
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let level = level(line);
        if level > 0 {
            self.heading(level, line[level..].trim(), number);
        } else if self.hidden.is_some() || is_comment(text) {
        } else if text.is_empty() {
            self.end_paragraph();
        } else if let Some((name, value)) = keyword(text) {
            self.keyword(name, value, number);
        } else if is_drawer(text) {
            let own = text.eq_ignore_ascii_case(":properties:");
            if own && self.at_headline() {
                self.open_fence(":end:", Kind::Properties, number);
            } else {
                self.close();
                self.open_fence(":end:", Kind::Dropped, number);
            }
        } else if is_planning(text) || is_rule(text) {
            self.close();
        } else if text.starts_with('|') {
            self.row(text, number);
        } else if let Some(text) = text.strip_prefix(": ") {
            self.close();
            self.flow.verbatim(text, Style::default(), number);
        } else if let Some(words) = bullet(text, indent) {
            self.begin_item(words, indent, number);
        } else {
            self.words(text, indent, number);
        }
    }

    fn heading(&mut self, level: usize, text: &str, number: u32) {
        self.close();
        if self.hidden.is_some_and(|above| level > above) {
            return;
        }
        self.hidden = None;
        self.summary = false;
        let (text, tags) = match text.rsplit_once(char::is_whitespace) {
            Some((text, tags)) if is_tags(tags) => (text, tags),
            _ if is_tags(text) => ("", text),
            _ => (text, ""),
        };
        let state = STATES.iter().find_map(|s| text.strip_prefix(s));
        let text = state.filter(|t| t.starts_with(' ')).unwrap_or(text).trim();
        // "[#A]" ranks it.
        let text = match text.strip_prefix("[#").and_then(|t| t.get(1..)) {
            Some(rest) => rest.strip_prefix(']').unwrap_or(text).trim(),
            None => text,
        };
        let has = |tag: &str| tags.split(':').any(|one| one == tag);
        if text.starts_with("COMMENT") || HIDDEN.iter().any(|tag| has(tag)) {
            self.hidden = Some(level);
        } else if !has("ignore") && !self.heads && is_reference(text) {
            self.block(Role::Item(0), text, number);
            self.summary = true;
        } else if !has("ignore") {
            let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
            let (role, text) = (Role::Heading(level), text.to_owned());
            // Properties may follow that make it the title of a work.
            self.open = Some(Open { role, text, number });
        }
    }

    /// Whether a headline is all that has come in since the last block.
    fn at_headline(&self) -> bool {
        let role = self.open.as_ref().map(|open| open.role);
        matches!(role, Some(Role::Heading(_)))
    }

    /// What the properties of the open headline tell.
    fn properties(&mut self, body: &str, number: u32) {
        let drawer::Properties { told, mail } = drawer::read(body);
        let headline = self.open.as_ref();
        let mail = mail.filter(|_| headline.is_some_and(is_owners));
        // A post of a blog has an author and a date, too.
        if told.is_work()
            && !self.heads
            && headline.is_none_or(|open| known(&open.text).is_none())
            && let Some(title) = self.open.take()
        {
            self.flow.set_role(Role::Item(0));
            let style = told::named(Field::Title);
            self.styled(&title.text, style, title.number);
            told.write(&mut self.flow, number);
            self.summary = true;
        }
        self.close();
        if let Some(mail) = mail {
            self.block(Role::Body, &mail, number);
        }
    }

    /// `#+NAME: value`.
    fn keyword(&mut self, name: &str, value: &str, number: u32) {
        let name = name.to_ascii_lowercase();
        let own = || Some(value.to_owned()).filter(|value| !value.is_empty());
        if let Some(block) = name.strip_prefix("begin_") {
            self.begin(block, value, number);
            return;
        }
        match name.as_str() {
            "title" if self.metadata.title.is_none() => {
                self.metadata.title = own();
                if self.titled {
                    self.block(Role::Heading(1), value, number);
                }
            }
            "title" | "subtitle" if self.titled => {
                self.block(Role::Body, value, number);
            }
            "author" => self.metadata.author = own(),
            "language" => self.metadata.language = own(),
            "email" => self.block(Role::Body, value, number),
            "html" if self.exported == Kind::Html => {
                let blocks = html::fragment(value, number);
                if !blocks.is_empty() {
                    self.close();
                    self.flow.append(blocks);
                }
            }
            // Others set up how the page is made.
            _ => {}
        }
    }

    /// The line that opens a block, of which the `name` is in lower case.
    fn begin(&mut self, name: &str, value: &str, number: u32) {
        self.close();
        let name = name.split_whitespace().next().unwrap_or_default();
        let target = value.split_whitespace().next().unwrap_or_default();
        let target = target.to_ascii_lowercase();
        let kind = match (name, target.as_str()) {
            ("export", "html") | ("html", _) => Kind::Html,
            ("export", "latex") | ("latex", _) => Kind::Latex,
            ("export" | "src" | "comment", _) => Kind::Dropped,
            ("example" | "verse", _) => Kind::Verbatim,
            // Its lines are Org: a quote, a centred address.
            _ => return,
        };
        let exported = matches!(kind, Kind::Html | Kind::Latex);
        let dropped = exported && kind != self.exported;
        let kind = if dropped { Kind::Dropped } else { kind };
        self.open_fence(&format!("#+end_{name}"), kind, number);
    }

    fn open_fence(&mut self, end: &str, kind: Kind, number: u32) {
        let (end, body, number) = (end.to_owned(), String::new(), number + 1);
        self.fence = Some(Fence { end, kind, number, body });
    }

    fn close_fence(&mut self) {
        let Some(fence) = self.fence.take() else { return };
        let Fence { kind, number, body, .. } = fence;
        match kind {
            _ if self.hidden.is_some() => {}
            Kind::Html => self.flow.append(html::fragment(&body, number)),
            Kind::Latex => self.flow.append(latex::fragment(&body, number)),
            Kind::Verbatim => {
                for (number, line) in (number..).zip(body.lines()) {
                    self.inline(line, number);
                    self.flow.break_line();
                }
                self.flow.close();
            }
            Kind::Properties => self.properties(&body, number),
            Kind::Dropped => {}
        }
    }

    /// `| a | b |`, or a rule between rows.
    fn row(&mut self, text: &str, number: u32) {
        self.close();
        if text.starts_with("|-") {
            return;
        }
        let cells = text.trim_matches('|').split('|').map(str::trim);
        // "<l>" sets how its column is aligned.
        let is_set_up = |cell: &str| cell.starts_with('<') && cell.len() < 6;
        if cells.clone().all(|cell| cell.is_empty() || is_set_up(cell)) {
            return;
        }
        self.flow.set_role(Role::Row);
        for (i, cell) in cells.enumerate() {
            if i > 0 {
                self.flow.tab();
            }
            self.inline(cell, number);
        }
        self.flow.close();
    }

    fn begin_item(&mut self, words: &str, indent: usize, number: u32) {
        self.close();
        let words = ["[ ] ", "[X] ", "[x] ", "[-] "]
            .iter()
            .find_map(|mark| words.strip_prefix(mark))
            .unwrap_or(words);
        // "[@5]" sets the number of the item.
        let counter = words.strip_prefix("[@").and_then(|w| w.split_once(']'));
        let words = counter.map_or(words, |(_, rest)| rest.trim_start());
        let words = match words.split_once(" :: ") {
            Some((term, words)) if term.contains(char::is_alphabetic) => {
                format!("{}: {words}", term.trim_end_matches(':'))
            }
            Some((term, words)) => format!("{term} {words}"),
            None => words.to_owned(),
        };
        let depth = u8::try_from(indent / 2).unwrap_or(u8::MAX);
        let role = Role::Item(depth.min(8));
        self.open = Some(Open { role, text: words, number });
        self.item = Some(indent);
    }

    /// A line of running text: of the open paragraph or item, or of a new
    /// paragraph.
    fn words(&mut self, text: &str, indent: usize, number: u32) {
        if self.item.is_some_and(|item| indent <= item) || self.at_headline() {
            self.close();
        }
        match &mut self.open {
            Some(open) => {
                open.text.push('\n');
                open.text.push_str(text);
            }
            None => {
                let (role, text) = (Role::Body, text.to_owned());
                self.open = Some(Open { role, text, number });
            }
        }
    }

    /// Ends the paragraph; what follows may be a further one of its item.
    fn end_paragraph(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.role != Role::Body || self.flow.at_block_start() {
            let role =
                if self.summary { Role::Boilerplate } else { open.role };
            self.flow.set_role(role);
        }
        self.inline(&open.text, open.number);
        self.flow.break_line();
        if self.item.is_none() {
            self.flow.close();
        }
    }

    fn close(&mut self) {
        self.end_paragraph();
        self.flow.close();
        self.item = None;
    }

    fn block(&mut self, role: Role, text: &str, number: u32) {
        self.close();
        self.flow.set_role(role);
        self.inline(text, number);
        self.flow.close();
    }

    fn inline(&mut self, text: &str, number: u32) {
        self.styled(text, Style::default(), number);
    }

    fn styled(&mut self, text: &str, style: Style, number: u32) {
        let text = inline::expand(text, &self.macros);
        inline::write(&mut self.flow, &text, style, number);
    }
}
