//! Which entries are publications at all, and not remarks on them, lines of
//! links, exercises, data or sentences of prose.

use super::analysis::Analysis;
use super::cues::Cue;
use super::entry::{self, Entry, MarkKind};
use super::fields;
use super::gap::is_gap;
use super::layout::Reading;
use super::link_label::is_all_labels;
use super::naming::Manner;
use crate::gazetteer::institution::by_alias;
use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::words::bare;
use crate::segment::is_kind_of_work;

/// Whether an entry is a publication at all, not a remark on one, a line of
/// links or a sentence of prose.
pub(super) fn is_publication(
    analysis: &Analysis,
    reading: &Reading,
    manner: Manner,
    names_usual: bool,
) -> bool {
    /// The least score of a title, and of one that nobody need be named at.
    const LEAST: f32 = -0.5;
    const LEAST_ALONE: f32 = -1.0;
    let Entry { text, above, .. } = &analysis.entry;
    let dated = !analysis.years.is_empty();
    let least = match manner.owner_is_implied && dated {
        true => LEAST_ALONE,
        false => LEAST,
    };
    let names =
        reading.run.map(|run| &analysis.runs[run]).is_some_and(|run| {
            run.names.len() > 1 || run.truncated || run.score > 0.7
        });
    let placed = analysis.has_venue()
        || !analysis.years.is_empty()
        || analysis.label.year.is_some()
        || analysis.label.venue.is_some()
        || analysis.has_status()
        || is_told_under_way(analysis)
        || is_draft_for(analysis, reading)
        || is_titled_draft(analysis, reading)
        || analysis.has_pages_behind_italics(reading.title.end)
        || is_thesis_by(&text[reading.title.end..])
        // A job market paper may have neither year nor place.
        || text.len() < 200
            && above.words.eq_ignore_ascii_case("job market paper");
    if text.chars().count() < 20
        || reading.score < least
        || is_all_labels(&text[reading.title.clone()])
        || is_data(&text[reading.title.clone()])
        || is_exercise(&text[reading.title.end..])
        || above.exercises
        || is_degree_alone(text, reading)
        || is_shown(&text[reading.title.clone()])
        || is_committee(text)
        || !names && analysis.years.is_empty() && is_told_by_owner(text)
    {
        return false;
    }
    if names_usual {
        return names;
    }
    names || placed
}

/// Whether a line below the title of a thesis tells who read it:
/// "Committee: Ann Roe (Chair), Bo Li".
fn is_committee(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "committee",
        "committee members",
        "thesis committee",
        "dissertation committee",
        "advisor",
        "advisors",
        "adviser",
        "advisers",
        "supervisor",
        "supervisors",
        "chair",
        "co-chairs",
        "chairs",
        "readers",
        "examiners",
    ];
    let label = text.split_once(':').map(|(label, _)| label.trim());
    label.is_some_and(|label| {
        LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
    })
}

/// Whether what stands behind a title says that it is that of a thesis, and
/// no more: " (Licentiate Thesis)".
fn is_thesis_by(behind: &str) -> bool {
    let inside = behind.trim_start_matches([' ', '\n', ',', '.', '(', '[']);
    thesis(inside)
        .is_some_and(|end| !inside[end..].contains(char::is_alphanumeric))
}

/// Whether an entry says for which degree and where a thesis was written, and
/// not what it is called: "PhD Thesis, University of Kiel, 2010".
pub(super) fn is_degree_alone(text: &str, reading: &Reading) -> bool {
    const GOES_ON: &Patterns = &patterns(["for|of|in|at|from|presented"]);
    let title = &text[reading.title.clone()];
    let house = || ["niversi", "nstitut"].iter().any(|w| title.contains(w));
    match thesis(title) {
        Some(end) => {
            let behind = title[end..].trim_ascii_start();
            let told = behind.starts_with([',', '.', '('])
                || phrase::end(GOES_ON, behind).is_some();
            // "PhD thesis in three years: a field study" is a paper.
            behind.is_empty() || told && house() && !title.contains(':')
        }
        None if is_called_thesis(text) => !reading.is_set_apart() && house(),
        // "A. Roe. PhD Thesis. University of Kiel, 2010".
        None => {
            house()
                && by_alias(title).is_some()
                && tells_thesis(&text[..reading.title.start])
        }
    }
}

