//! Places where a title is over, for what begins there is no part of one.

use super::ahead::opens_with_volume;
use crate::parse::date::first_year;
use crate::parse::publications::entry::{Entry, MarkKind};
use crate::parse::publications::fields::{UNITS, is_publisher};
use crate::parse::publications::split::is_citation;
use crate::parse::words::places_of;

/// Where a part of a university is named behind a comma: "Slow Rivers,
/// Department of Sand, University of Kiel".
pub(super) fn units(text: &str) -> impl Iterator<Item = usize> {
    let opens =
        |at: &usize| UNITS.iter().any(|unit| text[*at..].starts_with(unit));
    let of_university = |at: &usize| {
        let next = text[*at..].split(", ").nth(1);
        next.is_some_and(|next| next.contains("Universi"))
    };
    let told = text.contains("Universi");
    let commas = told.then(|| places_of(text, ", ")).into_iter().flatten();
    commas.map(|at| at + 2).filter(opens).filter(of_university)
}

/// Where lines open with a journal, as italics and a volume or pages behind
/// them tell: "Slow Rivers⏎*Moss* 26, 51–60".
pub(super) fn journals(entry: &Entry) -> impl Iterator<Item = usize> {
    let text = entry.text.as_str();
    let italics =
        entry.marks.iter().filter(|mark| mark.kind == MarkKind::Italic);
    italics.map(|mark| &mark.range).filter_map(|range| {
        let behind = text[range.end..].trim_start_matches(',');
        let before = text[..range.start].strip_suffix('\n').unwrap_or("");
        let last = before.trim_end().rsplit(' ').next().unwrap_or("");
        // "… the genus known as⏎*Canis*, 12 wolves" runs on.
        let runs_on = ["as", "of", "the", "and", "in", "for", "from", "a"]
            .contains(&last);
        let opens = !before.is_empty()
            && !runs_on
            && text[range.start..].starts_with(char::is_uppercase);
        (opens && opens_with_volume(behind)).then_some(range.start)
    })
}

/// Where lines behind the first say where a work appeared and nothing else:
/// "Slow Rivers⏎Moss Letters, 2020, S. 3–9", "Slow Rivers⏎Brill, Leiden, 2020".
pub(super) fn citations(text: &str) -> impl Iterator<Item = usize> {
    let starts = text.match_indices('\n').map(|(at, _)| at + 1);
    starts.filter(|at| {
        let line = text[*at..].lines().next().unwrap_or("");
        let house = line.split(',').next().unwrap_or("");
        is_citation(line)
            || line.starts_with("in: ")
            || is_publisher(house) && first_year(line).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::Mark;

    #[test]
    fn a_part_of_a_university_ends_a_title() {
        for (text, unit) in [
            ("Rivers, Department of Sand, University of Kiel", Some("Dep")),
            ("Flüsse, Faculty of Sand, Universität Kiel", Some("Fac")),
            ("Rivers, Department of Sand", None),
            ("Rivers, Sand, University of Kiel", None),
            ("Rivers, School of Kiel, and the universities", None),
        ] {
            let found = units(text).next();
            assert_eq!(found.map(|at| &text[at..at + 3]), unit, "{text}");
        }
    }

    #[test]
    fn a_line_may_tell_but_where_a_work_appeared() {
        for (text, cited) in [
            ("Slow Rivers\nMoss Letters, 2020, S. 3–9", true),
            ("Slow Rivers\nMoss Press, Kiel, 2020", true),
            ("Slow Rivers\nin: Festschrift für Ann Roe, Kiel 2020", true),
            ("Slow Rivers\nMoss and Sand, 2020", false),
            ("Moss Press, Kiel, 2020", false),
        ] {
            assert_eq!(citations(text).next().is_some(), cited, "{text}");
        }
    }

    #[test]
    fn a_journal_before_its_volume_opens_a_line() {
        for (text, name, opens) in [
            ("Slow Rivers\nMoss 26, 51–60", "Moss", true),
            ("Slow Rivers\nMoss, 26(3)", "Moss", true),
            ("Slow Rivers\nMoss in Kiel", "Moss", false),
            ("Slow Rivers. Moss 26, 51–60", "Moss", false),
        ] {
            let mut entry = Entry::of(text);
            let at = text.find(name).expect("it is named");
            let range = at..at + name.len();
            entry.marks.push(Mark { range, kind: MarkKind::Italic });
            assert_eq!(journals(&entry).next().is_some(), opens, "{text}");
        }
    }
}
