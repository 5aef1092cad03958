//! The people of the last commit and a change of profiles into the people of
//! the next.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use tantivy::directory::OwnedBytes;

use super::codec::framed;
use super::entry::EntryView;
use super::files::{Files, Record, logged_path, records};
use super::identities::decode_identity;
use super::log::{Payload, append, damaged, record_at};
use super::people::People;
use super::store::{map, read_people};
use super::table::{
    ENTRIES, FILE, IDENTITY, NOBODY, PERSON, TEXT, TITLES, Table, WORDS,
    encode_person, narrow,
};
use crate::error::Result;
use crate::model::{Identity, Person};
use crate::people::{Joined, Key, Known, Update, update};

/// Records that no longer count, as a share of all profiles, before the logs
/// are written anew; and how many there must be in any case.
const GARBAGE: u64 = 4;
const LEAST_GARBAGE: u64 = 256;

/// What a run changed so far.
#[derive(Default)]
pub(super) struct Changes {
    /// Profiles that are no more.
    pub(super) gone: Vec<u32>,
    /// Records of files, and where each of them stands; of one path the last
    /// counts.
    files: Vec<u8>,
    places: Vec<u32>,
    added: BTreeMap<u32, Added>,
    identities: Vec<u8>,
}

/// A new profile.
struct Added {
    /// Where the record of its file stands.
    file: u32,
    /// Where its record stands among the identities.
    offset: u32,
    size: Size,
}

/// What a profile has of what is counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// Entries, the header left out.
    pub(super) entries: u32,
    /// Those of them that have a title.
    pub(super) titles: u32,
    /// Words of these titles.
    pub(super) words: u32,
    /// Terms of all that is not a title, the header's too.
    pub(super) text: u32,
}

impl Size {
    /// Counts an entry whose title has so many words, and its text so many
    /// terms.
    pub(super) fn count(
        &mut self,
        entry: EntryView<'_>,
        words: u64,
        text: usize,
    ) {
        self.text = self.text.saturating_add(narrow(text));
        if entry.header().is_none() {
            self.entries += 1;
            self.titles += u32::from(words > 0);
            let words = u32::try_from(words).unwrap_or(u32::MAX);
            self.words = self.words.saturating_add(words);
        }
    }
}

impl Changes {
    /// Notes a file by its record.
    pub(super) fn note(&mut self, record: &[u8]) {
        self.places.push(narrow(self.files.len()));
        self.files.extend_from_slice(record);
    }

    /// Notes a new profile of the file noted last, by the record of its
    /// identity.
    pub(super) fn add(&mut self, profile: u32, record: &[u8], size: Size) {
        let file = self.places.last().copied().unwrap_or(NOBODY);
        let offset = narrow(self.identities.len());
        self.identities.extend_from_slice(record);
        self.added.insert(profile, Added { file, offset, size });
    }

    /// The records of files, to be logged in the order of their paths.
    fn stamps(&self) -> Vec<u8> {
        let mut places: Vec<(&str, u32)> =
            self.places.iter().map(|&at| (self.path(at), at)).collect();
        places.sort_unstable();
        let same = places.chunk_by(|a, b| a.0 == b.0);
        let last = same.filter_map(<[(&str, u32)]>::last);
        last.flat_map(|(_, at)| framed(record_at(&self.files, *at))).collect()
    }

    fn path(&self, file: u32) -> &str {
        logged_path(record_at(&self.files, file))
    }
}

/// A log as of the last commit, and what will be appended.
struct Log {
    known: OwnedBytes,
    new: Vec<u8>,
}

impl Log {
    fn record(&self, offset: u32) -> &[u8] {
        match (offset as usize).checked_sub(self.known.len()) {
            Some(at) => record_at(&self.new, narrow(at)),
            None => record_at(&self.known, offset),
        }
    }

    fn push(&mut self, framed: &[u8]) -> u32 {
        let offset = narrow(self.known.len() + self.new.len());
        self.new.extend_from_slice(framed);
        offset
    }

