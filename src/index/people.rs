//! The table of people: looked up by number without reading all of it.
//!
//! Layout, all numbers little-endian: a header of five `u32` (mark, profiles,
//! persons, keys, sizes) and four `u64` ([`Totals`]); for each profile its
//! person, where the logs have its file and its identity (`u32::MAX` for
//! numbers no longer used), how many entries it has, how many of them have a
//! title, the words of those and the terms of all other text (`u32` each);
//! how many persons have so many entries; for each person, in the order of
//! identifiers, where the log has it; then the keys that join profiles,
//! sorted, and for each the profile.

use tantivy::directory::OwnedBytes;

use super::codec::Decoder;
use super::files::Record;
use super::identities::decode_owner;
use super::log::record_at;
use super::table::{
    COLUMNS, COUNTS, FILE, HEADER, IDENTITY, MARK, NOBODY, PERSON, narrow,
};
use crate::model::Person;
use crate::people::{KEY_BYTES, Key};

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
    pub(super) fn identity(&self, profile: u32) -> &[u8] {
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

    /// A column as a whole, [`NOBODY`] where there is nothing.
    pub(super) fn whole_column(
        &self,
        column: usize,
    ) -> impl Iterator<Item = u32> {
        self.numbers(HEADER + 4 * column * self.profiles, self.profiles)
    }

    /// Where the log has each person.
    pub(super) fn persons_at(&self) -> impl Iterator<Item = u32> {
        self.numbers(self.after_sizes(), self.persons)
    }

    /// Numbers of the table that stand side by side.
    fn numbers(&self, at: usize, count: usize) -> impl Iterator<Item = u32> {
        let bytes = self.table.get(at..at + 4 * count).unwrap_or_default();
        bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
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

    /// What all profiles have together.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let number = |i: usize| {
            let at = COUNTS + i * size_of::<u64>();
            let bytes = self.table.get(at..at + size_of::<u64>());
            let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
            u64::from_le_bytes(bytes.unwrap_or_default())
        };
        let [entries, titles, title_words, text_terms] =
            std::array::from_fn(number);
        Totals { entries, titles, title_words, text_terms }
    }

    fn after_sizes(&self) -> usize {
        HEADER + 4 * (COLUMNS * self.profiles + 2 * self.sizes)
    }

    /// How many keys there are.
    pub(super) fn key_count(&self) -> usize {
        self.keys
    }

    /// All keys with their profiles, sorted.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        let at = self.after_sizes() + 4 * self.persons;
        let end = at + KEY_BYTES * self.keys;
        let keys = self.table.get(at..end).unwrap_or_default();
        let keys = keys.as_chunks().0.iter().map(key_of);
        keys.zip(self.numbers(end, self.keys))
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
        let bytes = self.table.get(at..at + KEY_BYTES).unwrap_or_default();
        bytes.as_array().map_or(0, key_of)
    }

    fn bearer(&self, index: usize) -> u32 {
        let keys = self.after_sizes() + 4 * self.persons;
        let at = keys + KEY_BYTES * self.keys + 4 * index;
        number_at(&self.table, at).unwrap_or(NOBODY)
    }
}

/// What all profiles of an index have together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Entries, headers among them.
    pub entries: u64,
    /// Those of them that have a title.
    pub titles: u64,
    /// Words of these titles.
    pub title_words: u64,
    /// Terms of all text that is no title.
    pub text_terms: u64,
}

#[inline]
fn key_of(bytes: &[u8; KEY_BYTES]) -> Key {
    let mut key = [0; size_of::<Key>()];
    key[..KEY_BYTES].copy_from_slice(bytes);
    Key::from_le_bytes(key)
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::files::{Stamp, encode_indexed};
    use crate::index::identities::encode_identity;
    use crate::index::table::{Table, encode_person};
    use crate::model::{Identity, Owner};
    use crate::people::Joined;

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
                vec![none, none, none, 8, 6],
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
        let totals =
            Totals { entries: 13, titles: 3, title_words: 14, text_terms: 14 };
        assert_eq!(people.totals(), totals);
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
