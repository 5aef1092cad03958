//! The title of a work without what is printed around it.

use super::remark::is_language;
use crate::model::{Status, is_bare_kind};
use crate::parse::date::years;
use crate::parse::path_name::MONTHS;
use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::publications::authors::opening_run;
use crate::parse::publications::cues::{self, Cue};
use crate::parse::publications::link_label::title_alone;
use crate::parse::publications::titles::opens_review;
use crate::segment::is_kind_of_work;

/// A title without quotes, marks and final full stop.
pub(super) fn clean_title(text: &str) -> String {
    let pictured = text
        .trim_start_matches(|c: char| is_pictograph(c) || c.is_whitespace());
    let trimmed = pictured.trim().trim_matches([
        '“', '”', '"', '„', '«', '»', '「', '」', '《', '》', '*', '_', ' ',
        '\n', '\t', ',', ';', '•', '◦', '▪', '‣', '●', '■', '►',
    ]);
    let trimmed = trimmed.trim_end_matches(['.', '†', '‡', '§']).trim();
    let trimmed = title_alone(without_kind(without_form(trimmed)));
    let trimmed = trimmed.trim_end_matches(['.', ' ']);
    let trimmed = trimmed.trim_start_matches("``").trim_end_matches("''");
    let trimmed =
        trimmed.trim_start_matches(['‘', '\'', '.', ':', '–', '—', '-', ' ']);
    let trimmed = trimmed.trim_end_matches([':', '-', '–', ' ']);
    let open = trimmed.matches('‘').count();
    let trimmed =
        if open < trimmed.matches('’').count() && trimmed.ends_with('’') {
            trimmed.trim_end_matches('’')
        } else {
            trimmed
        };
    let title = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
    // "“Not Here”: Signs and Their Readers".
    for (open, close) in [('“', '”'), ('«', '»')] {
        if title.matches(close).count() > title.matches(open).count() {
            let gap = if title.contains(" »") { " " } else { "" };
            return format!("{open}{gap}{title}");
        }
    }
    // No plural stands there: "‘Not Here’: Signs and Their Readers".
    if title.contains("’: ") && !title.contains('‘') {
        return format!("‘{title}");
    }
    behind_bracket(before_open_bracket(of_book_alone(&title))).to_owned()
}

/// The title of a review without who wrote the book where a comma parts that,
/// and without the house and year behind: "Review of Rivers of Sand, by Bo Li
/// (Kiel, 2001)".
fn of_book_alone(title: &str) -> &str {
    const BY: &[&str] = &[", edited by ", ", by "];
    if opens_review(title).is_none() {
        return title;
    }
    let mut cuts = BY.iter().flat_map(|by| {
        title.match_indices(by).map(|(at, by)| (at, at + by.len()))
    });
    // "… by Bo Li (Kiel, 2001)".
    let bare = match title.rsplit_once(" (") {
        Some((bare, house))
            if !years(house).is_empty()
                && house.contains(char::is_alphabetic) =>
        {
            bare
        }
        _ => title,
    };
    let cut = cuts.find(|(_, behind)| {
        let names = bare.get(*behind..).unwrap_or("");
        // "Review of Sand, by Age and Region" names nobody.
        opening_run(names).is_some_and(|run| {
            run.range.end == names.len()
                && run.names.iter().all(|name| name.text.contains(' '))
        })
    });
    let told = || if bare.contains(" by ") { bare } else { title };
    cut.map_or_else(told, |(at, _)| &title[..at])
}

/// A title without a bracket behind it that opens what is told of the work,
/// which goes on behind what was taken for the title: "Slow Rivers
/// [Unpublished".
fn before_open_bracket(title: &str) -> &str {
    /// Bytes of it at most.
    const LONGEST: usize = 40;
    /// What opens what is told there.
    const TELLING: &[&str] = &[
        "unpublished",
        "commentary",
        "submitted",
        "accepted",
        "preprint",
        "working",
        "forthcoming",
        "in ",
        "eds",
        "ed.",
        "with ",
        "under ",
        "to appear",
        "article",
        "report",
        "poster",
        "talk",
    ];
    let parts = ['(', '['].into_iter().filter_map(|open| {
        let (head, inside) = title.rsplit_once(open)?;
        let lower = inside.to_lowercase();
        // "The interval [0, 1)" is closed.
        let told = inside.len() <= LONGEST
            && !inside.contains([')', ']'])
            && (inside.is_empty()
                || TELLING.iter().any(|word| lower.starts_with(word)));
        let head = head.strip_suffix(' ').filter(|_| told)?;
        (head.split(' ').nth(1).is_some()).then_some(head)
    });
    parts.min_by_key(|head| head.len()).unwrap_or(title)
}

