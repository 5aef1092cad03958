//! Keys to the line that is typed.

use unicode_width::UnicodeWidthStr;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Input {
    text: String,
    /// Where the cursor stands, in bytes.
    at: usize,
}

impl Input {
    /// A line with the cursor at its end.
    pub(super) fn new(text: &str) -> Input {
        let mut input = Input::default();
        input.insert(text);
        input
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Columns before the cursor.
    pub(super) fn column(&self) -> usize {
        self.text[..self.at].width()
    }

    /// Puts a text in; line breaks and the like become blanks.
    pub(super) fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if c.is_control() { ' ' } else { c };
            self.text.insert(self.at, c);
            self.at += c.len_utf8();
        }
    }

    /// Does what a key of this name does in a line; false where it does
    /// nothing.
    pub(super) fn edit(&mut self, key: &str) -> bool {
        let edit = EDITS.iter().find(|(keys, _)| keys.contains(&key));
        edit.map(|(_, edit)| edit(self)).is_some()
    }

    fn take(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.at = from;
    }

    fn before(&self) -> usize {
        let before = self.text[..self.at].char_indices();
        before.last().map_or(0, |(i, _)| i)
    }

    fn after(&self) -> usize {
        let next = self.text[self.at..].chars().next();
        self.at + next.map_or(0, char::len_utf8)
    }

    fn word_before(&self) -> usize {
        let trimmed = self.text[..self.at].trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |i| i + 1)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.at..];
        let blanks = rest.len() - rest.trim_start().len();
        let end = rest.trim_start().find(char::is_whitespace);
        end.map_or(self.text.len(), |i| self.at + blanks + i)
    }
}

/// The keys of a shell's line.
type Edit = (&'static [&'static str], fn(&mut Input));

const EDITS: &[Edit] = &[
    (&["left", "ctrl-b"], |input| input.at = input.before()),
    (&["right", "ctrl-f"], |input| input.at = input.after()),
    (&["home", "ctrl-a"], |input| input.at = 0),
    (&["end", "ctrl-e"], |input| input.at = input.text.len()),
    (&["alt-b", "ctrl-left", "alt-left"], |input| {
        input.at = input.word_before();
    }),
    (&["alt-f", "ctrl-right", "alt-right"], |input| {
        input.at = input.word_after();
    }),
    (&["backspace", "ctrl-h"], |input| {
        input.take(input.before(), input.at);
    }),
    (&["delete", "ctrl-d"], |input| {
        let at = input.at;
        input.take(at, input.after());
    }),
    (&["ctrl-w", "alt-backspace"], |input| {
        input.take(input.word_before(), input.at);
    }),
    (&["ctrl-u"], |input| input.take(0, input.at)),
    (&["ctrl-k"], |input| {
        let at = input.at;
        input.take(at, input.text.len());
    }),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_edit_the_line() {
        for (keys, want, column) in [
            (&["left", "backspace"][..], "kv zürih", 7),
            (&["ctrl-w", "ctrl-w"], "", 0),
            (&["ctrl-w"], "kv ", 3),
            (&["alt-b", "ctrl-k"], "kv ", 3),
            (&["home", "ctrl-right", "ctrl-u"], " zürich", 0),
            (&["ctrl-a", "delete", "ctrl-d"], " zürich", 0),
            (&["left", "left", "left", "ctrl-h"], "kv züich", 5),
            (&["home", "left", "backspace"], "kv zürich", 0),
            (&["end", "right", "delete"], "kv zürich", 9),
        ] {
            let mut input = Input::new("kv zürich");
            for key in keys {
                assert!(input.edit(key), "{key}");
            }
            assert_eq!(
                (input.text(), input.column()),
                (want, column),
                "{keys:?}"
            );
        }
        assert!(!Input::default().edit("f5"));
    }

    #[test]
    fn what_is_pasted_stays_one_line() {
        let mut input = Input::new("ab");
        input.edit("left");
        input.insert("x\ny\u{1b}");
        assert_eq!(input.text(), "ax y b");
    }
}
