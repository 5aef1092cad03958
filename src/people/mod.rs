//! Profiles into persons: which profiles are about the same human.
//!
//! Two profiles are joined by an ORCID, an e-mail address or a homepage they
//! share, or by the same name with evidence that agrees: a publication, two
//! co-authors, an organization, a folder. A wrong join is worse than a
//! missed one: different identifiers, or two lists of publications that have
//! nothing in common, keep namesakes apart.

mod cluster;
mod keys;
mod merge;
mod number;
mod overrides;
mod parts;
mod region;
#[cfg(test)]
mod tests;
mod update;

use std::collections::BTreeMap;

use crate::model::{Identity, Person};
use cluster::{Absent, clusters};
use number::{Draft, identifiers};

pub use keys::{KEY_BYTES, Key};
pub use overrides::{Facts, Outcome, Used, correct, edition, is_named};
pub use update::{Joined, Known, Update, update};

/// Joins profiles into persons, ordered by identifier. The order of the
/// profiles changes nothing but the numbers in [`Person::profiles`].
#[must_use]
pub fn join(identities: &[Identity]) -> Vec<Person> {
    let identities: Vec<&Identity> = identities.iter().collect();
    let found = clusters(&identities, &Absent::default());
    let mut bases: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    for members in found.members {
        let draft = Draft::new(&identities, &found.names, members);
        bases.entry(draft.base.clone()).or_default().push(draft);
    }
    let mut persons = Vec::new();
    for (base, drafts) in &bases {
        let ids = identifiers(base)
            .filter(|id| id == base || !bases.contains_key(id));
        for (id, draft) in ids.zip(drafts) {
            let narrow = |&i: &usize| u32::try_from(i).unwrap_or(u32::MAX);
            let mut profiles: Vec<u32> =
                draft.members.iter().map(narrow).collect();
            profiles.sort_unstable();
            persons.push(Person { id, owner: draft.owner.clone(), profiles });
        }
    }
    persons.sort_by(|a, b| a.id.cmp(&b.id));
    persons
}
