//! Words as the tables see them: case, accents, punctuation and spelling
//! folded away, each with its place in the text.
//!
//! `build.rs` includes this file too, so that tables and texts fold alike.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing, blanks, hyphens, or words that never tell (`of`, `the`).
    Space,
    /// An apostrophe before a number: `ICML'24`.
    Apostrophe,
    /// A comma, colon, slash or bracket.
    Mark,
    /// A full stop and a blank: an abbreviation's or a sentence's.
    Stop,
    /// A border no name crosses: quotes, semicolon, an address.
    Border,
}

/// One folded word.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Bytes of the text it stands for.
    pub(crate) span: Range<usize>,
    /// Bytes of [`Folded::buffer`] with its folded form.
    folded: Range<usize>,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// A word that never tells (`of`, `and`) was left out before it.
    pub(crate) joined: bool,
}

/// A text's words in order.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    buffer: String,
    pub(crate) words: Vec<Word>,
}

impl Folded {
    /// The folded form of a word, or nothing past the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.buffer[word.folded.clone()])
    }

    /// The words from `range`, parted by single blanks.
    pub(crate) fn phrase(&self, range: Range<usize>) -> String {
        range.map(|at| self.word(at)).collect::<Vec<_>>().join(" ")
    }

    /// All words, parted by single blanks: how the tables are keyed.
    pub(crate) fn key(&self) -> String {
        self.phrase(0..self.words.len())
    }
}

/// True of words left out everywhere: printed or not, the name is the same.
fn is_silent(word: &str) -> bool {
    matches!(word, "and" | "for" | "in" | "of" | "on" | "the")
}

/// The one form that spellings of a folded word are brought to.
fn spelling(word: &str) -> Option<&'static str> {
    Some(match word {
        "annu" => "annual",
        "behaviour" => "behavior",
        "behavioural" => "behavioral",
        "centre" => "center",
        "comm" => "commun",
        "comp" => "comput",
        "conf" => "conference",
        "inst" => "institute",
        "int" | "internat" | "intl" => "international",
        "j" => "journal",
        "lett" | "letter" => "letters",
        "mag" => "magazine",
        "modelling" => "modeling",
        "optimisation" => "optimization",
        "proc" | "proceeding" => "proceedings",
        "symp" | "symposia" => "symposium",
        "trans" | "transaction" => "transactions",
        "univ" => "university",
        "workshops" => "workshop",
        _ => return None,
    })
}

/// True of a word that is a known abbreviation whatever the tables hold.
pub(crate) fn is_abbreviation(printed: &str) -> bool {
    let word = printed.to_ascii_lowercase();
    word.chars().count() == 1
        || spelling(&word).is_some_and(|long| long.starts_with(&word))
}

/// Folds a text into words.
pub(crate) fn fold(text: &str) -> Folded {
    let mut out = Folded::default();
    out.buffer.reserve(text.len());
    out.words.reserve(text.len() / 6);
    let mut next = Pending::default();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (chunk, bytes) = chunk(rest);
        if bytes == LETTER {
            push(chunk, at, &mut next, &mut out);
        } else if bytes & SIGN != 0 && is_address(chunk) {
            next.gap = Gap::Border;
        } else if bytes & WIDE == 0 {
            fold_plain(chunk, at, &mut next, &mut out);
        } else {
            fold_chunk(chunk, at, &mut next, &mut out);
        }
        at += chunk.len();
        if let Some(c) = text[at..].chars().next() {
            if next.stopped && next.gap < Gap::Stop {
                next.gap = Gap::Stop;
            }
            at += c.len_utf8();
        }
        next.stopped = false;
    }
    out
}

