//! The corpus at a glance, to bytes.

use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::chart::{Chart, write_charts};
use super::csv::row;
use super::layout::{Line, wrapped};
use super::terminal::{
    NUMBER, PLAIN, STRONG, Screen, WARNING, counted, line, pretty_json,
};

/// Every format of the statistics, the default first.
pub static STATS_FORMATS: &[&Format<Stats>] = &[
    &Format { name: "text", help: "for reading, with bars", write: text },
    &Format { name: "json", help: "one JSON value, whole", write: json },
    &Format { name: "csv", help: "one count a line, whole", write: csv },
];

/// All that `stats` says.
#[derive(Serialize)]
pub struct Stats {
    /// [`crate::model::FORMAT_VERSION`].
    pub format_version: u32,
    /// Persons.
    pub people: usize,
    /// Of them, those known from several documents.
    pub people_of_several_documents: usize,
    /// Files that were read.
    pub documents: usize,
    /// Files that were not.
    pub documents_not_read: usize,
    /// Publications, each once however many people list it.
    pub publications: usize,
    /// Publications by year, the latest first.
    pub years: Vec<Count>,
    /// Publications by venue.
    pub venues: Vec<Count>,
    /// Publications by status.
    pub statuses: Vec<Count>,
    /// People by what they work on.
    pub topics: Vec<Count>,
    /// People by where they are or were.
    pub affiliations: Vec<Count>,
    /// Documents by format.
    pub formats: Vec<Count>,
    /// Profiles by language, where it is known.
    pub languages: Vec<Count>,
    /// Files that were not read, by reason.
    pub not_read: Vec<Count>,
    /// Bars that are shown at most.
    #[serde(skip)]
    pub limit: usize,
}

/// A value with its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value.
    pub value: String,
    /// How many have it.
    pub count: usize,
}

impl Stats {
    /// What is counted: key in JSON, title of the chart, the counts.
    fn parts(&self) -> [(&'static str, &'static str, &[Count]); 8] {
        [
            ("years", "publications by year", &self.years),
            ("venues", "publications by venue", &self.venues),
            ("topics", "people by topic", &self.topics),
            ("affiliations", "people by affiliation", &self.affiliations),
            ("statuses", "publications by status", &self.statuses),
            ("formats", "documents by format", &self.formats),
            ("languages", "profiles by language", &self.languages),
            ("not_read", "documents not read", &self.not_read),
        ]
    }

    fn chart(&self, key: &str, title: &str, counts: &[Count]) -> Chart {
        let limit = self.limit.max(2);
        if key == "years" {
            let years = counts
                .iter()
                .filter_map(|one| Some((one.value.parse().ok()?, one.count)));
            return Chart::years(title, years, limit);
        }
        let counts: Vec<(String, usize)> =
            counts.iter().map(|one| (one.value.clone(), one.count)).collect();
        // People have several topics: what is left cannot be added up.
        let adds_up = !["topics", "affiliations"].contains(&key);
        let rest = adds_up.then_some("others");
        Chart::top(title, &counts, limit, rest)
    }
}

fn text(
    stats: &Stats,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = screen.width();
    let mut pieces = vec![
        (STRONG, counted(stats.people, "person", "people")),
        (PLAIN, " in ".to_owned()),
        (STRONG, counted(stats.documents, "document", "documents")),
        (PLAIN, ", ".to_owned()),
        (STRONG, counted(stats.publications, "publication", "publications")),
    ];
    let years = stats.years.iter().filter_map(|y| y.value.parse().ok());
    let years: Vec<i32> = years.collect();
    if let (Some(first), Some(last)) = (years.iter().min(), years.iter().max())
    {
        pieces.push((PLAIN, " of ".to_owned()));
        pieces.push((NUMBER, format!("{first}–{last}")));
    }
    let joined = stats.people_of_several_documents;
    if joined > 0 {
        let verb = if joined == 1 { "is" } else { "are" };
        let text = format!("; {joined} {verb} joined from several documents");
        pieces.push((PLAIN, text));
    }
    if stats.documents_not_read > 0 {
        let count = stats.documents_not_read;
        let text = counted(count, "document", "documents");
        let text = format!("; {text} not read (`vitae status` says why)");
        pieces.push((WARNING, text));
    }
    let pieces: Vec<_> = pieces.iter().map(|(s, t)| (*s, &**t)).collect();
    for Line { text, .. } in wrapped(&pieces, width, usize::MAX) {
        line(out, text)?;
    }
    line(out, "")?;
    let parts = stats.parts();
    let charts =
        parts.iter().map(|(key, title, all)| stats.chart(key, title, all));
    write_charts(&charts.collect::<Vec<_>>(), width, out)
}

fn json(stats: &Stats, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    line(out, pretty_json(stats)?)
}

fn csv(stats: &Stats, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let cells = |what: &str, value: &str, count: usize| {
        [what.to_owned(), value.to_owned(), count.to_string()]
    };
    row(out, &["what", "value", "count"].map(str::to_owned))?;
    for (what, count) in [
        ("people", stats.people),
        ("documents", stats.documents),
        ("publications", stats.publications),
    ] {
        row(out, &cells(what, "", count))?;
    }
    for (what, _, counts) in stats.parts() {
        for Count { value, count } in counts {
            row(out, &cells(what, value, *count))?;
        }
    }
    Ok(())
}
