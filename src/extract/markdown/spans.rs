//! Spans and divisions with attributes, as Pandoc and Quarto write them:
//! `[Slow Rivers]{.pub-title}`, `::: {.pub-list}`.

use std::borrow::Cow;
use std::ops::Range;

/// A span's brackets and attributes.
struct Found {
    open: usize,
    /// From the closing bracket to behind the attributes.
    close: Range<usize>,
    /// Its class says that it holds a title.
    title: bool,
}

/// A text with its spans as plain text, those of titles in bold, and the
/// fences of divisions blank; every line stays in its place.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains("]{") && !text.contains(":::") {
        return Cow::Borrowed(text);
    }
    let found = spans(text);
    let mut marks: Vec<(Range<usize>, &str)> = Vec::new();
    for span in found {
        let mark = if span.title { "**" } else { "" };
        marks.push((span.open..span.open + 1, mark));
        marks.push((span.close, mark));
    }
    for fence in fences(text) {
        if text[fence.clone()].contains("{.callout") {
            marks.extend(heading_below(text, fence.end));
        }
        marks.push((fence, ""));
    }
    marks.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, mark) in marks {
        // A fence holds no span.
        let Some(before) = text.get(at..range.start) else { continue };
        out.push_str(before);
        out.push_str(mark);
        at = range.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// The marks that set in bold the heading below a fence: the title of a box
/// opens no section.
fn heading_below(text: &str, fence: usize) -> Vec<(Range<usize>, &str)> {
    let behind = text[fence..].trim_start();
    let start = text.len() - behind.len();
    let line = behind.lines().next().unwrap_or("").trim_end();
    let title = line.trim_start_matches('#');
    let depth = line.len() - title.len();
    let words = title.trim_start();
    // Of a box without one the first line is text, or the next fence.
    if !(1..=6).contains(&depth) || words.len() == title.len() {
        return Vec::new();
    }
    let end = start + line.len();
    let mark = if words.contains('*') { "" } else { "**" };
    vec![(start..end - words.len(), mark), (end..end, mark)]
}

/// The spans of a text that have attributes.
fn spans(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' => open.push(at),
            // No span goes on behind a blank line.
            b'\n' if opens_blank(&text[at + 1..]) => open.clear(),
            b']' => {
                let Some(open) = open.pop() else { continue };
                let Some(length) = attributes(&text[at + 1..]) else {
                    continue;
                };
                let end = at + 1 + length;
                // `\sqrt[3]{x=1}`, "`[a]{.b}`" are no spans.
                let glued = text[..open].ends_with(|c: char| {
                    c.is_alphanumeric() || matches!(c, '`' | '\\')
                });
                if !glued {
                    let title = is_title(&text[at + 1..end]);
                    found.push(Found { open, close: at..end, title });
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a text opens with an empty line.
fn opens_blank(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or("");
    line.len() < text.len() && line.trim().is_empty()
}

/// Whether attributes hold a class of titles: `{.pub-title}`.
fn is_title(attributes: &str) -> bool {
    let inside = attributes.trim_matches(['{', '}']);
    inside.split(' ').filter_map(|word| word.strip_prefix('.')).any(|class| {
        class == "title"
            || ["-title", "_title"].iter().any(|end| class.ends_with(end))
    })
}

/// The length of attributes that a text opens with: `{.pub-title}`.
fn attributes(text: &str) -> Option<usize> {
    /// Bytes of them at most.
    const LONGEST: usize = 200;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let inside = near.strip_prefix('{')?;
    let end = inside.find(['}', '\n', '{'])?;
    let marked = inside.starts_with(['.', '#']) || inside.contains('=');
    (marked && inside[end..].starts_with('}')).then_some(end + 2)
}

/// Lines that open or close a division.
fn fences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    lines.filter_map(|(start, line)| {
        let behind = line.trim_start().strip_prefix(":::")?;
        let rest = behind.trim_start_matches(':').trim();
        let fence = rest.is_empty()
            || rest.starts_with('{')
            || rest.split_whitespace().nth(1).is_none();
        fence.then(|| start..start + line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lose_their_attributes() {
        for (text, want) in [
            (
                "- [Slow Rivers]{.pub-title} (with Bo Li)\n  [*Sand*, 3]{.v}",
                "- **Slow Rivers** (with Bo Li)\n  *Sand*, 3",
            ),
            ("::: {.pub-list}\n- A\n:::\n", "\n- A\n\n"),
            ("[a [b](c) d]{.x}", "a [b](c) d"),
            ("[a](b){target=x} [c]{", "[a](b){target=x} [c]{"),
            ("[a]{b}", "[a]{b}"),
            (
                "`[a]{.title}`, $\\sqrt[3]{x=1}$",
                "`[a]{.title}`, $\\sqrt[3]{x=1}$",
            ),
            ("[PDF]{.btn title=\"Load\"}", "PDF"),
            ("[a\n\nb]{.c}", "[a\n\nb]{.c}"),
            ("::: note that rivers flow", "::: note that rivers flow"),
            (
                "::: {.callout-note icon=false}\n## Slow Rivers\n\nA. Roe\n:::",
                "\n**Slow Rivers**\n\nA. Roe\n",
            ),
            ("::: {.callout-tip}\n# Slow *Sand*\n:::", "\nSlow *Sand*\n"),
            (
                "::: {.callout-tip}\n#moss\n\n# Sand\n:::",
                "\n#moss\n\n# Sand\n",
            ),
            ("::: {.column}\n# Sand\n:::", "\n# Sand\n"),
            ("::: {.callout-tip}", ""),
        ] {
            assert_eq!(plain(text), want, "{text}");
        }
    }
}
