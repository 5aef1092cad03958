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

use std::collections::HashSet;

use crate::model::{Identity, Person};
use cluster::clusters;
use merge::{merge, slug};

/// Joins profiles into persons, ordered by identifier. The order of the
/// profiles changes nothing but the numbers in [`Person::profiles`].
#[must_use]
pub fn join(identities: &[Identity]) -> Vec<Person> {
    let clusters = clusters(identities);
    let mut taken: HashSet<String> = HashSet::new();
    let mut persons: Vec<Person> = clusters
        .members
        .iter()
        .map(|members| {
            let owner = merge(identities, &clusters.names, members);
            let stated =
                members.iter().find_map(|&i| identities[i].id.clone());
            let id = stated.unwrap_or_else(|| {
                let path = &identities[members[0]].path;
                slug(owner.name.as_deref().unwrap_or(path))
            });
            // Namesakes are numbered in the order of their paths.
            let numbered = (2..).map(|n| format!("{id}-{n}"));
            let id = std::iter::once(id.clone())
                .chain(numbered)
                .find(|id| !taken.contains(id))
                .expect("numbers do not run out");
            taken.insert(id.clone());
            let narrow = |i: &usize| u32::try_from(*i).unwrap_or(u32::MAX);
            let mut profiles: Vec<u32> = members.iter().map(narrow).collect();
            profiles.sort_unstable();
            Person { id, owner, profiles }
        })
        .collect();
    persons.sort_by(|a, b| a.id.cmp(&b.id));
    persons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Affiliation, Owner};

    fn profile(path: &str, name: &str) -> Identity {
        Identity {
            path: path.into(),
            owner: Owner {
                name: (!name.is_empty()).then(|| name.into()),
                ..Owner::default()
            },
            ..Identity::default()
        }
    }

    fn at(mut identity: Identity, organization: &str) -> Identity {
        identity.owner.affiliations.push(Affiliation {
            organization: organization.into(),
            ..Affiliation::default()
        });
        identity
    }

    fn works(mut identity: Identity, works: &[u64]) -> Identity {
        identity.works = works.to_vec();
        identity
    }

    fn ids(identities: &[Identity]) -> Vec<String> {
        join(identities)
            .into_iter()
            .map(|p| format!("{}:{}", p.id, p.profiles.len()))
            .collect()
    }

    #[test]
    fn one_name_with_agreeing_evidence_is_one_person() {
        let pairs = [
            [
                works(profile("a.md", "Ann Roe"), &[1, 2]),
                works(profile("b.md", "Roe, A."), &[2]),
            ],
            [
                at(profile("a.md", "Ann Roe"), "Rice"),
                at(profile("b.md", "Ann Roe"), "Rice"),
            ],
            [profile("roe/cv.md", "Ann Roe"), profile("roe/papers.bib", "")],
            [
                profile("roe/cv.md", "Ann Roe"),
                profile("roe/about.md", "Ann Roe"),
            ],
        ];
        for pair in pairs {
            assert_eq!(ids(&pair), ["ann-roe:2"], "{pair:?}");
            let turned = [pair[1].clone(), pair[0].clone()];
            assert_eq!(ids(&turned), ["ann-roe:2"], "{turned:?}");
        }
    }

    #[test]
    fn a_site_in_many_folders_is_one_persons() {
        for (page, paper) in [
            ("roe/_pages/about.md", "roe/_publications/2020-x.md"),
            ("roe/index.md", "roe/_bibliography/papers.bib"),
            (
                "s/content/authors/roe/_index.md",
                "s/content/publication/x/index.md",
            ),
        ] {
            let mut paper = works(profile(paper, "Ann Roe"), &[1]);
            paper.owner.name_inferred = true;
            let both = [profile(page, "Ann Roe"), paper];
            assert_eq!(ids(&both), ["ann-roe:2"], "{page}");
        }
    }

    #[test]
    fn namesakes_stay_apart() {
        let other_field = [
            at(works(profile("a.md", "Ann Roe"), &[1, 2, 3, 4]), "Rice"),
            at(works(profile("b.md", "Ann Roe"), &[5, 6, 7, 8]), "Rice"),
        ];
        assert_eq!(ids(&other_field), ["ann-roe:1", "ann-roe-2:1"]);
        let nothing_known =
            [profile("a.md", "Ann Roe"), profile("b.md", "Ann Roe")];
        assert_eq!(ids(&nothing_known).len(), 2);
        let mut identified = [
            works(profile("a.md", "Ann Roe"), &[1]),
            works(profile("b.md", "Ann Roe"), &[1]),
        ];
        identified[0].owner.orcid = Some("0000-0002-1825-0097".into());
        identified[1].owner.orcid = Some("0000-0001-5109-3700".into());
        assert_eq!(ids(&identified).len(), 2);
    }

    #[test]
    fn a_folder_of_many_lends_no_name() {
        let folder = [
            profile("all/a.md", "Ann Roe"),
            profile("all/b.md", "Bo Diaz"),
            profile("all/c.bib", ""),
        ];
        assert_eq!(ids(&folder), ["all-c-bib:1", "ann-roe:1", "bo-diaz:1"]);
    }

    #[test]
    fn the_order_of_profiles_changes_nothing() {
        let mut profiles = vec![
            works(profile("a.md", "Ann Roe"), &[1]),
            works(profile("b.md", "A. Roe"), &[1, 2]),
            works(profile("c.md", "Ann B. Roe"), &[2]),
            profile("d.md", "Ann Roe"),
        ];
        let before = ids(&profiles);
        profiles.reverse();
        assert_eq!(ids(&profiles), before);
    }
}
