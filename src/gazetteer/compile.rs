//! Turns the rows of a table into its index: folded alias to row.
//!
//! `build.rs` includes this file too; at run time it serves rows that users
//! add.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::fold::fold;

/// The bits of an index value that hold where the row begins.
pub(crate) const ROW: u64 = 0xffff_ffff;
/// The alias is an acronym: its case tells.
pub(crate) const ACRONYM: u64 = 1 << 32;
/// The alias is also a word, a name or another field's acronym.
pub(crate) const WEAK: u64 = 1 << 33;
/// The alias stands for its row only by itself, never in running text.
pub(crate) const QUIET: u64 = 1 << 35;
/// Several rows may hold the alias; its keys end in the row's offset.
pub(crate) const SHARED: u64 = 1 << 36;
/// The alias is made from a full name by rule, not listed.
const MADE: u64 = 1 << 34;
/// From this bit on: the alias's track, 1 based, in [`TRACKS`].
pub(crate) const TRACK_SHIFT: u32 = 40;

/// Tracks that an alias can name by itself (`CVPRW`).
pub(crate) const TRACKS: &[&str] = &["Workshop", "Findings", "Demo"];

/// One way to write a row's name.
pub(crate) struct Alias<'a> {
    /// As it is printed.
    pub(crate) printed: &'a str,
    /// What the table says of it: [`WEAK`], [`QUIET`], [`SHARED`], a track.
    pub(crate) flags: u64,
}

impl Alias<'_> {
    /// Printings by rule: of what names venues only.
    fn variants(&self, key: &str, row: &str) -> Vec<String> {
        if self.flags & (QUIET | SHARED) == 0 {
            variants(key, row)
        } else {
            Vec::new()
        }
    }
}

/// What reads the aliases of one row.
pub(crate) type Aliases = for<'a> fn(&'a str) -> Vec<Alias<'a>>;

/// Indexes a table: sorted keys, each with row offset and flags.
///
/// Besides aliases the index holds a key `.word` for each abbreviated word
/// in them, so that a sentence's full stop can be told from theirs.
///
/// # Errors
/// Names the alias that two rows claim.
pub(crate) fn index(
    rows: &str,
    aliases: Aliases,
) -> Result<BTreeMap<String, u64>, String> {
    let mut listed = BTreeMap::new();
    let mut made: BTreeMap<String, Option<u64>> = BTreeMap::new();
    let mut dotted = Vec::new();
    for (offset, row) in offsets(rows) {
        for alias in aliases(row) {
            let key = fold(alias.printed).key();
            if key.is_empty() {
                continue;
            }
            dotted.extend(abbreviations(alias.printed));
            for variant in alias.variants(&key, row) {
                made.entry(variant)
                    .and_modify(|owner| {
                        if owner.is_some_and(|o| o & ROW != offset) {
                            *owner = None;
                        }
                    })
                    .or_insert(Some(offset | MADE));
            }
            let strength = strength(&key, alias.printed);
            let value = offset | alias.flags | strength;
            if alias.flags & SHARED != 0 {
                listed.insert(format!("{key}\t{offset:08}"), value);
                continue;
            }
            match listed.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(value);
                }
                Entry::Occupied(mut taken) if taken.get() & ROW == offset => {
                    *taken.get_mut() |= alias.flags;
                }
                Entry::Occupied(taken) => {
                    return Err(format!("two rows own {:?}", taken.key()));
                }
            }
        }
    }
    for (key, owner) in made {
        if let Some(value) = owner {
            let value = value | strength(&key, "");
            listed.entry(key).or_insert(value);
        }
    }
    listed.extend(dotted.into_iter().map(|word| (word, 0)));
    Ok(listed)
}

/// Bits of what keys begin with, one a hash: of a key of one word, or of the
/// first two words of a longer one.
pub(crate) fn openings<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let mut bits = vec![0; OPENINGS / 8];
    for key in keys {
        let name = key.split('\t').next().unwrap_or_default();
        let mut words = name.split(' ');
        let first = hash(SEED, words.next().unwrap_or_default());
        let hash = words.next().map_or(first, |word| behind(first, word));
        let bit = bit(hash);
        bits[bit / 8] |= 1 << (bit % 8);
    }
    bits
}

/// False of a word, and the one behind it, that no key begins with; true of
/// some others too.
pub(crate) fn may_open(openings: &[u8], word: &str, next: &str) -> bool {
    let may = |hash| {
        let bit = bit(hash);
        openings.get(bit / 8).is_none_or(|byte| byte >> (bit % 8) & 1 == 1)
    };
    let first = hash(SEED, word);
    may(first) || may(behind(first, next))
}

/// How many bits there are: few words are let through unduly.
const OPENINGS: usize = 1 << 18;

fn bit(hash: u32) -> usize {
    (hash ^ hash >> 16) as usize % OPENINGS
}

/// The hash of a word behind others.
fn behind(words: u32, word: &str) -> u32 {
    hash(hash(words, " "), word)
}

