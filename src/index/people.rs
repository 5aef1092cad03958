//! The table of people: looked up by number without reading all of it.
//!
//! Layout, all numbers little-endian: a header of five `u32` (mark, profiles,
//! persons, keys, sizes); for each profile its person, where the logs have
//! its file and its identity (`u32::MAX` for numbers no longer used), how
//! many entries it has, how many of them have a title and the words of those
//! (`u32` each); how many persons have so many entries; for each person, in the order of identifiers, where the log has it; then
//! the keys that join profiles, sorted, and for each the profile.

use tantivy::directory::OwnedBytes;

use super::codec::{Decoder, Encoder, framed};
use super::files::Record;
use super::identities::{decode_owner, encode_owner};
use super::log::record_at;
use crate::model::Person;
use crate::people::{Joined, KEY_BYTES, Key};

const MARK: u32 = u32::from_le_bytes(*b"vpt3");
const HEADER: usize = 5 * 4;
/// Stands for what is not there.
pub(super) const NOBODY: u32 = u32::MAX;

/// A file of the index, as the persons' sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Its path, as given to `vitae index` or below such a path.
    pub path: String,
    /// Name of the format that read it.
    pub format: String,
}

/// The persons of one commit.
///
/// Persons are numbered from 0 in the order of their identifiers; profiles
/// have the numbers of the fast field `profile`.
pub struct People {
    table: OwnedBytes,
    profiles: usize,
    persons: usize,
    keys: usize,
    sizes: usize,
    logs: PeopleLogs,
}

/// The logs a table of people speaks of.
pub(super) struct PeopleLogs {
    pub(super) files: OwnedBytes,
    pub(super) identities: OwnedBytes,
    pub(super) persons: OwnedBytes,
}

impl People {
    /// The people of a table and of the logs it speaks of; None where the
    /// table is not whole.
    pub(super) fn read(table: OwnedBytes, logs: PeopleLogs) -> Option<People> {
        let number = |i: usize| number_at(&table, i * 4);
        let count = |i: usize| number(i).map(|n| n as usize);
        if number(0)? != MARK {
            return None;
        }
        let (profiles, persons, keys) = (count(1)?, count(2)?, count(3)?);
        let sizes = count(4)?;
        let numbers = 4 * (COLUMNS * profiles + 2 * sizes + persons);
        let expected = HEADER + numbers + (KEY_BYTES + 4) * keys;
        let whole = table.len() == expected;
        whole.then_some(People { table, profiles, persons, keys, sizes, logs })
    }

    /// Nobody.
    pub(super) fn nobody() -> People {
        let [table, files, identities, persons] =
            std::array::from_fn(|_| OwnedBytes::empty());
        let logs = PeopleLogs { files, identities, persons };
        People { table, profiles: 0, persons: 0, keys: 0, sizes: 0, logs }
    }

