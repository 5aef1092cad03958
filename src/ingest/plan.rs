//! Compares a corpus with its index: what is to be read, and what is to be
//! taken away.

use std::collections::HashSet;
use std::path::{Path, PathBuf, absolute};

use super::overrides::{self, Said};
use super::rules::Selection;
use super::walk::{self, Found, Walk, path_text, tidy};
use super::{DEFAULT_ROOT, Options, read};
use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::venue;
use crate::index::{Corpus, Files, Record};
use crate::model::SkipReason;

/// Raised when normalising, segmenting or parsing reads better: every file
/// is read again on the next `vitae index`.
const UNDERSTANDING: u64 = 21;

/// What the index knows before a run.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// What was indexed.
    pub(super) corpus: &'a Corpus,
    /// Its files; none for a rebuild.
    pub(super) files: &'a Files,
    /// The files among them that were named themselves, also for a rebuild.
    pub(super) listed: &'a [String],
}

/// What differs between the corpus and the index.
#[derive(Default)]
pub(super) struct Plan {
    /// What the index is to be of.
    pub(super) corpus: Corpus,
    /// Files the index does not know.
    pub(super) new: Vec<Found>,
    /// Files that are not as they were.
    pub(super) changed: Vec<Found>,
    /// Files that are to be taken away.
    pub(super) gone: Vec<String>,
    /// How many are as they were.
    pub(super) unchanged: usize,
    /// Files that were named and are neither there nor known.
    pub(super) missing: Vec<String>,
    /// What the user says of people.
    pub(super) said: Said,
}

impl Plan {
    /// Looks at the files that the options name, or at all that are known.
    pub(super) fn of(options: &Options, known: Known<'_>) -> Result<Plan> {
        let roots = &known.corpus.roots;
        let named = respelled(&options.roots, roots);
        let listed = options.files.as_deref();
        let listed = listed.map(|files| respelled(files, roots));
        if options.remove {
            return removal(
                [named, listed.unwrap_or_default()].concat(),
                known,
            );
        }
        let mut corpus = known.corpus.clone();
        if options.rebuild && !(named.is_empty() && listed.is_none()) {
            // A rebuild from named roots knows of no others.
            corpus.roots.clear();
        }
        options.choice.apply(&mut corpus);
        let mut said = Said::read(options, known.corpus, &mut corpus)?;
        let again = said.again(&options.index, known.files)?;
        let selection = Selection::of(&corpus)?;
        let everything = named.is_empty() && listed.is_none()
            || !corpus.selects_as(known.corpus);
        let mut walked = named;
        if everything {
            walked.extend(corpus.roots.iter().map(PathBuf::from));
            if walked.is_empty() && listed.is_none() && known.listed.is_empty()
            {
                walked.push(PathBuf::from(DEFAULT_ROOT));
            }
        }
        walked.sort();
        walked.dedup();
        for root in &walked {
            std::fs::metadata(root).map_err(|err| no_root(root, err))?;
        }
        corpus.roots.extend(walked.iter().map(|root| root_text(root)));
        corpus.roots.sort();
        corpus.roots.dedup();

        let mut found = walk::walk(&walked, &selection, &options.index);
        let folders: Vec<String> =
            walked.iter().map(|root| path_text(root)).collect();
        let mut looked: Vec<PathBuf> = known
            .listed
            .iter()
            .filter(|path| everything || below_any(path, &folders))
            .map(PathBuf::from)
            .collect();
        looked.extend(listed.unwrap_or_default());
        let absent: HashSet<String> = looked
            .iter()
            .filter(|file| !found.list(file))
            .map(|file| path_text(file))
            .collect();
        found.sort();
        for file in &mut found.files {
            let below = relative(&file.path, &corpus.roots).len();
            file.above = file.path.len() - below;
        }
        let mut plan = Plan { corpus, said, ..Plan::default() };
        for file in &mut found.files {
            file.reread = again.contains(&file.path);
        }
        plan.compare(found, known, options.retry_failed, |path| {
            below_any(path, &folders) || absent.contains(path)
        });
        plan.missing = absent
            .into_iter()
            .filter(|path| known.files.get(path).is_none())
            .collect();
        plan.missing.sort();
        Ok(plan)
    }

