//! Name and contact data as the header commands of CV classes state them.

use super::commands::HEADER;
use super::input::Input;
use super::reader::{LINE, PARAGRAPH};
use crate::extract::tex;

/// The values of the header commands met, in source order.
#[derive(Default)]
pub(super) struct Header {
    /// Rows of [`HEADER`] with the TeX of their value.
    values: Vec<(usize, String)>,
}

/// Commands whose value is the name or a part of it.
const NAMES: &[&str] =
    &["name", "author", "firstname", "familyname", "lastname", "ecvname"];

/// Commands whose value stands on lines of its own.
const LINES: &[&str] = &[
    "title",
    "position",
    "jobtitle",
    "tagline",
    "institute",
    "affiliation",
    "address",
    "ecvaddress",
];

/// Reads the arguments of the header command of a row; None where there are
/// none, and the command is something else.
pub(super) fn value(row: usize, input: &mut Input) -> Option<String> {
    while input.optional().is_some() {}
    let mut value = input.group()?;
    let (name, _) = HEADER[row];
    let joint = match name {
        "name" => " ",
        "address" => "\\\\",
        // The second argument is how to show the first.
        _ => "",
    };
    while input.rest().starts_with('{') {
        let Some(more) = input.group() else { break };
        if !joint.is_empty() && !more.trim().is_empty() {
            // `\name{张}{昕}`: names in Chinese have no blanks.
            let cjk = |c: char| ('\u{3040}'..'\u{fb00}').contains(&c);
            if !(value.ends_with(cjk) && more.starts_with(cjk)) {
                value.push_str(joint);
            }
            value.push_str(&more);
        }
    }
    Some(value)
}

/// The TeX that shows one value.
pub(super) fn show(row: usize, value: &str) -> String {
    let (name, layout) = HEADER[row];
    if NAMES.contains(&name) {
        return format!("\\chapter*{{{value}}}");
    }
    let value = fill(layout, value);
    if LINES.contains(&name) {
        format!("{PARAGRAPH}{value}{PARAGRAPH}")
    } else {
        format!(" {value} ")
    }
}

/// Puts a value into its layout, unless it is a link already.
fn fill(layout: &str, value: &str) -> String {
    let value = value.trim();
    if value.contains("\\href") || value.contains("\\url") {
        value.to_owned()
    } else if value.contains("://") {
        format!("\\url{{{value}}}")
    } else {
        layout.replace('#', value)
    }
}

impl Header {
    pub(super) fn record(&mut self, row: usize, value: String) {
        self.values.push((row, value));
    }

    /// The first value of a command.
    fn get(&self, name: &str) -> Option<&str> {
        let found = |value: &&(usize, String)| HEADER[value.0].0 == name;
        self.values.iter().find(found).map(|value| value.1.as_str())
    }

    /// The name, as TeX, what does not belong to it cut off.
    fn name(&self) -> Option<String> {
        let last = self.get("familyname").or(self.get("lastname"));
        let whole = match (self.get("firstname"), last) {
            (Some(first), Some(last)) => format!("{first} {last}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => {
                let rows = ["name", "ecvname", "author"];
                rows.iter().find_map(|row| self.get(row))?.to_owned()
            }
        };
        let end = ["\\\\", "\\thanks", "\\and", "\\footnote", "\\vspace"]
            .iter()
            .filter_map(|cut| whole.find(cut))
            .min()
            .unwrap_or(whole.len());
        let name = &whole[..end];
        let plain = tex::to_text(name);
        plain.chars().any(char::is_alphabetic).then(|| name.to_owned())
    }

    /// The name and the title as plain text.
    pub(super) fn metadata(&self) -> (Option<String>, Option<String>) {
        let plain = |tex: &str| {
            Some(tex::to_text(tex)).filter(|text| !text.is_empty())
        };
        (
            self.name().and_then(|name| plain(&name)),
            self.get("title").and_then(plain),
        )
    }

    /// The TeX that shows all values; empties them but for the metadata.
    pub(super) fn compose(&self) -> String {
        let mut out = String::new();
        if let Some(name) = self.name() {
            out.push_str(&format!("\\chapter*{{{name}}}"));
        }
        for (row, (name, layout)) in HEADER.iter().enumerate() {
            if NAMES.contains(name) {
                continue;
            }
            for (_, value) in self.values.iter().filter(|v| v.0 == row) {
                out.push_str(&fill(layout, value));
                out.push(LINE);
            }
        }
        out.push(PARAGRAPH);
        out
    }
}
