//! Publications as BibTeX entries, each once.

use std::io::{self, Write};

use super::reference::{self, Kind, NameParts, Reference, name_parts};
use super::terminal::clean;
use super::{Context, OutputFormat};
use crate::search::Answer;

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "bibtex",
    help: "the publications shown, as BibTeX",
    evidence: true,
    write,
};

/// Characters that TeX takes for something else, and what prints them.
const ESCAPES: &[(char, &str)] = &[
    ('\\', r"\textbackslash{}"),
    ('{', r"\textbraceleft{}"),
    ('}', r"\textbraceright{}"),
    ('~', r"\textasciitilde{}"),
    ('^', r"\textasciicircum{}"),
    ('`', r"\textasciigrave{}"),
    ('<', r"\textless{}"),
    ('>', r"\textgreater{}"),
    ('&', r"\&"),
    ('%', r"\%"),
    ('#', r"\#"),
    ('_', r"\_"),
    ('$', r"\$"),
];

fn write(answer: &Answer, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    let evidence = answer.hits.iter().flat_map(|hit| &hit.evidence);
    write_references(&reference::distinct(evidence), out)
}

/// Writes an entry for each reference.
pub(super) fn write_references(
    references: &[Reference<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let keys = reference::keys(references);
    for (i, (reference, key)) in references.iter().zip(keys).enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        entry(reference, &key, out)?;
    }
    Ok(())
}

fn entry(
    reference: &Reference<'_>,
    key: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (kind, place) = match reference.kind() {
        Kind::Article => ("article", "journal"),
        Kind::Paper => ("inproceedings", "booktitle"),
        Kind::Thesis => ("phdthesis", "school"),
        Kind::Manuscript => ("misc", "howpublished"),
    };
    let mut authors: Vec<String> =
        reference.authors.iter().map(|name| author(name)).collect();
    authors.extend(reference.authors_truncated.then(|| "others".to_owned()));
    let authors = authors.join(" and ");
    let has_page = reference.doi.is_none() && reference.arxiv.is_none();
    let url = super::link::url(None, None, reference.links);
    writeln!(out, "@{kind}{{{key},")?;
    for (name, value) in [
        ("title", Some(title(reference.title))),
        ("author", Some(authors)),
        (place, reference.venue.map(text)),
        ("year", reference.year.map(|year| year.to_string())),
        ("doi", reference.doi.map(address)),
        ("eprint", reference.arxiv.map(address)),
        ("archiveprefix", reference.arxiv.map(|_| "arXiv".to_owned())),
        ("url", url.filter(|_| has_page).map(|url| address(&url))),
        ("note", reference.note().map(|note| text(&note))),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "  {name} = {{{value}}},")?;
        }
    }
    writeln!(out, "}}")
}

/// A text in TeX; braces in it are balanced.
fn text(text: &str) -> String {
    let mut out = String::new();
    let text = clean(text);
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        for c in word.chars() {
            match ESCAPES.iter().find(|(special, _)| *special == c) {
                Some((_, tex)) => out.push_str(tex),
                None => {
                    // `--` and `''` would print as one sign.
                    if matches!(c, '-' | '\'') && out.ends_with(c) {
                        out.push_str("{}");
                    }
                    out.push(c);
                }
            }
        }
    }
    out
}