    /// Sorts what was found into new, changed and unchanged files, and finds
    /// what is gone of that which was looked at.
    fn compare(
        &mut self,
        found: Walk,
        known: Known<'_>,
        retry_failed: bool,
        looked_at: impl Fn(&str) -> bool,
    ) {
        let same_roots = self.corpus.roots == known.corpus.roots;
        // Both are sorted by path: they are walked side by side.
        let mut records = known.files.iter().peekable();
        let mut missing = Vec::new();
        for mut file in found.files {
            while let Some(before) = records.next_if(|r| r.path < &*file.path)
            {
                missing.push(before.path);
            }
            let Some(record) = records.next_if(|r| r.path == file.path) else {
                self.new.push(file);
                continue;
            };
            file.listed |= record.listed;
            let parts = record.parts();
            let words = overrides::part(&file);
            file.reread = file.reread
                || !parts.is_empty()
                    && read::parts_changed(file.place(), &parts)
                || words.is_some_and(|words| !parts.contains(&words))
                // Which folder a file is in depends on its root.
                || !same_roots
                    && relative(record.path, &known.corpus.roots)
                        != file.relative();
            let same = record.size == file.size
                && record.modified == file.modified
                && record.version == version(record.format);
            let retry = record.is_skipped()
                && match record.skip_reason() {
                    Some(SkipReason::Unreadable(_)) => file.is_readable(),
                    _ => retry_failed && may_be_retried(&record),
                };
            if same && !retry && !file.reread {
                self.unchanged += 1;
            } else {
                self.changed.push(file);
            }
        }
        missing.extend(records.map(|record| record.path));
        self.gone = missing
            .into_iter()
            .filter(|path| looked_at(path))
            // A folder that cannot be listed now has not lost its files.
            .filter(|path| !below_any(path, &found.unlisted))
            .map(str::to_owned)
            .collect();
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }

    /// The files to read.
    pub(super) fn to_read(&self) -> impl Iterator<Item = &Found> {
        self.new.iter().chain(&self.changed)
    }

    /// Files that are left out and stay so, and those that are missing.
    pub(super) fn skipped(&self, files: &Files) -> Vec<(String, SkipReason)> {
        let other: HashSet<&str> = self
            .changed
            .iter()
            .map(|file| file.path.as_str())
            .chain(self.gone.iter().map(String::as_str))
            .collect();
        let missing = |path: &String| {
            let reason = "no such file".to_owned();
            (path.clone(), SkipReason::Unreadable(reason))
        };
        files
            .skipped()
            .filter(|record| !other.contains(record.path))
            .filter_map(|record| {
                Some((record.path.to_owned(), record.skip_reason()?))
            })
            .chain(self.missing.iter().map(missing))
            .collect()
    }
}

/// Takes folders and files out of the index.
fn removal(targets: Vec<PathBuf>, known: Known<'_>) -> Result<Plan> {
    let mut plan = Plan { corpus: known.corpus.clone(), ..Plan::default() };
    for target in &targets {
        let path = path_text(target);
        let files = known.files.iter().filter(|r| below(r.path, &path));
        let files: Vec<_> = files.map(|r| r.path.to_owned()).collect();
        let roots = plan.corpus.roots.len();
        plan.corpus.roots.retain(|root| !below(root_path(root), &path));
        if files.is_empty() && plan.corpus.roots.len() == roots {
            let what =
                "nothing of it is indexed; `vitae status` names what is";
            return Err(Error::at(target, ErrorKind::Usage(what.into())));
        }
        let mut roots = plan.corpus.roots.iter();
        if let Some(root) = roots.find(|root| below(&path, root_path(root))) {
            let part = relative(&path, std::slice::from_ref(root));
            let what = format!(
                "is part of `{root}`, which stays; `vitae index --exclude \
                 /{part}` leaves it out"
            );
            return Err(Error::at(target, ErrorKind::Usage(what)));
        }
        plan.gone.extend(files);
    }
    plan.gone.sort();
    plan.gone.dedup();
    plan.unchanged = known.files.len() - plan.gone.len();
    Ok(plan)
}

/// Paths in one spelling: those at or below a known root begin as it does.
pub(super) fn respelled(paths: &[PathBuf], roots: &[String]) -> Vec<PathBuf> {
    let whole = |path: &Path| absolute(path).unwrap_or(path.to_owned());
    let roots: Vec<(PathBuf, &Path)> = roots
        .iter()
        .map(|root| (whole(&tidy(Path::new(root))), Path::new(root)))
        .collect();
    let respell = |path: &PathBuf| {
        let path = tidy(path);
        let full = whole(&path);
        let root = roots
            .iter()
            .filter_map(|(all, root)| {
                Some((full.strip_prefix(all).ok()?, root))
            })
            .min_by_key(|(rest, _)| rest.components().count());
        root.map_or(path, |(rest, root)| tidy(&root.join(rest)))
    };
    paths.iter().map(respell).collect()
}

