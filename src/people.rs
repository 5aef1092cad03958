//! Profiles into persons: which profiles are about the same human.
//!
//! Two profiles are joined by an ORCID, an e-mail address or a homepage they
//! share, or by the same name with evidence that agrees: a publication, two
//! co-authors, an organization, a folder. A wrong join is worse than a
//! missed one: different identifiers, or two lists of publications that have
//! nothing in common, keep namesakes apart.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::gazetteer::institution;
use crate::model::{Identity, Owner, Person, PersonName, fold_name};

/// Publications from which on a list says who somebody is not.
const TELLING_LIST: usize = 4;

/// Profiles of one name up to which each pair is compared for co-authors.
const PAIRWISE: usize = 64;

/// Joins profiles into persons, ordered by identifier. The order of the
/// profiles changes nothing but the numbers in [`Person::profiles`].
#[must_use]
pub fn join(identities: &[Identity]) -> Vec<Person> {
    let mut order: Vec<usize> = (0..identities.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |i: usize| {
            let identity: &Identity = &identities[i];
            (&identity.path, &identity.id, &identity.owner.name)
        };
        key(a).cmp(&key(b))
    });
    let mut joiner = Joiner::new(identities);
    joiner.lend_names(&order);
    joiner.by_address(&order);
    joiner.by_name(&order);
    joiner.persons(&order)
}

struct Joiner<'a> {
    identities: &'a [Identity],
    names: Vec<Option<PersonName>>,
    /// Union-find over profiles.
    parent: Vec<usize>,
    /// For each root: the identifiers of its profiles that no other person
    /// can have.
    orcid: Vec<Option<&'a str>>,
    id: Vec<Option<&'a str>>,
}

