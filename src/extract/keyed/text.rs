//! Values of CVs in keys and values, as plain text.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::{
    formulas, reference, tex,
    tree::{Node, Value, same_key},
};

/// Keys whose values are no words: addresses, measures, icons.
const WORDLESS: &[&str] = &[
    "url",
    "link",
    "href",
    "icon",
    "image",
    "preview",
    "photo",
    "width",
    "fontawesomeicon",
    "phone",
    "address",
    "email",
    "hide",
    "img",
    "color",
];

/// A value's text without HTML, Markdown and TeX.
pub(super) fn clean(text: &str) -> String {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\[([^\[\]]+)\]\([^()]*\)").expect("the pattern is valid")
    });
    static BOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\*{2,3}|__)([^*_]+)(?:\*{2,3}|__)|\*([^*,]+)\*")
            .expect("the pattern is valid")
    });
    let text = reference::without_tags(text);
    let text = LINK.replace_all(&text, "$1");
    let text = BOLD.replace_all(&text, "$1$2");
    let text = match text.contains('\\') {
        true => tex::to_text(&text),
        false => formulas::shown(&text).into_owned(),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches([',', ';']).to_owned()
}

/// All words under a value on one line, in the source's order.
pub(super) fn flat(node: &Node) -> String {
    let mut words = Vec::new();
    collect(node, &mut words);
    words.join(", ")
}

fn collect(node: &Node, words: &mut Vec<String>) {
    match &node.value {
        Value::Empty => {}
        Value::Text(text) => {
            let text = clean(text);
            if !text.is_empty() && !words.contains(&text) {
                words.push(text);
            }
        }
        Value::List(items) => {
            items.iter().for_each(|item| collect(item, words));
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                if !WORDLESS.iter().any(|name| same_key(key, name)) {
                    collect(value, words);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_no_text() {
        for (text, want) in [
            ("<a href=\"x\">Moss</a> &amp; fern", "Moss & fern"),
            ("with [A. Sand](https://a.example)", "with A. Sand"),
            ("**Mira Olsen**", "Mira Olsen"),
            ("*Mira Olsen*", "Mira Olsen"),
            ("__Mira Olsen__, Bo Li", "Mira Olsen, Bo Li"),
            ("<strong>Mira Olsen</strong>", "Mira Olsen"),
            ("Mira Olsen*", "Mira Olsen*"),
            (
                "Honors \\& Awards, Universit\\`a",
                "Honors & Awards, Università",
            ),
            ("a\n  b", "a b"),
            ("Moss in $L^2$ for $5", "Moss in L² for $5"),
            ("Moss --- in $\\alpha$", "Moss — in α"),
        ] {
            assert_eq!(clean(text), want, "{text}");
        }
    }
}
