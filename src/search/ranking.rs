//! The formulas that turn matches into scores.
//!
//! A word weighs more the fewer people use it and the more it sticks to
//! those who do; a publication scores the words and neighbouring words it
//! holds; a person scores the sum over all entries, best first, each
//! discounted by its rank. README gives the figures this was chosen by.

use crate::index::EntryKind;
use crate::model::SectionKind;

/// How fast repeated words stop to count.
const SATURATION: f32 = 0.6;
/// More than any word of weight 1 counts in an entry.
pub(super) const MOST: f32 = 1.0 + SATURATION;
/// How much longer texts are held against their words.
const LENGTH: f32 = 0.75;
/// Shortest text, in words, that is not looked up in a table.
const SHORT: usize = 64;
/// Exponent of a word's rarity.
const RARITY: f32 = 1.3;
/// What two neighbouring words add when they are neighbours in the entry.
pub(super) const ORDERED: f32 = 0.2;
/// What they add when they stand near each other in any order.
pub(super) const NEAR: f32 = 0.1;
/// Words between which two are near each other.
pub(super) const NEAR_WORDS: u32 = 7;
/// Exponent of the discount by rank.
const DISCOUNT: f32 = 1.5;
/// What the long form of an acronym or a synonym counts.
pub(super) const ALTERNATIVE: f32 = 0.7;
/// What a word counts that stands as it was typed, not in another form: no
/// more than that it wins ties.
pub(super) const AS_TYPED: f32 = 1.0001;
/// What words of a publication count that are not in its title.
pub(super) const BESIDE_TITLE: f32 = 0.5;
/// What a word counts that is part of the person's own name.
pub(super) const OWN_NAME: f32 = 0.3;
/// What a word counts that is part of an author's name.
pub(super) const AUTHOR_NAME: f32 = 0.05;

/// What words of an entry count.
pub(super) fn entry_weight(kind: EntryKind) -> f32 {
    use SectionKind as S;
    match kind {
        EntryKind::Header | EntryKind::Publication => 1.0,
        EntryKind::Passage(section) => match section {
            S::Interests | S::About | S::Publications => 0.8,
            S::Projects | S::Talks | S::Funding => 0.6,
            S::Education | S::Positions | S::Skills => 0.5,
            S::Awards | S::Teaching | S::News => 0.4,
            S::Students | S::Other => 0.3,
            S::Service | S::Contact | S::References => 0.15,
        },
    }
}

/// What a word counts in texts of some kind: 1 for once in a text of average
/// length.
#[derive(Clone, Debug)]
pub(super) struct Saturation {
    average: f32,
    /// What it counts once, by the length of the text: most are that short,
    /// and hold a word once.
    once: [f32; SHORT],
}

impl Saturation {
    /// Given how long such texts are on average.
    pub(super) fn new(average: f32) -> Saturation {
        let once = |length: usize| saturation(1.0, length as f32, average);
        Saturation { average, once: std::array::from_fn(once) }
    }

    /// What a word counts that stands so often in a text of a length.
    pub(super) fn of(&self, frequency: u32, length: u64) -> f32 {
        match self.once.get(length as usize) {
            Some(once) if frequency == 1 => *once,
            _ => saturation(frequency as f32, length as f32, self.average),
        }
    }
}

fn saturation(frequency: f32, length: f32, average: f32) -> f32 {
    let relative = length / average.max(1.0);
    let norm = SATURATION * (1.0 - LENGTH + LENGTH * relative);
    (1.0 + SATURATION) * frequency / (frequency + norm)
}

/// How the entries are spread over people.
#[derive(Clone, Debug, Default)]
pub(super) struct Spread {
    /// How many people have so many entries.
    counts: Vec<(u32, u32)>,
    /// People with at least one entry.
    people: f64,
    /// Entries in all.
    entries: f64,
}

impl Spread {
    /// The spread, given how many people have so many entries.
    pub(super) fn new(counts: impl Iterator<Item = (u32, u32)>) -> Spread {
        let counts: Vec<(u32, u32)> = counts.collect();
        let people = counts.iter().map(|(_, c)| f64::from(*c)).sum();
        let entries =
            counts.iter().map(|(n, c)| f64::from(*n) * f64::from(*c)).sum();
        Spread { counts, people, entries }
    }

    /// The weight of a word that `people` use in `entries`.
    pub(super) fn weight(&self, people: u32, entries: u32) -> f32 {
        if people == 0 || self.entries < 1.0 {
            return 0.0;
        }
        let having = f64::from(people);
        let rarity = (1.0
            + (self.people - having + 0.5).max(0.0) / (having + 0.5))
            .ln();
        // People who would use it if it were strewn at random, over those
        // who do: 1 for "language", 1.7 for "parsing".
        let share = (f64::from(entries) / self.entries).min(1.0);
        let expected: f64 = self
            .counts
            .iter()
            .map(|(n, people)| {
                let without = (1.0 - share).powf(f64::from(*n));
                f64::from(*people) * (1.0 - without)
            })
            .sum();
        let clump = expected / having;
        (rarity.powf(f64::from(RARITY)) * clump) as f32
    }
}

/// The score of a person, given those of the entries, best first.
pub(super) fn person_score(best_first: impl Iterator<Item = f32>) -> f32 {
    sum(best_first.enumerate().map(|(i, score)| discounted(score, i)))
}

/// The sum of parts of a score; 0 of none, where the standard library's is
/// -0, which is shown as such.
pub(super) fn sum(parts: impl Iterator<Item = f32>) -> f32 {
    parts.fold(0.0, |sum, part| sum + part)
}

/// What the entry at a rank, counted from 0, adds to its person's score.
pub(super) fn discounted(score: f32, rank: usize) -> f32 {
    score / (1.0 + rank as f32).powf(DISCOUNT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_in_an_average_text_counts_one() {
        let text = Saturation::new(8.0);
        assert!((text.of(1, 8) - 1.0).abs() < 1e-6);
        assert!(text.of(2, 8) > text.of(1, 8));
        assert!(text.of(1, 20) < text.of(1, 8));
        assert!(text.of(1, 80) < text.of(1, 63));
    }

    #[test]
    fn a_rare_word_and_one_that_sticks_weigh_more() {
        let sizes = [(1, 2), (2, 1), (3, 1), (5, 1), (10, 1), (20, 1)];
        let spread = Spread::new(sizes.into_iter());
        assert!(spread.weight(1, 1) > spread.weight(3, 3));
        assert!(spread.weight(2, 8) > spread.weight(2, 2));
        assert!(spread.weight(0, 0).abs() < f32::EPSILON);
    }

    #[test]
    fn further_entries_count_less_and_less() {
        let one = person_score([1.0].into_iter());
        let two = person_score([1.0, 1.0].into_iter());
        let many = person_score(std::iter::repeat_n(1.0, 10_000));
        assert!(one < two && two < 1.4 && many < 2.7);
    }
}
