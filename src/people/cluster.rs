//! Profiles into clusters: which of them are about the same human.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::keys::{Key, Keys, in_order, name_key, organization_key};
use crate::model::{Identity, PersonName, fold_name};

/// Publications from which on a list says who somebody is not.
const TELLING_LIST: usize = 4;

/// Profiles of one name up to which each pair is compared for co-authors.
pub(super) const PAIRWISE: usize = 64;

/// Profiles sorted by human.
pub(super) struct Clusters {
    /// Name of each profile, its own or lent by its folder.
    pub(super) names: Vec<Option<PersonName>>,
    /// The profiles of each human, both in the order of paths.
    pub(super) members: Vec<Vec<usize>>,
}

/// What profiles that are not at hand have to say.
#[derive(Default)]
pub(super) struct Absent {
    /// Folders that lend no name for their sake.
    pub(super) mixed: HashSet<Key>,
    /// Names that for their sake more than [`PAIRWISE`] profiles bear.
    pub(super) crowded: HashSet<Key>,
}

/// Finds out which profiles are about the same human.
pub(super) fn clusters(identities: &[&Identity], absent: &Absent) -> Clusters {
    let mut order: Vec<usize> = (0..identities.len()).collect();
    order.sort_by(|&a, &b| in_order(identities[a], identities[b]));
    let mut joiner = Joiner::new(identities, absent);
    joiner.lend_names(&order);
    joiner.by_address(&order);
    joiner.by_name(&order);
    joiner.by_mark(&order);
    joiner.clusters(&order)
}

/// The name that an identity itself gives.
pub(super) fn own_name(identity: &Identity) -> Option<PersonName> {
    identity.owner.name.as_deref().and_then(PersonName::parse)
}

/// Whether the text of a profile states the name it has.
pub(super) fn states_name(
    identity: &Identity,
    name: Option<&PersonName>,
) -> bool {
    !identity.owner.name_inferred && name.is_some()
}

/// Whether a profile of a folder takes the name the folder lends.
pub(super) fn borrows(
    identity: &Identity,
    own: Option<&PersonName>,
    lent: &PersonName,
) -> bool {
    let fits = |own: &PersonName| {
        // "bob-roe/papers.md" beside the CV of Robert Roe.
        own.matches(lent) || spells(&identity.path, own)
    };
    own.is_none_or(|own| identity.owner.name_inferred && fits(own))
}

/// Whether a path spells a name, as that of a document whose owner nothing
/// else tells does.
fn spells(path: &str, name: &PersonName) -> bool {
    let folded = fold_name(name.display());
    let words = || folded.split([' ', '-']).filter(|word| !word.is_empty());
    path.rsplit(['/', '\\']).take(3).any(|part| {
        let part = fold_name(part);
        let parts = || part.split(|c: char| !c.is_alphabetic());
        words().all(|word| parts().any(|part| part == word))
    })
}

/// The last of the names stated in a folder, where all others fit it.
pub(super) fn lender<'a, T: Copy>(
    stated: &[T],
    name: impl Fn(T) -> Option<&'a PersonName>,
) -> Option<T> {
    let (&lender, others) = stated.split_last()?;
    let lent = name(lender)?;
    let fits = |&other: &T| name(other).is_some_and(|n| n.matches(lent));
    others.iter().all(fits).then_some(lender)
}

/// What stands for all that are one in a union-find.
pub(super) fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

struct Joiner<'a> {
    identities: &'a [&'a Identity],
    absent: &'a Absent,
    keys: Vec<Keys>,
    names: Vec<Option<PersonName>>,
    organizations: Vec<OnceCell<Vec<String>>>,
    /// Union-find over profiles.
    parent: Vec<usize>,
    /// For each root: the identifiers of its profiles that no other person
    /// can have.
    orcid: Vec<Option<&'a str>>,
    id: Vec<Option<&'a str>>,
    /// For each root: what the user said of its profiles.
    same: Vec<Vec<u64>>,
    apart: Vec<Vec<u64>>,
}

impl<'a> Joiner<'a> {
    fn new(identities: &'a [&'a Identity], absent: &'a Absent) -> Joiner<'a> {
        let all = identities.iter();
        Joiner {
            identities,
            absent,
            keys: all.clone().map(|identity| Keys::of(identity)).collect(),
            names: all.clone().map(|identity| own_name(identity)).collect(),
            organizations: vec![OnceCell::new(); identities.len()],
            parent: (0..identities.len()).collect(),
            orcid: all.clone().map(|i| i.owner.orcid.as_deref()).collect(),
            id: all.clone().map(|i| i.id.as_deref()).collect(),
            same: all.clone().map(|i| i.marks.same.clone()).collect(),
            apart: all.map(|i| i.marks.apart.clone()).collect(),
        }
    }

    fn root(&mut self, i: usize) -> usize {
        root(&mut self.parent, i)
    }

