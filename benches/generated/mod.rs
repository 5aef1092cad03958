//! CVs made up from a seed, in several citation styles, whose facts are
//! known: the same seed gives the same text on every machine.

#![allow(dead_code, reason = "each benchmark needs a part of this")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How a CV writes its references.
pub(crate) const STYLES: [Style; 5] =
    [Style::Authors, Style::Year, Style::Quoted, Style::Title, Style::Markup];

/// How a CV writes its references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `Ada Bell and Cy Dunn. A title. In Proceedings of X, 2020.`
    Authors,
    /// `Bell, A. & Dunn, C. (2020). A title. X.`
    Year,
    /// `A. Bell, C. Dunn, "A title," in X, 2020.`
    Quoted,
    /// The title on a line, the authors on the next, then the venue.
    Title,
    /// `- **A title**. *Ada Bell*, Cy Dunn. X 2020.`
    Markup,
}

/// One made-up person.
pub(crate) struct Cv {
    /// Whom it is about.
    pub(crate) name: String,
    /// The university.
    pub(crate) university: &'static str,
    /// What was published.
    pub(crate) papers: Vec<Paper>,
    /// The text of the CV, Markdown.
    pub(crate) text: String,
}

/// One made-up publication.
pub(crate) struct Paper {
    /// Lower case but for its first letter.
    pub(crate) title: String,
    /// Given and family names.
    pub(crate) authors: Vec<(&'static str, &'static str)>,
    /// Key and full name.
    pub(crate) venue: (&'static str, &'static str),
    pub(crate) year: i32,
}

/// A generator of numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

impl Cv {
    /// A CV with so many publications.
    pub(crate) fn new(seed: u64, publications: usize, style: Style) -> Cv {
        let dice = &mut Dice(seed);
        let owner = (dice.pick(&GIVEN), dice.pick(&FAMILY));
        let mut papers: Vec<Paper> =
            (0..publications).map(|_| Paper::new(dice, owner)).collect();
        papers.sort_by_key(|paper| -paper.year);
        // Benchmarks tell people apart by name alone.
        let name = format!("{} {} {}", owner.0, numeral(seed), owner.1);
        let university = dice.pick(&UNIVERSITIES);
        let mut text = format!(
            "# {name}\n\n{}, {university}\n\n## Research Interests\n\n{} {}, \
             {} {}\n\n## Publications\n\n",
            dice.pick(&["Professor", "Assistant Professor", "Postdoc"]),
            dice.pick(&KINDS),
            dice.pick(&TASKS),
            dice.pick(&KINDS),
            dice.pick(&TASKS),
        );
        for paper in &papers {
            paper.write(style, &mut text);
        }
        text.push_str("\n## Awards\n\n");
        for _ in 0..2 {
            let year = 2005 + dice.roll(20);
            let _ = writeln!(text, "- Best paper award, {year}");
        }
        Cv { name, university, papers, text }
    }

    /// Whether a publication is so.
    pub(crate) fn has(&self, is_so: impl Fn(&Paper) -> bool) -> bool {
        self.papers.iter().any(is_so)
    }
}

/// So many CVs of 4 to 11 publications, in all styles.
pub(crate) fn cvs(count: usize) -> Vec<Cv> {
    let style = |i: usize| STYLES[i % STYLES.len()];
    (0..count).map(|i| Cv::new(i as u64, 4 + i % 8, style(i))).collect()
}

/// Writes CVs into a folder, a file each.
pub(crate) fn write(cvs: &[Cv], folder: &Path) {
    for (i, cv) in cvs.iter().enumerate() {
        let path = folder.join(format!("{i}.md"));
        fs::write(path, &cv.text).expect("the folder can be written to");
    }
}

impl Paper {
    fn new(dice: &mut Dice, owner: (&'static str, &'static str)) -> Paper {
        let title = format!(
            "{} {} for {} {} with {}",
            dice.pick(&QUALITIES),
            dice.pick(&METHODS),
            dice.pick(&KINDS),
            dice.pick(&TASKS),
            dice.pick(&MEANS),
        );
        let mut authors: Vec<(&str, &str)> = (0..1 + dice.roll(4))
            .map(|_| (dice.pick(&GIVEN), dice.pick(&FAMILY)))
            .collect();
        let place = dice.roll(authors.len() + 1);
        authors.retain(|author| author.1 != owner.1);
        authors.insert(place.min(authors.len()), owner);
        let year = 2000 + dice.roll(25) as i32;
        Paper { title, authors, venue: dice.pick(&VENUES), year }
    }