/// A title without what is left of a label in front of it: "DOI] Slow
/// Rivers".
fn behind_bracket(title: &str) -> &str {
    /// Letters of a label at most.
    const LABEL: usize = 8;
    match title.split_once("] ") {
        Some((label, behind))
            if label.len() <= LABEL
                && label.chars().all(char::is_alphanumeric) =>
        {
            behind.trim_start()
        }
        _ => title,
    }
}

/// A title without the brackets behind it that tell how far the publication
/// has come, and what they tell: "Slow Rivers (forthcoming)".
pub(super) fn without_status(title: &str) -> (&str, Option<Status>) {
    let bare = title.trim_end_matches(['.', ',', ' ', '\n']);
    let inside = bare.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    let Some((head, inside)) = inside else { return (title, None) };
    match cues::find(inside).as_slice() {
        [(range, cue)] if range.len() + 2 >= inside.len() => match cue {
            Cue::Status(status) => (head, Some(*status)),
            // "Slow Rivers (Sole-Authored)".
            Cue::Remark => (head, None),
            _ => (title, None),
        },
        _ => (title, None),
    }
}

/// A title without the month behind it, where the year follows: "Slow Rivers,
/// Aug" before "2013", and before ". 2013".
pub(super) fn undated<'t>(title: &'t str, behind: &str) -> &'t str {
    let behind = behind.trim_start_matches('.');
    let dated = years(behind.get(..5).unwrap_or("")).len() == 1;
    let is_month = |word: &str| {
        let lower = word.to_lowercase();
        MONTHS.contains(&lower.trim_end_matches('.'))
    };
    if !dated {
        return title;
    }
    match title.trim_end().rsplit_once(", ") {
        Some((head, month)) if is_month(month) => head,
        _ => title,
    }
}

/// Where a title ends behind the year in brackets that closes its sentence,
/// where that is not the year of the work: "Roe, A., 2020: The Flood of Moss
/// (2019). Sand Letters".
pub(super) fn own_year(
    text: &str,
    title_end: usize,
    year: Option<i32>,
) -> Option<usize> {
    let inside = text[title_end..].strip_prefix(" (")?;
    let (digits, behind) = inside.split_once(')')?;
    let own: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    let told = behind.starts_with(". ") && year.is_some_and(|y| y > own);
    told.then(|| text.len() - behind.len())
}

/// Whether a character is a picture, or changes how the one before it looks.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}'
        | '\u{fe0f}' | '\u{200d}')
}

/// A title without the kind of work in front of it or behind: "Job Market
/// Paper: Slow Rivers", "Slow Rivers, invention patent".
fn without_kind(title: &str) -> &str {
    let title = match title.rsplit_once(", ") {
        // "Rock, Paper" is a title.
        Some((title, kind)) if kind.contains(' ') && is_bare_kind(kind) => {
            title
        }
        _ => title,
    };
    // "Slow Rivers, M.Sc." before "Thesis".
    let title = match title.rsplit_once(", ") {
        Some((title, "Ph.D" | "M.Sc" | "B.Sc" | "M.Phil" | "D.Phil")) => title,
        _ => without_thesis(title),
    };
    let title = behind_patent(title);
    let Some((kind, rest)) = title.split_once(": ") else { return title };
    if is_kind_of_work(kind) { rest.trim_start() } else { title }
}

/// What stands behind the number of a patent that opens a title: "US Patent
/// 10,123,456 - Slow Rivers".
fn behind_patent(title: &str) -> &str {
    const OPENING: &Patterns = &patterns([
        "national|international|european|chinese|korean|japanese|german\
         |french|spanish|italian|canadian|us|u.s.|ep|wo|pct? \
         patent application? no|number|nr?",
        "patente|brevet nacional|española|europeo|europeu|français|européen?",
    ]);
    let behind = phrase::end(OPENING, title).and_then(|end| {
        let (number, rest) =
            title[end..].trim_start_matches(['.', ' ']).split_once(' ')?;
        let parted = rest
            .strip_prefix(['-', '–', '—', ':'])
            .and_then(|rest| rest.strip_prefix(' '))
            .or_else(|| number.ends_with(':').then_some(rest))?;
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let plain = |c: char| c.is_ascii_alphanumeric() || ",./-:".contains(c);
        let named = digits >= 5 && number.chars().all(plain);
        (named && parted.contains(' ')).then_some(parted)
    });
    behind.unwrap_or(title)
}

/// What a thesis is written for, in small letters.
const DEGREES: &[&str] = &[
    "bachelor",
    "bachelors",
    "diploma",
    "doctoral",
    "habilitation",
    "honors",
    "honours",
    "licentiate",
    "master",
    "masters",
    "msc",
    "phd",
];

