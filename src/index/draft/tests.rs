//! A patched table against one written anew, and against what went in.

use std::collections::BTreeSet;

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use tantivy::directory::OwnedBytes;

use super::*;
use crate::index::identities::encode_person;
use crate::index::people::PeopleLogs;
use crate::index::table::{FILE, IDENTITY};
use crate::people::Joined;

/// What is to be found: persons with their profiles, the numbers of each
/// profile, and the keys.
#[derive(Default)]
struct Expected {
    persons: BTreeMap<String, Vec<u32>>,
    rows: BTreeMap<u32, u32>,
    keys: BTreeSet<(Key, u32)>,
    next: u32,
    log: Vec<u8>,
}

impl Expected {
    /// Takes profiles out and puts new ones into persons of these names,
    /// with whoever has the name already; `count` numbers are given away.
    fn step(
        &mut self,
        last: &People,
        gone: &BTreeSet<u32>,
        added: &BTreeMap<u8, u32>,
        count: u32,
    ) -> Patch {
        let gone: BTreeSet<u32> = gone
            .iter()
            .copied()
            .filter(|profile| self.rows.contains_key(profile))
            .collect();
        let before = self.persons.clone();
        let mut draft = Draft::new(last, self.next + count);
        for profile in &gone {
            draft.remove(*profile);
            self.rows.remove(profile);
        }
        for own in self.persons.values_mut() {
            own.retain(|profile| !gone.contains(profile));
        }
        for ((name, value), profile) in added.iter().zip(self.next..) {
            let columns = [FILE, IDENTITY, ENTRIES, TITLES, WORDS, TEXT];
            draft.set(profile, columns.map(|column| (column, *value)));
            self.rows.insert(profile, *value);
            let person = self.persons.entry(format!("p{name}"));
            person.or_default().push(profile);
        }
        self.next += count;
        self.persons.retain(|_, own| !own.is_empty());
        let mut update = Update::default();
        for (number, (id, own)) in (0..).zip(&before) {
            if self.persons.get(id) != Some(own) {
                update.dropped.insert(number);
                update.rekeyed.extend(own);
            }
        }
        for (id, own) in &self.persons {
            if before.get(id) != Some(own) {
                let (id, profiles) = (id.clone(), own.clone());
                update.rekeyed.extend(own);
                let keys = own.iter().map(|&p| (u64::from(p % 7), p));
                update.keys.extend(keys);
                let owner = Some(Box::default());
                update.persons.push(Joined { id, profiles, owner });
            }
        }
        update.keys.sort_unstable();
        self.keys.retain(|(_, p)| !update.rekeyed.contains(p));
        self.keys.extend(&update.keys);
        let at: Vec<u32> = update
            .persons
            .iter()
            .map(|person| {
                let at = narrow(self.log.len());
                self.log.extend(encode_person(person));
                at
            })
            .collect();
        draft.finish(update, &at)
    }

    fn open(&self, table: &[u8], patch: Option<Patch>) -> People {
        let logs = PeopleLogs {
            files: OwnedBytes::empty(),
            identities: OwnedBytes::empty(),
            persons: OwnedBytes::new(self.log.clone()),
        };
        let table = Table::read(OwnedBytes::new(table.to_vec()));
        People::new(table.unwrap(), patch, logs)
    }

    fn holds(&self, people: &People) {
        assert_eq!(people.len(), self.persons.len());
        for (number, (id, own)) in (0..).zip(&self.persons) {
            assert_eq!(people.by_id(id), Some(number), "{id}");
            assert_eq!(people.profiles(number), *own, "{id}");
            for profile in own {
                assert_eq!(people.person_of(*profile), Some(number));
            }
        }
        for profile in 0..self.next + 3 {
            for column in (0..COLUMNS).filter(|c| *c != PERSON) {
                let value = self.rows.get(&profile).copied();
                assert_eq!(people.column(column, profile), value);
            }
        }
        for key in 0..8 {
            let mut bearers: Vec<u32> = people.bearers(key).collect();
            bearers.sort_unstable();
            let own = self.keys.iter().filter(|(k, _)| *k == key);
            assert!(bearers.into_iter().eq(own.map(|(_, p)| *p)));
        }
        let mut sizes: BTreeMap<u32, u32> = BTreeMap::new();
        for own in self.persons.values() {
            let size = own.iter().map(|profile| self.rows[profile]).sum();
            *sizes.entry(size).or_default() += 1;
        }
        assert!(people.sizes().eq(sizes));
        let sum = self.rows.values().map(|n| u64::from(*n)).sum::<u64>();
        let totals = [sum + self.rows.len() as u64, sum, sum, sum];
        assert_eq!(people.patch.totals, totals);
    }
}

proptest! {
    #[test]
    fn a_patched_table_tells_what_a_new_one_would(
        steps in vec(
            (
                btree_set(0_u32..40, 0..6),
                btree_map(0_u8..30, 1_u32..9, 0..8),
                0_u32..2,
                any::<bool>(),
            ),
            1..12,
        ),
    ) {
        let mut expected = Expected::default();
        let mut table = NewTable::default().encode();
        let mut people = expected.open(&table, None);
        for (gone, added, more, folds) in &steps {
            let count = narrow(added.len()) + more;
            let patch = expected.step(&people, gone, added, count);
            let bytes = patch.encode();
            let folded = patch.folded(&people.table).encode();
            expected.holds(&expected.open(&folded, None));
            let patch = if *folds {
                table = folded;
                None
            } else {
                Patch::decode(&bytes)
            };
            people = expected.open(&table, patch);
            expected.holds(&people);
        }
    }
}
