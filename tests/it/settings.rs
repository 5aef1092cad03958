//! `vitae.toml`, the user's own file, the environment and flags: who wins,
//! what is said of mistakes, and what venues of one's own do.

use crate::harness::{Cmd, Dir};
use crate::index::profile;

/// A folder with three people and these settings.
fn folder(settings: &str) -> Dir {
    let dir = Dir::with(&[
        ("corpus/ada.jsonl", &profile("ada", "Ada Bell", &["Sorting sets"])),
        ("corpus/cy.jsonl", &profile("cy", "Cy Dunn", &["Sorting bags"])),
        ("corpus/eve.jsonl", &profile("eve", "Eve Fox", &["Sorting lists"])),
        ("vitae.toml", settings),
    ]);
    dir.ok("index");
    dir
}

/// How many people a search shows.
fn shown(command: Cmd<'_>) -> usize {
    command.exits(0).stdout.lines().count()
}

#[test]
fn the_nearest_word_wins() {
    let dir = folder("[search]\nformat = \"trec\"\nlimit = 2\n");
    dir.write(".config/vitae/config.toml", "[search]\nlimit = 1\n");
    let search = || dir.vitae("search sorting");
    assert_eq!(shown(search()), 2);
    let environment = || search().env("VITAE_SEARCH_LIMIT", "3");
    assert_eq!(shown(environment()), 3);
    assert_eq!(shown(environment().arg("--limit=1")), 1);
    // A flag that says what the default says is said all the same.
    assert_eq!(shown(search().arg("--limit=10")), 3);
    // Nothing is said by an empty variable.
    assert_eq!(shown(search().env("VITAE_SEARCH_LIMIT", "")), 2);
    dir.remove("vitae.toml");
    let text = |command: Cmd<'_>| command.exits(0).stdout;
    assert!(!text(search()).contains("Cy Dunn"));
    let other = search().env("XDG_CONFIG_HOME", "/nonexistent");
    assert!(text(other).contains("Cy Dunn"));
    let none = search().env("VITAE_CONFIG", "");
    assert!(text(none).contains("Cy Dunn"));
}

#[test]
fn config_says_what_holds_and_why() {
    let dir =
        folder("# mine\n\n[list]\nformat = \"json\"\n\n[search]\nlimit = 2\n");
    dir.write("mine.toml", "color = \"never\"\n[search]\nlimit = 7\n");
    let config = |words: &str| {
        let command = dir.vitae(words).env("VITAE_CONFIG", "mine.toml");
        command.env("VITAE_SEARCH_SORT", "name").exits(0).stdout
    };
    let words = "config list.format color jobs search.limit search.sort \
                 search.strict read-memory --jobs 3";
    assert_eq!(
        config(words),
        "color          never  mine.toml:1:9\n\
         jobs           3      flag\n\
         list.format    json   vitae.toml:4:10\n\
         read-memory    512    default\n\
         search.limit   2      vitae.toml:7:9\n\
         search.sort    name   VITAE_SEARCH_SORT\n\
         search.strict  false  default\n"
    );
    assert_eq!(
        config("config --paths"),
        "vitae.toml  for this folder\nmine.toml  for all folders\n"
    );
    let json = config("config search.limit --format json");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["settings"][0]["value"], "2");
    assert_eq!(json["settings"][0]["place"], "vitae.toml:7:9");
    assert_eq!(json["settings"][0]["variable"], "VITAE_SEARCH_LIMIT");
    assert_eq!(json["files"][0]["path"], "vitae.toml");
    let wrong = dir.vitae("config serch.limit").exits(2).stderr;
    assert!(wrong.contains("did you mean `search.limit`?"), "{wrong}");
    let odd = dir.vitae("config").env("VITAE_SEARCH_LIMITS", "1").exits(0);
    assert!(odd.stderr.contains("did you mean VITAE_SEARCH_LIMIT?"));
}

