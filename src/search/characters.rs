//! The characters of a query, typographic and full-width ones made plain,
//! with their places in what was typed.

use crate::model::Span;

/// Longest query that is read, in characters.
const MAX_LENGTH: usize = 20_000;

/// The characters of a query and a place in them.
pub(super) struct Characters {
    /// Plain character, and its first byte in the query.
    list: Vec<(char, usize)>,
    /// Length of the query in bytes, as far as it is read.
    end: usize,
    /// Index of the next character.
    pub(super) at: usize,
    /// Whether the query's tail was left out.
    pub(super) cut: bool,
}

impl Characters {
    pub(super) fn new(query: &str) -> Characters {
        let mut list = Vec::with_capacity(query.len());
        for (start, c) in query.char_indices().take(MAX_LENGTH) {
            list.push((plain(c), start));
        }
        let rest = query.char_indices().nth(MAX_LENGTH);
        let end = rest.map_or(query.len(), |(start, _)| start);
        Characters { list, end, at: 0, cut: rest.is_some() }
    }

    /// The character `ahead` of the next one; a blank past the end.
    pub(super) fn peek(&self, ahead: usize) -> char {
        self.list.get(self.at + ahead).map_or(' ', |(c, _)| *c)
    }

    /// The character at an index.
    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.list.get(at).map(|(c, _)| *c)
    }

    /// The index of the first character of a kind from one on; that past
    /// the last one where there is none.
    pub(super) fn find(
        &self,
        from: usize,
        kind: impl Fn(char) -> bool,
    ) -> usize {
        let rest = self.list.get(from..).unwrap_or_default();
        let ahead = rest.iter().position(|(c, _)| kind(*c));
        ahead.map_or(self.list.len(), |ahead| from + ahead)
    }

    pub(super) fn done(&self) -> bool {
        self.at >= self.list.len()
    }

    /// Takes the next character if it is this one.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = !self.done() && self.peek(0) == wanted;
        self.at += usize::from(found);
        found
    }

    /// Takes characters while they are of a kind.
    pub(super) fn take_while(&mut self, kind: impl Fn(char) -> bool) {
        while !self.done() && kind(self.peek(0)) {
            self.at += 1;
        }
    }

    pub(super) fn skip_blanks(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// The plain text from one index to another.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.list[from..to].iter().map(|(c, _)| c).collect()
    }

    /// Whether the plain characters at an index begin with a text.
    pub(super) fn starts_with(&self, from: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(i, wanted)| {
            self.list.get(from + i).is_some_and(|(c, _)| *c == wanted)
        })
    }

    /// The bytes of the query from one index to another.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let byte = |i: usize| self.list.get(i).map_or(self.end, |(_, b)| *b);
        Span::new(byte(from), byte(to))
    }
}

/// A character as the syntax knows it.
fn plain(c: char) -> char {
    match c {
        // Full-width forms of ASCII, as Chinese and Japanese keyboards
        // write them.
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).map_or(' ', plain)
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』'
        | '《' | '》' | '〈' | '〉' | '‹' | '›' => '"',
        '’' | '‛' | 'ʼ' | '′' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        '、' => ',',
        '…' => ' ',
        '≥' => '\u{2265}',
        '—' | '―' | '。' | '・' | '【' | '】' | '〔' | '〕' | '·' | '•'
        | '¿' | '¡' => ' ',
        // Invisible: byte-order mark, joiners, bidi controls.
        '\u{feff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{ad}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    }
}

/// Whether a character can stand within a word.
pub(super) fn in_word(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '"'
                | '‘'
                | ','
                | ';'
                | '|'
                | '\\'
                | '!'
                | '?'
                | '≥'
                | '≤'
        )
}

/// Whether a character is punctuation: no word starts or ends with it
/// (but for the last ones of `C++` and `C#`).
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '‘' | '≥' | '≤')
        || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3001}'..='\u{303f}')
}

/// A word without the punctuation around it; may be empty.
pub(super) fn trimmed(word: &str) -> &str {
    let word = word.trim_start_matches(is_punctuation);
    let core = word.trim_end_matches(is_punctuation).len();
    let signs = word[core..].bytes().take_while(|b| b"+#".contains(b));
    &word[..core + signs.count()]
}