impl<'a> Joiner<'a> {
    fn new(identities: &'a [Identity]) -> Joiner<'a> {
        let name = |identity: &Identity| {
            let owner = identity.owner.name.as_deref();
            owner.and_then(PersonName::parse)
        };
        Joiner {
            identities,
            names: identities.iter().map(name).collect(),
            parent: (0..identities.len()).collect(),
            orcid: identities
                .iter()
                .map(|i| i.owner.orcid.as_deref())
                .collect(),
            id: identities.iter().map(|i| i.id.as_deref()).collect(),
        }
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    /// Joins two profiles unless an identifier forbids it.
    fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b
            || differ(self.orcid[a], self.orcid[b])
            || differ(self.id[a], self.id[b])
        {
            return;
        }
        self.parent[b] = a;
        self.orcid[a] = self.orcid[a].or(self.orcid[b]);
        self.id[a] = self.id[a].or(self.id[b]);
    }

    fn names_match(&self, a: usize, b: usize) -> bool {
        match (&self.names[a], &self.names[b]) {
            (Some(a), Some(b)) => a.matches(b),
            _ => false,
        }
    }

    /// A folder with one named owner lends that name to its documents that
    /// state none.
    fn lend_names(&mut self, order: &[usize]) {
        let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &i in order {
            if let Some(folder) = folder(&self.identities[i].path) {
                folders.entry(folder).or_default().push(i);
            }
        }
        for members in folders.values() {
            let stated = |i: &&usize| {
                !self.identities[**i].owner.name_inferred
                    && self.names[**i].is_some()
            };
            let mut named: Vec<usize> =
                members.iter().filter(stated).copied().collect();
            let Some(owner) = named.pop() else { continue };
            if !named.iter().all(|&i| self.names_match(i, owner)) {
                continue;
            }
            for &i in members {
                let inferred = self.identities[i].owner.name_inferred;
                let fits = match &self.names[i] {
                    None => true,
                    Some(_) => inferred && self.names_match(i, owner),
                };
                if fits {
                    self.names[i] = self.names[owner].clone();
                    self.union(owner, i);
                }
            }
            // Several documents of one name in a folder of one owner.
            for &i in &named {
                if members.len() <= PAIRWISE {
                    self.union(owner, i);
                }
            }
        }
    }

    /// Joins by ORCID, e-mail and homepage. An address alone may be a
    /// group's, so the names must agree too.
    fn by_address(&mut self, order: &[usize]) {
        let mut orcids: HashMap<&str, usize> = HashMap::new();
        let mut addresses: HashMap<String, Vec<usize>> = HashMap::new();
        for &i in order {
            let owner = &self.identities[i].owner;
            if let Some(orcid) = owner.orcid.as_deref() {
                match orcids.get(orcid) {
                    Some(&first) => self.union(first, i),
                    None => {
                        orcids.insert(orcid, i);
                    }
                }
            }
            let homepages = owner.homepages.iter().map(|h| homepage_key(h));
            let emails = owner.emails.iter().map(|e| e.to_lowercase());
            for address in emails.chain(homepages) {
                let known = addresses.entry(address).or_default();
                let same =
                    known.iter().find(|&&k| self.names_match(k, i)).copied();
                known.push(i);
                if let Some(same) = same {
                    self.union(same, i);
                }
            }
        }
    }

    /// Joins namesakes whose evidence agrees.
    fn by_name(&mut self, order: &[usize]) {
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for &i in order {
            // A name that nothing but its own source's identifier backs is
            // already a person.
            let Some(name) = &self.names[i] else { continue };
            let initial = name.given().first().and_then(|g| g.chars().next());
            let initial = initial.map_or(String::new(), String::from);
            let family = name.family().replace([' ', '-'], "");
            groups.entry(format!("{family},{initial}")).or_default().push(i);
        }
        let mut keys: Vec<&String> = groups
            .iter()
            .filter(|(_, g)| g.len() > 1)
            .map(|(k, _)| k)
            .collect();
        keys.sort();
        for key in keys {
            self.namesakes(&groups[key]);
        }
    }

    fn namesakes(&mut self, group: &[usize]) {
        // A shared publication is the strongest evidence.
        let mut works: HashMap<u64, Vec<usize>> = HashMap::new();
        for &i in group {
            for &work in &self.identities[i].works {
                let holders = works.entry(work).or_default();
                let same =
                    holders.iter().find(|&&k| self.names_match(k, i)).copied();
                if same.is_none() || holders.is_empty() {
                    holders.push(i);
                }
                if let Some(same) = same {
                    self.union(same, i);
                }
            }
        }
        if group.len() > PAIRWISE {
            return;
        }
        for (at, &a) in group.iter().enumerate() {
            for &b in &group[at + 1..] {
                if self.names_match(a, b) && self.agree(a, b) {
                    self.union(a, b);
                }
            }
        }
    }

    /// Whether what is known of two namesakes says that they are one.
    fn agree(&self, a: usize, b: usize) -> bool {
        let full =
            |i: usize| self.names[i].as_ref().is_some_and(PersonName::is_full);
        let (one, other) = (&self.identities[a], &self.identities[b]);
        let coauthors = shared(&one.coauthors, &other.coauthors);
        if coauthors >= 2 {
            return true;
        }
        // Two lists of publications without anything in common are two
        // people's.
        let lists = one.works.len() >= TELLING_LIST
            && other.works.len() >= TELLING_LIST;
        if lists && coauthors == 0 || !full(a) || !full(b) {
            return false;
        }
        let organizations: HashSet<String> = one
            .owner
            .affiliations
            .iter()
            .map(|a| organization_key(&a.organization))
            .collect();
        let organization = other.owner.affiliations.iter().any(|a| {
            organizations.contains(&organization_key(&a.organization))
        });
        organization || coauthors >= 1
    }

    fn persons(mut self, order: &[usize]) -> Vec<Person> {
        let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut rank = vec![0; self.identities.len()];
        for (at, &i) in order.iter().enumerate() {
            rank[i] = at;
            let root = self.root(i);
            clusters.entry(root).or_default().push(i);
        }
        let mut clusters: Vec<Vec<usize>> = clusters.into_values().collect();
        clusters.sort_by_key(|members| rank[members[0]]);
        let mut taken: HashSet<String> = HashSet::new();
        let mut persons: Vec<Person> = clusters
            .iter()
            .map(|members| {
                let owner = merge(self.identities, &self.names, members);
                let stated = members
                    .iter()
                    .find_map(|&i| self.identities[i].id.clone());
                let id = stated.unwrap_or_else(|| {
                    let path = &self.identities[members[0]].path;
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
                let mut profiles: Vec<u32> =
                    members.iter().map(narrow).collect();
                profiles.sort_unstable();
                Person { id, owner, profiles }
            })
            .collect();
        persons.sort_by(|a, b| a.id.cmp(&b.id));
        persons
    }
}

/// Whether both are known and not the same.
fn differ(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// How many values two sorted lists share.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// The folder a file lies in; None for a file at the top. What site
/// generators spread over folders of their own (`_pages`, `_publications`,
/// `content/publication`) lies in the folder of the site.
fn folder(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    let is_part = |below: &str| {
        below.starts_with('_')
            || below.starts_with("content/publication")
            || below.starts_with("content/authors")
    };
    let site = folder.match_indices('/').map(|(end, _)| end);
    let mut site = site.filter(|end| is_part(&folder[end + 1..]));
    Some(&folder[..site.next().unwrap_or(folder.len())])
}

/// An organization under its usual name, folded.
fn organization_key(printed: &str) -> String {
    let known = institution::by_alias(printed).map(|known| known.name());
    fold_name(known.unwrap_or(printed))
}

/// A homepage without scheme, `www.`, index file and final slash.
fn homepage_key(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, b)| b);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let bare = bare.split(['#', '?']).next().unwrap_or(bare);
    let bare = bare.trim_end_matches("index.html").trim_end_matches('/');
    bare.to_owned()
}

/// All that the joined profiles say: the best name, everything else once.
fn merge(
    identities: &[Identity],
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
    }
    owner.affiliations.sort_by_key(|a| !a.current);
    owner
}

fn add(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Affiliation;

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
