//! Takes the values of one field of one entry into its document.

use tantivy::TantivyDocument;
use tantivy::schema::Field as Handle;

use crate::index::Numbers;
use crate::index::analyzer::Analyzer;
use crate::index::names::known_name;

/// Receives the values of one field of one entry.
pub(super) struct Values<'a> {
    pub(super) field: Handle,
    pub(super) numbers: Numbers,
    /// What takes the texts apart, where tantivy is not to.
    pub(super) apart: Option<Apart<'a>>,
    /// How many terms that gave.
    pub(super) terms: usize,
    pub(super) document: &'a mut TantivyDocument,
}

/// What takes texts apart.
pub(super) enum Apart<'a> {
    /// Prose that is not in English.
    Foreign(&'a mut Analyzer),
    /// Words as they are, into lines.
    Exact(&'a mut Analyzer, String),
}

impl Values<'_> {
    pub(super) fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match &mut self.apart {
            None => self.document.add_text(self.field, text),
            Some(Apart::Foreign(analyzer)) => {
                let tokens = analyzer.tokens(text);
                self.terms += tokens.tokens.len();
                self.document.add_pre_tokenized_text(self.field, tokens);
            }
            Some(Apart::Exact(analyzer, lines)) => {
                for term in analyzer.terms(text) {
                    self.terms += 1;
                    add_line(lines, &term.text);
                }
            }
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
