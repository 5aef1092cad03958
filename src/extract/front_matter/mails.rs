//! The addresses that front matter gives of its owner.

use super::owner::{LINKS, MAILS, is_by_another, said};
use crate::extract::persons::{is_example, own_mail};
use crate::extract::tree::Node;

/// Maps that hold an address among what else leads to the person.
const CONTACTS: &[&str] = &["links", "contact", "social", "sociallinks"];

/// The addresses a page gives, and those its icons link to.
pub(super) fn mails(front: &Node) -> Vec<(String, u32)> {
    let own = Some(front).filter(|front| !is_by_another(front));
    let contacts = own.into_iter().flat_map(|front| {
        CONTACTS.iter().filter_map(|key| front.get(&[key])?.get(MAILS))
    });
    let told = own.and_then(|front| front.get(MAILS));
    let told = told.into_iter().chain(contacts);
    let told = told.flat_map(|list| said(Some(list)));
    let about = front.get(&["about"]).and_then(|about| about.get(LINKS));
    let links = front.get(LINKS).into_iter().chain(about);
    let links = links.flat_map(Node::items);
    let linked = links
        .filter_map(|item| Some((own_mail(item)?.to_owned(), item.lines.0)));
    let mut found: Vec<(String, u32)> = Vec::new();
    for (mail, number) in told.chain(linked) {
        let mail = mail.strip_prefix("mailto:").unwrap_or(&mail).to_owned();
        let is_known = found.iter().any(|(known, _)| *known == mail);
        if !is_known && !is_example(&mail) {
            found.push((mail, number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::extract::front_matter;

    #[test]
    fn an_address_is_the_owners() {
        for (text, want) in [
            ("email: youri@yale.edu", Some("youri@yale.edu")),
            ("email: your-name@yale.edu", None),
            ("email: example@email.com", None),
            ("email: jane@doe.com", None),
            ("email: admin@example.com", None),
            ("title: CV\nauthor: Bo Li\nemail: b@k.edu", Some("b@k.edu")),
            ("title: Ann Roe\nauthor: Bo Li\nemail: b@k.edu", None),
            (
                "title: Ann Roe\nauthor: A. Roe\nemail: a@k.edu",
                Some("a@k.edu"),
            ),
            (
                "social: [{icon: envelope, link: 'mailto:a@k.edu'}]",
                Some("a@k.edu"),
            ),
            ("links: [{name: Ask my aide, url: 'mailto:b@k.edu'}]", None),
            ("name: Ann Roe\nlinks: {email: a@k.edu}", Some("a@k.edu")),
            ("contact: {email: 'mailto:a@k.edu'}", Some("a@k.edu")),
            ("title: Ann Roe\nauthor: Bo Li\ncontact: {email: b@k.edu}", None),
        ] {
            let front = front_matter::parse(text);
            let line = front.around.above.iter().flat_map(|b| &b.lines).next();
            let said = line.map(|line| &*line.runs[0].text);
            assert_eq!(said, want, "{text}");
        }
    }
}
