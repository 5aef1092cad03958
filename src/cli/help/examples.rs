//! Examples that stand below the help of each command.

/// A command line, and what it is for.
type Example = (&'static str, &'static str);

/// The examples of each command.
pub(super) const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "index",
        &[
            ("vitae index", "what was indexed before, or corpus/"),
            ("vitae index ~/cvs ~/homepages", "these folders"),
            ("vitae index --dry-run", "say what would be read, do nothing"),
            ("vitae --index /tmp/cvs index ~/cvs", "keep the index elsewhere"),
        ],
    ),
    (
        "search",
        &[
            ("vitae search kv cache quantization", "who works on it"),
            (
                "vitae search 'parsing venue:acl year:2020..'",
                "who published on parsing at ACL since 2020",
            ),
            (
                "vitae search parsing --facet venue,year",
                "and how many people at which venues, in which years",
            ),
            (
                "vitae search 'author:\"Liu, Z\"' --by publications --format \
                 bibtex",
                "papers, for a bibliography",
            ),
            (
                "vitae search 'has:email affiliation:edinburgh' --format csv",
                "for a spreadsheet",
            ),
        ],
    ),
    (
        "browse",
        &[
            ("vitae browse", "everyone; type to find"),
            ("vitae browse 'parsing year:2020..'", "begin with a query"),
        ],
    ),
    (
        "show",
        &[
            ("vitae show zirui-liu", "by identifier, as search prints it"),
            ("vitae show 'Liu, Z.'", "by name"),
            ("vitae show zirui-liu --contact", "with addresses"),
            ("vitae show zirui-liu --format json", "for programs"),
            (
                "vitae show zirui-liu --format bibtex > zirui-liu.bib",
                "all papers, for a bibliography",
            ),
        ],
    ),
    (
        "stats",
        &[
            ("vitae stats", "the corpus at a glance"),
            ("vitae stats --format csv", "every count, for a spreadsheet"),
            (
                "vitae stats --by person,venue --format csv",
                "everyone's publications at each venue",
            ),
            (
                "vitae stats 'parsing venue:acl' --by year",
                "publications on parsing at ACL, year by year",
            ),
        ],
    ),
    (
        "list",
        &[
            ("vitae list venues", "where people publish, most people first"),
            ("vitae list people", "everyone, with identifiers"),
            ("vitae list topics --limit 20", "what they work on"),
            (
                "vitae list documents --since yesterday",
                "files that came or changed, and whom they are about",
            ),
            ("vitae list venues --format csv", "for a spreadsheet"),
        ],
    ),
    (
        "parse",
        &[
            ("vitae parse cv.pdf", "what a file is read as, with places"),
            ("vitae parse cvs/* --format jsonl", "a profile a line"),
        ],
    ),
    (
        "status",
        &[
            ("vitae status", "what is indexed, and what has changed since"),
            ("vitae status --not-indexed", "files left out, and why"),
            ("vitae status cvs/bell.pdf", "why this file is not found"),
        ],
    ),
    (
        "forget",
        &[
            ("vitae forget zirui-liu", "after asking"),
            ("vitae forget 'Zirui Liu' --yes", "at once"),
        ],
    ),
    (
        "config",
        &[
            ("vitae config", "every setting, its value, where it is from"),
            ("vitae config search", "those of `vitae search`"),
            ("vitae config --paths", "the files that are read"),
        ],
    ),
    (
        "completions",
        &[
            (
                "vitae completions bash >> ~/.bashrc",
                "bash; in a new shell, TAB completes",
            ),
            ("vitae completions zsh >> ~/.zshrc", "zsh, after compinit"),
            (
                "vitae completions fish > ~/.config/fish/completions/vitae.fish",
                "fish",
            ),
            ("vitae completions elvish >> ~/.config/elvish/rc.elv", "elvish"),
            ("vitae completions powershell >> $PROFILE", "PowerShell"),
        ],
    ),
    (
        "man",
        &[
            ("vitae man | man -l -", "read the page of vitae"),
            ("vitae man search | man -l -", "that of `vitae search`"),
            ("vitae man --out ~/.local/share/man/man1", "install all pages"),
        ],
    ),
    (
        "help",
        &[
            ("vitae help query", "what a query can say"),
            ("vitae help fields", "its fields"),
            ("vitae help formats", "what is read, and what is written"),
            ("vitae help settings", "what files and variables can settle"),
            ("vitae help search", "as vitae search --help"),
        ],
    ),
];

/// The examples of a command; none for one that has none.
pub(in crate::cli) fn of(command: &str) -> &'static [Example] {
    let row = EXAMPLES.iter().find(|(name, _)| *name == command);
    row.map_or(&[], |(_, examples)| examples)
}

/// They as text, each with what it does below it; None where there are none.
pub(super) fn text(command: &str) -> Option<String> {
    let mut text = String::from("Examples:");
    for (line, says) in of(command) {
        text.push_str(&format!("\n  {line}\n      {says}"));
    }
    (!of(command).is_empty()).then_some(text)
}
