//! What an MDX page imports and exports above its text: scripts, of which the
//! lists of works alone are anything to its readers.

use std::borrow::Cow;
use std::ops::Range;

use crate::extract::record;
use crate::model::RawBlock;

/// Lines of a statement at most.
const LONGEST: usize = 2_000;

/// Statements that never end, at most, before no more are looked for.
const MOST_BROKEN: usize = 20;

/// The text without such statements, every line in its place, and the works
/// that they list.
pub(super) fn parted(
    text: &str,
    first: usize,
) -> (Cow<'_, str>, Vec<RawBlock>) {
    if !["import ", "export "].iter().any(|word| text.contains(word)) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut shown = String::with_capacity(text.len());
    let mut works = Vec::new();
    let (mut at, mut line) = (0, first);
    for place in statements(text) {
        let (before, script) = (&text[at..place.start], &text[place.clone()]);
        line += before.matches('\n').count();
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        works.extend(record::of_script(script, number).0);
        shown.push_str(before);
        shown.extend(script.matches('\n'));
        line += script.matches('\n').count();
        at = place.end;
    }
    shown.push_str(&text[at..]);
    (Cow::Owned(shown), works)
}

/// Where statements stand that open a line outside of code, each up to the
/// end of the line on which its brackets close.
fn statements(text: &str) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut found = Vec::new();
    let (mut at, mut i, mut broken) = (0, 0, 0);
    let mut fenced = false;
    while let Some(line) = lines.get(i) {
        fenced ^= line.starts_with("```") || line.starts_with("~~~");
        let opens = is_statement(line);
        let mut length = 1;
        if opens && !fenced && broken < MOST_BROKEN {
            let closed = closing(&lines[i..]);
            broken += usize::from(closed.is_none());
            length = closed.unwrap_or(1);
            let bytes: usize =
                lines[i..i + length].iter().map(|l| l.len()).sum();
            found.push(at..at + bytes);
        }
        at += lines[i..i + length].iter().map(|l| l.len()).sum::<usize>();
        i += length;
    }
    found
}

/// Whether a line opens a statement rather than a sentence: "import quotas
/// and tariffs" is one.
fn is_statement(line: &str) -> bool {
    const EXPORTED: &[&str] = &[
        "const ",
        "let ",
        "var ",
        "default ",
        "function ",
        "async ",
        "class ",
        "type ",
        "interface ",
        "enum ",
    ];
    let signs = ['{', '*', '\'', '"'];
    if let Some(rest) = line.strip_prefix("import ") {
        let quoted = |rest: &str| rest.trim_start().starts_with(['\'', '"']);
        rest.starts_with(signs)
            || rest.split_once(" from ").is_some_and(|(_, r)| quoted(r))
    } else if let Some(rest) = line.strip_prefix("export ") {
        rest.starts_with(['{', '*'])
            || EXPORTED.iter().any(|word| rest.starts_with(word))
    } else {
        false
    }
}

/// How many lines it takes until all brackets are closed; None where they
/// never are.
fn closing(lines: &[&str]) -> Option<usize> {
    let mut depth = 0_i32;
    for (i, line) in lines.iter().take(LONGEST).enumerate() {
        for byte in line.bytes() {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                _ => {}
            }
        }
        let goes_on = line.trim_end().ends_with(['=', ',']);
        if depth <= 0 && !goes_on {
            return Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_no_text_but_list_works() {
        for (text, want) in [
            ("import A from 'a'\n\n# B\n", "\n\n# B\n"),
            ("import {\n  A,\n} from 'a'\n# B", "\n\n\n# B"),
            (
                "export const A = ({ b }) => (\n  <p>{b}</p>\n)\nText",
                "\n\n\nText",
            ),
            ("import quotas, {see below\n", "import quotas, {see below\n"),
            ("export promotion (and so\n", "export promotion (and so\n"),
            ("```\nimport a\n```\n", "```\nimport a\n```\n"),
            ("export const A = (\ntext", "\ntext"),
        ] {
            assert_eq!(parted(text, 1).0, want, "{text}");
        }
        let text = "# Papers\nexport const papers = [\n  {\n    title: 'Slow \
                    Rivers',\n    authors: ['A. Roe'],\n  },\n]\n";
        let (shown, works) = parted(text, 1);
        assert_eq!(shown, "# Papers\n\n\n\n\n\n\n");
        let lines: Vec<u32> =
            works.iter().map(|block| block.lines[0].number).collect();
        assert_eq!(lines, [3, 3]);
    }

    #[test]
    fn hostile_statements_take_little_time() {
        let started = std::time::Instant::now();
        parted(&"export const a = (\n".repeat(100_000), 1);
        parted(&"import a\n".repeat(100_000), 1);
        assert!(started.elapsed().as_secs() < 10);
    }
}
