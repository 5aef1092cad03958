//! Whom a CV in keys and values is about.

use std::sync::LazyLock;

use regex::Regex;

use super::in_words;
use super::text::clean;
use crate::extract::persons::{has_parts, is_example, own_mail};
use crate::extract::tree::Node;
use crate::model::{Affiliation, Owner, Profile};

const HOMEPAGE: &[&str] = &["website", "url", "homepage", "site", "web"];
const NAME: &[&str] = &["name", "fullname", "primaryname", "displayname"];
const PLACE: &[&str] = &["affiliation", "institution", "university"];
const TITLE: &[&str] = &["label", "headline", "jobtitle"];

/// Keys of a head that lies below the top.
const HEADS: &[&str] = &[
    "basics",
    "person",
    "personal",
    "personalinfo",
    "personalinformation",
    "personaldetails",
    "about",
    "bio",
    "profile",
    "contact",
    "contactinfo",
    "contactinformation",
];

/// Keys of the post held now.
const POSTS: &[&str] = &["currentrole", "currentposition", "currentjob"];

/// Keys of lists of links, some of which write to the owner.
const NETWORKS: &[&str] = &[
    "socialnetworks",
    "profiles",
    "social",
    "sociallinks",
    "links",
    "contacts",
];

/// Words of keys beside "mail" that leave it the owner's.
const MAIL_WORDS: &[&str] = &[
    "academic",
    "address",
    "addresses",
    "contact",
    "e",
    "institutional",
    "office",
    "personal",
    "primary",
    "professional",
    "work",
];

/// Reads name, addresses and titles from the CV's head.
pub(super) fn read(body: &Node, person: &mut Owner) {
    let nested = HEADS.iter().filter_map(|key| body.get(&[key]));
    for head in nested.chain([body]) {
        read_head(head, person);
    }
    // It may set up a page, and not tell of its owner.
    if let Some(meta) = body.get(&["meta"]) {
        let contact = meta.get(&["contact"]);
        if contact.is_some() {
            read_head(meta, person);
        } else {
            add_mails(meta, person);
        }
        contact.into_iter().for_each(|contact| read_head(contact, person));
    }
    if let Some(post) = body.get(POSTS) {
        let title = post.text_of(&["title", "position", "role"]).map(clean);
        person.titles.extend(title.filter(|title| title.len() < 100));
        add_place(post, person);
    }
}

/// The name at the head of a list of publications, which elsewhere may be
/// anybody's: `author: Mira Olsen`.
pub(super) fn read_author(body: &Node, person: &mut Owner) {
    let author = body.get(&["author", "owner", "researcher", "profile"]);
    let name = author.and_then(|author| {
        author
            .text()
            .map(clean)
            .or_else(|| author.text_of(&["name"]).map(clean))
    });
    person.name = person.name.take().or(name.filter(|n| has_parts(n)));
}

fn read_head(head: &Node, person: &mut Owner) {
    if head.entries().is_empty() {
        return;
    }
    if person.name.is_none() {
        let parts = head.get(NAME).unwrap_or(head);
        let whole = parts.text();
        person.name = whole
            .map(clean)
            .or_else(|| joined(parts))
            .filter(|name| name.chars().any(char::is_alphabetic));
    }
    add_mails(head, person);
    for key in HOMEPAGE {
        let page = head.text_of(&[key]).filter(|page| page.contains('.'));
        person.homepages.extend(page.map(str::to_owned));
    }
    let title = head.text_of(TITLE).map(clean);
    person.titles.extend(title.filter(|title| title.len() < 100));
    add_place(head, person);
    let networks = NETWORKS.iter().filter_map(|key| head.get(&[key]));
    let links = networks.clone().flat_map(Node::items).filter_map(|item| {
        let network = item.text_of(&["network", "name"])?;
        let is_orcid = network.eq_ignore_ascii_case("orcid");
        is_orcid.then(|| item.text_of(&["username", "url"])).flatten()
    });
    let own = networks.filter_map(|network| network.text_of(&["orcid"]));
    let found = head.text_of(&["orcid"]).into_iter().chain(own).chain(links);
    for text in found {
        person.orcid = person.orcid.take().or_else(|| orcid(text));
    }
}

fn add_mails(head: &Node, person: &mut Owner) {
    for mail in mails(head) {
        if !person.emails.contains(&mail) {
            person.emails.push(mail);
        }
    }
}

/// Adds where a head says that its owner is: `affiliation: Moss Hall`, or
/// `affiliation: {department: Botany, institution: Moss Hall}`, or
/// `affiliation: {name: Moss Hall, url: ...}`.
fn add_place(head: &Node, person: &mut Owner) {
    let parts = head.get(&["affiliation"]).filter(|p| p.text().is_none());
    let within = parts.and_then(|parts| {
        let own = |names| parts.text_of(names).map(clean);
        let place =
            own(&["institution", "university", "organization", "name"])?;
        Some((place, own(&["department", "unit", "school"])))
    });
    let place = || head.text_of(PLACE).map(|place| (clean(place), None));
    let Some((organization, department)) = within.or_else(place) else {
        return;
    };
    if organization.len() < 100 {
        person.affiliations.push(Affiliation {
            organization,
            department,
            current: true,
        });
    }
}

