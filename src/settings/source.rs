//! A settings file's text, and places in it for messages.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::error::{Error, ErrorKind, Result, closest};

/// Where something stands in a file; lines and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it was opened.
    pub path: String,
    /// The line.
    pub line: usize,
    /// The character within the line.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// The text of a settings file.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file, as it was opened.
    pub path: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// A key and its value.
pub(super) type Pair<'t, 'a> =
    (&'t Spanned<DeString<'a>>, &'t Spanned<DeValue<'a>>);

impl<'a> Source<'a> {
    /// The tables and values of the text.
    ///
    /// # Errors
    /// Says where the text is no TOML.
    pub(super) fn table(self) -> Result<DeTable<'a>> {
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|err| {
            let span = err.span().unwrap_or(0..0);
            self.fault(&span, err.message().trim_end(), None)
        })
    }

    /// Where a range of bytes begins.
    pub(super) fn place(self, span: &Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Place {
            path: self.path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    /// An error that shows the line with a mark under the range.
    pub(super) fn fault(
        self,
        span: &Range<usize>,
        message: &str,
        hint: Option<String>,
    ) -> Error {
        let place = self.place(span);
        let line = self.text.lines().nth(place.line - 1).unwrap_or_default();
        let marked = self.text.get(span.clone()).unwrap_or_default();
        let width = marked.lines().next().unwrap_or_default().chars().count();
        let room = (line.chars().count() + 1).saturating_sub(place.column);
        let mark = "^".repeat(width.min(room).max(1));
        let indent = " ".repeat(place.column - 1);
        // A tab would move the line away from its mark.
        let line = line.replace('\t', " ");
        let hint = hint.map_or(String::new(), |hint| format!("\n  {hint}"));
        Error::new(ErrorKind::Usage(format!(
            "{place}: {message}\n  {line}\n  {indent}{mark}{hint}"
        )))
    }

    /// The error of a key that means nothing here.
    pub(super) fn unknown(
        self,
        key: &Spanned<DeString<'_>>,
        of: &str,
        known: &[&str],
    ) -> Error {
        let name = key.get_ref();
        let hint = match closest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", known.join(", ")),
        };
        let message = format!("{of} has no key `{name}`");
        self.fault(&key.span(), &message, Some(hint))
    }

    /// The error of a value of the wrong kind.
    pub(super) fn wanted(
        self,
        (key, value): Pair<'_, '_>,
        what: &str,
    ) -> Error {
        let name = key.get_ref();
        let got = value.get_ref().type_str();
        self.fault(
            &value.span(),
            &format!("`{name}` is {what}, not {}", with_article(got)),
            None,
        )
    }

    /// A text that is not empty and has no control characters.
    pub(super) fn text_of(self, pair: Pair<'_, '_>) -> Result<String> {
        let text = pair.1.get_ref().as_str();
        let text = text.ok_or_else(|| self.wanted(pair, "a text"))?.trim();
        if text.is_empty() || text.contains(char::is_control) {
            let message = format!("`{}` needs a name", pair.0.get_ref());
            return Err(self.fault(&pair.1.span(), &message, None));
        }
        Ok(text.to_owned())
    }

    /// Texts, of which one may stand by itself; each with its place.
    pub(super) fn texts_of(
        self,
        pair: Pair<'_, '_>,
    ) -> Result<Vec<(String, Place)>> {
        let (key, value) = pair;
        let alone = std::slice::from_ref(value);
        let values = value.get_ref().as_array().map_or(alone, |all| all);
        let text = |value| {
            let place = self.place(&Spanned::span(value));
            Ok((self.text_of((key, value))?, place))
        };
        values.iter().map(text).collect()
    }

    /// True or false.
    pub(super) fn bool_of(self, pair: Pair<'_, '_>) -> Result<bool> {
        let value = pair.1.get_ref().as_bool();
        value.ok_or_else(|| self.wanted(pair, "true or false"))
    }
}

fn with_article(kind: &str) -> String {
    let vowel = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if vowel { "an" } else { "a" })
}
