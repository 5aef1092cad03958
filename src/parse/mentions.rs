//! All organizations that a line mentions: those that the table knows,
//! schools that it does not, and employers told by the words before them.

use std::borrow::Cow;
use std::ops::Range;

use super::organization::{as_printed, named};
use super::post;
use super::unlisted::{is_generic, is_school, unlisted};
use super::words::{bare, tail};
use crate::gazetteer::venue;

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
        add_between(text, read..place.span.start, false, &mut found);
        found.push(Mention {
            span: place.span.clone(),
            name: Cow::Borrowed(as_printed(text, place)),
            sure: true,
        });
        read = place.span.end;
    }
    add_between(text, read..text.len(), known.is_empty(), &mut found);
    found
}

/// Adds those that a stretch without known ones mentions; where it is not
/// `alone`, others than schools are parts of those around.
fn add_between<'a>(
    text: &'a str,
    mut gap: Range<usize>,
    alone: bool,
    found: &mut Vec<Mention<'a>>,
) {
    /// That one stretch may mention, at most.
    const MOST: usize = 4;
    for _ in 0..MOST {
        let Some(part) = text.get(gap.clone()) else { return };
        let listed = unlisted(part).map(|range| {
            let sure = is_school(&part[range.clone()]);
            (range, sure)
        });
        let listed = listed.filter(|(_, sure)| *sure || alone);
        let first = found.iter().all(|one| one.sure);
        let told = || first.then(|| Some((employer(part)?, false))).flatten();
        let Some((range, sure)) = listed.or_else(told) else { return };
        let span = gap.start + range.start..gap.start + range.end;
        gap.start = span.end;
        let name = Cow::Borrowed(&text[span.clone()]);
        found.push(Mention { span, name, sure });
    }
}

/// Where what somebody works at stands, told by the words before alone: the
/// "Sandworks" of "I am a research engineer at Sandworks".
fn employer(text: &str) -> Option<Range<usize>> {
    const AT: &[&str] = &[" at ", " @ ", " bei ", " chez ", " for "];
    text.match_indices(' ').find_map(|(start, _)| {
        let at = AT.iter().find(|at| text[start..].starts_with(**at))?;
        // "I work for", but "a model for".
        if *at == " for " && !works_for(&text[..start]) {
            return None;
        }
        let name = || {
            let name = capitals(text, start + at.len())?;
            // Every noun of German has a capital: "bei Nacht".
            let letters = text[name.clone()].chars();
            let several = letters.filter(|c| c.is_uppercase()).count() > 1;
            (several || at.trim() != "bei").then_some(name)
        };
        is_work(&text[..start]).then(name).flatten()
    })
}

/// Whether a text ends in words for what somebody does for another: "I work",
/// "she currently works", but not "my work", "I hope to work".
fn works_for(text: &str) -> bool {
    let mut words = text.rsplit(' ');
    let verb = words.next().unwrap_or("");
    let before = words.next().unwrap_or("");
    let now = ["currently", "now", "presently"].contains(&before);
    match verb {
        "work" => now || before == "I",
        "works" => now || ["She", "He", "she", "he"].contains(&before),
        "working" => now || ["am", "I'm", "I’m", "is"].contains(&before),
        _ => false,
    }
}

/// Whether words before "at" tell of work or study there.
fn is_work(before: &str) -> bool {
    /// Words that are looked at, and the bytes that they may take.
    const WITHIN: usize = 7;
    const LENGTH: usize = 120;
    const WORKS: &[&str] = &[
        "works",
        "working",
        "employed",
        "based",
        "student",
        "candidate",
        "postdoc",
        "researcher",
        "arbeite",
        "arbeitet",
        "travaille",
    ];
    /// Words of what goes on elsewhere: "my work was presented at".
    const ELSEWHERE: &[&str] = &[
        "presented",
        "appears",
        "appeared",
        "published",
        "accepted",
        "award",
        "awards",
        "prize",
        "looking",
        "talk",
        "talks",
        "speak",
        "spoke",
        "poster",
        "who",
        "whose",
        "friend",
        "supervised",
        "advised",
        "will",
    ];
    let near = tail(before, LENGTH);
    let sentence = near.rsplit(['.', '!', '?', ';']).next().unwrap_or("");
    let words: Vec<String> = sentence
        .split_whitespace()
        .rev()
        .take(WITHIN)
        .map(|word| bare(word).to_lowercase())
        .collect();
    let is = |all: &[&str]| words.iter().any(|w| all.contains(&w.as_str()));
    let own = || words.windows(2).any(|two| two == ["work", "i"]);
    let told: Vec<&str> = words.iter().rev().map(String::as_str).collect();
    !is(ELSEWHERE)
        && (is(WORKS) || own() || post::title(&told.join(" ")).is_some())
}

/// The name, of words with capitals and those that join them, that stands at
/// a byte of a text, an article before it apart.
fn capitals(text: &str, at: usize) -> Option<Range<usize>> {
    /// Words of a name at most.
    const MOST: usize = 7;
    const JOINING: &[&str] = &[
        "of", "for", "and", "&", "de", "la", "du", "des", "di", "group",
        "research",
    ];
    const NO_NAMES: &[&str] = &[
        "I",
        "My",
        "Prof",
        "Professor",
        "Dr",
        "Frau",
        "Herr",
        "Home",
        "Christmas",
        "NA",
        "Easter",
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
            let dot = word[*stop..].starts_with('.');
            // "Thomas J. Watson Research Center".
            let initial = dot && *stop == 1 && word.len() == 2;
            !initial && (*stop + 1 == word.len() || !dot)
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
    let first = name.split([' ', '.']).next().unwrap_or("");
    let named = long && !is_generic(name) && !NO_NAMES.contains(&first);
    (named && venue::canonical(name).is_none()).then_some(start..end)
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
            ("I work for Sand and Ice Utopia, where I dig.", {
                &[("Sand and Ice Utopia", false)]
            }),
            ("I am a researcher and care for Moss.", &[]),
            ("Much of my work for Sandworks is on ice.", &[]),
            ("I hope to work for Sandworks.", &[]),
            (
                "I am based at the Anna J. Moss Research Center, Kiel",
                &[("Anna J. Moss Research Center", false)],
            ),
            (
                "I am a scientist at the Darwin research group of SANDE.",
                &[("Darwin research group of SANDE", false)],
            ),
            ("I give talks at SandConf. I am a PhD student.", &[]),
            ("Research engineer at Home", &[]),
            ("My recent work was presented at SandConf.", &[]),
            ("I am a PhD student at NeurIPS", &[]),
            ("Doktorand bei Prof. Dr. Weber", &[]),
            ("Ich arbeite bei Nacht", &[]),
            ("I am a student at Christmas", &[]),
            ("Researcher at the Institute", &[]),
            ("the best student award at Sand Fall Meeting", &[]),
            (
                "I work at Sandworks with a student at Lakeside.",
                &[("Sandworks", false)],
            ),
            (
                "PhD from the University of Sand. I am now at the \
                 University of Moss.",
                &[("University of Sand", true), ("University of Moss", true)],
            ),
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
