//! Tables of publications (CSV, TSV) as catalogues export them and people
//! keep them by hand, into facts.

pub(super) mod names;
mod references;

use ::csv::{ReaderBuilder, StringRecord, Trim};

use super::{Format, Source, formulas, reference, tex};
use crate::model::{Profile, Publication, Raw, SkipReason, Span};
use names::{
    ARXIV, AUTHORS, CITATION, DOI, KEYWORDS, KIND, LINKS, STATUS, SUMMARY,
    TITLE, VENUE, YEAR, squeezed,
};
use references::References;

pub(super) static FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv", "tsv"],
    sniff,
    version: 2,
    text: true,
    extract,
};

/// What parts the cells of a row, the likeliest first.
const DELIMITERS: &[u8] = b",\t;|";

/// Rows that may stand above the one that names the columns.
const PREAMBLE: usize = 5;

/// A table as Web of Science writes it, under whatever name.
fn sniff(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    start.starts_with(b"PT\tAU\t")
}

/// Whether a text of no telling name is a table: its first line names columns
/// between tabs.
pub(super) fn is_likely(text: &str) -> bool {
    let head = text.lines().find(|line| !line.trim().is_empty());
    let head = head.filter(|line| line.matches('\t').count() >= 2);
    let row = head.and_then(|line| Rows::new(line, b'\t').next());
    row.is_some_and(|row| Columns::of(&row.cells).is_some())
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let table = DELIMITERS.iter().find_map(|delimiter| {
        let rows = Rows::new(text, *delimiter);
        rows.take(PREAMBLE).find_map(|row| {
            let columns = Columns::of(&row.cells)?;
            Some((columns, row.end, *delimiter))
        })
    });
    let Some((columns, start, delimiter)) = table else {
        if let Some(page) = references(text) {
            return Ok(vec![page]);
        }
        return Err(SkipReason::Malformed(
            "no list of publications: no row names columns of titles, \
             authors and years or venues"
                .into(),
        ));
    };
    let mut raw = Raw::default();
    let mut facts = Box::<Profile>::default();
    for row in Rows::new(text, delimiter).skip_while(|row| row.start < start) {
        let Some(mut publication) = columns.publication(&row.cells) else {
            continue;
        };
        let lines: Vec<&str> = text[row.start..row.end].lines().collect();
        publication.line = row.line;
        publication.span = Span::new(raw.blocks.len(), raw.blocks.len() + 1);
        raw.blocks.push(reference::block(&lines, row.line));
        facts.publications.push(publication);
    }
    if facts.publications.is_empty() {
        return Err(SkipReason::Malformed("no row with a title".into()));
    }
    raw.facts = Some(facts);
    Ok(vec![raw])
}

/// A table of whole references as the page that lists them; None where no
/// row names a column of such.
fn references(text: &str) -> Option<Raw> {
    DELIMITERS.iter().find_map(|delimiter| {
        let mut rows = Rows::new(text, *delimiter);
        let named = rows.by_ref().take(PREAMBLE);
        let columns =
            named.filter_map(|row| References::of(&row.cells)).next()?;
        columns.page(rows.map(|row| (row.cells, row.line)))
    })
}

/// One row: its cells, and where it stands in the text.
struct Row {
    cells: StringRecord,
    start: usize,
    end: usize,
    line: u32,
}

/// The rows of a table; quoted cells may hold line breaks.
struct Rows<'a> {
    reader: ::csv::Reader<&'a [u8]>,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: u8) -> Rows<'a> {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        Rows { reader }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut cells = StringRecord::new();
        // Text was decoded before: nothing is left that could fail.
        if !self.reader.read_record(&mut cells).ok()? {
            return None;
        }
        let at = cells.position()?;
        let (start, line) = (at.byte(), at.line());
        let end = self.reader.position().byte();
        Some(Row {
            start: usize::try_from(start).ok()?,
            end: usize::try_from(end).ok()?,
            line: u32::try_from(line).ok()?,
            cells,
        })
    }
}

