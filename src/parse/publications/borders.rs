//! Where one field of an entry can end and the next begin.

use std::ops::Range;

use super::authors::{Run, before_opening};
use super::entry::{Entry, MarkKind};
use super::styles::{reporter, single_quotes};
use crate::parse::words::{last_word, places_of, tail};

/// What stands at a border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The start or the end of the entry.
    Edge,
    /// A line break that is not a full line's.
    Line,
    /// A full stop that ends a sentence, or a question mark.
    Stop,
    Comma,
    Semicolon,
    Colon,
    /// A dash, bar, bullet or double slash between blanks, a tab.
    Rule,
    /// A quotation mark.
    Quote,
    Bracket,
    /// Bold, italics or a link begins or ends.
    Style,
    /// "In" before a venue.
    In,
    /// A run of names begins or ends.
    Names,
    /// A known venue or a year begins or ends.
    Venue,
}

impl Kind {
    /// All kinds, for tables indexed by them.
    pub(super) const COUNT: usize = 13;
}

/// One border: the left field ends at `left`, the right one starts at
/// `right`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Border {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) kind: Kind,
}

/// Words that take a full stop without ending a sentence.
const ABBREVIATED: &[&str] = &[
    "al", "approx", "cf", "dr", "ed", "eds", "e.g", "etc", "fig", "i.e", "jr",
    "no", "nos", "p", "pp", "prof", "sr", "st", "vol", "vols", "vs", "ca",
    "resp", "ph.d", "u.s",
];

/// Words as names of journals abbreviate them, after ISO 4.
const OF_JOURNALS: &[&str] = &[
    "Acad",
    "Acta",
    "Adv",
    "Amer",
    "Anal",
    "Ann",
    "Appl",
    "Arch",
    "Astron",
    "Astrophys",
    "Biol",
    "Bull",
    "Chem",
    "Combin",
    "Comm",
    "Commun",
    "Comp",
    "Comput",
    "Econ",
    "Eng",
    "Environ",
    "Eur",
    "Form",
    "Geophys",
    "Inform",
    "Int",
    "Lett",
    "Log",
    "Mag",
    "Mater",
    "Math",
    "Mech",
    "Med",
    "Mol",
    "Nat",
    "Notre",
    "Nucl",
    "Numer",
    "Opt",
    "Phil",
    "Phys",
    "Probab",
    "Proc",
    "Psychol",
    "Pure",
    "Quart",
    "Res",
    "Rev",
    "Sci",
    "Ser",
    "Soc",
    "Stat",
    "Statist",
    "Surv",
    "Symb",
    "Symbolic",
    "Syst",
    "Technol",
    "Theor",
    "Theoret",
    "Trans",
];

/// Finds the borders of an entry, in order of `left`.
pub(super) fn find(
    entry: &Entry,
    runs: &[Run],
    venues: &[Range<usize>],
) -> Vec<Border> {
    let text = entry.text.as_str();
    let mut found = Vec::with_capacity(64);
    found.extend([0, text.len()].map(|at| {
        // A field may begin and end there without any mark.
        Border { left: at, right: at, kind: Kind::Edge }
    }));
    punctuation(text, &mut found);
    single_quotes(text, &mut found);
    if let Some(at) = reporter(text) {
        let left = trim_left(text, at);
        let right = at + text[at..].find(' ').unwrap_or(0);
        found.push(Border { left, right, kind: Kind::In });
    }
    if let Some(at) = proceedings(text) {
        let left = trim_left(text, at);
        found.push(Border { left, right: at, kind: Kind::In });
    }
    let mut push = |left: usize, right: usize, kind: Kind| {
        found.push(Border {
            left: trim_left(text, left),
            right: skip(text, right),
            kind,
        });
    };
    for run in runs {
        let before = &text[..run.range.start];
        let head = before_opening(before).map_or(before, |(head, _)| head);
        push(head.len(), run.range.start, Kind::Names);
        let end = run.range.end;
        push(end, end + editors_mark(&text[end..]), Kind::Names);
    }
    for venue in venues {
        // "…, in Neurocomputing": the word belongs to neither field.
        let before = text[..venue.start].trim_end();
        let opener = [" in", "\nin", " In", " at", " @"]
            .iter()
            .find_map(|word| before.strip_suffix(word));
        let closes = !text[venue.end..]
            .trim_start()
            .starts_with(|c: char| c.is_lowercase());
        if let Some(head) = opener.filter(|_| closes) {
            match workshop(head) {
                Some((left, right)) => push(left, right, Kind::In),
                None => push(head.len(), venue.start, Kind::In),
            }
        }
        push(venue.start, venue.start, Kind::Venue);
        push(venue.end, venue.end, Kind::Venue);
    }
    for mark in &entry.marks {
        if mark.kind != MarkKind::Superscript {
            push(mark.range.start, mark.range.start, Kind::Style);
            push(mark.range.end, mark.range.end, Kind::Style);
        }
    }
    // Behind a comma, "in" tells more than the comma.
    let rank = |kind: Kind| match kind {
        Kind::In => Kind::Comma as u8 * 2 - 1,
        kind => kind as u8 * 2,
    };
    found.sort_unstable_by_key(|b| (b.left, b.right, rank(b.kind)));
    found.dedup_by_key(|b| (b.left, b.right));
    thin_out(text, &mut found);
    found
}

