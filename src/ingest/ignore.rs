//! Patterns of `.gitignore` and `.vitaeignore` files.

use std::path::{Path, PathBuf};

/// Files that hold patterns; later ones win.
const FILES: [&str; 2] = [".gitignore", ".vitaeignore"];

/// The patterns that hold where a walk stands.
#[derive(Default)]
pub(super) struct Ignores {
    folders: Vec<(usize, PathBuf, Vec<Pattern>)>,
}

impl Ignores {
    /// Enters a folder at a depth below the root, leaving those as deep.
    pub(super) fn enter(&mut self, folder: &Path, depth: usize) {
        self.folders.retain(|(other, ..)| *other < depth);
        let mut patterns = Vec::new();
        for name in FILES {
            if let Ok(text) = std::fs::read_to_string(folder.join(name)) {
                patterns.extend(text.lines().filter_map(Pattern::parse));
            }
        }
        if !patterns.is_empty() {
            self.folders.push((depth, folder.to_owned(), patterns));
        }
    }

    /// Whether a file or folder is to be left out.
    pub(super) fn ignore(&self, path: &Path, is_folder: bool) -> bool {
        let mut ignored = false;
        for (_, folder, patterns) in &self.folders {
            let Ok(below) = path.strip_prefix(folder) else { continue };
            let below = super::walk::path_text(below);
            for pattern in patterns {
                if pattern.matches(&below, is_folder) {
                    ignored = !pattern.negated;
                }
            }
        }
        ignored
    }
}

/// One line of such a file.
struct Pattern {
    glob: String,
    /// Starts with `!`: takes back what an earlier line left out.
    negated: bool,
    /// Ends with `/`.
    folders_only: bool,
    /// Has a `/` within: matches whole paths, not names.
    anchored: bool,
}

impl Pattern {
    fn parse(line: &str) -> Option<Pattern> {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let (negated, line) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (folders_only, line) = match line.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let anchored = line.contains('/') && !line.starts_with("**/");
        let glob = line.trim_start_matches('/').trim_start_matches("**/");
        (!glob.is_empty()).then(|| Pattern {
            glob: glob.to_owned(),
            negated,
            folders_only,
            anchored,
        })
    }

    fn matches(&self, path: &str, is_folder: bool) -> bool {
        if self.folders_only && !is_folder {
            return false;
        }
        if self.anchored {
            return glob(self.glob.as_bytes(), path.as_bytes());
        }
        // "**/a/b" has a slash but may match at any depth.
        let starts = std::iter::once(0)
            .chain(path.match_indices('/').map(|(at, _)| at + 1));
        starts
            .into_iter()
            .any(|at| glob(self.glob.as_bytes(), &path.as_bytes()[at..]))
    }
}

/// Whether a text matches a pattern of `*`, `**`, `?` and `[a-z]`.
///
/// Work is bounded by the product of the lengths: of all stars, only the
/// last one of each kind is ever taken back.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    // Where to go on after a mismatch: pattern, text, whether over slashes.
    let mut star: Option<(usize, usize)> = None;
    let mut stars: Option<(usize, usize)> = None;
    loop {
        if pattern[p..].starts_with(b"**") {
            p += 2;
            if pattern.get(p) == Some(&b'/') {
                p += 1;
            }
            stars = Some((p, t));
            star = None;
            continue;
        }
        if pattern.get(p) == Some(&b'*') {
            p += 1;
            star = Some((p, t));
            continue;
        }
        match (pattern.get(p), text.get(t)) {
            (None, None) => return true,
            (Some(_), Some(&c)) => {
                if let Some(width) = one(&pattern[p..], c) {
                    p += width;
                    t += 1;
                    continue;
                }
            }
            _ => {}
        }
        let back = match (star, stars) {
            (Some((after, at)), _)
                if text.get(at).is_some_and(|&c| c != b'/') =>
            {
                star = Some((after, at + 1));
                (after, at + 1)
            }
            (_, Some((after, at))) if at < text.len() => {
                stars = Some((after, at + 1));
                star = None;
                (after, at + 1)
            }
            _ => return false,
        };
        (p, t) = back;
    }
}

/// How much of a pattern one byte matches, None where it does not.
fn one(pattern: &[u8], c: u8) -> Option<usize> {
    match pattern {
        [b'?', ..] => (c != b'/').then_some(1),
        [b'\\', escaped, ..] => (c == *escaped).then_some(2),
        [b'[', rest @ ..] => {
            let end = rest.iter().skip(1).position(|&b| b == b']')? + 1;
            let set = &rest[..end];
            let (negated, set) = match set {
                [b'!' | b'^', set @ ..] => (true, set),
                set => (false, set),
            };
            let mut found = false;
            let mut i = 0;
            while i < set.len() {
                if let [from, b'-', to, ..] = set[i..] {
                    found |= (from..=to).contains(&c);
                    i += 3;
                } else {
                    found |= set[i] == c;
                    i += 1;
                }
            }
            (found != negated && c != b'/').then_some(end + 2)
        }
        [first, ..] => (c == *first).then_some(1),
        [] => None,
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
            let pattern = Pattern::parse(line).unwrap();
            assert_eq!(pattern.matches(path, folder), want, "{line} {path}");
        }
        assert!(Pattern::parse("# comment").is_none());
        assert!(Pattern::parse("!keep.md").unwrap().negated);
    }
}
