//! Works told by the options of a directive: `:title:`, `:authors:`, `:year:`.

use super::{Line, Reader};
use crate::extract::reference::without_tags;
use crate::extract::separated::names::{TITLE, is_any, squeezed};
use crate::extract::told::{Told, named};
use crate::model::{Field, Role};

/// A work as a directive of one's own making tells it.
pub(super) struct Work {
    title: String,
    told: Told,
}

impl Work {
    /// The work that the options of a directive tell, whose title may stand
    /// behind its name; None where they tell no title, nor who wrote it, nor
    /// where or when it appeared.
    pub(super) fn of(argument: &str, options: &[Line<'_>]) -> Option<Work> {
        let mut title = Some(argument.to_owned());
        let mut told = Told::default();
        for (key, value) in pairs(options) {
            let value = without_tags(&value);
            let value = value.trim();
            let key = squeezed(key);
            match value.is_empty() {
                false if is_any(&key, TITLE) => title = Some(value.to_owned()),
                false => _ = told.take(&key, value),
                true => {}
            }
        }
        let title = title.filter(|title| !title.is_empty())?;
        let placed = told.venue.is_some() || told.date.is_some();
        (placed && !told.authors.is_empty()).then_some(Work { title, told })
    }
}

/// The options of a directive with their values, which may run over lines.
fn pairs<'a>(options: &[Line<'a>]) -> Vec<(&'a str, String)> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for line in options {
        let text = line.text.trim();
        match (super::field(text), pairs.last_mut()) {
            (Some((key, value)), _) => pairs.push((key, value.to_owned())),
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(text);
            }
            (None, None) => {}
        }
    }
    pairs
}

impl Reader<'_> {
    /// Writes a work as an entry of a list.
    pub(super) fn work(&mut self, work: &Work, number: u32) {
        self.close();
        self.flow.set_role(Role::Item(0));
        self.flow.text(&work.title, named(Field::Title), None, number);
        work.told.write(&mut self.flow, number);
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::extract::rst;
    use crate::extract::{NoSiblings, Source};

    #[test]
    fn an_item_may_be_a_directive_that_tells_a_work() {
        let text = "#. .. reference::\n    :authors: A. Weber\n    \
                    :title: Slow Rivers\n    :year: 2020\n    :proc: Sand\n\
                    \n#. .. publication:: Moss\n    :authors: B. Li\n    \
                    :year: 2019\n\n#. .. image:: x.png\n#. Fast Rivers\n";
        let path = Path::new("papers.rst");
        let bytes = text.as_bytes();
        let source = Source { path, bytes, siblings: &NoSiblings };
        let raw = rst::extract(&source).expect("a page").remove(0);
        let read = raw.blocks.iter().map(|block| (block.role, block.text()));
        let item = |text: &str| (Role::Item(0), text.to_owned());
        assert_eq!(
            read.collect::<Vec<_>>(),
            [
                item("Slow RiversA. WeberSand, 2020"),
                item("MossB. Li2019"),
                item("Fast Rivers"),
            ]
        );
    }

    #[test]
    fn options_tell_a_work() {
        for (text, want) in [
            (
                ":authors: <b>A. Weber</b> and B. Li\n:year: 2020\n\
                 :title: Slow Rivers\n  of Kiel\n:proc: Sand Days",
                Some(("Slow Rivers of Kiel", "A. Weber and B. Li")),
            ),
            (":author: A. Weber\n:journal: Sand", Some(("Moss", "A. Weber"))),
            (":author: A. Weber\n:alt: Sand", None),
            (":width: 100\n:year: 2020", None),
            ("", None),
        ] {
            let lines = text.lines().map(|text| Line { text, number: 1 });
            let lines: Vec<Line<'_>> = lines.collect();
            let work = Work::of("Moss", &lines);
            let read = work
                .as_ref()
                .map(|w| (w.title.as_str(), w.told.authors[0].as_str()));
            assert_eq!(read, want, "{text}");
        }
    }
}