/// A title without the commas behind which it says that it is a thesis, and
/// whose: "Slow Rivers, Kiel Doctoral Dissertation, Moss Press", "Slow Rivers,
/// Thesis for the degree of Bachelor".
pub(in crate::parse::publications) fn without_thesis(title: &str) -> &str {
    /// What opens such a part.
    const OPENINGS: &Patterns = &patterns([
        "unpublished? thesis|dissertation for the degree",
        "unpublished? thesis|dissertation submitted|presented for|to|at|in",
    ]);
    /// Words of the title, and of the house before the kind.
    const TITLE: usize = 3;
    const HOUSE: usize = 4;
    if !["hesis", "issertation"].iter().any(|word| title.contains(word)) {
        return title;
    }
    let tells = |part: &str| {
        if phrase::end(OPENINGS, part).is_some() {
            return true;
        }
        let mut words = part.split(' ').rev();
        let form = words.next().unwrap_or("");
        let degree = words.next().unwrap_or("");
        let degree = degree.replace(['.', '\'', '’'], "").to_lowercase();
        let house: Vec<&str> = words.collect();
        matches!(form, "Thesis" | "thesis" | "Dissertation" | "dissertation")
            && DEGREES.contains(&&*degree)
            && house.len() <= HOUSE
            && house.iter().all(|w| w.starts_with(char::is_uppercase))
    };
    let mut parts = title.match_indices(", ").map(|(at, _)| at);
    let cut = parts.find(|at| {
        let part = title[at + 2..].split(", ").next().unwrap_or("");
        tells(part.trim_end_matches('.'))
    });
    cut.map(|at| &title[..at])
        .filter(|head| head.split(' ').count() >= TITLE)
        .unwrap_or(title)
}

/// Words in square brackets behind a title that tell its form.
const IN_BRACKETS: &[&str] = &[
    "thesis",
    "dissertation",
    "editorial",
    "letter",
    "abstract",
    "poster",
    "review",
    "data set",
    "dataset",
    "software",
    "preprint",
    "commentary",
    "conference",
    "manuscript",
    "correspondence",
];

/// A title without what tells its form: "[Doctoral dissertation, Yale]",
/// `[editorial]`.
fn without_form(title: &str) -> &str {
    let title = without_language(title);
    let Some((head, form)) =
        title.strip_suffix(']').and_then(|t| t.rsplit_once('['))
    else {
        return title;
    };
    let form = form.to_ascii_lowercase();
    let told = IN_BRACKETS.iter().any(|word| form.contains(word));
    if told { head.trim_end() } else { title }
}

