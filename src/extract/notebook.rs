//! Jupyter notebooks into blocks: pages of homepages that are written as
//! cells of Markdown.

use super::tree::{Node, Value};
use super::{Format, Source, front_matter, markdown};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "notebook",
    extensions: &["ipynb"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut root: Node = serde_json::from_str(text)
        .map_err(|error| SkipReason::Malformed(error.to_string()))?;
    root.locate(text);
    let mut front = None;
    let mut blocks = Vec::new();
    let cells = root.get(&["cells"]).map_or(&[][..], Node::listed);
    for cell in cells {
        let kind = cell.text_of(&["celltype"]).unwrap_or_default();
        let words = words(cell);
        // The settings of the page may have a cell of their own.
        let (settings, body) = match front_matter::split(&words) {
            Some((settings, body)) if blocks.is_empty() && kind != "code" => {
                (Some(settings), body)
            }
            _ => (None, words.as_str()),
        };
        if front.is_none() {
            front = settings.map(str::to_owned);
        }
        if kind == "markdown" {
            let first = first_line(cell) as usize;
            let above = words[..words.len() - body.len()].matches('\n');
            blocks.extend(markdown::blocks(body, first + above.count()));
        }
    }
    if blocks.is_empty() && front.is_none() {
        return Err(SkipReason::UnknownFormat);
    }
    let page = Raw { blocks, ..Raw::default() };
    Ok(vec![match front {
        Some(front) => front_matter::complete(&front, page),
        None => page,
    }])
}

/// What a cell holds: one text, or its lines, each with its break.
fn words(cell: &Node) -> String {
    let lines = cell.get(&["source"]).map_or(&[][..], Node::items).iter();
    let lines = lines.filter_map(|line| match &line.value {
        Value::Text(text) => Some(text.as_str()),
        Value::Empty | Value::List(_) | Value::Map(_) => None,
    });
    lines.collect()
}

/// The line of the file on which the words of a cell begin.
fn first_line(cell: &Node) -> u32 {
    let source = cell.get(&["source"]);
    let first = source.and_then(|source| source.items().first());
    let lines = [first, source, Some(cell)].into_iter().flatten();
    lines.map(|node| node.lines.0).find(|line| *line > 0).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let path = Path::new("papers.ipynb");
        let bytes = text.as_bytes();
        let source = Source { path, bytes, siblings: &NoSiblings };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    #[test]
    fn cells_of_markdown_are_a_page() {
        let text = r##"{
  "cells": [
    {"cell_type": "raw", "source": ["---\n", "title: Moss\n", "---"]},
    {"cell_type": "code", "source": ["print('sand')"]},
    {
      "cell_type": "markdown",
      "source": [
        "# Papers\n",
        "\n",
        "A. Roe. Slow Rivers. 2020."
      ]
    },
    {"cell_type": "markdown", "source": "A. Roe. Wide Sand. 2021."}
  ]
}"##;
        let raw = read(text).unwrap();
        assert_eq!(raw.metadata.title.as_deref(), Some("Moss"));
        let lines = raw.blocks.iter().flat_map(|block| &block.lines);
        let lines: Vec<(u32, &str)> =
            lines.map(|l| (l.number, l.runs[0].text.as_str())).collect();
        let want = [
            (8, "Papers"),
            (10, "A. Roe. Slow Rivers. 2020."),
            (13, "A. Roe. Wide Sand. 2021."),
        ];
        assert_eq!(lines, want);
        for (text, whole) in [
            (r#"{"cells": []}"#, false),
            (r#"{"cells": [{"source": "Moss"}]}"#, false),
            (r#"{"cells": [{"cell_type": "markdown"}]}"#, false),
            ("{", false),
            (
                r#"{"cells": [{"cell_type": "markdown", "source": "Moss"}]}"#,
                true,
            ),
        ] {
            assert_eq!(read(text).is_ok(), whole, "{text}");
        }
    }
}
