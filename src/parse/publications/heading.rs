//! The headings that an entry of a list stands under, and what they say of
//! it: a year, a form, a subject.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::LazyLock;

use strsim::osa_distance;

use super::cues::{self, Cue};
use crate::gazetteer::{Strength, venue};
use crate::model::{Status, fold_name};
use crate::parse::date::years;
use crate::parse::phrase::{self, Patterns, patterns};
use crate::segment::kind_of;

/// Most words of a theme; more are a title or a sentence.
const LONGEST: usize = 6;

/// Words of headings that tell how, where or with whom something was
/// published, and so no subject; folded.
const FORMS: &str = "\
    abstract abstracts accepted additional aktuelle alphabetical \
    alphabetically appear appendix applied archive archived archives \
    article articles articoli articulos artigos arxiv aufsatze author \
    authored authors authorship award awards beitrage bibliography \
    biorxiv blog book books brief briefs buch bucher buchkapitel \
    chapter chapters chronological citations cited click coauthor \
    coauthored columns coming commentaries commentary communications \
    completed conference conferences congress consortium contributed \
    contribution contributions core corresponding demo demos \
    dissertation dissertations doctoral download draft drafts earlier \
    early edited editor editorial editorials editors empirical \
    encyclopedia entries equal equally essays featured findings \
    foreword forewords forthcoming full general google \
    herausgeberschaft herausgeberschaften here highlight highlighted \
    highlights impact indexed internal international internationale \
    invited issue issues item items job joint journal journals kapitel \
    konferenzbeitrage konferenzen late latest lead letters list livres \
    magazine magazines main major manuscript manuscripts master \
    masters methodological minor misc miscellaneous monograph \
    monographs more national nationale newspaper newspapers non \
    notable notes older ongoing oral orals other others paper papers \
    patent patente patents peer phd popular position poster posters \
    prefaces preparation preprint preprints present presentation \
    presentations press previous previously proceeding proceedings \
    progress project projects pubblicazioni publicaciones publicacoes \
    publication publications publikation publikationen published \
    ranked recent refereed rejected report reports representative \
    review reviewed reviews revision revistas revue revues scholar \
    scholarly section sections select selected short software sorted \
    special spotlight student students submission submissions \
    submitted supervised survey surveys symposia symposium talk talks \
    tech technical theoretical thesen theses thesis tier title track \
    translation translations tutorial tutorials unpublished unrefereed \
    upcoming venue veroffentlichungen version view volume volumes with \
    work working works workshop workshops writing writings year years \
    zeitschrift zeitschriften zeitschriftenartikel";

static IS_FORM: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FORMS.split(' ').collect());

/// Whether headings, in small letters, head patents, and no papers beside
/// them.
fn heads_patents(heading: &str) -> bool {
    let tells = |words: &[&str]| words.iter().any(|w| heading.contains(w));
    // "Papers and Patents" are both.
    tells(&["patent", "专利", "特許", "특허"])
        && !tells(&["paper", "publication", "article", "论文", "論文"])
}

/// Likewise the thesis of whom the page is about.
fn heads_own_thesis(heading: &str) -> bool {
    let tells = |words: &[&str]| words.iter().any(|w| heading.contains(w));
    tells(&[
        "thesis",
        "dissertation",
        "thèse",
        "tesis",
        "tese",
        "doktorarbeit",
    ]) && !tells(&["supervis", "advis", "student", "publication", "paper"])
}

/// Likewise several theses, which may be those of whom the page is about or
/// of their students.
fn heads_theses(heading: &str) -> bool {
    let tells = |words: &[&str]| words.iter().any(|w| heading.contains(w));
    tells(&["theses", "dissertations", "abschlussarbeiten"])
        && !tells(&["supervis", "advis", "student"])
}

/// Likewise what a student had to write: "Selected undergraduate works",
/// "Student Work", but not "Papers with undergraduate students".
fn heads_exercises(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "undergraduate work",
        "undergraduate project",
        "course project",
        "student work",
        "student project",
        "student theses",
        "students' theses",
        "students’ theses",
        "supervised theses",
        "theses supervised",
    ];
    /// One of these is in each of them: most headings hold none.
    const STEMS: &[&str] =
        &["student", "undergraduate", "course ", "supervised"];
    if !STEMS.iter().any(|stem| heading.contains(stem)) {
        return false;
    }
    // "Student Workshops" are another thing.
    WORDS.iter().any(|words| {
        heading
            .match_indices(words)
            .any(|(at, _)| !heading[at + words.len()..].starts_with("shop"))
    })
}

