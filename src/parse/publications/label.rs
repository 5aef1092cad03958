//! The label before an entry: its number, or a tag of venue and year.

use crate::gazetteer::Strength;
use crate::gazetteer::venue::{VenueKind, VenueMatch, find_all};
use crate::model::is_bare_kind;
use crate::parse::date::{first_year, is_month, years};
use crate::parse::publications::opens_with_dashes;
use crate::parse::words::places_of;

/// What stood before the fields of an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Label {
    /// The tag's words: `ICML'24`, `Arxiv Preprint`, `2019`.
    pub(super) tag: String,
    /// The venue the tag names.
    pub(super) venue: Option<VenueMatch<'static>>,
    /// The year the tag names.
    pub(super) year: Option<i32>,
}

/// Reads the label of an entry's text: it, and where the fields begin.
pub(super) fn take_label(text: &str) -> (Label, usize) {
    let mut label = Label::default();
    let mut at = skip_number(text);
    if opens_with_dashes(text) {
        return (label, at);
    }
    for _ in 0..2 {
        let Some((tag, next)) = read_tag(&text[at..]) else { break };
        let (venue, year) = read_words(tag);
        // BibTeX's "[Pra19]" is no PRA.
        let venue = venue.filter(|_| !is_author_label(tag));
        if venue.is_none() && year.is_none() {
            if is_kind(tag, &text[at..]) {
                at += next;
                continue;
            }
            break;
        }
        if !label.tag.is_empty() {
            label.tag.push(' ');
        }
        label.tag.push_str(tag);
        label.venue = label.venue.or(venue);
        label.year = label.year.or(year);
        at += next;
    }
    (label, at)
}

/// The acronym of a tag that is nothing but one and its year, though no table
/// knows it: `NCMA 2025`, `SandSys'23`.
pub(super) fn acronym(tag: &str) -> Option<&str> {
    let end = tag.find([' ', '\'', '’', '-'])?;
    let (name, behind) = tag.split_at(end);
    let year = behind.trim_start_matches([' ', '\'', '’', '-']);
    let dated = year.bytes().all(|b| b.is_ascii_digit())
        && matches!(year.len(), 2 | 4);
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    let named = (3..=12).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphabetic())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && capitals >= 2;
    (dated && named).then_some(name)
}

