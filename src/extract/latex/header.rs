//! Name and contact data as the header commands of CV classes state them.

use super::commands::HEADER;
use super::input::Input;
use super::reader::{LINE, PARAGRAPH};
use crate::extract::persons::is_name;
use crate::extract::tex;

/// The values of the header commands met, in source order.
#[derive(Default)]
pub(super) struct Header {
    values: Vec<Value>,
    /// The first name at the head or the foot of the pages.
    page_name: Option<String>,
}

/// The value of one header command.
struct Value {
    /// A row of [`HEADER`].
    row: usize,
    tex: String,
    /// It stands in the text already.
    shown: bool,
}

/// Commands whose value is the name or a part of it.
const NAMES: &[&str] =
    &["name", "author", "firstname", "familyname", "lastname", "ecvname"];

/// Bytes of the head of a page at most.
const LONGEST_HEAD: usize = 200;

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
    "contact",
];

/// Reads the arguments of the header command of a row; None where there are
/// none, and the command is something else.
pub(super) fn value(row: usize, input: &mut Input) -> Option<String> {
    while input.optional().is_some() {}
    let mut value = input.group()?;
    let (name, _) = HEADER[row];
    let joint = match name {
        "name" => " ",
        "address" | "contact" => "\\\\",
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
    let value = fill(name, layout, value);
    if LINES.contains(&name) {
        format!("{PARAGRAPH}{value}{PARAGRAPH}")
    } else {
        format!(" {value} ")
    }
}

/// Puts a value into its layout, unless it is a link already.
fn fill(name: &str, layout: &str, value: &str) -> String {
    let spelled = name.ends_with("mail").then(|| address(value)).flatten();
    let value = spelled.as_deref().unwrap_or(value).trim();
    if value.contains("\\href") || value.contains("\\url") {
        value.to_owned()
    } else if value.contains("://") {
        format!("\\url{{{value}}}")
    } else {
        layout.replace('#', value)
    }
}

/// The address that a value spells out against robots: "roe at example.org".
fn address(value: &str) -> Option<String> {
    const SPELLINGS: &[(&str, &str)] = &[
        (" at ", "@"),
        ("[at]", "@"),
        ("(at)", "@"),
        (" dot ", "."),
        ("[dot]", "."),
        ("(dot)", "."),
    ];
    if value.contains(['@', '\\', '{']) {
        return None;
    }
    let mut address = value.trim().to_lowercase();
    for (spelling, sign) in SPELLINGS {
        address = address.replace(spelling, sign);
    }
    let address: String = address.split_whitespace().collect();
    let (user, host) = address.split_once('@')?;
    let is_one = !user.is_empty() && host.contains('.');
    (is_one && !host.contains('@')).then_some(address)
}

impl Header {
    /// Keeps a value; `shown` tells that it stands in the text already.
    pub(super) fn record(&mut self, row: usize, tex: String, shown: bool) {
        self.values.push(Value { row, tex, shown });
    }

    /// Keeps the name that stands at the head or the foot of each page, alone
    /// or beside what the document is: "Anna Weber – Curriculum Vitae".
    pub(super) fn record_page_head(&mut self, tex: &str) {
        if self.page_name.is_none() && tex.len() < LONGEST_HEAD {
            let text = tex::to_text(tex);
            // "Advisor: Bo Li" is somebody else.
            let labelled = text.contains(':');
            let parts = text.split([',', '|', '–', '—', '\n']);
            let mut parts = parts.map(str::trim).filter(|_| !labelled);
            let name = parts.find(|part| is_name(part));
            self.page_name = name.map(str::to_owned);
        }
    }

    /// The first value of a command.
    fn get(&self, name: &str) -> Option<&str> {
        let found = |value: &&Value| HEADER[value.row].0 == name;
        self.values.iter().find(found).map(|value| value.tex.as_str())
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
            self.name()
                .and_then(|name| plain(&name))
                .or_else(|| self.page_name.clone()),
            self.get("title").and_then(plain),
        )
    }

    /// The TeX that shows what is not shown yet.
    pub(super) fn compose(&mut self) -> String {
        let mut out = String::new();
        let shown = self
            .values
            .iter()
            .any(|value| value.shown && NAMES.contains(&HEADER[value.row].0));
        if !shown && let Some(name) = self.name() {
            out.push_str(&format!("\\chapter*{{{name}}}"));
        }
        for (row, (name, layout)) in HEADER.iter().enumerate() {
            if NAMES.contains(name) {
                continue;
            }
            let values = self.values.iter().filter(|v| v.row == row);
            for value in values.filter(|value| !value.shown) {
                out.push_str(&fill(name, layout, &value.tex));
                out.push(LINE);
            }
        }
        out.push(PARAGRAPH);
        for value in &mut self.values {
            value.shown = true;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_page_may_name_its_owner() {
        for (head, name) in [
            ("{\\large{\\bf Anna Weber}}", Some("Anna Weber")),
            ("Anna Weber --- Curriculum Vitae", Some("Anna Weber")),
            ("Curriculum Vitae", None),
            ("Advisor: Bo Li", None),
            ("\\thepage", None),
        ] {
            let mut header = Header::default();
            header.record_page_head(head);
            assert_eq!(header.metadata().0.as_deref(), name, "{head}");
        }
    }

    #[test]
    fn an_address_may_be_spelled_out() {
        for (value, want) in [
            ("roe at example.org", Some("roe@example.org")),
            ("A.Roe [at] example [dot] org", Some("a.roe@example.org")),
            ("roe@example.org", None),
            ("me at home at last.", None),
            ("\\href{a}{roe at example.org}", None),
        ] {
            assert_eq!(address(value).as_deref(), want, "{value}");
        }
        let shown = fill("email", "<#>", "roe at example.org");
        assert_eq!(shown, "<roe@example.org>");
        assert_eq!(fill("address", "<#>", "at home"), "<at home>");
    }
}
