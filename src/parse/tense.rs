//! Whether prose tells of what is or of what was: "I am at Kiel. Before
//! that I was at Lyon, and I received my PhD from Aarhus."

use super::date::date_range;
use super::post;
use super::words::{bare, is_caseless, tail};

/// When something is, as the words before it tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Tense {
    /// No word says.
    #[default]
    Unsaid,
    Now,
    /// Likely over: "I was at Kiel" may go on.
    Past,
    /// Surely over: "formerly", dates with their end, a degree taken.
    Over,
}

impl Tense {
    pub(super) fn is_past(self) -> bool {
        matches!(self, Tense::Past | Tense::Over)
    }
}

/// Reads on through a paragraph and knows when its last words are. No word
/// counts beyond its sentence: what was is missed rather than what is.
#[derive(Default)]
pub(super) struct Teller {
    tense: Tense,
    /// "Previously, …": so is the sentence, until one says else.
    harks_back: bool,
    /// A degree is spoken of: what it is "from" is where it was taken.
    degree: bool,
    /// Somebody "received" something.
    took: bool,
    /// A word of the sentence was read.
    begun: bool,
    /// The last word, lower case.
    last: String,
    /// A comma stands behind the last word.
    comma: bool,
    /// When the sentence is around ", formerly held by Ann Roe,".
    around: Option<Tense>,
}

impl Teller {
    /// Reads the next words, and tells when what follows them is.
    pub(super) fn read(&mut self, text: &str) -> Tense {
        for word in text.split_whitespace() {
            self.word(word);
        }
        self.tense
    }

    /// Whether the words that come next end the sentence.
    pub(super) fn ends_sentence_in(&self, text: &str) -> bool {
        text.split_whitespace().any(ends_sentence)
    }

    fn word(&mut self, printed: &str) {
        const APOSTROPHES: [char; 2] = ['’', 'ʼ'];
        let word = bare(printed).to_lowercase().replace(APOSTROPHES, "'");
        let opens = !std::mem::replace(&mut self.begun, true);
        self.tell(&word, opens);
        if ends_sentence(printed) {
            *self = Teller::default();
            return;
        }
        self.comma = printed.ends_with(',');
        self.last = word;
    }

    /// Takes in what a word, which may open its sentence, tells.
    fn tell(&mut self, word: &str, opens: bool) {
        let is = |words: &[&str]| words.contains(&word);
        let after = |words: &[&str]| words.contains(&self.last.as_str());
        if self.comma && is(FORMERLY) && !self.tense.is_past() {
            self.around = Some(self.tense);
        } else if self.comma && is(&["at", "in", "of", "with"]) {
            self.tense = self.around.take().unwrap_or(self.tense);
        }
        // "…, I head a lab", "PhD from Kiel, Professor of Sand": a new
        // sentence but for its dot.
        let title = self.comma && is(TITLES) && !self.harks_back;
        if is(SUBJECTS) || title {
            let harks_back = self.harks_back;
            self.tense = if harks_back { Tense::Over } else { Tense::Unsaid };
            (self.degree, self.took) = (false, false);
        } else if is(DEGREES) {
            self.degree = true;
            if self.took && self.tense == Tense::Past {
                self.tense = Tense::Over;
            }
        } else if is(STUDENTS) {
            self.degree = false;
            if self.took && self.tense == Tense::Over {
                self.tense = Tense::Past;
            }
        } else if is(NOW) || is(LASTING) && after(&["have", "has", "i've"]) {
            self.tense = Tense::Now;
            (self.degree, self.harks_back) = (false, false);
        } else if is(FORMERLY) {
            self.harks_back |= opens;
            self.tense = Tense::Over;
        } else if word == "from" && self.degree
            || word == "of" && after(&["graduate"])
        {
            self.tense = Tense::Over;
        } else if is(TAKING) {
            self.took = true;
            self.tense = self.to_past();
        } else if is(PAST) || is(LASTING) {
            self.tense = self.to_past();
        }
    }

    /// What is surely over stays so.
    fn to_past(&self) -> Tense {
        match self.tense {
            Tense::Over => Tense::Over,
            _ => Tense::Past,
        }
    }
}

