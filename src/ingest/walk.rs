//! Finds the files of a corpus: what is hidden, ignored or linked is not
//! part of it.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io::Read;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf, is_separator};
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;

use super::rules::{Rules, Selection, is_ours};
use crate::model::SkipReason;
use crate::settings::SIDECAR;

/// Files over this size are left out, in bytes; JSON Lines of a whole
/// community stay below it.
const LIMIT: u64 = 512 << 20;

/// A file of the corpus.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Where it is, as text with `/` between its parts.
    pub(super) path: String,
    /// Where to open it, if the text is something else.
    unlike: Option<Box<Path>>,
    /// How many bytes of the path lead to its root, see [`super::plan`].
    pub(super) above: usize,
    /// Its size in bytes.
    pub(super) size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub(super) modified: i64,
    /// Whether it was named itself, not found in a folder.
    pub(super) listed: bool,
    /// Whether it is to be read though its content may be as it was.
    pub(super) reread: bool,
    /// Size and time of the file of words about it that is beside it.
    pub(super) sidecar: Option<(u64, i64)>,
}

impl Found {
    fn new(path: &Path, metadata: &Metadata) -> Found {
        let (path, unlike) = match path.to_str() {
            Some(text) if is_tidy(text) => (text.to_owned(), None),
            _ => {
                let place = tidy(path);
                let text = path_text(&place);
                let same = place == Path::new(&text);
                (text, (!same).then(|| place.into_boxed_path()))
            }
        };
        Found {
            path,
            unlike,
            above: 0,
            size: metadata.len(),
            modified: modified(metadata),
            listed: false,
            reread: false,
            sidecar: None,
        }
    }

    /// Where to open it.
    pub(super) fn place(&self) -> &Path {
        self.unlike.as_deref().unwrap_or(Path::new(&self.path))
    }

    /// Its path below its root.
    pub(super) fn relative(&self) -> &str {
        &self.path[self.above..]
    }

    /// Its content, or why it cannot be had.
    pub(super) fn bytes(&self) -> std::result::Result<Vec<u8>, SkipReason> {
        read_bytes(self.place())
    }

    /// Whether it is not there any more.
    pub(super) fn is_gone(&self) -> bool {
        let metadata = std::fs::metadata(self.place());
        metadata.is_err_and(|err| err.kind() == std::io::ErrorKind::NotFound)
    }

    /// Whether it can be opened now.
    pub(super) fn is_readable(&self) -> bool {
        std::fs::File::open(self.place()).is_ok()
    }
}

/// When a file was last written, in nanoseconds since 1970; 0 where that is
/// not known.
pub(super) fn modified(metadata: &Metadata) -> i64 {
    let time = metadata.modified().ok();
    time.and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_nanos()).ok())
        .unwrap_or(0)
}

/// Reads a file within the size limit.
pub(super) fn read_bytes(
    path: &Path,
) -> std::result::Result<Vec<u8>, SkipReason> {
    let unreadable = |err: std::io::Error| {
        let text = err.to_string();
        let bare = text.split(" (os error").next().unwrap_or_default();
        SkipReason::Unreadable(bare.to_lowercase())
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(SkipReason::Unreadable("not a file".into()));
    }
    if metadata.len() > LIMIT {
        return Err(SkipReason::TooLarge(LIMIT));
    }
    let size = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes = Vec::with_capacity(size + 1);
    // It may grow while it is read.
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        return Err(SkipReason::TooLarge(LIMIT));
    }
    Ok(bytes)
}

/// All files below some roots.
#[derive(Default)]
pub(super) struct Walk {
    /// By path, none twice.
    pub(super) files: Vec<Found>,
    /// Folders that cannot be listed.
    pub(super) unlisted: Vec<String>,
    /// Size and time of words about files, by the paths of these.
    sidecars: HashMap<String, (u64, i64)>,
}

