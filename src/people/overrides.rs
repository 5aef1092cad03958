//! What a user says of people, put into what their documents say.

use std::collections::BTreeSet;

use crate::model::{
    Designator, DesignatorKind, Marks, Override, Overrides, Owner, Profile,
    fold_name,
};

/// What a document is named by.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Path of its file as the index has it, and below its root.
    pub paths: [&'a str; 2],
    /// Identifier the source itself gives.
    pub id: Option<&'a str>,
    /// Whom it says it is about.
    pub owner: &'a Owner,
}

/// What becomes of a profile that overrides name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is indexed, with these marks.
    Kept(Marks),
    /// It is left out; where that is said.
    Forgotten(String),
}

/// The designators that named a document, by their places.
pub type Used = BTreeSet<String>;

/// Corrects a profile by all that is said of it, in order, later words
/// winning; `used` notes the designators that named it.
pub fn correct<'a>(
    overrides: impl IntoIterator<Item = &'a Override>,
    paths: [&str; 2],
    profile: &mut Profile,
    used: &mut Used,
) -> Outcome {
    let mut marks = Marks::default();
    // All are matched with what the document says, not with one another.
    let id = profile.id.clone();
    let stated = profile.person.clone();
    let facts = Facts { paths, id: id.as_deref(), owner: &stated };
    let mut forgotten = None;
    for said in overrides {
        let not = named(&said.not, facts, used);
        let is = named(&said.is, facts, used) && !not;
        marks.touched |= is || not;
        // A single word, as a name, is not yet a word about joining.
        if not {
            marks.apart.push(mark(said));
        } else if is && said.is.len() + said.not.len() > 1 {
            marks.same.push(mark(said));
        }
        if !is {
            continue;
        }
        if let Some(id) = &said.id {
            profile.id = Some(id.clone());
            marks.same.push(hash(&["id", id]));
        }
        let owner = &mut profile.person;
        if let Some(name) = &said.name {
            let before = owner.name.replace(name.clone());
            owner.name_variants.retain(|known| known != name);
            owner.name_variants.extend(before.filter(|old| old != name));
            owner.name_inferred = false;
            marks.named = true;
        }
        if said.orcid.is_some() {
            owner.orcid.clone_from(&said.orcid);
        }
        for tag in &said.tags {
            if !owner.tags.contains(tag) {
                owner.tags.push(tag.clone());
            }
        }
        owner.hide_contact |= said.hide_contact;
        if said.forget {
            forgotten = Some(said.place.clone());
        }
    }
    match forgotten {
        Some(place) => Outcome::Forgotten(place),
        None => Outcome::Kept(marks),
    }
}

/// Whether anything is said of a document.
#[must_use]
pub fn is_named(
    overrides: &Overrides,
    facts: Facts<'_>,
    used: &mut Used,
) -> bool {
    let mut any = false;
    for said in &overrides.people {
        any |= named(&said.is, facts, used);
        any |= named(&said.not, facts, used);
    }
    any
}

/// Whether one of the designators names a document; all are tried, so that
/// each that does is noted.
fn named(
    designators: &[Designator],
    facts: Facts<'_>,
    used: &mut Used,
) -> bool {
    let mut any = false;
    for designator in designators {
        if names(designator, facts) {
            if !used.contains(&designator.place) {
                used.insert(designator.place.clone());
            }
            any = true;
        }
    }
    any
}

fn names(designator: &Designator, facts: Facts<'_>) -> bool {
    let text = designator.text.as_str();
    let Facts { paths, id, owner } = facts;
    match designator.kind {
        DesignatorKind::Orcid => owner.orcid.as_deref() == Some(text),
        DesignatorKind::Email => {
            owner.emails.iter().any(|email| email.eq_ignore_ascii_case(text))
        }
        DesignatorKind::Folder => {
            paths.iter().any(|path| path.starts_with(text))
        }
        DesignatorKind::File => paths.contains(&text),
        DesignatorKind::Any => {
            paths.contains(&text) || id == Some(text) || {
                let wanted = spelling(text);
                let names = owner.name.iter().chain(&owner.name_variants);
                names.into_iter().any(|name| spelling(name) == wanted)
            }
        }
    }
}