/// Whether an entry opens with its title set apart, names nobody, and tells
/// where and when it appeared.
pub(super) fn is_lone(analysis: &Analysis, reading: &Reading) -> bool {
    let text = &analysis.entry.text;
    let italic = |m: &entry::Mark| {
        m.kind == MarkKind::Italic && m.range.start >= reading.title.end
    };
    let behind = &text[reading.title.end..];
    let within =
        [", in: ", ". In: "].iter().any(|word| behind.starts_with(word));
    (within || reading.is_set_apart())
        && is_gap(&text[..reading.title.start])
        && fields::run(analysis, reading).is_none_or(|run| !run.is_likely())
        && !analysis.years.is_empty()
        && (analysis.has_venue()
            || behind.contains(", in: ")
            || within
            || analysis.entry.marks.iter().any(italic))
}

/// Words of who speaks of their own works in other languages, in small
/// letters: "MA" is a degree.
const OWN: &[&str] = &[
    "ma", "mes", "mon", "voici", "ich", "mein", "meine", "meinen", "meiner",
    "siehe", "mis", "meus", "minha", "minhas", "miei", "mia",
];

/// Whether an entry is a title and nothing else, as the owner's alone may be
/// in a list of titles with names behind "with".
pub(super) fn is_bare_title(analysis: &Analysis, reading: &Reading) -> bool {
    let text = analysis.entry.text.trim();
    // "Slow Rivers\nResearchGate", "Slow Rivers\nWorking Paper".
    let text = match text.split_once('\n') {
        Some((title, below))
            if is_all_labels(below) || is_kind_of_work(below) =>
        {
            title
        }
        _ => text,
    };
    let words = text.split_whitespace().count();
    let opens = text.trim_start_matches(['“', '"', '‘', '«', '\'']);
    // "You may also read …", "A full list is available."
    let says = ["my", "me", "you", "your", "i", "see", "please", "available"];
    // "Are Rivers Slow?"
    let small = text
        .split_whitespace()
        .filter(|w| w.len() > 3 && w.starts_with(char::is_lowercase));
    let asks = text.trim_end_matches(['”', '"', '»']).ends_with('?')
        && small.count() == 0;
    let tells = ["is", "are", "was", "were"];
    let tells = tells.iter().filter(|_| !asks);
    let said = text.split_whitespace().enumerate().any(|(at, word)| {
        let word = bare(word);
        // "Sand That We Can See" is a title.
        if at > 0 && word == "See" {
            return false;
        }
        if OWN.contains(&word) {
            return true;
        }
        let mut known = says.iter().chain(tells.clone());
        known.any(|known| word.eq_ignore_ascii_case(known))
    });
    !said
        && opens.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && (4..=25).contains(&words)
        && reading.title.len() * 10 >= text.len() * 8
        && !text.contains("://")
        && !text.ends_with([':', '!'])
}

/// Whether a title is told outright below a heading that says how far its
/// works have come: "Slow Rivers", itself a heading, below "Working Papers".
fn is_told_under_way(analysis: &Analysis) -> bool {
    analysis.entry.told_title().is_some() && is_under_way(&analysis.entry)
}

