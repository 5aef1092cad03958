//! Which lists of a Word document show nothing in front of a paragraph.

use std::collections::{HashMap, HashSet};

use super::super::office::{Node, walk};

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    /// The definition of each list, by the list's identifier.
    lists: HashMap<String, String>,
    /// Levels without a number or a bullet, by their definition's identifier.
    blank: HashSet<(String, u8)>,
}

impl Numbering {
    pub(super) fn parse(xml: &str) -> Numbering {
        let mut numbering = Numbering::default();
        let (mut definition, mut list) = (String::new(), String::new());
        let (mut level, mut shown) = (0, true);
        // A part that breaks off gives the lists before.
        let _ = walk(xml, |node| match node {
            Node::Open(name, attributes) => {
                let get = |name| attributes.get(name).unwrap_or_default();
                match name {
                    "abstractNum" => definition = get("abstractNumId"),
                    "lvl" => {
                        level = get("ilvl").parse().unwrap_or(0);
                        shown = true;
                    }
                    "numFmt" => shown &= get("val") != "none",
                    "lvlText" => shown &= !get("val").trim().is_empty(),
                    // A picture for a bullet.
                    "lvlPicBulletId" => shown = true,
                    "num" => list = get("numId"),
                    "abstractNumId" => {
                        numbering.lists.insert(list.clone(), get("val"));
                    }
                    _ => {}
                }
            }
            Node::Close("lvl") if !shown => {
                numbering.blank.insert((definition.clone(), level));
            }
            _ => {}
        });
        numbering
    }

    /// Whether a paragraph of a list's level shows nothing that makes it an
    /// item by itself: it goes on with the item above it.
    pub(super) fn is_blank(&self, list: &str, level: u8) -> bool {
        let definition = self.lists.get(list);
        definition.is_some_and(|definition| {
            self.blank.contains(&(definition.clone(), level))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_without_a_bullet_are_blank() {
        let xml = r#"<numbering>
            <abstractNum abstractNumId="7">
                <lvl ilvl="0"><numFmt val="bullet"/><lvlText val=" "/></lvl>
                <lvl ilvl="1"><numFmt val="bullet"/><lvlText val="•"/></lvl>
                <lvl ilvl="2"><numFmt val="none"/><lvlText val="%3."/></lvl>
            </abstractNum>
            <abstractNum abstractNumId="8">
                <lvl ilvl="0"><numFmt val="decimal"/><lvlText val="%1."/></lvl>
            </abstractNum>
            <num numId="1"><abstractNumId val="7"/></num>
            <num numId="2"><abstractNumId val="8"/></num>
        </numbering>"#;
        let numbering = Numbering::parse(xml);
        for (list, level, blank) in [
            ("1", 0, true),
            ("1", 1, false),
            ("1", 2, true),
            ("2", 0, false),
            ("3", 0, false),
        ] {
            assert_eq!(
                numbering.is_blank(list, level),
                blank,
                "{list} {level}"
            );
        }
    }
}
