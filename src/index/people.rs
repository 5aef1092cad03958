//! The table of persons: looked up by number without reading all of it.
//!
//! Layout, all numbers little-endian: a header of five `u32` (mark, profiles,
//! persons, files, length of the records), then for each profile its person
//! and its file (`u32` each, `u32::MAX` for numbers no longer used), then
//! where the record of each person and of each file ends, then the records.

use tantivy::directory::OwnedBytes;

use super::codec::{Decoder, Encoder};
use super::files::Record;
use super::identities::{decode_owner, encode_owner};
use crate::model::Person;

const MARK: u32 = u32::from_le_bytes(*b"vpt1");
const HEADER: usize = 5 * 4;
const NOBODY: u32 = u32::MAX;

/// A file of the index, as the table of persons has it.
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
    bytes: OwnedBytes,
    profiles: usize,
    persons: usize,
    files: usize,
}

impl People {
    /// The table in these bytes; None where they are none.
    pub(super) fn read(bytes: OwnedBytes) -> Option<People> {
        let number = |i: usize| number_at(&bytes, i * 4);
        let count = |i: usize| number(i).map(|n| n as usize);
        if number(0)? != MARK {
            return None;
        }
        let (profiles, persons, files) = (count(1)?, count(2)?, count(3)?);
        let tables = 2 * profiles + persons + files;
        let expected = HEADER + 4 * tables + count(4)?;
        (bytes.len() == expected).then_some(People {
            bytes,
            profiles,
            persons,
            files,
        })
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
        self.pair(profile, 0)
    }

    /// The file a profile was read from.
    #[must_use]
    pub fn source_of(&self, profile: u32) -> Option<Source> {
        let file = self.pair(profile, 1)? as usize;
        let mut record = self.record(self.persons.checked_add(file)?)?;
        let path = record.text().to_owned();
        Some(Source { path, format: record.text().to_owned() })
    }

    /// A person; `profiles` are profile numbers of the index.
    #[must_use]
    pub fn person(&self, number: u32) -> Option<Person> {
        let number = number as usize;
        let mut record =
            (number < self.persons).then(|| self.record(number))??;
        let id = record.text().to_owned();
        let mut profiles = Vec::new();
        for _ in 0..record.number() {
            if !record.is_whole() {
                break;
            }
            profiles.push(u32::try_from(record.number()).unwrap_or(NOBODY));
        }
        let owner = decode_owner(&mut record);
        Some(Person { id, owner, profiles })
    }

    /// Identifier and name of a person, cheaper than the whole.
    #[must_use]
    pub fn id_and_name(&self, number: u32) -> Option<(&str, &str)> {
        let number = number as usize;
        let mut record =
            (number < self.persons).then(|| self.record(number))??;
        let id = record.text();
        for _ in 0..record.number() {
            record.number();
        }
        Some((id, record.text()))
    }

    /// The person with an identifier.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.persons);
        while low < high {
            let middle = usize::midpoint(low, high);
            let found = self.record(middle).map_or("", |mut r| r.text());
            match found.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    return u32::try_from(middle).ok();
                }
            }
        }
        None
    }

    fn pair(&self, profile: u32, side: usize) -> Option<u32> {
        let profile = profile as usize;
        let at = (profile < self.profiles)
            .then_some(HEADER + 8 * profile + 4 * side)?;
        number_at(&self.bytes, at).filter(|&person| person != NOBODY)
    }

    fn record(&self, index: usize) -> Option<Decoder<'_>> {
        let ends = HEADER + 8 * self.profiles;
        let records = ends + 4 * (self.persons + self.files);
        let end_of = |i: usize| number_at(&self.bytes, ends + 4 * i);
        let start = index.checked_sub(1).map_or(Some(0), end_of)? as usize;
        let end = end_of(index)? as usize;
        let bytes = self.bytes.get(records + start..records + end)?;
        Some(Decoder::new(bytes))
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The bytes of a table.
///
/// `persons` name profile numbers of the index; `files` are those that have
/// profiles.
pub(super) fn encode(
    mut persons: Vec<Person>,
    files: &[Record<'_>],
) -> Vec<u8> {
    persons.sort_by(|a, b| a.id.cmp(&b.id));
    let last = files.iter().map(|file| file.profiles().end);
    let count = last.max().unwrap_or(0);
    let mut pairs = vec![[NOBODY; 2]; count as usize];
    let (mut ends, mut records) = (Vec::new(), Vec::new());
    for (number, person) in (0..).zip(&persons) {
        for &profile in &person.profiles {
            if let Some(pair) = pairs.get_mut(profile as usize) {
                pair[0] = number;
            }
        }
        let mut out = Encoder::default();
        out.text(&person.id).number(person.profiles.len() as u64);
        for &profile in &person.profiles {
            out.number(u64::from(profile));
        }
        encode_owner(&mut out, &person.owner);
        records.extend(out.finish());
        ends.push(narrow(records.len()));
    }
    for (number, file) in (0..).zip(files) {
        for profile in file.profiles() {
            pairs[profile as usize][1] = number;
        }
        let mut out = Encoder::default();
        out.text(file.path).text(file.format);
        records.extend(out.finish());
        ends.push(narrow(records.len()));
    }
    let header = [
        MARK,
        count,
        narrow(persons.len()),
        narrow(files.len()),
        narrow(records.len()),
    ];
    let numbers = header.iter().chain(pairs.as_flattened()).chain(&ends);
    let mut bytes: Vec<u8> = numbers.flat_map(|n| n.to_le_bytes()).collect();
    bytes.extend(records);
    bytes
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NOBODY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::files::{Files, Stamp, encode_indexed};
    use crate::model::Owner;

    fn person(id: &str, profiles: &[u32]) -> Person {
        Person {
            id: id.into(),
            owner: Owner { name: Some(id.to_uppercase()), ..Owner::default() },
            profiles: profiles.to_vec(),
        }
    }

    #[test]
    fn persons_and_sources_are_found_by_number() {
        let stamp = |path: &str| Stamp {
            path: path.into(),
            format: "x".into(),
            ..Stamp::default()
        };
        let a = encode_indexed(&stamp("a.md"), 3, 1);
        let b = encode_indexed(&stamp("b.md"), 4, 1);
        let files = Files::default().with(&[a, b].concat()).unwrap();
        let files: Vec<Record<'_>> = files.iter().collect();
        let persons = vec![person("zoe", &[3]), person("ada", &[4])];
        let bytes = encode(persons, &files);
        let people = People::read(OwnedBytes::new(bytes)).unwrap();
        assert_eq!((people.len(), people.profile_count()), (2, 5));
        assert_eq!(people.person_of(0), None);
        assert_eq!(people.person_of(3), Some(1));
        assert_eq!(people.person_of(4), Some(0));
        assert_eq!(people.person_of(9), None);
        assert_eq!(people.person(1), Some(person("zoe", &[3])));
        assert_eq!(people.person(2), None);
        assert_eq!(people.id_and_name(0), Some(("ada", "ADA")));
        let path = |profile| people.source_of(profile).unwrap().path;
        assert_eq!((path(3), path(4)), ("a.md".into(), "b.md".into()));
        assert_eq!(people.by_id("zoe"), Some(1));
        assert_eq!(people.by_id("bob"), None);
    }

    #[test]
    fn a_cut_table_is_refused() {
        let bytes = encode(vec![person("a", &[])], &[]);
        for cut in 0..bytes.len() {
            let part = OwnedBytes::new(bytes[..cut].to_vec());
            assert!(People::read(part).is_none(), "cut at {cut}");
        }
    }
}