/// What the headings above an entry say of all that stands under them.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    /// All their words.
    pub(super) words: String,
    /// Likewise, with blanks around slashes: "Publications / Work in
    /// Progress".
    pub(super) parted: String,
    /// The cues among those.
    pub(super) cues: Vec<Cue>,
    /// They head patents, and no papers beside them.
    pub(super) patents: bool,
    /// They head the thesis of whom the page is about.
    pub(super) own_thesis: bool,
    /// They head theses of no one they name.
    pub(super) theses: bool,
    /// They head what a student had to write.
    pub(super) exercises: bool,
}

impl Above {
    fn of(words: String) -> Above {
        let parted = words.replace('/', " / ");
        let cues = cues::find(&parted).into_iter().map(|(_, cue)| cue);
        let mut cues: Vec<Cue> = cues.collect();
        let told = cues.iter().any(|cue| matches!(cue, Cue::Status(_)));
        if !told && tells_begun(&parted) {
            cues.push(Cue::Status(Status::Preprint));
        }
        // "Working Papers (Completed Drafts)" says one thing twice.
        cues.dedup();
        let lower = words.to_lowercase();
        Above {
            cues,
            patents: heads_patents(&lower),
            own_thesis: heads_own_thesis(&lower),
            theses: heads_theses(&lower),
            exercises: heads_exercises(&lower),
            words,
            parted,
        }
    }
}

/// Whether a heading tells that what stands below it is not done: "Research in
/// Progress", "Ongoing Work". Titles may say so, too, for another reason.
fn tells_begun(heading: &str) -> bool {
    const BEGUN: &Patterns = &patterns([
        "in progress|prep",
        "ongoing work|works|papers|research|projects|manuscripts",
    ]);
    let spaced = heading.replace('-', " ");
    phrase::find(BEGUN, &spaced, 0, |_, _| true).is_some()
}

/// Letters from which a word may be one of them with a slip.
const LONG: usize = 8;

/// The headings above an entry, the outermost first.
pub(super) struct Headings {
    /// The section's own.
    top: Heading,
    /// Those of its parts.
    inner: Vec<Heading>,
    /// What they say together.
    above: Rc<Above>,
}

/// One heading.
#[derive(Default)]
struct Heading {
    text: String,
    /// Whether it tells when.
    dated: bool,
    year: Option<i32>,
    theme: Option<String>,
    /// The venue that it is the name of.
    venue: Option<String>,
    /// Depth, where the format says that it is a heading.
    level: Option<u8>,
}

impl Heading {
    fn of(text: &str, level: Option<u8>) -> Heading {
        let years: Vec<i32> =
            years(text).into_iter().map(|(_, year)| year).collect();
        Heading {
            text: text.to_owned(),
            dated: !years.is_empty(),
            year: one_year(text, &years),
            theme: theme(text),
            venue: venue_of(text),
            level,
        }
    }

    /// Whether it stays open when another one is opened.
    fn holds(&self, next: &Heading) -> bool {
        match (self.level, next.level) {
            (Some(own), Some(next)) => own < next,
            (Some(_), None) => true,
            (_, Some(_)) => false,
            // By their looks alike: years in subjects, subjects in years.
            _ => self.dated != next.dated,
        }
    }
}

/// The one year of those in a heading that it gives what stands under it:
/// none by a span of years, nor by when a page was changed.
fn one_year(heading: &str, years: &[i32]) -> Option<i32> {
    const OTHERWISE: &[&str] =
        &["as of ", "updated", "since ", "before ", "until ", "prior to "];
    let last = years.last()?;
    let one = years.iter().all(|year| year == last);
    let lower = heading.to_lowercase();
    let dated = OTHERWISE.iter().any(|word| lower.contains(word));
    (one && !dated).then_some(*last)
}

impl Headings {
    /// The headings of a list without parts.
    pub(super) fn of(section: &str) -> Headings {
        let above = Rc::new(Above::of(section.to_owned()));
        Headings { top: Heading::of(section, None), inner: Vec::new(), above }
    }

    /// Takes in the heading of a part; `level` is its depth, where the
    /// format says that it is one.
    pub(super) fn open(&mut self, text: &str, level: Option<u8>) {
        let next = Heading::of(text, level);
        let alike = |h: &Heading| h.level == level && h.dated == next.dated;
        let end = self.inner.iter().position(alike);
        self.inner.truncate(end.unwrap_or(self.inner.len()));
        let ends = |h: &Heading| !h.holds(&next);
        let end = self.inner.iter().position(ends);
        self.inner.truncate(end.unwrap_or(self.inner.len()));
        self.inner.push(next);
        self.above = Rc::new(Above::of(self.words()));
    }

