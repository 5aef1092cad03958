//! Profiles into persons: who is the same human, and what users decided.

use crate::model::{Identity, Person, PersonName};

/// Joins profiles into persons.
#[must_use]
pub fn join(identities: &[Identity]) -> Vec<Person> {
    identities
        .iter()
        .enumerate()
        .map(|(i, identity)| {
            let name = identity.owner.name.as_deref().unwrap_or("unknown");
            let id = PersonName::parse(name).map_or_else(
                || "unknown".to_owned(),
                |name| name.display().to_lowercase().replace(' ', "-"),
            );
            Person {
                id: identity.id.clone().unwrap_or(id),
                owner: identity.owner.clone(),
                profiles: vec![u32::try_from(i).unwrap_or(u32::MAX)],
            }
        })
        .collect()
}
