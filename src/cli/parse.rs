//! `vitae parse`: how vitae reads files, to see why an answer looks wrong.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::{Format, Shared};
use crate::error::Result;
use crate::ingest::{self, Reading};
use crate::model::{
    Document, FORMAT_VERSION, Passage, Profile, Publication, Role,
    SectionKind, SkipReason,
};
use crate::output::terminal::{
    DIM, KIND, STRONG, clean, json, pretty_json, styled,
};
use crate::segment;

/// Show how vitae reads files: blocks, sections, profile, with their places
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files to read
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// What stands in JSON for a file that cannot be read.
#[derive(Serialize)]
struct Unread {
    format_version: u32,
    document: UnreadDocument,
    error: String,
}

#[derive(Serialize)]
struct UnreadDocument {
    path: String,
}

/// One line of JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Line<'a> {
    Read(&'a Profile),
    Unread(Unread),
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let readings =
        ingest::read_files(&arguments.files, shared.jobs(), shared.limits())?;
    let mut out = shared.paged();
    match arguments.format {
        Format::Jsonl => {
            for line in readings.iter().flat_map(lines) {
                writeln!(out, "{}", json(&line)?)?;
            }
        }
        Format::Json => {
            let all: Vec<Line<'_>> = readings.iter().flat_map(lines).collect();
            match all.as_slice() {
                [one] => writeln!(out, "{}", pretty_json(one)?)?,
                all => writeln!(out, "{}", pretty_json(&all)?)?,
            }
        }
        Format::Text => {
            for (i, reading) in readings.iter().enumerate() {
                if i > 0 {
                    writeln!(out)?;
                }
                write_reading(&mut out, reading)?;
            }
        }
    }
    out.flush()?;
    let failed = readings.iter().all(|reading| reading.result.is_err());
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn lines(reading: &Reading) -> Vec<Line<'_>> {
    match &reading.result {
        Ok(read) => read.profiles.iter().map(|(_, p)| Line::Read(p)).collect(),
        Err(reason) => vec![Line::Unread(unread(reading, reason))],
    }
}

fn unread(reading: &Reading, reason: &SkipReason) -> Unread {
    Unread {
        format_version: FORMAT_VERSION,
        document: UnreadDocument { path: reading.path.display().to_string() },
        error: reason.to_string(),
    }
}

fn write_reading(out: &mut dyn Write, reading: &Reading) -> Result<()> {
    let path = reading.path.display().to_string();
    let path = styled(STRONG, clean(&path));
    match &reading.result {
        Err(reason) => {
            writeln!(out, "{path}: {}", clean(&reason.to_string()))?;
        }
        Ok(read) => {
            for (document, profile) in &read.profiles {
                writeln!(out, "{path}  {}", styled(KIND, read.format))?;
                write_sections(out, document)?;
                write_profile(out, profile)?;
            }
        }
    }
    Ok(())
}

/// The document as it was cut: sections and their lines.
fn write_sections(out: &mut dyn Write, document: &Document) -> Result<()> {
    let lines = document.lines();
    for section in segment::segment(document, &lines) {
        let heading = section.heading.map(|span| document.slice(span));
        let heading = heading.map_or(String::new(), |h| format!("{h:?}"));
        let sure = if section.known { "" } else { ", by its place" };
        let kind = styled(KIND, section.kind.name());
        writeln!(out, "\nsection {kind}{sure} {}", clean(&heading))?;
        for line in lines.get(section.lines).unwrap_or_default() {
            let role = match line.role {
                Role::Heading(level) => format!("heading {level}"),
                Role::Item(level) => format!("item {level}"),
                Role::Body => "body".to_owned(),
                Role::Row => "row".to_owned(),
                Role::Boilerplate => "boilerplate".to_owned(),
            };
            let role = if line.first { role } else { String::new() };
            let place = place(line.page, line.number);
            let place = styled(DIM, format!("{place:>8} {role:<11}"));
            writeln!(out, "{place} {}", clean(document.slice(line.span)))?;
        }
    }
    Ok(())
}