    fn inside_out(&self) -> impl Iterator<Item = &Heading> {
        self.inner.iter().rev().chain([&self.top])
    }

    /// The year of the innermost heading that tells when.
    pub(super) fn year(&self) -> Option<i32> {
        self.inside_out().find(|heading| heading.dated)?.year
    }

    /// The subject of the innermost heading that names one.
    pub(super) fn theme(&self) -> Option<String> {
        self.inside_out().find_map(|heading| heading.theme.clone())
    }

    /// The venue that the innermost heading below the list's own names.
    pub(super) fn venue(&self) -> Option<String> {
        self.inner.iter().rev().find_map(|heading| heading.venue.clone())
    }

    /// What they say together.
    pub(super) fn above(&self) -> Rc<Above> {
        Rc::clone(&self.above)
    }

    fn words(&self) -> String {
        let mut words = self.top.text.clone();
        for heading in &self.inner {
            words.push(' ');
            words.push_str(&heading.text);
        }
        words
    }
}

/// The venue that a heading is the name of, without its year: "NeurIPS 2025",
/// "TPDS".
pub(super) fn venue_of(heading: &str) -> Option<String> {
    /// Bytes of such a heading at most.
    const LONGEST: usize = 60;
    let text = bare(heading);
    let name = text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\'' | '’' | ',' | '-')
    });
    let name = name.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | ',' | '-')
    });
    let found = (name.len() <= LONGEST).then(|| venue::canonical(name))?;
    found
        .filter(|found| {
            found.strength > Strength::Word && found.span == (0..name.len())
        })
        .map(|_| name.to_owned())
}

/// The subject that a sub-heading names, as printed but without its number,
/// count and colon; None for a heading that tells the form of what stands
/// under it, its year, its venue, its state or its authors.
pub(super) fn theme(heading: &str) -> Option<String> {
    let text = bare(heading);
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '-');
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let count = words().filter(|word| !word.is_empty()).count();
    let marked = text.contains(['*', '†', '‡', '=', '@', '“', '"', '?', '!'])
        || text.contains(": ")
        || text.contains("://")
        || text.ends_with('.');
    if letters < 2 || !(1..=LONGEST).contains(&count) || marked {
        return None;
    }
    let form = || {
        words().any(|word| {
            let folded = fold_name(word);
            folded.split('-').any(|part| {
                IS_FORM.contains(part)
                    || part.len() >= LONG
                        && IS_FORM.iter().any(|form| {
                            form.len() >= LONG && osa_distance(form, part) == 1
                        })
            })
        })
    };
    let tells_else = !years(text).is_empty()
        || form()
        || kind_of(text).is_some()
        || !cues::find(text).is_empty()
        || venue::canonical(text).is_some_and(|found| {
            let whole = found.span.len() * 2 > text.len();
            whole || found.strength > Strength::Word
        });
    (!tells_else).then(|| text.to_owned())
}

