//! What a query can say, one row each: for the help, checked against the
//! README.

/// Ways to write something, and what that finds; between backticks stands
/// what is typed.
pub(super) const SYNTAX: &[(&[&str], &str)] = &[
    (
        &["kv cache quantization"],
        "people who hold all words, in any form: stems (in the language of \
         the document), accents, hyphens, camel case and British or American \
         spelling do not matter, `LLM` finds `large language model`; people \
         who lack some follow, and what they lack is said",
    ),
    (&["\"kv cache\""], "these words side by side"),
    (&["\"cache quantization\"~3"], "with at most 3 words between"),
    (&["quantiz*", "quantizaton~1"], "beginnings; up to 1 wrong letter"),
    (
        &["=LLMs", "=\"language models\""],
        "exactly this word, or these in this order: no stems, no long forms",
    ),
    (&["gpu -training", "gpu NOT training"], "without"),
    (
        &["(icml OR iclr) 2024"],
        "`AND`, `OR`, `NOT` in capitals, `AND` before `OR`",
    ),
    (&["venue:icml,iclr"], "in a field; the comma means or"),
    (
        &["venue:\"neural information processing systems\""],
        "a venue by any of its names",
    ),
    (
        &["year:2024", "year:2022..2025", "year:2022..", "year:>=2022"],
        "years of publication",
    ),
    (
        &["author:\"Liu, Z\"", "author:\"Liu, Z. R.\""],
        "every spelling it can mean: Zirui Liu, Z. Liu, Liu Z; the second, \
         nobody with another middle name",
    ),
    (
        &["author:=\"Liu, Zirui\"", "author:^\"Liu, Z\""],
        "this very name; the first author",
    ),
    (&["topic:quantization^2"], "a word that counts twice"),
    (&["has:email", "*"], "who states one; everyone"),
    (
        &["+quantization speech", "--strict"],
        "a word, or all, that must not lack",
    ),
];

/// How words and fields go together.
pub(super) const SCOPE: &str = "\
Words alone ask about a person, and may stand anywhere in their profile. With \
a field of publications (title, venue, year, author, status), all words and \
such fields must hold in one publication: `quantization venue:icml year:2024` \
does not find a paper of 2021 at ICML and one on quantization elsewhere. \
`person(...)` lifts that.";

/// What a shell does to a query.
pub(super) const SHELL: &str = "\
Put a query into single quotes where it holds \", *, (, ^ or blanks that \
belong together: vitae search 'author:\"Liu, Z\" year:2023..'";

/// Where settings stand, and who wins.
pub(super) const SETTINGS: &str = "\
A flag wins over the environment (`VITAE_SEARCH_LIMIT`), that over \
`vitae.toml` in the folder you work in, that over your own \
`~/.config/vitae/config.toml` (in `$XDG_CONFIG_HOME`, or the file that \
`$VITAE_CONFIG` names), that over the default. In a file, options of all \
commands stand at the top, those of one in its table: `limit = 20` below \
`[search]`; the folder of the index is `index`, or `dir` in `[index]`. What \
a file turns on, `--no-strict` turns off. `vitae config` \
says what holds, and why.";