/// Whether a title in quotation marks goes on with words in italics, as with
/// the journal it is to be in, below a heading that says how far its works have
/// come: "“Slow Rivers.” *Sand Letters*" below "Under Review".
fn is_draft_for(analysis: &Analysis, reading: &Reading) -> bool {
    let behind = |mark: &entry::Mark| {
        let between =
            analysis.entry.text.get(reading.title.end..mark.range.start);
        mark.kind == MarkKind::Italic
            && between.is_some_and(|b| !b.contains(char::is_alphanumeric))
    };
    reading.is_quoted()
        && is_under_way(&analysis.entry)
        && analysis.entry.marks.iter().any(behind)
}

/// Whether a title in bold has a line of its own, above what the work is
/// about, below a heading that says how far its works have come.
fn is_titled_draft(analysis: &Analysis, reading: &Reading) -> bool {
    /// Words of a title at least: a theme has fewer.
    const FEWEST: usize = 4;
    let Entry { text, marks, .. } = &analysis.entry;
    let title = &reading.title;
    let bold = marks.iter().find(|mark| {
        mark.kind == MarkKind::Bold
            && mark.range.start <= title.start
            && mark.range.end >= title.end
    });
    bold.is_some_and(|mark| {
        text[mark.range.end..].trim_start_matches(' ').starts_with('\n')
    }) && is_under_way(&analysis.entry)
        && is_gap(&text[..title.start])
        && text[title.clone()].split_whitespace().count() >= FEWEST
}

/// Whether an entry can be had, below a heading that says how far works have
/// come: "Slow Rivers and Their Sand" with a link to its draft.
pub(super) fn is_offered(entry: &Entry) -> bool {
    !entry.links.is_empty() && is_under_way(entry)
}

/// Whether an entry is a title in quotation marks, below a heading that says
/// how far works have come: "“Slow Rivers and Their Sand”".
pub(super) fn is_quoted_draft(entry: &Entry) -> bool {
    is_quotation(&entry.text) && is_under_way(entry)
}

/// Whether a text is a quotation from end to end.
pub(super) fn is_quotation(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    text.starts_with(['“', '"', '„', '«', '‘'])
        && text.ends_with(['”', '"', '“', '»', '’'])
}

/// Whether an entry stands below a heading that says how far works have come.
pub(super) fn is_under_way(entry: &Entry) -> bool {
    entry.above.cues.iter().any(|cue| matches!(cue, Cue::Status(_)))
}

/// Whether what stands behind a title says that it was written for a course:
/// "Semester Project (in French), Kiel, 2009".
fn is_exercise(behind: &str) -> bool {
    const FORMS: &Patterns = &patterns([
        "semester|term|course|class project|paper|thesis|work",
        "course work",
        "coursework",
        "projet de semestre",
        "travail de maturité",
        "semesterarbeit",
        "seminararbeit",
        "trabalho de disciplina",
    ]);
    let behind = behind.trim_start_matches([' ', '.', ',', '(', '\n', '”']);
    phrase::end(FORMS, behind).is_some()
}

/// Whether what stands for a title says that something was shown and no more:
/// "poster session at the Sand Days".
fn is_shown(title: &str) -> bool {
    const FORMS: &Patterns = &patterns(["poster session at|on|in|of"]);
    phrase::end(FORMS, title).is_some()
}

/// Whether a title says that it is the data of another work.
fn is_data(title: &str) -> bool {
    const OPENINGS: &Patterns = &patterns([
        "replication data|package|files|code|materials for",
        "data|code|supplementary_material|supplementary_materials for:",
    ]);
    let title = title.trim_start_matches(['“', '"', ' ']);
    phrase::end(OPENINGS, title).is_some()
}

/// Whether a text opens with what a thesis is called by its degree: "PhD
/// thesis", "Master's dissertation, University of Kiel".
pub(super) fn opens_with_thesis(text: &str) -> bool {
    thesis(text).is_some()
}

/// Where such words end that a text opens with.
pub(super) fn thesis(text: &str) -> Option<usize> {
    phrase::end(THESES, text)
        .filter(|end| !text[*end..].starts_with(char::is_alphanumeric))
}