    fn write(&self, style: Style, text: &mut String) {
        let Paper { title, authors, venue: (key, name), year } = self;
        let each = |form: fn(&str, &str) -> String, between: &str| -> String {
            let all =
                authors.iter().map(|(given, family)| form(given, family));
            all.collect::<Vec<_>>().join(between)
        };
        let full = |given: &str, family: &str| format!("{given} {family}");
        let initial =
            |given: &str, family: &str| format!("{}. {family}", &given[..1]);
        let turned =
            |given: &str, family: &str| format!("{family}, {}.", &given[..1]);
        let _ = match style {
            Style::Authors => writeln!(
                text,
                "- {}. {title}. In Proceedings of the {name}, {year}.",
                each(full, ", ")
            ),
            Style::Year => writeln!(
                text,
                "- {} ({year}). {title}. {name}.",
                each(turned, ", ")
            ),
            Style::Quoted => writeln!(
                text,
                "1. {}, \"{title},\" in {name} ({key}), {year}.",
                each(initial, ", ")
            ),
            Style::Title => writeln!(
                text,
                "- **{title}**  \n  {}  \n  {key}, {year}",
                each(full, ", ")
            ),
            Style::Markup => writeln!(
                text,
                "- *{}*. **{title}**. {key} {year}.",
                each(full, ", ")
            ),
        };
    }
}

/// A number as a middle name: `Abca`.
fn numeral(number: u64) -> String {
    let digit = |power: u32| {
        let value = number / 20_u64.pow(power) % 20;
        char::from(b'a' + u8::try_from(value).expect("it is below 20"))
    };
    format!("Q{}{}{}", digit(2), digit(1), digit(0))
}

const GIVEN: [&str; 20] = [
    "Ada", "Bela", "Clara", "Dario", "Edith", "Farid", "Greta", "Hugo",
    "Irene", "Jonas", "Katya", "Lucas", "Mira", "Nadir", "Olga", "Pavel",
    "Rosa", "Selim", "Tomas", "Vera",
];

const FAMILY: [&str; 24] = [
    "Almgren",
    "Bergholt",
    "Castellan",
    "Dorfmann",
    "Eriksen",
    "Fontaine",
    "Grabowski",
    "Halloran",
    "Ishikawa",
    "Jankovic",
    "Kowalczyk",
    "Lindqvist",
    "Moretti",
    "Nakamura",
    "Oliveira",
    "Petrescu",
    "Quintero",
    "Rasmussen",
    "Sandoval",
    "Takahashi",
    "Ulrich",
    "Vasquez",
    "Wetherby",
    "Zielinski",
];

const UNIVERSITIES: [&str; 6] = [
    "University of Edinburgh",
    "ETH Zurich",
    "University of Tokyo",
    "Carnegie Mellon University",
    "Uppsala University",
    "University of Toronto",
];

const VENUES: [(&str, &str); 8] = [
    ("ACL", "Annual Meeting of the Association for Computational Linguistics"),
    ("ICML", "International Conference on Machine Learning"),
    ("SIGMOD", "ACM International Conference on Management of Data"),
    (
        "OSDI",
        "USENIX Symposium on Operating Systems Design and Implementation",
    ),
    ("ICSE", "International Conference on Software Engineering"),
    ("CVPR", "IEEE Conference on Computer Vision and Pattern Recognition"),
    ("STOC", "ACM Symposium on Theory of Computing"),
    ("CHI", "ACM Conference on Human Factors in Computing Systems"),
];

const QUALITIES: [&str; 10] = [
    "Robust",
    "Scalable",
    "Sparse",
    "Adaptive",
    "Private",
    "Incremental",
    "Hierarchical",
    "Verified",
    "Lightweight",
    "Interactive",
];

const METHODS: [&str; 10] = [
    "scheduling",
    "quantization",
    "parsing",
    "sampling",
    "synthesis",
    "retrieval",
    "caching",
    "clustering",
    "planning",
    "rendering",
];

const KINDS: [&str; 10] = [
    "graph",
    "speech",
    "genome",
    "satellite",
    "legal",
    "streaming",
    "robotic",
    "clinical",
    "multilingual",
    "financial",
];

const TASKS: [&str; 10] = [
    "databases",
    "transducers",
    "simulators",
    "compilers",
    "archives",
    "sensors",
    "corpora",
    "networks",
    "protocols",
    "interfaces",
];

const MEANS: [&str; 10] = [
    "few labels",
    "bounded memory",
    "formal proofs",
    "noisy oracles",
    "learned indexes",
    "kernel methods",
    "weak supervision",
    "partial orders",
    "random walks",
    "convex duality",
];
