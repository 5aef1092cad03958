//! Words that a hyphen parts at the end of a source's line, made whole.

use std::borrow::Cow;

/// A source without the hyphens that part words at the ends of its lines, as
/// in what was copied from a printed page; TeX would print them with a blank.
/// The end of the word moves up: every line keeps its number.
pub(super) fn whole_words(source: &str) -> Cow<'_, str> {
    if !source.contains("-\n") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut taken = 0;
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let line = &line[taken..];
        taken = 0;
        let end =
            lines.peek().and_then(|next| Some((*next, parted(line, next)?)));
        let Some((next, length)) = end else {
            out.push_str(line);
            continue;
        };
        let lead = next.len() - next.trim_start_matches([' ', '\t']).len();
        let word = &next[lead..lead + length];
        let head = line.trim_end_matches('\n');
        // "tidal-\nlands" is one word, "Roe-\nWeber" keeps its hyphen.
        let lower = word.starts_with(char::is_lowercase);
        out.push_str(&head[..head.len() - usize::from(lower)]);
        out.push_str(word);
        out.push('\n');
        taken = lead + length;
    }
    Cow::Owned(out)
}

/// The length of the end of a word that opens the next line, where a line
/// ends in a hyphen.
fn parted(line: &str, next: &str) -> Option<usize> {
    let head = line.strip_suffix("-\n")?;
    let letters = head.ends_with(char::is_alphabetic);
    if !letters || line.contains('%') {
        return None;
    }
    let rest = next.trim_start_matches([' ', '\t']);
    let length = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
    let opens = rest.starts_with(char::is_alphabetic);
    // An empty line would end the paragraph.
    let goes_on = !rest[length..].trim_start().is_empty();
    (opens && goes_on && !rest[..length].contains('%')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_at_the_ends_of_lines() {
        for (source, whole) in [
            ("A tidal-\n  lands of\nsand", "A tidallands\n of\nsand"),
            ("Roe-\nWeber, B.", "Roe-Weber,\n B."),
            ("Sand --\nwet", "Sand --\nwet"),
            ("% tidal-\nlands", "% tidal-\nlands"),
            ("a-\nb-\nc", "a-\nb-\nc"),
            ("12-\n13", "12-\n13"),
            ("sand-\n", "sand-\n"),
        ] {
            assert_eq!(whole_words(source), whole, "{source}");
        }
    }
}
