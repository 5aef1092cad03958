//! LaTeX sources into blocks.

mod commands;
mod header;
mod hyphens;
mod input;
mod macros;
mod reader;

use super::{Format, NoSiblings, Source};
use crate::model::{Raw, RawBlock, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "latex",
    extensions: &["tex", "latex", "ltx"],
    sniff,
    version: 5,
    text: true,
    extract,
};

/// Whether the first line that is no comment opens a LaTeX document.
fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    head.split(|&b| b == b'\n')
        .map(<[u8]>::trim_ascii)
        .find(|line| !line.is_empty() && !line.starts_with(b"%"))
        .is_some_and(|line| {
            line.starts_with(b"\\documentclass")
                || line.starts_with(b"\\documentstyle")
        })
}

/// Whether a text is a part of a LaTeX document: items of a list.
pub(super) fn is_likely(text: &str) -> bool {
    let lines = || text.lines().map(str::trim_start);
    let item = |line: &str| {
        line.strip_prefix("\\item").is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([' ', '[', '{'])
        })
    };
    let items = lines().filter(|line| item(line)).take(3).count();
    items == 3
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let name = source.path.file_name().and_then(|name| name.to_str());
    let (blocks, metadata) =
        reader::read(source.text(), name.unwrap_or("."), source.siblings);
    if blocks.is_empty() {
        return Err(SkipReason::Empty);
    }
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

/// Reads LaTeX that stands within another format, from its line `number`.
pub(super) fn fragment(source: &str, number: u32) -> Vec<RawBlock> {
    let (mut blocks, _) = reader::read(source, ".", &NoSiblings);
    for line in blocks.iter_mut().flat_map(|block| &mut block.lines) {
        line.number += number.saturating_sub(1);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_without_a_preamble() {
        let item = |title: &str| {
            format!(
                "\\item ``{title}'' (with B. Li). Sand {{\\bf 3}} (2019).\n"
            )
        };
        let list = ["Slow", "Fast", "Wide"].map(item).concat();
        assert!(is_likely(&list));
        assert!(!is_likely("Use \\item in lists.\n\\itemize\n\\itemsep\n"));
    }
}
