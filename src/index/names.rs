//! Turns the names of people into terms, so that spellings meet.
//!
//! `Zirui Liu` is indexed under its words (`zirui`, `liu`) and under keys:
//! `liu,zirui`, `liu,z` and `=zirui liu`; `Liu, Z.` under `liu,z`, `liu,z.`
//! and `=z. liu`, `liu,z.` saying that no more than the initial is known.

use std::collections::HashMap;

use crate::model::{PersonName, fold_name};

/// A name with the terms it is indexed under.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: Option<PersonName>,
    pub(super) terms: Vec<String>,
}

/// Names met lately: the same few stand in all publications of a person.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<String, Known>,
}

/// Names kept by one [`Names`].
const REMEMBERED: usize = 4096;

impl Names {
    /// A name and its terms.
    pub(super) fn get(&mut self, name: &str) -> &Known {
        if !self.known.contains_key(name) {
            if self.known.len() >= REMEMBERED {
                self.known.clear();
            }
            let parsed = PersonName::parse(name);
            let terms = terms(name, parsed.as_ref());
            let known = Known { name: parsed, terms };
            self.known.insert(name.to_owned(), known);
        }
        &self.known[name]
    }
}

/// The terms a name is indexed under, none twice.
#[must_use]
pub fn name_terms(name: &str) -> Vec<String> {
    terms(name, PersonName::parse(name).as_ref())
}

fn terms(name: &str, parsed: Option<&PersonName>) -> Vec<String> {
    let mut terms = Vec::new();
    let mut add = |term: String| {
        if !term.is_empty() && !terms.contains(&term) {
            terms.push(term);
        }
    };
    let folded = fold_name(name);
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().nth(1).is_some() {
            add(word.to_owned());
        }
    }
    let Some(name) = parsed else { return terms };
    let family = squeezed(name.family());
    add(family.clone());
    for given in name.given() {
        if given.chars().nth(1).is_some() {
            add(given.clone());
        }
    }
    if let Some(first) = name.given().first() {
        add(format!("{family},{first}"));
        if let Some(initial) = first.chars().next() {
            add(format!("{family},{initial}"));
            if first.chars().nth(1).is_none() {
                add(format!("{family},{initial}."));
            }
        }
    }
    add(exact_term(name));
    terms
}

/// The terms, any of which finds the people whom a typed name can mean: a
/// full name finds itself and its initial, an initial all names it can
/// stand for, a single word everybody who bears it.
#[must_use]
pub fn name_query(name: &str) -> Vec<String> {
    let Some(parsed) = PersonName::parse(name) else { return Vec::new() };
    let family = squeezed(parsed.family());
    let Some(first) = parsed.given().first() else { return vec![family] };
    if first.chars().nth(1).is_none() {
        return vec![format!("{family},{first}")];
    }
    let initial = first.chars().next().unwrap_or_default();
    let mut terms =
        vec![format!("{family},{first}"), format!("{family},{initial}.")];
    // "Liu Zirui" for "Zirui Liu": the family name may stand first.
    if parsed.given().len() == 1 {
        terms.push(format!("{first},{family}"));
    }
    terms
}

/// The term that finds exactly this spelling, word order apart.
#[must_use]
pub fn exact_name_query(name: &str) -> Option<String> {
    PersonName::parse(name).map(|name| exact_term(&name))
}

fn exact_term(name: &PersonName) -> String {
    format!("={}", fold_name(name.display()))
}

fn squeezed(family: &str) -> String {
    family.replace([' ', '-'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_finds_the_spellings_it_can_mean() {
        for (query, name, found) in [
            ("Zirui Liu", "Zirui Liu", true),
            ("Zirui Liu", "Liu, Z.", true),
            ("Liu, Z", "Zirui Liu", true),
            ("Liu, Z", "Zihan Liu", true),
            ("Zirui Liu", "Zihan Liu", false),
            ("Liu Zirui", "Zirui Liu", true),
            ("liu", "Zirui Liu", true),
            ("zirui", "Zirui Liu", true),
            ("Jose Garcia", "José García", true),
            ("van der Berg, Jan", "Jan van der Berg", true),
            ("Yuneng Chuang", "Yu-Neng Chuang", true),
            ("刘子瑞", "刘子瑞", true),
        ] {
            let terms = name_terms(name);
            let meets = name_query(query).iter().any(|t| terms.contains(t));
            assert_eq!(meets, found, "{query} ? {name}");
        }
        let exact = exact_name_query("Liu, Zirui").unwrap();
        assert!(name_terms("Zirui Liu").contains(&exact));
        assert!(!name_terms("Z. Liu").contains(&exact));
    }
}
