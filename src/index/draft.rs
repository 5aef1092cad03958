//! The people of the next commit, told as what changes of the last: to be
//! written as a patch while that is small, or else as a whole table.

use std::collections::{BTreeMap, BTreeSet};

use super::patch::Patch;
use super::people::People;
use super::shift::{Origin, Shift};
use super::table::{
    COLUMNS, ENTRIES, NOBODY, NewTable, PERSON, Row, TEXT, TITLES, TOTALS,
    Table, WORDS, narrow,
};
use crate::people::{Key, Update};

/// A patch is written while it has fewer rows than this share of the table's
/// profiles: it is read and written as a whole. So few are always worth one,
/// and so many never are.
const SHARE: usize = 4;
const FEW: usize = 32;
const MANY: usize = 4096;

/// What changes of the last commit's people.
pub(super) struct Draft<'a> {
    last: &'a People,
    /// How many profiles there will be.
    profiles: u32,
    /// Rows that change; their persons come later.
    rows: BTreeMap<u32, Row>,
}

impl<'a> Draft<'a> {
    /// Nothing of it changes but how many profiles there are.
    pub(super) fn new(last: &'a People, profiles: u32) -> Draft<'a> {
        Draft { last, profiles, rows: BTreeMap::new() }
    }

    /// Takes a profile out.
    pub(super) fn remove(&mut self, profile: u32) {
        self.rows.insert(profile, [NOBODY; COLUMNS]);
    }

    /// Sets columns of a profile.
    pub(super) fn set<const N: usize>(
        &mut self,
        profile: u32,
        columns: [(usize, u32); N],
    ) {
        let last = self.last;
        let row =
            self.rows.entry(profile).or_insert_with(|| last.row(profile));
        for (column, value) in columns {
            row[column] = value;
        }
    }

    /// Takes persons out and in, and the keys of profiles; `at` is where the
    /// log has those who are new.
    pub(super) fn finish(self, mut update: Update, at: &[u32]) -> Patch {
        let Draft { last, profiles, mut rows } = self;
        for &profile in update.persons.iter().flat_map(|p| &p.profiles) {
            rows.entry(profile).or_insert_with(|| last.row(profile));
        }
        let (totals, sizes) =
            (totals(last, &rows), sizes(last, &update, &rows));
        let ranks = update.persons.iter().map(|p| last.rank(&p.id)).collect();
        let step = Shift::new(update.dropped.iter().copied().collect(), ranks);
        let before = &last.patch;
        let known = before.changed.iter().copied();
        let mut all: BTreeMap<u32, Row> =
            known.zip(before.rows.iter().copied()).collect();
        all.append(&mut rows);
        for row in all.values_mut().filter(|row| row[PERSON] != NOBODY) {
            row[PERSON] = step.new_number(row[PERSON]).unwrap_or(NOBODY);
        }
        for (person, number) in update.persons.iter().zip(step.numbers()) {
            for profile in &person.profiles {
                if let Some(row) = all.get_mut(profile) {
                    row[PERSON] = *number;
                }
            }
        }
        let (changed, rows) = all.into_iter().unzip();
        let (shift, came_at) = joined(before, &step, at);
        let (rekeyed, keys) = keys(last, &mut update);
        Patch {
            profiles,
            changed,
            rows,
            shift,
            came_at,
            rekeyed,
            keys,
            sizes,
            totals,
        }
    }
}

/// Profiles whose keys in the table no longer count, and all keys that are
/// not in the table: those of the update, taken out of it, and some.
fn keys(last: &People, update: &mut Update) -> (Vec<u32>, Vec<(Key, u32)>) {
    let Patch { rekeyed, keys: known, .. } = &last.patch;
    let is_tabled =
        |profile: &&u32| (**profile as usize) < last.table.profiles;
    let tabled = update.rekeyed.iter().filter(is_tabled);
    let rekeyed: BTreeSet<u32> =
        rekeyed.iter().chain(tabled).copied().collect();
    let mut keys = std::mem::take(&mut update.keys);
    keys.extend(known.iter().filter(|key| !update.rekeyed.contains(&key.1)));
    keys.sort_unstable();
    (rekeyed.into_iter().collect(), keys)
}

/// Who of the table goes and who comes, after a patch and a step from there;
/// `at` is where the log has those who come with the step.
fn joined(before: &Patch, step: &Shift, at: &[u32]) -> (Shift, Vec<u32>) {
    let mut gone = before.shift.gone().to_vec();
    let known = before.shift.come().iter().copied();
    let known = known.zip(before.came_at.iter().copied());
    let mut came: Vec<Option<(u32, u32)>> = known.map(Some).collect();
    for number in step.gone() {
        match before.shift.origin(*number) {
            Origin::Old(number) => gone.push(number),
            Origin::New(place) => came[place] = None,
        }
    }
    gone.sort_unstable();
    let mut known = before.shift.numbers().iter().zip(came).peekable();
    let (mut come, mut came_at) = (Vec::new(), Vec::new());
    let mut enter = |(before, at)| {
        come.push(before);
        came_at.push(at);
    };
    for (rank, at) in step.come().iter().zip(at) {
        while let Some((_, came)) = known.next_if(|(number, _)| *number < rank)
        {
            came.map(&mut enter);
        }
        let place = match before.shift.origin(*rank) {
            Origin::Old(number) => number,
            Origin::New(place) => before.shift.come()[place],
        };
        enter((place, *at));
    }
    known.filter_map(|(_, came)| came).for_each(enter);
    (Shift::new(gone, come), came_at)
}

/// What all profiles have together, where some rows are not as they were.
fn totals(last: &People, rows: &BTreeMap<u32, Row>) -> [u64; TOTALS] {
    let of = |row: Row| {
        let header = u64::from(row[ENTRIES] != NOBODY);
        let [entries, titles, words, text] = [ENTRIES, TITLES, WORDS, TEXT]
            .map(|column| Some(row[column]).filter(|n| *n != NOBODY))
            .map(|known| u64::from(known.unwrap_or(0)));
        [entries + header, titles, words, text]
    };
    let mut totals = last.patch.totals;
    for (&profile, &row) in rows {
        let (before, after) = (of(last.row(profile)), of(row));
        for ((total, before), after) in
            totals.iter_mut().zip(before).zip(after)
        {
            *total = (*total + after).saturating_sub(before);
        }
    }
    totals
}

/// How many persons have so many entries, the fewest entries first; those
/// without any left out.
fn sizes(
    last: &People,
    update: &Update,
    rows: &BTreeMap<u32, Row>,
) -> Vec<[u32; 2]> {
    let known = last.patch.sizes.iter();
    let mut sizes: BTreeMap<u32, u32> = known.map(|&[n, p]| (n, p)).collect();
    for &number in &update.dropped {
        let own = last.profiles(number).into_iter();
        let own = own.filter_map(|profile| last.column(ENTRIES, profile));
        if let Some(persons) = sizes.get_mut(&own.fold(0, u32::saturating_add))
        {
            *persons = persons.saturating_sub(1);
        }
    }
    for person in &update.persons {
        let own = person.profiles.iter().filter_map(|p| rows.get(p));
        let own = own.map(|row| row[ENTRIES]).filter(|n| *n != NOBODY);
        *sizes.entry(own.fold(0, u32::saturating_add)).or_default() += 1;
    }
    sizes.retain(|&entries, persons| entries > 0 && *persons > 0);
    sizes.into_iter().map(|(entries, persons)| [entries, persons]).collect()
}

impl Patch {
    /// Whether it is small enough to stand beside a table.
    pub(super) fn is_small(&self, table: &Table) -> bool {
        let most = (table.profiles / SHARE).clamp(FEW, MANY);
        let rows = self.changed.len() + self.rekeyed.len();
        table.profiles > 0 && rows < most
    }