    /// How many persons there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.persons
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.persons == 0
    }

    /// One more than the highest profile number.
    #[must_use]
    pub fn profile_count(&self) -> usize {
        self.profiles
    }

    /// The person a profile is about; None for a number no longer used.
    #[must_use]
    pub fn person_of(&self, profile: u32) -> Option<u32> {
        self.column(PERSON, profile)
    }

    /// The file a profile was read from.
    #[must_use]
    pub fn source_of(&self, profile: u32) -> Option<Source> {
        let file = self.column(FILE, profile)?;
        let record = Record::decode(record_at(&self.logs.files, file))?;
        let (path, format) =
            (record.path.to_owned(), record.format.to_owned());
        Some(Source { path, format })
    }

    /// A person; `profiles` are profile numbers of the index.
    #[must_use]
    pub fn person(&self, number: u32) -> Option<Person> {
        let mut record = Decoder::new(self.record(number)?);
        let id = record.text().to_owned();
        let mut profiles = Vec::new();
        for _ in 0..record.number() {
            if !record.is_whole() {
                break;
            }
            profiles.push(u32::try_from(record.number()).unwrap_or(NOBODY));
        }
        let owner = match profiles.as_slice() {
            [only] if record.number() == 1 => {
                decode_owner(&mut Decoder::new(self.identity(*only)))
            }
            _ => decode_owner(&mut record),
        };
        Some(Person { id, owner, profiles })
    }

    /// The numbers of a person's profiles, in the order of their files,
    /// cheaper than the whole.
    #[must_use]
    pub fn profiles(&self, number: u32) -> Vec<u32> {
        let mut record = Decoder::new(self.record(number).unwrap_or_default());
        record.text();
        let count = record.number();
        (0..count)
            .map_while(|_| {
                let profile = record.number();
                record.is_whole().then_some(profile)
            })
            .filter_map(|profile| u32::try_from(profile).ok())
            .collect()
    }

    /// Identifier and name of a person, cheaper than the whole; the
    /// identifier again where no name is known.
    #[must_use]
    pub fn id_and_name(&self, number: u32) -> Option<(&str, &str)> {
        let mut record = Decoder::new(self.record(number)?);
        let id = record.text();
        let (count, mut profile) = (record.number(), 0);
        for _ in 0..count {
            profile = record.number();
        }
        if count == 1 && record.number() == 1 {
            let profile = u32::try_from(profile).unwrap_or(NOBODY);
            record = Decoder::new(self.identity(profile));
        }
        let name = record.text();
        Some((id, if name.is_empty() { id } else { name }))
    }

    /// The record of a profile's identity, which begins with its owner.
    fn identity(&self, profile: u32) -> &[u8] {
        let offset = self.column(IDENTITY, profile).unwrap_or(NOBODY);
        record_at(&self.logs.identities, offset)
    }

    /// The person with an identifier.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let number = self.rank(id);
        (self.id(number)? == id).then_some(number)
    }

    /// How many persons have a lesser identifier.
    pub(super) fn rank(&self, id: &str) -> u32 {
        let (mut low, mut high) = (0, narrow(self.persons));
        while low < high {
            let middle = u32::midpoint(low, high);
            if self.id(middle).unwrap_or_default() < id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn id(&self, number: u32) -> Option<&str> {
        self.record(number).map(|record| Decoder::new(record).text())
    }

    /// The record of a person.
    pub(super) fn record(&self, number: u32) -> Option<&[u8]> {
        Some(record_at(&self.logs.persons, self.person_at(number)?))
    }

    /// Where the log has a person.
    pub(super) fn person_at(&self, number: u32) -> Option<u32> {
        let number = number as usize;
        let at = self.after_sizes() + 4 * number;
        (number < self.persons).then(|| number_at(&self.table, at))?
    }

    /// A profile's person, or where the logs have its file or identity.
    pub(super) fn column(&self, column: usize, profile: u32) -> Option<u32> {
        let profile = profile as usize;
        let at = HEADER + 4 * (column * self.profiles + profile);
        let within = profile < self.profiles;
        within.then(|| number_at(&self.table, at))?.filter(|n| *n != NOBODY)
    }

    /// How many persons have so many entries, headers left out:
    /// `(entries, persons)`, the fewest entries first.
    pub fn sizes(&self) -> impl Iterator<Item = (u32, u32)> {
        let sizes = HEADER + 4 * COLUMNS * self.profiles;
        (0..self.sizes).filter_map(move |i| {
            let at = sizes + 8 * i;
            let number = |at| number_at(&self.table, at);
            Some((number(at)?, number(at + 4)?))
        })
    }

    /// How many entries have a title, and the words of all titles.
    #[must_use]
    pub fn titles(&self) -> (u64, u64) {
        let all = 0..narrow(self.profiles);
        all.fold((0, 0), |(titles, words), profile| {
            let count = |c| u64::from(self.column(c, profile).unwrap_or(0));
            (titles + count(TITLES), words + count(WORDS))
        })
    }

    fn after_sizes(&self) -> usize {
        HEADER + 4 * (COLUMNS * self.profiles + 2 * self.sizes)
    }

    /// All keys with their profiles, sorted.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        (0..self.keys).map(|i| (self.key(i), self.bearer(i)))
    }

    /// The profiles that bear a key.
    pub(super) fn bearers(&self, key: Key) -> impl Iterator<Item = u32> {
        let (mut low, mut high) = (0, self.keys);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.key(middle) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let same = (low..self.keys).take_while(move |i| self.key(*i) == key);
        same.map(|i| self.bearer(i))
    }

    fn key(&self, index: usize) -> Key {
        let keys = self.after_sizes() + 4 * self.persons;
        let at = keys + KEY_BYTES * index;
        let mut key = [0; size_of::<Key>()];
        if let Some(bytes) = self.table.get(at..at + KEY_BYTES) {
            key[..KEY_BYTES].copy_from_slice(bytes);
        }
        Key::from_le_bytes(key)
    }

    fn bearer(&self, index: usize) -> u32 {
        let keys = self.after_sizes() + 4 * self.persons;
        let at = keys + KEY_BYTES * self.keys + 4 * index;
        number_at(&self.table, at).unwrap_or(NOBODY)
    }
}

