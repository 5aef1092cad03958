//! Takes the values of one field of one entry into its document.

use tantivy::TantivyDocument;
use tantivy::schema::Field as Handle;

use crate::index::Numbers;
use crate::index::analyzer::{Analyzer, Language, Term};
use crate::index::names::known_name;
use crate::index::tokenizer::told_in;

/// Receives the values of one field of one entry.
pub(super) struct Values<'a> {
    pub(super) field: Handle,
    pub(super) numbers: Numbers,
    /// What takes the texts apart, where tantivy is not to by itself.
    pub(super) apart: Option<Apart<'a>>,
    /// The title of a publication, as it is written.
    pub(super) title: &'a Lines,
    pub(super) document: &'a mut TantivyDocument,
}

/// What takes texts apart.
pub(super) enum Apart<'a> {
    /// Prose that is not in English.
    Foreign(Language),
    /// Words as they are, into lines.
    Exact(&'a mut Analyzer, Lines),
}

/// Words as they are, a line each.
#[derive(Clone, Default)]
pub(super) struct Lines {
    pub(super) text: String,
    /// How many there are, and how many of them have a stem.
    pub(super) terms: usize,
    pub(super) stemmed: usize,
}

impl Lines {
    /// Adds those of a text, and gives them.
    pub(super) fn add<'a>(
        &mut self,
        text: &str,
        exact: &'a mut Analyzer,
    ) -> &'a [Term] {
        self.text.reserve(text.len());
        exact.terms(text);
        self.stemmed += exact.stemmed();
        let terms = exact.last_terms();
        self.terms += terms.len();
        terms.iter().for_each(|term| add_line(&mut self.text, &term.text));
        terms
    }
}

impl Values<'_> {
    pub(super) fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match &mut self.apart {
            None => self.document.add_text(self.field, text),
            Some(Apart::Foreign(language)) => {
                let text = told_in(*language, text);
                self.document.add_text(self.field, text);
            }
            Some(Apart::Exact(analyzer, lines)) => {
                lines.add(text, analyzer);
            }
        }
    }

    /// Adds the words of the title, which is the first text of its field.
    pub(super) fn title(&mut self) {
        if let Some(Apart::Exact(_, lines)) = &mut self.apart {
            lines.clone_from(self.title);
        }
    }

    pub(super) fn option(&mut self, text: Option<&String>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    pub(super) fn texts<'a>(
        &mut self,
        texts: impl IntoIterator<Item = &'a String>,
    ) {
        for text in texts {
            self.text(text);
        }
    }

    pub(super) fn number(&mut self, number: u64) {
        self.document.add_u64(self.field, number);
    }

    pub(super) fn names<'a>(
        &mut self,
        names: impl IntoIterator<Item = &'a str>,
    ) {
        let mut terms = String::new();
        for name in names {
            add_line(&mut terms, &known_name(name).terms);
        }
        self.text(&terms);
    }
}

fn add_line(lines: &mut String, line: &str) {
    if !lines.is_empty() && !line.is_empty() {
        lines.push('\n');
    }
    lines.push_str(line);
}
