//! All organizations that a line mentions: those that the table knows,
//! schools that it does not, and employers told by the words before them.

use std::borrow::Cow;
use std::ops::Range;

use super::organization::{as_printed, named};
use super::post;
use super::unlisted::{is_school, unlisted};
use super::words::bare;

/// An organization that a line mentions.
#[derive(Debug, PartialEq)]
pub(super) struct Mention<'a> {
    /// Bytes of the line.
    pub(super) span: Range<usize>,
    pub(super) name: Cow<'a, str>,
    /// Whether the table or its own words say that it is one where people
    /// work; else only what is said around it.
    pub(super) sure: bool,
}

/// The organizations that a line mentions, in its order.
pub(super) fn mentions(text: &str) -> Vec<Mention<'_>> {
    let known = named(text);
    let mut found = Vec::with_capacity(known.len() + 1);
    let mut read = 0;
    for place in &known {
        found.extend(between(text, read..place.span.start, false));
        found.push(Mention {
            span: place.span.clone(),
            name: Cow::Borrowed(as_printed(text, place)),
            sure: true,
        });
        read = place.span.end;
    }
    found.extend(between(text, read..text.len(), known.is_empty()));
    found
}

/// The one that a stretch without known ones mentions; where it is not
/// `alone`, others than schools are parts of those around.
fn between(text: &str, gap: Range<usize>, alone: bool) -> Option<Mention<'_>> {
    let part = text.get(gap.clone())?;
    let place = |range: Range<usize>, sure: bool| {
        let span = gap.start + range.start..gap.start + range.end;
        let name = Cow::Borrowed(&text[span.clone()]);
        Mention { span, name, sure }
    };
    let listed = unlisted(part).and_then(|range| {
        let sure = is_school(&part[range.clone()]);
        (sure || alone).then(|| place(range, sure))
    });
    listed.or_else(|| employer(part).map(|range| place(range, false)))
}

/// Where what somebody works at stands, told by the words before alone: the
/// "Sandworks" of "I am a research engineer at Sandworks".
fn employer(text: &str) -> Option<Range<usize>> {
    const AT: &[&str] = &[" at ", " @ ", " @", " bei ", " chez "];
    let mut found = AT.iter().flat_map(|at| {
        text.match_indices(at).map(|(start, at)| (start, start + at.len()))
    });
    found.find_map(|(start, end)| {
        is_work(&text[..start]).then(|| capitals(text, end)).flatten()
    })
}

/// Whether words before "at" tell of work or study there.
fn is_work(before: &str) -> bool {
    /// Words that are looked at.
    const WITHIN: usize = 9;
    const WORKS: &[&str] = &[
        "work",
        "works",
        "working",
        "employed",
        "based",
        "student",
        "candidate",
        "postdoc",
        "researcher",
        "appointed",
        "faculty",
        "employee",
        "arbeite",
        "arbeitet",
        "travaille",
    ];
    let sentence = before.rfind(['.', '!', '?', ';']).map_or(0, |at| at + 1);
    let sentence = &before[sentence..];
    let words = sentence.split_whitespace().rev().take(WITHIN);
    let Some(first) = words.clone().last() else { return false };
    let from = first.as_ptr() as usize - sentence.as_ptr() as usize;
    let told = |word: &str| {
        let word = bare(word).to_lowercase();
        WORKS.contains(&word.as_str())
    };
    words.clone().any(told) || post::title(&sentence[from..]).is_some()
}

/// The name, of words with capitals and those that join them, that stands at
/// a byte of a text, an article before it apart.
fn capitals(text: &str, at: usize) -> Option<Range<usize>> {
    /// Words of a name at most.
    const MOST: usize = 7;
    const JOINING: &[&str] =
        &["of", "for", "and", "&", "de", "la", "du", "des", "di", "group"];
    const NO_NAMES: &[&str] = &[
        "I",
        "My",
        "Home",
        "The",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let behind = &text[at..];
    let name = ["the ", "The "].iter().find_map(|a| behind.strip_prefix(a));
    let name = name.unwrap_or(behind);
    let start = at + behind.len() - name.len();
    let mut end = start;
    for word in name.split_whitespace().take(MOST) {
        let joins = end > start && JOINING.contains(&word);
        let opens = word.starts_with(|c: char| c.is_uppercase());
        if !joins && !opens || word.contains('@') {
            break;
        }
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        let closed = word.find([',', '.', ';', ':', ')', '(', '|', '!', '?']);
        let closed = closed.filter(|stop| {
            *stop + 1 == word.len() || !word[*stop..].starts_with('.')
        });
        if opens {
            end = from + closed.unwrap_or(word.len());
        }
        if closed.is_some() {
            break;
        }
    }
    let name = text.get(start..end)?;
    let long = name.chars().nth(1).is_some();
    (long && !NO_NAMES.contains(&name)).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_mention_some_that_no_table_knows() {
        for (text, want) in [
            (
                "I am at the University of Moss, with a degree from MIT.",
                &[("University of Moss", true), ("MIT", true)][..],
            ),
            ("MIT, Boston", &[("MIT", true)]),
            (
                "Since 2014 I have been employed at Sandworks, where I dig.",
                &[("Sandworks", false)],
            ),
            ("I am a PhD student at SANDI.", &[("SANDI", false)]),
            (
                "EMBO postdoctoral fellow at the Weber group of ICE-TBG,",
                &[("Weber group of ICE-TBG", false)],
            ),
            ("I am good at Chess.", &[]),
            ("I give talks at SandConf. I am a PhD student.", &[]),
            ("Research engineer at Home", &[]),
            (
                "Moss Research Institute, Kiel",
                &[("Moss Research Institute", false)],
            ),
        ] {
            let found = mentions(text);
            let found: Vec<(&str, bool)> =
                found.iter().map(|m| (&*m.name, m.sure)).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