/// The addresses that a head tells: under keys that speak of mail
/// (`professional_email`), and in links that write to somebody.
fn mails(head: &Node) -> Vec<String> {
    let told = head.entries().iter().filter(|(key, _)| speaks_of_mail(key));
    let told = told.flat_map(|(_, node)| node.items()).filter_map(Node::text);
    let links = NETWORKS.iter().filter_map(|key| head.get(&[key]));
    let links = links.flat_map(Node::items).filter_map(own_mail);
    let found = told.chain(links).filter_map(email);
    found.filter(|mail| !is_example(mail)).collect()
}

/// Whether a key is of the owner's addresses: `email`, `work_email`. Others
/// are of somebody else (`supervisor_email`) or of a page's
/// (`email_template`).
fn speaks_of_mail(key: &str) -> bool {
    let key = in_words(key).to_lowercase();
    let mut words = key.split(['_', '-', ' ']);
    let is_mail = |word| ["email", "emails", "mail"].contains(&word);
    words.clone().any(is_mail)
        && words.all(|word| is_mail(word) || MAIL_WORDS.contains(&word))
}

/// A name given in parts.
fn joined(node: &Node) -> Option<String> {
    let given = node.text_of(&["first", "firstname", "given", "givenname"])?;
    let family = node.text_of(&["last", "lastname", "family", "surname"])?;
    let middle = node.text_of(&["middle", "middlename"]);
    let parts = [Some(given), middle, Some(family)];
    Some(clean(&parts.into_iter().flatten().collect::<Vec<_>>().join(" ")))
}

/// Reads one line of a list of general information, as
/// `{name: Full Name, value: Mira Olsen}`.
pub(super) fn read_pair(node: &Node, person: &mut Owner) {
    let (Some(key), Some(value)) = (
        node.text_of(&["name", "label"]),
        node.text_of(&["value", "details", "text", "content"]),
    ) else {
        return;
    };
    match key.to_lowercase().trim() {
        "name" | "full name" if person.name.is_none() => {
            person.name = Some(clean(value));
        }
        "email" | "e-mail" => person.emails.extend(email(value)),
        "affiliation" | "institution" | "university" | "employer" => {
            person.affiliations.push(Affiliation {
                organization: clean(value),
                department: None,
                current: true,
            });
        }
        _ => {}
    }
}

/// Returns the address in lower case, written out; None where it is none.
fn email(text: &str) -> Option<String> {
    let whole = text.trim_start_matches("mailto:");
    // "ann@example.org (institutional)".
    let text = whole.split_once(" (").filter(|(mail, _)| mail.contains('@'));
    let text = text.map_or(whole, |(mail, _)| mail);
    let text = text.to_lowercase().replace(" at ", "@").replace("[at]", "@");
    let text = text.replace(" dot ", ".").replace("[dot]", ".");
    let text: String = text.split_whitespace().collect();
    let (user, host) = text.split_once('@')?;
    let is_one = !user.is_empty() && host.contains('.');
    (is_one && !host.contains('@')).then_some(text)
}

/// Returns the ORCID identifier within a text.
pub(in crate::extract) fn orcid(text: &str) -> Option<String> {
    static ORCID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
            .expect("the pattern is valid")
    });
    ORCID.find(text).map(|found| found.as_str().to_owned())
}

/// Fills titles and affiliations from the posts and studies that last.
pub(super) fn complete(facts: &mut Profile) {
    if facts.person.affiliations.is_empty() {
        facts.person.affiliations = affiliations(facts);
    }
    if facts.person.titles.is_empty() {
        let posts = facts.positions.iter().filter(|post| post.current);
        facts.person.titles = posts.filter_map(|p| p.title.clone()).collect();
    }
}

/// The places that posts and studies under way name, or else the one that
/// lasted longest, as that of a student whose last year is known.
fn affiliations(facts: &Profile) -> Vec<Affiliation> {
    let posts = facts.positions.iter().map(|post| {
        (post.organization.as_deref(), post.current, post.end.as_deref())
    });
    let studies = facts.education.iter().map(|study| {
        let current = study.start.is_some() && study.end.is_none();
        (study.organization.as_deref(), current, study.end.as_deref())
    });
    let stays = posts.chain(studies);
    let mut found: Vec<Affiliation> = Vec::new();
    // Of those that tell no end, the one named first: the newest lead.
    let latest = stays.clone().rev().max_by_key(|(_, current, end)| {
        (*current, end.unwrap_or_default().to_owned())
    });
    for (name, current, _) in stays.filter(|stay| stay.1).chain(latest) {
        let Some(name) = name else { continue };
        let key = name.to_lowercase();
        if found.iter().all(|one| one.organization.to_lowercase() != key) {
            let organization = name.to_owned();
            found.push(Affiliation {
                organization,
                department: None,
                current,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_out() {
        for (text, want) in [
            ("Mira@Moss.example", Some("mira@moss.example")),
            ("mira [at] moss [dot] example", Some("mira@moss.example")),
            ("mira@moss.example (main, at work)", Some("mira@moss.example")),
            ("mira (at) moss.example", None),
            ("mira", None),
        ] {
            assert_eq!(email(text).as_deref(), want, "{text}");
        }
    }
}
