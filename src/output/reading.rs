//! How a file was read, to bytes: what to doubt first, then the sections and
//! fields with their places.

use std::io::{self, Write};

use anstyle::Style;

mod doubts;

pub use doubts::doubts;
use doubts::{FIELDS, UNSURE};

use super::chart::heading;
use super::layout::{Line, wrapped};
use super::person::position;
use super::terminal::{
    DIM, KIND, NUMBER, PLAIN, STRONG, Screen, WARNING, counted, line, styled,
};
use crate::model::{Author, Passage, Profile, Publication, SectionKind};

/// Columns before text: places and roles.
const MARGIN: usize = 21;
/// Columns before values.
const LABEL: usize = 12;

/// How one document was read.
pub struct Reading<'a> {
    /// The file.
    pub path: &'a str,
    /// Its sections, in order.
    pub sections: Vec<ReadSection<'a>>,
    /// What was made of them.
    pub profile: &'a Profile,
    /// The text behind each publication.
    pub sources: Vec<&'a str>,
}

/// A section with its lines.
pub struct ReadSection<'a> {
    /// What it is.
    pub kind: SectionKind,
    /// Whether its heading says so, not its place.
    pub known: bool,
    /// Its heading as printed.
    pub heading: Option<&'a str>,
    /// Its lines.
    pub lines: Vec<ReadLine<'a>>,
}

/// A line of a document.
pub struct ReadLine<'a> {
    /// Page, where the format has pages.
    pub page: Option<u32>,
    /// Line in the file or on the page; 0 if not known.
    pub number: u32,
    /// What its block is in the layout; empty after the block's first line.
    pub role: String,
    /// The line.
    pub text: &'a str,
}

/// Where lines are written to, and how wide they may be.
struct Page<'a> {
    screen: &'a Screen,
    out: &'a mut dyn Write,
}

/// Writes how a document was read.
pub fn write(
    reading: &Reading<'_>,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page { screen, out };
    let profile = reading.profile;
    let mut first = Line::new(STRONG, reading.path);
    first.text = screen.links.file(reading.path, &first.text);
    first.put(first.width + 2, &Line::new(KIND, &profile.document.format));
    line(page.out, first.text)?;
    page.summary(profile)?;
    page.sections(&reading.sections)?;
    page.person(profile)?;
    for (i, publication) in profile.publications.iter().enumerate() {
        let source = reading.sources.get(i).copied().unwrap_or_default();
        page.publication(i + 1, publication, source)?;
    }
    page.passages(profile)
}

