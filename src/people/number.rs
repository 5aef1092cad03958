//! Readable identifiers: `zirui-liu`, and `zirui-liu-2` for a namesake.

use super::merge::merge;
use crate::model::{Identity, Owner, PersonName, fold_name};

/// A person about to be named.
pub(super) struct Draft {
    /// The identifier where nobody else has the same.
    pub(super) base: String,
    pub(super) owner: Owner,
    /// Positions of its profiles, in the order of paths.
    pub(super) members: Vec<usize>,
}

impl Draft {
    pub(super) fn new(
        identities: &[&Identity],
        names: &[Option<PersonName>],
        members: Vec<usize>,
    ) -> Draft {
        let owner = merge(identities, names, &members);
        let all: Vec<&Identity> =
            members.iter().map(|&i| identities[i]).collect();
        Draft { base: base(&all, &owner), owner, members }
    }
}

/// What a person would be called without namesakes, given the identities of
/// its profiles in order.
pub(super) fn base(members: &[&Identity], owner: &Owner) -> String {
    let stated = members.iter().find_map(|identity| identity.id.clone());
    stated.unwrap_or_else(|| {
        let path = members.first().map_or("", |identity| &identity.path);
        slug(owner.name.as_deref().unwrap_or(path))
    })
}

/// The identifiers of persons of one base: the first, in the order of their
/// paths, has the base, the others are numbered. A number that is the base
/// of others is left out by the caller.
pub(super) fn identifiers(base: &str) -> impl Iterator<Item = String> {
    let numbered = (2..).map(move |n| format!("{base}-{n}"));
    std::iter::once(base.to_owned()).chain(numbered)
}

/// The base of which an identifier is a numbered one.
pub(super) fn numbered_of(id: &str) -> Option<&str> {
    let (base, number) = id.rsplit_once('-')?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !number.is_empty() && !base.is_empty()).then_some(base)
}

/// A readable identifier: `zirui-liu` for `Zirui Liu`.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in fold_name(name).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unknown".to_owned() } else { slug.to_owned() }
}
