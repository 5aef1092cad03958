//! Many walks as one: window by window, the entries that any of them comes
//! by, each with all walks that do.

use tantivy::DocId;

use super::Posting;
use crate::search::walk::Walk;

/// Entries of one window.
const WINDOW: usize = 4096;

/// The union of walks.
pub(super) struct Union {
    /// How many walks come by each entry of the window; all 0 between two.
    counts: Vec<u32>,
    /// Entries of the window that any walk comes by, a bit each.
    met: Vec<u64>,
    /// What is met in the window, a walk after the other.
    found: Vec<(DocId, Posting)>,
    /// The same, an entry after the other.
    sorted: Vec<Posting>,
    /// The entries, and where their postings end.
    pub(super) docs: Vec<DocId>,
    ends: Vec<u32>,
}

impl Union {
    pub(super) fn new() -> Union {
        Union {
            counts: vec![0; WINDOW],
            met: vec![0; WINDOW / 64],
            found: Vec::new(),
            sorted: Vec::new(),
            docs: Vec::new(),
            ends: Vec::new(),
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
        for (i, walk) in (0u32..).zip(walks) {
            walk.cursor.pass(end, |doc, frequency| {
                let at = (doc - base) as usize;
                self.counts[at] += 1;
                self.met[at / 64] |= 1 << (at % 64);
                self.found.push((doc, Posting { walk: i, frequency }));
            });
        }
        self.sort(base);
        true
    }

    /// Puts what was found in the order of entries, then of walks.
    fn sort(&mut self, base: DocId) {
        self.docs.clear();
        self.ends.clear();
        let mut sum = 0;
        for (i, word) in self.met.iter_mut().enumerate() {
            while *word != 0 {
                let at = 64 * i + word.trailing_zeros() as usize;
                *word &= *word - 1;
                self.docs.push(base + at as u32);
                sum += std::mem::replace(&mut self.counts[at], sum);
                self.ends.push(sum);
            }
        }
        self.sorted.resize(self.found.len(), Posting::default());
        for (doc, posting) in &self.found {
            let place = &mut self.counts[(doc - base) as usize];
            self.sorted[*place as usize] = *posting;
            *place += 1;
        }
        for doc in &self.docs {
            self.counts[(doc - base) as usize] = 0;
        }
    }

    /// The postings of an entry, by its place in `docs`.
    pub(super) fn postings(&self, place: usize) -> &[Posting] {
        let before =
            place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sorted[before as usize..self.ends[place] as usize]
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
        let mut union = Union::new();
        let mut met = Vec::new();
        while union.advance(&mut walks, TERMINATED) {
            for (place, doc) in union.docs.iter().enumerate() {
                let postings = union.postings(place).iter();
                met.push((*doc, postings.map(|p| p.walk).collect::<Vec<_>>()));
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