/// What theses are called by their degree.
const THESES: &Patterns = &patterns([
    "phd|ph.d.|ph.d|doctoral|doctorate|doctor's|doctor’s|master's|master’s|\
     masters|master|msc|m.sc.|ma|bachelor's|bachelor’s|bachelors|bachelor|\
     bsc|b.sc.|undergraduate|honours|honors|diploma|habilitation|licentiate|\
     d.phil.|d.phil|dphil|m.phil.|m.phil|mphil|m.s.|ms|mse|m.eng.|meng|m.a. \
     thesis|dissertation",
    "d. phil. thesis|dissertation",
    "doktorarbeit|masterarbeit|bachelorarbeit|diplomarbeit",
    "thèse|mémoire de doctorat|master|maîtrise",
    "habilitation à diriger des|les recherches",
    "tesi di dottorato|laurea",
    "tesis doctoral",
    "tese de doutorado|doutoramento",
]);

/// Whether a text opens with what a thesis is called, and no title goes on
/// from there: "PhD dissertation, University of Kiel".
pub(super) fn is_called_thesis(text: &str) -> bool {
    thesis(text).is_some_and(|end| {
        let behind = &text[end..];
        behind.is_empty()
            || behind.starts_with([',', '.', ';', '(', '[', '\n', '\t'])
            || behind.starts_with(" (")
    })
}

/// Whether what stands behind a title says that it is that of a thesis.
pub(super) fn tells_thesis(behind: &str) -> bool {
    /// One of these is in each of their words: most texts hold none.
    const STEMS: &[&str] = &[
        "hes", "HES", "hès", "issert", "ISSERT", "rbeit", "tes", "moire",
        "abilit",
    ];
    if !STEMS.iter().any(|stem| behind.contains(stem)) {
        return false;
    }
    let places =
        behind.match_indices(['D', 'd', 'T', 't', 'P', 'p', 'M', 'm', 'L']);
    let words = places.filter(|(at, _)| {
        !behind[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '.')
    });
    words.take(MOST_WORDS).any(|(at, _)| opens_with_thesis(&behind[at..]))
}

/// Words that are looked at for what a work is.
const MOST_WORDS: usize = 40;

/// Whether what stands for a title tells what the owner did: "I spent a month
/// in Kiel".
pub(super) fn tells_of_owner(title: &str) -> bool {
    const DID: &Patterns = &patterns([
        "i spent|visited|was|am|worked|attended|joined|organized|organised",
        "i have|had been|worked|spent|visited",
    ]);
    // "I Was a Gardener" is a title.
    let small = |word: &str| word.starts_with(char::is_lowercase);
    title.split(' ').nth(1).is_some_and(small)
        && phrase::end(DID, title).is_some()
}