/// A text up to its first blank, and the bits of what its bytes are.
fn chunk(text: &str) -> (&str, u8) {
    let mut found = 0;
    let blank = |byte: &u8| {
        let bit = BITS[usize::from(*byte)];
        found |= bit;
        bit == BLANK || bit == WIDE
    };
    let end = text.as_bytes().iter().position(blank).unwrap_or(text.len());
    if found & WIDE == 0 {
        return (&text[..end], found & !BLANK);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    // What signs there are behind the wide one was not looked at.
    (&text[..end], found | SIGN)
}

/// A letter or a digit of ASCII.
const LETTER: u8 = 1;
/// What addresses hold.
const SIGN: u8 = 2;
/// Any other mark of ASCII.
const MARK: u8 = 4;
const BLANK: u8 = 8;
/// Part of a character that is not of ASCII.
const WIDE: u8 = 16;

/// What each byte is.
const BITS: [u8; 256] = {
    let mut bits = [MARK; 256];
    let mut at = 0;
    while at < bits.len() {
        let byte = at as u8;
        bits[at] = match byte {
            b' ' | b'\t'..=b'\r' => BLANK,
            b'/' | b'@' | b'.' => SIGN,
            0x80.. => WIDE,
            _ if byte.is_ascii_alphanumeric() => LETTER,
            _ => MARK,
        };
        at += 1;
    }
    bits
};

/// What has been seen since the last word.
struct Pending {
    gap: Gap,
    joined: bool,
    /// The last character was a full stop.
    stopped: bool,
}

impl Default for Pending {
    fn default() -> Self {
        Pending { gap: Gap::Space, joined: false, stopped: false }
    }
}

/// Web addresses, e-mail addresses and DOIs name hosts, not venues.
fn is_address(chunk: &str) -> bool {
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.contains("://") || bare.starts_with("www.") {
        return true;
    }
    if let Some((_, host)) = bare.split_once('@') {
        return host.contains('.');
    }
    let Some((host, _)) = bare.split_once('/') else { return false };
    host.rsplit_once('.').is_some_and(|(labels, last)| {
        let doi = labels.ends_with("10");
        !labels.is_empty()
            && last.len() >= 2
            && (doi || last.bytes().all(|b| b.is_ascii_lowercase()))
    })
}

fn fold_chunk(chunk: &str, base: usize, next: &mut Pending, out: &mut Folded) {
    let mut start = None;
    let mut chars = chunk.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ahead = chars.peek().map(|(_, c)| *c);
        if c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c) {
            if is_ideograph(c) {
                if let Some(from) = start.take() {
                    push(&chunk[from..at], base + from, next, out);
                }
                push(&chunk[at..at + c.len_utf8()], base + at, next, out);
            } else if start.is_none() {
                start = Some(at);
            }
            next.stopped = false;
            continue;
        }
        if is_apostrophe(c)
            && start.is_some()
            && ahead.is_some_and(char::is_alphabetic)
        {
            continue;
        }
        if let Some(from) = start.take() {
            push(&chunk[from..at], base + from, next, out);
        }
        let gap = match c {
            '.' => Gap::Space,
            '-' | '‐' | '‑' | '&' | '*' | '_' => Gap::Space,
            _ if is_apostrophe(c) => {
                if ahead.is_some_and(|c| c.is_ascii_digit()) {
                    Gap::Apostrophe
                } else {
                    Gap::Space
                }
            }
            '"' | '“' | '”' | '«' | '»' | '„' | ';' | '|' | '?' | '!'
            | '•' => Gap::Border,
            _ => Gap::Mark,
        };
        next.joined |= c == '&';
        next.stopped = c == '.';
        next.gap = next.gap.max(gap);
    }
    if let Some(from) = start {
        push(&chunk[from..], base + from, next, out);
    }
}

/// [`fold_chunk`] for nothing but ASCII.
fn fold_plain(chunk: &str, base: usize, next: &mut Pending, out: &mut Folded) {
    let bytes = chunk.as_bytes();
    let mut start = None;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte.is_ascii_alphanumeric() {
            start = start.or(Some(at));
            continue;
        }
        let ahead = bytes.get(at + 1);
        let apostrophe = matches!(byte, b'\'' | b'`');
        if apostrophe
            && start.is_some()
            && ahead.is_some_and(u8::is_ascii_alphabetic)
        {
            continue;
        }
        if let Some(from) = start.take() {
            push(&chunk[from..at], base + from, next, out);
        }
        let digit = ahead.is_some_and(u8::is_ascii_digit);
        let gap = match byte {
            b'.' | b'-' | b'&' | b'*' | b'_' => Gap::Space,
            _ if apostrophe && digit => Gap::Apostrophe,
            _ if apostrophe => Gap::Space,
            b'"' | b';' | b'|' | b'?' | b'!' => Gap::Border,
            _ => Gap::Mark,
        };
        next.joined |= byte == b'&';
        next.stopped = byte == b'.';
        next.gap = next.gap.max(gap);
    }
    if let Some(from) = start {
        next.stopped = false;
        push(&chunk[from..], base + from, next, out);
    }
}

