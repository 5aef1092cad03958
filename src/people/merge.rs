//! Profiles of one human into one owner: the best name, the rest once.

use super::keys::organization_key;
use crate::model::{Identity, Owner, PersonName};

/// All that the joined profiles say: the best name, everything else once.
pub(super) fn merge(
    identities: &[&Identity],
    names: &[Option<PersonName>],
    members: &[usize],
) -> Owner {
    let mut owner = Owner::default();
    let best = members
        .iter()
        .filter_map(|&i| {
            let name = names[i].as_ref()?;
            let own = &identities[i].owner;
            let printed = own.name.as_deref();
            let printed = printed.unwrap_or_else(|| name.display());
            let rank = (
                identities[i].marks.named,
                !own.name_inferred && own.name.is_some(),
                name.is_full(),
                // The fullest spelling, the first in order among equals.
                printed.chars().count(),
            );
            Some((rank, printed.to_owned(), own.name_inferred))
        })
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, name, inferred)) = best {
        owner.name = Some(name);
        owner.name_inferred = inferred;
    }
    // The profile that says most speaks first.
    let mut fullest = members.to_vec();
    fullest.sort_by_key(|&i| std::cmp::Reverse(identities[i].works.len()));
    for &i in &fullest {
        let own = &identities[i].owner;
        let spellings = own.name.iter().chain(&own.name_variants);
        for spelling in spellings {
            if owner.name.as_ref() != Some(spelling) {
                add(&mut owner.name_variants, spelling);
            }
        }
        own.emails.iter().for_each(|e| add(&mut owner.emails, e));
        own.homepages.iter().for_each(|h| add(&mut owner.homepages, h));
        own.titles.iter().for_each(|t| add(&mut owner.titles, t));
        for affiliation in &own.affiliations {
            let known = owner.affiliations.iter_mut().find(|a| {
                organization_key(&a.organization)
                    == organization_key(&affiliation.organization)
            });
            match known {
                Some(known) => {
                    known.current |= affiliation.current;
                    if known.department.is_none() {
                        known.department.clone_from(&affiliation.department);
                    }
                }
                None => owner.affiliations.push(affiliation.clone()),
            }
        }
        if owner.orcid.is_none() {
            owner.orcid.clone_from(&own.orcid);
        }
        own.tags.iter().for_each(|tag| add(&mut owner.tags, tag));
        owner.hide_contact |= own.hide_contact;
    }
    if owner.hide_contact {
        owner.emails.clear();
        owner.homepages.clear();
    }
    owner.tags.sort();
    owner.affiliations.sort_by_key(|a| !a.current);
    owner
}

fn add(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
}