/// Leaves the first of many borders between which nothing stands: there are
/// no fields to part.
fn thin_out(text: &str, found: &mut Vec<Border>) {
    /// Borders in such a row at most.
    const ROW: usize = 32;
    let (mut row, mut reached) = (0, 0);
    found.retain(|border| {
        let between = text.get(reached..border.left).unwrap_or("");
        let fills = between.contains(char::is_alphanumeric);
        row = if fills { 0 } else { row + 1 };
        reached = border.right;
        row <= ROW || border.kind == Kind::Edge
    });
}

/// The length of what says that those before it are editors: " (Hrsg.)",
/// ", eds.".
fn editors_mark(text: &str) -> usize {
    const MARKS: &[&str] = &[
        "(eds.)",
        "(ed.)",
        "(eds)",
        "(ed)",
        "eds.",
        "ed.",
        "(editors)",
        "(editor)",
        "(hrsg.)",
        "(hg.)",
        "(hgg.)",
        "(orgs.)",
        "(org.)",
        "(a cura di)",
        "(coords.)",
        "(coord.)",
        "(dir.)",
        "(éds.)",
        "(éd.)",
        "(red.)",
    ];
    let behind = text.trim_start_matches([' ', ',']);
    let letters = behind.strip_prefix('(').unwrap_or(behind);
    if !behind.starts_with(['(', 'e', 'E'])
        || !letters.starts_with(char::is_alphabetic)
    {
        return 0;
    }
    let head: String = behind.chars().take(11).collect();
    let head = head.to_lowercase();
    let mark = MARKS.iter().find(|mark| head.starts_with(**mark));
    mark.map_or(0, |mark| text.len() - behind.len() + mark.len())
}

/// Where a workshop's own name begins that stands before the conference it
/// was held at ("…, in Sand workshop at ICML"): before and behind the "in".
fn workshop(head: &str) -> Option<(usize, usize)> {
    /// Bytes that a workshop's name takes at most.
    const NAME: usize = 100;
    if !["workshop", "Workshop"].iter().any(|w| head.ends_with(w)) {
        return None;
    }
    let (left, opener) = [", in ", ", In ", ". In ", ".\nIn ", ",\nin "]
        .iter()
        .filter_map(|opener| Some((head.rfind(opener)?, opener)))
        .max()
        .filter(|(at, _)| head.len() - at <= NAME)?;
    Some((left, left + opener.len()))
}

