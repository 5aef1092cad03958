//! How phrases are spread over people: do those who use one use it again?

use super::judge::Spread;
use super::phrases::Candidate;
use super::words::place;

/// How many people would share something if it were strewn at random.
pub(super) struct Clumping {
    /// How many people have so many uses.
    counts: Vec<(u32, u32)>,
    uses: f64,
}

impl Clumping {
    pub(super) fn new(mut uses: Vec<u32>) -> Clumping {
        uses.sort_unstable();
        let counts: Vec<(u32, u32)> = uses
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], place(same.len())))
            .collect();
        let uses =
            counts.iter().map(|(n, c)| f64::from(*n) * f64::from(*c)).sum();
        Clumping { counts, uses }
    }

    pub(super) fn of(&self, spread: Spread) -> f64 {
        let share = f64::from(spread.uses) / self.uses.max(1.0);
        let expected: f64 = self
            .counts
            .iter()
            .map(|(uses, people)| {
                let without = (1.0 - share).powf(f64::from(*uses));
                f64::from(*people) * (1.0 - without)
            })
            .sum();
        expected / f64::from(spread.people.max(1))
    }
}

/// How much words clump that are used about so often.
pub(super) struct Usual {
    /// Uses and clumping of single words, in order.
    words: Vec<(u32, f64)>,
}

/// Words on each side of which the middle is taken.
const NEIGHBOURS: usize = 25;

impl Usual {
    pub(super) fn new(candidates: &[Candidate]) -> Usual {
        let mut words: Vec<(u32, f64)> = candidates
            .iter()
            .filter(|one| one.gram.key.len() == 1 && one.spread.uses > 0)
            .map(|one| (one.spread.uses, one.spread.clump))
            .collect();
        words.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Usual { words }
    }

    /// The middle of those around so many uses; 1 where there are few.
    pub(super) fn clump(&self, uses: u32) -> f64 {
        if self.words.len() < NEIGHBOURS {
            return 1.0;
        }
        let at = self.words.partition_point(|(other, _)| *other < uses);
        let from = at.saturating_sub(NEIGHBOURS);
        let to = (at + NEIGHBOURS).min(self.words.len());
        let mut near: Vec<f64> =
            self.words[from..to].iter().map(|(_, clump)| *clump).collect();
        near.sort_by(f64::total_cmp);
        near[near.len() / 2]
    }
}
