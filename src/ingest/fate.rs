//! What becomes of single files, and why.

use std::path::{Path, PathBuf};

use super::plan::respelled;
use super::rules::{LeftOut, Selection, left_out};
use super::walk::{modified, path_text, tidy};
use crate::error::Result;
use crate::index::Snapshot;
use crate::model::SkipReason;

/// What the index knows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Its path, spelled as the index does.
    pub path: String,
    /// How it stands.
    pub state: State,
    /// Those it is about, each once; none where it is not indexed.
    pub people: Vec<String>,
}

/// How a file stands to the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is in the index as it is.
    Indexed,
    /// It was written since it was read.
    Changed,
    /// It is in the index, but not there any more.
    Deleted,
    /// It was looked at, and nothing could be made of it.
    NotIndexed(SkipReason),
    /// The next run reads it.
    New,
    /// No run looks at it.
    LeftOut(LeftOut),
    /// It is not below what is indexed.
    Outside,
    /// It is a folder, with so many files in the index.
    Folder(usize),
    /// It is neither there nor in the index.
    Missing,
}

/// Says of files what becomes of them; reads none and writes nothing.
pub fn fates(
    paths: &[PathBuf],
    snapshot: &Snapshot,
    index: &Path,
) -> Result<Vec<Fate>> {
    let files = snapshot.files()?;
    let people = snapshot.people();
    let corpus = snapshot.corpus();
    let selection = Selection::of(corpus)?;
    let fate = |path: PathBuf| {
        let text = path_text(&path);
        let metadata = std::fs::metadata(&path).ok();
        let Some(record) = files.get(&text) else {
            let folder = metadata.as_ref().is_some_and(|m| m.is_dir());
            let below = |file: &str| {
                let rest = file.strip_prefix(&text);
                rest.is_some_and(|rest| {
                    text.is_empty() || rest.starts_with('/')
                })
            };
            let state = match unknown(&path, &corpus.roots, &selection, index)
            {
                State::New if folder => State::Folder(
                    files.iter().filter(|file| below(file.path)).count(),
                ),
                state => state,
            };
            return Fate { path: text, state, people: Vec::new() };
        };
        let is_same = metadata.as_ref().map(|metadata| {
            metadata.len() == record.size
                && modified(metadata) == record.modified
        });
        let state = match (is_same, record.skip_reason()) {
            (None, _) => State::Deleted,
            (Some(false), _) => State::Changed,
            (Some(true), Some(reason)) => State::NotIndexed(reason),
            (Some(true), None) => State::Indexed,
        };
        let mut names: Vec<String> = Vec::new();
        for profile in record.profiles() {
            let person = people.person_of(profile);
            let known = person.and_then(|person| people.id_and_name(person));
            if let Some((_, name)) = known
                && !names.iter().any(|other| other == name)
            {
                names.push(name.to_owned());
            }
        }
        Fate { path: text, state, people: names }
    };
    Ok(respelled(paths, &corpus.roots).into_iter().map(fate).collect())
}

/// How a path stands of which the index has no record.
fn unknown(
    path: &Path,
    roots: &[String],
    selection: &Selection,
    index: &Path,
) -> State {
    if std::fs::symlink_metadata(path).is_err() {
        return State::Missing;
    }
    let mut reasons = Vec::new();
    for root in roots {
        let root = tidy(Path::new(root));
        let bare = if root == Path::new(".") { Path::new("") } else { &root };
        let Ok(below) = path.strip_prefix(bare) else { continue };
        match left_out(&root, below, selection, index) {
            Some(reason) => reasons.push(reason),
            None => return State::New,
        }
    }
    reasons.first().map_or(State::Outside, |&why| State::LeftOut(why))
}
