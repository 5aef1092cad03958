//! Writes to the index: profiles added and taken away, all or nothing.

use std::collections::{BTreeMap, HashMap};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use tantivy::index::SegmentComponent;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::{IndexWriter, TantivyError, Term};

use super::entry::EntryView;
use super::files::{
    Files, Record, Stamp, encode_indexed, encode_removal, encode_skipped,
    encode_touched,
};
use super::identities::{encode_identity, read_identities};
use super::log::{Appender, Payload};
use super::names::Names;
use super::people;
use super::store::{
    create_engine, current_generation, engine_error, generation_name,
    generation_number, open_engine, payload, people_name,
    set_current_generation, sync_folder,
};
use super::{Analyzer, Chain, Numbers, fields, work};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Identity, Person, Profile, SkipReason};

/// Memory of one indexing thread before it writes a segment: less costs
/// time, more gains nothing.
const MEMORY: usize = 50_000_000;

/// Segments smaller than this many entries are merged together early.
const SMALL_SEGMENT: u32 = 64;

/// Share of a segment's entries that may be deleted before it is written
/// anew.
const MOST_DELETED: f32 = 0.3;

/// Records of a log per file that lives, before the log is written anew.
const GARBAGE: usize = 3;

/// The lock that writers hold; readers never look at it.
const LOCK: &str = "lock";

/// Keeps other writers out of an index folder while it lives.
struct Lock {
    folder: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, making the folder where it is missing. The lock of a
    /// process that died is free.
    fn take(folder: &Path) -> Result<Lock> {
        let path = folder.join(LOCK);
        std::fs::create_dir_all(folder)
            .map_err(|err| Error::at(folder, err))?;
        let at = |err| Error::at(&path, err);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(at)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Whoever holds it may not have said so yet.
                let _ = file.read_to_string(&mut holder);
                let holder = holder.trim().parse().ok();
                return Err(Error::at(folder, ErrorKind::Locked(holder)));
            }
            Err(TryLockError::Error(err)) => return Err(at(err)),
        }
        file.set_len(0).map_err(at)?;
        write!(file, "{}", std::process::id()).map_err(at)?;
        Ok(Lock { folder: folder.to_owned(), _file: file })
    }
}

/// What a run starts from: the last commit, held against other writers.
pub struct Base {
    lock: Lock,
    generation: Option<u64>,
    payload: Payload,
    files: Files,
    roots: Vec<String>,
}

impl Base {
    /// Takes the lock of an index folder and reads what its last commit
    /// says of files; with `rebuild`, or where there is no index yet, that
    /// is nothing.
    pub fn open(folder: &Path, rebuild: bool) -> Result<Base> {
        let lock = Lock::take(folder)?;
        let generation =
            if rebuild { None } else { current_generation(folder)? };
        let mut base = Base {
            lock,
            generation,
            payload: Payload::default(),
            files: Files::default(),
            roots: Vec::new(),
        };
        if rebuild {
            // What a rebuild replaces need not be readable.
            let known = super::store::known_roots(folder);
            base.roots = known.unwrap_or_default();
        }
        if let Some(number) = generation {
            let generation = folder.join(generation_name(number));
            let engine = open_engine(&generation)
                .map_err(|err| engine_error(folder, &err))?;
            base.payload = payload(folder, &engine)?;
            base.files = Files::read(&generation, &base.payload)?;
            base.roots.clone_from(&base.payload.roots);
        }
        Ok(base)
    }

    /// The files of the last commit.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The folders and files that were indexed, as given.
    #[must_use]
    pub fn roots(&self) -> &[String] {
        &self.roots
    }

    /// Whether a commit will make an index where none counts yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.generation.is_none()
    }
}

/// Collects the changes of one run.
pub struct Writer {
    lock: Lock,
    generation: u64,
    folder: PathBuf,
    engine: IndexWriter,
    profile: tantivy::schema::Field,
    payload: Payload,
    files: Files,
    next_profile: AtomicU32,
    changes: Mutex<Changes>,
}

/// What a run changed so far.
#[derive(Default)]
struct Changes {
    /// Records by path, to be logged in that order.
    files: BTreeMap<String, Vec<u8>>,
    identities: Vec<u8>,
    added: HashMap<u32, Identity>,
}

