//! Numbers of people who stay where others come and go.

/// Who goes and who comes: what their numbers become.
#[derive(Debug, Default)]
pub(super) struct Shift {
    /// Those who go, in order.
    gone: Vec<u32>,
    /// How many of those who stay are before each of them.
    stay: Vec<u32>,
    /// Before whom those who come take their places, in order.
    come: Vec<u32>,
    /// Their new numbers.
    numbers: Vec<u32>,
}

/// Who has a new number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Somebody who stays, by the old number.
    Old(u32),
    /// One of those who come, by the place among them.
    New(usize),
}

impl Shift {
    /// Both by old numbers, in order; who comes stands before the one of
    /// that number.
    pub(super) fn new(gone: Vec<u32>, come: Vec<u32>) -> Shift {
        let stay = gone.iter().zip(0..).map(|(gone, i)| gone - i).collect();
        let number = |(before, i): (&u32, u32)| {
            let gone = gone.partition_point(|gone| gone < before);
            before - gone as u32 + i
        };
        let numbers = come.iter().zip(0..).map(number).collect();
        Shift { gone, stay, come, numbers }
    }

    /// The new number of somebody; None where gone.
    pub(super) fn new_number(&self, old: u32) -> Option<u32> {
        let gone = self.gone.binary_search(&old).err()?;
        let come = self.come.partition_point(|before| *before <= old);
        Some(old - gone as u32 + come as u32)
    }

    /// Who has a new number.
    pub(super) fn origin(&self, number: u32) -> Origin {
        match self.numbers.binary_search(&number) {
            Ok(place) => Origin::New(place),
            Err(come) => {
                let place = number - come as u32;
                let gone = self.stay.partition_point(|stay| *stay <= place);
                Origin::Old(place + gone as u32)
            }
        }
    }

    /// The new numbers of those who come.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Before whom those who come take their places.
    pub(super) fn come(&self) -> &[u32] {
        &self.come
    }

    /// Those who go.
    pub(super) fn gone(&self) -> &[u32] {
        &self.gone
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_those_of_the_list_itself(
            count in 0_u32..40,
            gone in btree_set(0_u32..40, 0..12),
            mut come in vec(0_u32..=40, 0..12),
        ) {
            come.iter_mut().for_each(|before| *before = (*before).min(count));
            come.sort_unstable();
            let gone: Vec<u32> =
                gone.into_iter().filter(|gone| *gone < count).collect();
            let mut list = Vec::new();
            let mut new = come.iter().enumerate().peekable();
            for old in 0..=count {
                while let Some((place, _)) = new.next_if(|new| *new.1 == old) {
                    list.push(Origin::New(place));
                }
                if old < count && !gone.contains(&old) {
                    list.push(Origin::Old(old));
                }
            }
            let shift = Shift::new(gone.clone(), come);
            for (number, origin) in (0..).zip(&list) {
                prop_assert_eq!(shift.origin(number), *origin);
                match *origin {
                    Origin::Old(old) => {
                        prop_assert_eq!(shift.new_number(old), Some(number));
                    }
                    Origin::New(place) => {
                        prop_assert_eq!(shift.numbers()[place], number);
                    }
                }
            }
            for gone in gone {
                prop_assert_eq!(shift.new_number(gone), None);
            }
        }
    }
}
