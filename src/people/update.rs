//! Persons of the last commit and a change of profiles into the persons
//! that are not as they were.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::cluster::clusters;
use super::keys::{Key, Keys, in_order, name_key};
use super::number::{Draft, base, identifiers, numbered_of};
use super::parts::{Parts, parts};
use super::region::Region;
use crate::model::{Identity, Owner, Person};

/// One profile in so many has to change before all are joined anew.
const FEW: usize = 8;

/// What was joined before, and what is new, as far as it is asked for.
pub trait Known {
    /// What joining needs of a profile, known or new.
    fn identity(&self, profile: u32) -> Identity;
    /// Path of the profile's file as the index has it, unlike that of any
    /// other file.
    fn place(&self, profile: u32) -> String;
    /// All known profiles.
    fn profiles(&self) -> impl Iterator<Item = u32>;
    /// Known profiles that were given a key.
    fn bearers(&self, key: Key) -> impl Iterator<Item = u32>;
    /// Number of the person a known profile is about.
    fn person_of(&self, profile: u32) -> Option<u32>;
    /// A known person by its number.
    fn person(&self, number: u32) -> Option<Person>;
    /// The known person with an identifier.
    fn by_id(&self, id: &str) -> Option<u32>;
}

/// What a change of profiles changes about persons.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// Persons that are new or not as they were, by identifier.
    pub persons: Vec<Joined>,
    /// Numbers of known persons that are no more, or not as they were.
    pub dropped: BTreeSet<u32>,
    /// Profiles whose keys are given anew below; those gone among them.
    pub rekeyed: BTreeSet<u32>,
    /// Keys with the profiles that bear them, sorted.
    pub keys: Vec<(Key, u32)>,
}

/// A person of an update, short of what a profile says already.
#[derive(Debug, PartialEq, Eq)]
pub struct Joined {
    /// Readable identifier.
    pub id: String,
    /// Its profiles, numbered as those known are, in the order of their
    /// files.
    pub profiles: Vec<u32>,
    /// All that they say; None where that is what the only one says.
    pub owner: Option<Box<Owner>>,
}

impl Joined {
    /// The whole person.
    pub fn person(&self, known: &impl Known) -> Person {
        let owner = match (&self.owner, self.profiles.as_slice()) {
            (Some(owner), _) => (**owner).clone(),
            (None, [only, ..]) => known.identity(*only).owner,
            (None, []) => Owner::default(),
        };
        let (id, profiles) = (self.id.clone(), self.profiles.clone());
        Person { id, owner, profiles }
    }
}

/// Joins anew those whom a change can touch; the outcome is that of joining
/// all.
#[must_use]
pub fn update(known: &impl Known, gone: &[u32], added: &[u32]) -> Update {
    // Only as many are counted as would be enough.
    let enough = (gone.len() + added.len()) * FEW;
    let all = known.profiles().take(enough).count() + added.len();
    let touched = if all < enough {
        let gone: HashSet<u32> = gone.iter().copied().collect();
        let stay = known.profiles().filter(|p| !gone.contains(p));
        parts(known, stay.chain(added.iter().copied()))
    } else {
        let (profiles, absent) = Region::new(known, gone, added).grow();
        Parts { all: vec![profiles.into_iter().collect()], absent }
    };
    let mut rejoin = Rejoin {
        known,
        fresh: Vec::new(),
        left: HashMap::new(),
        update: Update::default(),
    };
    rejoin.run(gone, touched);
    rejoin.update
}

struct Rejoin<'a, K> {
    known: &'a K,
    /// Persons just joined, by base.
    fresh: Vec<Fresh>,
    /// Persons of a base who stay in other respects, by base.
    left: HashMap<String, Vec<u32>>,
    update: Update,
}

/// A person just joined.
struct Fresh {
    /// The identifier where nobody else has the same.
    base: String,
    /// The first of its profiles in the order in which they are joined.
    first: u32,
    profiles: Vec<u32>,
    owner: Option<Box<Owner>>,
}