/// The columns of profiles.
const COLUMNS: usize = 6;
/// The person a profile is about.
pub(super) const PERSON: usize = 0;
/// Where the log has the file it was read from.
pub(super) const FILE: usize = 1;
/// Where the log has its identity.
pub(super) const IDENTITY: usize = 2;
/// Its entries, the header left out.
pub(super) const ENTRIES: usize = 3;
/// Those of them that have a title.
pub(super) const TITLES: usize = 4;
/// Words of these titles.
pub(super) const WORDS: usize = 5;

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// A table to be written.
#[derive(Default)]
pub(super) struct Table {
    /// [`PERSON`] and so on of each profile.
    pub(super) profiles: [Vec<u32>; COLUMNS],
    /// Where the log has each person, in the order of identifiers.
    pub(super) persons: Vec<u32>,
    /// Keys with their profiles, sorted.
    pub(super) keys: Vec<(Key, u32)>,
}

impl Table {
    /// What is in a table already, the keys left out, with room for so many
    /// profiles.
    pub(super) fn of(people: &People, profiles: u32) -> Table {
        let column = |column| {
            let all = 0..profiles;
            let value = |p| people.column(column, p).unwrap_or(NOBODY);
            all.map(value).collect()
        };
        let persons = 0..narrow(people.persons);
        let persons = persons.filter_map(|person| people.person_at(person));
        Table {
            profiles: std::array::from_fn(column),
            persons: persons.collect(),
            keys: Vec::new(),
        }
    }

    /// The bytes of the table.
    pub(super) fn encode(&self) -> Vec<u8> {
        let sizes = self.sizes();
        let header = [
            MARK,
            narrow(self.profiles[0].len()),
            narrow(self.persons.len()),
            narrow(self.keys.len()),
            narrow(sizes.len()),
        ];
        let columns = self.profiles.iter().flatten();
        let sizes = sizes.as_flattened();
        let numbers =
            header.iter().chain(columns).chain(sizes).chain(&self.persons);
        let mut bytes: Vec<u8> =
            numbers.flat_map(|n| n.to_le_bytes()).collect();
        for (key, _) in &self.keys {
            bytes.extend(&key.to_le_bytes()[..KEY_BYTES]);
        }
        for (_, profile) in &self.keys {
            bytes.extend(profile.to_le_bytes());
        }
        bytes
    }
}

impl Table {
    /// How many persons have so many entries.
    fn sizes(&self) -> Vec<[u32; 2]> {
        let mut entries = vec![0_u32; self.persons.len()];
        let [persons, _, _, counts, ..] = &self.profiles;
        for (&person, &count) in persons.iter().zip(counts) {
            if let Some(entries) = entries.get_mut(person as usize) {
                *entries = entries.saturating_add(count);
            }
        }
        entries.retain(|&count| count > 0);
        entries.sort_unstable();
        let same = entries.chunk_by(|a, b| a == b);
        same.map(|same| [same[0], narrow(same.len())]).collect()
    }
}

