//! What keys and values tell of a person, in whichever format: which names
//! are persons', and which addresses the owner's.

use super::tree::Node;
use crate::model::is_particle;

/// Words of what a page is, which no person's name holds.
const PAGES: &[&str] = &[
    "about",
    "academic",
    "admin",
    "author",
    "curriculum",
    "cv",
    "editor",
    "guest",
    "home",
    "homepage",
    "interests",
    "page",
    "personal",
    "publications",
    "research",
    "resume",
    "résumé",
    "staff",
    "team",
    "vita",
    "vitae",
    "website",
    "writer",
];

/// Words of what else has a name.
const BODIES: &[&str] = &[
    "association",
    "center",
    "centre",
    "club",
    "conference",
    "corporation",
    "day",
    "department",
    "group",
    "inc",
    "institute",
    "journal",
    "lab",
    "laboratory",
    "library",
    "museum",
    "network",
    "project",
    "school",
    "society",
    "stack",
    "tools",
    "university",
    "widgets",
    "workshop",
];

/// Whether a word tells what a page is.
pub(super) fn is_of_page(word: &str) -> bool {
    PAGES.contains(&word.to_lowercase().as_str())
}

/// Whether a text that is said to be a name has parts, as a person's has.
pub(super) fn has_parts(name: &str) -> bool {
    (2..=5).contains(&name.split_whitespace().count())
}

/// Whether a text that may be anything is a person's name: a few words with
/// capitals, or of a script without them, none of which tells what it is.
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !is_of_page(word)
            && !BODIES.contains(&word.to_lowercase().as_str())
    };
    let mut words = text.split_whitespace();
    has_parts(text)
        && !text.contains(|c: char| c.is_ascii_digit() || "/@:_".contains(c))
        && words.next().is_some_and(is_part)
        && words.next_back().is_some_and(is_part)
        && words.all(|word| is_part(word) || is_particle(word))
}

/// The address that an icon or a link beside others writes to, where that
/// may be the owner's.
pub(super) fn own_mail(link: &Node) -> Option<&str> {
    if !writes_to_owner(link) {
        return None;
    }
    let target = link.text_of(&["url", "link", "href"])?;
    target.strip_prefix("mailto:")?.split('?').next()
}

/// Whether a link may write to the owner: no label says otherwise, as "Ask
/// my assistant" does.
fn writes_to_owner(link: &Node) -> bool {
    let labels = ["label", "name", "title", "text", "network"];
    labels.iter().filter_map(|key| link.text_of(&[key])).all(|label| {
        let label = label.to_lowercase();
        label.contains("mail") || label.contains('@') || label == "contact"
    })
}

/// Whether an address is one that a theme comes with.
pub(super) fn is_example(mail: &str) -> bool {
    const USERS: &[&str] = &[
        "admin",
        "email",
        "example",
        "firstname.lastname",
        "name",
        "test",
        "theme",
        "user",
        "username",
        "you",
        "your",
        "youremail",
        "yourname",
    ];
    const HOSTS: &[&str] = &["doe.com", "domain.com", "email.com"];
    let mail = mail.to_lowercase();
    let (user, host) = mail.split_once('@').unwrap_or((&mail, ""));
    let yours = user.strip_prefix("your").unwrap_or_default();
    USERS.contains(&user)
        || HOSTS.contains(&host)
        || yours.starts_with(['.', '-', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_somebody_has_capitals() {
        for (name, is) in [
            ("Mira Olsen", true),
            ("Mira van der Olsen", true),
            ("Åsa Öberg", true),
            ("山田 太郎", true),
            ("moss-tools", false),
            ("Moss tools", false),
            ("Moss on Walls", false),
            ("Moss 2 Go", false),
            ("Kiel Chess Club", false),
            ("Research Interests", false),
            ("Mira", false),
        ] {
            assert_eq!(is_name(name), is, "{name}");
        }
    }
}
