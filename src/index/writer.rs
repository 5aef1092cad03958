//! Writes to the index: profiles added and taken away, all or nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::{IndexWriter, TantivyError, Term};

use super::analyzer::Language;
use super::change::{Changes, Size, write_people};
use super::claim::claim;
use super::corpus::Corpus;
use super::entry::EntryView;
use super::files::{
    Files, Stamp, encode_indexed, encode_removal, encode_skipped,
    encode_touched,
};
use super::identities::encode_identity;
use super::log::Payload;
use super::metas::payload;
use super::remembered::remembered_corpus;
use super::stale::{newest_generation, remove_orphans, remove_stale};
use super::store::{
    create_engine, current_generation, engine_error, generation_name,
    open_engine, set_current_generation, sync_folder,
};
use super::{Analyzer, Chain, Numbers, fields, work};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Identity, Profile, SkipReason};

/// Memory of one indexing thread before it writes a segment: less costs
/// time, more gains nothing.
const MEMORY: usize = 80_000_000;

/// The same for a run that reads next to nothing: tables as large as this
/// memory are made for are filled and looked through.
const LITTLE_MEMORY: usize = 15_000_000;

/// What each byte that is read needs besides, so that one segment holds all
/// of a small run.
const MEMORY_A_BYTE: u64 = 30;

/// Bytes to read up to which a single thread writes, since each leaves a
/// segment of its own.
const SMALL_RUN: u64 = 2 << 20;

/// Reading threads for which one thread writes segments.
const READERS: usize = 3;

/// Segments smaller than this many entries are merged together early.
const SMALL_SEGMENT: u32 = 64;

/// Share of a segment's entries that may be deleted before it is written
/// anew.
const MOST_DELETED: f32 = 0.3;

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
        claim(folder)?;
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
    corpus: Corpus,
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
            corpus: Corpus::default(),
        };
        if rebuild {
            // What a rebuild replaces need not be readable.
            base.corpus = remembered_corpus(folder);
        }
        if let Some(number) = generation {
            let generation = folder.join(generation_name(number));
            let engine = open_engine(&generation)
                .map_err(|err| engine_error(folder, &err))?;
            base.payload = payload(folder, &engine)?;
            base.files = Files::read(&generation, &base.payload)?;
            base.corpus.clone_from(&base.payload.corpus);
        }
        Ok(base)
    }

    /// The files of the last commit.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// What was indexed, also where a rebuild forgets its files.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// Whether a commit will make an index where none counts yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.generation.is_none()
    }
}

/// Collects the changes of one run.
pub struct Writer {
    generation: u64,
    folder: PathBuf,
    engine: IndexWriter,
    profile: tantivy::schema::Field,
    payload: Payload,
    files: Files,
    next_profile: AtomicU32,
    changes: Mutex<Changes>,
    /// After the engine, which writes there until it is dropped.
    _unfinished: Option<Unfinished>,
    lock: Lock,
}

