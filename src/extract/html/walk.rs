//! The walk over a page's elements, which sets their text as lines and
//! blocks.

use super::shape::{self, Shape};
use super::tags::{Hides, Kind};
use super::tree::{Tag, Tree};
use crate::extract::flow::Flow;
use crate::extract::formulas;
use crate::model::{Field, RawBlock, Role, Style};

/// How text met at a point of the walk is to be set.
#[derive(Clone, Copy)]
struct State {
    style: Style,
    /// The node whose link holds here.
    link: Option<usize>,
    role: Role,
    /// Blocks end lines only: they lie within one entry.
    entry: bool,
    /// Within an entry whose parts are named.
    card: bool,
    /// Lists around.
    depth: u8,
    verbatim: bool,
}

/// What ends together with an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Nothing,
    /// The line, within an entry; else the block.
    Line,
    Block,
    /// A stretch that white space should part from the next.
    Word,
    /// Likewise, a tab: a column of its own.
    Cell,
}

struct Walk<'a> {
    tree: &'a Tree,
    shapes: &'a [Shape],
    flow: Flow,
    state: State,
    /// For each open element: its end, what held before, what ends with it.
    open: Vec<(usize, State, Ending)>,
}

/// The blocks of a page, in the order of its text.
pub(super) fn blocks(tree: &Tree) -> Vec<RawBlock> {
    let shapes = shape::measure(tree);
    let state = State {
        style: Style::default(),
        link: None,
        role: Role::Body,
        entry: false,
        card: false,
        depth: 0,
        verbatim: false,
    };
    let flow = Flow::default();
    let mut walk =
        Walk { tree, shapes: &shapes, flow, state, open: Vec::new() };
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        walk.leave(at);
        at += 1;
        match node.tag() {
            None => walk.text(node.text(), node.number),
            Some(tag) if walk.is_out_of_sight(at - 1, tag) => at = node.end,
            Some(tag) => walk.enter(at - 1, tag),
        }
    }
    walk.leave(usize::MAX);
    walk.flow.finish()
}

