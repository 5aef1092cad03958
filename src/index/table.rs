//! The people of the next commit into the bytes of their table; its layout
//! is told by [`super::people`].

use super::codec::{Encoder, framed};
use super::identities::encode_owner;
use super::people::People;
use crate::people::{Joined, KEY_BYTES, Key};

/// What a table begins with.
pub(super) const MARK: u32 = u32::from_le_bytes(*b"vpt4");
/// Bytes of the mark and the numbers of what follows.
pub(super) const COUNTS: usize = 5 * 4;
/// Bytes before the first column.
pub(super) const HEADER: usize = COUNTS + size_of::<[u64; TOTALS]>();
/// Stands for what is not there.
pub(super) const NOBODY: u32 = u32::MAX;

/// The numbers of [`super::people::Totals`].
pub(super) const TOTALS: usize = 4;

/// Entries of a person up to which they are counted without sorting.
const FEW: usize = 1024;

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
            let mut all: Vec<u32> = people.whole_column(column).collect();
            all.resize(profiles as usize, NOBODY);
            all
        };
        Table {
            profiles: std::array::from_fn(column),
            persons: people.persons_at().collect(),
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
        let mut bytes = Vec::new();
        put(&mut bytes, &header, |n| n.to_le_bytes());
        put(&mut bytes, &self.totals(), |n| n.to_le_bytes());
        for column in &self.profiles {
            put(&mut bytes, column, |n| n.to_le_bytes());
        }
        put(&mut bytes, sizes.as_flattened(), |n| n.to_le_bytes());
        put(&mut bytes, &self.persons, |n| n.to_le_bytes());
        put::<_, KEY_BYTES>(&mut bytes, &self.keys, |(key, _)| {
            let [key @ .., _, _] = key.to_le_bytes();
            key
        });
        put(&mut bytes, &self.keys, |(_, profile)| profile.to_le_bytes());
        bytes
    }
}

/// Adds the bytes of values.
fn put<T, const N: usize>(
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

impl Table {
    /// The numbers of [`super::people::Totals`], in their order.
    fn totals(&self) -> [u64; TOTALS] {
        let sum = |column: usize| {
            let known = self.profiles[column].iter().filter(|n| **n != NOBODY);
            known.map(|&n| u64::from(n)).sum::<u64>()
        };
        let headers = self.profiles[ENTRIES].iter().filter(|n| **n != NOBODY);
        let headers = headers.count() as u64;
        [sum(ENTRIES) + headers, sum(TITLES), sum(WORDS), sum(TEXT)]
    }

    /// How many persons have so many entries.
    fn sizes(&self) -> Vec<[u32; 2]> {
        let mut entries = vec![0_u32; self.persons.len()];
        let [persons, _, _, counts, ..] = &self.profiles;
        for (&person, &count) in persons.iter().zip(counts) {
            if let Some(entries) = entries.get_mut(person as usize) {
                *entries = entries.saturating_add(count);
            }
        }
        // Mostly few: counted sooner than sorted.
        let mut few = vec![0_u32; FEW];
        let mut many = Vec::new();
        for count in entries {
            match few.get_mut(count as usize) {
                Some(persons) => *persons += 1,
                None => many.push(count),
            }
        }
        many.sort_unstable();
        let few = (0..).zip(few).filter(|&(n, persons)| n > 0 && persons > 0);
        let same = many.chunk_by(|a, b| a == b);
        let many = same.map(|same| (same[0], narrow(same.len())));
        few.chain(many).map(|(n, persons)| [n, persons]).collect()
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

/// A number as tables have it.
pub(super) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NOBODY)
}
