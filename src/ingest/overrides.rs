//! What a user says of people, read for a run and put into what is read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Options;
use super::walk::Found;
use crate::error::{Error, Result};
use crate::index::{self, Corpus, Files, Part, Record};
use crate::model::{Identity, Override, Overrides, Profile, SkipReason};
use crate::people::{self, Facts, Outcome, Used};
use crate::settings::{self, File, Kind, PROJECT_FILE, SIDECAR, Source};

/// What is said of people, as a run knows it.
#[derive(Default)]
pub(super) struct Said {
    overrides: Overrides,
    /// Whether the last commit knew other words.
    is_new: bool,
    /// The designators that named a document so far, where they are new.
    used: Mutex<Used>,
    /// Names and paths that designators could mean.
    known: Vec<String>,
}

impl Said {
    /// Reads the file beside the corpus, or else the one that was read the
    /// last time, and notes in the corpus which it was.
    pub(super) fn read(
        options: &Options,
        before: &Corpus,
        corpus: &mut Corpus,
    ) -> Result<Said> {
        let here = Path::new(PROJECT_FILE);
        let known = before.overrides_file.as_ref().map(PathBuf::from);
        let known = known.filter(|path| path.is_file());
        let mut said = Said::default();
        if let Some(path) = here.is_file().then(|| here.into()).or(known) {
            let text = std::fs::read_to_string(&path)
                .map_err(|err| Error::at(&path, err))?;
            let shown = path.display().to_string();
            let source = Source { path: &shown, text: &text };
            said.overrides = File::parse(source, Kind::Project)?.overrides;
            let full = std::path::absolute(&path).unwrap_or(path);
            corpus.overrides_file = Some(full.display().to_string());
        }
        corpus.overrides = people::edition(&said.overrides);
        if corpus.overrides == 0 {
            corpus.overrides_file = None;
        }
        said.is_new = corpus.overrides != before.overrides || options.rebuild;
        Ok(said)
    }

    /// Whether nothing is said of anybody.
    pub(super) fn is_nothing(&self) -> bool {
        self.overrides.people.is_empty()
    }

    /// The files to be read again since other words name them now, or named
    /// them before.
    pub(super) fn again(
        &mut self,
        index: &Path,
        files: &Files,
    ) -> Result<HashSet<String>> {
        let mut again = HashSet::new();
        if !self.is_new || files.is_empty() {
            return Ok(again);
        }
        let used = self.used.get_mut().unwrap_or_else(PoisonError::into_inner);
        for (path, identity) in index::known_identities(index)? {
            let Identity { id, owner, path: relative, marks, .. } = &identity;
            let paths = [path.as_str(), relative.as_str()];
            let facts = Facts { paths, id: id.as_deref(), owner };
            let named = people::is_named(&self.overrides, facts, used);
            let names = owner.name.iter().chain(id);
            self.known.extend(names.cloned());
            self.known.push(relative.clone());
            if named || marks.touched {
                again.insert(path);
            }
        }
        // Whom the index has forgotten it cannot tell.
        let may_miss = |file: &Record<'_>| {
            matches!(file.skip_reason(), Some(SkipReason::Forgotten(_)))
                || file.profiles().len() > 1
        };
        let missed = files.iter().filter(may_miss);
        again.extend(missed.map(|file| file.path.to_owned()));
        Ok(again)
    }

    /// Puts what is said of it into a profile.
    pub(super) fn correct(
        &self,
        file: &Found,
        sidecar: Option<&Override>,
        profile: &mut Profile,
    ) -> Outcome {
        let mut used = Used::new();
        let paths = [file.path.as_str(), file.relative()];
        let said = self.overrides.people.iter().chain(sidecar);
        let outcome = people::correct(said, paths, profile, &mut used);
        if self.is_new && !used.is_empty() {
            self.used
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(used);
        }
        outcome
    }

    /// One line for each new designator that names nobody.
    pub(super) fn warnings(self) -> Vec<String> {
        if !self.is_new {
            return Vec::new();
        }
        let used =
            self.used.into_inner().unwrap_or_else(PoisonError::into_inner);
        let people = self.overrides.people.iter();
        people
            .flat_map(|said| said.is.iter().chain(&said.not))
            .filter(|designator| !used.contains(&designator.place))
            .map(|designator| {
                let text = &designator.text;
                let hint = nearest(text, &self.known)
                    .map_or(String::new(), |near| {
                        format!("; did you mean `{near}`?")
                    });
                format!("{}: `{text}` names nobody{hint}", designator.place)
            })
            .collect()
    }
}

/// What was meant, of names and paths.
fn nearest<'a>(typed: &str, known: &'a [String]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let allowed = typed.chars().count() / 4 + 1;
    known
        .iter()
        .map(|name| (strsim::osa_distance(&typed, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name.as_str())
}

/// Reads the words beside a file; None where there are none, and why they
/// cannot be read.
pub(super) fn sidecar(
    file: &Found,
) -> std::result::Result<Option<Override>, SkipReason> {
    if file.sidecar.is_none() {
        return Ok(None);
    }
    let path = sidecar_path(&file.path);
    let refused = |message: String| {
        let first = message.lines().next().unwrap_or_default();
        SkipReason::Malformed(first.to_owned())
    };
    let text =
        std::fs::read_to_string(sidecar_path(&file.place().to_string_lossy()))
            .map_err(|err| {
                refused(Error::at(Path::new(&path), err).to_string())
            })?;
    let source = Source { path: &path, text: &text };
    let said = settings::sidecar(source, &file.path);
    said.map(Some).map_err(|err| refused(err.to_string()))
}

fn sidecar_path(path: &str) -> String {
    format!("{path}{SIDECAR}")
}

/// The words beside a file as one of its parts.
pub(super) fn part(file: &Found) -> Option<Part> {
    let (size, modified) = file.sidecar?;
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    Some(Part { path: sidecar_path(name), size, modified })
}
