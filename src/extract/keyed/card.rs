//! Keys that set up a page about somebody and list nothing, as that page:
//! `name: Mira Olsen`, `email: …`, `address: [Moss Hall, Kiel]`.

use super::{in_words, kind_of};
use crate::extract::persons::{is_example, is_name};
use crate::extract::sheet::Sheet;
use crate::extract::tree::{Node, Value};
use crate::model::{Owner, Raw, Role, SectionKind};

/// Keys of where letters go, line by line.
const ADDRESS: &[&str] = &["address", "postaladdress", "officeaddress"];

/// Keys of a post, which elsewhere may head a page.
const POST: &[&str] = &["title", "position", "role", "occupation"];

/// Keys of what somebody says of themselves.
const PROSE: &[&str] = &[
    "bio",
    "shortbio",
    "biography",
    "about",
    "aboutme",
    "summary",
    "intro",
    "introduction",
    "description",
    "tagline",
    "headline",
];

/// Keys of which a page about somebody has one beside name and address.
const OF_SOMEBODY: &[&str] = &[
    "affiliation",
    "institution",
    "university",
    "orcid",
    "bio",
    "shortbio",
    "biography",
    "aboutme",
    "interests",
    "researchinterests",
];

/// Words of what a page says of somebody who studies or teaches.
const OF_SCHOOLS: &[&str] = &[
    "universi",
    "college",
    "institut",
    "phd",
    "ph.d",
    "professor",
    "postdoc",
];

/// Keys of a site, a program or an event, whose settings name somebody.
const OF_OTHERS: &[&str] = &[
    "baseurl",
    "theme",
    "remotetheme",
    "plugins",
    "gems",
    "markdown",
    "permalink",
    "exclude",
    "version",
    "dependencies",
    "environment",
    "engines",
    "publisher",
    "services",
    "openinghours",
    "menu",
    "date",
    "venue",
    "members",
];

/// Items of one key at most: what lists more is no page about somebody.
const MOST: usize = 40;

/// Lays out what keys say of somebody who has a name and can be reached;
/// None where they do not.
pub(super) fn read(body: &Node, owner: &Owner) -> Option<Raw> {
    let name = owner.name.as_deref().filter(|name| is_name(name))?;
    let reached = !owner.emails.is_empty() || owner.orcid.is_some();
    let holds = |keys: &[&str]| body.get(keys).is_some();
    let said = [POST, ADDRESS].into_iter().filter_map(|keys| body.get(keys));
    let mut said = said.flat_map(|node| node.items().iter().take(MOST));
    let of_school =
        said.any(|item| tells_of_school(item.text().unwrap_or("")));
    if !reached || !(of_school || holds(OF_SOMEBODY)) || holds(OF_OTHERS) {
        return None;
    }
    let first = body.lines.0;
    let mut sheet = Sheet::default();
    sheet.line(Role::Heading(1), name, first);
    let post = body.text_of(POST);
    let titles = owner.titles.iter().map(String::as_str).chain(post);
    let places = owner.affiliations.iter().map(|a| a.organization.as_str());
    for text in titles.chain(places) {
        sheet.line(Role::Body, text, first);
    }
    let mails = owner.emails.iter().take(MOST).cloned();
    sheet.mails(mails.map(|mail| (mail, first)).collect());
    for (text, number) in body.get(ADDRESS).into_iter().flat_map(texts) {
        sheet.line(Role::Body, text, number);
    }
    for key in PROSE {
        for (text, number) in body.get(&[key]).into_iter().flat_map(texts) {
            sheet.prose(text, number);
        }
    }
    for (key, node) in body.entries() {
        let of_list = !matches!(node.value, Value::Empty | Value::Map(_));
        if of_list && kind_of(key) == Some(SectionKind::Interests) {
            let heading = in_words(key).replace('_', " ");
            sheet.list((&heading, node.lines.0), texts(node));
        }
    }
    Some(sheet.into_raw(Some(name.to_owned())))
}

/// Lays out what the settings of somebody's site say of its author, for the
/// theme to print beside each page; None where that is nobody who publishes:
/// `author: {name: Mira Olsen, employer: Moss Hall, googlescholar: …}`.
pub(super) fn of_site(settings: &Node) -> Option<Raw> {
    let author = settings.get(&["author"])?;
    // A theme comes with one: "Your Sidebar Name".
    let own = |name: &&str| is_name(name) && !name.starts_with("Your ");
    let name = author.text_of(&["name"]).filter(own)?;
    let text = |keys: &[&str]| author.text_of(keys);
    let place = text(&["employer", "affiliation", "institution"]);
    let prose = text(&["bio"]);
    let of_school = place.into_iter().chain(prose).any(tells_of_school);
    let listed = ["googlescholar", "orcid", "inspirehep", "impactstory"];
    let publishes = listed.iter().any(|key| text(&[key]).is_some());
    if !(of_school || publishes) {
        return None;
    }
    let number = author.lines.0;
    let mut sheet = Sheet::default();
    sheet.line(Role::Heading(1), name, number);
    if let Some(said) = prose {
        sheet.prose(said, number);
    }
    if let Some(place) = place {
        sheet.line(Role::Body, &format!("at {place}"), number);
    }
    let mails = text(&["email"]).into_iter().filter(|mail| !is_example(mail));
    sheet.mails(mails.map(|mail| (mail.to_owned(), number)).collect());
    if let Some(orcid) = text(&["orcid"]) {
        sheet.line(Role::Body, orcid, number);
    }
    Some(sheet.into_raw(Some(name.to_owned())))
}

/// Whether a text tells of somebody who studies or teaches.
pub(in crate::extract) fn tells_of_school(text: &str) -> bool {
    let lower = text.to_lowercase();
    OF_SCHOOLS.iter().any(|word| lower.contains(word))
}

/// The texts of a list, or the names of its items, with their lines.
fn texts(list: &Node) -> impl Iterator<Item = (&str, u32)> {
    list.items().iter().take(MOST).filter_map(|item| {
        let text = item.text().or_else(|| item.text_of(&["name", "title"]))?;
        Some((text, item.lines.0))
    })
}
