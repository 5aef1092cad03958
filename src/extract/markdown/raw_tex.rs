//! LaTeX that people write into Markdown, as Pandoc lets them, in Markdown's
//! own marks: `\item \textbf{Roe, A.}` is `- **Roe, A.**`.

use std::borrow::Cow;

/// Commands of which a text holds one, where it holds any that is read here.
const TELLING: &[&str] = &["\\textbf{", "\\textit{", "\\emph{", "\\href{"];

/// Deepest nesting of commands that is read.
const DEEPEST: usize = 8;

/// Longest argument of a command, in bytes.
const LONGEST: usize = 2_000;

/// Puts Markdown's marks in place of commands; every line stays in its place.
pub(super) fn marked(text: &str) -> Cow<'_, str> {
    if !TELLING.iter().any(|command| text.contains(command)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let item = bare.strip_prefix("\\item").filter(|rest| {
            !rest.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        let list = ["\\begin{", "\\end{"].iter().any(|c| bare.starts_with(c));
        match item {
            Some(rest) => {
                out.push_str("- ");
                let rest = rest.trim_start_matches(' ');
                write(&mut out, rest, !emphasises(rest), 0);
            }
            None if list => {
                out.push_str(&line[line.trim_end_matches('\n').len()..]);
            }
            // Between dollars it is mathematics.
            None if !line.contains('$')
                && TELLING.iter().any(|c| line.contains(c)) =>
            {
                let text = bare.strip_prefix("* ").unwrap_or(bare);
                out.push_str(&line[..line.len() - text.len()]);
                write(&mut out, text, !emphasises(text), 0);
            }
            None => out.push_str(line),
        }
    }
    Cow::Owned(out)
}

/// Whether a star of a line opens Markdown's own emphasis; where none does,
/// they are marks of footnotes.
fn emphasises(line: &str) -> bool {
    line.match_indices('*').any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let behind = line[at + 1..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || "([“\"*".contains(c))
            && behind.is_some_and(|c| !c.is_whitespace())
    })
}

/// Writes a line, of which stars are escaped if they are no marks of its own.
fn write(out: &mut String, line: &str, escapes: bool, depth: usize) {
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '*']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(behind) = rest.strip_prefix('*') {
            out.push_str(if escapes { "\\*" } else { "*" });
            rest = behind;
            continue;
        }
        match command(out, rest, escapes, depth) {
            Some(behind) => rest = behind,
            None => {
                // What is escaped stays so.
                let length = rest.chars().take(2).map(char::len_utf8).sum();
                out.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    out.push_str(rest);
}

/// Writes the command that a text opens with, if it is known here; returns
/// what stands behind it.
fn command<'t>(
    out: &mut String,
    text: &'t str,
    escapes: bool,
    depth: usize,
) -> Option<&'t str> {
    const MARKS: &[(&str, &str)] = &[
        ("\\textbf{", "**"),
        ("\\textit{", "*"),
        ("\\textsl{", "*"),
        ("\\emph{", "*"),
        ("\\textsc{", ""),
        ("\\underline{", ""),
    ];
    if depth > DEEPEST {
        return None;
    }
    if let Some(behind) = text.strip_prefix("\\href{") {
        let (target, behind) = argument(behind)?;
        let (shown, behind) = argument(behind.strip_prefix('{')?)?;
        out.push('[');
        write(out, shown, escapes, depth + 1);
        out.extend(["](", target.trim(), ")"]);
        return Some(behind);
    }
    let (inner, mark) = MARKS.iter().find_map(|(command, mark)| {
        Some((text.strip_prefix(command)?, *mark))
    })?;
    let (shown, behind) = argument(inner)?;
    // Marks of emphasis touch their words.
    let bare = shown.trim();
    let mark = if bare.is_empty() { "" } else { mark };
    out.push_str(if shown.starts_with(' ') { " " } else { "" });
    out.push_str(mark);
    write(out, bare, escapes, depth + 1);
    out.push_str(mark);
    out.push_str(if shown.ends_with(' ') { " " } else { "" });
    Some(behind)
}

/// What stands before the brace that closes an argument, and behind it.
fn argument(text: &str) -> Option<(&str, &str)> {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let mut open = 1_usize;
    let close = near.char_indices().find_map(|(at, c)| {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })?;
    Some((&text[..close], &text[close + 1..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn commands_are_marks() {
        for (text, want) in [
            (
                "\\item Li, B.*, \\textbf{Roe, A.}*, \\textit{et al.}",
                "- Li, B.\\*, **Roe, A.**\\*, *et al.*",
            ),
            ("\\href{https://a.b}{\\textbf{Link.}}", {
                "[**Link.**](https://a.b)"
            }),
            ("\\emph{ Moss }on", " *Moss* on"),
            ("a\n\\begin{itemize}\nb \\emph{c}", "a\n\nb *c*"),
            ("*Moss* \\& Sand", "*Moss* \\& Sand"),
            ("$a * \\textbf{b}$", "$a * \\textbf{b}$"),
            ("\\emph{open", "\\emph{open"),
            ("* Li B. \\textit{Moss} on. *Sand*, 3", {
                "* Li B. *Moss* on. *Sand*, 3"
            }),
        ] {
            assert_eq!(marked(text), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_stay_in_their_places(
            text in r"(\\textbf\{|\\href\{|\\item|[{}*a \n\\é]){0,60}"
        ) {
            let ends = |text: &str| text.matches('\n').count();
            prop_assert_eq!(ends(&marked(&text)), ends(&text));
        }
    }
}
