//! Works that templates are handed: `{% include paper.html title="…" %}` of
//! Jekyll, `{{< paper title="…" >}}` of Hugo, `<Paper title="…" />` of MDX.

use std::cell::LazyCell;
use std::ops::Range;

use super::literal;
use crate::extract::keyed;
use crate::extract::tree::{Node, Value};

/// Longest call, in bytes: one may hold an abstract.
const LONGEST: usize = 1 << 13;

/// Works written out at most.
const MOST: usize = 400;

/// Calls that never end, at most, before no more are looked for.
const MOST_BROKEN: usize = 50;

/// What opens a call, and what ends it.
const CALLS: &[(&str, &str)] =
    &[("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("<", "/>")];

/// The text with such calls written out as references, each in its first
/// line; None where it holds none. As paragraphs of HTML where it is a
/// `page`, else as items of a list in Markdown.
pub(in crate::extract) fn written_out(
    text: &str,
    page: bool,
) -> Option<String> {
    if !super::may_title(text) {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    let mut copied = 0;
    let mut broken = 0;
    let mut works = 0;
    // Most texts open no call, and need no look at what they hide.
    let hidden = LazyCell::new(|| hidden(text));
    while let Some(found) = text[at..].find(['{', '<'])
        && works < MOST
    {
        let start = at + found;
        at = start + 1;
        let Some((opening, closing)) =
            CALLS.iter().find(|(opening, _)| opens(&text[start..], opening))
        else {
            continue;
        };
        let next = hidden.partition_point(|range| range.end <= start);
        if let Some(range) = hidden.get(next).filter(|r| r.contains(&start)) {
            at = range.end;
            continue;
        }
        let Some((name, node, length)) = call(&text[start..], closing) else {
            broken += 1;
            if broken > MOST_BROKEN {
                break;
            }
            continue;
        };
        let component = *opening == "<";
        let card = || {
            let (title, words) =
                keyed::shown(&name, &node).filter(|_| component)?;
            Some([escaped(&title), escaped(&words)].join("<br>"))
        };
        let work = keyed::handed(&name, &node).map(|work| match page {
            true => escaped(&work),
            false => work,
        });
        let Some(work) = work.or_else(card) else { continue };
        works += 1;
        out.push_str(&text[copied..start]);
        out.push_str(&match page {
            true => format!("<p>{work}</p>"),
            false => format!("- {work}"),
        });
        at = start + length;
        copied = at;
        let breaks = text[start..at].matches('\n');
        out.extend(breaks);
    }
    out.push_str(&text[copied..]);
    (copied > 0).then_some(out)
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    text.replace('<', "&lt;")
}

/// The stretches of a text that show code, or nothing: fences, comments.
fn hidden(text: &str) -> Vec<Range<usize>> {
    const MARKS: &[(&str, &str)] = &[
        ("\n```", "\n```"),
        ("\n~~~", "\n~~~"),
        ("`", "`"),
        ("<!--", "-->"),
        ("{% comment %}", "{% endcomment %}"),
        ("{%- comment -%}", "{%- endcomment -%}"),
    ];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['\n', '`', '<', '{']) {
        let start = at + next;
        let rest = &text[start..];
        let mark = MARKS.iter().find(|(open, _)| rest.starts_with(open));
        let end = mark.and_then(|(open, close)| {
            let near = &rest[..rest.floor_char_boundary(LONGEST)];
            near[open.len()..].find(close).map(|e| open.len() + e)
        });
        match end {
            Some(end) => {
                found.push(start..start + end);
                at = start + end + 1;
            }
            None => at = start + 1,
        }
    }
    found
}

/// Whether a call opens here. A component's name has a capital, an element's
/// none.
fn opens(text: &str, opening: &str) -> bool {
    text.strip_prefix(opening).is_some_and(|behind| {
        opening != "<" || behind.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

/// Reads a call: the words of its name, what it is handed, its length.
fn call(text: &str, closing: &str) -> Option<(String, Node, usize)> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut at = text.find(|c: char| !"{<%-".contains(c))?;
    let mut name = String::new();
    let mut entries = Vec::new();
    loop {
        let rest = text[at..].trim_start_matches(|c: char| {
            c.is_whitespace() || c == ',' || c == '-'
        });
        at = text.len() - rest.len();
        if rest.starts_with(closing) {
            let node = Node { value: Value::Map(entries), lines: (0, 0) };
            return Some((name, node, at + closing.len()));
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "=:\"'`{}<>%".contains(c))?;
        let word = &rest[..end];
        let behind = rest[end..].trim_start();
        match behind.strip_prefix(['=', ':']).filter(|_| !word.is_empty()) {
            Some(behind) => {
                let (value, length) = value(behind.trim_start())?;
                at = text.len() - behind.trim_start().len() + length;
                entries.push((word.to_owned(), value));
            }
            None if word.is_empty() => return None,
            None => {
                name.extend([word, " "]);
                at += end;
            }
        }
    }
}

/// Reads what is handed under a name, and its length: a text in quotes, a
/// word, or a script's value in braces.
fn value(text: &str) -> Option<(Node, usize)> {
    let quote = text.chars().next()?;
    let node = |text: &str| Node {
        value: Value::Text(text.to_owned()),
        lines: (0, 0),
    };
    match quote {
        '"' | '\'' | '`' => {
            let end = text[1..].find(quote)?;
            Some((node(&text[1..=end]), end + 2))
        }
        '{' => {
            // What stands in the braces is the only item of a list.
            let inner = text[1..].trim_start();
            let start = text.len() - inner.len();
            match inner.chars().next()? {
                '[' => {
                    let (node, end) = literal::value(text, start, 1)?;
                    Some((node, end + text[end..].find('}')? + 1))
                }
                quote @ ('"' | '\'' | '`') => {
                    let end = inner[1..].find(quote)?;
                    let behind = start + end + 2;
                    let closing = text[behind..].find('}')?;
                    Some((node(&inner[1..=end]), behind + closing + 1))
                }
                _ => {
                    let end = text.find('}')?;
                    Some((node(text[1..end].trim()), end + 1))
                }
            }
        }
        _ => {
            let end =
                text.find(|c: char| c.is_whitespace() || ",%>/}".contains(c))?;
            // A word without quotes is a variable of the template.
            let number = text[..end].bytes().all(|b| b.is_ascii_digit());
            let said = if number { &text[..end] } else { "" };
            Some((node(said), end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_handed_works() {
        let want = "- “Slow Rivers” (with Bo Li). Forthcoming at Moss.";
        for text in [
            "{% include paper.html title=\"Slow Rivers\"\n coauthors='Bo Li'\n\
             status = \"Forthcoming at Moss\" links=x %}",
            "{%- include_relative pub-entry.md title='Slow Rivers' \
             coauthor=\"Bo Li\" note=\"Forthcoming at Moss\" -%}",
            "{{< publication title=\"Slow Rivers\" with=`Bo Li` \
             status=\"Forthcoming at Moss\" >}}",
            "{% paper title: \"Slow Rivers\", coauthors: \"Bo Li\", status: \
             \"Forthcoming at Moss\" %}",
            "<Paper title=\"Slow Rivers\" coauthors={[\"Bo Li\"]} \
             status={'Forthcoming at Moss'} year={} />",
        ] {
            let text = format!("# Papers\n\n{text}\nMoss");
            let out = written_out(&text, false).unwrap_or_default();
            assert_eq!(out.lines().nth(2), Some(want), "{text}");
            assert_eq!(out.lines().count(), text.lines().count());
            assert!(out.ends_with("Moss"));
        }
        let page = "<p>a</p>{% include paper.html title=\"A < B\" %}";
        let want = "<p>a</p><p>“A &lt; B.”</p>";
        assert_eq!(written_out(page, true).as_deref(), Some(want));
        let card = "<Card\n title=\"ICB 2020\" href='/x'\n \
                    description=\"Slow Rivers and Sand\"\n/>";
        for (page, want) in [
            (true, "<p>ICB 2020<br>Slow Rivers and Sand</p>\n\n\n"),
            (false, "- ICB 2020<br>Slow Rivers and Sand\n\n\n"),
        ] {
            assert_eq!(written_out(card, page).as_deref(), Some(want));
        }
        for text in [
            "{% include figure.html title=\"Slow Rivers\" path=x %}",
            "{% include paper.html key=\"title\" %}",
            "{% assign title = '<b>' %}",
            "<Paper title=\"Slow Rivers\">",
            "```\n{% include paper.html title='Slow Rivers' %}\n```",
            "Use `{% include paper.html title='Slow Rivers' %}` here.",
            "{% comment %}{% include paper.html title='A' %}{% endcomment %}",
            "{% include paper.html title=paper.title %}",
            "<Quote title=\"Slow Rivers\" author=\"Ann Roe\" />",
            "title: {{ page.title }} <b title=\"a\">c</b>",
            "<Card title={p.title} description={p.description} />",
            "<SEO title=\"My Page\" description=\"All about my sand\" />",
        ] {
            assert_eq!(written_out(text, false), None, "{text}");
        }
    }

    #[test]
    fn hostile_calls_are_passed() {
        for piece in ["{% a=\"", "{{< title=", "<A ", "{% a ", "<A b={["] {
            let text = format!("title {}", piece.repeat(100_000));
            assert_eq!(written_out(&text, false), None);
        }
    }
}
