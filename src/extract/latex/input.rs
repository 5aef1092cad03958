//! The TeX source as it is consumed: files and macro bodies, one within the
//! other.

use std::rc::Rc;

use super::hyphens::whole_words;

/// What may be spent on looking ahead and on expanding, in bytes; a source
/// that needs more is a bomb, and is read on without expanding.
const BUDGET: usize = 24 << 20;

/// What an expansion costs, however short it is.
const EXPANSION: usize = 512;

/// Macro bodies and files open at once.
const DEPTH: usize = 80;

/// A stack of texts, the topmost being read.
pub(super) struct Input {
    frames: Vec<Frame>,
    budget: usize,
}

struct Frame {
    text: Rc<str>,
    at: usize,
    number: u32,
    /// The name of the file, or empty for the body of a macro.
    file: String,
    /// The body of a macro that sets one entry.
    entry: bool,
}

impl Input {
    /// Begins to read a source, of that file name.
    pub(super) fn new(source: &str, name: &str) -> Input {
        let root = Frame {
            text: (*whole_words(source)).into(),
            at: 0,
            number: 1,
            file: name.to_owned(),
            entry: false,
        };
        Input { frames: vec![root], budget: BUDGET }
    }

    /// Reads what a macro stands for before going on; drops it where the
    /// limits are reached. `number` is the line the macro stands on.
    pub(super) fn push(&mut self, text: &str, number: u32) {
        self.push_frame(text, "", number, false);
    }

    /// Likewise, for a macro that sets one entry.
    pub(super) fn push_entry(&mut self, text: &str, number: u32) {
        self.push_frame(text, "", number, true);
    }

    /// Reads a file before going on.
    pub(super) fn push_file(&mut self, text: &str, name: &str) {
        let number = self.number();
        self.push_frame(text, name, number, false);
    }

    fn push_frame(
        &mut self,
        text: &str,
        file: &str,
        number: u32,
        entry: bool,
    ) {
        self.settle();
        if self.frames.len() < DEPTH && self.spend(text.len() + EXPANSION) {
            let (text, file) = (text.into(), file.to_owned());
            self.frames.push(Frame { text, at: 0, number, file, entry });
        }
    }

    /// Whether a file is being read already.
    pub(super) fn reads(&self, file: &str) -> bool {
        self.frames.iter().any(|frame| frame.file == file)
    }

    /// The number of files being read.
    pub(super) fn files(&self) -> usize {
        self.frames.iter().filter(|frame| !frame.file.is_empty()).count()
    }

