//! What a Markdown file holds and its page does not show: comments, style
//! sheets, scripts, template directives, marks of broken lines.
//! Directives alone are taken out of other pages, too.

use std::borrow::Cow;

/// A construct that is not shown.
#[derive(Clone, Copy)]
struct Mark {
    opening: &'static str,
    closing: &'static str,
    /// Carried out also in code: templates are filled in before Markdown
    /// is read.
    in_code: bool,
    unclosed: Unclosed,
}

/// What becomes of a construct that never ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unclosed {
    /// It is text.
    Shown,
    /// It hides the rest, as in a browser.
    Hides,
    /// Its opening tag alone is dropped: a file that was cut must not lose
    /// all its text, as it would in a browser.
    Dropped,
}

/// Directives of Liquid and its like.
const TAGS: &[Mark] = &[
    mark("{%", "%}", true, Unclosed::Shown),
    mark("{{", "}}", true, Unclosed::Shown),
];

const MARKS: &[Mark] = &[
    mark("<!--", "-->", false, Unclosed::Hides),
    mark("<style", "</style", false, Unclosed::Dropped),
    mark("<script", "</script", false, Unclosed::Dropped),
    TAGS[0],
    TAGS[1],
    mark("{:", "}", false, Unclosed::Shown),
    // Pandoc's attributes: `[a](b){target="_blank"}`, `# A {.unnumbered}`.
    mark("{target=", "}", false, Unclosed::Shown),
    mark("{.", "}", false, Unclosed::Shown),
    mark("{#", "}", false, Unclosed::Shown),
];

const fn mark(
    opening: &'static str,
    closing: &'static str,
    in_code: bool,
    unclosed: Unclosed,
) -> Mark {
    Mark { opening, closing, in_code, unclosed }
}

/// The longest code within a line, and the longest tag, in bytes.
const LONGEST: usize = 400;

/// Blanks out what is not shown, keeping every line break in its place.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let text = match text.contains(OPENING) {
        true => Cow::Owned(blanked(text, MARKS)),
        false => Cow::Borrowed(text),
    };
    match text.contains('\\') {
        true => Cow::Owned(without_broken_lines(&text)),
        false => text,
    }
}

/// Blanks out the directives of templates, keeping every line break.
pub(in crate::extract) fn without_tags(text: &str) -> String {
    blanked(text, TAGS)
}

/// What each of [`MARKS`] opens with.
const OPENING: [char; 2] = ['<', '{'];

/// Blanks out what some marks enclose.
fn blanked(text: &str, marks: &[Mark]) -> String {
    // Tags are written in either case; offsets stay the same.
    let lower = text.to_ascii_lowercase();
    let mut blanks = Blanks {
        text,
        lower: &lower,
        marks,
        at: 0,
        out: String::with_capacity(text.len()),
        fence: None,
        never: [false; MARKS.len()],
    };
    while blanks.at < text.len() {
        blanks.step();
    }
    blanks.out
}

/// A place in a text, and what is shown of the text before it.
struct Blanks<'a> {
    text: &'a str,
    lower: &'a str,
    marks: &'a [Mark],
    at: usize,
    out: String,
    /// What closes the code around, where some is open.
    fence: Option<&'a str>,
    /// Which marks are closed nowhere behind this place.
    never: [bool; MARKS.len()],
}

impl<'a> Blanks<'a> {
    /// Goes on to the next place where something may begin.
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        if self.at == 0 || self.text[..self.at].ends_with('\n') {
            self.line(first_line(rest));
        }
        let lower = &self.lower[self.at..];
        let opens = lower.starts_with(OPENING);
        let found = (0..self.marks.len()).filter(|_| opens).find(|&i| {
            let mark = self.marks[i];
            (self.fence.is_none() || mark.in_code)
                && lower.starts_with(mark.opening)
                && is_whole(&lower[mark.opening.len()..], mark)
                && (mark.unclosed != Unclosed::Dropped || self.opens_line())
        });
        if let Some(length) = found.and_then(|i| self.hide(i)) {
            let hidden = &rest[..length];
            self.out.extend(hidden.chars().filter(|&c| c == '\n'));
            self.at += length;
            return;
        }
        let code = match self.fence {
            None => code(rest),
            Some(_) => None,
        };
        let length = code.unwrap_or_else(|| {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let stops = |byte: &u8| matches!(byte, b'<' | b'{' | b'`' | b'\n');
            let next = rest.as_bytes()[first..].iter().position(stops);
            // A line break is passed with what is before it.
            next.map_or(rest.len(), |next| {
                let next = first + next;
                next + usize::from(rest[next..].starts_with('\n'))
            })
        });
        // The break itself may be all that is passed.
        let length = match rest.starts_with('\n') {
            true => 1,
            false => length,
        };
        self.out.push_str(&rest[..length]);
        self.at += length;
    }

    /// Whether a tag here begins its line or follows another; within a
    /// sentence it is spoken of.
    fn opens_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '>'])
    }

    /// Opens or closes a block of code, where this line does.
    fn line(&mut self, line: &'a str) {
        let line = line.trim();
        let mark = line.trim_start_matches('`');
        let mark = match mark.len() == line.len() {
            true => line.trim_start_matches('~'),
            false => mark,
        };
        let (fence, said) = line.split_at(line.len() - mark.len());
        match self.fence {
            Some(open) if said.is_empty() && fence.starts_with(open) => {
                self.fence = None;
            }
            None if fence.len() > 2 && !said.contains('`') => {
                self.fence = Some(fence);
            }
            _ => {}
        }
    }

    /// How many bytes a mark that opens here hides, where it does.
    fn hide(&mut self, mark: usize) -> Option<usize> {
        let Mark { opening, closing, unclosed, .. } = *self.marks.get(mark)?;
        let lower = &self.lower[self.at..];
        let never = self.never.get_mut(mark)?;
        let end = match *never {
            true => None,
            false => lower[opening.len()..].find(closing),
        };
        let Some(end) = end else {
            *never = true;
            return match unclosed {
                Unclosed::Shown => None,
                Unclosed::Hides => Some(lower.len()),
                Unclosed::Dropped => {
                    let tag = &lower[..lower.floor_char_boundary(LONGEST)];
                    tag.find('>').map(|end| end + 1)
                }
            };
        };
        let end = opening.len() + end + closing.len();
        if !closing.starts_with("</") {
            return Some(end);
        }
        // Past the end of the closing tag.
        let tag = lower[end..].trim_start();
        let blanks = lower.len() - end - tag.len();
        Some(end + blanks + usize::from(tag.starts_with('>')))
    }
}

