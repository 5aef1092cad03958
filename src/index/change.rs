//! The people of the last commit and a change of profiles into the people of
//! the next.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use tantivy::directory::OwnedBytes;

use super::codec::framed;
use super::draft::Draft;
use super::entry::EntryView;
use super::files::{Files, logged_path, records};
use super::identities::{decode_identity, encode_person};
use super::log::{Payload, append, damaged, record_at};
use super::people::People;
use super::store::{map, read_people};
use super::table::{
    ENTRIES, FILE, IDENTITY, NOBODY, TEXT, TITLES, WORDS, narrow,
};
use crate::error::Result;
use crate::model::{Identity, Person};
use crate::people::{Key, Known, update};

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

/// Writes the logs and makes the table or patch of people that the next
/// commit names; tells its payload and how many persons there are.
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
    let [files_name, identities_name, persons_name] = last.names();
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
    let mut draft = Draft::new(&people, next_profile);
    gone.iter().for_each(|profile| draft.remove(*profile));
    let logged = narrow(identities.known.len());
    for (&profile, Added { offset, size, .. }) in &changes.added {
        let columns = [
            (IDENTITY, logged.saturating_add(*offset)),
            (ENTRIES, size.entries),
            (TITLES, size.titles),
            (WORDS, size.words),
            (TEXT, size.text),
        ];
        draft.set(profile, columns);
    }
    let mut stamps = changes.stamps();
    for (profile, at) in places(&stamps, last.files) {
        draft.set(profile, [(FILE, at)]);
    }
    let mut persons = Log {
        known: map(folder, &persons_name, last.persons)?,
        new: Vec::new(),
    };
    let entered = update.persons.iter();
    let entered: Vec<u32> =
        entered.map(|person| persons.push(&encode_person(person))).collect();
    let count = people.len() + update.persons.len() - update.dropped.len();
    let patch = draft.finish(update, &entered);
    let waste = payload.waste + files.waste() as u64;
    let is_wasteful =
        waste > LEAST_GARBAGE + u64::from(next_profile) / GARBAGE;
    let bytes = if !is_wasteful && patch.is_small(&people.table) {
        let bytes = patch.encode();
        payload.people_sums[1] = crc32fast::hash(&bytes);
        bytes
    } else {
        let mut table = patch.folded(&people.table);
        if is_wasteful {
            let all = files.with(&stamps);
            let all = all.ok_or_else(|| damaged(&folder.join(files_name)))?;
            stamps = all.compacted();
            for (profile, at) in places(&stamps, 0) {
                table.profiles[FILE][profile as usize] = at;
            }
            identities.compact(&mut table.profiles[IDENTITY]);
            persons.compact(&mut table.persons);
            payload.epoch += 1;
            payload.waste = 0;
            (payload.files, payload.identities, payload.persons) = (0, 0, 0);
            payload.sums = [0; 3];
        }
        let bytes = table.encode();
        payload.table = payload.people;
        payload.people_sums = [crc32fast::hash(&bytes), 0];
        bytes
    };
    append(folder, &mut payload, [&stamps, &identities.new, &persons.new])?;
    Ok((payload, bytes, count))
}

/// Where a log that stands at an offset itself has the files of profiles.
fn places(log: &[u8], start: u64) -> impl Iterator<Item = (u32, u32)> {
    let files = records(log, start);
    files.flat_map(|(at, file)| file.profiles().map(move |p| (p, at)))
}
