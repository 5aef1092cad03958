//! Profiles into clusters: which of them are about the same human.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::keys::{folder, homepage_key, organization_key};
use crate::model::{Identity, PersonName};

/// Publications from which on a list says who somebody is not.
const TELLING_LIST: usize = 4;

/// Profiles of one name up to which each pair is compared for co-authors.
const PAIRWISE: usize = 64;

/// Profiles sorted by human.
pub(super) struct Clusters {
    /// Name of each profile, its own or lent by its folder.
    pub(super) names: Vec<Option<PersonName>>,
    /// The profiles of each human, both in the order of paths.
    pub(super) members: Vec<Vec<usize>>,
}

/// Finds out which profiles are about the same human.
pub(super) fn clusters(identities: &[Identity]) -> Clusters {
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
    joiner.clusters(&order)
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

    fn clusters(mut self, order: &[usize]) -> Clusters {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut rank = vec![0; self.identities.len()];
        for (at, &i) in order.iter().enumerate() {
            rank[i] = at;
            let root = self.root(i);
            members.entry(root).or_default().push(i);
        }
        let mut members: Vec<Vec<usize>> = members.into_values().collect();
        members.sort_by_key(|members| rank[members[0]]);
        Clusters { names: self.names, members }
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
