//! YAML as people write it by hand, made such as a parser takes it.

use serde_norway::Value;

/// Quotes the values that YAML does not take as they are: `title: Moss: a
/// survey`, `title: "Moss" on walls`, `name: "Andr\'e"`, and sets the items of
/// a list in alike. Every line stays in its place.
pub(super) fn yaml(text: &str) -> String {
    let text = aligned(&set_in(text));
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

/// A text without the keys at its margin whose values YAML cannot read, as
/// comments within an item leave them. Every line stays in its place.
pub(super) fn without_broken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut flush = |entry: &str| {
        if serde_norway::from_str::<Value>(entry).is_ok() {
            out.push_str(entry);
        } else {
            out.extend(entry.lines().map(|_| "\n"));
        }
    };
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let opens = !line.trim().is_empty()
            && !line.starts_with([' ', '\t', '-', '#']);
        if opens && at > start {
            flush(&text[start..at]);
            start = at;
        }
        at += line.len();
    }
    flush(&text[start..]);
    out
}

/// Sets in the keys that stand at the margin of a list which is all of the
/// text, and parts them from their values: `title:Moss` below `- id: 1`.
fn set_in(text: &str) -> String {
    let said = |line: &&str| !line.is_empty() && !line.starts_with('#');
    if !text.lines().find(said).is_some_and(|line| line.starts_with("- ")) {
        return text.to_owned();
    }
    let key = |line: &str| {
        let (key, _) = line.split_once(':')?;
        let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
        (!key.is_empty() && key.chars().all(is_key)).then_some(key.len())
    };
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        match key(line) {
            Some(length) if !line.starts_with([' ', '\t', '-']) => {
                let (key, value) = line.split_at(length + 1);
                out.extend(["  ", key, " ", value.trim_start()]);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// A list that is open.
struct List {
    /// How far its dashes are set in.
    dash: usize,
    /// How far the key is set in that it belongs to.
    key: usize,
}

/// Sets items in as those before them of their list, where they are off by
/// one: ` - title: Moss` behind `  - title: Reed`.
fn aligned(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len() + 64);
    let mut lists: Vec<List> = Vec::new();
    let mut key = 0;
    // What the lines of an item are set in by wrongly, and its own dash.
    let mut off: (usize, isize) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        let own = indent(line);
        let words = line.trim_start();
        let mut shift = if own > off.0 { off.1 } else { 0 };
        if words.starts_with("- ") {
            while lists.last().is_some_and(|list| list.dash > own + 1) {
                lists.pop();
            }
            shift = match lists.last() {
                Some(list) if own == list.dash => 0,
                Some(list) if own + 1 == list.dash && own > list.key => 1,
                Some(list) if own == list.dash + 1 => -1,
                _ => {
                    lists.push(List { dash: own, key });
                    0
                }
            };
            // Its other lines may stand where they should.
            let below = lines.get(at + 1).map_or(0, |line| indent(line));
            off = (own, if below == own + 2 { shift } else { 0 });
        } else if !words.is_empty() && !words.starts_with('#') {
            if own <= off.0 {
                off = (own, 0);
            }
            while lists.last().is_some_and(|list| own <= list.key) {
                lists.pop();
            }
            if words.ends_with(':') {
                key = own;
            }
        }
        if shift > 0 {
            out.push(' ');
        }
        let cut = usize::from(shift < 0);
        out.push_str(line.get(cut..).unwrap_or(line));
        out.push('\n');
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
            ("- a: 1\nb:Moss\n- a: 2", "- a: 1\n  b: Moss\n- a: 2"),
            ("a:\n- b: c: d\ne: 1", "a:\n- b: 'c: d'\ne: 1"),
        ] {
            assert_eq!(yaml(text).trim_end(), want, "{text}");
        }
    }

    #[test]
    fn items_of_a_list_are_set_in_alike() {
        for (text, want) in [
            (
                "a:\n  - b: 1\n    c: 2\n - b: 3\n    c: 4\n",
                "a:\n  - b: 1\n    c: 2\n  - b: 3\n    c: 4\n",
            ),
            (
                "a:\n  - b: 1\n - b: 3\n   c: 4\n  - b: 5\n",
                "a:\n  - b: 1\n  - b: 3\n    c: 4\n  - b: 5\n",
            ),
            (
                "a:\n- b: 1\n  c: 2\n - b: 3\n   c: 4\nd: 5\n",
                "a:\n- b: 1\n  c: 2\n- b: 3\n  c: 4\nd: 5\n",
            ),
            ("a:\n - b:\n    - c\n - d\n", ""),
            ("a:\n- b:\n  - c\n- d\ne:\n - f\n", ""),
        ] {
            let want = if want.is_empty() { text } else { want };
            assert_eq!(aligned(text), want, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let broken = "name: Moss\nlinks:\n  #- icon: a\n    b: 1\n  - c: 2\n\
                      \ttabs\n# So\nrole: Sand\n";
        let mended = without_broken(broken);
        assert_eq!(mended, "name: Moss\n\n\n\n\n\n\nrole: Sand\n");
        let sound = "a: 1\nb:\n- c\n- d: 2\n";
        assert_eq!(without_broken(sound), sound);
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