#[test]
fn a_switch_is_turned_off_again() {
    let dir = folder("[search]\nstrict = true\nformat = \"trec\"\n");
    let search = |more: &str| {
        let words = format!("search \"sorting bags\"{more}");
        dir.vitae(&words).exits(0).stdout.lines().count()
    };
    assert_eq!(search(""), 1);
    assert_eq!(search(" --no-strict"), 3);
    assert_eq!(search(" --no-strict --strict"), 1);
    assert_eq!(search(" --strict --no-strict"), 3);
    // What is no setting is no switch of ours.
    dir.vitae("search sorting --no-explain").exits(2);
}

#[test]
fn a_command_and_an_option_of_one_name_stand_in_one_file() {
    let dir = folder("[index]\ndir = \"kept\"\nexclude = [\"cy*\"]\n");
    assert_eq!(
        dir.ok("config index.exclude"),
        "index.exclude  cy*  vitae.toml:3:11\n"
    );
    assert!(dir.path("kept").is_dir());
    assert_eq!(dir.ok("index"), "2 unchanged: 2 people\n");
    dir.write("vitae.toml", "index = \"kept\"\n");
    assert_eq!(
        dir.ok("index --exclude=eve*"),
        "1 added, 1 removed, 1 unchanged: 2 people\n"
    );
    dir.write("vitae.toml", "index = true\n[search]\nlimit = 1\n");
    assert!(dir.ok("config index").contains("vitae.toml:1:9"));
}

#[test]
fn a_list_is_replaced_not_added_to() {
    let dir = folder("[search]\nfacet = [\"venue\", \"year\"]\n");
    let text = dir.ok("search sorting");
    assert!(text.contains("venue (") && text.contains("year ("), "{text}");
    let text = dir.ok("search sorting --facet year");
    assert!(!text.contains("venue (") && text.contains("year ("), "{text}");
}

#[test]
fn a_mistake_is_shown_where_it_is() {
    let dir = folder("");
    for (settings, want) in [
        (
            "jobs = 1\ncolour = \"never\"\n",
            "vitae: vitae.toml:2:1: no setting `colour`\n  \
             colour = \"never\"\n  ^^^^^^\n  did you mean `color`?\n",
        ),
        (
            "limit = 3",
            "vitae: vitae.toml:1:1: no setting `limit`\n  limit = 3\n  \
             ^^^^^\n  `limit` stands in `[list]` or in `[search]` or in `[stats]`\n",
        ),
        (
            "[search]\n\tlimt = 3",
            "vitae: vitae.toml:2:2: no setting `limt` in `[search]`\n   limt \
             = 3\n   ^^^^\n  did you mean `limit`?\n",
        ),
        (
            "[search]\nfrobnicate = 3",
            "vitae: vitae.toml:2:1: no setting `frobnicate` in `[search]`\n  \
             frobnicate = 3\n  ^^^^^^^^^^\n  \
             `vitae config` lists all settings\n",
        ),
        (
            "color = \"red\"",
            "vitae: vitae.toml:1:9: `color` cannot be `red`: it is one of \
             auto, always, never\n",
        ),
        (
            "jobs = [1, 2]",
            "vitae: vitae.toml:1:8: `jobs` cannot be `1, 2`: it is one \
             value, not a list\n",
        ),
        (
            "[search]\nstrict = \"perhaps\"",
            "vitae: vitae.toml:2:10: `search.strict` cannot be `perhaps`: \
             it is true or false\n",
        ),
        (
            "search = 3",
            "vitae: vitae.toml:1:10: `search` is a table of settings, \
             `[search]`, not an integer\n  search = 3\n           ^\n",
        ),
        (
            "[[venue]]\nkey = \"X\"\nranks = \"A\"",
            "vitae: vitae.toml:3:1: a venue has no key `ranks`\n  \
             ranks = \"A\"\n  ^^^^^\n  did you mean `rank`?\n",
        ),
        (
            "[[venue]]\nkey = \"X\"\nkind = \"conf\"",
            "vitae: vitae.toml:3:8: no kind of venue `conf`\n  \
             kind = \"conf\"\n         ^^^^^^\n  there are: conference, \
             journal, preprint, series, workshop\n",
        ),
        (
            "synonyms = [\"kv cache\"]",
            "vitae: vitae.toml:1:13: a group needs two members, parted by a \
             comma\n  synonyms = [\"kv cache\"]\n              ^^^^^^^^^^\n  \
             as in \"kv cache, key-value cache\"\n",
        ),
    ] {
        dir.write("vitae.toml", settings);
        assert_eq!(dir.vitae("status").exits(2).stderr, want, "{settings}");
    }
    let limit = dir.vitae("status").env("VITAE_JOBS", "many").exits(2);
    assert!(limit.stderr.starts_with("vitae: vitae.toml:1:13"));
    dir.remove("vitae.toml");
    let jobs = dir.vitae("status").env("VITAE_JOBS", "many").exits(2).stderr;
    assert!(jobs.starts_with("vitae: VITAE_JOBS: `jobs` cannot be `many`"));
    dir.write("vitae.toml", "synonyms = \"gone.txt\"");
    let gone = dir.vitae("status").exits(2).stderr;
    assert!(gone.contains("vitae.toml:1:12: `synonyms`: gone.txt: "));
    // Help is there when it is needed most.
    assert!(dir.ok("--version").starts_with("vitae "));
    assert!(dir.ok("search --help").contains("--limit"));
}

