//! What topics are mined from: titles, each once, and stated interests.

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
    /// One more than the highest number of a person.
    pub(super) people: usize,
}

/// An interest somebody states, or the theme that publications are listed
/// under.
pub(super) struct Statement {
    pub(super) person: u32,
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

    /// Adds an interest of a person.
    pub fn interest(&mut self, person: u32, text: &str) {
        self.people = self.people.max(person as usize + 1);
        self.statements.push(Statement { person, text: text.to_owned() });
    }
}