/// Where the columns stand that say something, the most telling first.
struct Columns {
    title: Vec<usize>,
    authors: Vec<usize>,
    venue: Vec<usize>,
    year: Vec<usize>,
    status: Vec<usize>,
    kind: Vec<usize>,
    doi: Vec<usize>,
    arxiv: Vec<usize>,
    links: Vec<usize>,
    summary: Vec<usize>,
    keywords: Vec<usize>,
    citation: Vec<usize>,
}

impl Columns {
    /// The columns that a row names; None where it names none of a list of
    /// publications.
    fn of(row: &StringRecord) -> Option<Columns> {
        let names: Vec<String> = row.iter().map(squeezed).collect();
        let find = |wanted| columns(&names, wanted);
        let columns = Columns {
            title: find(TITLE),
            authors: find(AUTHORS),
            venue: find(VENUE),
            year: find(YEAR),
            status: find(STATUS),
            kind: find(KIND),
            doi: find(DOI),
            arxiv: find(ARXIV),
            links: find(LINKS),
            summary: find(SUMMARY),
            keywords: find(KEYWORDS),
            citation: find(CITATION),
        };
        // A film has a title and a year too.
        let told = [&columns.authors, &columns.venue, &columns.year];
        let told = told.iter().filter(|found| !found.is_empty()).count();
        (!columns.title.is_empty() && told >= 2).then_some(columns)
    }

    fn publication(&self, row: &StringRecord) -> Option<Publication> {
        let cell = |columns: &[usize]| {
            let cells = columns.iter().filter_map(|at| row.get(*at));
            cells.map(str::trim).find(|cell| !cell.is_empty())
        };
        let plain = |cell: &str| {
            let cell = reference::without_tags(cell);
            match cell.contains('\\') {
                true => tex::to_text(&cell),
                false => formulas::shown(&cell).into_owned(),
            }
        };
        let title = plain(cell(&self.title)?);
        let signed = cell(&self.authors).map(plain);
        let (authors, signed_in) = match &signed {
            Some(names) => dated(names),
            None => ("", None),
        };
        let mut publication = Publication {
            title: reference::title(&title),
            year: cell(&self.year).and_then(reference::year).or(signed_in),
            venue_raw: cell(&self.venue).map(plain),
            doi: cell(&self.doi).and_then(reference::doi),
            summary: cell(&self.summary).map(str::to_owned),
            subjects: cell(&self.keywords)
                .into_iter()
                .flat_map(reference::keywords)
                .collect(),
            links: self
                .links
                .iter()
                .filter_map(|at| row.get(*at))
                .filter(|link| link.contains("://"))
                .map(str::to_owned)
                .collect(),
            ..Publication::default()
        };
        let citation = cell(&self.citation).map(plain).unwrap_or_default();
        let cited = || reference::cited(&citation, &title).unwrap_or_default();
        let authors = if authors.is_empty() { cited() } else { authors };
        for name in names(authors) {
            if reference::is_others(&name) || name == "..." || name == "…" {
                publication.authors_truncated = true;
            } else {
                publication.authors.extend(reference::author(&name));
            }
        }
        let places = publication.links.iter().map(String::as_str);
        let numbered = cell(&self.arxiv);
        let numbered = numbered.and_then(|text| reference::arxiv(text, true));
        publication.arxiv = numbered.or_else(|| {
            places
                .chain(publication.venue_raw.as_deref())
                .chain(cell(&self.doi))
                .chain(cell(&self.status))
                .find_map(|text| reference::arxiv(text, false))
        });
        if cell(&self.kind).is_some_and(reference::is_thesis) {
            publication.venue_raw = None;
        }
        // "to appear" may stand in the journal's place.
        let place = publication.venue_raw.as_deref().unwrap_or_default();
        let said = cell(&self.status).unwrap_or_default();
        let said = format!("{said}; {place}");
        reference::settle(&mut publication, &said);
        Some(publication)
    }
}