impl Writer {
    /// Opens the index for writing. A rebuild, and a first build, start a
    /// generation beside, which replaces the old one with the commit.
    ///
    /// `threads` write segments: one for a small update, for every thread
    /// leaves a segment of its own.
    pub fn open(base: Base, threads: usize) -> Result<Writer> {
        let Base { lock, generation, payload, files, roots: _ } = base;
        let failed = |err: TantivyError| engine_error(&lock.folder, &err);
        let number = generation.unwrap_or_else(|| {
            newest_generation(&lock.folder).map_or(1, |newest| newest + 1)
        });
        let folder = lock.folder.join(generation_name(number));
        let index = if generation.is_some() {
            open_engine(&folder)
                .inspect(|index| remove_orphans(index, &folder))
        } else {
            std::fs::create_dir_all(&folder)
                .map_err(|err| Error::at(&folder, err))?;
            create_engine(&folder)
        };
        let threads = threads.clamp(1, 8);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(threads)
            .build();
        let engine = index
            .and_then(|index| index.writer_with_options(options))
            .map_err(failed)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_layer_size(SMALL_SEGMENT);
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        engine.set_merge_policy(Box::new(policy));
        Ok(Writer {
            generation: number,
            folder,
            engine,
            profile: fields::handle("profile").expect("a row of FIELDS"),
            next_profile: AtomicU32::new(payload.next_profile),
            payload,
            files,
            changes: Mutex::default(),
            lock,
        })
    }

    /// Adds a file's profiles; what the index had of that path goes.
    ///
    /// Many threads may call this at once.
    pub fn add(
        &self,
        stamp: Stamp,
        profiles: &[(Profile, Identity)],
    ) -> Result<()> {
        self.forget(&stamp.path);
        let count = u32::try_from(profiles.len()).unwrap_or(u32::MAX);
        let first = self.next_profile.fetch_add(count, Ordering::Relaxed);
        let mut analyzer = Analyzer::new(Chain::Exact);
        let mut names = Names::default();
        let mut identities = Vec::new();
        for (number, (profile, identity)) in (first..).zip(profiles) {
            let entries: Vec<EntryView<'_>> =
                EntryView::all(profile).collect();
            let batch = entries.into_iter().map(|entry| {
                let publication = entry.publication();
                let numbers = Numbers {
                    profile: u64::from(number),
                    work: publication.map_or(0, work),
                    length: publication
                        .map_or(0, |p| analyzer.length(&p.title)),
                };
                UserOperation::Add(fields::document(
                    entry, numbers, &mut names,
                ))
            });
            self.engine
                .run(batch)
                .map_err(|err| engine_error(&self.lock.folder, &err))?;
            identities.extend(encode_identity(number, identity));
        }
        let record = encode_indexed(&stamp, first, count);
        let mut changes = self.changes();
        changes.files.insert(stamp.path, record);
        changes.identities.extend(identities);
        for (number, (_, identity)) in (first..).zip(profiles) {
            changes.added.insert(number, identity.clone());
        }
        Ok(())
    }

    /// Notes that a file is left out; what the index had of that path goes.
    pub fn skip(&self, stamp: Stamp, reason: &SkipReason) {
        self.forget(&stamp.path);
        let record = encode_skipped(&stamp, reason);
        self.changes().files.insert(stamp.path, record);
    }

    /// Notes that a known file has a new time but its old content.
    pub fn touch(&self, stamp: Stamp) {
        if let Some(known) = self.files.get(&stamp.path) {
            let record = encode_touched(&stamp, &known);
            self.changes().files.insert(stamp.path, record);
        }
    }

    /// Takes a file away.
    pub fn remove(&self, path: &str) {
        self.forget(path);
        let record = encode_removal(path);
        self.changes().files.insert(path.to_owned(), record);
    }

    /// The files of the last commit.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Makes all changes visible at once, or none of them.
    ///
    /// `join` makes persons of the identities of all profiles, which come
    /// in an order that depends on nothing but their paths.
    pub fn commit(
        mut self,
        roots: Vec<String>,
        join: impl FnOnce(&[Identity]) -> Vec<Person>,
    ) -> Result<()> {
        let changes = std::mem::take(
            self.changes.get_mut().unwrap_or_else(PoisonError::into_inner),
        );
        self.write_state(changes, roots, join)?;
        let failed = |err: TantivyError| engine_error(&self.lock.folder, &err);
        let payload = serde_json::to_string(&self.payload)
            .expect("numbers and texts are JSON");
        let mut commit = self.engine.prepare_commit().map_err(failed)?;
        commit.set_payload(&payload);
        commit.commit().map_err(failed)?;
        if current_generation(&self.lock.folder).ok().flatten()
            != Some(self.generation)
        {
            sync_folder(&self.folder)
                .map_err(|err| Error::at(&self.folder, err))?;
            set_current_generation(&self.lock.folder, self.generation)?;
        }
        self.engine.wait_merging_threads().map_err(failed)?;
        remove_stale(&self.lock.folder, self.generation, &self.payload);
        Ok(())
    }