/// Whether a line of a list tells of a stay that is over: surely "2015–2018:
/// Sand Lab", likely "PhD in Mathematics, Rice University".
pub(super) fn over(line: &str, before: &str) -> Tense {
    let line_end = [' ', '.', ',', ';', ':', ')', ']', '|', '*'];
    let dated = date_range(line).is_some_and(|dates| {
        let opens = !line[..dates.range.start].contains(char::is_alphanumeric);
        let closes = line
            .get(dates.range.end..)
            .is_some_and(|behind| behind.trim_matches(line_end).is_empty());
        let ended = dates.end.is_some_and(|end| !is_ahead(&end));
        !dates.current && ended && (opens || closes)
    });
    if dated && !lasts(line) {
        return Tense::Over;
    }
    let mut words = before.split_whitespace().map(|w| bare(w).to_lowercase());
    let taken = words.next().is_some_and(|w| {
        DEGREES.contains(&w.as_str()) && !w.starts_with("degree")
    }) && !words.any(|w| STUDENTS.contains(&w.as_str()))
        && post::title(before).is_none();
    if taken { Tense::Past } else { Tense::Unsaid }
}

/// Whether the clause that a text ends in tells, in a script without blanks,
/// of what was: "2015年毕业于".
pub(super) fn is_over_in_han(before: &str) -> bool {
    /// Bytes of a clause that are looked at.
    const WITHIN: usize = 60;
    const WAS: &[&str] = &[
        "毕业于",
        "畢業於",
        "曾在",
        "曾于",
        "曾任",
        "此前",
        "之前",
        "本科",
        "硕士",
        "博士毕业",
        "获得",
        "取得",
    ];
    if !before.ends_with(is_caseless) {
        return false;
    }
    let near = tail(before, WITHIN);
    let clause = near.rfind(['。', '；', ';']).map_or(near, |at| &near[at..]);
    WAS.iter().any(|word| clause.contains(word))
}

/// Whether a text goes on, in a script without blanks, with the degree that
/// was taken there: "获得博士学位", or with graduating.
pub(super) fn ends_in_han(behind: &str) -> bool {
    /// Bytes of a clause that are looked at.
    const WITHIN: usize = 60;
    const TAKEN: &[&str] = &["获得", "取得", "获"];
    let near = &behind[..behind.floor_char_boundary(WITHIN)];
    let clause = near.split(['。', '；', ';', '，', ',']).next().unwrap_or("");
    let clause = clause.trim();
    clause.ends_with("毕业")
        || clause.contains("学位") && TAKEN.iter().any(|w| clause.contains(w))
}

/// Whether a line of a list says itself when it is.
pub(super) fn is_dated(line: &str) -> bool {
    lasts(line) || date_range(line).is_some()
}

/// Whether a line says that something lasts: "since May", "now at Kiel".
fn lasts(line: &str) -> bool {
    const LASTS: &[&str] = &["since", "present", "now", "currently", "today"];
    line.split(|c: char| !c.is_alphanumeric())
        .any(|word| LASTS.iter().any(|told| word.eq_ignore_ascii_case(told)))
}