/// A title in TeX: words with capitals within (KIVI, LLMs) keep them in
/// styles that set titles in lower case.
fn title(title: &str) -> String {
    let upper = title.chars().filter(|c| c.is_uppercase()).count();
    let lower = title.chars().filter(|c| c.is_lowercase()).count();
    let shouted = upper > 4 * lower;
    let words = title.split_whitespace().map(|word| {
        let is_capital = |c: char| c.is_uppercase() && !shouted;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !bare.chars().skip(1).any(is_capital) {
            return text(word);
        }
        let (before, after) = word.split_once(bare).unwrap_or_default();
        format!("{}{{{}}}{}", text(before), text(bare), text(after))
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A name that BibTeX takes apart rightly; one that it could not is kept
/// whole by braces.
fn author(name: &str) -> String {
    const MARKS: &[char] =
        &[',', ';', '&', '*', '†', '‡', '＊', '∗', '✉', '📧', '#', '§', '¶'];
    // No name holds these; within one's braces, braces would be in the way.
    const ODD: &[char] = &['{', '}', '\\', '"', '~', '^', '`', '<', '>'];
    let name = without_runs(&clean(name).replace(ODD, " "));
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| {
        ["and", "others", "al", "al."].contains(&word.to_lowercase().as_str())
    };
    let joined = words.join(" ");
    if joined.contains(MARKS) || words.iter().any(is_word) {
        return format!("{{{}}}", text(&joined).replace("{}", ""));
    }
    let NameParts { given, family, suffix } = name_parts(&joined);
    match suffix.is_empty() {
        true => text(&joined),
        false => text(&format!("{family}, {suffix}, {given}")),
    }
}

/// A text without `--` and `''`, which TeX takes for one sign.
fn without_runs(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !(matches!(c, '-' | '\'') && out.ends_with(c)) {
            out.push(c);
        }
    }
    out
}

/// An address as it stands, without what could end the field.
fn address(address: &str) -> String {
    let mut out = String::new();
    for c in clean(address).chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::{FORMATS, NoSiblings, Source};
    use crate::model::Publication;

    /// What our own reader makes of an entry.
    fn read_back(bibtex: &str) -> Vec<Publication> {
        let format = FORMATS.iter().find(|f| f.name == "bibtex").unwrap();
        let source = Source {
            path: Path::new("out.bib"),
            bytes: bibtex.as_bytes(),
            siblings: &NoSiblings,
        };
        let raws = (format.extract)(&source).expect(bibtex);
        raws.into_iter().flat_map(|r| r.facts.unwrap().publications).collect()
    }

    #[derive(serde::Deserialize)]
    struct Record {
        fields: std::collections::BTreeMap<String, String>,
    }

    /// The fields that another parser finds.
    fn fields_elsewhere(bibtex: &str) -> Vec<String> {
        serde_bibtex::de::Deserializer::from_str(bibtex)
            .into_iter_regular_entry::<Record>()
            .flat_map(|record| record.expect(bibtex).fields.into_keys())
            .collect()
    }

    fn printed(reference: Reference<'_>) -> String {
        let mut out = Vec::new();
        write_references(&[reference], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn tex_prints_what_was_meant() {
        for (plain, tex) in [
            (
                "The {KIVI} & B",
                r"The \textbraceleft{}{KIVI}\textbraceright{} \& B",
            ),
            ("a } b {", r"a \textbraceright{} b \textbraceleft{}"),
            ("100% of 5_000 LLMs", r"100\% of 5\_000 {LLMs}"),
            ("KV-Cache: it works", "{KV-Cache}: it works"),
            ("ON THE USE OF MOSS", "ON THE USE OF MOSS"),
            ("Über \u{1b}[31m", "Über \u{fffd}[31m"),
            ("a--b ''c", "a-{}-b '{}'c"),
        ] {
            assert_eq!(title(plain), tex, "{plain}");
        }
        for (name, tex) in [
            ("Ludwig van Beethoven", "Ludwig van Beethoven"),
            ("Martin King Jr.", "King, Jr., Martin"),
            ("Moss Consortium, Europe", "{Moss Consortium, Europe}"),
            ("Research and Moss", "{Research and Moss}"),
            ("Zoë } Bell", "Zoë Bell"),
        ] {
            assert_eq!(author(name), tex, "{name}");
        }
    }

    /// Words in one line, as readers have them.
    fn squeezed(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            title in r#"[A-Za-z][a-zA-Z0-9éßŁ大{}%#&$_^~\\<>`'"@=,;: -]{0,60}[a-z]"#,
            authors in prop::collection::vec(
                r#"[A-ZÉŁ][a-zéß{}%#&_~ ,-]{1,12} [A-Z][a-zéüß]{1,9}"#, 1..4
            ),
            venue in r#"(Journal|Moss) of [A-Za-zé{}%#&$_ ]{0,20}[a-z]"#,
            year in 1900..2030,
        ) {
            let reference = Reference {
                title: &title,
                authors: authors.iter().map(String::as_str).collect(),
                venue: Some(&venue),
                year: Some(year),
                ..Reference::default()
            };
            let bibtex = printed(reference);
            prop_assert_eq!(fields_elsewhere(&bibtex).len(), 4, "{}", bibtex);
            let read = read_back(&bibtex);
            prop_assert_eq!(read.len(), 1, "{}", bibtex);
            let names: Vec<String> =
                read[0].authors.iter().map(|a| a.name.clone()).collect();
            let wanted: Vec<String> = authors
                .iter()
                .map(|name| squeezed(&name.replace(['{', '}', '~'], " ")))
                .map(|name| without_runs(&name))
                .collect();
            prop_assert_eq!(&read[0].title, &squeezed(&title), "{}", bibtex);
            prop_assert_eq!(names, wanted, "{}", bibtex);
            let place = read[0].venue_raw.clone().unwrap_or_default();
            prop_assert_eq!(place, squeezed(&venue), "{}", bibtex);
            prop_assert_eq!(read[0].year, Some(year));
        }
    }
}