    /// Writes logs and people; afterwards only the commit is missing.
    fn write_state(
        &mut self,
        changes: Changes,
        roots: Vec<String>,
        join: impl FnOnce(&[Identity]) -> Vec<Person>,
    ) -> Result<()> {
        let mut identities = read_identities(&self.folder, &self.payload)?;
        identities.extend(changes.added);
        let records: Vec<u8> = changes.files.into_values().flatten().collect();
        let files = std::mem::take(&mut self.files)
            .with(&records)
            .expect("it was encoded just now");
        let living: Vec<Record<'_>> =
            files.iter().filter(|file| !file.is_skipped()).collect();
        let numbers: Vec<u32> =
            living.iter().flat_map(Record::profiles).collect();
        let mut payload = Payload {
            next_profile: *self.next_profile.get_mut(),
            people: self.payload.people + 1,
            roots,
            ..self.payload.clone()
        };
        let ordered: Vec<Identity> = numbers
            .iter()
            .map(|number| identities.remove(number).unwrap_or_default())
            .collect();
        let (records, logged) =
            if files.logged() > GARBAGE * files.len() + 1000 {
                payload.epoch += 1;
                (payload.files, payload.identities) = (0, 0);
                let all = numbers.iter().zip(&ordered);
                let all = all.flat_map(|(n, i)| encode_identity(*n, i));
                (files.compacted(), all.collect())
            } else {
                (records, changes.identities)
            };
        let mut log = Appender::open(&self.folder, &payload)?;
        (payload.files, payload.identities) = log.append(&records, &logged)?;
        let mut persons = join(&ordered);
        for person in &mut persons {
            for profile in &mut person.profiles {
                *profile = numbers[*profile as usize];
            }
        }
        let table = people::encode(persons, &living);
        let path = self.folder.join(people_name(payload.people));
        write_synced(&path, &table).map_err(|err| Error::at(&path, err))?;
        sync_folder(&self.folder)
            .map_err(|err| Error::at(&self.folder, err))?;
        self.payload = payload;
        Ok(())
    }

    /// Deletes the entries of a path.
    fn forget(&self, path: &str) {
        let known = self.files.get(path);
        for number in known.iter().flat_map(Record::profiles) {
            let number = u64::from(number);
            self.engine
                .delete_term(Term::from_field_u64(self.profile, number));
        }
    }

    fn changes(&self) -> std::sync::MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_data()
}

/// The highest number of any generation's folder, finished or not.
fn newest_generation(folder: &Path) -> Option<u64> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    entries
        .filter_map(|entry| {
            entry.file_name().to_str().and_then(generation_number)
        })
        .max()
}

/// Removes tantivy's files that no commit names: a killed writer left them,
/// and the next one would stumble over those it gives the same name.
fn remove_orphans(index: &tantivy::Index, folder: &Path) {
    let Ok(metas) = index.load_metas() else { return };
    let mut living: HashMap<String, PathBuf> = HashMap::new();
    for meta in &metas.segments {
        let deletes = meta.relative_path(SegmentComponent::Delete);
        living.insert(meta.id().uuid_string(), deletes);
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for name in entries.map(|entry| PathBuf::from(entry.file_name())) {
        let stem = name.to_str().and_then(|name| name.split('.').next());
        let Some(stem) = stem.filter(|stem| is_segment(stem)) else {
            continue;
        };
        let is_deletes = name.extension().is_some_and(|ext| ext == "del");
        let lives = living
            .get(stem)
            .is_some_and(|deletes| !is_deletes || *deletes == name);
        if !lives {
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
}

/// Whether a file's stem is the name of a segment: 32 hexadecimal digits.
fn is_segment(stem: &str) -> bool {
    stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Removes what the last commit no longer needs. Whoever still reads it has
/// it open; what cannot be removed now goes with the next commit.
fn remove_stale(folder: &Path, generation: u64, payload: &Payload) {
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let names = entries.flatten().map(|entry| entry.file_name());
        names.filter_map(|name| name.into_string().ok()).collect()
    };
    for name in names(folder) {
        if generation_number(&name).is_some_and(|n| n != generation) {
            let _ = std::fs::remove_dir_all(folder.join(name));
        }
    }
    let folder = folder.join(generation_name(generation));
    for name in names(&folder) {
        let Some((kind, number)) = name.split_once('-') else { continue };
        let kept = match kind {
            "people" => payload.people,
            "files" | "identities" => payload.epoch,
            _ => continue,
        };
        if number.parse() != Ok(kept) {
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
}
