//! What of a profile is to be looked at twice: what lacks, what is unsure.

use crate::model::{Profile, Publication};
use crate::output::terminal::counted;

/// Below this, of 1, a field is said to be unsure.
pub(super) const UNSURE: f32 = 0.6;
/// Places that one doubt names at most.
const NAMED: usize = 8;
/// The fields that a confidence is known of, in its order.
pub(super) const FIELDS: [&str; 4] = ["title", "authors", "venue", "year"];

/// What of a reading is to be looked at twice, and where.
#[must_use]
pub fn doubts(profile: &Profile) -> Vec<String> {
    let mut doubts = Vec::new();
    let owner = &profile.person;
    if owner.name.is_none() {
        doubts.push(
            "nobody is named as the owner; a file or folder named \
                     after them, or a heading with the name, would tell"
                .to_owned(),
        );
    } else if owner.name_inferred {
        doubts.push(
            "the owner's name is not stated; it is inferred from \
                     the path or the lists of authors"
                .to_owned(),
        );
    }
    if profile.publications.is_empty() {
        doubts.push("no publication was found".to_owned());
    }
    type Test = fn(&Publication) -> bool;
    let lacks: [(&str, Test); 3] = [
        ("no authors", |p| p.authors.is_empty()),
        ("no venue", |p| p.venue.is_none() && p.venue_raw.is_none()),
        ("no year", |p| p.year.is_none()),
    ];
    let mut doubt = |what: &str, wrong: &dyn Fn(&Publication) -> bool| {
        let places: Vec<String> = profile
            .publications
            .iter()
            .enumerate()
            .filter(|(_, publication)| wrong(publication))
            .map(|(i, _)| (i + 1).to_string())
            .collect();
        if !places.is_empty() {
            let more = places.len().saturating_sub(NAMED);
            let more = match more {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let count = counted(places.len(), "publication", "publications");
            let verb = if places.len() == 1 { "has" } else { "have" };
            let named = places[..places.len().min(NAMED)].join(", ");
            doubts.push(format!("{count} {verb} {what}: {named}{more}"));
        }
    };
    for (what, wrong) in lacks {
        doubt(what, &wrong);
    }
    for (i, field) in FIELDS.iter().enumerate() {
        let unsure = |p: &Publication| {
            p.confidence.is_some_and(|sure| sure[i] < UNSURE)
                && !lacks
                    .iter()
                    .any(|(what, wrong)| what.ends_with(field) && wrong(p))
        };
        let article = if *field == "authors" { "" } else { "an " };
        doubt(&format!("{article}unsure {field}"), &unsure);
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::super::tests::publication;
    use super::*;

    #[test]
    fn what_is_lacking_is_named_with_its_number() {
        let mut profile = Profile::default();
        assert_eq!(doubts(&profile).len(), 2);
        profile.person.name = Some("Ada Bell".into());
        let mut unsure = publication("Moss", Some(2020));
        unsure.confidence = Some([0.9, 0.9, 0.3, 0.9]);
        profile.publications =
            vec![publication("A", None), unsure, publication("B", None)];
        assert_eq!(
            doubts(&profile),
            [
                "2 publications have no year: 1, 3",
                "1 publication has an unsure venue: 2",
            ]
        );
    }
}
