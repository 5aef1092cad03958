//! What topics are mined from: titles and abstracts, each once, and what
//! people state.

use std::collections::BTreeMap;

use super::words::{Map, place};

/// What topics are mined from: who published what, and says what of it.
#[derive(Default)]
pub struct Corpus {
    works: Map<u64, u32>,
    /// Titles of distinct publications.
    pub(super) titles: Vec<String>,
    /// Who lists each of them.
    pub(super) owners: Vec<Vec<u32>>,
    pub(super) statements: Vec<Statement>,
    /// Abstracts by the number of their title.
    pub(super) summaries: BTreeMap<u32, String>,
    /// One more than the highest number of a person.
    pub(super) people: usize,
}

/// An interest somebody states, or the theme that publications are listed
/// under.
pub(super) struct Statement {
    pub(super) person: u32,
    /// The publication that stands under the theme.
    pub(super) work: Option<u32>,
    pub(super) text: String,
}

impl Corpus {
    /// Adds a publication of a person; `work` is equal for the same one.
    pub fn publication(&mut self, person: u32, work: u64, title: &str) {
        self.people = self.people.max(person as usize + 1);
        let next = place(self.titles.len());
        let at = *self.works.entry(work).or_insert(next) as usize;
        if at == self.titles.len() {
            self.titles.push(title.to_owned());
            self.owners.push(Vec::new());
        }
        // Of two printings the first of the alphabet, in any order.
        if title < self.titles[at].as_str() {
            title.clone_into(&mut self.titles[at]);
        }
        if !self.owners[at].contains(&person) {
            self.owners[at].push(person);
        }
    }

    /// Adds the abstract of a publication that was added before; of several
    /// the first of the alphabet stays.
    pub fn summary(&mut self, work: u64, text: &str) {
        let Some(&work) = self.works.get(&work) else { return };
        let known = self.summaries.entry(work).or_default();
        if known.is_empty() || text < known.as_str() {
            text.clone_into(known);
        }
    }

    /// Adds an interest of a person.
    pub fn interest(&mut self, person: u32, text: &str) {
        self.people = self.people.max(person as usize + 1);
        let text = text.to_owned();
        self.statements.push(Statement { person, work: None, text });
    }

    /// Adds what a person's list says a publication is about, which was
    /// added before.
    pub fn subject(&mut self, person: u32, work: u64, text: &str) {
        let work = self.works.get(&work).copied();
        let text = text.to_owned();
        self.statements.push(Statement { person, work, text });
    }
}
