//! Records of BibTeX, shown as they stand below the work they are of.

use super::{Line, Reader};
use crate::extract::bibtex;
use crate::extract::told::Told;
use crate::model::{Field, RawBlock, RawLine, Role, Style, read_tex_accents};

/// The most lines of a record.
const MOST_LINES: usize = 200;

impl Reader<'_> {
    /// Reads the record that `lines` begin with, where they do: how many
    /// lines it takes.
    ///
    /// An item that names the work and sums it up becomes an entry with what
    /// the record tells; elsewhere the record is an entry of its own.
    pub(super) fn record(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        let length = length(lines)?;
        let record = lines.get(..length)?;
        let text: Vec<&str> = record.iter().map(|line| line.text).collect();
        let text = text.join("\n");
        let work = bibtex::first(&text)?;
        let number = record.first()?.number;
        let title = work.title.clone();
        let item = self.item.take();
        let told = Told::of(work);
        let mut named = || self.flow.keep_first(|line| is_title(line, &title));
        if let Some(summary) = item.and_then(|_| named()) {
            self.flow.mark(Field::Title);
            told.write(&mut self.flow, number);
            self.flow.append(boilerplate(summary));
        } else {
            self.close();
            self.flow.set_role(Role::Item(0));
            let text = read_tex_accents(&text);
            self.flow.verbatim(&text, Style::default(), number);
            self.close();
        }
        Some(length)
    }
}

/// How many lines the record takes that `lines` begin with: up to where its
/// braces are closed.
fn length(lines: &[Line<'_>]) -> Option<usize> {
    let (kind, _) =
        lines.first()?.text.trim_start().strip_prefix('@')?.split_once('{')?;
    if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, line) in lines.iter().take(MOST_LINES).enumerate() {
        for byte in line.text.bytes() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Whether a line names a work and no more: all of it is set in bold, or it
/// is the work's title.
fn is_title(line: &RawLine, title: &str) -> bool {
    let words = || line.runs.iter().filter(|run| !run.text.trim().is_empty());
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
    words().all(|run| run.style.bold) || letters(&text) == letters(title)
}

/// What sums a work up, kept for searching.
fn boilerplate(lines: Vec<RawLine>) -> Vec<RawBlock> {
    let role = Role::Boilerplate;
    let blocks =
        (!lines.is_empty()).then_some(RawBlock { role, page: None, lines });
    blocks.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::extract::rst;
    use crate::extract::{NoSiblings, Source};
    use crate::model::{Role, read_tex_accents};

    fn read(text: &str) -> Vec<(Role, String)> {
        let path = Path::new("papers.rst");
        let bytes = text.as_bytes();
        let source = Source { path, bytes, siblings: &NoSiblings };
        let raw = rst::extract(&source).expect("a page").remove(0);
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
    fn a_record_tells_of_the_work_above_it() {
        let record = "@article{r,\n      title={Moss on Roofs},\n      \
                      author={R{\\'\\i}o, Ana and Li, Bo},\n      \
                      journal={Ferns}, year={2020}\n    }\n";
        let text = format!(
            "* **Moss on Roofs**\n\n    We look at moss.\n\n    ::\n\n    \
             {record}\n* **Sand**\n"
        );
        let told = "Moss on Roofs|Ana Río, Bo Li|Ferns, 2020".to_owned();
        assert_eq!(
            read(&text),
            [
                (Role::Item(0), told),
                (Role::Boilerplate, "We look at moss.".to_owned()),
                (Role::Item(0), "Sand".to_owned()),
            ]
        );
        let text = format!("A. Río, Moss on Roofs, 2020::\n\n    {record}");
        let blocks = read(&text);
        let shown = read_tex_accents(record.trim_end());
        let lines: Vec<&str> = shown.lines().map(str::trim).collect();
        assert_eq!(blocks.len(), 2, "{blocks:?}");
        let read: Vec<&str> = blocks[1].1.split('|').map(str::trim).collect();
        assert_eq!(read, lines);
    }

    #[test]
    fn a_record_that_never_ends_is_text() {
        for text in ["@article{r,\n title={Moss}\n", "@\n", "@a b{c}\n"] {
            assert_eq!(read(text).len(), 1, "{text}");
        }
    }
}
