//! Turns the names of people into terms, so that spellings meet.
//!
//! `Zirui Liu` is indexed under its words (`zirui`, `liu`) and under keys:
//! `liu,z` for the initial and `liu,zirui` for the name; `Liu, Z.` under
//! `liu,z.`, which says that no more than the initial is known. Mostly the
//! longest key tells how the name is spelled. Where it does not, it ends in
//! `=` and another term gives the spelling: `Zirui B. Liu` has `liu,zirui=`
//! and `=zirui b. liu`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::FixedState;

use crate::model::{PersonName, fold_name};

/// A name with the terms it is indexed under.
#[derive(Debug)]
pub struct KnownName {
    /// The name, where it is one.
    pub name: Option<Rc<PersonName>>,
    /// The terms, a line each.
    pub(super) terms: String,
}

thread_local! {
    /// Names met lately: the same few stand in all publications of a person.
    static KNOWN: RefCell<HashMap<String, Rc<KnownName>, FixedState>> =
        RefCell::default();
}

/// Names that a thread keeps.
const REMEMBERED: usize = 4096;

/// A name and its terms.
#[must_use]
pub fn known_name(name: &str) -> Rc<KnownName> {
    KNOWN.with_borrow_mut(|all| {
        if let Some(known) = all.get(name) {
            return Rc::clone(known);
        }
        if all.len() >= REMEMBERED {
            all.clear();
        }
        let parsed = PersonName::known(name);
        let terms = terms(name, parsed.as_deref());
        let known = Rc::new(KnownName { name: parsed, terms });
        all.insert(name.to_owned(), Rc::clone(&known));
        known
    })
}

/// The terms a name is indexed under, none twice.
#[must_use]
pub fn name_terms(name: &str) -> Vec<String> {
    let terms = terms(name, PersonName::parse(name).as_ref());
    terms.split('\n').filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// The same, a line each.
fn terms(printed: &str, parsed: Option<&PersonName>) -> String {
    let mut terms = String::with_capacity(4 * printed.len());
    let mut add = |parts: &[&str]| {
        let before = terms.len();
        let first = before == 0;
        if !first {
            terms.push('\n');
        }
        let start = terms.len();
        parts.iter().for_each(|part| terms.push_str(part));
        let (known, term) = terms.split_at(start);
        let mut lines = known.as_bytes().split(|byte| *byte == b'\n');
        // Behind the last break stands nothing, which is no term.
        if lines.any(|known| known == term.as_bytes()) {
            terms.truncate(before);
        }
    };
    let is_long = |word: &str| word.chars().nth(1).is_some();
    let folded = fold_name(printed);
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if is_long(word) {
            add(&[word]);
        }
    }
    let Some(name) = parsed else { return terms };
    let family = &squeezed(name.family());
    add(&[family]);
    name.given().iter().filter(|word| is_long(word)).for_each(|w| add(&[w]));
    let display = &match name.display() == printed {
        true => folded,
        false => fold_name(name.display()),
    };
    let key = name.given().first().map(|first| {
        let letters = first.chars().next().map_or(0, char::len_utf8);
        let initial = &first[..letters];
        if !is_long(first) {
            return [family, ",", initial, "."];
        }
        add(&[family, ",", initial]);
        [family, ",", first, ""]
    });
    match key {
        Some(key) if spelled_by(display) == Some(key.concat()) => add(&key),
        key => {
            key.into_iter().for_each(|key| add(&[&key.concat(), "="]));
            add(&["=", display]);
        }
    }
    terms
}

/// The key that tells of a folded name how it is spelled: of a given name
/// or initial with a family name.
fn spelled_by(display: &str) -> Option<String> {
    let (first, family) = display.split_once(' ')?;
    let is_word = |word: &str| word.chars().all(char::is_alphanumeric);
    let initial = first.strip_suffix('.').unwrap_or(first);
    let letters = initial.chars().count();
    let is_given = is_word(initial)
        && if first == initial { letters > 1 } else { letters == 1 };
    (is_given && is_word(family)).then(|| format!("{family},{first}"))
}

/// The terms, any of which finds the people whom a typed name can mean: a
/// full name finds itself and its initial, an initial all names it can
/// stand for, a single word everybody who bears it.
#[must_use]
pub fn name_query(name: &str) -> Vec<String> {
    let Some(parsed) = PersonName::parse(name) else { return Vec::new() };
    let family = squeezed(parsed.family());
    let Some(first) = parsed.given().first() else { return vec![family] };
    let initial = first.chars().next().unwrap_or_default();
    let known_by_initial = format!("{family},{initial}.");
    if first.chars().nth(1).is_none() {
        let all = vec![format!("{family},{initial}")];
        return [all, spellings(known_by_initial)].concat();
    }
    let mut terms = [format!("{family},{first}"), known_by_initial]
        .map(spellings)
        .concat();
    // "Liu Zirui" for "Zirui Liu": the family name may stand first.
    if parsed.given().len() == 1 {
        terms.extend(spellings(format!("{first},{family}")));
    }
    terms
}

/// A key, of whatever spelling the name is.
fn spellings(key: String) -> Vec<String> {
    let other = format!("{key}=");
    vec![key, other]
}

/// The terms, any of which finds exactly this spelling, word order apart.
#[must_use]
pub fn exact_name_query(name: &str) -> Vec<String> {
    let Some(parsed) = PersonName::parse(name) else { return Vec::new() };
    let display = fold_name(parsed.display());
    let other = format!("={display}");
    spelled_by(&display).into_iter().chain([other]).collect()
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
    }

    #[test]
    fn an_exact_query_finds_one_spelling() {
        for (query, name, found) in [
            ("Liu, Zirui", "Zirui Liu", true),
            ("Zirui Liu", "Z. Liu", false),
            ("Zirui Liu", "Zirui B. Liu", false),
            ("Zirui B. Liu", "Liu, Zirui B.", true),
            ("Zirui B. Liu", "Zirui Liu", false),
            ("Z. Liu", "Liu, Z.", true),
            ("Z. Liu", "Z Liu", false),
            ("Z. Liu", "Z. B. Liu", false),
            ("Ana Garcia Lopez", "Garcia Lopez, Ana", true),
            ("Jan van der Berg", "Jan Vanderberg", false),
            ("Yu-Neng Chuang", "Yuneng Chuang", false),
            ("Yu-Neng Chuang", "Chuang, Yu-Neng", true),
            ("Jose Garcia", "José García", true),
            ("刘子瑞", "刘子瑞", true),
            ("Plato", "Plato", true),
            ("Plato", "Plato Bell", false),
        ] {
            let terms = name_terms(name);
            let exact = exact_name_query(query);
            let meets = exact.iter().any(|term| terms.contains(term));
            assert_eq!(meets, found, "{query} ? {name}");
        }
    }

    #[test]
    fn a_spelling_is_told_once() {
        for (name, terms) in [
            ("Zirui Liu", "zirui liu liu,z liu,zirui"),
            ("Liu, Z.", "liu liu,z."),
            ("Z. B. Liu", "liu liu,z.= =z. b. liu"),
            (
                "Ana Bell-Orr",
                "ana bell orr bellorr bellorr,a bellorr,ana= =ana bell-orr",
            ),
        ] {
            assert_eq!(name_terms(name).join(" "), terms, "{name}");
        }
    }
}