    /// Keeps the records at some offsets alone, and tells their new ones.
    fn compact(&mut self, offsets: &mut [u32]) {
        let old = std::mem::replace(
            self,
            Log { known: OwnedBytes::empty(), new: Vec::new() },
        );
        for offset in offsets.iter_mut().filter(|o| **o != NOBODY) {
            *offset = self.push(&framed(old.record(*offset)));
        }
    }
}

/// The last commit and the new profiles, as joining asks for them.
struct Registry<'a> {
    people: &'a People,
    identities: &'a Log,
    changes: &'a Changes,
    /// Whether a record could not be read.
    damaged: Cell<bool>,
}

impl Known for Registry<'_> {
    fn identity(&self, profile: u32) -> Identity {
        let known = || self.people.column(IDENTITY, profile);
        let added = |added: &Added| {
            narrow(self.identities.known.len()).saturating_add(added.offset)
        };
        let offset =
            self.changes.added.get(&profile).map(added).or_else(known);
        let record = offset.map(|offset| self.identities.record(offset));
        let file = self.place(profile);
        let identity = record.and_then(|r| decode_identity(r, &file));
        identity.unwrap_or_else(|| {
            self.damaged.set(true);
            Identity::default()
        })
    }

    fn place(&self, profile: u32) -> String {
        match self.changes.added.get(&profile) {
            Some(added) => self.changes.path(added.file).to_owned(),
            None => {
                let source = self.people.source_of(profile);
                source.map(|source| source.path).unwrap_or_default()
            }
        }
    }

    fn profiles(&self) -> impl Iterator<Item = u32> {
        let all = 0..narrow(self.people.profile_count());
        all.filter(|p| self.people.column(IDENTITY, *p).is_some())
    }

    fn bearers(&self, key: Key) -> impl Iterator<Item = u32> {
        self.people.bearers(key)
    }

    fn person_of(&self, profile: u32) -> Option<u32> {
        self.people.person_of(profile)
    }

    fn person(&self, number: u32) -> Option<Person> {
        self.people.person(number)
    }

    fn by_id(&self, id: &str) -> Option<u32> {
        self.people.by_id(id)
    }
}

/// Writes the logs and the table of people that the next commit names, and
/// tells its payload and how many persons there are.
pub(super) fn write_people(
    folder: &Path,
    last: &Payload,
    next_profile: u32,
    files: Files,
    mut changes: Changes,
) -> Result<(Payload, Vec<u8>, usize)> {
    let mut gone = std::mem::take(&mut changes.gone);
    gone.sort_unstable();
    gone.dedup();
    let [files_name, identities_name, _] = last.names();
    let people = read_people(folder, last)?;
    let mut identities = Log {
        known: map(folder, &identities_name, last.identities)?,
        new: std::mem::take(&mut changes.identities),
    };
    let numbers: Vec<u32> = changes.added.keys().copied().collect();
    let registry = Registry {
        people: &people,
        identities: &identities,
        changes: &changes,
        damaged: Cell::new(false),
    };
    let update = update(&registry, &gone, &numbers);
    if registry.damaged.get() {
        return Err(damaged(&folder.join(identities_name)));
    }
    let mut payload = Payload {
        next_profile,
        people: last.people + 1,
        waste: last.waste + (gone.len() + update.dropped.len()) as u64,
        ..last.clone()
    };
    let mut table = Table::of(&people, next_profile);
    for &profile in &gone {
        for column in &mut table.profiles {
            column[profile as usize] = NOBODY;
        }
    }
    let logged = narrow(identities.known.len());
    for (&profile, Added { offset, size, .. }) in &changes.added {
        for (column, value) in [
            (IDENTITY, logged.saturating_add(*offset)),
            (ENTRIES, size.entries),
            (TITLES, size.titles),
            (WORDS, size.words),
            (TEXT, size.text),
        ] {
            table.profiles[column][profile as usize] = value;
        }
    }
    let mut persons = Log {
        known: map(folder, &last.names()[2], last.persons)?,
        new: Vec::new(),
    };
    set_persons(&mut table, &people, &update, &mut persons);
    set_keys(&mut table, &people, &update);
    let mut stamps = changes.stamps();
    set_files(&mut table, records(&stamps, last.files));
    let profiles = table.profiles[IDENTITY].len() as u64;
    let waste = payload.waste + files.waste() as u64;
    if waste > LEAST_GARBAGE + profiles / GARBAGE {
        let all = files.with(&stamps);
        let all = all.ok_or_else(|| damaged(&folder.join(files_name)))?;
        stamps = all.compacted();
        set_files(&mut table, records(&stamps, 0));
        identities.compact(&mut table.profiles[IDENTITY]);
        persons.compact(&mut table.persons);
        payload.epoch += 1;
        payload.waste = 0;
        (payload.files, payload.identities, payload.persons) = (0, 0, 0);
        payload.sums = [0; 3];
    }
    append(folder, &mut payload, [&stamps, &identities.new, &persons.new])?;
    let bytes = table.encode();
    payload.people_sum = crc32fast::hash(&bytes);
    Ok((payload, bytes, table.persons.len()))
}

