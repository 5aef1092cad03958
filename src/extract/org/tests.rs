//! Org as people write it, read into blocks.

use std::path::Path;

use super::*;
use crate::extract::NoSiblings;

fn read(text: &str) -> Vec<(Role, String)> {
    let path = Path::new("index.org");
    let bytes = text.as_bytes();
    let source = Source { path, bytes, siblings: &NoSiblings };
    let raw = extract(&source).expect("a page").remove(0);
    let blocks = raw.blocks.iter().map(|block| {
        let lines = block.lines.iter().map(|line| {
            let runs = line.runs.iter().map(|run| run.text.as_str());
            runs.collect::<String>()
        });
        (block.role, lines.collect::<Vec<_>>().join("|"))
    });
    blocks.collect()
}

#[test]
fn a_headline_may_be_a_work() {
    let moss = "* Papers\n** Moss on Roofs\n:PROPERTIES:\n\
                :AUTHOR: Ann Roe\n:AUTHOR: Bo Li\n:DATE: May 2018\n\
                :PROCEEDINGS: 9th Ferns.\n:END:\n\nWe look.\n";
    let sand = "** A. Roe. [[u][Sand]]. Ferns (2020).\nWe dig.\n";
    let plain = "** Reed\n:PROPERTIES:\n:ID: 3\n:END:\nA. Roe, 2020\n";
    let mail = "* About\n:PROPERTIES:\n:MAIL: a@example.org\n:END:\nMe.\n";
    let told = "Moss on Roofs|Ann Roe, Bo Li|9th Ferns, May 2018";
    let want = [
        (Role::Heading(2), "Papers"),
        (Role::Item(0), told),
        (Role::Boilerplate, "We look."),
        (Role::Item(0), "A. Roe. Sand. Ferns (2020)."),
        (Role::Boilerplate, "We dig."),
        (Role::Heading(3), "Reed"),
        (Role::Body, "A. Roe, 2020"),
        (Role::Heading(2), "About"),
        (Role::Body, "a@example.org"),
        (Role::Body, "Me."),
    ];
    let want = want.map(|(role, text)| (role, text.to_owned()));
    assert_eq!(read(&[moss, sand, plain, mail].concat()), want);
}

#[test]
fn a_headline_with_lists_below_is_a_section() {
    let drawer = ":PROPERTIES:\n:AUTHOR: Ann Roe\n:JOURNAL: F\n:END:\n";
    let blog = ":PROPERTIES:\n:AUTHOR: Ann Roe\n:DATE: 2020\n:END:\n";
    let item = "- C. Novak. Reed. Ferns, 2021.\n";
    let mail = ":PROPERTIES:\n:EMAIL: b@example.org\n:END:\n";
    for (text, want) in [
        (format!("* A. Roe. [[u][Moss]]. Ferns, 2021\n{item}"), 2),
        (format!("* Novak in [[u][Yale]], 2021\n{item}"), 2),
        (format!("* Publications in 2020\n{drawer}{item}"), 2),
        (format!("* Publications\n{drawer}Moss.\n"), 2),
        (format!("* My first post\n{blog}Moss.\n"), 2),
        (format!("* Students\n{mail}Bo Li.\n"), 2),
    ] {
        let read = read(&text);
        assert_eq!(read.len(), want, "{text} {read:?}");
        assert_eq!(read[0].0, Role::Heading(2), "{text}");
        assert!(read.iter().all(|block| block.0 != Role::Boilerplate));
    }
}
