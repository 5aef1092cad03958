//! Markdown laid out by HTML: read as the page that it makes.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

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
    text: &str,
    options: Options,
    first_line: usize,
) -> Vec<RawBlock> {
    let parted = parted(text);
    let parser = Parser::new_ext(&parted, options);
    let mut page = String::with_capacity(text.len() * 2);
    // Lines stay lines, as they do in Markdown without HTML.
    let events = parser.map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        // What formulas hold is escaped for Markdown alone.
        Event::Html(html) if html.contains("\\_") => {
            Event::Html(html.replace("\\_", "_").into())
        }
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

/// Parts from a block of HTML the Markdown on the lines below: to kramdown
/// the block ends with its element, to others with a blank line.
fn parted(text: &str) -> String {
    const GROUPS: &[&str] =
        &["div", "section", "article", "details", "center", "table", "ul"];
    let mut out = String::with_capacity(text.len() + 64);
    let mut depth = 0_usize;
    let mut ended = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        // Tags may go on below the element that ended.
        if ended && !words.is_empty() && !words.starts_with('<') {
            out.push('\n');
        }
        out.push_str(line);
        let mut closed = false;
        for tag in words.split('<').skip(1) {
            let name = tag.trim_start_matches('/');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric());
            let group = &name[..end.unwrap_or(name.len())];
            if !GROUPS.iter().any(|known| known.eq_ignore_ascii_case(group)) {
                continue;
            }
            closed = tag.starts_with('/');
            depth = match closed {
                true => depth.saturating_sub(1),
                false => depth + 1,
            };
        }
        ended = closed && depth == 0 && words.ends_with('>');
    }
    out
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

    #[test]
    fn markdown_goes_on_below_an_element_that_ended() {
        for (text, want) in [
            ("<div>\na\n</div>\n**b**\n", "<div>\na\n</div>\n\n**b**\n"),
            ("<div>\n<div>a</div>\nb</div>\n", ""),
            ("<div>a</div>\n<p>b</p>\n\nc\n", ""),
            ("<div>a</div>\n\nc\n", ""),
            ("<ul>\n</ul></div>\nc", "<ul>\n</ul></div>\n\nc"),
        ] {
            let want = if want.is_empty() { text } else { want };
            assert_eq!(super::parted(text), want, "{text}");
        }
    }

    #[test]
    fn a_style_sheet_swallows_nothing_and_hidden_prose_is_no_entry() {
        let text = "<head>\n<style>\n\n  p { }\n  </style>\n</head>\n\n\
                    **Moss on Roofs**\\\nwith Bo Li, 2020\\\n\
                    <div style=\"display: none;\">\nWe look at moss.\n\
                    </div>\n\\\n**Sand in Rivers**\\\nNature, 2021 \\\n";
        let read: Vec<(Role, Vec<(u32, String)>)> = blocks(text, 1)
            .iter()
            .map(|block| {
                let lines = block.lines.iter().map(|line| {
                    let runs = line.runs.iter().map(|run| run.text.as_str());
                    (line.number, runs.collect())
                });
                (block.role, lines.collect())
            })
            .collect();
        let moss = [(8, "Moss on Roofs"), (9, "with Bo Li, 2020")];
        let sand = [(14, "Sand in Rivers"), (15, "Nature, 2021")];
        let want = [moss, sand].map(|lines| {
            let lines = lines.map(|(at, line)| (at, line.to_owned()));
            (Role::Body, lines.to_vec())
        });
        assert_eq!(read, want);
    }
}
