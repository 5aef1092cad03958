//! Persons of the last commit and a change of profiles into the persons
//! that are not as they were.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::cluster::{Absent, clusters};
use super::keys::{Key, Keys, in_order, name_key};
use super::number::{Draft, base, identifiers, numbered_of};
use super::region::{Loaded, Region};
use crate::model::{Identity, Person};

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
    /// Persons that are new or not as they were, by identifier; their
    /// profiles are numbered as those known are.
    pub persons: Vec<Person>,
    /// Numbers of known persons that are no more, or not as they were.
    pub dropped: BTreeSet<u32>,
    /// Profiles whose keys are given anew below; those gone among them.
    pub rekeyed: BTreeSet<u32>,
    /// Keys with the profiles that bear them, sorted.
    pub keys: Vec<(Key, u32)>,
}

/// Joins anew those whom a change can touch; the outcome is that of joining
/// all.
#[must_use]
pub fn update(known: &impl Known, gone: &[u32], added: &[u32]) -> Update {
    let all = known.profiles().count() + added.len();
    let mut region = Region::new(known, gone, added);
    let (profiles, absent) = if (gone.len() + added.len()) * FEW > all {
        let stay = known.profiles().filter(|p| !region.is_gone(*p));
        (stay.chain(added.iter().copied()).collect(), Absent::default())
    } else {
        region.grow()
    };
    Rejoin { known, region, left: HashMap::new() }
        .run(gone, &profiles, &absent)
}

struct Rejoin<'a, K> {
    known: &'a K,
    region: Region<'a, K>,
    /// Persons of a base who stay in other respects, by base.
    left: HashMap<String, Vec<u32>>,
}

