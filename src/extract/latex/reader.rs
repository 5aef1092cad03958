//! Walks a LaTeX source and lays its text out.

use super::commands::{self, Effect, Environment};
use super::header::{self, Header};
use super::input::Input;
use super::macros::Macros;
use crate::extract::flow::Flow;
use crate::extract::{Siblings, encoding, tex};
use crate::model::{Metadata, RawBlock, Role, Style};

/// Marks in expanded text; private characters, which no source means.
pub(super) const PARAGRAPH: char = '\u{f0001}';
pub(super) const LINE: char = '\u{f0002}';
pub(super) const TAB: char = '\u{f0003}';

/// How text met at a point is to be set.
#[derive(Clone, Copy)]
struct State {
    style: Style,
    /// Place in [`Reader::links`].
    link: Option<usize>,
    role: Role,
    /// Steps above the body's size.
    size: u8,
    /// Lists around.
    depth: u8,
    /// Within a table whose rows are blocks.
    rows: bool,
}

/// What opened a group.
enum Opener {
    Brace(Close),
    Environment(String),
}

/// What the end of a braced group means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Nothing,
    /// It was a heading.
    Block,
    /// It was the argument of a command: a further one is set apart.
    Argument,
}

/// What the next group is for.
enum Pending {
    Style(Style),
    Heading(u8),
    Link(usize),
    Argument,
}

struct Reader<'a> {
    input: Input,
    siblings: &'a dyn Siblings,
    macros: Macros,
    header: Header,
    flow: Flow,
    state: State,
    groups: Vec<(Opener, State)>,
    pending: Option<Pending>,
    links: Vec<String>,
    /// With the line each stands on.
    footnotes: Vec<(String, u32)>,
    /// Up to `\begin{document}` there is no text.
    preamble: bool,
    titled: bool,
    /// Whether all of the open block is set large.
    large: Option<bool>,
}

/// Reads a source into blocks, with the files it draws in.
pub(super) fn read(
    source: &str,
    siblings: &dyn Siblings,
) -> (Vec<RawBlock>, Metadata) {
    let state = State {
        style: Style::default(),
        link: None,
        role: Role::Body,
        size: 0,
        depth: 0,
        rows: false,
    };
    let preamble = source
        .lines()
        .any(|line| line.trim_start().starts_with("\\begin{document}"));
    let mut reader = Reader {
        input: Input::new(source),
        siblings,
        macros: Macros::default(),
        header: Header::default(),
        flow: Flow::default(),
        state,
        groups: Vec::new(),
        pending: None,
        links: Vec::new(),
        footnotes: Vec::new(),
        preamble,
        titled: false,
        large: None,
    };
    // A class may show the header by a command of its own.
    reader.titled = !preamble
        || !source.lines().any(|line| {
            let line = line.trim_start();
            line.strip_prefix('\\').is_some_and(|line| {
                let name = line.split(|c: char| !c.is_alphabetic()).next();
                name.and_then(commands::effect) == Some(Effect::MakeTitle)
            })
        });
    reader.run();
    let (author, title) = reader.header.metadata();
    let metadata = Metadata { author, title, ..Metadata::default() };
    (reader.flow.finish(), metadata)
}