/// Whether a text goes on with the year that ends what it told: "until
/// 2020".
pub(super) fn ends_then(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', ',', '(']);
    let year = behind.strip_prefix("until ");
    let year = year.and_then(|year| year.get(..4));
    year.is_some_and(|year| {
        year.bytes().all(|b| b.is_ascii_digit()) && !is_ahead(year)
    })
}

/// Whether a date, `2030-05`, is of a year yet to come when this was written:
/// the same document reads the same on every day.
pub(super) fn is_ahead(date: &str) -> bool {
    const WRITTEN: i32 = 2026;
    let year = date.get(..4).and_then(|year| year.parse::<i32>().ok());
    year.is_some_and(|year| year > WRITTEN)
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

/// Words that surely tell of what was.
const FORMERLY: &[&str] = &[
    "previously",
    "formerly",
    "former",
    "previous",
    "alumnus",
    "alumna",
    "alumni",
    "zuvor",
    "ehemals",
    "auparavant",
    "ancien",
    "ancienne",
    "anteriormente",
];

/// Who does what follows.
const SUBJECTS: &[&str] = &["i", "she", "he", "we", "they"];

/// Words that open the title of a post.
const TITLES: &[&str] = &[
    "assistant",
    "associate",
    "full",
    "professor",
    "lecturer",
    "reader",
    "postdoc",
    "postdoctoral",
    "researcher",
    "scientist",
    "director",
    "chair",
    "head",
    "dean",
];

/// Words of taking a degree.
const TAKING: &[&str] = &[
    "received",
    "obtained",
    "earned",
    "completed",
    "finished",
    "gained",
    "graduated",
    "did",
    "got",
    "defended",
    "obtenu",
    "soutenu",
    "obtuve",
    "obtuvo",
    "conseguito",
];

/// Words for what was, and for what lasts behind "have".
const LASTING: &[&str] = &["worked", "taught", "served", "held"];

/// Words for what is, of every language: none is a common word of another.
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
    "teach",
    "teaches",
    "heads",
    "hold",
    "holds",
    "runs",
    "hired",
    "started",
    "actualmente",
    "actuellement",
    "derzeit",
    "aktuell",
    "gegenwärtig",
    "momentan",
    "zurzeit",
    "arbeite",
    "arbeitet",
    "travaille",
    "estoy",
    "está",
    "trabajo",
    "trabaja",
    "sou",
    "atualmente",
    "trabalho",
    "lavoro",
    "lavora",
    "attualmente",
];

/// Words for what was, likewise.
const PAST: &[&str] = &[
    "was",
    "were",
    "had",
    "studied",
    "spent",
    "before",
    "prior",
    "after",
    "interned",
    "visited",
    "until",
    "trained",
    "attended",
    "pursued",
    "collaborated",
    "majored",
    "studierte",
    "promovierte",
    "laureato",
    "laureata",
    "arbeitete",
    "forschte",
    "étudié",
    "travaillé",
    "était",
    "étais",
    "avant",
    "fui",
    "fue",
    "trabajé",
    "trabajó",
    "estudié",
    "estudió",
    "fundé",
    "dirigí",
    "antes",
    "foi",
    "trabalhei",
    "trabalhou",
    "estudei",
    "studiato",
    "lavorato",
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
        use Tense::{Now, Over, Past, Unsaid};
        for (text, want) in [
            ("Anna Weber, ", Unsaid),
            ("I am a student of sand at ", Now),
            ("I received my PhD in mathematics at ", Over),
            ("I studied moss at Kiel and am now at ", Now),
            ("I am at Kiel and received my PhD from ", Over),
            ("I was appointed Professor of Sand at ", Now),
            ("Previously I was at Kiel. My office is in ", Now),
            ("Previously, I led a lab at ", Over),
            ("I am a graduate of ", Over),
            ("I am a graduate student at ", Now),
            ("Before this I saw Kiel. I am at ", Now),
            ("I was at Kiel with Prof. Li of ", Past),
            ("I was at Kiel. My office is in ", Now),
            ("I was at Kiel. The Sand Lab, ", Unsaid),
            ("a Ph.D. student from ", Unsaid),
            ("a geologist with a Ph.D. in moss from ", Over),
            ("Before joining ", Now),
            ("I’m at ", Now),
        ] {
            assert_eq!(Teller::default().read(text), want, "{text}");
        }
    }

    #[test]
    fn who_took_a_degree_in_han_has_left() {
        for (behind, left) in [
            ("获得博士学位。研究方向为沙", true),
            ("土木系取得硕士学位，现为教授", true),
            ("毕业，现为教授", true),
            ("教授，获得博士学位", false),
            ("攻读博士学位", false),
            ("毕业设计指导教师", false),
            ("", false),
        ] {
            assert_eq!(ends_in_han(behind), left, "{behind}");
        }
    }

    #[test]
    fn a_line_of_a_list_may_be_over() {
        for (before, behind, want) in [
            (
                "January 2015 - July 2017: Archivist of ",
                "the Lab",
                Tense::Over,
            ),
            ("2015 - Present: Archivist of ", "the Lab", Tense::Unsaid),
            ("", "University of Sand, 2016–2018", Tense::Over),
            ("PhD in Moss, ", "University of Sand", Tense::Past),
            ("PhD student, ", "University of Sand", Tense::Unsaid),
            ("PhD, Professor, ", "University of Sand", Tense::Unsaid),
            ("Anna Weber, PhD, ", "University of Sand", Tense::Unsaid),
            ("Degree Coordinator, ", "University of Sand", Tense::Unsaid),
            ("", "University of Sand (2016–2035)", Tense::Unsaid),
            ("I wrote ", "Sand (2015–2016) and more of it", Tense::Unsaid),
        ] {
            let line = format!("{before}{behind}");
            assert_eq!(over(&line, before), want, "{line}");
        }
    }
}
