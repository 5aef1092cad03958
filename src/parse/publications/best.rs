//! The best few of many things that are scored.

/// How many are kept of an entry's titles and of its readings.
const KEPT: usize = 24;

/// The best of what was offered, the best first; of equals, the first.
#[derive(Clone, Debug)]
pub(super) struct Best<T> {
    kept: Vec<(f32, T)>,
}

impl<T> Best<T> {
    pub(super) fn new() -> Best<T> {
        Best { kept: Vec::with_capacity(KEPT) }
    }

    /// Whether something of this score would be kept.
    pub(super) fn admits(&self, score: f32) -> bool {
        match self.kept.get(KEPT - 1) {
            Some((worst, _)) => score.total_cmp(worst).is_gt(),
            None => true,
        }
    }

    /// Keeps something, if it is among the best.
    pub(super) fn offer(&mut self, score: f32, thing: T) {
        if self.admits(score) {
            self.kept.truncate(KEPT - 1);
            let better = |kept: &(f32, T)| kept.0.total_cmp(&score).is_ge();
            let place = self.kept.partition_point(better);
            self.kept.insert(place, (score, thing));
        }
    }

    pub(super) fn into_vec(self) -> Vec<(f32, T)> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_kept_in_order() {
        let mut best = Best::new();
        for number in 0..100u8 {
            best.offer(f32::from(number % 50), number);
        }
        let kept = best.into_vec();
        assert_eq!(kept.len(), KEPT);
        let order: Vec<u8> = kept.iter().map(|(_, number)| *number).collect();
        assert_eq!(order[..4], [49, 99, 48, 98]);
        assert!(kept.is_sorted_by(|a, b| a.0 >= b.0));
    }
}