/// A title without the language it is in, or how near it is to be out, where
/// brackets behind it tell: "Slow Rivers (in Portuguese)", "(Near submission)".
fn without_language(title: &str) -> &str {
    let bare = title.trim_end_matches(['.', ' ']);
    let Some((head, inside)) =
        bare.strip_suffix(')').and_then(|t| t.rsplit_once('('))
    else {
        return title;
    };
    let inside = inside.to_lowercase();
    let language = inside.strip_prefix("in ").unwrap_or("");
    let language = language.strip_suffix(", in press").unwrap_or(language);
    let only = inside.strip_suffix(" only").unwrap_or("");
    // "The Passive Voice (in English)" is a title.
    let told = language != "english" && is_language(language)
        || is_language(only)
        || inside == "near submission"
        || inside.contains(' ') && is_bare_kind(&inside);
    if told { head.trim_end() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_end_in_a_year_of_its_own() {
        for (title, behind, year, ends) in [
            ("The Flood of Moss", " (2019). Sand Letters", 2020, true),
            ("The Flood of Moss", " (2020). Sand Letters", 2020, false),
            ("The Flood of Moss", " (2019), Sand Letters", 2020, false),
            ("The Flood of Moss", " (Kiel). Sand Letters", 2020, false),
            ("The Flood of Moss", ". Sand Letters", 2020, false),
        ] {
            let text = [title, behind].concat();
            let found = own_year(&text, title.len(), Some(year));
            let end = title.len() + " (2019)".len();
            assert_eq!(found, ends.then_some(end), "{text}");
        }
    }

    #[test]
    fn a_patent_is_called_by_what_stands_behind_its_number() {
        for (title, alone) in [
            ("US Patent 10,123,456 - Slow Rivers", "Slow Rivers"),
            ("Patente Nacional ES2716012A1 - Ríos lentos", "Ríos lentos"),
            ("European patent no. EP1234567: Slow Rivers", "Slow Rivers"),
            ("Patent 300 - Slow Rivers", "Patent 300 - Slow Rivers"),
            ("Patent Races of 2010-2015", "Patent Races of 2010-2015"),
        ] {
            assert_eq!(behind_patent(title), alone);
        }
    }

    #[test]
    fn a_review_is_called_by_its_book() {
        for (title, alone) in [
            ("Review of Slow Rivers, by Bo Li", "Review of Slow Rivers"),
            (
                "Book Review of Sand, edited by Bo Li and A. Roe (Kiel, 2001)",
                "Book Review of Sand",
            ),
            (
                "Review of Slow Rivers by Bo Li (Moss Press, 2001)",
                "Review of Slow Rivers by Bo Li",
            ),
            ("Review of Sand, by the Sea", "Review of Sand, by the Sea"),
            (
                "Review of Sand, by Age and Region",
                "Review of Sand, by Age and Region",
            ),
            ("Review of Sand (1990–2020)", "Review of Sand (1990–2020)"),
            ("Slow Rivers, by Bo Li", "Slow Rivers, by Bo Li"),
        ] {
            assert_eq!(of_book_alone(title), alone);
        }
    }

    #[test]
    fn the_kind_of_a_work_is_no_part_of_its_title() {
        for (text, title) in [
            ("Job Market Paper: On Tides", "On Tides"),
            ("Book chapter: On Tides", "On Tides"),
            ("Chapter: On Tides", "Chapter: On Tides"),
            ("🌐 On Tides", "On Tides"),
            ("On Tides, invention patent", "On Tides"),
            ("On Tides (Tesis doctoral)", "On Tides"),
            ("On the Tides, KLU Doctoral Dissertation, Sand", "On the Tides"),
            ("On the Tides, Ph.D. Thesis, Kiel", "On the Tides"),
            ("On the Tides, Diploma Thesis", "On the Tides"),
            ("On the Tides, Thesis for the degree of MA", "On the Tides"),
            (
                "On Tides, Moss, Thesis for all",
                "On Tides, Moss, Thesis for all",
            ),
            ("On the Tides. (Invited Paper)", "On the Tides"),
            ("On the Tides, M.Sc", "On the Tides"),
            ("On Tides, Moss, and a Thesis", "On Tides, Moss, and a Thesis"),
            ("On Tides, Moss and Sand", "On Tides, Moss and Sand"),
            ("On Tides [Unpublished. 10 Pages", "On Tides"),
            ("On Tides (commentary article", "On Tides"),
            ("On Tides (of Sand)", "On Tides (of Sand)"),
            ("The interval [0,1) and moss", "The interval [0,1) and moss"),
            ("Moss (and the shape of sand", "Moss (and the shape of sand"),
            ("Tides (of", "Tides (of"),
        ] {
            assert_eq!(clean_title(text), title);
        }
    }

    #[test]
    fn a_month_before_the_year_is_no_part_of_a_title() {
        for (title, behind, want) in [
            ("On Tides, Aug", " 2013.", "On Tides"),
            ("On Tides, Aug", ". 2013.", "On Tides"),
            ("On Tides, Aug", ". Sand, 2013.", "On Tides, Aug"),
            ("On Tides, Moss", " 2013.", "On Tides, Moss"),
        ] {
            assert_eq!(undated(title, behind), want);
        }
    }

    #[test]
    fn brackets_behind_a_title_may_tell_its_status() {
        for (text, title, status) in [
            ("On Tides (forthcoming)", "On Tides ", Some(Status::Accepted)),
            ("On Tides (in press).", "On Tides ", Some(Status::Accepted)),
            ("On Tides (under review)", "On Tides ", Some(Status::Submitted)),
            ("On Tides (draft of a play)", "On Tides (draft of a play)", None),
            ("On Tides (2020)", "On Tides (2020)", None),
            ("On Tides (sole-authored)", "On Tides ", None),
        ] {
            assert_eq!(without_status(text), (title, status));
        }
    }

    #[test]
    fn a_title_loses_quotes_and_final_stop() {
        for (text, title) in [
            ("“On Tides.”", "On Tides"),
            ("*What Now?*", "What Now?"),
            ("``On Tides''", "On Tides"),
            ("On the\nTides ", "On the Tides"),
            ("On Tides [Doctoral dissertation, Yale]", "On Tides"),
            ("On Tides. [editorial].", "On Tides"),
            ("On [Ni(CO)4]", "On [Ni(CO)4]"),
            ("On Tides (Portuguese only)", "On Tides"),
            ("On Tides (only)", "On Tides (only)"),
            ("DOI] On Tides", "On Tides"),
            ("« Not Here » : On Tides", "« Not Here » : On Tides"),
            ("“Not Here”: On Signs", "“Not Here”: On Signs"),
            ("“‘Not Here’: On Signs.”", "‘Not Here’: On Signs"),
        ] {
            assert_eq!(clean_title(text), title);
        }
    }
}
