//! Names met lately: the same few stand in all publications of a person, and
//! each stage asks for them again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::PersonName;

thread_local! {
    /// What each text is read as.
    static KNOWN: RefCell<HashMap<String, Option<Rc<PersonName>>, FixedState>> =
        RefCell::default();
}

/// Names that a thread keeps.
const REMEMBERED: usize = 4096;

/// Bytes of the longest of them: what is longer is no name, and is not met
/// again.
const LONGEST: usize = 256;

impl PersonName {
    /// As [`PersonName::parse`], for names of authors: each is read once for
    /// all stages that a document goes through.
    #[must_use]
    pub fn known(text: &str) -> Option<Rc<PersonName>> {
        if text.len() > LONGEST {
            return PersonName::parse(text).map(Rc::new);
        }
        KNOWN.with_borrow_mut(|all| {
            if let Some(known) = all.get(text) {
                return known.clone();
            }
            if all.len() >= REMEMBERED {
                all.clear();
            }
            let name = PersonName::parse(text).map(Rc::new);
            all.insert(text.to_owned(), name.clone());
            name
        })
    }
}