/// The columns of some names that a row has, in the order of these names.
fn columns(row: &[String], wanted: &[&str]) -> Vec<usize> {
    let at = |name: &&str| {
        let name = squeezed(name);
        row.iter().position(|n| *n == name)
    };
    let mut found: Vec<usize> = Vec::new();
    for at in wanted.iter().filter_map(at) {
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found
}

/// The names of a cell without the year that closes it, and that year: "Ann
/// Roe and Bo Li (2020).".
fn dated(names: &str) -> (&str, Option<i32>) {
    let closed = names.trim_end_matches(['.', ',', ' ']).strip_suffix(')');
    let parts = closed.and_then(|head| head.rsplit_once('('));
    match parts.map(|(names, date)| (names, reference::year(date))) {
        Some((names, Some(year))) => (names.trim_end(), Some(year)),
        _ => (names, None),
    }
}

/// The names of a cell, the last of which another language may join: "M.
/// Olsen und T. Reed", but "Ramón y Cajal".
fn joined(cell: &str) -> String {
    const JOINTS: &[&str] = &[" und ", " et ", " y ", " e ", " og ", " och "];
    let parts = JOINTS.iter().find_map(|joint| cell.rsplit_once(joint));
    let whole = |last: &str| {
        last.split_whitespace().count() > 1 && !last.contains([',', ';'])
    };
    // "João Costa e Silva", "José Ortega y Gasset" are one each.
    let iberian = [" y ", " e "].iter().any(|joint| cell.contains(joint));
    let listed = |head: &str| !iberian || head.contains([',', ';']);
    match parts.filter(|(head, last)| whole(last) && listed(head)) {
        Some((head, last)) => format!("{head} and {last}"),
        None => cell.to_owned(),
    }
}

/// The names of a cell, in reading order.
fn names(cell: &str) -> Vec<String> {
    let cell = joined(&cell.replace(['|', '\n'], ";"));
    let names: Vec<&str> = reference::names(&cell)
        .into_iter()
        // "Roe, Ann (57200000000)".
        .map(|name| match name.rsplit_once(" (") {
            Some((head, id))
                if id.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                head
            }
            _ => name,
        })
        .collect();
    let family_first = names.iter().all(|name| {
        name.contains(',')
            || turned(name).is_some()
            || reference::is_others(name)
    });
    let read = |name: &str| match turned(name).filter(|_| family_first) {
        Some(turned) => turned,
        None => name.to_owned(),
    };
    names.into_iter().map(read).collect()
}

