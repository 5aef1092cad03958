//! What the control words of rich text mean.

use encoding_rs::Encoding;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Body,
    Nowhere,
    /// The page's foot: after the text.
    Note,
    Fonts,
    Styles,
    Author,
    Title,
    /// What a field is told to show.
    Instruction,
}

/// Control words that open a group with a destination of its own.
const DESTINATIONS: &[(Destination, &[&str])] = &[
    (
        Destination::Nowhere,
        &[
            "colortbl",
            "pict",
            "object",
            "objdata",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "listtable",
            "listoverridetable",
            "listtext",
            "pntext",
            "pntxta",
            "pntxtb",
            "themedata",
            "datastore",
            "datafield",
            "xe",
            "tc",
            "rxe",
            "template",
            "nonshppict",
            "sp",
            "shprslt",
            "revtbl",
            "rsidtbl",
            "generator",
            "info",
            "filetbl",
            "bkmkstart",
            "bkmkend",
            "annotation",
            "atnid",
            "atnauthor",
            "ftnsep",
            "ftnsepc",
            "aftnsep",
            "aftnsepc",
            "private",
            "comment",
            "fchars",
            "lchars",
            "latentstyles",
            "colorschememapping",
            "xmlnstbl",
            "wgrffmtfilter",
            "mmathPr",
            "pgdsctbl",
            "operator",
            "company",
            "keywords",
            "doccomm",
            "subject",
            "category",
            "manager",
        ],
    ),
    (Destination::Note, &["footnote"]),
    (Destination::Fonts, &["fonttbl"]),
    (Destination::Styles, &["stylesheet"]),
    (Destination::Author, &["author"]),
    (Destination::Title, &["title"]),
    (Destination::Instruction, &["fldinst"]),
];

/// Destinations marked as optional that hold text all the same.
const KNOWN_OPTIONAL: &[&str] = &["shpinst", "shptxt", "shpgrp"];

/// Where a control word directs its group; None for an ordinary word.
/// `optional` tells that readers who do not know it should skip the group.
pub(super) fn destination(word: &str, optional: bool) -> Option<Destination> {
    let known = DESTINATIONS.iter().find(|row| row.1.contains(&word));
    match known {
        Some(row) => Some(row.0),
        None if optional && !KNOWN_OPTIONAL.contains(&word) => {
            Some(Destination::Nowhere)
        }
        None => None,
    }
}

/// Control words that stand for characters.
const CHARACTERS: &[(&str, &str)] = &[
    ("emdash", "—"),
    ("endash", "–"),
    ("bullet", "•"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("emspace", " "),
    ("enspace", " "),
    ("qmspace", " "),
];

/// The text a control word stands for.
pub(super) fn character(word: &str) -> Option<&'static str> {
    CHARACTERS.iter().find(|row| row.0 == word).map(|row| row.1)
}

/// The encoding of a code page.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 | 54936 => "gb18030".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        874 | 1250..=1258 => format!("windows-{number}"),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// Code pages by the character set numbers of fonts.
const CHARACTER_SETS: &[(i32, i32)] = &[
    (77, 10000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// The encoding of a font's character set; None for the document's own.
pub(super) fn character_set(number: i32) -> Option<&'static Encoding> {
    let row = CHARACTER_SETS.iter().find(|row| row.0 == number)?;
    code_page(row.1)
}