    /// Whether what comes next stems from a macro.
    pub(super) fn in_macro(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.file.is_empty())
    }

    /// Whether what comes next belongs to an entry that a macro sets.
    pub(super) fn in_entry(&self) -> bool {
        self.frames.iter().any(|frame| frame.entry)
    }

    /// The line of the outermost file that is being read. Within a macro
    /// that is close to the truth: arguments bring their line ends along.
    pub(super) fn number(&self) -> u32 {
        // A file drawn in counts its own lines, which are not the source's.
        let own = self.frames.iter().skip(1).position(|f| !f.file.is_empty());
        let frames = own.map_or(&self.frames[..], |at| &self.frames[..=at]);
        let inner = frames.last().map_or(0, |frame| frame.number);
        self.frames.first().map_or(0, |frame| frame.number.min(inner))
    }

    /// Leaves the texts that are read to their end.
    fn settle(&mut self) {
        while self.frames.len() > 1
            && self.frames.last().is_some_and(|f| f.at >= f.text.len())
        {
            self.frames.pop();
        }
    }

    /// What is left of the text being read.
    pub(super) fn rest(&mut self) -> &str {
        self.settle();
        self.frames.last().map_or("", |frame| &frame.text[frame.at..])
    }

    pub(super) fn peek(&mut self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves on by some bytes of [`Input::rest`].
    pub(super) fn skip(&mut self, length: usize) {
        if let Some(frame) = self.frames.last_mut() {
            let passed = &frame.text.as_bytes()[frame.at..][..length];
            let lines = passed.iter().filter(|&&b| b == b'\n').count();
            frame.number += u32::try_from(lines).unwrap_or(0);
            frame.at += length;
        }
    }

    /// Consumes a prefix, where it is there.
    pub(super) fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.skip(prefix.len());
        }
        found
    }

    /// Takes some bytes of [`Input::rest`].
    pub(super) fn take(&mut self, length: usize) -> String {
        let taken = self.rest()[..length].to_owned();
        self.skip(length);
        taken
    }

    /// Skips the rest of a comment, its line end, and the next line's indent;
    /// not the line end where the next line is empty, for that one ends a
    /// paragraph.
    pub(super) fn skip_comment(&mut self) {
        let rest = self.rest();
        let (comment, next) =
            rest.split_at(rest.find('\n').unwrap_or(rest.len()));
        let next = next.strip_prefix('\n').unwrap_or(next);
        let next = next.trim_start_matches([' ', '\t']);
        let behind = rest.len() - next.len();
        let length =
            if next.starts_with('\n') { comment.len() } else { behind };
        self.skip(length);
    }

    /// Skips blanks, comments and single line ends.
    pub(super) fn skip_space(&mut self) {
        loop {
            let length = space(self.rest());
            if length == 0 {
                return;
            }
            self.skip(length);
        }
    }

    /// Reads the command whose backslash has been consumed.
    pub(super) fn name(&mut self) -> String {
        let rest = self.rest();
        let is_letter = |b: &u8| b.is_ascii_alphabetic() || *b == b'@';
        let letters = rest.bytes().take_while(is_letter).count();
        if letters == 0 {
            let length = rest.chars().next().map_or(0, char::len_utf8);
            return self.take(length);
        }
        let name = self.take(letters);
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.skip(blanks);
        name
    }

    /// Reads a group in braces, where one comes next; gives its contents.
    pub(super) fn group(&mut self) -> Option<String> {
        self.skip_space();
        let end = self.group_end()?;
        let contents = self.rest()[1..end].to_owned();
        self.skip(end + 1);
        Some(contents)
    }

    /// What is in the group that comes next, which stays to be read.
    pub(super) fn peek_group(&mut self) -> Option<&str> {
        let end = self.group_end()?;
        Some(&self.rest()[1..end])
    }

    /// What is in each of the groups that come next, which stay to be read.
    pub(super) fn peek_groups(&mut self) -> Vec<&str> {
        let left = self.budget;
        let whole = self.rest();
        let mut rest = whole;
        let (mut ranges, mut read) = (Vec::new(), 0);
        loop {
            let behind = &rest[space(rest)..];
            let (passed, end) = group_in(behind, left.saturating_sub(read));
            read += passed;
            let Some(end) = end else { break };
            let start = whole.len() - behind.len() + 1;
            ranges.push(start..start + end - 1);
            rest = &behind[end + 1..];
        }
        self.spend(read);
        let text = self.rest();
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    /// Skips what a length is set to: `=0.75 true cm plus 1pt`, `1`.
    pub(super) fn skip_length(&mut self) {
        let length = length(self.rest());
        self.skip(length);
    }

    /// Skips commands and groups that follow one another.
    pub(super) fn skip_arguments(&mut self) {
        const MOST: usize = 4;
        for _ in 0..MOST {
            if self.optional().is_some() || self.group().is_some() {
                continue;
            }
            if !self.rest().starts_with('\\') {
                return;
            }
            self.skip(1);
            self.name();
        }
    }

    /// Whether nothing follows on the line, and nothing on the next.
    pub(super) fn ends_paragraph(&mut self) -> bool {
        let mut lines = self.rest().splitn(3, '\n').take(2);
        let blank = |line: Option<&str>| {
            line.is_some_and(|line| line.trim().is_empty())
        };
        blank(lines.next()) && blank(lines.next())
    }

    /// The place of the brace that closes the group that comes next.
    fn group_end(&mut self) -> Option<usize> {
        let left = self.budget;
        let (passed, end) = group_in(self.rest(), left);
        self.spend(passed).then_some(end)?
    }

    /// Reads what a command takes for its argument: a group or one token.
    pub(super) fn argument(&mut self) -> Option<String> {
        self.skip_space();
        match self.peek()? {
            '{' => self.group(),
            '}' => None,
            '\\' => {
                self.skip(1);
                Some(format!("\\{}", self.name()))
            }
            c => Some(self.take(c.len_utf8())),
        }
    }

    /// Reads an argument in square brackets, where one comes next.
    pub(super) fn optional(&mut self) -> Option<String> {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let mut depth = 0usize;
        let rest = rest[blanks..].strip_prefix('[')?;
        let end = rest.bytes().take(2000).position(|byte| {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            byte == b']' && depth == 0
        })?;
        let contents = rest[..end].to_owned();
        if contents.contains("\n\n") || !self.spend(end) {
            return None;
        }
        self.skip(blanks + end + 2);
        Some(contents)
    }

    /// Skips to the end of a text that stands in the current file, it
    /// included; to the end of the file where it does not.
    pub(super) fn skip_past(&mut self, text: &str) {
        let rest = self.rest();
        let end = rest.find(text).map_or(rest.len(), |at| at + text.len());
        self.skip(end);
    }

    /// Ends the file that is being read.
    pub(super) fn end(&mut self) {
        let file = self.frames.iter().rposition(|f| !f.file.is_empty());
        self.frames.truncate(file.map_or(1, |at| at + 1));
        let length = self.rest().len();
        self.skip(length);
    }

    /// Whether the budget is spent, and nothing is to be expanded any more.
    pub(super) fn is_spent(&self) -> bool {
        self.budget == 0
    }

    /// Takes from the budget; whether it sufficed.
    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.budget.checked_sub(bytes);
        self.budget = left.unwrap_or(0);
        left.is_some()
    }
}

