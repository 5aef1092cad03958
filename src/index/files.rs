//! The files that the index knows of.

use std::collections::BTreeSet;
use std::path::Path;

use super::codec::{Decoder, Encoder, framed};
use super::log::{Payload, damaged, read_log};
use crate::error::Result;
use crate::model::SkipReason;

/// How a record begins: the file is gone, was found in a folder, or was
/// named itself.
const GONE: u64 = 0;
const FOUND: u64 = 1;
const LISTED: u64 = 2;

/// A file as it was when it was last looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its path, as given on the command line or below such a path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: i64,
    /// The first half of its content's blake3 hash.
    pub hash: [u8; 16],
    /// Name of the format that read it; empty where none did.
    pub format: String,
    /// Version of what read it.
    pub version: u64,
    /// Whether it was named itself, not found in a folder.
    pub listed: bool,
    /// The files it draws in, relative to its folder.
    pub parts: Vec<Part>,
    /// As in [`crate::model::SourceDocument`].
    pub sought: Vec<u16>,
}

/// A file that another draws in, as it was when that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its path relative to the folder of the file that draws it in.
    pub path: String,
    /// Its size in bytes; 0 where it is missing.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; -1 where it is
    /// missing.
    pub modified: i64,
}

/// What became of a file, in its stored form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stored<'a> {
    /// Its profiles have the numbers from the first on, so many.
    Indexed(u32, u32),
    /// It is left out; the reason as JSON.
    Skipped(&'a str),
}

/// What the index knows of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// As in [`Stamp`], like the next six.
    pub path: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: i64,
    /// The first half of its content's blake3 hash.
    pub hash: [u8; 16],
    /// Name of the format that read it; empty where none did.
    pub format: &'a str,
    /// Version of what read it.
    pub version: u64,
    /// Whether it was named itself, not found in a folder.
    pub listed: bool,
    parts: &'a [u8],
    sought: &'a [u8],
    outcome: Stored<'a>,
}

impl<'a> Record<'a> {
    /// The numbers of its profiles; none where it is left out.
    #[must_use]
    pub fn profiles(&self) -> std::ops::Range<u32> {
        match self.outcome {
            Stored::Indexed(first, count) => {
                first..first.saturating_add(count)
            }
            Stored::Skipped(_) => 0..0,
        }
    }

    /// Why it is left out; None where it is not.
    #[must_use]
    pub fn skip_reason(&self) -> Option<SkipReason> {
        match self.outcome {
            Stored::Indexed(..) => None,
            Stored::Skipped(json) => {
                let unknown =
                    |_| SkipReason::Unreadable("reason not known".into());
                Some(serde_json::from_str(json).unwrap_or_else(unknown))
            }
        }
    }

    /// Whether it is left out.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        matches!(self.outcome, Stored::Skipped(_))
    }

    /// The files it draws in.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut from = Decoder::new(self.parts);
        let mut parts = Vec::new();
        while !from.is_empty() {
            parts.push(Part {
                path: from.text().to_owned(),
                size: from.number(),
                modified: from.number().cast_signed(),
            });
        }
        parts
    }

    /// Keys of the family names that its path was asked for.
    #[must_use]
    pub fn sought(&self) -> Vec<u16> {
        let keys = self.sought.chunks_exact(2);
        keys.map(|key| u16::from_le_bytes([key[0], key[1]])).collect()
    }

    pub(super) fn decode(bytes: &'a [u8]) -> Option<Record<'a>> {
        let mut from = Decoder::new(bytes);
        let listed = from.number() == LISTED;
        let path = from.text();
        let size = from.number();
        let modified = from.number().cast_signed();
        let hash = from.bytes().try_into().ok()?;
        let format = from.text();
        let version = from.number();
        let parts = from.bytes();
        let sought = from.bytes();
        let narrow = |n: u64| u32::try_from(n).unwrap_or(0);
        let outcome = if from.number() == 1 {
            Stored::Indexed(narrow(from.number()), narrow(from.number()))
        } else {
            Stored::Skipped(from.text())
        };
        let record = Record {
            path,
            size,
            modified,
            hash,
            format,
            version,
            listed,
            parts,
            sought,
            outcome,
        };
        from.is_whole().then_some(record)
    }
}

/// All files of the index, in the order of their paths.
#[derive(Default)]
pub struct Files {
    log: Vec<u8>,
    /// Where the living records stand in the log, by path.
    places: Vec<std::ops::Range<u32>>,
    /// Which of them were named themselves, and which are left out: few.
    listed: Vec<u32>,
    skipped: Vec<u32>,
    /// Records in the log, those that no longer count among them.
    logged: usize,
}

impl Files {
    /// Reads the files of a commit.
    pub(super) fn read(folder: &Path, payload: &Payload) -> Result<Files> {
        let [name, ..] = payload.names();
        let path = folder.join(name);
        let log = read_log(&path, payload.files, payload.sums[0])?;
        Files::parse(log).ok_or_else(|| damaged(&path))
    }