impl<K: Known> Rejoin<'_, K> {
    fn run(
        mut self,
        gone: &[u32],
        profiles: &BTreeSet<u32>,
        absent: &Absent,
    ) -> Update {
        let known = self.known;
        // Of profiles that nothing else tells apart, the file decides.
        let mut numbers: Vec<(String, u32)> =
            profiles.iter().map(|&p| (known.place(p), p)).collect();
        numbers.sort();
        let loaded: Vec<_> =
            numbers.iter().map(|(_, p)| self.region.load(*p)).collect();
        let identities: Vec<&Identity> =
            loaded.iter().map(|loaded| &loaded.identity).collect();
        let found = clusters(&identities, absent);
        let rekeyed: BTreeSet<u32> =
            gone.iter().chain(profiles).copied().collect();
        let mut update = Update {
            dropped: rekeyed
                .iter()
                .filter_map(|&profile| known.person_of(profile))
                .collect(),
            rekeyed,
            ..Update::default()
        };
        for (i, (_, profile)) in numbers.iter().enumerate() {
            let name = found.names[i].as_ref().map(name_key);
            let keys = Keys::of(identities[i]);
            let keys = keys.all().chain(name);
            update.keys.extend(keys.map(|key| (key, *profile)));
        }
        update.keys.sort_unstable();
        update.keys.dedup();
        let mut drafts: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
        for members in found.members {
            let draft = Draft::new(&identities, &found.names, members);
            drafts.entry(draft.base.clone()).or_default().push(draft);
        }
        let mut bases: BTreeSet<String> = drafts.keys().cloned().collect();
        for &number in &update.dropped {
            bases.extend(self.base_of(number));
        }
        // Where a base comes or goes, so does a number of another.
        let more: Vec<String> = bases
            .iter()
            .filter_map(|id| numbered_of(id).map(str::to_owned))
            .collect();
        bases.extend(more);
        for base in &bases {
            self.number(base, &drafts, &identities, &numbers, &mut update);
        }
        update.persons.sort_by(|a, b| a.id.cmp(&b.id));
        self.keep_equal(&mut update);
        update
    }

    /// Gives identifiers to all persons of one base.
    fn number(
        &mut self,
        base: &str,
        drafts: &BTreeMap<String, Vec<Draft>>,
        identities: &[&Identity],
        numbers: &[(String, u32)],
        update: &mut Update,
    ) {
        let mut namesakes: Vec<Namesake<'_>> = Vec::new();
        for draft in drafts.get(base).into_iter().flatten() {
            let first = draft.members[0];
            namesakes.push(Namesake {
                first: identities[first].clone(),
                place: numbers[first].clone(),
                who: Who::New(draft),
            });
        }
        for number in self.left(base, &update.dropped) {
            namesakes.extend(self.namesake(number));
        }
        namesakes.sort_by(|a, b| {
            in_order(&a.first, &b.first).then_with(|| a.place.cmp(&b.place))
        });
        // Only what a number could make is asked for.
        let mut ids = Vec::new();
        let mut candidates = identifiers(base);
        while ids.len() < namesakes.len() {
            let Some(id) = candidates.next() else { break };
            if id == base
                || !drafts.contains_key(&id)
                    && self.left(&id, &update.dropped).is_empty()
            {
                ids.push(id);
            }
        }
        for (id, namesake) in ids.into_iter().zip(namesakes) {
            match namesake.who {
                Who::New(draft) => {
                    // In the order of the files, not of the numbers, which
                    // tell how the index came to be.
                    let mut members = draft.members.clone();
                    members.sort_unstable();
                    let profiles =
                        members.iter().map(|&i| numbers[i].1).collect();
                    let owner = draft.owner.clone();
                    update.persons.push(Person { id, owner, profiles });
                }
                Who::Known(number, person) if person.id != id => {
                    update.dropped.insert(number);
                    update.persons.push(Person { id, ..*person });
                }
                Who::Known(..) => {}
            }
        }
    }

    /// Known persons of a base whose profiles are not joined anew.
    fn left(&mut self, base: &str, dropped: &BTreeSet<u32>) -> Vec<u32> {
        if let Some(left) = self.left.get(base) {
            return left.clone();
        }
        let mut left = Vec::new();
        for id in identifiers(base) {
            let Some(number) = self.known.by_id(&id) else { break };
            if !dropped.contains(&number)
                && self.base_of(number).as_deref() == Some(base)
            {
                left.push(number);
            }
        }
        self.left.insert(base.to_owned(), left.clone());
        left
    }

    /// What a known person would be called without namesakes.
    fn base_of(&mut self, number: u32) -> Option<String> {
        let person = self.known.person(number)?;
        let members = self.members(&person);
        let members: Vec<&Identity> =
            members.iter().map(|(_, loaded)| &loaded.identity).collect();
        Some(base(&members, &person.owner))
    }

    fn namesake(&mut self, number: u32) -> Option<Namesake<'static>> {
        let person = self.known.person(number)?;
        let (place, first) = self.members(&person).into_iter().next()?;
        let first = first.identity.clone();
        Some(Namesake {
            first,
            place,
            who: Who::Known(number, Box::new(person)),
        })
    }

    /// The profiles of a person in the order in which profiles are joined.
    fn members(
        &mut self,
        person: &Person,
    ) -> Vec<((String, u32), Rc<Loaded>)> {
        let mut members: Vec<((String, u32), Rc<Loaded>)> = person
            .profiles
            .iter()
            .map(|&p| ((self.known.place(p), p), self.region.load(p)))
            .collect();
        members.sort_by(|(a, one), (b, other)| {
            in_order(&one.identity, &other.identity).then_with(|| a.cmp(b))
        });
        members
    }

    /// Takes those out who came out as they were.
    fn keep_equal(&self, update: &mut Update) {
        let known = self.known;
        let dropped = &mut update.dropped;
        update.persons.retain(|person| {
            let number = known.by_id(&person.id);
            let Some(number) = number.filter(|n| dropped.contains(n)) else {
                return true;
            };
            let equal = known.person(number).as_ref() == Some(person);
            if equal {
                dropped.remove(&number);
            }
            !equal
        });
    }
}

/// A person among those of one base.
struct Namesake<'a> {
    /// Identity of the first profile, and where it is from.
    first: Identity,
    place: (String, u32),
    who: Who<'a>,
}

enum Who<'a> {
    New(&'a Draft),
    Known(u32, Box<Person>),
}