/// A person among those of one base.
#[derive(Clone, Copy)]
enum Namesake {
    /// By the place among those just joined.
    Fresh(usize),
    /// By the number of a known person.
    Known(u32),
}

impl<K: Known> Rejoin<'_, K> {
    fn run(&mut self, gone: &[u32], Parts { all, absent }: Parts) {
        let known = self.known;
        let changed = gone.iter().chain(all.iter().flatten());
        self.update.rekeyed = changed.copied().collect();
        let people = self.update.rekeyed.iter();
        self.update.dropped =
            people.filter_map(|&profile| known.person_of(profile)).collect();
        for part in all {
            // Of profiles that nothing else tells apart, the file decides.
            let mut numbers: Vec<(String, u32)> =
                part.iter().map(|&p| (known.place(p), p)).collect();
            numbers.sort();
            let identities: Vec<Identity> =
                numbers.iter().map(|(_, p)| known.identity(*p)).collect();
            let identities: Vec<&Identity> = identities.iter().collect();
            let found = clusters(&identities, &absent);
            for (i, (_, profile)) in numbers.iter().enumerate() {
                let name = found.names[i].as_ref().map(name_key);
                let keys = Keys::of(identities[i]);
                let keys = keys.all().chain(name);
                self.update.keys.extend(keys.map(|key| (key, *profile)));
            }
            for members in found.members {
                let draft = Draft::new(&identities, &found.names, members);
                self.fresh.push(Fresh::of(draft, &identities, &numbers));
            }
        }
        self.update.keys.sort_unstable();
        self.update.keys.dedup();
        self.fresh.sort_by(|a, b| a.base.cmp(&b.base));
        let mut bases: BTreeSet<String> =
            self.fresh.iter().map(|fresh| fresh.base.clone()).collect();
        for &number in &self.update.dropped {
            bases.extend(self.base_of(number));
        }
        // Where a base comes or goes, so does a number of another.
        let more: Vec<String> = bases
            .iter()
            .filter_map(|id| numbered_of(id).map(str::to_owned))
            .collect();
        bases.extend(more);
        for base in &bases {
            self.number(base);
        }
        self.update.persons.sort_by(|a, b| a.id.cmp(&b.id));
        self.keep_equal();
    }

    /// Gives identifiers to all persons of one base.
    fn number(&mut self, base: &str) {
        let fresh = self.fresh_of(base).map(Namesake::Fresh);
        let left = self.left(base).into_iter().map(Namesake::Known);
        let mut namesakes: Vec<Namesake> = fresh.chain(left).collect();
        if namesakes.len() > 1 {
            namesakes.sort_by_cached_key(|namesake| self.place(*namesake));
        }
        // Only what a number could make is asked for.
        let mut ids = Vec::new();
        let mut candidates = identifiers(base);
        while ids.len() < namesakes.len() {
            let Some(id) = candidates.next() else { break };
            if id == base
                || self.fresh_of(&id).is_empty() && self.left(&id).is_empty()
            {
                ids.push(id);
            }
        }
        for (id, namesake) in ids.into_iter().zip(namesakes) {
            match namesake {
                Namesake::Fresh(at) => {
                    let fresh = &mut self.fresh[at];
                    let profiles = std::mem::take(&mut fresh.profiles);
                    let owner = fresh.owner.take();
                    let joined = Joined { id, profiles, owner };
                    self.update.persons.push(joined);
                }
                Namesake::Known(number) => {
                    let person = self.known.person(number);
                    let renamed = person.filter(|person| person.id != id);
                    if let Some(Person { owner, profiles, .. }) = renamed {
                        let own = match profiles.as_slice() {
                            [only] => Some(self.known.identity(*only)),
                            _ => None,
                        };
                        let owner = unlike(owner, own.as_ref());
                        self.update.dropped.insert(number);
                        let joined = Joined { id, profiles, owner };
                        self.update.persons.push(joined);
                    }
                }
            }
        }
    }

    /// The places of the persons just joined that have a base.
    fn fresh_of(&self, base: &str) -> Range<usize> {
        let start = self.fresh.partition_point(|f| f.base.as_str() < base);
        let same =
            self.fresh[start..].iter().take_while(|fresh| fresh.base == base);
        start..start + same.count()
    }

    /// Known persons of a base whose profiles are not joined anew.
    fn left(&mut self, base: &str) -> Vec<u32> {
        if let Some(left) = self.left.get(base) {
            return left.clone();
        }
        let mut left = Vec::new();
        for id in identifiers(base) {
            let Some(number) = self.known.by_id(&id) else { break };
            if !self.update.dropped.contains(&number)
                && self.base_of(number).as_deref() == Some(base)
            {
                left.push(number);
            }
        }
        // Nobody is asked about twice of whom there is nothing to say.
        if !left.is_empty() {
            self.left.insert(base.to_owned(), left.clone());
        }
        left
    }

    /// What a known person would be called without namesakes.
    fn base_of(&self, number: u32) -> Option<String> {
        let person = self.known.person(number)?;
        let members = self.members(&person.profiles);
        let members: Vec<&Identity> =
            members.iter().map(|(_, identity)| identity).collect();
        Some(base(&members, &person.owner))
    }

    /// By what namesakes are put in order: by their first profiles.
    fn place(&self, namesake: Namesake) -> Option<impl Ord + use<K>> {
        let (place, first) = match namesake {
            Namesake::Fresh(at) => {
                let first = self.fresh[at].first;
                let place = (self.known.place(first), first);
                (place, self.known.identity(first))
            }
            Namesake::Known(number) => {
                let profiles = self.known.person(number)?.profiles;
                self.members(&profiles).into_iter().next()?
            }
        };
        let Identity { path, id, owner, .. } = first;
        Some((path, id, owner.name, place))
    }

    /// The profiles of a person in the order in which profiles are joined.
    fn members(&self, profiles: &[u32]) -> Vec<((String, u32), Identity)> {
        let known = self.known;
        let mut members: Vec<((String, u32), Identity)> = profiles
            .iter()
            .map(|&p| ((known.place(p), p), known.identity(p)))
            .collect();
        members.sort_by(|(a, one), (b, other)| {
            in_order(one, other).then_with(|| a.cmp(b))
        });
        members
    }

    /// Takes those out who came out as they were.
    fn keep_equal(&mut self) {
        let known = self.known;
        let Update { persons, dropped, .. } = &mut self.update;
        persons.retain(|joined| {
            let number = known.by_id(&joined.id);
            let Some(number) = number.filter(|n| dropped.contains(n)) else {
                return true;
            };
            let equal = known.person(number) == Some(joined.person(known));
            if equal {
                dropped.remove(&number);
            }
            !equal
        });
    }
}

impl Fresh {
    /// A draft, its members as the numbers of their profiles.
    fn of(
        draft: Draft,
        identities: &[&Identity],
        numbers: &[(String, u32)],
    ) -> Fresh {
        let Draft { base, owner, mut members } = draft;
        let first = numbers[members[0]].1;
        let own = match members.as_slice() {
            [only] => Some(identities[*only]),
            _ => None,
        };
        let owner = unlike(owner, own);
        // In the order of the files, not of the numbers, which tell how the
        // index came to be.
        members.sort_unstable();
        let profiles = members.iter().map(|&i| numbers[i].1).collect();
        Fresh { base, first, profiles, owner }
    }
}

/// An owner that is not just what the only profile says.
fn unlike(owner: Owner, only: Option<&Identity>) -> Option<Box<Owner>> {
    let same = only.is_some_and(|only| only.owner == owner);
    (!same).then(|| Box::new(owner))
}
