//! Patterns of `.gitignore` and `.vitaeignore` files, and of `--include` and
//! `--exclude`, which are written alike.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::walk::path_text;
use crate::error::{Error, ErrorKind, Result};

/// Files that hold patterns; later ones win.
const FILES: [&str; 2] = [".gitignore", ".vitaeignore"];

/// The patterns that hold where a walk stands.
#[derive(Default)]
pub(super) struct Ignores {
    folders: Vec<(usize, PathBuf, Patterns)>,
}

impl Ignores {
    /// Enters a folder at a depth below the root, leaving those as deep.
    pub(super) fn enter(&mut self, folder: &Path, depth: usize) {
        self.folders.retain(|(other, ..)| *other < depth);
        let mut patterns = Vec::new();
        for name in FILES {
            if let Ok(text) = std::fs::read_to_string(folder.join(name)) {
                // As git does, a line that makes no sense is passed over.
                let lines = text.lines().map(Pattern::parse);
                patterns.extend(lines.filter_map(|line| line.ok().flatten()));
            }
        }
        if !patterns.is_empty() {
            let patterns = Patterns(patterns);
            self.folders.push((depth, folder.to_owned(), patterns));
        }
    }

    /// Whether a file or folder is to be left out.
    pub(super) fn ignore(&self, path: &Path, is_folder: bool) -> bool {
        let mut ignored = false;
        for (_, folder, patterns) in &self.folders {
            let Ok(below) = path.strip_prefix(folder) else { continue };
            let verdict = patterns.verdict(&path_text(below), is_folder);
            ignored = verdict.unwrap_or(ignored);
        }
        ignored
    }
}

/// Lines of patterns, the later ones taking back what earlier ones said.
#[derive(Default)]
pub(super) struct Patterns(Vec<Pattern>);

impl Patterns {
    /// Reads patterns that a user typed; the option is named where one
    /// cannot be read.
    pub(super) fn typed(lines: &[String], option: &str) -> Result<Patterns> {
        let read = |line: &String| {
            Pattern::parse(line).map_err(|err| {
                let what = format!("`{option} {line}`: {}", err.kind());
                Error::new(ErrorKind::Usage(what))
            })
        };
        let patterns = lines.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(Patterns(patterns.into_iter().flatten().collect()))
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the last pattern says that matches a path; None where none does.
    fn verdict(&self, path: &str, is_folder: bool) -> Option<bool> {
        let fits = |pattern: &&Pattern| pattern.matches(path, is_folder);
        self.0.iter().rev().find(fits).map(|pattern| !pattern.negated)
    }

    /// Whether a file or folder is meant by itself.
    pub(super) fn name(&self, path: &str, is_folder: bool) -> bool {
        self.verdict(path, is_folder).unwrap_or(false)
    }

    /// Whether a file is meant, by itself or by a folder it is in.
    pub(super) fn cover(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        let mut verdicts = folders
            .map(|folder| self.verdict(folder, true))
            .collect::<Vec<_>>();
        verdicts.push(self.verdict(path, false));
        verdicts.into_iter().rev().find_map(|verdict| verdict).unwrap_or(false)
    }
}

/// One line of such a file.
struct Pattern {
    glob: GlobMatcher,
    /// Starts with `!`: takes back what an earlier line said.
    negated: bool,
    /// Ends with `/`.
    folders_only: bool,
}

impl Pattern {
    /// Reads a line; None where it is empty or a comment.
    fn parse(
        line: &str,
    ) -> std::result::Result<Option<Pattern>, globset::Error> {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (negated, line) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (folders_only, line) = match line.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        // With a slash within it names a path, without one a name anywhere.
        let anchored = line.contains('/');
        let line = line.trim_start_matches('/');
        if line.is_empty() {
            return Ok(None);
        }
        let line =
            if anchored { line.to_owned() } else { format!("**/{line}") };
        let glob = GlobBuilder::new(&line)
            .literal_separator(true)
            .backslash_escape(true)
            .build()?
            .compile_matcher();
        Ok(Some(Pattern { glob, negated, folders_only }))
    }

    fn matches(&self, path: &str, is_folder: bool) -> bool {
        (is_folder || !self.folders_only) && self.glob.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_as_git_has_it() {
        for (line, path, folder, want) in [
            ("*.bak", "a/b.bak", false, true),
            ("*.bak", "a/b.bak.md", false, false),
            ("drafts/", "a/drafts", true, true),
            ("drafts/", "drafts", false, false),
            ("/top.md", "top.md", false, true),
            ("/top.md", "a/top.md", false, false),
            ("a/*.md", "a/x.md", false, true),
            ("a/*.md", "a/b/x.md", false, false),
            ("a/**/x.md", "a/b/c/x.md", false, true),
            ("a/**/x.md", "a/x.md", false, true),
            ("**/x/y", "a/x/y", false, true),
            ("cv-?.md", "cv-1.md", false, true),
            ("cv-[0-9].md", "cv-7.md", false, true),
            ("cv-[!0-9].md", "cv-7.md", false, false),
            ("a/**", "a/b/c", false, true),
            ("\\#x", "#x", false, true),
            ("*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, false),
        ] {
            let pattern = Pattern::parse(line).unwrap().unwrap();
            assert_eq!(pattern.matches(path, folder), want, "{line} {path}");
        }
        assert!(Pattern::parse("# comment").unwrap().is_none());
        assert!(Pattern::parse("!keep.md").unwrap().unwrap().negated);
    }

    #[test]
    fn a_folder_covers_what_is_in_it_until_taken_back() {
        let typed = |lines: &[&str]| {
            let lines: Vec<String> =
                lines.iter().map(|line| (*line).to_owned()).collect();
            Patterns::typed(&lines, "--include")
        };
        let patterns = typed(&["2024/", "*.pdf", "!draft-*"]).unwrap();
        for (path, want) in [
            ("2024/a.md", true),
            ("x/2024/y/a.md", true),
            ("2024", false),
            ("a.pdf", true),
            ("x/draft-a.pdf", false),
            ("a.md", false),
        ] {
            assert_eq!(patterns.cover(path), want, "{path}");
        }
        let error = typed(&["a[b"]).err().unwrap().to_string();
        assert!(error.starts_with("`--include a[b`: "), "{error}");
    }
}
