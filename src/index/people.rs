//! The people of one commit: their table, what small commits changed since
//! it was written, and the logs that both speak of.

use tantivy::directory::OwnedBytes;

use super::codec::Decoder;
use super::files::Record;
use super::identities::decode_owner;
use super::log::record_at;
use super::patch::Patch;
use super::shift::Origin;
use super::table::{FILE, IDENTITY, NOBODY, PERSON, Row, Table, narrow};
use crate::model::Person;
use crate::people::Key;

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
    pub(super) table: Table,
    pub(super) patch: Patch,
    logs: PeopleLogs,
}

/// The logs a table of people speaks of.
pub(super) struct PeopleLogs {
    pub(super) files: OwnedBytes,
    pub(super) identities: OwnedBytes,
    pub(super) persons: OwnedBytes,
}

impl People {
    /// The people of a table, as one patch changes it.
    pub(super) fn new(
        table: Table,
        patch: Option<Patch>,
        logs: PeopleLogs,
    ) -> People {
        let patch = patch.unwrap_or_else(|| Patch::none(&table));
        People { table, patch, logs }
    }

    /// Nobody.
    pub(super) fn nobody() -> People {
        let [files, identities, persons] =
            std::array::from_fn(|_| OwnedBytes::empty());
        let logs = PeopleLogs { files, identities, persons };
        People::new(Table::nobody(), None, logs)
    }

    /// How many persons there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let Patch { shift, came_at, .. } = &self.patch;
        self.table.persons + came_at.len() - shift.gone().len()
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One more than the highest profile number.
    #[must_use]
    pub fn profile_count(&self) -> usize {
        self.patch.profiles as usize
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
        let (mut low, mut high) = (0, narrow(self.len()));
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
    fn record(&self, number: u32) -> Option<&[u8]> {
        let at = match self.patch.shift.origin(number) {
            Origin::Old(number) => self.table.person_at(number)?,
            Origin::New(place) => self.patch.came_at[place],
        };
        Some(record_at(&self.logs.persons, at))
    }

    /// A profile's person, or where the logs have its file or identity.
    pub(super) fn column(&self, column: usize, profile: u32) -> Option<u32> {
        let value = match self.patch.row(profile) {
            Some(row) => row[column],
            None => {
                let value = self.table.column(column, profile)?;
                if column == PERSON { self.patch.person(value) } else { value }
            }
        };
        (value != NOBODY).then_some(value)
    }

    /// All columns of a profile, [`NOBODY`] where there is nothing.
    pub(super) fn row(&self, profile: u32) -> Row {
        let value = |column| self.column(column, profile).unwrap_or(NOBODY);
        std::array::from_fn(value)
    }

    /// How many persons have so many entries, headers left out:
    /// `(entries, persons)`, the fewest entries first.
    pub fn sizes(&self) -> impl Iterator<Item = (u32, u32)> {
        self.patch.sizes.iter().map(|&[entries, persons]| (entries, persons))
    }

    /// What all profiles have together.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let [entries, titles, title_words, text_terms] = self.patch.totals;
        Totals { entries, titles, title_words, text_terms }
    }

    /// The profiles that bear a key.
    pub(super) fn bearers(&self, key: Key) -> impl Iterator<Item = u32> {
        let tabled = self.table.bearers(key);
        let tabled = tabled.filter(|profile| self.patch.keeps_keys(*profile));
        tabled.chain(self.patch.bearers(key))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::files::{Stamp, encode_indexed};
    use crate::index::identities::{encode_identity, encode_person};
    use crate::index::table::NewTable;
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
        let table = NewTable {
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
            sizes: vec![[4, 1], [7, 1]],
            totals: [13, 3, 14, 14],
        };
        let logs = PeopleLogs {
            files: OwnedBytes::new([a, b].concat()),
            identities: OwnedBytes::new(identity),
            persons: OwnedBytes::new([zoe, ada].concat()),
        };
        let bytes = OwnedBytes::new(table.encode());
        let people = People::new(Table::read(bytes).unwrap(), None, logs);
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
        assert!(people.table.keys().eq(table.keys));
        assert!(people.sizes().eq([(4, 1), (7, 1)]));
        let totals =
            Totals { entries: 13, titles: 3, title_words: 14, text_terms: 14 };
        assert_eq!(people.totals(), totals);
    }
}
