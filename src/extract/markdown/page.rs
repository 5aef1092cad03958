//! Markdown laid out by HTML: read as the page that it makes.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::extract::html;
use crate::model::RawBlock;

/// Whether a text is laid out by HTML: its blocks are then a browser's.
pub(super) fn is_page(text: &str) -> bool {
    let lower = |tag: &str| text.contains(tag);
    ["<div", "<p>", "<p ", "<li", "<table", "<h1", "<h2", "<h3", "<section"]
        .iter()
        .any(|tag| lower(tag))
}

/// Reads Markdown as the page that it makes.
pub(super) fn blocks(
    parser: Parser<'_>,
    text: &str,
    first_line: usize,
) -> Vec<RawBlock> {
    let mut page = String::with_capacity(text.len() * 2);
    // Lines stay lines, as they do in Markdown without HTML.
    let events = parser.map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        other => other,
    });
    pulldown_cmark::html::push_html(&mut page, tags_as_html(events));
    let mut blocks = html::fragment(&page, 1);
    let mut lines = text.lines().zip(first_line..).peekable();
    for line in blocks.iter_mut().flat_map(|block| &mut block.lines) {
        let words: String = line
            .runs
            .iter()
            .flat_map(|run| run.text.split_whitespace())
            .find(|word| word.chars().count() > 3)
            .map_or(String::new(), str::to_owned);
        // The place in the source, as far as its order is the page's.
        let found =
            lines.clone().find(|(source, _)| source.contains(words.as_str()));
        if let Some((_, number)) = found
            && !words.is_empty()
        {
            while lines.next_if(|(_, n)| *n < number).is_some() {}
            line.number = u32::try_from(number).unwrap_or(u32::MAX);
        } else {
            let here = lines.peek().map_or(first_line, |(_, n)| *n);
            line.number = u32::try_from(here).unwrap_or(u32::MAX);
        }
    }
    blocks
}

/// Takes indented code that begins with a tag for the HTML it is: a blank
/// line within a nested page ends its block of HTML, and what is indented
/// behind it becomes code.
fn tags_as_html<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut events = events.peekable();
    let mut inside = false;
    std::iter::from_fn(move || {
        loop {
            match events.next()? {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                    if matches!(events.peek(), Some(Event::Text(text))
                        if opens_tag(text)) =>
                {
                    inside = true;
                }
                Event::End(TagEnd::CodeBlock) if inside => inside = false,
                Event::Text(text) if inside => return Some(Event::Html(text)),
                other => return Some(other),
            }
        }
    })
}

/// Whether a text begins with a tag, opening or closing.
fn opens_tag(text: &str) -> bool {
    let name = text.trim_start().strip_prefix('<');
    name.is_some_and(|name| {
        name.trim_start_matches('/').starts_with(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::markdown::blocks;
    use crate::model::Role;

    #[test]
    fn html_indented_behind_a_blank_line_is_html() {
        let text = "<div>\n  <div>\n    <p>Themes:</p>\n\n    <ul>\n      \
                    <li>slow rivers</li>\n    </ul>\n\n    <h3>Service</h3>\n  \
                    </div>\n</div>\n\n    let code = 1 < 2;\n";
        let read: Vec<(Role, String)> = blocks(text, 1)
            .iter()
            .flat_map(|block| {
                block.lines.iter().map(|line| {
                    let runs = line.runs.iter().map(|run| run.text.as_str());
                    (block.role, runs.collect())
                })
            })
            .collect();
        let want = [
            (Role::Body, "Themes:"),
            (Role::Item(0), "slow rivers"),
            (Role::Heading(3), "Service"),
            (Role::Body, "let code = 1 < 2;"),
        ];
        let want = want.map(|(role, text)| (role, text.to_owned()));
        assert_eq!(read, want);
    }
}