/// Whether a tag is the first letters of an author's name and a year, as
/// BibTeX makes them: `Pra19`.
fn is_author_label(tag: &str) -> bool {
    let Some((letters, digits)) = tag.split_at_checked(3) else {
        return false;
    };
    letters.starts_with(|c: char| c.is_ascii_uppercase())
        && letters[1..].bytes().all(|b| b.is_ascii_lowercase())
        && digits.len() == 2
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the tag that a text opens with stands in square brackets and says
/// what kind of work the entry is: `[Journal]`.
fn is_kind(tag: &str, text: &str) -> bool {
    text.trim_start_matches([' ', '\n', '\t', '*', '_'])
        .starts_with(['[', '【'])
        && is_bare_kind(tag.trim_end_matches(['.', ':']))
}

/// Behind `[12]`, `12.`, `(3)`, `J12.`, `[C-3]`, `P1:`.
fn skip_number(text: &str) -> usize {
    let rest = text.trim_start();
    let lead = text.len() - rest.len();
    let open = rest.starts_with(['[', '(', '{']);
    let inner = if open { &rest[1..] } else { rest };
    let letters = inner
        .bytes()
        .take_while(|b| b.is_ascii_uppercase() || *b == b'-')
        .count();
    let digits =
        inner[letters..].bytes().take_while(u8::is_ascii_digit).count();
    if letters > 4 || !(1..=3).contains(&digits) {
        return lead;
    }
    let behind = &inner[letters + digits..];
    // "C4 : A Title".
    let spaced = (1..=2).contains(&letters) && behind.starts_with(" : ");
    let behind = if spaced { &behind[1..] } else { behind };
    let Some(close) = behind.chars().next() else { return lead };
    let closes = match close {
        ']' | '}' => open,
        ')' => true,
        '.' | ':' => {
            // "MT2: Towards …" is a title, "P2: Towards …" a number.
            let lettered = close == ':' && letters > 1;
            !open
                && !lettered
                && !behind[1..].starts_with(|c: char| c.is_ascii_digit())
        }
        '\t' => letters == 0 || letters + digits <= 4,
        '-' => letters == 0 && !open && closes_by_dash(behind),
        // "2J. Roe": a number that was set high.
        'A'..='Z'
            if letters == 0 && !open && behind[1..].starts_with(". ") =>
        {
            return text.len() - behind.len();
        }
        _ => false,
    };
    if !closes {
        return lead;
    }
    let behind = behind[close.len_utf8()..]
        .trim_start_matches([' ', '\t', '\n', '.', ':']);
    text.len() - behind.len()
}

/// Whether a dash ends the number before it: "4- Roe A", but not "3- and
/// 4-bit".
pub(super) fn closes_by_dash(text: &str) -> bool {
    text.strip_prefix("- ")
        .is_some_and(|rest| rest.starts_with(|c: char| !c.is_lowercase()))
}

/// The longest tag that runs into the title, in bytes.
const LONGEST_GLUED: usize = 24;

/// The words of a tag at the start of a text, and where the rest begins.
fn read_tag(text: &str) -> Option<(&str, usize)> {
    // Text may bring the stars of Markdown: "**[ICML 2024]** A Title".
    let rest = text.trim_start_matches([' ', '\n', '\t', '■', '•', '*', '_']);
    let lead = text.len() - rest.len();
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' => ')',
        '【' => '】',
        '（' => '）',
        _ => return read_bare_tag(rest).map(|(tag, end)| (tag, lead + end)),
    };
    let open = rest.chars().next().map_or(1, char::len_utf8);
    let end = rest.find(close)?;
    // A long bracket is no tag.
    if end > 60 {
        return None;
    }
    let behind = rest[end + close.len_utf8()..]
        .trim_start_matches([' ', '\n', '\t', ':', '.', ',', '*', '_']);
    Some((rest[open..end].trim(), text.len() - behind.len()))
}

/// A tag without brackets: "2019:", "2019\t", "Arxiv 2023SparseNet",
/// "ICML 2024 | ", "ICML'24:".
fn read_bare_tag(text: &str) -> Option<(&str, usize)> {
    // A rule or line break parts it from the rest.
    let head = &text[..text.floor_char_boundary(48)];
    let head_end = head
        .char_indices()
        .find(|(_, c)| matches!(c, '\t' | '|' | '\n' | ':' | '–' | '—'))
        .map(|(i, _)| i)
        .into_iter()
        .chain(places_of(head, " -- ").next())
        .min()
        .filter(|&i| i <= 40 && i > 0);
    if let Some(end) = head_end {
        let tag = text[..end].trim();
        let (venue, year) = read_words(tag);
        let short = tag.split_whitespace().count() <= 4;
        let whole = venue.as_ref().is_some_and(|v| {
            v.span.len() * 10 >= tag.len() * 7
                && (v.strength > Strength::Word
                    || text[end..].starts_with('\t'))
        });
        // "2019", "Mar 2019", "2019a"; not "2015 TJUdeM".
        let dates = |word: &str| {
            is_month(word) || word.starts_with(|c: char| c.is_ascii_digit())
        };
        let bare_year = year.is_some()
            && tag.len() <= 12
            && (tag.split([' ', '.', ',', '/']).all(|word| {
                word.is_empty() || dates(word.trim_start_matches(['\'', '’']))
            }) || text[end..].starts_with(['\t', '|']));
        if short
            && (whole
                && (year.is_some()
                    || text[end..].starts_with(" -- ")
                    || text[end..].starts_with(['|', '\t', '\n']))
                || text[end..].starts_with('\n') && acronym(tag).is_some()
                || bare_year)
        {
            let behind = text[end..].trim_start_matches([
                '-', ' ', '\t', '|', '\n', ':', '–', '—',
            ]);
            return Some((tag, text.len() - behind.len()));
        }
    }
    // A venue and a year run into the title: the blank was lost.
    if !text.bytes().take(LONGEST_GLUED).any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (range, _) = first_year(text)?;
    let glued = text[range.end..].starts_with(char::is_uppercase);
    let tag = &text[..range.end];
    let fits = range.end <= LONGEST_GLUED
        && glued
        && !tag.contains(['.', ','])
        && (range.start == 0 || read_words(tag).0.is_some());
    fits.then_some((tag, range.end))
}

