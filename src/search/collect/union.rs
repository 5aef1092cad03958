//! Many walks as one: window by window, the entries that any of them comes
//! by, each with all walks that do.

use tantivy::DocId;

use super::Posting;
use super::measure::Meaning;
use crate::search::walk::Walk;

/// Entries of one window.
const WINDOW: usize = 4096;

/// The union of walks.
pub(super) struct Union {
    /// How many walks come by each entry of the window; all 0 between two.
    counts: Vec<u32>,
    /// Entries of the window that any walk comes by, a bit each.
    met: Vec<u64>,
    /// The leaves that each of them holds, and those that count; all 0
    /// between two.
    window: Leaves,
    /// What is met in the window, a walk after the other.
    found: Vec<(DocId, Posting)>,
    /// The same, an entry after the other; behind it, what is left of before.
    sorted: Vec<Posting>,
    /// The entries.
    pub(super) docs: Vec<DocId>,
    /// Where the postings of each are.
    pub(super) spans: Vec<Span>,
    /// The leaves of each.
    pub(super) leaves: Leaves,
}

/// Where the postings of an entry begin and end.
pub(super) type Span = (u32, u32);

/// Leaves of some entries, a bit each, and so many words for an entry.
pub(super) struct Leaves {
    stride: usize,
    /// Those that they hold.
    pub(super) held: Vec<u64>,
    /// Those of them that count.
    pub(super) counting: Vec<u64>,
}

impl Leaves {
    fn none(stride: usize, entries: usize) -> Leaves {
        let [held, counting] =
            std::array::from_fn(|_| vec![0; stride * entries]);
        Leaves { stride, held, counting }
    }

    /// Moves those of an entry behind all others.
    fn take(&mut self, at: usize, others: &mut Leaves) {
        for word in at * self.stride..(at + 1) * self.stride {
            others.held.push(std::mem::take(&mut self.held[word]));
            others.counting.push(std::mem::take(&mut self.counting[word]));
        }
    }

    /// Leaves out all entries but some, given in order.
    fn keep(&mut self, kept: &[usize]) {
        let stride = self.stride;
        for words in [&mut self.held, &mut self.counting] {
            for (to, at) in kept.iter().enumerate() {
                words.copy_within(at * stride..(at + 1) * stride, to * stride);
            }
            words.truncate(kept.len() * stride);
        }
    }
}

impl Union {
    /// A union of walks for leaves that take so many words.
    pub(super) fn new(stride: usize) -> Union {
        Union {
            counts: vec![0; WINDOW],
            met: vec![0; WINDOW / 64],
            window: Leaves::none(stride, WINDOW),
            found: Vec::new(),
            sorted: Vec::new(),
            docs: Vec::new(),
            spans: Vec::new(),
            leaves: Leaves::none(stride, 0),
        }
    }

    /// Goes on to the next window with an entry before `last`; false where
    /// there is none.
    pub(super) fn advance(&mut self, walks: &mut [Walk], last: DocId) -> bool {
        let next = walks.iter().map(|walk| walk.cursor.doc()).min();
        let Some(next) = next.filter(|doc| *doc < last) else {
            return false;
        };
        let base = next - next % WINDOW as u32;
        let end = base.saturating_add(WINDOW as u32).min(last);
        self.found.clear();
        let Leaves { stride, held, counting } = &mut self.window;
        for (i, walk) in (0u32..).zip(walks) {
            let Meaning { leaf, counts, .. } = Meaning::of(walk);
            let (word, bit) = (leaf as usize / 64, 1 << (leaf % 64));
            let counted = if counts { bit } else { 0 };
            walk.cursor.pass(end, |doc, frequency| {
                let at = (doc - base) as usize;
                self.counts[at] += 1;
                self.met[at / 64] |= 1 << (at % 64);
                held[at * *stride + word] |= bit;
                counting[at * *stride + word] |= counted;
                self.found.push((doc, Posting { walk: i, frequency }));
            });
        }
        self.sort(base);
        true
    }

    /// Puts what was found in the order of entries, then of walks.
    fn sort(&mut self, base: DocId) {
        self.docs.clear();
        self.spans.clear();
        self.leaves.keep(&[]);
        let mut end = 0;
        for (i, word) in self.met.iter_mut().enumerate() {
            while *word != 0 {
                let at = 64 * i + word.trailing_zeros() as usize;
                *word &= *word - 1;
                self.docs.push(base + at as u32);
                let start = end;
                end += std::mem::replace(&mut self.counts[at], start);
                self.spans.push((start, end));
                self.window.take(at, &mut self.leaves);
            }
        }
        if self.sorted.len() < self.found.len() {
            self.sorted.resize(self.found.len(), Posting::default());
        }
        for (doc, posting) in &self.found {
            let place = &mut self.counts[(doc - base) as usize];
            self.sorted[*place as usize] = *posting;
            *place += 1;
        }
        for doc in &self.docs {
            self.counts[(doc - base) as usize] = 0;
        }
    }

    /// Leaves out all entries but some, given by their places, in order.
    pub(super) fn keep(&mut self, kept: &[usize]) {
        if kept.len() == self.docs.len() {
            return;
        }
        for (to, &at) in kept.iter().enumerate() {
            self.docs[to] = self.docs[at];
            self.spans[to] = self.spans[at];
        }
        self.docs.truncate(kept.len());
        self.spans.truncate(kept.len());
        self.leaves.keep(kept);
    }

    /// The postings of all entries, also of those left out.
    pub(super) fn postings(&self) -> &[Posting] {
        &self.sorted[..self.found.len()]
    }
}

#[cfg(test)]
mod tests {
    use tantivy::TERMINATED;

    use super::*;
    use crate::search::cursor::Cursor;

    #[test]
    fn entries_come_in_order_with_all_their_walks() {
        let far = 3 * WINDOW as u32;
        let lists = [vec![1, 7, far], vec![], vec![7, 63, 64, far + 1]];
        let walk = |docs: &Vec<DocId>| Walk {
            cursor: Cursor::List(docs.clone(), 0),
            leaf: 0,
            place: None,
            factor: 1.0,
        };
        let mut walks: Vec<Walk> = lists.iter().map(walk).collect();
        let mut union = Union::new(1);
        let mut met = Vec::new();
        while union.advance(&mut walks, TERMINATED) {
            for (doc, (start, end)) in union.docs.iter().zip(&union.spans) {
                let own = &union.postings()[*start as usize..*end as usize];
                let walks = own.iter().map(|posting| posting.walk);
                met.push((*doc, walks.collect::<Vec<_>>()));
            }
        }
        let want = [
            (1, vec![0]),
            (7, vec![0, 2]),
            (63, vec![2]),
            (64, vec![2]),
            (far, vec![0]),
            (far + 1, vec![2]),
        ];
        assert_eq!(met, want);
    }
}
