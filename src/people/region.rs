//! A change of profiles into the profiles whose persons it can touch.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::cluster::{
    Absent, PAIRWISE, borrows, lender, own_name, shared, states_name,
};
use super::keys::{Key, Keys, in_order, name_key};
use super::parts::Families;
use super::update::Known;
use crate::model::{Identity, PersonName};

/// A profile with what it is compared by.
pub(super) struct Loaded {
    pub(super) identity: Identity,
    pub(super) keys: Keys,
    name: Option<PersonName>,
}

/// A folder before and after a change.
struct Folder {
    /// The name it lends before and after.
    lent: [Option<PersonName>; 2],
    /// Who is in it before or after; nobody where it never lends.
    members: Vec<u32>,
}

/// What is known around a change.
pub(super) struct Region<'a, K> {
    known: &'a K,
    gone: HashSet<u32>,
    added: BTreeSet<u32>,
    /// Added profiles by their keys.
    bearers: HashMap<Key, Vec<u32>>,
    /// Folders whose members change.
    touched: HashSet<Key>,
    /// Profiles whose name may change, under the key they now have.
    renamed: HashMap<u32, Option<Key>>,
    loaded: HashMap<u32, Rc<Loaded>>,
    folders: HashMap<Key, Rc<Folder>>,
}

impl<'a, K: Known> Region<'a, K> {
    pub(super) fn new(known: &'a K, gone: &[u32], added: &[u32]) -> Self {
        let mut region = Region {
            known,
            gone: gone.iter().copied().collect(),
            added: added.iter().copied().collect(),
            bearers: HashMap::new(),
            touched: HashSet::new(),
            renamed: HashMap::new(),
            loaded: HashMap::new(),
            folders: HashMap::new(),
        };
        for &profile in added {
            for key in region.load(profile).keys.all() {
                region.bearers.entry(key).or_default().push(profile);
            }
        }
        for &profile in gone.iter().chain(added) {
            let folder = region.load(profile).keys.folder;
            region.touched.extend(folder);
        }
        region
    }

    pub(super) fn load(&mut self, profile: u32) -> Rc<Loaded> {
        let known = self.known;
        let load = || {
            let identity = known.identity(profile);
            let name = own_name(&identity);
            let keys = Keys::of(&identity);
            Rc::new(Loaded { identity, keys, name })
        };
        Rc::clone(self.loaded.entry(profile).or_insert_with(load))
    }

    pub(super) fn is_gone(&self, profile: u32) -> bool {
        self.gone.contains(&profile)
    }

    /// All profiles that a change can touch, and what the others forbid.
    ///
    /// Profiles are taken in from those that change along everything that
    /// may join two, before or after the change; so whoever is left out is
    /// joined as before, and those at hand as if all were.
    pub(super) fn grow(&mut self) -> (BTreeSet<u32>, Absent) {
        let mut todo: Vec<u32> = self.gone.iter().copied().collect();
        todo.extend(&self.added);
        let touched: Vec<Key> = self.touched.iter().copied().collect();
        for folder in touched {
            todo.extend(&self.folder(folder).members);
        }
        for profile in todo.clone() {
            if !self.is_gone(profile) {
                let [_, name] = self.names(profile);
                let key = name.as_ref().map(name_key);
                self.renamed.insert(profile, key);
            }
        }
        let mut seen: BTreeSet<u32> = todo.iter().copied().collect();
        let mut groups: HashSet<Key> = HashSet::new();
        while let Some(profile) = todo.pop() {
            let mut next = self.neighbours(profile, &mut groups);
            next.retain(|&found| seen.insert(found));
            todo.extend(next);
        }
        seen.retain(|&profile| !self.is_gone(profile));
        let absent = self.absent(&seen);
        (seen, absent)
    }