/// The venue and the year that a tag names.
fn read_words(tag: &str) -> (Option<VenueMatch<'static>>, Option<i32>) {
    let venue =
        find_all(tag).into_iter().max_by_key(|v| (v.strength, v.span.len()));
    let year = venue
        .as_ref()
        .and_then(|v| v.year)
        .or_else(|| years(tag).last().map(|(_, year)| *year))
        .or_else(|| {
            // "Chin. Phys. B 72": a journal's volume.
            let journal = venue
                .as_ref()
                .is_some_and(|v| v.venue.kind() == VenueKind::Journal);
            let (year, marked) = short_year(tag)?;
            (marked || !journal).then_some(year)
        });
    (venue, year)
}

/// The year of "'24", "’25", "May 25", "05/25", and whether it is marked as
/// one.
fn short_year(tag: &str) -> Option<(i32, bool)> {
    let month = tag.split_once('/').is_some_and(|(month, _)| {
        month.len() == 2 && (1..=12).contains(&month.parse().unwrap_or(0))
    });
    let at = tag.rfind(['\'', '’', '‘', '`', ' ']);
    let at = at.or(month.then_some("05".len()))?;
    let quote = tag[at..].chars().next()?;
    let digits = &tag[at + quote.len_utf8()..];
    if digits.len() != 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let two: i32 = digits.parse().ok()?;
    // Two-digit years above 50 are of the last century.
    let year = if two > 50 { 1900 + two } else { 2000 + two };
    Some((year, quote != ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_may_be_an_acronym_that_no_table_knows() {
        for (tag, want) in [
            ("SAND 2025", Some("SAND")),
            ("SandSys'23", Some("SandSys")),
            ("SAND-2025", Some("SAND")),
            ("BKM19", None),
            ("Under Review 2025", None),
            ("Spring 2025", None),
            ("2025", None),
        ] {
            assert_eq!(acronym(tag), want, "{tag}");
        }
    }

    #[test]
    fn a_label_is_a_number_or_a_tag() {
        for (text, venue, year, rest) in [
            ("[12] Title", None, None, "Title"),
            ("3. Title", None, None, "Title"),
            ("J4. Title", None, None, "Title"),
            ("4- Title", None, None, "Title"),
            ("3- and 4-bit", None, None, "3- and 4-bit"),
            (
                "Chin. Phys. B 72: 730–740.",
                None,
                None,
                "Chin. Phys. B 72: 730–740.",
            ),
            ("[ICML'24] Ann Roe", Some("ICML"), Some(2024), "Ann Roe"),
            ("[NeurIPS’22] “T”", Some("NeurIPS"), Some(2022), "“T”"),
            ("[May 25] Title", None, Some(2025), "Title"),
            ("05/25\tA. Roe", None, Some(2025), "A. Roe"),
            ("25/05\tA. Roe", None, None, "25/05\tA. Roe"),
            (
                "Arxiv 2023SparseNet: A",
                Some("arXiv"),
                Some(2023),
                "SparseNet: A",
            ),
            ("2019: A Title", None, Some(2019), "A Title"),
            ("[Pra19] Ann Roe", None, Some(2019), "Ann Roe"),
            ("[ÉéÖ 2019] Ann Roe", None, Some(2019), "Ann Roe"),
            ("— (2024). A Title", None, None, "— (2024). A Title"),
            ("GPT-4 for All", None, None, "GPT-4 for All"),
            ("3.5 Years of Sun", None, None, "3.5 Years of Sun"),
            ("(Re)reading Texts", None, None, "(Re)reading Texts"),
        ] {
            let (label, at) = take_label(text);
            let key = label.venue.as_ref().map(|v| v.venue.key());
            assert_eq!(key, venue, "{text}");
            assert_eq!(label.year, year, "{text}");
            assert_eq!(&text[at..], rest, "{text}");
        }
    }
}