fn punctuation(text: &str, found: &mut Vec<Border>) {
    /// Bytes of marks in a row of which all are one border.
    const MARKS: usize = 64;
    let bytes = text.as_bytes();
    let mut behind = 0;
    // Letters part nothing.
    while let Some(ahead) =
        bytes[behind..].iter().position(|b| !b.is_ascii_alphanumeric())
        && let Some(c) = text[behind + ahead..].chars().next()
    {
        let at = behind + ahead;
        behind = at + c.len_utf8();
        let blank =
            |i: usize| bytes.get(i).is_none_or(u8::is_ascii_whitespace);
        let kind = match c {
            // "Gal·les" is one word.
            '·' if at > 0 && !blank(at - 1) && !blank(behind) => continue,
            '\t' | '|' | '¦' | '•' | '·' => Kind::Rule,
            '.' | '!' | '?' | '。' if ends_sentence(text, at, c) => {
                Kind::Stop
            }
            ',' if blank(behind) => Kind::Comma,
            '，' => Kind::Comma,
            ';' | '；' => Kind::Semicolon,
            ':' | '：' if blank(behind) || c == '：' => Kind::Colon,
            '–' | '—' | '-' if at > 0 && blank(at - 1) && blank(behind) => {
                Kind::Rule
            }
            '/' if text[at..].starts_with("//")
                && !text[..at].ends_with(':') =>
            {
                Kind::Rule
            }
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '《' | '》' => {
                Kind::Quote
            }
            '\'' if text[at..].starts_with("''") => Kind::Quote,
            '`' if text[at..].starts_with("``") => Kind::Quote,
            // GB/T 7714 marks the kind of document: "[J]", "[EB/OL]".
            '[' if is_kind_mark(&text[behind..]) => Kind::In,
            '(' | ')' | '[' | ']' | '（' | '）' | '【' | '】' => {
                Kind::Bracket
            }
            ' ' | '\n' if opens_venue(&text[..at], &text[at + 1..]) => {
                Kind::In
            }
            '\n' => Kind::Line,
            _ => continue,
        };
        // A question mark belongs to the title it ends.
        let left = match c {
            '?' | '!' => behind,
            _ => trim_left(text, at),
        };
        let right = skip(text, if kind == Kind::In { at + 1 } else { behind });
        found.push(Border { left, right, kind });
        if right > left + MARKS {
            behind = right;
        }
    }
}

/// Where proceedings follow a title without any mark, if not even a blank:
/// "… of Rivers Proceedings of the 31st …".
fn proceedings(text: &str) -> Option<usize> {
    let at = places_of(text, "Proceedings of the ").next()?;
    let before = text[..at].trim_end();
    let word = last_word(before);
    let unmarked = before.ends_with(char::is_alphanumeric)
        && !word.eq_ignore_ascii_case("in")
        && !word.eq_ignore_ascii_case("the");
    unmarked.then_some(at)
}

/// Whether a bracket holds the mark of a kind of document.
pub(super) fn is_kind_mark(inside: &str) -> bool {
    let letters =
        inside.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'/');
    let length = letters.count();
    (1..=5).contains(&length) && inside[length..].starts_with(']')
}

/// Whether a venue's "In" stands at the start of `text`: "In Proc.", "in:",
/// and behind a comma also "in Nature".
fn opens_venue(before: &str, text: &str) -> bool {
    let parted = || before.trim_end().ends_with([',', '.', '”', '"']);
    let Some(rest) = text.strip_prefix("In").or_else(|| {
        // "…, en Actas del …", "…, em Anais do …".
        let en = || text.strip_prefix("en").or(text.strip_prefix("em"));
        let en = || en().filter(|r| r.starts_with(' ') && parted());
        text.strip_prefix("in").or_else(en).filter(|r| {
            r.starts_with(':')
                || r.starts_with(" Proc")
                || r.starts_with(" the Proc")
                || (r.starts_with(' ') && parted())
        })
    }) else {
        return false;
    };
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    // A field left empty: "in:, Proceedings".
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    rest.strip_prefix([' ', '\n']).is_some_and(|r| {
        r.starts_with(|c: char| !c.is_lowercase()) || r.starts_with("the ")
    })
}