/// Lists the files below the roots, in the order of their paths; the folder
/// of the index is no part of a corpus.
pub(super) fn walk(
    roots: &[PathBuf],
    selection: &Selection,
    index: &Path,
) -> Walk {
    let mut walk = Walk::default();
    let index = index.canonicalize().ok();
    for root in roots {
        walk_root(root, selection, index.as_deref(), &mut walk);
    }
    walk
}

impl Walk {
    /// Adds a file that was named itself; false where there is none.
    pub(super) fn list(&mut self, file: &Path) -> bool {
        let Ok(metadata) = std::fs::metadata(file) else { return false };
        let mut found = Found::new(file, &metadata);
        found.listed = true;
        self.look_beside(&found);
        self.files.push(found);
        true
    }

    /// Notes the words beside a file that was named itself.
    fn look_beside(&mut self, found: &Found) {
        let mut place = found.place().as_os_str().to_owned();
        place.push(SIDECAR);
        if let Ok(metadata) = std::fs::metadata(place) {
            let state = (metadata.len(), modified(&metadata));
            self.sidecars.insert(found.path.clone(), state);
        }
    }

    /// Brings the files in order.
    pub(super) fn sort(&mut self) {
        for file in &mut self.files {
            file.sidecar = self.sidecars.get(&file.path).copied();
        }
        // A file that was named is the same as one that was found.
        self.files
            .sort_by(|a, b| a.path.cmp(&b.path).then(b.listed.cmp(&a.listed)));
        self.files.dedup_by(|a, b| a.path == b.path);
    }
}

fn walk_root(
    root: &Path,
    selection: &Selection,
    index: Option<&Path>,
    walk: &mut Walk,
) {
    let mut rules = Rules::new(selection, index);
    let mut entries =
        WalkDir::new(root).follow_links(selection.follow).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(err) => {
                // A link into a circle, or to nowhere, hides no files.
                let gone = err.io_error().is_some_and(|err| {
                    err.kind() == std::io::ErrorKind::NotFound
                });
                if err.loop_ancestor().is_none() && !gone {
                    walk.unlisted.extend(err.path().map(path_text));
                }
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let name = entry.file_name().to_string_lossy();
        let named = entry.depth() == 0;
        let below = below(entry.path(), root);
        if !named && rules.against(entry.path(), below, is_folder).is_some() {
            if is_folder {
                entries.skip_current_dir();
            }
            continue;
        }
        if is_folder {
            rules.enter(entry.path(), entry.depth());
            continue;
        }
        let is_file = entry.file_type().is_file()
            // A link that is named on the command line is meant.
            || named && entry.path().is_file();
        if !is_file {
            continue;
        }
        if !named && is_ours(&name) {
            let path = path_text(&tidy(entry.path()));
            if let Some(file) = path.strip_suffix(SIDECAR)
                && let Ok(metadata) = entry.metadata()
            {
                let state = (metadata.len(), modified(&metadata));
                walk.sidecars.insert(file.to_owned(), state);
            }
            continue;
        }
        let metadata = if named {
            std::fs::metadata(entry.path()).ok()
        } else {
            entry.metadata().ok()
        };
        if let Some(metadata) = metadata {
            let found = Found::new(entry.path(), &metadata);
            if named {
                walk.look_beside(&found);
            }
            walk.files.push(found);
        }
    }
}

/// A path that was found from a root, from there on.
fn below<'a>(path: &'a Path, root: &Path) -> &'a Path {
    let texts = path.to_str().zip(root.to_str());
    let rest = texts.and_then(|(path, root)| path.strip_prefix(root));
    let rest = rest.map(|rest| rest.trim_start_matches(is_separator));
    rest.map_or_else(
        || path.strip_prefix(root).unwrap_or(path),
        |rest| Path::new(rest),
    )
}

