//! The table of people: looked up by number without reading all of it.
//!
//! Layout, all numbers little-endian: a header of five `u32` (mark, profiles,
//! persons, keys, sizes) and four `u64` ([`super::people::Totals`]); for each
//! profile its person, where the logs have its file and its identity
//! (`u32::MAX` for numbers no longer used), how many entries it has, how many
//! of them have a title, the words of those and the terms of all other text
//! (`u32` each); how many persons have so many entries; for each person, in
//! the order of identifiers, where the log has it; then the keys that join
//! profiles, sorted, and for each the profile.
//!
//! What a small commit changes stands beside it, in a [`super::patch`].

use tantivy::directory::OwnedBytes;

use crate::people::{KEY_BYTES, Key};

/// What a table begins with.
const MARK: u32 = u32::from_le_bytes(*b"vpt4");
/// Bytes of the mark and the numbers of what follows.
const COUNTS: usize = 5 * 4;
/// Bytes before the first column.
const HEADER: usize = COUNTS + TOTALS * size_of::<u64>();
/// Stands for what is not there.
pub(super) const NOBODY: u32 = u32::MAX;

/// The numbers of [`super::people::Totals`].
pub(super) const TOTALS: usize = 4;

/// The columns of profiles.
pub(super) const COLUMNS: usize = 7;
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
/// Terms of all its text that is no title, the header's too.
pub(super) const TEXT: usize = 6;

/// What the columns have of one profile.
pub(super) type Row = [u32; COLUMNS];

/// A table as it stands in the index.
pub(super) struct Table {
    bytes: OwnedBytes,
    /// How many there are of each.
    pub(super) profiles: usize,
    pub(super) persons: usize,
    keys: usize,
    sizes: usize,
}

impl Table {
    /// None where the bytes are not all of a table.
    pub(super) fn read(bytes: OwnedBytes) -> Option<Table> {
        let number = |i: usize| number_at(&bytes, i * 4);
        let count = |i: usize| number(i).map(|n| n as usize);
        if number(0)? != MARK {
            return None;
        }
        let (profiles, persons, keys) = (count(1)?, count(2)?, count(3)?);
        let sizes = count(4)?;
        let numbers = 4 * (COLUMNS * profiles + 2 * sizes + persons);
        let expected = HEADER + numbers + (KEY_BYTES + 4) * keys;
        let whole = bytes.len() == expected;
        whole.then_some(Table { bytes, profiles, persons, keys, sizes })
    }

    /// Nobody.
    pub(super) fn nobody() -> Table {
        let bytes = OwnedBytes::empty();
        Table { bytes, profiles: 0, persons: 0, keys: 0, sizes: 0 }
    }

    /// What a column has of a profile.
    pub(super) fn column(&self, column: usize, profile: u32) -> Option<u32> {
        let profile = profile as usize;
        let at = HEADER + 4 * (column * self.profiles + profile);
        let within = profile < self.profiles;
        within.then(|| number_at(&self.bytes, at))?.filter(|n| *n != NOBODY)
    }

    /// A column as a whole, [`NOBODY`] where there is nothing.
    pub(super) fn whole_column(
        &self,
        column: usize,
    ) -> impl Iterator<Item = u32> {
        self.numbers(HEADER + 4 * column * self.profiles, self.profiles)
    }

    /// Where the log has a person.
    pub(super) fn person_at(&self, number: u32) -> Option<u32> {
        let number = number as usize;
        let at = self.after_sizes() + 4 * number;
        (number < self.persons).then(|| number_at(&self.bytes, at))?
    }