/// A generation that goes away again unless it comes to count.
struct Unfinished {
    index: PathBuf,
    number: u64,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let Unfinished { index, number } = self;
        if current_generation(index).is_ok_and(|n| n != Some(*number)) {
            // What is left goes with the next commit.
            let folder = index.join(generation_name(*number));
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

impl Writer {
    /// Opens the index for writing. A rebuild, and a first build, start a
    /// generation beside, which replaces the old one with the commit.
    ///
    /// It is to take in so many bytes, read by so many threads.
    pub fn open(base: Base, bytes: u64, readers: usize) -> Result<Writer> {
        let Base { lock, generation, payload, files, corpus: _ } = base;
        let failed = |err: TantivyError| engine_error(&lock.folder, &err);
        let number = generation.unwrap_or_else(|| {
            newest_generation(&lock.folder).map_or(1, |newest| newest + 1)
        });
        let folder = lock.folder.join(generation_name(number));
        let unfinished = generation
            .is_none()
            .then(|| Unfinished { index: lock.folder.clone(), number });
        let index = if generation.is_some() {
            open_engine(&folder)
                .inspect(|index| remove_orphans(index, &folder))
        } else {
            std::fs::create_dir_all(&folder)
                .map_err(|err| Error::at(&folder, err))?;
            create_engine(&folder)
        };
        let threads = match bytes {
            ..SMALL_RUN => 1,
            _ => readers.div_ceil(READERS).clamp(1, 8),
        };
        let held = usize::try_from(bytes.saturating_mul(MEMORY_A_BYTE));
        let memory = held
            .unwrap_or(usize::MAX)
            .saturating_add(LITTLE_MEMORY)
            .min(MEMORY);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(memory)
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
            _unfinished: unfinished,
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
        let mut added = Vec::with_capacity(profiles.len());
        for (number, (profile, identity)) in (first..).zip(profiles) {
            let mut size = Size::default();
            let language = profile.document.language.as_deref();
            let foreign = language.and_then(Language::foreign);
            let document = |entry: EntryView<'_>| {
                let publication = entry.publication();
                let numbers = Numbers {
                    profile: u64::from(number),
                    work: publication.map_or(0, work),
                    length: 0,
                };
                let (document, lengths) =
                    fields::document(entry, numbers, &mut analyzer, foreign);
                size.count(entry, lengths.title, lengths.text);
                UserOperation::Add(document)
            };
            let batch: Vec<UserOperation> =
                EntryView::all(profile).map(document).collect();
            self.engine
                .run(batch)
                .map_err(|err| engine_error(&self.lock.folder, &err))?;
            let record = encode_identity(identity, &stamp.path);
            added.push((number, record, size));
        }
        let mut changes = self.changes();
        changes.note(&encode_indexed(&stamp, first, count));
        for (number, record, size) in added {
            changes.add(number, &record, size);
        }
        Ok(())
    }

    /// Notes that a file is left out; what the index had of that path goes.
    pub fn skip(&self, stamp: Stamp, reason: &SkipReason) {
        self.forget(&stamp.path);
        self.changes().note(&encode_skipped(&stamp, reason));
    }

    /// Notes that a known file has a new time but its old content.
    pub fn touch(&self, stamp: Stamp) {
        if let Some(known) = self.files.get(&stamp.path) {
            self.changes().note(&encode_touched(stamp, &known));
        }
    }

    /// Takes a file away.
    pub fn remove(&self, path: &str) {
        self.forget(path);
        self.changes().note(&encode_removal(path));
    }

    /// The files of the last commit.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Makes all changes visible at once, or none of them; tells how many
    /// persons there are then.
    pub fn commit(mut self, corpus: Corpus) -> Result<usize> {
        let changes = std::mem::take(
            self.changes.get_mut().unwrap_or_else(PoisonError::into_inner),
        );
        let failed = |err: TantivyError| engine_error(&self.lock.folder, &err);
        // What indexing holds in memory is free before people are joined.
        let mut commit = self.engine.prepare_commit().map_err(failed)?;
        let (payload, people, persons) = write_people(
            &self.folder,
            &self.payload,
            *self.next_profile.get_mut(),
            std::mem::take(&mut self.files),
            changes,
        )?;
        self.payload = Payload { corpus, ..payload };
        if let Some((name, _)) = self.payload.people_files().pop() {
            let path = self.folder.join(name);
            write_synced(&path, &people)
                .map_err(|err| Error::at(&path, err))?;
        }
        sync_folder(&self.folder)
            .map_err(|err| Error::at(&self.folder, err))?;
        let payload = serde_json::to_string(&self.payload)
            .expect("numbers and texts are JSON");
        commit.set_payload(&payload);
        commit.commit().map_err(failed)?;
        let (folder, number) = (&self.lock.folder, self.generation);
        set_current_generation(folder, number, &self.payload.corpus)?;
        self.engine.wait_merging_threads().map_err(failed)?;
        remove_stale(&self.lock.folder, self.generation, &self.payload);
        Ok(persons)
    }

    /// Deletes the entries of a path.
    fn forget(&self, path: &str) {
        let Some(known) = self.files.get(path) else { return };
        for number in known.profiles() {
            let number = u64::from(number);
            self.engine
                .delete_term(Term::from_field_u64(self.profile, number));
        }
        self.changes().gone.extend(known.profiles());
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