fn write_profile(out: &mut dyn Write, profile: &Profile) -> Result<()> {
    let mut rows = Rows { out, indent: "  " };
    writeln!(rows.out, "\n{}", styled(STRONG, "profile"))?;
    let owner = &profile.person;
    let inferred = if owner.name_inferred { " (inferred)" } else { "" };
    let name = owner.name.as_deref().unwrap_or("(none found)");
    rows.row("name", &format!("{name}{inferred}"))?;
    rows.row("also", &owner.name_variants.join(", "))?;
    rows.row("titles", &owner.titles.join(", "))?;
    let affiliations: Vec<&str> =
        owner.affiliations.iter().map(|a| a.organization.as_str()).collect();
    rows.row("at", &affiliations.join(" · "))?;
    rows.row("e-mail", &owner.emails.join(", "))?;
    rows.row("orcid", owner.orcid.as_deref().unwrap_or_default())?;
    rows.row("homepage", &owner.homepages.join(", "))?;
    let language = profile.document.language.as_deref().unwrap_or_default();
    rows.row("language", language)?;
    rows.row("interests", &profile.interests.join("; "))?;
    for position in &profile.positions {
        let end = if position.current { Some("now") } else { None };
        let end = position.end.as_deref().or(end);
        let dates = dates(position.start.as_deref(), end);
        let title = position.title.as_deref();
        let place = position.organization.as_deref();
        rows.row("position", &joined(&[title, place, dates.as_deref()]))?;
    }
    for degree in &profile.education {
        let dates = dates(degree.start.as_deref(), degree.end.as_deref());
        let place = degree.organization.as_deref();
        let degree = degree.degree.as_deref();
        rows.row("degree", &joined(&[degree, place, dates.as_deref()]))?;
    }
    for (number, publication) in (1..).zip(&profile.publications) {
        write_publication(rows.out, number, publication)?;
    }
    let passages: Vec<(SectionKind, &Passage)> =
        profile.all_passages().collect();
    if !passages.is_empty() {
        writeln!(out, "\n{}", styled(STRONG, "passages"))?;
    }
    for (section, passage) in passages {
        let place = place(passage.page, passage.line);
        let place = styled(DIM, format!("{place:>8} {:<10}", section.name()));
        writeln!(out, "{place} {}", clean(&passage.text))?;
    }
    Ok(())
}

fn write_publication(
    out: &mut dyn Write,
    number: usize,
    publication: &Publication,
) -> Result<()> {
    let p = publication;
    let heading = styled(STRONG, format!("publication {number}"));
    let place = place(p.page, p.line);
    let span = format!("{place}, bytes {}-{}", p.span.start, p.span.end);
    writeln!(out, "\n{heading} {}", styled(DIM, span))?;
    let mut rows = Rows { out, indent: "  " };
    rows.row("title", &p.title)?;
    let mut authors: Vec<String> = p.authors.iter().map(author).collect();
    authors.extend(p.authors_truncated.then(|| "et al.".to_owned()));
    rows.row("authors", &authors.join(", "))?;
    rows.row("venue", p.venue.as_deref().unwrap_or_default())?;
    rows.row("in full", p.venue_name.as_deref().unwrap_or_default())?;
    rows.row("printed", p.venue_raw.as_deref().unwrap_or_default())?;
    rows.row("year", &p.year.map_or(String::new(), |y| y.to_string()))?;
    rows.row("status", p.status.map_or("", |status| status.as_str()))?;
    rows.row("track", p.track.as_deref().unwrap_or_default())?;
    rows.row("notes", &p.notes.join("; "))?;
    rows.row("doi", p.doi.as_deref().unwrap_or_default())?;
    rows.row("arxiv", p.arxiv.as_deref().unwrap_or_default())?;
    rows.row("links", &p.links.join(" "))?;
    if let Some([title, authors, venue, year]) = p.confidence {
        let sure = format!(
            "title {title:.2}, authors {authors:.2}, venue {venue:.2}, \
             year {year:.2}"
        );
        rows.row("sure", &sure)?;
    }
    Ok(())
}

/// An author with the marks that `show` explains.
pub(super) fn author(author: &crate::model::Author) -> String {
    let equal = if author.equal_contribution { "*" } else { "" };
    let corresponding = if author.corresponding { "†" } else { "" };
    format!("{}{equal}{corresponding}", author.name)
}

/// Writes named values under each other, empty ones left out.
struct Rows<'a> {
    out: &'a mut dyn Write,
    indent: &'static str,
}

impl Rows<'_> {
    fn row(&mut self, name: &str, value: &str) -> Result<()> {
        if !value.is_empty() {
            let name = styled(DIM, format!("{name:<9}"));
            writeln!(self.out, "{}{name} {}", self.indent, clean(value))?;
        }
        Ok(())
    }
}

/// Where something stands: `p2:14`, `14`.
pub(super) fn place(page: Option<u32>, line: u32) -> String {
    match page {
        Some(page) => format!("p{page}:{line}"),
        None => line.to_string(),
    }
}

fn dates(start: Option<&str>, end: Option<&str>) -> Option<String> {
    match (start, end) {
        (None, None) => None,
        (start, end) => Some(format!(
            "{}–{}",
            start.unwrap_or_default(),
            end.unwrap_or_default()
        )),
    }
}

fn joined(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(", ")
}
