//! Turns the bytes of a file into a [`Raw`] document, one reader a format.
//!
//! To add a format: write `src/extract/NAME.rs` with a `FORMAT` row, name it
//! in the `mod` list and in [`FORMATS`] below, and add a fixture.

use std::path::Path;

use crate::model::{Raw, SkipReason};

mod bibtex;
mod columns;
mod csl_json;
mod cv_toml;
mod cv_xml;
mod cv_yaml;
mod dates;
mod docx;
mod encoding;
mod flow;
mod formulas;
mod front_matter;
mod html;
mod jemdoc;
mod journals;
mod json_resume;
mod keyed;
mod latex;
mod markdown;
mod mend;
mod mojibake;
mod notebook;
mod odt;
mod office;
mod orcid;
mod org;
mod pdf;
mod persons;
mod plain;
mod profile_json;
mod record;
mod reference;
mod ris;
mod rst;
mod rtf;
mod script;
mod separated;
mod sheet;
mod table;
mod tex;
mod told;
mod tree;
mod typst;

/// A format that vitae reads.
pub struct Format {
    /// Name shown to people and stored with each document.
    pub name: &'static str,
    /// File name endings, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Tells from the first bytes that a file is of this format; wins over
    /// the ending.
    pub sniff: fn(&[u8]) -> bool,
    /// Raised when the reader reads better: files read by an older version
    /// are read again on the next `vitae index`.
    pub version: u32,
    /// Whether the bytes are text, to be decoded and repaired before
    /// `extract` sees them as UTF-8.
    pub text: bool,
    /// The reader. Gives one document, but for formats that hold many
    /// profiles in a file.
    pub extract: fn(&Source<'_>) -> Result<Vec<Raw>, SkipReason>,
}

/// One file to read.
pub struct Source<'a> {
    /// Its path, for the ending and for messages.
    pub path: &'a Path,
    /// Its bytes; UTF-8 without byte-order mark for text formats.
    pub bytes: &'a [u8],
    /// The files beside it.
    pub siblings: &'a dyn Siblings,
}

impl Source<'_> {
    /// The file's name without its ending.
    pub(crate) fn stem(&self) -> &str {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str());
        stem.unwrap_or_default()
    }

    /// The bytes as text; only for formats marked as text.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(self.bytes).unwrap_or_default()
    }
}

/// Reads files beside a source (`\input{publications}`), never outside the
/// source's folder and below.
pub trait Siblings {
    /// The bytes of a file named relative to the source's folder, or None
    /// where it is missing, too large or outside.
    fn read(&self, relative: &str) -> Option<Vec<u8>>;
}

/// A source that stands alone.
pub struct NoSiblings;

impl Siblings for NoSiblings {
    fn read(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

/// Every format, more telling ones first: the order decides where two
/// formats sniff the same bytes.
pub static FORMATS: &[&Format] = &[
    &pdf::FORMAT,
    &docx::FORMAT,
    &odt::FORMAT,
    &rtf::FORMAT,
    &html::FORMAT,
    &latex::FORMAT,
    &bibtex::FORMAT,
    &ris::FORMAT,
    &separated::FORMAT,
    &profile_json::FORMAT,
    &orcid::FORMAT,
    &csl_json::FORMAT,
    &json_resume::FORMAT,
    &cv_yaml::FORMAT,
    &cv_toml::FORMAT,
    &cv_xml::FORMAT,
    &jemdoc::FORMAT,
    &org::FORMAT,
    &rst::FORMAT,
    &typst::FORMAT,
    &markdown::FORMAT,
    &notebook::FORMAT,
    &script::FORMAT,
    &plain::FORMAT,
];

/// The format of a file: what its bytes say, then what its name says, then
/// plain text where they are text at all.
pub fn detect(
    path: &Path,
    bytes: &[u8],
) -> Result<&'static Format, SkipReason> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SkipReason::Empty);
    }
    if let Some(format) = FORMATS.iter().find(|f| (f.sniff)(bytes)) {
        return Ok(format);
    }
    let extension =
        path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    match extension {
        None => Ok(&plain::FORMAT),
        Some(extension) => FORMATS
            .iter()
            .find(|f| f.extensions.contains(&extension.as_str()))
            .copied()
            .ok_or(SkipReason::UnknownFormat),
    }
}

/// Reads one file: finds its format, decodes text, runs the reader.
///
/// Gives the format and its documents, or why the file is left out.
pub fn read(
    source: &Source<'_>,
) -> Result<(&'static Format, Vec<Raw>), SkipReason> {
    read_as(detect(source.path, source.bytes)?, source)
}

/// Reads one file whose format was found by [`detect`].
pub fn read_as(
    format: &'static Format,
    source: &Source<'_>,
) -> Result<(&'static Format, Vec<Raw>), SkipReason> {
    if !format.text {
        return Ok((format, told((format.extract)(source)?)));
    }
    let text = encoding::decode(source.bytes).ok_or(SkipReason::Binary)?;
    let text = mojibake::repair(&text);
    let decoded = Source { bytes: text.as_bytes(), ..*source };
    // People save anything as plain text.
    let format = match format.name {
        "text" if html::is_likely(&text) => &html::FORMAT,
        "text" if separated::is_likely(&text) => &separated::FORMAT,
        "text" if latex::is_likely(&text) => &latex::FORMAT,
        "text" if markdown::is_likely(&text) => &markdown::FORMAT,
        _ => format,
    };
    Ok((format, told((format.extract)(&decoded)?)))
}

/// Documents, with the cells of tables told by the names of their columns.
fn told(mut documents: Vec<Raw>) -> Vec<Raw> {
    for raw in documents.iter_mut().filter(|raw| raw.facts.is_none()) {
        columns::tell(&mut raw.blocks);
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_here_is_registered() {
        let source = include_str!("mod.rs");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if !path.is_file() {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            if stem != "mod" && text.contains("static FORMAT: Format") {
                let row = format!("&{stem}::FORMAT");
                assert!(source.contains(&row), "{stem} is not in FORMATS");
            }
        }
    }

    #[test]
    fn plain_text_may_be_of_another_format() {
        for (text, format) in [
            ("<div><ul><li>Moss on Roofs</li></ul></div>", "html"),
            ("<!-- mine -->\n<h2>Papers</h2><p>Moss", "html"),
            ("Authors\tTitle\tJournal\tYear\nA\tMoss\tFerns\t2020", "csv"),
            ("Moss\tFerns\t2020\nReed\tFerns\t2021", "text"),
            ("<moss@ferns.example>\nMoss on Roofs", "text"),
            ("# Papers\n\n**Moss**\n\n[Ferns](f)", "markdown"),
        ] {
            let path = Path::new("papers.txt");
            let bytes = text.as_bytes();
            let source = Source { path, bytes, siblings: &NoSiblings };
            let read = read(&source).map(|(format, _)| format.name);
            assert_eq!(read, Ok(format), "{text}");
        }
    }

    #[test]
    fn no_extension_is_claimed_twice() {
        let mut seen = std::collections::HashMap::new();
        for format in FORMATS {
            for extension in format.extensions {
                if let Some(other) = seen.insert(extension, format.name) {
                    panic!(".{extension}: {other} and {}", format.name);
                }
            }
        }
    }
}
