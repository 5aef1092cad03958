//! The entries and headers that the commands of CV classes set.

use super::{LINE, PARAGRAPH, Reader, TAB};
use crate::extract::latex::{commands, header};

impl Reader<'_> {
    pub(super) fn header_command(&mut self, name: &str) -> bool {
        // moderncv: `\social[github]{ada}`
        let kind = if name == "social" {
            self.input.optional().unwrap_or_default()
        } else {
            name.to_owned()
        };
        let Some(row) = commands::header(kind.trim()) else { return false };
        self.input.skip_space();
        let Some(value) = header::value(row, &mut self.input) else {
            return false;
        };
        let number = self.input.number();
        let later = self.preamble || matches!(name, "title" | "author");
        if !later {
            self.input.push(&header::show(row, &value), number);
        }
        self.header.record(row, value, !later);
        true
    }

    pub(super) fn show_header(&mut self) {
        if !self.preamble {
            self.end_block();
            let text = self.header.compose();
            let number = self.input.number();
            self.input.push(&text, number);
        }
    }

    /// An entry command of a CV class.
    pub(super) fn entry(&mut self, name: &str) -> bool {
        let Some(most) = commands::entry_arguments(name) else {
            return false;
        };
        let number = self.input.number();
        let arguments = self.arguments(most);
        let text = match commands::entry(name, arguments.len()) {
            Some(layout) => lay_out(layout, &arguments),
            None => arguments.join(&LINE.to_string()),
        };
        let text = format!("{PARAGRAPH}{text}{PARAGRAPH}");
        self.input.push_entry(&text, number);
        true
    }

    /// The arguments of a command that nobody knows, where it stands at the
    /// start of a line and says as much as an entry does: each on a line,
    /// but for the number or date in front of them.
    pub(super) fn unknown_entry(&mut self) -> bool {
        /// Words of an entry, at least, and arguments of one whose first is
        /// short.
        const ENTRY: usize = 8;
        const FIELDS: usize = 3;
        /// Bytes of a number or a date.
        const LABEL: usize = 12;
        if self.preamble || !self.flow.at_line_start() {
            return false;
        }
        let words = |text: &str| text.split_whitespace().count();
        let groups = self.input.peek_groups();
        let long = groups.first().is_some_and(|text| words(text) >= ENTRY);
        let fields = groups.iter().filter(|text| words(text) > 1).count();
        let all = groups.iter().map(|text| words(text)).sum::<usize>();
        if !long && (fields < FIELDS || all < ENTRY) {
            return false;
        }
        let number = self.input.number();
        let mut arguments = self.arguments(usize::MAX);
        if let [label, first, ..] = arguments.as_mut_slice()
            && label.len() <= LABEL
        {
            *first = format!("{label}{TAB}{first}");
            arguments.remove(0);
        }
        let text = arguments.join(&LINE.to_string());
        let text = format!("{PARAGRAPH}{text}{PARAGRAPH}");
        self.input.push_entry(&text, number);
        true
    }

    pub(super) fn arguments(&mut self, most: usize) -> Vec<String> {
        while self.input.optional().is_some() {}
        let mut arguments = Vec::new();
        while arguments.len() < most {
            self.input.skip_space();
            match self.input.group() {
                Some(argument) => arguments.push(argument),
                None => break,
            }
        }
        arguments
    }
}

/// Fills a layout of [`commands`] with arguments; gives TeX.
pub(super) fn lay_out(layout: &str, arguments: &[String]) -> String {
    let mut lines = Vec::new();
    for line in layout.split('\n') {
        let (mut out, mut between, mut font) = (String::new(), "", "");
        for (at, c) in line.char_indices() {
            let argument = c.to_digit(10).map(|digit| {
                let place = (digit as usize).saturating_sub(1);
                arguments.get(place).map_or("", |a| a.trim())
            });
            match (c, argument) {
                (_, Some("")) => font = "",
                (_, Some(argument)) => {
                    if !out.is_empty() {
                        out.push_str(&between.replace('\t', &TAB.to_string()));
                    }
                    out.push_str(&format!("{{{font}{argument}}}"));
                    (between, font) = ("", "");
                }
                ('*', None) => font = "\\bfseries ",
                ('/', None) => font = "\\itshape ",
                (_, None) => {
                    let start = line[..at].rfind(|c: char| {
                        c.is_ascii_digit() || c == '*' || c == '/'
                    });
                    between =
                        &line[start.map_or(0, |s| s + 1)..at + c.len_utf8()];
                }
            }
        }
        if !out.is_empty() {
            lines.push(out);
        }
    }
    lines.join(&LINE.to_string())
}
