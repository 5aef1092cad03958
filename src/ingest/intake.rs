//! One file into the index.

use std::collections::BTreeSet;
use std::time::Instant;

use rayon::prelude::*;

use super::identity::identity;
use super::moved::{Gone, Moved};
use super::observer::{Looked, Observer};
use super::overrides::{self, Said};
use super::plan::{may_be_retried, version};
use super::read::{self, Read};
use super::walk::Found;
use crate::error::Result;
use crate::index::{Stamp, Writer};
use crate::isolate::Workers;
use crate::model::{Identity, Override, Profile, SectionKind, SkipReason};
use crate::people::Outcome;

/// What became of a file that was looked at.
pub(super) enum Done {
    /// Its content is as it was.
    Same,
    /// It was read into so many profiles.
    Read { profiles: usize, hash: [u8; 16] },
    /// It is left out.
    Skipped(SkipReason),
    /// The run was ended before it was read.
    Stopped,
    /// It went away before it was read.
    Gone,
}

/// What taking in a file needs.
pub(super) struct Intake<'a> {
    /// What the user says of people.
    pub(super) said: &'a Said,
    /// Where files are read.
    pub(super) workers: &'a Workers,
    /// The files that are gone.
    pub(super) gone: Gone<'a>,
    /// Where profiles go.
    pub(super) writer: &'a Writer,
    /// Who is told.
    pub(super) observer: &'a dyn Observer,
}

impl Intake<'_> {
    /// Reads one file into the index, and tells of it.
    pub(super) fn take_in(&self, file: &Found) -> Result<Done> {
        let observer = self.observer;
        if observer.is_stopped() {
            return Ok(Done::Stopped);
        }
        observer.reading(&file.path);
        let begin = Instant::now();
        let mut looked = Looked {
            path: file.path.clone(),
            bytes: file.size,
            ..Looked::default()
        };
        let done = self.read_in(file, &mut looked)?;
        looked.time = begin.elapsed();
        match &done {
            Done::Skipped(reason) => looked.skipped = Some(reason.clone()),
            Done::Same => looked.unchanged = true,
            Done::Read { .. } => {}
            Done::Stopped | Done::Gone => return Ok(done),
        }
        observer.read(&looked);
        Ok(done)
    }

    /// Reads one file into the index.
    fn read_in(&self, file: &Found, looked: &mut Looked) -> Result<Done> {
        let Intake { said, workers, writer, observer, .. } = self;
        let mut stamp = Stamp {
            path: file.path.clone(),
            size: file.size,
            modified: file.modified,
            version: version(""),
            listed: file.listed,
            parts: overrides::part(file).into_iter().collect(),
            ..Stamp::default()
        };
        let bytes = match file.bytes() {
            Ok(bytes) => bytes,
            Err(_) if file.is_gone() => return Ok(Done::Gone),
            Err(reason) => {
                writer.skip(stamp, &reason);
                return Ok(Done::Skipped(reason));
            }
        };
        stamp.hash = content_hash(&bytes);
        if let Some(record) = writer.files().get(&file.path)
            && record.hash == stamp.hash
            && record.version == version(record.format)
            && !may_be_retried(&record)
            && !file.reread
        {
            writer.touch(stamp);
            return Ok(Done::Same);
        }
        let moved = if file.reread {
            None
        } else {
            self.gone.find(file, &bytes, stamp.hash, said)
        };
        if let Some(moved) = moved {
            return self.take_over(file, stamp, moved, looked);
        }
        let words = match overrides::sidecar(file) {
            Ok(words) => words,
            Err(reason) => {
                writer.skip(stamp, &reason);
                return Ok(Done::Skipped(reason));
            }
        };
        match read::read(file.place(), &file.path, &bytes, workers) {
            Ok(reading) => {
                self.add(file, stamp, (reading, words.as_ref()), looked)
            }
            // The signal that ends the run may have ended the file's reader.
            Err(_) if observer.is_stopped() => Ok(Done::Stopped),
            Err(reason) => {
                writer.skip(stamp, &reason);
                Ok(Done::Skipped(reason))
            }
        }
    }

    /// Enters under a new name what a file said that was moved.
    fn take_over(
        &self,
        file: &Found,
        mut stamp: Stamp,
        moved: Moved<'_>,
        looked: &mut Looked,
    ) -> Result<Done> {
        let Moved { format, record, profiles } = moved;
        // Nothing is said of anybody, so nobody is forgotten.
        let profiles = profiles.into_iter();
        let profiles: Vec<(Profile, Identity)> = profiles
            .filter_map(|one| corrected(file, self.said, None, one).ok())
            .collect();
        stamp.version = record.version;
        stamp.sought = record.sought();
        format.clone_into(&mut stamp.format);
        (looked.format, looked.moved) = (format, true);
        self.enter(stamp, &profiles, looked)
    }

    /// Enters what was read of a file, with what the user says of it.
    fn add(
        &self,
        file: &Found,
        mut stamp: Stamp,
        (reading, words): (Read, Option<&Override>),
        looked: &mut Looked,
    ) -> Result<Done> {
        stamp.format = reading.format.to_owned();
        stamp.version = version(reading.format);
        stamp.parts.extend(reading.parts);
        let documents = reading.profiles.iter().map(|(_, p)| &p.document);
        let sought = documents.flat_map(|d| &d.sought).copied();
        let sought: BTreeSet<u16> = sought.collect();
        stamp.sought = sought.into_iter().collect();
        looked.format = reading.format;
        let all = reading.profiles.into_par_iter();
        let all: Vec<Corrected> = all
            .map(|(_, profile)| corrected(file, self.said, words, profile))
            .collect();
        let (mut profiles, mut forgotten) = (Vec::new(), None);
        for one in all {
            match one {
                Ok(profile) => profiles.push(profile),
                Err(reason) => forgotten = Some(reason),
            }
        }
        if profiles.is_empty()
            && let Some(reason) = forgotten
        {
            self.writer.skip(stamp, &reason);
            return Ok(Done::Skipped(reason));
        }
        self.enter(stamp, &profiles, looked)
    }

    /// Adds what a file says.
    fn enter(
        &self,
        stamp: Stamp,
        profiles: &[(Profile, Identity)],
        looked: &mut Looked,
    ) -> Result<Done> {
        looked.note(profiles.iter().map(|(profile, _)| profile));
        let hash = stamp.hash;
        self.writer.add(stamp, profiles)?;
        Ok(Done::Read { profiles: profiles.len(), hash })
    }
}

/// A profile with what is said of it, or why it is left out.
type Corrected = std::result::Result<(Profile, Identity), SkipReason>;

/// Puts what is said of it into a profile.
fn corrected(
    file: &Found,
    said: &Said,
    sidecar: Option<&Override>,
    mut profile: Profile,
) -> Corrected {
    let marks = match said.correct(file, sidecar, &mut profile) {
        Outcome::Kept(marks) => marks,
        Outcome::Forgotten(place) => {
            return Err(SkipReason::Forgotten(place));
        }
    };
    let identity = Identity { marks, ..identity(&profile, file.relative()) };
    if profile.person.hide_contact {
        // Known to those who join documents, found by nobody.
        profile.person.emails.clear();
        profile.person.homepages.clear();
        profile.passages.retain(|(kind, _)| *kind != SectionKind::Contact);
    }
    Ok((profile, identity))
}

/// The first half of a content's hash.
fn content_hash(bytes: &[u8]) -> [u8; 16] {
    let hash = blake3::hash(bytes);
    let (half, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    *half
}