/// A name in reading order whose initials stand behind it without a comma:
/// "Olsen M.K.", "van der Berg JP".
fn turned(name: &str) -> Option<String> {
    let (family, given) = name.rsplit_once(' ')?;
    let letters = || given.chars().filter(|c| c.is_alphabetic());
    let initials = (1..=4).contains(&letters().count())
        && letters().all(char::is_uppercase)
        && family.contains(char::is_lowercase)
        && !family.contains('.');
    initials.then(|| format!("{given} {family}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("a.csv"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    /// Title, names, venue and year of the rows of a table.
    fn rows(text: &str) -> Vec<String> {
        let facts = read(text).unwrap().facts.unwrap();
        let row = |p: &Publication| {
            let names: Vec<&str> =
                p.authors.iter().map(|a| a.name.as_str()).collect();
            let venue = p.venue.as_deref().unwrap_or("-");
            let year = p.year.map_or("-".to_owned(), |y| y.to_string());
            format!("{} | {} | {venue} | {year}", p.title, names.join(", "))
        };
        facts.publications.iter().map(row).collect()
    }

    #[test]
    fn an_export_is_read_with_its_lines() {
        let text = include_str!("../../tests/fixtures/csv/moss.csv");
        assert_eq!(
            rows(text),
            [
                "Moss on Roofs, Slates and Walls | Mira Olsen, Tao Reed | \
                 Journal of Invented Botany | 2021",
                "Fern Spores: A \"Soft\" Landing | Ana Sand, Mira Olsen | \
                 arXiv | 2023",
                "The Life of Lichen | Mira Olsen | - | 2019",
            ]
        );
        let raw = read(text).unwrap();
        let facts = raw.facts.unwrap();
        let lines: Vec<u32> =
            facts.publications.iter().map(|p| p.line).collect();
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!(raw.blocks[0].lines.len(), 2);
    }

    #[test]
    fn columns_are_named_in_many_ways() {
        for (what, text) in [
            (
                "Scopus",
                "Authors,Author full names,Title,Year,Source title\n\
                 \"Olsen M., Reed T.\",\"Olsen, Mira (5720); Reed, Tao (71)\",\
                 Moss on Roofs,2021,Ferns\n",
            ),
            (
                "Web of Science",
                "PT\tAU\tAF\tTI\tSO\tPY\n\
                 J\tOlsen, M; Reed, T\tOlsen, Mira; Reed, Tao\t\
                 Moss on Roofs\tFerns\t2021\n",
            ),
            (
                "Zotero",
                "\"Key\",\"Publication Year\",\"Author\",\"Title\",\
                 \"Publication Title\"\n\
                 \"A1\",\"2021\",\"Olsen, Mira; Reed, Tao\",\
                 \"Moss on Roofs\",\"Ferns\"\n",
            ),
            (
                "IEEE Xplore",
                "\"Document Title\",Authors,\"Publication Title\",\
                 \"Publication Year\"\n\
                 \"Moss on Roofs\",\"Mira Olsen; Tao Reed\",Ferns,2021\n",
            ),
            (
                "academicpages",
                "pub_date\ttitle\tvenue\tcitation\n2021-10-01\t\
                 Moss on Roofs\tFerns\t\"Mira Olsen, Tao Reed. (2021). \
                 \"\"Moss on Roofs.\"\"\"\n",
            ),
            (
                "with TeX",
                "title,authors,year,journal\n\
                 Moss on \\emph{Roofs},{\\bf Mira Olsen} and Tao Reed,2021,\
                 Ferns\n",
            ),
            (
                "with names of its own",
                "paper_title,Author(s),Published-in,Years\nMoss on Roofs,\
                 Mira Olsen and Tao Reed,\"Ferns 3, 12-19 (SCI)\",2021\n",
            ),
            (
                "with years behind names",
                "Titel;Autoren;Details\nMoss on Roofs;Mira Olsen und Tao Reed \
                 (2021).;Published in Ferns.\n",
            ),
            (
                "in Chinese",
                "标题,作者,期刊,年份\nMoss on Roofs,\"Mira Olsen, Tao Reed\",\
                 Ferns,2021\n",
            ),
            (
                "by hand",
                "My papers;;;\n\nYear;Title;Authors;Venue\n\
                 2021;Moss on Roofs;Mira Olsen and Tao Reed;Ferns\n",
            ),
        ] {
            let want = ["Moss on Roofs | Mira Olsen, Tao Reed | Ferns | 2021"];
            assert_eq!(rows(text), want, "{what}");
        }
    }

    #[test]
    fn a_table_of_references_is_a_page() {
        let raw = read("Date,Reference\n2020,\"Roe, A. Slow Rivers.\"\n")
            .expect("it is read");
        assert!(raw.facts.is_none());
        assert_eq!(raw.blocks.len(), 2);
    }

    #[test]
    fn names_are_put_in_reading_order() {
        for (cell, want) in [
            ("Olsen M., Reed T.K.", "M. Olsen|T.K. Reed"),
            ("Olsen M, van der Berg JP", "M Olsen|JP van der Berg"),
            ("M Olsen, T Reed, ...", "M Olsen|T Reed|..."),
            ("Mira Olsen|Tao Reed", "Mira Olsen|Tao Reed"),
            ("M. Olsen und T. Reed", "M. Olsen|T. Reed"),
            ("M. Olsen, T. Reed y B. Li", "M. Olsen|T. Reed|B. Li"),
            ("Ana Ramón y Cajal", "Ana Ramón y Cajal"),
            ("Olsen, Mira; Reed, Tao; ", "Olsen, Mira|Reed, Tao"),
        ] {
            assert_eq!(names(cell).join("|"), want, "{cell}");
        }
    }

    #[test]
    fn a_table_of_something_else_says_so() {
        for text in [
            "title,year,stars\nA Film of Rain,1999,4\n",
            "x,y\n1,2\n",
            "words",
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("no list of publications"), "{error}");
        }
        let error = read("title,authors,year\n").unwrap_err().to_string();
        assert_eq!(error, "malformed: no row with a title");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[\",;\t\n a-cé]{0,80}") {
            let _ = read(&text);
            let _ = read(&format!("title,authors,year\n{text}"));
        }
    }
}
