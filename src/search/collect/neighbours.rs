//! Words that are neighbours in the query, where they are near in an entry.

use tantivy::DocId;

use super::Pass;
use crate::index::EntryKind;
use crate::search::plan::Place;
use crate::search::ranking::NEAR_WORDS;

impl Pass<'_> {
    /// Neighbours of the query that are neighbours in the entry.
    pub(super) fn pairs(&mut self, doc: DocId, kind: EntryKind) {
        let plan = self.plan;
        let leaves = plan.leaves.len();
        for (i, pair) in plan.pairs.iter().enumerate() {
            for (slot, place) in [Place::Title, Place::Text].iter().enumerate()
            {
                let (Some(first), Some(second)) = (
                    self.main[pair.first][slot],
                    self.main[pair.second][slot],
                ) else {
                    continue;
                };
                if self.walks[first].cursor.doc() != doc
                    || self.walks[second].cursor.doc() != doc
                {
                    continue;
                }
                for walk in [first, second] {
                    let (read, positions) = &mut self.positions[walk];
                    if *read != doc {
                        *read = doc;
                        self.walks[walk].cursor.positions(positions);
                    }
                }
                let (ordered, near) = neighbours(
                    &self.positions[first].1,
                    &self.positions[second].1,
                    pair.gap,
                );
                if ordered > 0 {
                    let value = self.value(ordered, *place, doc, kind);
                    self.raise(leaves + i, value);
                }
                if near > 0 {
                    let value = self.value(near, *place, doc, kind);
                    self.raise(leaves + plan.pairs.len() + i, value);
                }
            }
        }
    }
}

/// How often the second word follows the first as typed or directly, and
/// how often they stand near each other.
fn neighbours(first: &[u32], second: &[u32], gap: u32) -> (u32, u32) {
    let (mut ordered, mut near) = (0, 0);
    for &a in first {
        for &b in second {
            ordered += u32::from(b == a + 1 || b == a + gap);
            near += u32::from(a != b && a.abs_diff(b) <= NEAR_WORDS);
        }
    }
    (ordered, near)
}
