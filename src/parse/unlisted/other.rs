//! What looks like the name of an organization and is none: addresses, posts,
//! prizes, bare kinds.

use crate::parse::words::bare;

/// Whether a name is part of an address: "Esplanade de l'Université",
/// "University Park", "a@river.example".
pub(super) fn is_address(name: &str) -> bool {
    const OPENING: &[&str] = &[
        "allée",
        "av.",
        "avenida",
        "avenue",
        "boulevard",
        "calle",
        "esplanade",
        "piazza",
        "plaza",
        "rua",
        "rue",
    ];
    const CLOSING: &[&str] = &[
        "ave", "ave.", "avenue", "blvd", "drive", "park", "parkway", "rd",
        "road", "street", "way",
    ];
    const HOUSES: &[&str] = &["hall", "park", "avenue", "drive", "street"];
    let is = |word: Option<&str>, all: &[&str]| {
        word.is_some_and(|word| all.contains(&word.to_lowercase().as_str()))
    };
    let mut words = name.split_whitespace();
    let mut first = words.clone();
    // Whatever is printed behind "University Hall".
    let house = is(first.next(), &["university"])
        && is(first.next(), HOUSES)
        && !is(first.next_back(), &["college", "institute", "school"]);
    name.contains('@')
        || house
        || is(words.next(), OPENING)
        || words.clone().count() == 1 && is(words.next_back(), CLOSING)
}

/// Whether a name is that of a post, a prize or an event.
pub(super) fn is_other(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "technician",
        "veterinarian",
        "manager",
        "assistant",
        "instructor",
        "coordinator",
        "teacher",
        "lecturer",
        "intern",
        "student",
        "students",
        "fellow",
        "professor",
        "engineer",
        "researcher",
        "member",
        "candidate",
        "tutor",
        "scholar",
        "officer",
        "analyst",
        "competition",
        "award",
        "awards",
        "prize",
        "fellowship",
        "scholarship",
        "conference",
        "workshop",
        "course",
        "courses",
        "contest",
        "seminar",
        "lecture",
        "journal",
        "teaching",
        "education",
        "project",
    ];
    // "Institute of Education" is one.
    let (head, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let last = bare(last).to_lowercase();
    let taught = last == "education"
        && head.rsplit(' ').any(|word| ["of", "for", "in"].contains(&word));
    !taught && OTHERS.contains(&last.as_str())
}

/// Whether words name no organization but a kind: "Research group".
pub(in crate::parse) fn is_generic(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "academy",
        "college",
        "department",
        "corporation",
        "foundation",
        "graduate",
        "group",
        "hospital",
        "institut",
        "institute",
        "laboratories",
        "laboratory",
        "labs",
        "my",
        "our",
        "research",
        "school",
        "the",
        "university",
    ];
    let mut words = name.split_whitespace();
    words.all(|word| KINDS.contains(&word.to_lowercase().as_str()))
}