#[test]
fn a_venue_of_ones_own_is_read_and_found() {
    let dir = Dir::with(&[(
        "corpus/ada.md",
        "# Ada Bell\n\n## Publications\n\n\
         - Ada Bell, Cy Dunn. Sorting sets in time. In Conference on Exact \
         Sums, 2021.\n\
         - Ada Bell, Eve Fox. Sorting bags in space. In SumCon 2022.\n\
         - Ada Bell. Sorting lists of lists. In ICML 2023.\n",
    )]);
    dir.ok("index");
    let found = |query: &str| {
        let words = format!("search {query} --by publications --format trec");
        dir.vitae(&words).prints().lines().count()
    };
    assert_eq!(found("venue:sumcon"), 1);
    let own = "[[venue]]\nkey = \"SumCon\"\nkind = \"conference\"\n\
               name = \"Conference on Exact Sums\"\naliases = [\"CES\"]\n";
    dir.write("vitae.toml", own);
    assert_eq!(dir.ok("index"), "1 changed: 1 person\n");
    assert_eq!(dir.ok("index"), "1 unchanged: 1 person\n");
    for (query, count) in
        [("sumcon", 2), ("ces", 2), ("\"conference on exact sums\"", 2)]
    {
        let typed = format!("'venue:{query}'").replace('\'', "");
        let words = ["search", &typed, "--by", "publications"];
        let hits = dir.command(&words).exits(0).stderr;
        assert_eq!(hits, format!("{count} publications\n"), "{query}");
    }
    assert!(dir.ok("parse corpus/ada.md").contains("Exact Sums"));
    // Gone from the file, gone from the index.
    dir.remove("vitae.toml");
    assert_eq!(dir.ok("index"), "1 changed: 1 person\n");
    assert_eq!(found("venue:sumcon"), 1);
    let twice = "[[venue]]\nkey = \"A1\"\naliases = [\"Sums\"]\n\
                 [[venue]]\nkey = \"B1\"\naliases = [\"Sums\"]\n";
    dir.write("vitae.toml", twice);
    let clash = dir.vitae("index").exits(2).stderr;
    assert!(clash.contains("vitae.toml: venues: two rows own"), "{clash}");
}

#[test]
fn the_readmes_settings_are_settings() {
    let readme = include_str!("../../README.md");
    let blocks = readme.split("```toml\n").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().expect("an end"));
    let dir = folder("");
    dir.write("vitae.toml", blocks.collect::<Vec<_>>().join("\n"));
    let config = dir.ok("config");
    assert!(config.contains("vitae.toml:"), "{config}");
}