/// A name as people mean it: `Bell, Ada`, `ada-bell` and `Ada Bell` are one.
fn spelling(name: &str) -> Vec<String> {
    let turned = name
        .split_once(',')
        .map(|(family, given)| format!("{} {}", given.trim(), family.trim()));
    let folded = fold_name(turned.as_deref().unwrap_or(name));
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The mark of an override: the same for the same words, wherever they
/// stand.
fn mark(said: &Override) -> u64 {
    let words = said.is.iter().chain(&said.not);
    let words: Vec<&str> = words.map(|d| d.text.as_str()).collect();
    hash(&words)
}

/// A number that tells one set of overrides from another; 0 for none.
#[must_use]
pub fn edition(overrides: &Overrides) -> u64 {
    let said = |said: &Override| {
        // Where it stands changes nothing.
        let place = |designators: &mut Vec<Designator>| {
            designators.iter_mut().for_each(|d| d.place.clear());
        };
        let mut said = said.clone();
        said.place.clear();
        place(&mut said.is);
        place(&mut said.not);
        format!("{said:?}")
    };
    let all: Vec<String> = overrides.people.iter().map(said).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    if all.is_empty() { 0 } else { hash(&all).max(1) }
}

fn hash(words: &[&str]) -> u64 {
    let hash = blake3::hash(words.join("\n").as_bytes());
    let (first, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    u64::from_le_bytes(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str) -> Profile {
        let mut profile = Profile::default();
        profile.person.name = Some(name.into());
        profile.person.emails = vec!["ada@example.org".into()];
        profile.person.orcid = Some("0000-0002-1825-0097".into());
        profile.id = Some("ab1".into());
        profile
    }

    fn designators(texts: &[&str]) -> Vec<Designator> {
        let read = |text: &&str| Designator::read(text, (*text).to_owned());
        texts.iter().map(read).collect()
    }

    #[test]
    fn a_document_is_named_in_many_ways() {
        let profile = profile("Ada B. Bell");
        let facts = Facts {
            paths: ["corpus/bell/cv.md", "bell/cv.md"],
            id: profile.id.as_deref(),
            owner: &profile.person,
        };
        for (text, want) in [
            ("Ada B. Bell", true),
            ("bell, ada b.", true),
            ("ada-b-bell", true),
            ("Ada Bell", false),
            ("Bell", false),
            ("ab1", true),
            ("ADA@example.org", true),
            ("eve@example.org", false),
            ("https://orcid.org/0000-0002-1825-0097", true),
            ("0000-0001-5109-3700", false),
            ("bell/", true),
            ("bel/", false),
            ("corpus/bell/", true),
            ("bell/cv.md", true),
            ("./corpus/bell/cv.md", true),
            ("cv.md", false),
        ] {
            let named = names(&designators(&[text])[0], facts);
            assert_eq!(named, want, "{text}");
        }
    }

    #[test]
    fn what_is_said_is_put_in() {
        let mut corrected = profile("A. Bell");
        let said = [
            Override {
                is: designators(&["ada@example.org"]),
                name: Some("Ada Bell".into()),
                tags: vec!["x".into()],
                ..Override::default()
            },
            Override {
                is: designators(&["A. Bell", "bell/"]),
                tags: vec!["x".into(), "y".into()],
                hide_contact: true,
                ..Override::default()
            },
            Override {
                is: designators(&["Eve Fox"]),
                not: designators(&["cv.md"]),
                tags: vec!["z".into()],
                ..Override::default()
            },
        ];
        let mut used = Used::new();
        let paths = ["cv.md", "cv.md"];
        let outcome = correct(&said, paths, &mut corrected, &mut used);
        let owner = &corrected.person;
        assert_eq!(owner.name.as_deref(), Some("Ada Bell"));
        assert_eq!(owner.name_variants, ["A. Bell"]);
        assert_eq!(owner.tags, ["x", "y"]);
        assert!(owner.hide_contact);
        let Outcome::Kept(marks) = outcome else { panic!("it is kept") };
        assert!(marks.named && marks.touched);
        assert_eq!((marks.same.len(), marks.apart.len()), (1, 1));
        let used: Vec<&str> = used.iter().map(String::as_str).collect();
        assert_eq!(used, ["A. Bell", "ada@example.org", "cv.md"]);
    }

    #[test]
    fn an_edition_is_of_words_not_of_places() {
        let said = |place: &str, tag: &str| Overrides {
            people: vec![Override {
                tags: vec![tag.into()],
                place: place.into(),
                ..Override::default()
            }],
        };
        assert_eq!(edition(&Overrides::default()), 0);
        assert_eq!(edition(&said("a", "x")), edition(&said("b", "x")));
        assert_ne!(edition(&said("a", "x")), edition(&said("a", "y")));
    }
}