/// Whether an opening is a whole name: `<style>`, but no `<styled>`.
fn is_whole(behind: &str, mark: Mark) -> bool {
    mark.unclosed != Unclosed::Dropped
        || behind.starts_with(|c: char| c.is_whitespace() || "/>".contains(c))
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// How many bytes of code within a line a text begins with.
fn code(text: &str) -> Option<usize> {
    let inside = text.trim_start_matches('`');
    let (ticks, _) = text.split_at(text.len() - inside.len());
    if ticks.is_empty() {
        return None;
    }
    let line = &inside[..inside.floor_char_boundary(LONGEST)];
    let length = match first_line(line).find(ticks) {
        Some(end) => ticks.len() * 2 + end,
        None => ticks.len(),
    };
    Some(length)
}

/// Drops the backslashes that end a line in kramdown (`Ann Roe\\`) and in
/// Pandoc: every line break is one here. A line with nothing else is blank.
fn without_broken_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        match words.strip_suffix('\\') {
            Some(words) => {
                out.push_str(words.trim_end_matches(['\\', ' ']));
                out.push('\n');
            }
            None => out.push_str(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_not_shown() {
        for (text, want) in [
            ("a{% for b in c %}d{{ e\n| f }}g", "ad\ng"),
            ("<a href=\"{{ '/b' }}\">c</a>", "<a href=\"\">c</a>"),
            ("p { a: b } <!-- c --> {% d", "p { a: b } <!-- c --> {% d"),
        ] {
            assert_eq!(without_tags(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_not_shown_keeps_its_lines() {
        for (text, want) in [
            ("a <!-- b\n\nc --> d", "a \n\n d"),
            ("a <!-- b\nc", "a \n"),
            (
                "<head>\n<style>\n\n  p { }\n\n  </style>\n</head>\n# A",
                "<head>\n\n\n\n\n\n</head>\n# A",
            ),
            ("<SCRIPT src='x'>\na\n</Script >b", "\n\nb"),
            ("<style> a\n# B", " a\n# B"),
            ("<styled>a</styled>", "<styled>a</styled>"),
            (
                "I keep the <style> plugin.\n\n- A\n- Close </style> tags",
                "I keep the <style> plugin.\n\n- A\n- Close </style> tags",
            ),
            ("<b>a</b> <style>b</style>", "<b>a</b> "),
            ("Use `<style>` and `<!--` here", "Use `<style>` and `<!--` here"),
            (
                "```html\n<script>\n```\n<script>x</script>b",
                "```html\n<script>\n```\nb",
            ),
            ("~~~\n<!--\n```\n~~~\n<!-- a -->b", "~~~\n<!--\n```\n~~~\nb"),
            ("# A {.big}\n{: .b}{{ c }}{% d %}", "# A \n"),
            ("{{ a\n{% b\n{: c", "{{ a\n{% b\n{: c"),
            ("Ann Roe \\\n\\\nMoss\\\\\n", "Ann Roe\n\nMoss\n"),
            ("a ` b ``` c", "a ` b ``` c"),
            ("Größe ` é\n", "Größe ` é\n"),
        ] {
            assert_eq!(without(text), want, "{text}");
        }
    }

    #[test]
    fn hostile_marks_take_little_time() {
        let started = std::time::Instant::now();
        for mark in ["<style>", "<script", "{%", "{{", "`", "``` ", "{:\n"] {
            without(&mark.repeat(200_000));
        }
        assert!(started.elapsed().as_secs() < 10);
    }
}
