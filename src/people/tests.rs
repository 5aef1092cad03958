//! Changes of profiles, one after another, end where joining all ends.

use std::collections::BTreeMap;

use super::{Key, Known, Update, join, update};
use crate::model::{Affiliation, Identity, Marks, Owner, Person};

/// Persons and profiles in memory.
#[derive(Default)]
struct Memory {
    identities: BTreeMap<u32, Identity>,
    persons: Vec<Person>,
    keys: Vec<(Key, u32)>,
    /// Profiles that [`update`] must not take for known.
    added: Vec<u32>,
}

impl Known for Memory {
    fn identity(&self, profile: u32) -> Identity {
        self.identities[&profile].clone()
    }

    fn place(&self, profile: u32) -> String {
        format!("{}#{profile}", self.identities[&profile].path)
    }

    fn profiles(&self) -> impl Iterator<Item = u32> {
        let all = self.identities.keys().copied();
        all.filter(|profile| !self.added.contains(profile))
    }

    fn bearers(&self, key: Key) -> impl Iterator<Item = u32> {
        let all = self.keys.iter().filter(move |(k, _)| *k == key);
        all.map(|(_, profile)| *profile)
    }

    fn person_of(&self, profile: u32) -> Option<u32> {
        let of = |p: &Person| p.profiles.contains(&profile);
        let position = self.persons.iter().position(of)?;
        u32::try_from(position).ok()
    }

    fn person(&self, number: u32) -> Option<Person> {
        self.persons.get(number as usize).cloned()
    }

    fn by_id(&self, id: &str) -> Option<u32> {
        let position = self.persons.iter().position(|p| p.id == id)?;
        u32::try_from(position).ok()
    }
}

impl Memory {
    fn change(&mut self, gone: &[u32], added: Vec<(u32, Identity)>) {
        self.added = added.iter().map(|(number, _)| *number).collect();
        self.identities.extend(added);
        let Update { persons, dropped, rekeyed, keys } =
            update(self, gone, &self.added);
        let stay = (0..).zip(&self.persons);
        let stay = stay.filter(|(number, _)| !dropped.contains(number));
        let stay = stay.map(|(_, person)| person.clone());
        let new = persons.iter().map(|joined| joined.person(self));
        self.persons = stay.chain(new).collect();
        self.persons.sort_by(|a, b| a.id.cmp(&b.id));
        self.keys.retain(|(_, profile)| !rekeyed.contains(profile));
        self.keys.extend(keys);
        self.keys.sort_unstable();
        self.identities.retain(|number, _| !gone.contains(number));
        self.added.clear();
    }

    /// The persons, with the profiles of each in the order of their numbers.
    fn persons(&self) -> Vec<Person> {
        let mut persons = self.persons.clone();
        persons.iter_mut().for_each(|p| p.profiles.sort_unstable());
        persons
    }

    /// What joining all profiles gives.
    fn joined(&self) -> Vec<Person> {
        let numbers: Vec<u32> = self.identities.keys().copied().collect();
        let all: Vec<Identity> = self.identities.values().cloned().collect();
        let mut persons = join(&all);
        for profile in persons.iter_mut().flat_map(|p| &mut p.profiles) {
            *profile = numbers[*profile as usize];
        }
        persons
    }
}

/// Numbers that only look random.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, values: &[&'a str]) -> &'a str {
        values[self.roll(values.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    fn identity(&mut self, number: u32, names: &[&str]) -> Identity {
        let folder = format!("f{}/", self.roll(60));
        let folder = match self.roll(4) {
            0 => "",
            1 => "all/",
            _ => &folder,
        };
        let named = self.chance(85);
        let mut owner = Owner {
            name: named.then(|| self.pick(names).to_owned()),
            name_inferred: self.chance(20),
            ..Owner::default()
        };
        if self.chance(8) {
            owner.orcid = Some(self.pick(&["1", "2", "3"]).to_owned());
        }
        if self.chance(20) {
            let email = self.pick(&["a@x", "b@x", "c@x", "d@x"]);
            owner.emails.push(email.to_owned());
        }
        if self.chance(10) {
            let homepage = self.pick(&["https://www.x/", "http://x", "y"]);
            owner.homepages.push(homepage.to_owned());
        }
        if self.chance(30) {
            owner.affiliations.push(Affiliation {
                organization: self.pick(&["Rice", "MIT", "ETH"]).to_owned(),
                ..Affiliation::default()
            });
        }
        let mut hashes = |many: usize, of: usize| {
            let mut hashes: Vec<u64> =
                (0..self.roll(many)).map(|_| self.roll(of) as u64).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        let (works, coauthors) = (hashes(7, 400), hashes(5, 200));
        let stated = ["x", "ann-roe-2", "ann-roe", "bo-diaz-3"];
        let mut marks = Marks::default();
        if self.chance(8) {
            marks.same.push(self.roll(4) as u64);
            marks.touched = true;
        }
        if self.chance(5) {
            marks.apart.push(self.roll(4) as u64);
            marks.touched = true;
        }
        Identity {
            id: self.chance(6).then(|| self.pick(&stated).to_owned()),
            path: format!("{folder}{}-{number}.md", self.roll(1000)),
            owner,
            works,
            coauthors,
            common_author: None,
            marks,
        }
    }
}

const FEW: &[&str] =
    &["Ann Roe", "A. Roe", "Roe", "Bo Diaz", "Ann B. Roe", "Diaz Bo"];
const MANY: &[&str] = &[
    "Ann Roe",
    "Roe, A.",
    "Bo Diaz",
    "Cy Dunn",
    "Eve Fox",
    "E. Fox",
    "Gil Hay",
    "Ida Jay",
    "Kit Lee",
    "Lee Kit",
    "Ann Roe 2",
    "刘子瑞",
    "Moe Ng",
    "Ola Poe",
    "Quin Ray",
    "Sal Tan",
    "Uma Vo",
    "Wei Xu",
];

#[test]
fn changes_one_by_one_end_where_joining_all_ends() {
    for (seed, names) in (1..).zip([FEW, MANY, MANY, FEW]) {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (seed << 40));
        let mut memory = Memory::default();
        let first = 40 + 20 * u32::try_from(dice.roll(9)).unwrap_or(0);
        let start: Vec<(u32, Identity)> =
            (0..first).map(|n| (n, dice.identity(n, names))).collect();
        memory.change(&[], start);
        assert_eq!(memory.persons(), memory.joined(), "seed {seed}");
        let mut next = first;
        for step in 0..30 {
            let living: Vec<u32> = memory.identities.keys().copied().collect();
            let gone: Vec<u32> = (0..dice.roll(3))
                .map(|_| living[dice.roll(living.len())])
                .collect();
            let mut added = Vec::new();
            for _ in 0..dice.roll(4) {
                added.push((next, dice.identity(next, names)));
                next += 1;
            }
            memory.change(&gone, added);
            let joined = memory.joined();
            let persons = memory.persons();
            assert_eq!(persons, joined, "seed {seed} step {step}");
        }
    }
}

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
        [profile("roe/cv.md", "Ann Roe"), profile("roe/about.md", "Ann Roe")],
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