/// The bytes of blanks, comments and single line ends that a text opens with.
fn space(text: &str) -> usize {
    let mut rest = text;
    loop {
        let after = rest.trim_start_matches([' ', '\t']);
        let line = after.strip_prefix('\n').filter(|next| {
            !next.trim_start_matches([' ', '\t']).starts_with('\n')
        });
        let after = line.unwrap_or(after);
        let after = match after.starts_with('%') {
            true => &after[after.find('\n').unwrap_or(after.len())..],
            false => after,
        };
        if after.len() == rest.len() {
            return text.len() - rest.len();
        }
        rest = after;
    }
}

/// The bytes that were looked at for the brace that closes the group a text
/// opens with, `most` at most, and where it is.
fn group_in(text: &str, most: usize) -> (usize, Option<usize>) {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'{') {
        return (0, None);
    }
    let (mut depth, mut at) = (0usize, 0);
    while let Some(byte) = bytes.get(at).filter(|_| at <= most) {
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return (at, Some(at)),
            b'}' => depth -= 1,
            b'%' => {
                let comment = &bytes[at..];
                at += comment
                    .iter()
                    .position(|&b| b == b'\n')
                    .unwrap_or(comment.len());
            }
            _ => {}
        }
        at += 1;
    }
    (at, None)
}