fn no_root(root: &Path, err: std::io::Error) -> Error {
    let kind = match err.kind() {
        std::io::ErrorKind::NotFound => ErrorKind::NoCorpus,
        _ => ErrorKind::Io(err),
    };
    Error::at(root, kind)
}

/// A root as it is remembered and shown.
fn root_text(root: &Path) -> String {
    match path_text(root) {
        here if here.is_empty() => ".".to_owned(),
        text => text,
    }
}

/// A remembered root as paths begin.
fn root_path(root: &str) -> &str {
    if root == "." { "" } else { root }
}

/// A path below the outermost of its roots; the path itself where it has
/// none. What this gives for a file must not depend on how the index came
/// to be: the folder is evidence of who is the same person.
fn relative<'a>(path: &'a str, roots: &[String]) -> &'a str {
    let outermost = roots
        .iter()
        .map(|root| root_path(root))
        .filter(|root| below(path, root))
        .min_by_key(|root| root.len());
    let rest = outermost.and_then(|root| path.strip_prefix(root));
    let rest = rest.map_or(path, |rest| rest.trim_start_matches('/'));
    if rest.is_empty() {
        path.rsplit('/').next().unwrap_or(path)
    } else {
        rest
    }
}

/// Whether a path is a folder or file, or below it; the folder we stand in
/// is empty.
fn below(path: &str, folder: &str) -> bool {
    if folder.is_empty() {
        return !path.starts_with('/') && !path.starts_with("../");
    }
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn below_any(path: &str, folders: &[String]) -> bool {
    folders.iter().any(|folder| below(path, folder))
}

/// Whether reading the file again may end otherwise.
pub(super) fn may_be_retried(record: &Record<'_>) -> bool {
    record.skip_reason().is_some_and(|reason| match reason {
        SkipReason::TimedOut(_)
        | SkipReason::OutOfMemory(_)
        | SkipReason::Unreadable(_)
        | SkipReason::Crashed(_) => true,
        SkipReason::Empty
        | SkipReason::UnknownFormat
        | SkipReason::Binary
        | SkipReason::Encrypted
        | SkipReason::NeedsOcr
        | SkipReason::TooLarge(_)
        | SkipReason::Malformed(_)
        | SkipReason::Forgotten(_) => false,
    })
}

/// The version of all that reads a format's files; of all formats together
/// where none is named, since any of them may learn to read what was left
/// out. Venues of the user's own are part of it.
pub(super) fn version(format: &str) -> u64 {
    let rows = crate::extract::FORMATS.iter();
    let versions = rows
        .filter(|row| format.is_empty() || row.name == format)
        .map(|row| u64::from(row.version));
    (UNDERSTANDING << 32 | versions.sum::<u64>()) ^ venue::edition()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_below_whole_folders_only() {
        for (path, folder, want) in [
            ("corpus/a.md", "corpus", true),
            ("corpus/a.md", "corpus/a.md", true),
            ("corpus2/a.md", "corpus", false),
            ("a.md", "", true),
            ("/a.md", "", false),
            ("../a.md", "", false),
            ("../x/a.md", "../x", true),
        ] {
            assert_eq!(below(path, folder), want, "{path} in {folder}");
        }
    }

    #[test]
    fn a_file_stands_below_the_outermost_root() {
        let roots = ["corpus", "corpus/ada", "x/b.md", "/srv/cvs"];
        let roots = roots.map(str::to_owned);
        for (path, want) in [
            ("corpus/ada/cv.md", "ada/cv.md"),
            ("x/b.md", "b.md"),
            ("/srv/cvs/2024/c.md", "2024/c.md"),
            ("elsewhere/d.md", "elsewhere/d.md"),
        ] {
            assert_eq!(relative(path, &roots), want);
        }
        assert_eq!(relative("a/b.md", &[".".to_owned()]), "a/b.md");
    }

    #[test]
    fn a_known_root_keeps_its_spelling() {
        let roots = ["corpus".to_owned(), ".".to_owned()];
        let here = std::env::current_dir().unwrap();
        for (path, roots, want) in [
            (here.join("corpus/a"), &roots[..1], "corpus/a"),
            (here.join("corpus"), &roots[..1], "corpus"),
            (here.join("other"), &roots[1..], "other"),
            ("corpus/../x".into(), &roots[..0], "corpus/../x"),
            ("/elsewhere".into(), &roots[..], "/elsewhere"),
        ] {
            let path = respelled(&[path], roots);
            assert_eq!(path, [PathBuf::from(want)]);
        }
    }

    #[test]
    fn another_version_of_a_format_concerns_its_files_and_skipped_ones() {
        assert_eq!(version("pdf") >> 32, UNDERSTANDING);
        assert!(version("") > version("pdf"));
    }
}