    /// Profiles that may be joined with one, before or after; `groups` are
    /// those of a name that are in already.
    fn neighbours(
        &mut self,
        profile: u32,
        groups: &mut HashSet<Key>,
    ) -> Vec<u32> {
        let person = self.known.person_of(profile);
        let person = person.and_then(|number| self.known.person(number));
        let mut found = person.map(|p| p.profiles).unwrap_or_default();
        let loaded = self.load(profile);
        let names = self.names(profile);
        if let Some(folder) = loaded.keys.folder {
            found.extend(&self.folder(folder).members);
        }
        if let Some(orcid) = loaded.keys.orcid {
            found.extend(self.bearers(orcid));
        }
        for &mark in &loaded.keys.marks {
            found.extend(self.bearers(mark));
        }
        for &address in &loaded.keys.addresses {
            for other in self.bearers(address) {
                let it = self.load(other);
                let own = it.name.as_ref();
                let fits = |name: &PersonName| {
                    own.is_some_and(|n| n.matches(name) || name.matches(n))
                };
                if !states_name(&it.identity, own)
                    || names.iter().flatten().any(fits)
                {
                    found.push(other);
                }
            }
        }
        for key in names.iter().flatten().map(name_key) {
            if groups.contains(&key) {
                continue;
            }
            let [before, after] = self.sizes(key);
            let renamed =
                self.renamed.iter().filter(|(_, k)| **k == Some(key));
            let all: Vec<u32> = self
                .known
                .bearers(key)
                .chain(renamed.map(|(profile, _)| *profile))
                .collect();
            if before.min(after) <= PAIRWISE {
                groups.insert(key);
                found.extend(all);
                continue;
            }
            let works = &loaded.identity.works;
            for other in all {
                if shared(works, &self.load(other).identity.works) > 0 {
                    found.push(other);
                }
            }
        }
        found
    }

    /// Who bears a key that is no name, before or after.
    fn bearers(&self, key: Key) -> Vec<u32> {
        let added = self.bearers.get(&key).into_iter().flatten().copied();
        self.known.bearers(key).chain(added).collect()
    }

    /// How many bear a name, before and after.
    fn sizes(&self, key: Key) -> [usize; 2] {
        let stays = |profile: &u32| {
            !self.is_gone(*profile) && !self.renamed.contains_key(profile)
        };
        let renamed = self.renamed.values().filter(|&&k| k == Some(key));
        [
            self.known.bearers(key).count(),
            self.known.bearers(key).filter(stays).count() + renamed.count(),
        ]
    }

    /// The name of a profile before and after, its own or lent.
    fn names(&mut self, profile: u32) -> [Option<PersonName>; 2] {
        let loaded = self.load(profile);
        let own = loaded.name.as_ref();
        let Some(folder) = loaded.keys.folder else {
            return [own.cloned(), own.cloned()];
        };
        self.folder(folder).lent.each_ref().map(|lent| match lent {
            Some(lent) if borrows(&loaded.identity, own, lent) => {
                Some(lent.clone())
            }
            _ => own.cloned(),
        })
    }

    fn folder(&mut self, key: Key) -> Rc<Folder> {
        if let Some(folder) = self.folders.get(&key) {
            return Rc::clone(folder);
        }
        let known = self.known;
        let before = self.lends(known.bearers(key));
        let after = if self.touched.contains(&key) {
            let added = self.bearers.get(&key).cloned().unwrap_or_default();
            let gone = self.gone.clone();
            let stay = known.bearers(key).filter(|p| !gone.contains(p));
            self.lends(stay.chain(added))
        } else {
            before.clone()
        };
        let lent = [before, after];
        let lends = lent.iter().any(Option::is_some);
        let members = if lends { self.bearers(key) } else { Vec::new() };
        let folder = Rc::new(Folder { lent, members });
        self.folders.insert(key, Rc::clone(&folder));
        folder
    }

    /// The name that a folder of these profiles lends.
    fn lends(
        &mut self,
        members: impl Iterator<Item = u32>,
    ) -> Option<PersonName> {
        let mut families = Families::default();
        let mut stated: Vec<(u32, Rc<Loaded>)> = Vec::new();
        for profile in members {
            let loaded = self.load(profile);
            let Some(name) = &loaded.name else { continue };
            if !states_name(&loaded.identity, Some(name)) {
                continue;
            }
            families.add(name.family());
            // There is no need to look at thousands.
            if families.are_many() {
                return None;
            }
            stated.push((profile, loaded));
        }
        let known = self.known;
        stated.sort_by(|(a, one), (b, other)| {
            let place = |profile| (known.place(profile), profile);
            in_order(&one.identity, &other.identity)
                .then_with(|| place(*a).cmp(&place(*b)))
        });
        let stated: Vec<&Loaded> = stated.iter().map(|(_, l)| &**l).collect();
        let name =
            |loaded: &Loaded| -> Option<PersonName> { loaded.name.clone() };
        lender(&stated, |l| l.name.as_ref()).and_then(name)
    }

    fn absent(&mut self, profiles: &BTreeSet<u32>) -> Absent {
        let mut absent = Absent::default();
        for &profile in profiles {
            if let Some(key) = self.load(profile).keys.folder
                && self.folder(key).lent[1].is_none()
            {
                absent.mixed.insert(key);
            }
            let [_, name] = self.names(profile);
            if let Some(key) = name.as_ref().map(name_key)
                && self.sizes(key)[1] > PAIRWISE
            {
                absent.crowded.insert(key);
            }
        }
        absent
    }
}