/// The record of a person, as the log has it; what the only profile says
/// need not be written again.
pub(super) fn encode_person(person: &Joined) -> Vec<u8> {
    let Joined { id, profiles, owner } = person;
    let mut out = Encoder::default();
    out.text(id).number(profiles.len() as u64);
    for &profile in profiles {
        out.number(u64::from(profile));
    }
    if profiles.len() == 1 {
        out.number(u64::from(owner.is_none()));
    }
    if let Some(owner) = owner {
        encode_owner(&mut out, owner);
    }
    framed(&out.finish())
}

pub(super) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NOBODY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::files::{Stamp, encode_indexed};
    use crate::index::identities::encode_identity;
    use crate::model::{Identity, Owner};

    fn person(id: &str, profiles: &[u32]) -> Person {
        Person {
            id: id.into(),
            owner: Owner { name: Some(id.to_uppercase()), ..Owner::default() },
            profiles: profiles.to_vec(),
        }
    }

    #[test]
    fn persons_sources_and_keys_are_found() {
        let stamp = |path: &str| Stamp {
            path: path.into(),
            format: "x".into(),
            ..Stamp::default()
        };
        let a = encode_indexed(&stamp("a.md"), 3, 1);
        let b = encode_indexed(&stamp("b.md"), 4, 1);
        let joined = |Person { id, owner, profiles }: Person, stated| {
            let owner = Some(Box::new(owner)).filter(|_| stated);
            encode_person(&Joined { id, profiles, owner })
        };
        let ada = joined(person("ada", &[4]), false);
        let zoe = joined(person("zoe", &[3]), true);
        let identity = Identity {
            owner: person("ada", &[]).owner,
            ..Identity::default()
        };
        let identity = encode_identity(&identity, "b.md");
        let none = NOBODY;
        let table = Table {
            profiles: [
                vec![none, none, none, 1, 0],
                vec![none, none, none, 0, narrow(a.len())],
                vec![none, none, none, none, 0],
                vec![none, none, none, 7, 4],
                vec![none, none, none, 2, 1],
                vec![none, none, none, 9, 5],
            ],
            persons: vec![narrow(zoe.len()), 0],
            keys: vec![(1, 3), (7, 3), (7, 4), (1 << 47, 4)],
        };
        let logs = PeopleLogs {
            files: OwnedBytes::new([a, b].concat()),
            identities: OwnedBytes::new(identity),
            persons: OwnedBytes::new([zoe, ada].concat()),
        };
        let bytes = OwnedBytes::new(table.encode());
        let people = People::read(bytes, logs).unwrap();
        assert_eq!((people.len(), people.profile_count()), (2, 5));
        assert_eq!(people.person_of(0), None);
        assert_eq!(people.person_of(3), Some(1));
        assert_eq!(people.person_of(4), Some(0));
        assert_eq!(people.person_of(9), None);
        assert_eq!(people.person(0), Some(person("ada", &[4])));
        assert_eq!(people.person(2), None);
        assert_eq!(people.id_and_name(1), Some(("zoe", "ZOE")));
        assert_eq!(people.id_and_name(0), Some(("ada", "ADA")));
        let path = |profile| people.source_of(profile).unwrap().path;
        assert_eq!((path(3), path(4)), ("a.md".into(), "b.md".into()));
        assert_eq!(people.by_id("zoe"), Some(1));
        assert_eq!(people.by_id("bob"), None);
        assert_eq!((people.rank("bob"), people.rank("zz")), (1, 2));
        let bearers = |key| people.bearers(key).collect::<Vec<_>>();
        assert_eq!(bearers(7), [3, 4]);
        assert_eq!((bearers(1 << 47), bearers(2)), (vec![4], vec![]));
        assert!(people.keys().eq(table.keys));
        assert!(people.sizes().eq([(4, 1), (7, 1)]));
        assert_eq!(people.titles(), (3, 14));
    }

    #[test]
    fn a_cut_table_is_refused() {
        let table = Table { persons: vec![0], ..Table::default() };
        let bytes = table.encode();
        for cut in 0..bytes.len() {
            let part = OwnedBytes::new(bytes[..cut].to_vec());
            let logs = People::nobody().logs;
            assert!(People::read(part, logs).is_none(), "cut at {cut}");
        }
    }
}
