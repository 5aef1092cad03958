//! What small commits changed since the table of people was written.
//!
//! Written anew by each of them, as long as it is small beside the table:
//! what a commit costs does not grow with the index. All numbers
//! little-endian: a header of seven `u32` (mark, profiles, rows, persons who
//! went, who came, profiles with other keys, keys, sizes) and four `u64`
//! ([`super::people::Totals`]), both as they are now; then what is counted
//! there: the profiles with a row of their own; these rows, as the columns
//! of the table; persons of the table who are no more; before whom of the
//! table each stands who came, and where the log has each; profiles whose
//! keys in the table no longer count; how many persons have so many
//! entries; keys, and for each the profile.

use super::shift::Shift;
use super::table::{NOBODY, Row, TOTALS, Table, key_of, put, put_keys};
use crate::people::{KEY_BYTES, Key};

/// What a patch begins with.
const MARK: u32 = u32::from_le_bytes(*b"vpp1");

/// What has changed since the table was written.
#[derive(Debug, Default)]
pub(super) struct Patch {
    /// How many profiles there are now.
    pub(super) profiles: u32,
    /// The profiles whose rows are not those of the table, in order.
    pub(super) changed: Vec<u32>,
    /// Their rows; persons are numbered as they are now.
    pub(super) rows: Vec<Row>,
    /// How persons of the table and those who came are numbered now.
    pub(super) shift: Shift,
    /// Where the log has those who came.
    pub(super) came_at: Vec<u32>,
    /// Profiles whose keys in the table no longer count, in order.
    pub(super) rekeyed: Vec<u32>,
    /// Their keys and those of new profiles, sorted.
    pub(super) keys: Vec<(Key, u32)>,
    /// How many persons have so many entries now.
    pub(super) sizes: Vec<[u32; 2]>,
    /// The numbers of [`super::people::Totals`] now.
    pub(super) totals: [u64; TOTALS],
}

impl Patch {
    /// What does not change a table.
    pub(super) fn none(table: &Table) -> Patch {
        Patch {
            profiles: table.profiles as u32,
            sizes: table.sizes().map(|(n, persons)| [n, persons]).collect(),
            totals: table.totals(),
            ..Patch::default()
        }
    }

    /// None where the bytes are not all of a patch.
    pub(super) fn decode(mut from: &[u8]) -> Option<Patch> {
        let from = &mut from;
        let [mark, profiles, changed, gone, came, rekeyed, keys, sizes] =
            take(from, 8)?.try_into().ok()?;
        if mark != MARK {
            return None;
        }
        let totals = take_all(from, TOTALS as u32, u64::from_le_bytes)?;
        let totals = totals.try_into().ok()?;
        let (changed, rows) = (take(from, changed)?, changed);
        let rows = (0..rows)
            .map(|_| take(from, Row::default().len() as u32)?.try_into().ok())
            .collect::<Option<Vec<Row>>>()?;
        let shift = Shift::new(take(from, gone)?, take(from, came)?);
        let came_at = take(from, came)?;
        let rekeyed = take(from, rekeyed)?;
        let sizes = take(from, sizes.checked_mul(2)?)?;
        let sizes = sizes.as_chunks().0.to_vec();
        let bytes = take_all(from, keys, |key: [u8; KEY_BYTES]| key_of(&key))?;
        let keys = bytes.into_iter().zip(take(from, keys)?).collect();
        from.is_empty().then_some(Patch {
            profiles,
            changed,
            rows,
            shift,
            came_at,
            rekeyed,
            keys,
            sizes,
            totals,
        })
    }

    /// The bytes of the patch.
    pub(super) fn encode(&self) -> Vec<u8> {
        let header = [
            MARK as usize,
            self.profiles as usize,
            self.changed.len(),
            self.shift.gone().len(),
            self.came_at.len(),
            self.rekeyed.len(),
            self.keys.len(),
            self.sizes.len(),
        ];
        let mut bytes = Vec::new();
        put(&mut bytes, &header, |n| (*n as u32).to_le_bytes());
        put(&mut bytes, &self.totals, |n| n.to_le_bytes());
        for numbers in [
            &self.changed,
            self.rows.as_flattened(),
            self.shift.gone(),
            self.shift.come(),
            &self.came_at,
            &self.rekeyed,
            self.sizes.as_flattened(),
        ] {
            put(&mut bytes, numbers, |n| n.to_le_bytes());
        }
        put_keys(&mut bytes, &self.keys);
        bytes
    }

    /// The row of a profile that is not as the table has it.
    pub(super) fn row(&self, profile: u32) -> Option<&Row> {
        let place = self.changed.binary_search(&profile).ok()?;
        Some(&self.rows[place])
    }

    /// The number of a person by that of the table; [`NOBODY`] where gone.
    pub(super) fn person(&self, number: u32) -> u32 {
        self.shift.new_number(number).unwrap_or(NOBODY)
    }

    /// Whether the keys that the table has of a profile count.
    pub(super) fn keeps_keys(&self, profile: u32) -> bool {
        self.rekeyed.binary_search(&profile).is_err()
    }

    /// The profiles that bear a key only here.
    pub(super) fn bearers(&self, key: Key) -> impl Iterator<Item = u32> {
        let start = self.keys.partition_point(|(other, _)| *other < key);
        let same = self.keys[start..].iter();
        same.take_while(move |k| k.0 == key).map(|k| k.1)
    }
}

/// The next numbers.
fn take(from: &mut &[u8], count: u32) -> Option<Vec<u32>> {
    take_all(from, count, u32::from_le_bytes)
}

/// The next values of so many bytes.
fn take_all<T, const N: usize>(
    from: &mut &[u8],
    count: u32,
    value: impl Fn([u8; N]) -> T,
) -> Option<Vec<T>> {
    let length = N.checked_mul(count as usize)?;
    let values = from.split_off(..length)?.as_chunks().0;
    Some(values.iter().map(|bytes| value(*bytes)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_is_read_as_it_was_written() {
        let patch = Patch {
            profiles: 9,
            changed: vec![2, 8],
            rows: vec![[1; 7], [NOBODY; 7]],
            shift: Shift::new(vec![3], vec![0, 4]),
            came_at: vec![70, 90],
            rekeyed: vec![2],
            keys: vec![(5, 2), (1 << 47, 8)],
            sizes: vec![[1, 4], [3, 1]],
            totals: [1, 2, 3, u64::MAX],
        };
        let bytes = patch.encode();
        let read = Patch::decode(&bytes).unwrap();
        assert_eq!(format!("{read:?}"), format!("{patch:?}"));
        assert_eq!(read.row(2), Some(&[1; 7]));
        assert_eq!(read.row(3), None);
        let bearers = |key| read.bearers(key).collect::<Vec<_>>();
        assert_eq!((bearers(1 << 47), bearers(6)), (vec![8], vec![]));
        for cut in 0..bytes.len() {
            assert!(Patch::decode(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
