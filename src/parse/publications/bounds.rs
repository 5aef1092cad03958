//! Moves the ends of runs of names to where an entry sets something apart: a
//! link, italics, the name of a venue.

use std::cell::LazyCell;

use super::authors::{Run, before_opening, begins_name, find_runs};
use super::entry::{Entry, Mark, MarkKind};
use crate::gazetteer::Strength;
use crate::gazetteer::venue::VenueMatch;
use crate::model::PersonName;

/// Settles where the runs of an entry begin and end.
pub(super) fn settle(
    runs: &mut Vec<Run>,
    entry: &Entry,
    venues: &[VenueMatch<'_>],
    owner: Option<&PersonName>,
) {
    if take_told(runs, entry, owner) {
        return;
    }
    drop_within_title(runs, &entry.text);
    let mut end = 0;
    for run in runs {
        begin_behind_title(entry, run, owner);
        begin_at_italics(entry, run, owner);
        end_before_field(entry, run, venues, owner);
        end_with_company(entry, run, owner);
        reach_field(entry, run, venues, owner);
        begin_with_mark(entry, run);
        drop_inside_title(entry, run);
        // The one before may now end within it.
        if run.range.start < end {
            run.score = 0.0;
        }
        end = end.max(run.range.end);
    }
}

/// Takes the names that stand where the source says that the authors do,
/// where it says so; none stand within what it calls the title or the venue.
fn take_told(
    runs: &mut Vec<Run>,
    entry: &Entry,
    owner: Option<&PersonName>,
) -> bool {
    /// Whoever is called an author is one.
    const SURE: f32 = 2.0;
    for told in entry.told_title().into_iter().chain(entry.told_venue()) {
        let beside = |run: &Run| {
            run.range.end <= told.start || told.end <= run.range.start
        };
        runs.retain(beside);
    }
    let Some(told) = entry.told_authors() else { return false };
    let named = find_runs(&entry.text[told.clone()], owner);
    let Some(run) = named.into_iter().max_by_key(|run| run.names.len()) else {
        return false;
    };
    let range = run.range.start + told.start..run.range.end + told.start;
    let mut run = Run { range, ..run };
    // "<b class="author">Ann Roe</b>, Bo Li": one of them may be called so.
    let goes_on = |other: &Run| {
        other.range.start < told.end
            && told.start < other.range.end
            && other.names.len() > run.names.len()
    };
    if let Some(longer) = runs.iter().find(|other| goes_on(other)) {
        run = longer.clone();
    }
    run.score = run.score.max(SURE);
    // "with", which stands before them, is none of them.
    let opening = before_opening(&entry.text[..run.range.start]);
    run.with |= opening.is_some_and(|(_, left_out)| left_out);
    *runs = vec![run];
    true
}

/// Takes the one "name" behind a "with" for words of the title, where the
/// authors stand at the head of the entry in another style: "Roe, A., & Li,
/// B. (2020). Slow Rivers in Valleys With Stable Banks".
fn drop_within_title(runs: &mut [Run], text: &str) {
    let Some((first, others)) = runs.split_first_mut() else { return };
    let heads = LazyCell::new(|| {
        first.names.len() > 1
            && first.range.start < 4
            && first.holds_initials()
    });
    for run in others.iter_mut().filter(|run| run.with && *heads) {
        let before = text[..run.range.start].trim_end();
        let word = before.rsplit([' ', '\n']).next().unwrap_or("");
        let parted = word.starts_with(['(', '['])
            || before[..before.len() - word.len()]
                .trim_end()
                .ends_with(['(', ',', '.', ';']);
        if run.names.len() == 1 && !run.holds_initials() && !parted {
            run.with = false;
            run.score = 0.0;
        }
    }
}

/// Takes the one "name" behind a "with" for words of the title that is set
/// apart around both: "**Slow Rivers with Stable Banks**".
fn drop_inside_title(entry: &Entry, run: &mut Run) {
    /// Bytes of a title before it.
    const BEFORE: usize = 10;
    let text = &entry.text;
    let within = || {
        entry.marks.iter().any(|mark| {
            matches!(
                mark.kind,
                MarkKind::Bold | MarkKind::Italic | MarkKind::Link
            ) && mark.range.start + BEFORE < run.range.start
                && run.range.end <= mark.range.end
        })
    };
    let bare = || {
        let before = text[..run.range.start].trim_end();
        let before = before.strip_suffix("with").unwrap_or(before);
        before.trim_end().ends_with(char::is_alphanumeric)
    };
    // "*Slow Rivers, joint work with Tom Huber*": a name all the same.
    let named = |run: &Run| {
        run.names.iter().all(|n| n.is_known())
            || text[..run.range.start].trim_end().ends_with("work with")
    };
    if run.with
        && run.names.len() == 1
        && !run.holds_initials()
        && !named(run)
        && bare()
        && within()
    {
        run.with = false;
        run.score = 0.0;
    }
}

/// The first run of the text from byte `at` on.
fn first_run(
    text: &str,
    at: usize,
    owner: Option<&PersonName>,
) -> Option<Run> {
    let run = find_runs(&text[at..], owner).into_iter().next()?;
    let range = run.range.start + at..run.range.end + at;
    Some(Run { range, ..run })
}

/// Begins a run behind the title, set apart as one, that its first words end:
/// the "Hex Splines" of "[Cone Splines and Hex Splines](…), with A. Roe", the
/// "Hot Radios" of "[Wide Rivers of Hot Radios](…), A. Roe".
fn begin_behind_title(
    entry: &Entry,
    run: &mut Run,
    owner: Option<&PersonName>,
) {
    let text = &entry.text;
    let start = run.range.start;
    let before = text[..start].trim_end();
    let joined = [" and", " &", " of", " for", " in", " with"]
        .iter()
        .any(|word| before.ends_with(word));
    let end = run.range.end;
    let title = entry.marks.iter().find(|mark| {
        let ends = match mark.kind {
            MarkKind::Link => start..end + 1,
            MarkKind::Bold | MarkKind::Italic => start..end,
            MarkKind::Superscript | MarkKind::Field(_) => return false,
        };
        mark.range.start + 10 < start && ends.contains(&mark.range.end)
    });
    let title = title.filter(|mark| joined || mark.kind == MarkKind::Link);
    let Some(title) = title else { return };
    // "[Slow Rivers, with Ann Roe and Bo Li](…)": who joined.
    if run.is_company() && title.range.end >= run.range.end {
        return;
    }
    match first_run(text, title.range.end, owner) {
        Some(next) if next.range.end >= run.range.end => *run = next,
        _ if joined => run.score = 0.0,
        _ => {}
    }
}

/// Begins a run where italics begin within what was read as its first name:
/// "… into ML. *Ann Roe and Bo Li*".
fn begin_at_italics(entry: &Entry, run: &mut Run, owner: Option<&PersonName>) {
    /// Bytes of an acronym and its stop.
    const ACRONYM: usize = 8;
    let text = &entry.text;
    let start = run.range.start;
    let inside = entry.marks.iter().find(|mark| {
        mark.kind == MarkKind::Italic
            && (start + 2..start + ACRONYM).contains(&mark.range.start)
            && text[start..mark.range.start].trim_end().ends_with('.')
            && mark.range.end + 2 >= run.range.end
    });
    let Some(mark) = inside else { return };
    let at = mark.range.start;
    if let Some(next) =
        first_run(text, at, owner).filter(|next| next.range.start == at)
    {
        *run = next;
    }
}

/// Ends a run of those whom a work was done with where what they are set in
/// ends: "*with A. Roe*, Superrigid Rivers".
fn end_with_company(entry: &Entry, run: &mut Run, owner: Option<&PersonName>) {
    /// Bytes of "joint work with" and what parts it from names.
    const LEAD: usize = 20;
    if !run.with {
        return;
    }
    let mark = entry.marks.iter().find(|mark| {
        matches!(mark.kind, MarkKind::Italic | MarkKind::Bold)
            && mark.range.start < run.range.start
            && run.range.start - mark.range.start <= LEAD
            && (run.range.start..run.range.end).contains(&mark.range.end)
    });
    let Some(range) = mark.map(|mark| mark.range.clone()) else { return };
    let within = find_runs(&entry.text[range.clone()], owner);
    let cut = within.into_iter().find(|cut| cut.with);
    if let Some(cut) = cut {
        let from = range.start;
        *run =
            Run { range: cut.range.start + from..cut.range.end + from, ..cut };
    }
}

/// Ends a run before the known venue, the words in italics, or the title in
/// bold or linked, that it runs into: "A. Roe, B. Li, SIAM J. Computing".
fn end_before_field(
    entry: &Entry,
    run: &mut Run,
    venues: &[VenueMatch<'_>],
    owner: Option<&PersonName>,
) {
    let text = &entry.text;
    let inside = |at: &usize| run.range.start < *at && *at < run.range.end;
    let known = venues.iter().filter(|v| v.strength == Strength::Name);
    // "A. Roe and B. Li [A Slow River in the North](…)".
    let long = |set_apart: &str| set_apart.split_whitespace().nth(3).is_some();
    let slanted = entry.marks.iter().filter(|mark| {
        mark.range.end > run.range.end + 1
            && match mark.kind {
                MarkKind::Italic => !goes_on_in_italics(entry, mark),
                MarkKind::Link | MarkKind::Bold => {
                    let within = text.get(mark.range.start..run.range.end);
                    // More names in bold are no title.
                    long(&text[mark.range.clone()])
                        && within.is_some_and(|w| !w.contains([',', ';']))
                }
                MarkKind::Superscript | MarkKind::Field(_) => false,
            }
    });
    let first = known
        .map(|venue| venue.span.start)
        .chain(slanted.map(|mark| mark.range.start))
        .filter(inside)
        .min();
    let Some(first) = first else { return };
    let cut = find_runs(&text[..first], owner);
    let start = run.range.start;
    if let Some(cut) = cut.into_iter().find(|c| c.range.start == start) {
        *run = cut;
    }
}

/// Whether italics go on with those before them, of which other marks are
/// set apart as well: "***A. Roe**, Bo Li, Carla Gomez*".
fn goes_on_in_italics(entry: &Entry, mark: &Mark) -> bool {
    let at = mark.range.start;
    entry.marks.iter().any(|other| {
        other.kind == MarkKind::Italic
            && other.range.start < at
            && (at..=at + 1).contains(&other.range.end)
    })
}

/// Whether what is set apart is rather what a work appeared in than its
/// title, by its words and what stands behind it: "*Annals of Sand*, 2016".
fn may_be_venue(set_apart: &str, behind: &str) -> bool {
    const WORDS: &[&str] = &[
        "Annals",
        "Conference",
        "Dictionary",
        "Encyclopedia",
        "Encyclopaedia",
        "Handbook",
        "Journal",
        "Letters",
        "Proceedings",
        "Review",
        "Revue",
        "Revista",
        "Rivista",
        "Symposium",
        "Transactions",
        "Workshop",
        "Zeitschrift",
    ];
    let next = behind.trim_start_matches([',', '.', ' ', '(']);
    let number = next.bytes().take_while(u8::is_ascii_digit).count();
    let counted =
        number > 0 && !next[number..].starts_with(|c: char| c.is_alphabetic());
    let mut words = set_apart.split([' ', '\n', ',', ':']);
    counted || words.any(|word| WORDS.contains(&word))
}

/// Takes the last name up to the title in italics, or the venue behind the
/// names of a title, that it runs into: "A. Roe, Örg Keller *Slow Rivers in
/// the North*", "Slow Rivers in the North. A. Roe, Anđela Šarić, Sand Letters".
fn reach_field(
    entry: &Entry,
    run: &mut Run,
    venues: &[VenueMatch<'_>],
    owner: Option<&PersonName>,
) {
    /// Bytes of a name and what parts it from others at most.
    const NEAR: usize = 50;
    let text = &entry.text;
    let end = run.range.end;
    let has_words = |text: &str| text.split_whitespace().nth(3).is_some();
    let titled = has_words(&text[..run.range.start]);
    let known = venues
        .iter()
        .filter(|venue| titled && venue.strength == Strength::Name)
        .map(|venue| venue.span.start);
    let titles = entry
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Italic | MarkKind::Link))
        .filter(|mark| {
            let set_apart = &text[mark.range.clone()];
            has_words(set_apart)
                && !may_be_venue(set_apart, &text[mark.range.end..])
        })
        .map(|mark| mark.range.start);
    let near = |at: &usize| end < *at && *at <= end + NEAR;
    let Some(first) = known.chain(titles).filter(near).min() else { return };
    let gap = text[end..first].trim_end_matches([' ', '\n', ',', ':']);
    let piece = [", and ", ", ", " and ", " & "]
        .iter()
        .find_map(|parting| gap.strip_prefix(parting));
    let Some(piece) = piece.filter(|_| run.names.len() > 1) else { return };
    let mut found = find_runs(piece, owner);
    if let [other] = found.as_mut_slice()
        && other.range == (0..piece.len())
    {
        run.names.append(&mut other.names);
        run.range.end = end + gap.len();
        run.score += other.score;
    }
}

/// Begins a run with the word that its first name's link or type begins
/// with: "[Art M. Roe](…)".
fn begin_with_mark(entry: &Entry, run: &mut Run) {
    let start = run.range.start;
    let begun = entry
        .marks
        .iter()
        .map(|mark| &mark.range)
        .find(|mark| mark.start < start && start < mark.end);
    if let Some(mark) = begun
        && mark.end <= run.range.end + 1
        && entry.text[mark.start..start]
            .strip_suffix(' ')
            .is_some_and(begins_name)
    {
        run.take_word(&entry.text, mark.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use crate::parse::publications::analysis::Analysis;

    /// The names of the runs of a text, some stretches of which are set apart.
    fn names(text: &str, marked: &[(&str, MarkKind)]) -> Vec<String> {
        let mut entry = Entry::of(text);
        for (part, kind) in marked {
            let at = text.find(part).expect("the text holds it");
            let range = at..at + part.len();
            entry.marks.push(Mark { range, kind: *kind });
        }
        let runs = Analysis::of(entry, None).runs;
        let likely = runs.into_iter().filter(|run| run.score > 0.0);
        likely.flat_map(|run| run.names).map(|name| name.text).collect()
    }

    #[test]
    fn company_ends_with_what_it_is_set_in() {
        let text = "with Ann Roe, Anna Weber and Slow Rivers, Sand 3, 2020";
        let set = ("with Ann Roe", MarkKind::Italic);
        assert_eq!(names(text, &[set]), ["Ann Roe"]);
    }

    #[test]
    fn who_is_called_an_author_is_one() {
        use Field::{Authors, Title};
        let title = ("Models of Bo Li, Ann Roe", MarkKind::Field(Title));
        for (text, authors) in [
            ("Models of Bo Li, Ann Roe. Uvo Zhrek. Sand 3", "Uvo Zhrek"),
            (
                "Models of Bo Li, Ann Roe. Uvo Zhrek, Ada Pek. Sand",
                "Uvo Zhrek",
            ),
        ] {
            let told = (authors, MarkKind::Field(Authors));
            let all = if text.contains("Pek") { 2 } else { 1 };
            assert_eq!(names(text, &[title, told]).len(), all, "{text}");
        }
    }

    #[test]
    fn a_venue_may_be_set_apart_as_titles_are() {
        for (set_apart, behind, venue) in [
            ("Annals of the Far North", " 3", true),
            ("Slow Seals of the North", ", 2016, 3", true),
            ("Slow Seals of the North", ", 31st Conference", false),
            ("Slow Seals of the North", "", false),
        ] {
            assert_eq!(may_be_venue(set_apart, behind), venue, "{set_apart}");
        }
    }

    #[test]
    fn names_in_italics_may_open_in_bold_as_well() {
        use MarkKind::{Bold, Italic};
        let text = "A. Roe, Dan Levi, Bo Li. Slow seals of the north";
        let rest = (", Dan Levi, Bo Li", Italic);
        let set = [("A. Roe", Bold), ("A. Roe", Italic), rest];
        assert_eq!(names(text, &set), ["A. Roe", "Dan Levi", "Bo Li"]);
    }

    #[test]
    fn what_is_set_apart_bounds_names() {
        use MarkKind::{Italic, Link};
        let stable = "Roe, A., & Li, B. (2020). The flow in valleys With \
                      Stable Banks. Sand 3";
        assert_eq!(names(stable, &[]), ["A. Roe", "B. Li"]);
        for (text, marked, want) in [
            (
                "Cone Splines and Hex Splines, with P. R. Masso, Sand 3",
                ("Cone Splines and Hex Splines", Link),
                &["P. R. Masso"][..],
            ),
            (
                "Teaching of Sand in Rivers with MOSS, A. Roe, B. Li, Sand 3",
                ("Teaching of Sand in Rivers with MOSS", Italic),
                &["A. Roe", "B. Li"],
            ),
            (
                "Wide Rivers Full Hot Radios, Ann Roe, Bo Li, Sand 3",
                ("Wide Rivers Full Hot Radios", Link),
                &["Ann Roe", "Bo Li"],
            ),
            (
                "Seals of the North, Art M. Duva and Bo Li, Sand 3",
                ("Art M. Duva", Link),
                &["Art M. Duva", "Bo Li"],
            ),
            (
                "Embedding Sand into ML. Ann Roe and Bo Li. 2003",
                ("Ann Roe and Bo Li", Italic),
                &["Ann Roe", "Bo Li"],
            ),
            (
                "Ann B. Roe, Bo C. Li, Uvo Zhrek Slow Seals of the North",
                ("Slow Seals of the North", Italic),
                &["Ann B. Roe", "Bo C. Li", "Uvo Zhrek"],
            ),
            (
                "Of slow seals and sand. A. Roe, B. Li, Uvo Zhrek, Nature",
                ("Of slow seals and sand", Italic),
                &["A. Roe", "B. Li", "Uvo Zhrek"],
            ),
            (
                "Seals of the North, A. Roe, B. Li, SIAM J. Computing 3, 2003",
                ("SIAM J. Computing", Italic),
                &["A. Roe", "B. Li"],
            ),
        ] {
            assert_eq!(names(text, &[marked]), want, "{text}");
        }
    }
}