    fn parse(log: Vec<u8>) -> Option<Files> {
        struct Logged<'a> {
            path: &'a str,
            lives: bool,
            listed: bool,
            skipped: bool,
            place: std::ops::Range<u32>,
        }
        let mut logged = Vec::new();
        let mut rest = Decoder::new(&log);
        while !rest.is_empty() {
            let record = rest.bytes();
            let end = log.len() - rest.remaining();
            let start = end.checked_sub(record.len())?;
            if !rest.is_whole() {
                return None;
            }
            let mut gone = Decoder::new(record);
            let lives = gone.number() != GONE;
            let (mut listed, mut skipped) = (false, false);
            let path = if lives {
                let record = Record::decode(record)?;
                (listed, skipped) = (record.listed, record.is_skipped());
                record.path
            } else {
                let path = gone.text();
                gone.is_whole().then_some(path)?
            };
            let place = u32::try_from(start).ok()?..u32::try_from(end).ok()?;
            logged.push(Logged { path, lives, listed, skipped, place });
        }
        // Stable: of one path, the last stays last. Commits are sorted, so
        // there is little to do.
        logged.sort_by(|a, b| a.path.cmp(b.path));
        let count = logged.len();
        let living = logged
            .chunk_by(|a, b| a.path == b.path)
            .filter_map(<[Logged<'_>]>::last)
            .filter(|last| last.lives);
        let (mut places, mut listed) = (Vec::with_capacity(count), Vec::new());
        let mut skipped = Vec::new();
        for (number, file) in (0..).zip(living) {
            places.push(file.place.clone());
            listed.extend(file.listed.then_some(number));
            skipped.extend(file.skipped.then_some(number));
        }
        drop(logged);
        Some(Files { log, places, listed, skipped, logged: count })
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many records of the log no longer count.
    pub(super) fn waste(&self) -> usize {
        self.logged - self.places.len()
    }

    /// Every file, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.places.len()).map(|i| self.record(i))
    }

    /// The files that were named themselves.
    pub fn listed(&self) -> impl Iterator<Item = Record<'_>> {
        self.listed.iter().map(|&i| self.record(i as usize))
    }

    /// The files that are left out.
    pub fn skipped(&self) -> impl Iterator<Item = Record<'_>> {
        self.skipped.iter().map(|&i| self.record(i as usize))
    }

    /// The file with a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Record<'_>> {
        let path_of = |place| logged_path(self.bytes(place));
        let place = self.places.binary_search_by(|p| path_of(p).cmp(path));
        place.ok().map(|i| self.record(i))
    }

    fn record(&self, index: usize) -> Record<'_> {
        let bytes = self.bytes(&self.places[index]);
        Record::decode(bytes).expect("it was decoded once")
    }

    fn bytes(&self, place: &std::ops::Range<u32>) -> &[u8] {
        &self.log[place.start as usize..place.end as usize]
    }

    /// The bytes of a log with nothing in it but what lives.
    pub(super) fn compacted(&self) -> Vec<u8> {
        let mut out = Encoder::default();
        for place in &self.places {
            out.bytes(self.bytes(place));
        }
        out.finish()
    }

    /// These files with later records of the log applied.
    pub(super) fn with(mut self, later: &[u8]) -> Option<Files> {
        self.log.extend_from_slice(later);
        Files::parse(self.log)
    }
}

/// The records of a log with their offsets, which stands at an offset
/// itself.
pub(super) fn records(
    log: &[u8],
    start: u64,
) -> impl Iterator<Item = (u32, Record<'_>)> {
    let mut rest = Decoder::new(log);
    let next = move || {
        if rest.is_empty() {
            return None;
        }
        let at = start + (log.len() - rest.remaining()) as u64;
        Some((u32::try_from(at).unwrap_or(u32::MAX), rest.bytes()))
    };
    std::iter::from_fn(next)
        .filter_map(|(at, bytes)| Some((at, Record::decode(bytes)?)))
}

/// The files of a log that were named themselves, as far as it can be read,
/// and whether all of it could.
pub(super) fn salvage(log: &[u8]) -> (BTreeSet<&str>, bool) {
    let (mut listed, mut whole) = (BTreeSet::new(), true);
    let mut rest = Decoder::new(log);
    while !rest.is_empty() {
        let record = rest.bytes();
        let mut decoder = Decoder::new(record);
        let begin = decoder.number();
        let path = decoder.text();
        if !decoder.is_whole()
            || begin != GONE && Record::decode(record).is_none()
        {
            whole = false;
        } else if begin == LISTED {
            listed.insert(path);
        } else {
            listed.remove(path);
        }
    }
    (listed, whole && rest.is_whole())
}

/// The path that a record is about.
pub(super) fn logged_path(record: &[u8]) -> &str {
    let mut from = Decoder::new(record);
    from.number();
    from.text()
}

/// The bytes of the record of a file that has a new time; all that reading
/// told is copied from an earlier record of the same content.
pub(super) fn encode_touched(stamp: Stamp, copied: &Record<'_>) -> Vec<u8> {
    let stamp = Stamp {
        format: copied.format.to_owned(),
        version: copied.version,
        parts: copied.parts(),
        sought: copied.sought(),
        ..stamp
    };
    encode(&stamp, copied.outcome)
}