/// The bytes of the length that a text opens with, an equals sign before it.
fn length(text: &str) -> usize {
    const UNITS: &[&str] =
        &["pt", "cm", "mm", "in", "em", "ex", "pc", "fill", "fil"];
    let rest = text.trim_start_matches([' ', '=']);
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let mut behind = rest.trim_start_matches(digits);
    if behind.len() == rest.len() {
        return 0;
    }
    let unit = behind.trim_start();
    let unit = unit.strip_prefix("true").map_or(unit, str::trim_start);
    let known = UNITS.iter().find_map(|word| unit.strip_prefix(word));
    // "-1.5ptabc" ends with its unit, "1 inch" is a number and a word.
    let close = unit.len() == behind.len();
    if let Some(rest) = known
        && (close || !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        behind = rest;
    }
    for joint in ["plus", "minus"] {
        if let Some(rest) = behind.trim_start().strip_prefix(joint) {
            behind = &rest[length(rest)..];
        }
    }
    text.len() - behind.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::latex::fragment;

    #[test]
    fn an_empty_line_behind_a_comment_ends_a_paragraph() {
        for (text, paragraphs) in [
            ("Moss on roofs. % a note\n\nMoss on walls.", 2),
            ("Moss on roofs.\n% a note\n  \nMoss on walls.", 2),
            ("Moss on roofs.\n  % a note\n% another\n\nMoss on walls.", 2),
            ("Moss on roofs.\n\\smallbreak\nMoss on walls.", 2),
            ("Moss on roofs, % a note\n  and on walls.", 1),
            ("Moss on roofs,\n% a note\nand on walls.", 1),
            ("\\textbf% a note\n{Moss on roofs}", 1),
        ] {
            assert_eq!(fragment(text, 1).len(), paragraphs, "{text}");
        }
    }

    #[test]
    fn commands_that_nobody_knows_may_set_entries() {
        for (text, want) in [
            (
                "\\work%\n  {C7.}%\n  {\\href{a.pdf}{Slow Rivers of the North}}%\n  \
                 {Ann Roe and Bo Li}\n  {Sand Letters, 2020}\n",
                &[
                    "C7.\tSlow Rivers of the North",
                    "Ann Roe and Bo Li",
                    "Sand Letters, 2020",
                ][..],
            ),
            ("\\pair{Kiel}{Moss on roofs}", &["Kiel\tMoss on roofs"]),
        ] {
            let read = fragment(text, 1);
            let lines: Vec<String> = read[0]
                .lines
                .iter()
                .map(|line| line.runs.iter().map(|r| &*r.text).collect())
                .collect();
            assert_eq!(lines, want, "{text}");
        }
    }

    #[test]
    fn quotes_and_others_may_be_commands() {
        for (text, want) in [
            (
                "\\say{Moss on \\emph{Roofs}.} Ferns.",
                "“Moss on Roofs.” Ferns.",
            ),
            ("A. Roe, \\enquote*{Sand}", "A. Roe, “Sand”"),
            (
                "\\enquote{On \\enquote{Sand} and \\textquote{Reed}}, 3",
                "“On ‘Sand’ and Reed”, 3",
            ),
            ("\\say{Moss on \\emph{Roofs}. Ferns.", "Moss on Roofs. Ferns."),
            ("\\enquote{Moss \\enquote{on}", "Moss “on”"),
            ("{M}\\kern-1.5ptarie", "Marie"),
            ("A. Roe, \\etal{43}, Moss", "A. Roe, et al., Moss"),
            ("A. Roe \\etal{} Moss", "A. Roe et al. Moss"),
        ] {
            let blocks = fragment(text, 1);
            let runs = blocks.iter().flat_map(|block| &block.lines[0].runs);
            let read: String = runs.map(|run| run.text.as_str()).collect();
            assert_eq!(read, want, "{text}");
        }
    }

    #[test]
    fn lengths_are_no_text() {
        for (text, rest) in [
            ("=0.75 true cm\\hangafter", "\\hangafter"),
            ("3pt plus 1pt minus.5pt in Kiel", " in Kiel"),
            ("-0.23em} x", "} x"),
            ("=1 \\noindent", " \\noindent"),
            ("3 inches", " inches"),
            ("-1.5ptatthew", "atthew"),
            ("2pt.~%", ".~%"),
            (" of text", " of text"),
        ] {
            assert_eq!(&text[length(text)..], rest, "{text}");
        }
    }
}
