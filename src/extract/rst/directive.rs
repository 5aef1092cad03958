//! What begins with two dots: directives, targets, notes and comments.

use super::work::Work;
use super::{DEEPEST, Line, Reader};
use crate::extract::html;
use crate::model::Role;

/// Directives whose content is no text of the page.
const HIDDEN: &[&str] = &[
    "bibliography",
    "code",
    "code-block",
    "contents",
    "date",
    "default-role",
    "figure",
    "footer",
    "gallery",
    "header",
    "highlight",
    "image",
    "include",
    "index",
    "math",
    "meta",
    "post-list",
    "publication_list",
    "role",
    "sectnum",
    "sourcecode",
    "tags",
    "target-notes",
    "thumbnail",
    "toctree",
    "todo",
    "video",
    "vimeo",
    "youtube",
];

/// Directives whose first line is a title.
const TITLED: &[&str] = &[
    "admonition",
    "card",
    "dropdown",
    "important",
    "note",
    "sidebar",
    "tab-item",
    "tip",
    "topic",
];

/// How many lines belong to what the first of `lines` begins: those set in.
pub(super) fn length(lines: &[Line<'_>]) -> usize {
    let indent = lines[0].indent();
    let within = |line: &&Line<'_>| line.is_blank() || line.indent() > indent;
    let length = 1 + lines[1..].iter().take_while(within).count();
    let blank = lines[..length].iter().rev();
    length - blank.take_while(|line| line.is_blank()).count()
}

/// How many of `lines` are the options of the directive above them.
fn options(lines: &[Line<'_>]) -> usize {
    let is_option = |line: &Line<'_>| {
        let text = line.text.trim_start();
        text.starts_with(':') && text[1..].contains(':')
    };
    let first = lines.first().filter(|line| is_option(line));
    let indent = first.map_or(0, |line| line.indent());
    // The value of one may go on, set in further.
    let goes_on = |line: &Line<'_>| {
        first.is_some() && !line.is_blank() && line.indent() > indent
    };
    let own = |line: &&Line<'_>| is_option(line) || goes_on(line);
    lines.iter().take_while(own).count()
}

impl Reader<'_> {
    /// Reads an item that is a directive and no more: how many lines it
    /// takes.
    pub(super) fn item_of_directive(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
    ) -> Option<usize> {
        let first = lines[0];
        let (words, _) = super::bullet(first.text.trim_start())?;
        if !(words.starts_with(".. ") && words.contains("::")) {
            return None;
        }
        let length = length(lines);
        let mut set_out = lines[..length].to_vec();
        set_out[0] = Line { text: words, ..first };
        self.explicit(&set_out, depth);
        Some(length)
    }

    pub(super) fn explicit(&mut self, lines: &[Line<'_>], depth: usize) {
        let first = lines[0];
        let text = first.text.trim_start().trim_start_matches("..").trim();
        if let Some((label, note)) =
            text.strip_prefix('[').and_then(|note| note.split_once(']'))
        {
            let fits = !label.contains(' ') && note.starts_with([' ', '\n']);
            if fits || note.is_empty() {
                self.note(note.trim(), lines);
                return;
            }
        }
        if text.starts_with(['|', '_']) {
            // Names::of has read them.
        } else if let Some((name, value)) = text.split_once("::") {
            self.directive(&name.to_lowercase(), value.trim(), lines, depth);
        } else if let Some((name, value)) = text.split_once(':') {
            // A page's head as Nikola writes it; else a comment.
            let value = Some(value.trim().to_owned());
            let value = value.filter(|value| !value.is_empty());
            match name {
                "title" if self.metadata.title.is_none() => {
                    if let Some(title) = &value {
                        self.block(Role::Heading(1), title, first.number);
                    }
                    self.metadata.title = value;
                }
                "author" if self.metadata.author.is_none() => {
                    self.metadata.author = value;
                }
                _ => {}
            }
        }
    }

    /// A footnote, or an entry of a list of references.
    fn note(&mut self, text: &str, lines: &[Line<'_>]) {
        self.close();
        self.flow.set_role(Role::Item(0));
        self.inline(text, lines[0].number);
        for line in &lines[1..] {
            self.flow.break_line();
            self.inline(line.text.trim_start(), line.number);
        }
        self.flow.close();
    }

    fn directive(
        &mut self,
        name: &str,
        value: &str,
        lines: &[Line<'_>],
        depth: usize,
    ) {
        let is_record = value == "bibtex";
        if HIDDEN.contains(&name) && !is_record || depth >= DEEPEST {
            return;
        }
        let first = lines[0];
        let base = first.indent();
        let options = options(&lines[1..]);
        let work = || Work::of(value, &lines[1..=options]);
        if let Some(work) = names_works(name).then(work).flatten() {
            return self.work(&work, first.number);
        }
        let body = &lines[1 + options..];
        let set_in = |line: &&Line<'_>| !line.is_blank();
        let indent =
            body.iter().filter(set_in).map(|line| line.indent()).min();
        let indent = indent.unwrap_or(0).saturating_sub(base);
        let body: Vec<Line<'_>> =
            body.iter().map(|line| line.within(indent)).collect();
        match name {
            "code" | "code-block" | "sourcecode" => {
                let start = body.iter().position(|line| !line.is_blank());
                self.record(&body[start.unwrap_or(body.len())..]);
                return;
            }
            "raw" => {
                let number = body.first().map_or(0, |line| line.number);
                let text: Vec<&str> = body.iter().map(|l| l.text).collect();
                if value == "html" {
                    self.close();
                    let blocks = html::fragment(&text.join("\n"), number);
                    self.flow.append(blocks);
                }
                return;
            }
            "rubric" => {
                let level = u8::try_from(self.levels.len() + 1).unwrap_or(9);
                self.block(Role::Heading(level), value, first.number);
            }
            "list-table" => {
                self.close();
                self.list_table(&body);
                return;
            }
            _ if TITLED.contains(&name) => {
                self.block(Role::Body, value, first.number);
            }
            _ => self.close(),
        }
        self.read(&body, depth + 1);
    }

    /// A table written as a list of lists: `* - a`, and `- b` below it.
    fn list_table(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let text = line.text.trim_start();
            let row = text.strip_prefix("* - ");
            if row.is_some() {
                self.flow.close();
            }
            let cell = row.or_else(|| text.strip_prefix("- "));
            match cell {
                Some(_) => self.flow.tab(),
                None => self.flow.blank(),
            }
            self.flow.set_role(Role::Row);
            self.inline(cell.unwrap_or(text), line.number);
        }
        self.flow.close();
    }
}
/// Whether a directive is called as works are: a course, a package or a
/// quotation has an author and a date, too.
fn names_works(name: &str) -> bool {
    const WORKS: &[&str] =
        &["ref", "pub", "paper", "article", "bib", "cit", "work", "entry"];
    WORKS.iter().any(|word| name.contains(word))
}
