//! YAML as people write it by hand, made such as a parser takes it.

use serde_norway::Value;

/// Quotes the values that YAML does not take as they are: `title: Moss: a
/// survey`, `title: "Moss" on walls`, `name: "Andr\'e"`. Every line stays in
/// its place.
pub(super) fn yaml(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len() + 64);
    // How far the key of a block of text is set in.
    let mut block: Option<usize> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if block
            .is_some_and(|key| line.trim().is_empty() || indent(line) > key)
        {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        block = None;
        let Some((head, value)) = part(line) else {
            out.push_str(&untabbed(line));
            out.push('\n');
            continue;
        };
        if value.starts_with(['|', '>']) {
            block = Some(indent(line));
        }
        let mut further = 0;
        if block.is_none() {
            let goes_on = |next: &&&str| continues(next, indent(line));
            further = lines[at..].iter().take_while(goes_on).count();
        }
        let mut whole = vec![value];
        whole.extend(&lines[at..at + further]);
        let whole = whole.join("\n");
        out.push_str(&untabbed(head));
        if block.is_some() || is_read(&whole) {
            out.push_str(&whole);
        } else {
            let inner = unquoted(whole.trim_end());
            out.push('\'');
            out.push_str(&inner.replace('\'', "''"));
            out.push('\'');
        }
        out.push('\n');
        at += further;
    }
    out
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// YAML takes no tabs before a key.
fn untabbed(line: &str) -> String {
    let text = line.trim_start();
    line[..line.len() - text.len()].replace('\t', "  ") + text
}

/// Parts `  - key: value`, or `- value`, before the value.
fn part(line: &str) -> Option<(&str, &str)> {
    let bare = line.trim_start_matches([' ', '-', '\t']);
    let is_key = |c: char| c.is_alphanumeric() || " _-".contains(c);
    let value = match bare.split_once(": ") {
        Some((key, value)) if key.chars().all(is_key) => value,
        _ if line.trim_start().starts_with("- ") => bare,
        _ => return None,
    };
    let value = value.trim_start();
    let fits = !value.is_empty() && !value.starts_with('#');
    fits.then(|| line.split_at(line.len() - value.len()))
}

/// Whether a line goes on with the value of a line set in this far.
fn continues(line: &str, above: usize) -> bool {
    let text = line.trim();
    let is_text = !text.is_empty() && !text.ends_with(':');
    is_text
        && indent(line) > above
        && part(line).is_none()
        && !text.starts_with(['#', '-'])
}

fn is_read(value: &str) -> bool {
    // Names of other values mean nothing here; they are no text.
    let is_alias = value.starts_with(['&', '*']) && !value.contains(' ');
    is_alias
        || serde_norway::from_str::<Value>(&format!("k: {value}\n")).is_ok()
}

/// A value without the quotes of one kind around it.
fn unquoted(value: &str) -> &str {
    let inner = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_quoted_where_they_must() {
        for (text, want) in [
            ("- title: Moss: a survey", "- title: 'Moss: a survey'"),
            ("title: \"Moss\" on walls", "title: '\"Moss\" on walls'"),
            ("name: \"Andr\\'e\"", "name: 'Andr\\''e'"),
            ("- 'Tis moss", "- '''Tis moss'"),
            ("\ta: @moss", "  a: '@moss'"),
            ("a: Moss:\n  b: a survey", "a: 'Moss:'\n  b: a survey"),
            ("a: Moss: b\n  and more", "a: 'Moss: b\n  and more'"),
            ("a: |\n  b: c: d\ne: f", "a: |\n  b: c: d\ne: f"),
            ("a: \"Moss\"\nb: [c, d]", "a: \"Moss\"\nb: [c, d]"),
        ] {
            assert_eq!(yaml(text).trim_end(), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_stay_in_their_places(
            text in r"([-:'\x22#|a \n\t]|a: ){0,80}"
        ) {
            let mended = yaml(&text);
            prop_assert_eq!(mended.lines().count(), text.lines().count());
        }
    }
}
