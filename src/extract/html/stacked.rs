//! Items whose parts a style sheet sets one below the other: `<li><a>Slow
//! Rivers</a> <span class="with">with Bo Li</span></li>`.

use super::tags::Kind;
use super::tree::Tree;

/// Parts of an item at most, those without text as well.
const MOST: usize = 12;

/// Nodes of a part at most: it is no page of its own.
const LARGEST: usize = 64;

/// Letters of the longest part at least: less are a date and a place.
const SHORTEST: usize = 20;

/// Makes blocks of the parts of items that are nothing but such parts.
pub(super) fn part(tree: &mut Tree) {
    for at in 0..tree.nodes.len() {
        if tree.nodes[at].kind() != Some(Kind::Item) {
            continue;
        }
        for part in parts(tree, at).unwrap_or_default() {
            if let Some(tag) = tree.nodes[part].tag_mut() {
                tag.kind = Kind::Block;
            }
        }
    }
}

/// The parts of an item: elements within lines, each of another making, half
/// of them at least of a class, every one on a line of the source; None where
/// it holds anything else.
fn parts(tree: &Tree, item: usize) -> Option<Vec<usize>> {
    let end = tree.nodes[item].end;
    let mut parts: Vec<usize> = Vec::new();
    let (mut at, mut parted, mut longest) = (item + 1, true, 0);
    let mut classes = 0;
    while at < end {
        let node = &tree.nodes[at];
        match node.tag() {
            None if node.text().trim().is_empty() => {
                parted |= node.text().contains('\n');
            }
            Some(tag)
                if tag.kind == Kind::Inline
                    && parts.len() < MOST
                    && node.end - at <= LARGEST =>
            {
                let text = tree.text_within(at);
                let text = text.trim();
                let alike = |part: &usize| {
                    let other = tree.nodes[*part].tag();
                    other.is_some_and(|o| o.signature == tag.signature)
                };
                if !text.is_empty() {
                    if !parted || parts.iter().any(alike) || !stands(text) {
                        return None;
                    }
                    let signature = tag.signature.as_str();
                    classes += usize::from(
                        signature.contains('.') || signature == "time",
                    );
                    longest = longest.max(text.chars().count());
                    parts.push(at);
                    parted = false;
                }
            }
            _ => return None,
        }
        at = node.end;
    }
    let several = parts.len() > 1 && classes > 0 && longest >= SHORTEST;
    (several && classes * 2 >= parts.len()).then_some(parts)
}

/// Whether a part is none of a sentence that runs on over its borders.
fn stands(text: &str) -> bool {
    let opens = text.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '“' | '"' | '«' | '‘' | '\'')
    });
    opens && !text.ends_with([',', '(', '-', '–', '&'])
}

#[cfg(test)]
mod tests {
    use crate::extract::html::fragment;

    #[test]
    fn parts_of_an_item_are_lines_of_their_own() {
        let lines = |source: &str| -> Vec<String> {
            let blocks = fragment(source, 1);
            let said = |line: &crate::model::RawLine| {
                line.runs.iter().map(|run| run.text.as_str()).collect()
            };
            blocks[0].lines.iter().map(said).collect()
        };
        let whole = ["Slow Moss on the Roofs with Bo Li"];
        for (source, want) in [
            (
                "<li><a href=a>Slow Moss on the Roofs</a>\n\
                 <span class=with>with Bo Li</span></li>",
                &["Slow Moss on the Roofs", "with Bo Li"][..],
            ),
            (
                "<li><time>2024</time>\n<a href=a>Slow Moss on the Roofs</a>\n\
                 <span class=sub>A tale.</span>\n\
                 <span class=ref>Bo Li</span></li>",
                &["2024", "Slow Moss on the Roofs", "A tale.", "Bo Li"],
            ),
            (
                "<li>\n<b>Slow Moss on the Roofs</b>\n<i>with Bo Li</i></li>",
                &whole,
            ),
            (
                "<li><a href=a>Slow Moss on the Roofs</a> <span class=with>\
                 with Bo Li</span></li>",
                &whole,
            ),
            (
                "<li>Slow Moss on the Roofs\n<span class=a>with</span>\n\
                 <span class=b>Bo Li</span></li>",
                &whole,
            ),
        ] {
            assert_eq!(lines(source), want, "{source}");
        }
    }
}
