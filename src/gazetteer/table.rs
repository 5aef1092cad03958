//! A table and its index: longest-alias look-up over folded words.

use std::borrow::Cow;

use fst::raw::{Fst, Node, Output};
use fst::{IntoStreamer, Streamer};

use super::compile::{self, Aliases, ROW};
use super::fold::{Folded, Gap, is_abbreviation};

/// Rows of tab-separated cells with an index of their aliases.
pub(super) struct Table {
    rows: Cow<'static, str>,
    index: fst::Map<Cow<'static, [u8]>>,
    /// A bit for each word or two that an alias may begin with.
    openings: Cow<'static, [u8]>,
}

/// What the index holds of one alias.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry(u64);

impl Entry {
    /// True where all bits of `flags` are set.
    pub(super) fn has(self, flags: u64) -> bool {
        self.0 & flags == flags
    }

    /// The bits from `shift` on.
    pub(super) fn bits_from(self, shift: u32) -> usize {
        usize::try_from(self.0 >> shift).unwrap_or(0)
    }
}

/// A way through the index, along the letters of an alias.
struct Walk<'a> {
    index: &'a Fst<Cow<'static, [u8]>>,
    node: Node<'a>,
    output: Output,
}

impl<'a> Walk<'a> {
    fn of(index: &'a Fst<Cow<'static, [u8]>>) -> Walk<'a> {
        Walk { index, node: index.root(), output: Output::zero() }
    }

    /// Goes on by a letter; None where no alias does.
    #[inline]
    fn step(&mut self, letter: u8) -> Option<()> {
        let transition = self.node.transition(self.node.find_input(letter)?);
        self.output = self.output.cat(transition.out);
        self.node = self.index.node(transition.addr);
        Some(())
    }

    /// Goes on by a word.
    fn word(&mut self, word: &str) -> Option<()> {
        word.bytes().try_for_each(|letter| self.step(letter))
    }

    /// What the index holds of the alias that ends here.
    fn entry(&self) -> Option<Entry> {
        let value = || self.output.cat(self.node.final_output()).value();
        self.node.is_final().then(|| Entry(value()))
    }
}

impl Table {
    /// A table compiled by `build.rs`.
    pub(super) fn compiled(
        rows: &'static str,
        index: &'static [u8],
        openings: &'static [u8],
    ) -> Table {
        let index = fst::Map::new(Cow::Borrowed(index))
            .expect("build.rs wrote a valid index");
        let openings = Cow::Borrowed(openings);
        Table { rows: Cow::Borrowed(rows), index, openings }
    }

    /// A table of rows given at run time.
    pub(super) fn build(
        rows: String,
        aliases: Aliases,
    ) -> Result<Table, String> {
        let index = compile::index(&rows, aliases)?;
        let openings = Cow::Owned(compile::openings(index.keys()));
        let map = fst::Map::from_iter(index).map_err(|e| e.to_string())?;
        let bytes = map.into_fst().into_inner();
        let index = fst::Map::new(Cow::Owned(bytes))
            .map_err(|error| error.to_string())?;
        Ok(Table { rows: Cow::Owned(rows), index, openings })
    }

    /// The row that an entry names.
    pub(super) fn row(&self, entry: Entry) -> &str {
        let start = usize::try_from(entry.0 & ROW).unwrap_or(usize::MAX);
        let rest = self.rows.get(start..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }

    /// The entry of a folded alias.
    pub(super) fn get(&self, key: &str) -> Option<Entry> {
        self.index.get(key).map(Entry)
    }

    /// The entries of a folded alias that several rows share, in the order
    /// of the rows.
    pub(super) fn shared(&self, key: &str) -> Vec<Entry> {
        let (from, to) = (format!("{key}\t"), format!("{key}\t:"));
        let mut found = self.index.range().ge(from).lt(to).into_stream();
        let mut out = Vec::new();
        while let Some((_, value)) = found.next() {
            out.push(Entry(value));
        }
        out
    }

    /// All rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &str> {
        compile::offsets(&self.rows).map(|(_, row)| row)
    }

    /// The longest alias that begins at word `at`: the word after its last,
    /// and its entry.
    pub(super) fn longest(
        &self,
        text: &str,
        words: &Folded,
        at: usize,
    ) -> Option<(usize, Entry)> {
        // Most words begin no alias.
        let (word, next) = (words.word(at), words.word(at + 1));
        if !compile::may_open(&self.openings, word, next) {
            return None;
        }
        let mut walk = Walk::of(self.index.as_fst());
        let mut best = None;
        for next in at..words.words.len() {
            let separated = next > at;
            if separated && !self.may_cross(text, words, next) {
                break;
            }
            let goes_on = (!separated || walk.step(b' ').is_some())
                && walk.word(words.word(next)).is_some();
            if !goes_on {
                break;
            }
            best = walk.entry().map(|entry| (next + 1, entry)).or(best);
        }
        best
    }

    /// True where a name may go on from the word before `next` to `next`:
    /// never over quotes, over a full stop only after an abbreviation.
    fn may_cross(&self, text: &str, words: &Folded, next: usize) -> bool {
        match words.words[next].gap {
            Gap::Border => false,
            Gap::Stop => {
                let before = &words.words[next - 1];
                let printed = text.get(before.span.clone());
                printed.is_some_and(is_abbreviation)
                    || self
                        .index
                        .contains_key(format!(".{}", words.word(next - 1)))
            }
            Gap::Space | Gap::Apostrophe | Gap::Mark => true,
        }
    }
}