/// The hash of Fowler, Noll and Vo, gone on with.
fn hash(start: u32, text: &str) -> u32 {
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The hash of nothing.
const SEED: u32 = 0x811c_9dc5;

/// The rows of a table after its heading, each with its offset.
pub(crate) fn offsets(rows: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut offset = 0;
    rows.split_inclusive('\n').enumerate().filter_map(move |(at, line)| {
        let start = offset;
        offset += line.len() as u64;
        let row = line.trim_end_matches(['\n', '\r']);
        (at > 0 && !row.is_empty()).then_some((start, row))
    })
}

/// Key, full name and listed aliases of a venue's row.
pub(crate) fn venue_aliases(row: &str) -> Vec<Alias<'_>> {
    let mut cells = row.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    let (key, _, name, _, listed) = (cell(), cell(), cell(), cell(), cell());
    let mut out = vec![
        Alias { printed: key, flags: 0 },
        Alias { printed: name, flags: 0 },
    ];
    out.extend(listed.split(';').map(|alias| {
        let (alias, weak) = match alias.strip_prefix('~') {
            Some(alias) => (alias, WEAK),
            None => (alias, 0),
        };
        let (printed, track) = alias.split_once('=').unwrap_or((alias, ""));
        let track = TRACKS.iter().position(|name| *name == track);
        let track = track.map_or(0, |at| (at as u64 + 1) << TRACK_SHIFT);
        Alias { printed, flags: weak | track }
    }));
    out
}

/// Words that make a name a venue's or an institution's whatever stands
/// around it.
const TELLING: &str = "\
    abhandlungen academia academy acm acta advances akademie annales annals \
    annual archiv archive archives arxiv association biennial bmc bulletin \
    center centro clinic college colloquium communications comptes \
    conference congress department ecole eurographics faculty foundation \
    frontiers hochschule hogeschool hospital ieee institut institute \
    institutes instituto international istituto jama journal konferenz lab \
    laboratories laboratory labs lancet lecture letters magazine meeting \
    national nature npj physica plos politechnika politecnico polytechnic \
    polytechnique proceedings quarterly rendus reports research review \
    reviews revista revue school scientific scuola siam society symposium \
    tagung transactions trends universidad universidade universita \
    universitas universitat universitatea universite universiteit \
    universitet university univerzita univerzitet uniwersytet usenix \
    workshop yliopisto zeitschrift";

fn is_telling(word: &str) -> bool {
    TELLING.split_ascii_whitespace().any(|telling| telling == word)
}

/// How telling an alias is by its form, as flags.
pub(crate) fn strength(key: &str, printed: &str) -> u64 {
    let words = key.split(' ').count();
    let capitals = printed.chars().filter(|c| c.is_uppercase()).count();
    let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
    let blanks = printed.contains(' ');
    if letters > 0
        && !printed.contains(|c: char| c.is_lowercase() || c.is_uppercase())
    {
        return if words > 2 { 0 } else { WEAK };
    }
    let title = capitals == 1 && printed.starts_with(char::is_uppercase);
    let short = letters < 5 && !(title && letters > 1);
    if letters > 0 && (capitals > 1 || short) && !blanks {
        return if letters <= 2 { ACRONYM | WEAK } else { ACRONYM };
    }
    if capitals == letters && letters > 0 {
        return ACRONYM;
    }
    let telling = key.split(' ').any(is_telling);
    let abbreviated = printed.matches('.').count() > 1;
    let acronym = printed.split(' ').any(|word| {
        word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase())
    });
    let several = words > 1 && (telling || abbreviated || acronym);
    if words > 3 || several { 0 } else { WEAK }
}

/// Societies that are printed before a venue's name, or not.
pub(crate) const SPONSORS: &[&str] = &[
    "aaai",
    "acl",
    "acm",
    "ais",
    "asme",
    "computer",
    "cvf",
    "eurographics",
    "iacr",
    "ieee",
    "ifip",
    "iet",
    "ims",
    "isca",
    "lncs",
    "osa",
    "pmlr",
    "rsj",
    "siam",
    "sigchi",
    "siggraph",
    "sigir",
    "sigkdd",
    "sigmod",
    "sigplan",
    "spie",
    "usenix",
];

/// What names hold in full or in short.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("artificial intelligence", "ai"),
    ("association computational linguistics", "acl"),
    ("natural language processing", "nlp"),
];

/// Shorter and longer printings of a full name that nobody lists: without
/// the sponsor, with and without `international`.
fn variants(key: &str, row: &str) -> Vec<String> {
    let kind = row.split('\t').nth(1).unwrap_or_default();
    let mut out: Vec<String> = CONTRACTIONS
        .iter()
        .filter(|(long, _)| key.contains(long) && key.len() > long.len())
        .map(|(long, short)| key.replace(long, short))
        .collect();
    let words: Vec<&str> = key.split(' ').collect();
    let bare: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| *w != "annual" && SPONSORS.binary_search(w).is_err())
        .collect();
    match (kind, bare.as_slice()) {
        ("conference" | "workshop", ["international", rest @ ..])
            if is_gathering(rest) && rest.len() > 2 =>
        {
            out.push(rest.join(" "));
            if rest.len() > 4 {
                out.push(rest[1..].join(" "));
            }
        }
        ("conference" | "workshop", [_, topic @ ..])
            if is_gathering(&bare) && topic.len() > 1 =>
        {
            out.push(format!("international {}", bare.join(" ")));
            if topic.len() > 3 {
                out.push(topic.join(" "));
            }
        }
        ("journal", ["transactions" | "journal", _, ..]) => {}
        _ => return out,
    }
    if bare.len() < words.len() {
        out.push(bare.join(" "));
    }
    out
}

fn is_gathering(words: &[&str]) -> bool {
    matches!(
        words.first(),
        Some(&("conference" | "symposium" | "workshop" | "colloquium"))
    )
}

/// The folded words that a full stop ends in an alias.
fn abbreviations(printed: &str) -> impl Iterator<Item = String> + '_ {
    printed.split(' ').filter_map(|word| {
        let stem = word.strip_suffix('.')?;
        let stem = stem.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let key = fold(stem).key();
        (!key.is_empty()).then(|| format!(".{key}"))
    })
}
