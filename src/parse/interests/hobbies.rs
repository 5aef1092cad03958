//! What people like beside their work.

/// Drops, of what a section of interests adds from one on, what people like
/// beside their work: "traveling", "snowboarding". One of those alone may be
/// what somebody works on.
pub(super) fn drop_hobbies(found: &mut Vec<String>, from: usize) {
    let hobbies = found.iter().skip(from).filter(|one| is_hobby(one));
    if hobbies.count() < 2 {
        return;
    }
    let mut at = 0;
    found.retain(|one| {
        at += 1;
        at <= from || !is_hobby(one)
    });
}

/// Whether all words of an interest tell what people like.
fn is_hobby(interest: &str) -> bool {
    let lower = interest.to_lowercase();
    if lower.starts_with("spending time") {
        return true;
    }
    let joins = ["and", "with", "my", "the", "in", "of", "new", "family"];
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !joins.contains(word))
        .peekable();
    words.peek().is_some() && words.all(|word| HOBBIES.contains(&word))
}

const HOBBIES: &[&str] = &[
    "badminton",
    "baking",
    "basketball",
    "biking",
    "camping",
    "chess",
    "cinema",
    "climbing",
    "cooking",
    "crossfit",
    "cycling",
    "dancing",
    "diving",
    "fishing",
    "fitness",
    "football",
    "gaming",
    "gardening",
    "golf",
    "guitar",
    "gym",
    "hiking",
    "jogging",
    "kayaking",
    "movies",
    "music",
    "mountaineering",
    "painting",
    "photography",
    "piano",
    "poker",
    "reading",
    "running",
    "sailing",
    "scuba",
    "singing",
    "skiing",
    "snowboarding",
    "soccer",
    "sport",
    "sports",
    "squash",
    "surfing",
    "swimming",
    "tennis",
    "travel",
    "traveling",
    "travelling",
    "trekking",
    "violin",
    "volleyball",
    "yoga",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hobbies_are_no_research() {
        for (list, want) in [
            (
                &["rivers", "Hiking", "traveling", "Spending time with Bo"][..],
                &["rivers"][..],
            ),
            (&["rivers", "music"], &["rivers", "music"]),
            (&["Hiking and music", "cooking"], &[]),
        ] {
            let mut found: Vec<String> =
                list.iter().map(|one| (*one).to_owned()).collect();
            drop_hobbies(&mut found, 0);
            assert_eq!(found, want);
        }
        let mut found = vec!["music".to_owned(), "chess".to_owned()];
        drop_hobbies(&mut found, 1);
        assert_eq!(found, ["music", "chess"]);
    }
}
