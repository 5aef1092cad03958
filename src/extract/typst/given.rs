//! What calls are given to print: those of Typst itself by what they do,
//! those of templates by the names of what they are given.

use super::Reader;
use super::code::{Argument, Value};
use crate::model::{Role, Style};

/// Calls that print nothing that is read.
const SILENT: &[&str] = &[
    "line",
    "image",
    "rect",
    "circle",
    "pagebreak",
    "colbreak",
    "counter",
    "outline",
    "metadata",
    "icon",
    "fa-icon",
    "bibliography",
    "state",
    "query",
    "lorem",
    "datetime",
    "repeat",
];

/// Calls that print what they are given in place, in one piece.
const IN_PLACE: &[&str] = &[
    "text",
    "strong",
    "emph",
    "box",
    "smallcaps",
    "underline",
    "highlight",
    "sub",
    "super",
    "upper",
    "lower",
    "raw",
    "overline",
    "strike",
    "hide",
];

/// Likewise in a place of its own.
const APART: &[&str] = &[
    "align", "block", "pad", "par", "stack", "columns", "place", "footnote",
    "figure", "center", "rotate", "scale", "move", "page", "section",
];

/// Calls that print cells.
const OF_CELLS: &[&str] = &["grid", "table"];

/// Calls that print items.
const OF_ITEMS: &[&str] = &["list", "enum"];

/// Names of what sets up how something looks.
const LOOKS: &[&str] = &[
    "font",
    "fill",
    "size",
    "weight",
    "style",
    "paper",
    "lang",
    "language",
    "icon",
    "color",
    "colour",
    "theme",
    "width",
    "height",
    "stroke",
    "align",
    "dir",
    "margin",
    "region",
    "accent-color",
    "font-size",
    "header-font",
    "date-format",
    "supplement",
    "marker",
    "spacing",
    "inset",
    "radius",
    "columns",
    "gutter",
    "profile-picture",
    "bibliography-style",
];

/// Names of parts of a list of what a template puts at the head.
const NAMES: &[&str] = &["name", "author", "fullname", "full-name"];
const FIRST: &[&str] = &["firstname", "first-name", "first"];
const LAST: &[&str] = &["lastname", "last-name", "last"];

