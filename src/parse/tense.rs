//! Whether prose tells of what is or of what was: "I am at Kiel. Before
//! that I was at Lyon, and I received my PhD from Aarhus."

use super::date::date_range;
use super::post;
use super::words::bare;

/// When something is, as the words before it tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Tense {
    /// No word says.
    #[default]
    Unsaid,
    Now,
    Past,
}

/// Reads on through a paragraph and knows when its last words are.
#[derive(Default)]
pub(super) struct Teller {
    tense: Tense,
    /// "Previously, …": so are the sentences behind, until one says else.
    harks_back: bool,
    /// A degree is spoken of: what it is "from" is where it was taken.
    degree: bool,
    /// A word of the sentence was read.
    begun: bool,
}

impl Teller {
    /// Reads the next words, and tells when what follows them is.
    pub(super) fn read(&mut self, text: &str) -> Tense {
        for word in text.split_whitespace() {
            self.word(word);
        }
        self.tense
    }

    fn word(&mut self, printed: &str) {
        const APOSTROPHES: [char; 2] = ['’', 'ʼ'];
        let word = bare(printed).to_lowercase().replace(APOSTROPHES, "'");
        let word = word.as_str();
        if !self.begun {
            self.begun = true;
            self.harks_back = HARKING.contains(&word)
                || self.harks_back && !NOW.contains(&word);
            if self.harks_back {
                self.tense = Tense::Past;
            }
        }
        if DEGREES.contains(&word) {
            self.degree = true;
        } else if STUDENTS.contains(&word) {
            self.degree = false;
        } else if NOW.contains(&word) {
            self.tense = Tense::Now;
            self.harks_back = false;
        } else if PAST.contains(&word) || word == "from" && self.degree {
            self.tense = Tense::Past;
        }
        if ends_sentence(printed) {
            let harks_back = self.harks_back;
            *self = Teller { harks_back, ..Teller::default() };
        }
    }
}

/// Whether a line of a list tells of a stay that is over: "2015–2018: Sand
/// Lab", "PhD in Mathematics, Rice University".
pub(super) fn is_over(line: &str, before: &str) -> bool {
    let line_end = [' ', '.', ',', ';', ':', ')', ']', '|', '*'];
    let dated = date_range(line).is_some_and(|dates| {
        let opens = !line[..dates.range.start].contains(char::is_alphanumeric);
        let closes = line
            .get(dates.range.end..)
            .is_some_and(|behind| behind.trim_matches(line_end).is_empty());
        !dates.current && dates.end.is_some() && (opens || closes)
    });
    let mut words = before.split_whitespace().map(|w| bare(w).to_lowercase());
    let taken = words.next().is_some_and(|w| DEGREES.contains(&w.as_str()))
        && !words.any(|w| STUDENTS.contains(&w.as_str()))
        && post::title(before).is_none();
    dated || taken
}

/// Whether a word ends its sentence; "Prof." and "Ph.D." do not.
fn ends_sentence(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "prof", "dr", "univ", "dept", "inst", "st", "mr", "ms", "mrs", "pr",
        "sr", "jr", "eng", "ing", "assoc", "asst", "approx", "ca", "vs",
    ];
    let word = word.trim_end_matches([')', ']', '"', '”', '*']);
    if word.ends_with(['!', '?']) {
        return true;
    }
    let Some(word) = word.strip_suffix('.') else { return false };
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    letters > 1
        && !word.contains('.')
        && !SHORT.contains(&bare(word).to_lowercase().as_str())
}

/// Words that begin a story of what was.
const HARKING: &[&str] =
    &["previously", "formerly", "before", "prior", "earlier", "past"];