    /// Numbers that stand side by side.
    fn numbers(&self, at: usize, count: usize) -> impl Iterator<Item = u32> {
        let bytes = self.bytes.get(at..at + 4 * count).unwrap_or_default();
        bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// How many persons have so many entries: `(entries, persons)`.
    pub(super) fn sizes(&self) -> impl Iterator<Item = (u32, u32)> {
        let sizes = HEADER + 4 * COLUMNS * self.profiles;
        (0..self.sizes).filter_map(move |i| {
            let at = sizes + 8 * i;
            let number = |at| number_at(&self.bytes, at);
            Some((number(at)?, number(at + 4)?))
        })
    }

    /// The numbers of [`super::people::Totals`].
    pub(super) fn totals(&self) -> [u64; TOTALS] {
        std::array::from_fn(|i| {
            let at = COUNTS + i * size_of::<u64>();
            let bytes = self.bytes.get(at..at + size_of::<u64>());
            let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
            u64::from_le_bytes(bytes.unwrap_or_default())
        })
    }

    fn after_sizes(&self) -> usize {
        HEADER + 4 * (COLUMNS * self.profiles + 2 * self.sizes)
    }

    /// All keys with their profiles, sorted.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        let at = self.after_sizes() + 4 * self.persons;
        let end = at + KEY_BYTES * self.keys;
        let keys = self.bytes.get(at..end).unwrap_or_default();
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
        let bytes = self.bytes.get(at..at + KEY_BYTES).unwrap_or_default();
        bytes.as_array().map_or(0, key_of)
    }

    fn bearer(&self, index: usize) -> u32 {
        let keys = self.after_sizes() + 4 * self.persons;
        let at = keys + KEY_BYTES * self.keys + 4 * index;
        number_at(&self.bytes, at).unwrap_or(NOBODY)
    }
}

/// A table to be written.
#[derive(Default)]
pub(super) struct NewTable {
    /// [`PERSON`] and so on of each profile.
    pub(super) profiles: [Vec<u32>; COLUMNS],
    /// Where the log has each person, in the order of identifiers.
    pub(super) persons: Vec<u32>,
    /// Keys with their profiles, sorted.
    pub(super) keys: Vec<(Key, u32)>,
    /// How many persons have so many entries.
    pub(super) sizes: Vec<[u32; 2]>,
    /// The numbers of [`super::people::Totals`].
    pub(super) totals: [u64; TOTALS],
}

impl NewTable {
    /// The bytes of the table.
    pub(super) fn encode(&self) -> Vec<u8> {
        let header = [
            MARK,
            narrow(self.profiles[0].len()),
            narrow(self.persons.len()),
            narrow(self.keys.len()),
            narrow(self.sizes.len()),
        ];
        let mut bytes = Vec::new();
        put(&mut bytes, &header, |n| n.to_le_bytes());
        put(&mut bytes, &self.totals, |n| n.to_le_bytes());
        for column in &self.profiles {
            put(&mut bytes, column, |n| n.to_le_bytes());
        }
        put(&mut bytes, self.sizes.as_flattened(), |n| n.to_le_bytes());
        put(&mut bytes, &self.persons, |n| n.to_le_bytes());
        put_keys(&mut bytes, &self.keys);
        bytes
    }
}

/// Adds the bytes of values.
pub(super) fn put<T, const N: usize>(
    bytes: &mut Vec<u8>,
    values: &[T],
    bytes_of: impl Fn(&T) -> [u8; N],
) {
    let before = bytes.len();
    bytes.resize(before + N * values.len(), 0);
    let places = bytes[before..].as_chunks_mut().0;
    for (place, value) in places.iter_mut().zip(values) {
        *place = bytes_of(value);
    }
}

/// Adds keys, then their profiles.
pub(super) fn put_keys(bytes: &mut Vec<u8>, keys: &[(Key, u32)]) {
    put::<_, KEY_BYTES>(bytes, keys, |(key, _)| {
        let [key @ .., _, _] = key.to_le_bytes();
        key
    });
    put(bytes, keys, |(_, profile)| profile.to_le_bytes());
}

/// A key out of its bytes.
#[inline]
pub(super) fn key_of(bytes: &[u8; KEY_BYTES]) -> Key {
    let mut key = [0; size_of::<Key>()];
    key[..KEY_BYTES].copy_from_slice(bytes);
    Key::from_le_bytes(key)
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// A number as tables have it.
pub(super) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NOBODY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_table_is_refused() {
        let table = NewTable {
            persons: vec![0],
            keys: vec![(5, 0)],
            sizes: vec![[1, 1]],
            ..NewTable::default()
        };
        let bytes = table.encode();
        assert!(Table::read(OwnedBytes::new(bytes.clone())).is_some());
        for cut in 0..bytes.len() {
            let part = OwnedBytes::new(bytes[..cut].to_vec());
            assert!(Table::read(part).is_none(), "cut at {cut}");
        }
    }
}
