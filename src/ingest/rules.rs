//! Which files below a root count, and why others do not.

use std::path::Path;

use super::ignore::{Ignores, Patterns};
use super::walk::path_text;
use crate::error::Result;
use crate::index::Corpus;
use crate::settings::SIDECAR;

/// Files that speak about the corpus and not about a person.
const OURS: &[&str] = &["vitae.toml", "sources.md", "readme.md", "readme"];

/// Which files of a folder count.
pub(super) struct Selection {
    include: Patterns,
    exclude: Patterns,
    hidden: bool,
    pub(super) follow: bool,
    no_ignore: bool,
}

impl Selection {
    /// What a corpus says; an error where a pattern cannot be read.
    pub(super) fn of(corpus: &Corpus) -> Result<Selection> {
        Ok(Selection {
            include: Patterns::typed(&corpus.include, "--include")?,
            exclude: Patterns::typed(&corpus.exclude, "--exclude")?,
            hidden: corpus.hidden,
            follow: corpus.follow,
            no_ignore: corpus.no_ignore,
        })
    }

    /// Whether a name alone rules a file or folder out.
    fn hides(&self, name: &str) -> bool {
        name.starts_with('.')
            && (!self.hidden || name == ".git" && !self.no_ignore)
    }

    /// Whether the patterns leave a file or folder out, and which.
    fn rules_out(&self, below: &str, is_folder: bool) -> Option<LeftOut> {
        if self.exclude.name(below, is_folder) {
            return Some(LeftOut::Excluded);
        }
        let included =
            is_folder || self.include.is_empty() || self.include.cover(below);
        (!included).then_some(LeftOut::NotIncluded)
    }
}

/// What rules files out, where a walk below a root stands.
pub(super) struct Rules<'a> {
    selection: &'a Selection,
    ignores: Ignores,
    index: Option<&'a Path>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(
        selection: &'a Selection,
        index: Option<&'a Path>,
    ) -> Rules<'a> {
        Rules { selection, ignores: Ignores::default(), index }
    }

    /// Enters a folder at a depth below the root.
    pub(super) fn enter(&mut self, folder: &Path, depth: usize) {
        if !self.selection.no_ignore {
            self.ignores.enter(folder, depth);
        }
    }

    /// Why a file or folder does not count; None where it does.
    pub(super) fn against(
        &self,
        path: &Path,
        below: &Path,
        is_folder: bool,
    ) -> Option<LeftOut> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if self.selection.hides(&name) {
            return Some(LeftOut::Hidden);
        }
        let below = path_text(below);
        self.selection.rules_out(&below, is_folder).or_else(|| {
            if self.ignores.ignore(path, is_folder) {
                return Some(LeftOut::Ignored);
            }
            (is_folder && is_index(path, self.index)).then_some(LeftOut::Index)
        })
    }
}

/// Why a walk below a root does not come to a file there; None where it
/// does.
pub(super) fn left_out(
    root: &Path,
    below: &Path,
    selection: &Selection,
    index: &Path,
) -> Option<LeftOut> {
    let index = index.canonicalize().ok();
    let mut rules = Rules::new(selection, index.as_deref());
    rules.enter(root, 0);
    let mut place = root.to_owned();
    for (depth, part) in (1..).zip(below.components()) {
        place.push(part);
        let link = !selection.follow && place.is_symlink();
        let is_folder = place.is_dir() && !link;
        let within = place.strip_prefix(root).unwrap_or(&place);
        let left_out = rules.against(&place, within, is_folder);
        if left_out.is_some() || link {
            return left_out.or(Some(LeftOut::Link));
        }
        if is_folder {
            rules.enter(&place, depth);
        }
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let named = below.as_os_str().is_empty();
    (!named && is_ours(&name)).then_some(LeftOut::About)
}

/// Why a file or folder below a root does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Its name begins with a dot.
    Hidden,
    /// A pattern of `--exclude` names it.
    Excluded,
    /// No pattern of `--include` names it.
    NotIncluded,
    /// A `.gitignore` or `.vitaeignore` names it.
    Ignored,
    /// It is a link.
    Link,
    /// It is the folder of the index.
    Index,
    /// It speaks about the corpus and not about a person.
    About,
}

/// Whether a folder is that of the index.
fn is_index(folder: &Path, index: Option<&Path>) -> bool {
    index.is_some_and(|index| {
        // Names are compared first: asking the system takes long.
        folder.file_name() == index.file_name()
            && folder.canonicalize().is_ok_and(|folder| folder == index)
    })
}

pub(super) fn is_ours(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    OURS.contains(&lower.as_str()) || lower.ends_with(SIDECAR)
}