/// A heading without "3.2", "A.", "(12)" and the colon.
fn bare(heading: &str) -> &str {
    let mut text = heading.trim();
    let number = text
        .find(|c: char| {
            !(c.is_ascii_digit() || matches!(c, '.' | ')' | '§' | ' '))
        })
        .unwrap_or(0);
    text = &text[number..];
    if let Some((label, rest)) = text.split_once(['.', ')'])
        && label.len() <= 4
        && label.chars().all(|c| c.is_ascii_uppercase())
        && rest.starts_with(' ')
    {
        text = rest;
    }
    let edge = |c: char| {
        !c.is_alphanumeric()
            && !matches!(c, '(' | ')' | '+' | '#' | '.' | '*' | '?' | '!')
    };
    text = text.trim_matches(edge);
    // A count: "Parsing (12)".
    if let Some((before, count)) = text.rsplit_once('(')
        && count.trim_end_matches(')').chars().all(|c| c.is_ascii_digit())
    {
        text = before.trim_end_matches(edge);
    }
    text.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_gives_one_year_or_none() {
        for (heading, year) in [
            ("2021", Some(2021)),
            ("Papers of 2021 (12)", Some(2021)),
            ("2019-2022", None),
            ("Status as of August 2026", None),
            ("Before 2012", None),
            ("Rivers", None),
        ] {
            assert_eq!(Heading::of(heading, None).year, year, "{heading}");
        }
    }

    #[test]
    fn a_heading_tells_what_is_under_way() {
        let begun = [Cue::Status(Status::Preprint)];
        for (heading, told) in [
            ("In Progress", true),
            ("Works-in-Progress", true),
            ("Working papers and research in progress", true),
            ("Ongoing work", true),
            ("In prep.", true),
            ("Rivers in Progressive Towns", false),
        ] {
            let above = Above::of(heading.to_owned());
            assert_eq!(above.cues == begun, told, "{heading}");
        }
    }

    #[test]
    fn subjects_are_told_from_forms() {
        for (heading, subject) in [
            ("Efficient inference", "Efficient inference"),
            ("3.2 KV cache compression:", "KV cache compression"),
            ("A. Rivers and deltas (12)", "Rivers and deltas"),
            ("— Causality —", "Causality"),
            ("AI in Industry", "AI in Industry"),
            ("Modern C++", "Modern C++"),
            ("🌊 Ocean mixing", "Ocean mixing"),
            ("机器翻译", "机器翻译"),
        ] {
            assert_eq!(theme(heading).as_deref(), Some(subject), "{heading}");
        }
        for heading in [
            "2023",
            "2019–2021",
            "Refereed journal articles",
            "Journal of Sand",
            "NeurIPS",
            "Findings of ACL",
            "Peer-reviewed",
            "Under review",
            "First author",
            "* equal contribution",
            "Veröffentlichungen",
            "Zeitschriftenartikel",
            "Selected",
            "Applied",
            "KIVI: A Tuning-Free Quantization",
            "Publicactions",
            "",
            "(12)",
            "All my papers can be found at the following address:",
        ] {
            assert_eq!(theme(heading), None, "{heading}");
        }
    }

    #[test]
    fn a_heading_may_be_the_name_of_a_venue() {
        for (heading, venue) in [
            ("NeurIPS 2025", Some("NeurIPS")),
            ("CVPR", Some("CVPR")),
            ("Nature Communications", Some("Nature Communications")),
            ("Science", None),
            ("ICML papers", None),
            ("2025", None),
        ] {
            assert_eq!(venue_of(heading).as_deref(), venue, "{heading}");
        }
    }

    fn under(opened: &[(&str, Option<u8>)]) -> (Option<i32>, Option<String>) {
        let mut headings = Headings::of("Publications");
        for (text, level) in opened {
            headings.open(text, *level);
        }
        (headings.year(), headings.theme())
    }

    #[test]
    fn headings_stand_until_one_of_their_rank() {
        let sand = || Some("Sand".to_owned());
        let mud = || Some("Mud".to_owned());
        for (opened, found) in [
            // Years within subjects, by depth and by look.
            (
                &[("Sand", Some(2)), ("2020", Some(3))][..],
                (Some(2020), sand()),
            ),
            (&[("Sand", None), ("2020", None)], (Some(2020), sand())),
            (&[("Sand", None), ("2020", None), ("Mud", None)], (None, mud())),
            // Subjects within years.
            (&[("2020", Some(2)), ("Sand", Some(3))], (Some(2020), sand())),
            (
                &[("2020", None), ("Sand", None), ("2019", None)],
                (Some(2019), None),
            ),
            // Of one rank.
            (&[("2020", Some(2)), ("Sand", Some(2))], (None, sand())),
            (&[("Sand", Some(2)), ("2020", Some(2))], (Some(2020), None)),
            (&[("Sand", Some(3)), ("2020", Some(2))], (Some(2020), None)),
            // A line that looks like a heading stands within a real one.
            (&[("Sand", Some(2)), ("2020", None)], (Some(2020), sand())),
            (
                &[("Sand", Some(2)), ("2020", None), ("Mud", Some(2))],
                (None, mud()),
            ),
        ] {
            assert_eq!(under(opened), found, "{opened:?}");
        }
    }

    #[test]
    fn headings_tell_exercises() {
        for (heading, exercises) in [
            ("Selected undergraduate works", true),
            ("Course Projects", true),
            ("Student Work", true),
            ("Student Workshop Papers", false),
            ("Supervised Theses", true),
            ("Publications with undergraduate coauthors", false),
        ] {
            let above = Above::of(heading.to_owned());
            assert_eq!(above.exercises, exercises, "{heading}");
        }
    }

    #[test]
    fn headings_tell_patents_and_theses() {
        for (heading, patents, thesis) in [
            ("Patents", true, false),
            ("Papers and Patents", false, false),
            ("Ph.D. Thesis", false, true),
            ("Supervised Theses", false, false),
            ("Dissertation", false, true),
            ("Theses", false, false),
        ] {
            let above = Above::of(heading.to_owned());
            assert_eq!(above.patents, patents, "{heading}");
            assert_eq!(above.own_thesis, thesis, "{heading}");
            assert_eq!(above.theses, heading == "Theses");
        }
    }
}