impl Page<'_> {
    /// Columns to wrap at; in a pipe, a line stays a line.
    fn columns(&self, indent: usize) -> usize {
        match self.screen.columns {
            Some(_) => self.screen.width().saturating_sub(indent),
            None => usize::MAX,
        }
    }

    /// Writes a label and text in a column of its own beside it.
    fn block(
        &mut self,
        label: &Line,
        indent: usize,
        text: &[(Style, &str)],
    ) -> io::Result<()> {
        let columns = self.columns(indent);
        for (i, text) in
            wrapped(text, columns, usize::MAX).into_iter().enumerate()
        {
            let mut printed =
                if i == 0 { label.clone() } else { Line::default() };
            printed.put(indent, &text);
            line(self.out, printed.text)?;
        }
        Ok(())
    }

    /// Writes a named value; nothing for an empty one.
    fn row(&mut self, name: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let label = Line::new(DIM, &format!("  {name}"));
        self.block(&label, LABEL, &[(PLAIN, value)])
    }

    /// Whose it is, how much was found, and what to doubt.
    fn summary(&mut self, profile: &Profile) -> io::Result<()> {
        let owner = &profile.person;
        let name = owner.name.as_deref().unwrap_or("(no name found)");
        let passages = profile.all_passages().count();
        let pieces = [
            (STRONG, name.to_owned()),
            (PLAIN, ": ".to_owned()),
            (
                PLAIN,
                counted(
                    profile.publications.len(),
                    "publication",
                    "publications",
                ),
            ),
            (PLAIN, format!(", {}", counted(passages, "passage", "passages"))),
        ];
        let pieces: Vec<_> = pieces.iter().map(|(s, t)| (*s, &**t)).collect();
        self.block(&Line::default(), 0, &pieces)?;
        for doubt in doubts(profile) {
            let mark = Line::new(WARNING, "  !");
            self.block(&mark, 4, &[(PLAIN, &doubt)])?;
        }
        Ok(())
    }

    /// The document as it was cut: sections and their lines.
    fn sections(&mut self, sections: &[ReadSection<'_>]) -> io::Result<()> {
        for section in sections {
            let mut title = Line::new(PLAIN, "section");
            title.put(0, &Line::new(KIND, section.kind.name()));
            if !section.known {
                title.put(0, &Line::new(DIM, "(by its place)"));
            }
            if let Some(heading) = section.heading {
                title.put(0, &Line::new(STRONG, &format!("“{heading}”")));
            }
            line(self.out, "")?;
            line(self.out, title.text)?;
            for read in &section.lines {
                let place = position(read.page, read.number);
                let margin = format!("{place:>8} {:<11}", read.role);
                let margin = Line::new(DIM, &margin);
                self.block(&margin, MARGIN, &[(PLAIN, read.text)])?;
            }
        }
        Ok(())
    }

    fn person(&mut self, profile: &Profile) -> io::Result<()> {
        let owner = &profile.person;
        heading(self.out, "profile")?;
        let inferred = if owner.name_inferred { " (inferred)" } else { "" };
        let name = owner.name.as_deref().unwrap_or("(none found)");
        self.row("name", &format!("{name}{inferred}"))?;
        let places: Vec<&str> = owner
            .affiliations
            .iter()
            .map(|place| place.organization.as_str())
            .collect();
        let optional =
            |text: &Option<String>| text.clone().unwrap_or_default();
        for (name, value) in [
            ("also", owner.name_variants.join(", ")),
            ("titles", owner.titles.join(", ")),
            ("at", places.join(" · ")),
            ("e-mail", owner.emails.join(", ")),
            ("orcid", optional(&owner.orcid)),
            ("homepage", owner.homepages.join(", ")),
            ("language", optional(&profile.document.language)),
            ("interests", profile.interests.join("; ")),
        ] {
            self.row(name, &value)?;
        }
        for post in &profile.positions {
            let now = post.current.then_some("now");
            let end = post.end.as_deref().or(now);
            let dates = dates(post.start.as_deref(), end);
            let title = post.title.as_deref();
            let place = post.organization.as_deref();
            let text = joined(&[title, place, dates.as_deref()]);
            self.row("position", &text)?;
        }
        for study in &profile.education {
            let dates = dates(study.start.as_deref(), study.end.as_deref());
            let place = study.organization.as_deref();
            let degree = study.degree.as_deref();
            let text = joined(&[degree, place, dates.as_deref()]);
            self.row("degree", &text)?;
        }
        Ok(())
    }

    fn publication(
        &mut self,
        number: usize,
        p: &Publication,
        source: &str,
    ) -> io::Result<()> {
        let title = styled(STRONG, format!("publication {number}"));
        let page =
            p.page.map_or(String::new(), |page| format!("page {page}, "));
        let place = format!("{page}line {}", p.line);
        let span = format!("{place}, bytes {}-{}", p.span.start, p.span.end);
        line(self.out, format_args!("\n{title} {}", styled(DIM, span)))?;
        let source = squeezed(source);
        if !source.is_empty() {
            let label = Line::new(DIM, "  source");
            self.block(&label, LABEL, &taken(&source, p))?;
        }
        let optional =
            |text: &Option<String>| text.clone().unwrap_or_default();
        let mut authors: Vec<String> = p.authors.iter().map(marked).collect();
        authors.extend(p.authors_truncated.then(|| "et al.".to_owned()));
        for (name, value) in [
            ("title", p.title.clone()),
            ("authors", authors.join(", ")),
            ("venue", optional(&p.venue)),
            ("in full", optional(&p.venue_name)),
            ("printed", optional(&p.venue_raw)),
            ("year", p.year.map(|y| y.to_string()).unwrap_or_default()),
            ("status", p.status.map_or("", |s| s.as_str()).to_owned()),
            ("track", optional(&p.track)),
            ("notes", p.notes.join("; ")),
            ("subjects", p.subjects.join("; ")),
            ("doi", optional(&p.doi)),
            ("arxiv", optional(&p.arxiv)),
            ("links", p.links.join(" ")),
        ] {
            self.row(name, &value)?;
        }
        let Some(sure) = p.confidence else { return Ok(()) };
        let sure = FIELDS.iter().zip(sure).enumerate().map(|(i, field)| {
            let (field, sure) = field;
            let style = if sure < UNSURE { WARNING } else { PLAIN };
            let comma = if i + 1 < FIELDS.len() { ", " } else { "" };
            (style, format!("{field} {sure:.2}{comma}"))
        });
        let sure: Vec<(Style, String)> = sure.collect();
        let sure: Vec<_> = sure.iter().map(|(s, t)| (*s, &**t)).collect();
        self.block(&Line::new(DIM, "  sure"), LABEL, &sure)
    }

    fn passages(&mut self, profile: &Profile) -> io::Result<()> {
        let passages: Vec<(SectionKind, &Passage)> =
            profile.all_passages().collect();
        if !passages.is_empty() {
            heading(self.out, "passages")?;
        }
        for (section, passage) in passages {
            let place = position(passage.page, passage.line);
            let margin = format!("{place:>8} {:<11}", section.name());
            let margin = Line::new(DIM, &margin);
            self.block(&margin, MARGIN, &[(PLAIN, &passage.text)])?;
        }
        Ok(())
    }
}