/// The bytes of the record of a file with these profiles.
pub(super) fn encode_indexed(
    stamp: &Stamp,
    first: u32,
    count: u32,
) -> Vec<u8> {
    encode(stamp, Stored::Indexed(first, count))
}

/// The bytes of the record of a file that is left out.
pub(super) fn encode_skipped(stamp: &Stamp, reason: &SkipReason) -> Vec<u8> {
    let json = serde_json::to_string(reason).unwrap_or_default();
    encode(stamp, Stored::Skipped(&json))
}

/// The bytes that say a file is gone.
pub(super) fn encode_removal(path: &str) -> Vec<u8> {
    let mut out = Encoder::default();
    out.number(GONE).text(path);
    framed(&out.finish())
}

fn encode(stamp: &Stamp, outcome: Stored<'_>) -> Vec<u8> {
    let Stamp {
        path,
        size,
        modified,
        hash,
        format,
        version,
        listed,
        parts,
        sought,
    } = stamp;
    let mut out = Encoder::default();
    out.number(if *listed { LISTED } else { FOUND });
    out.text(path).number(*size);
    out.number(modified.cast_unsigned()).bytes(hash);
    out.text(format).number(*version).bytes(&encode_parts(parts));
    let sought: Vec<u8> =
        sought.iter().flat_map(|key| key.to_le_bytes()).collect();
    out.bytes(&sought);
    match outcome {
        Stored::Indexed(first, count) => {
            out.number(1).number(u64::from(first)).number(u64::from(count));
        }
        Stored::Skipped(reason) => {
            out.number(0).text(reason);
        }
    }
    framed(&out.finish())
}

fn encode_parts(parts: &[Part]) -> Vec<u8> {
    let mut out = Encoder::default();
    for Part { path, size, modified } in parts {
        out.text(path).number(*size).number(modified.cast_unsigned());
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(path: &str) -> Stamp {
        Stamp {
            path: path.into(),
            size: 12,
            modified: -5,
            hash: [7; 16],
            format: "markdown".into(),
            version: 3,
            listed: path == "b",
            parts: vec![Part { path: "x.tex".into(), size: 3, modified: 9 }],
            sought: vec![1, 0xfffe],
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut log = encode_indexed(&stamp("b"), 4, 2);
        log.extend(encode_skipped(&stamp("a"), &SkipReason::TooLarge(9)));
        let files = Files::parse(log).unwrap();
        let paths: Vec<&str> = files.iter().map(|r| r.path).collect();
        assert_eq!(paths, ["a", "b"]);
        let b = files.get("b").unwrap();
        assert_eq!((b.size, b.modified, b.version), (12, -5, 3));
        assert_eq!((b.listed, b.parts()), (true, stamp("b").parts));
        assert_eq!(b.sought(), [1, 0xfffe]);
        assert_eq!((b.hash, b.format), ([7; 16], "markdown"));
        assert_eq!((b.profiles(), b.skip_reason()), (4..6, None));
        let reason = files.get("a").unwrap().skip_reason();
        assert_eq!(reason, Some(SkipReason::TooLarge(9)));
        assert_eq!(files.get("c"), None);
        let paths = |r: Vec<Record<'_>>| r.iter().map(|r| r.path).collect();
        let [listed, skipped]: [String; 2] = [
            paths(files.listed().collect()),
            paths(files.skipped().collect()),
        ];
        assert_eq!((listed.as_str(), skipped.as_str()), ("b", "a"));
    }

    #[test]
    fn the_last_record_of_a_path_counts() {
        let mut log = encode_indexed(&stamp("a"), 0, 1);
        log.extend(encode_indexed(&stamp("b"), 1, 1));
        log.extend(encode_indexed(&stamp("a"), 2, 1));
        log.extend(encode_removal("b"));
        let files = Files::parse(log).unwrap();
        assert_eq!((files.len(), files.waste()), (1, 3));
        assert_eq!(files.get("a").unwrap().profiles(), 2..3);
        let files = Files::parse(files.compacted()).unwrap();
        assert_eq!((files.len(), files.waste()), (1, 0));
    }

    #[test]
    fn a_cut_log_is_refused() {
        let log = encode_indexed(&stamp("a"), 0, 1);
        for cut in 1..log.len() {
            let part = log[..cut].to_vec();
            assert!(Files::parse(part).is_none(), "cut at {cut}");
        }
    }

    #[test]
    fn what_can_be_read_of_a_broken_log_is_saved() {
        let mut log = encode_indexed(&stamp("a"), 0, 1);
        log.extend(encode_indexed(&stamp("b"), 1, 1));
        let whole = log.len();
        assert_eq!(salvage(&log), (BTreeSet::from(["b"]), true));
        log.extend(encode_removal("b"));
        assert_eq!(salvage(&log), (BTreeSet::new(), true));
        log.truncate(whole);
        log.push(90);
        assert_eq!(salvage(&log), (BTreeSet::from(["b"]), false));
        // The first record's, which says nothing of the second.
        log.truncate(whole);
        log[3] = 0xff;
        assert_eq!(salvage(&log), (BTreeSet::from(["b"]), false));
    }
}