/// Adds a word printed at a byte of the text, parted from a year at its end
/// (`ACL2023`).
fn push(printed: &str, at: usize, next: &mut Pending, out: &mut Folded) {
    let digits = printed.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (letters, digits) = printed.split_at(printed.len() - digits);
    let parted = !digits.is_empty()
        && letters.len() >= 2
        && letters.bytes().all(|b| b.is_ascii_alphabetic())
        && year(digits).is_some();
    if parted {
        push_word(letters, at, next, out);
        next.gap = Gap::Space;
        push_word(digits, at + letters.len(), next, out);
    } else {
        push_word(printed, at, next, out);
    }
}

fn push_word(printed: &str, at: usize, next: &mut Pending, out: &mut Folded) {
    let from = out.buffer.len();
    let plain = printed.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain {
        out.buffer.push_str(printed);
        out.buffer[from..].make_ascii_lowercase();
    }
    let accented = if plain { "" } else { printed };
    for c in accented.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.buffer.push(c.to_ascii_lowercase());
            }
        } else if let Some(plain) = letter_without_accent(c) {
            out.buffer.push_str(plain);
        } else {
            out.buffer.extend(
                c.nfkd()
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase),
            );
        }
    }
    let folded = &out.buffer[from..];
    if folded.is_empty() || is_silent(folded) {
        next.joined = next.joined || !folded.is_empty();
        out.buffer.truncate(from);
        return;
    }
    if let Some(spelling) = spelling(folded) {
        out.buffer.truncate(from);
        out.buffer.push_str(spelling);
    }
    let pending = std::mem::take(next);
    out.words.push(Word {
        span: at..at + printed.len(),
        folded: from..out.buffer.len(),
        gap: pending.gap,
        joined: pending.joined,
    });
}

/// The year that two or four digits stand for in a venue's tag.
pub(crate) fn year(digits: &str) -> Option<i32> {
    let number: i32 = digits.parse().ok()?;
    match (digits.len(), number) {
        (4, 1950..=2039) => Some(number),
        (2, 60..) => Some(1900 + number),
        (2, ..40) => Some(2000 + number),
        _ => None,
    }
}

/// Letters that have no decomposition.
fn letter_without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ø' | 'Ø' => "o",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ı' => "i",
        _ => return None,
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

/// Han and kana are written without blanks: each is a word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printings_of_one_name_fold_alike() {
        for (text, key) in [
            ("IEEE Trans. on Comput.", "ieee transactions comput"),
            ("ACM-MM", "acm mm"),
            ("ICML’24", "icml 24"),
            ("ACL2023", "acl 2023"),
            ("CVPR09", "cvpr 09"),
            ("Décision & Contrôle", "decision controle"),
            ("Zeitschrift für Physik", "zeitschrift fur physik"),
            ("People's Int'l J.", "peoples international journal"),
            ("软件学报", "软 件 学 报"),
            ("see https://www.acm.org/x now", "see now"),
            ("doi 10.1109/TPAMI.2020.1", "doi"),
            ("MLG@KDD, 3DV", "mlg kdd 3dv"),
            ("The of and", ""),
        ] {
            assert_eq!(fold(text).key(), key, "{text}");
        }
    }

    #[test]
    fn gaps_are_kept() {
        let folded = fold("J. Chem. Phys; Science, A");
        let gaps: Vec<Gap> = folded.words.iter().map(|w| w.gap).collect();
        assert_eq!(
            gaps,
            [Gap::Space, Gap::Stop, Gap::Stop, Gap::Border, Gap::Mark]
        );
    }
}