/// Enters where the log has the files of profiles.
fn set_files<'a>(
    table: &mut Table,
    files: impl Iterator<Item = (u32, Record<'a>)>,
) {
    for (offset, file) in files {
        for profile in file.profiles() {
            if let Some(at) = table.profiles[FILE].get_mut(profile as usize) {
                *at = offset;
            }
        }
    }
}

/// Takes persons out and in, in the order of identifiers.
fn set_persons(
    table: &mut Table,
    people: &People,
    update: &Update,
    log: &mut Log,
) {
    let known = std::mem::take(&mut table.persons);
    let mut new = update.persons.iter().peekable();
    let mut renumbered = vec![NOBODY; known.len()];
    let mut profiles: Vec<(u32, u32)> = Vec::new();
    let mut enter = |persons: &mut Vec<u32>, person: &Joined| {
        let number = narrow(persons.len());
        profiles.extend(person.profiles.iter().map(|&p| (p, number)));
        persons.push(log.push(&encode_person(person)));
    };
    let mut dropped = update.dropped.iter().peekable();
    let mut next_at = new.peek().map(|person| people.rank(&person.id));
    for (number, &offset) in (0..).zip(&known) {
        while let Some(person) = new.next_if(|_| next_at == Some(number)) {
            enter(&mut table.persons, person);
            next_at = new.peek().map(|person| people.rank(&person.id));
        }
        if dropped.next_if(|dropped| **dropped == number).is_none() {
            renumbered[number as usize] = narrow(table.persons.len());
            table.persons.push(offset);
        }
    }
    new.for_each(|person| enter(&mut table.persons, person));
    for person in &mut table.profiles[PERSON] {
        let new = renumbered.get(*person as usize);
        *person = new.copied().unwrap_or(NOBODY);
    }
    for (profile, number) in profiles {
        table.profiles[PERSON][profile as usize] = number;
    }
}

/// Takes the keys of profiles out and in.
fn set_keys(table: &mut Table, people: &People, update: &Update) {
    let mut rekeyed = vec![false; table.profiles[PERSON].len()];
    for &profile in &update.rekeyed {
        if let Some(rekeyed) = rekeyed.get_mut(profile as usize) {
            *rekeyed = true;
        }
    }
    let stays = |(_, profile): &(Key, u32)| {
        !rekeyed.get(*profile as usize).copied().unwrap_or(true)
    };
    let mut new = update.keys.iter().copied().peekable();
    table.keys.reserve(people.key_count() + update.keys.len());
    for known in people.keys().filter(stays) {
        while let Some(key) = new.next_if(|new| *new < known) {
            table.keys.push(key);
        }
        table.keys.push(known);
    }
    table.keys.extend(new);
}
