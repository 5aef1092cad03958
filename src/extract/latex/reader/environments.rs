//! The environments of a LaTeX source: lists, tables, and the rest.

use super::entries::lay_out;
use super::{DEEPEST, Opener, PARAGRAPH, Pending, Reader, State};
use crate::extract::latex::commands::{self, Environment};
use crate::model::Role;

impl Reader<'_> {
    pub(super) fn begin(&mut self) {
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
        if self.groups.len() >= DEEPEST {
            return;
        }
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
                let level = if name.contains("sub") { 3 } else { 2 };
                self.pending = Some(Pending::Heading(level));
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
    pub(super) fn begin_table(&mut self, columns: &str) {
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

    pub(super) fn begin_other(&mut self, name: &str) {
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

    pub(super) fn end(&mut self) {
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
    pub(super) fn close_to(&mut self, place: usize) {
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