/// Whether a text is told by the owner, who says "I" more than once: a
/// paragraph on what they write, not a title.
fn is_told_by_owner(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let mut told = 0;
    while let Some(word) = words.next() {
        let small = words
            .peek()
            .is_some_and(|next| next.starts_with(char::is_lowercase));
        told += usize::from(word == "I" && small);
    }
    told > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::layout::decide;

    #[test]
    fn theses_are_told_by_their_degree() {
        for (text, opens, tells) in [
            ("PhD thesis, University of Kiel", true, true),
            ("Ph.D. dissertation. Lyon, 2020", true, true),
            ("Master’s Thesis", true, true),
            ("D. Phil. Thesis. Oxford", true, true),
            ("M.S. thesis, Kiel", true, true),
            ("Doctoral dissertation (2020)", true, true),
            (". Doctoral dissertation, Lyon (arXiv)", false, true),
            ("Doctoral dissertations of Lyon", false, false),
            ("Master of sand, thesis of none", false, false),
            (", Sand Letters 3, 2020", false, false),
        ] {
            assert_eq!(opens_with_thesis(text), opens, "{text}");
            assert_eq!(is_called_thesis(text), opens, "{text}");
            assert_eq!(tells_thesis(text), tells, "{text}");
        }
        assert!(!is_called_thesis("PhD Thesis for the Degree of Sand"));
        assert!(is_thesis_by(" (Licentiate Thesis)"));
        assert!(!is_thesis_by(" (PhD Thesis by Ann Roe)"));
        assert!(is_committee("Committee: Ann Roe (Chair), Bo Li, 2020"));
        assert!(!is_committee("Committee rules: who read them, and when"));
    }

    #[test]
    fn data_of_a_work_are_told_by_their_title() {
        for (title, is) in [
            ("Replication data for: Slow Rivers", true),
            ("“Replication Package for Slow Rivers”", true),
            ("Data for: Slow Rivers", true),
            ("Data for Slow Rivers", false),
            ("Replication of Sand", false),
        ] {
            assert_eq!(is_data(title), is, "{title}");
        }
    }

    #[test]
    fn a_quotation_is_one_from_end_to_end() {
        for (text, is) in [
            ("“Slow Rivers and Their Sand.”", true),
            ("« Sable et mousse ».", true),
            ("“Slow Rivers” and Their Sand", false),
            ("Slow Rivers", false),
        ] {
            assert_eq!(is_quotation(text), is, "{text}");
        }
    }

    #[test]
    fn a_draft_goes_on_with_its_journal() {
        use crate::model::Status;
        let underway = Cue::Status(Status::Submitted);
        for (text, journal, cues, told) in [
            ("“Slow Rivers of Moss.” Sand Days.", "Sand Days", 1, true),
            ("“Slow Rivers of Moss.” Sand Days.", "Sand Days", 0, false),
            ("“Slow Rivers of Moss” at the Sand Days", "Sand Days", 1, false),
            ("Slow Rivers of Moss. Sand Days.", "Sand Days", 1, false),
        ] {
            let mut entry = Entry::of(text);
            let at = text.find(journal).expect("it is named");
            let range = at..at + journal.len();
            entry.marks.push(entry::Mark { range, kind: MarkKind::Italic });
            let mut above = (*entry.above).clone();
            above.cues = vec![underway; cues];
            entry.above = above.into();
            let analysis = Analysis::of(entry, None);
            let readings = decide(std::slice::from_ref(&analysis));
            let reading = readings[0].as_ref().expect("it can be read");
            assert_eq!(is_draft_for(&analysis, reading), told, "{text}");
        }
    }

    #[test]
    fn what_the_owner_did_is_no_title() {
        for (title, told) in [
            ("I spent a month in Kiel as a guest", true),
            ("I have worked on rivers", true),
            ("I, River", false),
            ("I Know Slow Rivers", false),
        ] {
            assert_eq!(tells_of_owner(title), told, "{title}");
        }
    }

    #[test]
    fn who_says_i_tells_no_title() {
        for (text, told) in [
            ("I was in Kiel. Then I wrote on Moss, a river", true),
            ("Rivers I and II. Rivers I Know", false),
            ("What I saw in rivers of sand", false),
        ] {
            assert_eq!(is_told_by_owner(text), told, "{text}");
        }
    }

    #[test]
    fn what_was_shown_is_no_title() {
        for (title, shown) in [
            ("poster session at the Sand Days", true),
            ("Poster Presentation in Meetings", false),
            ("Posters and Rivers", false),
        ] {
            assert_eq!(is_shown(title), shown, "{title}");
        }
    }

    #[test]
    fn what_was_written_for_a_course_is_no_publication() {
        for (behind, is) in [
            (". Semester Project (in French), Kiel, 2009", true),
            (" (Term paper, Kiel)", true),
            (", Travail de maturité, Lyon 2005", true),
            (". Semester Letters 3, 2009", false),
            (". Working paper, 2009", false),
        ] {
            assert_eq!(is_exercise(behind), is, "{behind}");
        }
    }
}