    /// The table with it applied.
    pub(super) fn folded(mut self, table: &Table) -> NewTable {
        let mut profiles = std::array::from_fn(|column| {
            let mut all: Vec<u32> = table.whole_column(column).collect();
            all.resize(self.profiles as usize, NOBODY);
            all
        });
        for person in profiles[PERSON].iter_mut().filter(|p| **p != NOBODY) {
            *person = self.person(*person);
        }
        for (&profile, row) in self.changed.iter().zip(&self.rows) {
            for (column, value) in profiles.iter_mut().zip(row) {
                column[profile as usize] = *value;
            }
        }
        let count =
            table.persons + self.came_at.len() - self.shift.gone().len();
        let person = |number| match self.shift.origin(number) {
            Origin::Old(number) => table.person_at(number).unwrap_or(NOBODY),
            Origin::New(place) => self.came_at[place],
        };
        let persons = (0..narrow(count)).map(person).collect();
        let mut keys = std::mem::take(&mut self.keys);
        let tabled = table.keys();
        keys.extend(tabled.filter(|(_, profile)| self.keeps_keys(*profile)));
        // Two sorted runs: little more than to merge them.
        keys.sort();
        let Patch { sizes, totals, .. } = self;
        NewTable { profiles, persons, keys, sizes, totals }
    }
}

#[cfg(test)]
mod tests;