impl Reader<'_> {
    fn run(&mut self) {
        self.read_all();
        self.end_block();
        self.groups.clear();
        self.state.role = Role::Body;
        self.state.style = Style::default();
        self.state.size = 0;
        for note in std::mem::take(&mut self.footnotes) {
            self.input.push(&note.0, note.1);
            self.read_all();
            self.end_block();
        }
    }

    fn read_all(&mut self) {
        while let Some(c) = self.input.peek() {
            match c {
                '\\' => {
                    self.input.skip(1);
                    let name = self.input.name();
                    self.command(&name);
                    continue;
                }
                '{' => self.open_brace(),
                '}' => self.close_brace(),
                '%' => {
                    self.input.skip_comment();
                    continue;
                }
                '$' => {
                    self.math();
                    continue;
                }
                '&' => self.cell(),
                '~' => self.flow.blank(),
                PARAGRAPH if self.is_item() => self.flow.break_line(),
                PARAGRAPH => self.end_block(),
                LINE => self.line_break(),
                TAB => self.flow.tab(),
                '\n' if self.input.rest()[1..]
                    .trim_start_matches([' ', '\t'])
                    .starts_with('\n') =>
                {
                    self.paragraph();
                }
                _ => {
                    self.words();
                    continue;
                }
            }
            self.input.skip(c.len_utf8());
        }
    }

    /// Reads characters that stand for themselves.
    fn words(&mut self) {
        let rest = self.input.rest();
        let is_special = |c: char| {
            matches!(
                c,
                '\\' | '{'
                    | '}'
                    | '%'
                    | '$'
                    | '&'
                    | '~'
                    | '\n'
                    | PARAGRAPH
                    | LINE
                    | TAB
            )
        };
        // A line end that ends no paragraph is a blank.
        let length = rest
            .char_indices()
            .find(|&(at, c)| at > 0 && is_special(c))
            .map_or(rest.len(), |(at, _)| at);
        let number = self.input.number();
        let text = self.input.take(length);
        if self.pending.is_some() {
            if text.trim().is_empty() {
                return;
            }
            self.apply_to_token(text, number);
            return;
        }
        self.text(&text, number);
    }

    /// `\textbf x`, `\section Title`: the argument is one character, or was
    /// meant to be the line.
    fn apply_to_token(&mut self, text: String, number: u32) {
        if let Some(Pending::Heading(level)) = self.pending.take() {
            let before = self.state;
            self.state.role = Role::Heading(level);
            self.text(&text, number);
            self.state = before;
            self.end_block();
        } else {
            self.text(&text, number);
        }
    }

    /// Adds text, its ligatures written out.
    fn text(&mut self, text: &str, number: u32) {
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

    fn plain(&mut self, text: &str, number: u32) {
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

    // Groups.

    fn open_brace(&mut self) {
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
        self.groups.push((Opener::Brace(close), before));
    }

    fn close_brace(&mut self) {
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

    fn set(&mut self, style: Style) {
        self.state.style.bold |= style.bold;
        self.state.style.italic |= style.italic;
        self.state.style.superscript |= style.superscript;
    }

    // Breaks.

    fn is_item(&self) -> bool {
        matches!(self.state.role, Role::Item(_))
    }

    /// The end of a paragraph; within a list item, of a line.
    fn paragraph(&mut self) {
        self.pending = None;
        if self.is_item() || self.input.in_entry() {
            self.flow.break_line();
        } else if !matches!(self.state.role, Role::Heading(_)) {
            self.end_block();
        }
    }

    fn line_break(&mut self) {
        let first = self.flow.line_count() == 0;
        let large = first && self.large == Some(true);
        let double = self.flow.at_line_start() && !self.input.in_entry();
        if self.state.rows
            || self.state.role == Role::Body && (large || double)
        {
            self.end_block();
        } else {
            self.flow.break_line();
        }
    }

    /// Ends the block; one that is large all over was a heading.
    fn end_block(&mut self) {
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

    fn cell(&mut self) {
        self.flow.tab();
    }

    // Formulas.

    fn math(&mut self) {
        const LONGEST: usize = 2000;
        let number = self.input.number();
        let mark =
            if self.input.rest().starts_with("$$") { "$$" } else { "$" };
        self.input.skip(mark.len());
        let rest = self.input.rest();
        let bytes = rest.as_bytes();
        let end = (0..rest.len().min(LONGEST)).find(|&at| {
            bytes[at] == b'$' && (at == 0 || bytes[at - 1] != b'\\')
        });
        let Some(end) = end else { return self.text("$", number) };
        let formula = self.input.take(end);
        self.input.eat(mark);
        self.formula(&formula, number);
    }

    fn formula(&mut self, formula: &str, number: u32) {
        let trimmed = formula.trim();
        // `$^{*}$` raises a mark, and is no formula.
        if let Some(raised) = trimmed.strip_prefix('^') {
            let raised = raised.trim_matches(['{', '}']);
            let text = tex::to_text(&format!("${raised}$"));
            let before = self.state;
            self.state.style.superscript = true;
            self.plain(&text, number);
            self.state = before;
            return;
        }
        let text = tex::to_text(&format!("${trimmed}$"));
        // `$\diamond$`: an ornament that has no character here.
        if trimmed.strip_prefix('\\') != Some(&text) {
            self.plain(&text, number);
        }
    }

    // Commands.

    fn command(&mut self, name: &str) {
        if self.pending.is_some()
            && !matches!(self.pending, Some(Pending::Heading(_)))
        {
            self.pending = None;
        }
        match name {
            "begin" => return self.begin(),
            "end" => return self.end(),
            "verb" => return self.verbatim(),
            "iffalse" => return self.input.skip_past("\\fi"),
            "(" => return self.delimited_math("\\)"),
            "[" => return self.delimited_math("\\]"),
            _ => {}
        }
        if self.macros.define(name, &mut self.input) {
            return;
        }
        let number = self.input.number();
        let effect = commands::effect(name);
        // People redefine how a section looks; it stays a section.
        if let Some(effect @ (Effect::Heading(_) | Effect::Item)) = effect {
            return self.apply(effect, name);
        }
        if let Some(defined) = self.macros.command(name) {
            let alone = defined.stands_alone();
            let mut text = defined.expand(&mut self.input);
            if alone && self.flow.at_line_start() {
                text.insert(0, PARAGRAPH);
                text.push(PARAGRAPH);
                return self.input.push_entry(&text, number);
            }
            return self.input.push(&text, number);
        }
        if let Some(effect) = effect {
            return self.apply(effect, name);
        }
        if self.accent(name) || self.header_command(name) || self.entry(name) {
            return;
        }
        let symbol = tex::to_text(&format!("\\{name}"));
        if symbol.is_empty() && sets_something(name) {
            while self.input.optional().is_some() {}
            while self.input.rest().starts_with('{') {
                if self.input.group().is_none() {
                    break;
                }
            }
        } else if symbol.is_empty() {
            while self.input.optional().is_some() {}
            self.pending = Some(Pending::Argument);
        } else {
            self.plain(&symbol, self.input.number());
        }
    }

    fn apply(&mut self, effect: Effect, name: &str) {
        let style = |bold, italic, superscript| {
            Pending::Style(Style { bold, italic, superscript })
        };
        match effect {
            Effect::Heading(level) => {
                self.input.eat("*");
                self.input.optional();
                self.end_block();
                self.pending = Some(Pending::Heading(level));
            }
            Effect::Bold => {
                self.input.eat("*");
                self.pending = Some(style(true, false, false));
            }
            Effect::Italic => self.pending = Some(style(false, true, false)),
            Effect::Raised => self.pending = Some(style(false, false, true)),
            Effect::BoldOn => self.state.style.bold = true,
            Effect::ItalicOn => self.state.style.italic = true,
            Effect::UprightOn => {
                self.state.style.bold &= name != "mdseries";
                self.state.style.italic = false;
            }
            Effect::Size(size) => self.state.size = size,
            Effect::Drop(arguments) => {
                self.input.eat("*");
                if self.input.optional().is_some() {
                    self.input.optional();
                }
                for _ in 0..arguments {
                    if self.input.group().is_none() {
                        break;
                    }
                }
                if name == "vspace" && self.flow.at_line_start() {
                    self.paragraph();
                } else if name == "hspace" {
                    self.flow.blank();
                }
            }
            Effect::Item => self.item(name),
            Effect::Url => {
                if let Some(url) = self.input.group() {
                    self.link(&url, true);
                }
            }
            Effect::Href => {
                self.input.optional();
                if let Some(url) = self.input.group() {
                    self.link(&url, false);
                }
            }
            Effect::Paragraph => self.paragraph(),
            Effect::Space => {
                if self.flow.at_line_start() {
                    self.paragraph();
                }
            }
            Effect::Line => {
                if name == "\\" {
                    self.input.eat("*");
                    self.input.optional();
                }
                self.line_break();
            }
            Effect::Tab => self.flow.tab(),
            Effect::Blank => self.flow.blank(),
            Effect::Nothing => {}
            Effect::Footnote => {
                self.input.optional();
                let number = self.input.number();
                if let Some(note) = self.input.group() {
                    self.footnotes.push((note, number));
                }
            }
            Effect::Math => {
                if let Some(formula) = self.input.argument() {
                    self.formula(&formula, self.input.number());
                }
            }
            Effect::MakeTitle => {
                while self.input.optional().is_some() {}
                self.show_header();
            }
            Effect::Input => self.draw_in(),
        }
    }

    fn item(&mut self, name: &str) {
        self.flow.close();
        self.large = None;
        self.state.role = Role::Item(self.state.depth.saturating_sub(1));
        let label = self.input.optional();
        if name == "bibitem" {
            self.input.group();
            return;
        }
        // A bullet in place of the usual one is no text; `[J3]` is.
        let label = label.unwrap_or_default();
        let plain = tex::to_text(&label);
        if plain.chars().any(char::is_alphanumeric) {
            let number = self.input.number();
            self.input.push(&format!("{{{label}}} "), number);
        }
    }

    fn link(&mut self, target: &str, shown: bool) {
        let target = target.replace("\\~{}", "~").replace('\\', "");
        let target = target.trim().to_owned();
        self.links.push(target);
        let at = self.links.len() - 1;
        if shown {
            let before = self.state.link.replace(at);
            let text = self.links[at].clone();
            self.plain(&text, self.input.number());
            self.state.link = before;
        } else {
            self.pending = Some(Pending::Link(at));
        }
    }

    /// `\'e`, `\v{s}`
    fn accent(&mut self, name: &str) -> bool {
        let is_accent = name.len() == 1
            && "'`^\"~=.cvuHkrdbt".contains(name)
            && !name.is_empty();
        if !is_accent {
            return false;
        }
        let argument = self.input.argument().unwrap_or_default();
        let text = tex::to_text(&format!("\\{name}{{{argument}}}"));
        self.plain(&text, self.input.number());
        true
    }

    fn header_command(&mut self, name: &str) -> bool {
        // moderncv: `\social[github]{ada}`
        let kind = if name == "social" {
            self.input.optional().unwrap_or_default()
        } else {
            name.to_owned()
        };
        let Some(row) = commands::header(kind.trim()) else { return false };
        self.input.skip_space();
        let Some(value) = header::value(row, &mut self.input) else {
            return false;
        };
        let number = self.input.number();
        let later = self.preamble || matches!(name, "title" | "author");
        if !later {
            self.input.push(&header::show(row, &value), number);
        }
        self.header.record(row, value);
        true
    }

    fn show_header(&mut self) {
        if !self.preamble {
            self.end_block();
            let text = self.header.compose();
            let number = self.input.number();
            self.input.push(&text, number);
        }
    }

    /// An entry command of a CV class.
    fn entry(&mut self, name: &str) -> bool {
        let Some(most) = commands::entry_arguments(name) else {
            return false;
        };
        let number = self.input.number();
        let arguments = self.arguments(most);
        let text = match commands::entry(name, arguments.len()) {
            Some(layout) => lay_out(layout, &arguments),
            None => arguments.join(&LINE.to_string()),
        };
        let text = format!("{PARAGRAPH}{text}{PARAGRAPH}");
        self.input.push_entry(&text, number);
        true
    }

    fn arguments(&mut self, most: usize) -> Vec<String> {
        while self.input.optional().is_some() {}
        let mut arguments = Vec::new();
        while arguments.len() < most {
            self.input.skip_space();
            match self.input.group() {
                Some(argument) => arguments.push(argument),
                None => break,
            }
        }
        arguments
    }

    fn delimited_math(&mut self, end: &str) {
        let number = self.input.number();
        let rest = self.input.rest();
        let Some(length) = rest.find(end).filter(|&at| at < 2000) else {
            return;
        };
        let formula = self.input.take(length);
        self.input.eat(end);
        self.formula(&formula, number);
    }

    fn verbatim(&mut self) {
        let number = self.input.number();
        let Some(mark) = self.input.peek() else { return };
        self.input.skip(mark.len_utf8());
        let rest = self.input.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        let length = line.find(mark).unwrap_or(line.len());
        let text = self.input.take(length);
        self.plain(&text, number);
        self.input.eat(mark.encode_utf8(&mut [0; 4]));
    }

    /// Draws in a file beside the source, unless it is being read already.
    fn draw_in(&mut self) {
        const FILES: usize = 8;
        let Some(name) = self.input.argument() else { return };
        let name = name.trim();
        let with_ending = format!("{name}.tex");
        for name in [with_ending.as_str(), name] {
            if self.input.reads(name) || self.input.files() > FILES {
                return;
            }
            if let Some(bytes) = self.siblings.read(name)
                && let Some(text) = encoding::decode(&bytes)
            {
                return self.input.push_file(&text, name);
            }
        }
    }

    // Environments.

    fn begin(&mut self) {
        let Some(name) = self.input.group() else { return };
        let number = self.input.number();
        let name = name.trim();
        if name == "document" {
            self.preamble = false;
            if self.titled {
                self.show_header();
            }
            return;
        }
        let (kind, dropped) = commands::environment(name);
        if kind == Environment::Hidden {
            return self.input.skip_past(&format!("\\end{{{name}}}"));
        }
        self.pending = None;
        self.groups.push((Opener::Environment(name.to_owned()), self.state));
        if let Some(defined) = self.macros.environment(name) {
            let text = defined.expand(&mut self.input);
            return self.input.push(&text, number);
        }
        while self.input.optional().is_some() {}
        let mut argument = String::new();
        for _ in 0..dropped {
            argument = self.input.group().unwrap_or_default();
            self.input.optional();
        }
        match kind {
            Environment::List => {
                self.end_block();
                self.state.depth = self.state.depth.saturating_add(1);
                self.state.rows = false;
                self.state.size = 0;
            }
            Environment::Table => self.begin_table(&argument),
            Environment::Titled => {
                self.end_block();
                self.pending = Some(Pending::Heading(2));
            }
            Environment::Plain => {
                self.begin_other(name);
            }
            Environment::Hidden => {}
        }
        if let Some(most) = commands::entry_arguments(name) {
            let arguments = self.arguments(most);
            if let Some(layout) = commands::head(name, arguments.len()) {
                let text = lay_out(layout, &arguments);
                let text = format!("{PARAGRAPH}{text}{PARAGRAPH}");
                self.input.push(&text, number);
            }
        }
    }

    /// A table's rows are blocks, unless a macro sets an entry by it or it
    /// has but one column.
    fn begin_table(&mut self, columns: &str) {
        let columns = columns.split(['{', '}']).step_by(2);
        let letters = columns
            .flat_map(str::chars)
            .filter(|c| c.is_ascii_alphabetic())
            .count();
        if !self.is_item() && letters != 1 && !self.input.in_macro() {
            self.end_block();
            self.state.rows = true;
            self.state.role = Role::Row;
        }
    }

    fn begin_other(&mut self, name: &str) {
        if !self.is_item() {
            self.end_block();
        }
        // An unknown list tells by its name, or by holding items.
        let list = ["item", "enum", "list", "bib", "publications"];
        if list.iter().any(|word| name.to_lowercase().contains(word)) {
            self.state.depth = self.state.depth.saturating_add(1);
        }
        if self.input.rest().starts_with('{') {
            self.pending = Some(Pending::Argument);
        }
    }

    fn end(&mut self) {
        let Some(name) = self.input.group() else { return };
        let name = name.trim();
        if name == "document" {
            return self.input.end();
        }
        let is_it = |group: &(Opener, State)| matches!(&group.0, Opener::Environment(open) if open == name);
        let Some(place) = self.groups.iter().rposition(is_it) else {
            return;
        };
        if let Some(defined) = self.macros.environment(name) {
            let ending = defined.ending().to_owned();
            if !ending.is_empty() {
                // Its own end finds the environment gone.
                self.close_to(place);
                let number = self.input.number();
                return self.input.push(&ending, number);
            }
        }
        self.close_to(place);
    }

    /// Closes groups down to and with the one at a place.
    fn close_to(&mut self, place: usize) {
        self.pending = None;
        let before = self.groups[place].1;
        let list = before.depth != self.state.depth;
        if list || self.state.rows || !self.is_item() {
            self.end_block();
        }
        self.groups.truncate(place);
        self.state = before;
    }
}

/// Whether a command that is not known sets up what is to follow, by its
/// name: `\sethlcolor{cyan}`.
fn sets_something(name: &str) -> bool {
    ["set", "new", "renew", "Declare", "define", "Define", "make"]
        .iter()
        .any(|opening| name.starts_with(opening))
        || name.ends_with("color")
}

/// Fills a layout of [`commands`] with arguments; gives TeX.
fn lay_out(layout: &str, arguments: &[String]) -> String {
    let mut lines = Vec::new();
    for line in layout.split('\n') {
        let (mut out, mut between, mut font) = (String::new(), "", "");
        for (at, c) in line.char_indices() {
            let argument = c.to_digit(10).map(|digit| {
                let place = (digit as usize).saturating_sub(1);
                arguments.get(place).map_or("", |a| a.trim())
            });
            match (c, argument) {
                (_, Some("")) => font = "",
                (_, Some(argument)) => {
                    if !out.is_empty() {
                        out.push_str(&between.replace('\t', &TAB.to_string()));
                    }
                    out.push_str(&format!("{{{font}{argument}}}"));
                    (between, font) = ("", "");
                }
                ('*', None) => font = "\\bfseries ",
                ('/', None) => font = "\\itshape ",
                (_, None) => {
                    let start = line[..at].rfind(|c: char| {
                        c.is_ascii_digit() || c == '*' || c == '/'
                    });
                    between =
                        &line[start.map_or(0, |s| s + 1)..at + c.len_utf8()];
                }
            }
        }
        if !out.is_empty() {
            lines.push(out);
        }
    }
    lines.join(&LINE.to_string())
}