    /// Joins two profiles unless an identifier forbids it.
    fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b
            || differ(self.orcid[a], self.orcid[b])
            || differ(self.id[a], self.id[b])
            || meet(&self.same[a], &self.apart[b])
            || meet(&self.apart[a], &self.same[b])
        {
            return;
        }
        self.unite(a, b);
    }

    /// Makes one of two roots.
    fn unite(&mut self, a: usize, b: usize) {
        self.parent[b] = a;
        self.orcid[a] = self.orcid[a].or(self.orcid[b]);
        self.id[a] = self.id[a].or(self.id[b]);
        let (same, apart) = (self.same[b].clone(), self.apart[b].clone());
        self.same[a].extend(same);
        self.apart[a].extend(apart);
    }

    /// Joins those of whom the user says that they are one, whatever else
    /// speaks against it; but nobody with whom they are not.
    fn by_mark(&mut self, order: &[usize]) {
        let mut marked: HashMap<u64, usize> = HashMap::new();
        for &i in order {
            let identity: &'a Identity = self.identities[i];
            for &mark in &identity.marks.same {
                let first = *marked.entry(mark).or_insert(i);
                let (a, b) = (self.root(first), self.root(i));
                if a != b
                    && !meet(&self.same[a], &self.apart[b])
                    && !meet(&self.apart[a], &self.same[b])
                {
                    self.unite(a, b);
                }
            }
        }
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
        let mut folders: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for &i in order {
            if let Some(folder) = self.keys[i].folder
                && !self.absent.mixed.contains(&folder)
            {
                folders.entry(folder).or_default().push(i);
            }
        }
        for members in folders.values() {
            let states = |i: &&usize| {
                states_name(self.identities[**i], self.names[**i].as_ref())
            };
            let stated: Vec<usize> =
                members.iter().filter(states).copied().collect();
            let name = |i: usize| self.names[i].as_ref();
            let Some(owner) = lender(&stated, name) else { continue };
            let Some(lent) = self.names[owner].clone() else { continue };
            for &i in members {
                let own = self.names[i].as_ref();
                if borrows(self.identities[i], own, &lent) {
                    self.names[i] = Some(lent.clone());
                    self.union(owner, i);
                }
            }
            // Several documents of one name in a folder of one owner.
            if members.len() <= PAIRWISE {
                stated.iter().for_each(|&i| self.union(owner, i));
            }
        }
    }

    /// Joins by ORCID, e-mail and homepage. An address alone may be a
    /// group's, so the names must agree too.
    fn by_address(&mut self, order: &[usize]) {
        let mut orcids: HashMap<&str, usize> = HashMap::new();
        let mut addresses: HashMap<Key, Vec<usize>> = HashMap::new();
        for &i in order {
            let identity: &'a Identity = self.identities[i];
            if let Some(orcid) = identity.owner.orcid.as_deref() {
                match orcids.get(orcid) {
                    Some(&first) => self.union(first, i),
                    None => {
                        orcids.insert(orcid, i);
                    }
                }
            }
            for at in 0..self.keys[i].addresses.len() {
                let address = self.keys[i].addresses[at];
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
        let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for &i in order {
            // A name that nothing but its own source's identifier backs is
            // already a person.
            let Some(name) = &self.names[i] else { continue };
            groups.entry(name_key(name)).or_default().push(i);
        }
        for (key, group) in groups.iter().filter(|(_, g)| g.len() > 1) {
            self.by_work(group);
            let crowded = self.absent.crowded.contains(key);
            if group.len() <= PAIRWISE && !crowded {
                self.by_evidence(group);
            }
        }
    }

    /// Joins namesakes by a shared publication, the strongest evidence.
    fn by_work(&mut self, group: &[usize]) {
        let mut works: HashMap<u64, Vec<usize>> = HashMap::new();
        for &i in group {
            for &work in &self.identities[i].works {
                let holders = works.entry(work).or_default();
                let same =
                    holders.iter().find(|&&k| self.names_match(k, i)).copied();
                match same {
                    Some(same) => self.union(same, i),
                    None => holders.push(i),
                }
            }
        }
    }

    fn by_evidence(&mut self, group: &[usize]) {
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
        let (one, other) = (self.identities[a], self.identities[b]);
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
        let others = self.organizations(b);
        coauthors >= 1
            || self.organizations(a).iter().any(|o| others.contains(o))
    }

    /// The organizations of a profile under their usual names.
    fn organizations(&self, i: usize) -> &[String] {
        self.organizations[i].get_or_init(|| {
            let affiliations = self.identities[i].owner.affiliations.iter();
            affiliations.map(|a| organization_key(&a.organization)).collect()
        })
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

/// Whether two short lists share a value.
fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|value| b.contains(value))
}

/// Whether both are known and not the same.
fn differ(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// How many values two sorted lists share.
pub(super) fn shared(a: &[u64], b: &[u64]) -> usize {
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
