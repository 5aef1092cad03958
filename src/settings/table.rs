//! Which options of the command line are settings: one row an option.

/// The keys of all settings, sorted: the option's name, after its command
/// where it is an option of one command only.
pub static SETTINGS: &[&str] = &[
    "color",
    "index",
    "index.exclude",
    "index.follow",
    "index.hidden",
    "index.include",
    "index.no-ignore",
    "index.strict",
    "index.wait",
    "jobs",
    "list.format",
    "list.limit",
    "no-pager",
    "pager",
    "parse.format",
    "read-memory",
    "read-seconds",
    "search.by",
    "search.evidence",
    "search.facet",
    "search.format",
    "search.limit",
    "search.ranking",
    "search.sort",
    "search.strict",
    "show.contact",
    "show.format",
    "stats.format",
    "stats.limit",
    "status.format",
];

/// The keys of options that only make sense for the run they are given to,
/// sorted.
pub static FOR_ONE_RUN: &[&str] = &[
    "config.format",
    "config.paths",
    "forget.yes",
    "index.diagnostics",
    "index.dry-run",
    "index.files-from",
    "index.rebuild",
    "index.remove",
    "index.retry-failed",
    "index.watch",
    "index.yes",
    "list.since",
    "man.out",
    "search.explain",
    "search.explain-query",
    "search.offset",
    "search.queries",
    "search.synonyms",
    "stats.by",
    "status.not-indexed",
    "status.verify",
];

/// The environment variable of a setting: `VITAE_SEARCH_LIMIT`.
#[must_use]
pub fn variable(key: &str) -> String {
    let name = key.replace(['.', '-'], "_").to_uppercase();
    format!("VITAE_{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_unique() {
        for rows in [SETTINGS, FOR_ONE_RUN] {
            assert!(rows.is_sorted_by(|a, b| a < b));
        }
        for key in SETTINGS {
            assert!(!FOR_ONE_RUN.contains(key), "{key}");
        }
    }

    #[test]
    fn no_variable_means_two_settings() {
        let mut names: Vec<String> =
            SETTINGS.iter().map(|key| variable(key)).collect();
        assert_eq!(names[1], "VITAE_INDEX");
        names.sort();
        names.dedup();
        assert_eq!(names.len(), SETTINGS.len());
    }
}
