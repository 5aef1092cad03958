//! Titles of reviews, which name the book and who wrote it.

use std::ops::Range;

use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::publications::analysis::Analysis;
use crate::parse::publications::entry::{Entry, MarkKind};

/// Where the words end that a review opens with before its book.
pub(in crate::parse::publications) fn opening(text: &str) -> Option<usize> {
    const OPENINGS: &Patterns = &patterns(["book? review|notice of"]);
    phrase::end(OPENINGS, text)
}

/// The title of a review that an entry opens with or that stands behind its
/// names, with who wrote the book, up to the line or the journal in italics
/// behind: "Review of ‘Rivers: A Life’ by Ann Roe⏎*Moss Letters*". The book
/// stands in quotes or italics, or who wrote it is told behind "by".
pub(super) fn title(analysis: &Analysis) -> Option<Range<usize>> {
    let entry = &analysis.entry;
    let opening = analysis.runs.first().filter(|run| {
        !entry.text[..run.range.start].contains(char::is_alphabetic)
    });
    let names = opening.map(|run| run.range.end);
    let mut from = std::iter::once(0).chain(names);
    from.find_map(|from| {
        let (start, book) = begin(&entry.text, from)?;
        behind(entry, start, book)
            .or_else(|| up_to_author(analysis, start, book))
    })
}

/// Where a review that stands behind a byte of an entry begins, and where its
/// book does.
fn begin(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = text.len() - behind_year(&text[from..]).len();
    Some((start, start + opening(&text[start..])? + 1))
}

/// The title up to who wrote the book, with the house and the year that stand
/// in brackets behind: "Review of Rivers of Sand, by Bo Li (Kiel, 2001)".
fn up_to_author(
    analysis: &Analysis,
    start: usize,
    book: usize,
) -> Option<Range<usize>> {
    /// Bytes of what stands in brackets.
    const LONGEST: usize = 80;
    let text = analysis.entry.text.as_str();
    let authors = analysis.runs.iter().find(|run| {
        text.get(book..run.range.start).is_some_and(|head| {
            head.ends_with(" by ") || head.ends_with(", ed. ")
        })
    })?;
    let title = text.get(book..authors.range.start)?;
    // "Review of slow rivers by Ann Roe" is hers.
    let long = title.split([' ', '\n']).filter(|word| word.len() > 3);
    let (count, small) = long.fold((0, 0), |(count, small), word| {
        let lower = word.starts_with(char::is_lowercase);
        (count + 1, small + usize::from(lower))
    });
    if small * 3 > count || title.contains([';', '[', '“', '"']) {
        return None;
    }
    let end = authors.range.end;
    let inside = text[end..].strip_prefix(" (");
    let house = inside.and_then(|inside| inside.find(')'));
    let house = house.filter(|at| *at <= LONGEST);
    Some(start..house.map_or(end, |at| end + " (".len() + at + 1))
}

/// The title whose book stands in quotes or italics.
fn behind(entry: &Entry, start: usize, book: usize) -> Option<Range<usize>> {
    let text = entry.text.as_str();
    let italics = |from: usize| {
        let marks = entry.marks.iter().map(|mark| (mark.kind, &mark.range));
        let mut italic = marks.filter(|(kind, range)| {
            *kind == MarkKind::Italic && range.start >= from
        });
        italic.next().map(|(_, range)| range.clone())
    };
    let end = match italics(book - 1) {
        Some(range) if range.start <= book + 1 => range.end,
        _ => quoted(text, book)?,
    };
    let line = text[end..].find('\n').map(|at| end + at);
    let journal = italics(end).map(|range| range.start);
    let close = line.into_iter().chain(journal).min()?;
    // What stands between is who wrote the book, and nothing else.
    let between = text[end..close].trim_start_matches([' ', ',', '.', '(']);
    if !(between.is_empty()
        || ["by ", "edited by ", "eds", "ed. "]
            .iter()
            .any(|by| between.starts_with(by)))
    {
        return None;
    }
    let title = text[start..close].trim_end_matches([' ', ',', '.', '(']);
    let end = start + title.len();
    let plain = !text[start..end].contains([';', '[']);
    (plain && end >= book).then_some(start..end)
}

/// A text without the number, the year or how far the work has come before
/// its words: "(Forthcoming) Review of".
fn behind_year(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '[' | ']')
    });
    let inside = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let rest = inside.map_or(rest, |(_, rest)| rest);
    let coming = ["forthcoming ", "Forthcoming "];
    let coming = coming.iter().find_map(|word| rest.strip_prefix(word));
    let rest = coming.unwrap_or(rest);
    rest.trim_start_matches(['.', ',', ':', ' '])
}

/// Where the quotation ends that opens at a byte, with its mark.
fn quoted(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let open = rest.chars().next()?;
    let close = match open {
        '\'' | '‘' => ['\'', '’'],
        '"' | '“' => ['"', '”'],
        _ => return None,
    };
    // An apostrophe has a letter behind it.
    let inside = &rest[open.len_utf8()..];
    let found = inside.char_indices().find(|(at, c)| {
        let behind = &inside[at + c.len_utf8()..];
        close.contains(c) && !behind.starts_with(char::is_alphanumeric)
    });
    let (end, mark) = found?;
    Some(at + open.len_utf8() + end + mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::Mark;

    #[test]
    fn a_review_is_called_by_its_book() {
        for (text, want) in [
            (
                "(2018) Review of 'Rivers: A Life' by Ann Roe\n*Moss* 7, 3–6",
                Some("Review of 'Rivers: A Life' by Ann Roe"),
            ),
            (
                "(Forthcoming) Book Review of ‘Ann’s Rivers’, by Bo Li, *Moss*",
                Some("Book Review of ‘Ann’s Rivers’, by Bo Li"),
            ),
            (
                "Review of *Slow Rivers* by Ann Roe. *Moss Letters*, 2020",
                Some("Review of *Slow Rivers* by Ann Roe"),
            ),
            ("Review of *Slow Rivers*, 2020", None),
            ("Review of *Escherichia* in sand. A. Weber. *Moss*", None),
            (
                "Ann Roe. 2009. Review of *Slow Rivers* by Bo Li. *Moss* 5",
                Some("Review of *Slow Rivers* by Bo Li"),
            ),
            ("Ann Roe. Review of 'Slow Rivers' in sand. *Moss*", None),
            ("Review of slow rivers in *Moss*", None),
            (
                "Review of Slow Rivers of Sand, by Bo Li, Moss Letters 3",
                Some("Review of Slow Rivers of Sand, by Bo Li"),
            ),
            (
                "forthcoming Review of Slow Rivers by Bo Li (Kiel, 2001). S",
                Some("Review of Slow Rivers by Bo Li (Kiel, 2001)"),
            ),
            ("Review of slow and dry rivers, by Bo Li, Moss 3", None),
            ("Rivers and ‘Sand’ by Bo Li\n*Moss*", None),
        ] {
            // Words between stars are in italics; the stars stay.
            let mut entry = Entry::of(text);
            let stars: Vec<usize> =
                text.match_indices('*').map(|(at, _)| at).collect();
            entry.marks.extend(stars.chunks(2).map(|pair| Mark {
                range: pair[0]..pair[1] + 1,
                kind: MarkKind::Italic,
            }));
            let analysis = Analysis::of(entry, None);
            let found = title(&analysis);
            let found = found.map(|range| &analysis.entry.text[range]);
            assert_eq!(found, want, "{text}");
        }
    }
}