/// Whether a line opens a record of BibTeX.
fn is_record(line: &str) -> bool {
    let opening = line.trim_start().strip_prefix('@');
    let kind = opening.and_then(|rest| rest.split_once('{'));
    kind.is_some_and(|(kind, _)| {
        !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

/// Whether a text is a year of our time.
fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// The address that a link writes to.
fn address(link: &str) -> Option<&str> {
    let address = link.strip_prefix("mailto:")?.split('?').next()?;
    address.contains('@').then_some(address)
}

impl Walk<'_> {
    fn text(&mut self, text: &str, number: u32) {
        if self.flow.at_block_start() {
            self.flow.set_role(self.state.role);
        }
        let State { style, link, .. } = self.state;
        if self.state.verbatim {
            self.flow.verbatim(text, style, number);
            return;
        }
        let link = link.and_then(|at| self.tree.nodes[at].tag());
        let link = link.and_then(|tag| tag.link.as_deref());
        self.flow.text(&formulas::shown(text), style, link, number);
    }

    /// Closes the elements that end before a node.
    fn leave(&mut self, at: usize) {
        while let Some((_, before, ending)) =
            self.open.pop_if(|(end, ..)| *end <= at)
        {
            match ending {
                Ending::Nothing => {}
                Ending::Word => self.flow.blank(),
                Ending::Cell => self.flow.tab(),
                Ending::Line if self.state.entry => self.flow.break_line(),
                Ending::Line | Ending::Block => self.flow.close(),
            }
            self.state = before;
        }
    }

    fn enter(&mut self, at: usize, tag: &Tag) {
        let before = self.state;
        let end = self.tree.nodes[at].end;
        self.state.style = both(before.style, tag.style);
        if tag.link.is_some() {
            self.state.link = Some(at);
        }
        self.state.card |= tag.card;
        let ending = self.begin(at, tag);
        self.open.push((end, before, ending));
        // An envelope to click on says the address all the same.
        if let Some(address) = tag.link.as_deref().and_then(address)
            && self.tree.text_within(at).trim().is_empty()
        {
            self.text(address, self.tree.nodes[at].number);
        }
    }

    /// Whether an element is hidden for good. What is hidden and long is
    /// text shown on demand: an abstract, which is kept for searching only,
    /// or the pane of a tab.
    fn is_out_of_sight(&self, at: usize, tag: &Tag) -> bool {
        let shortest = if self.state.entry { 80 } else { 400 };
        tag.kind == Kind::Hidden && self.shapes[at].length < shortest
    }

    /// Begins what an element begins; tells what will end with it.
    fn begin(&mut self, at: usize, tag: &Tag) -> Ending {
        let shape = self.shapes[at];
        let groups =
            matches!(tag.kind, Kind::Block | Kind::List | Kind::Table);
        if groups && !self.state.entry && shape.is_menu() {
            self.state.role = Role::Boilerplate;
        }
        match tag.kind {
            Kind::Skipped => Ending::Nothing,
            Kind::Inline => self.inline(at, tag),
            Kind::Verbatim => self.verbatim(at),
            Kind::Block | Kind::Article => self.group(shape.entry),
            Kind::Heading(level) => self.heading(at, level),
            Kind::List => self.list(at),
            Kind::Item => {
                self.flow.close();
                self.item(shape.entry);
                Ending::Block
            }
            Kind::Term => {
                self.flow.close();
                self.item(true);
                Ending::Nothing
            }
            Kind::Definition => {
                self.definition(at);
                Ending::Line
            }
            Kind::Table => {
                self.boundary();
                Ending::Line
            }
            Kind::Row => self.row(shape),
            Kind::Cell => self.cell(),
            Kind::Break => {
                let double = self.flow.at_line_start() && !self.state.entry;
                if double {
                    self.flow.close();
                } else {
                    self.flow.break_line();
                }
                Ending::Nothing
            }
            Kind::Rule => {
                self.boundary();
                Ending::Nothing
            }
            Kind::Boilerplate => self.frame(shape),
            Kind::Hidden if self.is_aside(tag, shape) => self.aside(),
            Kind::Folded | Kind::Hidden => self.folded(tag, shape),
        }
    }

    /// Text that is set as it is written.
    fn verbatim(&mut self, at: usize) -> Ending {
        self.boundary();
        self.state.verbatim = true;
        // A citation to copy repeats the entry it belongs to; several are
        // the list itself.
        let text = self.tree.text_within(at);
        let records = text.lines().filter(|line| is_record(line)).count();
        if records < 2 && text.trim_start().starts_with('@') {
            self.flow.close();
            self.state.role = Role::Boilerplate;
            return Ending::Block;
        }
        Ending::Line
    }

    /// A heading, or the title of an entry that is set as one.
    fn heading(&mut self, at: usize, level: u8) -> Ending {
        let shape = self.shapes[at];
        // A list item that is one entry has no sections.
        let item = matches!(self.state.role, Role::Item(_));
        let line = shape.title || item || self.state.card;
        if self.state.entry && line {
            self.flow.break_line();
            self.state.style.bold = true;
            let part = || shape::heads_part(&self.tree.text_within(at));
            if shape.title && self.state.style.field.is_none() && !part() {
                self.state.style.field = Some(Field::Caption);
            }
            return Ending::Line;
        }
        self.flow.close();
        self.state.entry = true;
        if self.state.role != Role::Boilerplate {
            self.state.role = Role::Heading(level);
        }
        Ending::Block
    }

    fn list(&mut self, at: usize) -> Ending {
        self.flow.close();
        // A list within a term: the one before was never closed.
        let unclosed = self.item_around(at) == Some(Kind::Term);
        self.state.depth =
            self.state.depth.saturating_add(u8::from(!unclosed));
        self.state.entry = false;
        Ending::Block
    }

    /// Which kind of item a node stands in.
    fn item_around(&self, at: usize) -> Option<Kind> {
        /// Elements between a list and the item it stands in.
        const MOST: usize = 4;
        let parent = |at: &usize| Some(self.tree.nodes[*at].parent);
        let around = std::iter::successors(parent(&at), parent).take(MOST);
        let kinds = around.filter_map(|at| self.tree.nodes[at].kind());
        let is_item = |kind: &Kind| {
            matches!(kind, Kind::Term | Kind::Definition | Kind::Item)
        };
        kinds.into_iter().find(is_item)
    }

    fn row(&mut self, shape: Shape) -> Ending {
        self.boundary();
        let plain = self.state.role == Role::Body;
        if shape.entry && plain && shape.cells > 1 {
            self.state.role = Role::Row;
        }
        self.state.entry |= shape.entry;
        Ending::Line
    }

    fn cell(&mut self) -> Ending {
        if !self.state.entry {
            self.flow.close();
            return Ending::Block;
        }
        if self.flow.line_count() > 0 {
            self.flow.break_line();
        } else {
            self.flow.tab();
        }
        Ending::Nothing
    }

    /// What frames a page (its menus, its foot), unless it is most of the
    /// page or tells how to reach someone.
    fn frame(&mut self, shape: Shape) -> Ending {
        let all = self.shapes[0].length;
        if shape.length * 2 < all && !shape.contact {
            self.flow.close();
            self.state.role = Role::Boilerplate;
            self.state.entry = false;
            return Ending::Block;
        }
        self.group(false)
    }

    /// Whether hidden text is prose for searching only; a biography may be
    /// shown on demand as well as an abstract.
    fn is_aside(&self, tag: &Tag, shape: Shape) -> bool {
        shape.is_prose()
            && match tag.hides {
                Hides::Summary => true,
                Hides::Pane => false,
                Hides::Anything => self.state.entry || self.state.card,
            }
    }

    /// Prose that is kept for searching only.
    fn aside(&mut self) -> Ending {
        self.flow.close();
        self.state.style = Style::default();
        self.state.role = Role::Boilerplate;
        Ending::Block
    }

    /// What is shown on demand.
    fn folded(&mut self, tag: &Tag, shape: Shape) -> Ending {
        // Folded away inside an entry: an abstract, not a line of it.
        if self.state.entry && shape.nested == 0 && shape.leaves > 0 {
            let ending = self.aside();
            if !self.state.card && !tag.summary {
                self.state.role = Role::Body;
            }
            return ending;
        }
        self.group(shape.entry)
    }

    fn inline(&mut self, at: usize, tag: &Tag) -> Ending {
        // A year by itself in front of an entry.
        if self.flow.at_block_start()
            && self.state.entry
            && is_year(self.tree.text_within(at).trim())
        {
            return Ending::Cell;
        }
        if self.is_set_below(at, tag) {
            match self.state.role {
                Role::Heading(_) => self.flow.blank(),
                _ if self.state.entry => self.flow.break_line(),
                _ => self.flow.blank(),
            }
            return Ending::Nothing;
        }
        let around = self.tree.nodes[self.tree.nodes[at].parent].tag();
        let links = |at: usize| {
            self.tree.nodes[at].tag().is_some_and(|tag| tag.link.is_some())
        };
        if tag.apart || around.is_some_and(|tag| tag.apart) {
            // A badge in a title is none of it.
            if tag.apart && tag.link.is_none() {
                self.state.style.bold = false;
            }
            self.flow.blank();
            return Ending::Word;
        }
        // Neighbouring links are words of their own: `[PDF][Code]`.
        let before = self.tree.sibling_before(at);
        if links(at)
            && before.is_some_and(|before| {
                links(before) && self.tree.nodes[before].end == at
            })
        {
            self.flow.blank();
        }
        Ending::Nothing
    }

    /// Whether an element and the one right before it, without a blank
    /// between them, are several words each in a class of its own: a style
    /// sheet sets them below each other.
    fn is_set_below(&self, at: usize, tag: &Tag) -> bool {
        let styled = |tag: &Tag| tag.signature.starts_with("span.");
        let says = |at: usize| {
            let text = self.tree.text_within(at);
            text.trim().contains(' ')
                && text.trim().len() == text.len()
                && text.starts_with(char::is_alphanumeric)
        };
        let before = |at: usize| {
            let before = self.tree.sibling_before(at)?;
            let other = self.tree.nodes[before].tag()?;
            let beside = self.tree.nodes[before].end == at;
            let differs = other.signature != tag.signature;
            (beside && differs && styled(other)).then_some(before)
        };
        styled(tag) && before(at).is_some_and(|b| says(at) && says(b))
    }

    fn group(&mut self, entry: bool) -> Ending {
        self.boundary();
        if entry && !self.state.entry {
            self.flow.close();
            self.state.entry = true;
            return Ending::Block;
        }
        Ending::Line
    }

    fn item(&mut self, entry: bool) {
        self.state.entry = entry;
        if self.state.role != Role::Boilerplate {
            self.state.role = Role::Item(self.state.depth.saturating_sub(1));
        }
    }

    /// The first definition goes with its term, further ones stand alone,
    /// unless the term is the title of an entry.
    fn definition(&mut self, at: usize) {
        const MOST_LINES: usize = 6;
        const SHORT_TERM: usize = 12;
        let before = |at: &usize| self.tree.sibling_before(*at);
        let term = std::iter::successors(Some(at), before)
            .take(MOST_LINES)
            .find(|&at| self.tree.nodes[at].kind() == Some(Kind::Term));
        let first = term == self.tree.sibling_before(at);
        let goes_on = term.is_some_and(|term| {
            first
                || shape::is_title(&self.tree.text_within(term)) == Some(true)
        }) && self.shapes[at].entry_sized();
        if !goes_on {
            self.flow.close();
        } else if term.is_some_and(|at| self.shapes[at].length <= SHORT_TERM) {
            self.flow.tab();
        } else {
            self.flow.break_line();
        }
        self.item(self.shapes[at].entry_sized());
    }

    fn boundary(&mut self) {
        if self.state.entry {
            self.flow.break_line();
        } else {
            self.flow.close();
        }
    }
}

fn both(outer: Style, inner: Style) -> Style {
    Style {
        bold: outer.bold || inner.bold,
        italic: outer.italic || inner.italic,
        superscript: outer.superscript || inner.superscript,
        field: inner.field.or(outer.field),
    }
}