/// Whether a full stop ends a sentence rather than abbreviates a word.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let behind = &text[at + c.len_utf8()..];
    let closes = behind.is_empty()
        || behind.starts_with(char::is_whitespace)
        || behind.starts_with(['"', '”', '’', '\'', '»', ')', ']'])
        // "Slow Rivers.- Journal of Sand"
        || ["- ", "– ", "— "].iter().any(|dash| behind.starts_with(dash));
    if c == '。' {
        return true;
    }
    // "Generation.In Proceedings": the blank was lost.
    let glued = behind.starts_with("In ") || behind.starts_with("In:");
    if !(closes || glued && c == '.') {
        return false;
    }
    if c != '.' {
        return true;
    }
    let word = text[..at]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '['))
        .next()
        .unwrap_or("");
    let single = word.chars().filter(|c| c.is_alphanumeric()).count() <= 1
        && word.chars().any(char::is_uppercase)
        // "On Sand V. In Handbook of Sand"
        && !behind.starts_with(" In ")
        && !follows_kind(&text[..at - word.len()]);
    // The longest is "approx".
    let short = word.len() < 8 || !word.is_ascii();
    let abbreviated =
        || short && ABBREVIATED.iter().any(|a| word.eq_ignore_ascii_case(a));
    // "Math. Log. Quart. 68", but "… in Discrete Math. Nature 3".
    let within_journal = || {
        let next = behind.strip_prefix(' ').unwrap_or("");
        let next = next.split([' ', '\n']).next().unwrap_or("");
        let next = next.trim_end_matches(',').strip_suffix('.');
        next.is_some_and(|next| {
            OF_JOURNALS.contains(&word) && OF_JOURNALS.contains(&next)
        })
    };
    !(single || abbreviated() || within_journal())
}

/// Whether a letter that follows a text names a kind: the A of "Sand of Type
/// A. PhD thesis".
fn follows_kind(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "type",
        "typ",
        "typus",
        "tipo",
        "group",
        "class",
        "vitamin",
        "model",
        "hepatitis",
    ];
    let word = last_word(text.trim_end());
    KINDS.iter().any(|kind| word.eq_ignore_ascii_case(kind))
}

/// Bytes of blanks and punctuation beside a field at most: what holds nothing
/// else is no text.
const BESIDE: usize = 256;

/// Moves a field's end left over blanks and loose punctuation.
pub(super) fn trim_left(text: &str, at: usize) -> usize {
    let near = tail(&text[..at], BESIDE);
    let rest = near.trim_end_matches([
        ' ', '\n', '\t', ',', '.', '(', '[', '（', ';', '–', '—',
    ]);
    at - (near.len() - rest.len())
}

/// Moves a field's start right over blanks and separators.
pub(super) fn skip(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let near = &rest[..rest.floor_char_boundary(BESIDE)];
    let skipped = near.trim_start_matches([
        ' ', '\n', '\t', ',', ';', '.', '|', '•', '·', '。', '，', ':', '：',
        '–', '—',
    ]);
    at + near.len() - skipped.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stops(text: &str) -> Vec<&str> {
        let entry = Entry::of(text);
        find(&entry, &[], &[])
            .into_iter()
            .filter(|b| b.kind == Kind::Stop)
            .map(|b| &text[b.right..])
            .collect()
    }

    #[test]
    fn rows_of_marks_part_little() {
        for unit in [". ", ", ", "? ", "- ", "“", "' ", "( "] {
            let text = format!("A. Roe. {} Sand.", unit.repeat(5000));
            let borders = find(&Entry::of(&text), &[], &[]);
            assert!(borders.len() < 50, "{unit}: {}", borders.len());
        }
    }

    #[test]
    fn a_venue_may_be_opened_in_other_languages() {
        for (text, want) in [
            ("A Title, in Nature, 2021", Some("Nature, 2021")),
            ("A Title, en Actas del Foro", Some("Actas del Foro")),
            ("Um Título, em Anais do Foro", Some("Anais do Foro")),
            ("Ríos lentos en Arenas", None),
        ] {
            let borders = find(&Entry::of(text), &[], &[]);
            let opened = borders.iter().find(|b| b.kind == Kind::In);
            let venue = opened.map(|b| {
                let rest = &text[b.right..];
                rest.split_once(' ').map_or(rest, |(_, venue)| venue)
            });
            assert_eq!(venue, want, "{text}");
        }
    }

    #[test]
    fn a_stop_ends_a_sentence_but_no_initial() {
        for (text, want) in [
            (
                "A. V. Roe. A Title? Journal.",
                &["A Title? Journal.", "Journal.", ""][..],
            ),
            ("See vol. 3, pp. 1-2.", &[""]),
            ("On Sand V. In Proceedings", &["In Proceedings"]),
            ("Sand of Type A. PhD thesis", &["PhD thesis"]),
            ("GPT-3.5 turbo", &[]),
            ("Lost blank.In Proceedings", &["In Proceedings"]),
            ("On Sets. Math. Log. Quart. 68", &["Math. Log. Quart. 68", "68"]),
        ] {
            assert_eq!(stops(text), want, "{text}");
        }
    }
}
