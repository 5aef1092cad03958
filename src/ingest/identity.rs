//! What joining people needs to know of a profile.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::index::{known_name, work};
use crate::model::{Identity, Marks, Profile};

/// How many lists of authors hold a name.
type Counts<'a> = HashMap<&'a str, usize, FixedState>;

/// The identity of a profile that stands at `relative` below its root.
#[must_use]
pub fn identity(profile: &Profile, relative: &str) -> Identity {
    let owner = profile.person.name.as_deref().map(known_name);
    let owner = owner.as_ref().and_then(|owner| owner.name.as_deref());
    let mut works: Vec<u64> =
        profile.publications.iter().map(work).filter(|&w| w != 0).collect();
    works.sort_unstable();
    works.dedup();
    let mut coauthors: Counts<'_> = HashMap::default();
    let names = profile.publications.iter().flat_map(|p| &p.authors);
    for author in names {
        *coauthors.entry(author.name.as_str()).or_insert(0_usize) += 1;
    }
    let mut keys: Vec<u64> = coauthors
        .keys()
        .filter_map(|name| {
            let known = known_name(name);
            let name = known.name.as_ref()?;
            let is_owner = owner.is_some_and(|owner| owner.matches(name));
            (!is_owner).then(|| hash(&name.key()))
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let common_author = if owner.is_none() {
        most_common(&coauthors, profile.publications.len())
    } else {
        None
    };
    Identity {
        id: profile.id.clone(),
        owner: profile.person.clone(),
        path: relative.to_owned(),
        works,
        coauthors: keys,
        common_author,
        marks: Marks::default(),
    }
}

/// The name that stands in nearly every author list; None where no name
/// does, or too few lists tell.
fn most_common(counts: &Counts<'_>, publications: usize) -> Option<String> {
    let (name, count) = counts
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))?;
    let nearly_all = publications >= 3 && count * 5 >= publications * 4;
    nearly_all.then(|| (*name).to_owned())
}

/// 28 bits are enough: hashes of two short lists are compared, never all.
fn hash(key: &str) -> u64 {
    let hash = blake3::hash(key.as_bytes());
    let (first, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    u64::from(u32::from_le_bytes(*first) >> 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, Publication};

    fn publication(title: &str, authors: &[&str]) -> Publication {
        let author =
            |name: &&str| Author { name: (*name).into(), ..Author::default() };
        Publication {
            title: title.into(),
            authors: authors.iter().map(author).collect(),
            ..Publication::default()
        }
    }

    #[test]
    fn the_owner_is_no_coauthor_and_titles_count_once() {
        let mut profile = Profile::default();
        profile.person.name = Some("Ada Bell".into());
        profile.publications = vec![
            publication("Sorting", &["A. Bell", "Cy Dunn"]),
            publication("sorting!", &["Ada Bell", "Dunn, Cy"]),
        ];
        let identity = identity(&profile, "a.md");
        assert_eq!(identity.works.len(), 1);
        assert_eq!(identity.coauthors, [hash("dunn,cy")]);
        assert_eq!(identity.common_author, None);
    }

    #[test]
    fn without_a_name_the_author_of_every_list_is_noted() {
        let profile = Profile {
            publications: vec![
                publication("One", &["Ada Bell", "Cy Dunn"]),
                publication("Two", &["Ada Bell"]),
                publication("Three", &["Eve Fox", "Ada Bell"]),
            ],
            ..Profile::default()
        };
        let common = identity(&profile, "a.md").common_author;
        assert_eq!(common.as_deref(), Some("Ada Bell"));
    }
}