/// Words for what is.
const NOW: &[&str] = &[
    "am",
    "i'm",
    "is",
    "are",
    "be",
    "currently",
    "now",
    "presently",
    "today",
    "present",
    "since",
    "been",
    "join",
    "joins",
    "joined",
    "joining",
    "appointed",
    "promoted",
    "moved",
    "pursuing",
    "lead",
    "leads",
    "work",
    "works",
    "serve",
    "serves",
    "start",
    "starting",
    "will",
    "become",
    "became",
    "bin",
    "ist",
    "suis",
    "est",
    "soy",
    "es",
    "sono",
    "actualmente",
    "actuellement",
    "derzeit",
];

/// Words for what was.
const PAST: &[&str] = &[
    "was",
    "were",
    "had",
    "received",
    "obtained",
    "earned",
    "completed",
    "finished",
    "gained",
    "graduated",
    "graduate",
    "previous",
    "previously",
    "former",
    "formerly",
    "worked",
    "studied",
    "spent",
    "did",
    "got",
    "defended",
    "before",
    "prior",
    "after",
    "interned",
    "visited",
    "held",
    "until",
    "taught",
    "trained",
    "attended",
    "pursued",
    "awarded",
    "collaborated",
    "served",
    "alumnus",
    "alumna",
    "alumni",
    "background",
    "experience",
    "majored",
    "war",
    "studierte",
    "promovierte",
    "zuvor",
    "ehemals",
    "obtenu",
    "soutenu",
    "auparavant",
    "ancien",
    "ancienne",
    "obtuve",
    "obtuvo",
    "anteriormente",
    "conseguito",
    "laureato",
    "laureata",
];

/// Words for degrees.
const DEGREES: &[&str] = &[
    "phd",
    "ph.d",
    "dphil",
    "d.phil",
    "doctorate",
    "degree",
    "degrees",
    "master",
    "masters",
    "master's",
    "msc",
    "m.sc",
    "m.s",
    "mphil",
    "m.phil",
    "mba",
    "m.a",
    "meng",
    "m.eng",
    "bachelor",
    "bachelors",
    "bachelor's",
    "bsc",
    "b.sc",
    "b.s",
    "b.a",
    "a.b",
    "beng",
    "b.eng",
    "b.tech",
    "btech",
    "diploma",
    "undergraduate",
];

/// Words for who takes one yet.
const STUDENTS: &[&str] = &[
    "student",
    "candidate",
    "researcher",
    "fellow",
    "program",
    "programme",
    "position",
    "studentship",
    "scholar",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_tells_what_is_from_what_was() {
        use Tense::{Now, Past, Unsaid};
        for (text, want) in [
            ("Anna Weber, ", Unsaid),
            ("I am a student of sand at ", Now),
            ("I received my PhD in mathematics at ", Past),
            ("I studied moss at Kiel and am now at ", Now),
            ("I am at Kiel and received my PhD from ", Past),
            ("I was appointed Professor of Sand at ", Now),
            ("Previously I was at Kiel. My advisor had moss from ", Past),
            ("Before this I saw Kiel. I am at ", Now),
            ("I was at Kiel with Prof. Li of ", Past),
            ("I was at Kiel. My office is in ", Now),
            ("I was at Kiel. The Sand Lab, ", Unsaid),
            ("a Ph.D. student from ", Unsaid),
            ("a geologist with a Ph.D. in moss from ", Past),
            ("Before joining ", Now),
            ("I’m at ", Now),
        ] {
            assert_eq!(Teller::default().read(text), want, "{text}");
        }
    }

    #[test]
    fn a_line_of_a_list_may_be_over() {
        for (before, behind, want) in [
            ("January 2015 - July 2017: Archivist of ", "the Lab", true),
            ("2015 - Present: Archivist of ", "the Lab", false),
            ("", "University of Sand, 2016–2018", true),
            ("PhD in Moss, ", "University of Sand", true),
            ("PhD student, ", "University of Sand", false),
            ("PhD, Professor, ", "University of Sand", false),
            ("Anna Weber, PhD, ", "University of Sand", false),
            ("I wrote ", "Sand (2015–2016) and more of it", false),
        ] {
            let line = format!("{before}{behind}");
            assert_eq!(is_over(&line, before), want, "{line}");
        }
    }
}
