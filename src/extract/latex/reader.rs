//! Walks a LaTeX source and lays its text out.

mod entries;
mod environments;
mod formulas;
mod layout;

use super::commands::{self, Effect};
use super::header::Header;
use super::input::Input;
use super::macros::Macros;
use crate::extract::flow::Flow;
use crate::extract::{Siblings, encoding, tex};
use crate::model::{Metadata, RawBlock, Role, Style};

/// Marks in expanded text; private characters, which no source means.
pub(super) const PARAGRAPH: char = '\u{f0001}';
pub(super) const LINE: char = '\u{f0002}';
pub(super) const TAB: char = '\u{f0003}';

/// The most groups that are told apart.
const DEEPEST: usize = 4_000;

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
    /// The command that set words in italics last.
    slanting: String,
}

/// Reads a source into blocks, with the files it draws in.
pub(super) fn read(
    source: &str,
    name: &str,
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
        input: Input::new(source, name),
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
        slanting: String::new(),
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
                LINE => self.line_break(""),
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
        if let Some(defined) = self.macros.command(name)
            && !self.input.is_spent()
        {
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
        // Defined in a file of its own: `\etal{43}` says how many they are.
        if name == "etal" {
            let count = self.input.peek_group();
            if count.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
                self.input.group();
            }
            return self.plain("et al.", number);
        }
        // The inner side of a class: `\@setfontsize\size{7}{9}`.
        if name.contains('@') {
            return self.input.skip_arguments();
        }
        let symbol = tex::to_text(&format!("\\{name}"));
        let words = self
            .input
            .peek_group()
            .is_some_and(|text| text.trim().contains(char::is_whitespace));
        if symbol.is_empty()
            && sets_something(name)
            && !(words && name.ends_with("color"))
        {
            while self.input.optional().is_some() {}
            while self.input.rest().starts_with('{') {
                if self.input.group().is_none() {
                    break;
                }
            }
        } else if symbol.is_empty() {
            while self.input.optional().is_some() {}
            if self.unknown_entry() {
                return;
            }
            self.pending = Some(Pending::Argument);
        } else {
            self.plain(&symbol, self.input.number());
        }
    }

    fn apply(&mut self, effect: Effect, name: &str) {
        let style = |bold, italic, superscript| {
            Pending::Style(Style { bold, italic, superscript, field: None })
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
            Effect::Italic => {
                self.pending = Some(style(false, self.slants(name), false))
            }
            Effect::Raised => self.pending = Some(style(false, false, true)),
            Effect::BoldOn => self.state.style.bold = true,
            Effect::ItalicOn => self.state.style.italic = true,
            Effect::UprightOn => {
                self.state.style.bold &= name != "mdseries";
                self.state.style.italic = false;
            }
            Effect::Size(size) => self.state.size = size,
            Effect::Drop(arguments) => self.drop_arguments(arguments, name),
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
            Effect::Line => self.line(name),
            Effect::Tab => self.flow.tab(),
            Effect::Blank => self.flow.blank(),
            Effect::Boxed => self.boxed(),
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
            Effect::Length => self.input.skip_length(),
            Effect::Font => {
                self.input.argument();
                while self.input.optional().is_some() {}
                self.input.group();
            }
            Effect::Margin => self.margin(),
            Effect::PageHead => {
                self.input.optional();
                if let Some(text) = self.input.group() {
                    self.header.record_page_head(&text);
                }
            }
            Effect::Quoted => {
                self.input.eat("*");
                let number = self.input.number();
                if let Some(text) = self.input.group() {
                    let text = format!("“{}”", single_quotes(&text));
                    self.input.push(&text, number);
                }
            }
        }
    }

    /// Whether what a command sets in italics is set so: of
    /// "\textit{A Title} \textsl{A Journal}", which are two fields, the
    /// second would be taken for more of the first.
    fn slants(&mut self, name: &str) -> bool {
        let goes_on = self.slanting != name
            && !self.state.style.italic
            && self.flow.ends_in_italics();
        name.clone_into(&mut self.slanting);
        !goes_on
    }

    /// Passes over a command's arguments; keeps the white space that it may
    /// set.
    fn drop_arguments(&mut self, arguments: u8, name: &str) {
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

    /// Ends a line as a command says: `\\*[2ex]`, `\newline`.
    fn line(&mut self, name: &str) {
        let mut space = None;
        if name == "\\" {
            self.input.eat("*");
            space = self.input.optional();
        }
        self.line_break(space.as_deref().unwrap_or(""));
    }

    /// What stands in the margin of a paragraph heads it, where it is short.
    fn margin(&mut self) {
        const LONGEST: usize = 120;
        self.input.optional();
        let number = self.input.number();
        if let Some(text) = self.input.group()
            && !self.preamble
            && text.len() <= LONGEST
        {
            self.input.push(&format!("\\section{{{text}}}"), number);
        }
    }

    fn boxed(&mut self) {
        let has_width = self.input.optional().is_some();
        self.input.optional();
        let number = self.input.number();
        if let Some(text) = self.input.group() {
            let after = if has_width { "\\hfill " } else { "" };
            self.input.push(&format!("{{{text}}}{after}"), number);
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
        // `\item[Journals]` above an empty line heads what follows.
        if plain.chars().any(char::is_alphabetic)
            && self.input.ends_paragraph()
        {
            let number = self.input.number();
            let heading = format!("\\subsubsection{{{label}}}");
            return self.input.push(&heading, number);
        }
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
}

/// Whether a command that is not known sets up what is to follow, by its
/// name: `\sethlcolor{cyan}`.
fn sets_something(name: &str) -> bool {
    ["set", "renew", "Declare", "define", "Define", "make"]
        .iter()
        .any(|opening| name.starts_with(opening))
        || name.ends_with("color")
}

/// A quotation whose own quotations are set in single quotes; those within
/// them stay commands.
fn single_quotes(text: &str) -> String {
    const COMMANDS: [&str; 2] = ["\\enquote{", "\\say{"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let next = |text: &str| {
        text.match_indices('\\').find_map(|(at, _)| {
            let here = &text[at..];
            let command = COMMANDS.iter().find(|c| here.starts_with(**c))?;
            Some((at, command.len()))
        })
    };
    while let Some((at, length)) = next(rest) {
        let inside = &rest[at + length..];
        let mut depth = 0usize;
        let end = inside.bytes().position(|byte| {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 0 => return true,
                b'}' => depth -= 1,
                _ => {}
            }
            false
        });
        let Some(end) = end else { break };
        out.push_str(&rest[..at]);
        out.push('‘');
        out.push_str(&inside[..end]);
        out.push('’');
        rest = &inside[end + 1..];
    }
    out + rest
}