/// Whether [`tidy`] and [`path_text`] leave a path as it is, as they do with
/// nearly all.
fn is_tidy(path: &str) -> bool {
    MAIN_SEPARATOR == '/'
        && !path.is_empty()
        && path != "."
        && !path.contains("./")
        && !path.contains("//")
        && !path.ends_with('/')
        && !path.ends_with("/.")
}

/// A path without `./` and double slashes.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let tidy: PathBuf = parts.collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// A path as text, its parts separated by `/`; the folder we stand in is
/// empty.
pub(super) fn path_text(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(MAIN_SEPARATOR, "/")
    };
    if text == "." { String::new() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Corpus;

    #[cfg(unix)]
    #[test]
    fn tidy_paths_are_known_by_their_text() {
        for (path, is) in [
            ("a/b.md", true),
            ("/a/b", true),
            ("../a", false),
            ("a/.b/c", true),
            ("a.", true),
            (".", false),
            ("", false),
            ("./a", false),
            ("a/./b", false),
            ("a//b", false),
            ("a/", false),
            ("a/.", false),
        ] {
            assert_eq!(is_tidy(path), is, "{path}");
            if is {
                assert_eq!(path_text(&tidy(Path::new(path))), path);
            }
        }
        for root in [".", "", "/", "a", "a/", "../a"] {
            let full = Path::new(root).join("b/c.md");
            let rest = full.strip_prefix(root).unwrap();
            assert_eq!(below(&full, Path::new(root)), rest, "{root}");
        }
    }

    #[test]
    fn hidden_ignored_and_linked_files_are_no_part() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for (path, text) in [
            ("b/cv.md", "x"),
            ("a.md", "x"),
            ("b/.hidden.md", "x"),
            (".git/config", "x"),
            ("b/drafts/x.md", "x"),
            ("b/old.md", "x"),
            ("b/index/meta.json", "x"),
            (".gitignore", "drafts/\nold.*\n"),
            ("SOURCES.md", "x"),
            ("b/cv.md.vitae.toml", "x"),
        ] {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.join("a.md"), root.join("l.md"))
            .unwrap();
        std::os::unix::fs::symlink("..", root.join("b/up")).unwrap();
        let found = |corpus: &Corpus| -> String {
            let selection = Selection::of(corpus).unwrap();
            let roots = [root.to_owned()];
            let mut walk = walk(&roots, &selection, &root.join("b/index"));
            walk.sort();
            let below = |file: &Found| {
                path_text(file.place().strip_prefix(root).unwrap())
            };
            let paths: Vec<String> = walk.files.iter().map(below).collect();
            assert!(walk.unlisted.is_empty(), "{:?}", walk.unlisted);
            paths.join(" ")
        };
        let plain = Corpus::default();
        let list = |pattern: &str| vec![pattern.to_owned()];
        for (corpus, want) in [
            (plain.clone(), "a.md b/cv.md"),
            (
                Corpus { hidden: true, ..plain.clone() },
                ".gitignore a.md b/.hidden.md b/cv.md",
            ),
            (
                Corpus { no_ignore: true, ..plain.clone() },
                "a.md b/cv.md b/drafts/x.md b/old.md",
            ),
            (Corpus { follow: true, ..plain.clone() }, "a.md b/cv.md l.md"),
            (Corpus { exclude: list("b"), ..plain.clone() }, "a.md"),
            (Corpus { include: list("b/"), ..plain.clone() }, "b/cv.md"),
            (Corpus { include: list("cv.*"), ..plain.clone() }, "b/cv.md"),
            (Corpus { exclude: list("/*.md"), ..plain.clone() }, "b/cv.md"),
        ] {
            assert_eq!(found(&corpus), want, "{corpus:?}");
        }
    }

    #[test]
    fn a_path_is_written_in_one_way() {
        for (path, want) in
            [("./a//b/", "a/b"), ("a/./b", "a/b"), (".", ""), ("/x", "/x")]
        {
            assert_eq!(path_text(&tidy(Path::new(path))), want);
        }
    }
}