/// The text behind a publication, showing what was taken as title, venue and
/// year; what was not is dim.
fn taken<'a>(source: &'a str, p: &Publication) -> Vec<(Style, &'a str)> {
    let year = p.year.map(|year| year.to_string());
    let venue = p.venue_raw.as_deref().or(p.venue.as_deref());
    let mut found: Vec<(usize, usize, Style)> = Vec::new();
    let names = p.authors.iter().map(|a| (PLAIN, Some(a.name.as_str())));
    for (style, text) in [
        (STRONG, Some(p.title.as_str())),
        (KIND, venue),
        (NUMBER, year.as_deref()),
    ]
    .into_iter()
    .chain(names)
    {
        let text = squeezed(text.unwrap_or_default());
        if text.is_empty() {
            continue;
        }
        let free = source.match_indices(&text).find(|(at, text)| {
            let end = at + text.len();
            found.iter().all(|(from, to, _)| end <= *from || *to <= *at)
        });
        found.extend(free.map(|(at, text)| (at, at + text.len(), style)));
    }
    found.sort_unstable_by_key(|(from, ..)| *from);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (from, to, style) in found {
        pieces.push((DIM, &source[at..from]));
        pieces.push((style, &source[from..to]));
        at = to;
    }
    pieces.push((DIM, &source[at..]));
    pieces
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name with the marks that lists of publications set.
fn marked(author: &Author) -> String {
    let equal = if author.equal_contribution { "*" } else { "" };
    let corresponding = if author.corresponding { "†" } else { "" };
    format!("{}{equal}{corresponding}", author.name)
}

fn dates(start: Option<&str>, end: Option<&str>) -> Option<String> {
    (start.is_some() || end.is_some()).then(|| {
        let part = |date: Option<&str>| date.unwrap_or_default().to_owned();
        format!("{}–{}", part(start), part(end))
    })
}

fn joined(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn publication(title: &str, year: Option<i32>) -> Publication {
        Publication {
            title: title.into(),
            authors: vec![Author {
                name: "Ada Bell".into(),
                ..Author::default()
            }],
            venue_raw: Some("Proc. of Moss".into()),
            year,
            ..Publication::default()
        }
    }

    #[test]
    fn the_source_shows_what_was_taken() {
        let source = "Ada Bell. On 2020 Moss. Proc. of Moss, 2020.";
        let pieces = taken(source, &publication("On 2020 Moss", Some(2020)));
        let taken: Vec<&str> = pieces
            .iter()
            .filter(|(style, _)| *style != DIM)
            .map(|(_, text)| *text)
            .collect();
        assert_eq!(
            taken,
            ["Ada Bell", "On 2020 Moss", "Proc. of Moss", "2020"]
        );
        let whole: String = pieces.iter().map(|(_, text)| *text).collect();
        assert_eq!(whole, source);
    }
}