impl<'a> Reader<'a> {
    /// Adds what a call prints.
    pub(super) fn given(
        &mut self,
        name: &str,
        given: &[Argument<'a>],
        style: Style,
        depth: usize,
    ) {
        let name = name.rsplit('.').next().unwrap_or(name);
        if SILENT.contains(&name) {
            return;
        }
        match name {
            "parbreak" => self.flow.close(),
            "linebreak" => self.flow.break_line(),
            "link" => self.link(given, style, depth),
            "h" => match given.iter().any(|one| is_fraction(&one.value)) {
                true => self.flow.tab(),
                false => self.flow.blank(),
            },
            "v" => self.flow.close(),
            "heading" | "section" | "section-title" | "cvsection"
            | "cv-section" => {
                self.flow.close();
                self.flow.set_role(Role::Heading(2));
                self.printed(given, style, depth, " ");
                self.flow.close();
            }
            _ if IN_PLACE.contains(&name) => {
                let bold = style.bold || name == "strong";
                let italic = style.italic || name == "emph";
                self.printed(
                    given,
                    Style { bold, italic, ..style },
                    depth,
                    "",
                );
            }
            _ if OF_CELLS.contains(&name) => self.cells(given, style, depth),
            _ if OF_ITEMS.contains(&name) => self.items(given, style, depth),
            _ if APART.contains(&name) => {
                self.flow.close();
                self.printed(given, style, depth, " ");
                self.flow.close();
            }
            _ if self.nested => self.printed(given, style, depth, " – "),
            // A template's: "#entry("Lecturer", "Moss Hall", "2020")".
            _ => {
                self.flow.close();
                self.printed(given, style, depth, ", ");
                self.flow.close();
            }
        }
    }

    /// Adds what arguments print, parted as told.
    pub(super) fn printed(
        &mut self,
        given: &[Argument<'a>],
        style: Style,
        depth: usize,
        parting: &str,
    ) {
        let mut first = true;
        for argument in given.iter().filter(|argument| !is_look(argument)) {
            let shown = match &argument.value {
                Value::Text(text) => !text.trim().is_empty(),
                Value::Content(inside) => !inside.trim().is_empty(),
                Value::List(list) => !list.is_empty(),
                Value::Number(said) => {
                    argument.key.is_some_and(is_year) || is_of_year(said)
                }
                Value::Code(code) => {
                    is_call(code) || self.resolved(code).is_some()
                }
            };
            if !shown {
                continue;
            }
            if !first {
                self.say(parting, style, None);
            }
            first = false;
            self.value(&argument.value, style, depth, parting);
        }
    }

    fn value(
        &mut self,
        value: &Value<'a>,
        style: Style,
        depth: usize,
        parting: &str,
    ) {
        match value {
            Value::Text(text) => self.say(text, style, None),
            Value::Content(inside) => self.markup(inside, style, depth + 1),
            Value::List(list) => self.printed(list, style, depth + 1, parting),
            Value::Number(said) => self.add(said, style),
            Value::Code(code) if is_call(code) => {
                let outer = std::mem::replace(&mut self.nested, true);
                if depth < super::DEEPEST {
                    self.code(code, style, depth + 1);
                }
                self.nested = outer;
            }
            Value::Code(name) => self.named(name, style, depth),
        }
    }

    /// What a name stands for, or a part of it: `author.name`.
    fn resolved(&self, name: &str) -> Option<&Value<'a>> {
        let mut parts = name.trim().split('.');
        let mut value = self.values.get(parts.next()?)?;
        for part in parts {
            let Value::List(list) = value else { return None };
            let one = list.iter().find(|one| one.key == Some(part))?;
            value = &one.value;
        }
        Some(value)
    }

    /// Adds what a name stands for, as long as not too much is printed so.
    pub(super) fn named(&mut self, name: &str, style: Style, depth: usize) {
        let Some(value) = self.resolved(name) else {
            if name.starts_with("sym.dash") {
                self.say("–", style, None);
            }
            return;
        };
        let length = match value {
            Value::Text(text) => text.len(),
            Value::Content(said) | Value::Code(said) => said.len(),
            _ => name.len(),
        };
        let left = self.budget.checked_sub(length.max(1));
        if let Some(left) = left.filter(|_| depth < super::DEEPEST) {
            let value = value.clone();
            self.budget = left;
            self.value(&value, style, depth + 1, ", ");
        }
    }

    /// Adds a link: `#link("target")[words]`.
    fn link(&mut self, given: &[Argument<'a>], style: Style, depth: usize) {
        let Some((target, shown)) = given.split_first() else { return };
        let Value::Text(target) = &target.value else {
            return self.printed(shown, style, depth, "");
        };
        let around = self.link.replace(target.clone());
        if shown.is_empty() {
            let bare = target.trim_start_matches("mailto:");
            self.say(bare, style, Some(target));
        } else {
            self.printed(shown, style, depth, "");
        }
        self.link = around;
    }

    /// Adds the cells of a grid, a line for each row.
    fn cells(&mut self, given: &[Argument<'a>], style: Style, depth: usize) {
        let columns = given.iter().find(|one| one.key == Some("columns"));
        let columns = columns.map_or(1, |columns| match &columns.value {
            Value::Number(number) => number.parse().unwrap_or(1).max(1),
            Value::List(list) => list.len().max(1),
            _ => 1,
        });
        let cells = given.iter().filter(|one| match &one.value {
            Value::Number(_) => false,
            // `table.header(…)`, `table.hline()`
            Value::Code(code) => {
                one.key.is_none() && !code.starts_with("table.")
            }
            _ => one.key.is_none(),
        });
        self.flow.close();
        for (at, cell) in cells.enumerate() {
            match at % columns {
                0 => self.flow.close(),
                _ => self.flow.tab(),
            }
            self.value(&cell.value, style, depth, " ");
        }
        self.flow.close();
    }

    fn items(&mut self, given: &[Argument<'a>], style: Style, depth: usize) {
        for item in given.iter().filter(|one| one.key.is_none()) {
            self.flow.close();
            self.flow.set_role(Role::Item(0));
            self.value(&item.value, style, depth, " ");
        }
        self.flow.close();
    }

    /// Adds what a template is given for the head of the page: the name as a
    /// heading, all else a line each.
    pub(super) fn head(&mut self, given: &[Argument<'a>]) {
        let text = |keys: &[&str]| {
            let known = |key: &str| keys.contains(&key);
            given.iter().find_map(|one| match self.whole(&one.value) {
                Value::Text(text) if one.key.is_some_and(known) => Some(text),
                _ => None,
            })
        };
        let parts = text(FIRST).zip(text(LAST));
        let whole = parts.map(|(first, last)| format!("{first} {last}"));
        if let Some(name) = whole.or_else(|| text(NAMES)) {
            self.line(Role::Heading(1), &name);
        }
        let is_name = |key: &str| {
            [NAMES, FIRST, LAST].iter().any(|keys| keys.contains(&key))
        };
        for one in given.iter().filter(|one| !is_look(one)) {
            match self.whole(&one.value) {
                Value::Text(text) if !one.key.is_some_and(is_name) => {
                    self.line(Role::Body, &text);
                }
                Value::Content(inside) => self.apart(inside, 0),
                Value::List(list) => match one.key {
                    Some("author" | "personal" | "info") => self.head(&list),
                    // A paper has several, and others stand elsewhere.
                    Some("authors" | "references" | "referees") => {}
                    _ => self.below(&list, 0),
                },
                _ => {}
            }
        }
    }

    /// A value, or what its name stands for.
    fn whole(&self, value: &Value<'a>) -> Value<'a> {
        let named = match value {
            Value::Code(name) => self.resolved(name),
            _ => None,
        };
        named.unwrap_or(value).clone()
    }

    /// Adds the texts of a list within the head, a line each.
    fn below(&mut self, list: &[Argument<'a>], depth: usize) {
        for one in list.iter().filter(|one| !is_look(one)) {
            match &one.value {
                Value::Text(text) => self.line(Role::Body, text),
                Value::List(list) if depth < super::DEEPEST => {
                    self.below(list, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn line(&mut self, role: Role, text: &str) {
        self.flow.close();
        self.flow.set_role(role);
        self.say(text, Style::default(), None);
        self.flow.close();
    }

    /// Adds the addresses that a list holds, for a template to link to.
    pub(super) fn mails(&mut self, list: &[Argument<'a>]) {
        for one in list {
            match &one.value {
                Value::Text(text) => {
                    let mail = text.strip_prefix("mailto:");
                    let key = one.key.is_some_and(|k| k.contains("mail"));
                    let mail = mail.or_else(|| {
                        (key && text.contains('@')).then_some(text.as_str())
                    });
                    if let Some(mail) = mail {
                        self.line(Role::Body, mail);
                    }
                }
                Value::List(inner) => self.mails(inner),
                _ => {}
            }
        }
    }
}

/// Whether code that is no name alone is called or holds content.
fn is_call(code: &str) -> bool {
    code.contains(['(', '['])
}

/// Whether an argument sets up how something looks.
fn is_look(argument: &Argument<'_>) -> bool {
    const ENDS: &[&str] = &["-font", "-size", "-color", "-colour", "-style"];
    argument.key.is_some_and(|key| {
        LOOKS.contains(&key) || ENDS.iter().any(|end| key.ends_with(end))
    })
}

/// Whether a number under a key is printed as it is.
fn is_year(key: &str) -> bool {
    const KEYS: &[&str] = &[
        "year", "date", "volume", "vol", "number", "start", "end", "from",
        "to", "begin",
    ];
    KEYS.contains(&key)
}

/// Whether a number is a year's.
fn is_of_year(said: &str) -> bool {
    said.len() == 4
        && (said.starts_with("19") || said.starts_with("20"))
        && said.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a length is a part of what is left of a line: `1fr`.
fn is_fraction(value: &Value<'_>) -> bool {
    matches!(value, Value::Number(said) if said.ends_with("fr"))
}
